"""Any encoding: as told, as declared, as detected, and said so where it is no more than a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.clean.decode import decode

QUOTED = "“We won’t go – ever,” she said…"
CYRILLIC = "Президент сказал, что гавань останется в руках государства, сколько бы за неё ни давали."


@pytest.mark.parametrize(
    ("body", "charset", "is_page", "text", "encoding", "encoding_from"),
    [
        (QUOTED.encode(), None, False, QUOTED, "utf-8", "detected"),
        (b"plain", None, False, "plain", "utf-8", "detected"),
        (QUOTED.encode("cp1252"), None, False, QUOTED, "cp1252", "detected"),  # marks that all code pages share
        ("Señor Muñez".encode("cp1252"), None, False, "Señor Muñez", "cp1252", "guessed"),  # or "Muńez"
        (CYRILLIC.encode("cp1251"), None, False, CYRILLIC, "cp1251", "detected"),
        (CYRILLIC.encode("koi8-r"), None, False, CYRILLIC, "koi8-r", "detected"),
        (QUOTED.encode("utf-8-sig"), None, False, QUOTED, "utf-8", "declared"),
        (QUOTED.encode("utf-16"), None, False, QUOTED, "utf-16-le", "declared"),
        (QUOTED.encode("utf-16-be"), None, False, QUOTED, "utf-16-be", "detected"),  # every other byte is NUL
        (QUOTED.encode("cp1251"), "windows-1251", False, QUOTED, "cp1251", "given"),
        (QUOTED.encode("cp1252"), "ISO-8859-1", False, QUOTED, "cp1252", "given"),  # as browsers read it
        (b"a\x81b", "latin1", False, "a\x81b", "cp1252", "given"),
        (b"x", "zip", False, "x", "utf-8", "detected"),  # no encoding of texts
        (b"x", "no\0such", False, "x", "utf-8", "detected"),
        (b"\xef\xbb\xbfx", "utf-8", False, "\ufeffx", "utf-8", "given"),  # a row's own character, not a mark
    ],
)
def test_decoding(
    body: bytes, charset: str | None, is_page: bool, text: str, encoding: str, encoding_from: str
) -> None:
    decoded = decode(body, charset, is_page=is_page)
    assert (decoded.text, decoded.encoding, decoded.encoding_from) == (text, encoding, encoding_from)


@pytest.mark.parametrize(
    ("declaration", "written_in", "encoding", "encoding_from"),
    [
        ('<meta charset="windows-1252">', "cp1252", "cp1252", "declared"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252", "cp1252", "declared"),
        ('<?xml version="1.0" encoding="windows-1252"?>', "cp1252", "cp1252", "declared"),
        ("<meta charset=utf-8>", "utf-8", "utf-8", "declared"),
        ("<meta charset=iso-8859-1>", "utf-8", "utf-8", "detected"),  # the declaration is wrong, and “ shows it
        ("<meta charset=utf-8>", "cp1252", "cp1252", "detected"),
        ("<meta charset=none-such>", "utf-8", "utf-8", "detected"),
    ],
)
def test_declarations_of_pages(declaration: str, written_in: str, encoding: str, encoding_from: str) -> None:
    decoded = decode(f"{declaration}<p>{QUOTED}".encode(written_in), None, is_page=True)
    assert decoded.text.endswith(QUOTED)
    assert (decoded.encoding, decoded.encoding_from) == (encoding, encoding_from)


def test_a_broken_byte_is_a_replacement_character() -> None:
    decoded = decode((QUOTED * 20).encode() + b"\xff!", None, is_page=False)
    assert decoded.text == QUOTED * 20 + "\ufffd!"
    assert decoded.encoding == "utf-8"


@given(st.text(alphabet=st.characters(), max_size=50))
def test_a_rows_text_comes_out_as_it_went_in(text: str) -> None:
    assert decode(text.encode("utf-8", "surrogatepass"), "utf-8", is_page=False).text == text


@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_are_too_odd(body: bytes, is_page: bool) -> None:
    assert isinstance(decode(body, None, is_page=is_page).text, str)
