"""Reasons in plain words, for the person who has to judge a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.link.features import Compared
from sayso.link.rules import turned
from sayso.link.speakers import same_speaker
from sayso.records import Document, Link, PairRuling, Passage, Statement, Verdict
from sayso.spans import Span

__all__ = ["judged", "link_reason", "passages", "single_reason", "together_reason"]

_RUN_SHOWN = 3
"""Fewer words in a row are no reason: "of the" is common to all texts."""
_CLOSE_MEANING = 0.6
_MAX_SHOWN = 80


def link_reason(pair: Compared, documents: Mapping[str, Document], *, sure: bool) -> str:
    """What speaks for the link, the strongest first, then what speaks against it."""
    grounds = [_words(pair), *_run(pair, documents), *_meaning(pair), *_speaker(pair), *_doubts(pair)]
    return ("" if sure else "possibly the same: ") + ", ".join(grounds)


def judged(ruling: PairRuling) -> str:
    """What a person decided of a pair that is linked, who and when."""
    return f"judged the same {ruling.signed}" if ruling.verdict is Verdict.SAME else f"judged unsure {ruling.signed}"


def passages(pair: Compared) -> tuple[Passage, Passage]:
    """What was found alike on each side: the whole, or the sentence of it that decided."""
    left, right = pair.left, pair.right
    return Passage(left.statement.document, left.span), Passage(right.statement.document, right.span)


def together_reason(members: Sequence[Statement], links: Sequence[Link], documents: Mapping[str, Document]) -> str:
    """Why the readings are one thing said, and on what its speaker rests."""
    outlets = len({documents[s.document].outlet for s in members})
    weakest = min(links, key=lambda found: (found.score, found.left, found.right))
    named = sorted({s.speaker.name for s in members if s.speaker is not None})
    disagree = any(same_speaker(a.speaker, b.speaker) is False for a in members for b in members)
    speakers = f"; the articles differ on the speaker: {', '.join(named)}" if disagree else ""
    count = f"{len(members)} wordings in {outlets} outlet{'s' * (outlets != 1)}"
    told = "".join(f"; {each}" for each in sorted({link.judged for link in links if link is not weakest} - {""}))
    return f"{count}; weakest link ({weakest.score:.2f}): {weakest.because}{told}{speakers}"


def single_reason(members: Sequence[Statement], documents: Mapping[str, Document]) -> str:
    """Why a statement stands alone."""
    return f"no statement of another article was found to be the same; only in {documents[members[0].document].outlet}"


def _words(pair: Compared) -> str:
    smaller = min(len(pair.left.stems), len(pair.right.stems))
    where = " of one sentence" if pair.left.narrowed or pair.right.narrowed else ""
    return f"{len(pair.shared)} of {smaller} content words{where} in common"


def _run(pair: Compared, documents: Mapping[str, Document]) -> list[str]:
    if len(pair.run) < _RUN_SHOWN:
        return []
    text = documents[pair.left.statement.document].text
    shown = " ".join(Span(pair.run[0].span.start, pair.run[-1].span.end).of(text).split())
    cut = shown if len(shown) <= _MAX_SHOWN else shown[: _MAX_SHOWN - 1].rstrip() + "…"
    return [f"{len(pair.run)} words in a row (“{cut}”)"]


def _meaning(pair: Compared) -> list[str]:
    return [f"close in meaning ({pair.meaning:.2f})"] if pair.meaning >= _CLOSE_MEANING else []


def _speaker(pair: Compared) -> list[str]:
    left, right = pair.left.statement.speaker, pair.right.statement.speaker
    if left is not None and right is not None:
        if left.id == right.id:
            return [f"same speaker ({left.name})"]
        # Two articles' "a reporter" need not be one: the same words, not the same person.
        same = left.name == right.name
        return [f"both given to {left.name}" if same else f"given to {left.name} and to {right.name}"]
    known = left or right
    return [f"speaker named in one only ({known.name})"] if known is not None else ["speaker named in neither"]


def _doubts(pair: Compared) -> list[str]:
    doubts = ["though one negates"] if turned(pair) else []
    left, right = sorted(pair.left.numbers), sorted(pair.right.numbers)
    if left and right and not set(left) & set(right):
        doubts.append(f"though numbers differ ({', '.join(left)} / {', '.join(right)})")
    return doubts
