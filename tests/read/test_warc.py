"""Web archives in, pages out: what is damaged costs only itself, and is told."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import subprocess
import sys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.clean import clean
from sayso.config import ReadSettings
from sayso.read import read
from sayso.read.warc import captures_of_warc
from sayso.records import Capture, Document, Dropped, Reason
from tests.command import HERALD, environment, sayso
from tests.read.archives import answer, in_brotli, in_zstd, packed, page, record

PAGES = [page(number) for number in range(6)]
BODY = b"<p>The pier stays, said Mayor Oda Brenn.</p>"


def found_in(archive: bytes, **given: int | None) -> list[Capture | Dropped]:
    start = given.get("start") or 0
    stream = io.BytesIO(archive)
    stream.seek(start)
    return list(captures_of_warc(stream, "a.warc", ReadSettings(), start=start, limit=given.get("limit")))


def captures_in(archive: bytes) -> list[Capture]:
    return [each for each in found_in(archive) if isinstance(each, Capture)]


def refusals_in(archive: bytes) -> list[Dropped]:
    return [each for each in found_in(archive) if isinstance(each, Dropped)]


def only(archive: bytes) -> Capture | Dropped:
    (found,) = [each for each in found_in(archive) if not isinstance(each, Dropped) or each.reason != Reason.EMPTY]
    return found


def urls(archive: bytes) -> list[int]:
    """The numbers of the pages that were read."""
    return [int((each.url or "").rpartition("/")[2]) for each in captures_in(archive)]


# --- whole archives -------------------------------------------------------------------------------------------------


def test_a_page_with_all_that_is_told_of_it() -> None:
    archive = record(b"software: crawler", kind="warcinfo", media_type="application/warc-fields") + PAGES[3]
    found, passed = found_in(archive)
    assert found == Capture(
        uri=f"a.warc#{len(archive) - len(PAGES[3])}",
        body=b"<p>Page 3 of the Post: the mayor of Velda said that pier 3 stays.</p>",
        media_type="text/html",
        charset="utf-8",
        url="https://post.example/3",
        captured_at="2026-05-13T06:00:00Z",
    )
    assert isinstance(passed, Dropped)
    assert (passed.reason, passed.count) == (Reason.NO_PAGE, 1)


def unpacked(records: Sequence[bytes]) -> bytes:
    return b"".join(records)


def packed_whole(records: Sequence[bytes]) -> bytes:
    return gzip.compress(b"".join(records), mtime=0)


def packed_in_blocks(records: Sequence[bytes]) -> bytes:
    """As bgzip does: the members end anywhere."""
    whole = b"".join(records)
    return b"".join(gzip.compress(whole[at : at + 300], mtime=0) for at in range(0, len(whole), 300))


def with_stray_line_ends(records: Sequence[bytes]) -> bytes:
    return b"\r\n".join(records) + b"\n"


def with_bare_line_feeds(records: Sequence[bytes]) -> bytes:
    return b"".join(
        head.replace(b"\r\n", b"\n") + b"\n\n" + rest
        for head, _, rest in (each.partition(b"\r\n\r\n") for each in records)
    )


def of_version_1_1(records: Sequence[bytes]) -> bytes:
    return b"".join(records).replace(b"WARC/1.0", b"WARC/1.1")


FORMS = [unpacked, packed, packed_whole, packed_in_blocks, with_stray_line_ends, with_bare_line_feeds, of_version_1_1]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_however_it_is_packed(form: Callable[[Sequence[bytes]], bytes]) -> None:
    archive = form(PAGES)
    found = found_in(archive)
    assert all(isinstance(each, Capture) for each in found), found
    assert urls(archive) == list(range(6))
    assert len({each.uri for each in found}) == 6


@pytest.mark.parametrize("form", [unpacked, packed])
def test_part_of_a_file(form: Callable[[Sequence[bytes]], bytes]) -> None:
    archive = form(PAGES)
    all_found = captures_in(archive)
    start = int(all_found[2].uri.rpartition("#")[2])
    assert found_in(archive, start=start) == all_found[2:]
    assert found_in(archive, start=start, limit=3) == all_found[2:5]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (unpacked, "a.warc"),
        (unpacked, "a.txt"),
        (packed, "a.warc.gz"),
        (packed, "crawl"),
        (packed_whole, "CRAWL.WARC.GZ"),
    ],
)
def test_it_is_known_by_name_and_by_bytes(tmp_path: Path, form: Callable[[Sequence[bytes]], bytes], name: str) -> None:
    (tmp_path / name).write_bytes(form(PAGES))
    found = list(read([tmp_path / name]))
    assert len(found) == 6
    assert found[0].uri == f"{tmp_path / name}#0"


def test_from_standard_input() -> None:
    assert len(list(read(["-"], stdin=io.BytesIO(packed(PAGES))))) == 6


def test_other_packed_files_are_still_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(BODY, mtime=0))
    (found,) = read([tmp_path])
    assert isinstance(found, Dropped)
    assert (found.reason, "a gzip archive" in found.detail) == (Reason.NOT_TEXT, True)


# --- what is a page -------------------------------------------------------------------------------------------------

CHUNKED = b"10\r\n" + BODY[:16] + b"\r\n" + b"1c;x=y\r\n" + BODY[16:] + b"\r\n0\r\nX: y\r\n\r\n"
bare_deflate = zlib.compressobj(wbits=-15)
deflated = bare_deflate.compress(BODY) + bare_deflate.flush()


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        (BODY, []),
        (BODY, ["Content-Length: 44"]),
        (BODY, ["Content-Length: 30"]),  # of what was packed, when a crawler unpacked it and left the field
        (CHUNKED, ["Transfer-Encoding: chunked"]),
        (BODY, ["Transfer-Encoding: chunked"]),  # a crawler took the lines out and left the field
        (gzip.compress(BODY, mtime=0), ["Content-Encoding: gzip"]),
        (gzip.compress(BODY[:9], mtime=0) + gzip.compress(BODY[9:], mtime=0), ["Content-Encoding: x-gzip"]),
        (BODY, ["Content-Encoding: gzip"]),  # unpacked by the crawler
        (zlib.compress(BODY), ["Content-Encoding: deflate"]),
        (deflated, ["Content-Encoding: deflate"]),
        (in_brotli(BODY), ["Content-Encoding: br"]),
        (in_brotli(gzip.compress(BODY, mtime=0)), ["Content-Encoding: gzip, br"]),
        (in_zstd(BODY), ["Content-Encoding: zstd"]),
        (BODY, ["Content-Encoding: identity"]),
    ],
)
def test_encodings_are_undone(sent: bytes, fields: list[str]) -> None:
    found = only(record(answer(sent, *fields)))
    assert isinstance(found, Capture), found
    assert found.body == BODY


@pytest.mark.parametrize(
    ("archive", "media_type", "charset"),
    [
        (record(answer(BODY, media_type="text/html")), "text/html", None),
        (record(answer(BODY, media_type='TEXT/HTML; x=y; Charset="windows-1251"')), "text/html", "windows-1251"),
        (record(answer(BODY, media_type="application/xhtml+xml")), "text/html", None),
        (record(answer(BODY, media_type=None)), "text/html", None),  # by its bytes
        (record(answer(b"The pier stays.", media_type="text/plain")), "text/plain", None),
        (record(BODY, kind="resource", media_type="text/html; charset=utf-8"), "text/html", "utf-8"),
        (record(b"The pier stays.", kind="conversion", media_type="text/plain"), "text/plain", "utf-8"),
        (record(answer(BODY).replace(b"\r\n", b"\n")), "text/html", "utf-8"),
        (record(answer(BODY, media_type="text/html;\r\n charset=utf-8")), "text/html", "utf-8"),
    ],
)
def test_media_type_and_charset(archive: bytes, media_type: str, charset: str | None) -> None:
    found = only(archive)
    assert isinstance(found, Capture), found
    assert (found.media_type, found.charset) == (media_type, charset)


@pytest.mark.parametrize(
    ("archive", "said"),
    [
        (record(b"GET / HTTP/1.1\r\n\r\n", kind="request", media_type="application/http"), "by type (1 request)"),
        (record(answer(BODY), kind="revisit"), "by type (1 revisit)"),
        (record(b"x", kind="\x1b[31m"), "by type"),
        (record(answer(b"gone", status="404 Not Found")), "by HTTP status (1 404)"),
        (record(answer(b"", status="301 Moved", media_type=None)), "by HTTP status (1 301)"),
        (record(answer(b"\x89PNG", media_type="image/png")), "by media type (1 image/png)"),
        (record(b"x", kind="resource", media_type="text/dns"), "by media type (1 text/dns)"),
    ],
)
def test_what_is_no_page_is_told_together(archive: bytes, said: str) -> None:
    *pages, passed = found_in(archive * 3 + PAGES[1])
    assert len(pages) == 1
    assert isinstance(passed, Dropped)
    assert (passed.uri, passed.reason, passed.count) == ("a.warc", Reason.NO_PAGE, 3)
    assert said.replace("(1", "(3") in passed.detail


def test_many_sorts_of_records_are_told_in_few_words() -> None:
    pictures = [record(answer(b"x", media_type=f"image/x-{number}")) for number in range(2_000)]
    (passed,) = [each for each in refusals_in(b"".join(pictures) + PAGES[0]) if each.reason is Reason.NO_PAGE]
    assert passed.count == 2_000
    assert len(passed.detail) < 300


# --- bad pages ------------------------------------------------------------------------------------------------------


def digest(content: bytes, kind: str = "sha1", written: Callable[[bytes], bytes] = base64.b32encode) -> str:
    return f"{kind}:{written(hashlib.new(kind.replace('-', ''), content).digest()).decode()}"


@pytest.mark.parametrize("kind", ["sha1", "sha256", "SHA-256", "md5", "sha512"])
@pytest.mark.parametrize(
    "written",
    [
        base64.b32encode,
        lambda raw: base64.b32encode(raw).lower().rstrip(b"="),
        base64.b16encode,
        lambda raw: raw.hex().encode(),
        base64.b64encode,
    ],
)
def test_digests_in_every_spelling(kind: str, written: Callable[[bytes], bytes]) -> None:
    block = answer(BODY)
    good = record(block, WARC_Block_Digest=digest(block, kind.lower(), written), WARC_Payload_Digest=digest(BODY))
    bad = record(block, WARC_Block_Digest=digest(block + b"x", kind.lower(), written))
    assert isinstance(only(good), Capture)
    found = only(bad)
    assert isinstance(found, Dropped)
    assert found.reason is Reason.DIGEST


def test_a_payload_digest_may_be_of_what_was_sent_or_of_what_it_means() -> None:
    sent = gzip.compress(BODY, mtime=0)
    for content, expected in ((sent, Capture), (BODY, Capture), (b"other", Dropped)):
        archive = record(answer(sent, "Content-Encoding: gzip"), WARC_Payload_Digest=digest(content))
        assert isinstance(only(archive), expected)


@pytest.mark.parametrize("given", ["crc32:1234", "nonsense", ""])
def test_a_digest_of_no_known_kind_tells_nothing(given: str) -> None:
    assert isinstance(only(record(answer(BODY), WARC_Block_Digest=given)), Capture)


def test_a_digest_that_is_none() -> None:
    for told in ("sha1:", "sha1:AAAA", "sha1:" + "A" * 32, "sha1:" + "é" * 32, "sha1:" + "1" * 32):
        found = only(record(answer(BODY), WARC_Block_Digest=told))
        assert isinstance(found, Dropped), told
        assert found.reason is Reason.DIGEST


@pytest.mark.parametrize(
    ("archive", "reason", "said"),
    [
        (record(answer(CHUNKED[:-11], "Transfer-Encoding: chunked")), Reason.DAMAGED, "chunked encoding"),
        (record(answer(CHUNKED[:30], "Transfer-Encoding: chunked")), Reason.DAMAGED, "chunk"),
        (record(answer(CHUNKED.replace(b"1c;", b"1d;"), "Transfer-Encoding: chunked")), Reason.DAMAGED, "chunk"),
        (record(answer(b"zz" + CHUNKED, "Transfer-Encoding: chunked")), Reason.DAMAGED, "chunked encoding"),
        (record(answer(gzip.compress(BODY, mtime=0)[:-9], "Content-Encoding: gzip")), Reason.DAMAGED, "breaks off"),
        (
            record(answer(gzip.compress(BODY, mtime=0)[:-8] + b"12345678", "Content-Encoding: gzip")),
            Reason.DAMAGED,
            "check",
        ),
        (record(answer(gzip.compress(b"", mtime=0) * 20, "Content-Encoding: gzip")), Reason.DAMAGED, "pieces"),
        (record(answer(in_brotli(BODY)[:-3], "Content-Encoding: br")), Reason.DAMAGED, "compression"),
        (record(answer(BODY, "Content-Encoding: zstd")), Reason.DAMAGED, "compression"),
        (record(answer(BODY, "Content-Encoding: lzma")), Reason.DAMAGED, "'lzma' is not known"),
        (record(answer(BODY, "Content-Encoding: " + "gzip," * 50)), Reason.DAMAGED, "times over"),
        (record(answer(BODY, "Content-Length: 45")), Reason.INCOMPLETE, "1 bytes fewer"),
        (record(answer(BODY), WARC_Truncated="length"), Reason.INCOMPLETE, "WARC-Truncated: length"),
        (record(answer(BODY), WARC_Segment_Number="1"), Reason.INCOMPLETE, "one part"),
        (record(b"SSH-2.0\r\n\r\nx"), Reason.BAD_RECORD, "HTTP"),
        (record(b"HTTP/1.1 200 OK\r\nContent-Type: text/html"), Reason.BAD_RECORD, "HTTP"),
        (record(b""), Reason.BAD_RECORD, "HTTP"),
        (record(b"HTTP/1.1 2x0 OK\r\n\r\n" + BODY), Reason.BAD_RECORD, "HTTP"),
        (record(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 40_000 + b"\r\n\r\n" + BODY), Reason.BAD_RECORD, "HTTP"),
        (record(answer(BODY)).replace(b"WARC-Type: response\r\n", b""), Reason.BAD_RECORD, "no WARC-Type"),
        (record(answer(b"\x89PNG\r\n\x1a\n....")), Reason.NOT_TEXT, "a picture (PNG), and was sent as text/html"),
    ],
)
def test_a_bad_page_costs_only_itself(archive: bytes, reason: Reason, said: str) -> None:
    for form in (unpacked, packed, packed_whole):
        before, bad, after = found_in(form([PAGES[1], archive, PAGES[2]]))
        assert isinstance(before, Capture)
        assert isinstance(after, Capture)
        assert isinstance(bad, Dropped)
        assert bad.reason is reason
        assert said in bad.detail
        assert bad.uri.startswith("a.warc#")


def test_a_page_without_address_or_date() -> None:
    archive = record(answer(BODY), date="yesterday").replace(b"WARC-Target-URI: https://post.example/a\r\n", b"")
    found = only(archive)
    assert isinstance(found, Capture)
    assert (found.url, found.captured_at) == (None, None)


def test_pages_that_are_too_large() -> None:
    bomb = gzip.compress(b"x" * 50_000_000, mtime=0)
    huge = answer(b"x" * 17_000_000)
    video = answer(b"x" * 17_000_000, media_type="video/mp4")
    for sent in (
        answer(bomb, "Content-Encoding: gzip"),
        answer(in_brotli(b"x" * 50_000_000), "Content-Encoding: br"),
        huge,
    ):
        for form in (unpacked, packed):
            before, bad, after = found_in(form([PAGES[1], record(sent), PAGES[2]]))
            assert isinstance(bad, Dropped)
            assert bad.reason is Reason.TOO_LARGE
    before, after, passed = found_in(unpacked([PAGES[1], record(video), PAGES[2]]))
    assert isinstance(before, Capture)
    assert isinstance(after, Capture)
    assert isinstance(passed, Dropped)
    assert "video/mp4" in passed.detail


# --- damage ---------------------------------------------------------------------------------------------------------


def claiming(length: object) -> bytes:
    return record(answer(BODY), length=length)


# what is in the place of the third of six records, and what is told of it
DAMAGED = [
    ("too small", claiming(40), "end is not where its length says"),
    ("too small by one", claiming(len(answer(BODY)) - 1), "end is not where"),
    ("too large by one", claiming(len(answer(BODY)) + 1), "end is not where"),
    ("too large", claiming(700), "end is not where"),
    ("to beyond the end", claiming(9_999_999), "should have 9,999,999 bytes"),
    ("more than is held", claiming(99_999_999), "end is not where"),
    ("huge", claiming(10**17), "end is not where"),
    ("beyond all numbers", claiming(10**30), "no length"),
    ("negative", claiming(-5), "'-5', no length"),
    ("no number", claiming("many"), "'many', no length"),
    ("none", claiming(0).replace(b"Content-Length: 0\r\n", b""), "no Content-Length"),
    ("two", claiming(5).replace(b"\r\n\r\n", b"\r\nContent-Length: 6\r\n\r\n", 1), "two Content-Lengths"),
    ("swallows the next", claiming(len(answer(BODY) + PAGES[3])), "another record begins inside it: "),
    ("ends by chance where a head does", claiming(len(answer(BODY)) + 4 + PAGES[3].index(b"\r\n\r\n")), "reaches into"),
    ("no end of its head", b"WARC/1.0\r\nWARC-Type: response\r\n", "inside its head"),
    ("head too long", record(answer(BODY), X="x" * 40_000), "head has no end"),
    ("its first letters", b"X" + claiming(len(answer(BODY)))[1:], "belong to no record"),
    ("another version", record(answer(BODY), version="WARC/9.0"), "belong to no record"),
    ("cut in its head", claiming(50)[:60], ""),
    ("cut in its page", record(answer(BODY))[:-30], ""),
    ("its end lost", record(answer(BODY))[:-4], "end is not where"),
    ("garbage", b"\x00\xffnonsense" * 50, "belong to no record"),
]


@pytest.mark.parametrize(("damaged", "said"), [row[1:] for row in DAMAGED], ids=[row[0] for row in DAMAGED])
def test_after_damage_reading_goes_on(damaged: bytes, said: str) -> None:
    rest = [1, 4, 5] if "inside it:" in said else [1, 3, 4, 5]
    archive = b"".join([PAGES[1], damaged, *PAGES[3:]])
    assert urls(archive) == rest
    assert len(refusals_in(archive)) == 1
    (refusal,) = refusals_in(archive)
    assert said in refusal.detail
    assert refusal.uri == f"a.warc#{len(PAGES[1])}"


# The end of a member is end enough.
@pytest.mark.parametrize("damaged", [damaged for name, damaged, _ in DAMAGED if name != "its end lost"])
def test_packed_records_are_known_apart_by_their_members(damaged: bytes) -> None:
    archive = packed([PAGES[1], damaged, *PAGES[3:]])
    assert urls(archive) == [1, 3, 4, 5]
    assert [each.reason for each in refusals_in(archive)] == [Reason.DAMAGED]
    assert refusals_in(archive)[0].uri == f"a.warc#{len(packed(PAGES[1:2]))}"


def members() -> list[bytes]:
    return [gzip.compress(each, mtime=0) for each in PAGES]


@pytest.mark.parametrize(
    "damage",
    [
        lambda member: member[: len(member) // 2],
        lambda member: member[:3],
        lambda member: member[:-1],
        lambda member: member[:60] + b"\xff" * 8 + member[68:],
        lambda member: member[:-8] + b"\0\0\0\0" + member[-4:],  # its checksum
        lambda member: member[:-4] + b"\0\0\0\0",  # its length
        lambda member: b"\0" + member[1:],
        lambda member: member[:2] + b"\x07" + member[3:],
        lambda member: b"\x1f\x8b\x08\x08" + b"n" * 5_000,  # a name without end
        lambda member: b"\x1f\x8b\x08\0" * 300,
        lambda member: gzip.compress(b"", mtime=0)[:-3],
        lambda member: gzip.compress(b"\0" * 100_000_000, mtime=0),  # a bomb that is no record
    ],
)
@pytest.mark.parametrize("place", [0, 2, 5])
def test_a_damaged_member_costs_only_itself(damage: Callable[[bytes], bytes], place: int) -> None:
    parts = members()
    parts[place] = damage(parts[place])
    archive = b"".join(parts)
    assert urls(archive) == [number for number in range(6) if number != place]
    lost = refusals_in(archive)
    assert {each.reason for each in lost} == {Reason.DAMAGED}
    assert lost[0].uri.rpartition("#")[2].partition("+")[0] == str(sum(map(len, parts[:place])))


def test_a_gzip_file_of_one_member_gives_what_stands_before_its_damage() -> None:
    many = [page(number) for number in range(3_000)]
    whole = packed_whole(many)
    half = len(whole) // 2
    for damaged in (whole[:half], whole[:half] + b"\xff" * 50 + whole[half + 50 :]):
        found = urls(damaged)
        assert found[:1_200] == list(range(1_200))
        assert len(found) < 3_000
        assert "what was read of it may be damaged" in refusals_in(damaged)[-1].detail


@pytest.mark.parametrize("beginning", [b"\x1f\x8b", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff", packed([b"\n"])])
def test_what_only_begins_as_gzip_does_is_read_as_it_is(beginning: bytes) -> None:
    assert set(urls(beginning + b"".join(PAGES))) >= {1, 2, 3, 4, 5}


def test_members_that_are_stored_as_they_are_are_unpacked() -> None:
    archive = b"".join(gzip.compress(page(number), 0) for number in range(6))
    assert urls(archive) == list(range(6))
    assert not refusals_in(archive)


def test_what_stands_right_before_damage_is_read() -> None:
    whole = packed_whole([page(number) for number in range(100)])
    half = len(whole) // 2
    found = urls(whole[:half] + b"\xff" * 50 + whole[half + 50 :])
    assert found[:10] == list(range(10))


def test_a_page_that_looks_like_a_record_is_none() -> None:
    """Who sends a page can write into it what he likes: it may not pass for another outlet's."""
    forged = record(answer(b"<p>forged"), url="https://post.example/99")
    long = record(answer(b"x" * 17_000_000 + b"\r\n\r\n" + forged))
    for archive in (long + PAGES[1], record(answer(b"\r\n\r\n" + forged)) + PAGES[1]):
        assert urls(archive) == [1]
        assert len(refusals_in(archive)) == 1


