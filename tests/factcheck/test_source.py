from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from sayso.factcheck.source import BrokenError, Source, values
from sayso.records import Flaw

WIDE = 1_000_000


def chunks(text: str, size: int = 7) -> Iterator[str]:
    return (text[i : i + size] for i in range(0, len(text), size))


def read(text: str, max_chars: int = WIDE) -> list[object]:
    return list(values(Source(chunks(text)), max_chars))


def good(text: str, max_chars: int = WIDE) -> list[object]:
    return [value for value in read(text, max_chars) if not isinstance(value, BrokenError)]


def flaws(text: str, max_chars: int = WIDE) -> list[Flaw]:
    return [value.flaw for value in read(text, max_chars) if isinstance(value, BrokenError)]


@pytest.mark.parametrize("text", ['{"a": [1, {"b": "c"}]}', '["“x”", null, true]', '{"a": "\\u00e9\\n"}'])
def test_a_value_that_fits_comes_whole_however_the_chunks_fall(text: str) -> None:
    assert read(text) == [json.loads(text, parse_int=str)]


def test_numbers_stay_as_they_are_printed() -> None:
    assert read("[4.50, 12345678901234567890, -1e400]") == [["4.50", "12345678901234567890", "-1e400"]]


def test_values_may_stand_one_after_the_other() -> None:
    assert read('{"a": 1}\n\n{"a": 2}\r\n{"a": 3}') == [{"a": "1"}, {"a": "2"}, {"a": "3"}]


def test_what_is_larger_than_a_record_is_opened() -> None:
    rows = [{"n": "x" * 40, "i": str(i)} for i in range(50)]
    feed = json.dumps({"@type": "DataFeed", "dataFeedElement": rows, "after": ["end"]})
    found = good(feed, max_chars=100)
    assert [value for value in found if isinstance(value, dict)] == rows
    assert found[-1] == ["end"]


def test_no_more_is_held_than_a_record_and_what_is_read_beside_it() -> None:
    source = Source(chunks(json.dumps([{"n": "x" * 50}] * 2_000), 64))
    most = 0
    for _ in values(source, 200):
        most = max(most, len(source.text))
    assert most < 2_000


def test_a_broken_line_costs_only_itself() -> None:
    text = '{"a": 1}\n{"a": oops}\n{"a": 3}\n'
    assert good(text) == [{"a": "1"}, {"a": "3"}]
    assert flaws(text) == [Flaw.NOT_JSON]


def test_a_feed_that_breaks_off_gives_what_came_before() -> None:
    text = json.dumps([{"n": "x" * 60}] * 5)[:-100]
    assert good(text, max_chars=100) == [{"n": "x" * 60}] * 3
    assert flaws(text, max_chars=100) == [Flaw.NOT_JSON]


def test_a_list_that_breaks_off_gives_what_came_before_though_it_would_fit_in_a_record() -> None:
    text = json.dumps([{"@type": "ClaimReview", "n": i} for i in range(3)])[:-5]
    assert good(text)[:2] == [{"@type": "ClaimReview", "n": "0"}, {"@type": "ClaimReview", "n": "1"}]
    assert flaws(text) == [Flaw.NOT_JSON]


def test_a_record_of_its_own_that_is_too_large_is_told() -> None:
    text = json.dumps({"@type": "ClaimReview", "claimReviewed": "x", "articleBody": ["y" * 50] * 50})
    assert Flaw.TOO_LARGE in flaws(text, max_chars=100)


def test_a_string_without_end_is_not_held() -> None:
    assert flaws('"' + "x" * 5_000, max_chars=100) == [Flaw.TOO_LARGE]


@pytest.mark.parametrize("text", ["[" * 200_000, '{"a":' * 200_000, "[" * 200_000 + "]" * 200_000])
def test_what_is_nested_without_end_is_refused(text: str) -> None:
    assert set(flaws(text)) <= {Flaw.TOO_DEEP, Flaw.TOO_LARGE, Flaw.NOT_JSON}
    assert flaws(text)
    assert good(text) == []


@pytest.mark.parametrize("text", ['{"a" 1}', '{"a": 1,, "b": 2}', "[1 2]", "hello", '{"a": 1} x'])
def test_what_is_no_json_is_told(text: str) -> None:
    assert flaws(text, max_chars=3) or flaws(text)
