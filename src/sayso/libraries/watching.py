"""A watch as a command: round after round, until it is told to end."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from sayso.config import FetchSettings
from sayso.libraries.talking import counts
from sayso.library import Library, Round
from sayso.report.words import counted
from sayso.talk import say

__all__ = ["keep_watch"]

_SHARE_OF_TIME = 10
"""Stories are brought up to date no more than a tenth of the time: in a large library it takes minutes."""
_LONGEST_WAIT_S = 60.0


def keep_watch(
    library: Library,
    fetch: FetchSettings,
    *,
    once: bool,
    jobs: int | None,
    verbose: bool,
    bring_up: Callable[[], None] | None,
) -> None:
    """Asks what is due, then waits for what is due next; ``bring_up`` brings the stories up to date."""
    stop = threading.Event()
    earliest = 0.0
    with _until_signalled(stop), library.watch(fetch=fetch, jobs=jobs, stop=stop) as watch:
        while not stop.is_set():
            told = watch.round()
            if told.asked or told.added.outcomes or told.added.refused:
                _tell(told, library, verbose=verbose)
            if bring_up is not None and (once or time.monotonic() >= earliest) and not stop.is_set():
                began = time.monotonic()
                bring_up()
                earliest = time.monotonic() + _SHARE_OF_TIME * (time.monotonic() - began)
            wait = watch.seconds_to_next()
            if once or wait is None:
                break
            stop.wait(min(wait, _LONGEST_WAIT_S))
    if stop.is_set():
        say("ended; what was had is kept, and the next watch goes on from here")


@contextmanager
def _until_signalled(stop: threading.Event) -> Iterator[None]:
    """The first Ctrl-C or signal to end lets what is under way come to its end; a second one ends at once."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in numbers}

    def end(number: int, _: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)
        say("ending; what is under way is kept first. Once more ends at once")

    for number in numbers:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(told: Round, library: Library, *, verbose: bool) -> None:
    parts = [f"{counted(told.asked, 'feed')} asked", f"{told.unchanged:,} with nothing new"]
    if told.failed:
        parts.append(f"{told.failed:,} failed")
    if told.later:
        parts.append(f"{counted(told.later, 'page')} to be asked for again")
    say("; ".join(filter(None, [", ".join(parts), counts(told.added)])))
    for feed in library.feeds() if verbose else ():
        say(f"{feed.url}: {feed.outcome or 'not asked yet'}")
    for each in told.added.refusals if verbose else ():
        say(f"refused {each.uri}: {each.detail}")
