"""What is said to the person while a library takes articles in, and afterwards: on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sayso.library import Added, Outcome, Updated
from sayso.library.adding import AddProgress
from sayso.library.library import ExportProgress
from sayso.library.updating import UpdateProgress
from sayso.report.words import counted
from sayso.talk import say

__all__ = ["added", "adding", "counts", "exporting", "refusals", "updated", "updating"]

_REFUSED_SHOWN = 20
_WORDS = {
    Outcome.NEW: "new",
    Outcome.VERSION: "in a new version",
    Outcome.SAME: "with the text of one that is here",
    Outcome.KNOWN: "here already",
}
_STEPS = {"groups": "finding copies and stories", "compare": "comparing stories", "mend": "telling stories anew"}


@contextmanager
def adding(verbose: bool) -> Iterator[AddProgress]:
    """What to call as articles come in: a line that counts on a terminal, lines where asked for, else nothing. Of a run
    that is interrupted it is said what came of it so far."""
    began, so_far = time.monotonic(), Added()

    def told(added: Added) -> str:
        done = added.outcomes.total() + added.refused + added.passed_over
        seconds = max(time.monotonic() - began, 0.001)
        return f"{counts(added)}; {done / seconds:,.1f} a second"

    with _line("reading", verbose) as show:

        def progress(added: Added) -> None:
            nonlocal so_far
            so_far = added
            show(told(added))

        try:
            yield progress
        except KeyboardInterrupt:
            came = counts(so_far)
            kept = f"after {came}, which is safe" if came else "before anything was added"
            say(f"interrupted {kept}; the same command goes on from there")
            raise


@contextmanager
def exporting() -> Iterator[ExportProgress]:
    """What to call as stories are written."""
    with _line("writing", verbose=False) as show:
        yield lambda done, total: show(f"writing stories: {done:,} of {total:,}")


@contextmanager
def _line(first: str, verbose: bool) -> Iterator[Callable[[str], None]]:
    """Where to show how far work is."""
    if verbose:
        yield say
    elif sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status(first) as line:
            yield line.update
    else:
        yield lambda _: None


def added(found: Added) -> None:
    """What became of the inputs."""
    say(counts(found) or "there was nothing to add")


def counts(found: Added) -> str:
    """What came in and what did not, in numbers; empty where nothing did."""
    told = [f"{found.outcomes[outcome]:,} {words}" for outcome, words in _WORDS.items() if found.outcomes[outcome]]
    if found.unchanged:
        told.append(f"{counted(found.unchanged, 'file')} as before, not read again")
    if found.refused:
        told.append(f"{found.refused:,} refused")
    if found.passed_over:
        told.append(f"{found.passed_over:,} passed over")
    return ", ".join(told)


def refusals(found: Added, library: str) -> None:
    """The first of what was refused, each with its reason."""
    shown = found.refusals[:_REFUSED_SHOWN]
    for each in shown:
        say(f"{'passed over in' if each.is_passed_over else 'refused'} {each.uri}: {each.detail}")
    more = found.refused + found.passed_over - sum(each.count for each in shown)
    if more:
        say(f"and {more:,} more: sayso status {library} --json has all")


@contextmanager
def updating(verbose: bool) -> Iterator[UpdateProgress]:
    """What to call as stories are brought up to date."""
    with _line("bringing stories up to date", verbose) as show:
        try:
            yield lambda step, done, total: show(f"{_STEPS[step]}: {done:,} of {total:,}")
        except KeyboardInterrupt:
            say("interrupted: the articles are kept; sayso add without a path brings their stories up to date")
            raise


def updated(found: Updated | None) -> None:
    """What became of the stories."""
    if found is None:
        say("another process brings the stories up to date")
        return
    changes = "".join(f", {count:,} {change}" for change, count in sorted(found.changes.items()))
    say(f"{counted(found.stories, 'story', 'stories')}, {found.compared:,} compared now{changes}")
