"""Results that every export has to cope with, and how to read the outputs back."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree

import sayso
from sayso.comparison import Articles, Comparison
from sayso.config import Settings
from sayso.records import (
    Apparatus,
    Cause,
    Change,
    EntityKind,
    Entry,
    Furniture,
    Kind,
    Lacuna,
    Link,
    Passage,
    SetAside,
    Speaker,
    Statement,
    Story,
    Variant,
)
from sayso.report import render_comparison, render_statements
from sayso.spans import Span
from sayso.story import reports
from tests.report import interview
from tests.report.builders import Desk, differ, document, find

SCHEMAS = Path(__file__).parent / "schemas"
Json = dict[str, Any]
TEI = "{http://www.tei-c.org/ns/1.0}"
# RFC 3986: a scheme, and no character but those that it lets stand unescaped.
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")
_FORMATS = FormatChecker(())


@_FORMATS.checks("uri")  # type: ignore[untyped-decorator]
def is_uri(value: object) -> bool:
    return not isinstance(value, str) or bool(_URI.fullmatch(value))


@_FORMATS.checks("date-time", raises=ValueError)  # type: ignore[untyped-decorator]
def is_moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

BODY = Speaker("e-union", "Bargemen’s Union", 0.9, "named as a body", EntityKind.BODY)
UNNAMED = Speaker("e-two", "two officials", 0.9, "unnamed", EntityKind.UNNAMED)


@cache
def bundled() -> Comparison:
    """The story that comes with sayso."""
    return sayso.compare(reports())


def several() -> Comparison:
    """Two stories: split, nested and crossing statements, unknown and unnamed speakers, no headline, a web address."""
    text = "“Stay,” she said, “I told him: ‘Go home.’ He went.”\nTwo officials said the dam leaks. It was\nlate."
    one = document("one", "Herald", text, uri="https://herald.example/a?b=1&c=é#x", published="2026-05-12")
    two = document(
        "two", "Courier", "A headline\nStay, she said. Menu\nThe dam does leak, the union denied.", "A headline"
    )
    at = two.text.index("Menu")
    one = replace(one, captured_at="2026-05-20T10:00:00Z")
    two = replace(
        two,
        captured_at="2026-05-20T10:00:00+02:00",
        published="2026-05-13T08:00:00Z",
        set_aside=(SetAside(Span(at, at + 4), Furniture.SHARE),),
        lacunae=(Lacuna(Span(len(two.text), len(two.text)), Cause.PAYWALL), Lacuna(Span(15, 15), Cause.UNDECODABLE)),
    )
    three = document("three", "Courier", "“Fish is dear,” he said.")
    desk = Desk((one, two, three))
    told = desk.say("one", "Stay", "I told him: ‘Go home.’ He went.", cue="said", source="she")
    inner = desk.say("one", "Go home", within=told.id, speaker=BODY, cue="told", source="I")
    crossing = desk.say("one", "Go home.’ He went.”\nTwo", kind=Kind.MIXED, speaker=None)
    over = desk.say("one", "the dam leaks. It was\nlate", kind=Kind.INDIRECT, speaker=UNNAMED, source="Two officials")
    left = desk.say("two", "Stay", kind=Kind.INDIRECT)
    desk.say("two", "The dam does leak", kind=Kind.INDIRECT, speaker=BODY)
    fish = desk.say("three", "Fish is dear", speaker=None)
    change = differ(Change.CUT, ("one", find(text, "He went")), ("two", Span(15, 15)), "the second has nothing there")
    thing = desk.thing(told, left, differences=(change,))
    lemma = Variant("Stay", (0, 1), (Passage("one", told.content[0]), Passage("two", left.content[0])))
    other = Variant("", (1,), (Passage("two", Span(15, 15)),))
    apparatus = Apparatus(("B", "A"), (Entry((lemma, other), "Stay A B ] om. A"),))
    desk.things[-1] = replace(thing, apparatus=apparatus)
    for each in (inner, crossing, over, fish):
        desk.thing(each)
    run = Articles((two, three, one), tuple(desk.statements), (), (), Settings(), "0")
    passages = Passage("one", told.content[0]), Passage("three", fish.content[0])
    elsewhere = Link(told.id, fish.id, 0.9, "as long", *passages)
    stories = (
        Story("s1", ("one", "two"), origins=(("one",), ("two",))),
        Story("s2", ("three",), origins=(("three",),)),
    )
    return Comparison(run, stories, tuple(desk.things), (elsewhere,))


def written(text: str, *spans: Span) -> Comparison:
    """One article with this text in every place that an output shows, and statements of these spans."""
    one = replace(
        document("d" + text, "Herald" + text, text, text or None), uri=text, byline=text, credit=text, language=text
    )
    speaker = Speaker("e" + text, text, 0.9, text)
    statements = tuple(
        Statement(f"s{number}{text}", one.id, kind, (span,), span, span, because=text, speaker=speaker)
        for number, (span, kind) in enumerate(zip(spans, list(Kind) * len(spans), strict=False))
    )
    desk = Desk((one,))
    for each in statements:
        desk.thing(each, because=text)
    run = Articles((one,), statements, (), (), Settings(), "0")
    return Comparison(run, (Story("s" + text, (one.id,)),), tuple(desk.things))


def all_results() -> dict[str, Comparison]:
    """Each by a name for the test that fails."""
    quiet = replace(
        several(), things_said=(), stories=(), elsewhere=(), articles=replace(several().articles, statements=())
    )
    return {"bundled": bundled(), "interview": interview.comparison(), "several": several(), "nothing said": quiet}


def outputs(fmt: str) -> Iterator[tuple[str, Comparison, str]]:
    """Each result by its name, with what ``sayso compare`` and ``sayso statements`` make of it."""
    for name, comparison in all_results().items():
        yield f"{name}, compared", comparison, render_comparison(comparison, fmt)
        yield f"{name}, statements", comparison, render_statements(comparison.articles, fmt)


def validator(name: str) -> Draft202012Validator:
    """One of the JSON Schemas, with formats checked."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=_FORMATS)


@cache
def tei_schema() -> Any:
    """TEI P5 as RELAX NG; loading it takes some seconds."""
    return etree.RelaxNG(etree.fromstring(gzip.decompress((SCHEMAS / "tei_all.rng.gz").read_bytes())))


@cache
def graphml_schema() -> Any:
    return etree.XMLSchema(etree.parse(SCHEMAS / "graphml.xsd"))


def parsed(text: str) -> Any:
    """XML, with nothing fetched and no entity put in."""
    return etree.fromstring(text.encode("utf-8"), etree.XMLParser(resolve_entities=False, no_network=True))


def texts_of(comparison: Comparison) -> Mapping[str, str]:
    return {one.id: one.text for one in comparison.articles.documents}
