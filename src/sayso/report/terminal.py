"""The pages for a terminal: what matters most first, each line as wide as the window, plain when piped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from sayso.comparison import Articles, Comparison
from sayso.records import Status
from sayso.report import words as w
from sayso.report.articles import articles_page
from sayso.report.chain import STEP_WORDS
from sayso.report.compose import page_view
from sayso.report.fact_checks import DISCLAIMER
from sayso.report.lookup import brief, spaced
from sayso.report.sheet import Sheet
from sayso.report.views import (
    Alone,
    Card,
    CheckedView,
    DifferenceView,
    MatrixRow,
    OutletView,
    PageView,
    ReadingView,
    RunView,
    SideView,
    StatementView,
    TextView,
    Way,
    Wording,
)
from sayso.report.visible import flat, one_line

__all__ = ["print_clean", "print_comparison", "print_statements"]

_STYLES = {"kept": "green", "changed": "bold yellow", "left-out": "dim", "unknown": "dim italic"}
_MARKS = {"sense": "bold yellow", "worded": "underline", "own": "underline", "gap": "bold yellow", "": ""}
# More than this of what one outlet alone has is for the HTML page.
_MAX_ALONE = 12
_MAX_LABEL = 24


def print_comparison(comparison: Comparison, console: Console, *, ids: bool = False) -> None:
    """The comparison: head, differences, coverage, things said, what only one outlet has, what was set aside.

    With ``ids`` the beginning of each statement's id stands beside its words, for who means to judge it.
    """
    page, sheet = page_view(comparison), Sheet(console)
    _head(sheet, page.title, page.summary, page.outlets, page.run, page.notes)
    _differences(sheet, page)
    if page.matrix:
        _coverage(sheet, page)
    _fact_checks(sheet, page.checked)
    if page.matrix:
        sheet.heading("Things said")
        sheet.text(
            f"{'*…*' if sheet.plain else 'bold'}: changes the sense  […]: another outlet has words here", style="dim"
        )
        for card in page.cards:
            _card(sheet, card, 0, ids=ids)
    if page.alone:
        sheet.heading("What only one outlet has")
        for one in page.alone:
            _alone(sheet, one, ids=ids)
    _cleaned(sheet, page.texts, whole=False)
    _foot(sheet, page.run)


def print_statements(articles: Articles, console: Console) -> None:
    """Each article's statements, what is told inside another indented under it."""
    page, sheet = articles_page(articles), Sheet(console)
    _head(sheet, page.title, page.summary, page.outlets, page.run)
    for one in page.said:
        sheet.heading(one.label)
        if not one.statements:
            sheet.text(page.nothing, style="dim")
        for view in one.statements:
            _statement(sheet, view)
    _fact_checks(sheet, page.checked)
    _foot(sheet, page.run)


def print_clean(articles: Articles, console: Console) -> None:
    """Each article's text as read, then what was set aside and repaired."""
    page, sheet = articles_page(articles), Sheet(console)
    _head(sheet, page.title, "", page.outlets, page.run)
    for document, text in zip(articles.documents, page.texts, strict=True):
        sheet.heading(text.label)
        for number, paragraph in enumerate(document.paragraphs):
            if number:
                sheet.line()
            style = "bold" if paragraph.role.value == "headline" else "dim" if paragraph.role.value == "byline" else ""
            sheet.text(one_line(paragraph.span.of(document.text)), style=style)
    _cleaned(sheet, page.texts, whole=True)
    _foot(sheet, page.run)


def _head(
    sheet: Sheet, title: str, summary: str, outlets: Sequence[OutletView], run: RunView, notes: Iterable[str] = ()
) -> None:
    sheet.text(title, style="bold")
    if summary:
        sheet.text(summary, style="dim")
    for note in notes:
        sheet.text(f"! {note}", hang=2, style="yellow")
    if outlets:
        sheet.line()
    room = _room(one.label for one in outlets)
    for one in outlets:
        told = " · ".join(part for part in (one.published, w.counted(one.words, "word"), *one.notes) if part)
        sheet.labelled(one.label, Text(told), indent=0, room=room)
    if run.dropped:
        sheet.line()
    for path, reason, detail in run.dropped:
        line = Text("Could not be read: ", style="yellow").append(path, "bold").append(f" ({reason}). {detail}")
        sheet.text(line, hang=2)


def _differences(sheet: Sheet, page: PageView) -> None:
    sheet.heading("Differences that change the sense")
    if not page.top:
        sheet.text("None was found between these texts.", style="dim")
    found = (*page.top, *page.more)
    room = _room(", ".join(side.outlets) for one in found for side in one.left + one.right)
    for number, one in enumerate(found, 1):
        if number > 1:
            sheet.line()
        _difference(sheet, one, number, room)


def _difference(sheet: Sheet, one: DifferenceView, number: int, room: int) -> None:
    title = Text(f"{number}. ").append(_capital(one.change), "bold").append(f" · {one.speaker}")
    sheet.text(title, hang=3)
    for side in one.left + one.right:
        sheet.labelled(", ".join(side.outlets), _side(side, plain=sheet.plain), indent=3, room=room)
    sheet.text(one.because, indent=3, style="dim")


