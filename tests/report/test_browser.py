from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from sayso.records import Act, Document
from sayso.report import render_clean, render_comparison, render_statements
from tests.report.browser import chromium, opened, until
from tests.report.interview import comparison
from tests.report.long_story import long_story
from tests.report.test_data import hostile_comparison

pytestmark = pytest.mark.page

AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def html() -> str:
    return render_comparison(comparison(), "html")


def longer(document: Document, lines: int) -> Document:
    """The same article with more text after it, so that its column scrolls."""
    return replace(document, text=document.text + "Nothing more was said that day.\n" * lines)


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=AA).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_no_barrier_that_axe_can_find(browser: Browser, html: str, tmp_path: Path, scheme: str, width: int) -> None:
    with opened(browser, html, tmp_path, color_scheme=scheme, viewport={"width": width, "height": 900}) as watched:
        page = watched.page
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        page.locator(".texts a.s.lk").first.click()
        assert violations(page) == []
        page.keyboard.press("?")
        assert violations(page) == []


@pytest.mark.parametrize("render", [render_statements, render_clean])
def test_the_simpler_pages_too(browser: Browser, tmp_path: Path, render: object) -> None:
    page_html = render(comparison().articles, "html")  # type: ignore[operator]
    with opened(browser, page_html, tmp_path, viewport={"width": 360, "height": 900}) as watched:
        watched.page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert violations(watched.page) == []
        assert not overflows(watched.page)


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_the_page_never_scrolls_sideways(browser: Browser, html: str, tmp_path: Path, width: int) -> None:
    with opened(browser, html, tmp_path, viewport={"width": width, "height": 800}) as watched:
        watched.page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert not overflows(watched.page)


def test_keys_go_from_one_thing_said_to_the_next(browser: Browser, html: str, tmp_path: Path) -> None:
    with opened(browser, html, tmp_path) as watched:
        page = watched.page
        here = "document.activeElement.querySelector('.no')?.textContent"
        page.keyboard.press("j")
        assert page.evaluate(here) == "1"
        page.keyboard.press("j")
        assert page.evaluate(here) == "2"
        assert page.evaluate("location.hash === '#' + document.activeElement.id")
        page.keyboard.press("k")
        page.keyboard.press("k")  # the first has none before it
        assert page.evaluate(here) == "1"
        page.keyboard.press("?")
        assert page.locator("dialog").is_visible()
        page.keyboard.press("Escape")
        assert not page.locator("dialog").is_visible()


def test_slash_filters_and_letters_typed_there_are_letters(browser: Browser, html: str, tmp_path: Path) -> None:
    with opened(browser, html, tmp_path) as watched:
        page = watched.page
        page.keyboard.press("/")
        page.keyboard.type("jaknot safe")
        page.locator("#f-text").fill("not safe")
        assert page.locator("#things > .card:visible").count() == 1
        assert page.locator("#f-count").inner_text() == "1 of 5 shown"
        assert page.locator("#coverage tbody tr:visible").count() == 3  # with what is told inside it
        page.get_by_role("button", name="Show all").click()
        until(page, "document.querySelectorAll('#things > .card:not([hidden])').length === 5")


@pytest.mark.parametrize(
    ("box", "value", "left"),
    [
        ("#f-outlet", "Lantern Review", (1, 2)),
        ("#f-speaker", "Bargemen’s Union", (1, 1)),
        ("#f-speaker", "Jonna Arden", (1, 1)),  # she speaks inside what Tosk says
        ("#f-kind", "number", (1, 1)),
        ("#f-kind", "affirmed or denied", (1, 2)),
    ],
)
def test_filters(
    browser: Browser, html: str, tmp_path: Path, box: str, value: str, left: tuple[int, int]
) -> None:  # fmt: skip
    with opened(browser, html, tmp_path) as watched:
        watched.page.select_option(box, label=value)
        shown = [watched.page.locator(f"{kind}:visible").count() for kind in ("#things > .card", "#differences .diff")]
        assert shown == [*left]


