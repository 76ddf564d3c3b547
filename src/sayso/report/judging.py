"""Judgements on a terminal: the list of them, and the questions of a review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.text import Text

from sayso.comparison import Articles
from sayso.records import Document, Judgement, Link, Name, Standing, Statement, Weighed, Words
from sayso.report import words as w
from sayso.report.commands import SHORT_ID
from sayso.report.lookup import brief, labels, speaker_name
from sayso.report.sheet import Sheet
from sayso.report.visible import flat, one_line
from sayso.spans import Span

__all__ = ["print_judgements", "print_question"]

_ROOM = 24
_CONTEXT = 60
_MOST_WORDS = 400


def print_judgements(judgements: Iterable[Judgement], weighed: Mapping[int, Weighed], console: Console) -> None:
    """Each judgement: its line, who and when, what became of it where its articles are here, and what it is about."""
    sheet = Sheet(console)
    for each in judgements:
        sheet.text(_head(each, weighed.get(each.line)), hang=3)
        for subject in (each.left, each.right):
            label, words = _subject(subject)
            sheet.labelled(label, words, indent=3, room=min(_ROOM, max(len(label), 12)))
        if each.note:
            sheet.text(f"note: {one_line(each.note)}", indent=3, hang=2, style="dim")


def _head(judgement: Judgement, now: Weighed | None) -> Text:
    line = Text(f"{judgement.line}  ").append(judgement.verdict.value, "bold").append(f"  {one_line(judgement.signed)}")
    if now is None:
        return line.append("  its articles are not here", "dim")
    if now.standing is Standing.APPLIED:
        return line.append("  applied", "green")
    return line.append(f"  {now.standing.value}: {one_line(now.because)}", "yellow")


def _subject(subject: Words | Name) -> tuple[str, Text]:
    if isinstance(subject, Name):
        outlets = ", ".join(dict.fromkeys(one_line(article.outlet) for article in subject.articles))
        return "", Text(one_line(subject.name), "bold").append(f"  {brief(outlets, _MOST_WORDS)}", "dim")
    words = " … ".join(map(one_line, subject.texts))
    return one_line(subject.article.outlet), Text(brief(words, _MOST_WORDS))


def print_question(
    link: Link, sides: tuple[Statement, Statement], progress: str, articles: Articles, console: Console
) -> None:
    """Two passages with their outlets and speakers, how alike they are, and why."""
    sheet = Sheet(console)
    documents = {document.id: document for document in articles.documents}
    named = labels(articles)
    sheet.line()
    sheet.line(progress, "bold")
    room = min(_ROOM, max(len(named[side.document]) for side in sides))
    for side, alike in zip(sides, (link.left_passage.span, link.right_passage.span), strict=True):
        words = _passage(side, alike, documents[side.document])
        sheet.labelled(named[side.document], words, indent=3, room=room)
    sheet.text(f"{link.score:.2f}: {one_line(link.because)}", indent=3, style="dim")


def _passage(statement: Statement, alike: Span, document: Document) -> Text:
    """The statement with a little around it; strong is what was found alike, of a long one perhaps one sentence."""
    start, end, text = statement.content[0].start, statement.content[-1].end, document.text
    line = Text().append(f"…{flat(text[max(0, start - _CONTEXT) : start])}", "dim")
    line.append(_brief(flat(text[start : alike.start])))
    line.append(_brief(flat(alike.of(text))), "bold")
    line.append(_brief(flat(text[alike.end : end])))
    line.append(f"{flat(text[end : end + _CONTEXT])}…", "dim")
    how = w.how(w.KIND_WORDS[statement.kind], w.act_word(statement.act))
    return line.append(f"  ({speaker_name(statement, document)}, {how}, {statement.id[:SHORT_ID]})", "dim")


def _brief(text: str) -> str:
    return brief(text, 4 * _MOST_WORDS)
