"""The command ``sayso``: a thin skin. Each command parses its arguments, calls one verb, and writes what it gives.

Data goes to standard output or the file named by ``-o``; everything said to the person goes to standard error.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from sayso import __version__, builds, output, talk
from sayso.comparison import Articles, Comparison
from sayso.config import JUDGEMENTS_FILE, ExtractSettings, NameComparer, ResolveSettings, Settings
from sayso.errors import SaysoError, UsageError
from sayso.judging import judge_app
from sayso.libraries import LIBRARY_COMMANDS
from sayso.options import AsFormat, Jobs, MinConfidence, Names, Outlets, To, Verbose
from sayso.output import Format
from sayso.records import Act, Dropped
from sayso.threads import ask_for_one_thread

if TYPE_CHECKING:
    from sayso.judgements import Book

__all__ = ["app", "main"]

DONE, NOTHING_DONE, MISUSED, DONE_IN_PART, INTERRUPTED = 0, 1, 2, 3, 130

EXIT_CODES = """\b
Exit codes:
  0    done
  1    nothing done: no article could be read, fewer than two to compare, or nothing found
  2    the command line makes no sense as given
  3    done in part: inputs were refused, or not all report one event
  130  interrupted with Ctrl-C
"""

app = typer.Typer(
    help="""Reads several reports of one event and shows who said what, and what each outlet kept, changed or left out.

    \b
    Examples:
      sayso demo
      sayso compare herald.txt courier.html -o report.html
      sayso statements article.txt -f jsonl
      sayso init && sayso add reports/ && sayso who Marrick
    """,
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

eval_app = typer.Typer(
    help="""Measure how good sayso is, on articles in which people marked what is right.

    \b
    Examples:
      sayso eval statements --gold gold.jsonl
    """,
    no_args_is_help=True,
)
app.command(epilog=EXIT_CODES)(builds.build)
app.command()(builds.status)
for name, command in LIBRARY_COMMANDS:
    app.command(name, epilog=EXIT_CODES)(command)
app.add_typer(eval_app, name="eval")
app.add_typer(judge_app, name="judge")

_SURE = ExtractSettings().min_confidence
Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Text, HTML, JSONL, WARC or Parquet files, folders of them, or - for standard input; here, or at s3://, "
        "gs://, abfs://, hdfs://.",
        show_default=False,
    ),
]
Acts = Annotated[
    list[Act] | None,
    typer.Option(
        "--act",
        metavar="ACT",
        case_sensitive=False,
        help=f"Keep to what was said, or promised, ...; may be repeated. ACT is one of: {', '.join(Act)}.",
        show_default=False,
    ),
]
FactChecksFile = Annotated[
    Path | None,
    typer.Option(
        "--fact-checks",
        metavar="FILE",
        help="Published fact-checks to link what is said to: schema.org ClaimReview, as JSON-LD, a page, JSON Lines or "
        "the Data Commons feed. Their ratings are repeated, not made.",
        show_default=False,
    ),
]
AsText = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        metavar="terminal|json|jsonl|csv|md|html",
        help="Default: by the suffix of -o, else terminal.",
        show_default=False,
    ),
]
Judgements = Annotated[
    Path | None,
    typer.Option(
        "--judgements",
        metavar="FILE",
        help=f"What people decided (sayso judge). Default: {JUDGEMENTS_FILE} beside the articles.",
        show_default=False,
    ),
]
NoJudgements = Annotated[bool, typer.Option("--no-judgements", help="Leave out what people decided.")]
Ids = Annotated[bool, typer.Option("--ids", help="Show the statements' ids on a terminal page, for sayso judge.")]

GoldFile = Annotated[
    str,
    typer.Option(metavar="FILE", help="JSONL, one article a line, as docs/evaluate.md tells; - is standard input."),
]
PredictionsFile = Annotated[
    str | None, typer.Option(metavar="FILE", help="Score what stands there; sayso is not run.", show_default=False)
]
EarlierFile = Annotated[
    str | None, typer.Option(metavar="FILE", help="An earlier run: show what was gained and lost.", show_default=False)
]
SaveFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write what sayso finds, for a later --against.", show_default=False)
]
Errors = Annotated[
    int | None,
    typer.Option(metavar="N", min=0, help="Read out the N worst mistakes, gains and losses.", show_default=False),
]
Sorts = Annotated[
    list[str] | None,
    typer.Option(metavar="SORT", help="With --errors: of this sort only; may be repeated.", show_default=False),
]
Field = Annotated[
    str | None, typer.Option(metavar="FIELD", help="Figures by a field of the gold, as outlet.", show_default=False)
]
Split = Annotated[str | None, typer.Option(metavar="NAME", help="Only articles with this split.", show_default=False)]
TopLevel = Annotated[bool, typer.Option("--top-level", help="Leave out what is told inside another statement.")]
PageOrJson = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        metavar="terminal|json",
        help="Default: by the suffix of -o, else terminal.",
        show_default=False,
    ),
]


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    if hasattr(signal, "SIGPIPE"):
        # `sayso compare ... | head` ends as any Unix tool does, not with a traceback about a broken pipe.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    ask_for_one_thread()
    sys.excepthook = talk.fault
    output.make_stdout_safe()
    try:
        # Called by itself, the app would put an excepthook of its own over ours.
        typer.main.get_command(app)(prog_name="sayso")
    except SaysoError as error:
        talk.say(str(error))
        sys.exit(MISUSED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Options of ``sayso`` itself."""


