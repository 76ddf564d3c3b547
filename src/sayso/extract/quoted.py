"""Quotations that stand as sentences: which words around each report it.

In a unit's tokens every such quotation is one placeholder, so what reports it is near: after it (“_,” she said),
before it (She said: “_.”), or between two (“_,” she said, “_.”). A quotation after a full stop goes on with the one
before it (“_,” she said. “_.”): in 97 of 100 cases of the PolNeAR training articles the annotators made them one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.extract.drafts import Draft
from sayso.extract.frames import BARE, CLOSING, OPENING, Frame, after_closing, frame_of
from sayso.extract.hedges import hedge_over
from sayso.extract.lexicon import Lexicon
from sayso.extract.sources import addressee_of, told_passively
from sayso.extract.syntax import verb_group, with_adjective
from sayso.parse import Parsed, Proposal, Unit

__all__ = ["quoted"]


def quoted(parsed: Parsed, unit: Unit, proposals: Sequence[Proposal], lexicon: Lexicon) -> Iterator[Draft]:
    """A draft for each run of quotations in the unit that is one statement."""
    sources = {proposal.cue: proposal.source for proposal in reversed(proposals)}  # of two those of the lesser depth
    places = [i for i in unit.tokens if parsed.tokens[i].quotation is not None]
    runs: list[tuple[list[int], Frame]] = []
    for number, place in enumerate(places):
        low = after_closing(parsed, places[number - 1], unit) if number else unit.tokens.start
        high = places[number + 1] if number + 1 < len(places) else unit.tokens.stop
        frame = frame_of(parsed, unit, place, low, high, lexicon)
        before = runs[-1] if runs else None
        if before and _goes_on(parsed, before[1], before[0][-1], place, frame):
            before[0].append(place)
        else:
            runs.append(([place], frame))
    yield from (_draft(parsed, run, _named(parsed, frame, sources, lexicon), lexicon) for run, frame in runs)


def _named(parsed: Parsed, frame: Frame, sources: Mapping[int, Sequence[int]], lexicon: Lexicon) -> Frame:
    """The frame with the source that the network names, where syntax has a part of it, or nothing."""
    if frame.cue is None or frame.cue.i not in sources:
        return frame
    source = sources[frame.cue.i]
    told = told_passively(parsed, frame.cue.i, lexicon)
    unsaid = not frame.source and (told is None or told.i not in source)
    return frame._replace(source=tuple(source)) if unsaid or set(source) & set(frame.source) else frame


def _draft(parsed: Parsed, run: list[int], frame: Frame, lexicon: Lexicon) -> Draft:
    cue = with_adjective(parsed, verb_group(parsed, frame.cue.i), lexicon.adjectives) if frame.cue else ()
    told = addressee_of(parsed, frame.cue.i, lexicon) if frame.cue else None
    first = parsed.tokens[run[0]].quotation
    return Draft(
        unit=parsed.tokens[run[0]].unit,
        words=tuple(run),
        cue=cue,
        source=frame.source,
        confidence=frame.confidence,
        because=frame.where,
        bare=frame == BARE,
        hedge=hedge_over(parsed, frame.cue.i, lexicon) if frame.cue else (),
        addressee=tuple(told or ()),
        following=parsed.quotations[first].continues if first is not None else None,
    )


# --- which quotations are one statement ---------------------------------------------------------------------------


def _goes_on(parsed: Parsed, before: Frame, last: int, place: int, frame: Frame) -> bool:
    """Whether the quotation at ``place`` goes on with the one before it at ``last``."""
    between = [parsed.tokens[k] for k in range(last + 1, place)]
    words = [token for token in between if token.tag[:1].isalpha() and token.text not in OPENING | CLOSING]
    if not words or before.cue is None or before.cue.i < last or (frame.own and frame.cue != before.cue):
        return False
    # All that stands between belongs to the words that report the first.
    reporting = {before.cue.sentence, *(parsed.tokens[k].sentence for k in before.source)}
    return all(token.sentence in reporting for token in words)
