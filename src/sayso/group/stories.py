"""Stories: which articles report one event.

Two articles are alike as far as they share rare words, and begin with what means the same. Whoever shares two of his
heaviest words is looked at as a pair; groups merge while all their pairs are alike enough on average. What large
stories come in then is put together in ``wholes``.
"""

from __future__ import annotations

from functools import partial

from sayso.config import GroupSettings
from sayso.group.average import average_link
from sayso.group.blocks import met, placed
from sayso.group.likeness import ALIKE, likenesses
from sayso.group.subjects import Rarity
from sayso.group.weights import HEAVIEST, UNIT, WEIGHED, weighed
from sayso.group.wholes import merge_wholes
from sayso.relations import Mapping, Relations

__all__ = ["find_stories", "needed_likeness"]

_GIVEN_TOGETHER = 3 / 4
"""What the needed likeness falls to for articles that someone chose to compare. None of 36 pairs of reports of one
event falls below the lowered one; one in thirteen pairs of unrelated political news reaches it."""
_FEW, _FOLLOWING = 10, 2
"""Of a key that few have each meets each; of one that more have, each meets those that follow."""
_COMPARED = 16
"""Others, about, that an article is compared with where so many met it: those that share most words with it, and of
those that share as few as the last of them some by lot."""
_SHARED = tuple(words * (words - 1) // 2 for words in range(2, HEAVIEST + 1))
"""Keys that so many words in common make: each two of them are one."""


def needed_likeness(settings: GroupSettings) -> int:
    """In parts of ``UNIT``: what groups must be alike on average."""
    return round(settings.min_story_similarity * (_GIVEN_TOGETHER if settings.given_together else 1.0) * UNIT)


def find_stories(relations: Relations, settings: GroupSettings) -> None:
    """``articles`` (doc, day, moment, language), the measures, and ``origins`` -> ``alike``, ``stories``.

    ``alike`` (l, r, likeness) are the pairs that were compared, ``stories`` (doc, story) the outcome: ``story`` is the
    doc of the first report. Of each origin one article is looked at, and the others go where it goes.
    """
    relations.make("told", _TOLD)
    for kind in ("words", "names"):
        _weigh(relations, kind)
    relations.make("keys", _KEYS)
    relations.make("placed", placed("keys", "day, doc", few=_FEW, following=_FOLLOWING))
    relations.make("meetings", _meetings(settings.max_days_apart))
    relations.drop("keys", "placed")
    relations.make("asked", _ASKED)
    relations.make("proposed", _PROPOSED)
    relations.drop("meetings", "asked")
    relations.make("alike", _SIDE_BY_SIDE, Mapping(likenesses, ALIKE, rows=256))
    relations.drop("proposed")
    relations.make("items", "SELECT doc AS item FROM told")
    least = needed_likeness(settings)
    average_link(relations, "items", "alike", least=least)
    merge_wholes(relations, least=least, max_days=settings.max_days_apart)
    relations.make("stories", _STORIES)


def _weigh(relations: Relations, kind: str) -> None:
    """``words`` or ``names`` -> ``weighed_words``, ``weighed_names``: with weights, and the keys of each article."""
    relations.make("counted", _COUNTED[kind])
    (articles,) = relations.fetch("SELECT COUNT(*) AS articles FROM counted").column(0).to_pylist()
    rarity = Rarity(relations.fetch(_FREQUENCIES), articles)
    relations.make(
        f"weighed_{kind}", "SELECT * FROM counted", Mapping(partial(weighed, rarity=rarity), WEIGHED, rows=256)
    )


_TOLD = """
SELECT articles.doc, day, language FROM articles
JOIN origins ON origins.doc = articles.doc AND origins.origin = articles.doc
"""
# Names lead from one language to another; inside one the words do.
_COUNTED = {
    kind: f"""
    SELECT {kind}.doc, words, counts, length, lead FROM {kind}
    JOIN told ON told.doc = {kind}.doc JOIN leads ON leads.doc = {kind}.doc {where}
    """
    for kind, where in (
        ("words", ""),
        ("names", "WHERE (SELECT COUNT(DISTINCT language) FROM told) > 1"),
    )
}
_FREQUENCIES = """
SELECT word, COUNT(*) AS articles FROM (SELECT UNNEST(words) AS word FROM counted) AS each
GROUP BY word HAVING COUNT(*) > 1
"""
_KEYS = """
SELECT key, each.doc, COALESCE(day, 0) AS day FROM (
  SELECT doc, UNNEST(keys) AS key FROM weighed_words UNION ALL SELECT doc, UNNEST(keys) AS key FROM weighed_names
) AS each JOIN told ON told.doc = each.doc
"""
_SIDE_BY_SIDE = " UNION ALL ".join(
    f"""
    SELECT p.l, p.r, a.words AS l_words, b.words AS r_words, a.lead AS l_lead, b.lead AS r_lead
    FROM proposed AS p JOIN weighed_{kind} AS a ON a.doc = p.l JOIN weighed_{kind} AS b ON b.doc = p.r WHERE {where}
    """
    for kind, where in (("words", "p.one_language"), ("names", "NOT p.one_language"))
)
# How many others have so many keys in common with an article, or more.
_COUNTS = ", ".join(f"SUM(CASE WHEN shared >= {keys} THEN 1 ELSE 0 END) AS with_{keys}" for keys in _SHARED)
# The most keys in common that enough others still have with it; 1 where fewer met it at all. Those that have more are
# compared with it, and of those that have just so many a share (in thousandths) that makes them enough.
_ASKED = f"""
SELECT doc, needed, CASE needed {
    " ".join(
        f"WHEN {keys} THEN ({_COMPARED} - {above}) * 1000 / GREATEST(with_{keys} - {above}, 1)"
        for keys, above in zip(_SHARED, [*(f"with_{more}" for more in _SHARED[1:]), "0"], strict=True)
    )
} END AS share
FROM (
  SELECT *, CASE {
    " ".join(f"WHEN with_{keys} >= {_COMPARED} THEN {keys}" for keys in reversed(_SHARED))
} ELSE 1 END AS needed
  FROM (
    SELECT doc, {_COUNTS}
    FROM (SELECT l AS doc, shared FROM meetings UNION ALL SELECT r AS doc, shared FROM meetings) AS ends GROUP BY doc
  ) AS counted
) AS levels
"""
_BAND = f"CASE {' '.join(f'WHEN shared >= {keys} THEN {keys}' for keys in reversed(_SHARED))} END"
_PROPOSED = f"""
SELECT l, r, one_language FROM (
  SELECT l, r, one_language, {_BAND} AS band, ABS(l % 1000 + r % 1000) % 1000 AS lot FROM meetings
) AS met JOIN asked AS a ON a.doc = l JOIN asked AS b ON b.doc = r
WHERE band > LEAST(a.needed, b.needed) OR (band = a.needed AND lot < a.share) OR (band = b.needed AND lot < b.share)
"""
# The first report is the oldest. Of one day those with a time come first, undated ones last; then the numbers decide.
_STORIES = """
SELECT origins.doc, FIRST_VALUE(origins.doc) OVER (
  PARTITION BY members.name ORDER BY CASE WHEN day IS NULL THEN 1 ELSE 0 END, day,
    CASE WHEN moment IS NULL THEN 1 ELSE 0 END, moment, origins.doc) AS story
FROM origins JOIN members ON members.item = origins.origin JOIN articles ON articles.doc = origins.doc
"""


def _meetings(max_days: int) -> str:
    return f"""
    SELECT l, r, shared, COALESCE(a.language = b.language, TRUE) AS one_language FROM ({met("placed")}) AS met
    JOIN told AS a ON a.doc = l JOIN told AS b ON b.doc = r
    WHERE a.day IS NULL OR b.day IS NULL OR ABS(a.day - b.day) <= {max_days}
    """
