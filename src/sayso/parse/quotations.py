"""The quotations of a paragraph, as a tree, and which of them stand as sentences of their own.

Works on the reading copy, where every mark that opens is closed; offsets here are into that copy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sayso.spans import Span

__all__ = ["Marked", "quotations"]

_PAIRS = {"”": "“", "’": "‘"}
_MARK = re.compile("[“”‘’]")
_FORMS = (
    "say|says|said|saying|tell|tells|told|add|adds|added|adding|reply|replies|replied|ask|asks|asked|"
    "respond|responds|responded|insist|insists|insisted|state|states|stated|declare|declared|write|writes|wrote|"
    "tweet|tweets|tweeted|answer|answers|answered|shout|shouted|remark|remarked|continue|continued|conclude|"
    "concluded|note|notes|noted|warn|warns|warned|announce|announced|read|reads"
)
_REPORTING = re.compile(rf"(?:^|\b(?:{_FORMS}|that|and|but|like|was|is)\b)$", re.IGNORECASE)
_SAYS = re.compile(rf"\b(?:{_FORMS})\b", re.IGNORECASE)
_BARE_CUE = re.compile(r"\b(?:wrote|write|writes|read|reads|and|but|like|was|is)$", re.IGNORECASE)
_BULLETS = "•·▪◦‣●*"
_AFTER_DASH = re.compile(r"[–—]|--?\s")  # “We sail” — said Quill
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_LONG_WORDS = 5
_MAX_TITLE_WORDS = 8
_OF_A_KIND = re.compile(r"(?:an?|the|his|her|their|its)\s[^.!?“”]{3,100}")
_MAX_QUOTATIONS = 1_000  # a paragraph with more is no prose, and would take quadratic time
_MAX_BETWEEN = 25  # words between two parts of one quotation: a name with its titles and a verb


@dataclass(frozen=True, slots=True)
class Marked:
    """A quotation in the reading copy: ``content`` without the marks. ``parent`` counts in the paragraph's list.

    ``alone`` tells whether it stands as a sentence of its own, so that it is parsed apart from the words around it.
    """

    content: Span
    parent: int | None
    alone: bool = False


def quotations(copy: str) -> list[Marked]:
    """All quotations of a paragraph in text order, the outer before the inner."""
    found = _paired(copy)
    if len(found) > _MAX_QUOTATIONS:
        return []
    decided: list[Marked] = []
    for index, quotation in enumerate(found):
        alone = _stands_alone(copy, quotation, _floor(found, decided, index))
        decided.append(replace(quotation, alone=alone))
    return decided


def _paired(copy: str) -> list[Marked]:
    open_: list[tuple[str, int, int]] = []
    found: list[Marked | None] = []
    for match in _MARK.finditer(copy):
        at, mark = match.start(), match[0]
        if mark == "’" and copy[at - 1 : at].isalnum() and copy[at + 1 : at + 2].isalpha():
            continue
        if mark in "“‘":
            found.append(None)
            open_.append((mark, at + 1, len(found) - 1))
        elif open_ and open_[-1][0] == _PAIRS[mark]:
            _, start, index = open_.pop()
            found[index] = Marked(Span(start, at), open_[-1][2] if open_ else None)
    return _renumbered(found)


def _renumbered(found: list[Marked | None]) -> list[Marked]:
    """Without those that never closed (a paragraph too full of marks to repair)."""
    numbers: dict[int, int] = {}
    kept: list[Marked] = []
    for index, quotation in enumerate(found):
        if quotation is not None:
            numbers[index] = len(kept)
            parent = quotation.parent
            kept.append(replace(quotation, parent=numbers.get(parent) if parent is not None else None))
    return kept


def _floor(found: list[Marked], decided: list[Marked], index: int) -> tuple[int, bool]:
    """Where the words before a quotation begin, and whether an earlier part of the same sentence stands alone."""
    parent = found[index].parent
    floor = found[parent].content.start if parent is not None else 0
    for earlier in reversed(decided):
        if earlier.parent == parent:
            return max(floor, earlier.content.end + 1), earlier.alone
    return floor, False


def _stands_alone(copy: str, quotation: Marked, floor: tuple[int, bool]) -> bool:
    content = quotation.content.of(copy).strip()
    if not content:
        return False
    start, continues = floor
    before = copy[start : quotation.content.start - 1].rstrip()
    after = copy[quotation.content.end + 1 :].lstrip()
    told = before[-1:] == ":" and len(content.split()) > 1
    resumes = continues and before[-1:] in (",", ";", ":", "–", "—", "-") and len(before.split()) <= _MAX_BETWEEN
    if not (told or _is_whole(content, before, after) or (resumes and after[:1] in tuple(".?!"))):
        return False
    at_start = not before or before[-1] in ".!?…:—–-([,)" + _BULLETS or bool(_REPORTING.search(before))
    capital = content.lstrip("‘“'’…(").strip()[:1]
    begins = capital.isupper() or capital.isdigit() or capital in "$£€[@#"
    if begins and at_start:
        return not (_is_title(content) and (_BARE_CUE.search(before) or _is_named_thing(content, after)))
    # “X,” she said, “and y.”: what goes on begins in lower case.
    # Lower case at the start of a paragraph, or after a colon, and long: a quotation that begins in mid-sentence.
    return resumes or (len(content.split()) >= _LONG_WORDS and (not before or before[-1:] == ":"))


def _is_whole(content: str, before: str, after: str) -> bool:
    """Whether a quotation ends like a sentence, or what reports it follows, or nothing at all."""
    if content.rstrip("’” ")[-1:] in tuple(".,?!…—–-") or after[:1] in ("", ","):
        return True
    if _AFTER_DASH.match(after):
        return True
    # «We sail». The stop stands outside, as most of Europe prints it.
    starts = not before or before[-1] in ".!?…:–—-" + _BULLETS
    return starts and after[:1] == "." and len(content.split()) > 2


def _is_named_thing(content: str, after: str) -> bool:
    """“Nine Men,” *a song of the islands, was played*: a title, and what it is the title of."""
    told = _OF_A_KIND.match(after)
    return content.endswith(",") and told is not None and _SAYS.search(told[0]) is None


def _is_title(content: str) -> bool:
    """*The Salt Road,*: every longer word has its capital."""
    words = _WORD.findall(content)
    return len(words) <= _MAX_TITLE_WORDS and all(word[0].isupper() for word in words if len(word) > 3)
