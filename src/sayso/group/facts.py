"""What was found out about a story, and how it is told to a person."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sayso.group.copies import THOUSANDTHS
from sayso.group.tokens import tokens
from sayso.group.weights import UNIT
from sayso.group.wires import wires
from sayso.records import Copy, Document, Story
from sayso.relations import Mapping, Relations

__all__ = ["FACTS", "StoryFacts", "facts_of", "find_facts", "story_id", "story_of", "text_of"]

_WORDS_SHOWN = 5
HELD = pa.schema([("story", pa.int64()), ("word", pa.int64()), ("weight", pa.int16())])

FACTS = {
    "story_texts": "story, doc",
    "story_copies": "story, l, r",
    "story_words": "story, place",
    "story_likeness": "story",
    "story_nearest": "story",
}
"""The tables that ``find_facts`` makes, each with the columns that tell its rows apart."""


class StoryFacts(NamedTuple):
    """About one story: ``texts`` has for each article the one of the longest form of its text, by their ids.

    ``first`` is the id of the first report, ``likeness`` what those pairs of texts that were
    compared have on average (1.0: the same), None where there are none, ``telling`` the numbers of the words that tell
    most, and ``nearest`` the likeness and outlet of what is most like an article that is alone, None where nothing is.
    """

    first: str
    texts: Map[str, str]
    copies: tuple[Copy, ...] = ()
    likeness: float | None = None
    telling: tuple[int, ...] = ()
    nearest: tuple[float, str] | None = None


def find_facts(relations: Relations) -> None:
    """``articles`` (doc, id, outlet) and all that was found of copies and stories -> the tables of ``FACTS``."""
    relations.make("story_texts", _TEXTS)
    relations.make("story_copies", _COPIES)
    relations.make("held", _HELD, Mapping(single_words, HELD))
    relations.make("story_words", _WORDS)
    relations.drop("held")
    relations.make("story_likeness", _LIKENESS)
    relations.make("story_nearest", _NEAREST)


_TEXTS = """
SELECT stories.story, stories.doc, articles.id, longest.id AS text, first.id AS first
FROM stories JOIN articles ON articles.doc = stories.doc
JOIN origins ON origins.doc = stories.doc JOIN articles AS longest ON longest.doc = origins.origin
JOIN articles AS first ON first.doc = stories.story
"""
_COPIES = """
SELECT stories.story, l, r, a.id AS l_id, b.id AS r_id, l_in_r, r_in_l FROM copies
JOIN stories ON stories.doc = copies.l JOIN stories AS other ON other.doc = copies.r AND other.story = stories.story
JOIN articles AS a ON a.doc = copies.l JOIN articles AS b ON b.doc = copies.r
"""
_HELD = """
SELECT story, heaviest AS words, weights FROM weighed_words JOIN stories ON stories.doc = weighed_words.doc
"""
# What at least half of a story's texts have, by how much it weighs in all of them.
_WORDS = f"""
WITH sizes AS (
  SELECT story, COUNT(*) AS size FROM weighed_words JOIN stories ON stories.doc = weighed_words.doc GROUP BY story
)
SELECT story, word, place FROM (
  SELECT held.story, word, ROW_NUMBER() OVER (
    PARTITION BY held.story ORDER BY MIN(weight) * COUNT(*) DESC, word) AS place
  FROM held JOIN sizes ON sizes.story = held.story WHERE size > 1
  GROUP BY held.story, word HAVING COUNT(*) * 2 > MIN(size) AND MIN(weight) > 0
) AS ranked WHERE place <= {_WORDS_SHOWN}
"""
_LIKENESS = """
SELECT stories.story, CAST(SUM(likeness) AS BIGINT) AS total, COUNT(*) AS pairs FROM alike
JOIN stories ON stories.doc = alike.l JOIN stories AS other ON other.doc = alike.r AND other.story = stories.story
GROUP BY stories.story
"""
# Of those that are alone.
_NEAREST = """
WITH alone AS (SELECT story FROM stories GROUP BY story HAVING COUNT(*) = 1), ends AS (
  SELECT l AS doc, r AS other, likeness FROM alike WHERE likeness > 0
  UNION ALL SELECT r AS doc, l AS other, likeness FROM alike WHERE likeness > 0
)
SELECT story, outlet, likeness FROM (
  SELECT story, other, likeness, ROW_NUMBER() OVER (PARTITION BY story ORDER BY likeness DESC, other) AS place
  FROM alone JOIN ends ON ends.doc = alone.story
) AS ranked JOIN articles ON articles.doc = other WHERE place = 1
"""


def single_words(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The words of each article with their weights, a row each: engines differ in how they take two lists apart."""
    words = batch.column("words")
    stories = batch.column("story").take(pc.list_parent_indices(words))
    return pa.RecordBatch.from_arrays([stories, words.flatten(), batch.column("weights").flatten()], schema=HELD)


