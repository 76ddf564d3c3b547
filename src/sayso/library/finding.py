"""The stories among the current articles of a library, found by what was measured of each as it came in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import apsw

from sayso import __version__
from sayso.build.marks import key_of
from sayso.config import Settings
from sayso.group.facts import FACTS, StoryFacts, facts_of, story_id
from sayso.group.grouping import find_all
from sayso.library.connection import rows
from sayso.library.studying import measures_of
from sayso.relations import Relations

__all__ = ["Found", "find_stories"]


@dataclass(frozen=True, slots=True)
class Found:
    """A story as it was found: its captures by the ids of its articles, and what is known of it.

    ``basis`` differs when its comparison may, ``grounds`` when what else is told of it may.
    """

    id: str
    captures: Mapping[str, int]
    facts: StoryFacts
    basis: str
    grounds: str


def find_stories(db: apsw.Connection, relations: Relations, settings: Settings) -> dict[str, Found]:
    """The stories of all current articles, by their ids."""
    current: dict[str, int] = {}

    def measures() -> Iterator[bytes]:
        sql = """
        SELECT id, capture, measures FROM article JOIN content USING (capture) WHERE standing = 'current' ORDER BY id
        """
        for key, capture, packed in rows(db, sql):
            current[key] = capture
            yield packed

    for name, table in measures_of(measures()).items():
        relations.put(name, table)
    if not current:
        return {}
    find_all(relations, settings.group)
    tables = {name: relations.fetch(f"SELECT * FROM {name}").to_pylist() for name in FACTS}
    fingerprint = settings.fingerprint(__version__)
    stories = (_found(facts, current, fingerprint) for facts in facts_of(tables).values())
    return {story.id: story for story in stories}


def _found(facts: StoryFacts, current: Mapping[str, int], fingerprint: str) -> Found:
    captures = {key: current[key] for key in sorted(facts.texts)}
    copies = [(each.left, each.right, each.left_in_right, each.right_in_left) for each in facts.copies]
    texts = sorted(facts.texts.items())
    # Likeness is told with two digits: what it is beyond these changes with every article that comes.
    likeness = None if facts.likeness is None else f"{facts.likeness:.2f}"
    nearest = None if facts.nearest is None else [f"{facts.nearest[0]:.2f}", facts.nearest[1]]
    return Found(
        id=story_id(facts.first),
        captures=captures,
        facts=facts,
        basis=key_of(fingerprint, sorted(captures.items()), texts, copies),
        grounds=key_of(likeness, list(facts.telling), nearest, len(current) > 1),
    )
