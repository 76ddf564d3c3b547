"""The stories of a library, the newest first."""

from __future__ import annotations

from dataclasses import dataclass

import apsw

from sayso.library.connection import rows

__all__ = ["ListedStory", "list_stories"]


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story: ``origins`` counts copies, and reports from one agency, once; ``differences`` those that change the
    sense; dates are ISO 8601, None where no article tells one."""

    id: str
    headline: str | None
    first_published: str | None
    last_published: str | None
    outlets: int
    articles: int
    origins: int
    things_said: int
    differences: int


def list_stories(
    db: apsw.Connection,
    *,
    since: str | None = None,
    until: str | None = None,
    min_outlets: int = 1,
    limit: int = 20,
    offset: int = 0,
) -> list[ListedStory]:
    """Stories with a report from ``since`` on and one up to ``until`` (ISO 8601), of so many outlets at least."""
    sql = """
    SELECT id, headline, first_published, last_published, outlets, articles, origins, things, substantive FROM story
    WHERE outlets >= :outlets AND (:since IS NULL OR last_published >= :since)
      AND (:until IS NULL OR first_published <= :until || char(65535))
    ORDER BY last_published DESC, outlets DESC, id LIMIT :limit OFFSET :offset
    """
    bound = {"outlets": min_outlets, "since": since, "until": until, "limit": limit, "offset": offset}
    return [ListedStory(*row) for row in rows(db, sql, bound)]
