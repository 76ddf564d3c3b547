"""By what the names of different articles are compared: sayso's own rules, and rigour's lists of names beside them.

rigour (of OpenSanctions) knows some hundred thousand names in the spellings and scripts that Wikidata has for them.
Where our rules find that two names contradict each other, it may still know each word of the one for a word of the
other: *محمد* for *Mohamed*, *Tse-tung* for *Zedong*. It is asked for that alone: its likeness of letters joins *Salah*
and *Saleh*, so that is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.config import NameComparer
from sayso.errors import SettingsError
from sayso.resolve.names import Fit, block_keys, parse_name, same_person
from sayso.resolve.spelling import skeleton
from sayso.resolve.surnames import masculine

if TYPE_CHECKING:
    from rigour.names import Alignment, Name, NamePart

__all__ = ["Comparer", "comparer"]

_MAX_WORDS = 6
"""Of a name that rigour is asked about: it tries all ways to pair the words."""


class Comparer:
    """Our own rules."""

    def keys(self, printed: str) -> frozenset[str]:
        """Keys of which two names of persons share one wherever they can be one person's."""
        return block_keys(parse_name(printed))

    def fit(self, left: str, right: str) -> Fit:
        """How well two printed names go together as one person's."""
        return same_person(parse_name(left), parse_name(right))

    def body(self, printed: str) -> str:
        """A body's name without its legal form, as far as that is known."""
        return printed


def comparer(which: NameComparer) -> Comparer:
    """The comparer of that name. Raises SettingsError where there is none, or what it needs is not installed."""
    if which not in list(NameComparer):
        raise SettingsError(f"names can't be compared by {which!r}; expected one of {', '.join(NameComparer)}")
    if which == NameComparer.PLAIN:
        return Comparer()
    try:
        import rigour.names  # noqa: F401
    except ImportError as error:
        raise SettingsError(
            f"names are to be compared by rigour, which can't be loaded here ({error}): "
            "pip install 'sayso[names]', or leave out --names rigour"
        ) from error
    return _WithRigour()


class _WithRigour(Comparer):
    """Our own rules, then rigour."""

    def keys(self, printed: str) -> frozenset[str]:
        known = {f"rigour {symbol}" for name in _analysed(printed) for symbol in _known_words(name)}
        return super().keys(printed) | known

    def fit(self, left: str, right: str) -> Fit:
        return super().fit(left, right) or (Fit.SHORT if _are_known_for_one(*sorted((left, right))) else Fit.NONE)

    def body(self, printed: str) -> str:
        from rigour.names import remove_org_types

        return " ".join(remove_org_types(printed.casefold()).split()) or printed


@lru_cache(maxsize=16_384)
def _are_known_for_one(left: str, right: str) -> bool:
    """Whether rigour knows each word of the one name for a word of the other, in the same order."""
    one, other = parse_name(left), parse_name(right)
    couple = masculine(one.surname) == masculine(other.surname) and skeleton(one.surname) != skeleton(other.surname)
    if not one.full or not other.full or one.generation != other.generation or couple:
        return False
    return any(_is_whole(pairs, a, b) for a in _analysed(left) for b in _analysed(right) for pairs in _paired(a, b))


@lru_cache(maxsize=16_384)
def _analysed(printed: str) -> tuple[Name, ...]:
    from rigour.names import NameTypeTag, analyze_names

    if len(printed.split()) > _MAX_WORDS:
        return ()
    return tuple(sorted(analyze_names(NameTypeTag.PER, [printed]), key=lambda name: name.form))


def _known_words(name: Name) -> Iterator[str]:
    from rigour.names import SymbolCategory

    return (str(symbol.id) for symbol in name.symbols if symbol.category == SymbolCategory.NAME)


def _paired(left: Name, right: Name) -> Iterator[Sequence[Alignment]]:
    from rigour.names import pair_symbols

    yield from pair_symbols(left, right)


def _is_whole(pairs: Sequence[Alignment], left: Name, right: Name) -> bool:
    from rigour.names import SymbolCategory

    known = any(pair.symbol is not None and pair.symbol.category == SymbolCategory.NAME for pair in pairs)
    mine, theirs = _unpaired(left, [pair.qps for pair in pairs]), _unpaired(right, [pair.rps for pair in pairs])
    order = [pair.rps[0].index for pair in sorted(pairs, key=lambda pair: pair.qps[0].index)]
    return known and mine == theirs and order == sorted(order)


def _unpaired(name: Name, paired: Sequence[Sequence[NamePart]]) -> list[str]:
    used = {part.index for parts in paired for part in parts}
    return [part.comparable for part in name.parts if part.index not in used]
