"""Web archives (WARC, WARC in gzip) -> captures: every record of a page, and each that is lost with its own reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from fastwarc.warc import HeaderMap

from sayso.config import ReadSettings
from sayso.read.digests import differs
from sayso.read.files import drop
from sayso.read.http_body import BadBodyError, codings_in, unchunked, unpacked
from sayso.read.moments import moment
from sayso.read.sniff import form_of_bytes, picture_or_binary
from sayso.read.warc_records import Lost, Record, head_of, records
from sayso.records import Capture, Dropped, Reason, Stage

__all__ = ["captures_of_warc"]

_PAGES = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}
_READ_TYPES = ("response", "resource", "conversion")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_BESIDES_PAGE = 1_000_000
"""Bytes that a record may have more than a page: heads, the lines of chunks."""
_INSIDE = re.compile(rb"\n\r?\nWARC/1\.\d\r?\n")
_SHOWN = 60
_MOST_KINDS = 8


def captures_of_warc(
    stream: BinaryIO,
    uri: str,
    settings: ReadSettings,
    *,
    head: bytes = b"",
    start: int = 0,
    limit: int | None = None,
) -> Iterator[Capture | Dropped]:
    """The pages of a web archive, in its order; ``head`` was already taken from the stream.

    ``start`` is a byte at which a record begins and the stream stands, ``limit`` how many records are read at most,
    those that are no pages or lost counted (None: all). A record that is lost costs only itself. Those that are no
    pages are told at the end, in a refusal for each sort, with their count.
    """
    passed_over = _PassedOver()
    found = records(stream, head=head, start=start, max_block=settings.max_bytes + _BESIDES_PAGE)
    any_record = False
    for each in islice(found, limit):
        any_record |= isinstance(each, Record)
        what = _lost(each, uri) if isinstance(each, Lost) else _within_memory(each, uri, settings)
        if isinstance(what, _NoPage):
            passed_over.add(what)
        else:
            yield what
    yield from passed_over.told(uri)
    if not any_record and limit != 0:
        yield drop(uri, Reason.EMPTY, "no whole record of a web archive (WARC 1.0, 1.1) is in it")


@dataclass(frozen=True, slots=True)
class _NoPage:
    """A record that is not meant to be read: of what sort, and what exactly."""

    sort: str
    what: str


@dataclass(slots=True)
class _PassedOver:
    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, record: _NoPage) -> None:
        kinds = self.counts.setdefault(record.sort, Counter())
        # What a stranger can name without end is counted together from some number on.
        kinds[record.what if record.what in kinds or len(kinds) < 1_000 else "others"] += 1

    def told(self, uri: str) -> Iterator[Dropped]:
        for sort, kinds in sorted(self.counts.items()):
            most = sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
            shown = [f"{count:,} {what}" for what, count in most[:_MOST_KINDS]]
            shown += ["…"] if len(most) > _MOST_KINDS else []
            total = kinds.total()
            no_pages = "record is no page" if total == 1 else "records are no pages"
            detail = f"{total:,} {no_pages} by {sort} ({', '.join(shown)})"
            yield Dropped(uri, Stage.READ, Reason.NO_PAGE, detail, count=total)


def _within_memory(record: Record, uri: str, settings: ReadSettings) -> Capture | Dropped | _NoPage:
    try:
        return _capture(record, uri, settings)
    except MemoryError:
        detail = "it needs more memory to unpack than there is for it"
        return drop(f"{uri}#{record.place}", Reason.MEMORY, detail)


def _lost(lost: Lost, uri: str) -> Dropped:
    return drop(f"{uri}#{lost.place}", lost.reason, lost.detail)


# --- one record -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Page:
    """The bytes of a record that may be a page, as they were sent; ``headers`` are those that tell of them."""

    media_type: str
    headers: HeaderMap
    sent: bytes
    is_http: bool


def _capture(record: Record, uri: str, settings: ReadSettings) -> Capture | Dropped | _NoPage:
    place = f"{uri}#{record.place}"
    flaw = _flaw(record)
    if flaw is not None:
        return drop(place, *flaw)
    kind = (record.head.get("WARC-Type") or "").strip().lower()
    if kind not in _READ_TYPES:
        return _NoPage("type", kind[:_SHOWN])
    page = _http_page(record, place) if _is_http(record) else _plain_page(record)
    if not isinstance(page, _Page):
        return page
    if not record.is_held:
        return _too_large(place, f"its record has {record.length:,} bytes", settings)
    flaw = _page_flaw(record, page)
    return _decoded(record, page, place, settings) if flaw is None else drop(place, *flaw)


def _flaw(record: Record) -> tuple[Reason, str] | None:
    """What is wrong with a record whatever is in it."""
    head = record.head
    if not (head.get("WARC-Type") or "").strip():
        return Reason.BAD_RECORD, "its head tells no WARC-Type"
    if head.get("WARC-Block-Digest") is None and _INSIDE.search(record.block):
        return Reason.DAMAGED, "another record begins inside it: its length is wrong, or it holds an archive"
    return None


def _is_http(record: Record) -> bool:
    return (record.head.get("Content-Type") or "").strip().lower().startswith("application/http")


def _http_page(record: Record, place: str) -> _Page | Dropped | _NoPage:
    found = head_of(record.block)
    status = None if found is None else found[0].status_code
    if found is None or status is None or not (found[0].status_line or "").startswith("HTTP/"):
        return drop(place, Reason.BAD_RECORD, "the answer in it does not begin as HTTP does, with a status and fields")
    headers, end = found
    if status != 200:
        return _NoPage("HTTP status", str(status))
    media_type = _media_type(headers) or form_of_bytes(record.block[end : end + _BESIDES_PAGE]).value
    if media_type not in _PAGES:
        return _NoPage("media type", media_type[:_SHOWN])
    return _Page(_PAGES[media_type], headers, record.block[end:], is_http=True)


def _plain_page(record: Record) -> _Page | _NoPage:
    media_type = _media_type(record.head)
    if media_type not in _PAGES:
        return _NoPage("media type", media_type[:_SHOWN] or "none")
    return _Page(_PAGES[media_type], record.head, record.block, is_http=False)


def _media_type(headers: HeaderMap) -> str:
    return (headers.get("Content-Type") or "").partition(";")[0].strip().lower()


def _page_flaw(record: Record, page: _Page) -> tuple[Reason, str] | None:
    cut = record.head.get("WARC-Truncated")
    if cut:
        return Reason.INCOMPLETE, f"it was cut when it was captured (WARC-Truncated: {cut[:_SHOWN]})"
    if record.head.get("WARC-Segment-Number"):
        return Reason.INCOMPLETE, "it is one part of a record that was cut in several"
    missing = _missing(page)
    if missing > 0:
        return Reason.INCOMPLETE, f"{missing:,} bytes fewer are there than the server said that it sends"
    return None


def _missing(page: _Page) -> int:
    """How many bytes the server announced that are not there, where no encoding lets them be counted in another way."""
    announced = page.headers.get("Content-Length") or ""
    encoded = page.headers.get("Transfer-Encoding") or page.headers.get("Content-Encoding")
    if not page.is_http or encoded or not (announced.isascii() and announced.isdigit() and len(announced) < 19):
        return 0
    return int(announced) - len(page.sent)


def _decoded(record: Record, page: _Page, place: str, settings: ReadSettings) -> Capture | Dropped:
    try:
        whole = unchunked(page.sent, page.headers) if page.is_http else page.sent
        codings = codings_in(page.headers.get_multiple("Content-Encoding"))
        body = unpacked(whole, codings, max_bytes=settings.max_bytes) if page.is_http else whole
    except BadBodyError as bad:
        if bad.too_large:
            return _too_large(place, f"it unpacks to more than {settings.max_bytes:,} bytes", settings)
        return drop(place, Reason.DAMAGED, f"its page can't be had whole: {bad}")
    if len(body) > settings.max_bytes:
        return _too_large(place, f"it has {len(body):,} bytes", settings)
    # Crawlers differ in what they take the digest of: what was sent, or what it means.
    if differs(record.head.get("WARC-Payload-Digest"), page.sent, whole, body):
        return drop(place, Reason.DIGEST, "its page is not that of its WARC-Payload-Digest: it was changed or damaged")
    what = picture_or_binary(body[:_SHOWN])
    if what is not None:
        return drop(place, Reason.NOT_TEXT, f"it is {what}, and was sent as {page.media_type}")
    return _of_page(record, page, body, place)


def _of_page(record: Record, page: _Page, body: bytes, place: str) -> Capture:
    charset = _CHARSET.search(page.headers.get("Content-Type") or "")
    is_text = _kind_is(record, "conversion")
    return Capture(
        uri=place,
        body=body,
        media_type="text/plain" if is_text else page.media_type,
        charset=charset[1] if charset else "utf-8" if is_text else None,
        url=(record.head.get("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">") or None,
        captured_at=moment(record.head.get("WARC-Date")),
    )


def _kind_is(record: Record, kind: str) -> bool:
    return (record.head.get("WARC-Type") or "").strip().lower() == kind


def _too_large(place: str, found: str, settings: ReadSettings) -> Dropped:
    return drop(place, Reason.TOO_LARGE, f"{found}; an article may have {settings.max_bytes:,} (setting max_bytes)")
