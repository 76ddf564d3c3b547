"""What can be typed after ``sayso build`` and ``sayso status``."""

from __future__ import annotations

from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso import output, talk
from sayso.config import CleanSettings, ExtractSettings, GroupSettings, NameComparer, ResolveSettings, Settings
from sayso.errors import UsageError
from sayso.libraries.status import library_status
from sayso.options import Jobs, MinConfidence, Names, Verbose
from sayso.output import Format
from sayso.records import Reason

if TYPE_CHECKING:
    from sayso.engine.base import Engine

__all__ = ["build", "status"]

_REFUSED_SHOWN = 20

_GROUP, _SURE = GroupSettings(), ExtractSettings().min_confidence


class EngineName(StrEnum):
    """What the steps over all articles run on."""

    DUCKDB = "duckdb"
    SPARK = "spark"


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...", help="Folders and files of articles: text, HTML, JSONL, Parquet, WARC.", show_default=False
    ),
]
Out = Annotated[
    Path,
    typer.Option("--out", "-o", metavar="FOLDER", help="Where the tables go; a folder of its own.", show_default=False),
]
Place = Annotated[
    Path, typer.Argument(metavar="PATH", help="The folder of a build, or the file of a library.", show_default=False)
]
OnEngine = Annotated[
    EngineName,
    typer.Option(
        "--engine",
        case_sensitive=False,
        help="duckdb is one machine; spark a cluster, installed with: pip install 'sayso\\[spark]'. "
        "The tables are the same.",
    ),
]
Master = Annotated[
    str | None,
    typer.Option(metavar="URL", help="With --engine spark: where it runs, as spark://host:7077.", show_default=False),
]
Memory = Annotated[
    int | None,
    typer.Option(
        "--memory-mb",
        metavar="MB",
        min=200,
        help="Memory for the steps over all articles; more is put on disk. Default: four fifths of the machine's.",
        show_default=False,
    ),
]
Likeness = Annotated[
    float,
    typer.Option(metavar="P", min=0.0, max=1.0, help="How alike articles must be, on average, to report one event."),
]
Days = Annotated[
    int, typer.Option("--max-days", metavar="N", min=0, help="Days between two reports of one event, at most.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be read and what is done already; do nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]


def build(
    paths: Paths,
    *,
    out: Out,
    engine: OnEngine = EngineName.DUCKDB,
    master: Master = None,
    jobs: Jobs = None,
    memory_mb: Memory = None,
    min_confidence: MinConfidence = _SURE,
    names: Names = NameComparer.PLAIN,
    min_likeness: Likeness = _GROUP.min_story_similarity,
    max_days: Days = _GROUP.max_days_apart,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> None:
    """Read any number of articles into tables: who said what, in which stories, copied from whom, and what differs.

    The tables are folders of Parquet files. A run that was killed goes on where
    it stopped when it is started again, and a setting that changes makes only
    that anew which depends on it.

    \b
    Examples:
      sayso build articles/ --out tables
      sayso build 2031-03-*.jsonl crawl.warc.gz --out tables --jobs 8
      sayso build articles/ --out tables --dry-run
      sayso build /shared/articles --out /shared/tables --engine spark --master spark://host:7077
      sayso compare tables --story 3f2a
    """
    from sayso import build as stage
    from sayso.builds import show

    settings = Settings(
        clean=CleanSettings(languages=None),
        extract=ExtractSettings(min_confidence),
        resolve=ResolveSettings(names=names),
        group=GroupSettings(min_story_similarity=min_likeness, max_days_apart=max_days, given_together=False),
    )
    if master is None and engine is EngineName.SPARK:
        raise UsageError("--engine spark needs --master URL, as spark://host:7077, or 'local[2]' for this machine")
    if master is not None and engine is not EngineName.SPARK:
        raise UsageError(f"--master {master} needs --engine spark")
    if engine is EngineName.SPARK and (jobs is not None or memory_mb is not None):
        raise UsageError("--jobs and --memory-mb are for this machine; with --engine spark its workers have their own")
    if dry_run:
        planned = stage.plan(paths, out, settings=settings)
        output.write(
            output.Target(None, Format.JSON if as_json else Format.TERMINAL),
            to_terminal=lambda console: show.print_plan(planned, console),
            to_text=lambda _: show.plan_json(planned),
        )
        return
    with ExitStack() as stack, stage.held(out), talk.stages(verbose) as progress:
        chosen = _engine(engine, master, jobs, memory_mb, out, stack)
        built = stage.build(paths, out, engine=chosen, settings=settings, progress=progress)
    output.write(
        output.Target(None, Format.JSON if as_json else Format.TERMINAL),
        to_terminal=lambda console: show.print_status(stage.status(out), console),
        to_text=lambda _: show.status_json(stage.status(out)),
    )
    talk.refused(stage.refused(out, _REFUSED_SHOWN))
    if built.rows["dropped"] > _REFUSED_SHOWN:
        talk.say(f"and {built.rows['dropped'] - _REFUSED_SHOWN:,} more, which stand in {out}/dropped")
    raise typer.Exit(3 if any(reason != Reason.NO_PAGE for reason in built.refused) else 0)


def status(place: Place, *, as_json: AsJson = False) -> None:
    """Show how far a build is or what a library has, what was refused and why, and a build's largest stories.

    \b
    Examples:
      sayso status tables
      sayso status sayso.db --json
    """
    from sayso import build as stage
    from sayso.builds import show

    if place.is_file():
        library_status(place, as_json=as_json)
        return
    found = stage.status(place)
    output.write(
        output.Target(None, Format.JSON if as_json else Format.TERMINAL),
        to_terminal=lambda console: show.print_status(found, console),
        to_text=lambda _: show.status_json(found),
    )


def _engine(
    name: EngineName, master: str | None, jobs: int | None, memory_mb: int | None, out: Path, stack: ExitStack
) -> Engine:
    if name is EngineName.SPARK:
        from sayso.engine.spark import Spark

        return stack.enter_context(Spark(str(master), out / "work"))
    from sayso.engine.duckdb import DuckDB
    from sayso.threads import keep_to_one_thread
    from sayso.workers import Workers

    workers = stack.enter_context(Workers(jobs, keep_to_one_thread, isolated=True))
    return stack.enter_context(DuckDB(out / "work", threads=jobs, memory_mb=memory_mb, workers=workers))
