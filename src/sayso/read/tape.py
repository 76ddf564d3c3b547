"""A stream as bytes at offsets, of which no more than a window is held."""

from __future__ import annotations

import io
import re
from typing import BinaryIO, Protocol, cast

__all__ = ["Stream", "Tape"]

_STEP = 65_536
_MOST_AT_ONCE = 1 << 20


class Stream(Protocol):
    """What a tape is wound from."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""


class Tape:
    """The bytes of a stream from ``start`` on. ``head`` was already taken from the stream.

    What lies before an offset that was forgotten may not be asked for again.
    """

    def __init__(self, stream: Stream, *, start: int = 0, head: bytes = b"") -> None:
        self._stream = stream
        self._start = start
        self._held = bytearray(head)
        self._ended = False

    @property
    def start(self) -> int:
        """The first offset that is still held."""
        return self._start

    @property
    def end(self) -> int:
        """Where what has been read of the stream ends: where it ends itself, once it has been read to its end."""
        return self._start + len(self._held)

    def at(self, offset: int, size: int) -> bytes:
        """The bytes at an offset: fewer than ``size`` where the stream ends before."""
        self._wind_to(offset + size)
        low = offset - self._start
        return bytes(self._held[low : low + size])

    def search(self, pattern: re.Pattern[bytes], offset: int, *, longest: int) -> int | None:
        """Where the pattern, whose matches are no longer than ``longest``, first matches from an offset on; None where
        it does not. What was searched is forgotten."""
        while True:
            self._wind_to(offset + _STEP)
            found = pattern.search(self._held, offset - self._start)
            if found is not None:
                return self._start + found.start()
            if self._ended:
                return None
            offset = max(offset, self.end - longest)
            self.forget(offset)

    def forget(self, offset: int) -> None:
        """Nothing before ``offset`` is asked for again. What was not yet reached is passed over."""
        held = self.end
        if offset > held:
            offset = self._pass_over(held, offset)
        else:
            del self._held[: max(0, offset - self._start)]
        self._start = max(self._start, offset)

    def glimpse(self, offset: int, size: int) -> bytes | None:
        """The bytes at an offset however far ahead; None where the stream can't tell without being read up to there."""
        held = self.end
        if offset + size <= held or self._ended:
            return self.at(offset, size)
        stream = _as_seekable(self._stream)
        if stream is None:
            return None
        here = stream.tell()
        stream.seek(here + offset - held)
        found = stream.read(size)
        stream.seek(here)
        return found

    def _pass_over(self, held: int, offset: int) -> int:
        self._held.clear()
        while held < offset and (taken := self._stream.read(min(offset - held, _MOST_AT_ONCE))):
            held += len(taken)
        self._ended = held < offset
        return held

    def _wind_to(self, offset: int) -> None:
        while not self._ended and (missing := offset - self._start - len(self._held)) > 0:
            taken = self._stream.read(min(max(missing, _STEP), _MOST_AT_ONCE))
            self._held += taken
            self._ended = not taken


def _as_seekable(stream: Stream) -> BinaryIO | None:
    return cast("BinaryIO", stream) if isinstance(stream, io.IOBase) and stream.seekable() else None
