"""Paths in, captures or refusals out: every bad thing costs only itself, and has its own sentence."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.config import ReadSettings
from sayso.errors import UsageError
from sayso.read import read
from sayso.records import Capture, Dropped, Reason

TEXT = "The harbour of Port Arvel stays, President Ilmar Tosk said on Monday."


def captures(*paths: Path | str, stdin: bytes = b"") -> list[Capture]:
    found = list(read(paths, stdin=io.BytesIO(stdin)))
    assert all(isinstance(each, Capture) for each in found), found
    return [each for each in found if isinstance(each, Capture)]


def refusal(path: Path | str, settings: ReadSettings | None = None, stdin: bytes = b"") -> Dropped:
    (found,) = read([path], settings=settings, stdin=io.BytesIO(stdin))
    assert isinstance(found, Dropped), found
    return found


def rows_of(stdin: bytes) -> list[Capture | Dropped]:
    return list(read(["-"], stdin=io.BytesIO(stdin)))


@pytest.mark.parametrize(
    ("name", "body", "media_type"),
    [
        ("a.txt", TEXT.encode(), "text/plain"),
        ("a.html", TEXT.encode(), "text/html"),
        ("a.HTM", TEXT.encode(), "text/html"),
        ("a.asp", b"\n<!DOCTYPE html><p>x", "text/html"),  # by its bytes
        ("a", b"<?xml version='1.0'?><html><p>x", "text/html"),
        ("a.php", b"<!-- saved --><html>", "text/html"),
        ("a.page", "<html><p>x".encode("utf-16"), "text/html"),
        ("a.md", TEXT.encode(), "text/plain"),
        ("a.news", b"{curly} beginnings", "text/plain"),
        ("a.txt", TEXT.encode("utf-16"), "text/plain"),
        ("a.txt", TEXT.encode("utf-16-le"), "text/plain"),
        ("a.txt", b"a\x00b\x00" + TEXT.encode(), "text/plain"),  # a few NULs are no picture
    ],
)
def test_files_by_name_and_bytes(tmp_path: Path, name: str, body: bytes, media_type: str) -> None:
    (tmp_path / name).write_bytes(body)
    (found,) = captures(tmp_path / name)
    assert (found.media_type, found.body, found.charset) == (media_type, body, None)
    assert found.uri == str(tmp_path / name)


@pytest.mark.parametrize(
    ("body", "reason", "said"),
    [
        (b"", Reason.EMPTY, "0 bytes"),
        (b" \n\t ", Reason.EMPTY, "white space"),
        (b"\x89PNG\r\n\x1a\n....", Reason.NOT_TEXT, "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0....", Reason.NOT_TEXT, "a picture (JPEG)"),
        (b"GIF89a....", Reason.NOT_TEXT, "a picture (GIF)"),
        (b"RIFF\0\0\0\0WEBPVP8 ", Reason.NOT_TEXT, "a picture (WebP)"),
        (b"\0\0\0\x20ftypheic....", Reason.NOT_TEXT, "a picture (HEIC)"),
        (b"%PDF-1.7", Reason.NOT_TEXT, "a PDF document"),
        (b"PK\x03\x04....", Reason.NOT_TEXT, "office document"),
        (bytes(range(32)) * 20, Reason.NOT_TEXT, "a binary file"),
        (b"x" * 1_001, Reason.TOO_LARGE, "1,001 bytes"),
    ],
)
def test_refused_files(tmp_path: Path, body: bytes, reason: Reason, said: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(body)
    found = refusal(path, ReadSettings(max_bytes=1_000))
    assert (found.uri, found.reason) == (str(path), reason)
    assert said in found.detail


def test_a_missing_path_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT)
    missing, found = read([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert isinstance(missing, Dropped)
    assert (missing.reason, missing.detail) == (Reason.MISSING, "there is no such file or folder; check the path")
    assert isinstance(found, Capture)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000])
def test_names_that_no_file_can_have(name: str) -> None:
    assert refusal(name).reason == Reason.UNREADABLE


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "mkfifo"), reason="no such files here")
def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "named pipe" in refusal(tmp_path / "pipe").detail
    assert "device" in refusal("/dev/zero").detail
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert refusal(tmp_path / "loop").reason == Reason.UNREADABLE


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything may be read")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt").chmod(0)
    assert "permission" in refusal(tmp_path / "a.txt").detail


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", ".hidden.txt", "sub/c.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert [Path(each.uri).name for each in captures(tmp_path)] == ["a.html", "b.txt", "c.txt"]


def test_a_folder_with_one_broken_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "c.txt").write_text(TEXT)
    found = list(read([tmp_path]))
    assert [isinstance(each, Dropped) for each in found] == [False, True, False]


def test_an_empty_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path).reason == Reason.EMPTY


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_in_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(TEXT)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "round").symlink_to(folder)
    (folder / "a.txt").symlink_to(tmp_path / "secret")
    assert {refusal.detail for refusal in read([folder]) if isinstance(refusal, Dropped)} == {
        "it is a symbolic link, and links inside folders are not followed; name its target"
    }
    assert len(captures(folder / "a.txt")) == 1  # named, it is read


def test_outlets_go_with_the_paths(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "x"}\n{"text": "y", "outlet": "Own"}\n')
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "c.txt").write_text(TEXT)
    found = list(read(sorted(tmp_path.iterdir()), outlets=["The Arvel Post", "Veldania Today"]))
    assert [each.outlet for each in found if isinstance(each, Capture)] == [
        *("The Arvel Post", "The Arvel Post", "Veldania Today", None)
    ]


def test_calls_that_make_no_sense() -> None:
    with pytest.raises(UsageError, match="2 outlets were named for 1 paths"):
        read(["a"], outlets=["A", "B"])
    with pytest.raises(UsageError, match="standard input"):
        read(["-", "-"])


@pytest.mark.parametrize(
    ("body", "media_type", "uri"),
    [
        (TEXT.encode(), "text/plain", "-"),
        (b"<html><p>x", "text/html", "-"),
        (b'{"text": "x"}', "text/plain", "-#1"),
        (b'\xef\xbb\xbf{"text": "x"}', "text/plain", "-#1"),
    ],
)
def test_standard_input_is_sniffed(body: bytes, media_type: str, uri: str) -> None:
    (found,) = captures("-", stdin=body)
    assert (found.media_type, found.uri) == (media_type, uri)


def test_standard_input_too_large() -> None:
    assert refusal("-", ReadSettings(max_bytes=100), b"x" * 101).reason == Reason.TOO_LARGE
    assert len(captures("-", stdin=b"x" * 100)) == 1


# --- JSONL ----------------------------------------------------------------------------------------------------------


def test_a_row() -> None:
    row = {"id": "r1", "text": TEXT, "outlet": "A", "url": "u", "published": "2025-08-08", "title": "T", "more": [1]}
    (found,) = captures("-", stdin=json.dumps(row).encode())
    assert found == Capture("-#1", TEXT.encode(), "text/plain", "utf-8", "r1", "A", "u", "2025-08-08", "T")


@given(st.lists(st.text(alphabet=st.characters(), max_size=30), min_size=1, max_size=4), st.booleans())
def test_a_rows_text_survives_character_for_character(texts: list[str], ascii_only: bool) -> None:
    lines = [json.dumps({"text": text}, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass") for text in texts]
    found = captures("-", stdin=b"\n".join(lines))
    assert [each.body.decode("utf-8", "surrogatepass") for each in found] == texts


@pytest.mark.parametrize(
    ("line", "reason", "said"),
    [
        (b"nonsense", Reason.BAD_RECORD, "is not JSON"),
        (b"[1]", Reason.BAD_RECORD, "is a list, not an object"),
        (b"null", Reason.BAD_RECORD, "is null, not an object"),
        (b'{"body": "x"}', Reason.BAD_RECORD, "has no 'text' (it has 'body')"),
        (b"{}", Reason.BAD_RECORD, "no keys"),
        (b'{"text": 5}', Reason.BAD_RECORD, "has a number as 'text'; expected a string"),
        (b'{"text": "x", "outlet": ["A"]}', Reason.BAD_RECORD, "has a list as 'outlet'"),
        (b'{"text": "x", "id": true}', Reason.BAD_RECORD, "has true or false as 'id'"),
        (b'{"text": "\xff"}', Reason.BAD_RECORD, "is not UTF-8 (byte 11)"),
        (b'{"text": ' + b"[" * 200_000, Reason.BAD_RECORD, "nested too deep"),
        (b'{"text": ' + b"9" * 5_000 + b"}", Reason.BAD_RECORD, "is not JSON"),
        (b'{"text": "' + b"x" * 20_000_000 + b'"}', Reason.TOO_LARGE, "more than 15,000,000 bytes"),
    ],
    ids=lambda value: value[:20].decode("latin-1") if isinstance(value, bytes) else "",
)
def test_a_bad_line_costs_only_itself(line: bytes, reason: Reason, said: str) -> None:
    first, bad, last = rows_of(b'{"text": "a"}\n' + line + b'\n\n{"text": "b"}')
    assert isinstance(first, Capture)
    assert isinstance(bad, Dropped)
    assert (bad.uri, bad.reason) == ("-#2", reason)
    assert said in bad.detail
    assert bad.detail.startswith("line 2 ")
    assert isinstance(last, Capture)
    assert last.uri == "-#4"


def test_rows_with_a_page_or_a_number_for_an_id() -> None:
    page, text = captures("-", stdin=b'{"html": "<p>x"}\n{"text": "y", "id": 7}')
    assert (page.media_type, page.body) == ("text/html", b"<p>x")
    assert text.key == "7"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b" \n\n", Reason.EMPTY),
        (b'{\n "text": "x"\n}\n', Reason.BAD_RECORD),
        ('{"text": "x"}'.encode("utf-16"), Reason.BAD_RECORD),
    ],
)
def test_files_of_rows_that_are_none(tmp_path: Path, body: bytes, reason: Reason) -> None:
    (tmp_path / "a.jsonl").write_bytes(body)
    assert refusal(tmp_path / "a.jsonl").reason == reason


def test_a_file_of_rows_may_be_larger_than_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "x"}\n' * 20_000)
    found = list(read([tmp_path / "a.jsonl"], settings=ReadSettings(max_bytes=20)))
    assert len(found) == 20_000
    assert all(isinstance(each, Capture) for each in found)


@pytest.mark.parametrize("length", range(65_500, 65_560, 7))
def test_lines_that_cross_what_was_sniffed(length: int) -> None:
    text = "x" * length
    found = rows_of(json.dumps({"text": text}).encode() + b'\n{"text": "y"}\r\n')
    assert [each.body for each in found if isinstance(each, Capture)] == [text.encode(), b"y"]
