"""Who told whom, until it reached the page: speaker → whom he told → on what occasion → who told it on → outlet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from sayso.agencies import agency_named
from sayso.records import Document, Statement
from sayso.report.lookup import speaker_name
from sayso.report.visible import one_line
from sayso.report.words import act_word

__all__ = ["STEP_WORDS", "Step", "chain"]

STEP_WORDS: Final = {"to": "to ", "told by": "as told by ", "wire": "wire "}
_CARRIED = " (as the article tells elsewhere)"


class Step(NamedTuple):
    """A hand that the words went through. ``role`` is ``said``, ``to``, ``on``, ``told by``, ``wire`` or ``outlet``."""

    role: str
    name: str


def chain(statement: Statement, document: Document, statements: Mapping[str, Statement]) -> list[Step]:
    """The steps from the speaker to the outlet, as far as the article tells them.

    Who tells it in denying or asking it, and not in saying it, has that act beside the name.
    """
    steps = [*_hands(statement, document, "said"), *_occasion(statement, document)]
    seen = {statement.id}
    teller = statements.get(statement.within or "")
    while teller is not None and teller.id not in seen:
        seen.add(teller.id)
        steps += _hands(teller, document, "told by", act=act_word(teller.act))
        steps += _occasion(teller, document)
        teller = statements.get(teller.within or "")
    wire = document.credit or (document.dateline.agency if document.dateline else None)
    if wire and not _is_named(wire, document.outlet):
        steps.append(Step("wire", one_line(wire)))
    steps.append(Step("outlet", one_line(document.outlet)))
    return steps


def _is_named(wire: str, outlet: str) -> bool:
    """Whether the outlet is the agency."""
    named, printed = one_line(wire), one_line(outlet)
    return named.casefold() == printed.casefold() or (agency_named(named) or named) == agency_named(printed)


def _occasion(statement: Statement, document: Document) -> list[Step]:
    """“in an interview with the Courier”, as printed; and whether it is printed there or elsewhere in the article."""
    told = statement.occasion
    if told is None:
        return []
    return [Step("on", f"“{one_line(told.span.of(document.text))}”{_CARRIED if told.carried else ''}")]


def _hands(statement: Statement, document: Document, role: str, *, act: str = "") -> list[Step]:
    name = speaker_name(statement, document)
    steps = [Step(role, f"{name} ({act})" if act else name)]
    if statement.addressee is not None:
        steps.append(Step("to", f"“{one_line(statement.addressee.of(document.text))}”"))
    return steps
