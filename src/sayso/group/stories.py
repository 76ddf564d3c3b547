"""Stories: which articles report one event.

Two articles are alike as far as they share rare words, and begin with what means the same. Whoever shares two of his
heaviest words is looked at as a pair; groups merge while all their pairs are alike enough on average.
"""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sayso.config import GroupSettings
from sayso.group.average import average_link
from sayso.group.blocks import met, placed
from sayso.group.subjects import LEAD_SCALE, Rarity
from sayso.group.tokens import mixed
from sayso.relations import Mapping, Relations

Integers = npt.NDArray[np.int64]

__all__ = ["UNIT", "find_stories", "needed_likeness"]

UNIT = 10_000
"""Likeness is counted in parts of this."""
_GIVEN_TOGETHER = 3 / 4
"""What the needed likeness falls to for articles that someone chose to compare. None of 36 pairs of reports of one
event falls below the lowered one; one in thirteen pairs of unrelated political news reaches it."""
_HEAVIEST = 16
"""Words of an article whose pairs propose others: those that weigh most among those that another article has at all."""
_USUAL_WORDS, _LENGTH_POWER, _LENGTHS = 300, 0.15, (0.18, 3.9)
"""Long articles share words by chance: likeness falls with both lengths to this power, and is as it is at the usual
length; beyond these multiples it falls no more. Without it no one threshold holds for 30 words (ECB+) and for 800
(NewsWCL50)."""
_LEAD_WEIGHT, _LEAD_ZERO = 0.3, 0.3
"""What the beginnings' cosine counts beside that of the words, and from where: unrelated news have 0.15 to 0.3."""

