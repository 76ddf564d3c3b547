"""What can be typed to give a library away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso import talk
from sayso.errors import UsageError
from sayso.libraries import options as o
from sayso.libraries.opening import day, opened_at
from sayso.output import PACKED, Format

if TYPE_CHECKING:
    from sayso.library import Library
    from sayso.library.library import ExportProgress

__all__ = ["export"]

_GIVEN: Final = tuple(each for each in Format if each is not Format.TERMINAL)
_EXPORT_SUFFIXES: Final = {
    ".jsonl": Format.JSONL,
    ".csv": Format.CSV,
    ".tei": Format.TEI,
    ".graphml": Format.GRAPHML,
    ".db": Format.SQLITE,
    ".sqlite": Format.SQLITE,
    "": Format.PARQUET,
}


def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A file, or a folder (a name without a suffix).")],
    *,
    library: o.In = o.LIBRARY_FILE,
    as_format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(_GIVEN),
            help="Default: by the suffix of OUT; of a folder parquet.",
            show_default=False,
        ),
    ] = None,
    since: o.Since = None,
    until: o.Until = None,
) -> None:
    """Give a library away: its tables, all that is said in one file, a file for each story, or a copy.

    parquet is a folder of the tables of sayso build; sqlite a copy, which
    datasette opens, made while others write. jsonl, csv and the standards
    (annotations, tei, schema-org, ninjs, graphml) are all statements in one
    file. In a folder they, json, md and html are a file for each story, as
    sayso compare gives it.

    \b
    Examples:
      sayso export tables
      sayso export statements.csv --since 2031-03-01
      sayso export who-quotes-whom.graphml
      sayso export stories -f html
      sayso export backup.db
    """
    from sayso.libraries import talking

    chosen = as_format or _EXPORT_SUFFIXES.get(out.suffix.lower())
    if chosen is None:
        raise UsageError(f"{out}: its suffix tells no format; add -f {'|'.join(_GIVEN)}")
    if chosen is Format.TERMINAL:
        raise UsageError(f"-f {chosen}: that is to be looked at, not to be given away; add -f {'|'.join(_GIVEN)}")
    since, until = day("--since", since), day("--until", until)
    with opened_at(library) as opened:
        if chosen in PACKED and (since or until):
            raise UsageError(f"-f {chosen} gives all there is: leave out --since and --until")
        if not opened.is_up_to_date:
            talk.say("the stories are not up to date: sayso add brings them up")
        with talking.exporting() as progress:
            wrote = _exported(opened, out, chosen, since, until, progress)
        talk.say(f"wrote {out}{wrote}")


def _exported(
    library: Library,
    out: Path,
    chosen: Format,
    since: str | None,
    until: str | None,
    progress: ExportProgress,
) -> str:
    """Writes it; what was written, in words."""
    from sayso.report.words import counted

    if chosen is Format.SQLITE:
        library.copy(out)
        return f", a copy of {library.path}"
    if chosen is Format.PARQUET:
        told = library.export_tables(out, progress=progress)
        return f": {told['documents']:,} articles, {told['statements']:,} statements, in tables"
    stories = library.export(out, chosen.value, since=since, until=until, progress=progress)
    return f": {counted(stories, 'story', 'stories')}"
