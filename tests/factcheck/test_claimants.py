from __future__ import annotations

import pytest

from sayso.factcheck.claimants import same_claimant
from sayso.records import Entity, EntityKind

TOSK = Entity("e", "Ilmar Tosk", EntityKind.PERSON, ("Tosk",))
HARBOUR = Entity("b", "Mirren Harbour Authority", EntityKind.BODY)


@pytest.mark.parametrize(
    ("speaker", "claimant", "same"),
    [
        (TOSK, "Ilmar Tosk", True),
        (TOSK, "ILMAR TOSK", True),
        (TOSK, "President Ilmar Tosk", True),
        (TOSK, "Ilmar Tosk, president of Veldania", True),
        (TOSK, "I. Tosk", True),
        (TOSK, "Oda Brenn and Ilmar Tosk", True),
        (TOSK, "Oda Brenn; Ilmar Tosk", True),
        (TOSK, "Oskar Tosk", False),
        (TOSK, "Oda Brenn", False),
        (TOSK, "Ministry of Salt", False),
        (HARBOUR, "the Mirren Harbour Authority", True),
        # A body by another name, or another body.
        (HARBOUR, "Harbour Authority of Mirren", None),
        (HARBOUR, "Blue Gull Ferries", False),
        # Nobody.
        (TOSK, None, None),
        (TOSK, "", None),
        (TOSK, "Social media posts", None),
        (TOSK, "Multiple sources", None),
        (TOSK, "Facebook user", None),
        (TOSK, "N/A", None),
        (None, "Ilmar Tosk", None),
        (Entity("u", "two officials", EntityKind.UNNAMED), "Ilmar Tosk", None),
    ],
)
def test_same_claimant(speaker: Entity | None, claimant: str | None, same: bool | None) -> None:
    assert same_claimant(speaker, claimant) is same