_FOLLOWING = 5
"""Others that each meets, of more than a few that have a key."""
_COMPARED = 30
"""Others, at least, that an article is compared with where so many met it: those that share most words with it."""
_SHARED = tuple(words * (words - 1) // 2 for words in range(2, _HEAVIEST + 1))
"""Keys that so many words in common make: each two of them are one."""
_ENOUGH_PAIRS = 200
"""Pairs of two groups from which those that were not compared are taken to be as those that were."""
_TELLING = 30
"""Words of an article among which those that tell its story are looked for, by how much they weigh."""
_FINE = 1_000
"""Weights are rounded to parts of this before they are squared, since whole numbers add up to the same in any order."""
_WEIGHT_BITS, _WORD_BITS = 16, 32
_WEIGHT = (1 << _WEIGHT_BITS) - 1

SUBJECTS = pa.schema(
    [
        ("doc", pa.int64()),
        ("lead", pa.binary(512)),
        ("words", pa.list_(pa.int64())),
        ("keys", pa.list_(pa.int64())),
        ("heaviest", pa.list_(pa.int64())),
        ("weights", pa.list_(pa.int16())),
    ]
)
ALIKE = pa.schema([("l", pa.int64()), ("r", pa.int64()), ("likeness", pa.int32())])


def needed_likeness(settings: GroupSettings) -> int:
    """In parts of ``UNIT``: what groups must be alike on average."""
    return round(settings.min_story_similarity * (_GIVEN_TOGETHER if settings.given_together else 1.0) * UNIT)


def find_stories(relations: Relations, settings: GroupSettings) -> None:
    """``articles`` (doc, day, language), ``words``, ``names``, ``leads``, ``origins`` -> ``alike``, ``stories``.

    ``alike`` (l, r, likeness) are the pairs that were looked at, ``stories`` (doc, story) the outcome: ``story`` is the
    doc of the first report. Of each origin one article is looked at, and the others go where it goes.
    """
    relations.make("told", _TOLD)
    for kind in ("words", "names"):
        _weigh(relations, kind)
    relations.make("keys", _KEYS)
    relations.make("placed", placed("keys", "day, doc", following=_FOLLOWING))
    relations.make("meetings", _meetings(settings.max_days_apart))
    relations.drop("keys", "placed")
    relations.make("asked", _ASKED)
    relations.make("proposed", _PROPOSED)
    relations.drop("meetings", "asked")
    relations.make("compared", _SIDE_BY_SIDE, Mapping(likenesses, ALIKE, rows=256))
    relations.make("items", "SELECT doc AS item FROM told")
    average_link(relations, "items", "compared", least=needed_likeness(settings), enough=_ENOUGH_PAIRS)
    relations.make("alike", "SELECT l, r, likeness FROM compared WHERE likeness > 0")
    relations.drop("proposed", "compared")
    relations.make("stories", _STORIES)


def _weigh(relations: Relations, kind: str) -> None:
    """``words`` or ``names`` -> ``weighed_words``, ``weighed_names``: with weights, and the keys of each article."""
    relations.make("counted", _COUNTED[kind])
    (articles,) = relations.fetch("SELECT COUNT(*) AS articles FROM counted").column(0).to_pylist()
    rarity = Rarity(relations.fetch(_FREQUENCIES), articles)
    relations.make(
        f"weighed_{kind}", "SELECT * FROM counted", Mapping(partial(subjects, rarity=rarity), SUBJECTS, rows=256)
    )


_TOLD = """
SELECT articles.doc, day, language FROM articles
JOIN origins ON origins.doc = articles.doc AND origins.origin = articles.doc
"""
# Names lead from one language to another; inside one the words do.
_COUNTED = {
    kind: f"""
    SELECT {kind}.doc, words, counts, length, lead FROM {kind}
    JOIN told ON told.doc = {kind}.doc JOIN leads ON leads.doc = {kind}.doc {where}
    """
    for kind, where in (
        ("words", ""),
        ("names", "WHERE (SELECT COUNT(DISTINCT language) FROM told) > 1"),
    )
}
_FREQUENCIES = """
SELECT word, COUNT(*) AS articles FROM (SELECT UNNEST(words) AS word FROM counted) AS each
GROUP BY word HAVING COUNT(*) > 1
"""
_KEYS = """
SELECT key, each.doc, COALESCE(day, 0) AS day FROM (
  SELECT doc, UNNEST(keys) AS key FROM weighed_words UNION ALL SELECT doc, UNNEST(keys) AS key FROM weighed_names
) AS each JOIN told ON told.doc = each.doc
"""
_SIDE_BY_SIDE = " UNION ALL ".join(
    f"""
    SELECT p.l, p.r, a.words AS l_words, b.words AS r_words, a.lead AS l_lead, b.lead AS r_lead
    FROM proposed AS p JOIN weighed_{kind} AS a ON a.doc = p.l JOIN weighed_{kind} AS b ON b.doc = p.r WHERE {where}
    """
    for kind, where in (("words", "p.one_language"), ("names", "NOT p.one_language"))
)
# The most keys in common that enough others still have with an article; 0 where fewer met it at all.
_ASKED = f"""
SELECT doc, CASE {
    " ".join(
        f"WHEN SUM(CASE WHEN shared >= {least} THEN 1 ELSE 0 END) >= {_COMPARED} THEN {least}"
        for least in reversed(_SHARED)
    )
} ELSE 0 END AS needed
FROM (SELECT l AS doc, shared FROM meetings UNION ALL SELECT r AS doc, shared FROM meetings) AS ends GROUP BY doc
"""
_PROPOSED = """
SELECT l, r, one_language FROM meetings JOIN asked AS a ON a.doc = l JOIN asked AS b ON b.doc = r
WHERE shared >= LEAST(a.needed, b.needed)
"""
# The first report is the oldest; undated ones come last, and then the numbers decide.
_STORIES = """
SELECT origins.doc, FIRST_VALUE(origins.doc) OVER (
  PARTITION BY members.name ORDER BY CASE WHEN day IS NULL THEN 1 ELSE 0 END, day, origins.doc) AS story
FROM origins JOIN members ON members.item = origins.origin JOIN articles ON articles.doc = origins.doc
"""


def _meetings(max_days: int) -> str:
    return f"""
    SELECT l, r, shared, COALESCE(a.language = b.language, TRUE) AS one_language FROM ({met("placed")}) AS met
    JOIN told AS a ON a.doc = l JOIN told AS b ON b.doc = r
    WHERE a.day IS NULL OR b.day IS NULL OR ABS(a.day - b.day) <= {max_days}
    """


def subjects(batch: pa.RecordBatch, *, rarity: Rarity) -> pa.RecordBatch:
    """The words of each article with their weights, in ten-thousandths of a vector of its length, and its keys.

    Words that no other article has count in its length, and are left out otherwise: nothing is alike by them.
    """
    words = batch.column("words").flatten().to_numpy()
    counts = batch.column("counts").flatten().to_numpy()
    sizes = pc.list_value_length(batch.column("words")).to_numpy(zero_copy_only=False)
    rows = np.repeat(np.arange(len(batch)), sizes)
    held = rarity.shared(words)
    raw = np.rint((1 + np.log(counts)) * rarity(words) * _FINE).astype(np.int64)
    weights = np.rint(raw * _factors(batch, rows, raw)[rows]).astype(np.int64)
    order = np.lexsort((words, -raw, rows))
    leading = order[held[order]]
    places = _ranks(rows[leading], len(batch))
    heaviest, leading = np.sort(leading[places < _TELLING]), leading[places < _HEAVIEST]
    kept = held & (weights > 0)
    packed = ((words >> 32) + (1 << 31)) << _WEIGHT_BITS | weights
    return pa.RecordBatch.from_arrays(
        [
            batch.column("doc"),
            batch.column("lead"),
            _listed(packed[kept], rows[kept], len(batch)),
            _keys(words[leading], rows[leading], len(batch)),
            _listed(words[heaviest], rows[heaviest], len(batch)),
            _listed(weights[heaviest].astype(np.int16), rows[heaviest], len(batch)),
        ],
        schema=SUBJECTS,
    )


def _factors(batch: pa.RecordBatch, rows: Integers, raw: Integers) -> npt.NDArray[np.float64]:
    """What makes each article's weights a vector of its length, and shorter where the article is long."""
    squares = np.zeros(len(batch), dtype=np.int64)
    np.add.at(squares, rows, raw * raw)
    low, high = _LENGTHS
    lengths = np.clip(_USUAL_WORDS / np.maximum(1, batch.column("length").to_numpy()), low, high)
    factors: npt.NDArray[np.float64] = lengths**_LENGTH_POWER * UNIT / np.sqrt(np.maximum(1, squares))
    return factors


def _keys(words: Integers, rows: Integers, articles: int) -> pa.ListArray:
    """A number for each two of the words of an article."""
    order = np.lexsort((words, rows))
    words, rows = words[order], rows[order]
    table = np.zeros((articles, _HEAVIEST), dtype=np.uint64)
    there = np.zeros(table.shape, dtype=np.bool_)
    places = _ranks(rows, articles)
    table[rows, places], there[rows, places] = words.view(np.uint64), True
    first, second = np.triu_indices(_HEAVIEST, 1)
    keys = mixed(table[:, first] * np.uint64(3) + table[:, second]).view(np.int64)
    both = there[:, second]  # the first is there where the second is
    return _listed(keys[both], np.nonzero(both)[0], articles)


def _ranks(rows: Integers, articles: int) -> Integers:
    """The place of each among those of its row; rows are in order."""
    ranks: Integers = np.arange(len(rows)) - np.searchsorted(rows, np.arange(articles))[rows]
    return ranks


def _listed(values: Integers, rows: Integers, articles: int) -> pa.ListArray:
    bounds = np.searchsorted(rows, np.arange(articles + 1)).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(bounds), pa.array(values))


