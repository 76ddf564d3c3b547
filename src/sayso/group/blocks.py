"""Blocks: whoever has a key in common is looked at as a pair, with a bound on how many pairs one key may give.

Of a key that few have, each is paired with each. Of one that many have, each is paired with those that follow next in
order, so that what belongs together is still held together, and a key that a million have costs ten million pairs, not
half a billion squared.
"""

from __future__ import annotations

__all__ = ["met", "placed"]

_FEW, _FOLLOWING = 20, 10
"""Holders of one key up to which each is paired with each, and above, how many that follow each is paired with, where
nothing else is said."""


def placed(keys: str, order: str = "doc", *, few: int = _FEW, following: int = _FOLLOWING) -> str:
    """``keys`` (key, doc, and what ``order`` names) -> each holder's place among those of its key.

    Where a key has many holders, each is paired with the ``following`` ones. ``reach`` is how far apart a pair may
    be, and ``block`` the number of the stretch of that length it stands in: a pair is in one block or two neighbouring
    ones, so that an engine can find it by equality.
    """
    return f"""
    SELECT key, doc, place, reach, CAST(FLOOR(place / reach) AS BIGINT) AS block FROM (
      SELECT each.key, doc, CASE WHEN holders <= {few} THEN {few} ELSE {following} END AS reach,
        ROW_NUMBER() OVER (PARTITION BY each.key ORDER BY {order}) - 1 AS place
      FROM {keys} AS each
      JOIN (SELECT key, COUNT(*) AS holders FROM {keys} GROUP BY key HAVING COUNT(*) > 1) AS held ON held.key = each.key
    ) AS numbered
    """


def met(table: str) -> str:
    """What ``placed`` gave -> the pairs, l < r, and in how many keys they met."""
    return f"""
    SELECT LEAST(l, r) AS l, GREATEST(l, r) AS r, COUNT(*) AS shared FROM (
      SELECT a.doc AS l, b.doc AS r FROM {table} AS a JOIN {table} AS b
        ON b.key = a.key AND b.block = a.block AND b.place > a.place
      UNION ALL
      SELECT a.doc AS l, b.doc AS r FROM {table} AS a JOIN {table} AS b
        ON b.key = a.key AND b.block = a.block + 1 AND b.place <= a.place + a.reach
    ) AS pairs GROUP BY 1, 2
    """
