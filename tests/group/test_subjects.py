"""What an article is about: words by their numbers, names by their sound, and what its beginning means."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.group.subjects import Rarity, leads, names, words
from sayso.group.tokens import tokens


def batch(*texts: str) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"doc": range(len(texts)), "text": pa.array(texts, pa.string())})


def sound(name: str) -> list[int]:
    """The numbers of the names in a text."""
    (row,) = names(batch(name)).to_pylist()
    found: list[int] = row["words"]
    return found


def number(word: str) -> int:
    return int(tokens([word]).hashes.view(np.int64)[0])


def test_words_are_counted() -> None:
    (row,) = words(batch("The dam leaks; the DAM’s wall leaks")).to_pylist()
    counts = dict(zip(row["words"], row["counts"], strict=True))
    assert counts == {number("the"): 2, number("dam"): 2, number("leaks"): 2, number("wall"): 1}
    assert row["words"] == sorted(row["words"])
    assert row["length"] == 7


def test_a_text_without_words_has_none() -> None:
    expected = {"words": [], "counts": [], "length": 0}
    for measure in (words, names):
        rows = measure(batch("", "— !", "Tosk spoke")).to_pylist()
        assert [{key: row[key] for key in expected} for row in rows[:2]] == [expected] * 2
        assert len(rows[2]["words"]) > 0


@pytest.mark.parametrize(
    "spellings",
    [
        "Lukashenko Лукашенко Lukaschenko Loukachenko Łukaszenka Лукашенка",
        "Shevlyakova Шевлякова Schewljakowa Chevliakova Szewlakowa Shevliakova",
        "Zhmerinov Жмеринов Schmerinow Żmerinow",
        "Zaytsev Зайцев Saizew Zaïtsev",
        "Orsk Орск Orsku",
        "Quirolga Киролга Kirolga",
        "Veldania Вельдания Veldanien Veldanie",
        "Dornwald Дорнвальд Dornwaldt",
        "Eleni Ελένη",
        "MARLAND Marland Марланд",
        "2031 ２０３１",
    ],
)
def test_one_name_sounds_alike_in_all_languages(spellings: str) -> None:
    first, *others = map(sound, spellings.split())
    assert len(first) == 1
    assert others == [first] * len(others)


@pytest.mark.parametrize(
    "pair",
    [
        "Lukashenko Lukanin",
        "Lukashenko Луканин",
        "Velmar Velsund",
        "Вельмар Velsund",
        "Dornwald Dornfeld",
        "Orsk Omsk",
        "Marland Sarland",
        "Tosk Task-Velt",
        "2031 2032",
        "41 411",
    ],
)
def test_look_alikes_do_not(pair: str) -> None:
    one, other = map(sound, pair.split())
    assert one != other


def test_only_capitals_and_figures_are_names() -> None:
    assert len(sound("the minister of Veldania said in Orsk on 4 May that 400 had fled")) == 3
    assert sound("the dam leaks") == sound("Io, Ea!") == []


def test_a_name_has_one_number_in_a_batch_and_alone() -> None:
    rows = names(batch("Tosk", "", "Орск Тоск")).to_pylist()
    assert set(rows[0]["words"]) < set(rows[2]["words"])


@settings(max_examples=30)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_what_is_counted_depends_on_the_text_alone(texts: list[str]) -> None:
    for measure in (words, names):
        alone = [measure(batch(text)).to_pylist()[0] | {"doc": place} for place, text in enumerate(texts)]
        assert measure(batch(*texts)).to_pylist() == alone


def lead(text: str) -> Any:
    (row,) = leads(batch(text)).to_pylist()
    return np.frombuffer(row["lead"], dtype=np.int8).astype(np.int64)


def cosine(one: str, other: str) -> float:
    a, b = lead(one), lead(other)
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


def test_beginnings_that_mean_the_same_are_near() -> None:
    dam = "The old dam above the town broke on Tuesday, and the water drowned eleven people in their houses."
    same = "Eleven died in their homes when the reservoir wall over the town gave way on Tuesday."
    other = "The striker signed for five years and will wear the number nine in the derby on Saturday."
    assert cosine(dam, same) > cosine(dam, other) + 0.2


def test_only_the_beginning_counts() -> None:
    begun = " ".join(f"The minister of works opened bridge number {n} in the town today." for n in range(5))
    assert (lead(begun) == lead(f"{begun} A flood has drowned the whole of the lower town and its cattle.")).all()


@pytest.mark.parametrize("text", ["", "— !", "Too short.", "dam\n\nleaks"])
def test_what_has_no_sentence_means_nothing(text: str) -> None:
    assert not lead(text).any()


def test_a_sentence_of_any_length_is_read() -> None:
    assert lead("dam " * 200_000).any()


def rarity(counts: dict[str, int], articles: int) -> Rarity:
    columns = {"word": [number(word) for word in counts], "articles": list(counts.values())}
    return Rarity(pa.table({name: pa.array(column, pa.int64()) for name, column in columns.items()}), articles)


def weights(found: Rarity, *asked: str) -> list[float]:
    return list(map(float, found(np.array([number(word) for word in asked], dtype=np.int64))))


def test_rare_words_weigh_more() -> None:
    common, rarer, name = weights(rarity({}, 2), "the", "minister", "Quillfeather")
    assert 0 <= common < 0.1 < rarer < name


def test_what_many_of_the_set_have_weighs_less() -> None:
    for articles in (20, 2_000):
        few, many = weights(rarity({"dam": 2, "orsk": articles}, articles), "dam", "orsk")
        assert few > many >= 0


def test_no_word_weighs_less_than_nothing() -> None:
    assert weights(rarity({"the": 5_000}, 5_000), "the") == [pytest.approx(0, abs=0.001)]


def test_which_words_another_article_has() -> None:
    found = rarity({"dam": 2, "orsk": 9}, 10)
    asked = np.array([number(word) for word in ("orsk", "quill", "dam")], dtype=np.int64)
    assert found.shared(asked).tolist() == [True, False, True]
    assert rarity({}, 10).shared(asked).tolist() == [False] * 3
