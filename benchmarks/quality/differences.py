"""Differences that change the sense: how many of those told are right, and how many of those noted by people are told.

    python -m benchmarks.quality.differences [--gold ../shared/gold]   those that nobody has judged, with their passages

Two ways in: the annotated spans as people grouped them (``given``), and sayso's own statements and links (``own``).

Precision is counted twice. Against the annotation a difference is right where people noted one between the readings of
that thing said; they did not note all. By hand each difference was looked up and judged; ``differences.toml`` keeps the
verdicts by places alone. What nobody has judged is counted apart. ``arguable`` counts as wrong.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality import links
from benchmarks.quality.events import FILES, Event, Row, reading_of, stands_for
from benchmarks.quality.events import events as events_of
from sayso.collate import Collator
from sayso.config import LinkSettings
from sayso.records import Change, Collation, Discrepancy, Kind, Reading, Statement, StatementCluster
from sayso.spans import Span

__all__ = ["FILES", "Found", "Told", "found_of", "measured", "recall_rows", "verdicts"]

VERDICTS = Path(__file__).with_name("differences.toml")
KINDS: Mapping[str, frozenset[Change]] = {
    "number": frozenset({Change.NUMBER}),
    "time": frozenset({Change.TIME}),
    "place": frozenset({Change.PLACE}),
    "polarity": frozenset({Change.POLARITY}),
    "speaker": frozenset({Change.SPEAKER, Change.ADDRESSEE}),
    "qualifier": frozenset({Change.QUALIFIER_CUT, Change.CUT}),
    "hedge": frozenset({Change.HEDGE, Change.MODALITY}),
    "other": frozenset(Change) - {Change.WORDING, Change.MOVED, Change.DIRECTNESS},
}
"""What people noted -> the kinds of ours that tell it."""
_PRONOUNS = frozenset(["he", "she", "they", "we", "i", "it", "who"])


@dataclass(frozen=True)
class Told:
    """A difference, with the event and the annotated thing said that it belongs to; None for none of them."""

    event: Event
    row: Row | None
    difference: Discrepancy

    @property
    def key(self) -> str:
        """The places and the kind: no text."""
        both = (self.difference.left, self.difference.right)
        sides = (f"{side.document}:{side.span.start}-{side.span.end}" for side in both)
        return " ".join([*sides, self.difference.change.value])

    @property
    def noted(self) -> bool:
        """Whether people noted a difference between the readings."""
        return self.row is not None and self.row["difference"] is not None


@dataclass(frozen=True)
class Found:
    """All that is told of the events in one way, and which annotated things said it covers."""

    told: tuple[Told, ...]
    rows: tuple[Row, ...]

    @property
    def substantive(self) -> list[Told]:
        return [one for one in self.told if one.difference.substantive]

    def recalled(self, kind: str, *, substantive: bool = True) -> tuple[int, int]:
        """How many of the noted differences of a kind are told, and how many there are."""
        wanted = [row for row in self.rows if row["difference_kind"] == kind]
        hits = {
            id(one.row)
            for one in self.told
            if one.difference.change in KINDS[kind] and (one.difference.substantive or not substantive)
        }
        return sum(id(row) in hits for row in wanted), len(wanted)


def found_of(events: Sequence[Event]) -> tuple[Found, Found]:
    """What is told of sayso's own things said, and of the annotated ones."""
    return _own(events), _given(events)


def verdicts(path: Path = VERDICTS) -> dict[str, str]:
    """The judgements by hand: ``right``, ``wrong`` or ``arguable``, by key."""
    return {key: str(verdict) for key, verdict in tomllib.loads(path.read_text("utf-8"))["verdicts"].items()}


def measured(own: Found, given: Found) -> tuple[dict[str, float], list[list[object]]]:
    """The figures that are held, and a row for each kind: told and right in both ways, and noted and told."""
    judged = verdicts()
    rows: list[list[object]] = []
    for change in Change:
        counts = [_judged(found, judged, [change]) for found in (own, given)]
        if any(sum(count.values()) for count in counts):
            rows.append([change.value, *(_shown(count) for count in counts)])
    totals = [_judged(found, judged, list(Change)) for found in (own, given)]
    rows.append(["all", *(_shown(count) for count in totals)])
    figures = {
        "right_by_hand": _share_right(totals[0]),
        "right_by_hand_given_spans": _share_right(totals[1]),
        "noted_given_spans": 100 * sum(one.noted for one in given.substantive) / max(1, len(given.substantive)),
        "told_of_noted_given_spans": _recall(given),
    }
    return figures, rows


def recall_rows(own: Found, given: Found) -> list[list[object]]:
    """For each kind that people noted: how many are told, and how many with those that keep the sense."""
    return [
        [kind, f"{own.recalled(kind)[0]}", *(f"{given.recalled(kind, substantive=s)[0]}" for s in (True, False)), total]
        for kind in KINDS
        if (total := given.recalled(kind)[1])
    ]


