"""The bombs themselves, each written into a file: a few kilobytes of code for gigabytes of input."""

from __future__ import annotations

import gzip
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
from fastwarc.stream_io import BrotliWriter, ZstdWriter

from sayso.config import CleanSettings

__all__ = ["BOMBS", "MARK", "Bomb"]

MARK = "salt"
_SENTENCE = f"“We will not tax the {MARK} this year,” President Ilmar Tosk said on Tuesday in the town of Velda. "
_PARAGRAPH = f"<p>{_SENTENCE}</p>\n"
_MB = 1_000_000
_JUST_ALLOWED = 499_000
"""Characters: just fewer than a text may have."""
_MOST_WORDS = CleanSettings().max_words - 100
"""Words and marks: just fewer than a text may have, so that all of it must be read."""


@dataclass(frozen=True, slots=True)
class Bomb:
    """``marks`` is how often the marked word stands in it for whoever reads it."""

    name: str
    file: str
    write: Callable[[Path], object]
    marks: int = 0


# --- files ------------------------------------------------------------------------------------------------------------


def _text(path: Path, *, text: str, before: str = "", after: str = "") -> None:
    path.write_text(before + text + after, "utf-8", errors="surrogatepass")


def _bytes(path: Path, *, body: Callable[[], bytes]) -> None:
    path.write_bytes(body())


def _repeated(path: Path, *, what: str, times: int, before: str = "", after: str = "") -> None:
    _text(path, text=what * times, before=before, after=after)