def facts_of(tables: Map[str, Sequence[Map[str, Any]]]) -> dict[int, StoryFacts]:
    """The rows of ``FACTS`` as the facts of each story, by its number."""
    of: dict[str, dict[int, list[Map[str, Any]]]] = {name: defaultdict(list) for name in FACTS}
    for name, rows in tables.items():
        for row in rows:
            of[name][row["story"]].append(row)
    return {
        story: StoryFacts(
            first=rows[0]["first"],
            texts={row["id"]: row["text"] for row in rows},
            copies=tuple(sorted(map(_copy, of["story_copies"][story]), key=lambda copy: (copy.left, copy.right))),
            likeness=next((row["total"] / row["pairs"] / UNIT for row in of["story_likeness"][story]), None),
            telling=tuple(row["word"] for row in sorted(of["story_words"][story], key=lambda row: row["place"])),
            nearest=next(((row["likeness"] / UNIT, row["outlet"]) for row in of["story_nearest"][story]), None),
        )
        for story, rows in of["story_texts"].items()
    }


def story_of(documents: Sequence[Document], facts: StoryFacts, *, least: float, others: bool) -> Story:
    """The record of a story, given its articles, the likeness needed, and whether there are other articles.

    Of what is known, only what is about these articles: one over which a later stage failed is none of them.
    """
    here = {document.id for document in documents}
    texts: dict[str, list[str]] = defaultdict(list)
    for document in here:
        texts[facts.texts[document]].append(document)
    story = Story(
        id=story_id(facts.first),
        documents=tuple(sorted(here)),
        copies=tuple(copy for copy in facts.copies if here.issuperset((copy.left, copy.right))),
        origins=tuple(sorted(tuple(sorted(ids)) for ids in texts.values())),
        wires=wires(documents, facts.texts),
    )
    together = len(here) > 1
    because = _together(documents, facts, story) if together else _alone(facts, least, others=others)
    return replace(story, because=because)


def story_id(first: str) -> str:
    """The id of the story that a document was the first to report; it stays while earlier reports do not come."""
    return hashlib.sha256(f"story\n{first}".encode("utf-8", "replace")).hexdigest()[:16]


def text_of(document: Document) -> str:
    """The article without what was set aside, a line a paragraph."""
    return "\n".join(paragraph.span.of(document.text) for paragraph in document.paragraphs)


def _copy(row: Map[str, Any]) -> Copy:
    left, right = row["l_id"], row["r_id"]
    shares = row["l_in_r"] / THOUSANDTHS, row["r_in_l"] / THOUSANDTHS
    return Copy(left, right, *shares) if left < right else Copy(right, left, *shares[::-1])


def _together(documents: Sequence[Document], facts: StoryFacts, story: Story) -> str:
    told = f"{len(story.documents)} articles"
    if len(story.origins) < len(story.documents):
        told += f" of {_counted(len(story.origins), 'text')}"
    if story.wires:
        told += f" ({', '.join(f'{len(wire.documents)} from {wire.agency}' for wire in story.wires)})"
    if len(story.independent) < len(story.documents):
        told += f", {_counted(len(story.independent), 'independent origin')},"
    common = ", ".join(_printed(documents, facts.telling)) or "none that are rare"
    because = f"{told} taken for one event: words in common: {common}"
    return because if facts.likeness is None else f"{because}; likeness {facts.likeness:.2f} on average"


def _counted(count: int, name: str) -> str:
    return f"{count} {name}{'s' * (count != 1)}"


def _alone(facts: StoryFacts, least: float, *, others: bool) -> str:
    if not others:
        return "the only article"
    if len(facts.texts) > 1:
        return f"the only one of {len(facts.texts)} reports of the event over which no later stage failed"
    if facts.nearest is None:
        return "no report of the same event: shares no rare words with the other articles"
    likeness, outlet = facts.nearest
    if likeness < least:
        needed = f"has a likeness of {likeness:.2f}, {least:.2f} is needed"
        return f"no report of the same event: the nearest, of {outlet}, {needed}"
    return f"like one article of {outlet} ({likeness:.2f}), but not like the other reports of that event"


def _printed(documents: Sequence[Document], wanted: Sequence[int]) -> list[str]:
    """Words by their numbers, as the first of the articles by id that has each prints it."""
    printed: dict[int, str] = {}
    for document in sorted(documents, key=lambda document: document.id, reverse=True):
        found = tokens([text_of(document)])
        numbers = found.hashes.view(np.int64)
        for word in wanted:
            places = np.flatnonzero(numbers == word)
            if len(places):
                printed[word] = found.word(int(places[0]))
    return [printed[word] for word in wanted if word in printed]