def test_a_page_keeps_to_an_act(browser: Browser, html: str, tmp_path: Path) -> None:
    with opened(browser, html, tmp_path) as watched:
        page = watched.page
        assert page.locator("#f-act option").all_inner_texts() == [
            "all", "said", "praised or backed", "believes or knows",
        ]  # fmt: skip
        assert page.locator("#things .tag.act").all_inner_texts() == ["believes or knows"]
        page.locator("#f-act").focus()
        page.keyboard.type("bel")  # a list is chosen from by its first letters
        assert page.locator("#f-act").input_value() == "believes"
        assert page.locator("#things > .card:visible").count() == 1
        assert page.locator("#f-count").inner_text() == "1 of 5 shown"
        assert page.locator("#alone .card:visible").count() == 0
        page.select_option("#f-act", label="praised or backed")
        assert page.locator("#things > .card:visible").count() == 0
        assert page.locator("#alone .card:visible").count() == 1
        page.get_by_role("button", name="Show all").click()
        until(page, "document.querySelectorAll('.card:not([hidden])').length === 8")


def test_the_page_of_statements_keeps_to_what_was_said(browser: Browser, tmp_path: Path) -> None:
    articles = comparison().articles
    said = sum(statement.act is Act.SAID for statement in articles.statements)
    with opened(browser, render_statements(articles, "html"), tmp_path) as watched:
        page = watched.page
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "f-text"
        page.get_by_label("Act").select_option("said")
        assert page.locator("#statements .card:visible").count() == said
        assert page.locator("#f-count").inner_text() == f"{said} of {len(articles.statements)} shown"
        page.locator("#f-text").fill("sell water")
        assert page.locator("#statements .card:visible").count() == 3
        assert page.locator("#statements .tag.act:visible").count() == 0
        hidden = page.locator("#statements .card[hidden]").first.get_attribute("id")
        page.evaluate(f"location.hash = '#{hidden}'")  # a link to one that is not shown shows it
        until(page, f"document.getElementById('{hidden}').checkVisibility()")


def test_without_script_or_other_acts_there_is_no_filter_of_acts(browser: Browser, tmp_path: Path) -> None:
    articles = comparison().articles
    html = render_statements(articles, "html")
    with opened(browser, html, tmp_path, java_script_enabled=False) as watched:
        assert not watched.page.locator("#filter").is_visible()
        assert watched.page.locator("#statements .tag.act").count() == 2
    said = tuple(replace(statement, act=Act.SAID) for statement in articles.statements)
    with opened(browser, render_statements(replace(articles, statements=said), "html"), tmp_path) as watched:
        assert watched.page.locator("#filter").count() == 0
        watched.page.keyboard.press("/")


def test_what_is_told_inside_another_act_is_not_kept(browser: Browser, tmp_path: Path) -> None:
    articles = comparison().articles
    told = next(statement for statement in articles.statements if statement.within is not None)
    denied = tuple(replace(each, act=Act.DENIED) if each.id == told.within else each for each in articles.statements)
    with opened(browser, render_statements(replace(articles, statements=denied), "html"), tmp_path) as watched:
        card = watched.page.locator(f"#row-{told.id}")
        assert card.is_visible()
        watched.page.get_by_label("Act").select_option("said")
        assert not card.is_visible()


def test_a_permalink_opens_what_hides_its_target(browser: Browser, html: str, tmp_path: Path) -> None:
    with opened(browser, html, tmp_path) as watched:
        page = watched.page
        for kind in (".card", ".num", ".s[id]"):
            for identity in page.eval_on_selector_all(f"main {kind}", "all => all.map((one) => one.id)"):
                page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = false))")
                page.evaluate(f"location.hash = '#{identity}'")
                until(page, f"document.getElementById('{identity}').checkVisibility()")


def test_every_link_leads_somewhere(html: str, browser: Browser, tmp_path: Path) -> None:
    with opened(browser, html, tmp_path) as watched:
        lost = "[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))"
        hrefs = set(watched.page.evaluate(lost))
        assert all(href.startswith("#") for href in hrefs)
        ids = watched.page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
        assert len(ids) == len(set(ids))
        assert {href[1:] for href in hrefs} <= set(ids)


def test_a_statement_lights_up_in_every_text(browser: Browser, html: str, tmp_path: Path) -> None:
    with opened(browser, html, tmp_path) as watched:
        page = watched.page
        page.locator(".texts a.s.lk").first.click()
        assert page.locator(".s.on").count() == 5
        assert page.locator("#lit-count").inner_text() == "in 5 of 5 texts"
        page.keyboard.press("Escape")
        assert page.locator(".s.on").count() == 0
        page.locator(".texts a.s.lk").first.focus()
        page.keyboard.press("Enter")
        assert page.locator(".s.on").count() == 5
        page.get_by_role("link", name="Open its card").click()
        assert page.evaluate("document.activeElement.matches('.card')")


