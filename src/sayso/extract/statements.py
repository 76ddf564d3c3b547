"""Drafts -> Statements: kinds, who tells whom, ids."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from sayso.extract.acts import act_of
from sayso.extract.drafts import Draft
from sayso.extract.found import Found, found, trimmed
from sayso.extract.hedges import hedge_among
from sayso.extract.joining import by_unit, joined
from sayso.extract.lexicon import Lexicon
from sayso.extract.turns import Turn
from sayso.parse import Parsed
from sayso.records import Kind, Statement
from sayso.spans import Span

__all__ = ["assembled", "of_turn"]


def assembled(parsed: Parsed, drafts: Iterable[Draft], lexicon: Lexicon) -> list[Statement]:
    """The statements of an article, each with the id of the one that tells it."""
    kept = joined(parsed, [each for each in (found(parsed, draft) for draft in drafts) if each.content])
    tellers = _Tellers(parsed, kept)
    return [_statement(parsed, each, tellers, lexicon) for each in kept]


def of_turn(parsed: Parsed, turn: Turn) -> Statement:
    """The statement that a transcript's turn is."""
    document = parsed.document
    content = tuple(trimmed(document.text, span) for span in turn.content)
    return Statement(
        id=_id(document.id, content, turn.source),
        document=document.id,
        kind=Kind.DIRECT,
        content=content,
        cue=Span(turn.colon, turn.colon + 1),
        source=turn.source,
        confidence=0.9,
        because=turn.because,
        act=act_of(document.text, cue=None, content=content, kind=Kind.DIRECT),
    )


# --- who tells whom -----------------------------------------------------------------------------------------------


class _Tellers:
    """Finds the statement that tells another: by its words, or by the quotation that its unit is the inside of."""

    def __init__(self, parsed: Parsed, kept: Sequence[Found]) -> None:
        self._parsed = parsed
        self._units = by_unit(kept)
        self._holders = {quotation: each for each in reversed(kept) for quotation in each.quotations}

    def of(self, each: Found) -> Found | None:
        """The nearest statement that holds this one, None at the top."""
        around = [
            other
            for other in self._units[each.draft.unit]
            if other is not each and each.words < other.words and set(each.draft.cue) <= other.words
        ]
        if around:
            return min(around, key=lambda other: len(other.words))
        quotation = self._parsed.units[each.draft.unit].quotation
        while quotation is not None:
            holder = self._holders.get(quotation)
            if holder is not None and holder is not each:
                return holder
            quotation = self._parsed.quotations[quotation].parent
        return None


def _statement(parsed: Parsed, each: Found, tellers: _Tellers, lexicon: Lexicon) -> Statement:
    draft = each.draft
    teller = tellers.of(each)
    hedge = draft.hedge or hedge_among(parsed, sorted(each.words | set(draft.cue)), lexicon)
    kind, cue, source = _kind(parsed, each), _span_of(parsed, draft.cue), _span_of(parsed, draft.source)
    return Statement(
        id=_id_of(parsed, each),
        document=parsed.document.id,
        kind=kind,
        content=each.content,
        cue=cue,
        source=source,
        within=_id_of(parsed, teller) if teller is not None else None,
        hedge=_span_of(parsed, hedge),
        addressee=_span_of(parsed, draft.addressee),
        confidence=round(draft.confidence, 3),
        because=draft.because,
        act=act_of(parsed.document.text, cue=cue, content=each.content, kind=kind, source=source),
    )


def _span_of(parsed: Parsed, words: Sequence[int]) -> Span | None:
    return parsed.span(words[0], words[-1]) if words else None


def _kind(parsed: Parsed, each: Found) -> Kind:
    """Direct when every word is inside marks, mixed when some are."""
    unit = parsed.units[each.draft.unit]
    inside = [q.content for q in parsed.quotations_in(unit.paragraph) if q.parent == unit.quotation]
    words = [parsed.tokens[k] for k in each.words if parsed.tokens[k].tag[:1].isalnum()]
    marked = sum(t.quotation is not None or any(span.contains(t.span) for span in inside) for t in words)
    if marked == 0:
        return Kind.INDIRECT
    return Kind.DIRECT if marked == len(words) else Kind.MIXED


def _id_of(parsed: Parsed, each: Found) -> str:
    anchor = _span_of(parsed, each.draft.cue) or _span_of(parsed, each.draft.source)
    return _id(parsed.document.id, each.content, anchor)


def _id(document: str, content: Sequence[Span], anchor: Span | None) -> str:
    text = repr((document, [tuple(span) for span in content], tuple(anchor) if anchor else None))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
