"""What can be typed to find in a library what was said, and to look at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso import output, talk
from sayso.errors import UsageError
from sayso.libraries import options as o
from sayso.libraries.opening import DONE, NOTHING_DONE, day, opened_at
from sayso.output import Format

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.comparison import Articles
    from sayso.libraries.rows import Rows

__all__ = ["search", "show_item", "stories", "trace", "who"]


def search(
    words: o.Words = None,
    *,
    library: o.In = o.LIBRARY_FILE,
    articles: Annotated[bool, typer.Option("--articles", help="Look in whole articles, not in statements.")] = False,
    outlet: o.ByOutlet = None,
    since: o.Since = None,
    until: o.Until = None,
    language: o.ByLanguage = None,
    speaker: o.BySpeaker = None,
    kind: o.ByKind = None,
    act: o.ByAct = None,
    story: o.ByStory = None,
    limit: o.Limit = 20,
    offset: o.Offset = 0,
    as_format: o.AsRows = None,
    to: o.To = None,
) -> None:
    """Find what was said, or articles, by words; without words, all that is left by the other options.

    All words must be there, in any order; "words in quotes" one after the
    other; A OR B either; -word not; begin* any word that begins so.

    \b
    Examples:
      sayso search harbour ice
      sayso search '"tug boats" -storm' --speaker Udo --since 2031-03-01
      sayso search --speaker "Karel Udo" --kind direct -f csv -o udo.csv
      sayso search reservoirs --articles --outlet "Heat Herald"
    """
    from sayso.libraries import show
    from sayso.libraries.rows import Rows, names_of, plain
    from sayso.library import ArticleHit, Filters, StatementHit

    if articles and (speaker is not None or kind is not None or act is not None):
        raise UsageError("--speaker, --kind and --act are of statements: leave out --articles")
    target = output.target(to, as_format, inputs=[str(library)], packs=True)
    query = " ".join(words or ())
    filters = Filters(
        outlet=outlet,
        since=day("--since", since),
        until=day("--until", until),
        language=language,
        speaker=speaker,
        kind=None if kind is None else kind.value,
        act=None if act is None else act.value,
        story=story,
    )
    with opened_at(library) as opened, opened.snapshot():
        if articles:
            found = opened.search_articles(query, filters, limit=limit, offset=offset)
            hits = tuple(plain(hit) for hit in found.hits)
            table = Rows(query or "Articles", names_of(ArticleHit), hits)
            _write(target, table, lambda console: show.print_articles(found, console))
            _finish(found.note or (None if found.hits else _NOTHING), bool(found.hits))
        said = opened.search_statements(query, filters, limit=limit, offset=offset)
        hits = tuple(plain(hit) for hit in said.hits)
        _write(
            target,
            Rows(query or "Statements", names_of(StatementHit), hits),
            lambda console: show.print_statements(said, console),
            lambda: opened.articles_with((hit.article, hit.id) for hit in said.hits),
        )
        _finish(said.note or (None if said.hits else _NOTHING_SAID), bool(said.hits))


def who(
    name: Annotated[list[str], typer.Argument(metavar="NAME...", help="A name or a part of it, in any spelling.")],
    *,
    library: o.In = o.LIBRARY_FILE,
    limit: o.Limit = 20,
    as_format: o.AsRows = None,
    to: o.To = None,
) -> None:
    """Show what somebody said: by month, in which outlets, about what, and who had it first.

    \b
    Examples:
      sayso who Lukashenko
      sayso who "Karel Udo" --limit 100 -f csv -o udo.csv
    """
    from sayso.libraries import show
    from sayso.libraries.rows import Rows, names_of
    from sayso.library import SaidThing

    target = output.target(to, as_format, inputs=[str(library)], packs=True)
    asked = " ".join(name)
    with opened_at(library) as opened, opened.snapshot():
        found, others = opened.who(asked, limit=limit)
        things = [thing for each in found for thing in each.things]
        rows = tuple({"speaker": each.person.name, **asdict(thing)} for each in found for thing in each.things)
        whole = {"persons": [asdict(each) for each in found], "others": [asdict(each) for each in others]}
        _write(
            target,
            Rows(asked, ("speaker", *names_of(SaidThing)), rows, whole),
            lambda console: show.print_portraits(found, others, console),
            lambda: opened.articles_with((thing.first_article, thing.first_statement) for thing in things),
        )
    _finish(None if found else f"nobody of the name {asked} says anything here", bool(found))


def trace(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="What was said, in these words or others.")],
    *,
    library: o.In = o.LIBRARY_FILE,
    limit: o.Limit = 5,
    as_format: o.AsRows = None,
    to: o.To = None,
) -> None:
    """Follow what was said through time: who had it first, and who cut it, reworded it or lost its hedge.

    Earlier versions of articles count, too. -f html and the formats of other
    people's standards give the comparison that it rests on.

    \b
    Examples:
      sayso trace "the tug boats are ready, and the ice may come"
      sayso trace "48 million crowns for the East Pier" -o pier.html
      sayso trace "the tug boats are ready" -f csv
    """
    from sayso import report
    from sayso.libraries import show
    from sayso.libraries.rows import TABLES, Rows, names_of, rendered
    from sayso.library import TracedReading

    target = output.target(to, as_format, inputs=[str(library)], packs=True)
    tables = set(TABLES) - {Format.HTML}
    asked = " ".join(words)
    with opened_at(library) as opened, opened.snapshot():
        found = opened.trace(asked, limit=limit)
    rows = tuple(
        {"thing_said": thing.id, "thing_speaker": thing.speaker, **asdict(reading)}
        for thing in found.things
        for reading in thing.readings
    )
    comparison = found.comparison
    if comparison is None:
        talk.say("no statement here has words like these")
        raise typer.Exit(NOTHING_DONE)
    whole = {"things_said": [asdict(thing) for thing in found.things], "articles_left": found.articles_left}
    table = Rows(asked, ("thing_said", "thing_speaker", *names_of(TracedReading)), rows, whole)
    output.write(
        target,
        to_terminal=lambda console: show.print_trace(found, console),
        to_text=lambda fmt: rendered(table, fmt) if fmt in tables else report.render_comparison(comparison, fmt),
    )


def stories(
    *,
    library: o.In = o.LIBRARY_FILE,
    since: o.Since = None,
    until: o.Until = None,
    min_outlets: o.Newest = 1,
    limit: o.Limit = 20,
    offset: o.Offset = 0,
    as_format: o.AsRows = None,
    to: o.To = None,
) -> None:
    """List the stories, the newest first.

    \b
    Examples:
      sayso stories --since 2031-03-01
      sayso stories --min-outlets 3 -f json
    """
    from sayso.libraries import show
    from sayso.libraries.rows import Rows, names_of
    from sayso.library import ListedStory

    target = output.target(to, as_format, inputs=[str(library)], packs=True)
    with opened_at(library) as opened, opened.snapshot():
        found = opened.stories(
            since=day("--since", since),
            until=day("--until", until),
            min_outlets=min_outlets,
            limit=limit,
            offset=offset,
        )
        if not opened.is_up_to_date:
            talk.say("the stories are not up to date: sayso add brings them up")
    rows = tuple(asdict(each) for each in found)
    _write(target, Rows("Stories", names_of(ListedStory), rows), lambda console: show.print_stories(found, console))
    _finish(None if found else "there is no such story here", bool(found))


def show_item(
    key: Annotated[str, typer.Argument(metavar="ID", help="The id of a story or an article, or its beginning.")],
    *,
    library: o.In = o.LIBRARY_FILE,
    ids: Annotated[bool, typer.Option("--ids", help="Show the statements' ids on a terminal page.")] = False,
    as_format: o.AsFormat = None,
    to: o.To = None,
) -> None:
    """Show a story compared, or an article with its statements, its versions and what changed between them.

    \b
    Examples:
      sayso show 3f2a1b0c
      sayso show 3f2a1b0c -o story.html
      sayso show 99ab12ff -f json
    """
    from sayso import report
    from sayso.libraries import show
    from sayso.report import print_comparison, print_statements

    target = output.target(to, as_format, inputs=[str(library)])
    with opened_at(library) as opened, opened.snapshot():
        item = opened.home_of(key)
        if item.kind == "story":
            comparison = opened.story(item.id)
            output.write(
                target,
                to_terminal=lambda console: print_comparison(comparison, console, ids=ids),
                to_text=lambda fmt: report.render_comparison(comparison, fmt),
            )
            return
        shown = opened.article(item.id)

    def to_terminal(console: Any) -> None:
        print_statements(shown.articles, console)
        show.print_article(shown, console)

    output.write(target, to_terminal=to_terminal, to_text=lambda fmt: report.render_statements(shown.articles, fmt))


def _write(
    target: output.Target,
    rows: Rows,
    to_terminal: Callable[[Console], None],
    said: Callable[[], Articles] | None = None,
) -> None:
    """Writes rows. Where they are statements, ``said`` gives them with their articles: for the page, on which they are
    read where they stand, and for other people's standards, which tell who said what and nothing else."""
    from sayso import report
    from sayso.libraries.rows import rendered

    if said is None and target.format in report.STANDARDS:
        raise UsageError(f"-f {target.format}: {_NOT_SAID}")

    def to_text(fmt: str) -> str | bytes:
        if said is not None and (fmt in report.STANDARDS or (fmt == Format.HTML and rows.rows)):
            return report.render_statements(said(), fmt)
        return rendered(rows, fmt)

    output.write(target, to_terminal=to_terminal, to_text=to_text)


_NOT_SAID = "it tells who said what, which these results do not; sayso show and sayso export give it"
_NOTHING = "nothing has all these words; OR between them finds any of them"
_NOTHING_SAID = f"{_NOTHING}, --articles looks in whole articles"


def _finish(note: str | None, found: bool) -> None:
    """Says what there is to say and ends, with 1 where nothing was found."""
    if note is not None:
        talk.say(note)
    raise typer.Exit(DONE if found else NOTHING_DONE)
