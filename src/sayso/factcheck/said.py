"""What is said in the articles, made ready to be looked up by the words of a claim."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sayso.collate.wording import Wording, prepared
from sayso.link.words import Sentence, Token, sentences, tokens
from sayso.records import Act, Document, Entity, EntityKind, Statement
from sayso.spans import Span

__all__ = ["Article", "Index", "Unit", "units"]

_NO_CLAIM: Final = frozenset({Act.ASKED, Act.URGED, Act.WANTS, Act.PLANS, Act.UNSAID})
"""Acts that hold nothing to be so: who wants a tax does not claim that there is one."""
_MAX_SENTENCES: Final = 40
"""Of one statement; a speech printed whole is looked at no further."""
_TOGETHER: Final = 3
"""Sentences up to which a statement is looked at as a whole, too."""
_MAX_TOKENS: Final = 400
_MAX_MARKS: Final = 4
_MIN_STEMS: Final = 3
"""Content stems under which words in common are no evidence."""


@dataclass(frozen=True, slots=True)
class Article:
    """The words of an article: ``stems`` of all of it, and ``names``, which are never written small."""

    document: Document
    stems: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, document: Document) -> Article:
        """The article with its words."""
        spans = [paragraph.span for paragraph in document.paragraphs]
        words = [token for sentence in sentences(document.text, spans) for token in sentence.tokens if token.stem]
        # "Social" opens a sentence or a name; "Tosk" is never written small.
        small = {token.stem for token in words if document.text[token.span.start].islower()}
        capital = {token.stem for token in words if token.name}
        return cls(document, frozenset(token.stem for token in words), frozenset(capital - small))


@dataclass(frozen=True, eq=False)
class Unit:
    """A sentence of a statement, or the whole of a short one. ``place`` is its rank among all units.

    Not slotted: what is needed only for a candidate is worked out once, when the first asks for it.
    """

    place: int
    statement: Statement
    document: Document
    speaker: Entity | None
    content: tuple[Span, ...]
    stems: frozenset[str]
    article: Article

    @property
    def names(self) -> frozenset[str]:
        """Its stems that are names."""
        return self.stems & self.article.names

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """All its words."""
        return tuple(token for span in self.content for token in tokens(self.document.text, span))

    @cached_property
    def wording(self) -> Wording:
        """As collation sees a reading."""
        return prepared(self.document, self.content, self.statement.kind)

    @property
    def span(self) -> Span:
        """From its first character to its last."""
        return Span(self.content[0].start, self.content[-1].end)


def units(
    statements: Sequence[Statement], documents: Iterable[Document], entities: Iterable[Entity]
) -> tuple[Unit, ...]:
    """The units of all statements that may make a claim, in the order of the statements."""
    articles = {document.id: Article.of(document) for document in documents}
    speakers = {entity.id: entity for entity in entities}
    found: list[Unit] = []
    for statement in statements:
        if statement.act in _NO_CLAIM or statement.document not in articles:
            continue
        speaker = _speaker(statement, speakers)
        found += _units(statement, articles[statement.document], speaker, len(found))
    return tuple(found)


def _speaker(statement: Statement, speakers: Mapping[str, Entity]) -> Entity | None:
    speaker = statement.speaker
    if speaker is None:
        return None
    return speakers.get(speaker.id) or Entity(speaker.id, speaker.name, EntityKind.PERSON)


def _units(statement: Statement, article: Article, speaker: Entity | None, place: int) -> Iterator[Unit]:
    text = article.document.text
    cut = [each for each in sentences(text, statement.content)[:_MAX_SENTENCES] if not _asks(text, each)]
    parts: list[Sequence[Sentence]] = [[sentence] for sentence in cut]
    if 1 < len(cut) <= _TOGETHER:
        parts.append(cut)
    for part in parts:
        words = [token for sentence in part for token in sentence.tokens][:_MAX_TOKENS]
        stems = frozenset(token.stem for token in words if token.stem)
        if len(stems) >= _MIN_STEMS:
            content = tuple(Span(each.tokens[0].span.start, each.tokens[-1].span.end) for each in part)
            yield Unit(place, statement, article.document, speaker, content, stems, article)
            place += 1


def _asks(text: str, sentence: Sentence) -> bool:
    """Whether a question mark follows its last word."""
    end = sentence.tokens[-1].span.end
    return text[end : end + _MAX_MARKS].lstrip("!…”’\"' ")[:1] == "?"


class Index:
    """Units by their stems. ``vocabulary`` holds the small letters of every word in them, to pass over most claims."""

    def __init__(self, found: Sequence[Unit]) -> None:
        self.units = found
        self.holders: dict[str, list[int]] = defaultdict(list)
        self.vocabulary: set[str] = set()
        for unit in found:
            for stem in unit.stems:
                self.holders[stem].append(unit.place)
            self.vocabulary.update(token.lower for token in unit.words if token.stem)

    def candidates(self, stems: Iterable[str], least: int) -> list[Unit]:
        """The units that have at least ``least`` of the stems, in order.

        Who has ``least`` of them has one of the rarest of all but ``least - 1``: only those are followed (the prefix
        filter of set-similarity joins, Chaudhuri, Ganti and Kaushik 2006).
        """
        held = sorted((stem for stem in stems if stem in self.holders), key=lambda stem: len(self.holders[stem]))
        rare = held[: max(0, len(held) - least + 1)]
        places = sorted({place for stem in rare for place in self.holders[stem]})
        counts = Counter({place: len(self.units[place].stems.intersection(held)) for place in places})
        return [self.units[place] for place in places if counts[place] >= least]
