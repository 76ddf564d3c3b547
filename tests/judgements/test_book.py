"""The file: where it is, what is read of it, and that nothing that was written gets lost."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.config import JUDGEMENTS_FILE
from sayso.errors import UsageError
from sayso.judgements.book import Book, add, book_beside, named_book
from sayso.judgements.lines import Undo, line_of
from sayso.read import read
from sayso.records import Judgement, Reason, Verdict
from tests.articles import article
from tests.command import environment
from tests.judgements.builders import AT, judged, words

HERALD = article("“We will not tax salt,” said Tosk.", id="h", outlet="Herald")
COURIER = article("“We shall not tax salt,” said Tosk.", id="c", outlet="Courier")
SAME = judged(Verdict.SAME, words(HERALD, "We will not tax salt"), words(COURIER, "We shall not tax salt"))
UNSURE = replace(SAME, verdict=Verdict.UNSURE, id="b" * 16)


def undo(of: str, key: str) -> Undo:
    return Undo(key, of, "Ada", AT)


def written(path: Path, *entries: Judgement | Undo) -> Book:
    for entry in entries:
        add(path, entry)
    return named_book(path)


# --- where ----------------------------------------------------------------------------------------------------------


def test_beside_the_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("reports/herald.txt", "reports/more/courier.txt", "reports/more/flare.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("x")
    for paths, expected in [
        (["reports"], "reports"),
        (["reports/"], "reports"),
        (["."], "."),
        (["reports/herald.txt"], "reports"),
        (["reports/more/courier.txt", "reports/herald.txt"], "reports"),
        (["reports/more/courier.txt", "reports/more/flare.txt"], "reports/more"),
        (["reports/more/courier.txt", "-"], "reports/more"),
        (["none.txt"], "."),
        ([str(tmp_path / "reports")], str(tmp_path / "reports")),
        ([str(tmp_path / "reports"), "reports/more"], str(tmp_path / "reports")),
    ]:
        assert book_beside(paths).path == Path(expected) / JUDGEMENTS_FILE
        assert book_beside(paths[::-1]).path == Path(expected) / JUDGEMENTS_FILE


@pytest.mark.parametrize("paths", [["-"], []])
def test_no_folder_no_judgements(paths: list[str]) -> None:
    assert book_beside(paths) == Book()


def test_a_named_file_must_be_there_to_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such file"):
        named_book(tmp_path / "mine.jsonl")
    assert named_book(tmp_path / "mine.jsonl", new=True).entries == ()


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_what_is_no_file_is_told(tmp_path: Path, make: object) -> None:
    path = tmp_path / JUDGEMENTS_FILE
    make(path)  # type: ignore[operator]
    (refusal,) = book_beside([tmp_path]).refused
    assert refusal.reason is Reason.UNREADABLE
    with pytest.raises(UsageError, match=r"no regular file|a named pipe|a folder"):
        named_book(path)
    with pytest.raises(UsageError, match="can't be written there"):
        add(path, SAME)


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    """The folder may be a stranger's, and the link lead to a file of ours."""
    ours = tmp_path / "ours.txt"
    ours.write_text("precious")
    (tmp_path / "theirs").mkdir()
    link = tmp_path / "theirs" / JUDGEMENTS_FILE
    link.symlink_to(ours)
    (refusal,) = book_beside([tmp_path / "theirs"]).refused
    assert "symbolic link" in refusal.detail
    with pytest.raises(UsageError, match="can't be written there"):
        add(link, SAME)
    assert ours.read_text() == "precious"


def test_the_file_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "herald.txt").write_text("Tosk spoke.")
    (tmp_path / "more").mkdir()
    for folder in (tmp_path, tmp_path / "more"):
        add(folder / JUDGEMENTS_FILE, SAME)
    for paths in ([tmp_path], sorted(tmp_path.iterdir())):
        (found,) = [each for each in read(paths) if not each.uri.endswith("more")]
        assert found.uri == str(tmp_path / "herald.txt")


# --- reading --------------------------------------------------------------------------------------------------------


def test_lines_in_their_order(tmp_path: Path) -> None:
    book = written(tmp_path / "j.jsonl", SAME, UNSURE)
    assert book.entries == (replace(SAME, line=1), replace(UNSURE, line=2))
    assert book.judgements == book.entries


