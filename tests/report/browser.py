"""A real Chromium for the page tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@dataclass
class Watched:
    """A page, with all that it printed to the console and asked of the network."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser; skips with a word where there is none, fails where SAYSO_REQUIRE_BROWSER=1 asks for one."""
    if CHROMIUM is None:
        if os.environ.get("SAYSO_REQUIRE_BROWSER") == "1":
            pytest.fail("no Chromium found, and SAYSO_REQUIRE_BROWSER=1 asks for one")
        pytest.skip("no Chromium found (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, html: str, folder: Path, **options: object) -> Iterator[Watched]:
    """The page as a person opens it from a file; what it does wrong fails the test at the end."""
    file = folder / "report.html"
    file.write_text(html, encoding="utf-8")
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})  # type: ignore[arg-type]
    watched = Watched(context.new_page())
    watched.page.on("console", lambda message: watched.said.append(message.text))
    watched.page.on("pageerror", lambda error: watched.said.append(str(error)))
    watched.page.on("request", lambda request: watched.asked.append(request.url))
    watched.page.on("dialog", lambda dialog: watched.said.append(f"dialog: {dialog.message}"))
    watched.page.goto(file.as_uri())
    yield watched
    assert watched.said == []
    assert {url for url in watched.asked if not url.startswith("data:,")} == {file.as_uri()}
    context.close()


def until(page: Page, expression: str, *, tries: int = 100) -> None:
    """Waits for what a script expression says; the page's own policy forbids Playwright's way of waiting for it."""
    for _ in range(tries):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never came true: {expression}")
