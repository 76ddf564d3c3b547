"""The act of a statement: what its reporting words, and the words beside them, make of it.

It is read off the text alone, without a parse, so it holds however a statement was found. A word has one act in
cues.toml; what stands around it can change that: “did not *say*”, “plans to *say*”, “asked *him to leave*”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sayso.extract.act_words import ActWords, act_words
from sayso.records import Act, Kind
from sayso.spans import Span

__all__ = ["DEEDS", "act_of"]

# An act that is told to be missing did not take place; a state of mind that is denied is still one: “does not want”.
DEEDS = frozenset({Act.SAID, Act.ASKED, Act.URGED, Act.PROMISED, Act.WARNED, Act.DENIED, Act.PRAISED, Act.CRITICISED})
# Before “him to say”: whoever is urged, wanted or expected to say something has not said it.
_OVER_OTHERS = frozenset({Act.URGED, Act.WANTS, Act.EXPECTS})

_REACH = 160  # characters on either side: twenty words, twice the longest phrase with its gaps
_GAP = "…"
_MAX_GAP = 4  # words for a gap: “made it abundantly and repeatedly clear”
_MAX_BEFORE_CUE = 3  # words before the cue with which a phrase may begin: “*made it very* clear”
_MAX_OTHERS = 3  # words for whoever is asked to say something: “urged *the finance minister* to say”
_MAX_ASKED = 6  # words for whoever is asked to do something: “asked *the members of the council* to leave”
_MAX_HEARD = 5  # words: “was caught *on a hidden tape* saying”
_MAX_BEING = 2  # words: “*was* never heard”
_BEING = frozenset({"am", "are", "be", "been", "being", "is", "was", "were"})
_FINITE = ("ed", "n't", "'d", "'ll", "'m", "'re", "'ve")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_TOKEN = re.compile(rf"{_WORD.pattern}|[^\w\s]|\n")
_RUN = re.compile(rf"(?:{_WORD.pattern}|[^\S\n])*")  # words that no mark interrupts
_CLOSING = " \n\t”’»\"')]"  # what may stand after a question mark


def act_of(text: str, *, cue: Span | None, content: Sequence[Span], kind: Kind, source: Span | None = None) -> Act:
    """What the source does in the statement with this cue and content in ``text``.

    Words without a cue, or with a colon or a dash for one, are *asked* where they end in a question mark, else *said*.
    A quotation whose cue the lexicon does not know is *said*, a paraphrase with such a cue, or with none, *unknown*.
    """
    if cue is None and kind is Kind.INDIRECT:
        return Act.UNKNOWN
    if cue is None or not any(char.isalpha() for char in cue.of(text)):
        return Act.ASKED if content[-1].of(text).rstrip(_CLOSING).endswith("?") else Act.SAID
    known, words = act_words(), _around(text, cue, content, source)
    found = _named(words, known) or _between(text, cue, content, known)
    if found is None:
        return Act.UNKNOWN if kind is Kind.INDIRECT else Act.SAID
    by = source.of(text) if source is not None else ""
    act = _with_complement(found, words, by, known)
    return _as_done(found.start, words, by, known) or act if act in DEEDS else act


# --- the words around the cue -----------------------------------------------------------------------------------------


class _Word(NamedTuple):
    lower: str
    is_name: bool  # begins with a capital or a digit


class _Around(NamedTuple):
    """The words of the cue and those beside it up to the next mark; the source's own words are left out."""

    words: Sequence[_Word]
    first: int  # of the cue
    stop: int  # after the cue

    def lower(self, i: int) -> str:
        """The word at ``i``, nothing where there is none."""
        return self.words[i].lower if 0 <= i < len(self.words) else ""


class _Found(NamedTuple):
    """A word or phrase with an act, ``start`` and ``stop`` among the words around."""

    start: int
    stop: int
    act: Act


def _around(text: str, cue: Span, content: Sequence[Span], source: Span | None) -> _Around:
    low = max([0, cue.start - _REACH, *(span.end for span in content if span.end <= cue.start)])
    before = _words(text, _last_run(text, Span(low, cue.start)), source)
    after = _words(text, _first_run(text, Span(cue.end, min(len(text), cue.end + _REACH))), source)
    own = _words(text, cue, None)
    return _Around([*before, *own, *after], len(before), len(before) + len(own))


