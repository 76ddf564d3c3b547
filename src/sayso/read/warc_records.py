"""Where the records of a web archive begin and end, and what is lost: WARC 1.0 and 1.1, ISO 28500.

FastWARC ends without a word at a length that is no number, gives a record cut in the middle for a whole one, and runs
two into one. So here a record is whole only where its end stands where its length says, and after damage the next is
looked for. FastWARC reads the heads.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fastwarc.warc import HeaderMap

from sayso.read.digests import differs
from sayso.read.gzip_members import Gap, Strip, strips
from sayso.read.tape import Tape
from sayso.records import Reason

__all__ = ["Lost", "Record", "head_of", "records"]

_VERSION = re.compile(rb"WARC/1\.\d\r?\n")
_HEAD_END = re.compile(rb"\n\r?\n")
_HEAD_END_OR_RECORD = re.compile(rb"\n\r?\n|(?P<record>WARC/1\.\d\r?\n)")
_NO_LINE_END = re.compile(rb"[^\r\n]")
_MAX_HEAD = 32_768
"""FastWARC's own cap: a head has some 500 bytes."""
_TOLD_WITHIN = 262_144
"""Bytes in which the first record of an archive that is not packed is looked for: the beginning may be damaged."""
_LONGEST = 16
_MOST_WEIGHED = 64 << 20
_DIGITS = re.compile(r"\d{1,18}")
_RECORD = b"WARC/1."
_ENDS = (b"\r\n\r\n", b"\n\n")


@dataclass(frozen=True, slots=True)
class Record:
    """One record. ``place`` is where it begins: a byte of the file, ``+`` a byte of what is unpacked from there.

    ``block`` is all that follows the head, or its beginning where it is longer than may be held: then ``length`` is
    more.
    """

    place: str
    head: HeaderMap
    block: bytes
    length: int

    @property
    def is_held(self) -> bool:
        """Whether the block is there whole."""
        return len(self.block) == self.length


@dataclass(frozen=True, slots=True)
class Lost:
    """What could not be read as a record, and why."""

    place: str
    detail: str
    reason: Reason = Reason.DAMAGED


def records(stream: BinaryIO, *, head: bytes = b"", start: int = 0, max_block: int) -> Iterator[Record | Lost]:
    """The records from ``start`` on, a byte at which one begins; ``head`` was already taken from the stream there."""
    tape = Tape(stream, start=start, head=head)
    beginning = tape.at(start, _TOLD_WITHIN)
    if _VERSION.search(beginning) and not _is_packed(beginning):
        yield from _Framing(tape, max_block=max_block).records()
        return
    for strip in strips(tape, start):
        if isinstance(strip, Gap):
            yield Lost(str(strip.offset), f"{strip.end - strip.offset:,} bytes are no gzip member with a record in it")
        else:
            yield from _Framing(Tape(strip), strip=strip, max_block=max_block).records()


def _is_packed(beginning: bytes) -> bool:
    """Whether what begins so is gzip: members may be stored as they are, and two damaged bytes are no gzip yet."""
    try:
        return _VERSION.match(zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(beginning, _LONGEST)) is not None
    except zlib.error:
        return False


def head_of(block: bytes) -> tuple[HeaderMap, int] | None:
    """The fields that a block begins with, and where they end; None where they have no end, or one too far."""
    end = _HEAD_END.search(block, 0, _MAX_HEAD)
    if end is None:
        return None
    lines = block[: end.end()].replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    fields = HeaderMap()
    try:
        fields.parse(io.BytesIO(lines))
    except OSError:
        return None
    return fields, end.end()


