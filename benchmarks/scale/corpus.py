"""Made-up news in any number: stories in bursts, wire texts that go round, what outlets put under every article.

Every word is a number that hangs on the seed, its text and its place, so that a text which many outlets print needs no
keeping, and any stretch of the articles can be made by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.scale.vocabulary import NAMES, ODD_ONES, QUOTE, STOP, TYPES, UNQUOTE, spellings, usual_words
from sayso.group.tokens import mixed

__all__ = ["ARTICLES", "CHUNK", "Plan", "articles", "plan", "write"]

ARTICLES = pa.schema(
    [
        ("doc", pa.int64()),
        ("text", pa.string()),
        ("day", pa.int32()),
        ("moment", pa.int64()),
        ("language", pa.string()),
        ("true_story", pa.int64()),
        ("true_text", pa.int64()),
    ]
)
LEADS = pa.schema([("doc", pa.int64()), ("lead", pa.binary(512))])
CHUNK = 20_000
"""Articles in a file."""

Integers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

PER_DAY = 380_000
"""Articles a day: as many as CC-NEWS brings, so that nothing is kept apart by its date."""
FIRST_DAY = 738_000
LANGUAGES = ("en", "de")
_SIZE_POWER = 1.6
"""Stories of more than k reports are k to the minus this: a third of the articles are alone, and a story of 300,000 has
thousands of reports."""
_TOPICS, _OUTLETS = 1_000, 5_000
_MEDIAN_WORDS, _SPREAD, _LEAST_WORDS, _MOST_WORDS = 350, 0.6, 60, 3_000
_COPIED, _REPORTS_A_WIRE = 0.35, 40
_OWN, _WHOLE, _CUT, _EMBEDDED, _EDITED = range(5)
_KINDS = (0.4, 0.25, 0.15, 0.2)
"""Shares of the copies that are whole, cut, embedded and edited."""
_ELSEWHERE = 0.2
"""Share of stories of the second language, and of a story's reports that are not in its own."""
_SENTENCE = 18
_OF_STORY, _OF_TOPIC, _ODD = (round(share * 65_536) for share in (0.14, 0.18, 0.004))
_EDITS = round(0.03 * 65_536)
_FLAT = 5
"""So many of a list's first words come about as often as each other."""
_STORY_NAMES, _STORY_WORDS, _TOPIC_NAMES, _TOPIC_WORDS = 10, 60, 40, 2_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What each article is: its story, whose text it prints, how, and where."""

    doc: Integers
    story: Integers
    text: Integers
    kind: Integers
    words: Integers
    outlet: Integers
    day: Integers
    language: Integers

    def part(self, start: int, end: int) -> Plan:
        """Those of a stretch."""
        return Plan(*(getattr(self, name)[start:end] for name in self.__slots__))


def plan(documents: int, *, seed: int = 1, days: int | None = None) -> Plan:
    """Lays out so many articles; ``days`` over which stories begin, None: as dense as CC-NEWS."""
    chance = np.random.default_rng(seed)
    sizes = _sizes(documents, chance)
    story = np.repeat(np.arange(len(sizes)), sizes)
    size = np.repeat(sizes, sizes)
    begins = chance.integers(0, days or -(-documents // PER_DAY), len(sizes))
    home = (chance.random(len(sizes)) < _ELSEWHERE).astype(np.int64)
    abroad = chance.random(documents) < _ELSEWHERE
    language = np.where(abroad, 1 - home[story], home[story])
    copied = (size > 1) & ~abroad & (chance.random(documents) < _COPIED)
    wire = np.floor(chance.random(documents) ** 2 * (1 + size // _REPORTS_A_WIRE)).astype(np.int64)
    text, words = _texts(np.where(copied, story * 1_000 + wire, np.arange(documents) + (1 << 40)), chance)
    order = chance.permutation(documents)
    columns = {
        "doc": _number(np.arange(documents) + (seed << 32)).view(np.int64),
        "story": story,
        "text": text,
        "kind": np.where(copied, chance.choice([_WHOLE, _CUT, _EMBEDDED, _EDITED], documents, p=_KINDS), _OWN),
        "words": words,
        "outlet": np.floor(_OUTLETS * chance.random(documents) ** 2).astype(np.int64),
        "day": FIRST_DAY + begins[story] + np.floor(chance.exponential(0.8, documents)).astype(np.int64),
        "language": language,
    }
    return Plan(**{name: values[order] for name, values in columns.items()})


def write(planned: Plan, folder: Path, start: int) -> None:
    """Writes the articles from ``start`` on, as many as a file has, and what their beginnings are taken to mean."""
    part = planned.part(start, start + CHUNK)
    for name, table in (("articles", articles(part)), ("leads", _leads(part))):
        (folder / name).mkdir(parents=True, exist_ok=True)
        pq.write_table(table, folder / name / f"part-{start // CHUNK:05d}.parquet", compression="zstd")


def articles(part: Plan) -> pa.Table:
    """The articles as they are read."""
    return pa.table(
        {
            "doc": part.doc,
            "text": _printed(part),
            "day": part.day.astype(np.int32),
            "moment": pa.nulls(len(part.doc), pa.int64()),
            "language": pa.array(LANGUAGES).take(pa.array(part.language)),
            "true_story": part.story,
            "true_text": part.text,
        },
        schema=ARTICLES,
    )


def _sizes(documents: int, chance: np.random.Generator) -> Integers:
    drawn = np.floor(chance.random(documents) ** (-1 / _SIZE_POWER))
    sizes = np.minimum(drawn, max(2, documents // 100)).astype(np.int64)
    ends = np.cumsum(sizes)
    last = int(np.searchsorted(ends, documents))
    sizes[last] -= ends[last] - documents
    return sizes[: last + 1]


def _texts(texts: Integers, chance: np.random.Generator) -> tuple[Integers, Integers]:
    """Each text's number, and how long it is."""
    known, places = np.unique(texts, return_inverse=True)
    lengths = np.exp(chance.normal(np.log(_MEDIAN_WORDS), _SPREAD, len(known)))
    return texts, np.clip(lengths, _LEAST_WORDS, _MOST_WORDS).astype(np.int64)[places]


