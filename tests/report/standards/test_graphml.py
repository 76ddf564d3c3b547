from __future__ import annotations

from typing import Any

import pytest

from sayso.report import render_comparison, render_statements
from sayso.report.standards import Told, graphml_of
from tests.report import interview
from tests.report.standards.cases import graphml_schema, outputs, parsed, several

NS = "{http://graphml.graphdrawing.org/xmlns}"


def graph(text: str) -> tuple[dict[str, dict[str, str]], dict[tuple[str, str], dict[str, str]]]:
    """Data of nodes by label, data of edges by the labels of both ends."""
    root = parsed(text)
    nodes = {node.get("id"): _data(node) for node in root.iter(f"{NS}node")}
    edges = {(edge.get("source"), edge.get("target")): _data(edge) for edge in root.iter(f"{NS}edge")}
    names = {name: data["label"] for name, data in nodes.items()}
    return (
        {data["label"]: data for data in nodes.values()},
        {(names[start], names[end]): data for (start, end), data in edges.items()},
    )


def _data(element: Any) -> dict[str, str]:
    return {one.get("key")[2:]: one.text or "" for one in element.iter(f"{NS}data")}


def test_it_is_graphml() -> None:
    for name, _, text in outputs("graphml"):
        assert graphml_schema().validate(parsed(text)), f"{name}: {graphml_schema().error_log}"


def test_an_edge_to_nowhere_is_found_wrong() -> None:
    """The schema itself."""
    text = render_statements(several().articles, "graphml")
    assert not graphml_schema().validate(parsed(text.replace('target="n', 'target="x')))


def test_outlets_quote_speakers_and_speakers_tell_of_others() -> None:
    nodes, edges = graph(render_statements(several().articles, "graphml"))
    assert {label: data["kind"] for label, data in nodes.items()} == {
        "Courier": "outlet", "Herald": "outlet",
        "Ilmar Tosk": "person", "Bargemen’s Union": "body", "two officials": "unnamed",
    }  # fmt: skip
    assert (nodes["Courier"]["articles"], nodes["Courier"]["statements"]) == ("2", "3")
    assert (nodes["Herald"]["unattributed"], nodes["Courier"]["unattributed"]) == ("1", "1")
    assert {ends: (data["relation"], data["weight"], data["direct"]) for ends, data in edges.items()} == {
        ("Herald", "Ilmar Tosk"): ("quotes", "1", "1"),
        ("Herald", "Bargemen’s Union"): ("quotes", "1", "1"),
        ("Herald", "two officials"): ("quotes", "1", "0"),
        ("Courier", "Ilmar Tosk"): ("quotes", "1", "0"),
        ("Courier", "Bargemen’s Union"): ("quotes", "1", "0"),
        ("Ilmar Tosk", "Bargemen’s Union"): ("tells", "1", "1"),
    }
    assert edges["Herald", "Bargemen’s Union"]["nested"] == "1"


def test_every_attributed_statement_is_on_one_edge_from_an_outlet() -> None:
    for name, comparison, text in outputs("graphml"):
        _, edges = graph(text)
        quotes = [data for data in edges.values() if data["relation"] == "quotes"]
        said = comparison.articles.statements
        assert sum(int(data["weight"]) for data in quotes) == sum(one.speaker is not None for one in said), name
        assert all(
            int(one["weight"]) == sum(int(one[kind]) for kind in ("direct", "indirect", "mixed")) for one in quotes
        )


def test_the_comparison_changes_no_attribution() -> None:
    comparison = interview.comparison()
    assert render_comparison(comparison, "graphml") == render_statements(comparison.articles, "graphml")


def test_a_speaker_who_is_no_entity_has_the_commonest_name() -> None:
    comparison = several()
    told = [
        Told(one, tuple(s for s in comparison.articles.statements if s.document == one.id))
        for one in comparison.articles.documents
    ]
    nodes, _ = graph("".join(graphml_of(told, {})))
    assert "Ilmar Tosk" in nodes


def test_networkx_opens_it() -> None:
    networkx = pytest.importorskip("networkx")
    opened = networkx.parse_graphml(render_statements(several().articles, "graphml"))
    assert (opened.number_of_nodes(), opened.number_of_edges()) == (5, 6)
    assert {data["weight"] for _, _, data in opened.edges(data=True)} == {1}
