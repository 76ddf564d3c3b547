"""How headlines attribute: a claim and its source after a dash or colon, and marks around a verb.

*Town will not pay – Quill*; *Bridge unsafe: report*; *Mayor ‘will not pay’ for bridge*, where somebody claims it and
the headline does not say who.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.drafts import Draft
from sayso.extract.labels import DASHES, labels
from sayso.extract.lexicon import Lexicon
from sayso.extract.syntax import without_edges
from sayso.parse import Parsed, Quotation, Token, Unit
from sayso.records import Role

__all__ = ["of_headline"]

_FINITE = ("VBZ", "VBD", "VBP", "MD")
_MIN_CLAIM = 3
_MAX_SOURCE = 3
_CONFIDENCE = 0.6


def of_headline(parsed: Parsed, unit: Unit, lexicon: Lexicon) -> Iterator[Draft]:
    """A draft for what a headline gives to a source by its layout, none where it has reporting words."""
    if unit.quotation is not None or parsed.document.paragraphs[unit.paragraph].role is not Role.HEADLINE:
        return
    words = without_edges(parsed, unit.tokens)
    last = next((k for k in reversed(words) if _parts(parsed.tokens[k])), unit.tokens.stop)
    if any(parsed.tokens[k].quotation is not None for k in words):
        return
    if any(lexicon.quotes(parsed.tokens[k].lower) for k in words if k < last):
        return
    yield from _sourced_at_end(parsed, words)
    if any(_claims(parsed, unit, quotation) for quotation in parsed.quotations_in(unit.paragraph)):
        because = "marks around a verb in a headline"
        yield Draft(parsed.tokens[words[0]].unit, tuple(words), (), (), _CONFIDENCE, because)


def _sourced_at_end(parsed: Parsed, words: list[int]) -> Iterator[Draft]:
    parting = next((k for k in reversed(words) if _parts(parsed.tokens[k])), None)
    if parting is None:
        return
    claim = without_edges(parsed, [k for k in words if k < parting])
    source = [k for k in words if k > parting]
    if len(claim) >= _MIN_CLAIM and _is_source(parsed, claim, source):
        mark = parsed.tokens[parting].text
        because = f"a headline's claim, and its source after “{mark}”"
        yield Draft(parsed.tokens[parting].unit, tuple(claim), (), tuple(source), _CONFIDENCE, because)


def _parts(token: Token) -> bool:
    return token.text == ":" or token.text in DASHES


def _is_source(parsed: Parsed, claim: list[int], source: list[int]) -> bool:
    tokens = [parsed.tokens[k] for k in source]
    if not 1 <= len(tokens) <= _MAX_SOURCE:
        return False
    if tokens[-1].lower in labels().headline_sources:
        return True
    name = " ".join(token.text for token in tokens)
    if name in (parsed.document.outlet, parsed.document.credit):
        return False  # “Ferry stays – The Tern Gazette”: who prints it
    is_name = all(token.text[:1].isupper() and token.text.isalpha() for token in tokens) and len(tokens) < _MAX_SOURCE
    small = any(parsed.tokens[k].text[:1].islower() for k in claim[1:])  # in Title Case every word looks like a name
    return is_name and small and any(parsed.tokens[k].tag in _FINITE for k in claim)


def _claims(parsed: Parsed, unit: Unit, quotation: Quotation) -> bool:
    """Whether a passage in marks holds a finite verb: ‘will not pay’, but not the song ‘Salt Road’."""
    if quotation.unit is not None or quotation.parent is not None:
        return False
    inside = [parsed.tokens[k] for k in unit.tokens if quotation.content.contains(parsed.tokens[k].span)]
    return len(inside) > 1 and any(token.tag in _FINITE for token in inside) and inside[0].text[:1].islower()
