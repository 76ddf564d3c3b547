"""The passage of an example, with signs where the people's words and the found ones begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.evaluate.mistakes import Example
from sayso.evaluate.scorer import Attribution

__all__ = ["Passage", "passage"]

_AROUND = 90
"""Characters of context on either side: about a sentence, which mostly has the source and the reporting words."""
_MAX_CHARS = 1_200
"""Longer passages lose their middle: what went wrong stands at the bounds."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article: ``start`` and ``end`` are where they stand in it, ``marked`` has them with ``[people]`` and
    ``{found}`` around what each took for the statement."""

    start: int
    end: int
    marked: str


def passage(text: str, example: Example) -> Passage:
    """The passage around what people marked and what was found."""
    spans = [span for each in (example.gold, example.found) if each is not None for span in each.spans]
    start, end = _widened(text, min(span[0] for span in spans), max(span[1] for span in spans))
    signs = [*_signs(example.gold, "[]", rank=0), *_signs(example.found, "{}", rank=1)]
    marked = _inserted(text, start, end, signs)
    if len(marked) > _MAX_CHARS:
        marked = f"{marked[: _MAX_CHARS // 2]} […] {marked[-_MAX_CHARS // 2 :]}"
    # Where the paragraph begins or ends nothing is cut.
    before = "" if text[start - 1 : start] in ("", "\n") else "…"
    after = "" if text[end : end + 1] in ("", "\n") else "…"
    return Passage(start, end, f"{before}{marked}{after}")


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """With context, cut between words and not beyond the paragraph at either end."""
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    low = max(low, text.rfind("\n", low, start) + 1)
    line_end = text.find("\n", end, high)
    high = line_end if line_end >= 0 else high
    if low > 0 and not text[low - 1].isspace():
        space = text.find(" ", low, start)
        low = space + 1 if space >= 0 else low
    if high < len(text) and not text[high].isspace():
        space = text.rfind(" ", end, high)
        high = space if space >= 0 else high
    return low, high


Sign = tuple[int, int, int, int, str]
"""Offset, three ranks among the signs of one place, sign: what ends there is closed before what begins there opens, and
of two that end or begin there the inner one closes first and opens last."""


def _signs(attribution: Attribution | None, signs: str, *, rank: int) -> Iterable[Sign]:
    if attribution is None:
        return
    for start, end in attribution.spans:
        if start < end:
            yield start, 1, -end, rank, signs[0]
            yield end, 0, -start, -rank, signs[1]


def _inserted(text: str, start: int, end: int, signs: Sequence[Sign]) -> str:
    pieces: list[str] = []
    here = start
    for offset, *_, sign in sorted(signs):
        pieces += (text[here:offset], sign)
        here = offset
    return "".join([*pieces, text[here:end]])
