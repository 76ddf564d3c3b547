"""Finds again what a judgement is about: its articles, and in them its words.

An article is known by its id, else by its text, else by who published it where; a new version of it has another id and
another text. Words are known by themselves and by what stands around them, whatever became of the rest. The statement
is the one that has at least half of them, or of which they have at least half: another version of sayso may cut it a
word longer.
"""

from __future__ import annotations

import hashlib
import os
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Indel

from sayso.records import ArticleKey, Document, Statement, Words
from sayso.spans import Span

__all__ = ["Finder", "Here", "key_of", "words_of"]

_CONTEXT_CHARS = 64
_MIN_SHARE = 0.5
"""Share of the shorter one's characters from which words and a statement are the same ones."""
_ENOUGH_WORDS = 5
"""Equal words, or neighbours, from which words of a changed article are the same: “No comment” is said twice a day."""
_ALIKE = 0.75
"""Likeness, word by word, from which the words of a changed article are the judged ones, mended."""
_MOST_PLACES = 50
_WORD = re.compile(r"\w+")


class Here(NamedTuple):
    """What was found: the statement's id, or why there is none. ``absent``: the article itself is not among these."""

    statement: str | None
    because: str = ""
    absent: bool = False


def key_of(document: Document, folder: Path | None) -> ArticleKey:
    """By what the article will be known again, seen from the folder of the judgements."""
    return ArticleKey(document.id, _path(document.uri, folder), document.outlet, _digest(document.text))


def words_of(statement: Statement, document: Document, folder: Path | None) -> Words:
    """The words of a statement, to be found again."""
    text = document.text
    start, end = statement.content[0].start, statement.content[-1].end
    return Words(
        article=key_of(document, folder),
        statement=statement.id,
        content=statement.content,
        texts=tuple(span.of(text) for span in statement.content),
        before=text[max(0, start - _CONTEXT_CHARS) : start],
        after=text[end : end + _CONTEXT_CHARS],
    )