@app.command(epilog=EXIT_CODES)
def compare(
    paths: Paths,
    *,
    outlets: Outlets = None,
    reference: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A transcript or release to compare with.", show_default=False),
    ] = None,
    fact_checks: FactChecksFile = None,
    story: Annotated[
        str | None,
        typer.Option(metavar="ID", help="A story of what sayso build made; PATH is that folder.", show_default=False),
    ] = None,
    acts: Acts = None,
    min_confidence: MinConfidence = _SURE,
    names: Names = NameComparer.PLAIN,
    judgements: Judgements = None,
    no_judgements: NoJudgements = False,
    ids: Ids = False,
    as_format: AsFormat = None,
    to: To = None,
    jobs: Jobs = None,
    verbose: Verbose = False,
) -> None:
    """Compare reports of one event: who said what, and what each outlet kept, changed or left out.

    \b
    Examples:
      sayso compare herald.txt courier.html
      sayso compare a.txt b.html --outlet Herald --outlet Courier -o report.html
      sayso compare reports/ --reference transcript.txt -f json > comparison.json
      sayso compare reports/ --names rigour -o report.html
      sayso compare reports/ --fact-checks data.json -o report.html
      sayso compare reports/ -f tei -o reports.tei
      sayso compare tables --story 3f2a1b0c -o story.html
    """
    if story is not None:
        for_runs = (outlets, reference, fact_checks, acts, judgements, jobs)
        if any(each is not None for each in for_runs) or no_judgements or names is not NameComparer.PLAIN:
            raise UsageError("--story shows what sayso build compared: of the options only -f, -o and --ids go with it")
        _compare_built(paths, story, to, as_format, ids=ids)
    beside = [str(each) for each in (reference, fact_checks) if each is not None]
    target = output.target(to, as_format, inputs=[*paths, *beside])
    from sayso import pipeline

    with talk.progress(verbose) as progress:
        comparison = pipeline.compare(
            paths,
            outlets=outlets or (),
            reference=reference,
            fact_checks=fact_checks,
            judgements=_judgements(judgements, none=no_judgements),
            settings=_settings(acts, min_confidence, names),
            progress=progress,
            jobs=jobs,
        )
    if len(comparison.articles.documents) < 2:
        talk.refusals(comparison.articles)
        talk.too_few_to_compare(comparison.articles)
        raise typer.Exit(NOTHING_DONE)
    _write_comparison(comparison, target, ids=ids)
    talk.about_articles(comparison.articles, verbose)
    talk.refusals(comparison.articles)
    talk.fact_checks(comparison.articles)
    talk.judgements(comparison.articles.judged, verbose)
    talk.unrelated(comparison, verbose)
    raise typer.Exit(DONE_IN_PART if _refused(comparison.articles) or len(comparison.stories) > 1 else DONE)


def _compare_built(
    paths: Sequence[str], story: str, to: Path | None, as_format: Format | None, *, ids: bool
) -> NoReturn:
    """One story of a build, as it was compared there."""
    target = output.target(to, as_format, inputs=paths)
    if len(paths) != 1:
        raise UsageError(f"--story takes the one folder that sayso build made; {len(paths)} paths were given")
    from sayso import build

    _write_comparison(build.comparison_of(Path(paths[0]), story), target, ids=ids)
    raise typer.Exit(DONE)