def _words(text: str, where: Span, source: Span | None) -> list[_Word]:
    """The words of a span, but those of the source."""
    words = []
    for match in _WORD.finditer(text, *where):
        if source is None or match.start() < source.start or match.end() > source.end:
            word = match.group()
            words.append(_Word(word.lower().replace("’", "'"), word[0].isupper() or word[0].isdigit()))
    return words


def _first_run(text: str, where: Span) -> Span:
    """Up to the first mark."""
    run = _RUN.match(text, *where)
    return Span(*run.span()) if run is not None else Span(where.start, where.start)


def _last_run(text: str, where: Span) -> Span:
    """From the last mark on."""
    run = _first_run(text, where)
    while run.end < where.end:
        run = _first_run(text, Span(run.end + 1, where.end))
    return run


# --- the word that names the act --------------------------------------------------------------------------------------


def _named(around: _Around, known: ActWords) -> _Found | None:
    """The longest phrase that the cue is part of, else the cue's word that says most."""
    heard = next((said for i in range(around.first, around.stop) if (said := _heard(around, i, known))), 0)
    if heard:
        around = around._replace(first=heard, stop=max(around.stop, heard + 1))
    starts = range(max(0, around.first - _MAX_BEFORE_CUE), around.stop)
    phrases = [found for i in starts for found in _phrases_at(around, i, known) if found.stop > around.first]
    if phrases:
        return max(phrases, key=lambda found: (found.stop - found.start, -found.start))
    found = list(_single(around, known))
    return next((each for each in found if each.act is not Act.SAID), found[0] if found else None)


def _heard(around: _Around, i: int, known: ActWords) -> int:
    """Where the word of speech stands after the passive at ``i``: “was *heard* on tape *saying*”; 0 where none does."""
    if not _is_perceived(around, i, known):
        return 0
    for k in range(i + 1, i + 2 + _MAX_HEARD):
        if known.acts.get(around.lower(k)) in DEEDS:
            return k if around.lower(k).endswith("ing") or around.lower(k - 1) == "to" else 0
    return 0


def _is_perceived(around: _Around, i: int, known: ActWords) -> bool:
    """“was never *heard*”, “can be *seen*”: whoever heard it stands elsewhere, and the word tells no thought."""
    return around.lower(i) in known.perceived and not _BEING.isdisjoint(_lowers(around, i - _MAX_BEING, i))


def _phrases_at(around: _Around, i: int, known: ActWords) -> Iterator[_Found]:
    for pattern, act in known.phrases.get(around.lower(i), ()):
        stop = _match(around, i + 1, pattern, known)
        if stop is not None:
            yield _Found(i, stop, act)


def _match(around: _Around, i: int, pattern: Sequence[str], known: ActWords) -> int | None:
    """Where the rest of a phrase ends that goes on at ``i``, None where it does not."""
    for place, word in enumerate(pattern):
        if word == _GAP:
            return _match_after_gap(around, i, pattern[place + 1 :], known)
        if around.lower(i) != word:
            return None
        i += 1
    return i


def _match_after_gap(around: _Around, i: int, pattern: Sequence[str], known: ActWords) -> int | None:
    for start in range(i, i + _MAX_GAP + 1):
        end = _match(around, start, pattern, known)
        if end is not None or around.lower(start) in known.negators:  # “made *no* promise” is no promise made
            return end
    return None


def _single(around: _Around, known: ActWords) -> Iterator[_Found]:
    """The cue's words with an act, up to a preposition: in “said in response to a question” nobody asked."""
    found = False
    for i in range(around.first, around.stop):
        act = known.acts.get(around.lower(i))
        if act is not None:
            found = True
            yield _Found(i, i + 1, act)
        elif found and around.lower(i) in known.prepositions:
            return


def _between(text: str, cue: Span, content: Sequence[Span], known: ActWords) -> _Found | None:
    """A word with an act between a cue without one and what is reported: “*made* the promise that it rains”."""
    first = min(span.start for span in content)
    between = _first_run(text, Span(cue.end, min(first, cue.end + _REACH))) if cue.end <= first else None
    words = _words(text, between, None) if between is not None else []
    act = next((known.acts[word.lower] for word in words if word.lower in known.acts), None)
    return _Found(-1, -1, act) if act is not None else None


