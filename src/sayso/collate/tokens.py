"""Tokenise and normalise: the words of a reading, each with its place and the form that is compared.

``“We’d pay”`` gives three words: ``We`` (we), ``’d`` (would) and ``pay``; marks and spaces are no words, but the
characters before each word are kept, because they tell where a sentence or a clause begins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache, wraps
from typing import NamedTuple, TypeVar

from sayso.collate.lexicons import table
from sayso.collate.lexicons import words as listed
from sayso.spans import Span

__all__ = [
    "Word",
    "american",
    "between",
    "clause",
    "content",
    "is_function",
    "opens_clause",
    "opens_sentence",
    "remembered",
    "sentences",
    "stem",
    "tokenise",
]

_LETTER = r"[^\W_][\u0300-\u036f]*"
_WORD = re.compile(
    rf"""
    (?:[A-Za-z]\.){{2,}}                                  # U.S.
    | \d+(?:[.,]\d+)*(?:{_LETTER})*                       # 1,200  3.5  1970s  5bn
    | (?:{_LETTER})+(?:['’ʼ`](?:{_LETTER})+)*             # we'd  o'clock
    | [%‰$€£₽₴¥]
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i)(?:n['’ʼ`]t|['’ʼ`](?:s|d|re|ve|ll|m))$")
_APOSTROPHES = str.maketrans("’ʼ`", "'''")
# Only the first mark of a run is tried, so that a page of dots stays linear.
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)")
_DETERMINERS = frozenset(["the", "a", "this", "that", "each", "every", "any", "our", "your", "their", "its", "'s"])
_PRONOUNS = frozenset(["it", "he", "she", "that", "there", "what", "who", "here", "where", "how", "when"])


class Word(NamedTuple):
    """A word of a reading. ``norm`` is the form that is compared, ``before`` the characters since the word before it.

    ``piece`` counts the content spans: a word after “…,” she said, “…” is in piece 1. ``value`` is the number that the
    word or phrase stands for, None for other words.
    """

    start: int
    end: int
    text: str
    norm: str
    stem: str
    before: str
    piece: int = 0
    value: float | None = None

    @property
    def function(self) -> bool:
        """Whether it carries grammar rather than sense."""
        return self.value is None and is_function(self.norm)

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.text[:1].isupper()


_MOST_REMEMBERED = 2_000, 500
"""Readings, and parts of readings, of which is remembered what was found in them; and the words of one at most."""

_Found = TypeVar("_Found")


def remembered(find: Callable[[tuple[Word, ...]], _Found]) -> Callable[[tuple[Word, ...]], _Found]:
    """``find``, which is asked of a reading as often as there are others, and looks once. Nobody changes its answer."""
    most, longest = _MOST_REMEMBERED
    kept = lru_cache(most)(find)
    return wraps(find)(lambda words: (kept if len(words) <= longest else find)(words))


def tokenise(text: str, spans: Iterable[Span]) -> tuple[Word, ...]:
    """The words of the ``spans`` of ``text``, in order, normalised one by one."""
    raw: list[tuple[int, int, int, str]] = []
    for piece, span in enumerate(spans):
        here = span.start
        for start, end in _pieces(text, span):
            raw.append((start, end, piece, text[here:start] if here > span.start or raw == [] else "\n"))
            here = end
    norms = _in_context([_normal(text[start:end]) for start, end, _, _ in raw])
    return tuple(
        Word(start, end, text[start:end], norm, stem(norm), before, piece)
        for (start, end, piece, before), norm in zip(raw, norms, strict=True)
    )


def _pieces(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Bounds of words, with n't and the other clitics as words of their own."""
    for match in _WORD.finditer(text, span.start, span.end):
        start, end = match.span()
        if match.group().lower() == "cannot":
            yield start, start + 3
            yield start + 3, end
            continue
        clitic = _CLITIC.search(match.group())
        if clitic is not None and clitic.start() > 0:
            yield start, start + clitic.start()
            yield start + clitic.start(), end
        else:
            yield start, end


def _normal(raw: str) -> str:
    """One word without case, typography, accents and national spelling."""
    if raw == "US":  # the pronoun is never written so inside a sentence
        return "usa"
    if raw.isascii() and raw.isalpha() and raw.islower():
        return _spelling(raw)
    letters = unicodedata.normalize("NFKD", raw.translate(_APOSTROPHES)).casefold()
    plain = "".join(character for character in letters if not unicodedata.combining(character))
    return _spelling(plain.rstrip(".")) if plain not in ("%", "‰") else "percent"


def _in_context(norms: list[str]) -> list[str]:
    """Contractions read in full: won't = will not, we'd = we would, he's = he is."""
    full = list(norms)
    for i, norm in enumerate(norms):
        if norm == "not" and i > 0:
            full[i - 1] = table("words")["before_not"].get(norms[i - 1], full[i - 1])
        after = norms[i + 1] if i + 1 < len(norms) else ""
        if norm == "'d":
            full[i] = "had" if after in ("better", "been", "had") or after.endswith("ed") else "would"
        elif norm == "'s" and i > 0 and norms[i - 1] in _PRONOUNS:
            full[i] = "has" if after in ("been", "got", "had") else "is"
        elif norm == "'s" and i > 0 and norms[i - 1] == "let":
            full[i] = "us"
        elif norm == "mine" and i > 0 and norms[i - 1] in _DETERMINERS:
            full[i] = "mines"  # the pit, a word that carries sense
    return full


@cache
def _spelling(word: str) -> str:
    lexicon = table("words")
    if word in lexicon["clitics"]:
        return str(lexicon["clitics"][word])
    return _spellings().get(word) or american(word)


@cache
def _spellings() -> dict[str, str]:
    return {form: base for base, forms in table("words")["spelling"].items() for form in forms.split()}


def american(word: str) -> str:
    """A key on which British and American spelling agree; it need not be a word."""
    if len(word) < 5:
        return word
    word = re.sub(r"(?<=[a-z]{2})(is)(e|ed|es|ing|ation|er|ers)$", r"iz\2", word)
    word = re.sub(r"(?<=[a-z]{2}l)yse(d|s|r)?$|(?<=[a-z]{2}l)ysing$", lambda m: m.group().replace("ys", "yz"), word)
    word = re.sub(r"(?<=[a-z]{2})our(s|ed|ing|able|ful|ite|ites)?$", r"or\1", word)
    word = re.sub(r"(?<=[a-z])ll(ed|ing|er|ers)$", r"l\1", word)
    return re.sub(r"(?<=[a-z]{2}[tb])re(s)?$", r"er\1", word)


@cache
def stem(norm: str) -> str:
    """The word without its inflection, weakly: ``promises``, ``promised`` and ``promising`` give ``promis``."""
    base = _bases().get(norm, norm)
    if len(base) < 4 or not base.isalpha():
        return base
    for ending, put in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("ly", "")):
        if base.endswith(ending) and len(base) - len(ending) >= 3:
            return _bare(base[: len(base) - len(ending)] + put)
    if base.endswith(("ches", "shes", "xes", "zes")):
        return _bare(base[:-2])
    if base.endswith("s") and not base.endswith(("ss", "us", "is")):
        return _bare(base[:-1])
    return _bare(base)


def _bare(base: str) -> str:
    # "selling" has lost an l to "travelling", so "sell" loses it too.
    if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "aeious":
        return base[:-1]  # stopped -> stop
    return base[:-1] if len(base) > 3 and base.endswith("e") else base


@cache
def _bases() -> dict[str, str]:
    return {form: base for base, forms in table("words")["irregular"].items() for form in forms.split()}


@cache
def _functions() -> frozenset[str]:
    return listed(table("words")["function"])


def is_function(norm: str) -> bool:
    """Whether the normalised word carries grammar rather than sense."""
    return norm in _functions()


def between(words: Sequence[Word], first: int, last: int) -> Span:
    """Characters of words ``first`` up to, not including, ``last``; a point where there are none.

    Words that are written as one stay whole: the passage of ``n't sign`` is “won't sign”. The point is the end of the
    word before, so that it lies where the missing words would stand.
    """
    if first < last:
        while first > 0 and words[first].start == words[first - 1].end:
            first -= 1
        while last < len(words) and words[last].start == words[last - 1].end:
            last += 1
        return Span(words[first].start, words[last - 1].end)
    if first > 0 and words:
        return Span(words[first - 1].end, words[first - 1].end)
    return Span(words[0].start, words[0].start) if words else Span(0, 0)


_MAX_CLAUSE = 60
"""Words to either side; a text without marks is no clause."""
_CLAUSE_MARK = re.compile(r"[.!?;:…—–]|\s-\s")
_CLAUSE_WORD = frozenset(["but", "because", "although", "though", "while", "whereas", "unless", "and", "or", "so"])


def content(words: Sequence[Word], first: int, last: int) -> int:
    """How many of the words carry sense."""
    return sum(not word.function for word in words[first:last])


_SENTENCE_MARKS = frozenset(".!?…\n")


def opens_sentence(word: Word) -> bool:
    """Whether a sentence mark stands before the word."""
    return not _SENTENCE_MARKS.isdisjoint(word.before)


def opens_clause(word: Word) -> bool:
    """Whether a clause begins at the word, as far as marks and conjunctions tell."""
    if _CLAUSE_MARK.search(word.before) is not None or "\n" in word.before:
        return True
    return word.norm in ("but", "because", "unless", "although", "though", "whereas", "who", "whose", "which") or (
        "," in word.before and word.norm in _CLAUSE_WORD
    )


def clause(words: Sequence[Word], i: int) -> tuple[int, int]:
    """First and one past the last word of the clause that word ``i`` stands in."""
    first = i
    while first > max(0, i - _MAX_CLAUSE) and not opens_clause(words[first]):
        first -= 1
    last = i + 1
    while last < min(len(words), i + _MAX_CLAUSE) and not opens_clause(words[last]):
        last += 1
    return first, last


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of a paragraph, without outer white space. Initials and titles (``Mr.``) end none."""
    found = []
    start = span.start
    for match in _SENTENCE_END.finditer(text, span.start, span.end):
        if _ends_sentence(text, start, match, span.end):
            found.append(_stripped(text, start, match.end()))
            start = match.end()
    found.append(_stripped(text, start, span.end))
    return [sentence for sentence in found if sentence]


def _ends_sentence(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    following = text[match.end() : min(limit, match.end() + 40)].lstrip()
    if following[:1].islower():
        return False
    before = text[max(start, match.start() - 12) : match.start()]
    last = re.split(r"[\s(“\"‘]", before)[-1].lower()
    if match.group() != ".":
        return True
    return len(last.replace(".", "")) > 1 and last not in listed(table("words")["abbreviations"]["titles"])


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
