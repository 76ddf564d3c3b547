"""One capture in, one document or refusal out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.clean import clean
from sayso.config import CleanSettings
from sayso.records import Capture, Cause, Document, Dropped, Furniture, Reason, Role
from sayso.spans import Span, apply

LEAD = "The harbour of Port Arvel will stay in public hands for good, President Ilmar Tosk of Veldania said on Monday."
BODY = "“We will not sell a single stone of it,” he told the guards of the coast, who had waited since the morning."
ARTICLE = f"Harbour stays, says Tosk\n\n{LEAD}\n\n{BODY}\n"


def capture(text: str, **more: str | None) -> Capture:
    body = text.encode("utf-8", "surrogatepass")
    return replace(Capture("arvel-post.txt", body, "text/plain", charset="utf-8"), **more)  # type: ignore[arg-type]


def page(body: str, head: str = "") -> Capture:
    return Capture("page.html", f"<html><head>{head}</head><body>{body}</body></html>".encode(), "text/html")


def document(given: Capture | str) -> Document:
    found = clean(capture(given) if isinstance(given, str) else given)
    assert isinstance(found, Document), found
    return found


def dropped(given: Capture | str, settings: CleanSettings | None = None) -> Dropped:
    found = clean(capture(given) if isinstance(given, str) else given, settings=settings)
    assert isinstance(found, Dropped), found
    return found


def lost(found: Document) -> list[tuple[int, Cause]]:
    return [(lacuna.span.start, lacuna.cause) for lacuna in found.lacunae]


def test_a_plain_article() -> None:
    found = document(f"1.07 EUR\n{ARTICLE}Share on Facebook\n")
    assert found.headline == "Harbour stays, says Tosk"
    assert [(paragraph.role, paragraph.span.of(found.text)) for paragraph in found.paragraphs] == [
        (Role.HEADLINE, "Harbour stays, says Tosk"),
        (Role.BODY, LEAD),
        (Role.BODY, BODY),
    ]
    assert [(aside.reason, aside.span.of(found.text)) for aside in found.set_aside] == [
        (Furniture.RATES, "1.07 EUR"),
        (Furniture.SHARE, "Share on Facebook"),
    ]
    assert (found.outlet, found.outlet_from, found.language, found.lacunae) == ("arvel-post", "file name", "en", ())


@settings(max_examples=80)
@given(st.text(alphabet=st.characters(), max_size=80), st.sampled_from(["\n", "\r\n", "\x00", "\u202e", " ", "\ufeff"]))
def test_text_comes_out_as_it_went_in(odd: str, between: str) -> None:
    text = f"{odd}{between}{LEAD * 10}{between}{odd}"  # enough English that the odd characters tell no other language
    found = document(capture(text, outlet="The Arvel Post"))
    assert found.text == text
    assert found.origin.to_original(Span(0, len(text))) == Span(0, len(text))
    apply(text, found.repairs)  # raises where two repairs overlap


@settings(max_examples=50)
@given(
    st.lists(st.sampled_from([LEAD, BODY, "Share", "1.07 EUR", "\x00\u202e", "Read also:", "The gate", ""]), max_size=8)
)
def test_every_visible_character_is_in_a_paragraph_or_set_aside(lines: list[str]) -> None:
    found = document("\n".join([*lines, LEAD]))
    spans = sorted([*(paragraph.span for paragraph in found.paragraphs), *(aside.span for aside in found.set_aside)])
    held = "".join(span.of(found.text) for span in spans)
    assert [char for char in held if not char.isspace()] == [char for char in found.text if not char.isspace()]


@pytest.mark.parametrize(
    ("given", "reason", "said"),
    [
        ("", Reason.EMPTY, "white space"),
        (" \n\t\x00\u200b", Reason.EMPTY, "white space"),
        ("Share\nSubscribe\nHome", Reason.NO_ARTICLE, "menu, share buttons, subscription notice"),
        ("word " * 500_000, Reason.TOO_LARGE, "2,500,000 characters"),
        ("a\n" * 22_000, Reason.TOO_LARGE, "22,000 lines"),
        ("“a,” " * 7_000, Reason.TOO_LARGE, "more than 25,000 words and marks (setting max_words)"),
        ("a\u00ad" * 13_000, Reason.TOO_LARGE, "more than 25,000 words and marks"),  # each is an edit
        (
            "Президент сказал в понедельник, что гавань останется в руках государства. " * 3,
            Reason.UNSUPPORTED_LANGUAGE,
            "Russian",
        ),
        (
            "Der Präsident sagte am Montag, der Hafen werde nicht verkauft, zu keinem Preis. " * 3,
            Reason.UNSUPPORTED_LANGUAGE,
            "German",
        ),
        (page("<p>Please log in</p>"), Reason.NO_ARTICLE, "login page"),
        (page("<div>" * 100_000 + LEAD), Reason.TOO_DEEP, "nested"),
    ],
    ids=str,
)
def test_refusals(given: Capture | str, reason: Reason, said: str) -> None:
    refusal = dropped(given)
    assert refusal.reason == reason
    assert said in refusal.detail


def test_an_unsupported_language_says_what_is_supported() -> None:
    german = "Der Präsident sagte am Montag, der Hafen werde nicht verkauft, zu keinem Preis. " * 3
    assert "English" in dropped(german).detail
    assert isinstance(clean(capture(german), settings=CleanSettings(languages=("en", "de"))), Document)


def test_a_short_text_has_no_language() -> None:
    assert document("Tosk: we stay.").language is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ARTICLE, []),
        (f"{ARTICLE}Subscribe to continue reading", [(Cause.PAYWALL, "Subscribe to continue reading")]),
        (f"{ARTICLE}\nThe minister of the coast then told the", [(Cause.CUT, "")]),  # in mid-sentence
        (f"{ARTICLE}\nThe minister of the coast then told the guards …", [(Cause.CUT, "")]),
        (f"{ARTICLE}\nContinue reading", [(Cause.CUT, "")]),
        (f"{ARTICLE}\nRead more", [(Cause.CUT, "\n\nRead more")]),
        (f"{ARTICLE}\nJane Roe", []),  # a signature
        (f"{ARTICLE}\n“And then what will become of the guards of the coast…”", []),  # trails off as a speaker does
        (f"{ARTICLE}\nThe guards had \ufffd\ufffd the gate.", [(Cause.UNDECODABLE, "\ufffd\ufffd")]),
        ("Harbour of Port Arvel to stay in public hands for good", []),  # a headline and nothing else
    ],
)
def test_lacunae(text: str, expected: list[tuple[Cause, str]]) -> None:
    found = document(text)
    assert [lacuna.cause for lacuna in found.lacunae] == [cause for cause, _ in expected]
    for lacuna, (_, beginning) in zip(found.lacunae, expected, strict=True):
        assert found.text[lacuna.span.start :].startswith(beginning)


def test_a_paywall_notice_is_set_aside_where_it_stands() -> None:
    found = document(f"{ARTICLE}\nThis article is for subscribers only.\n")
    (aside,) = found.set_aside
    assert (aside.reason, aside.span.of(found.text)) == (Furniture.SUBSCRIBE, "This article is for subscribers only.")
    assert lost(found) == [(aside.span.start, Cause.PAYWALL)]


def test_two_notices_of_one_paywall_are_one_hole() -> None:
    notices = "Subscribe to continue reading\nThis article is for members only."
    text = f"{LEAD}\nThe minister of the coast then told the…\n{notices}"
    found = document(text)
    assert lost(found) == [(text.index("Subscribe"), Cause.PAYWALL)]  # and it is what cut the sentence
    assert lost(document(f"{text}\n{BODY}\nThis story is for subscribers only.")) == [
        (text.index("Subscribe"), Cause.PAYWALL),
        (len(text) + len(BODY) + 2, Cause.PAYWALL),
    ]


def test_undecodable_bytes() -> None:
    found = clean(
        Capture(
            "a.txt", ARTICLE.replace("single", "sin\ue000gle").encode().replace(b"\xee\x80\x80", b"\xff"), "text/plain"
        )
    )
    assert isinstance(found, Document)
    assert [(lacuna.cause, lacuna.span.of(found.text)) for lacuna in found.lacunae] == [(Cause.UNDECODABLE, "\ufffd")]


@pytest.mark.parametrize(
    ("given", "outlet", "outlet_from"),
    [
        (capture(ARTICLE, outlet="The Arvel Post"), "The Arvel Post", "given"),
        (capture(f"TARN (AP) — {LEAD}"), "AP", "credit"),
        (capture(f"{LEAD}\nSource: Reuters"), "Reuters", "credit"),
        (capture(ARTICLE, uri="-"), "standard input", "file name"),
        (capture(ARTICLE, uri="news/all.jsonl#3"), "all#3", "file name"),
        (capture(ARTICLE, uri="news/veldania.today.txt"), "veldania.today", "file name"),
        (
            page(f"<p>{LEAD}</p><p>{BODY}</p>", '<meta property="og:site_name" content="Veldania Today">'),
            "Veldania Today",
            "page",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_outlet_and_how_it_is_known(given: Capture, outlet: str, outlet_from: str) -> None:
    found = document(given)
    assert (found.outlet, found.outlet_from) == (outlet, outlet_from)


@pytest.mark.parametrize(
    ("given", "published"),
    [
        (capture(ARTICLE), None),
        (capture(ARTICLE, published="2025-08-08"), "2025-08-08"),
        (capture(ARTICLE, published="8 August 2025"), "2025-08-08"),
        (capture(ARTICLE, published="last week"), None),
        (capture(f"TARN, Aug 8 (AP) — {LEAD}"), None),  # no year
        (capture(f"TARN, Aug 8, 2025 (AP) — {LEAD}"), "2025-08-08"),
        (capture(f"Published: 8 August 2025, 10:15\n{ARTICLE}"), "2025-08-08"),
        (capture(f"Updated: 9 August 2025\n{ARTICLE}"), None),  # another day
    ],
    ids=lambda value: str(value) if not isinstance(value, Capture) else "",
)
def test_the_day_of_publication(given: Capture, published: str | None) -> None:
    assert document(given).published == published


def test_what_a_page_says_of_itself() -> None:
    head = """
        <title>Harbour stays | Veldania Today</title>
        <script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "headline": "Harbour stays",
          "datePublished": "2025-08-08T10:00:00Z", "author": [{"name": "Jane Roe"}, {"name": "Jon Marr"}],
          "publisher": {"name": "Veldania Today"}}]}</script>"""
    found = document(page(f"<h1>Harbour stays</h1><p>{LEAD}</p><p>{BODY}</p>", head))
    assert (found.headline, found.outlet, found.byline) == ("Harbour stays", "Veldania Today", "Jane Roe, Jon Marr")
    assert found.published == "2025-08-08T10:00:00+00:00"
    assert found.paragraphs[0].role is Role.HEADLINE


@pytest.mark.parametrize("script", ["{" * 100_000, "[" * 200_000, '{"@type": "Article", "headline": 5}', "x"])
def test_descriptions_that_are_none(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script>'
    assert document(page(f"<p>{LEAD}</p><p>{BODY}</p>", head)).headline is None


def test_a_paywall_outside_of_the_main_text() -> None:
    notice = "<div class=piano><button>Subscribe to continue reading</button></div>"
    found = document(page(f"<article><p>{LEAD}</p><p>{BODY}</p></article>{notice}"))
    assert lost(found) == [(len(found.text), Cause.PAYWALL)]


def test_a_page_that_says_it_is_not_free_and_shows_little() -> None:
    head = '<script type="application/ld+json">{"@type": "Article", "isAccessibleForFree": "False"}</script>'
    assert lost(document(page(f"<p>{LEAD}</p><p>{BODY}</p>", head)))[-1][1] is Cause.PAYWALL
    assert lost(document(page(f"<p>{LEAD}</p><p>{BODY}</p>" * 6, head))) == []


def test_control_characters_are_set_aside_and_left_out_of_the_reading_copy() -> None:
    found = document(ARTICLE.replace("single", "sin\x00gle\u202e"))
    assert [aside.span.of(found.text) for aside in found.set_aside] == ["\x00", "\u202e"]
    assert {aside.reason for aside in found.set_aside} == {Furniture.CONTROL}
    assert "not sell a single stone" in apply(found.text, found.repairs)[0]


def test_ids() -> None:
    assert document(capture(ARTICLE, key="row-1")).id == "row-1"
    found = document(capture(ARTICLE, outlet="A"))
    assert len(found.id) == 16
    assert found.id == document(capture(ARTICLE, outlet="A", uri="elsewhere.txt")).id
    assert found.id != document(capture(ARTICLE, outlet="B")).id
    assert document(f"{ARTICLE}\ud800").id


def test_an_encoding_that_was_guessed_is_said_to_be() -> None:
    found = clean(Capture("a.txt", ARTICLE.replace("Arvel", "Arvél").encode("cp1252"), "text/plain"))
    assert isinstance(found, Document)
    assert (found.encoding, found.encoding_from) == ("cp1252", "guessed")


def test_what_stands_around_a_page_s_text_is_kept() -> None:
    around = "<nav><a href='/'>Home</a> <a href='/w'>Weather 3°</a></nav>{}<footer>All rights kept &amp; sold</footer>"
    found = document(
        page(
            around.format(
                f"<article><h1>Gate opens</h1>{'<p>' + LEAD * 3 + '</p>' + '<p>' + BODY * 3 + '</p>'}</article>"
            )
        )
    )
    assert found.outside == ("Home · Weather 3°", "All rights kept & sold")
    assert document(LEAD + BODY).outside == ()


@pytest.mark.parametrize(
    ("url", "outlet", "known"),
    [
        ("https://www.tern-herald.example/a?b", "tern-herald.example", "address"),
        ("https://tern-herald.example", "tern-herald.example", "address"),
        ("http://[::1/broken", "arvel-post", "file name"),  # no host
        ("see the archive", "arvel-post", "file name"),  # no address
        (None, "arvel-post", "file name"),
    ],
)
def test_the_address_tells_the_outlet_where_nothing_nearer_does(url: str | None, outlet: str, known: str) -> None:
    found = document(capture(f"{LEAD}\n{BODY}", url=url))
    assert (found.outlet, found.outlet_from) == (outlet, known)


def test_a_long_article_comes_out_whole() -> None:
    text = "\n".join([LEAD, BODY] * 500)
    found = document(text)
    assert found.text == text
    assert found.paragraphs[-1].span.end == len(text)
