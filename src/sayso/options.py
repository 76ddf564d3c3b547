"""What several commands take on the command line: each option once, so that it means the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.config import NameComparer
from sayso.output import PACKED, Format
from sayso.workers import MOST

__all__ = ["AsFormat", "Jobs", "MinConfidence", "Names", "Outlets", "To", "Verbose"]

Outlets = Annotated[
    list[str] | None,
    typer.Option(
        "--outlet",
        metavar="NAME",
        help="Who published it: once for each path, in their order. Else taken from the page, the dateline, the "
        "address or the name of the file.",
        show_default=False,
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        metavar="P",
        min=0.0,
        max=1.0,
        help="Leave out statements found with less confidence; of those with 0.9, nine in ten are right.",
    ),
]
Names = Annotated[
    NameComparer,
    typer.Option(
        case_sensitive=False,
        help="By what the names of different articles are compared. rigour knows more spellings and scripts; "
        "it is installed with: pip install 'sayso\\[names]'.",
    ),
]
AsFormat = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(each for each in Format if each not in PACKED),
        help="Default: by the suffix of -o, else terminal.",
        show_default=False,
    ),
]
To = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, not to standard output.", show_default=False),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        min=1,
        max=MOST,
        help="In how many processes to read the articles; it changes no result. Default: one a processor, where there "
        "are enough articles for it.",
        show_default=False,
    ),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say on standard error what is being done, and why.")]