# --- what follows it --------------------------------------------------------------------------------------------------


def _with_complement(found: _Found, around: _Around, source: str, known: ActWords) -> Act:
    """The act, as an infinitive after the word or a source without a voice changes it."""
    word = around.lower(found.start) if found.stop == found.start + 1 else ""
    if word in known.infinitive and _takes_infinitive(around, found.stop, known):
        return known.infinitive[word]
    if found.act is Act.DENIED and _is_to_speak(around, found.stop, known):
        return Act.UNSAID
    return Act.SHOWS if word in known.telling and _is_thing(source, known) else found.act


def _takes_infinitive(around: _Around, i: int, known: ActWords) -> bool:
    """Whether an infinitive stands at ``i``, or after whoever is to do it."""
    for k in range(i, min(i + _MAX_ASKED, len(around.words) - 1)):
        word, then = around.lower(k), around.words[k + 1]
        if word == "to":
            return not then.is_name and then.lower not in known.determiners
        if word in known.clauses or word in known.finite or word.endswith(_FINITE):
            return False
    return False


def _is_to_speak(around: _Around, i: int, known: ActWords) -> bool:
    """Whether “to say” or the like stands at ``i``: “declined *to say*”, “refused again *to condemn*”."""
    words = [around.lower(k) for k in range(i, i + 4)]
    return "to" in words[:2] and known.acts.get(words[words.index("to") + 1]) in DEEDS


def _is_thing(source: str, known: ActWords) -> bool:
    """Whether the source is a count, a study or a document: by the last word before what is said about it."""
    head = ""
    for match in _TOKEN.finditer(source):
        word = match.group().lower()
        if head and (not word[0].isalnum() or word in known.prepositions):
            break
        head = word
    return head in known.things


# --- whether it was done ----------------------------------------------------------------------------------------------


def _as_done(i: int, around: _Around, source: str, known: ActWords) -> Act | None:
    """*Unsaid* or the act that stands before the word at ``i`` and leaves it undone; None where it was done."""
    if i < 0:
        return None
    if _is_nobody(source, known):
        return Act.UNSAID
    infinitive = False
    for k in range(i - 1, -1, -1):
        word = around.lower(k)
        if _ends_with_any(around, k, known.purpose):
            return None
        if _ends_with_any(around, k, known.before):
            return Act.UNSAID
        if word in known.negators or word.endswith("n't"):
            return None if around.lower(k + 1) == "only" else Act.UNSAID
        if word in known.modals and source.lower() not in ("i", "we"):
            return Act.UNSAID if around.lower(i) in known.bases or "be" in _lowers(around, k, i) else None
        perceived = _is_perceived(around, k, known)
        if infinitive and not perceived and (act := _governing(word, known)) is not None:
            return act
        if not perceived and word not in known.between and not word.endswith("ly"):
            return _others_governor(around, k, known) if infinitive and around.lower(k + 1) == "to" else None
        infinitive = infinitive or word == "to"
    return None


def _is_nobody(source: str, known: ActWords) -> bool:
    """“Nobody”, “neither minister”, “no official”; “No Borders” is a name."""
    words = source.split()[:2]
    if not words or words[0].lower() not in known.negators:
        return False
    return words[0].lower() != "no" or (len(words) == 2 and words[1][0].islower())


def _ends_with_any(around: _Around, k: int, patterns: Iterable[Sequence[frozenset[str]]]) -> bool:
    """Whether one of the patterns ends at ``k``."""
    return any(
        all(around.lower(k - back) in forms for back, forms in enumerate(reversed(pattern))) for pattern in patterns
    )


def _lowers(around: _Around, start: int, stop: int) -> set[str]:
    return {around.lower(k) for k in range(start, stop)}


def _governing(word: str, known: ActWords) -> Act | None:
    """The act of a word before “to say”; to refuse to say is to leave unsaid."""
    act = known.infinitive.get(word, known.acts.get(word, Act.SAID))
    return Act.UNSAID if act is Act.DENIED else None if act is Act.SAID else act


def _others_governor(around: _Around, k: int, known: ActWords) -> Act | None:
    """The act before “*the minister* to say”."""
    for place in range(k, max(-1, k - 1 - _MAX_OTHERS), -1):
        act = _governing(around.lower(place), known)
        if act in _OVER_OTHERS:
            return act
    return None
