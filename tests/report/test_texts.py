from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from sayso.comparison import Articles
from sayso.config import Settings
from sayso.records import Cause, Document, Furniture, Kind, Lacuna, SetAside, Statement
from sayso.report.lookup import Marked
from sayso.report.page import statements_html
from sayso.report.texts import article_blocks
from sayso.report.visible import visible
from sayso.spans import Span
from tests.report.builders import document
from tests.report.interview import comparison

# Letters, marks of HTML, line ends, and what must not be seen raw: NUL, an override, a lone surrogate.
ALPHABET = "ab <>&\"'/\n\r\t\x00\u202e\ud800“”é😀"


@st.composite
def articles(draw: st.DrawFn) -> tuple[Document, list[Statement]]:
    """Any text with statements, set-aside runs and losses anywhere in it, crossing paragraphs and each other."""
    text = draw(st.text(ALPHABET, max_size=60))
    spans = st.lists(
        st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda two: Span(min(two), max(two))),
        max_size=5,
    )
    statements = [
        Statement(f"s{i}", "d", Kind.DIRECT, tuple(sorted(content)))
        for i, content in enumerate(draw(st.lists(spans.filter(bool), max_size=5)))
    ]
    aside = tuple(SetAside(span, Furniture.MENU) for span in draw(spans))
    lost = tuple(Lacuna(span, Cause.CUT) for span in draw(spans))
    return document("d", "Herald", text, set_aside=aside, lacunae=lost), statements


@given(articles())
def test_the_blocks_hold_the_article_character_for_character(case: tuple[Document, list[Statement]]) -> None:
    article, statements = case
    blocks = article_blocks(article, [Marked(one, one.content, n) for n, one in enumerate(statements)])
    assert "".join(run.text for block in blocks for run in block.runs) == article.text


@given(articles())
def test_the_page_shows_the_article_character_for_character(case: tuple[Document, list[Statement]]) -> None:
    article, statements = case
    html = statements_html(Articles((article,), tuple(statements), (), (), Settings(), "0"))
    assert body_text(html) == visible(article.text)


def body_text(html: str) -> str:
    """What a reader sees in the first text body, without our own notes in it."""
    reader = _Body()
    reader.feed(html)
    return "".join(reader.words)


class _Body(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.stack: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.stack or (tag == "div" and ("class", "body") in attrs):
            ours = {"why", "lost"} & set((dict(attrs).get("class") or "").split())
            self.stack.append(bool(ours) or (bool(self.stack) and self.stack[-1]))

    def handle_endtag(self, tag: str) -> None:
        if self.stack:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        if self.stack and not self.stack[-1]:
            self.words.append(data)


def test_each_statement_has_its_permalink_once() -> None:
    articles = comparison().articles
    for one in articles.documents:
        said = [statement for statement in articles.statements if statement.document == one.id]
        blocks = article_blocks(one, [Marked(each, each.content, None) for each in said])
        ids = [run.id for block in blocks for run in block.runs if run.id]
        assert sorted(ids) == sorted(f"st-{statement.id}" for statement in said)


def test_a_run_names_the_things_said_over_it_outermost_first() -> None:
    one = document("d", "Herald", "“I told her: ‘No,’” he said.")
    outer = Statement("outer", "d", Kind.DIRECT, (Span(1, 18),))
    inner = Statement("inner", "d", Kind.DIRECT, (Span(14, 16),))
    blocks = article_blocks(one, [Marked(outer, outer.content, 7), Marked(inner, inner.content, 3)])
    run = next(run for block in blocks for run in block.runs if run.text == "No")
    assert run.things == (7, 3)
    assert run.depth == 2


def test_what_is_set_aside_and_lost_is_shown_with_its_reason() -> None:
    text = "Menu\nThe dam opens.\n"
    one = document(
        "d", "Herald", text,
        set_aside=(SetAside(Span(0, 4), Furniture.MENU),), lacunae=(Lacuna(Span(19, 19), Cause.PAYWALL),),
    )  # fmt: skip
    blocks = article_blocks(one, [])
    assert [block.why for block in blocks if block.why] == ["menu"]
    assert [run.lost for block in blocks for run in block.runs if run.lost] == ["paywall"]
