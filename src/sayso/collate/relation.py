"""How two values given as ranges stand to each other."""

from __future__ import annotations

from enum import Enum

__all__ = ["Relation", "of_ranges"]


class Relation(Enum):
    """How the left value stands to the right one."""

    SAME = "the same"
    LEFT_PRECISE = "compatible, the first is more precise"
    RIGHT_PRECISE = "compatible, the second is more precise"
    COMPATIBLE = "compatible"
    CONFLICT = "they do not agree"
    INCOMPARABLE = "the texts do not tell whether they agree"

    @property
    def conflicting(self) -> bool:
        """Whether both cannot hold."""
        return self is Relation.CONFLICT


def of_ranges(left: tuple[float, float], right: tuple[float, float]) -> Relation:
    """How range ``left`` stands to ``right``, bounds included: (34, 46) against (42, 42) is RIGHT_PRECISE."""
    if left == right:
        return Relation.SAME
    if left[1] < right[0] or right[1] < left[0]:
        return Relation.CONFLICT
    if (left[1] == right[0] or right[1] == left[0]) and left[0] < left[1] and right[0] < right[1]:
        return Relation.CONFLICT  # "fewer than 40" against "more than 40": they only touch
    if right[0] <= left[0] and left[1] <= right[1]:
        return Relation.LEFT_PRECISE
    if left[0] <= right[0] and right[1] <= left[1]:
        return Relation.RIGHT_PRECISE
    return Relation.COMPATIBLE
