"""Things put together and kept apart, without contradiction.

::

    partition = Partition()
    partition.join("a", "b")         # True
    partition.part("b", "c", "why")  # True, and so a and c are apart, too
    partition.join("a", "c")         # False, and nothing is done
    partition.why_apart("a", "c")    # "why"
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from typing import Generic, TypeVar

__all__ = ["Partition"]

_Item = TypeVar("_Item", bound=Hashable)


class Partition(Generic[_Item]):
    """Groups of items, and which groups must not become one. An item never named is a group of its own."""

    def __init__(self) -> None:
        self._group: dict[_Item, list[_Item]] = {}
        self._apart: dict[int, dict[int, str]] = defaultdict(dict)  # by the identity of a group's list

    def join(self, left: _Item, right: _Item) -> bool:
        """Puts two together; False, and nothing is done, where they are kept apart."""
        one, other = self._of(left), self._of(right)
        if one is other:
            return True
        if id(other) in self._apart[id(one)]:
            return False
        # The smaller into the larger: else thousands of joins, one by one, take the square of their number.
        larger, smaller = (one, other) if len(one) >= len(other) else (other, one)
        self._take_in(larger, smaller)
        return True

    def part(self, left: _Item, right: _Item, why: str = "") -> bool:
        """Keeps two apart from now on; False, and nothing is done, where they are together."""
        one, other = id(self._of(left)), id(self._of(right))
        if one == other:
            return False
        self._apart[one].setdefault(other, why)
        self._apart[other].setdefault(one, why)
        return True

    def together(self, left: _Item, right: _Item) -> bool:
        """Whether they are in one group."""
        return self._of(left) is self._of(right)

    def why_apart(self, left: _Item, right: _Item) -> str | None:
        """The ground on which they are kept apart; None where they are not."""
        return self._apart[id(self._of(left))].get(id(self._of(right)))

    def members(self, item: _Item) -> tuple[_Item, ...]:
        """All that are together with the item, and itself, in no particular order."""
        return tuple(self._of(item))

    def first(self, item: _Item) -> _Item:
        """A member of its group, the same one for all of them until two more are joined."""
        return self._of(item)[0]

    def _of(self, item: _Item) -> list[_Item]:
        return self._group.setdefault(item, [item])

    def _take_in(self, larger: list[_Item], smaller: list[_Item]) -> None:
        larger += smaller
        self._group.update(dict.fromkeys(smaller, larger))
        for foe, why in self._apart.pop(id(smaller), {}).items():
            self._apart[foe].pop(id(smaller))
            self._apart[foe].setdefault(id(larger), why)
            self._apart[id(larger)].setdefault(foe, why)