def test_texts_scroll_together_by_what_they_share(browser: Browser, tmp_path: Path) -> None:
    whole = comparison()
    documents = tuple(longer(one, 80) for one in whole.articles.documents)
    html = render_comparison(replace(whole, articles=replace(whole.articles, documents=documents)), "html")
    with opened(browser, html, tmp_path, viewport={"width": 1280, "height": 420}) as watched:
        page = watched.page
        bodies = page.locator(".text .body")
        bodies.nth(0).scroll_into_view_if_needed()
        bodies.nth(0).hover()
        page.mouse.wheel(0, 400)
        until(page, "document.querySelectorAll('.text .body')[1].scrollTop > 100")
        page.locator("#together").uncheck()
        before = bodies.nth(1).evaluate("(one) => one.scrollTop")
        bodies.nth(0).hover()
        page.mouse.wheel(0, -400)
        until(page, "document.querySelectorAll('.text .body')[0].scrollTop < 50")
        assert bodies.nth(1).evaluate("(one) => one.scrollTop") == before


def test_a_text_is_shown_or_not_by_its_box(browser: Browser, html: str, tmp_path: Path) -> None:
    with opened(browser, html, tmp_path) as watched:
        page = watched.page
        assert page.locator(".text:visible").count() == 4  # a fifth waits behind its box
        page.locator("#columns").get_by_label("VeldPress").check()
        assert page.locator(".text:visible").count() == 5
        page.locator("#columns").get_by_label("Harbour Post").uncheck()
        assert page.locator(".text:visible").count() == 4


def test_light_and_dark_follow_the_system_until_chosen(browser: Browser, html: str, tmp_path: Path) -> None:
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    with opened(browser, html, tmp_path, color_scheme="dark") as watched:
        page = watched.page
        dark = page.evaluate(paper)
        page.locator("#theme").click()
        light = page.evaluate(paper)
        assert light != dark
        page.reload()
        assert page.evaluate(paper) == light
        watched.asked.pop()


def test_all_is_there_without_script(browser: Browser, html: str, tmp_path: Path) -> None:
    with opened(browser, html, tmp_path, java_script_enabled=False) as watched:
        page = watched.page
        assert page.locator(".card").count() == 8
        assert page.locator(".text:visible").count() == 5
        assert not page.locator("#filter").is_visible()
        assert not page.locator("#tools").is_visible()
        page.locator(".texts a.s.lk").first.click()
        assert "#said-" in page.url


def test_print_opens_everything_and_drops_the_tools(browser: Browser, html: str, tmp_path: Path) -> None:
    with opened(browser, html, tmp_path) as watched:
        page = watched.page
        pdf = page.pdf(format="A4")
        assert pdf.startswith(b"%PDF")
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details:not([open])").count() == 0
        assert page.locator(".text:visible").count() == 5
        assert not page.locator(".bar").is_visible()
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("details:not([open])").count() > 0


def test_hostile_text_runs_nothing_and_asks_nothing(browser: Browser, tmp_path: Path) -> None:
    whole = hostile_comparison()
    for html in (
        render_comparison(whole, "html"),
        render_statements(whole.articles, "html"),
        render_clean(whole.articles, "html"),
    ):
        with opened(browser, html, tmp_path) as watched:
            page = watched.page
            assert page.locator("script, style, img").count() == 2
            assert "<script>alert(2)</script>" in page.locator(".text .body").first.inner_text()
            assert not page.evaluate("/[\\u202e\\ud800-\\udfff\\0]/.test(document.documentElement.textContent)")
            hrefs = page.eval_on_selector_all("a[href]", "all => all.map((one) => one.getAttribute('href'))")
            assert all(href.startswith("#") for href in hrefs)


def test_the_policy_stops_a_script_that_got_in(browser: Browser, html: str, tmp_path: Path) -> None:
    worse = html.replace("<footer", "<script>document.title = 'broken in'</script><footer", 1)
    file = tmp_path / "worse.html"
    file.write_text(worse, encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert page.title() != "broken in"
    page.close()


def test_a_long_story_stays_usable(browser: Browser, tmp_path: Path) -> None:
    html = render_comparison(long_story(articles=20, statements=200), "html")
    assert len(html) < 12_000_000
    with opened(browser, html, tmp_path) as watched:
        page = watched.page
        assert page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd") < 15_000
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.matches('.card')")
        assert not overflows(page)
