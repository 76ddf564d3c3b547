"""Links where no words are shared: translations and paraphrases of one utterance, among near misses.

    python -m benchmarks.quality.paraphrases [-v]

``paraphrases/*.toml`` hold invented events, each reported by two outlets; a pair of statements in them is one utterance
or a near miss: in ``plain`` as agencies and translators write, in ``free`` with hardly a word in common. Who wrote
them had not seen the code. The statements of an event are compared all with all, as in two articles of a story; the
right article tells them in an order of its own, so that place gives nothing away. No weight was estimated on them; what
was looked at while the rules were made is apart from what was held out.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from sayso.link import link
from sayso.records import Document, EntityKind, Kind, Paragraph, Speaker, Statement, Story
from sayso.spans import Span, identity

__all__ = ["SETS", "Pair", "Tally", "linked", "read", "tally"]

SETS = ("plain", "free")
FOLDER = Path(__file__).with_name("paraphrases")

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


def read(name: str, *, held_out: bool | None = None) -> list[Row]:
    """The events of a set, or those of them that were held out, or that were looked at."""
    events = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))["event"]
    return [event for event in events if held_out is None or event["held_out"] is held_out]


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
    for name, held_out in product(SETS, (False, True)):
        found = tally(read(name, held_out=held_out))
        print(
            f"{name}, {'held out' if held_out else 'looked at'}: recall {found.recall:.1f} ({found.found} of "
            f"{found.same}) at precision {found.precision:.1f}; near misses linked {found.near_misses} of "
            f"{found.different}, others {found.others}"
        )
        if options.verbose:
            _print_wrong(read(name, held_out=held_out))
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
