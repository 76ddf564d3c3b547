"""JSON of any size as a stream of values, each small enough to be a record: what is larger, or broken, is opened.

``[{…}, {…}]`` that fits in a record comes as one list. Where it does not, its objects come one by one; a feed of a
gigabyte takes no more memory than its largest record, and one that breaks off gives what came before. Several values
may stand one after the other (JSON Lines).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from sayso.records import Flaw

__all__ = ["BrokenError", "Source", "values"]

# Numbers stay as they are printed: a rating of 4.50 is no 4.5, and an integer of a million digits is not worked out.
_DECODER: Final = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=str)
_MAX_OPENED: Final = 12
"""Lists and objects inside one another that are opened."""
_MAX_TOKEN: Final = 16
"""A literal or an escape that the end of what is read so far may have cut."""
_SPACE: Final = " \t\r\n\ufeff"


class BrokenError(Exception):
    """The text can't be read on from here: why, and after how many characters."""

    def __init__(self, flaw: Flaw, at: int) -> None:
        super().__init__(f"{flaw} at character {at:,}")
        self.flaw = flaw
        self.at = at


class Source:
    """Text that comes in chunks. ``text[at:]`` is what was read and not taken yet."""

    def __init__(self, chunks: Iterator[str]) -> None:
        self.chunks = chunks
        self.text = ""
        self.at = 0
        self.passed = 0

    @property
    def place(self) -> int:
        """How many characters were taken."""
        return self.passed + self.at

    def more(self) -> bool:
        """Whether there was more to read. At least as much as waits is added, so that trying again stays linear."""
        waiting = len(self.text) - self.at
        parts = [self.text[self.at :]]
        added = 0
        for chunk in self.chunks:
            parts.append(chunk)
            added += len(chunk)
            if added > waiting:
                break
        self.passed += self.at
        self.text, self.at = "".join(parts), 0
        return added > 0

    def next(self) -> str:
        """The next character that is no white space, without taking it; ``""`` at the end."""
        while True:
            while self.at < len(self.text):
                if self.text[self.at] not in _SPACE:
                    return self.text[self.at]
                self.at += 1
            if not self.more():
                return ""

    def take(self, expected: str) -> None:
        """Passes over the next character, which must be one of ``expected``."""
        if self.next() == "" or self.next() not in expected:
            raise BrokenError(Flaw.NOT_JSON, self.place)
        self.at += 1

    def value(self, max_chars: int) -> object:
        """The next value, taken. Raises BrokenError, and takes nothing, where it is none or has more characters."""
        self.next()
        while True:
            try:
                found, end = _DECODER.raw_decode(self.text, self.at)
            except RecursionError as error:
                raise BrokenError(Flaw.TOO_DEEP, self.place) from error
            except json.JSONDecodeError as error:
                if not self._may_go_on(error):
                    raise BrokenError(Flaw.NOT_JSON, self.passed + error.pos) from error
                if len(self.text) - self.at > max_chars:
                    raise BrokenError(Flaw.TOO_LARGE, self.place) from error
                if not self.more():
                    raise BrokenError(Flaw.NOT_JSON, self.passed + len(self.text)) from error
                continue
            if end < len(self.text):
                self.at = end
                return found
            if not self.more():  # what seemed a whole number may have gone on
                self.at = len(self.text)
                return found

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        return error.pos >= len(self.text) - _MAX_TOKEN or error.msg.startswith("Unterminated string")

    def pass_over_line(self) -> bool:
        """Goes to the next line that may begin a value of its own; False where there is none."""
        while True:
            end = self.text.find("\n", self.at)
            if end >= 0:
                self.at = end + 1
                if self._at_value():
                    return True
                continue
            self.at = len(self.text)
            if not self.more():
                return False

    def _at_value(self) -> bool:
        if self.at == len(self.text):
            self.more()
        return self.text[self.at : self.at + 1] in ("{", "[")


def values(source: Source, max_chars: int) -> Iterator[object | BrokenError]:
    """The values of the text, and what is broken: after that it goes on with the next line that begins a value."""
    while source.next():
        try:
            yield from _parts(source, max_chars, 0)
        except BrokenError as broken:
            yield broken
            if not source.pass_over_line():
                return


def _parts(source: Source, max_chars: int, depth: int) -> Iterator[object]:
    try:
        found = source.value(max_chars)
    except BrokenError as broken:
        if depth == _MAX_OPENED or broken.flaw is Flaw.TOO_DEEP or source.next() not in ("{", "["):
            raise
        flaw = broken.flaw
    else:
        yield found
        return
    if source.next() == "[":
        yield from _items(source, max_chars, depth)
    else:
        yield from _members(source, max_chars, depth, flaw)


def _items(source: Source, max_chars: int, depth: int) -> Iterator[object]:
    source.take("[")
    while source.next() != "]":
        yield from _parts(source, max_chars, depth + 1)
        if source.next() != "]":
            source.take(",")
    source.take("]")


def _members(source: Source, max_chars: int, depth: int, flaw: Flaw) -> Iterator[object]:
    """The values of an object that is no record for its ``flaw``: a fact-check that is too large is told as one."""
    source.take("{")
    while source.next() != "}":
        key = source.value(max_chars)
        source.take(":")
        for part in _parts(source, max_chars, depth + 1):
            if flaw is Flaw.TOO_LARGE and key == "@type" and isinstance(part, str | list) and "ClaimReview" in part:
                yield BrokenError(flaw, source.place)
            yield part
        if source.next() != "}":
            source.take(",")
    source.take("}")
