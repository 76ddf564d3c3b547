"""Finds what belongs together in a result: articles and statements by id, things said by statement and as a tree."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.comparison import Articles, Comparison
from sayso.records import Change, Collation, Document, Kind, Link, Passage, Reading, Statement
from sayso.report.visible import one_line
from sayso.spans import Span

__all__ = [
    "Lookup",
    "Marked",
    "ThingTree",
    "anchor",
    "brief",
    "labels",
    "quoted",
    "reported",
    "spaced",
    "speaker_found",
    "speaker_name",
    "tail",
    "thing_tree",
    "words",
]

_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_\-]{0,63}")
_GAP = " … "


@dataclass(frozen=True, slots=True)
class ThingTree:
    """Things said as a tree: what is told inside another thing said stands under it.

    ``roots`` and each tuple of ``children`` hold indices into ``Comparison.things_said``, in its order.
    """

    roots: tuple[int, ...]
    children: dict[int, tuple[int, ...]]

    def below(self, thing: int) -> Iterable[int]:
        """The thing said and all that is told inside it, told before teller's next."""
        yield thing
        for child in self.children.get(thing, ()):
            yield from self.below(child)


class Marked(NamedTuple):
    """Words of an article that are marked: those of a statement, or of a piece of it, and the thing said, if shown."""

    statement: Statement
    content: tuple[Span, ...]
    thing: int | None


class Lookup:
    """A comparison with its indices.

    ``labels`` name each article on the page, ``origins`` the first article of its wording, and ``independent`` the
    first of those that are from one hand.
    """

    __slots__ = (
        "articles", "documents", "elsewhere", "independent", "labels", "origins", "statements", "things", "things_of",
        "tree",
    )  # fmt: skip

    def __init__(self, comparison: Comparison) -> None:
        articles = self.articles = comparison.articles
        self.documents = {document.id: document for document in articles.documents}
        self.statements = {statement.id: statement for statement in articles.statements}
        self.labels = labels(articles)
        self.things = comparison.things_said
        self.things_of = _things_of(self.things)
        self.elsewhere = _by_side(comparison.elsewhere)
        self.origins = self._first(story.origins for story in comparison.stories)
        self.independent = self._first(story.independent for story in comparison.stories)
        self.tree = thing_tree(self.things, self.statements, self.things_of)

    def _first(self, groupings: Iterable[Sequence[Sequence[str]]]) -> dict[str, str]:
        """The first article of the group that each belongs to: itself where nothing is known."""
        found = {document: document for document in self.documents}
        for grouping in groupings:
            for group in grouping:
                found.update(dict.fromkeys(group, group[0]))
        return found

    def marked(self) -> Iterator[Marked]:
        """What is marked in the articles, in reading order: each statement, or each piece that is a thing said."""
        for statement in self.statements.values():
            for content, thing in self.things_of.get(statement.id, ((statement.content, None),)):
                yield Marked(statement, content, thing)

    def text(self, document: str, span: Span) -> str:
        """The characters of a span of an article."""
        return span.of(self.documents[document].text)

    def reading_words(self, reading: Reading) -> str:
        """The words of a reading on one line, a split shown as an ellipsis."""
        return words(reading.content, self.documents[reading.document])

    def speakers(self, thing: int) -> tuple[str, ...]:
        """Who said a thing: a name, or the printed source where it is not known who is meant, or that none is named.

        More than one where articles give it to different speakers.
        """
        collation = self.things[thing]
        said = [self.statements[reading.statement] for reading in collation.cluster.readings]
        if any(one.change is Change.SPEAKER and one.substantive for one in collation.differences):
            names = {one.speaker.id if one.speaker else one.id: self._name(one) for one in said}
            return tuple(dict.fromkeys(names.values()))
        cluster = collation.cluster
        return (one_line(cluster.speaker.name) if cluster.speaker else self._name(said[0]),)

    def _name(self, statement: Statement) -> str:
        return speaker_name(statement, self.documents[statement.document])

    def outlets(self, thing: int) -> list[str]:
        """Labels of the articles that have a thing said, in the order of the articles, none twice."""
        have = {reading.document for reading in self.things[thing].cluster.readings}
        return [label for document, label in self.labels.items() if document in have]

    def shared(self, thing: int) -> bool:
        """Whether more than one article has it."""
        return len({reading.document for reading in self.things[thing].cluster.readings}) > 1


def _things_of(things: Sequence[Collation]) -> dict[str, tuple[tuple[tuple[Span, ...], int], ...]]:
    """For each statement the things said that it reports, mostly one, each with its words, in reading order."""
    found: dict[str, list[tuple[tuple[Span, ...], int]]] = {}
    for index, collation in enumerate(things):
        for reading in collation.cluster.readings:
            found.setdefault(reading.statement, []).append((reading.content, index))
    return {statement: tuple(sorted(pieces)) for statement, pieces in found.items()}


def _by_side(links: Iterable[Link]) -> dict[str, list[tuple[Link, Passage]]]:
    """For each statement its links, with the passage of the other."""
    found: dict[str, list[tuple[Link, Passage]]] = {}
    for link in links:
        found.setdefault(link.left, []).append((link, link.right_passage))
        found.setdefault(link.right, []).append((link, link.left_passage))
    return found


