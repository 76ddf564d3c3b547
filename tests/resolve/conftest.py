"""Articles with marked sources: ``{he} said …`` is a statement whose source is *he*."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from sayso.parse import parse
from sayso.records import Document, Kind, Paragraph, Role, Statement
from sayso.resolve import Resolved, in_document
from sayso.spans import Span, identity

Resolve = Callable[..., Resolved]

_MARK = re.compile(r"\{([^{}]*)\}")


def _article(marked: str, key: str, headline: str | None) -> tuple[Document, list[Span]]:
    text = marked if headline is None else f"{headline}\n{marked}"
    sources: list[Span] = []
    plain, here = "", 0
    for mark in _MARK.finditer(text):
        plain += text[here : mark.start()]
        sources.append(Span(len(plain), len(plain) + len(mark[1])))
        plain += mark[1]
        here = mark.end()
    plain += text[here:]
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", plain)]
    paragraphs = tuple(
        Paragraph(line, Role.HEADLINE if headline is not None and i == 0 else Role.BODY) for i, line in enumerate(lines)
    )
    return Document(key, key, "The Fosse Courier", plain, paragraphs, identity(len(plain)), language="en"), sources


def _resolve(
    marked: str,
    *,
    key: str = "d1",
    headline: str | None = None,
    within: Mapping[int, int] | None = None,
    addressees: Mapping[int, str] | None = None,
) -> Resolved:
    document, sources = _article(marked, key, headline)
    (parsed,) = parse([document])
    statements = []
    for i, source in enumerate(sources):
        told = (addressees or {}).get(i)
        at = document.text.index(told) if told else -1
        statements.append(
            Statement(
                id=f"{key}-{i}",
                document=key,
                kind=Kind.INDIRECT,
                content=(Span(source.end, min(source.end + 10, len(document.text))),),
                source=source,
                within=f"{key}-{within[i]}" if within and i in within else None,
                addressee=Span(at, at + len(told)) if told else None,
            )
        )
    return in_document(parsed, statements)


@pytest.fixture(scope="session")
def resolve() -> Resolve:
    """Resolves an article whose sources are marked with braces."""
    return _resolve
