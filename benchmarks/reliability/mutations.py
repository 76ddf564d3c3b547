"""Mutations: pages, archives, JSONL and feeds with something broken in each, ten thousand of every kind.

    python -m benchmarks.reliability.mutations [--count N] [--only KIND ...] [--jobs N]

Each is read, cleaned and searched in processes within limits. None may stop a process or take 10 s, each must come to
at least one article or refusal, each line of JSONL to one, and no record of an archive that is still whole may be
missing where nothing was refused.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from benchmarks.quality.tables import table
from benchmarks.reliability.breaking import KINDS, Came, came_of
from benchmarks.reliability.way import LIMITS, ready
from sayso.limits import Loss
from sayso.records import Reason
from sayso.workers import Workers

__all__ = ["Told", "through"]

COUNT, JOBS = 10_000, 2
MOST_SECONDS = 10.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; 1 where a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=COUNT, help=f"of each kind ({COUNT:,})")
    parser.add_argument("--only", nargs="*", choices=list(KINDS), default=list(KINDS))
    parser.add_argument("--jobs", type=int, default=JOBS)
    options = parser.parse_args(arguments)
    told = [through(kind, options.count, options.jobs) for kind in options.only]
    columns = ["inputs", "articles", "refused", "lost", "failed", "unaccounted", "longest, s", "seconds"]
    print(table("kind", columns, [each.row() for each in told]))
    for each in told:
        print(f"\n{each.kind}: " + ", ".join(f"{count:,} {reason}" for reason, count in each.reasons.most_common()))
        print("\n".join(each.examples[:20]))
    return 0 if all(each.is_good() for each in told) else 1


@dataclass(frozen=True, slots=True)
class Told:
    """What came of all inputs of a kind."""

    kind: str
    came: tuple[Came, ...]
    seconds: float

    @property
    def reasons(self) -> Counter[Reason]:
        """How often each was refused for."""
        return Counter(reason for each in self.came for reason in each.reasons)

    @property
    def examples(self) -> list[str]:
        """What went wrong, with the number of the input."""
        return [f"  {n}: {why}" for n, each in enumerate(self.came) if (why := _wrong(each))]

    def is_good(self) -> bool:
        """Whether nothing went wrong."""
        return not self.examples

    def row(self) -> list[object]:
        """Its row in the table."""
        lost = sum(each.lost is not None for each in self.came)
        failed = sum(len(each.failed) for each in self.came)
        longest = max((each.seconds for each in self.came), default=0.0)
        numbers = [sum(each.articles for each in self.came), self.reasons.total(), lost, failed]
        return [
            self.kind,
            len(self.came),
            *numbers,
            sum(each.unaccounted for each in self.came),
            longest,
            self.seconds,
        ]


def _wrong(came: Came) -> str:
    late = f"took {came.seconds:.1f} s" if came.seconds > MOST_SECONDS else ""
    unaccounted = f"{came.unaccounted} unaccounted" if came.unaccounted else ""
    return "; ".join(filter(None, [came.lost, *came.failed, late, unaccounted]))


def through(kind: str, count: int, jobs: int = JOBS) -> Told:
    """Sends ``count`` mutations of a kind the whole way."""
    began = time.perf_counter()
    with Workers(jobs, ready, isolated=True, limits=LIMITS) as workers:
        came = tuple(workers.each(partial(came_of, kind), range(count), lost=_lost, worth=lambda _: 1.0))
    return Told(kind, came, time.perf_counter() - began)


def _lost(_: int, loss: Loss) -> Came:
    return Came(0, (loss.reason,), 0, 0.0, lost=loss.how)


if __name__ == "__main__":
    sys.exit(main())
