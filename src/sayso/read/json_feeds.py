"""JSON Feed, 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from sayso.read.feed_drafts import Draft, DraftFeed
from sayso.read.feed_text import FeedError

__all__ = ["json_feed"]

_VERSION = "https://jsonfeed.org/version/1"


def json_feed(text: str) -> DraftFeed:
    """What a JSON Feed gives. Raises FeedError."""
    try:
        values = json.loads(text, strict=False)
    except RecursionError as error:
        raise FeedError("it is JSON nested too deep to read; expected a JSON Feed") from error
    except ValueError as error:
        raise FeedError(f"it is no whole JSON ({str(error)[:200]}); expected a JSON Feed") from error
    if not isinstance(values, dict):
        raise FeedError("it is JSON, and no object; expected a JSON Feed")
    version, items = _text(values, "version") or "", values.get("items")
    if not version.startswith(_VERSION) or not isinstance(items, list):
        raise FeedError(f"it is JSON, and no JSON Feed (version {version[:60]!r}); expected {_VERSION} and items")
    return DraftFeed(_text(values, "title"), None, tuple(_draft(item) for item in items if isinstance(item, dict)))


def _draft(item: Mapping[str, object]) -> Draft:
    number = item.get("id")  # version 1.0 let it be one
    own = str(number) if isinstance(number, int) else _text(item, "id")
    return Draft(
        links=tuple(link for link in (_text(item, "url"), _text(item, "external_url"), own) if link),
        id=own,
        title=_text(item, "title"),
        published=_moment(_text(item, "date_published") or _text(item, "date_modified")),
        summary_only=not (_text(item, "content_html") or _text(item, "content_text")),
    )


def _text(values: Mapping[str, object], name: str) -> str | None:
    """The text of that name; None for anything else."""
    value = values.get(name)
    return value if isinstance(value, str) else None


def _moment(told: str | None) -> str | None:
    """The moment at Greenwich, as it stands where no zone is told; None for what is no moment."""
    try:
        found = datetime.fromisoformat((told or "").strip())
        return (found.astimezone(UTC) if found.tzinfo else found).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return None
