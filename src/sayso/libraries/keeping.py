"""What can be typed to make a library and to take articles in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso import talk
from sayso.config import FetchSettings
from sayso.errors import UsageError
from sayso.libraries import options as o
from sayso.libraries.opening import DONE, DONE_IN_PART, NOTHING_DONE, opened_at

if TYPE_CHECKING:
    from sayso.library import Library

__all__ = ["add", "init", "watch"]


def init(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the library is to be.")] = o.LIBRARY_FILE,
) -> None:
    """Make a library: one file, in which articles that keep coming are kept safe and found again.

    \b
    Examples:
      sayso init
      sayso init /desk/news.db
    """

    from sayso.library import Library

    with Library.create(file):
        talk.say(f"made {file}; add articles with: sayso add PATH{_option(file)}")


def _option(path: Path) -> str:
    return "" if path == o.LIBRARY_FILE else f" --library {path}"


def add(
    paths: o.Paths = None,
    *,
    library: o.In = o.LIBRARY_FILE,
    outlets: o.Outlets = None,
    again: o.Again = False,
    no_stories: o.Later = False,
    contact: o.Contact = None,
    allow_private: o.AllowPrivate = False,
    jobs: o.Jobs = None,
    verbose: o.Verbose = False,
) -> None:
    """Add articles to a library, and bring its stories up to date.

    What is added is safe once it is counted. A run that was killed goes on when
    it is started again; the same article again is no new one, and a changed one
    is a new version beside the old. Of another library all that was read for it
    is added, and studied anew.

    \b
    Examples:
      sayso add reports/
      sayso add crawl.warc.gz articles.jsonl --library news.db
      sayso add herald.txt courier.html --outlet Herald --outlet Courier
      cat articles.jsonl | sayso add -
      sayso add colleague.db
      sayso add https://herald.example/feed.xml --contact desk@courier.example
    """
    from sayso.libraries import talking

    if not paths:
        with opened_at(library) as opened:
            _bring_up(opened, jobs, verbose)
        return
    with opened_at(library) as opened:
        with talking.adding(verbose) as progress:
            added = opened.add(
                paths,
                outlets=outlets or (),
                again=again,
                jobs=jobs,
                fetch=FetchSettings(contact=contact, allow_private=allow_private),
                progress=progress,
            )
        talking.added(added)
        talking.refusals(added, str(library))
        if not no_stories:
            _bring_up(opened, jobs, verbose)
    if not added.outcomes and not added.unchanged:
        raise typer.Exit(NOTHING_DONE)
    raise typer.Exit(DONE_IN_PART if added.refused else DONE)


def _bring_up(library: Library, jobs: int | None, verbose: bool) -> None:
    from sayso.libraries import talking

    if library.is_up_to_date:
        return
    with talking.updating(verbose) as progress:
        updated = library.update(jobs=jobs, progress=progress)
    talking.updated(updated)


def watch(
    lists: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="LIST...",
            help="Lists of feeds (OPML, or an address a line), or feeds by their web addresses; none: those watched.",
            show_default=False,
        ),
    ] = None,
    *,
    library: o.In = o.LIBRARY_FILE,
    forget: Annotated[
        list[str] | None,
        typer.Option(metavar="URL", help="Watch this feed no more; may be repeated.", show_default=False),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Ask what is due now, and end.")] = False,
    contact: o.Contact = None,
    allow_private: o.AllowPrivate = False,
    no_stories: o.Later = False,
    jobs: o.Jobs = None,
    verbose: o.Verbose = False,
) -> None:
    """Watch feeds, and add what they list, until Ctrl-C or a signal to end.

    Each feed is asked seldom where it brings nothing new, a host once at a
    time, and robots.txt is obeyed. What is known of feeds is kept in the
    library, so that the next watch goes on where this one ended.

    \b
    Examples:
      sayso watch feeds.opml --contact desk@courier.example
      sayso watch https://herald.example/feed.xml
      sayso watch --once
      sayso watch --forget https://herald.example/feed.xml --once
    """
    from sayso.libraries.watching import keep_watch
    from sayso.report.words import counted

    fetch = FetchSettings(contact=contact, allow_private=allow_private)
    with opened_at(library) as opened:
        if forget:
            talk.say(f"{opened.forget_feeds(forget)} of {len(forget)} feeds are watched no more")
        if lists:
            talk.say(f"{counted(opened.watch_feeds(lists), 'feed')} added to those watched")
        if not opened.feeds():
            raise UsageError("no feed is watched: name a list of feeds, or a feed by its web address")
        bring_up = None if no_stories else partial(_bring_up, opened, jobs, verbose)
        keep_watch(opened, fetch, once=once, jobs=jobs, verbose=verbose, bring_up=bring_up)
