"""Which captures are texts of one article, one after the other, and which of them is the current one.

What stands at one address at different times is one article as long as a text shares some of its wording with the one
before it: a front page, a live ticker and a file that is used again hold another article altogether some day. Who is
current follows from the captures and of when they are, never from the order in which they came in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial

import apsw

from sayso.config import GroupSettings
from sayso.library.captures import place_in
from sayso.library.connection import rows, value
from sayso.library.studying import measures_of

__all__ = ["settle"]

_LEAST_SHARED = GroupSettings().min_reuse_share
_LOOKED_BACK = 20
"""Articles of one address that a text may be a version of, the latest: a front page has had thousands."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A capture's text; they sort by when they were there, and those of one time by their ``place`` in a file: what
    stands later there is later."""

    told_at: str
    place: int
    digest: str
    last_at: str
    capture: int
    id: str
    text: str


def settle(db: apsw.Connection, capture: int) -> None:
    """Sets the version and standing of all that a capture which came in, or was seen again, bears on."""
    texts = _at_the_address(db, capture)
    chains = _chains(db, texts) if len(texts) > 1 else [texts]
    ids = set[str]()
    for chain in chains:
        ids |= _number_versions(db, chain)
    for each in sorted(ids):
        _choose_current(db, each)


def _at_the_address(db: apsw.Connection, capture: int) -> list[_Text]:
    sql = """
    SELECT c.told_at, c.last_at, c.uri, c.digest, c.id, a.id, a.text_digest
    FROM capture AS c JOIN article AS a ON a.capture = c.id
    WHERE c.id = ?1 OR c.address = (SELECT address FROM capture WHERE id = ?1)
    """
    return sorted(
        (
            _Text(at, place_in(uri) or 0, digest, last, number, key, text)
            for at, last, uri, digest, number, key, text in rows(db, sql, (capture,))
        ),
        key=lambda text: (text.told_at, text.place, text.digest),
    )


def _chains(db: apsw.Connection, texts: Sequence[_Text]) -> list[list[_Text]]:
    """Of what stood at one address, the texts of one article each, in order of time."""
    prints = cache(partial(_prints, db))
    chain_of: dict[str, list[_Text]] = {}  # by text
    chains: list[list[_Text]] = []
    for text in texts:
        near = (
            each
            for each in chains[: -_LOOKED_BACK - 1 : -1]
            if _is_near(prints(each[-1].capture), prints(text.capture))
        )
        chain = chain_of.get(text.text) or next(near, None)
        if chain is None:
            chain = []
            chains.append(chain)
        chain.append(text)
        chain_of[text.text] = chain
    return chains


def _prints(db: apsw.Connection, capture: int) -> frozenset[int]:
    packed = value(db, "SELECT measures FROM content WHERE capture = ?", (capture,))
    (told,) = measures_of([packed])["prints"].to_pylist()
    return frozenset((*told["own"], *told["quoted"]))


def _is_near(one: frozenset[int], other: frozenset[int]) -> bool:
    return len(one & other) >= _LEAST_SHARED * max(1, min(len(one), len(other)))


def _number_versions(db: apsw.Connection, chain: Sequence[_Text]) -> set[str]:
    """Counts the texts of an article; gives the ids that its texts have."""
    numbers: dict[str, int] = {}
    for text in chain:
        numbers.setdefault(text.text, len(numbers) + 1)
    first = min(text.capture for text in chain)
    latest = max(chain, key=lambda text: (text.last_at, text.place, text.digest))
    for text in chain:
        standing = "same" if text.text == latest.text else "earlier"
        change = "UPDATE article SET chain = ?, version = ?, standing = ? WHERE capture = ?"
        db.execute(change, (first, numbers[text.text], standing, text.capture))
    return {text.id for text in chain}


def _choose_current(db: apsw.Connection, document: str) -> None:
    """Of the captures that have the latest text of their address, and are one article, the first is current."""
    sql = """
    SELECT capture FROM article JOIN capture ON capture.id = capture WHERE article.id = ? AND standing <> 'earlier'
    ORDER BY article.uri, text_digest, digest
    """
    numbers = [number for (number,) in rows(db, sql, (document,))]
    for place, number in enumerate(numbers):
        standing = "current" if place == 0 else "same"
        db.execute("UPDATE article SET standing = ? WHERE capture = ? AND standing <> ?", (standing, number, standing))
