"""An evaluation as a page for a terminal: the table first, then what was asked for besides."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from sayso.evaluate.against import Against, Change
from sayso.evaluate.evaluation import Evaluation
from sayso.evaluate.mistakes import Example, Mistake, tally
from sayso.evaluate.passages import passage
from sayso.evaluate.reliability import Reliability
from sayso.evaluate.scorer import KINDS, Attribution, Scores, Spans
from sayso.report.lookup import brief
from sayso.report.sheet import Sheet
from sayso.report.visible import one_line
from sayso.report.words import counted

__all__ = ["print_evaluation"]

_MAX_CHARS = 600
"""Of a content or source; the passage shows where it begins and ends."""


def print_evaluation(
    evaluation: Evaluation, console: Console, *, errors: int = 0, changes: int = 10, only: Sequence[Mistake] = ()
) -> None:
    """Prints the tables, the ``errors`` worst examples (of the mistakes ``only``, where given), and of the gains and
    losses against an earlier run the ``changes`` largest each."""
    sheet = Sheet(console)
    _head(sheet, evaluation)
    _figures(sheet, evaluation.scores)
    if evaluation.group_by is not None:
        _groups(sheet, evaluation)
    if evaluation.reliability is not None:
        _reliability(sheet, evaluation.reliability)
    _mistakes(sheet, evaluation)
    texts = {each.id: each.text for each in evaluation.gold.articles}
    _errors(sheet, [each for each in evaluation.examples if not only or {*each.mistakes} & {*only}], errors, texts)
    if evaluation.against is not None:
        _against(sheet, evaluation, evaluation.against, changes, texts)


def _head(sheet: Sheet, evaluation: Evaluation) -> None:
    articles = len(evaluation.gold.articles)
    sheet.text(f"Statements in {counted(articles, 'article')} of {one_line(evaluation.gold.path)}", style="bold")
    told = [
        counted(evaluation.words, "word"),
        f"{counted(evaluation.with_error, 'article')} with an error",
        "only statements at the top" if evaluation.top_level else "all statements that are shown",
    ]
    if evaluation.speed is not None:
        told.insert(1, f"{evaluation.speed:,.0f} words per CPU-second")
    sheet.text(" · ".join(told), style="dim")
    for note in _notes(evaluation):
        sheet.text(f"! {note}", hang=2, style="yellow")


def _notes(evaluation: Evaluation) -> list[str]:
    """What would make the figures mean something else than they seem to."""
    notes = []
    if evaluation.unpredicted:
        notes.append(f"{counted(evaluation.unpredicted, 'article')} without a line in the predictions: nothing found")
    if evaluation.predictions.strangers:
        notes.append(f"{counted(evaluation.predictions.strangers, 'line')} of the predictions about other articles")
    if evaluation.top_level and not evaluation.predictions.tells_nesting:
        notes.append("the predictions tell no nesting ('within'), so all of them count as standing at the top")
    return notes


# --- tables -----------------------------------------------------------------------------------------------------------


def _table(sheet: Sheet, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as they need to be: the first to the left, the others to the right."""
    cells = [columns, *rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    for number, row in enumerate(cells):
        line = "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])])
        sheet.line(line.rstrip(), "dim" if not number else "")


def _figures(sheet: Sheet, scores: Scores) -> None:
    sheet.line()
    rows = [
        [kind, f"{scores.gold[kind]:,}", f"{scores.found[kind]:,}"]
        + [_rates(each[kind]) for each in (scores.exact, scores.overlap, scores.matched)]
        for kind in KINDS
    ]
    rows.append(["words", "", "", "", _rates(scores.token), ""])
    _table(sheet, ["percent", "marked", "found", "exact P/R/F", "overlap P/R/F", "matched P/R/F"], rows)
    sheet.heading("Sources of matched statements")
    sources = [
        [kind, f"{each.pairs:,}", *(f"{share:.1f}" for share in each[1:])] for kind, each in scores.source.items()
    ]
    _table(sheet, ["percent", "matched", "exact", "shares a word", "none found"], sources)


def _rates(rates: Sequence[float]) -> str:
    return "/".join(f"{rate:.1f}" for rate in rates)


def _groups(sheet: Sheet, evaluation: Evaluation) -> None:
    sheet.heading(f"By {one_line(evaluation.group_by or '')}")
    rows = []
    for group in evaluation.groups:
        scores, source = group.scores, group.scores.source["all"]
        figures = [
            _rates(scores.exact["all"]),
            _rates(scores.overlap["all"]),
            f"{source.exact:.1f}/{source.overlap:.1f}",
        ]
        name = brief(one_line(group.name), 24)
        rows.append([name, str(group.articles), f"{scores.gold['all']:,}", f"{scores.found['all']:,}", *figures])
    _table(sheet, ["percent", "articles", "marked", "found", "exact P/R/F", "overlap P/R/F", "source"], rows)


def _reliability(sheet: Sheet, table: Reliability) -> None:
    sheet.heading("Confidence, and how many are right")
    rows = [
        [
            f"{each.low:.1f}-{each.high:.1f}",
            f"{each.statements:,}",
            *map(_share, (each.confidence, each.exact, each.matched)),
        ]
        for each in table.bins
    ]
    _table(sheet, ["confidence", "statements", "mean", "exact", "matched"], rows)
    sheet.line(f"off by {table.off_exact:.3f} from exact, {table.off_matched:.3f} from matched, on average", "dim")


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.2f}"


