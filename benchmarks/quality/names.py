"""Our own table of names (``names.toml``): whether the persons and bodies of two articles are rightly taken for one.

Each name of a pair stands in an article of its own; ``beside`` are names of further articles. Right is to join what a
reader takes for one, and to leave apart what is two or what nobody can tell.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.quality.parts import Example, Measured, Part
from benchmarks.quality.tables import table
from sayso.config import NameComparer, ResolveSettings
from sayso.errors import SettingsError
from sayso.records import EntityKind, Kind, Speaker, Statement
from sayso.resolve import Profile, Resolved, across, lexicon
from sayso.resolve.names import name_gender, parse_name
from sayso.resolve.resolved import entity_id
from sayso.resolve.roles import Role, head_of, parse_role, role_gender
from sayso.resolve.spelling import fold
from sayso.spans import Span

__all__ = ["PART", "TABLE", "Pair", "is_joined", "read_pairs"]

TABLE = Path(__file__).with_name("names.toml")
_ANSWERS = ("same", "different", "unknown")
_PARTS = ("tried", "held_out", "later")


class Pair(NamedTuple):
    """Two names, and what a reader takes them for: ``"same"``, ``"different"`` or ``"unknown"``.

    ``part`` is ``"tried"``, ``"held_out"`` or ``"later"``: the table tells what that means.
    """

    language: str
    script: str
    kind: EntityKind
    left: str
    right: str
    answer: str
    beside: tuple[str, ...]
    part: str
    why: str


def read_pairs(path: Path = TABLE) -> list[Pair]:
    """All pairs of the table. Raises ValueError where a row is not of its form."""
    groups = tomllib.loads(path.read_text("utf-8"))["group"]
    return [_pair(group, part, row) for group in groups for part in _PARTS for row in group.get(part, ())]


def _pair(group: Mapping[str, Any], part: str, row: Mapping[str, Any]) -> Pair:
    answers = [answer for answer in _ANSWERS if answer in row]
    if len(answers) != 1 or len(row[answers[0]]) != 2 or not row.keys() <= {answers[0], "beside", "why"}:
        raise ValueError(f"{group['language']}: {dict(row)} is not one of {_ANSWERS} with two names, beside and why")
    left, right = row[answers[0]]
    beside = tuple(row.get("beside", ()))
    kind = EntityKind(group["kind"])
    return Pair(group["language"], group["script"], kind, left, right, answers[0], beside, part, row["why"])


def measure(_: Path) -> Measured:
    """The figures of sayso on the table; no gold is needed."""
    pairs = read_pairs()
    right = {pair: is_joined(pair) == (pair.answer == "same") for pair in pairs}
    examples = [Example(f"{pair.left} / {pair.right}", 100.0 * ok, _wrong(pair, ok)) for pair, ok in right.items()]
    return Measured(_figures(right), _tables(right), examples)


def _wrong(pair: Pair, ok: bool) -> list[str]:
    return [] if ok else [f"- {pair.answer}: {pair.why}"]


# --- asking sayso -----------------------------------------------------------------------------------------------------


def is_joined(pair: Pair, compare: NameComparer = NameComparer.PLAIN) -> bool:
    """Whether articles that print the two names, and those beside, give one speaker for the two."""
    names = (pair.left, pair.right, *pair.beside)
    articles = [_article(str(number), name, pair.kind) for number, name in enumerate(names)]
    statements, _ = across(articles, settings=ResolveSettings(names=compare))
    left, right, *_ = (statement.speaker for statement in statements)
    return left is not None and right is not None and left.id == right.id


def _article(key: str, printed: str, kind: EntityKind) -> Resolved:
    """An article in which one speaks once."""
    profile = (
        _person(printed) if kind is EntityKind.PERSON else Profile(entity_id(kind, printed), kind, ((printed, 1),))
    )
    name = profile.forms[0][0]
    said = Statement(key, key, Kind.INDIRECT, (Span(0, 1),), speaker=Speaker(profile.entity, name, 1.0, "named"))
    return Resolved(key, (said,), (), (), (profile,))


def _person(printed: str) -> Profile:
    """As an article tells it: the titles give a role and a gender, or else the given name does."""
    words = printed.split()
    titles = [number for number, word in enumerate(words[:-1]) if _is_title(word, alone=len(words) == 2)]
    before, name = words[: max(titles) + 1] if titles else [], " ".join(words[max(titles, default=-1) + 1 :])
    role = parse_role(" ".join(before))
    gender = _title_gender(before, role) or name_gender(parse_name(name))
    kind = EntityKind.PERSON
    return Profile(entity_id(kind, name), kind, ((name, 1),), gender, (role,) if role else ())


def _is_title(word: str, *, alone: bool) -> bool:
    """As where names are sighted: *Dean Quill* may be a given name."""
    given = alone and fold(word) in lexicon.given_names()
    return fold(word) in lexicon.courtesy() or (head_of([word]) is not None and not given)


def _title_gender(titles: Sequence[str], role: Role | None) -> str:
    courtesy = (lexicon.courtesy().get(fold(word), "") for word in titles)
    return next(filter(None, courtesy), role_gender(role) if role else "")


# --- counting and showing ---------------------------------------------------------------------------------------------

_Right = Mapping[Pair, bool]


def _figures(right: _Right) -> dict[str, float]:
    figures = {"right": _share(right.values())}
    figures |= {f"right_{part}": _share(ok for pair, ok in right.items() if pair.part == part) for part in _PARTS}
    return figures | {answer: _share(ok for pair, ok in right.items() if pair.answer == answer) for answer in _ANSWERS}


def _share(hits: Iterable[bool]) -> float:
    counted = list(hits)
    return 100 * sum(counted) / max(1, len(counted))


_COLUMNS = ["pairs", "right", "same joined", "different apart", "unknown apart", "tried", "held out", "later"]


def _tables(right: _Right) -> str:
    whole = [("sayso", right)] + [(f"sayso, names by {other}", found) for other, found in _others(right)]
    kinds = [(f"{kind} names", _where(right, kind=kind)) for kind in (EntityKind.PERSON, EntityKind.BODY)]
    names = table("names", _COLUMNS, [_row(name, found) for name, found in [*whole, *kinds]])
    languages = [_row(name, found) for name, found in _by_language(_where(right, kind=EntityKind.PERSON))]
    return f"{names}\n\n{table('names of persons, by script and language', _COLUMNS, languages)}"


def _others(right: _Right) -> Iterator[tuple[NameComparer, _Right]]:
    """The other ways of comparing, as far as what they need is installed; no floor holds them."""
    for other in NameComparer:
        with suppress(SettingsError):
            if other is not NameComparer.PLAIN:
                yield other, {pair: is_joined(pair, other) == (pair.answer == "same") for pair in right}


def _where(right: _Right, **values: object) -> _Right:
    """The pairs whose fields have these values."""
    return {
        pair: ok for pair, ok in right.items() if all(getattr(pair, name) == value for name, value in values.items())
    }


def _by_language(right: _Right) -> Iterator[tuple[str, _Right]]:
    for script in sorted({pair.script for pair in right}):
        alike = _where(right, script=script)
        yield f"{script} script", alike
        for language in sorted({pair.language for pair in alike}):
            yield f"  {language}", _where(alike, language=language)


def _row(name: str, right: _Right) -> list[object]:
    parts = [_where(right, answer=answer) for answer in _ANSWERS] + [_where(right, part=part) for part in _PARTS]
    return [name, len(right), _share(right.values()), *(_share(part.values()) if part else "-" for part in parts)]


PART = Part(
    "names",
    [],
    measure,
    margin=0.1,
    margin_because="Only rules and tables decide, the same on every machine. One of about 500 pairs is 0.2: "
    "none may be lost, and the margin is for rounding.",
)
