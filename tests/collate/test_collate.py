"""The stage as a whole: what holds for any readings, in any order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.collate import Collator, collate
from sayso.collate.differences import differences
from sayso.collate.lineup import lined_up
from sayso.collate.wording import prepared
from sayso.records import Document, Kind, Paragraph, Reading, Statement, StatementCluster, Story
from sayso.spans import Span, identity

Press = Callable[..., Document]

WORDS = st.lists(
    st.sampled_from(
        """we will will not never pay sign 40 60 sixty thousand the a old mill, Marra. But if reportedly may in
1974 1970s Paris London on Monday don't we'd £5 % é — I he""".split()  # noqa: SIM905
    ),
    max_size=16,
).map(" ".join)
KINDS = st.sampled_from(list(Kind))


def document(name: str, text: str) -> Document:
    return Document(name, name, name.title(), text, (Paragraph(Span(0, len(text))),), identity(len(text)))


def statement(name: str, text: str, kind: Kind) -> Statement:
    return Statement(f"s-{name}", name, kind, (Span(0, len(text)),))


@settings(max_examples=300)
@given(WORDS, WORDS, KINDS, KINDS)
def test_symmetric_under_exchange(left: str, right: str, left_kind: Kind, right_kind: Kind) -> None:
    one = prepared(document("left", left), [Span(0, len(left))], left_kind)
    other = prepared(document("right", right), [Span(0, len(right))], right_kind)
    there = [(f.change, f.substantive, f.place, f.score) for f in differences(lined_up(one, other), min_overlap=0.5)]
    back = [
        (f.change, f.substantive, f.place.mirrored, f.score) for f in differences(lined_up(other, one), min_overlap=0.5)
    ]
    assert sorted(there) == sorted(back)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.one_of(WORDS, st.text(max_size=40)), KINDS), min_size=1, max_size=4))
def test_any_readings(texts: list[tuple[str, Kind]]) -> None:
    names = [f"d{k}" for k in range(len(texts))]
    documents = {name: document(name, text) for name, (text, _) in zip(names, texts, strict=True)}
    statements = {f"s-{name}": statement(name, *row) for name, row in zip(names, texts, strict=True)}
    readings = tuple(Reading(s.document, s.id, s.content, s.kind) for s in statements.values())
    cluster = StatementCluster("c", "s", readings)
    found = collate(cluster, documents, statements, story=Story("s", tuple(names)))
    for row in found.differences:
        for passage in (row.left, row.right):
            assert 0 <= passage.span.start <= passage.span.end <= len(documents[passage.document].text)
        assert row.left.document < row.right.document
        assert row.because
        assert 0 < row.score <= 1
    assert [row.substantive for row in found.differences] == sorted(
        (r.substantive for r in found.differences), reverse=True
    )
    assert [row.document for row in found.coverage] == names
    again = collate(
        cluster,
        dict(reversed(documents.items())),
        dict(reversed(statements.items())),
        story=Story("s", tuple(reversed(names))),
    )
    assert again == found


def test_identical_readings_have_no_difference(press: Press, said: Any, newsroom: Any) -> None:
    documents = [press(name, "“We pay,” Tosk said.") for name in ("herald", "tribune", "mail")]
    assert (
        newsroom(*documents).collated(*(said(d, "We pay", source="Tosk", cue="said") for d in documents)).differences
        == ()
    )


def test_readings_of_one_article_are_not_compared(press: Press, said: Any, newsroom: Any) -> None:
    herald = press("herald", "“We hold 40 men,” Tosk said. “We hold 60 men,” he said.")
    assert newsroom(herald).collated(said(herald, "We hold 40 men"), said(herald, "We hold 60 men")).differences == ()


def test_because_names_both_passages(press: Press, said: Any, newsroom: Any) -> None:
    texts = {"herald": "We met in the 1970s", "tribune": "We met in 1974 or 1975"}
    documents = {name: press(name, f"“{text},” Tosk said.") for name, text in texts.items()}
    (row,) = newsroom(*documents.values()).collated(*(said(documents[n], t) for n, t in texts.items())).differences
    assert row.because == "“in the 1970s” against “in 1974 or 1975”: compatible, the second is more precise"


def test_split_content_gives_exact_passages(press: Press, said: Any, newsroom: Any) -> None:
    # what only the first has runs over her words between: told as two passages, without them
    herald = press("herald", "“We pay the guard, because the king asked it,” Varn said, “and the law wants it.”")
    tribune = press("tribune", "“We pay the guard,” Varn said.")
    one = said(herald, "We pay the guard, because the king asked it", "and the law wants it")
    room = newsroom(herald, tribune)
    found = [room.told(row)[2] for row in room.collated(one, said(tribune, "We pay the guard")).differences]
    assert sorted(found) == ["and the law wants it", "because the king asked it"]


def test_twenty_articles_and_two_hundred_things_said_are_fast() -> None:
    texts = {
        f"d{k:02}": "\n".join(
            f"“The {w} of the {k + j} hills keeps {j} {w}s for the winter,” Tosk said."
            for j, w in enumerate(VOCABULARY)
        )
        for k in range(20)
    }
    documents = {
        name: Document(
            name,
            name,
            name,
            text,
            tuple(Paragraph(Span(text.index(line), text.index(line) + len(line))) for line in text.split("\n")),
            identity(len(text)),
        )
        for name, text in texts.items()
    }
    statements = {
        f"{name}-{j}": Statement(f"{name}-{j}", name, Kind.DIRECT, (Span(p.span.start + 1, p.span.end - 13),))
        for name, d in documents.items()
        for j, p in enumerate(d.paragraphs)
    }
    collator = Collator(documents, statements, story=Story("s", tuple(documents)))
    for k in range(200):
        rows = [statements[f"d{d:02}-{k % len(VOCABULARY)}"] for d in range(k % 3 + 1)]
        readings = tuple(Reading(row.document, row.id, row.content, row.kind) for row in rows)
        collation = collator.collate(StatementCluster(f"c{k}", "s", readings))
        assert len(collation.coverage) == len(documents)


VOCABULARY = """miller baker smith weaver potter tanner cooper mason fuller turner carter hunter fisher shepherd
glover""".split()  # noqa: SIM905