def _number(*parts: Integers | int) -> Hashes:
    """A number that hangs on all the parts."""
    number = np.zeros(1, dtype=np.uint64)
    for part in parts:
        number = mixed(number * np.uint64(31) + np.asarray(part).astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15))
    return number


def _share(*parts: Integers | int) -> npt.NDArray[np.float64]:
    return (_number(*parts) >> np.uint64(11)) / float(1 << 53)


# An article is up to four stretches of texts: words of its own, the wire's or its own text, a quotation, the outlet's.
_OWN_WORDS, _MAIN, _SAID, _BELOW = range(4)


def _printed(part: Plan) -> pa.Array:
    lengths = np.stack([_lengths(part, stretch) for stretch in range(4)], axis=1)
    texts = np.stack([_sources(part, stretch) for stretch in range(4)], axis=1)
    flat = lengths.ravel()
    ends = np.cumsum(flat)
    place = np.arange(ends[-1]) - np.repeat(ends - flat, flat)
    article, stretch = np.divmod(np.repeat(np.arange(len(flat)), flat), 4)
    words = _words(part, article, np.repeat(texts.ravel(), flat), place)
    edited = (part.kind[article] == _EDITED) & (_number(part.doc[article], place) & np.uint64(0xFFFF) < _EDITS)
    words[edited] = _usual(_number(part.doc[article[edited]], place[edited], 1), part.language[article[edited]])
    words[(stretch == _SAID) & (place == 0)] = QUOTE
    words[(stretch == _SAID) & (place == np.repeat(flat, flat) - 1)] = UNQUOTE
    bounds = np.concatenate(([0], np.cumsum(lengths.sum(axis=1))))
    spelt = spellings().take(pa.array(words))
    return pc.binary_join(pa.ListArray.from_arrays(pa.array(bounds, pa.int32()), spelt), " ")


def _lengths(part: Plan, stretch: int) -> Integers:
    share = _share(part.doc, stretch)
    if stretch == _OWN_WORDS:
        return np.where(part.kind == _EMBEDDED, 60 + 300 * share, 0).astype(np.int64)
    if stretch == _MAIN:
        return np.where(part.kind == _CUT, part.words * (0.35 + 0.45 * share), part.words).astype(np.int64)
    if stretch == _SAID:
        return np.where((part.kind == _OWN) & (share < 0.4), 24, 0)
    return np.where(share < 0.7, 8 + 25 * _share(part.outlet, 7), 0).astype(np.int64)