def test_files_that_hold_no_record(tmp_path: Path) -> None:
    for body in (b"nonsense", b"\x1f\x8b\x08", packed([b"nonsense"]), b"WARC/1.0\r\n"):
        (tmp_path / "a.warc").write_bytes(body)
        damaged, empty = read([tmp_path / "a.warc"])
        assert isinstance(damaged, Dropped)
        assert isinstance(empty, Dropped)
        assert (damaged.reason, empty.reason) == (Reason.DAMAGED, Reason.EMPTY)


# --- damage at random -----------------------------------------------------------------------------------------------


@st.composite
def mutations(draw: st.DrawFn) -> tuple[Callable[[Sequence[bytes]], bytes], int, bytes, bytes]:
    """How the pages are packed, which of them is damaged, and it before and after: no longer than others' beginning."""
    form, place = draw(st.sampled_from([unpacked, packed])), draw(st.integers(0, 5))
    good = form([PAGES[place]])
    low = draw(st.integers(0, len(good)))
    high = draw(st.integers(low, min(len(good), low + 60)))
    put = draw(st.binary(max_size=60) | st.text("0123456789-WARC/.\r\n:", max_size=20).map(str.encode))
    return form, place, good, good[:low] + put + good[high:]


@given(mutations())
@settings(max_examples=300, deadline=None)
def test_damage_to_one_record_leaves_all_others(
    mutation: tuple[Callable[[Sequence[bytes]], bytes], int, bytes, bytes],
) -> None:
    form, place, good, bad = mutation
    parts = [form([each]) for each in PAGES]
    parts[place] = bad
    whole = captures_in(form(PAGES))
    found = found_in(b"".join(parts))
    read_well = {each.body for each in found if isinstance(each, Capture)}
    assert {each.body for i, each in enumerate(whole) if i != place} <= read_well
    refused = [each for each in found if isinstance(each, Dropped)]
    if bad == good:
        assert not refused
    else:
        # It is told, or it is there: a letter of a page that no digest watches over may have changed.
        assert refused or len(found) >= 6