class _Framing:
    """Finds the records of a tape, in order. ``strip`` is the part of a gzip file that the tape is wound from."""

    def __init__(self, tape: Tape, *, strip: Strip | None = None, max_block: int) -> None:
        self._tape = tape
        self._strip = strip
        self._max_block = max_block
        self._at = tape.start
        self._weighed = 0

    def records(self) -> Iterator[Record | Lost]:
        any_record = any_lost = False
        while self._past_line_ends():
            found = self._record()
            any_record |= isinstance(found, Record)
            any_lost |= isinstance(found, Lost)
            yield found
        if self._strip is not None and self._fault is not None and (any_record or not any_lost):
            doubt = ", and what was read of it may be damaged" if any_record else ""
            yield Lost(str(self._strip.member.offset), f"what follows is lost{doubt}: {self._fault}")

    def _past_line_ends(self) -> bool:
        """Goes to the next record: stray line ends between records are no loss. False at the end."""
        self._tape.forget(self._at)
        next_byte = self._tape.search(_NO_LINE_END, self._at, longest=1)
        self._at = self._tape.end if next_byte is None else next_byte
        return next_byte is not None

    def _record(self) -> Record | Lost:
        if _VERSION.match(self._tape.at(self._at, _LONGEST)) is None:
            return self._stray()
        beginning = self._tape.at(self._at, _MAX_HEAD)
        stop = _HEAD_END_OR_RECORD.search(beginning, 1)
        if stop is not None and stop["record"]:
            return self._damaged("another record begins inside its head", after=self._at + stop.start())
        found = None if stop is None else head_of(beginning[: stop.end()])
        if found is None:
            return self._damaged("its head has no end, or cannot be read", after=self._at + 1)
        head, size = found
        length = _length(head)
        if isinstance(length, str):
            return self._damaged(length, after=self._at + size)
        if length > self._max_block:
            return self._too_large(head, self._at + size, length)
        return self._of_length(head, self._at + size, length)

    def _of_length(self, head: HeaderMap, body: int, length: int) -> Record | Lost:
        # The end before the block: a thousand lying lengths must not copy a thousand blocks.
        after = self._tape.at(body + length, _LONGEST)
        if self._tape.end < body + length:
            return self._damaged(self._breaks_off(length, self._tape.end - body), after=body)
        if not _is_end(after):
            return self._damaged(_not_the_end(length), after=body)
        if len(after) < 5 and self._fault is not None and not self._is_sound(body + length):
            return self._damaged(self._fault, after=body + length)
        found = Record(self._place(), head, self._tape.at(body, length), length)
        flaw = _flaw(found, after)
        if flaw is not None:
            return self._damaged(flaw[1], after=self._next_after_flaw(body, length), reason=flaw[0])
        self._at = body + length
        return found

    def _is_sound(self, end: int) -> bool:
        return self._strip is None or end <= self._strip.sound

    def _next_after_flaw(self, body: int, length: int) -> int:
        """Where to look for the next record after one whose end seems right: inside it, for its length may reach into
        others by chance. Not for ever: blocks that lie in one another would be weighed again and again."""
        self._weighed += length
        return body if self._weighed < _MOST_WEIGHED + 4 * (body + length) else body + length

    def _too_large(self, head: HeaderMap, body: int, length: int) -> Record | Lost:
        """A record of which no more than the beginning is held, if its length is true.

        Inside it no record is looked for where its end can be seen: a page may hold what looks like one.
        """
        after = self._tape.glimpse(body + length, 5)
        if after is not None and not (after and _is_end(after)):
            return self._damaged(_not_the_end(length), after=body)
        place, block = self._place(), self._tape.at(body, _MAX_HEAD)
        self._tape.forget(body + length)
        if self._tape.start < body + length or not _is_end(self._tape.at(body + length, 5)):
            return self._damaged(_not_the_end(length), after=self._tape.start, place=place)
        self._at = body + length
        return Record(place, head, block, length)

    def _stray(self) -> Lost:
        before, place = self._at, self._place()
        self._go_on(before + 1)
        fault = f" ({self._fault})" if self._fault else ""
        return Lost(place, f"{self._at - before:,} bytes belong to no record{fault}")

    def _damaged(self, why: str, *, after: int, place: str | None = None, reason: Reason = Reason.DAMAGED) -> Lost:
        """The record that begins here is lost; the next one is looked for ``after`` an offset."""
        lost = Lost(place or self._place(), why, reason)
        self._go_on(after)
        return lost

    def _go_on(self, after: int) -> None:
        found = self._tape.search(_VERSION, after, longest=_LONGEST)
        self._at = self._tape.end if found is None else found

    def _breaks_off(self, length: int, there: int) -> str:
        where = self._fault or ("the gzip member ends" if self._strip else "the file ends")
        return f"it should have {length:,} bytes and has {there:,}: {where}"

    @property
    def _fault(self) -> str | None:
        return None if self._strip is None else self._strip.fault

    def _place(self) -> str:
        return str(self._at) if self._strip is None else self._strip.place(self._at)


def _length(head: HeaderMap) -> int | str:
    """The length of the block; what is wrong with it where it tells none."""
    given = set(head.get_multiple("Content-Length"))
    if not given:
        return "its head tells no Content-Length"
    if len(given) > 1:
        return "its head tells two Content-Lengths"
    (text,) = given
    digits = text.strip()  # of more than int() takes away: "\x1d839" is 839 only without its control character
    return int(digits) if _DIGITS.fullmatch(digits) else f"its Content-Length is {text[:40]!r}, no length"


def _flaw(record: Record, after: bytes) -> tuple[Reason, str] | None:
    """What is wrong with a record whose end seems right; ``after`` is what follows its block."""
    digest = record.head.get("WARC-Block-Digest")
    if differs(digest, record.block):
        return Reason.DIGEST, "its bytes are not those of its WARC-Block-Digest: it was changed or damaged"
    if digest is not None:
        return None
    rest = after.lstrip(b"\r\n")
    if rest and not rest.startswith(_RECORD[: len(rest)]) and _VERSION.search(record.block):
        return Reason.DAMAGED, "its length reaches into other records"
    return None


def _is_end(after: bytes) -> bool:
    """Whether a block ends before these bytes: two line ends follow it, of which a file that is cut may lack some."""
    return after.startswith(_ENDS) or any(end.startswith(after) for end in _ENDS)


def _not_the_end(length: int) -> str:
    return f"its end is not where its length says, after {length:,} bytes"
