"""The main text of pages: what is chosen, and that every character leads back to where it stands."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.clean.page import MainText, Refusal, main_text
from sayso.config import CleanSettings
from sayso.records import Reason
from sayso.spans import Span

PARAGRAPH = (
    "<p>President Ilmar Tosk of Veldania said on Monday that the &ldquo;harbour&rdquo; would <b>not</b> be sold to "
    '<a href="/x">any foreign bidder</a>, whatever the price&nbsp;&mdash; and he meant it.</p>\n'
)
PLAIN = (
    "President Ilmar Tosk of Veldania said on Monday that the “harbour” would not be sold to any foreign bidder, "
    "whatever the price\xa0— and he meant it."
)
MENU = '<nav><ul><li><a href="/">Home</a><li><a href="/w">World</a><li><a href="/s">Sport</a></ul></nav>'


def page(body: str) -> str:
    return f"<!doctype html><html><head><title>Arvel</title></head><body>{body}</body></html>"


def read(source: str) -> MainText:
    found = main_text(source, CleanSettings())
    assert not isinstance(found, Refusal), found
    return found[0]


def refused(source: str) -> Reason:
    found = main_text(source, CleanSettings())
    assert isinstance(found, Refusal), found
    return found.reason


def check_map(main: MainText, source: str) -> None:
    """Every character is that of the page, or stands for an entity or for white space and mark-up."""
    for i, char in enumerate(main.text):
        original = main.origin.to_original(Span(i, i + 1)).of(source)
        assert char == original or char.isspace() or char in html.unescape(original), (char, original)


def test_the_article_without_menu_and_footer() -> None:
    source = page(f"{MENU}<article><h1>Harbour stays</h1>{PARAGRAPH * 3}</article><footer>All rights reserved</footer>")
    main = read(source)
    assert main.text == "\n\n".join(["Harbour stays", PLAIN, PLAIN, PLAIN])
    assert "All rights reserved" in main.left
    check_map(main, source)


@pytest.mark.parametrize(
    "quoted",
    [
        "<blockquote><p>“The sea gives.”</p><footer>— <cite>Ada Quill, mayor</cite></footer></blockquote>",
        "<figure><blockquote>“The sea gives.”</blockquote><figcaption>— Ada Quill, mayor</figcaption></figure>",
        "<FIGURE class=pull><div><BLOCKQUOTE>“The sea gives.”</BLOCKQUOTE></div><p>— Ada Quill, mayor</p></FIGURE>",
        "<blockquote><p>“The sea gives.”</p>&mdash; Ada Quill, mayor</blockquote>",
    ],
)
def test_who_is_quoted_in_a_box_is_kept(quoted: str) -> None:
    source = page(f"<article>{PARAGRAPH * 2}{quoted}{PARAGRAPH * 2}</article>")
    main = read(source)
    assert main.text == "\n\n".join([PLAIN, PLAIN, "“The sea gives.”", "— Ada Quill, mayor", PLAIN, PLAIN])
    check_map(main, source)


def test_the_caption_of_a_picture_is_not_kept() -> None:
    picture = "<figure><img src=a.png><figcaption>The harbour at night, seen from the tower.</figcaption></figure>"
    assert read(page(f"<article>{PARAGRAPH * 2}{picture}{PARAGRAPH}</article>")).text == "\n\n".join([PLAIN] * 3)


def test_spans_lead_to_the_page() -> None:
    source = page(PARAGRAPH * 2)
    main = read(source)
    start = main.text.index("not be sold to any foreign")
    original = main.origin.to_original(Span(start, start + 26)).of(source)
    assert original == 'not</b> be sold to <a href="/x">any foreign'


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("one<br>two", "one\ntwo"),
        ("one<br><br>two", "one\n\ntwo"),
        ("<i>one</i> <b>two</b>", "one two"),
        ("<i>one</i><b>two</b>", "onetwo"),
        ("one<!-- no -->two", "onetwo"),
        ("one\n   two", "one two"),
        ("a &lt; b &amp;amp; c", "a < b &amp; c"),
        ("a < b", "a < b"),
        ("one&#10;two", "one two"),
        ("x &notanentity; y", "x ¬anentity; y"),
        ('<span title="a > b">one</span>', "one"),
        ("<q>one</q>, she said", "one, she said"),
    ],
)
def test_what_stands_between_pieces(inner: str, expected: str) -> None:
    source = page(f"<article><p>{inner}</p>{PARAGRAPH * 3}</article>")
    main = read(source)
    assert main.text.startswith(expected + "\n\n")
    check_map(main, source)


WORDS = st.sampled_from(
    ["harbour ", "“we”", "&mdash;", "&#8220;x&rdquo; ", "a\n b", " <b>bold</b> ", "<br>", "é", "𠀀", "&", "<", "\x00"]
)
BLOCKS = st.lists(st.lists(WORDS, max_size=8).map("".join), max_size=8)
ODD = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<p/>", "<li>", "<b>", "</i>", "<!--", "-->", '<a href="', "<td>", "<h1>"]
)


@settings(max_examples=60)
@given(BLOCKS, st.lists(ODD, max_size=6))
def test_the_map_is_exact_whatever_the_mark_up(blocks: list[str], odd: list[str]) -> None:
    inner = "".join(f"<p>{block} {PARAGRAPH}{odd[i] if i < len(odd) else ''}" for i, block in enumerate(blocks))
    source = page(f"<article>{PARAGRAPH}{inner}</article>")
    found = main_text(source, CleanSettings())
    if not isinstance(found, Refusal):
        check_map(found[0], source)
        for run in found[0].origin.runs:
            derived = found[0].text[run.derived : run.derived + run.length]
            assert derived == source[run.original : run.original + run.length]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (page(MENU), Reason.NO_ARTICLE),
        (page("<form><p>Please log in</p><label>Name</label><input><button>Go</button></form>"), Reason.NO_ARTICLE),
        (page("".join(f'<li><a href="/{i}">Headline of article number {i}</a>' for i in range(40))), Reason.NO_ARTICLE),
        ("<!-- nothing", Reason.NO_ARTICLE),
        ("", Reason.NO_ARTICLE),
        (page("<div>" * 100_000 + PARAGRAPH + "</div>" * 100_000), Reason.TOO_DEEP),
        (page("<b>" * 100_000 + PARAGRAPH), Reason.TOO_DEEP),
        (page("<div></span>" * 100_000 + PARAGRAPH), Reason.TOO_DEEP),  # end tags that end nothing
        (page("<table><tr><td>x" * 2_000), Reason.TOO_DEEP),
        (page("<p>" + "word " * 2_900_000), Reason.TOO_LARGE),  # one text of 14.5 million characters
        (page("<i></i>" * 1_000_000), Reason.TOO_LARGE),
        (page("<p>foo bar" * 200_000), Reason.TOO_LARGE),
        (page("</p>" * 3_000_000), Reason.TOO_LARGE),  # end tags of nothing, of which nothing is built anew
        ("<" * 5_000_000, Reason.TOO_LARGE),
        ("<!--" * 3_000_000, Reason.NO_ARTICLE),
    ],
    ids=lambda value: value if isinstance(value, Reason) else value[60:80],
)
def test_pages_without_an_article_and_hostile_ones_are_refused(source: str, reason: Reason) -> None:
    assert refused(source) == reason


@pytest.mark.parametrize(
    "tail",
    ["<a " * 1_000_000, '<a b="' * 500_000, "<a b='c=\"" * 500_000, "<!-- " * 500_000, "<script> " * 3, "&" * 500_000],
    ids=["tags", "quotes", "mixed quotes", "comments", "scripts", "ampersands"],
)
def test_what_never_ends_does_not_take_the_article_along(tail: str) -> None:
    main = read(page(f"<article>{PARAGRAPH * 3}</article>")[:-14] + tail)
    assert main.text.startswith("\n\n".join([PLAIN] * 3))


def test_nesting_that_the_parser_would_drop_silently_is_kept() -> None:
    source = page("<div>" * 1_500 + PARAGRAPH * 3 + "</div>" * 1_500)
    main = read(source)
    assert main.text == "\n\n".join([PLAIN] * 3)
    check_map(main, source)


def test_drawings_are_not_deep() -> None:
    assert read(page(f"<svg>{'<path d=x />' * 3_000}</svg>{PARAGRAPH * 3}")).text == "\n\n".join([PLAIN] * 3)


def test_ten_thousand_attributes() -> None:
    many = " ".join(f'a{i}="{i}"' for i in range(10_000))
    assert read(page(f"<div {many}>{PARAGRAPH * 3}</div>")).text == "\n\n".join([PLAIN] * 3)


def test_nuls_and_surrogates_in_a_page_keep_their_place() -> None:
    source = page(PARAGRAPH.replace("Monday", "Mon\x00day \ud800") * 3)
    main = read(source)
    assert "Mon\x00day \ud800" in main.text
    check_map(main, source)


def test_a_page_that_ends_in_a_script_is_cut() -> None:
    assert read(page(PARAGRAPH * 3) + "<script>").is_cut
    assert not read(page(PARAGRAPH * 3)).is_cut


def test_an_unclosed_paragraph_or_list_is_not_deep() -> None:
    assert read(page("<ul>" + "<li>Guards of the coast" * 3_000 + "</ul>" + "<p>The sea" * 3_000 + PARAGRAPH * 3))


def test_a_link_in_a_paragraph_is_not_lost() -> None:
    words = '<p>He said <a href="/1">the harbour of Arvel</a> and <a href="/2">the gate</a> would stay.</p>'
    assert "He said the harbour of Arvel and the gate would stay." in read(page(PARAGRAPH * 2 + words + PARAGRAPH)).text