def labels(articles: Articles) -> dict[str, str]:
    """A name for each article: its outlet, with a number where an outlet has several."""
    outlets = Counter(document.outlet for document in articles.documents)
    seen: Counter[str] = Counter()
    named = {}
    for document in articles.documents:
        seen[document.outlet] += 1
        name = one_line(document.outlet) or "unnamed outlet"
        named[document.id] = f"{name} ({seen[document.outlet]})" if outlets[document.outlet] > 1 else name
    return named


def words(content: Sequence[Span], document: Document) -> str:
    """The words reported on one line; where reporting words split them stands an ellipsis."""
    return _GAP.join(one_line(span.of(document.text)) for span in content)


def quoted(text: str, kind: Kind) -> str:
    """Words with the marks that tell how they reach us: only a direct quotation gets them, a mixed one has its own."""
    return f"“{text}”" if kind is Kind.DIRECT else text


def brief(text: str, room: int) -> str:
    """At most ``room`` characters, cut between words, with an ellipsis where something was cut."""
    if len(text) <= room:
        return text
    cut = text[: room - 1]
    head, space, _ = cut.rpartition(" ")
    if text[room - 1].isalnum() and space and len(head) > room // 2:
        cut = head
    return f"{cut.rstrip(' ,;:–—-')}…"


def tail(text: str, room: int) -> str:
    """The last characters of a text, about ``room`` of them, cut between words, with an ellipsis."""
    if len(text) <= room:
        return text
    _, space, end = text[-room:].partition(" ")
    return f"…{end if space else text[-room:]}"


def spaced(text: str) -> str:
    """What follows a sign put into a text: with a space before a word, none before a comma or a closing mark."""
    return f" {text}" if text[:1].isalnum() else text


def speaker_name(statement: Statement, document: Document) -> str:
    """Who says it, as far as the article tells."""
    if statement.speaker is not None:
        return one_line(statement.speaker.name)
    if statement.candidates:
        return f"unknown: {_either(statement)}"
    if statement.source is not None:
        return f"“{one_line(statement.source.of(document.text))}” (not known who)"
    return "speaker not named"


def reported(statement: Statement, document: Document) -> str:
    """Reporting words and source as printed: “the president said”; with an ellipsis where they stand apart."""
    spans = sorted(span for span in (statement.source, statement.cue) if span)
    if len(spans) == 2 and spans[1].start - spans[0].end < 30:
        whole = Span(spans[0].start, max(spans[0].end, spans[1].end))
        if not any(whole.overlaps(span) for span in statement.content):
            spans = [whole]
    return words(spans, document)


def speaker_found(statement: Statement, document: Document) -> str:
    """How the speaker was found, in a sentence."""
    printed = f"“{one_line(statement.source.of(document.text))}”" if statement.source else "no source printed"
    speaker = statement.speaker
    if speaker is None and statement.candidates:
        return f"{printed}, {_either(statement)}: the article does not decide"
    if speaker is None:
        return f"{printed}: the article does not decide who is meant"
    return f"{printed}, taken to be {one_line(speaker.name)} ({speaker.score:.2f}): {one_line(speaker.because)}"


def _either(statement: Statement) -> str:
    """Those whom the article may mean: “Ilmar Tosk or Bruno Varn”."""
    return " or ".join(one_line(candidate.name) for candidate in statement.candidates)


def anchor(prefix: str, name: str) -> str:
    """An id that is safe in a page and a link: the name itself where it is plain, else its hash."""
    if not _PLAIN_ID.fullmatch(name):
        name = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{prefix}-{name}"


def thing_tree(
    things: Sequence[Collation],
    statements: dict[str, Statement],
    things_of: Mapping[str, Sequence[tuple[tuple[Span, ...], int]]],
) -> ThingTree:
    """The tree of things said, made from what is told within what; a ring of tellings is cut where it closes."""
    parents: dict[int, int] = {}
    for index, collation in enumerate(things):
        told_in = Counter(_teller(reading, statements, things_of) for reading in collation.cluster.readings)
        del told_in[None]
        for parent, _ in sorted(told_in.items(), key=lambda item: (-item[1], item[0] or 0)):
            if parent is not None and not _leads_to(parent, index, parents):
                parents[index] = parent
                break
    children: dict[int, list[int]] = {}
    for child in sorted(parents):
        children.setdefault(parents[child], []).append(child)
    roots = tuple(index for index in range(len(things)) if index not in parents)
    return ThingTree(roots, {parent: tuple(found) for parent, found in children.items()})


def _teller(
    reading: Reading,
    statements: dict[str, Statement],
    things_of: Mapping[str, Sequence[tuple[tuple[Span, ...], int]]],
) -> int | None:
    """The thing said within which this is told: of a teller in pieces the one whose words it stands among."""
    statement = statements.get(reading.statement)
    told = things_of.get(statement.within, ()) if statement is not None and statement.within is not None else ()
    around = (thing for content, thing in told if any(one.overlaps(own) for one in content for own in reading.content))
    return next(around, told[0][1] if told else None)


def _leads_to(start: int, goal: int, parents: dict[int, int]) -> bool:
    here: int | None = start
    while here is not None:
        if here == goal:
            return True
        here = parents.get(here)
    return False
