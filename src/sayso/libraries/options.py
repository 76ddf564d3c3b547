"""What the commands of a library are told on the command line, with the options that other commands take too."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.options import AsFormat, Jobs, Outlets, To, Verbose
from sayso.output import Format
from sayso.records import Act, Kind

__all__ = [
    "LIBRARY_FILE",
    "Again",
    "AllowPrivate",
    "AsFormat",
    "AsRows",
    "ByAct",
    "ByKind",
    "ByLanguage",
    "ByOutlet",
    "BySpeaker",
    "ByStory",
    "Contact",
    "In",
    "Jobs",
    "Later",
    "Limit",
    "Newest",
    "Offset",
    "Outlets",
    "Paths",
    "Since",
    "To",
    "Until",
    "Verbose",
    "Words",
]

LIBRARY_FILE = Path("sayso.db")
"""The library that is meant where none is named."""

In = Annotated[
    Path,
    typer.Option("--library", "-l", metavar="FILE", envvar="SAYSO_LIBRARY", help="The library that is meant."),
]
Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH...",
        help="Text, HTML, JSONL, WARC or Parquet files, folders of them, or - for standard input; here, or at s3://, "
        "gs://, abfs://, hdfs://. Web addresses of pages and of feeds, and lists of feeds (OPML). Another library. "
        "None: the stories are brought up to date, and that is all.",
        show_default=False,
    ),
]
Again = Annotated[
    bool, typer.Option("--again", help="Read files once more that were read before and are as they were.")
]
Later = Annotated[
    bool, typer.Option("--no-stories", help="Leave the stories as they are; sayso add without a path brings them up.")
]
Words = Annotated[list[str] | None, typer.Argument(metavar="WORDS...", show_default=False, help="What to look for.")]
ByOutlet = Annotated[
    str | None, typer.Option("--outlet", metavar="NAME", help="Only of this outlet.", show_default=False)
]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Published on this day (2031-03-04) or later.", show_default=False)
]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Published on this day or before.", show_default=False)]
ByLanguage = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="Only in this language: en, de, ...", show_default=False),
]
BySpeaker = Annotated[
    str | None,
    typer.Option("--speaker", metavar="NAME", help="Only what this person or body says.", show_default=False),
]
ByKind = Annotated[
    Kind | None,
    typer.Option("--kind", case_sensitive=False, help="Only quoted, paraphrased or mixed words.", show_default=False),
]
ByAct = Annotated[
    Act | None,
    typer.Option(
        "--act",
        metavar="ACT",
        case_sensitive=False,
        help=f"Only what was said, or promised, ... ACT is one of: {', '.join(Act)}.",
        show_default=False,
    ),
]
ByStory = Annotated[str | None, typer.Option("--story", metavar="ID", help="Only in this story.", show_default=False)]
Limit = Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, max=100_000, help="How many to show.")]
Offset = Annotated[int, typer.Option(metavar="N", min=0, help="How many to pass over first.")]
AsRows = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="Default: by the suffix of -o, else terminal.", show_default=False),
]
Newest = Annotated[int, typer.Option("--min-outlets", metavar="N", min=1, help="Only of so many outlets or more.")]
Contact = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        envvar="SAYSO_CONTACT",
        help="Your mail or web address, which sites that are asked are told.",
        show_default=False,
    ),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Also ask hosts of this machine and the network around it.")
]
