"""Markdown for a memo or an issue: differences, coverage, things said. Nothing in a text is taken for mark-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sayso.comparison import Articles, Comparison
from sayso.records import Document
from sayso.report import words as w
from sayso.report.articles import articles_page
from sayso.report.chain import STEP_WORDS
from sayso.report.compose import page_view
from sayso.report.fact_checks import DISCLAIMER
from sayso.report.lookup import spaced
from sayso.report.views import (
    Card,
    CheckedView,
    DifferenceView,
    OutletView,
    PageView,
    RunView,
    SideView,
    StatementView,
    TextView,
    Way,
)
from sayso.report.visible import one_line

__all__ = ["clean_md", "comparison_md", "md", "statements_md"]

# ":" before "//" and "." after "www" would make a link of a bare address; "&" could begin a character reference.
_MARKS = re.compile(r"[\\`*_\[\]<>|~$@]|&(?=[#A-Za-z])|:(?=//)|(?<=www)\.")
_CORE = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)
_LINE_START = re.compile(r"^(\d+)([.)])|^([-+=#])")


def comparison_md(comparison: Comparison) -> str:
    """The comparison as one document."""
    page = page_view(comparison)
    return _document(
        _head(page.title, page.summary, page.outlets, page.run, page.notes),
        _differences(page),
        _coverage(page),
        _fact_checks(page.checked),
        _things(page),
        _alone(page),
        _set_aside(page.texts),
        _run(page.run),
    )


def statements_md(articles: Articles) -> str:
    """The statements of each article as a list, what is told inside another indented under it."""
    page = articles_page(articles)
    said = [
        line
        for one in page.said
        for line in (f"## {md(one.label)}", "", *(_statement(view) for view in one.statements), "")
    ]
    head = _head(page.title, page.summary, page.outlets, page.run)
    return _document(head, said, _fact_checks(page.checked), _run(page.run))


def clean_md(articles: Articles) -> str:
    """The article texts, then what was set aside and repaired."""
    page = articles_page(articles)
    texts = [line for document in articles.documents for line in _text(document)]
    return _document(_head(page.title, "", page.outlets, page.run), texts, _set_aside(page.texts), _run(page.run))


def md(text: str) -> str:
    """The text on one line with everything escaped that Markdown or HTML would read as mark-up."""
    plain = _MARKS.sub(r"\\\g<0>", one_line(text))
    return _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", plain)


def _document(*parts: Iterable[str]) -> str:
    text = "\n\n".join("\n".join(part).strip("\n") for part in parts)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def _head(
    title: str, summary: str, outlets: Iterable[OutletView], run: RunView, notes: Iterable[str] = ()
) -> Iterator[str]:
    yield f"# {md(title)}"
    yield from ("", summary)
    for note in notes:
        yield from ("", f"**Note:** {md(note)}")
    yield ""
    for one in outlets:
        told = [one.published, w.counted(one.words, "word"), *one.notes]
        headline = f" *{md(one.headline)}*" if one.headline else ""
        yield f"- **{md(one.label)}**{headline} ({'; '.join(md(part) for part in told if part)})"
    if run.dropped:
        yield from ("", "Could not be read:", "")
        yield from (f"- {md(path)}: {reason}. {md(detail)}" for path, reason, detail in run.dropped)


def _differences(page: PageView) -> Iterator[str]:
    yield from ("## Differences that change the sense", "")
    if not page.top:
        yield "None was found between these texts."
    for n, one in enumerate((*page.top, *page.more), 1):
        yield f"{n}. **{one.change}**, {md(one.speaker)}: {md(one.because)}"
        yield from (f"   - {_side(side)}" for side in one.left + one.right)


def _side(side: SideView) -> str:
    names = md(", ".join(side.outlets))
    if not side.words:
        return f"{names}: {_ends(side.before.rstrip())} **[nothing here]**{_ends(spaced(side.after.lstrip()))}"
    # Emphasis that begins or ends on a comma or a mark is none to Markdown: those stay outside.
    lead, core, tail = _CORE.fullmatch(side.words).groups()  # type: ignore[union-attr]
    return f"{names}: {_ends(side.before + lead)}{f'**{md(core)}**' if core else ''}{_ends(tail + side.after)}"


def _ends(text: str) -> str:
    """Escaped, but with the space at either end, which ``md`` takes off."""
    return f"{' ' if text[:1] == ' ' else ''}{md(text)}{' ' if text[-1:] == ' ' and text.strip() else ''}"


def _coverage(page: PageView) -> Iterator[str]:
    yield from ("## What each outlet kept", "")
    if not page.matrix:
        yield "Nothing was said in more than one of these texts."
        return
    yield f"| Thing said | {' | '.join(md(one.label) for one in page.outlets)} |"
    yield f"|---|{'---|' * len(page.outlets)}"
    for row in page.matrix:
        cells = " | ".join(f"{cell.mark} {cell.word}" for cell in row.cells)
        yield f"| {row.number} {md(row.speaker)}: {md(row.words)} | {cells} |"


def _fact_checks(checked: CheckedView | None) -> Iterator[str]:
    if checked is None:
        return
    yield from ("## Published fact-checks", "", f"{md(checked.told)} {DISCLAIMER}", "")
    for n, one in enumerate(checked.found, 1):
        told = f" ({one.published})" if one.published else ""
        # An address has neither space nor angle bracket: between those it is a link whatever else is in it.
        yield f"{n}. [{md(one.publisher)}](<{one.url}>){told}, rating in the publisher’s words: “{md(one.rating)}”"
        claimed = ", ".join(md(part) for part in (one.claimant, one.claimed) if part)
        yield f"   - claim: {md(one.claim)}{f' ({claimed})' if claimed else ''}"
        yield f"   - said: {md(one.speaker)}: {md(one.said)} ({md(', '.join(one.outlets))})"
        yield f"   - why linked ({one.score:.2f}): {md(one.because)}"


def _things(page: PageView) -> Iterator[str]:
    yield from ("## Things said", "")
    for card in page.cards:
        yield from _card(card, "###")


def _alone(page: PageView) -> Iterator[str]:
    yield from ("## What only one outlet has", "")
    if not page.alone:
        yield "Nothing: all that is said stands in more than one text."
    for one in page.alone:
        yield from (f"### {md(one.label)}", "")
        for card in one.cards:
            yield from _lone(card, 0)
        yield ""


def _lone(card: Card, depth: int) -> Iterator[str]:
    fates = "; ".join(f"{fate.word}: {md(', '.join(fate.outlets))}" for fate in card.fates if fate.status != "kept")
    said = f"**{md(card.speaker)}** ({w.how(card.readings[0].kind, card.readings[0].act)}): {md(card.words)}"
    yield f"{'  ' * depth}- {said}{f' — {fates}' if fates else ''}"
    yield from (f"{'  ' * (depth + 1)}- In another story: {md(one)}" for one in card.elsewhere)
    for inside in card.inside:
        yield from _lone(inside, depth + 1)


def _card(card: Card, level: str) -> Iterator[str]:
    yield from (f"{level} {card.number} {md(card.speaker)}: {md(card.words)}", "")
    for wording in card.wordings:
        words = md(" … ".join("".join(bit.text for bit in part) for part in wording.parts))
        labels = ", ".join(dict.fromkeys(one.label for one in wording.readings))
        yield f"- **{md(labels)}** ({w.how(wording.kind, wording.act)}): {f'“{words}”' if wording.direct else words}"
        yield from (f"  - {_way(way)}" for way in wording.ways)
    yield ""
    for one in (*card.sense, *card.kept, *card.wording):
        yield _short(one)
    if card.apparatus is not None and card.apparatus.lines:
        signs = ", ".join(f"{sign} {md(label)}" for sign, label in card.apparatus.signs)
        yield from ("", f"Apparatus ({signs}):", "", *(f"- {md(line)}" for line in card.apparatus.lines))
    yield ""
    for fate in card.fates:
        ground = f" ({md(fate.because)})" if fate.because else ""
        yield f"- {fate.mark} {fate.word}: {md(', '.join(fate.outlets))}{ground}"
    if card.elsewhere:
        yield from ("", "In another story:", "", *(f"- {md(one)}" for one in card.elsewhere))
    if card.links:
        yield from ("", f"Why linked ({card.score:.2f}{', possibly the same' if card.unsure else ''}):", "")
        yield from (f"- {md(link)}" for link in card.links)
    yield ""
    for inside in card.inside:
        yield from _card(inside, level if len(level) == 6 else f"{level}#")


def _short(one: DifferenceView) -> str:
    sides = ", ".join(_words_in(side) for side in one.left + one.right)
    return f"{one.number}. {one.change} ({one.sense}): {sides}; {md(one.because)}"


def _words_in(side: SideView) -> str:
    words = f"“{md(side.words)}”" if side.words else "nothing"
    return f"{words} in {md(', '.join(side.outlets))}"


def _way(way: Way) -> str:
    hands = [f"{STEP_WORDS.get(one.role, '')}{md(one.name)}" for one in way.steps]
    steps = " → ".join([*hands, md(", ".join(way.outlets))])
    return f"{md(way.reported)}: {steps}" if way.reported else steps


def _statement(view: StatementView) -> str:
    words = f"“{md(view.words)}”" if view.direct else md(view.words)
    hedge = f", hedged: {md(view.hedge)}" if view.hedge else ""
    return f"{'  ' * min(view.depth, 8)}- **{md(view.speaker)}** ({w.how(view.kind, view.act)}{hedge}): {words}"


def _text(document: Document) -> Iterator[str]:
    yield from (f"## {md(document.outlet)}", "")
    for paragraph in document.paragraphs:
        words = md(paragraph.span.of(document.text))
        yield from (f"**{words}**" if paragraph.role.value == "headline" else words, "")


def _set_aside(texts: Iterable[TextView]) -> Iterator[str]:
    yield from ("## Set aside and repaired", "")
    found = [line for text in texts for line in _set_aside_of(text)]
    yield from found or ["Nothing was set aside or repaired."]


def _set_aside_of(text: TextView) -> Iterator[str]:
    yield from (f"- {md(text.label)}, could not see: {cause}" for cause in text.lost)
    yield from (f"- {md(text.label)}, {reason}: {md(words)}" for reason, words in text.aside)
    for around, before, after, why in text.repairs:
        change = f"“{md(before)}” → “{md(after)}”"
        yield f"- {md(text.label)}, repaired in the reading copy only, {md(why)}: {change} in “{md(around)}”"


def _run(run: RunView) -> Iterator[str]:
    yield from ("---", "", f"sayso {run.version}, settings {run.fingerprint}")