def _side(side: SideView, *, plain: bool) -> Text:
    if not side.words:
        before, after = side.before.rstrip(), side.after.lstrip()
        return Text(f"{before}{_air(before)}").append("[nothing here]", "bold yellow").append(spaced(after))
    return Text(side.before).append(f"*{side.words}*" if plain else side.words, "bold yellow").append(side.after)


def _coverage(sheet: Sheet, page: PageView) -> None:
    """A sign for each article, three columns wide; where they would crowd out the words, lines of names instead."""
    sheet.heading("What each outlet kept")
    signs = 3 * len(page.outlets)
    if sheet.width - signs < 30:
        for card in page.cards:
            _fates(sheet, card, 0)
        return
    room = sheet.width - signs - 1
    sheet.line(Text(" " * room).append("".join(f"{n:>3}" for n in range(1, len(page.outlets) + 1)), "dim"))
    for row in page.matrix:
        _matrix_row(sheet, row, room)
    sheet.line()
    sheet.items([f"{w.STATUS_MARKS[status]} {w.STATUS_WORDS[status]}" for status in Status], style="dim")
    sheet.items([f"{n} {one.label}" for n, one in enumerate(page.outlets, 1)], style="dim")


def _matrix_row(sheet: Sheet, row: MatrixRow, room: int) -> None:
    name = brief(f"{'  ' * row.depth}{row.number}  {row.speaker}: {row.words}", room)
    line = Text(name)
    line.pad_right(room - line.cell_len)
    for cell in row.cells:
        line.append(f"  {cell.mark}", _STYLES[cell.status])
    sheet.line(line)


def _fates(sheet: Sheet, card: Card, depth: int) -> None:
    sheet.text(f"{card.number}  {card.speaker}: {card.words}", indent=2 * depth, hang=3)
    for fate in card.fates:
        names = Text(f"{fate.mark} {fate.word}: ", _STYLES[fate.status]).append(", ".join(fate.outlets))
        sheet.text(names, indent=2 * depth + 3, hang=2)
    for inside in card.inside:
        _fates(sheet, inside, depth + 1)


def _fact_checks(sheet: Sheet, checked: CheckedView | None) -> None:
    if checked is None:
        return
    sheet.heading("Published fact-checks")
    sheet.text(f"{checked.told} {DISCLAIMER}", style="dim")
    for number, one in enumerate(checked.found, 1):
        sheet.line()
        title = Text(f"{number}. ").append(one.publisher, "bold").append(f": “{one.rating}”")
        title.append(f"  {one.published}" if one.published else "", "dim")
        sheet.text(title, hang=3)
        claimed = ", ".join(part for part in (one.claimant, one.claimed) if part)
        sheet.labelled("claim", Text(one.claim).append(f" ({claimed})" if claimed else "", "dim"), indent=3, room=5)
        said = Text(f"{one.speaker}: {one.said}").append(f" ({', '.join(one.outlets)})", "dim")
        sheet.labelled("said", said, indent=3, room=5)
        sheet.text(f"{one.because} ({one.score:.2f})", indent=3, style="dim")
        sheet.text(one.url, indent=3)


def _card(sheet: Sheet, card: Card, depth: int, *, ids: bool) -> None:
    indent = 3 * depth
    sheet.line()
    title = Text(f"{card.number}  ").append(card.speaker, "bold").append(f"  {_tally(card)}", "dim")
    sheet.text(title, indent=indent, hang=3)
    room = _room(_labels(wording) for wording in card.wordings)
    for wording in card.wordings:
        worded = _worded(wording, plain=sheet.plain).append(_ids(wording.readings) if ids else "", "dim")
        sheet.labelled(_labels(wording), worded, indent=indent + 3, room=room)
        for way in wording.ways:
            if len(way.steps) > 1:
                sheet.labelled("", Text(_way(way), style="dim"), indent=indent + 3, room=room)
    _elsewhere(sheet, card, indent + 3)
    for kept in card.kept:
        line = Text(f"{_capital(kept.change)}: ", "bold").append(kept.because).append(f" ({_between(kept)})", "dim")
        sheet.text(line, indent=indent + 3, hang=3)
    for inside in card.inside:
        _card(sheet, inside, depth + 1, ids=ids)


def _between(one: DifferenceView) -> str:
    """Whose words are meant by the first and by the second: *Herald, Mail | Courier*."""
    sides = (dict.fromkeys(name for wording in side for name in wording.outlets) for side in (one.left, one.right))
    return " | ".join(", ".join(side) for side in sides)


def _elsewhere(sheet: Sheet, card: Card, indent: int) -> None:
    for one in card.elsewhere:
        sheet.text(Text("In another story: ", "bold").append(one), indent=indent, hang=3)


