"""Links between readings of one thing said: the table of precision, recall, F1 and near misses, and the training.

    python -m benchmarks.quality.links [--gold ../shared/gold]   the table, each event scored by weights of the others
    python -m benchmarks.quality.links train                     new weights and their card, from all events

With ``-v`` the table is followed by where the required pairs were lost, how often a score is right, and the passages of
what was missed or linked by mistake.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.quality.events import FILES, Event, Pair, Reading, Score, across, events, reading_of, same, score
from benchmarks.quality.link_losses import Judged, Loss, Stage, judged, losses, told
from sayso import pipeline
from sayso.config import LinkSettings
from sayso.link.features import FEATURES, Compared, feature_table
from sayso.link.linking import decide, look, weighed
from sayso.link.model import Model, fit
from sayso.link.rules import retold
from sayso.link.wording import Wording
from sayso.records import Kind, Speaker, Statement, StatementCluster
from sayso.spans import Span

MODEL = Path(__file__).parents[2] / "src/sayso/link/model.json"
CARD = MODEL.with_name("MODEL_CARD.md")
UNSURE = 0.5
"""What an unsure gold pair counts in training; a sure one counts 1."""
NEAR_MISS = 2.0
"""What a near miss counts: it is what people would be misled by."""


@dataclass(frozen=True)
class Prepared:
    """An event with its statements and candidate pairs, found once for all folds."""

    event: Event
    statements: tuple[Statement, ...]
    pairs: tuple[Compared, ...]

    @cached_property
    def table(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        return feature_table(self.pairs)

    @cached_property
    def labels(self) -> tuple[np.ndarray[Any, np.dtype[np.float64]], np.ndarray[Any, np.dtype[np.float64]]]:
        """For each candidate pair whether it is one utterance, and what it counts."""
        labelled = [_label(self.event, (_grain(pair.left), _grain(pair.right))) for pair in self.pairs]
        return np.array([same for same, _ in labelled]), np.array([weight for _, weight in labelled])


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; 0 also where the gold is absent, since it can't ship."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", nargs="?", choices=("table", "train"), default="table")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("-v", "--verbose", action="store_true", help="where links are lost, and which")
    options = parser.parse_args(arguments)
    if not all((options.gold / name).is_file() for name in FILES):
        print(f"links: skipped, no {' and '.join(FILES)} in {options.gold}")
        return 0
    gold = events(options.gold)
    own, perfect = prepared(gold, extracted), prepared(gold, given)
    print(table(own, perfect))
    if options.verbose:
        print(detail(own, [*own, *perfect], LinkSettings()))
    if options.action == "train":
        write_model(options.gold, own, perfect)
    return 0


def prepared(found: Sequence[Event], source: Callable[[Event], tuple[Statement, ...]]) -> tuple[Prepared, ...]:
    """Each event with its statements from ``source`` and their candidate pairs."""
    done = []
    for event in found:
        statements = tuple(sorted(source(event), key=lambda s: (s.document, s.content, s.id)))
        pairs = look({document.id: document for document in event.documents}, statements)
        done.append(Prepared(event, statements, pairs))
    return tuple(done)


def extracted(event: Event) -> tuple[Statement, ...]:
    """The statements that sayso itself finds, with their speakers."""
    return pipeline.statements_of(event.documents)


def given(event: Event) -> tuple[Statement, ...]:
    """The gold readings as statements: what linking can do where extraction is perfect."""
    found: dict[str, Statement] = {}
    for row in event.gold:
        for reading in row["readings"]:
            content = tuple(sorted(Span(*span) for span in reading["content_spans"]))
            key = hashlib.sha256(repr((reading["doc"], content)).encode()).hexdigest()[:16]
            named = printed_speaker(reading["speaker_text"])
            found.setdefault(key, Statement(key, reading["doc"], Kind(reading["kind"]), content, speaker=named))
    return tuple(found.values())


def printed_speaker(printed: str | None) -> Speaker | None:
    """The speaker as printed, known by the last word. The rows' resolved speakers would tell what is one utterance."""
    last = printed.split()[-1] if printed else ""
    return Speaker(last.casefold(), printed or "", 1.0, "as printed") if last[:1].isupper() else None


def table(own: Sequence[Prepared], gold: Sequence[Prepared], settings: LinkSettings = LinkSettings()) -> str:  # noqa: B008
    """The table, cross-validated: no event is linked by weights that have seen it."""
    lines = [f"{'links_dev, leave one event out':<42}     P     R    F1  near misses linked"]
    for name, found in (("sayso, end to end", own), ("sayso, gold spans given", gold)):
        score = scored(found, [*own, *gold], settings)
        lines.append(f"{name:<42}{score.precision:6.1f}{score.recall:6.1f}{score.f1:6.1f}{score.near_miss:8.1f} %")
    return "\n".join(lines)


def scored(found: Sequence[Prepared], training: Sequence[Prepared], settings: LinkSettings) -> Score:
    """The score of ``found``, each event linked by weights estimated from the other events of ``training``."""
    predicted = [pair for one in found for pair in pairs_of(linked(one, _without(one, training), settings))]
    return score([one.event for one in found], predicted)


