"""What is said to the person while a library takes articles in, and afterwards: on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sayso.library import Added, Outcome, Updated
from sayso.library.adding import AddProgress
from sayso.library.updating import UpdateProgress
from sayso.report.words import counted
from sayso.talk import say

__all__ = ["added", "adding", "counts", "refusals", "updated", "updating"]

_REFUSED_SHOWN = 20
_WORDS = {
    Outcome.NEW: "new",
    Outcome.VERSION: "new versions of articles",
    Outcome.SAME: "with the text of one that is here",
    Outcome.KNOWN: "here already",
}
_STEPS = {"groups": "finding copies and stories", "compare": "comparing stories", "mend": "telling stories anew"}


@contextmanager
def adding(verbose: bool) -> Iterator[AddProgress | None]:
    """What to call as articles come in: a line that counts on a terminal, lines where asked for, else nothing."""
    began = time.monotonic()

    def told(added: Added) -> str:
        done = added.outcomes.total() + len(added.refused)
        seconds = max(time.monotonic() - began, 0.001)
        return f"{counts(added)}; {done / seconds:,.1f} a second"

    if verbose:
        yield lambda added: say(told(added))
    elif sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status("reading") as line:
            yield lambda added: line.update(told(added))
    else:
        yield None


def added(found: Added) -> None:
    """What became of the inputs."""
    say(counts(found) or "there was nothing to add")


def counts(found: Added) -> str:
    """What came in and what did not, in numbers; empty where nothing did."""
    told = [f"{found.outcomes[outcome]:,} {words}" for outcome, words in _WORDS.items() if found.outcomes[outcome]]
    if found.unchanged:
        told.append(f"{counted(found.unchanged, 'file')} as before, not read again")
    refused = sum(each.count for each in found.refused if not each.is_passed_over)
    if refused:
        told.append(f"{refused:,} refused")
    return ", ".join(told)


def refusals(found: Added, library: str) -> None:
    """The first of what was refused, each with its reason."""
    for each in found.refused[:_REFUSED_SHOWN]:
        say(f"{'passed over in' if each.is_passed_over else 'refused'} {each.uri}: {each.detail}")
    if len(found.refused) > _REFUSED_SHOWN:
        say(f"and {len(found.refused) - _REFUSED_SHOWN:,} more: sayso status {library} --json has all")


@contextmanager
def updating(verbose: bool) -> Iterator[UpdateProgress | None]:
    """What to call as stories are brought up to date."""
    if verbose:
        yield lambda step, done, total: say(f"{_STEPS[step]}: {done:,} of {total:,}")
    elif sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status("bringing stories up to date") as line:
            yield lambda step, done, total: line.update(f"{_STEPS[step]}: {done:,} of {total:,}")
    else:
        yield None


def updated(found: Updated | None) -> None:
    """What became of the stories."""
    if found is None:
        say("another process brings the stories up to date")
        return
    changes = "".join(f", {count:,} {change}" for change, count in sorted(found.changes.items()))
    say(f"{counted(found.stories, 'story', 'stories')}, {found.compared:,} compared now{changes}")
