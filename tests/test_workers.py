"""Several processes: what comes out is that of one, whatever becomes of them."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import sayso
from sayso import pipeline
from sayso.cli import DONE, DONE_IN_PART, INTERRUPTED, MISUSED
from sayso.errors import SaysoError, UsageError
from sayso.limits import Limits, Loss
from sayso.records import Capture, Reason
from sayso.story import reports
from sayso.threads import keep_to_one_thread
from sayso.workers import Workers, usable_cores
from tests.command import COURIER, HERALD, WEATHER, environment
from tests.command import sayso as run

# --- work for the processes: by name, as they load it anew ------------------------------------------------------------


def ready() -> None:
    """Nothing to prepare."""


def whose(number: int) -> tuple[int, int]:
    return number, os.getpid()


def deadly(number: int, *, deaths: tuple[int, ...]) -> int:
    if number in deaths:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def mistaken(number: int) -> int:
    if number == 3:
        raise UsageError("three is no number")
    return number


def threads(_: int) -> list[int]:
    import numpy as np  # noqa: F401
    from threadpoolctl import threadpool_info

    return [each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"]


def broken() -> None:
    os._exit(7)


def worth(_: object) -> float:
    return 0.3


def endless(number: int, *, at: tuple[int, ...]) -> int:
    if number in at:
        threading.Event().wait()  # nobody will ever set it
    return number


def hungry(number: int, *, at: tuple[int, ...]) -> int:
    if number in at:
        return len(b"\1" * 1_000_000_000)
    return number


def starved_once(number: int) -> tuple[int, int]:
    """The number and the process, after one that got no memory."""
    if number == 1:
        raise MemoryError
    return number, os.getpid()


def ended(number: int) -> int:
    if number == 1:
        os._exit(3)
    return number


def slow_to_begin() -> None:
    threading.Event().wait(0.4)


def brief(number: int) -> int:
    threading.Event().wait(0.05)
    return number


def core_limit(_: int) -> tuple[int, int]:
    import resource

    return resource.getrlimit(resource.RLIMIT_CORE)


def lost(number: int, loss: Loss) -> tuple[int, str]:
    return number, loss.how


def why_lost(_: int, loss: Loss) -> Loss:
    return loss


def never_lost(number: int, loss: Loss) -> tuple[int, int]:
    raise AssertionError(f"{number} {loss.how}")


# --- the processes ----------------------------------------------------------------------------------------------------


def test_results_come_in_order_from_other_processes() -> None:
    with Workers(2, ready) as workers:
        found = list(workers.each(whose, range(40), lost=never_lost, worth=worth))
    assert [number for number, _ in found] == list(range(40))
    assert os.getpid() not in {process for _, process in found}


@pytest.mark.parametrize(
    ("jobs", "items"),
    [
        (1, 40),  # nobody asked for processes
        (2, 1),  # one article has no use for them
        (2, 0),
        (None, 3),  # too little work to be worth it
    ],
)
def test_no_process_is_started(jobs: int | None, items: int) -> None:
    with Workers(jobs, broken) as workers:
        found = list(workers.each(whose, range(items), lost=never_lost, worth=worth))
    assert found == [(number, os.getpid()) for number in range(items)]


@pytest.mark.skipif(usable_cores() == 1, reason="one processor needs no processes")
def test_enough_work_is_shared() -> None:
    with Workers(None, ready) as workers:
        found = list(workers.each(whose, range(8), lost=never_lost, worth=worth))
    assert os.getpid() not in {process for _, process in found}


@pytest.mark.parametrize("jobs", [0, -1, 61])
def test_no_number_of_processes(jobs: int) -> None:
    with pytest.raises(UsageError, match="expected 1 to 60"):
        Workers(jobs, ready)


def test_a_process_that_dies_costs_its_item_alone() -> None:
    with Workers(2, ready) as workers:
        found = list(workers.each(partial(deadly, deaths=(0, 5, 6)), range(12), lost=lost, worth=worth))
    died = "was ended by signal 9"
    assert found == [(n, died) if n in (0, 5, 6) else n for n in range(12)]


def test_the_callers_mistake_is_raised_in_its_place() -> None:
    with Workers(2, ready) as workers:
        results = workers.each(mistaken, range(12), lost=lost, worth=worth)
        assert [next(results) for _ in range(3)] == [0, 1, 2]
        with pytest.raises(UsageError, match="three is no number"):
            next(results)


def test_processes_that_can_not_begin_are_told() -> None:
    with (
        pytest.raises(SaysoError, match=r"ended with code 7 before it could begin.*--jobs 1"),
        Workers(2, broken) as ws,
    ):
        list(ws.each(whose, range(12), lost=never_lost, worth=worth))


def test_items_are_taken_as_they_are_needed() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    with Workers(2, ready) as workers:
        results = workers.each(whose, items(), lost=never_lost, worth=worth)
        assert [next(results)[0] for _ in range(30)] == list(range(1, 31))
        assert taken <= 30 + 2 * 16 + 1


def test_from_another_thread() -> None:
    found: list[tuple[int, int]] = []

    def work() -> None:
        with Workers(2, ready) as workers:
            found.extend(workers.each(whose, range(4), lost=never_lost, worth=worth))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert [number for number, _ in found] == [0, 1, 2, 3]


def test_one_thread_in_each() -> None:
    with Workers(2, keep_to_one_thread) as workers:
        found = list(workers.each(threads, range(4), lost=lambda *_: [], worth=worth))
    assert all(each == [1] * len(each) for each in found)


# --- processes with limits --------------------------------------------------------------------------------------------

QUARTER = Limits(seconds=0.25)
SMALL = Limits(memory_bytes=400_000_000)
by_system = pytest.mark.skipif(sys.platform != "linux", reason="the system counts no process' data")


@pytest.mark.parametrize("jobs", [1, 2])
def test_who_is_too_long_at_an_item_loses_it_alone(jobs: int) -> None:
    with Workers(jobs, ready, isolated=True, limits=QUARTER) as workers:
        found = list(workers.each(partial(endless, at=(0, 4, 5)), range(8), lost=why_lost, worth=worth))
    late = Loss("took longer than 0.25 s", Reason.TIMEOUT)
    assert found == [late if number in (0, 4, 5) else number for number in range(8)]


def test_the_time_is_of_one_item_and_not_of_all_nor_of_the_start() -> None:
    with Workers(1, slow_to_begin, isolated=True, limits=QUARTER) as workers:
        assert list(workers.each(brief, range(8), lost=never_lost, worth=worth)) == list(range(8))


def test_an_answer_is_not_too_late_because_it_is_late_heard() -> None:
    with Workers(1, ready, isolated=True, limits=QUARTER) as workers:
        results = workers.each(whose, range(4), lost=never_lost, worth=worth)
        first = next(results)
        threading.Event().wait(0.5)  # while the process has done the next, and waits to be heard
        assert [first, *results] == [(number, first[1]) for number in range(4)]


@by_system
def test_who_takes_too_much_memory_loses_the_item_alone() -> None:
    with Workers(2, ready, isolated=True, limits=SMALL) as workers:
        found = list(workers.each(partial(hungry, at=(0, 3)), range(6), lost=why_lost, worth=worth))
    starved = Loss("needed more than 400 MB of memory", Reason.MEMORY)
    assert found == [starved if number in (0, 3) else number for number in range(6)]


def test_a_process_without_memory_is_not_used_again() -> None:
    with Workers(1, ready, isolated=True) as workers:
        before, loss, after = workers.each(starved_once, range(3), lost=why_lost, worth=worth)
    assert loss == Loss("needed more than there is of memory", Reason.MEMORY)
    assert isinstance(before, tuple)
    assert isinstance(after, tuple)
    assert before[1] != after[1]


def test_death_is_neither_time_nor_memory() -> None:
    with Workers(1, ready, isolated=True, limits=Limits(seconds=60, memory_bytes=400_000_000)) as workers:
        found = list(workers.each(ended, range(3), lost=why_lost, worth=worth))
    assert found == [0, Loss("ended with code 3", Reason.FAILED), 2]


@by_system
def test_nothing_foreign_is_left_in_a_file() -> None:
    with Workers(1, ready, isolated=True) as workers:
        assert list(workers.each(core_limit, [0], lost=lambda *_: (-1, -1), worth=worth)) == [(0, 0)]


@pytest.mark.parametrize("given", [{"seconds": 0}, {"memory_bytes": -1}])
def test_limits_within_which_nothing_is_done(given: dict[str, int]) -> None:
    with pytest.raises(UsageError, match="expected more than 0"):
        Limits(**given)


# --- the pipeline in them ---------------------------------------------------------------------------------------------

INVENTED = [
    Capture(f"{name}{number}.txt", text.replace("320", str(320 + number)).encode(), "text/plain", outlet=name)
    for number in range(4)
    for name, text in (("herald", HERALD), ("courier", COURIER), ("weather", WEATHER), ("empty", " "))
]


def test_the_story_is_the_same_in_two_processes(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    told: list[tuple[str, int, int | None]] = []
    one = sayso.compare(list(reports()))
    two = sayso.compare(list(reports()), jobs=2, progress=lambda *step: told.append(step))
    assert one == two
    count = len(one.articles.documents)
    assert [step for step in told if step[0] == "statements"] == [("statements", n + 1, count) for n in range(count)]
    assert capfdbinary.readouterr() == (b"", b"")


def test_invented_articles_are_the_same_in_two_processes() -> None:
    one, two = (pipeline.compare_captures(INVENTED, jobs=jobs) for jobs in (1, 2))
    assert one == two
    assert len(one.articles.documents) == 6
    assert len(one.articles.dropped) >= 4


def test_the_command_writes_the_same_bytes(tmp_path: Path) -> None:
    for number, each in enumerate(INVENTED):
        (tmp_path / f"{number:02}{each.uri}").write_bytes(each.body)
    one, two = (run("statements", tmp_path, "-f", "json", "--jobs", jobs) for jobs in ("1", "2"))
    assert one.returncode == two.returncode == DONE_IN_PART  # the empty ones
    assert (one.stdout, one.stderr) == (two.stdout, two.stderr)
    assert run("clean", *list(tmp_path.glob("*herald*")), "--jobs", "0").returncode == MISUSED


def test_a_gold_file_is_scored_the_same(tmp_path: Path) -> None:
    quotes = [{"content": [[0, 9]], "cue": None, "source": None}]
    rows = [{"doc_id": str(n), "text": f"{COURIER} {n}", "quotes": quotes} for n in range(4)]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    saved = []
    for jobs in ("1", "2"):
        kept = tmp_path / f"found{jobs}.jsonl"
        assert run("eval", "statements", "--gold", gold, "--save", kept, "--jobs", jobs).returncode == DONE
        saved.append(kept.read_bytes())
    assert saved[0] == saved[1]


# A program without the guard that spawned processes ask of it: run again in each, it would never end.
UNGUARDED = """
import sayso
from sayso.story import reports
from sayso.threads import keep_to_one_thread
print(len(sayso.read_articles(list(reports()), jobs=2).documents))
"""


def test_a_program_needs_no_guard(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(UNGUARDED, "utf-8")
    done = subprocess.run([sys.executable, program], capture_output=True, env=environment(), check=False, timeout=120)
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, [b"6"], b"")


def test_killed_processes_cost_an_article_each_and_not_the_run() -> None:
    def kill(step: str, done: int, total: int | None) -> None:
        if (step, done) == ("read", 1):
            for process in multiprocessing.active_children():
                process.kill()

    # long enough to be at work when the first is done
    long = [replace(each, body=each.body * 200) for each in INVENTED if each.outlet in ("herald", "courier")]
    found = pipeline.clean_captures(long, settings=sayso.Settings(), jobs=2, progress=kill)
    failed = [each for each in found.dropped if each.reason is Reason.FAILED]
    assert 1 <= len(failed) <= 2
    assert all("was ended by signal 9" in each.detail for each in failed)
    assert len(found.documents) + len(found.dropped) == len(long)


# Ctrl-C goes to all processes of a terminal; here to all of a group, as soon as two of them are at work.
INTERRUPTED_AT_WORK = """
import os, signal, sys
from sayso import cli, talk

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job is started deaf to it

