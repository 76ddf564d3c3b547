"""One request at a time for each host."""

from __future__ import annotations

import threading

import pytest

from sayso.fetch.clock import Clock
from sayso.fetch.results import FaultError
from sayso.fetch.turns import Turns
from tests.fetch.servers import FakeTime


def test_the_gap_is_from_the_end_of_one_to_the_beginning_of_the_next() -> None:
    passing = FakeTime()
    turns = Turns(passing.clock())
    with turns.turn("a", 5.0) as waited:
        assert waited == 0
        passing.passed += 3
    passing.passed += 1
    with turns.turn("b", 5.0) as waited:
        assert waited == 0
    with turns.turn("a", 5.0) as waited:
        assert waited == 4.0
    assert passing.slept == [4.0]


def test_threads_come_one_after_the_other() -> None:
    turns, inside, most = Turns(Clock()), [0], [0]

    def ask() -> None:
        with turns.turn("a", 0.0):
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            threading.Event().wait(0.005)
            inside[0] -= 1

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


def test_a_failure_gives_the_turn_back_and_keeps_the_gap() -> None:
    passing = FakeTime()
    turns = Turns(passing.clock())
    with pytest.raises(OSError, match="lost"), turns.turn("a", 5.0):
        raise OSError("lost")
    with turns.turn("a", 5.0):
        assert passing.slept == [5.0]


def test_a_closed_host_is_open_a_day_later_at_the_latest() -> None:
    passing = FakeTime()
    turns = Turns(passing.clock())
    turns.close("a", 1e9)
    with pytest.raises(FaultError) as found, turns.turn("a", 0.0):
        pass
    assert found.value.fault.retry_after_s == 86_400
    passing.passed += 86_400
    with turns.turn("a", 0.0):
        pass


def test_a_hundred_thousand_hosts_are_not_remembered_for_ever() -> None:
    passing = FakeTime()
    turns = Turns(passing.clock())
    turns.close("kept", 1e9)
    for number in range(20_000):
        with turns.turn(f"host-{number}", 1.0):
            passing.passed += 1
    assert len(turns._hosts) <= 4_096
    with pytest.raises(FaultError), turns.turn("kept", 0.0):
        pass
