"""What TEI wants told before a text: what the file is, where the text is from, who speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sayso.records import Act, Document, Entity, EntityKind, Kind
from sayso.report.standards.addresses import date_of, moment_of, web_address
from sayso.report.standards.markup import element, escaped, replaced_in
from sayso.report.words import ACT_WORDS, KIND_WORDS

__all__ = ["bibliography", "corpus_header", "document_header", "people_list", "plain_header"]

_HOW: Final = (
    "Words reported stand in said: direct is true for a quotation, false for a paraphrase, inapplicable for words that "
    "are partly quoted; cert is how sure it is that they are reported there. Quotation marks stand outside. Sources "
    "and reporting words stand in rs and seg. What is no part of the article is left out, with a gap in its place. "
    "Characters that XML cannot hold are replaced by a sign that shows them."
)


def corpus_header(version: str) -> str:
    """The header of the whole file, with what ``ana`` points at."""
    kinds = "".join(_category(f"kind-{kind.value}", KIND_WORDS[kind]) for kind in Kind)
    acts = "".join(_category(f"act-{act.value}", ACT_WORDS[act]) for act in Act)
    taxonomies = f"{element('taxonomy', kinds)}{element('taxonomy', acts)}"
    encoding = f"<editorialDecl><p>{_HOW}</p></editorialDecl><classDecl>{taxonomies}</classDecl>"
    return plain_header(
        "Who said what",
        f"<p>Made by sayso {escaped(version)}. The texts belong to their publishers.</p>",
        "<p>Articles as they were captured; each has its own header.</p>",
        encoding=encoding,
    )


def document_header(document: Document) -> str:
    """The header of one article."""
    replaced = replaced_in(document.text)
    note = f"{replaced} characters that XML cannot hold are replaced by a visible sign."
    return plain_header(
        escaped(document.headline or "[no headline]"),
        "<p>Transcribed from the article.</p>",
        bibliography(document),
        notes=element("note", note, {"type": "replaced", "n": str(replaced)}) if replaced else "",
    )


def plain_header(title: str, published: str, source: str, *, notes: str = "", encoding: str = "") -> str:
    """A header from its parts, each markup."""
    told = (
        element("titleStmt", element("title", title)),
        element("publicationStmt", published),
        element("notesStmt", notes) if notes else "",
        element("sourceDesc", source),
    )
    described = element("encodingDesc", encoding) if encoding else ""
    return element("teiHeader", f"{element('fileDesc', ''.join(told))}{described}")


def bibliography(document: Document) -> str:
    """The article as a bibliographic reference."""
    when = moment_of(document.published) or date_of(document.published)
    address = web_address(document.uri)
    parts = (
        element("title", escaped(document.headline), {"level": "a"}) if document.headline else "",
        element("publisher", escaped(document.outlet)),
        element("author", escaped(document.byline)) if document.byline else "",
        element("date", escaped(document.published), {"when": when}) if document.published else "",
        element("ptr", "", {"target": address}) if address else "",
        element("idno", escaped(document.id), {"type": "sayso"}),
        element("idno", escaped(document.uri), {"type": "path"}),
    )
    return element("bibl", "".join(parts))


def people_list(people: Mapping[str, Entity], names: Mapping[str, str]) -> str:
    """Who speaks: persons and others in a ``listPerson``, bodies in a ``listOrg``. ``names`` has their ``xml:id``."""
    bodies = [each for each in people.values() if each.kind is EntityKind.BODY]
    others = [each for each in people.values() if each.kind is not EntityKind.BODY]
    return _list("listPerson", "person", "persName", others, names) + _list("listOrg", "org", "orgName", bodies, names)


def _list(around: str, one: str, called: str, entities: Iterable[Entity], names: Mapping[str, str]) -> str:
    rows = "\n".join(
        element(
            one,
            "".join(
                (
                    element(called, escaped(entity.name)),
                    *(element(called, escaped(alias), {"type": "alias"}) for alias in entity.aliases),
                    element("idno", escaped(entity.id), {"type": "sayso"}),
                )
            ),
            {"xml:id": names[entity.id], "role": "unnamed" if entity.kind is EntityKind.UNNAMED else None},
        )
        for entity in entities
    )
    return f"{element(around, rows)}\n" if rows else ""


def _category(name: str, words: str) -> str:
    return element("category", element("catDesc", escaped(words)), {"xml:id": name})
