from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from sayso.comparison import Articles
from sayso.config import Settings
from sayso.records import Furniture, Kind, SetAside, Statement
from sayso.report import render_comparison, render_statements
from sayso.spans import Span
from tests.report.builders import document
from tests.report.standards.cases import TEI, XML_ID, bundled, outputs, parsed, several, tei_schema, texts_of

POINTERS = ("who", "ref", "corresp", "ana", "wit", "target", "next", "prev")


def said(root: Any) -> dict[str, list[Any]]:
    """The elements of each statement, in the order in which they point at each other; by the statement's own id."""
    by_id = {one.get(XML_ID): one for one in root.iter(f"{TEI}said")}
    found: dict[str, list[Any]] = {}
    for first in (one for one in by_id.values() if one.get("prev") is None):
        chain = [first]
        while (following := chain[-1].get("next")) is not None:
            assert by_id[following[1:]].get("prev") == f"#{chain[-1].get(XML_ID)}"
            chain.append(by_id[following[1:]])
        found[first.get("n")] = chain
    return found


def words(element: Any) -> str:
    return "".join(element.itertext())


def test_it_is_tei() -> None:
    for name, _, text in outputs("tei"):
        assert tei_schema().validate(parsed(text)), f"{name}: {tei_schema().error_log}"


def test_a_person_among_words_is_found_wrong() -> None:
    """The schema itself."""
    text = render_statements(several().articles, "tei")
    assert not tei_schema().validate(parsed(text.replace("<p>", "<p><person/>", 1)))


def test_every_pointer_leads_somewhere_and_every_id_is_given_once() -> None:
    for name, _, text in outputs("tei"):
        root = parsed(text)
        ids = [one.get(XML_ID) for one in root.iter() if one.get(XML_ID)]
        assert len(set(ids)) == len(ids), name
        pointed = [word for one in root.iter() for key in POINTERS for word in (one.get(key) or "").split()]
        assert [word for word in pointed if word.startswith("#") and word[1:] not in ids] == [], name


def test_said_holds_the_words_reported() -> None:
    """All of them, white space between paragraphs aside, in the pieces that point at each other."""
    for name, comparison, text in outputs("tei"):
        found = said(parsed(text))
        texts = texts_of(comparison)
        for one in comparison.articles.statements:
            expected = "".join(span.of(texts[one.document]) for span in one.content)
            assert _close("".join(map(words, found[one.id]))) == _close(expected), f"{name}: {one.id}"


