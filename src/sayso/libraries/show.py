"""What the person sees of a library, set for a terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from sayso.library import (
    ArticleHit,
    Found,
    LibraryStatus,
    ListedStory,
    Person,
    Portrait,
    ShownArticle,
    StatementHit,
    Trace,
    TracedReading,
    WatchedFeed,
)
from sayso.report.sheet import Sheet
from sayso.report.visible import one_line
from sayso.report.words import counted

__all__ = [
    "print_article",
    "print_articles",
    "print_portraits",
    "print_statements",
    "print_status",
    "print_stories",
    "print_trace",
]

_MARKED = re.compile("\x02([^\x02\x03]*)\x03")
_NO_DATE = "no date"
_BAR = 40
_SHOWN_CHANGES, _SHOWN_FEEDS = 40, 20
_LABEL = 28


def print_statements(found: Found[StatementHit], console: Console) -> None:
    """Statements that match, each with who said it, where, and the id by which it is shown."""
    sheet = Sheet(console)
    for hit in found.hits:
        sheet.line()
        sheet.line(_line((one_line(hit.speaker or "unknown speaker"), "bold"), (f"  {hit.kind}, {hit.act}", "dim")))
        sheet.text(_marked(f"“{hit.words}”" if hit.kind == "direct" else hit.words), indent=2)
        sheet.text(f"{_where(hit.outlet, hit.published)} · {one_line(hit.headline or hit.uri)}", indent=2, style="dim")
        sheet.line(f"  {hit.id[:8]}{f'  story {hit.story[:8]}' if hit.story else ''}", "dim")
    _foot(sheet, found, "statement")


def print_articles(found: Found[ArticleHit], console: Console) -> None:
    """Articles that match, each with the passage that does."""
    sheet = Sheet(console)
    for hit in found.hits:
        sheet.line()
        sheet.text(one_line(hit.headline or hit.uri), style="bold")
        sheet.text(_marked(hit.passage), indent=2)
        sheet.line(f"  {_where(hit.outlet, hit.published)}", "dim")
        sheet.line(f"  {hit.id[:8]}{f'  story {hit.story[:8]}' if hit.story else ''}", "dim")
    _foot(sheet, found, "article")


def _foot(sheet: Sheet, found: Found[StatementHit] | Found[ArticleHit], what: str) -> None:
    sheet.line()
    shown = counted(len(found.hits), what)
    if found.matches is not None:
        of = f" of {found.matches:,} that have the words" if found.more else ""
        order = ", the newest first, since so many have the words" if found.by_date else ", the best first"
        sheet.line(f"{shown}{of}{order if len(found.hits) > 1 else ''}", "dim")
    else:
        sheet.line(f"{shown}, the newest first{'; there are more' if found.more else ''}", "dim")


def print_stories(stories: Sequence[ListedStory], console: Console) -> None:
    """Stories, newest first."""
    sheet = Sheet(console)
    for story in stories:
        sheet.line()
        sheet.text(one_line(story.headline or "(no headline)"), style="bold")
        told = [
            _days(story.first_published, story.last_published),
            counted(story.articles, "article"),
            counted(story.outlets, "outlet"),
            counted(story.origins, "independent origin"),
            counted(story.things_said, "thing said", "things said"),
        ]
        if story.differences:
            told.append(_changing(story.differences))
        sheet.text(" · ".join(told), indent=2)
        sheet.line(f"  {story.id[:8]}", "dim")
    if stories:
        sheet.line()
        sheet.line(f"sayso show {stories[0].id[:8]}", "dim")


def print_portraits(found: Sequence[Portrait], others: Sequence[Person], console: Console) -> None:
    """What each person said: where, when, and the newest things."""
    sheet = Sheet(console)
    for portrait in found:
        _print_portrait(sheet, portrait)
    if others:
        sheet.heading("Others of that name")
        for person in others:
            sheet.line(f"{one_line(person.name)}  {counted(person.statements, 'statement')}")


def _print_portrait(sheet: Sheet, portrait: Portrait) -> None:
    person = portrait.person
    sheet.heading(one_line(person.name))
    if person.aliases:
        sheet.text(f"also {', '.join(one_line(alias) for alias in person.aliases)}", style="dim")
    told = (
        counted(person.statements, "statement"),
        counted(len(portrait.outlets), "outlet"),
        counted(person.stories, "story", "stories"),
    )
    sheet.line(" · ".join(told))
    sheet.line()
    most = max((month.statements for month in portrait.months), default=1)
    for month in portrait.months:
        sheet.line(
            f"  {month.month or _NO_DATE:<8} {month.statements:>6,} {'▪' * max(1, month.statements * _BAR // most)}"
        )
    sheet.line()
    for heard in portrait.outlets:
        words = f"{heard.statements:,} in {counted(heard.articles, 'article')}, {_days(heard.first, heard.last)}"
        sheet.labelled(one_line(heard.outlet), Text(words), indent=2, room=_LABEL)
    for thing in portrait.things:
        sheet.line()
        sheet.text(one_line(thing.words), indent=2)
        first = "first in " if thing.first_published else "in "
        where = f"{first}{_where(thing.first_outlet, thing.first_published)} · {counted(thing.outlets, 'outlet')}"
        if thing.differences:
            where += f" · {_changing(thing.differences)}"
        sheet.text(where, indent=4, style="dim")
        sheet.text(f"{one_line(thing.about or '')}  {thing.story[:8]}", indent=4, style="dim")


def print_trace(found: Trace, console: Console) -> None:
    """Each thing said with its wordings in order of time, and what changed since the first."""
    sheet = Sheet(console)
    for thing in found.things:
        outlets = counted(len({reading.outlet for reading in thing.readings}), "outlet")
        sheet.heading(f"{one_line(thing.speaker or 'unknown speaker')}: in {outlets}")
        for place, reading in enumerate(thing.readings):
            _print_reading(sheet, reading, is_first=place == 0)
        if len(thing.readings) > 1:
            sheet.text(one_line(thing.because), style="dim")
    if found.articles_left:
        sheet.line()
        sheet.text(
            f"{counted(found.articles_left, 'article')} more have words like these, too many to compare at a time"
        )


def _print_reading(sheet: Sheet, reading: TracedReading, *, is_first: bool) -> None:
    when = _date(reading.when)
    version = f", version {reading.version}" if reading.version > 1 else ""
    standing = "" if reading.is_current else ", not there any more"
    sheet.line()
    head = f"{when}  {one_line(reading.outlet)}{version}{standing}"
    sheet.line(_line((head, "bold"), (f"  {reading.statement[:8]}", "dim")))
    words = one_line(reading.words)
    sheet.text(f"“{words}”" if reading.kind == "direct" else words, indent=2)
    if is_first:
        sheet.line("  first seen here" if reading.when else "  no article that has it tells a date", "cyan")
        return
    if not reading.changes:
        sheet.line("  the same as in the first, as far as was compared", "green")
    for change in reading.changes:
        sense = "changes the sense" if change.substantive else "wording only"
        sides = f"{_side(change.before)} → {_side(change.after)}" if change.before or change.after else ""
        sheet.text(f"{change.change} ({sense}): {sides or one_line(change.because)}", indent=2, hang=2, style="yellow")


def print_article(shown: ShownArticle, console: Console) -> None:
    """An article's statements are printed by its report; here are its versions, and what changed between them."""
    sheet = Sheet(console)
    if len(shown.versions) > 1:
        sheet.heading(f"{len(shown.versions)} versions")
        for version in shown.versions:
            now = "  stands now" if version.is_current else ""
            sheet.line(f"{version.number}  {_date(version.first)} to {_date(version.last)}{now}")
        for change in shown.changes[:_SHOWN_CHANGES]:
            text = Text(f"{change.from_version} → {change.to_version}  ")
            text.append(f"[-{one_line(change.before)}-]", style="red").append(" ")
            text.append(f"{{+{one_line(change.after)}+}}", style="green")
            sheet.text(text, indent=2, hang=2)
        if len(shown.changes) > _SHOWN_CHANGES:
            sheet.line(f"  and {len(shown.changes) - _SHOWN_CHANGES:,} more changes")
    if shown.gone:
        sheet.heading("Said in an earlier version only")
        for words in shown.gone:
            sheet.text(one_line(words), indent=2, hang=2)
    if shown.story:
        sheet.line()
        sheet.line(f"sayso show {shown.story[:8]} compares it with the others of its story", "dim")


