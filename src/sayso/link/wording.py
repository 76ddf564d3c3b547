"""A statement made ready for comparison, and how much each word of a story counts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sayso.encode import Encoder, encoded
from sayso.link.words import Sentence, Token, negations, sentences, tokens
from sayso.records import Document, Statement
from sayso.spans import Span

__all__ = ["Row", "Weights", "Wording", "stem_weights", "wordings"]

_FRAME_CHARS = 160
"""How far around a statement the words count as its frame ("in a tweet on Friday", "the committee's report")."""
_MAX_TOKENS = 600
_MAX_SENTENCES = 40
"""What is looked at of a statement: the rest of a longer one is not compared, or it would take time with the square."""
_MAX_PARTS = 16
"""Sentences of a statement that are compared one by one with those of another."""

Row = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """What is compared of a statement.

    ``place`` is where its first word stands in the article (0..1), ``order`` its rank among the article's statements,
    ``of_speaker`` how many of those are its speaker's, 0 where he is not known.
    ``frame`` are the content stems around it, ``row`` is its embedding. ``parts`` are its sentences by themselves,
    where it has several: one outlet prints three sentences of a speech, another the second one. ``narrowed`` marks such
    a part.
    """

    statement: Statement
    place: float
    order: int
    of_speaker: int
    span: Span
    tokens: tuple[Token, ...]
    stems: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    negations: int
    frame: frozenset[str]
    row: Row
    parts: tuple[Wording, ...] = ()
    narrowed: bool = False


def wordings(
    statements: Sequence[Statement], documents: Mapping[str, Document], encoder: Encoder
) -> tuple[Wording, ...]:
    """The wordings of the statements, in their order."""
    cut = [sentences(documents[s.document].text, s.content)[:_MAX_SENTENCES] for s in statements]
    names = _names(cut)
    orders = _orders(statements)
    by_speaker = Counter(_by_speaker(statement) for statement in statements if statement.speaker is not None)
    texts = (documents[s.document].text for s in statements)
    rows = encoded((said for text, parts in zip(texts, cut, strict=True) for said in _said(text, parts)), encoder)
    return tuple(
        _wording(
            statement,
            parts,
            documents[statement.document].text,
            (orders[statement.id], by_speaker[_by_speaker(statement)]),
            names,
            rows,
        )
        for statement, parts in zip(statements, cut, strict=True)
    )


class Weights:
    """How much stems tell; of a set of them it is worked out once, as each stands against many others."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._masses: dict[frozenset[str], float] = {}
        self._squares: dict[frozenset[str], float] = {}

    def of(self, stem: str) -> float:
        """The weight of one; 1 for what stands nowhere in the story."""
        return self._weights.get(stem, 1.0)

    # Sums of floats differ in the last bits with the order of a set, which differs from run to run; fsum is exact.
    def mass(self, stems: frozenset[str]) -> float:
        """The sum of the weights."""
        if stems not in self._masses:
            self._masses[stems] = math.fsum(map(self.of, stems))
        return self._masses[stems]

    def square(self, stems: frozenset[str]) -> float:
        """The sum of the squares of the weights."""
        if stems not in self._squares:
            self._squares[stems] = math.fsum(self.of(stem) ** 2 for stem in stems)
        return self._squares[stems]


def stem_weights(documents: Iterable[Document]) -> Weights:
    """How much each content stem tells: its inverse document frequency over the story's sentences.

    A word in every sentence of the story ("elephants" in a story about elephants) tells little.
    """
    counts: Counter[str] = Counter()
    total = 0
    for document in documents:
        for paragraph in document.paragraphs:
            for sentence in sentences(document.text, [paragraph.span]):
                counts.update(sentence.stems)
                total += 1
    return Weights({word: math.log(1 + total / count) for word, count in counts.items()})


def _by_speaker(statement: Statement) -> tuple[str, str]:
    return statement.document, statement.speaker.id if statement.speaker is not None else ""


def _said(text: str, parts: Sequence[Sentence]) -> list[str]:
    """What is embedded: the whole, and each sentence where there are several."""
    single = [part.span.of(text) for part in parts]
    return [" ".join(single), *single[:_MAX_PARTS]] if len(single) > 1 else [" ".join(single)]


def _names(cut: Iterable[Sequence[Sentence]]) -> frozenset[str]:
    """Stems that stand capitalised in mid-sentence somewhere: so they are names at a sentence's start too."""
    return frozenset(
        token.stem for parts in cut for part in parts for token in part.tokens if token.name and token.stem
    )


def _orders(statements: Sequence[Statement]) -> dict[str, int]:
    """The rank of each statement among those of its article."""
    orders: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for statement in sorted(statements, key=lambda s: (s.document, s.content, s.id)):
        orders[statement.id] = seen[statement.document]
        seen[statement.document] += 1
    return orders


def _wording(
    statement: Statement,
    parts: Sequence[Sentence],
    text: str,
    among: tuple[int, int],
    names: frozenset[str],
    rows: Mapping[str, Row],
) -> Wording:
    frame = _frame(text, statement.content)

    def made(some: Sequence[Sentence], inner: tuple[Wording, ...] = ()) -> Wording:
        words = tuple(token for part in some for token in part.tokens)[:_MAX_TOKENS]
        stems = frozenset(token.stem for token in words if token.stem)
        return Wording(
            statement=statement,
            place=statement.content[0].start / max(1, len(text)),
            order=among[0],
            of_speaker=among[1],
            span=Span(words[0].span.start, words[-1].span.end) if words else statement.content[0],
            tokens=words,
            stems=stems,
            numbers=frozenset(word for word in stems if word[0].isdigit()),
            names=frozenset(t.stem for t in words if t.stem in names and t.span.of(text)[0].isupper()),
            negations=negations(words),
            frame=frame,
            row=rows[" ".join(part.span.of(text) for part in some)],
            parts=inner,
            narrowed=len(some) < len(parts),
        )

    return made(parts, tuple(made([part]) for part in parts[:_MAX_PARTS]) if len(parts) > 1 else ())


def _frame(text: str, content: Sequence[Span]) -> frozenset[str]:
    start, end = content[0].start, content[-1].end
    around = [Span(max(0, start - _FRAME_CHARS), start), Span(end, min(len(text), end + _FRAME_CHARS))]
    gaps = [Span(left.end, right.start) for left, right in pairwise(content)]
    return frozenset(token.stem for span in [*around, *gaps] for token in tokens(text, span) if token.stem)
