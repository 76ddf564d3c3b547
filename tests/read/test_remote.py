"""Files of other file systems: what is read and what is told. No test asks the network."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow.fs as fs
import pytest

from sayso.judgements import book_beside
from sayso.read import read, remote
from sayso.records import Capture, Dropped, Reason
from tests.read.archives import packed, page
from tests.read.test_parquet import TEXT, table


def refusal(path: str) -> Dropped:
    (found,) = read([path])
    assert isinstance(found, Dropped), found
    return found


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for what is at ``s3://news``."""
    here = tmp_path / "news"
    here.mkdir()

    def opened(address: str) -> tuple[fs.FileSystem, str]:
        return fs.SubTreeFileSystem(str(tmp_path), fs.LocalFileSystem()), remote.shown(address).partition("://")[2]

    monkeypatch.setattr(remote, "_opened", opened)
    return here


def test_files_and_folders_at_an_address(bucket: Path) -> None:
    (bucket / "b" / ".hidden").mkdir(parents=True)
    (bucket / "b" / ".hidden" / "x.txt").write_text(TEXT)
    (bucket / "b" / "sayso-judgements.jsonl").write_text("{}")
    (bucket / "b" / "c.warc.gz").write_bytes(packed([page(1), page(2)]))
    (bucket / "b" / "a.parquet").write_bytes(table({"text": [TEXT]}))
    (bucket / "b.txt").write_text(TEXT)
    (bucket / "a.jsonl").write_text('{"text": "x"}\n')
    found = list(read(["s3://news", "s3://news/b/c.warc.gz"], outlets=["The Arvel Post"]))
    assert [each.uri for each in found] == [
        "s3://news/a.jsonl#1",
        "s3://news/b/a.parquet#1",
        "s3://news/b/c.warc.gz#0",
        f"s3://news/b/c.warc.gz#{len(packed([page(1)]))}",
        "s3://news/b.txt",
        "s3://news/b/c.warc.gz#0",
        f"s3://news/b/c.warc.gz#{len(packed([page(1)]))}",
    ]
    assert all(isinstance(each, Capture) for each in found)
    assert [each.outlet for each in found if isinstance(each, Capture)].count("The Arvel Post") == 5


def test_what_is_not_there(bucket: Path) -> None:
    (bucket / "empty").mkdir()
    assert refusal("s3://news/a.txt").reason is Reason.MISSING
    assert refusal("s3://news/empty").reason is Reason.EMPTY
    assert refusal("s3://elsewhere").reason is Reason.MISSING


def test_keys_in_an_address_are_told_to_nobody(bucket: Path) -> None:
    (bucket / "a.txt").write_text(TEXT)
    (found,) = read(["s3://KEY:SECRET@news/a.txt?region=x"])
    assert found.uri == "s3://news/a.txt"


@pytest.mark.parametrize("address", ["gopher://KEY:SECRET@news/a.txt", "s3://KEY:SEC RET@news/a.txt"])
def test_keys_are_in_no_refusal(address: str) -> None:
    refused = refusal(address)
    assert "SEC" not in refused.uri + refused.detail


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("gopher://news/a.txt", "gopher:// is no file system that can be read; expected one of s3, gs"),
        ("https://news.example/a.html", "https:// is no file system"),
        ("s3://", "it names no bucket or folder"),
        ("s3://ne ws/a", "could not be read"),
    ],
)
def test_addresses_that_lead_nowhere(address: str, said: str) -> None:
    found = refusal(address)
    assert (found.reason, said in found.detail) == (Reason.UNREADABLE, True), found


@pytest.mark.parametrize(
    ("path", "meant"),
    [("s3:/news/a.txt", "s3://news/a.txt"), ("S3:news/a.txt", "s3://news/a.txt"), ("file:/tmp", "file://tmp")],
)
def test_addresses_with_a_slash_too_few(path: str, meant: str) -> None:
    found = refusal(path)
    assert found.reason is Reason.MISSING
    assert found.detail.endswith(f"or write {meant}")


@pytest.mark.parametrize("path", [r"C:\news\a.txt", "C:/news/a.txt", "news:a.txt", "a://"])
def test_paths_that_are_no_address(path: str) -> None:
    assert not remote.is_address(path)
    assert refusal(path).detail == "there is no such file or folder; check the path"


def test_files_of_this_machine(tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_text(TEXT)
    (found,) = read([f"file://{tmp_path}/a%20b.txt"])
    assert (type(found), found.uri) == (Capture, str(tmp_path / "a b.txt"))
    assert [type(each) for each in read([f"file://{tmp_path}"])] == [Capture]
    assert "device" in refusal("file:///dev/zero").detail
    assert refusal("file://elsewhere.example/a").reason is Reason.MISSING
    (tmp_path / "x.html.gz").write_bytes(gzip.compress(b"x"))
    assert refusal(f"file://{tmp_path}/x.html.gz").reason is Reason.NOT_TEXT


def test_there_are_no_judgements_beside_an_address() -> None:
    assert book_beside(["s3://news/a.txt"]).path is None
