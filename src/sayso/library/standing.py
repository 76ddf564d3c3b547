"""How a library stands: what is in it, what was refused, and whether its stories are up to date."""

from __future__ import annotations

from dataclasses import dataclass

import apsw

from sayso.config import Settings
from sayso.library.connection import rows, value
from sayso.library.schema import MIGRATIONS
from sayso.library.updating import is_up_to_date

__all__ = ["LibraryStatus", "status"]


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """Counts of a library. ``articles`` are the current ones, ``versions`` earlier texts of them, ``captures`` all that
    was read; ``refused`` counts inputs by reason; ``size`` is in bytes; ``first`` and ``last`` are the dates of its
    oldest and newest article, None where none is dated."""

    path: str
    size: int
    schema: int
    captures: int
    articles: int
    versions: int
    outlets: int
    statements: int
    speakers: int
    stories: int
    things_said: int
    refused: dict[str, int]
    first: str | None
    last: str | None
    is_up_to_date: bool


def status(db: apsw.Connection, settings: Settings) -> LibraryStatus:
    """How the library stands now."""
    current = "SELECT COUNT(*), COUNT(DISTINCT outlet), MIN(published), MAX(published) FROM article"
    ((articles, outlets, first, last),) = rows(db, f"{current} WHERE standing = 'current'")
    refused = dict(rows(db, "SELECT reason, SUM(count) FROM refusal GROUP BY reason ORDER BY reason"))
    statements = "SELECT COUNT(*) FROM statement JOIN article USING (capture) WHERE standing = 'current'"
    return LibraryStatus(
        path=db.filename,
        size=value(db, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"),
        schema=len(MIGRATIONS),
        captures=value(db, "SELECT COUNT(*) FROM capture"),
        articles=articles,
        versions=value(db, "SELECT COUNT(*) FROM article WHERE standing = 'earlier'"),
        outlets=outlets,
        statements=value(db, statements),
        speakers=value(db, "SELECT COUNT(DISTINCT same_as) FROM entity WHERE kind <> 'unnamed'"),
        stories=value(db, "SELECT COUNT(*) FROM story"),
        things_said=value(db, "SELECT COUNT(*) FROM thing_said"),
        refused=refused,
        first=first,
        last=last,
        is_up_to_date=is_up_to_date(db, settings),
    )
