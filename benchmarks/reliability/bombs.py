"""Bombs: small files that unpack, nest or repeat without measure, and texts made to stop regular expressions.

    python -m benchmarks.reliability.bombs [--only NAME ...]

Each goes the whole way, read in one process, cleaned and searched in another. It must be refused with a reason within
10 s and 512 MB in each, or be read within them, and then all of its words must be there. None may stop a process or
overrun its time: that limit is for what nobody thought of.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.quality.tables import table
from benchmarks.reliability.bomb_files import BOMBS, MARK, Bomb
from benchmarks.reliability.way import gone_through, peak_mb, ready
from sayso.isolated import Isolated
from sayso.limits import Limits
from sayso.records import Document, Dropped, Reason

__all__ = ["Outcome", "explode", "main"]

MOST_SECONDS, MOST_MB = 10.0, 512.0
_LIMITS = Limits(seconds=2 * MOST_SECONDS, memory_bytes=440_000_000)
"""Twice the time that is asked for, so that the table shows by how much it is missed; of the memory what the libraries
leave, which no limit counts."""
_LOST = (Reason.FAILED, Reason.TIMEOUT)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; 1 where a bomb does what none may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", metavar="NAME")
    options = parser.parse_args(arguments)
    chosen = [bomb for bomb in BOMBS if options.only is None or bomb.name in options.only]
    outcomes = [explode(bomb) for bomb in chosen]
    columns = ["longest, s", "reading, MB", "searching, MB", "articles", "refused", "missed"]
    print(table("bomb", columns, [outcome.row() for outcome in outcomes]))
    missed = sum(bool(outcome.misses()) for outcome in outcomes)
    print(f"\n{len(outcomes)} bombs, {missed} of which did what none may")
    return 1 if missed else 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a bomb; ``seconds`` are the most for one of its articles."""

    bomb: Bomb
    seconds: float
    reading_mb: float
    searching_mb: float
    documents: tuple[Document, ...]
    refused: tuple[Dropped, ...]

    def misses(self) -> list[str]:
        """What it did that none may."""
        words = Counter(_marks(document) for document in self.documents)
        return [
            *(["time"] if self.seconds > MOST_SECONDS else []),
            *(["memory"] if max(self.reading_mb, self.searching_mb) > MOST_MB else []),
            *(["silence"] if not self.documents and not self.refused else []),
            *(f"words: {found}" for found in words if found != self.bomb.marks),
            *(f"{each.reason}: {each.detail[:90]}" for each in self.refused if each.reason in _LOST),
        ]

    def row(self) -> list[object]:
        """Its row in the table."""
        reasons = ", ".join(sorted({each.reason.value for each in self.refused})) or "-"
        misses = "; ".join(self.misses()) or "-"
        return [
            self.bomb.name,
            self.seconds,
            round(self.reading_mb),
            round(self.searching_mb),
            len(self.documents),
            reasons,
            misses,
        ]


def explode(bomb: Bomb) -> Outcome:
    """Sends a bomb the whole way, in processes that did nothing before."""
    with (
        TemporaryDirectory(prefix="sayso-bomb-") as folder,
        Isolated(_LIMITS, ready) as searcher,
        Isolated(_LIMITS) as reader,
    ):
        path = Path(folder, bomb.file)
        bomb.write(path)
        gone = list(gone_through(path, reader, searcher))
        reading_mb, searching_mb = _peak(reader), _peak(searcher)
    return Outcome(
        bomb,
        max((each.seconds for each in gone), default=0.0),
        reading_mb,
        searching_mb,
        documents=tuple(each.what for each in gone if isinstance(each.what, Document)),
        refused=tuple(each.what for each in gone if isinstance(each.what, Dropped)),
    )


def _peak(process: Isolated) -> float:
    found = process.call(peak_mb, None)
    return found if isinstance(found, float) else 0.0


def _marks(document: Document) -> int:
    return document.text.count(MARK) + sum(run.count(MARK) for run in document.outside)


if __name__ == "__main__":
    sys.exit(main())
