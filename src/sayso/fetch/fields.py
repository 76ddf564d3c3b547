"""What the fields of an answer's head tell, as far as it can be believed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["Fields", "charset_in", "max_age_s", "media_type_in", "retry_after_s", "validator"]

_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([A-Za-z0-9_.:+-]{1,40})", re.IGNORECASE)
_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?([0-9]{1,9})(?![0-9])", re.IGNORECASE)
_NOT_KEPT = re.compile(r"(?:^|,)\s*no-(?:cache|store)\s*(?:,|=|$)", re.IGNORECASE)
_SECONDS = re.compile(r"[0-9]{1,9}")
_VALIDATOR = re.compile(r"[\x21-\x7e\x80-\xff](?:[\x20-\x7e\x80-\xff]{0,998}[\x21-\x7e\x80-\xff])?")


class Fields:
    """The fields of a head by their names, whatever their case; bytes that are no ASCII stand as Latin-1."""

    def __init__(self, raw: Sequence[tuple[bytes, bytes]]) -> None:
        self._all = [(name.decode("latin-1").lower(), value.decode("latin-1").strip()) for name, value in raw]

    def all(self, name: str) -> list[str]:
        """The values of every field of that name."""
        return [value for each, value in self._all if each == name]

    def first(self, name: str) -> str | None:
        """The value of the first field of that name; None: there is none."""
        return next(iter(self.all(name)), None)


def media_type_in(fields: Fields) -> str | None:
    """``text/html``; None where it is not told."""
    return (fields.first("content-type") or "").partition(";")[0].strip().lower()[:100] or None


def charset_in(fields: Fields) -> str | None:
    """``utf-8``; None where it is not told."""
    found = _CHARSET.search((fields.first("content-type") or "")[:1_000])
    return found[1].lower() if found else None


def max_age_s(fields: Fields) -> float | None:
    """For how many seconds nothing changes (Cache-Control); None where that is not told."""
    told = ",".join(fields.all("cache-control"))[:1_000]
    found = None if _NOT_KEPT.search(told) else _MAX_AGE.search(told)
    return float(found[1]) if found else None


def retry_after_s(fields: Fields, now: datetime) -> float | None:
    """For how many seconds we are asked to wait (RFC 9110, 10.2.3: seconds or a date); None: that is not told."""
    told = (fields.first("retry-after") or "")[:100]
    if _SECONDS.fullmatch(told):
        return float(told)
    try:
        date = parsedate_to_datetime(told)
    except (ValueError, OverflowError):
        return None
    return max(0.0, ((date if date.tzinfo else date.replace(tzinfo=UTC)) - now).total_seconds())


def validator(value: str | None) -> str | None:
    """An ETag or Last-Modified that can be sent back; None for what no server should have sent."""
    return value if value is not None and _VALIDATOR.fullmatch(value) else None