def _mistakes(sheet: Sheet, evaluation: Evaluation) -> None:
    sheet.heading("Mistakes, and what they cost")
    rows = [[mistake, f"{count:,}", f"{cost:,.1f}"] for mistake, (count, cost) in tally(evaluation.examples).items()]
    _table(sheet, ["", "statements", "cost"], rows)


# --- examples ---------------------------------------------------------------------------------------------------------


def _errors(sheet: Sheet, found: Sequence[Example], most: int, texts: dict[str, str]) -> None:
    if most <= 0:
        return
    sheet.heading(f"The worst {min(most, len(found)):,} of {counted(len(found), 'statement')} with a mistake")
    _legend(sheet)
    for number, each in enumerate(found[:most], 1):
        sheet.line()
        title = Text(f"{number}. ").append(", ".join(each.mistakes), "bold yellow")
        title.append(f" · {one_line(each.document)} · {each.shown.kind} · costs {each.cost:.2f}")
        sheet.text(title, hang=3)
        _example(sheet, each, texts[each.document])


def _legend(sheet: Sheet) -> None:
    sheet.line("[people marked]  {found}", "dim")


def _example(sheet: Sheet, example: Example, text: str, *, found: str = "found") -> None:
    _line(sheet, "passage", passage(text, example).marked)
    for who, each in (("marked", example.gold), (found, example.found)):
        _line(sheet, who, "nothing" if each is None else _words(text, each.spans) + _confidence(each))
        if each is not None:
            _line(sheet, "  source", _words(text, each.source_spans) or "none")


def _line(sheet: Sheet, label: str, words: str) -> None:
    sheet.labelled(label, Text(one_line(words)), indent=3, room=len("found before"))


def _words(text: str, spans: Spans) -> str:
    words = " … ".join(text[start:end] for start, end in spans)
    return words if len(words) <= _MAX_CHARS else f"{words[: _MAX_CHARS // 2]} […] {words[-_MAX_CHARS // 2 :]}"


def _confidence(each: Attribution) -> str:
    return "" if each.confidence is None else f"  ({each.confidence:.2f})"


# --- against an earlier run -------------------------------------------------------------------------------------------


def _against(sheet: Sheet, evaluation: Evaluation, found: Against, most: int, texts: dict[str, str]) -> None:
    sheet.heading(f"Against the earlier run, over {counted(found.articles, 'article')}")
    run = found.earlier.run
    if run is not None and run.gold_sha256 != evaluation.gold.sha256:
        sheet.text("! the earlier run was made on other gold, or on this before it was changed", style="yellow")
    for name, (before, now) in found.settings.items():
        sheet.text(one_line(f"{name}: {before or 'not told'} → {now or 'not told'}"), style="dim")
    rows = [[kind, *_differences(found.before, found.now, kind)] for kind in KINDS]
    _table(sheet, ["F1, percent", "exact", "overlap", "matched", "source exact", "shares a word"], rows)
    for name, changes in (("Gained", found.gains), ("Lost", found.losses)):
        sheet.heading(f"{name}: {counted(len(changes), 'statement')}, by {abs(sum(c.gain for c in changes)):,.1f}")
        if changes:
            _legend(sheet)
        for number, change in enumerate(changes[:most], 1):
            _change(sheet, number, change, texts[change.document])
        if len(changes) > most:
            sheet.line(f"… and {len(changes) - most:,} more", "dim")


def _differences(before: Scores, now: Scores, kind: str) -> list[str]:
    cells = [
        _difference(one[kind].f1, other[kind].f1)
        for one, other in ((before.exact, now.exact), (before.overlap, now.overlap), (before.matched, now.matched))
    ]
    if kind not in now.source:
        return [*cells, "", ""]
    one, other = before.source[kind], now.source[kind]
    return [*cells, _difference(one.exact, other.exact), _difference(one.overlap, other.overlap)]


def _difference(before: float, now: float) -> str:
    return f"{now:.1f} ({round(now - before, 1) or 0.0:+.1f})"


def _change(sheet: Sheet, number: int, change: Change, text: str) -> None:
    sheet.line()
    title = Text(f"{number}. ").append(f"{_state(change.before)} → {_state(change.now)}", "bold yellow")
    sheet.text(title.append(f" · {one_line(change.document)} · {change.gain:+.2f}"), hang=3)
    if change.now is not None:
        _example(sheet, change.now, text)
    if change.before is None or change.before.found is None:
        return
    if change.now is None:
        _example(sheet, change.before, text, found="found before")
    else:
        _line(sheet, "found before", _words(text, change.before.found.spans))
        _line(sheet, "  source", _words(text, change.before.found.source_spans) or "none")


def _state(example: Example | None) -> str:
    if example is None:
        return "not shown"
    return ", ".join(example.mistakes) or "right"
