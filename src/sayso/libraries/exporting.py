"""What can be typed to give a library away."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from sayso import talk
from sayso.errors import UsageError
from sayso.libraries import options as o
from sayso.libraries.opening import day, opened_at

__all__ = ["export"]


class ExportFormat(StrEnum):
    """What a library can be given away as."""

    PARQUET = "parquet"
    SQLITE = "sqlite"
    JSONL = "jsonl"
    CSV = "csv"
    ANNOTATIONS = "annotations"
    TEI = "tei"
    SCHEMA_ORG = "schema-org"
    NINJS = "ninjs"
    GRAPHML = "graphml"
    JSON = "json"
    MD = "md"
    HTML = "html"


_EXPORT_SUFFIXES: Final = {
    ".jsonl": ExportFormat.JSONL,
    ".csv": ExportFormat.CSV,
    ".tei": ExportFormat.TEI,
    ".graphml": ExportFormat.GRAPHML,
    ".db": ExportFormat.SQLITE,
    ".sqlite": ExportFormat.SQLITE,
    "": ExportFormat.PARQUET,
}


def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A file, or a folder (a name without a suffix).")],
    *,
    library: o.In = o.LIBRARY_FILE,
    as_format: Annotated[
        ExportFormat | None,
        typer.Option("--format", "-f", help="Default: by the suffix of OUT; of a folder parquet.", show_default=False),
    ] = None,
    since: o.Since = None,
    until: o.Until = None,
) -> None:
    """Give a library away: its tables, all that is said in one file, a file for each story, or a copy.

    parquet is a folder of the tables of sayso build; sqlite a copy, which datasette opens, made while others write.
    jsonl, csv and the standards (annotations, tei, schema-org, ninjs, graphml) are all statements in one file. In a
    folder they, json, md and html are a file for each story, as sayso compare gives it.

    \b
    Examples:
      sayso export tables
      sayso export statements.csv --since 2031-03-01
      sayso export who-quotes-whom.graphml
      sayso export stories -f html
      sayso export backup.db
    """
    chosen = as_format or _EXPORT_SUFFIXES.get(out.suffix.lower())
    if chosen is None:
        raise UsageError(f"{out}: its suffix tells no format; add -f {'|'.join(ExportFormat)}")
    since, until = day("--since", since), day("--until", until)
    with opened_at(library) as opened:
        if chosen in (ExportFormat.PARQUET, ExportFormat.SQLITE) and (since or until):
            raise UsageError(f"-f {chosen} gives all there is: leave out --since and --until")
        if not opened.is_up_to_date:
            talk.say("the stories are not up to date: sayso add brings them up")
        if chosen is ExportFormat.SQLITE:
            opened.copy(out)
            talk.say(f"wrote {out}, a copy of {library}")
        elif chosen is ExportFormat.PARQUET:
            told = opened.export_tables(out)
            talk.say(f"wrote {out}: {told['documents']:,} articles, {told['statements']:,} statements, in tables")
        else:
            talk.say(f"wrote {out}: {opened.export(out, chosen.value, since=since, until=until):,} stories")
