"""What a judgement is about is found again, whatever became of the article; and nothing else is taken for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.judgements.anchor import Finder, Here, key_of, words_of
from sayso.records import Document, Statement, Words
from sayso.spans import Span
from tests.articles import article
from tests.judgements.builders import statement, version, words

SALT = "We will not tax salt this year, but we will look at it again in the spring"
TEXT = f"Tosk rules out a tax on salt\nPresident Ilmar Tosk spoke in Velda.\n“{SALT},” Tosk told reporters.\nHe left."
HERALD = article(TEXT, id="h", outlet="Herald")
COURIER = article(f"“{SALT},” President Ilmar Tosk told reporters in Velda on Tuesday.", id="c", outlet="Courier")


def found(judged: Words, *said: tuple[Document, list[Statement]], folder: Path | None = None) -> Here:
    documents = [document for document, _ in said]
    return Finder(documents, [each for _, statements in said for each in statements], folder).statement(judged)


def here(judged: Words, document: Document, *parts: str) -> bool:
    """Whether the words are found in the statement of these parts, among others of the article."""
    told = statement(document, *parts)
    return found(judged, (document, [told])).statement == told.id


def test_as_it_was() -> None:
    assert here(words(HERALD, SALT), HERALD, SALT)


@pytest.mark.parametrize(
    "now",
    [
        # the statement is cut a word shorter, or longer, by another version of sayso
        "We will not tax salt this year, but we will look at it again",
        f"{SALT},” Tosk",
        # and so far that half of it is left
        "We will not tax salt this year, but we",
    ],
)
def test_the_statement_has_other_ends_now(now: str) -> None:
    assert here(words(HERALD, SALT), HERALD, now)


def test_less_than_half_is_another_statement() -> None:
    parted = "salt this year, but we will look at it again in the spring,” Tosk told reporters.\nHe left"
    judged = words(HERALD, "“We will not tax salt")
    assert (
        found(judged, (HERALD, [statement(HERALD, parted)])).because == "no statement that is found now has its words"
    )


def test_of_the_told_and_its_teller_the_likest() -> None:
    text = "“I asked him: ‘Bruno, is anyone still in the water?’ and he laughed,” Quill said."
    document = article(text, id="q")
    told, teller = "Bruno, is anyone still in the water?", text[1:-14]
    both = [statement(document, teller), statement(document, told)]
    for each in (told, teller):
        assert found(words(document, each), (document, both)).statement == statement(document, each).id


def test_of_two_at_one_place_the_judged_one() -> None:
    both = [statement(HERALD, SALT, key="one"), statement(HERALD, SALT, key="two")]
    for each in both:
        judged = words_of(each, HERALD, None)
        assert found(judged, (HERALD, both)).statement == each.id


CHANGED = [
    # a correction before it, another headline, a paragraph taken out
    f"CORRECTED\n{TEXT}",
    TEXT.replace("Tosk rules out a tax on salt", "No tax on salt, says Tosk"),
    TEXT.replace("President Ilmar Tosk spoke in Velda.\n", ""),
    # other marks and spaces, capitals
    TEXT.replace("“", '"').replace("”", '"').replace(",", " ,"),
    TEXT.replace("salt this year, but", "salt this year,\n but"),
    TEXT.upper(),
    # a word of it mended
    TEXT.replace("in the spring", "in spring"),
    TEXT.replace("We will not tax", "We will not be taxing"),
]


@pytest.mark.parametrize("text", CHANGED)
def test_the_article_has_a_new_version(text: str) -> None:
    fresh = version(HERALD, text)
    line = next(line for line in text.splitlines(keepends=True) if "SALT THIS" in line.upper())
    start = text.index(line) + 1
    said = text[start : text.upper().index("SPRING") + len("spring")]
    assert here(words(HERALD, SALT), fresh, said)


UNKNOWN = [
    # the words are gone
    TEXT.replace(f"“{SALT},” Tosk told reporters.", "Tosk told reporters nothing."),
    # the file tells of something else now
    "Snow closes passes\n“Nobody should drive without chains,” said Arvid.",
    # hardly half of the words are the same ones
    TEXT.replace(SALT, "We will not raise any tax before the summer, we will wait for the harvest and see it"),
]


@pytest.mark.parametrize("text", UNKNOWN)
def test_lost_where_the_words_are_gone(text: str) -> None:
    fresh = version(HERALD, text)
    said = text[text.index("“") + 1 : text.index(",”")] if "“" in text else "nothing"
    lost = found(words(HERALD, SALT), (fresh, [statement(fresh, said)]))
    assert (lost.statement, lost.absent, lost.because) == (None, False, "its words are no longer in the article")


def test_absent_where_the_article_is() -> None:
    """A copy of the words by another outlet is not the article that was judged."""
    lost = found(words(HERALD, SALT), (COURIER, [statement(COURIER, SALT)]))
    assert lost.statement is None
    assert lost.absent


SHORT = article("Will he go?\n“No comment,” said Tosk at the harbour of Velda.", id="s", outlet="Herald")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        # what stands around two words tells that they are the same two
        ("Will he go at all?\n“No comment,” said Tosk at the harbour of Velda.", True),
        ("“No comment,” said Tosk at the harbour.", True),
        # said again, on something else
        ("Will the bridge open?\n“No comment,” Brenn answered on Friday.", False),
    ],
)
def test_few_words_need_their_neighbours(text: str, known: bool) -> None:
    assert here(words(SHORT, "No comment"), version(SHORT, text), "No comment") is known


def test_said_twice_the_place_that_agrees() -> None:
    text = "“No comment, no comment at all,” said Brenn.\nSnow fell.\n“No comment, no comment at all,” said Tosk."
    document = article(text, id="t", outlet="Herald")
    quote = "No comment, no comment at all"
    first = statement(document, quote)
    start = text.rindex(quote)
    later = replace(first, id="later", content=(Span(start, start + len(quote)),))
    judged = words_of(later, document, None)
    fresh = version(document, f"Harbour news\n{text}")
    moved = [replace(each, document=fresh.id, content=(_moved(each.content[0], 13),)) for each in (first, later)]
    assert found(judged, (fresh, moved)).statement == "later"


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def test_a_split_quotation() -> None:
    parts = "We will build it", "whatever the harbour says of it"
    text = f"“{parts[0]},” said Quill, “{parts[1]}.”"
    document = article(text, id="q", outlet="Herald")
    judged = words(document, *parts)
    for fresh in (f"New: {text}", text.replace("said Quill", "said Ada Quill, the mayor of Velda")):
        assert here(judged, version(document, fresh), *parts)
    # one part is gone: the other has more than half of the characters
    assert here(judged, version(document, f"Quill said it is so, “{parts[1]}.”"), parts[1])
    assert not here(judged, version(document, f"“{parts[0]},” Quill said."), parts[0])


# --- which article --------------------------------------------------------------------------------------------------


def test_known_by_the_text_where_the_outlet_is_read_otherwise() -> None:
    fresh = replace(HERALD, id="x", outlet="herald-online", uri="elsewhere.txt")
    assert here(words(HERALD, SALT), fresh, SALT)


def test_known_by_the_place_where_text_and_outlet_are_others() -> None:
    fresh = replace(version(HERALD, f"Update\n{TEXT}"), outlet="herald-online")
    assert here(words(HERALD, SALT), fresh, SALT)
    lines = replace(fresh, uri="news.jsonl#3")
    judged = words(replace(HERALD, uri="news.jsonl#3"), SALT)
    # line 3 of a file may be anybody's tomorrow
    assert found(judged, (lines, [statement(lines, SALT)])).absent


def test_known_by_the_outlet_where_the_file_has_another_name() -> None:
    fresh = replace(version(HERALD, f"Update\n{TEXT}"), uri="herald-2.txt")
    assert here(words(HERALD, SALT), fresh, SALT)


def test_of_the_old_version_and_the_new_the_old() -> None:
    fresh = version(HERALD, f"Update\n{TEXT}")
    said = [(document, [statement(document, SALT)]) for document in (HERALD, fresh)]
    for order in (said, said[::-1]):
        assert found(words(HERALD, SALT), *order).statement == statement(HERALD, SALT).id


def test_of_two_new_versions_that_fit_equally_none() -> None:
    said = []
    for name in ("one", "two"):
        fresh = replace(version(HERALD, f"Update\n{TEXT}", id=name), uri=f"{name}.txt")
        said.append((fresh, [statement(fresh, SALT)]))
    lost = found(words(HERALD, SALT), *said)
    assert lost.statement is None
    assert lost.because == "2 articles of Herald have its words: which is not known"


@pytest.mark.parametrize(
    ("uri", "folder", "expected"),
    [
        ("reports/herald.txt", "reports", "herald.txt"),
        ("./reports/a/herald.txt", "reports", "a/herald.txt"),
        ("herald.txt", "kept", "../herald.txt"),
        ("news.jsonl#3", ".", "news.jsonl#3"),
        ("-", ".", ""),
        ("-#4", ".", ""),
    ],
)
def test_the_path_is_told_from_the_folder_of_the_judgements(uri: str, folder: str, expected: str) -> None:
    assert key_of(replace(HERALD, uri=uri), Path(folder)).path == expected


def test_letters_that_no_encoding_has() -> None:
    document = article("“Salt \ud800 and straßen are dear to us,” said Tosk.", id="x", outlet="Herald")
    quote = "Salt \ud800 and straßen are dear to us"
    assert here(words(document, quote), document, quote)
    assert here(words(document, quote), version(document, f"New. {document.text}"), quote)
