from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest

from sayso.config import NameComparer, ResolveSettings
from sayso.errors import SettingsError
from sayso.records import EntityKind, Kind, Speaker, Statement
from sayso.resolve import Profile, Resolved, across, comparer
from sayso.resolve.names import Fit
from sayso.resolve.resolved import entity_id
from sayso.spans import Span


def _count(names: Sequence[str], kind: EntityKind, compare: NameComparer) -> int:
    """How many speakers there are where each name speaks in an article of its own."""
    reports = []
    for key, name in enumerate(map(str, names)):
        profile = Profile(entity_id(kind, name), kind, ((name, 1),))
        said = Statement(str(key), str(key), Kind.INDIRECT, (Span(0, 1),), speaker=Speaker(profile.entity, name, 1, ""))
        reports.append(Resolved(str(key), (said,), (), (), (profile,)))
    statements, _ = across(reports, settings=ResolveSettings(names=compare))
    return len({statement.speaker.id for statement in statements if statement.speaker is not None})


def test_our_own_rules_are_the_default() -> None:
    assert ResolveSettings().names is NameComparer.PLAIN
    assert comparer(NameComparer.PLAIN).fit("Ada Quill", "A. Quill") is Fit.INITIAL


def test_an_unknown_comparer_is_refused() -> None:
    with pytest.raises(SettingsError, match="'guess'; expected one of plain, rigour"):
        comparer("guess")  # type: ignore[arg-type]


def test_what_is_not_installed_is_said_and_never_left_out_silently(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rigour.names", None)
    with pytest.raises(SettingsError, match=r"sayso\[names\]"):
        across([], settings=ResolveSettings(names=NameComparer.RIGOUR))


KNOWN_TO_RIGOUR = [
    # scripts in which vowels are not written
    ("محمد مرسي", "Mohamed Morsi"),
    ("בנימין נתניהו", "Benjamin Netanyahu"),
    # two romanisations of Chinese
    ("Mao Tse-tung", "Mao Zedong"),
]
NOT_ONE = [
    # letters alike, but no name for the other
    ("Mohammed Salah", "Mohammed Saleh"),
    # a couple, whose surnames rigour has for one
    ("Sasha Petrov", "Sasha Petrova"),
    # the other way round they may be another's
    ("Paul Ryan", "Ryan Paul"),
    ("Donald Trump Jr.", "Donald Trump"),
    ("Robert Mueller", "Robert"),
    ("Kim Jong-un", "Kim Jong-il"),
]


@pytest.mark.parametrize(("left", "right"), KNOWN_TO_RIGOUR)
def test_rigour_knows_further_names(left: str, right: str) -> None:
    pytest.importorskip("rigour.names")
    assert _count([left, right], EntityKind.PERSON, NameComparer.PLAIN) == 2
    assert _count([left, right], EntityKind.PERSON, NameComparer.RIGOUR) == 1
    assert _count([right, left], EntityKind.PERSON, NameComparer.RIGOUR) == 1


@pytest.mark.parametrize(("left", "right"), NOT_ONE)
def test_rigour_joins_no_look_alikes(left: str, right: str) -> None:
    pytest.importorskip("rigour.names")
    compare = comparer(NameComparer.RIGOUR)
    assert compare.fit(left, right) is compare.fit(right, left) is Fit.NONE


def test_rigour_knows_legal_forms_of_other_languages() -> None:
    pytest.importorskip("rigour.names")
    names = ["Quill Sociedad Anónima", "Quill"]
    assert _count(names, EntityKind.BODY, NameComparer.RIGOUR) == 1
    assert _count(["Company", "Quill"], EntityKind.BODY, NameComparer.RIGOUR) == 2


def test_a_very_long_name_is_not_asked_about() -> None:
    pytest.importorskip("rigour.names")
    long = " ".join(["Ali"] * 40)
    assert comparer(NameComparer.RIGOUR).fit(long + " Quill", long + " Marsh") is Fit.NONE