@given(st.binary(max_size=3_000), st.booleans())
@settings(max_examples=100, deadline=None)
def test_any_bytes_at_all(body: bytes, in_gzip: bool) -> None:
    archive = b"WARC/1.0\r\n" + body
    found_in(packed([archive]) + body if in_gzip else archive)


# --- through the whole program --------------------------------------------------------------------------------------


def test_when_it_was_captured_arrives_in_the_article() -> None:
    text = HERALD.encode()
    found = only(record(answer(text, media_type="text/plain; charset=utf-8"), url="https://herald.example/tax"))
    assert isinstance(found, Capture)
    document = clean(found)
    assert isinstance(document, Document)
    assert document.captured_at == "2026-05-13T06:00:00Z"


def test_what_is_passed_over_is_no_refusal(tmp_path: Path) -> None:
    text = record(answer(HERALD.encode(), media_type="text/plain"), url="https://herald.example/tax")
    request = record(b"GET / HTTP/1.1\r\n\r\n", kind="request", media_type="application/http")
    (tmp_path / "crawl.warc.gz").write_bytes(packed([request, text]))
    run = sayso("statements", "crawl.warc.gz", "-f", "jsonl", cwd=tmp_path)
    assert run.returncode == 0
    assert b"passed over in crawl.warc.gz: 1 record is no page by type (1 request)" in run.stderr
    assert b"refused" not in run.stderr
    (tmp_path / "crawl.warc.gz").write_bytes(packed([request, text])[:-20])
    run = sayso("statements", "crawl.warc.gz", "-f", "jsonl", cwd=tmp_path)
    assert run.returncode == 1
    assert b"refused crawl.warc.gz#" in run.stderr


def test_other_inputs_load_neither_library(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HERALD)
    show = "print({'fastwarc', 'pyarrow'} & set(sys.modules))"
    code = f"import sys; from sayso.read import read; list(read(sys.argv[1:])); {show}"
    run = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "a.txt"], capture_output=True, env=environment(), check=True
    )
    assert run.stdout.strip() == b"set()"


@pytest.mark.parametrize("control", ["\x1d", "\x1f"])
def test_a_length_with_a_control_character_stops_nothing(tmp_path: Path, control: str) -> None:
    """Python takes these for white space, and yet no number may have them about it."""
    block = answer(b"<p>Salt.</p>")
    archive = tmp_path / "a.warc"
    archive.write_bytes(record(block, length=f"{control}{len(block)}") + page(1))
    found = list(read([archive]))
    assert len(found) == 2
    assert isinstance(found[1], Capture)
