"""``sayso judge``: a person's word on what sayso found, kept in a file beside the articles."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso import output, talk
from sayso.config import JUDGEMENTS_FILE, ExtractSettings, Settings
from sayso.errors import UsageError
from sayso.records import Standing, Verdict

if TYPE_CHECKING:
    from sayso.comparison import Articles
    from sayso.judgements import Book, Desk, Review, Signature
    from sayso.records import Dropped

__all__ = ["judge_app"]

judge_app = typer.Typer(
    help=f"""Say what is the same and what is not: two statements, or two speakers.

    What you say stands in {JUDGEMENTS_FILE} beside the articles. It outweighs every score, in every later run, and when
    articles or sayso change it is found again by its words. All of it can be taken back.

    \b
    Examples:
      sayso judge review reports/
      sayso compare reports/ --ids
      sayso judge same 3fa2b1c0 99ab12ff --in reports/
      sayso judge merge "Tomas Pell" "the transport minister" --in reports/
      sayso judge list --in reports/
      sayso judge undo 3 --in reports/
    """,
    no_args_is_help=True,
)

_SURE = ExtractSettings().min_confidence
_KEYS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE}
_LATER, _STOP = "", "q"

In = Annotated[
    list[str] | None,
    typer.Option(
        "--in",
        metavar="PATH",
        help="The articles, or their folder: as given to sayso compare. May be repeated. Default: this folder.",
        show_default=False,
    ),
]
Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH", help="The articles, or their folder. Default: this folder.", show_default=False),
]
Outlets = Annotated[
    list[str] | None,
    typer.Option(
        "--outlet",
        metavar="NAME",
        help="Who published it, as given to sayso compare: ids depend on it.",
        show_default=False,
    ),
]
MinConfidence = Annotated[float, typer.Option(metavar="P", min=0.0, max=1.0, help="As given to sayso compare.")]
File = Annotated[
    Path | None,
    typer.Option(
        "--judgements",
        metavar="FILE",
        help=f"Where the judgements stand. Default: {JUDGEMENTS_FILE} beside the articles.",
        show_default=False,
    ),
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who judges. Default: the account's name.", show_default=False),
]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, in your words.", show_default=False)]
Left = Annotated[str, typer.Argument(metavar="LEFT", help="A statement: the beginning of its id.")]
Right = Annotated[str, typer.Argument(metavar="RIGHT", help="The other one.")]
LeftName = Annotated[
    str,
    typer.Argument(metavar="NAME", help="Who speaks, as NAME or NAME@OUTLET; or a statement: the beginning of its id."),
]
RightName = Annotated[str, typer.Argument(metavar="NAME", help="Who speaks, as NAME or NAME@OUTLET.")]


_OF_STATEMENTS = {
    Verdict.SAME: """Say that two statements are one thing said.

    \b
    Examples:
      sayso judge same 3fa2b1c0 99ab12ff
      sayso judge same 3fa2b1c0 99ab12ff --in reports/ --by Ada --note "two translations"
    """,
    Verdict.DIFFERENT: """Say that two statements are two things said.

    \b
    Examples:
      sayso judge different 3fa2b1c0 99ab12ff --in herald.txt --in courier.html
    """,
    Verdict.UNSURE: """Say that two statements may be one thing said or two: linked as they score, never shown as sure.

    \b
    Examples:
      sayso judge unsure 3fa2b1c0 99ab12ff --in reports/
    """,
}
_OF_SPEAKERS = {
    Verdict.MERGE: """Say that two speakers are one, or who it is that speaks in a statement.

    \b
    Examples:
      sayso judge merge "Tomas Pell" "the transport minister" --in reports/
      sayso judge merge "the minister@Daily Gong" "Tomas Pell" --in reports/
      sayso judge merge 3fa2b1c0 "Tomas Pell" --in reports/
    """,
    Verdict.SPLIT: """Say that two speakers are two, or who it is not that speaks in a statement.

    \b
    Examples:
      sayso judge split "Ann Quill" "A. Quill" --in reports/
      sayso judge split "Ada Quill@Daily Gong" "Ada Quill@Sorrel Today" --in reports/
      sayso judge split 3fa2b1c0 "Tomas Pell" --in reports/
    """,
}


def _on_statements(verdict: Verdict) -> Callable[..., None]:
    def command(
        left: Left,
        right: Right,
        inside: In = None,
        by: By = None,
        note: Note = "",
        outlets: Outlets = None,
        min_confidence: MinConfidence = _SURE,
        file: File = None,
    ) -> None:
        _judge(verdict, (left, right), _laid_out(inside, outlets, min_confidence, file), _signature(by, note))

    return command


def _on_speakers(verdict: Verdict) -> Callable[..., None]:
    def command(
        left: LeftName,
        right: RightName,
        inside: In = None,
        by: By = None,
        note: Note = "",
        outlets: Outlets = None,
        min_confidence: MinConfidence = _SURE,
        file: File = None,
    ) -> None:
        _judge(verdict, (left, right), _laid_out(inside, outlets, min_confidence, file), _signature(by, note))

    return command


for _verdict, _help in _OF_STATEMENTS.items():
    judge_app.command(_verdict.value, help=_help)(_on_statements(_verdict))
for _verdict, _help in _OF_SPEAKERS.items():
    judge_app.command(_verdict.value, help=_help)(_on_speakers(_verdict))


@judge_app.command("list")
def list_judgements(inside: In = None, outlets: Outlets = None, file: File = None) -> None:
    """Show the judgements, with their lines and what becomes of each in these articles.

    \b
    Examples:
      sayso judge list
      sayso judge list --in reports/
    """
    from sayso.judgements import weighed_with
    from sayso.report import judging

    laid_out = _laid_out(inside, outlets, _SURE, file)
    standing = {each.judgement.line: each for each in weighed_with(laid_out)}
    kept = laid_out.book.judgements
    output.write(
        output.Target(None, output.Format.TERMINAL),
        to_terminal=lambda console: judging.print_judgements(kept, standing, console),
        to_text=str,
    )
    taken_back = len(laid_out.book.entries) - len(kept)
    talk.say(f"{laid_out.book.path}: {len(kept)} in force; {taken_back} other lines take one back, or are taken back")
    _tell_refused(laid_out.book.refused)


@judge_app.command()
def undo(
    which: Annotated[str, typer.Argument(metavar="N", help="The line of a judgement, or the beginning of its id.")],
    inside: In = None,
    by: By = None,
    note: Note = "",
    file: File = None,
) -> None:
    """Take a judgement back. Nothing is deleted: a line is added, which can be taken back as well.

    \b
    Examples:
      sayso judge undo 3
      sayso judge undo 3 --in reports/ --note "another interview"
    """
    from sayso import judgements

    book = _book(inside or ["."], file)
    entry = judgements.undo(book, which, _signature(by, note))
    line = judgements.add(_place(book), entry)
    taken = next(each for each in reversed(book.entries) if each.id == entry.of)
    talk.say(f"{book.path}: line {line} takes back line {taken.line}")
    _tell_refused(book.refused)


@judge_app.command()
def review(
    paths: Paths = None,
    outlets: Outlets = None,
    by: By = None,
    min_confidence: MinConfidence = _SURE,
    file: File = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say on standard error what is being done.")] = False,
) -> None:
    """Walk the pairs that most need a person: those that the score decides by a hair. Each answer is kept at once.

    Answers are read from standard input, one a line: s (same), d (different), u (unsure), an empty line to leave it for
    later, q to stop.

    \b
    Examples:
      sayso judge review reports/
      sayso judge review herald.txt courier.html --by Ada
    """
    from sayso import pipeline
    from sayso.judgements import Review

    book = _book(paths or ["."], file)
    _place(book)
    with talk.progress(verbose) as progress:
        comparison = pipeline.compare(
            paths or ["."],
            outlets=outlets or (),
            judgements=book,
            settings=_settings(min_confidence),
            progress=progress,
        )
    talk.refusals(comparison.articles)
    _tell_refused(book.refused)
    walk = Review(comparison, pipeline.proposed_links(comparison))
    kept = _walk(walk, comparison.articles, book, by)
    talk.say(f"{kept} {'judgement' if kept == 1 else 'judgements'} kept in {book.path}")


# --- one judgement ----------------------------------------------------------------------------------------------------


def _judge(verdict: Verdict, sides: tuple[str, str], desk: Desk, signature: Signature) -> None:
    from sayso import judgements

    made = judgements.judgement(desk, verdict, *sides, signature)
    before = {each.judgement.id: each for each in judgements.weighed_with(desk)}
    line = judgements.add(_place(desk.book), made)
    talk.say(f"{desk.book.path}: line {line}: {verdict}, {made.signed}")
    for each in judgements.weighed_with(desk, replace(made, line=line)):
        was = before.get(each.judgement.id)
        if was is not None and was.standing is Standing.APPLIED and each.standing is not Standing.APPLIED:
            talk.say(f"line {each.judgement.line} ({each.judgement.verdict}) no longer holds: {each.because}")
    _tell_refused(desk.book.refused)


def _laid_out(inside: list[str] | None, outlets: list[str] | None, min_confidence: float, file: Path | None) -> Desk:
    from sayso import pipeline

    paths = inside or ["."]
    book = _book(paths, file)
    _place(book)
    with talk.progress(verbose=False) as progress:
        desk = pipeline.desk(
            paths, outlets=outlets or (), judgements=book, settings=_settings(min_confidence), progress=progress
        )
    talk.refusals(desk.articles)
    return desk


def _settings(min_confidence: float) -> Settings:
    return Settings(extract=ExtractSettings(min_confidence))


def _book(paths: Sequence[str], file: Path | None) -> Book:
    from sayso.judgements import book_beside, named_book

    return book_beside(paths) if file is None else named_book(file, new=True)


def _place(book: Book) -> Path:
    if book.path is None:
        raise UsageError("these articles lie in no folder: say with --judgements FILE where to keep judgements")
    return book.path


def _tell_refused(refused: Sequence[Dropped]) -> None:
    for each in refused:
        talk.say(f"refused {each.uri}: {each.detail}")


def _signature(by: str | None, note: str = "") -> Signature:
    from sayso.judgements import Signature

    return Signature(by if by is not None else _account(), _now(), note)


def _account() -> str:
    """The name of the account that runs this; not from the environment, which says what anybody wrote into it."""
    try:
        import pwd
    except ImportError:  # Windows
        return os.getlogin()
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError as error:
        raise UsageError("this account has no name: say who judges with --by") from error


def _now() -> str:
    """The only clock that sayso reads."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# --- a review ---------------------------------------------------------------------------------------------------------


