"""What can be typed after ``sayso judge``."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sayso import output, talk
from sayso.config import JUDGEMENTS_FILE, ExtractSettings, Settings
from sayso.errors import UsageError
from sayso.judging.options import (
    SURE,
    By,
    File,
    Left,
    MinConfidence,
    Note,
    Outlets,
    Paths,
    Right,
    Verbose,
    Which,
)
from sayso.records import Standing, Verdict

if TYPE_CHECKING:
    from sayso.judgements import Book, Desk, Signature

__all__ = ["judge_app"]

judge_app = typer.Typer(
    help=f"""Say what is the same and what is not: two statements, or two speakers.

    What you say stands in {JUDGEMENTS_FILE} beside the articles. It
    outweighs every score, in every later run, and when articles or sayso change
    it is found again by its words. All of it can be taken back.

    \b
    Examples:
      sayso judge review reports/
      sayso compare reports/ --ids
      sayso judge same 3fa2b1c0 99ab12ff reports/
      sayso judge merge "Tomas Pell" "the transport minister" reports/
      sayso judge list reports/
      sayso judge undo 3 reports/
    """,
    no_args_is_help=True,
)

_VERDICTS = {
    Verdict.SAME: """Say that two statements are one thing said.

    LEFT and RIGHT are the beginnings of ids, which sayso compare --ids shows.

    \b
    Examples:
      sayso judge same 3fa2b1c0 99ab12ff
      sayso judge same 3fa2b1c0 99ab12ff reports/ --by Ada --note "two translations"
    """,
    Verdict.DIFFERENT: """Say that two statements are two things said.

    LEFT and RIGHT are the beginnings of ids, which sayso compare --ids shows.

    \b
    Examples:
      sayso judge different 3fa2b1c0 99ab12ff herald.txt courier.html
    """,
    Verdict.UNSURE: """Say that two statements may be one thing said or two: linked as they score, never shown as sure.

    LEFT and RIGHT are the beginnings of ids, which sayso compare --ids shows.

    \b
    Examples:
      sayso judge unsure 3fa2b1c0 99ab12ff reports/
    """,
    Verdict.MERGE: """Say that two speakers are one, or who it is that speaks in a statement.

    LEFT and RIGHT are who speaks: NAME, or NAME@OUTLET for whom it calls so.
    LEFT may be a statement, too: the beginning of its id, which sayso compare
    --ids shows.

    \b
    Examples:
      sayso judge merge "Tomas Pell" "the transport minister" reports/
      sayso judge merge "the minister@Daily Gong" "Tomas Pell" reports/
      sayso judge merge 3fa2b1c0 "Tomas Pell" reports/
    """,
    Verdict.SPLIT: """Say that two speakers are two, or who it is not that speaks in a statement.

    LEFT and RIGHT are who speaks: NAME, or NAME@OUTLET for whom it calls so.
    LEFT may be a statement, too: the beginning of its id, which sayso compare
    --ids shows.

    \b
    Examples:
      sayso judge split "Ann Quill" "A. Quill" reports/
      sayso judge split "Ada Quill@Daily Gong" "Ada Quill@Sorrel Today" reports/
      sayso judge split 3fa2b1c0 "Tomas Pell" reports/
    """,
}


def _command_for(verdict: Verdict) -> Callable[..., None]:
    def command(
        left: Left,
        right: Right,
        paths: Paths = None,
        *,
        outlets: Outlets = None,
        by: By = None,
        note: Note = "",
        min_confidence: MinConfidence = SURE,
        file: File = None,
    ) -> None:
        from sayso.judging.signing import signature

        _judge(verdict, (left, right), _desk(paths, outlets, min_confidence, file), signature(by, note))

    return command


for _verdict, _help in _VERDICTS.items():
    judge_app.command(_verdict.value, help=_help)(_command_for(_verdict))


@judge_app.command("list")
def list_judgements(
    paths: Paths = None, *, outlets: Outlets = None, min_confidence: MinConfidence = SURE, file: File = None
) -> None:
    """Show the judgements, with their lines and what becomes of each in these articles.

    \b
    Examples:
      sayso judge list
      sayso judge list reports/
    """
    from sayso.judgements import weighed_with
    from sayso.report import judging

    desk = _desk(paths, outlets, min_confidence, file)
    standing = {each.judgement.line: each for each in weighed_with(desk)}
    kept = desk.book.judgements
    output.write(
        output.Target(None, output.Format.TERMINAL),
        to_terminal=lambda console: judging.print_judgements(kept, standing, console),
        to_text=str,
    )
    others = len(desk.book.entries) - len(kept)
    undone = f"; {others} other lines take one back, or are taken back" if others else ""
    talk.say(f"{desk.book.path}: {_count(len(kept))}{undone}")
    talk.refused(desk.book.refused)


@judge_app.command()
def undo(which: Which, paths: Paths = None, *, by: By = None, note: Note = "", file: File = None) -> None:
    """Take a judgement back. Nothing is deleted: a line is added, which can be taken back as well.

    \b
    Examples:
      sayso judge undo 3
      sayso judge undo 3 reports/ --note "another interview"
    """
    from sayso import judgements
    from sayso.judging.signing import signature

    book = _book(paths, file)
    entry = judgements.undo(book, which, signature(by, note))
    line = judgements.add(_place(book), entry)
    taken = " and ".join(f"line {each.line} ({each.verdict})" for each in book.in_force if each.id == entry.of)
    talk.say(f"{book.path}: line {line} takes back {taken}")
    talk.refused(book.refused)


@judge_app.command()
def review(
    paths: Paths = None,
    *,
    outlets: Outlets = None,
    by: By = None,
    min_confidence: MinConfidence = SURE,
    file: File = None,
    verbose: Verbose = False,
) -> None:
    """Walk the pairs that most need a person: those that the score decides by a hair. Each answer is kept at once.

    Answers are read from standard input, one a line: s (same), d (different),
    u (unsure), an empty line to leave it for later, q to stop.

    \b
    Examples:
      sayso judge review reports/
      sayso judge review herald.txt courier.html --by Ada
    """
    from sayso import pipeline
    from sayso.judgements import Review
    from sayso.judging.asking import ask

    book = _book(paths, file)
    with talk.progress(verbose) as progress:
        comparison = pipeline.compare(
            paths or ["."],
            outlets=outlets or (),
            judgements=book,
            settings=_settings(min_confidence),
            progress=progress,
        )
    talk.refusals(comparison.articles)
    talk.refused(book.refused)
    pairs = Review(comparison, pipeline.proposed_links(comparison))
    if not pairs.count():
        talk.say("no pair of these articles needs a person: all are judged, or surely alike or unlike")
        return
    talk.say(f"{_count(ask(pairs, comparison.articles, _place(book), by))} kept in {book.path}")


# --- what they share --------------------------------------------------------------------------------------------------


def _judge(verdict: Verdict, sides: tuple[str, str], desk: Desk, signature: Signature) -> None:
    from sayso import judgements

    made = judgements.judgement(desk, verdict, *sides, signature)
    held = {each.judgement.id for each in judgements.weighed_with(desk) if each.standing is Standing.APPLIED}
    line = judgements.add(_place(desk.book), made)
    talk.say(f"{desk.book.path}: line {line}: {verdict}, {made.signed}")
    for each in judgements.weighed_with(desk, replace(made, line=line)):
        agrees = each.standing is Standing.REPLACED and each.judgement.verdict is verdict
        if each.judgement.id in held and each.standing is not Standing.APPLIED and not agrees:
            talk.say(f"line {each.judgement.line} ({each.judgement.verdict}) no longer holds: {each.because}")
    talk.refused(desk.book.refused)


def _desk(paths: Sequence[str] | None, outlets: Sequence[str] | None, min_confidence: float, file: Path | None) -> Desk:
    from sayso import pipeline

    book = _book(paths, file)
    with talk.progress(verbose=False) as progress:
        desk = pipeline.desk(
            paths or ["."],
            outlets=outlets or (),
            judgements=book,
            settings=_settings(min_confidence),
            progress=progress,
        )
    talk.refusals(desk.articles)
    return desk


def _settings(min_confidence: float) -> Settings:
    return Settings(extract=ExtractSettings(min_confidence))


def _book(paths: Sequence[str] | None, file: Path | None) -> Book:
    """The judgements, and where to add to them. Raises UsageError where there is no such place."""
    from sayso.judgements import book_beside, named_book

    if file is not None:
        return named_book(file, new=True)
    for path in paths or ():
        # A folder misspelt is none, and so would lead to the judgements of the folder around it.
        if path != "-" and not os.path.exists(path):  # noqa: PTH110 - of a name too long or with a NUL, too
            raise UsageError(
                f"{path}: there is no such file or folder; say with --judgements FILE where judgements are"
            )
    book = book_beside(paths or ["."])
    _place(book)
    return book


def _place(book: Book) -> Path:
    if book.path is None:
        raise UsageError("these articles lie in no folder: say with --judgements FILE where to keep judgements")
    return book.path


def _count(judgements: int) -> str:
    return f"{judgements} {'judgement' if judgements == 1 else 'judgements'}"
