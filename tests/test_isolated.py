"""Foreign bytes in a process of their own: what comes over is what ``read`` gives, whatever becomes of the process."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sayso import isolated
from sayso.config import ReadSettings
from sayso.errors import UsageError
from sayso.isolated import Isolated, read_isolated
from sayso.limits import NO_LIMITS, Limits, Loss
from sayso.read import read
from sayso.records import Capture, Dropped, Reason
from tests.read.archives import packed, page

BRIEF = Limits(seconds=1.0)

# --- work and readings for the process: by name, as it loads them anew ------------------------------------------------


def whose(number: int) -> tuple[int, int]:
    return number, os.getpid()


def deadly(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def mistaken(number: int) -> int:
    raise UsageError(f"{number} is no number")


def endless(_: int) -> None:
    threading.Event().wait()  # nobody will ever set it


def numbered(count: int) -> Iterator[Capture]:
    for number in range(count):
        yield Capture(f"all#{number}", b"salt", "text/plain")


def lose(how: str) -> None:
    if how == "death":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "memory":
        raise MemoryError
    endless(0)


def losing(folder: Path, how: str, at: int, times: int) -> None:
    """From now on this process is lost ``at`` a capture, as often as the folder has no file for."""

    def reader(paths: Sequence[str], **_: object) -> Iterator[Capture]:
        for number, capture in enumerate(numbered(120)):
            lost = len(list(folder.iterdir()))
            if number == at and lost < times and paths[0].endswith("all"):
                (folder / str(lost)).touch()
                lose(how)
            yield capture

    vars(isolated)["read"] = reader


def losing_some(folder: Path, at: tuple[int, ...]) -> None:
    """Over each of these twice: in a chunk, and by itself. Not on the way to those behind it."""

    def reader(*_: object, **__: object) -> Iterator[Capture]:
        for number, capture in enumerate(numbered(120)):
            tries = folder / str(number)
            if number in at and (not tries.exists() or tries.stat().st_size < 2):
                with tries.open("a") as file:
                    file.write("x")
                lose("death")
            yield capture

    vars(isolated)["read"] = reader


def slowly(*_: object, **__: object) -> Iterator[Capture]:
    for capture in numbered(12):
        threading.Event().wait(0.2)
        yield capture


def slow() -> None:
    vars(isolated)["read"] = slowly


# --- one process ------------------------------------------------------------------------------------------------------


def test_the_process_stays_alive_between_calls() -> None:
    with Isolated(NO_LIMITS) as process:
        one, two = process.call(whose, 1), process.call(whose, 2)
    assert isinstance(one, tuple)
    assert isinstance(two, tuple)
    assert (one[0], two[0]) == (1, 2)
    assert one[1] == two[1] != os.getpid()


def test_a_loss_is_told_and_the_next_call_has_another_process() -> None:
    with Isolated(BRIEF) as process:
        assert process.call(deadly, 1) == Loss("was ended by signal 9")
        assert process.call(endless, 2) == Loss("took longer than 1 s", Reason.TIMEOUT)
        found = process.call(whose, 3)
        assert isinstance(found, tuple)
        assert found[0] == 3


def test_the_callers_mistake_is_raised() -> None:
    with Isolated(NO_LIMITS) as process, pytest.raises(UsageError, match="4 is no number"):
        process.call(mistaken, 4)


# --- reading ----------------------------------------------------------------------------------------------------------


def inputs(folder: Path) -> list[str | Path]:
    """One of each kind, and what is refused."""
    news = folder / "news"
    news.mkdir(parents=True)
    (news / "a.txt").write_text("Salt is not taxed, the mayor said.")
    (news / "b.html").write_text("<p>Salt is not taxed, the mayor said.</p>")
    (news / "c.jsonl").write_text("".join(json.dumps({"text": f"salt {n}"}) + "\n" for n in range(120)) + "{\n")
    (news / "d.warc.gz").write_bytes(packed([page(number) for number in range(60)])[:-9])
    (news / "e.warc").write_bytes(b"".join(page(number) for number in range(3)))
    (news / "f.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (news / "g.txt").symlink_to(news / "a.txt")
    (news / "empty").mkdir()
    (news / "h.txt").write_bytes(b"")
    (news / "sayso-judgements.jsonl").write_text("{}\n")
    pq.write_table(pa.table({"text": [f"row {number}" for number in range(40)]}), news / "i.parquet")
    return [news, folder / "none.txt", folder / "none\0.txt", news / "a.txt", news / "a.txt", news / "empty"]


def test_it_gives_what_read_gives_in_its_order(tmp_path: Path) -> None:
    paths = inputs(tmp_path)
    settings = ReadSettings(max_bytes=1_000)
    for outlets in ([], ["Herald", "Courier"]):
        expected = list(read(paths, outlets=outlets, settings=settings))
        assert list(read_isolated(paths, outlets=outlets, settings=settings, limits=NO_LIMITS)) == expected
    assert len(expected) > 220


def test_addresses_too(tmp_path: Path) -> None:
    paths = inputs(tmp_path)
    addresses = [f"file://{paths[0]}", f"file://{paths[3]}", "file://elsewhere/a.txt", "gopher://post.example/a"]
    assert list(read_isolated(addresses, limits=NO_LIMITS)) == list(read(addresses))


@pytest.mark.parametrize("body", [b"Salt is not taxed.", b"", b'{"text": "salt"}\n' * 70])
def test_standard_input_is_read_in_it_too(body: bytes) -> None:
    expected = list(read(["-"], outlets=["Herald"], stdin=io.BytesIO(body)))
    assert list(read_isolated(["-"], outlets=["Herald"], limits=NO_LIMITS, stdin=io.BytesIO(body))) == expected


class Broken(io.RawIOBase):
    def readable(self) -> bool:
        return True

    def readinto(self, _: object) -> int:
        raise OSError(5, "Input/output error")


def test_standard_input_that_breaks_off() -> None:
    stream: BinaryIO = io.BufferedReader(Broken())
    (refusal,) = read_isolated(["-"], limits=NO_LIMITS, stdin=stream)
    assert isinstance(refusal, Dropped)
    assert (refusal.uri, refusal.reason) == ("-", Reason.UNREADABLE)
    assert "Input/output error" in refusal.detail


@pytest.mark.parametrize(("paths", "outlets"), [(["a"], ["A", "B"]), (["-", "-"], [])])
def test_the_same_mistakes(paths: list[str], outlets: list[str]) -> None:
    with pytest.raises(UsageError):
        read_isolated(paths, outlets=outlets, limits=NO_LIMITS)


def test_it_goes_no_further_than_it_is_asked(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "salt"}\n' * 51 + '{"text": "pepper"}\n')
    reading = read_isolated([rows], limits=NO_LIMITS)
    next(reading)
    with rows.open("a") as file:
        file.write('{"text": "late"}\n')
    assert [each.body for each in reading if isinstance(each, Capture)][-2:] == [b"pepper", b"late"]


# --- processes that are lost ------------------------------------------------------------------------------------------

WAYS = [
    ("death", Reason.FAILED, "was ended by signal 9"),
    ("time", Reason.TIMEOUT, "took longer than 1 s"),
    ("memory", Reason.MEMORY, "needed more than there is of memory"),
]


@pytest.mark.parametrize(("how", "reason", "told"), WAYS)
def test_a_loss_that_does_not_come_again_costs_nothing(tmp_path: Path, how: str, reason: Reason, told: str) -> None:
    prepare = partial(losing, tmp_path, how, at=70, times=1)
    assert list(read_isolated(["all"], limits=BRIEF, prepare=prepare)) == list(numbered(120))


@pytest.mark.parametrize("at", [(0,), (70,), (3, 60, 119)])
def test_who_is_lost_over_one_twice_gives_up_that_one(tmp_path: Path, at: tuple[int, ...]) -> None:
    found = list(read_isolated(["all"], limits=BRIEF, prepare=partial(losing_some, tmp_path, at)))
    refused = [number for number, each in enumerate(found) if isinstance(each, Dropped)]
    assert refused == list(at)
    assert [each for each in found if isinstance(each, Capture)] == [
        each for number, each in enumerate(numbered(120)) if number not in at
    ]
    first = found[at[0]]
    assert isinstance(first, Dropped)
    where = f"over what follows the first {at[0]} articles and refusals in it" if at[0] else "at its beginning"
    assert first.detail == f"the process that read it was ended by signal 9, {where}"


@pytest.mark.parametrize(("how", "reason", "told"), WAYS)
def test_what_can_not_be_passed_costs_the_rest(tmp_path: Path, how: str, reason: Reason, told: str) -> None:
    prepare = partial(losing, tmp_path, how, at=70, times=100)
    found = list(read_isolated(["all", "other"], limits=BRIEF, prepare=prepare))
    assert found[:70] == list(numbered(70))
    one, rest = found[70:72]
    assert isinstance(one, Dropped)
    assert isinstance(rest, Dropped)
    assert (one.uri, one.reason, rest.uri, rest.reason) == ("all", reason, "all", reason)
    assert told in one.detail
    expected = "what follows the first 71 articles and refusals in it was not read, and is of unknown number"
    assert rest.detail == f"{expected}: the process that read it {told} when it came there again"
    assert found[72:] == list(numbered(120)), "the next file"


def test_many_that_are_slow_are_not_one_that_is_too_slow() -> None:
    assert list(read_isolated(["all"], limits=BRIEF, prepare=slow)) == list(numbered(12))


@pytest.mark.skipif(sys.platform != "linux", reason="the system counts no process' data")
def test_a_row_that_needs_too_much_memory_costs_itself(tmp_path: Path) -> None:
    """Each of its {} is 64 bytes in memory."""
    rows = tmp_path / "rows.jsonl"
    with rows.open("wb") as file:
        file.write(b'{"text": "salt"}\n' + b'{"text": "", "x": [' + b"{}," * 4_000_000 + b"{}]}\n" + b'{"text": "x"}\n')
    one, refusal, three = read_isolated([rows], limits=Limits(memory_bytes=200_000_000))
    assert isinstance(one, Capture)
    assert isinstance(three, Capture)
    assert isinstance(refusal, Dropped)
    assert (refusal.uri, refusal.reason) == (f"{rows}#2", Reason.MEMORY)
