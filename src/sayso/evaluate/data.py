"""An evaluation as JSON, for programs. docs/evaluate.md explains it key by key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from sayso import __version__
from sayso.evaluate.against import Against, Change
from sayso.evaluate.evaluation import Evaluation
from sayso.evaluate.mistakes import Example, Mistake, tally
from sayso.evaluate.passages import passage
from sayso.evaluate.predictions import run_row, saved
from sayso.evaluate.reliability import Reliability
from sayso.evaluate.scorer import KINDS, Attribution, Rates, Scores, Spans
from sayso.records import Dropped
from sayso.report.data import dumps

__all__ = ["evaluation_json", "predictions_jsonl"]

Row = dict[str, object]
Texts = Mapping[str, str]


def evaluation_json(evaluation: Evaluation, *, errors: int = 0, changes: int = 10, only: Sequence[Mistake] = ()) -> str:
    """One object: the figures, the ``errors`` worst examples (of the mistakes ``only``, where given), and of the gains
    and losses against an earlier run the ``changes`` largest each."""
    texts = {each.id: each.text for each in evaluation.gold.articles}
    chosen = (each for each in evaluation.examples if not only or {*each.mistakes} & {*only})
    whole = {
        "schema": "sayso.evaluation/1",
        "version": __version__,
        **_articles(evaluation),
        **_scores(evaluation.scores),
        "by": evaluation.group_by,
        "groups": [
            {"name": each.name, "articles": each.articles, **_scores(each.scores)} for each in evaluation.groups
        ],
        "reliability": None if evaluation.reliability is None else _reliability(evaluation.reliability),
        "mistakes": [
            {"mistake": mistake, "statements": count, "cost": round(cost, 4)}
            for mistake, (count, cost) in tally(evaluation.examples).items()
        ],
        "errors": [_example(each, texts) for each in islice(chosen, max(0, errors))],
        "against": None if evaluation.against is None else _against(evaluation.against, changes, texts),
    }
    return dumps(whole, indent=2) + "\n"


def predictions_jsonl(evaluation: Evaluation) -> str:
    """What the run found, one article a line: to be scored by any program, and to set later runs against."""
    return "".join(f"{dumps(row)}\n" for row in saved(evaluation.gold.articles, evaluation.predictions))


def _articles(evaluation: Evaluation) -> Row:
    return {
        "gold": {"path": evaluation.gold.path, "sha256": evaluation.gold.sha256},
        "run": None if (run := evaluation.predictions.run) is None else run_row(run),
        "top_level": evaluation.top_level,
        "articles": len(evaluation.gold.articles),
        "words": evaluation.words,
        "words_per_cpu_second": None if evaluation.speed is None else round(evaluation.speed),
        "articles_with_error": evaluation.with_error,
        "unpredicted": evaluation.unpredicted,
        "strangers": evaluation.predictions.strangers,
        "refused": _refused(evaluation.refused),
    }


def _refused(dropped: Iterable[Dropped]) -> list[Row]:
    return [{"path": each.uri, "stage": each.stage, "reason": each.reason, "detail": each.detail} for each in dropped]


def _scores(scores: Scores) -> Row:
    return {
        "figures": {kind: _kind(scores, kind) for kind in KINDS},
        "token": _rates(scores.token),
    }


def _kind(scores: Scores, kind: str) -> Row:
    source = scores.source.get(kind)
    return {
        "marked": scores.gold[kind],
        "found": scores.found[kind],
        "exact": _rates(scores.exact[kind]),
        "overlap": _rates(scores.overlap[kind]),
        "matched": _rates(scores.matched[kind]),
        "source": None if source is None else source._asdict(),
    }


def _rates(rates: Rates) -> Row:
    return rates._asdict()


def _reliability(table: Reliability) -> Row:
    return {
        "bins": [
            {
                "low": each.low,
                "high": each.high,
                "statements": each.statements,
                "confidence": _rounded(each.confidence),
                "exact": _rounded(each.exact),
                "matched": _rounded(each.matched),
            }
            for each in table.bins
        ],
        "off_exact": _rounded(table.off_exact),
        "off_matched": _rounded(table.off_matched),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _example(example: Example, texts: Texts) -> Row:
    text = texts[example.document]
    around = passage(text, example)
    return {
        "doc_id": example.document,
        "mistakes": list(example.mistakes),
        "cost": round(example.cost, 4),
        "kind": example.shown.kind,
        "passage": {"start": around.start, "end": around.end, "text": text[around.start : around.end]},
        "marked": _attribution(example.gold, text),
        "found": _attribution(example.found, text),
    }


def _attribution(each: Attribution | None, text: str) -> Row | None:
    if each is None:
        return None
    return {
        "content": _pieces(each.spans, text),
        "source": _pieces(each.source_spans, text),
        "confidence": each.confidence,
    }


def _pieces(spans: Spans, text: str) -> list[Row]:
    return [{"start": start, "end": end, "text": text[start:end]} for start, end in spans]


def _against(found: Against, most: int, texts: Texts) -> Row:
    return {
        "articles": found.articles,
        "run": None if (run := found.earlier.run) is None else run_row(run),
        "settings": {name: {"before": before, "now": now} for name, (before, now) in found.settings.items()},
        "before": _scores(found.before),
        "now": _scores(found.now),
        "gained": len(found.gains),
        "lost": len(found.losses),
        "gains": [_change(change, texts) for change in found.gains[: max(0, most)]],
        "losses": [_change(change, texts) for change in found.losses[: max(0, most)]],
    }


def _change(change: Change, texts: Texts) -> Row:
    return {
        "doc_id": change.document,
        "gain": round(change.gain, 4),
        "before": None if change.before is None else _example(change.before, texts),
        "now": None if change.now is None else _example(change.now, texts),
    }
