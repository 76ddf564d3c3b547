"""What is found in a library: words, persons, things said, in an order that follows from what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import story
from sayso.errors import UsageError
from sayso.library import Filters, Library, matching
from sayso.library.queries import query_of


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.create(tmp_path_factory.mktemp("library") / "news.db") as library:
        library.add(story.reports(), isolated=False)
        library.update()
        yield library


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("harbour ice", '("harbour") AND ("ice")'),
        ('"tug boats" ready', '("tug boats") AND ("ready")'),
        ("harbour OR port ice", '("harbour" OR "port") AND ("ice")'),
        ("harbour -ice", '(("harbour")) NOT ("ice")'),
        ('-"tug boats" harbour', '(("harbour")) NOT ("tug boats")'),
        ("harb*", '("harb" *)'),
        ("or", '("or")'),
        ("OR harbour", '("harbour")'),
        ("a AND b", '("a") AND ("AND") AND ("b")'),
        ('unclosed "tug boats', '("unclosed") AND ("tug boats")'),
        ("words:x", '("words:x")'),
        ("*", None),
        ('""', None),
        ("-only", None),
        ("\x00\x01", None),
    ],
)
def test_what_is_typed_is_data(text: str, match: str | None) -> None:
    assert query_of(text).match == match


@given(st.text(max_size=60))
@settings(max_examples=400, deadline=None)
def test_no_query_is_an_error_of_the_index(text: str) -> None:
    db = apsw.Connection(":memory:")
    db.execute("CREATE VIRTUAL TABLE index_words USING fts5(words)")
    match = query_of(text).match
    if match is not None:
        assert db.execute("SELECT COUNT(*) FROM index_words WHERE index_words MATCH ?", (match,)).get == 0


@given(text=st.text(st.characters(), max_size=30) | st.text(st.sampled_from("a \"*-()OR\x00\ud800%_'"), max_size=30))
@settings(max_examples=200, deadline=None)
def test_whatever_is_asked_is_no_error(library: Library, text: str) -> None:
    """Bytes that are no text come from a command line as lone surrogates."""
    filters = Filters(outlet=text, since=text, until=text, language=text, story=text, kind=text, act=text)
    for narrowed in (Filters(), Filters(speaker=text), filters):
        library.search_articles(text, narrowed)
        library.search_statements(text, narrowed)
    library.who(text)
    library.trace(text)
    with suppress(UsageError):
        library.home_of(text)


def test_what_more_have_than_are_ranked_is_sorted_by_date(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    ranked = library.search_statements("the", limit=100)
    monkeypatch.setattr(matching, "_MOST_RANKED", 5)
    dated = library.search_statements("the", limit=100)
    assert (ranked.by_date, dated.by_date) == (False, True)
    assert {hit.id for hit in dated.hits} == {hit.id for hit in ranked.hits}
    days = [hit.published or "" for hit in dated.hits]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("most", [5, 10_000])
def test_pages_of_results_are_the_whole(library: Library, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(matching, "_MOST_RANKED", most)
    whole = library.search_statements("the", limit=100).hits
    pages = [library.search_statements("the", limit=7, offset=start) for start in range(0, len(whole), 7)]
    assert tuple(hit for page in pages for hit in page.hits) == whole
    assert [page.more for page in pages] == [True] * (len(pages) - 1) + [False]


def test_results_do_not_depend_on_the_order_of_arrival(library: Library) -> None:
    with TemporaryDirectory() as folder, Library.create(Path(folder, "other.db")) as other:
        for path in reversed(story.reports()):
            other.add([path], isolated=False)
        other.update()
        for query in ("the", "crowns OR ferry", "minister", ""):
            assert other.search_statements(query, limit=100) == library.search_statements(query, limit=100)
            assert other.search_articles(query, limit=100) == library.search_articles(query, limit=100)
        assert other.who("Marrick") == library.who("Marrick")
        assert other.trace("48 million crowns") == library.trace("48 million crowns")


@pytest.mark.parametrize("name", ["Marrick", "marrick", "Yelena Marrick", "Маррик", "Elena Marrick"])
def test_a_person_is_found_by_every_spelling(library: Library, name: str) -> None:
    found, others = library.who(name)
    assert [portrait.person.name for portrait in found] == ["Yelena Marrick"]
    assert others == []


def test_what_a_person_says_is_counted_by_outlet_and_month(library: Library) -> None:
    ((portrait,), _) = library.who("Marrick")
    said = library.search_statements("", Filters(speaker="Marrick"), limit=1_000).hits
    assert portrait.person.statements == len(said) == sum(month.statements for month in portrait.months)
    assert {heard.outlet for heard in portrait.outlets} == {hit.outlet for hit in said}
    assert all(
        thing.first_published is None or thing.first_published <= (hit.published or "9")
        for thing in portrait.things
        for hit in said
        if hit.words == thing.words
    )


def test_every_wording_of_a_thing_said_is_traced_by_any_of_them(library: Library) -> None:
    """Also those that share few words with what is asked for: they come with their story."""
    ((key,),) = library._db.execute("SELECT id FROM story")
    comparison = library.story(str(key))
    documents = {document.id: document for document in comparison.articles.documents}
    for thing in [each for each in comparison.things_said if len(each.cluster.readings) > 2][:5]:
        first = thing.cluster.readings[0]
        words = " ".join(span.of(documents[first.document].text) for span in first.content)
        traced = {(one.article, one.statement) for found in library.trace(words).things for one in found.readings}
        assert traced >= {(reading.document, reading.statement) for reading in thing.cluster.readings}


def test_wordings_are_traced_in_order_of_time_the_undated_last(library: Library) -> None:
    (thing, *_) = library.trace("we have spent 48 million crowns on the East Pier in ten years").things
    dated = [reading.when for reading in thing.readings if reading.when is not None]
    assert len(dated) == 3
    assert [reading.when for reading in thing.readings] == [*dated, None, None]
    changes: Sequence[str] = [change.change for change in thing.readings[2].changes]
    assert changes == ["number", "cut"]


def test_words_that_nobody_said_are_traced_to_nothing(library: Library) -> None:
    assert library.trace("unheard-of") == library.trace("") == library.trace("\x00")
    assert library.trace("").things == ()
