"""What speaks against a claim's being what is said: each rule with the case that asks for it.

Any of them, and there is no link. The opposite is not told either: that a claim was checked says nothing about its
negation that a reader should be led to. In what is said only the clauses count that have words of the claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise, permutations, zip_longest
from typing import Final

from sayso.collate.differences import differences
from sayso.collate.lineup import Found
from sayso.collate.tokens import Word
from sayso.factcheck.figures import other_numbers, ranks
from sayso.factcheck.lexicon import contraries, listed, one_sided
from sayso.factcheck.near import negations, norms, stems_near, words_near
from sayso.factcheck.pair import Pair
from sayso.link.words import Token
from sayso.records import Act, Change

__all__ = ["speaks_against", "told_apart"]

_OPPOSED: Final = (
    Change.NUMBER,
    Change.TIME,
    Change.PLACE,
    Change.PERSON,
    Change.POLARITY,
    Change.MODALITY,
    Change.HEDGE,
)


def speaks_against(pair: Pair) -> str | None:
    """The first thing that speaks against it, in a few words for whoever looks into it; None where nothing does."""
    return next((why for why, holds in _RULES if holds(pair)), None)


def told_apart(pair: Pair) -> list[Found]:
    """The typed differences that sayso's comparison finds; left is what is said, right the claim."""
    return differences(pair.lineup, min_overlap=0.0)


def _other_speaker(pair: Pair) -> bool:
    """*I voted for it* is another claim in another mouth; and what one was checked for, another need not have said."""
    return pair.same is False


def _called_untrue(pair: Pair) -> bool:
    """*It is a lie that the pier cost 48 million.*"""
    ours, theirs = norms(pair.lineup.left.words), norms(pair.lineup.right.words)
    return bool(ours & listed("untrue")) != bool(theirs & listed("untrue"))


def _conditional(pair: Pair) -> bool:
    """*The works will close if the miners strike.*"""
    return _sets_condition(pair.unit.words) != _sets_condition(pair.claim.all_words)


def _sets_condition(words: Sequence[Token]) -> bool:
    before = ["", *(word.lower for word in words)]
    return any(
        word.lower in listed("conditions") and last not in listed("no_condition_after")
        for last, word in zip(before, words, strict=False)
    )


def _other_names(pair: Pair) -> bool:
    """*Arvid took money*, *Brenn took money*: both have a name that the other has not."""
    ours = (pair.unit.names & stems_near(pair)) - pair.claim.stems - pair.own
    theirs = pair.names - pair.unit.stems - pair.own
    return bool(ours and theirs)


def _roles_turned(pair: Pair) -> bool:
    """*Arvid threatened Brenn*, *Brenn threatened Arvid*: what stands before a word and what after it change places.

    A passive turns the words without the roles, so nothing is said then; *since the flood* may stand first or last.
    """
    if any(word.lower == "by" for word in (*pair.unit.words, *pair.claim.all_words)):
        return False
    left, right = _once_each(pair.unit.words, pair.claim.all_words)
    rank = {word: place for place, word in enumerate(right)}
    return any(
        any(rank[one] > rank[word] for one in left[:place]) and any(rank[one] < rank[word] for one in left[place + 1 :])
        for place, word in enumerate(left)
    )


def _once_each(left: Sequence[Token], right: Sequence[Token]) -> tuple[list[str], list[str]]:
    """The stems and pivots that stand once on either side and on both, in the order of each."""
    ours, theirs = ([_pivot(token) for token in words] for words in (left, right))
    counts = Counter(ours), Counter(theirs)
    both = {word for word in ours if word and counts[0][word] == counts[1][word] == 1}
    return [word for word in ours if word in both], [word for word in theirs if word in both]


def _pivot(token: Token) -> str:
    return token.lower if token.lower in listed("pivots") else token.stem


def _one_sided(pair: Pair) -> bool:
    """*Should be banned*, *are banned*; *almost broke*, *broke*; *better than those*, *as well as those*."""
    said, claimed = (_not_of_numbers(words) for words in (words_near(pair), pair.lineup.right.words))
    return any(bool(words & said) != bool(words & claimed) for words in one_sided())


def _not_of_numbers(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(word.norm for word, then in zip_longest(words, words[1:]) if then is None or not _is_number(then))


def _is_number(word: Word) -> bool:
    return word.value is not None or not word.text[:1].isalpha() or word.norm in ("a", "an")


def _of_others(pair: Pair) -> bool:
    """*My opponents say that I sold the forest.*"""
    words = ["", *(word.norm for word in words_near(pair))]
    return not norms(pair.lineup.right.words) & listed("telling") and any(
        word in listed("telling") and before not in listed("tellers") for before, word in pairwise(words)
    )


def _contrary(pair: Pair) -> bool:
    """*More beds*, *fewer beds*; *exports*, *imports*: words in each other's place that are no synonyms."""
    said, claimed = norms(words_near(pair)), norms(pair.lineup.right.words)
    return any(
        one & said and other & claimed and not one & claimed and not other & said
        for line in contraries()
        for one, other in permutations(line, 2)
    )


def _to_come(pair: Pair) -> bool:
    """*Will sell the railway*, *has sold the railway*; *the mine will close*, *the mine closed*."""
    ours, theirs = norms(words_near(pair)), norms(pair.lineup.right.words)
    done_ours, done_theirs = (bool(words & listed("behind")) for words in (ours, theirs))
    for i, j in enumerate(pair.lineup.to_right):
        if j is not None:
            forms = (pair.lineup.left.words[i].norm.endswith("ed"), pair.lineup.right.words[j].norm.endswith("ed"))
            done_ours, done_theirs = done_ours or forms == (True, False), done_theirs or forms == (False, True)
    ahead = (bool(ours & listed("ahead")), bool(theirs & listed("ahead")))
    return (ahead == (True, False) and done_theirs) or (ahead == (False, True) and done_ours)


def _other_rank(pair: Pair) -> bool:
    """*The second most expensive city*, *one of the most expensive*, *the most expensive*."""
    return ranks(pair.lineup.left, pair.clauses) != ranks(pair.lineup.right)


def _turned(pair: Pair) -> bool:
    """*No school has closed*, *schools have closed*; and who denies it does not claim it."""
    ours = negations(pair.lineup.left, pair.lineup.to_right)
    theirs = negations(pair.lineup.right, pair.lineup.to_left)
    return (ours + theirs + (pair.unit.statement.act is Act.DENIED)) % 2 == 1


def _differs(pair: Pair) -> bool:
    """Another number, time or place, a negation or a hedge: what changes the sense between two readings."""
    return any(found.substantive and found.change in _OPPOSED for found in told_apart(pair))


_RULES: Final[tuple[tuple[str, Callable[[Pair], bool]], ...]] = (
    ("another speaker", _other_speaker),
    ("one calls it untrue", _called_untrue),
    ("only one sets a condition", _conditional),
    ("other names", _other_names),
    ("roles turned round", _roles_turned),
    ("others say so", _of_others),
    ("a word of the sense in one only", _one_sided),
    ("contrary words", _contrary),
    ("to come, or done", _to_come),
    ("another rank", _other_rank),
    ("other numbers", other_numbers),
    ("one denies it", _turned),
    ("the sense differs", _differs),
)
