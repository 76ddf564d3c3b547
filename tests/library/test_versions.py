"""A changed article is a new version beside the old; which text is current follows from when each was there."""

from __future__ import annotations

import json
import os
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from sayso.library import Library, Outcome
from sayso.library.captures import address_of, digest_of, web_address
from sayso.records import Capture

FIRST = """Harbour of Orsk stays open, says mayor
The harbour of Orsk will stay open all winter, the mayor, Karel Udo, said on Monday. “The tug boats are ready, and the
ice may come,” he told reporters at the pier, where forty freighters wait for a place since the storm of last week.
"""
SECOND = FIRST.replace("forty freighters", "thirty freighters")
THIRD = SECOND.replace("on Monday", "on Monday evening")
OTHER = """Record heat empties the reservoirs of Sarnia
The reservoirs in the hills above Sarnia hold less water than in any summer since measurements began, the weather
service said on Monday. “We have never seen anything like it,” the mayor, Oda Brenn, said. Farmers sell their cattle.
"""
URL = "https://gull-post.example/orsk"


def row(text: str, captured_at: str | None = None, url: str | None = URL, **more: str) -> dict[str, Any]:
    return {"text": text, "outlet": "Gull Post", "url": url, "captured_at": captured_at, **more}


def write(file: Path, *rows: dict[str, Any]) -> Path:
    file.write_text("".join(f"{json.dumps(each)}\n" for each in rows), "utf-8")
    return file


def standing(library: Library) -> list[tuple[str, int, str]]:
    """Of each capture, in order of time: the number of freighters or first word, its version, how it stands."""
    sql = """
    SELECT text, version, standing FROM article JOIN content USING (capture)
    JOIN capture ON capture.id = article.capture ORDER BY told_at, capture.uri
    """
    words = ("forty", "evening", "thirty", "Record")
    return [(next(word for word in words if word in text), *rest) for text, *rest in library._db.execute(sql)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_versions_follow_from_times_not_from_the_order_of_arrival(tmp_path: Path, order: tuple[int, ...]) -> None:
    told = [(FIRST, "2031-03-04T06:00:00Z"), (SECOND, "2031-03-04T08:00:00Z"), (THIRD, "2031-03-04T09:00:00Z")]
    with Library.create(tmp_path / "news.db") as library:
        outcomes = [
            outcome
            for place in order
            for outcome in library.add([write(tmp_path / f"{place}.jsonl", row(*told[place]))], isolated=False).outcomes
        ]
        assert outcomes == [Outcome.NEW, Outcome.VERSION, Outcome.VERSION]
        assert standing(library) == [("forty", 1, "earlier"), ("thirty", 2, "earlier"), ("evening", 3, "current")]


def test_a_text_that_is_put_back_is_current_again(tmp_path: Path) -> None:
    with Library.create(tmp_path / "news.db") as library:
        for hour, text in enumerate((FIRST, SECOND, FIRST)):
            library.add(
                [write(tmp_path / "a.jsonl", row(text, f"2031-03-04T0{hour}:00:00Z"))], again=True, isolated=False
            )
        assert standing(library) == [("forty", 1, "current"), ("thirty", 2, "earlier")]


def test_another_article_at_the_same_address_is_no_version(tmp_path: Path) -> None:
    """As on a front page, or in a file that is used again."""
    file = tmp_path / "today.txt"
    with Library.create(tmp_path / "news.db") as library:
        for hour, text in enumerate((FIRST, OTHER, SECOND)):
            file.write_text(text, "utf-8")
            os.utime(file, (2_000_000_000 + hour, 2_000_000_000 + hour))
            library.add([file], isolated=False)
        assert standing(library) == [("forty", 1, "earlier"), ("Record", 1, "current"), ("thirty", 2, "current")]


def test_the_same_text_at_another_address_is_no_second_article(tmp_path: Path) -> None:
    rows = [row(FIRST, url=f"https://gull-post.example/{name}") for name in "ab"]
    with Library.create(tmp_path / "news.db") as library:
        added = library.add([write(tmp_path / "a.jsonl", *rows)], isolated=False)
        assert added.outcomes == {Outcome.NEW: 1, Outcome.SAME: 1}
        assert [each[1:] for each in standing(library)] == [(1, "current"), (1, "same")]


def test_rows_that_tell_no_address_are_articles_of_their_own(tmp_path: Path) -> None:
    with Library.create(tmp_path / "news.db") as library:
        library.add([write(tmp_path / "a.jsonl", row(FIRST, url=None))], isolated=False)
        library.add([write(tmp_path / "a.jsonl", row(SECOND, url=None))], again=True, isolated=False)
        assert [each[1:] for each in standing(library)] == [(1, "current"), (1, "current")]


def test_of_one_file_the_later_line_is_the_later_text(tmp_path: Path) -> None:
    lines = [row(FIRST), *[row(OTHER, url=f"{URL}{number}") for number in range(10)], row(SECOND)]
    with Library.create(tmp_path / "news.db") as library:
        library.add([write(tmp_path / "a.jsonl", *lines)], isolated=False)
        found = [each for each in standing(library) if each[0] != "Record"]
        assert sorted(found) == [("forty", 1, "earlier"), ("thirty", 2, "current")]


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("HTTP://Herald.example:80/a?id=3&utm_source=x#top", "//herald.example/a?id=3"),
        ("https://herald.example/a?id=3", "//herald.example/a?id=3"),
        ("https://user:pass@herald.example", "//herald.example/"),
        ("https://herald.example:8443/a", "//herald.example:8443/a"),
        ("https://herald.example/a?fbclid=1", "//herald.example/a"),
        ("https://herald.example/A?q=%20x&b=", "//herald.example/A?q=%20x&b="),
        ("http://[broken/", "http://[broken/"),
    ],
)
def test_a_web_address_is_told_without_what_names_no_page(url: str, address: str) -> None:
    assert web_address(url) == address


@pytest.mark.parametrize(
    ("capture", "address"),
    [
        (Capture("a.jsonl#3", b"", "text/plain"), None),
        (Capture("-", b"", "text/plain"), None),
        (Capture("a.jsonl#3", b"", "text/plain", key="77", outlet="Gull Post"), "id:Gull Post:77"),
        (Capture("a.jsonl#3", b"", "text/plain", key="77", url=URL), "//gull-post.example/orsk"),
        (Capture("/x/a.txt", b"", "text/plain"), "/x/a.txt"),
        (Capture("/x/report #3.txt", b"", "text/plain"), "/x/report #3.txt"),
        (Capture("crawl.warc.gz#1200+88", b"", "text/html"), None),
        (Capture("s3://bucket/a.txt", b"", "text/plain"), "s3://bucket/a.txt"),
    ],
)
def test_where_a_changed_article_would_be_found(capture: Capture, address: str | None) -> None:
    assert address_of(capture) == address


def test_the_time_of_capture_makes_no_other_capture() -> None:
    one = Capture("a", b"text", "text/plain", captured_at="2031-03-04")
    assert digest_of(one) == digest_of(Capture("a", b"text", "text/plain", captured_at="2031-03-05"))
    assert digest_of(one) != digest_of(Capture("a", b"text", "text/plain", outlet="Gull Post"))
