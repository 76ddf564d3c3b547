"""Average-link clustering in rounds: all pairs of groups that are each other's nearest merge at once.

Single links would chain one event to the next through a round-up of the day. For an average link, which never comes
nearer by a merge, this gives what merging the nearest two at a time would give (Sumengen et al., "Scaling Hierarchical
Agglomerative Clustering to Billion-sized Datasets", 2021), and a round is a few joins. A pair that is missing counts 0.
A group that is near none any more is done, and its ties are set aside, so that the rounds grow shorter.
"""

from __future__ import annotations

from sayso.relations import Relations

__all__ = ["average_link", "merge"]


def average_link(relations: Relations, items: str, pairs: str, *, least: int) -> None:
    """``items`` (item), ``pairs`` (l, r, likeness: whole numbers) -> ``members`` (item, name).

    Groups whose average likeness is ``least`` or more have merged; ``name`` is the smallest item of the group. Likes go
    by name, so that the result is a function of the set.
    """
    relations.make("members", f"SELECT item, item AS name FROM {items}")
    relations.make("ties", f"SELECT l, r, CAST(likeness AS BIGINT) AS total, 1 AS l_size, 1 AS r_size FROM {pairs}")
    merge(relations, least=least)


def merge(relations: Relations, *, least: int) -> None:
    """``members``, and ``ties`` (l, r, total, l_size, r_size) of their groups -> ``members`` when all have merged.

    ``total`` is the likeness of two groups' pairs together, and ``l_size`` and ``r_size`` are how many each has.
    """
    while relations.make("near", _near(least)) and relations.make("merging", _NEAREST_OF_EACH_OTHER):
        for name in ("members", "ties"):
            relations.make(name, _MERGED[name])
    relations.drop("ties", "near")


def _near(least: int) -> str:
    return f"""
    SELECT l, r, average, l_size + r_size AS size FROM (
      SELECT l, r, l_size, r_size, total / (l_size * r_size) AS average FROM ties
    ) AS averages WHERE average >= {least}
    """


# Under which name each group of a merging pair goes on.
_NEAREST_OF_EACH_OTHER = """
WITH ends AS (
  SELECT l AS name, l, r, average, size FROM near UNION ALL SELECT r AS name, l, r, average, size FROM near
), nearest AS (
  SELECT l, r, size FROM (
    SELECT l, r, size, ROW_NUMBER() OVER (PARTITION BY name ORDER BY average DESC, l, r) AS place FROM ends
  ) AS ranked WHERE place = 1
), mutual AS (
  SELECT l, r, MIN(size) AS size FROM nearest GROUP BY l, r HAVING COUNT(*) = 2
)
SELECT l AS name, l AS goes_on, size FROM mutual UNION ALL SELECT r AS name, l AS goes_on, size FROM mutual
"""

_MERGED = {
    "members": """
    SELECT item, COALESCE(goes_on, members.name) AS name FROM members LEFT JOIN merging ON merging.name = members.name
    """,
    "ties": """
    WITH open AS (
      SELECT l AS name FROM near UNION SELECT r AS name FROM near
    ), moved AS (
      SELECT COALESCE(a.goes_on, ties.l) AS l, COALESCE(b.goes_on, ties.r) AS r, total,
        COALESCE(a.size, l_size) AS l_size, COALESCE(b.size, r_size) AS r_size
      FROM ties JOIN open AS x ON x.name = ties.l JOIN open AS y ON y.name = ties.r
      LEFT JOIN merging AS a ON a.name = ties.l LEFT JOIN merging AS b ON b.name = ties.r
    )
    SELECT LEAST(l, r) AS l, GREATEST(l, r) AS r, CAST(SUM(total) AS BIGINT) AS total,
      MIN(CASE WHEN l < r THEN l_size ELSE r_size END) AS l_size,
      MIN(CASE WHEN l < r THEN r_size ELSE l_size END) AS r_size
    FROM moved WHERE l <> r GROUP BY 1, 2
    """,
}