def _walk(walk: Review, articles: Articles, book: Book, by: str | None) -> int:
    """Asks, and keeps each answer before the next question; how many were kept."""
    from sayso import judgements
    from sayso.report import judging

    path, documents = _place(book), {document.id: document for document in articles.documents}
    kept, total = 0, walk.count()
    for number, (link, left, right, linked) in enumerate(walk, 1):
        progress = f"{number} of {total} · {'possibly the same' if linked else 'not linked'}"
        output.write(
            output.Target(None, output.Format.TERMINAL),
            to_terminal=partial(judging.print_question, link, (left, right), progress, articles),
            to_text=str,
        )
        verdict = _answer()
        if verdict == _STOP:
            break
        if verdict == _LATER:
            continue
        one, other = (judgements.words_of(each, documents[each.document], path.parent) for each in (left, right))
        judgements.add(path, judgements.signed(_KEYS[verdict], one, other, _signature(by)))
        walk.answer(left.id, right.id, _KEYS[verdict])
        kept += 1
    return kept


def _answer() -> str:
    """One of the keys; asked again where it is none of them, and the end of the input is a stop."""
    while True:
        typer.echo("   same, different, unsure, later, stop? [s/d/u/Enter/q] ", nl=False)
        line = sys.stdin.readline()
        if not sys.stdin.isatty():
            typer.echo()
        key = line.strip().lower()[:1] if line else _STOP
        if key in (_STOP, _LATER, *_KEYS):
            return key
        talk.say(f"{line.strip()[:20]!r} is no answer: type s, d, u or q, or nothing to leave it for later")
