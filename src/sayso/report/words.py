"""The words that stand on the page for the closed sets of the records: one home, so that all formats say the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.config import ExtractSettings
from sayso.records import Act, Cause, Change, Kind, Reason, Status

__all__ = [
    "ACT_WORDS",
    "CAUSE_WORDS",
    "CHANGE_RANK",
    "CHANGE_WORDS",
    "KIND_WORDS",
    "PIECE",
    "REASON_WORDS",
    "STATUS_GROUNDS",
    "STATUS_MARKS",
    "STATUS_WORDS",
    "act_word",
    "counted",
    "how",
    "joined",
    "kept_to",
    "sense_word",
    "surer_than",
]

KIND_WORDS: Final = {Kind.DIRECT: "quoted", Kind.INDIRECT: "paraphrased", Kind.MIXED: "partly quoted"}
PIECE: Final = ", part of a longer statement"
"""Of a reading that is not all of its statement: the rest is another thing said."""

ACT_WORDS: Final = {
    Act.SAID: "said",
    Act.ASKED: "asked",
    Act.URGED: "urged or demanded",
    Act.PROMISED: "promised or offered",
    Act.WARNED: "warned or threatened",
    Act.DENIED: "denied or refused",
    Act.PRAISED: "praised or backed",
    Act.CRITICISED: "criticised or accused",
    Act.BELIEVES: "believes or knows",
    Act.EXPECTS: "expects or fears",
    Act.WANTS: "wants or hopes",
    Act.PLANS: "plans or decided",
    Act.SHOWS: "shows or seems",
    Act.UNSAID: "not said, or not yet",
    Act.UNKNOWN: "act unknown",
}

STATUS_WORDS: Final = {
    Status.KEPT: "kept",
    Status.CHANGED: "changed",
    Status.LEFT_OUT: "left out",
    Status.UNKNOWN: "could not see",
}

# Four outlines that differ in print and to a colour-blind eye; each always stands beside its word or a legend.
STATUS_MARKS: Final = {Status.KEPT: "●", Status.CHANGED: "◐", Status.LEFT_OUT: "○", Status.UNKNOWN: "?"}

STATUS_GROUNDS: Final = {
    Status.KEPT: "the article has it, no difference changes the sense",
    Status.CHANGED: "the article has it, with a difference that changes the sense",
    Status.LEFT_OUT: "not in the text we have, and that text is whole",
    Status.UNKNOWN: "part of the text is lost to us, so we can’t tell",
}

CHANGE_WORDS: Final = {
    Change.NUMBER: "number",
    Change.TIME: "time",
    Change.PLACE: "place",
    Change.PERSON: "who is named",
    Change.POLARITY: "affirmed or denied",
    Change.MODALITY: "may, should, must or will",
    Change.HEDGE: "how sure",
    Change.QUALIFIER_CUT: "qualifier cut",
    Change.SPEAKER: "who said it",
    Change.ADDRESSEE: "to whom",
    Change.DIRECTNESS: "quoted or retold",
    Change.NOT_VERBATIM: "not verbatim",
    Change.CUT: "passage in one only",
    Change.MOVED: "moved",
    Change.WORDING: "wording",
}

# What an editor would ring first: the sense turned round, then words given to another, then facts that can be
# checked, then what was trimmed.
CHANGE_RANK: Final = {
    change: rank
    for rank, change in enumerate(
        (
            Change.POLARITY,
            Change.SPEAKER,
            Change.NOT_VERBATIM,
            Change.QUALIFIER_CUT,
            Change.NUMBER,
            Change.PERSON,
            Change.MODALITY,
            Change.HEDGE,
            Change.TIME,
            Change.PLACE,
            Change.ADDRESSEE,
            Change.CUT,
            Change.DIRECTNESS,
            Change.MOVED,
            Change.WORDING,
        )
    )
}

CAUSE_WORDS: Final = {
    Cause.PAYWALL: "paywall",
    Cause.CUT: "the text breaks off",
    Cause.UNDECODABLE: "characters that could not be decoded",
}

REASON_WORDS: Final = {
    Reason.MISSING: "not found",
    Reason.UNREADABLE: "could not be opened",
    Reason.EMPTY: "empty",
    Reason.NOT_TEXT: "not text",
    Reason.TOO_LARGE: "too large",
    Reason.TOO_DEEP: "nested too deeply",
    Reason.BAD_RECORD: "not an article record",
    Reason.DAMAGED: "damaged",
    Reason.DIGEST: "not what its digest says",
    Reason.INCOMPLETE: "cut when it was captured",
    Reason.NO_PAGE: "passed over",
    Reason.NO_ARTICLE: "no article on the page",
    Reason.UNSUPPORTED_LANGUAGE: "language not supported",
    Reason.DUPLICATE: "given twice",
    Reason.TIMEOUT: "took too long",
    Reason.MEMORY: "took too much memory",
    Reason.FAILED: "sayso failed on it",
    Reason.BAD_ADDRESS: "not a web address",
    Reason.DENIED_ADDRESS: "address not allowed",
    Reason.UNREACHABLE: "could not be reached",
    Reason.ROBOTS: "the site asks not to be read there",
    Reason.ASKED_TO_WAIT: "the site asks to wait",
    Reason.HTTP_STATUS: "the site answered with an error",
    Reason.GONE: "gone from the site",
    Reason.REDIRECTS: "leads from address to address",
}


def sense_word(*, substantive: bool, dress: bool) -> str:
    """How much a difference matters, in neutral words."""
    if substantive:
        return "changes the sense"
    return "wording only" if dress else "keeps the sense"


def act_word(act: Act) -> str:
    """The act where it is worth a word: nothing for what is plainly said."""
    return "" if act is Act.SAID else ACT_WORDS[act]


def how(kind: str, act: str) -> str:
    """How words reach us and what they do, each as shown: ``"paraphrased, denied or refused"``."""
    return f"{kind}, {act}" if act else kind


def kept_to(acts: Sequence[str]) -> str:
    """The acts that a result was limited to; nothing where it was not."""
    return f"kept to: {'; '.join(ACT_WORDS[Act(act)] for act in acts)}" if acts else ""


def surer_than(least: float) -> str:
    """The confidence that a result was limited to; nothing where more than usual is shown, or as much."""
    return f"with a confidence of {least:g} or more" if least > ExtractSettings().min_confidence else ""


def counted(number: int, one: str, many: str | None = None) -> str:
    """``counted(2, "difference")`` is ``"2 differences"``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def joined(names: list[str] | tuple[str, ...]) -> str:
    """``"A, B and C"``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
