"""How many speakers are right: gold readings of things said, with the canonical speaker of each.

Two ways in. ``--given`` takes the gold contents and the nearest naming of the speaker, so that only the resolving is
measured; without it the statements are sayso's own, and those are scored that overlap a gold reading.

A person is right where the entity bears the canonical name (surname and given name fit); a body or a group where the
names share most words or one is the acronym of the other; of a canonical "A / B" or "A and B" any part will do. An
unnamed entity that does not bear the canonical name counts as unknown, not as wrong: it names nobody.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.parse import Parsed, parse
from sayso.records import Document, Entity, EntityKind, Kind, Paragraph, Speaker, Statement
from sayso.resolve import Resolved, across, in_document
from sayso.resolve.bodies import BodyFit, body_fit
from sayso.resolve.names import Fit, parse_name, same_person
from sayso.resolve.spelling import fold
from sayso.spans import Span, identity

__all__ = ["Scored", "Truth", "load", "score"]

_MIN_OVERLAP = 0.3
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


@dataclass(frozen=True, slots=True)
class Scored:
    """A gold reading with the verdict: ``right``, ``wrong``, ``unknown`` or ``unmatched``."""

    truth: Truth
    verdict: str
    speaker: Speaker | None


def load(folder: Path) -> tuple[dict[str, Document], list[Truth]]:
    """The documents and readings of a gold folder."""
    documents = {}
    for line in (folder / "links_dev_docs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        documents[row["id"]] = _document(row["id"], row["outlet"], row["text"])
    truths = []
    for line in (folder / "links_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["type"] == "same":
            truths += [_truth(row, reading) for reading in row["readings"]]
    return documents, truths


def _document(key: str, outlet: str, text: str) -> Document:
    paragraphs = tuple(Paragraph(Span(m.start(), m.end())) for m in re.finditer(r"\S[^\n]*", text))
    return Document(key, key, outlet, text, paragraphs, identity(len(text)), language="en")


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
    return [_scored(truth, by_document[truth.document], entities, given=given) for truth in truths]


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


def _scored(truth: Truth, statements: Sequence[Statement], entities: Mapping[str, Entity], *, given: bool) -> Scored:
    if given:
        wanted = _statement(truth).id if truth.naming is not None else ""
        matched = [statement for statement in statements if statement.id == wanted]
    else:
        matched = _overlapping(truth, statements)
    if not matched:
        return Scored(truth, "unmatched", None)
    speaker = matched[0].speaker
    return Scored(truth, _verdict(truth, speaker, entities), speaker)


def _overlapping(truth: Truth, statements: Sequence[Statement]) -> list[Statement]:
    """The statement that shares most with a part of the reading; ties go to the one nearer the frame."""
    shares = []
    for statement in statements:
        best = max((_overlap(a, b) for a in truth.content for b in statement.content), default=0.0)
        if best >= _MIN_OVERLAP:
            shares.append((-best, statement.within is not None, statement.content, statement))
    return [row[-1] for row in sorted(shares, key=lambda row: row[:3])[:1]]


def _overlap(left: Span, right: Span) -> float:
    shared = min(left.end, right.end) - max(left.start, right.start)
    return max(0.0, shared / max(1, min(left.end - left.start, right.end - right.start)))


def _verdict(truth: Truth, speaker: Speaker | None, entities: Mapping[str, Entity]) -> str:
    if speaker is None:
        return "unknown"
    entity = entities[speaker.id]
    wanted = [truth.speaker, *re.split(r" / | and | \(|\)", truth.speaker)]
    if any(_same(part.strip(), name, entity.kind) for part in wanted if part.strip() for name in _names(entity)):
        return "right"
    # A group without a name has none but the article's own words for it.
    return "unknown" if entity.kind is EntityKind.UNNAMED else "wrong"


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
    if not (options.gold / "links_dev.jsonl").exists():
        print(f"skipped: no links_dev.jsonl in {options.gold}")
        return
    documents, truths = load(options.gold)
    rows = score(documents, truths, given=options.given)
    for name, chosen in (("all", rows), ("sure", [row for row in rows if row.truth.sure])):
        print(f"{name}: {_table(chosen)}")
    if options.v:
        for row in rows:
            if row.verdict != "right":
                _show(row, documents[row.truth.document].text)


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