def _close(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_an_article_is_all_there() -> None:
    comparison = bundled()
    root = parsed(render_statements(comparison.articles, "tei"))
    bodies = [words(body) for body in root.iter(f"{TEI}body")]
    for article, body in zip(comparison.articles.documents, bodies, strict=True):
        printed = "".join(paragraph.span.of(article.text) for paragraph in article.paragraphs)
        assert _close(body) == _close(printed)


def test_direct_indirect_and_mixed() -> None:
    comparison = several()
    found = said(parsed(render_statements(comparison.articles, "tei")))
    told, inner, crossing, over, *_ = (found[one.id] for one in comparison.articles.statements)
    assert [part.get("direct") for part in (told[0], crossing[0], over[0])] == ["true", "inapplicable", "false"]
    assert [len(parts) for parts in (told, inner, over)] == [2, 1, 2]  # split; in one piece; over two paragraphs
    assert told[1] in inner[0].iterancestors()
    assert len(crossing) > 1  # cut where it crosses
    assert told[0].get("who") == told[1].get("who") != inner[0].get("who")
    assert crossing[0].get("who") is None
    assert told[0].get("cert") == "0.92"
    assert [part.get("n") for part in told] == [comparison.articles.statements[0].id, None]


def test_who_points_at_people_and_organisations() -> None:
    root = parsed(render_statements(several().articles, "tei"))
    named = {one.get(XML_ID): one[0].text for one in root.iter(f"{TEI}person", f"{TEI}org")}
    assert set(named.values()) == {"Ilmar Tosk", "two officials", "Bargemen’s Union"}
    assert {named[one.get("who")[1:]] for one in root.iter(f"{TEI}said") if one.get("who")} == set(named.values())
    assert [one.tag for one in root.iter() if one.text == "Bargemen’s Union"] == [f"{TEI}orgName"]


def test_cues_and_sources_are_marked() -> None:
    root = parsed(render_statements(several().articles, "tei"))
    assert [words(one) for one in root.iter(f"{TEI}rs")] == ["she", "I", "Two officials"]
    assert [words(one) for one in root.iter(f"{TEI}seg")] == ["said", "told"]


def test_what_is_no_part_of_the_article_or_lost_is_a_gap() -> None:
    root = parsed(render_statements(several().articles, "tei"))
    gaps = [(one.get("reason"), one.getparent().tag) for one in root.iter(f"{TEI}gap")]
    assert ("undecodable", f"{TEI}p") in gaps
    assert ("paywall", f"{TEI}p") in gaps


def test_headline_or_none() -> None:
    heads = [one.text for one in parsed(render_statements(several().articles, "tei")).iter(f"{TEI}head")]
    assert heads == ["A headline"]


def test_a_headline_below_the_text_is_a_paragraph() -> None:
    """TEI has headings at the beginning only."""
    one = document("d", "Herald", "First words.\nA headline\nLast words.", "A headline")
    root = parsed(render_statements(Articles((one,), (), (), (), Settings(), "0"), "tei"))
    assert tei_schema().validate(root), tei_schema().error_log
    assert [each.text for each in root.find(f".//{TEI}body").iter(f"{TEI}p")][1] == "A headline"


def test_nothing_points_at_words_that_stand_in_no_paragraph() -> None:
    aside = SetAside(Span(12, 16), Furniture.SHARE)
    one = document("d", "Herald", "Tosk said.\n\nStay\n", set_aside=(aside,))
    inside = Statement("s", "d", Kind.DIRECT, (Span(12, 16),), cue=Span(5, 9), because="set aside")
    root = parsed(render_statements(Articles((one,), (inside,), (), (), Settings(), "0"), "tei"))
    assert tei_schema().validate(root), tei_schema().error_log
    assert not list(root.iter(f"{TEI}said", f"{TEI}span"))
    assert [one.get("corresp") for one in root.iter(f"{TEI}seg")] == [None]
    assert [one.get("reason") for one in root.iter(f"{TEI}gap")] == ["set-aside share-buttons"]


def test_a_second_reading_of_an_article_is_the_same_witness() -> None:
    comparison = several()
    thing = comparison.things_said[0]
    both = (thing.cluster.readings[1], thing.cluster.readings[1])
    doubled = replace(
        thing,
        cluster=replace(thing.cluster, readings=both),
        apparatus=replace(thing.apparatus, sigla=("A2", "A")),
    )
    root = parsed(render_comparison(replace(comparison, things_said=(doubled,)), "tei"))
    assert {one.get("n") for one in root.iter(f"{TEI}witness")} == {"A", None}
    assert {one.get("wit") for one in root.iter(f"{TEI}lem")} == {"#w1"}


def test_the_apparatus_has_what_the_record_has() -> None:
    comparison = bundled()
    root = parsed(render_comparison(comparison, "tei"))
    signs = {f"#{one.get(XML_ID)}": one.get("n") for one in root.iter(f"{TEI}witness")}
    entries = [(entry, thing.apparatus.sigla) for thing in comparison.things_said for entry in thing.apparatus.entries]
    found = list(root.iter(f"{TEI}app"))
    assert len(found) == len(entries) > 0
    for app, (entry, sigla) in zip(found, entries, strict=True):
        assert app.get("n") == entry.line
        assert [one.tag for one in app] == [f"{TEI}lem", *[f"{TEI}rdg"] * (len(entry.variants) - 1)]
        for one, variant in zip(app, entry.variants, strict=True):
            assert words(one) == variant.words
            # A second reading of an article is the same witness.
            letters = {sigla[reading].rstrip("0123456789") for reading in variant.readings}
            assert {signs[wit] for wit in one.get("wit").split()} == letters


def test_an_entry_tells_where_it_stands_in_every_text() -> None:
    comparison = several()
    root = parsed(render_comparison(comparison, "tei"))
    (app,) = root.iter(f"{TEI}app")
    ids = {one.get(XML_ID): one.find(f"{TEI}bibl/{TEI}idno").text for one in root.iter(f"{TEI}witness")}
    places = [re.fullmatch(r"(w\d+):(\d+)-(\d+)", place) for place in app.get("loc").split()]
    texts = texts_of(comparison)
    printed = [texts[ids[at[1]]][int(at[2]) : int(at[3])] for at in places if at is not None]
    assert printed == ["Stay", "Stay", ""]
    assert words(app[0]) == "Stay"
    assert not len(app[1])
    assert not app[1].text


def test_one_thing_said_links_its_statements() -> None:
    comparison = several()
    root = parsed(render_comparison(comparison, "tei"))
    (group,) = [one for one in root.iter(f"{TEI}linkGrp") if one.get("type") == "thing-said"]
    names = {chain[0].get(XML_ID): statement for statement, chain in said(root).items()}
    (link,) = group
    linked = [names[name[1:]] for name in link.get("target").split()]
    assert linked == [reading.statement for reading in comparison.things_said[0].cluster.readings]


def test_links_across_stories_are_told() -> None:
    comparison = several()
    root = parsed(render_comparison(comparison, "tei"))
    (group,) = [one for one in root.iter(f"{TEI}linkGrp") if one.get("type") == "elsewhere"]
    names = {chain[0].get(XML_ID): statement for statement, chain in said(root).items()}
    (link,) = comparison.elsewhere
    assert [names[name[1:]] for name in group[0].get("target").split()] == [link.left, link.right]


def test_one_source_of_many_statements_is_one_element() -> None:
    """As many elements inside each other would be refused: libxml2 stops at 256."""
    text = "Tosk: " + "“Yes.” " * 300
    one = document("d", "Herald", text)
    spans = [found.span() for found in re.finditer("Yes", text)]
    statements = tuple(
        Statement(f"s{at}", "d", Kind.DIRECT, (Span(*span),), Span(4, 5), Span(0, 4)) for at, span in enumerate(spans)
    )
    root = parsed(render_statements(Articles((one,), statements, (), (), Settings(), "0"), "tei"))
    (source,) = root.iter(f"{TEI}rs")
    assert len(source.get("corresp").split()) == 300


def test_a_web_address_is_a_pointer_and_a_path_is_none() -> None:
    root = parsed(render_statements(several().articles, "tei"))
    assert [one.get("target") for one in root.iter(f"{TEI}ptr")] == ["https://herald.example/a?b=1&c=%C3%A9#x"]
    assert "reports/two.txt" in [one.text for one in root.iter(f"{TEI}idno")]
