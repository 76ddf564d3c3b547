"""The talk of a review: a question on the page, an answer from standard input, a line in the file."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import typer

from sayso import judgements, output, talk
from sayso.comparison import Articles
from sayso.judgements import Question, Review
from sayso.judging.signing import signature
from sayso.records import Verdict
from sayso.report import judging

__all__ = ["ask"]

_KEYS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE}
_LATER, _STOP = "", "q"


def ask(review: Review, articles: Articles, path: Path, by: str | None) -> int:
    """Asks, and keeps each answer at ``path`` before the next question; how many were kept."""
    kept, total = 0, review.count()
    for number, question in enumerate(review, 1):
        _show(question, f"{number} of {total}", articles)
        key = _answer()
        if key == _STOP:
            break
        if key != _LATER:
            _keep(question, _KEYS[key], articles, path, by)
            review.answer(question.left.id, question.right.id, _KEYS[key])
            kept += 1
    return kept


def _show(question: Question, number: str, articles: Articles) -> None:
    progress = f"{number} · {'possibly the same' if question.linked else 'not linked'}"
    sides = question.left, question.right
    output.write(
        output.Target(None, output.Format.TERMINAL),
        to_terminal=partial(judging.print_question, question.link, sides, progress, articles),
        to_text=str,
    )


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


def _keep(question: Question, verdict: Verdict, articles: Articles, path: Path, by: str | None) -> None:
    documents = {document.id: document for document in articles.documents}
    sides = question.left, question.right
    left, right = (judgements.words_of(side, documents[side.document], path.parent) for side in sides)
    judgements.add(path, judgements.signed(verdict, left, right, signature(by)))