@app.command(epilog=EXIT_CODES)
def statements(
    paths: Paths,
    *,
    outlets: Outlets = None,
    fact_checks: FactChecksFile = None,
    acts: Acts = None,
    min_confidence: MinConfidence = _SURE,
    names: Names = NameComparer.PLAIN,
    judgements: Judgements = None,
    no_judgements: NoJudgements = False,
    as_format: AsFormat = None,
    to: To = None,
    jobs: Jobs = None,
    verbose: Verbose = False,
) -> None:
    """Show who said what in each article by itself.

    \b
    Examples:
      sayso statements herald.txt
      sayso statements herald.txt --act said --act denied --min-confidence 0.8
      sayso statements reports/ -f csv -o statements.csv
      sayso statements reports/ -o who-quotes-whom.graphml
      sayso statements crawl.warc.gz -f jsonl -o statements.jsonl
      cat articles.jsonl | sayso statements - -f jsonl
    """
    target = output.target(to, as_format, inputs=[*paths, *([] if fact_checks is None else [str(fact_checks)])])
    from sayso import pipeline, report

    with talk.progress(verbose) as progress:
        articles = pipeline.read_articles(
            paths,
            outlets=outlets or (),
            fact_checks=fact_checks,
            judgements=_judgements(judgements, none=no_judgements),
            settings=_settings(acts, min_confidence, names),
            progress=progress,
            jobs=jobs,
        )
    if articles.documents:
        output.write(
            target,
            to_terminal=lambda console: report.print_statements(articles, console),
            to_text=lambda fmt: report.render_statements(articles, fmt),
        )
    _finish(articles, verbose)


@app.command(epilog=EXIT_CODES)
def clean(
    paths: Paths,
    *,
    outlets: Outlets = None,
    as_format: AsText = None,
    to: To = None,
    jobs: Jobs = None,
    verbose: Verbose = False,
) -> None:
    """Show each article's text, what was set aside as no part of it, and what was repaired.

    \b
    Examples:
      sayso clean page.html
      sayso clean reports/ -f jsonl -o cleaned.jsonl
    """
    target = output.target(to, as_format, inputs=paths)
    from sayso import pipeline, report

    if target.format in report.STANDARDS:
        raise UsageError(f"-f {target.format}: it tells who said what, which sayso statements gives")
    with talk.progress(verbose) as progress:
        articles = pipeline.clean_articles(paths, outlets=outlets or (), progress=progress, jobs=jobs)
    if articles.documents:
        output.write(
            target,
            to_terminal=lambda console: report.print_clean(articles, console),
            to_text=lambda fmt: report.render_clean(articles, fmt),
        )
    _finish(articles, verbose)


@app.command()
def demo(
    *,
    to: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write the page.")] = Path(
        "demo-report.html"
    ),
    verbose: Verbose = False,
) -> None:
    """Compare six invented reports of one press conference, and write the comparison as a page.

    \b
    Examples:
      sayso demo
      sayso demo -o /tmp/demo.html
    """
    target = output.target(to, Format.HTML, inputs=())
    from sayso import pipeline, story
    from sayso.read import read

    # By file name alone: where the package is installed tells nothing, and would be in the page.
    captures = (replace(each, uri=Path(each.uri).name) for each in read(story.reports()))
    with talk.progress(verbose) as progress:
        comparison = pipeline.compare_captures(captures, progress=progress)
    _write_comparison(comparison, output.Target(None, Format.TERMINAL))
    _write_comparison(comparison, target)
    talk.refusals(comparison.articles)
    talk.say(f"wrote {to}: open it in a browser")
    talk.say("look at the differences that change the sense, then at what each outlet left out, then click a passage")


