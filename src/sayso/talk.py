"""What the command line says to the person: always on standard error, each thing in a line of its own."""

from __future__ import annotations

import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import typer

from sayso.comparison import Articles, Comparison
from sayso.records import Document, Dropped, Judged, Standing

if TYPE_CHECKING:
    from rich.progress import TaskID

    from sayso.build import StageProgress, StageState
    from sayso.pipeline import Progress

__all__ = [
    "about_articles",
    "fact_checks",
    "fault",
    "judgements",
    "progress",
    "refusals",
    "refused",
    "say",
    "stages",
    "too_few_to_compare",
    "unrelated",
]

_STEPS = {"read": "reading articles", "statements": "finding statements", "compare": "comparing stories"}


def say(sentence: str) -> None:
    """One line to the person. File names and articles are foreign text: nothing in them may drive the terminal."""
    typer.echo(f"sayso: {_printable(sentence)}", err=True)


def _printable(text: str) -> str:
    """Control characters, bidi controls among them, and line ends as escapes."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


# --- while the work goes on -----------------------------------------------------------------------------------------


@contextmanager
def progress(verbose: bool) -> Iterator[Progress | None]:
    """What to call as work goes on: lines where asked for, else bars on a terminal, else nothing (None)."""
    if verbose:
        yield _say_progress
    elif sys.stderr.isatty():
        with _bars() as show:
            yield show
    else:
        yield None


def _say_progress(step: str, done: int, total: int | None) -> None:
    say(f"{_STEPS[step]}: {done}{'' if total is None else f' of {total}'}")


@contextmanager
def _bars() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def show(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(_STEPS[step], total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield show


_STAGES = {
    "unpack": "taking archives apart",
    "read": "reading articles",
    "duplicates": "finding articles given twice",
    "statements": "finding statements",
    "measures": "measuring articles",
    "groups": "finding copies and stories",
    "dossiers": "bringing stories together",
    "compare": "comparing stories",
}
_ROWS = {
    **dict.fromkeys(("unpack", "read", "measures"), "articles"),
    "statements": "statements",
    "compare": "stories",
}


@contextmanager
def stages(verbose: bool) -> Iterator[StageProgress]:
    """What to call as a build goes on: bars on a terminal, lines where asked for or where nobody looks."""
    if sys.stderr.isatty() and not verbose:
        with _stage_bars() as show:
            yield show
    else:
        yield _Lines(verbose).tell


class _Lines:
    """A line when a stage begins and ends; with ``verbose`` one for each piece of work."""

    def __init__(self, verbose: bool) -> None:
        self._verbose = verbose
        self._began: dict[str, float] = {}

    def tell(self, state: StageState) -> None:
        began = self._began.setdefault(state.stage, time.monotonic())
        if self._verbose or state.done == state.total:
            say(f"{_STAGES[state.stage]}: {_how_far(state, time.monotonic() - began)}")


def _how_far(state: StageState, seconds: float) -> str:
    told = [f"{state.done:,} of {state.total:,} pieces of work"]
    if state.stage in _ROWS:
        told.append(f"{state.rows:,} {_ROWS[state.stage]}")
        if state.fresh and seconds:
            told.append(f"{state.fresh / seconds:,.0f} a second")
    if 0 < state.done < state.total:
        told.append(f"about {seconds / state.done * (state.total - state.done) / 60:,.0f} minutes left")
    if state.refused:
        told.append(f"{state.refused:,} refused")
    return ", ".join(told)


@contextmanager
def _stage_bars() -> Iterator[StageProgress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def show(state: StageState) -> None:
            if state.stage not in tasks:
                tasks[state.stage] = bars.add_task(_STAGES[state.stage], total=state.total, told="")
            seconds = bars.tasks[tasks[state.stage]].elapsed or 0.0
            told = _how_far(state, seconds).partition(", ")[2]
            bars.update(tasks[state.stage], completed=state.done, total=state.total, told=told)

        yield show


# --- when it is done ------------------------------------------------------------------------------------------------


def about_articles(articles: Articles, verbose: bool) -> None:
    """What the person should know of the articles that were read: guesses always, the rest where asked for."""
    for document in sorted(articles.documents, key=lambda document: document.uri):
        if document.encoding_from == "guessed":
            say(f"{document.uri}: its encoding is not declared; it was guessed to be {document.encoding}")
        if verbose:
            say(f"{document.uri}: {_described(document)}")


def _described(document: Document) -> str:
    reasons = Counter(str(each.reason) for each in document.set_aside)
    causes = Counter(str(each.cause) for each in document.lacunae)
    parts = [
        f"outlet {document.outlet} ({document.outlet_from})",
        f"{document.encoding} ({document.encoding_from})",
        f"language {document.language or 'unknown'}",
        f"set aside: {_counts(reasons)}",
        f"repairs: {len(document.repairs)}",
        f"lost to us: {_counts(causes)}",
    ]
    return "; ".join(parts)


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counter.items())) or "nothing"


def refusals(articles: Articles) -> None:
    """Each input that was refused, with what to do about it, and their number."""
    refused(articles.dropped)
    count, read = sum(not each.is_passed_over for each in articles.dropped), len(articles.documents)
    if count:
        say(f"{count} of {count + read} {'input was' if count + read == 1 else 'inputs were'} refused")


def refused(dropped: Iterable[Dropped]) -> None:
    """Each of these with what to do about it."""
    for each in dropped:
        say(f"{'passed over in' if each.is_passed_over else 'refused'} {each.uri}: {each.detail}")


def fact_checks(articles: Articles) -> None:
    """How many of the fact-checks given check what is said, and what of them could not be used."""
    found = articles.fact_checks
    if found is None:
        return
    foreign = f" ({found.other_languages:,} in other languages)" if found.other_languages else ""
    given = f"{found.read:,} fact-check{'' if found.read == 1 else 's'}{foreign}"
    check = "checks" if len(found.linked) == 1 else "check"
    say(f"{found.uri}: {len(found.linked):,} of {given} {check} something said here")
    for flawed in found.flawed:
        say(f"{found.uri}: {flawed.count:,} could not be used ({flawed.flaw}); the first: {flawed.first}")


def judgements(judged: Judged, verbose: bool) -> None:
    """What people decided: that it counts, and what of it does not."""
    refused(judged.refused)
    counts = Counter(each.standing for each in judged.weighed)
    if counts:
        told = ", ".join(f"{counts[standing]} {standing}" for standing in Standing if counts[standing])
        say(f"{judged.path}: judgements about these articles: {told}")
    for each in judged.weighed:
        if verbose or each.standing in (Standing.LOST, Standing.OVERRULED):
            ground = f": {each.because}" if each.because else ""
            say(f"line {each.judgement.line} ({each.judgement.verdict}): {each.standing}{ground}")
    if verbose and judged.elsewhere:
        say(f"{judged.path}: {judged.elsewhere} judgements are about articles that are not here")


def too_few_to_compare(articles: Articles) -> None:
    """Why nothing was compared."""
    if articles.documents:
        only = articles.documents[0].uri
        say(
            f"a comparison needs at least two articles, and only {only} could be read; for one article by itself: "
            f"sayso statements {only}"
        )
    else:
        say("a comparison needs at least two articles, and none could be read")


def unrelated(comparison: Comparison, verbose: bool) -> None:
    """That the articles report different events, where they do; why it is thought so where asked for."""
    stories = comparison.stories
    uris = {document.id: document.uri for document in comparison.articles.documents}
    named = [", ".join(sorted(uris[each] for each in story.documents)) for story in stories]
    if len(stories) > 1:
        say(
            f"the articles report {len(stories)} different events and were not compared across them: {'; '.join(named)}"
        )
    if verbose:
        for names, story in zip(named, stories, strict=True):
            say(f"{names}: {story.because}")


def fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The last word where sayso itself fails: a sentence, and the traceback only with ``-v``."""
    if {"-v", "--verbose"} & set(sys.argv):
        traceback.print_exception(kind, error, trace)
    frames = traceback.extract_tb(trace)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    say(f"stopped by a fault of its own ({kind.__name__}{place}); please report it. With -v the traceback is shown")