def _recall(found: Found) -> float:
    told = [found.recalled(kind) for kind in KINDS if kind != "other"]
    return 100 * sum(hits for hits, _ in told) / max(1, sum(total for _, total in told))


def _judged(found: Found, judged: Mapping[str, str], changes: Iterable[Change]) -> Counter[str]:
    wanted = set(changes)
    rows = {one.key for one in found.substantive if one.difference.change in wanted}
    return Counter(judged.get(key, "unjudged") for key in rows)


def _share_right(counts: Counter[str]) -> float:
    total = sum(counts.values()) - counts["unjudged"]
    return 100 * counts["right"] / total if total else 100.0


def _shown(counts: Counter[str]) -> str:
    total = sum(counts.values())
    unjudged = f", {counts['unjudged']} unjudged" if counts["unjudged"] else ""
    return f"{counts['right']} of {total - counts['unjudged']}{unjudged}"


# --- the two ways in ------------------------------------------------------------------------------------------------


def _given(events: Sequence[Event]) -> Found:
    told: list[Told] = []
    for event in events:
        rows = _same(event)
        statements = {one.id: one for n, row in enumerate(rows) for one in _statements(n, row)}
        collator = Collator({d.id: d for d in event.documents}, statements, story=event.story)
        for n, row in enumerate(rows):
            cluster = _cluster(event, str(n), _statements(n, row))
            told += (Told(event, row, one) for one in collator.collate(cluster).differences)
    return Found(tuple(told), tuple(row for event in events for row in _same(event)))


def _same(event: Event) -> list[Row]:
    return [row for row in event.gold if row["type"] == "same"]


def _statements(number: int, row: Row) -> list[Statement]:
    found = []
    for place, reading in enumerate(row["readings"]):
        content = tuple(sorted(Span(*span) for span in reading["content_spans"]))
        source = Span(*reading["speaker_span"]) if reading.get("speaker_span") else None
        printed = reading["speaker_text"] or ""
        speaker = None if printed.casefold() in _PRONOUNS else links.printed_speaker(printed)
        key = f"{number}:{place}"
        found.append(Statement(key, reading["doc"], Kind(reading["kind"]), content, source=source, speaker=speaker))
    return found


def _cluster(event: Event, key: str, statements: Iterable[Statement]) -> StatementCluster:
    readings = (Reading(one.document, one.id, one.content, one.kind) for one in statements)
    return StatementCluster(key, event.story.id, tuple(sorted(readings, key=lambda one: (one.document, one.content))))


def _own(events: Sequence[Event]) -> Found:
    """Each event linked by weights that have not seen it."""
    own, perfect = links.prepared(events, links.extracted), links.prepared(events, links.given)
    told: list[Told] = []
    for one in own:
        unseen = [other for other in [*own, *perfect] if other.event.story.id != one.event.story.id]
        clusters = links.linked(one, links.trained(unseen), LinkSettings())
        documents = {document.id: document for document in one.event.documents}
        collator = Collator(documents, {each.id: each for each in one.statements}, story=one.event.story)
        for cluster in clusters:
            told += _of(one.event, collator.collate(cluster))
    return Found(tuple(told), tuple(row for event in events for row in _same(event)))


def _of(event: Event, collation: Collation) -> Iterator[Told]:
    row = _row_of(event, collation.cluster)
    return (Told(event, row, difference) for difference in collation.differences)


def _row_of(event: Event, cluster: StatementCluster) -> Row | None:
    """The annotated thing said of which the cluster has readings in two articles or more."""
    own = [reading_of(one.document, one.content) for one in cluster.readings]
    for row in _same(event):
        gold = [reading_of(one["doc"], one["content_spans"]) for one in row["readings"]]
        if len({theirs[0] for theirs in gold for mine in own if stands_for(mine, theirs)}) > 1:
            return row
    return None


# --- for the judge --------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what nobody has judged yet; 0 also where the gold is absent, since it can't ship."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options = parser.parse_args(arguments)
    if not all((options.gold / name).is_file() for name in FILES):
        print(f"differences: skipped, no {' and '.join(FILES)} in {options.gold}")
        return 0
    judged = verdicts()
    shown: set[str] = set()
    for found in found_of(events_of(options.gold)):
        for one in found.substantive:
            if one.key not in judged and one.key not in shown:
                shown.add(one.key)
                _print(one)
    return 0


def _print(one: Told) -> None:
    texts = {document.id: document.text for document in one.event.documents}
    print(f'\n"{one.key}" = ""')
    print(f"  {one.difference.because}")
    for side in (one.difference.left, one.difference.right):
        around = Span(max(0, side.span.start - 220), min(len(texts[side.document]), side.span.end + 220))
        before, after = Span(around.start, side.span.start), Span(side.span.end, around.end)
        parts = (" ".join(span.of(texts[side.document]).split()) for span in (before, side.span, after))
        print("  {} [[{}]] {}".format(*parts))


if __name__ == "__main__":
    sys.exit(main())
