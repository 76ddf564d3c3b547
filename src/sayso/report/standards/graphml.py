"""GraphML: who quotes whom. Outlets and speakers are nodes; how often one reports the other stands on the edges.

http://graphml.graphdrawing.org/specification.html. Opens in Gephi, NetworkX, igraph and yEd.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from sayso.comparison import Articles, Comparison
from sayso.records import Entity, Kind, Statement
from sayso.report.standards.markup import DECLARATION, element, escaped, opened
from sayso.report.standards.told import Told, kind_of, people_of, told_in
from sayso.report.visible import one_line

__all__ = ["comparison_graphml", "graphml_of", "statements_graphml"]

_NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
_OPENING: Final = opened(
    "graphml",
    {
        "xmlns": _NAMESPACE,
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": f"{_NAMESPACE} {_NAMESPACE}/1.0/graphml.xsd",
    },
)

_NODE_KEYS: Final = {
    "label": "string",  # what Gephi shows
    "kind": "string",  # outlet, person, body, unnamed
    "sayso_id": "string",  # the speaker's id in JSON; empty for an outlet
    "articles": "int",  # of an outlet
    "statements": "int",  # of an outlet: in its articles; of a speaker: anywhere
    "unattributed": "int",  # of an outlet: statements of which its articles do not decide who is meant
}
_EDGE_KEYS: Final = {
    "relation": "string",  # quotes: outlet to speaker; tells: speaker to the speaker whom he or she reports
    "weight": "int",  # as statements; the name that graph tools know
    "statements": "int",
    "direct": "int",
    "indirect": "int",
    "mixed": "int",
    "nested": "int",  # of these, told inside another statement
}
_PREFIXES: Final = {"node": "n", "edge": "e"}


class _Node(NamedTuple):
    """An outlet by its name, or a speaker by his id; sorted so, outlets come first."""

    kind: str
    name: str


class _Edge(NamedTuple):
    start: _Node
    end: _Node


_Counts = Counter[str]


def statements_graphml(articles: Articles) -> str:
    """The graph of the articles of a run."""
    return "".join(graphml_of(told_in(articles), people_of(articles)))


def comparison_graphml(comparison: Comparison) -> str:
    """The same graph: what is compared changes no attribution."""
    return statements_graphml(comparison.articles)


def graphml_of(told: Iterable[Told], people: Mapping[str, Entity]) -> Iterator[str]:
    """The graph in pieces of text. What is held in memory grows with the pairs of outlet and speaker alone."""
    graph = _Graph(people)
    for each in told:
        graph.add(each)
    yield f"{DECLARATION}{_OPENING}\n"
    for what, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, of in keys.items():
            given = {"id": f"{_PREFIXES[what]}_{name}", "for": what, "attr.name": name, "attr.type": of}
            yield f"{element('key', '', given)}\n"
    yield f"{opened('graph', {'id': 'who_quotes_whom', 'edgedefault': 'directed'})}\n"
    yield from graph.lines()
    yield "</graph>\n</graphml>\n"


class _Graph:
    """Counts of the articles that have gone by."""

    def __init__(self, people: Mapping[str, Entity]) -> None:
        self._people = people
        self._nodes: dict[_Node, _Counts] = {}
        self._edges: dict[_Edge, _Counts] = {}
        self._names: dict[str, Counter[str]] = {}
        self._kinds: dict[str, str] = {}

    def add(self, told: Told) -> None:
        """Counts one article."""
        outlet = _Node("outlet", told.document.outlet)
        counts = self._nodes.setdefault(outlet, Counter())
        counts["articles"] += 1
        counts["statements"] += len(told.statements)
        speakers = {one.id: self._speaker(one) for one in told.statements}
        for statement in told.statements:
            speaker = speakers[statement.id]
            if speaker is None:
                counts["unattributed"] += 1
                continue
            self._nodes.setdefault(speaker, Counter())["statements"] += 1
            teller = speakers.get(statement.within or "")
            for start in (outlet, teller):
                if start is not None:
                    self._edges.setdefault(_Edge(start, speaker), Counter()).update(_counted(statement))

    def _speaker(self, statement: Statement) -> _Node | None:
        speaker = statement.speaker
        if speaker is None:
            return None
        self._names.setdefault(speaker.id, Counter())[speaker.name] += 1
        self._kinds.setdefault(speaker.id, kind_of(speaker, self._people).value)
        return _Node("speaker", speaker.id)

    def lines(self) -> Iterator[str]:
        """Nodes, then edges, each in the order of their names."""
        ids = {node: f"n{number}" for number, node in enumerate(sorted(self._nodes))}
        for node, name in ids.items():
            yield _line("node", {"id": name}, self._node_data(node))
        for number, edge in enumerate(sorted(self._edges)):
            counts = self._edges[edge]
            data = {"relation": "quotes" if edge.start.kind == "outlet" else "tells"}
            data |= {key: str(counts[key]) for key in _EDGE_KEYS if key != "relation"}
            yield _line("edge", {"id": f"e{number}", "source": ids[edge.start], "target": ids[edge.end]}, data)

    def _node_data(self, node: _Node) -> dict[str, str]:
        counts = self._nodes[node]
        if node.kind == "outlet":
            shown = {key: str(counts[key]) for key in ("articles", "statements", "unattributed")}
            return {"label": one_line(node.name) or "unnamed outlet", "kind": "outlet", **shown}
        known = self._people.get(node.name)
        name = known.name if known is not None else _commonest(self._names[node.name])
        return {
            "label": one_line(name), "kind": self._kinds[node.name], "sayso_id": node.name,
            "statements": str(counts["statements"]),
        }  # fmt: skip


def _counted(statement: Statement) -> dict[str, int]:
    kinds = {kind.value: int(statement.kind is kind) for kind in Kind}
    return {"weight": 1, "statements": 1, "nested": int(statement.within is not None), **kinds}


def _commonest(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], name))


def _line(what: str, attributes: dict[str, str], data: dict[str, str]) -> str:
    keyed = (element("data", escaped(value), {"key": f"{_PREFIXES[what]}_{name}"}) for name, value in data.items())
    return f"{element(what, ''.join(keyed), attributes)}\n"
