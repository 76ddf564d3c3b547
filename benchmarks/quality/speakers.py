"""How many speakers are right: gold readings of things said, with the canonical speaker of each.

    python -m benchmarks.quality.speakers [gold folder] [--given] [-v]

Two ways in. ``--given`` takes the gold contents and the nearest naming of the speaker, so that only the resolving is
measured; without it the statements are sayso's own, of articles cleaned as a user's are. A statement stands for a
reading as in the shared scorer: their shared characters are at least half of the shorter of the two. Of several the one
counts of which a part is most nearly a part of the reading (shared characters of all that either has), since statements
tell one another: in "the Courier says that Tosk said he was wrong" two overlap the reading "he was wrong", and only one
of them is it. Of equals the outermost counts, then the first.

Named are the readings whose canonical speaker is somebody with a name; unsure ones (collective speech, standing
positions, acts told as speech) are to be neither rewarded nor punished, so the sure ones are told apart.

A person is right where the entity bears the canonical name (surname and given name fit); a body or a group where the
names share most words or one is the acronym of the other; of a canonical "A / B" or "A and B" any part will do. An
unnamed entity that does not bear the canonical name counts as unknown, not as wrong: it names nobody.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.quality import gold
from benchmarks.quality.events import FILES, reading_of, stands_for
from sayso import Settings, pipeline
from sayso.parse import Parsed, parse
from sayso.records import Document, Entity, EntityKind, Kind, Speaker, Statement
from sayso.resolve import Resolved, across, in_document, lexicon
from sayso.resolve.bodies import BodyFit, body_fit
from sayso.resolve.names import Fit, parse_name, same_person
from sayso.resolve.spelling import fold
from sayso.spans import Span

__all__ = ["Scored", "Truth", "load", "score"]

_DOCUMENTS, _TRUTHS = FILES
_SMALL = frozenset(["the", "a", "an", "of", "and", "s", "in", "for", "to", "on", "by", "or"])


@dataclass(frozen=True, slots=True)
class Truth:
    """A gold reading: where it stands, who says it, and the nearest naming."""

    story: str
    document: str
    content: tuple[Span, ...]
    speaker: str
    naming: Span | None
    kind: Kind
    sure: bool

    @property
    def named(self) -> bool:
        """Whether the canonical speaker has a name: *Democrats* and *the other candidates* have none."""
        return any(map(_is_name, _parts(self.speaker)))


@dataclass(frozen=True, slots=True)
class Scored:
    """A gold reading with the verdict: ``right``, ``wrong``, ``unknown`` or ``unmatched``."""

    truth: Truth
    verdict: str
    speaker: Speaker | None


def load(folder: Path) -> tuple[dict[str, Document], list[Truth]]:
    """The documents and readings of a gold folder."""
    captures = map(gold.capture, gold.rows(folder / _DOCUMENTS))
    cleaned = pipeline.clean_captures(captures, settings=Settings()).documents
    same = (row for row in gold.rows(folder / _TRUTHS) if row["type"] == "same")
    return {document.id: document for document in cleaned}, [_truth(r, one) for r in same for one in r["readings"]]


def _truth(row: Mapping[str, Any], reading: Mapping[str, Any]) -> Truth:
    naming = reading.get("speaker_span")
    return Truth(
        story=row["story_id"],
        document=reading["doc"],
        content=tuple(Span(start, end) for start, end in reading["content_spans"]),
        speaker=row["speaker"],
        naming=Span(naming[0], naming[1]) if naming else None,
        kind=Kind(reading["kind"]),
        sure=row["sure"],
    )


def score(documents: Mapping[str, Document], truths: Sequence[Truth], *, given: bool) -> list[Scored]:
    """The verdict on each reading, in the order of the gold."""
    by_document, entities = _attributed(documents, truths, given=given)
    match = _given_match if given else _nearest
    return [_scored(truth, match(truth, by_document[truth.document]), entities) for truth in truths]


def _attributed(
    documents: Mapping[str, Document], truths: Sequence[Truth], *, given: bool
) -> tuple[Mapping[str, Sequence[Statement]], Mapping[str, Entity]]:
    """The statements by article, sayso's own or the gold's, and who is meant by the ids of their speakers."""
    parsed = {item.document.id: item for item in parse(documents.values())}
    statements = _given(truths) if given else _extracted(parsed.values())
    resolved = [in_document(parsed[key], statements.get(key, [])) for key in sorted(parsed)]
    stories: dict[str, list[Resolved]] = defaultdict(list)
    story_of = {truth.document: truth.story for truth in truths}
    for item in resolved:
        stories[story_of.get(item.document, item.document)].append(item)
    found: list[Statement] = []
    entities: dict[str, Entity] = {}
    for story in sorted(stories):
        rewritten, known = across(stories[story])
        found += rewritten
        entities.update({entity.id: entity for entity in known})
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for statement in found:
        by_document[statement.document].append(statement)
    return by_document, entities


def _given(truths: Iterable[Truth]) -> dict[str, list[Statement]]:
    rows: dict[str, list[Statement]] = defaultdict(list)
    for truth in truths:
        if truth.naming is not None:
            rows[truth.document].append(_statement(truth))
    return {key: sorted(group, key=lambda s: s.content[0]) for key, group in rows.items()}


def _statement(truth: Truth) -> Statement:
    key = f"{truth.document}:{truth.content}:{truth.naming}"
    return Statement(key, truth.document, truth.kind, truth.content, source=truth.naming)


def _extracted(parsed: Iterable[Parsed]) -> dict[str, list[Statement]]:
    from sayso.extract import extract

    return {item.document.id: list(extract(item)) for item in parsed}


def _scored(truth: Truth, matched: Statement | None, entities: Mapping[str, Entity]) -> Scored:
    if matched is None:
        return Scored(truth, "unmatched", None)
    return Scored(truth, _verdict(truth, matched.speaker, entities), matched.speaker)


def _given_match(truth: Truth, statements: Sequence[Statement]) -> Statement | None:
    wanted = _statement(truth).id if truth.naming is not None else ""
    return next((statement for statement in statements if statement.id == wanted), None)


def _nearest(truth: Truth, statements: Sequence[Statement]) -> Statement | None:
    """The statement that stands for the reading and of which a part is most nearly a part of the reading."""
    reading = reading_of(truth.document, truth.content)
    fitting = [s for s in statements if stands_for(reading, reading_of(truth.document, s.content))]
    return min(fitting, key=lambda s: (-_nearness(truth, s), s.within is not None, s.content), default=None)


def _nearness(truth: Truth, statement: Statement) -> float:
    return max(_likeness(a, b) for a in truth.content for b in statement.content)


def _likeness(left: Span, right: Span) -> float:
    shared = max(0, min(left.end, right.end) - max(left.start, right.start))
    return shared / max(1, left.end - left.start + right.end - right.start - shared)


def _verdict(truth: Truth, speaker: Speaker | None, entities: Mapping[str, Entity]) -> str:
    if speaker is None:
        return "unknown"
    entity = entities[speaker.id]
    wanted = [truth.speaker, *_parts(truth.speaker)]
    if any(_same(part, name, entity.kind) for part in wanted for name in _names(entity)):
        return "right"
    # A group without a name has none but the article's own words for it.
    return "unknown" if entity.kind is EntityKind.UNNAMED else "wrong"


def _parts(canonical: str) -> list[str]:
    return [part.strip() for part in re.split(r" / | and | \(|\)", canonical) if part.strip()]


def _is_name(part: str) -> bool:
    words = part.split()
    group = words[-1].lower().rstrip("()s") + "s" in lexicon.group_words() and (words[-1].islower() or len(words) == 1)
    return not part[0].islower() and not group


def _names(entity: Entity) -> list[str]:
    return [entity.name, *entity.aliases]


def _same(part: str, name: str, kind: EntityKind) -> bool:
    if kind is EntityKind.PERSON and parse_name(part).full:
        return same_person(parse_name(part), parse_name(name)) >= Fit.OPEN
    mine = {word.rstrip("s") for word in fold(part).split()} - _SMALL
    theirs = {word.rstrip("s") for word in fold(name).split()} - _SMALL
    shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    return shared >= 0.5 or body_fit(part, name) is not BodyFit.NONE


def main() -> None:
    """Prints the shares, and with ``-v`` what is not right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="?", default=Path("../shared/gold"))
    parser.add_argument("--given", action="store_true", help="take gold contents and namings instead of extracting")
    parser.add_argument("-v", action="store_true", help="show each reading that is not right")
    options = parser.parse_args()
    if not (options.gold / _TRUTHS).exists():
        print(f"skipped: no {_TRUTHS} in {options.gold}")
        return
    documents, truths = load(options.gold)
    rows = score(documents, truths, given=options.given)
    _print_shares(rows)
    if options.v:
        for row in rows:
            if row.verdict != "right":
                _show(row, documents[row.truth.document].text)


def _print_shares(rows: Sequence[Scored]) -> None:
    named = [row for row in rows if row.truth.named]
    print(f"all: {_table(rows)}")
    print(f"sure: {_table([row for row in rows if row.truth.sure])}")
    print(f"named: {_table(named)}")
    print(f"named and sure: {_table([row for row in named if row.truth.sure])}")


def _table(rows: Sequence[Scored]) -> str:
    counts = Counter(row.verdict for row in rows)
    matched = len(rows) - counts["unmatched"]
    shares = ", ".join(f"{name} {100 * counts[name] / max(1, matched):.1f} %" for name in ("right", "wrong", "unknown"))
    return f"{shares} of {matched} matched readings ({len(rows)} in all)"


def _show(row: Scored, text: str) -> None:
    truth, speaker = row.truth, row.speaker
    naming = truth.naming.of(text) if truth.naming else "-"
    told = f"{speaker.name} ({speaker.because})" if speaker else "-"
    print(f"{row.verdict:10} {truth.document[:6]} {truth.content[0]} gold {truth.speaker!r} as {naming!r}: {told}")


if __name__ == "__main__":
    main()
