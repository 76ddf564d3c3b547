"""Articles, grouped by the event they report, with what in them is one text."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from itertools import combinations

from sayso.config import GroupSettings
from sayso.group.average import average_link
from sayso.group.copies import copies, origins
from sayso.group.likeness import Subject, likenesses, subjects
from sayso.group.words import shown, text_of
from sayso.records import Copy, Document, Story

__all__ = ["group"]

_DEFAULTS = GroupSettings()
_GIVEN_TOGETHER = 2 / 3
"""What the needed likeness falls to for articles that someone chose to compare. Two in twenty pairs of reports of one
event fall below the full one; one in twenty pairs of unrelated political news reaches the lowered one."""
_WORDS_SHOWN = 5


def group(documents: Sequence[Document], *, settings: GroupSettings = _DEFAULTS) -> tuple[Story, ...]:
    """The stories among the documents, largest first; every document is in exactly one.

    The result depends on the set of documents, not on their order. Copies of one text are in one story and count as one
    origin. A document without a like is a story of its own, and ``because`` says how near the nearest other is.
    """
    by_id = {document.id: document for document in documents}
    seen = _Seen(
        by_id, subjects(list(by_id.values())), copies(list(by_id.values()), settings.min_reuse_share), settings
    )
    joined = {**seen.alike, **{(copy.left, copy.right): 1.0 for copy in seen.copied if seen.one_text(copy)}}
    stories = [_story(members, seen) for members in average_link(by_id, joined, seen.least)]
    return tuple(sorted(stories, key=lambda story: (-len(story.documents), story.documents)))


class _Seen:
    """What was found out about all documents, before they are put into stories."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        told: Mapping[str, Subject],
        copied: Sequence[Copy],
        settings: GroupSettings,
    ) -> None:
        self.documents = documents
        self.told = told
        self.alike = likenesses(told)
        self.copied = copied
        self.min_copy_share = settings.min_copy_share
        self.least = round(settings.min_story_similarity * (_GIVEN_TOGETHER if settings.given_together else 1.0), 4)

    def one_text(self, copy: Copy) -> bool:
        """Whether so much is shared that the two are one origin."""
        return max(copy.left_in_right, copy.right_in_left) >= self.min_copy_share


def _story(members: tuple[str, ...], seen: _Seen) -> Story:
    inside = tuple(copy for copy in seen.copied if copy.left in members and copy.right in members)
    found = origins(members, inside, seen.min_copy_share)
    return Story(
        id=hashlib.sha256("\n".join(members).encode("utf-8", "replace")).hexdigest()[:16],
        documents=members,
        copies=inside,
        origins=found,
        because=_together(members, len(found), seen) if len(members) > 1 else _alone(members[0], seen),
    )


def _together(members: Sequence[str], texts: int, seen: _Seen) -> str:
    mean = sum(seen.alike.get(pair, 0.0) for pair in combinations(members, 2)) / math.comb(len(members), 2)
    count = f"{len(members)} articles" + (
        f" of {texts} independent text{'s' * (texts != 1)}" if texts < len(members) else ""
    )
    common = ", ".join(_common_words(members, seen.told, seen.documents)) or "none that are rare"
    return f"{count} taken for one event: words in common: {common}; likeness {mean:.2f} on average"


def _alone(member: str, seen: _Seen) -> str:
    if len(seen.documents) == 1:
        return "the only article"
    near = [(value, *pair) for pair, value in seen.alike.items() if member in pair]
    if not near:
        return "no report of the same event: shares no rare words with the other articles"
    value, left, right = max(near)
    other = seen.documents[right if left == member else left].outlet
    if value < seen.least:
        likeness = f"has a likeness of {value:.2f}, {seen.least:.2f} is needed"
        return f"no report of the same event: the nearest, of {other}, {likeness}"
    return f"like one article of {other} ({value:.2f}), but not like the other reports of that event"


def _common_words(members: Sequence[str], told: Mapping[str, Subject], documents: Mapping[str, Document]) -> list[str]:
    """The words that tell most among those that at least half of the articles have, as first printed."""
    weights: dict[str, list[float]] = {}
    for member in members:
        for word, weight in told[member].weights.items():
            weights.setdefault(word, []).append(weight)
    shared = {
        word: min(found) * len(found) for word, found in weights.items() if len(found) > max(1, len(members) // 2)
    }
    best = [word for word in sorted(shared, key=lambda word: (-shared[word], word)) if shared[word] > 0][:_WORDS_SHOWN]
    printed: dict[str, str] = {}
    for member in members:
        printed = {**shown(text_of(documents[member]), best), **printed}
    return [printed.get(word, word) for word in best]
