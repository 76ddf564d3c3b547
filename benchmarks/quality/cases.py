"""Our own table of attributions (``case_table``), sound and broken (``broken``): the share that is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from benchmarks.quality.broken import Breakage, broken
from benchmarks.quality.case_table import Case, read_cases
from benchmarks.quality.neighbours import unchanged
from benchmarks.quality.parts import Example, Measured, Part
from benchmarks.quality.tables import table
from benchmarks.quality.told import Told, expected, found, printed, statements_of_texts
from sayso.records import Statement
from sayso.spans import OffsetMap, identity

__all__ = ["PART", "Judged", "judged", "measure"]

RELATIONS = ("source", "teller", "addressee", "hedge", "kind", "cue")
"""What is compared of a statement whose words were found."""


class Judged(NamedTuple):
    """A text's statements: each that a reader finds with what was found for it, and what no reader finds.

    ``breakage`` is None for the sound text.
    """

    case: Case
    breakage: Breakage | None
    pairs: Sequence[tuple[Told, Told | None]]
    surplus: Sequence[Told]


def measure(_: Path) -> Measured:
    """The figures of sayso on the table; no gold is needed."""
    cases = read_cases()
    variants = [(case, variant) for case in cases for variant in broken(case.text, name=case.name)]
    statements = statements_of_texts([*(case.text for case in cases), *(variant.text for _, variant in variants)])
    sound = [judged(case, None, identity(len(case.text)), statements[case.text]) for case in cases]
    worn = [judged(case, each.breakage, each.origin, statements[each.text]) for case, each in variants]
    apart = unchanged(cases)
    figures = _figures(sound, worn, apart.share)
    return Measured(figures, _tables(sound, worn, figures), [*_examples(sound, worn), *apart.examples])


def judged(case: Case, breakage: Breakage | None, origin: OffsetMap, statements: Sequence[Statement]) -> Judged:
    """What was found of a case, whose text ``origin`` leads back to from the one that the statements are of."""
    wanted, given = expected(case), found(case.text, origin, statements)
    pairs = [(want, _best(want, given)) for want in wanted]
    contents = {want.content for want in wanted}
    return Judged(case, breakage, pairs, [each for each in given if each.content not in contents])


def _best(want: Told, given: Sequence[Told]) -> Told | None:
    """Of those with the same words, the one that is right in most other things."""
    same = [each for each in given if each.content == want.content]
    return max(same, key=lambda each: sum(is_right(want, each, relation) for relation in RELATIONS), default=None)


def is_right(want: Told, have: Told, relation: str) -> bool:
    """Whether what was found agrees; a kind or a cue that the table does not give is not compared."""
    if relation == "kind":
        return want.kind is None or want.kind == have.kind
    if relation == "cue":
        return want.cue <= have.cue
    if relation == "source" and want.source_or and have.source == want.source_or:
        return True
    return bool(getattr(want, relation) == getattr(have, relation))


# --- counting ---------------------------------------------------------------------------------------------------------


def _figures(sound: Sequence[Judged], worn: Sequence[Judged], apart: float) -> dict[str, float]:
    pairs = [pair for each in sound for pair in each.pairs]
    matched = [(want, have) for want, have in pairs if have is not None]
    figures = {"found": _share(have is not None for _, have in pairs)}
    figures |= {
        relation: _share(is_right(want, have, relation) for want, have in matched) for relation in RELATIONS[:4]
    }
    figures["all_right"] = _share(_is_all_right(*pair) for pair in pairs)
    figures["none_where_none"] = _share(not each.surplus for each in sound if not each.pairs)
    figures["not_surplus"] = 100 - _share(told for each in sound for told in _surplus(each))
    figures["found_broken"] = _share(have is not None for each in worn for _, have in each.pairs)
    figures["survive"] = _surviving(sound, worn)
    figures["none_where_none_broken"] = _share(not each.surplus for each in worn if not each.pairs)
    figures["neighbours"] = apart
    return figures


def _share(hits: Iterable[object]) -> float:
    counted = [bool(hit) for hit in hits]
    return 100 * sum(counted) / max(1, len(counted))


def _surplus(each: Judged) -> Iterator[bool]:
    """For each statement found, whether no reader finds it."""
    yield from (have is None for _, have in each.pairs if have is not None)
    yield from (True for _ in each.surplus)


def _is_all_right(want: Told, have: Told | None) -> bool:
    return have is not None and all(is_right(want, have, relation) for relation in RELATIONS)


def _surviving(sound: Sequence[Judged], worn: Sequence[Judged]) -> float:
    """Of the statements found in a sound text, the share that is found in its broken ones, with the same source."""
    kept = {
        (each.case.theme, each.case.name, want): have.source
        for each in sound
        for want, have in each.pairs
        if have is not None
    }
    return _share(
        have is not None and have.source == kept[key]
        for each in worn
        for want, have in each.pairs
        if (key := (each.case.theme, each.case.name, want)) in kept
    )


# --- showing ----------------------------------------------------------------------------------------------------------


def _tables(sound: Sequence[Judged], worn: Sequence[Judged], figures: dict[str, float]) -> str:
    columns = ["texts", "statements", "found", *RELATIONS, "all right", "surplus", "broken: texts", "found", "survive"]
    rows = [_row(theme, list(own), worn) for theme, own in groupby(sound, key=lambda each: each.case.theme)]
    by_theme = table("cases", columns, [*rows, _row("all", sound, worn)])
    by_breakage = [
        [str(kind), len(own), figures_of["found"], figures_of["survive"]]
        for kind in Breakage
        if (own := [each for each in worn if each.breakage is kind])
        for figures_of in [_of_breakage(sound, own)]
    ]
    breakages = table("cases, by what was broken", ["texts", "found", "survive"], by_breakage)
    apart = f"one broken mark leaves all other paragraphs as they were: {figures['neighbours']:.1f} %"
    return f"{by_theme}\n\n{breakages}\n\n{apart}"


def _of_breakage(sound: Sequence[Judged], worn: Sequence[Judged]) -> dict[str, float]:
    found_ones = _share(have is not None for each in worn for _, have in each.pairs)
    return {"found": found_ones, "survive": _surviving(sound, worn)}


def _row(theme: str, sound: Sequence[Judged], worn: Sequence[Judged]) -> list[object]:
    own = [each for each in worn if theme in ("all", each.case.theme)]
    pairs = [pair for each in sound for pair in each.pairs]
    matched = [(want, have) for want, have in pairs if have is not None]
    right = [_share(is_right(want, have, relation) for want, have in matched) for relation in RELATIONS]
    return [
        theme,
        len(sound),
        len(pairs),
        _share(have is not None for _, have in pairs),
        *right,
        _share(_is_all_right(*pair) for pair in pairs),
        sum(len(each.surplus) for each in sound),
        len(own),
        _share(have is not None for each in own for _, have in each.pairs),
        _surviving(sound, own),
    ]


def _examples(sound: Sequence[Judged], worn: Sequence[Judged]) -> Iterator[Example]:
    """One for each case: what is wrong in its sound text, then in its broken ones."""
    by_case: dict[Case, list[Judged]] = {each.case: [each] for each in sound}
    for each in worn:
        by_case[each.case].append(each)
    for case, own in by_case.items():
        pairs = [pair for each in own for pair in each.pairs]
        right = _share(_is_all_right(*pair) for pair in pairs) if pairs else _share(not each.surplus for each in own)
        yield Example(f"{case.theme}: {case.name}", round(right, 1), [line for each in own for line in _wrong(each)])


def _wrong(each: Judged) -> Iterator[str]:
    text = each.case.text
    where = f"({each.breakage}) " if each.breakage else ""
    for want, have in each.pairs:
        if have is None:
            yield f"{where}- {printed(text, want.content)}"
            continue
        for relation in RELATIONS:
            if not is_right(want, have, relation):
                got = have.kind if relation == "kind" else printed(text, getattr(have, relation))
                yield f"{where}~ {relation} of “{printed(text, want.content)}”: {got}"
    yield from (f"{where}+ {printed(text, told.content)}" for told in each.surplus)


PART = Part(
    "cases",
    [],
    measure,
    margin=0.7,
    margin_because="Same code and pins give the same figures, but where a CPU rounds the models' sums otherwise. One "
    "statement of about 350 is 0.3 %: two may turn over.",
)
