"""The measures of reliability in little: some mutations, archives and bombs of each sort, and what would be a miss."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.reliability import archives, bombs, mutations
from benchmarks.reliability.bomb_files import BOMBS, Bomb
from benchmarks.reliability.breaking import KINDS, came_of, mutated
from sayso.records import Document, Dropped, Reason, Stage
from sayso.spans import identity


@pytest.mark.parametrize("kind", ["pages", "archives", "rows"])
def test_mutations_come_to_an_article_or_a_refusal(kind: str) -> None:
    told = mutations.through(kind, 20, jobs=1)
    assert told.examples == []
    assert len(told.came) == 20
    assert all(each.articles + len(each.reasons) >= 1 for each in told.came)


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_same_number_gives_the_same_bytes(kind: str) -> None:
    assert [mutated(kind, number) for number in range(20)] == [mutated(kind, number) for number in range(20)]
    assert len({mutated(kind, number) for number in range(20)}) > 15


def test_what_is_wrong_with_a_mutation_is_told() -> None:
    came = came_of("rows", 1)
    wrong = [
        replace(came, lost="took longer than 10 s"),
        replace(came, failed=("a fault of sayso",)),
        replace(came, unaccounted=2),
        replace(came, seconds=11.0),
    ]
    told = mutations.Told("rows", (came, *wrong), 1.0)
    assert not told.is_good()
    assert told.examples == [
        "  1: took longer than 10 s",
        "  2: a fault of sayso",
        "  3: 2 unaccounted",
        "  4: took 11.0 s",
    ]


def test_of_damaged_archives_the_others_are_read() -> None:
    found = list(archives.outcomes(20))
    assert len(found) > 24
    assert [each.name for each in found if not each.is_good()] == []


def test_a_silent_loss_and_an_altered_page_are_misses() -> None:
    good = archives.Outcome("a", 1.0, 1, 0, 0)
    assert good.is_good()
    misses = (replace(good, read=0.98), replace(good, silent=1), replace(good, altered=1))
    assert not any(each.is_good() for each in misses)


QUICK = ("gzip body", "zstd body", "nested 100,000 deep", "1,000,000 attributes", "JSON 1,000,000 deep")


@pytest.mark.parametrize("bomb", [bomb for bomb in BOMBS if bomb.name in QUICK], ids=lambda bomb: bomb.name)
def test_bombs_do_what_they_may(bomb: Bomb) -> None:
    assert bombs.explode(bomb).misses() == []


def test_what_no_bomb_may_is_told() -> None:
    bomb = Bomb("a", "a.txt", Path.touch, marks=2)
    document = Document("a", "a.txt", "Post", "salt", (), identity(4))
    failed = Dropped("a.txt", Stage.CLEAN, Reason.FAILED, "sayso failed on it")
    good = bombs.Outcome(bomb, 1.0, 50.0, 90.0, (), (replace(failed, reason=Reason.TOO_LARGE),))
    assert good.misses() == []
    assert replace(good, refused=()).misses() == ["silence"]
    assert replace(good, seconds=11.0, searching_mb=513.0).misses() == ["time", "memory"]
    assert replace(good, documents=(document,)).misses() == ["words: 1"]
    assert replace(good, refused=(failed,)).misses() == ["failed: sayso failed on it"]
