from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from sayso.config import FactCheckSettings
from sayso.errors import UsageError
from sayso.factcheck import FactCheckFile
from sayso.records import Flaw
from sayso.story import fact_checks
from tests.factcheck.test_claim_review import WHOLE, but

SCRIPT = json.dumps(WHOLE)


def opened(folder: Path, content: str | bytes, **settings: int) -> FactCheckFile:
    path = folder / "checks"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return FactCheckFile(path, FactCheckSettings(**settings))


@pytest.mark.parametrize(
    "content",
    [
        SCRIPT,
        f"\ufeff\n {SCRIPT}",
        f"[{SCRIPT}]",
        json.dumps(WHOLE, indent=4),
        f'<!doctype html><script>var a = "<b>";</script><script type="application/ld+json">{SCRIPT}</script>',
        f"<html><SCRIPT data-x='1' TYPE='application/ld+json'>\n//<![CDATA[\n{SCRIPT}\n//]]></SCRIPT>",
        f'<script type="application/ld+json">{{"@graph": [{SCRIPT}]}}</script',
        f'<p><script type="application/ld+json">{SCRIPT}',
    ],
    ids=["object", "mark and space", "list", "spread", "page", "CDATA", "graph", "cut page"],
)
def test_every_form(tmp_path: Path, content: str) -> None:
    file = opened(tmp_path, content)
    assert list(file) == [but()]
    assert (file.read, file.flawed) == (1, ())


def test_json_lines_and_what_is_wrong_with_them(tmp_path: Path) -> None:
    rows = [WHOLE, {**WHOLE, "reviewRating": None}, {**WHOLE, "url": "x"}, {**WHOLE, "reviewRating": {}}]
    file = opened(tmp_path, "\n".join([*map(json.dumps, rows), "{broken", SCRIPT]))
    assert list(file) == [but(), but()]
    told = {flawed.flaw: (flawed.count, flawed.first) for flawed in file.flawed}
    assert told[Flaw.NO_RATING] == (2, "fact-check 2 (https://tidecheck.example/salt)")
    assert told[Flaw.NO_LINK] == (1, "fact-check 3 (x)")
    assert told[Flaw.NOT_JSON][0] == 1


def test_many_scripts_as_in_the_research_data_set(tmp_path: Path) -> None:
    assert len(list(opened(tmp_path, f'<script type="application/ld+json">{SCRIPT}</script>\n' * 500))) == 500


def test_a_feed_larger_than_a_record(tmp_path: Path) -> None:
    feed = {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [WHOLE]}] * 300}
    assert len(list(opened(tmp_path, json.dumps(feed), max_record_chars=5_000))) == 300


def test_the_digest_is_that_of_the_file() -> None:
    file = FactCheckFile(fact_checks(), FactCheckSettings())
    assert len(list(file)) == 6
    assert file.sha256 == hashlib.sha256(fact_checks().read_bytes()).hexdigest()


def test_a_word_in_another_encoding_is_shown_as_lost(tmp_path: Path) -> None:
    (check,) = opened(tmp_path, SCRIPT.replace("Mostly so", "Presque \xe9gal").encode("latin-1"))
    assert check.rating == "Presque \ufffdgal"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "it is empty"),
        (b"  \n", "it is empty"),
        (b"Claim,Rating\nx,y", "it begins with 'C'"),
        (gzip.compress(b"{}", mtime=0), "gzip archive, not text; unpack it first"),
        ("{}".encode("utf-16"), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
    ],
)
def test_what_can_hold_none_is_said_before_any_work(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        opened(tmp_path, content)


@pytest.mark.parametrize(
    "content",
    ["{}", "[]", '{"@type": "NewsArticle"}', "<html><p>ClaimReview</p>", '[{"@type": "ClaimReview"}]', "[[[["],
)
def test_a_file_without_any_is_the_callers_mistake(tmp_path: Path, content: str) -> None:
    with pytest.raises(UsageError, match="it holds no"):
        list(opened(tmp_path, content))


def test_a_file_that_is_not_there_or_too_large(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such file"):
        FactCheckFile(tmp_path / "none.json", FactCheckSettings())
    with pytest.raises(UsageError, match=r"of 10 at most \(setting fact_check.max_bytes\)"):
        opened(tmp_path, SCRIPT, max_bytes=10)
    with pytest.raises(UsageError, match="max_page_bytes"):
        list(opened(tmp_path, f"<p>{SCRIPT}", max_page_bytes=10))
    with pytest.raises(UsageError, match="a folder; expected a regular file"):
        FactCheckFile(tmp_path, FactCheckSettings())


def test_what_is_wrong_is_counted_with_the_first_of_it(tmp_path: Path) -> None:
    rows = "\n".join([*["{oops"] * 3, json.dumps({**WHOLE, "url": None})])
    told = r"none that is whole \(1 no web address, the first: fact-check 1 \(320 jobs .*\); 3 not JSON, the first: at"
    with pytest.raises(UsageError, match=told):
        list(opened(tmp_path, rows))


def test_white_space_takes_no_time(tmp_path: Path) -> None:
    page = f'<script type="application/ld+json">{" " * 500_000}{SCRIPT}{" " * 500_000}//]]></script>'
    assert len(list(opened(tmp_path, page))) == 1


def test_a_page_of_openings_takes_no_time(tmp_path: Path) -> None:
    page = "<script " * 200_000 + f'<script type="application/ld+json">{SCRIPT}</script>'
    assert len(list(opened(tmp_path, page))) == 1
