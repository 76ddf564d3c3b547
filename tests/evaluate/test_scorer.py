"""The scorer of statements: its definitions on words one can count by hand, and equality with the shared scorer."""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

from sayso.evaluate.scorer import KINDS, Attribution, Rates, Scores, attribution, distinct, score, words_of

SHARED = Path(__file__).parents[3] / "shared" / "score" / "score_statements.py"

TEXT = (
    "Tosk said that the mayor will resign. “We will not tax salt,” Brenn said, “this year.” "
    "He spoke of “salt wars” again."
)


def found(*content: str, source: str | None = None) -> Attribution:
    """The attribution of these words of the text."""
    spans = [(TEXT.index(words), TEXT.index(words) + len(words)) for words in content]
    at = None if source is None else [(TEXT.index(source), TEXT.index(source) + len(source))]
    return attribution(TEXT, words_of(TEXT), spans, at)


def scores(gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> Scores:
    return score([(gold, predicted)])


MAYOR = "that the mayor will resign"

# gold, found, expected exact, overlap, matched (P/R/F of all kinds)
CASES = [
    # a leading "that" and the full stop don't count
    ([MAYOR], ["the mayor will resign."], (100, 100, 100), (100, 100, 100), (100, 100, 100)),
    # two of four words, all of them right
    ([MAYOR], ["mayor will"], (0, 0, 0), (100, 50, 66.7), (100, 100, 100)),
    # one of four: under half of all the words is no match
    ([MAYOR], ["resign"], (0, 0, 0), (100, 25, 40), (0, 0, 0)),
    # nothing found
    ([MAYOR], [], (0, 0, 0), (0, 0, 0), (0, 0, 0)),
    # nothing there to be found
    ([], [MAYOR], (0, 0, 0), (0, 0, 0), (0, 0, 0)),
]


@pytest.mark.parametrize(("gold", "predicted", "exact", "overlap", "matched"), CASES)
def test_by_hand(gold: list[str], predicted: list[str], exact: Rates, overlap: Rates, matched: Rates) -> None:
    seen = scores([found(each) for each in gold], [found(each) for each in predicted])
    assert (seen.exact["all"], seen.overlap["all"], seen.matched["all"]) == (exact, overlap, matched)


KIND_CASES = [
    (("We will not tax salt,", "this year."), "direct"),  # the marks stand right outside the spans
    (("the mayor will resign",), "indirect"),
    (("He spoke of “salt wars” again",), "mixed"),
    (("“We will not tax salt,” Brenn said",), "mixed"),
]


@pytest.mark.parametrize(("content", "kind"), KIND_CASES)
def test_kind_is_told_by_the_marks(content: tuple[str, ...], kind: str) -> None:
    assert found(*content).kind == kind


def test_sources_of_matched_pairs() -> None:
    gold = [found(MAYOR, source="Tosk"), found("We will not tax salt,", source="Brenn said")]
    predicted = [found(MAYOR, source="Tosk said"), found("We will not tax salt,")]
    seen = scores(gold, predicted).source["all"]
    assert (seen.pairs, seen.exact, seen.overlap, seen.none) == (2, 0, 50, 50)


def test_the_same_words_found_twice_count_once() -> None:
    first, second = found(MAYOR, source="Tosk"), found("the mayor will resign")
    assert distinct([first, second]) == [first]


# --- equality with the scorer behind the published tables -------------------------------------------------------------


@pytest.mark.skipif(not SHARED.is_file(), reason="the shared scorer is not here")
@pytest.mark.parametrize("seed", range(5))
def test_equal_to_the_shared_scorer(seed: int) -> None:
    rng = random.Random(seed)
    articles = [_random_article(rng, f"a{number}") for number in range(20)]
    theirs = _shared().score(
        [{"doc_id": key, "text": text, "quotes": gold} for key, text, gold, _ in articles],
        {key: predicted for key, _, _, predicted in articles},
    )
    ours = score([_as_article(text, gold, predicted) for _, text, gold, predicted in articles])
    for kind in KINDS:
        assert theirs[kind]["exact"] == tuple(ours.exact[kind])
        assert theirs[kind]["overlap"] == pytest.approx(tuple(ours.overlap[kind]), abs=0.11)  # sums in another order
        assert theirs[kind]["jacc50"] == tuple(ours.matched[kind])
    assert theirs["token_micro"] == tuple(ours.token)
    assert {kind: tuple(each.values()) for kind, each in theirs["source"].items()} == ours.source


Quote = dict[str, list[list[int]]]


def _as_article(text: str, *sides: list[Quote]) -> tuple[list[Attribution], list[Attribution]]:
    words = words_of(text)
    gold, predicted = (
        [attribution(text, words, quote["content"], quote["source"]) for quote in side] for side in sides
    )
    return [each for each in gold if each.content], distinct(predicted)


def _random_article(rng: random.Random, key: str) -> tuple[str, str, list[Quote], list[Quote]]:
    text = " ".join(
        rng.choice(["salt", "that", "harbour", "“tax", "tax”", '"', "Tosk", "—", "said."]) for _ in range(80)
    )
    gold = [_random_quote(rng, len(text)) for _ in range(8)]
    kept = [quote if rng.random() < 0.5 else _random_quote(rng, len(text)) for quote in gold]
    return key, text, gold, [*kept, *kept[:1]]


def _random_quote(rng: random.Random, length: int) -> Quote:
    def spans(count: int) -> list[list[int]]:
        starts = [rng.randrange(length - 1) for _ in range(count)]
        return [[start, min(length, start + rng.randrange(1, 40))] for start in starts]

    return {"content": spans(rng.choice([1, 1, 2])), "source": spans(rng.choice([0, 1]))}


def _shared() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_statements", SHARED)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
