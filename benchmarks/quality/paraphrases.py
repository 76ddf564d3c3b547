"""Links where no words are shared: translations and paraphrases of one utterance, among near misses.

    python benchmarks/quality/paraphrases.py [-v]

``paraphrases.toml`` holds invented events, each reported by two outlets; a pair of statements in it is one utterance
or a near miss. The statements of an event are compared all with all, as in two articles of a story. The right article
tells them in an order of its own, so that place gives nothing away. No weight was estimated on them; what was looked at
while the rules were made is apart from what was held out.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from sayso.link import link
from sayso.records import Document, EntityKind, Kind, Paragraph, Speaker, Statement, Story
from sayso.spans import Span, identity

__all__ = ["FILE", "Pair", "Tally", "linked", "read", "tally"]

FILE = Path(__file__).with_name("paraphrases.toml")

Row = dict[str, Any]


class Pair(NamedTuple):
    """Two statements of an event, by their texts; ``how`` is what makes them hard."""

    event: str
    held_out: bool
    same: bool
    how: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts: pairs of one utterance linked, of all of them; near misses linked, of all; other pairs linked."""

    found: int
    same: int
    near_misses: int
    different: int
    others: int

    @property
    def recall(self) -> float:
        """Percent of the pairs of one utterance that were linked."""
        return 100 * self.found / max(1, self.same)

    @property
    def precision(self) -> float:
        """Percent of the linked pairs that are of one utterance."""
        return 100 * self.found / max(1, self.found + self.near_misses + self.others)


def read(path: Path = FILE) -> list[Row]:
    """The events."""
    return list(tomllib.loads(path.read_text("utf-8"))["event"])


def linked(event: Row) -> set[tuple[str, str]]:
    """The pairs of texts of the two articles that stand in one thing said."""
    left, lefts = _article("left", [pair["left"] for pair in event["pair"]])
    right, rights = _article("right", sorted((pair["right"] for pair in event["pair"]), key=_shuffled))
    documents, statements = {"left": left, "right": right}, [*lefts, *rights]
    story = Story("story", ("left", "right"), origins=(("left",), ("right",)))
    found = set()
    for cluster in link(story, [left, right], statements):
        texts: dict[str, list[str]] = {"left": [], "right": []}
        by_id = {statement.id: statement for statement in statements}
        for reading in cluster.readings:
            document = documents[reading.document]
            texts[reading.document].append(by_id[reading.statement].content[0].of(document.text))
        found |= {(one, other) for one in texts["left"] for other in texts["right"]}
    return found


def pairs(event: Row) -> list[Pair]:
    """The pairs of an event."""
    return [
        Pair(event["name"], event["held_out"], p["same"], p["how"], p["left"]["text"], p["right"]["text"])
        for p in event["pair"]
    ]


def tally(events: Iterable[Row]) -> Tally:
    """What was linked in these events."""
    same = different = found = near = others = 0
    for event in events:
        links, told = linked(event), pairs(event)
        same += sum(pair.same for pair in told)
        different += sum(not pair.same for pair in told)
        right = {(pair.left, pair.right) for pair in told if pair.same}
        wrong = {(pair.left, pair.right) for pair in told if not pair.same}
        found += len(links & right)
        near += len(links & wrong)
        others += len(links - right - wrong)
    return Tally(found, same, near, different, others)


def _shuffled(said: Row) -> str:
    return hashlib.sha256(said["text"].encode()).hexdigest()


def _article(name: str, said: Sequence[Row]) -> tuple[Document, list[Statement]]:
    """An article with a paragraph for each statement."""
    text = ""
    paragraphs, statements = [], []
    for row in said:
        kind, speaker = Kind(row["kind"]), row["speaker"] or "an official"
        begin = len(text)
        lead, mark = ("", "“") if kind is Kind.DIRECT else (f"{speaker} said ", "")
        content = Span(begin + len(lead + mark), begin + len(lead + mark) + len(row["text"]))
        tail = f"”, {speaker} said." if kind is Kind.DIRECT else "."
        text += f"{lead}{mark}{row['text']}{tail}"
        paragraphs.append(Paragraph(Span(begin, len(text))))
        text += "\n"
        key = hashlib.sha256(f"{name} {content}".encode()).hexdigest()[:16]
        statements.append(Statement(key, name, kind, (content,), speaker=_speaker(row["speaker"])))
    return Document(name, name, name, text, tuple(paragraphs), identity(len(text)), language="en"), statements


def _speaker(name: str) -> Speaker | None:
    return Speaker(name.casefold(), name, 1.0, "given", EntityKind.PERSON) if name else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", "--verbose", action="store_true", help="print the pairs that came out wrong")
    options = parser.parse_args(arguments)
    events = read()
    for title, held_out in (("looked at", False), ("held out", True)):
        found = tally(event for event in events if event["held_out"] is held_out)
        print(
            f"{title}: recall {found.recall:.1f} ({found.found} of {found.same}) at precision {found.precision:.1f}; "
            f"near misses linked {found.near_misses} of {found.different}, others {found.others}"
        )
        if options.verbose:
            _print_wrong(event for event in events if event["held_out"] is held_out)
    return 0


def _print_wrong(events: Iterable[Row]) -> None:
    for event in events:
        links = linked(event)
        for pair in pairs(event):
            if ((pair.left, pair.right) in links) is not pair.same:
                print(f"  {'missed' if pair.same else 'LINKED'} {event['name']} ({pair.how})")
                print(f"    {pair.left}\n    {pair.right}")


if __name__ == "__main__":
    sys.exit(main())
