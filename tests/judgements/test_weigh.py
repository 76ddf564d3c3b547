"""Which judgements hold: later ones outweigh earlier ones, and contradictions are told."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.judgements.book import Book
from sayso.judgements.weigh import Rulings, digest, weigh
from sayso.partition import Partition
from sayso.records import EntityKind, Judgement, Standing, Verdict
from sayso.resolve.resolved import entity_id
from tests.articles import article
from tests.judgements.builders import judged, named, resolved, statement, words

QUOTE = "We will not tax salt this year"
REPORTS = {name: article(f"{name}: “{QUOTE},” said Tosk.", id=name, outlet=f"Outlet {name}") for name in "ABCD"}
SAID = {name: statement(report, QUOTE, key=name, speaker=f"Speaker {name}") for name, report in REPORTS.items()}
RESOLVED = [resolved(REPORTS[name], SAID[name]) for name in REPORTS]
WORDS = {name: words(report, QUOTE) for name, report in REPORTS.items()}


def weighed(judgements: Sequence[Judgement], here: str = "ABCD") -> Rulings:
    book = Book(Path("j.jsonl"), tuple(replace(each, line=n) for n, each in enumerate(judgements, 1)))
    documents = [REPORTS[name] for name in here]
    return weigh(book, documents, [each for each in RESOLVED if each.document in here])


def standings(told: str) -> str:
    """What becomes of judgements such as ``A=B B≠C A?C``: a letter for each."""
    verdicts = {"=": Verdict.SAME, "≠": Verdict.DIFFERENT, "?": Verdict.UNSURE}
    rulings = weighed([judged(verdicts[each[1]], WORDS[each[0]], WORDS[each[2]]) for each in told.split()])
    return "".join(each.standing.name[0].lower() for each in rulings.judged.weighed)


TABLE = [
    ("A=B", "a"),
    ("A=B C=D A≠C", "aaa"),
    # of two about the same pair, whichever way round, the later
    ("A=B A≠B", "ra"),
    ("A≠B B=A", "ra"),
    ("A=B A?B", "ra"),
    ("A?B A=B A≠B", "rra"),
    # what later ones say together outweighs an earlier one, and nothing else
    ("A=B B=C A≠C", "oaa"),
    ("A≠C A=B B=C", "oaa"),
    ("A=B A≠C B=C", "oaa"),
    ("A=B B=C C=D A≠D", "oaaa"),
    ("A≠D A=B B=C C=D", "oaaa"),
    # one that is replaced contradicts nothing
    ("A=B B=C A≠C B≠C", "araa"),
    # one that is overruled neither
    ("A=B B=C A≠C B=D A≠D", "oaaaa"),
    # who is unsure contradicts nobody
    ("A=B B=C A?C", "aaa"),
]


@pytest.mark.parametrize(("told", "expected"), TABLE)
def test_what_holds(told: str, expected: str) -> None:
    assert standings(told) == expected


SIGNS = st.tuples(st.sampled_from("ABCD"), st.sampled_from("=≠?"), st.sampled_from("ABCD"))
LINES = st.lists(SIGNS.filter(lambda each: each[0] != each[2]).map("".join), max_size=12)


@given(LINES)
def test_what_holds_never_contradicts_itself_and_the_last_one_holds(lines: list[str]) -> None:
    found = standings(" ".join(lines))
    held = [line for line, standing in zip(lines, found, strict=True) if standing == "a"]
    for order in (held, held[::-1]):
        partition: Partition[str] = Partition()
        for line in order:
            obey = partition.join if line[1] == "=" else partition.part
            assert line[1] == "?" or obey(line[0], line[2])
    assert not lines or found[-1] == "a"


def test_each_says_why_it_does_not_hold() -> None:
    same, other = judged(Verdict.SAME, WORDS["A"], WORDS["B"]), judged(Verdict.SAME, WORDS["B"], WORDS["C"], by="Bo")
    apart = judged(Verdict.DIFFERENT, WORDS["A"], WORDS["C"], by="Cy")
    assert [each.because for each in weighed([same, other, apart]).judged.weighed] == [
        "a later judgement keeps them apart: line 3, by Cy on 2026-05-14",
        "",
        "",
    ]
    assert weighed([apart, same, other]).judged.weighed[0].because == "later judgements together make the two one"
    assert weighed([same, replace(same, by="Bo")]).judged.weighed[0].because == (
        "a later judgement is about the same two: same, line 2, by Bo on 2026-05-14"
    )


def test_the_order_of_the_articles_tells_nothing() -> None:
    merge = judged(Verdict.MERGE, WORDS["A"], named("Speaker B", REPORTS["B"]))
    book = Book(None, (judged(Verdict.SAME, WORDS["A"], WORDS["B"]), merge))
    by_name = dict(zip("ABCD", RESOLVED, strict=True))
    found = {
        str(weigh(book, [REPORTS[name] for name in order], [by_name[name] for name in order]))
        for order in permutations("ABC")
    }
    assert len(found) == 1


def test_what_is_not_here_is_counted_and_nothing_else() -> None:
    judgements = [judged(Verdict.SAME, WORDS["A"], WORDS["B"]), judged(Verdict.SAME, WORDS["A"], WORDS["C"])]
    found = weighed(judgements, here="AB")
    assert (len(found.judged.weighed), found.judged.elsewhere) == (1, 1)
    assert digest(found.judged) == digest(weighed(judgements[:1]).judged)
    assert digest(weighed([], here="AB").judged) is None


def test_what_is_lost_is_told() -> None:
    gone = replace(WORDS["A"], article=replace(WORDS["A"].article, sha256=""), texts=("They will raise it to the sky",))
    (each,) = weighed([judged(Verdict.SAME, gone, WORDS["B"])]).judged.weighed
    assert (each.standing, each.because) == (Standing.LOST, "its words are no longer in the article")


def test_two_that_are_one_statement_now() -> None:
    part = words(REPORTS["A"], "We will not tax salt")
    (each,) = weighed([judged(Verdict.DIFFERENT, WORDS["A"], part)]).judged.weighed
    assert (each.standing, each.because) == (Standing.NO_EFFECT, "both are one statement now")


# --- speakers ---------------------------------------------------------------------------------------------------------


def at(name: str) -> tuple[str, str]:
    return name, entity_id(EntityKind.PERSON, f"Speaker {name}")


def test_speakers_by_their_names_in_their_articles() -> None:
    both = named("speaker a", REPORTS["A"], REPORTS["B"]), named("Speaker B", REPORTS["A"], REPORTS["B"])
    (ruling,) = weighed([judged(Verdict.MERGE, *both)]).speakers
    assert (ruling.left, ruling.right) == ((at("A"),), (at("B"),))
    assert (ruling.left_name, ruling.right_name, ruling.statement) == ("speaker a", "Speaker B", None)


def test_the_speaker_of_a_statement() -> None:
    (ruling,) = weighed([judged(Verdict.SPLIT, WORDS["A"], named("Speaker B", REPORTS["B"]))]).speakers
    assert (ruling.statement, ruling.left, ruling.right) == ("A", (), (at("B"),))


def test_speakers_and_statements_do_not_contradict_each_other() -> None:
    names = named("Speaker A", REPORTS["A"]), named("Speaker B", REPORTS["B"])
    found = weighed([judged(Verdict.MERGE, *names), judged(Verdict.DIFFERENT, WORDS["A"], WORDS["B"])])
    assert [each.standing for each in found.judged.weighed] == [Standing.APPLIED] * 2


def test_merged_and_then_split() -> None:
    a, b, c = (named(f"Speaker {name}", REPORTS[name]) for name in "ABC")
    lines = [judged(Verdict.MERGE, a, b), judged(Verdict.MERGE, b, c), judged(Verdict.SPLIT, a, c)]
    assert [each.standing.name[0] for each in weighed(lines).judged.weighed] == ["O", "A", "A"]
    assert [each.standing.name[0] for each in weighed(lines[2:] + lines[:2]).judged.weighed] == ["O", "A", "A"]


@pytest.mark.parametrize(
    ("right", "because"),
    [
        (named("Nobody", REPORTS["B"]), "nobody in the articles is called “Nobody”"),
        (named("Speaker A", REPORTS["A"]), "both are one speaker in one article now"),
    ],
)
def test_names_of_which_nothing_follows(right: object, because: str) -> None:
    (each,) = weighed([judged(Verdict.SPLIT, named("Speaker A", REPORTS["A"]), right)]).judged.weighed  # type: ignore[arg-type]
    assert each.standing is not Standing.APPLIED
    assert each.because == because


def test_speakers_alone() -> None:
    book = Book(None, (judged(Verdict.SAME, WORDS["A"], WORDS["B"]),))
    assert weigh(book, list(REPORTS.values()), RESOLVED, of_pairs=False).judged.weighed == ()


# --- many -------------------------------------------------------------------------------------------------------------


def test_ten_thousand_judgements_take_seconds() -> None:
    """On twenty articles of a hundred statements each; many contradict others."""
    lines = [f"They said for the {n}th time that the harbour of Velda would open in May" for n in range(100)]
    documents = [article("\n".join(lines), id=f"d{n}", outlet=f"o{n}") for n in range(20)]
    told = [[statement(document, line) for line in lines] for document in documents]
    found = [resolved(document, *said) for document, said in zip(documents, told, strict=True)]
    kept = [[words(document, line) for line in lines] for document in documents]
    pairs = ((kept[n % 20][n % 97], kept[(n * 7 + 1) % 20][n % 89]) for n in range(10_000))
    verdicts = (Verdict.SAME, Verdict.DIFFERENT)
    judgements = [judged(verdicts[n % 2], *pair, line=n) for n, pair in enumerate(pairs, 1)]
    start = time.process_time()
    rulings = weigh(Book(None, tuple(judgements)), documents, found)
    assert len(rulings.judged.weighed) == 10_000
    assert time.process_time() - start < 20
