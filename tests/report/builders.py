"""Builders for what a report is made from: documents, statements found by their words, things said."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from difflib import SequenceMatcher

from sayso.records import (
    Alignment,
    Change,
    Collation,
    Column,
    Coverage,
    Discrepancy,
    Document,
    Kind,
    Link,
    Paragraph,
    Passage,
    Reading,
    Role,
    Speaker,
    Statement,
    StatementCluster,
    Status,
)
from sayso.spans import Span, identity

TOSK = Speaker("e-tosk", "Ilmar Tosk", 0.94, "the only president the article names")


def document(name: str, outlet: str, text: str, headline: str | None = None, **more: object) -> Document:
    """A document whose paragraphs are the lines that no set-aside covers."""
    plain = Document(name, f"reports/{name}.txt", outlet, text, (), identity(len(text)), headline=headline)
    whole = replace(plain, **{"language": "en", **more})  # type: ignore[arg-type]
    return replace(whole, paragraphs=_paragraphs(whole))


def _paragraphs(whole: Document) -> tuple[Paragraph, ...]:
    found = []
    for line in re.finditer(r"[^\n]*\S[^\n]*", whole.text):
        if not any(aside.span.overlaps(Span(*line.span())) for aside in whole.set_aside):
            words = line.group()
            role = Role.HEADLINE if words == whole.headline else Role.BYLINE if words.startswith("By ") else Role.BODY
            found.append(Paragraph(Span(*line.span()), role))
    return tuple(found)


def find(text: str, words: str, after: int = 0) -> Span:
    """Where the words stand."""
    at = text.index(words, after)
    return Span(at, at + len(words))


class Desk:
    """Collects statements and things said on a set of documents."""

    def __init__(self, articles: tuple[Document, ...]) -> None:
        self.articles = {article.id: article for article in articles}
        self.statements: list[Statement] = []
        self.things: list[Collation] = []

    def say(
        self, name: str, *words: str, kind: Kind = Kind.DIRECT, cue: str = "", source: str = "", **more: object
    ) -> Statement:
        """One statement, found by its words; ``near`` limits cue and source to after the first occurrence of it."""
        text = self.articles[name].text
        content = tuple(find(text, part) for part in words)
        near = more.pop("near", None)
        after = text.index(str(near)) if near else 0
        hedge = more.pop("hedge", None)
        addressee = more.pop("addressee", None)
        statement = Statement(
            _id(name, *words), name, kind, content,
            cue=find(text, cue, after) if cue else None,
            source=find(text, source, after) if source else None,
            hedge=find(text, str(hedge)) if hedge else None,
            addressee=find(text, str(addressee)) if addressee else None,
            **{"speaker": TOSK, "confidence": 0.92, "because": f"cue and {kind.value} words", **more},  # type: ignore[arg-type]
        )  # fmt: skip
        self.statements.append(statement)
        return statement

    def thing(
        self, *said: Statement, differences: tuple[Discrepancy, ...] = (), score: float = 0.91,
        left_out: tuple[str, ...] = (), because: str = "nine words in a row, same speaker",
    ) -> Collation:  # fmt: skip
        """One thing said from its statements."""
        readings = tuple(Reading(one.document, one.id, one.content, one.kind) for one in said)
        links = tuple(
            Link(said[0].id, other.id, score, because,
                 Passage(said[0].document, said[0].content[0]), Passage(other.document, other.content[0]))
            for other in said[1:]
        )  # fmt: skip
        cluster = StatementCluster(
            _id("thing", *(one.id for one in said)), "story-1", readings, links, said[0].speaker,
            score if links else 1.0, because if links else "one reading",
        )  # fmt: skip
        collation = Collation(cluster, self.aligned(said), differences, self.coverage(said, differences))
        self.things.append(collation)
        return collation

    def coverage(self, said: tuple[Statement, ...], differences: tuple[Discrepancy, ...]) -> tuple[Coverage, ...]:
        """Kept, changed, left out or unknown, as the collation stage would say."""
        touched = {side.document for one in differences if one.substantive for side in (one.left, one.right)}
        found = []
        for article in self.articles.values():
            if any(one.document == article.id for one in said):
                status, why = Status.KEPT, "a reading of it stands in the article"
                if article.id in touched:
                    status, why = Status.CHANGED, "its reading differs in a way that changes the sense"
            elif article.lacunae:
                status, why = Status.UNKNOWN, "the text ends at a paywall"
            else:
                status, why = Status.LEFT_OUT, "the whole text is here and no passage reports it"
            found.append(Coverage(article.id, article.outlet, status, why))
        return tuple(found)

    def aligned(self, said: tuple[Statement, ...]) -> Alignment:
        """Words of every reading set against the first one's; those it lacks stand in columns of their own."""
        if len(said) < 2:
            return Alignment()
        rows = [_words(self.articles[one.document].text, one.content) for one in said]
        first = rows[0]
        matched: list[dict[int, Span]] = [{i: span for i, (_, span) in enumerate(first)}]
        extra: dict[int, list[tuple[int, Span]]] = {}
        for number, row in enumerate(rows[1:], 1):
            pairs = {}
            at = 0
            for block in SequenceMatcher(
                None, [w for w, _ in first], [w for w, _ in row], autojunk=False
            ).get_matching_blocks():
                for k in range(at, block.b):
                    extra.setdefault(block.a, []).append((number, row[k][1]))
                pairs.update({block.a + k: row[block.b + k][1] for k in range(block.size)})
                at = block.b + block.size
            matched.append(pairs)
        columns = []
        for i in range(len(first) + 1):
            for number, span in extra.get(i, []):
                columns.append(Column(tuple(span if n == number else None for n in range(len(rows))), same=False))
            if i < len(first):
                cells = tuple(pairs.get(i) for pairs in matched)
                columns.append(Column(cells, same=None not in cells))
        return Alignment(tuple(columns))


def differ(
    change: Change, left: tuple[str, Span], right: tuple[str, Span], because: str, *, substantive: bool = True
) -> Discrepancy:
    """A difference between two passages."""
    return Discrepancy(change, substantive, Passage(*left), Passage(*right), because, 0.9)


def _words(text: str, spans: tuple[Span, ...]) -> list[tuple[str, Span]]:
    return [
        (found.group().lower(), Span(found.start(), found.end()))
        for span in spans
        for found in re.compile(r"[\w’]+").finditer(text, *span)
    ]


def _id(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
