"""Copies: how much of one article's wording stands in another.

Jaccard similarity would miss most real reuse: a wire text inside a longer article is a small share of the union, and
contained to 1. So pairs are proposed by the sampled shingles that they share, and both containments counted over all.
"""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sayso.config import GroupSettings
from sayso.group.blocks import met, placed
from sayso.relations import Mapping, Relations

Integers = npt.NDArray[np.int64]

__all__ = ["COPIES", "THOUSANDTHS", "find_copies", "find_origins"]

COPIES = pa.schema(
    [("l", pa.int64()), ("r", pa.int64()), ("l_in_r", pa.int32()), ("r_in_l", pa.int32()), ("kept", pa.bool_())]
)

_NEARLY = 0.5
"""Part of the needed share that the sample must show for all to be counted: the sample of a short text is rough."""
_MIN_OWN = 24
"""Shingles outside quotation marks from which an outlet's own words can be judged."""
_OWN_SHARE = 0.5
"""Part of the needed share that the words outside quotation marks must reach. In 36 pairs of independent reports of one
event at most 8 % of these words were shared, while with the quotations it was up to 30 %."""
THOUSANDTHS = 1_000


def find_copies(relations: Relations, settings: GroupSettings) -> None:
    """``prints`` -> ``copies``: the pairs of which one stands in the other, l < r.

    Shares are in thousandths. Quotations do not make a copy: two reporters in one room print the same sentences of a
    speaker. So the words outside quotation marks must be shared too, where there are enough of them.
    """
    relations.make("shingles", "SELECT doc, UNNEST(sample) AS key FROM prints")
    relations.make("placed", placed("shingles"))
    relations.make("proposed", _proposed(settings.min_reuse_share * _NEARLY))
    counted = Mapping(partial(containments, min_share=settings.min_reuse_share), COPIES, rows=256)
    relations.make("compared", _SIDE_BY_SIDE, counted)
    relations.make("copies", "SELECT l, r, l_in_r, r_in_l FROM compared WHERE kept")
    relations.drop("shingles", "placed", "proposed", "compared")


def find_origins(relations: Relations, settings: GroupSettings) -> None:
    """``prints``, ``copies`` -> ``origins`` (doc, origin): whoever shares enough of a text is one witness.

    ``origin`` is the doc of the longest text. A round-up that holds two whole texts joins them, since it can't be told
    who copied whom.
    """
    least = round(settings.min_copy_share * THOUSANDTHS)
    relations.make(
        "one_text",
        f"""SELECT l, r FROM copies WHERE l_in_r >= {least} OR r_in_l >= {least}
        UNION ALL SELECT r, l FROM copies WHERE l_in_r >= {least} OR r_in_l >= {least}""",
    )
    relations.make("labels", "SELECT doc, doc AS label FROM prints")
    while relations.make("changed", _LOWER_LABELS):
        relations.make("labels", _RELABELLED)
    relations.make(
        "origins",
        """SELECT labels.doc, FIRST_VALUE(labels.doc) OVER (
          PARTITION BY label ORDER BY prints.words DESC, labels.doc) AS origin
        FROM labels JOIN prints ON prints.doc = labels.doc""",
    )
    relations.drop("one_text", "changed")


_LOWER_LABELS = """
SELECT old.doc, new.label FROM labels AS old JOIN (
  SELECT e.l AS doc, MIN(n.label) AS label FROM one_text AS e JOIN labels AS n ON n.doc = e.r GROUP BY e.l
) AS new ON new.doc = old.doc WHERE new.label < old.label
"""
_RELABELLED = """
SELECT labels.doc, COALESCE(changed.label, labels.label) AS label
FROM labels LEFT JOIN changed ON changed.doc = labels.doc
"""

_SIDE_BY_SIDE = """
SELECT p.l, p.r, a.own AS l_own, a.quoted AS l_quoted, b.own AS r_own, b.quoted AS r_quoted
FROM proposed AS p JOIN prints AS a ON a.doc = p.l JOIN prints AS b ON b.doc = p.r
"""


def _proposed(min_share: float) -> str:
    """The pairs of which the sample of one stands to ``min_share`` in the other's."""
    return f"""
    SELECT pairs.l, pairs.r FROM ({met("placed")}) AS pairs
    JOIN (SELECT doc, COUNT(*) AS size FROM shingles GROUP BY doc) AS a ON a.doc = pairs.l
    JOIN (SELECT doc, COUNT(*) AS size FROM shingles GROUP BY doc) AS b ON b.doc = pairs.r
    WHERE shared * {THOUSANDTHS} >= LEAST(a.size, b.size) * {round(min_share * THOUSANDTHS)}
    """


def containments(batch: pa.RecordBatch, *, min_share: float) -> pa.RecordBatch:
    """Pairs with the shingles of both -> how much of each stands in the other, and whether that makes a copy."""
    shared, shared_own = _shared(batch)
    own, quoted = ([_lengths(batch, f"{side}_{kind}") for side in "lr"] for kind in ("own", "quoted"))
    shares = [_thousandths(shared, a + b) for a, b in zip(own, quoted, strict=True)]
    own_shares = [_thousandths(shared_own, lengths) for lengths in own]
    kept = (np.maximum(*shares) >= min_share * THOUSANDTHS) & (
        (np.minimum(*own) < _MIN_OWN) | (np.maximum(*own_shares) >= min_share * _OWN_SHARE * THOUSANDTHS)
    )
    return pa.RecordBatch.from_arrays(
        [batch.column("l"), batch.column("r"), *map(pa.array, shares), pa.array(kept)], schema=COPIES
    )


def _shared(batch: pa.RecordBatch) -> tuple[Integers, Integers]:
    """How many shingles the two of each pair share, and how many of them are own ones of both."""
    # The number of the pair, the shingle, and whether it is quoted: each is there once on a side, so that what stands
    # twice when all are sorted is shared. The stable sort merges what is sorted already: ten times as fast here.
    marked = [_marked(batch, f"{side}_{kind}", kind == "quoted") for side in "lr" for kind in _KINDS]
    both = np.sort(np.concatenate(marked), kind="stable")
    same = np.flatnonzero(both[1:] >> _QUOTED_BIT == both[:-1] >> _QUOTED_BIT)
    pairs = both[same] >> (_SHINGLE_BITS + _QUOTED_BIT)
    are_own = (both[same] | both[same + 1]) & 1 == 0
    return np.bincount(pairs, minlength=len(batch)), np.bincount(pairs[are_own], minlength=len(batch))


_KINDS = ("own", "quoted")
_SHINGLE_BITS, _QUOTED_BIT = 32, 1
_SHINGLE = (1 << _SHINGLE_BITS) - 1  # their order is that without a sign


def _marked(batch: pa.RecordBatch, name: str, quoted: bool) -> Integers:
    shingles = batch.column(name).flatten().to_numpy().astype(np.int64) & _SHINGLE
    pairs = np.repeat(np.arange(len(batch)), _lengths(batch, name))
    marked: Integers = (pairs << _SHINGLE_BITS | shingles) << _QUOTED_BIT | quoted
    return marked


def _lengths(batch: pa.RecordBatch, name: str) -> Integers:
    lengths: Integers = pc.list_value_length(batch.column(name)).to_numpy(zero_copy_only=False).astype(np.int64)
    return lengths


def _thousandths(shared: Integers, lengths: Integers) -> npt.NDArray[np.int32]:
    return np.rint(shared * THOUSANDTHS / np.maximum(1, lengths)).astype(np.int32)