def _tally(card: Card) -> str:
    parts = [w.counted(len(card.outlets), "outlet")]
    if card.origins < len(card.outlets):
        parts.append(w.counted(card.origins, "origin"))
    if card.sense:
        parts.append(
            f"{w.counted(len(card.sense), 'difference')} that change{'s' if len(card.sense) == 1 else ''} the sense"
        )
    if card.kept:
        parts.append(f"{len(card.kept)} that keep{'s' if len(card.kept) == 1 else ''} it")
    if card.wording:
        parts.append(f"{len(card.wording)} in wording only")
    if card.unsure:
        parts.append(f"possibly the same ({card.score:.2f})")
    parts += card.judged
    return ", ".join(parts)


def _ids(readings: Sequence[ReadingView]) -> str:
    return f" [{', '.join(one.id for one in readings)}]"


def _labels(wording: Wording) -> str:
    return ", ".join(dict.fromkeys(one.label for one in wording.readings))


def _worded(wording: Wording, *, plain: bool) -> Text:
    line = Text("“" if wording.direct else "")
    for number, part in enumerate(wording.parts):
        line.append(" … " if number else "")
        for mark, bits in groupby(part, key=lambda bit: bit.mark):
            words = "".join(flat(bit.text) for bit in bits)
            if mark == "gap":
                line.rstrip()
                line.append(f"{_air(line.plain)}[…]", _MARKS[mark])
            else:
                line.append_text(_marked(spaced(words) if line.plain.endswith("[…]") else words, mark, plain=plain))
    line.append("”" if wording.direct else "")
    return line.append(f" ({w.how(wording.kind, wording.act)})", "dim")


def _air(before: str) -> str:
    """The space before a sign that we put in: none at the beginning or behind an opening mark."""
    return "" if not before or before[-1] in "“‘«(" else " "


def _marked(words: str, mark: str, *, plain: bool) -> Text:
    core = words.strip(" ")
    if plain and mark == "sense" and core:
        words = words.replace(core, f"*{core}*")
    return Text(words, _MARKS[mark])


def _alone(sheet: Sheet, one: Alone, *, ids: bool) -> None:
    """The first ones; all where they are listed to be judged."""
    sheet.line(one.label, "cyan")
    for card in one.cards if ids else one.cards[:_MAX_ALONE]:
        _lone(sheet, card, 0, ids=ids)
    if len(one.cards) > _MAX_ALONE and not ids:
        sheet.line(f"   … and {len(one.cards) - _MAX_ALONE} more: see them all with -f html or -f json", "dim")


def _lone(sheet: Sheet, card: Card, depth: int, *, ids: bool) -> None:
    how = w.how(card.readings[0].kind, card.readings[0].act)
    line = Text("- ").append(card.speaker, "bold").append(f": {card.words}").append(f" ({how})", "dim")
    line.append(_ids(card.readings) if ids else "", "dim")
    sheet.text(line, indent=2 + 2 * depth, hang=2)
    _elsewhere(sheet, card, 4 + 2 * depth)
    for inside in card.inside:
        _lone(sheet, inside, depth + 1, ids=ids)


def _statement(sheet: Sheet, view: StatementView) -> None:
    indent = 3 * min(view.depth, 6)
    words = f"“{view.words}”" if view.direct else view.words
    line = Text(view.speaker, "bold").append(f"  {words}").append(f"  {w.how(view.kind, view.act)}", "dim")
    if view.hedge:
        line.append(f", hedged: {view.hedge}", "dim")
    sheet.text(line, indent=indent, hang=3)


def _cleaned(sheet: Sheet, texts: Sequence[TextView], *, whole: bool) -> None:
    """In full for ``sayso clean``; a line for each article elsewhere."""
    if not any(one.aside or one.repairs for one in texts):
        return
    sheet.heading("Set aside and repaired")
    room = _room(one.label for one in texts)
    for one in texts:
        if one.aside or one.repairs:
            reasons = ", ".join(dict.fromkeys(reason for reason, _ in one.aside))
            told = f"{len(one.aside)} set aside{f' ({reasons})' if reasons else ''}, {len(one.repairs)} repaired"
            sheet.labelled(one.label, Text(told), indent=0, room=room)
        if whole:
            _cleaned_whole(sheet, one)


def _cleaned_whole(sheet: Sheet, one: TextView) -> None:
    for reason, words in one.aside:
        sheet.text(Text("- ").append(reason, "bold").append(f": {words}"), indent=2, hang=2)
    for around, before, after, why in one.repairs:
        change = f": “{before}” → “{after}” in “{around}”"
        sheet.text(Text("- ").append(why, "bold").append(change), indent=2, hang=2)


def _foot(sheet: Sheet, run: RunView) -> None:
    sheet.line()
    sheet.line(f"sayso {run.version} · settings {run.fingerprint}", "dim")


def _way(way: Way) -> str:
    return " → ".join([*(f"{STEP_WORDS.get(one.role, '')}{one.name}" for one in way.steps), ", ".join(way.outlets)])


def _room(names: Iterable[str]) -> int:
    """Columns for labels: as many as the longest needs that is not too long; longer ones get a line of their own."""
    return max((len(name) for name in names if len(name) <= _MAX_LABEL), default=12)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
