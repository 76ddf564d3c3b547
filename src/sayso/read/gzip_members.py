"""A gzip file as strips of bytes that each begin with a record: a damaged one costs no more than itself.

Web archives pack every record by itself, as a gzip member of its own (WARC 1.1, annex D.2), so that members are where
to go on after damage. A record may also go on in the next member, and one member may hold many records.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from sayso.read.tape import Tape

__all__ = ["Gap", "Strip", "strips"]

_MAGIC = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_RECORD = b"WARC/"
_STEP = 16_384
_KEPT = 4 << 20
"""Compressed bytes of a member that are kept for going on after damage: it is seldom found later than some 100 kB."""
_MOST_UNPACKED, _MOST_RATIO = 64 << 20, 200
"""A member that unpacks to more than both, in bytes and in times its own size, is a bomb: a page packs to a tenth."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Bytes of the file, from ``offset`` to before ``end``, that are no gzip member which begins with a record."""

    offset: int
    end: int


class Strip:
    """The unpacked bytes from a member that begins with a record to before the next such. A stream to read once."""

    def __init__(self, tape: Tape, offset: int) -> None:
        self._tape = tape
        self._unpacked = 0
        self._begins = [(0, offset)]
        self.member = _Member(tape, offset)

    @property
    def fault(self) -> str | None:
        """What is wrong with the member that was read last; None where nothing is known to be."""
        return self.member.fault

    @property
    def sound(self) -> int:
        """How many bytes stand in members that were read to their end, where their checksums held."""
        return self._begins[-1][0]

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end of the strip or where it is damaged."""
        while not (found := self.member.read(size)):
            if self.member.fault is not None or not self._goes_on():
                return b""
        self._unpacked += len(found)
        return found

    def place(self, at: int) -> str:
        """Where a byte of the strip stands: the byte of the file at which its member begins, ``+`` the byte in it."""
        begins, offset = self._begins[bisect_right(self._begins, at, key=itemgetter(0)) - 1]
        return f"{offset}+{at - begins}" if at > begins else str(offset)

    def to_end(self) -> None:
        """Passes over what was not read."""
        while self.read(1 << 20):
            pass

    def _goes_on(self) -> bool:
        """Whether the next member goes on with what this one holds, which it then does."""
        if _MAGIC.match(self._tape.at(self.member.end, 4)) is None:
            return False
        if _beginning(self._tape, self.member.end) in (None, b"", _RECORD):
            return False
        self._begins.append((self._unpacked, self.member.end))
        self.member = _Member(self._tape, self.member.end)
        return True


def strips(tape: Tape, offset: int) -> Iterator[Strip | Gap]:
    """The strips of a gzip file in order, and the gaps between them. Each is read before the next is asked for."""
    while tape.at(offset, 1):
        if _MAGIC.match(tape.at(offset, 4)) is None:
            after = _next_record(tape, offset)
            yield Gap(offset, after)
        else:
            strip = Strip(tape, offset)
            yield strip
            strip.to_end()
            broken = strip.member
            after = broken.end if broken.fault is None else _next_record(tape, max(broken.offset + 1, tape.start))
        offset = after
        tape.forget(offset)


def _next_record(tape: Tape, offset: int) -> int:
    """Where the next member begins that begins with a record; the end of the file where there is none."""
    while (found := tape.search(_MAGIC, offset, longest=4)) is not None:
        tape.forget(found)
        if _beginning(tape, found) == _RECORD:
            return found
        offset = found + 1
    return tape.end


def _beginning(tape: Tape, offset: int) -> bytes | None:
    """The first bytes that a member unpacks to; None where it is none. A name in its header may have no end: so much
    is looked at, and no more."""
    try:
        return zlib.decompressobj(wbits=31).decompress(tape.at(offset, 512), len(_RECORD))
    except zlib.error:
        return None


class _Member:
    """One gzip member, unpacked bit by bit. ``end`` is where it ends, once it has been read to its end."""

    def __init__(self, tape: Tape, offset: int) -> None:
        self.offset = offset
        self.end = offset
        self.fault: str | None = None
        self._tape = tape
        self._unpacker = zlib.decompressobj(wbits=31)
        self._packed = b""
        self._unpacked = 0

    def read(self, size: int) -> bytes:
        while self.fault is None and not self._unpacker.eof:
            self._packed = self._packed or self._more()
            before = self._unpacker.copy()
            try:
                found = self._unpacker.decompress(self._packed, size)
            except zlib.error as error:
                self.fault = f"its gzip member is damaged ({str(error).rpartition(': ')[2]})"
                return _up_to_damage(before, self._packed)
            self._packed = self._unpacker.unconsumed_tail
            if self._unpacker.eof:
                self.end -= len(self._unpacker.unused_data)
            if found:
                return self._counted(found)
        return b""

    def _more(self) -> bytes:
        packed = self._tape.at(self.end, _STEP)
        self.end += len(packed)
        self._tape.forget(max(self._tape.start, self.end - _KEPT))
        if not packed:
            self.fault = "the file breaks off inside its gzip member"
        return packed

    def _counted(self, found: bytes) -> bytes:
        self._unpacked += len(found)
        if self._unpacked > max(_MOST_UNPACKED, _MOST_RATIO * (self.end - self.offset)):
            self.fault = f"its gzip member unpacks to more than {_MOST_RATIO} times its size"
        return found


def _up_to_damage(unpacker: zlib._Decompress, packed: bytes) -> bytes:
    """What comes out before the damage: zlib gives nothing of a piece that ends in it, and records may lie in that."""
    found = b""
    try:
        for at in range(0, len(packed), 16):
            found += unpacker.decompress(packed[at : at + 16])
    except zlib.error:
        pass
    return found