def _sources(part: Plan, stretch: int) -> Integers:
    if stretch == _OWN_WORDS:
        return _number(part.doc, 11).view(np.int64)
    if stretch == _MAIN:
        return _number(part.text, 12).view(np.int64)
    if stretch == _SAID:
        return _number(part.story, part.language, (_number(part.doc, 5) % np.uint64(3)).astype(np.int64)).view(np.int64)
    return _number(part.outlet, 13).view(np.int64)


def _words(part: Plan, article: Integers, text: Integers, place: Integers) -> Integers:
    """The words at places of texts: usual ones, those of the topic, those of the story, and now and then an odd one."""
    number = _number(text, place)
    which = (number & np.uint64(0xFFFF)).astype(np.int64)
    rest = number >> np.uint64(16)
    language = part.language[article]
    words = _usual(rest, language)
    below = text == _sources(part, _BELOW)[article]
    which[below] = 65_535  # an outlet's own lines are of no topic
    story, topic, odd = _OF_STORY, _OF_STORY + _OF_TOPIC, _OF_STORY + _OF_TOPIC + _ODD
    chosen = which < story
    words[chosen] = _of(part.story[article[chosen]], rest[chosen], language[chosen], (_STORY_NAMES, _STORY_WORDS))
    chosen = (which >= story) & (which < topic)
    topics = part.story[article[chosen]] % _TOPICS + (1 << 41)
    words[chosen] = _of(topics, rest[chosen], language[chosen], (_TOPIC_NAMES, _TOPIC_WORDS))
    chosen = (which >= topic) & (which < odd)
    words[chosen] = ODD_ONES.start + (rest[chosen] % np.uint64(len(ODD_ONES))).astype(np.int64)
    words[(place + text % _SENTENCE) % _SENTENCE == _SENTENCE - 1] = STOP
    return words


def _of(subject: Integers, number: Hashes, language: Integers, sizes: tuple[int, int]) -> Integers:
    """A word of the subject's own list: names first, which all languages share, and what comes first comes often."""
    names, words = sizes
    share = (number % np.uint64(1 << 20)) / float(1 << 20)
    slot = np.floor(_FLAT * (words / _FLAT + 1) ** share - _FLAT).astype(np.int64)
    drawn = _share(subject, slot)
    name = NAMES.start + np.floor(len(NAMES) * drawn).astype(np.int64)
    rank = np.floor(np.exp(np.log(200) + (np.log(100_000) - np.log(200)) * _share(subject, slot, language)))
    return np.where(
        slot < names, name, TYPES[0].start + rank.astype(np.int64) + language * (TYPES[1].start - TYPES[0].start)
    )


def _usual(number: Hashes, language: Integers) -> Integers:
    ranks = usual_words()
    return ranks[(number % np.uint64(len(ranks))).astype(np.int64)].astype(np.int64) + np.where(
        language == 0, TYPES[0].start, TYPES[1].start
    )


_POOL, _SIZE = 4_096, 512


def _leads(part: Plan) -> pa.Table:
    """A vector of the topic, the story and the text: the encoder itself reads one article at a time, and is no part of
    what is measured here."""
    pool = np.random.default_rng(7).standard_normal((_POOL, _SIZE), dtype=np.float32)
    near = 0.45 * pool[0] + 0.4 * _mixture(pool, part.story % _TOPICS, 21)
    meant = near + 0.6 * _mixture(pool, part.story, 22) + 0.6 * _mixture(pool, part.text, 23)
    scaled = np.rint(meant / np.linalg.norm(meant, axis=1, keepdims=True) * 127).astype(np.int8)
    rows = pa.FixedSizeBinaryArray.from_buffers(pa.binary(_SIZE), len(scaled), [None, pa.py_buffer(scaled.tobytes())])
    return pa.table({"doc": part.doc, "lead": rows}, schema=LEADS)


def _mixture(pool: npt.NDArray[np.float32], subject: Integers, kind: int) -> npt.NDArray[np.float32]:
    first, second = ((_number(subject, kind, i) % np.uint64(_POOL)).astype(np.int64) for i in range(2))
    mixture: npt.NDArray[np.float32] = (pool[first] - pool[second]) / np.float32(np.sqrt(2))
    return mixture
