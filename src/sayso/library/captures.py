"""What tells one capture from another, where a changed one would be found again, and of when it is."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sayso.library.connection import LibraryError
from sayso.records import Capture

__all__ = [
    "Arrival",
    "address_of",
    "arrived",
    "deflated",
    "digest_of",
    "in_utc",
    "inflated",
    "moment",
    "place_in",
    "web_address",
]

_TRACKING = ("utm_", "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "yclid", "_ga")
"""How the names of parameters begin that say by which way a reader came, not what he reads."""
_PLACE = re.compile(r"#(\d{1,18})(?:\+\d{1,18})?\Z")
_MOST_INFLATED = 500_000_000
_PORTS = {"http": ":80", "https": ":443"}


@dataclass(frozen=True, slots=True)
class Arrival:
    """A capture on its way into a library. ``address`` is where a changed text of it would be found, None where nobody
    can tell; it was there from ``told_at`` to ``last_at``, as far as is known, in UTC."""

    capture: Capture
    address: str | None
    told_at: str
    last_at: str


def arrived(capture: Capture, now: datetime) -> Arrival:
    """A capture that was just read."""
    at = moment(capture, now)
    return Arrival(capture, address_of(capture), at, at)


def digest_of(capture: Capture) -> str:
    """What differs when anything but the time of capture does: the same bytes seen again are no new capture."""
    told = {name: value for name, value in asdict(capture).items() if name not in ("body", "captured_at")}
    head = json.dumps(told, sort_keys=True).encode()
    return hashlib.sha256(b"%d\n%b%b" % (len(head), head, capture.body)).hexdigest()


def address_of(capture: Capture) -> str | None:
    """Where a changed text of the same article would be found; None where nobody can tell.

    The web address where there is one, else the article's own id, else the file, if it is that one article:
    the third line of a file may be another article tomorrow.
    """
    if capture.url:
        return web_address(capture.url)
    if capture.key:
        return f"id:{capture.outlet or ''}:{capture.key}"
    if capture.uri == "-" or place_in(capture.uri) is not None:
        return None
    return capture.uri if "://" in capture.uri else str(Path(capture.uri).absolute())


def place_in(uri: str) -> int | None:
    """The line, row or byte at which an article begins in a file of many; None for one that is a file by itself.

    ``place_in("news.jsonl#3")`` is 3, ``place_in("crawl.warc.gz#1200+88")`` 1200, ``place_in("report #3.txt")`` None.
    """
    found = _PLACE.search(uri)
    return None if found is None else int(found[1])


def web_address(url: str) -> str:
    """A web address without what does not tell which page it is: the scheme, the fragment, where a reader came from.

    ``web_address("HTTP://Herald.example:80/a?id=3&utm_source=x#top")`` gives ``"//herald.example/a?id=3"``.
    """
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc.rpartition("@")[2].lower().removesuffix(_PORTS.get(parts.scheme.lower(), " "))
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url
    kept = [(name, value) for name, value in query if not name.lower().startswith(_TRACKING)]
    asked = parts.query if len(kept) == len(query) else urlencode(kept)
    return urlunsplit(("", host, parts.path or "/", asked, ""))


def moment(capture: Capture, now: datetime) -> str:
    """Of when the capture is, in UTC: when it was captured, else when its file was last changed, else now."""
    told = in_utc(capture.captured_at)
    if told is None and "://" not in capture.uri and capture.uri != "-":
        told = _changed(Path(_PLACE.sub("", capture.uri)))
    return (told or now).isoformat(timespec="seconds")


def in_utc(told: str | None) -> datetime | None:
    """An ISO 8601 time in UTC, which one without a zone is taken to be; None for what is no time."""
    try:
        found = datetime.fromisoformat(told or "")
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _changed(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    except (OSError, ValueError, OverflowError):
        return None


def deflated(packed: str | bytes) -> bytes:
    """Packed as it is kept."""
    return zlib.compress(packed.encode() if isinstance(packed, str) else packed)


def inflated(kept: bytes) -> bytes:
    """What ``deflated`` was given. Raises LibraryError where it is damaged, which SQLite does not look at, or so large
    that no sayso can have put it there: a library may come from a stranger."""
    unpacking = zlib.decompressobj()
    try:
        found = unpacking.decompress(kept, _MOST_INFLATED + 1)  # one more: else the end may be unseen
        damage = None if unpacking.eof else "it has no end, or one too far"
    except zlib.error as error:
        damage = str(error)
    if damage is not None:
        raise LibraryError(f"a kept article is damaged ({damage}); bring the library back from a backup")
    return found