@eval_app.command("statements", epilog=EXIT_CODES)
def eval_statements(
    *,
    gold: GoldFile,
    predictions: PredictionsFile = None,
    against: EarlierFile = None,
    save: SaveFile = None,
    errors: Errors = None,
    mistake: Sorts = None,
    by: Field = None,
    split: Split = None,
    top_level: TopLevel = False,
    min_confidence: MinConfidence = _SURE,
    as_format: PageOrJson = None,
    to: To = None,
    jobs: Jobs = None,
    verbose: Verbose = False,
) -> None:
    """Score statements against those that people marked, and read out what went wrong.

    \b
    Examples:
      sayso eval statements --gold gold.jsonl --by outlet
      sayso eval statements --gold gold.jsonl --errors 20 --mistake missed
      sayso eval statements --gold gold.jsonl --save before.jsonl
      sayso eval statements --gold gold.jsonl --against before.jsonl
      sayso eval statements --gold gold.jsonl --predictions other.jsonl -f json
    """
    inputs = [each for each in (gold, predictions, against) if each is not None]
    target = output.target(to, as_format, inputs=inputs)
    keep = None if save is None else output.target(save, Format.JSONL, inputs=inputs)
    _check_eval(target, keep, inputs, ran=predictions is None)
    from sayso import evaluate

    only = evaluate.mistakes_named(mistake or ())
    read = evaluate.read_gold(gold)
    if not read.articles:
        _finish_eval(read.refused, read.path, code=NOTHING_DONE)
    with talk.progress(verbose) as progress:
        found = evaluate.statements(
            read if split is None else read.only("split", split),
            predictions=predictions,
            earlier=against,
            by=by,
            top_level=top_level,
            settings=_settings((), min_confidence),
            progress=progress,
            jobs=jobs,
        )
    chosen = {"errors": errors or 0, "changes": 10 if errors is None else errors}
    output.write(
        target,
        to_terminal=lambda console: evaluate.print_evaluation(found, console, only=only, **chosen),
        to_text=lambda _: evaluate.evaluation_json(found, only=only, **chosen),
    )
    if keep is not None:
        output.write(keep, to_terminal=lambda _: None, to_text=lambda _: evaluate.predictions_jsonl(found))
    _finish_eval(found.refused, read.path, code=DONE_IN_PART if found.refused else DONE)


def _check_eval(target: output.Target, keep: output.Target | None, inputs: Sequence[str], *, ran: bool) -> None:
    """Before the long work."""
    if target.format not in (Format.TERMINAL, Format.JSON):
        raise UsageError(f"-f {target.format}: an evaluation is given as terminal or json")
    if inputs[0] in inputs[1:]:
        raise UsageError("--gold is a file of its own: --predictions and --against are what programs found in it")
    if keep is not None and (keep.path is None or not ran):
        raise UsageError("--save FILE keeps what sayso finds: name a file for it, and leave out --predictions")
    if keep is not None and keep.path == target.path:
        raise UsageError("--save and -o must be files of their own")


def _finish_eval(refused: Sequence[Dropped], path: str, *, code: int) -> NoReturn:
    talk.refused(refused)
    if code == NOTHING_DONE:
        talk.say(f"{path}: no line of it is an article that can be scored")
    raise typer.Exit(code)


def _settings(acts: Sequence[Act] | None, min_confidence: float, names: NameComparer = NameComparer.PLAIN) -> Settings:
    return Settings(extract=ExtractSettings(min_confidence, tuple(acts or ())), resolve=ResolveSettings(names=names))


def _judgements(file: Path | None, *, none: bool) -> Path | Book | None:
    """Where the pipeline has to look for what people decided."""
    if file is not None and none:
        raise UsageError("--judgements FILE or --no-judgements: which?")
    if not none:
        return file
    from sayso.judgements import Book

    return Book()


def _refused(articles: Articles) -> bool:
    return bool(articles.judged.refused) or any(not each.is_passed_over for each in articles.dropped)


def _write_comparison(comparison: Comparison, target: output.Target, *, ids: bool = False) -> None:
    from sayso import report

    output.write(
        target,
        to_terminal=lambda console: report.print_comparison(comparison, console, ids=ids),
        to_text=lambda fmt: report.render_comparison(comparison, fmt),
    )


def _finish(articles: Articles, verbose: bool) -> None:
    """Says what was refused and ends with the exit code that follows from it."""
    talk.about_articles(articles, verbose)
    talk.refusals(articles)
    talk.fact_checks(articles)
    talk.judgements(articles.judged, verbose)
    if not articles.documents:
        raise typer.Exit(NOTHING_DONE)
    raise typer.Exit(DONE_IN_PART if _refused(articles) else DONE)
