"""Who told whom, until it reached the page: speaker → whom he told → who told it on → wire → outlet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from sayso.records import Document, Statement
from sayso.report.lookup import speaker_name
from sayso.report.visible import one_line
from sayso.report.words import act_word

__all__ = ["STEP_WORDS", "Step", "chain"]

STEP_WORDS: Final = {"to": "to ", "told by": "as told by ", "wire": "wire "}


class Step(NamedTuple):
    """One hand that the words went through. ``role`` is ``said``, ``to``, ``told by``, ``wire`` or ``outlet``."""

    role: str
    name: str


def chain(statement: Statement, document: Document, statements: Mapping[str, Statement]) -> list[Step]:
    """The steps from the speaker to the outlet, as far as the article tells them.

    Who tells it in denying or asking it, and not in saying it, has that act beside the name.
    """
    steps = _hands(statement, document, "said")
    seen = {statement.id}
    teller = statements.get(statement.within or "")
    while teller is not None and teller.id not in seen:
        seen.add(teller.id)
        steps += _hands(teller, document, "told by", act=act_word(teller.act))
        teller = statements.get(teller.within or "")
    wire = document.credit or (document.dateline.agency if document.dateline else None)
    if wire and one_line(wire).casefold() != one_line(document.outlet).casefold():
        steps.append(Step("wire", one_line(wire)))
    steps.append(Step("outlet", one_line(document.outlet)))
    return steps


def _hands(statement: Statement, document: Document, role: str, *, act: str = "") -> list[Step]:
    name = speaker_name(statement, document)
    steps = [Step(role, f"{name} ({act})" if act else name)]
    if statement.addressee is not None:
        steps.append(Step("to", f"“{one_line(statement.addressee.of(document.text))}”"))
    return steps
