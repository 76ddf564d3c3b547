"""Which drafts are one statement, which take their source from the one before, and which are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.extract.drafts import Draft
from sayso.extract.found import Found
from sayso.parse import Parsed
from sayso.spans import Span

__all__ = ["by_unit", "joined"]

_CARRIED = "a quotation that directly follows a statement of this source"
_CARRIED_CONFIDENCE = 0.7


def joined(parsed: Parsed, found: Sequence[Found]) -> list[Found]:
    """The drafts that are statements: continued ones joined, sources carried on, doubles and idle ones gone."""
    return _without_idle(_without_doubles(_carried(parsed, _continued(found))))


def by_unit(found: Iterable[Found]) -> dict[int, list[Found]]:
    """The drafts of each unit: only those of one unit can hold one another by their words."""
    units: dict[int, list[Found]] = {}
    for each in found:
        units.setdefault(each.draft.unit, []).append(each)
    return units


def _continued(found: Sequence[Found]) -> list[Found]:
    """A quotation that goes on in the next paragraph is one statement, unless that paragraph names its source anew."""
    kept: list[Found] = []
    holders: dict[int, int] = {}  # a quotation's index -> the place in ``kept`` of what holds it
    for each in found:
        earlier = each.draft.following
        index = holders.get(earlier) if earlier is not None else None
        holders |= dict.fromkeys(each.quotations, len(kept) if index is None or each.draft.source else index)
        if earlier is None or index is None:
            kept.append(each)
        elif not kept[index].draft.source and each.draft.source:
            kept[index] = _joined(kept[index], each, each.draft)
        elif each.draft.source:
            kept.append(each)
        else:
            kept[index] = _joined(kept[index], each, kept[index].draft)
    return kept


def _carried(parsed: Parsed, found: Sequence[Found]) -> list[Found]:
    """A quotation without a source that directly follows a statement has that one's source.

    Either in the same paragraph, after the sentence that reports the one before, or alone in the next paragraph.
    In the PolNeAR training articles that is so for 93 of 100 such paragraphs.
    """
    carried: list[Found] = []
    for each in sorted(found, key=lambda other: other.content[0].start):
        before = next((other for other in reversed(carried) if _is_top(parsed, other) and other.draft.source), None)
        follows = before is not None and each.draft.bare and _follows(parsed, before, each)
        if before is not None and follows and not _takes_turns(parsed, carried):
            draft = replace(
                each.draft, source=before.draft.source, confidence=_CARRIED_CONFIDENCE, because=_CARRIED, bare=False
            )
            carried.append(replace(each, draft=draft))
        else:
            carried.append(each)
    return carried


def _takes_turns(parsed: Parsed, carried: Sequence[Found]) -> bool:
    """Whether the last two paragraphs are quotations of two sources: in a dialogue the next may be either's."""
    last = [each for each in carried[-2:] if _is_top(parsed, each) and each.quotations]
    if len(last) < 2:
        return False
    first, second = (parsed.units[each.draft.unit].paragraph for each in last)
    names = [_printed(parsed, each.draft.source) for each in last]
    is_pronoun = any(parsed.tokens[k].tag == "PRP" for k in last[1].draft.source)  # “he added” goes on with the same
    return second == first + 1 and names[0] != names[1] and not is_pronoun


def _printed(parsed: Parsed, words: Sequence[int]) -> str:
    return " ".join(parsed.tokens[k].lower for k in words)


def _is_top(parsed: Parsed, found: Found) -> bool:
    return parsed.units[found.draft.unit].quotation is None and found.draft.speech


def _follows(parsed: Parsed, before: Found, each: Found) -> bool:
    """Whether nothing stands between a statement and the next quotation but the words that report the former."""
    if not _is_top(parsed, each):
        return False
    last = max([*before.words, *before.draft.cue, *before.draft.source], key=lambda k: parsed.tokens[k].start)
    first = min(each.words)
    here, there = parsed.units[before.draft.unit], parsed.units[each.draft.unit]
    if here == there:
        return parsed.tokens[first].sentence - parsed.tokens[last].sentence <= 1 and not _words_between(
            parsed, last, first
        )
    alone = all(k in each.words or not parsed.tokens[k].tag[:1].isalnum() for k in there.tokens)
    return there.paragraph == here.paragraph + 1 and alone and not _words_between(parsed, last, here.tokens.stop)


def _words_between(parsed: Parsed, last: int, stop: int) -> bool:
    """Whether another sentence begins between two tokens; the rest of the reporting sentence does not count."""
    sentence = parsed.sentences[parsed.tokens[last].sentence]
    return any(parsed.tokens[k].tag[:1].isalnum() for k in range(max(last + 1, sentence.stop), stop))


def _joined(left: Found, right: Found, draft: Draft) -> Found:
    return Found(
        draft, left.words | right.words, left.quotations | right.quotations, tuple(sorted(left.content + right.content))
    )


def _without_doubles(found: Sequence[Found]) -> list[Found]:
    """Of drafts with the same content the surest; a paraphrase that is only a quotation's cue and source goes."""
    best: dict[tuple[Span, ...], Found] = {}
    for each in found:
        other = best.get(each.content)
        if other is None or _certainty(each) > _certainty(other):
            best[each.content] = each
    reporting = {
        unit: [set(other.draft.cue) | set(other.draft.source) for other in others if other.quotations]
        for unit, others in by_unit(best.values()).items()
    }
    return [each for each in best.values() if not any(each.words <= words for words in reporting[each.draft.unit])]


def _without_idle(found: Sequence[Found]) -> list[Found]:
    """Inside a paraphrase only speech is told again: “he said he *wants to leave*” is one statement, not two."""
    units = by_unit(found)
    return [
        each for each in found if each.draft.speech or not any(_holds(other, each) for other in units[each.draft.unit])
    ]


def _holds(outer: Found, inner: Found) -> bool:
    return inner.words < outer.words and set(inner.draft.cue) <= outer.words


def _certainty(found: Found) -> tuple[float, bool]:
    return found.draft.confidence, bool(found.draft.source)