def _filled(path: Path, *, what: str, chars: int = _JUST_ALLOWED) -> None:
    """A text of one sentence and then the same again and again, as often as may be; one sentence at the end."""
    words = len(re.findall(r"\w+|[^\w\s]", what * 100)) / 100
    times = min((chars - 2 * len(_SENTENCE) - 4) // len(what), int(_MOST_WORDS / max(words, 0.01)))
    _text(path, text=what * times, before=_SENTENCE + "\n\n", after="\n\n" + _SENTENCE)


def _archive(path: Path, *, coding: str, pack: Callable[[bytes], bytes], body: Callable[[], bytes]) -> None:
    packed = pack(body())
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: %s\r\n\r\n" % coding.encode() + packed
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/a\r\n"
        "WARC-Date: 2026-05-13T06:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    path.write_bytes(head.encode() + block + b"\r\n\r\n")


def _unpacked(sentences: int) -> bytes:
    return (_PARAGRAPH * sentences).encode()


def _packed(body: bytes, *, writer: Callable[[io.BytesIO], BrotliWriter | ZstdWriter]) -> bytes:
    stream = io.BytesIO()
    packing = writer(stream)
    packing.write(body)
    packing.close()
    return stream.getvalue()


def _twice(body: bytes) -> bytes:
    return gzip.compress(gzip.compress(body, 9), 9)


def _member(path: Path) -> None:
    """One gzip member of a web archive that unpacks to 1 GB."""
    with gzip.open(path, "wb", 9) as stream:
        stream.write(b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 1000000000\r\n\r\n")
        for _ in range(1_000):
            stream.write(b" " * _MB)


def _sparse_line(path: Path) -> None:
    with path.open("wb") as stream:
        stream.write(b'{"text": "')
        stream.truncate(1_000 * _MB)


def _row(path: Path, **values: object) -> None:
    path.write_text(json.dumps({"text": _SENTENCE * 3, **values}), "utf-8")


def _table(path: Path, *, cells: Iterable[str], times: int = 1) -> None:
    made = pa.array(list(cells)).dictionary_encode()
    column = pa.DictionaryArray.from_arrays(pa.array([0] * times, pa.int32()), made.dictionary) if times > 1 else made
    pq.write_table(pa.table({"text": column}), path, compression="zstd", data_page_size=1 << 30)


def _laughs(path: Path) -> None:
    """An entity of ten entities of ten entities, nine deep: the billion laughs."""
    levels = (f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "{MARK} ">{"".join(levels)}]>'
    _text(path, text=_PARAGRAPH * 3, before=f"{doctype}<html><body><p>&e9;</p>", after="</body></html>")


def _noise(length: int) -> bytes:
    """Bytes of which no encoding makes sense, and not a NUL among them."""
    return bytes(byte or 1 for byte in Random(1).randbytes(length))


_HOSTILE = {
    "opening marks": "“",
    "straight marks": '"',
    "apostrophes": "'",
    "apostrophes apart": "' ",
    "marks and letters": '"a ',
    "brackets": "(",
    "square brackets": "[",
    "spaces": " ",
    "lines of spaces": " \n",
    "digits": "7",
    "digits and commas": "7,",
    "digits and dots": "1.",
    "letters": "a",
    "capitals": "A",
    "initials": "A. ",
    "capitalised words": "Tosk ",
    "names and commas": "Tosk, ",
    "said said said": "said ",
    "he said": "he said ",
    "said that said": "said that ",
    "of the of the": "of the ",
    "and and and": "Tosk and ",
    "dashes": "—",
    "hyphens": "a-",
    "dots": ".",
    "dots apart": ". ",
    "ellipses": "… ",
    "colons": "said: ",
    "empty quotations": "“” ",
    "quotations": "“a” ",
    "quotations, said": "“a,” said ",
    "entities": "&amp;",
    "combining marks": "a\u0301",
    "bidi controls": "\u202e",
    "zero-width": "\u200b",
    "soft hyphens": "a\u00ad",
    "replacements": "\ufffd",
    "misread marks": "â€œ",
    "surrogates": "\ud800",
    "emoji": "\U0001f469\u200d",
    "addresses": "https://a.",
    "at signs": "a@",
    "title words": "President ",
    "by": "By ",
}

_TRIPLE = _PARAGRAPH * 3
BOMBS = (
    Bomb("gzip body", "a.warc", partial(_archive, coding="gzip", pack=gzip.compress, body=lambda: _unpacked(2 * _MB))),
    Bomb(
        "brotli body",
        "a.warc",
        partial(_archive, coding="br", pack=partial(_packed, writer=BrotliWriter), body=lambda: _unpacked(2 * _MB)),
    ),
    Bomb(
        "zstd body",
        "a.warc",
        partial(_archive, coding="zstd", pack=partial(_packed, writer=ZstdWriter), body=lambda: _unpacked(2 * _MB)),
    ),
    Bomb(
        "gzip of gzip", "a.warc", partial(_archive, coding="gzip, gzip", pack=_twice, body=lambda: _unpacked(2 * _MB))
    ),
    Bomb("gzip member", "a.warc.gz", _member),
    Bomb("billion laughs", "a.html", _laughs, marks=3),
    Bomb("entities", "a.html", partial(_repeated, what="&amp;", times=2_900_000, before="<p>", after="</p>" + _TRIPLE)),
    Bomb("nested 100,000 deep", "a.html", partial(_repeated, what="<div>", times=100_000, after=_TRIPLE)),
    Bomb("nested 1,900 deep", "a.html", partial(_repeated, what="<div>", times=1_900, after=_TRIPLE), marks=3),
    Bomb("nested and full", "a.html", partial(_repeated, what="<div>a<p>b", times=950, after=_TRIPLE), marks=3),
    Bomb(
        "1,000,000 attributes",
        "a.html",
        lambda path: _text(
            path, text="".join(f" a{n}=1" for n in range(_MB)), before="<p", after=f">{_SENTENCE}</p>{_TRIPLE}"
        ),
        marks=4,
    ),
    Bomb(
        "one attribute of 14 MB",
        "a.html",
        partial(_repeated, what="a", times=14 * _MB, before="<p class='", after=f"'>{_SENTENCE}</p>{_TRIPLE}"),
        marks=4,
    ),
    Bomb("a text of 20 MB", "a.html", partial(_repeated, what="salt ", times=4 * _MB, before="<p>")),
    Bomb("a text of 14 MB", "a.html", partial(_repeated, what="salt ", times=2_800_000, before="<p>")),
    Bomb("a word of 14 MB", "a.txt", partial(_repeated, what="s", times=14 * _MB)),
    Bomb("10,000,000 tags", "a.html", partial(_repeated, what="<b>", times=10 * _MB)),
    Bomb("4,900,000 tags", "a.html", partial(_repeated, what="<b>", times=4_900_000)),
    Bomb("4,900,000 brackets", "a.html", partial(_repeated, what="<a ", times=4_900_000)),
    Bomb("14,000,000 opening brackets", "a.html", partial(_repeated, what="<", times=14 * _MB)),
    Bomb("comments never closed", "a.html", partial(_repeated, what="<!--", times=3_500_000)),
    Bomb("scripts never closed", "a.html", partial(_repeated, what="<script>", times=1_700_000)),
    Bomb("closing tags", "a.html", partial(_repeated, what="</p>", times=3_500_000)),
    Bomb(
        "table of 100,000 cells",
        "a.html",
        partial(_repeated, what="<td>salt</td>", times=100_000, before="<table><tr>"),
    ),
    Bomb(
        "table of 20,000 cells",
        "a.html",
        partial(_repeated, what="<tr><td>salt</td>", times=20_000, before="<table>", after="</table>" + _TRIPLE),
        marks=20_003,
    ),
    Bomb("39,000 paragraphs", "a.html", partial(_repeated, what="<p>salt", times=19_000, after=_TRIPLE), marks=19_003),
    Bomb("links", "a.html", partial(_repeated, what="<a href=x>salt</a> ", times=19_000, after=_TRIPLE), marks=19_003),
    Bomb(
        "meta tags",
        "a.html",
        partial(_repeated, what="<meta name=author content=x>", times=75_000, after=_TRIPLE),
        marks=3,
    ),
    Bomb(
        "JSON-LD",
        "a.html",
        partial(
            _repeated,
            what='{"a":[',
            times=80_000,
            before='<script type="application/ld+json">',
            after="</script>" + _TRIPLE,
        ),
        marks=3,
    ),
    Bomb(
        "title of 10 MB",
        "a.html",
        partial(_repeated, what="salt ", times=2 * _MB, before="<title>", after="</title>" + _TRIPLE),
        marks=3,
    ),
    Bomb(
        "heading of 10 MB",
        "a.html",
        partial(_repeated, what="salt ", times=2 * _MB, before="<h1>", after="</h1>" + _TRIPLE),
    ),
    Bomb("headline of 10 MB", "a.jsonl", partial(_row, title="salt " * 2 * _MB), marks=3),
    Bomb("address of 10 MB", "a.jsonl", partial(_row, url="http://" + "a." * 5 * _MB), marks=3),
    Bomb(
        "outlet of 10 MB", "a.jsonl", partial(_row, outlet="a " * 5 * _MB, id="a" * _MB, published="1" * _MB), marks=3
    ),
    Bomb("JSONL line of 1 GB", "a.jsonl", _sparse_line),
    Bomb("JSON 1,000,000 deep", "a.jsonl", partial(_repeated, what="[", times=_MB)),
    Bomb("JSON objects deep", "a.jsonl", partial(_repeated, what='{"a":', times=_MB)),
    Bomb(
        "JSON of lists",
        "a.jsonl",
        partial(_repeated, what="[],", times=4_900_000, before='{"text":"","x":[', after="[]]}"),
    ),
    Bomb(
        "JSON of objects",
        "a.jsonl",
        partial(_repeated, what="{},", times=4_900_000, before='{"text":"","x":[', after="[]]}"),
    ),
    Bomb("JSON number", "a.jsonl", partial(_repeated, what="9", times=14 * _MB, before='{"text":"","x":', after="}")),
    Bomb(
        "14,000,000 lines", "a.jsonl", partial(_repeated, what="\n", times=14 * _MB, after='{"text": "salt"}'), marks=1
    ),
    Bomb("Parquet cell of 300 MB", "a.parquet", lambda path: _table(path, cells=["salt " * 60 * _MB])),
    Bomb("Parquet rows of 10 MB", "a.parquet", lambda path: _table(path, cells=["salt " * 2 * _MB], times=100)),
    Bomb(
        "UTF-7",
        "a.html",
        partial(_repeated, what="+ADw-script+AD4-", times=30_000, before='<meta charset="utf-7">' + _TRIPLE),
        marks=3,
    ),
    Bomb("byte order marks", "a.txt", partial(_bytes, body=lambda: b"\xef\xbb\xbf" * 4_900_000)),
    Bomb("noise", "a.txt", partial(_bytes, body=lambda: _noise(14 * _MB))),
    Bomb(
        "noise declared as Chinese",
        "a.html",
        partial(_bytes, body=lambda: b'<meta charset="gb18030"><p>' + _noise(400_000)),
    ),
    Bomb("noise, short", "a.txt", partial(_bytes, body=lambda: _noise(_JUST_ALLOWED))),
    *(Bomb(name, "a.txt", partial(_filled, what=what), marks=2) for name, what in _HOSTILE.items()),
    *(
        Bomb(f"{name}, in lines", "a.txt", partial(_filled, what=what * 20 + "\n\n"), marks=2)
        for name, what in _HOSTILE.items()
    ),
)
