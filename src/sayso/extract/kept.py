"""Which statements stay where a reader keeps to some acts, or to what is sure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from sayso.records import Statement

__all__ = ["of_acts", "sure", "with_tellers"]


def of_acts(statements: Sequence[Statement], acts: Collection[str]) -> tuple[Statement, ...]:
    """The statements of these acts, in their order; all of them where ``acts`` is empty.

    What is told inside a statement of another act goes with that one: in “Tosk denied that Brenn had said so” nothing
    is said by Brenn, and shown alone it would be.
    """
    return _kept(statements, lambda each: each.act in acts) if acts else tuple(statements)


def sure(statements: Sequence[Statement], least: float) -> tuple[Statement, ...]:
    """The statements with at least this confidence, in their order; what is told inside a doubtful one goes with it."""
    return _kept(statements, lambda each: each.confidence >= least)


def _kept(statements: Sequence[Statement], stays_itself: Callable[[Statement], bool]) -> tuple[Statement, ...]:
    by_id = {statement.id: statement for statement in statements}
    stays: dict[str, bool] = {}
    for statement in statements:
        told = _undecided(statement, by_id, stays)
        teller = told[-1].within
        outer = stays.get(teller, True) if teller is not None else True
        for each in reversed(told):
            outer = stays[each.id] = outer and stays_itself(each)
    return tuple(statement for statement in statements if stays[statement.id])


def with_tellers(statements: Sequence[Statement], ids: Collection[str]) -> tuple[Statement, ...]:
    """The statements with these ids and all that tell them, in their order."""
    by_id = {statement.id: statement for statement in statements}
    wanted: set[str] = set()
    for start in ids:
        here: str | None = start
        while here is not None and here in by_id and here not in wanted:
            wanted.add(here)
            here = by_id[here].within
    return tuple(statement for statement in statements if statement.id in wanted)


def _undecided(statement: Statement, by_id: dict[str, Statement], stays: dict[str, bool]) -> list[Statement]:
    """The statement and what tells it, from the inside out, as far as nothing is decided yet; never empty."""
    told = [statement]
    seen = {statement.id}
    while (teller := by_id.get(told[-1].within or "")) is not None and teller.id not in stays and teller.id not in seen:
        told.append(teller)
        seen.add(teller.id)
    return told