def likenesses(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Pairs of subjects -> how alike they are, 0 to ``UNIT``."""
    left, right = (_leads(batch, name) for name in ("l_lead", "r_lead"))
    cosines = np.einsum("ij,ij->i", left, right).astype(np.float64) / LEAD_SCALE**2
    likeness = _products(batch) / UNIT**2 + _LEAD_WEIGHT * (cosines - _LEAD_ZERO)
    rounded = np.rint(np.clip(likeness, 0, 1) * UNIT).astype(np.int32)
    return pa.RecordBatch.from_arrays([batch.column("l"), batch.column("r"), pa.array(rounded)], schema=ALIKE)


def _products(batch: pa.RecordBatch) -> npt.NDArray[np.float64]:
    """The product of each two vectors of words: whole numbers, which add up to the same in any order."""
    # Each word is there once on a side, so that what stands twice when all are sorted is shared. The stable sort
    # merges what is sorted already.
    both = np.sort(np.concatenate([_of_pairs(batch, name) for name in ("l_words", "r_words")]), kind="stable")
    same = np.flatnonzero(both[1:] >> _WEIGHT_BITS == both[:-1] >> _WEIGHT_BITS)
    products = (both[same] & _WEIGHT) * (both[same + 1] & _WEIGHT)
    return np.bincount(both[same] >> (_WEIGHT_BITS + _WORD_BITS), weights=products, minlength=len(batch)).astype(
        np.float64
    )


def _of_pairs(batch: pa.RecordBatch, name: str) -> Integers:
    words = batch.column(name).flatten().to_numpy()
    sizes = pc.list_value_length(batch.column(name)).to_numpy(zero_copy_only=False)
    numbered: Integers = np.repeat(np.arange(len(batch)) << (_WEIGHT_BITS + _WORD_BITS), sizes) | words
    return numbered


def _leads(batch: pa.RecordBatch, name: str) -> npt.NDArray[np.float32]:
    """Vectors of signed bytes: their products stay below 2**24, up to where 32 bits tell each whole number."""
    flat = np.frombuffer(b"".join(batch.column(name).to_pylist()), dtype=np.int8)
    return flat.reshape(len(batch), -1).astype(np.float32)