@pytest.mark.parametrize(
    ("entries", "kept"),
    [
        ([SAME, undo(SAME.id, "u1")], []),
        ([SAME, UNSURE, undo(SAME.id, "u1")], [2]),
        # an undo taken back: the judgement stands again
        ([SAME, undo(SAME.id, "u1"), undo("u1", "u2")], [1]),
        ([SAME, undo(SAME.id, "u1"), undo("u1", "u2"), undo("u2", "u3")], []),
        # said, taken back, and said again within a second: the same id
        ([SAME, undo(SAME.id, "u1"), SAME], [3]),
        # the same line twice, as when two copies of the file were joined
        ([SAME, SAME, undo(SAME.id, "u1")], []),
        ([undo(SAME.id, "u1"), SAME], [2]),
        ([SAME, undo("of-nothing", "u1")], [1]),
    ],
)
def test_what_is_taken_back(tmp_path: Path, entries: list[Judgement | Undo], kept: list[int]) -> None:
    assert [each.line for each in written(tmp_path / "j.jsonl", *entries).judgements] == kept


def test_a_bad_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + line_of(SAME) + b"\n\nnonsense\r\n{}\n\xff\n" + line_of(UNSURE))
    book = named_book(path)
    assert [entry.line for entry in book.entries] == [1, 7]
    assert [refusal.uri for refusal in book.refused] == [f"{path}#{line}" for line in (4, 5, 6)]
    assert all("mend the line or take it out" in refusal.detail for refusal in book.refused)


def test_a_torn_last_line_is_told_and_the_next_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    path.write_bytes(line_of(SAME) + line_of(UNSURE)[:-40])
    book = named_book(path)
    assert [entry.line for entry in book.entries] == [1]
    assert "line 2 is no judgement: it is cut off in the middle" in book.refused[0].detail
    assert add(path, UNSURE) == 3
    assert [entry.line for entry in named_book(path).entries] == [1, 3]


def test_a_last_line_without_its_end_counts(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    path.write_bytes(line_of(SAME).rstrip(b"\n"))
    assert [entry.line for entry in named_book(path).entries] == [1]
    assert add(path, UNSURE) == 2
    assert [entry.line for entry in named_book(path).entries] == [1, 2]


def test_a_file_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / JUDGEMENTS_FILE
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    (refusal,) = book_beside([tmp_path]).refused
    assert refusal.reason is Reason.TOO_LARGE
    path.write_bytes(b"{}\n" * 100_001)
    assert book_beside([tmp_path]).refused[-1].detail == "it has 100,001 lines, of which the first 100,000 are read"


# --- writing --------------------------------------------------------------------------------------------------------

WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from sayso.judgements.book import add, named_book

path, by, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
first = named_book(path).judgements[0]
for number in range(count):
    add(path, replace(first, by=by, id=f"{by}-{number}"))
    print(number, flush=True)
"""


def writer(path: Path, by: str, count: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WRITER, str(path), by, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=environment())


def test_two_who_judge_at_once(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    add(path, SAME)
    runs = [writer(path, by, 50) for by in ("Ada", "Bo")]
    for run in runs:
        run.communicate()
    book = named_book(path)
    assert not book.refused
    for by in ("Ada", "Bo"):
        assert [each.id for each in book.entries if each.id.startswith(by)] == [f"{by}-{n}" for n in range(50)]


def test_killed_while_writing(tmp_path: Path) -> None:
    """What it said that it had written is there; at most the last line is torn."""
    for delay_s in (0.0, 0.002, 0.005, 0.01, 0.02):
        path = tmp_path / f"{delay_s}.jsonl"
        add(path, SAME)
        run = writer(path, "Ada", 1_000_000)
        assert run.stdout is not None
        with run:
            said = [run.stdout.readline()]
            time.sleep(delay_s)
            run.send_signal(signal.SIGKILL)
            said += run.stdout.read().splitlines(keepends=True)
        book = named_book(path)
        known = {entry.id for entry in book.entries}
        assert all(f"Ada-{int(line)}" in known for line in said if line.endswith(b"\n"))
        assert all("cut off" in refusal.detail for refusal in book.refused)
        add(path, UNSURE)
        assert named_book(path).entries[-1].id == UNSURE.id


def test_a_full_disk_leaves_no_torn_line(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    add(path, SAME)
    before = path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 100, limits[1]))
    try:
        with pytest.raises(UsageError, match="can't be written"):
            add(path, UNSURE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert path.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match="judgements can't be written there"):
        add(tmp_path / "j.jsonl", SAME)
