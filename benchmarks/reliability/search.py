"""Search in a large made-up library while another process adds to it.

    python -m benchmarks.reliability.search [--articles N] [--count QUERIES] [--seed S] [--library FILE]

Of 100 searches for ordinary words, which less than one article or statement in a hundred has, 99 must take less than
50 ms; for the commonest words 500 ms; alone and with each filter. No search may fail. What else is asked of a library
is timed, too. ``--library`` keeps the library, and finds it again; the added articles stay in it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import apsw

from benchmarks.quality.tables import table
from benchmarks.reliability.big_library import fill, keep, made_up, outlet, person, words_by_frequency
from benchmarks.reliability.children import Child, told_by
from sayso.errors import SaysoError
from sayso.library import LIBRARY_SETTINGS, Filters
from sayso.library.connection import connect, create, value, writing
from sayso.library.listing import list_stories
from sayso.library.portraits import portraits
from sayso.library.searching import search_articles, search_statements
from sayso.library.standing import status
from sayso.library.tracing import trace
from sayso.library.updating import is_up_to_date

__all__ = ["main"]

_ORDINARY, _MOST_MS = "ordinary", {"ordinary": 50, "commonest": 500}
_COMMONEST = 20
_ORDINARY_SHARE = 0.01
_ADDED_AT_ONCE = 50


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; 1 where a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000, help="of the library (100000)")
    parser.add_argument("--count", type=int, default=100, help="searches of each kind (100)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other articles and words")
    parser.add_argument("--library", type=Path, help="where the library is kept, and found again (nowhere)")
    options = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="sayso-search-") as folder:
        path = options.library or Path(folder, "news.db")
        if not path.exists():
            told_by(lambda _: fill(create(path), options.articles, options.seed))
        adder = Child(lambda _: _go_on_adding(path, options.seed))
        try:
            return _measured(path, options.count, Random(options.seed))
        finally:
            adder.kill(0)
            adder.told()


def _measured(path: Path, queries: int, chance: Random) -> int:
    db = connect(path, read_only=True)
    articles, statements = (value(db, f"SELECT COUNT(*) FROM {name}") for name in ("article", "statement"))
    found = [each for sought in _SOUGHT for each in _timed(db, sought, queries, chance)]
    rows = [each.row() for each in found]
    columns = ["searches", "p50 ms", "p99 ms", "max ms", "failed", ""]
    print(table(f"{articles:,} articles, {statements:,} statements", columns, rows), "\n")
    print(table("what else is asked", ["ms"], [[name, took] for name, took in _others(db)]))
    after = value(db, "SELECT COUNT(*) FROM article")
    print(f"\n{after - articles:,} articles were added meanwhile")
    return 0 if after > articles and all(each.is_good() for each in found) else 1


def _go_on_adding(path: Path, seed: int) -> None:
    db = connect(path)
    first = value(db, "SELECT MAX(id) FROM capture")
    articles = (article for number in count(first) for article in made_up(number, 1, seed))
    while True:
        some = list(islice(articles, _ADDED_AT_ONCE))
        with writing(db):
            for each in some:
                keep(db, each)


# --- searches ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Timed:
    """How long searches of a kind took, in ms, sorted; and how many failed."""

    name: str
    words: str
    took_ms: Sequence[float]
    failed: int

    def p99(self) -> float:
        return self.took_ms[int(0.99 * (len(self.took_ms) - 1))]

    def is_good(self) -> bool:
        return not self.failed and self.p99() < _MOST_MS[self.words]

    def row(self) -> list[object]:
        took = (self.took_ms[len(self.took_ms) // 2], self.p99(), self.took_ms[-1])
        return [self.name, len(self.took_ms), *took, self.failed, "" if self.is_good() else "missed"]


@dataclass(frozen=True, slots=True)
class _Sought:
    """What is searched, and what it is narrowed to."""

    name: str
    index: str
    search: Callable[[apsw.Connection, str, Filters], object]
    filters: Mapping[str, Filters]


_NARROWED = {
    "": Filters(),
    ", of an outlet": Filters(outlet=outlet(3)),
    ", of a small outlet": Filters(outlet=outlet(400)),
    ", of a month": Filters(since="2029-06-01", until="2029-06-30"),
}
_SOUGHT = (
    _Sought("articles", "content_words", search_articles, _NARROWED | {", in German": Filters(language="de")}),
    _Sought(
        "statements",
        "statement_words",
        search_statements,
        _NARROWED
        | {
            ", of who speaks most": Filters(speaker=person(0).name),
            ", of one who speaks little": Filters(speaker=person(3_000).name),
            ", direct": Filters(kind="direct"),
        },
    ),
)


def _timed(db: apsw.Connection, sought: _Sought, queries: int, chance: Random) -> Iterator[_Timed]:
    for words, asked in _queries(db, sought.index, queries, chance).items():
        for told, narrowed in sought.filters.items():
            took, failed = [], 0
            for query in asked:
                started = time.perf_counter()
                try:
                    sought.search(db, query, narrowed)
                except SaysoError as error:
                    print(error, file=sys.stderr)
                    failed += 1
                took.append((time.perf_counter() - started) * 1e3)
            yield _Timed(f"{sought.name}, {words} words{told}", words, sorted(took), failed)


def _queries(db: apsw.Connection, index: str, queries: int, chance: Random) -> dict[str, list[str]]:
    """One word and several, as people ask for them; of ordinary ones as many common as rare."""
    counts = words_by_frequency(db, index)
    total = value(db, f"SELECT COUNT(*) FROM {index}_docsize")
    ordinary = [word for word, count in counts if count < _ORDINARY_SHARE * total]
    commonest = [word for word, _ in counts[:_COMMONEST]]
    return {
        _ORDINARY: list(_asked([ordinary[int(len(ordinary) ** chance.random()) - 1] for _ in range(queries)], chance)),
        "commonest": list(_asked([chance.choice(commonest) for _ in range(queries)], chance)),
    }


def _asked(words: Sequence[str], chance: Random) -> Iterator[str]:
    for word in words:
        other = chance.choice(words)
        yield chance.choice(
            (word, word, f"{word} {other}", f"{word} OR {other}", f"{word} -{other}", f'"{word} {other}"')
        )


# --- all else ---------------------------------------------------------------------------------------------------------


def _others(db: apsw.Connection) -> Iterable[tuple[str, float]]:
    commonest = [word for word, _ in words_by_frequency(db, "statement_words")]
    asked: Mapping[str, Callable[[], object]] = {
        "who, speaks most": lambda: portraits(db, person(0).name),
        "who, speaks little": lambda: portraits(db, person(3_000).name),
        "who, a first name": lambda: portraits(db, person(1).name.split()[0]),
        "trace, ordinary words": lambda: trace(db, " ".join(commonest[2_000:2_006]), LIBRARY_SETTINGS),
        "trace, common words": lambda: trace(db, " ".join(commonest[50:60]), LIBRARY_SETTINGS),
        "stories": lambda: list_stories(db),
        "stories, of several outlets, in a month": lambda: list_stories(
            db, since="2029-06-01", until="2029-06-30", min_outlets=3
        ),
        "is up to date": lambda: is_up_to_date(db, LIBRARY_SETTINGS),
        "status": lambda: status(db, LIBRARY_SETTINGS),
    }
    for name, ask in asked.items():
        started = time.perf_counter()
        ask()
        yield name, (time.perf_counter() - started) * 1e3


if __name__ == "__main__":
    sys.exit(main())
