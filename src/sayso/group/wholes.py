"""Groups held against each other whole: a story that many report is found in pieces first, and put together here.

Each article is compared with some others only, and a pair that was not compared counts nothing, so that groups stop
growing where most pairs are missing. But likeness is a product of vectors, and so what two groups' pairs have on
average is the product of what their articles are on average: no pair needs to be looked at. Whoever has two articles
that are alike enough, one on each side, is held against each other so, and merges by that; and those that have grown
once more, until none grows.
"""

from __future__ import annotations

from sayso.group.average import merge
from sayso.group.likeness import TIES, WHOLES, averages, ties
from sayso.relations import Mapping, Relations

__all__ = ["merge_wholes"]

_STAND_FOR_ALL = 64
"""Articles of one language, at most, whose average is that of the group: those with the lowest numbers."""
_FACED = 4
"""Others that a group is held against at a time, at most: the nearest, by what was compared; and it is by theirs."""
_ROWS = 16
"""Groups in a batch: each has up to sixty-four articles of some hundred words."""


def merge_wholes(relations: Relations, *, least: int, max_days: int) -> None:
    """``told``, ``members``, ``alike`` and the weighed articles -> ``members`` where what is alike whole is one."""
    relations.make("before", "SELECT doc AS item, doc AS name FROM told")
    relations.make("links", _links("(SELECT l, r, likeness AS total, likeness AS most, 1 AS known FROM alike)", least))
    while relations.make("grown", _GROWN) and relations.make("facing", _facing(least)):
        relations.make("days", _DAYS)
        relations.make("close", _close(max_days))
        relations.make("standing", _STANDING)
        for kind in _KINDS:
            relations.make(f"whole_{kind}", _apart(kind), Mapping(averages, WHOLES, rows=_ROWS))
        relations.make("held", _SIDE_BY_SIDE, Mapping(ties, TIES, rows=256))
        relations.make("ties", _TIES)
        relations.make("before", "SELECT item, name FROM members")
        merge(relations, least=least)
        relations.make("links", _links("links", least))
    relations.drop(
        "links", "before", "grown", "facing", "days", "close", "standing", "held", "whole_words", "whole_names"
    )


def _links(source: str, least: int) -> str:
    """Pairs of groups of which two articles are alike enough, with what was compared of both; a name is an item."""
    return f"""
    SELECT LEAST(a.name, b.name) AS l, GREATEST(a.name, b.name) AS r, CAST(SUM(total) AS BIGINT) AS total,
      MAX(most) AS most, CAST(SUM(known) AS BIGINT) AS known
    FROM {source} AS pairs JOIN members AS a ON a.item = l JOIN members AS b ON b.item = r
    WHERE a.name <> b.name GROUP BY 1, 2 HAVING MAX(most) >= {least}
    """


_GROWN = """
SELECT DISTINCT members.name FROM members JOIN before ON before.item = members.item WHERE members.name <> before.name
"""


def _facing(least: int) -> str:
    """Pairs of which one has grown, and what was compared is alike enough on average: the nearest few of each group."""
    return f"""
    WITH near AS (
      SELECT l, r, total / known AS average FROM links
      LEFT JOIN grown AS x ON x.name = l LEFT JOIN grown AS y ON y.name = r
      WHERE total >= {least} * known AND (x.name IS NOT NULL OR y.name IS NOT NULL)
    ), ends AS (
      SELECT l AS name, l, r, average FROM near UNION ALL SELECT r AS name, l, r, average FROM near
    )
    SELECT DISTINCT l, r FROM (
      SELECT l, r, ROW_NUMBER() OVER (PARTITION BY name ORDER BY average DESC, l, r) AS place FROM ends
    ) AS ranked WHERE place <= {_FACED}
    """


# How many articles of each language and day.
_DAYS = """
SELECT members.name, COALESCE(language, '') AS language, day, COUNT(*) AS articles
FROM (SELECT l AS name FROM facing UNION SELECT r AS name FROM facing) AS groups
JOIN members ON members.name = groups.name JOIN told ON told.doc = members.item
GROUP BY members.name, COALESCE(language, ''), day
"""
_STANDING = f"""
SELECT name, language, item FROM (
  SELECT members.name, COALESCE(language, '') AS language, members.item, ROW_NUMBER() OVER (
    PARTITION BY members.name, COALESCE(language, '') ORDER BY members.item) AS place
  FROM (SELECT DISTINCT name FROM days) AS groups JOIN members ON members.name = groups.name
  JOIN told ON told.doc = members.item
) AS placed WHERE place <= {_STAND_FOR_ALL}
"""
# Names lead from one language to another; inside one the words do.
_KINDS = {"words": "one_language", "names": "NOT one_language"}
_SIDE_BY_SIDE = " UNION ALL ".join(
    f"""
    SELECT c.l, c.r, pairs, a.words AS l_words, b.words AS r_words, a.lead AS l_lead, b.lead AS r_lead
    FROM close AS c JOIN whole_{kind} AS a ON a.name = c.l AND a.language = l_language
    JOIN whole_{kind} AS b ON b.name = c.r AND b.language = r_language WHERE {where}
    """
    for kind, where in _KINDS.items()
)
_TIES = """
WITH sizes AS (SELECT name, CAST(SUM(articles) AS BIGINT) AS size FROM days GROUP BY name)
SELECT l, r, CAST(SUM(total) AS BIGINT) AS total, MIN(a.size) AS l_size, MIN(b.size) AS r_size
FROM held JOIN sizes AS a ON a.name = l JOIN sizes AS b ON b.name = r GROUP BY l, r
"""


def _close(max_days: int) -> str:
    """How many pairs of each two languages are near in time: the others count nothing."""
    return f"""
    SELECT l, r, l_language, r_language, CAST(SUM(pairs) AS BIGINT) AS pairs,
      l_language = r_language OR l_language = '' OR r_language = '' AS one_language
    FROM (
      SELECT l, r, a.language AS l_language, b.language AS r_language, a.articles * b.articles AS pairs
      FROM facing JOIN days AS a ON a.name = l JOIN days AS b ON b.name = r
      WHERE a.day IS NULL OR b.day IS NULL OR ABS(a.day - b.day) <= {max_days}
    ) AS near GROUP BY l, r, l_language, r_language
    """


def _apart(kind: str) -> str:
    """The articles that stand for each language of each group that is held against another by its ``kind``."""
    return f"""
    SELECT standing.name, standing.language, ARRAY_AGG(words) AS words, ARRAY_AGG(lead) AS leads
    FROM (
      SELECT l AS name, l_language AS language FROM close WHERE {_KINDS[kind]}
      UNION SELECT r AS name, r_language AS language FROM close WHERE {_KINDS[kind]}
    ) AS wanted JOIN standing ON standing.name = wanted.name AND standing.language = wanted.language
    JOIN weighed_{kind} AS weighed ON weighed.doc = standing.item GROUP BY standing.name, standing.language
    """