def print_status(found: LibraryStatus, feeds: Sequence[WatchedFeed], console: Console) -> None:
    """What is in a library, and what came of the feeds that it watches."""
    sheet = Sheet(console)
    sheet.line(one_line(found.path), "bold")
    for count, one, many, more in (
        (
            found.articles,
            "article",
            "articles",
            f" of {counted(found.outlets, 'outlet')}, {_days(found.first, found.last)}",
        ),
        (found.versions, "earlier version", "earlier versions", ""),
        (found.captures, "capture", "captures", ", kept as read"),
        (found.statements, "statement", "statements", ""),
        (found.speakers, "speaker", "speakers", ""),
        (
            found.stories,
            "story",
            "stories",
            "" if found.is_up_to_date else ", not up to date: sayso add brings them up",
        ),
        (found.things_said, "thing said", "things said", ""),
    ):
        sheet.line(f"  {count:>9,}  {one if count == 1 else many}{more}")
    for reason, count in found.refused.items():
        sheet.line(f"  {count:>9,}  refused: {reason}", "yellow")
    sheet.line(f"  {found.size / 1e6:>9,.1f}  MB, schema {found.schema}")
    if feeds:
        sheet.heading(counted(len(feeds), "feed"))
        for feed in feeds[:_SHOWN_FEEDS]:
            outcome = "gone, and not asked any more" if feed.is_gone else feed.outcome or "not asked yet"
            sheet.text(f"{one_line(feed.title or feed.url)}: {one_line(outcome)}", hang=2)
        if len(feeds) > _SHOWN_FEEDS:
            sheet.line(f"and {len(feeds) - _SHOWN_FEEDS:,} more: --json has all", "dim")


def _side(words: str) -> str:
    return f"“{one_line(words)}”" if words else "nothing"


def _changing(differences: int) -> str:
    return f"{counted(differences, 'difference')} that change{'s' if differences == 1 else ''} the sense"


def _where(outlet: str, published: str | None) -> str:
    return f"{one_line(outlet)}, {_date(published)}"


def _date(told: str | None) -> str:
    return _NO_DATE if told is None else one_line(told[:16].replace("T", " "))


def _days(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return _NO_DATE
    return first[:10] if first[:10] == last[:10] else f"{first[:10]} to {last[:10]}"


def _marked(passage: str) -> Text:
    """The words that match in bold."""
    text = Text()
    for number, part in enumerate(_MARKED.split(passage)):
        text.append(_spaced(part), style="bold" if number % 2 else "")
    return text


def _spaced(part: str) -> str:
    """On one line, the space at either end kept."""
    inner = one_line(part)
    return f"{' ' if part[:1].isspace() else ''}{inner}{' ' if inner and part[-1:].isspace() else ''}"


def _line(*parts: tuple[str, str]) -> Text:
    text = Text()
    for words, style in parts:
        text.append(words, style=style)
    return text
