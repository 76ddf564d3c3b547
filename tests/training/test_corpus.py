"""Annotated articles become examples: the words as sayso cuts them, and which of them people marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from training.corpus import Annotated, Example, examples, left_out, load, save

TEXT = "Mayor Ilmar Tosk said that the pier wouldn’t open in May. “We sail at dawn,” he added."


class Untaught:
    """Stands for the teacher where its syntax does not matter."""

    def taught(self, found: Sequence[Example]) -> Iterator[Example]:
        return iter(found)


def span(words: str, text: str = TEXT) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def quote(content: str, cue: str, source: str) -> dict[str, Any]:
    return {"content": [span(content)], "cue": [span(cue)], "source": [span(source)]}


def of(text: str, quotes: list[dict[str, Any]] | None = None) -> list[Example]:
    article: dict[str, Any] = {"doc_id": "tern-1", "text": text}
    if quotes is not None:
        article["quotes"] = quotes
    return list(examples([article], Untaught()))  # type: ignore[arg-type]


def told(example: Example, words: Sequence[int]) -> str:
    return " ".join(example.words[k] for k in words)


def test_offsets_become_words() -> None:
    frame, _ = of(TEXT, [quote("that the pier wouldn’t open in May", "said", "Mayor Ilmar Tosk")])
    assert frame.annotated is not None
    (found,) = frame.annotated
    assert told(frame, found.content) == "that the pier would n’t open in May"
    assert told(frame, found.cue) == "said"
    assert told(frame, found.source) == "Mayor Ilmar Tosk"


def test_a_quotation_is_one_word_of_its_frame_and_marked_as_a_whole() -> None:
    frame, inside = of(TEXT, [quote("“We sail at dawn,”", "added", "he")])
    assert frame.annotated is not None
    (found,) = frame.annotated
    assert [k for k in found.content if frame.quoted[k]] == [frame.quoted.index(True)]
    assert inside.words[:4] == ["We", "sail", "at", "dawn"]


def test_a_quotation_names_no_source_and_is_no_cue() -> None:
    marked = {"content": [span("he")], "cue": [span("We sail at dawn")], "source": [span("“We sail at dawn,”")]}
    (found,) = of(TEXT, [marked])[0].annotated or []
    frame = of(TEXT)[0]
    assert not any(frame.quoted[k] for k in (*found.cue, *found.source))


def test_a_word_counts_where_half_of_it_is_marked() -> None:
    start = TEXT.index("Mayor")
    words = [
        of(TEXT, [{"content": [[start, start + count]], "cue": [span("said")], "source": None}])[0].annotated
        for count in (2, 3)
    ]
    assert [[each.content for each in found or []] for found in words] == [[[]], [[0]]]


def test_nobody_looked_inside_quotations_nor_in_raw_text() -> None:
    _, inside = of(TEXT, [])
    assert inside.annotated is None
    assert [example.annotated for example in of(TEXT)] == [None, None]


def test_a_frame_without_attributions_was_looked_at() -> None:
    assert of(TEXT, [])[0].annotated == []


def test_an_attribution_of_another_paragraph_is_not_in_this_one() -> None:
    text = "The boats sank.\n\n" + TEXT
    marked = {"content": [span("the pier", text)], "cue": [span("said", text)], "source": None}
    annotated = [example.annotated for example in of(text, [marked])]
    assert annotated[0] == []
    assert annotated[1] is not None
    assert len(annotated[1]) == 1


def test_the_white_space_that_the_teacher_looks_at() -> None:
    example = of("The pier wouldn’t open, he said.")[0]
    spaced = [word for word, space in zip(example.words, example.spaced, strict=True) if space]
    assert spaced == ["The", "pier", "n’t", ",", "he"]


def test_an_article_that_cannot_be_read_is_passed_over() -> None:
    assert of(" ", []) == []


def test_which_articles_are_left_out_never_changes() -> None:
    # Belief is estimated on those: with others, on its own lessons.
    names = [f"tern-{number}" for number in range(40)]
    assert [name for name in names if left_out(name)] == ["tern-2", "tern-15", "tern-33", "tern-37", "tern-38"]


def test_one_article_in_ten_is_left_out() -> None:
    assert 850 < sum(left_out(f"gull-{number}") for number in range(10_000)) < 1_150


INDICES = st.lists(st.integers(0, 5))
ANNOTATED = st.none() | st.lists(st.builds(Annotated, content=INDICES, cue=INDICES, source=INDICES), max_size=2)


@given(st.lists(st.text(max_size=8), max_size=6), ANNOTATED)
def test_what_is_saved_is_loaded(tmp_path_factory: Any, words: list[str], annotated: list[Annotated] | None) -> None:
    path: Path = tmp_path_factory.mktemp("corpus") / "examples.jsonl"
    example = Example("tern-1", words, [False] * len(words), [True] * len(words), annotated=annotated)
    save([example, example], path)
    assert load(path) == [example, example]