def _path(uri: str, folder: Path | None) -> str:
    if uri.partition("#")[0] == "-":
        return ""
    try:
        return Path(os.path.relpath(uri, folder or Path())).as_posix()
    except ValueError:  # another drive
        return Path(uri).as_posix()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Finder:
    """The articles of a run, by all that they can be known by."""

    def __init__(self, documents: Iterable[Document], statements: Iterable[Statement], folder: Path | None) -> None:
        self._texts = {document.id: _Text(document) for document in documents}
        self._keys: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for document in sorted(self._texts):
            for kind, known in _known_by(key_of(self._texts[document].document, folder)):
                self._keys[kind, *known].append(document)
        self._statements: dict[str, list[Statement]] = defaultdict(list)
        for statement in sorted(statements, key=lambda each: (each.document, each.content, each.id)):
            self._statements[statement.document].append(statement)
        self._by_id = {each.id: each for found in self._statements.values() for each in found}

    def articles(self, key: ArticleKey) -> list[str]:
        """Ids of the articles that are this one, or versions of it: one, as a rule, and none where it is not here."""
        return next(self._by_likeness(key), [])

    def statement(self, words: Words) -> Here:
        """The statement that has the words now."""
        ranks = list(self._by_likeness(words.article))
        mates = self._keys.get(("outlet", words.article.outlet), [])
        for documents in [*ranks, mates]:
            found = [(place, self._texts[one]) for one in documents if (place := self._texts[one].find(words))]
            if found:
                return self._at(found, words)
        if not ranks:
            return Here(None, "its article is not among these", absent=True)
        return self._mended(ranks[0], words) or Here(None, "its words are no longer in the article")

    def _by_likeness(self, key: ArticleKey) -> Iterator[list[str]]:
        for kind, known in _known_by(key):
            if kind != "outlet" and (kind, *known) in self._keys:
                yield self._keys[kind, *known]

    def _at(self, found: Sequence[tuple[_Place, _Text]], words: Words) -> Here:
        best = max(place.agreed for place, _ in found)
        places = [(place, text) for place, text in found if place.agreed == best]
        if len(places) > 1:
            return Here(None, f"{len(places)} articles of {words.article.outlet} have its words: which is not known")
        ((place, text),) = places
        here = self._statements[text.document.id]
        known = self._by_id.get(words.statement)
        if known is not None and (known.document, known.content) == (text.document.id, place.spans):
            return Here(known.id)
        shares = [(_share(place.spans, statement.content), statement) for statement in here]
        fitting = [(alike, s.id == words.statement, s) for (share, alike), s in shares if share >= _MIN_SHARE]
        if not fitting:
            return Here(None, "no statement that is found now has its words")
        return Here(max(fitting, key=lambda each: (each[0], each[1], -each[2].content[0].start, each[2].id))[2].id)

    def _mended(self, documents: Sequence[str], words: Words) -> Here | None:
        """The one statement of the article's new version whose words are nearly those."""
        judged = [word for text in words.texts for word in _words(text)]
        if len(judged) < _ENOUGH_WORDS:
            return None
        alike = []
        for document in documents:
            text = self._texts[document].document.text
            for statement in self._statements[document]:
                now = [word for span in statement.content for word in _words(span.of(text))]
                likeness = Indel.normalized_similarity(judged, now, score_cutoff=_ALIKE)
                alike.append((round(likeness, 4), statement.id))
        ranked = sorted((one for one in alike if one[0] >= _ALIKE), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return Here(ranked[0][1])


def _known_by(key: ArticleKey) -> Iterator[tuple[str, tuple[str, ...]]]:
    """From what tells most to what tells least. A line of a JSONL file may be another article tomorrow."""
    if key.id:
        yield "id", (key.id,)
    if key.sha256:
        yield "text", (key.sha256,)
    if key.path:
        yield "place", (key.path, key.outlet)
        if "#" not in key.path:
            yield "path", (key.path,)
    if key.outlet:
        yield "outlet", (key.outlet,)


def _share(left: Sequence[Span], right: Sequence[Span]) -> tuple[float, float]:
    """How many characters two have in common: as a share of the shorter, and of both together."""
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    one, other = (sum(span.end - span.start for span in spans) for spans in (left, right))
    return common / max(1, min(one, other)), common / max(1, one + other - common)


# --- words in a text ------------------------------------------------------------------------------------------------


class _Place(NamedTuple):
    """Where words stand now, and how many words around them are the same as then."""

    spans: tuple[Span, ...]
    agreed: int


class _Text:
    """An article's words, whatever the case and the marks between them; made when first asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._spans: list[Span] = []
        self._starts: list[int] = []
        self._joined = ""
        self._digest = ""

    def find(self, words: Words) -> _Place | None:
        """The place of the words: as they stood where the article is the same, else where most agrees."""
        text = self.document.text
        self._digest = self._digest or _digest(text)
        if self._digest == words.article.sha256 and self._as_they_stood(words):
            return _Place(words.content, _ENOUGH_WORDS)
        self._split()
        parts = [f" {' '.join(told)} " for each in words.texts if (told := _words(each))]
        if not parts:
            return None
        longest = max(range(len(parts)), key=lambda i: len(parts[i]))
        found = [self._around(start, longest, parts, words) for start in self._starts_of(parts[longest])]
        enough = [place for place in found if place is not None and self._enough(place)]
        return max(enough, key=lambda place: (place.agreed, -self._moved(place, words)), default=None)

    def _as_they_stood(self, words: Words) -> bool:
        pieces = zip(words.content, words.texts, strict=True)
        return all(span.end > span.start and span.of(self.document.text) == text for span, text in pieces)

    def _split(self) -> None:
        if self._joined:
            return
        found = [(match.group().casefold(), Span(*match.span())) for match in _WORD.finditer(self.document.text)]
        self._spans = [span for _, span in found]
        at = 0
        for word, _ in found:
            self._starts.append(at)
            at += len(word) + 1
        self._joined = f" {' '.join(word for word, _ in found)} "

    def _starts_of(self, part: str) -> Iterator[int]:
        at = self._joined.find(part)
        for _ in range(_MOST_PLACES):
            if at < 0:
                return
            yield at
            at = self._joined.find(part, at + 1)

    def _around(self, start: int, longest: int, parts: Sequence[str], words: Words) -> _Place | None:
        """The other parts of the same words before and behind, then the neighbours; None where most is missing."""
        found = {longest: start}
        left, right = start, start + len(parts[longest]) - 1
        for i in range(longest - 1, -1, -1):
            if (at := self._joined.rfind(parts[i], 0, left + 1)) >= 0:
                found[i], left = at, at
        for i in range(longest + 1, len(parts)):
            if (at := self._joined.find(parts[i], right)) >= 0:
                found[i], right = at, at + len(parts[i]) - 1
        if sum(len(parts[i]) for i in found) < _MIN_SHARE * sum(map(len, parts)):
            return None
        spans = tuple(self._span(found[i], parts[i]) for i in sorted(found))
        before = self._joined[max(0, left - 4 * _CONTEXT_CHARS) : left].split()
        after = self._joined[right : right + 4 * _CONTEXT_CHARS].split()
        agreed = _agreed(_words(words.before)[::-1], before[::-1]) + _agreed(_words(words.after), after)
        return _Place(spans, agreed)

    def _span(self, at: int, part: str) -> Span:
        # ``_starts`` count without the space at the beginning, so that the word behind the space at ``at`` is found.
        first = bisect_left(self._starts, at)
        last = bisect_left(self._starts, at + len(part) - 1) - 1
        return Span(self._spans[first].start, self._spans[last].end)

    def _enough(self, place: _Place) -> bool:
        words = sum(len(_words(span.of(self.document.text))) for span in place.spans)
        return words + place.agreed >= _ENOUGH_WORDS

    @staticmethod
    def _moved(place: _Place, words: Words) -> int:
        return abs(place.spans[0].start - words.content[0].start)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _agreed(left: Sequence[str], right: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))
