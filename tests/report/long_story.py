"""A story of any length, made by rule: many outlets report the same long list of things said."""

from __future__ import annotations

from sayso.comparison import Articles, Comparison
from sayso.config import Settings
from sayso.records import Change, Document, Kind, Statement, Story
from sayso.spans import Span
from tests.report.builders import TOSK, Desk, differ, document


def long_story(*, articles: int, statements: int) -> Comparison:
    """``articles`` outlets with ``statements`` each: half of them shared by several, half in one outlet only."""
    shared = statements // 2
    texts = [_article(outlet, shared, statements - shared) for outlet in range(articles)]
    desk = Desk(tuple(texts))
    said = {(one.id, number): _statement(one, number) for one in texts for number in range(statements)}
    for number in range(shared):
        readings = [said[one.id, number] for one in texts]
        left, right = readings[0], readings[-1]
        passages = (left.document, left.content[0]), (right.document, right.content[0])
        differences = (differ(Change.NUMBER, *passages, "other words"),) if number % 4 == 0 else ()
        desk.thing(*readings, differences=differences)
    for one in texts:
        for number in range(shared, statements):
            desk.thing(said[one.id, number])
    run = Articles(tuple(texts), tuple(said.values()), (), (), Settings(), "0")
    return Comparison(run, (Story("s", tuple(one.id for one in texts)),), tuple(desk.things))


def _article(outlet: int, shared: int, own: int) -> Document:
    name = f"outlet{outlet:02}"
    lines = [f"“{_words(number)},” the harbour master said." for number in range(shared)]
    lines += [f"“{_words(number)} at {name},” the harbour master said." for number in range(shared, shared + own)]
    return document(name, f"Outlet {outlet:02}", "\n".join(lines))


def _words(number: int) -> str:
    return f"Ship {number:03} came in with a cargo of tin and left again before the evening bell was rung"


def _statement(one: Document, number: int) -> Statement:
    at = one.text.index(_words(number))
    end = one.text.index(",”", at)
    return Statement(f"{one.id}-{number}", one.id, Kind.DIRECT, (Span(at, end),), speaker=TOSK)