def detail(found: Sequence[Prepared], training: Sequence[Prepared], settings: LinkSettings) -> str:
    """Where required pairs were lost, how often a score is right, and the passages of what went wrong."""
    lost: list[Loss] = []
    links: list[Judged] = []
    for one in found:
        model = _without(one, training)
        clusters = linked(one, model, settings)
        scored = weighed(one.event.story, one.pairs, model)
        lost += losses(one.event, one.statements, scored, pairs_of(clusters), settings.min_score)
        links += judged(one.event, clusters)
    texts = {document.id: document.text for one in found for document in one.event.documents}
    missed = [(f"lost at {loss.stage}", loss.best, loss.pair) for loss in lost if loss.stage is not Stage.FOUND]
    false = [("linked", link.score, link.pair) for link in links if not link.right]
    shown = (
        f"{how} ({value:.2f})\n    {_shown(pair[0], texts)}\n    {_shown(pair[1], texts)}"
        for how, value, pair in [*missed, *false]
    )
    return "\n".join([told(lost, links), _by_meaning(found), *shown])


def _by_meaning(found: Sequence[Prepared]) -> str:
    """How often the rule is right that links what is by far the nearest in meaning, whatever the words."""
    right = [
        _label(one.event, (_grain(pair.left), _grain(pair.right)))[0]
        for one in found
        for pair in one.pairs
        if pair.nearest > 0 and retold(pair) and not (pair.left.narrowed or pair.right.narrowed)
    ]
    return f"by far the nearest in meaning, one speaker, nothing against it: {sum(right):.0f} of {len(right)} right"


def _without(one: Prepared, training: Sequence[Prepared]) -> Model:
    """The weights estimated from the other events."""
    return trained([other for other in training if other.event.story.id != one.event.story.id])


def _shown(reading: Reading, texts: Mapping[str, str]) -> str:
    """The characters of a reading on one line."""
    document, places = reading
    text = texts[document]
    gap = [text[i] if i + 1 in places or i + 1 == len(text) else text[i] + " … " for i in sorted(places)]
    return " ".join("".join(gap).split()).removesuffix(" …")


def linked(one: Prepared, model: Model, settings: LinkSettings) -> tuple[StatementCluster, ...]:
    """The things said in an event."""
    documents = {document.id: document for document in one.event.documents}
    return decide(one.event.story, documents, one.statements, one.pairs, model, settings)


def trained(training: Sequence[Prepared]) -> Model:
    """The weights estimated from these events."""
    tables = np.vstack([one.table for one in training])
    same = np.concatenate([one.labels[0] for one in training])
    importance = np.concatenate([one.labels[1] for one in training])
    return fit(tables, same, importance)


def pairs_of(clusters: Iterable[StatementCluster]) -> list[Pair]:
    """The cross-outlet pairs of readings of the clusters."""
    found = ([reading_of(r.document, r.content) for r in cluster.readings] for cluster in clusters)
    return [pair for readings in found for pair in across(readings)]


def write_model(gold: Path, own: Sequence[Prepared], perfect: Sequence[Prepared]) -> None:
    """Writes the weights from all events, and their card."""
    training = [*own, *perfect]
    model = trained(training)
    weights = {name: model.weights[name] for name in FEATURES}
    MODEL.write_text(json.dumps({"weights": weights, "bias": model.bias}, indent=1) + "\n", "utf-8")
    digests = {name: hashlib.sha256((gold / name).read_bytes()).hexdigest() for name in FILES}
    same = Counter(float(value) for one in training for value in one.labels[0])
    CARD.write_text(_card(digests, same, table(own, perfect)), "utf-8")
    print(f"wrote {MODEL.name} and {CARD.name}", file=sys.stderr)


def _card(digests: dict[str, str], same: Counter[float], measured: str) -> str:
    inputs = "\n".join(f"* `{name}` sha256 `{digest}`" for name, digest in digests.items())
    return f"""# Model card: weights of the link features

* **What**: logistic regression over {len(FEATURES)} features of a pair of statements (`features.py`); gives the
  probability that both report one utterance. Plain numbers in `model.json`; no text of the data is in them.
* **Made by**: `python -m benchmarks.quality.links train`, {datetime.now(UTC).date().isoformat()}. Newton's method
  with an L2 penalty, no random numbers: the same input gives the same digits.
* **Data**: links_dev, 12 events, each reported by 3 US outlets, annotated by one reader in two passes. Trained on
  {same[1.0]:.0f} pairs of one utterance and {same[0.0]:.0f} of two, from statements found by sayso itself and from the
  annotated spans, whole or by their likest sentences. An unsure pair counts {UNSURE}, a near miss {NEAR_MISS:.0f}.
* **Split**: the scores below leave one event out; the shipped weights are from all twelve.
* **Limits**: English political news of 2010 to 2019. Twelve events are few: differences under 8 points of F1 are noise.
  Nested statements are not annotated, so what their tellers contribute is set by rule (`rules.py`), not learned.

## Inputs

{inputs}

## Scores

```
{measured}
```
"""


def _grain(wording: Wording) -> Reading:
    """The characters of a statement, or of the one sentence of it that is compared."""
    start, end = wording.span
    inside = ((max(start, a), min(end, b)) for a, b in wording.statement.content)
    return reading_of(wording.statement.document, [(a, b) for a, b in inside if a < b])


def _label(event: Event, pair: Pair) -> tuple[float, float]:
    if any(same(pair, other) for other in event.sure):
        return 1.0, 1.0
    if any(same(pair, other) for other in event.allowed):
        return 1.0, UNSURE
    return 0.0, NEAR_MISS if any(same(pair, other) for other in event.near_misses) else 1.0


if __name__ == "__main__":
    sys.exit(main())
