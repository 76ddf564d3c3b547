"""A file of published fact-checks -> FactCheck, one after the other: JSON-LD, a feed, JSON Lines, or a page.

The file is read once, from beginning to end; no more of it is held than one record, or one page.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from sayso.config import FactCheckSettings
from sayso.errors import UsageError
from sayso.factcheck.claim_review import claim_reviews, fact_check
from sayso.factcheck.source import BrokenError, Source, values
from sayso.read.files import open_regular, printable
from sayso.read.sniff import picture_or_binary
from sayso.records import Dropped, FactCheck, Flaw, Flawed

__all__ = ["FactCheckFile"]

_CHUNK: Final = 16_384
_EXPECTED: Final = (
    "expected schema.org ClaimReview: JSON-LD, the Data Commons feed, JSON Lines, or a page that holds it"
)
_SCRIPT: Final = re.compile(r"<script\b([^<>]{0,2000})>", re.IGNORECASE)
_END: Final = re.compile(r"</script\b", re.IGNORECASE)
# What some write around the JSON: "//<![CDATA[" and "//]]>", "<!--" and "-->". Bounded, for the text is anybody's.
_WRAPPED: Final = re.compile(
    r"\A(?:(?:(?://|/\*)\s{0,9})?<!\[CDATA\[(?:\s{0,9}\*/)?|<!--)|(?:(?://|/\*)\s{0,9})?(?:\]\]>(?:\s{0,9}\*/)?|-->)\Z"
)


class FactCheckFile:
    """A file of fact-checks, looked at and closed again. Iterating reads it, and counts in ``flawed`` what is no use.

    Raises UsageError where there is no such file, or it can't hold fact-checks; later, where it holds none.
    """

    def __init__(self, path: str | Path, settings: FactCheckSettings) -> None:
        self.settings = settings
        self.path = Path(path)
        self.uri = printable(self.path)
        self.read = 0
        self._digest = hashlib.sha256()
        self._flaws: dict[Flaw, Flawed] = {}
        with self._opened() as stream:
            self._check_text(stream.read(_CHUNK))

    @property
    def sha256(self) -> str:
        """The digest of what was read so far: of the file, when it was read to its end."""
        return self._digest.hexdigest()

    @property
    def flawed(self) -> tuple[Flawed, ...]:
        """What could not be used, in the order of the reasons."""
        return tuple(self._flaws[flaw] for flaw in Flaw if flaw in self._flaws)

    def __iter__(self) -> Iterator[FactCheck]:
        with self._opened() as stream:
            try:
                yield from self._fact_checks(stream)
            except OSError as error:
                raise self._refusal(f"it could not be read to its end ({error.strerror or error})") from error
        if not self.read:
            told = "; ".join(f"{one.count:,} {one.flaw}, the first: {one.first}" for one in self.flawed)
            raise self._refusal(f"it holds {f'none that is whole ({told})' if told else 'no ClaimReview'}; {_EXPECTED}")

    def _opened(self) -> BinaryIO:
        opened = open_regular(self.path, expected="a regular file")
        if isinstance(opened, Dropped):
            raise self._refusal(opened.detail)
        size, most = os.fstat(opened.fileno()).st_size, self.settings.max_bytes
        if size > most:
            opened.close()
            raise self._refusal(f"it has {size:,} bytes, of {most:,} at most (setting fact_check.max_bytes)")
        return opened

    def _refusal(self, detail: str) -> UsageError:
        return UsageError(f"the fact-checks {self.uri} can't be used: {detail}")

    def _fact_checks(self, stream: BinaryIO) -> Iterator[FactCheck]:
        number = 0
        for value in self._values(stream):
            if isinstance(value, BrokenError):
                self._count(value.flaw, f"at character {value.at + 1:,}")
                continue
            for node, named in claim_reviews(value):
                number += 1
                found = fact_check(node, named)
                if isinstance(found, Flaw):
                    self._count(found, _which(number, node.get("url"), node.get("claimReviewed")))
                else:
                    self.read += 1
                    yield found

    def _values(self, stream: BinaryIO) -> Iterator[object]:
        source = Source(self._decoded(stream))
        if source.next() == "<":
            for script in self._scripts(source):
                yield from values(Source(_cut(script)), self.settings.max_record_chars)
        else:
            yield from values(source, self.settings.max_record_chars)

    def _check_text(self, head: bytes) -> None:
        what = picture_or_binary(head)
        if what is not None:
            unpack = "; unpack it first" if "archive" in what else ""
            raise self._refusal(f"it is {what}, not text{unpack}; {_EXPECTED}")
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in head[:100]:
            raise self._refusal("it is text in UTF-16; expected UTF-8: convert the file")
        start = head.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
        if start not in (b"{", b"[", b"<"):
            begins = f"it begins with {start.decode('utf-8', 'replace')!r}" if start else "it is empty"
            raise self._refusal(f"{begins}; {_EXPECTED}")

    def _decoded(self, stream: BinaryIO) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        while chunk := stream.read(_CHUNK):
            self._digest.update(chunk)
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)

    def _scripts(self, source: Source) -> Iterator[str]:
        """What stands in the page's scripts of JSON-LD. A script ends at its end tag, whatever is inside."""
        most = self.settings.max_page_bytes
        while len(source.text) <= most and source.more():
            pass
        page = source.text
        if len(page) > most:
            raise self._refusal(f"as a page it has more than {most:,} characters (setting fact_check.max_page_bytes)")
        at = 0
        while (opening := _SCRIPT.search(page, at)) is not None:
            closing = _END.search(page, opening.end())
            at = closing.start() if closing is not None else len(page)
            if "ld+json" in opening[1].lower():
                yield _WRAPPED.sub("", page[opening.end() : at].strip())

    def _count(self, flaw: Flaw, where: str) -> None:
        seen = self._flaws.get(flaw, Flawed(flaw, 0, where))
        self._flaws[flaw] = Flawed(flaw, seen.count + 1, seen.first)


def _cut(text: str) -> Iterator[str]:
    """In chunks: where JSON breaks, the lines of all that is held are counted."""
    return (text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK))


def _which(number: int, *told: object) -> str:
    """``fact-check 3 (https://…)``: by its number in the file, and what it has of an address or a claim."""
    known = next((each.strip() for each in told if isinstance(each, str) and each.strip()), None)
    return f"fact-check {number:,}" if known is None else f"fact-check {number:,} ({known[:100]})"
