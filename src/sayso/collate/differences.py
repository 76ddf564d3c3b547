"""The typed differences of two readings that are lined up: few and right beats many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.collate.cells import Level
from sayso.collate.cuts import cut, in_one_piece
from sayso.collate.hedges import lost_hedges
from sayso.collate.lineup import Found, Lineup, Segment, quoted
from sayso.collate.modality import modal_changes
from sayso.collate.persons import person_changes
from sayso.collate.places import place_changes
from sayso.collate.polarity import polarity
from sayso.collate.qualifiers import cut_qualifiers
from sayso.collate.tokens import content
from sayso.collate.typed import agreeing, number_changes, time_changes
from sayso.records import Change

__all__ = ["differences"]

_MAX_WORDS = 4_000
"""Longest reading, in words, whose differences are typed."""
_MAX_BETWEEN = 2
"""Matched words between two changes of wording that are told as one."""
_MIN_OVERLAP_QUOTED = 0.3
"""Share of content words under which two quotations are taken as two translations, not word for word."""
_PARAPHRASED_SCORE = 0.6
_MIN_ANCHORS = 3
"""Content words that a clause must share with a paraphrase for a negation or hedge to be about the same thing."""


def differences(lineup: Lineup, *, min_overlap: float) -> list[Found]:
    """What differs, typed. A paraphrase that shares under ``min_overlap`` (0..1) of the words is not taken apart."""
    if max(len(lineup.left.words), len(lineup.right.words)) > _MAX_WORDS:
        return _of_long_readings(lineup)
    if lineup.alike:
        return []
    paraphrased = _paraphrased(lineup, min_overlap)
    typed = [
        *time_changes(lineup),
        *number_changes(lineup, paraphrased=paraphrased),
        *place_changes(lineup),
        *person_changes(lineup),
        *polarity(lineup),
        *lost_hedges(lineup),
        *modal_changes(lineup),
    ]
    typed = _without_doubles(typed)
    if paraphrased:
        anchored = [found._replace(score=_PARAPHRASED_SCORE) for found in typed if _has_anchor(lineup, found)]
        return [*anchored, _paraphrase(lineup)]
    qualifiers = cut_qualifiers(lineup)
    typed = [*_outside(typed, qualifiers), *qualifiers]
    return [*typed, *_cuts_and_wordings(lineup, typed), *_moves(lineup)]


def _of_long_readings(lineup: Lineup) -> list[Found]:
    """Speeches printed whole are set side by side, but not taken apart."""
    if [word.norm for word in lineup.left.words] == [word.norm for word in lineup.right.words]:
        return []
    because = f"more than {_MAX_WORDS:,} words: set side by side, not compared word by word"
    return [Found(Change.WORDING, False, _whole(lineup), because, _PARAPHRASED_SCORE)]


def _whole(lineup: Lineup) -> Segment:
    return in_one_piece(lineup, Segment(0, len(lineup.left.words), 0, len(lineup.right.words)))


def _without_doubles(typed: Sequence[Found]) -> list[Found]:
    """One word is told once: a time that is told is not told again as a number or a place."""
    kept: list[Found] = []
    for found in typed:
        if not any(_overlap(found.place, other.place) for other in kept if found.change is not Change.POLARITY):
            kept.append(found)
    return kept


def _overlap(one: Segment, other: Segment) -> bool:
    left = one.left < other.left_end and other.left < one.left_end
    right = one.right < other.right_end and other.right < one.right_end
    return left or right


def _outside(typed: Sequence[Found], around: Sequence[Found]) -> list[Found]:
    """What is not inside a qualifier that is cut as a whole."""
    return [found for found in typed if not any(_overlap(found.place, other.place) for other in around)]


def _has_anchor(lineup: Lineup, found: Found) -> bool:
    """Whether a difference is sure where few words are shared: both sides are there, or their clauses match well."""
    place = found.place
    if found.change in (Change.POLARITY, Change.HEDGE, Change.MODALITY):
        at = min(place.left, len(lineup.left.words) - 1), min(place.right, len(lineup.right.words) - 1)
        return min(lineup.matched(at[0]), lineup.mirrored.matched(at[1])) >= _MIN_ANCHORS
    return place.left < place.left_end and place.right < place.right_end


def _paraphrased(lineup: Lineup, min_overlap: float) -> bool:
    if not lineup.left.words or not lineup.right.words:
        return False
    return lineup.overlap < (min(min_overlap, _MIN_OVERLAP_QUOTED) if lineup.quoted_both else min_overlap)


def _paraphrase(lineup: Lineup) -> Found:
    return Found(Change.WORDING, False, _whole(lineup), "paraphrased: few words are shared", _PARAPHRASED_SCORE)


def _moves(lineup: Lineup) -> list[Found]:
    found = []
    for run in lineup.moved:
        place = Segment(run.left, run.left + run.length, run.right, run.right + run.length)
        said = quoted(lineup.left, place.left, place.left_end)
        found.append(Found(Change.MOVED, False, place, f"{said} is moved: the same words at another place"))
    return found


# --- what no type explains ------------------------------------------------------------------------------------------


def _cuts_and_wordings(lineup: Lineup, typed: Sequence[Found]) -> list[Found]:
    left, right = agreeing(lineup)
    left |= {i for found in typed for i in range(found.place.left, found.place.left_end)}
    right |= {j for found in typed for j in range(found.place.right, found.place.right_end)}
    cuts: list[Found] = []
    wordings: list[Segment] = []
    for piece in _between_types(lineup.segments, typed):
        for part in _rest(piece, left, right):
            gone = cut(lineup, part)
            if gone is not None:
                cuts += gone
            elif (
                content(lineup.left.words, part.left, part.left_end)
                + content(lineup.right.words, part.right, part.right_end)
                or part == piece
            ):
                wordings.append(part)
    wordings += _dressed(lineup, left, right)
    return cuts + _joined(lineup, wordings)


def _between_types(segments: Sequence[Segment], typed: Sequence[Found]) -> list[Segment]:
    """The segments, cut where a type explains words of both readings: before it and after it stay apart."""
    parts = []
    places = sorted(found.place for found in typed)
    in_order = [place for place in places if not any(_cross(place, other) for other in places)]
    for segment in segments:
        here = segment
        for place in in_order:
            inside = here.left <= place.left < place.left_end <= here.left_end
            if inside and here.right <= place.right < place.right_end <= here.right_end:
                parts.append(Segment(here.left, place.left, here.right, place.right))
                here = Segment(place.left_end, here.left_end, place.right_end, here.right_end)
        parts.append(here)
    return [part for part in parts if part.left < part.left_end or part.right < part.right_end]


def _cross(one: Segment, other: Segment) -> bool:
    """Whether two places stand in another order in the two readings."""
    return (one.left - other.left) * (one.right - other.right) < 0


def _rest(segment: Segment, left: set[int], right: set[int]) -> list[Segment]:
    """The segment without the words that a type explains: stretch against stretch, in order."""
    lefts = _free(range(segment.left, segment.left_end), left)
    rights = _free(range(segment.right, segment.right_end), right)
    parts = []
    for k in range(max(len(lefts), len(rights))):
        one = lefts[k] if k < len(lefts) else (segment.left_end, segment.left_end)
        other = rights[k] if k < len(rights) else (segment.right_end, segment.right_end)
        parts.append(Segment(*one, *other))
    return parts


def _free(places: range, taken: set[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for i in places:
        if i in taken:
            continue
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def _dressed(lineup: Lineup, left: set[int], right: set[int]) -> list[Segment]:
    """Matched words in another dress: another form of one word, a synonym, another spelling."""
    if lineup.retold:
        return []  # person and tense shift when a quotation is retold
    return [
        Segment(cell.left, cell.left + 1, cell.right, cell.right + 1)
        for cell in lineup.cells
        if cell.level in (Level.NEAR, Level.STEM) and cell.left is not None and cell.right is not None
        if cell.left not in left and cell.right not in right
    ]


def _joined(lineup: Lineup, parts: Iterable[Segment]) -> list[Found]:
    """Changes of wording with hardly a word between them, told as one."""
    joined: list[Segment] = []
    for part in sorted(parts):
        last = joined[-1] if joined else None
        if last is not None and _adjacent(last, part):
            joined[-1] = Segment(
                last.left, max(last.left_end, part.left_end), last.right, max(last.right_end, part.right_end)
            )
        else:
            joined.append(part)
    return [found for part in joined if (found := _wording(lineup, part)) is not None]


def _adjacent(one: Segment, other: Segment) -> bool:
    return 0 <= other.left - one.left_end <= _MAX_BETWEEN and 0 <= other.right - one.right_end <= _MAX_BETWEEN


def _wording(lineup: Lineup, part: Segment) -> Found | None:
    carried = content(lineup.left.words, part.left, part.left_end) + content(
        lineup.right.words, part.right, part.right_end
    )
    if not carried and not lineup.quoted_both:
        return None
    part = in_one_piece(lineup, part)
    left, right = part.left < part.left_end, part.right < part.right_end
    one, other = quoted(lineup.left, part.left, part.left_end), quoted(lineup.right, part.right, part.right_end)
    if left and right:
        because = f"{one} against {other}: other words"
    else:
        because = f"{one if left else other} stands only in the {'first' if left else 'second'}: wording"
    return Found(Change.WORDING, False, part, because, 0.9 if carried else 0.7)
