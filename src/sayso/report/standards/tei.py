"""TEI P5: a corpus of the articles, with what is said in them marked, and the apparatus of what is said in several.

https://tei-c.org/guidelines/p5/. Each article is a ``TEI`` of a ``teiCorpus``. What the comparison adds is the last
one: the articles as witnesses, what is one thing said, and the apparatus.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from sayso.comparison import Articles, Comparison
from sayso.records import Document, Entity
from sayso.report.standards.markup import DECLARATION, element, escaped, opened
from sayso.report.standards.tei_apparatus import Witnesses, compared
from sayso.report.standards.tei_header import corpus_header, document_header, people_list
from sayso.report.standards.tei_text import text_body
from sayso.report.standards.told import Told, language_of, people_of, told_in

__all__ = ["comparison_tei", "statements_tei", "tei_of"]

_NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"

Kept = Callable[[Document, str, Mapping[str, str]], None]
"""Is told of each article: its ``xml:id``, and those of its statements, by their ids."""


def statements_tei(articles: Articles) -> str:
    """The articles, with what is said in them."""
    return "".join(tei_of(told_in(articles), people_of(articles), version=articles.version))


def comparison_tei(comparison: Comparison) -> str:
    """The articles, then what is one thing said in them, and how its wordings differ."""
    articles, witnesses = comparison.articles, Witnesses()
    pieces = tei_of(
        told_in(articles),
        people_of(articles),
        version=articles.version,
        keep=witnesses.add,
        last=lambda: compared(comparison, witnesses),
    )
    return "".join(pieces)


def tei_of(
    told: Iterable[Told],
    people: Mapping[str, Entity],
    *,
    version: str,
    keep: Kept | None = None,
    last: Callable[[], str] | None = None,
) -> Iterator[str]:
    """The corpus in pieces of text. A TEI corpus has at least one article, so ``told`` must not be empty.

    ``people`` are all who may speak: whoever is not among them has no ``who``. ``last`` gives what follows the
    articles, after ``keep`` was told of all of them.
    """
    names = {entity: f"p{number}" for number, entity in enumerate(people, 1)}
    yield f"{DECLARATION}{opened('teiCorpus', {'xmlns': _NAMESPACE})}\n{corpus_header(version)}\n"
    speakers = people_list(people, names)
    yield f"{element('standOff', speakers)}\n" if speakers else ""
    first = 1
    for number, each in enumerate(told, 1):
        body = text_body(each, names, first)
        first += len(each.statements)
        yield f"{_article(each, f'a{number}', body.markup, body.placed)}\n"
        if keep is not None:
            keep(each.document, f"a{number}", body.placed)
    yield last() if last is not None else ""
    yield "</teiCorpus>\n"


def _article(told: Told, name: str, body: str, placed: Mapping[str, str]) -> str:
    document = told.document
    content = f"\n{document_header(document)}\n{_reasons(told, placed)}"
    text = element("text", f"\n{body}\n", {"xml:lang": language_of(document)})
    return element("TEI", f"{content}{text}\n", {"xml:id": name, "n": document.outlet})


def _reasons(told: Told, placed: Mapping[str, str]) -> str:
    """Why each is taken for a statement, and which tells which."""
    because = "".join(
        element("span", escaped(one.because), {"target": f"#{placed[one.id]}"})
        for one in told.statements
        if one.because and one.id in placed
    )
    telling = "".join(
        element("link", "", {"target": f"#{placed[one.within]} #{placed[one.id]}"})
        for one in told.statements
        if one.within in placed and one.id in placed and one.within is not None
    )
    parts = (
        element("spanGrp", because, {"type": "because"}) if because else "",
        element("linkGrp", telling, {"type": "tells"}) if telling else "",
    )
    return f"{element('standOff', ''.join(parts))}\n" if any(parts) else ""
