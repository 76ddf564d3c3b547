"""Addresses as they stand in feeds and lists -> addresses that can be asked for."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

__all__ = ["shown", "web_address", "without_tracking"]

_MOST_CHARS = 4_000
_SECRETS = re.compile(r"(?<=//)[^/]*@")
_BREAKS = re.compile(r"[\t\r\n]")
"""Browsers leave these out wherever they stand; feeds have them where an address was wrapped."""
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\<>\"]")

# Said by their makers to tell where a reader comes from, so that no page depends on them.
# utm_: https://support.google.com/analytics/answer/1033863, and the click numbers of the large networks.
_TRACKING = re.compile(r"utm_[a-z_]+|fbclid|gclid|dclid|msclkid|yclid|mc_[ce]id", re.IGNORECASE)


def web_address(given: str, base: str | None = None) -> str | None:
    """The http or https address that is meant; None where none is, or where a name or password stands in it."""
    wanted = _BREAKS.sub("", given.strip()).replace(" ", "%20")
    if not wanted or len(wanted) > _MOST_CHARS or _FORBIDDEN.search(wanted):
        return None
    try:
        found = wanted if base is None else urljoin(base, wanted)
        parts = urlsplit(found)
        port = parts.port
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc and port != 0
    return found if is_web and len(found) <= _MOST_CHARS else None


def shown(url: str) -> str:
    """The address for people, without the name and the password that may stand in it."""
    return _SECRETS.sub("", url)[:_MOST_CHARS]


def without_tracking(url: str) -> str:
    """The address without the parameters that only tell where a reader comes from; all others as they stand."""
    before, mark, query = url.partition("?")
    query, hash_, fragment = query.partition("#")
    if not mark or "#" in before:
        return url
    kept = "&".join(part for part in query.split("&") if not _TRACKING.fullmatch(part.partition("=")[0]))
    return before + (mark if kept else "") + kept + hash_ + fragment
