"""What a feed's format gives, before anything in it is believed."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Draft", "DraftFeed"]


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry. ``links`` are tried in turn, and may be anything; ``published`` is ISO 8601; None: it is not told."""

    links: tuple[str, ...]
    id: str | None
    title: str | None
    published: str | None
    summary_only: bool


@dataclass(frozen=True, slots=True)
class DraftFeed:
    """A feed. ``ttl_s``: seconds for which it asks not to be asked again; None: it does not."""

    title: str | None
    ttl_s: float | None
    entries: tuple[Draft, ...]
