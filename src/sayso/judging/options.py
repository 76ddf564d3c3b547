"""What the commands of ``sayso judge`` take: each option once, so that it means the same everywhere."""

from pathlib import Path
from typing import Annotated

import typer

from sayso.config import JUDGEMENTS_FILE, ExtractSettings
from sayso.options import Verbose

__all__ = ["SURE", "By", "File", "Left", "MinConfidence", "Note", "Outlets", "Paths", "Right", "Verbose", "Which"]

SURE = ExtractSettings().min_confidence

Left = Annotated[str, typer.Argument(metavar="LEFT", help="One of the two, as told above.")]
Right = Annotated[str, typer.Argument(metavar="RIGHT", help="The other.")]
Which = Annotated[str, typer.Argument(metavar="N", help="The line of a judgement, or the beginning of its id.")]
Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH...",
        help="The articles, or their folder, as given to sayso compare. Default: this folder.",
        show_default=False,
    ),
]
Outlets = Annotated[
    list[str] | None,
    typer.Option(
        "--outlet",
        metavar="NAME",
        help="Who published it, as given to sayso compare: ids depend on it.",
        show_default=False,
    ),
]
MinConfidence = Annotated[float, typer.Option(metavar="P", min=0.0, max=1.0, help="As given to sayso compare.")]
File = Annotated[
    Path | None,
    typer.Option(
        "--judgements",
        metavar="FILE",
        help=f"Where the judgements stand. Default: {JUDGEMENTS_FILE} beside the articles.",
        show_default=False,
    ),
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who judges. Default: the account's name.", show_default=False),
]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, in your words.", show_default=False)]