def say_progress(step, done, total):
    if (step, done) == ("read", {done}):
        os.killpg(0, signal.SIGINT)

talk._say_progress = say_progress
sys.argv = ["sayso", "clean", "-v", "--jobs", "2", *sys.argv[1:]]
cli.main()
"""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
@pytest.mark.parametrize("done", [1, 5])
def test_ctrl_c_ends_all_quietly(tmp_path: Path, done: int) -> None:
    for number, each in enumerate(INVENTED):
        (tmp_path / f"{number:02}.txt").write_bytes(each.body)
    code = INTERRUPTED_AT_WORK.replace("{done}", str(done))
    ended = subprocess.run(
        [sys.executable, "-c", code, *map(str, tmp_path.iterdir())],
        capture_output=True,  # read to its end: until the last process is gone that could write to it
        env=environment(),
        start_new_session=True,
        check=False,
        timeout=60,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (INTERRUPTED, b"", b"")


# The one that started them is killed, and can tell them nothing.
KILLED = INTERRUPTED_AT_WORK.replace("os.killpg(0, signal.SIGINT)", "os.kill(os.getpid(), signal.SIGKILL)")


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_no_process_outlives_the_one_that_started_it(tmp_path: Path) -> None:
    for number, each in enumerate(INVENTED):
        (tmp_path / f"{number:02}.txt").write_bytes(each.body)
    ended = subprocess.run(
        [sys.executable, "-c", KILLED.replace("{done}", "5"), *map(str, tmp_path.iterdir())],
        capture_output=True,
        env=environment(),
        start_new_session=True,
        check=False,
        timeout=60,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (-signal.SIGKILL, b"", b"")
