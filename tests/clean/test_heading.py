"""Headlines, bylines, datelines and credits, with what looks like them and is none."""

from __future__ import annotations

import pytest

from sayso.clean.heading import credit_in, dateline_at, find_byline, find_dateline, find_headline
from sayso.spans import Span

PROSE = "The harbour of Port Arvel will stay in public hands for good, President Ilmar Tosk said on Monday."


@pytest.mark.parametrize(
    ("paragraph", "printed", "place", "date", "agency"),
    [
        ("TARN, 8 August (BelTA) - The gate", "TARN, 8 August (BelTA) -", "TARN", "8 August", "BelTA"),
        ("TARN (AP) — The gate", "TARN (AP) —", "TARN", None, "AP"),
        ("TARN, Veldania — Tosk left", "TARN, Veldania —", "TARN, Veldania", None, None),
        ("Tarn, Aug 8 /TASS/. The gate", "Tarn, Aug 8 /TASS/.", "Tarn", "Aug 8", "TASS"),
        (
            "PORT ARVEL, N.Y., Sept. 26 (UPI) — A",
            "PORT ARVEL, N.Y., Sept. 26 (UPI) —",
            "PORT ARVEL, N.Y.",
            "Sept. 26",
            "UPI",
        ),
        ("TARN ― Tosk left", "TARN ―", "TARN", None, None),
        ("NEW ARVEL, Va. - In a yard", "NEW ARVEL, Va. -", "NEW ARVEL, Va.", None, None),
        ("TARN/PORT ARVEL (Reuters) - A", "TARN/PORT ARVEL (Reuters) -", "TARN/PORT ARVEL", None, "Reuters"),
        ("TARN, Aug. 8 (Xinhua) -- The", "TARN, Aug. 8 (Xinhua) --", "TARN", "Aug. 8", "Xinhua"),
        ("ARVEL. Aug 8 (Interfax) - The", "ARVEL. Aug 8 (Interfax) -", "ARVEL", "Aug 8", "Interfax"),
        ("TARN, AFP — Le gate", "TARN, AFP —", "TARN", None, "AFP"),
        ("Tarn (dpa) - The gate", "Tarn (dpa) -", "Tarn", None, "dpa"),
        ("St. Arvel, July 2 (Interfax) - The", "St. Arvel, July 2 (Interfax) -", "St. Arvel", "July 2", "Interfax"),
        ("TARN, Feb 3, 2025 (AFP) - The", "TARN, Feb 3, 2025 (AFP) -", "TARN", "Feb 3, 2025", "AFP"),
        ("TARN (VeldPress) — The gate", "TARN (VeldPress) —", "TARN", None, "VeldPress"),  # an agency not known
        ("TARN —\nThe gate", "TARN —", "TARN", None, None),  # by itself in a line
        ("TARN –“We stay", "TARN –", "TARN", None, None),  # a quotation right behind
        ("(Reuters) - The gate", "(Reuters) -", None, None, "Reuters"),
        ("April 29 (UPI) — The gate", "April 29 (UPI) —", None, "April 29", "UPI"),
        ("TASS, August 8. The gate", "TASS, August 8.", None, "August 8", "TASS"),
    ],
)
def test_datelines(paragraph: str, printed: str, place: str | None, date: str | None, agency: str | None) -> None:
    found = dateline_at(paragraph)
    assert found is not None
    assert (found.span.of(paragraph), found.place, found.date, found.agency) == (printed, place, date, agency)


@pytest.mark.parametrize(
    "paragraph",
    [
        "EXCLUSIVE — The president will resign",  # a label
        "UPDATE 1 - Tosk resigns",
        "NATO — The alliance met",  # a body
        "Tosk (R-N.Y.) — The senator left",  # a party
        "Mr. Tosk - The man himself - left",  # a name and an aside
        "Tarn, Veldania – The capital slept",  # small letters, and nothing else tells
        "Tarn — The capital slept",
        "TARN - and then the sea",  # no sentence begins behind it
        "TOSK: And that is that",  # a speaker in a transcript
        "TARN. The president left",  # a crosshead
        "7 p.m.",
        "Tosk told AP. The agency agreed",
        "U.S. - The Remix",
    ],
)
def test_what_looks_like_a_dateline(paragraph: str) -> None:
    assert dateline_at(paragraph) is None


def test_a_dateline_is_looked_for_at_the_beginning_only() -> None:
    lines = ["Harbour stays", *[PROSE] * 4, "TARN (AP) — The gate"]
    text = "\n".join(lines)
    starts = [text.index(line, i * 2) for i, line in enumerate(lines)]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    assert find_dateline(text, spans) is None
    found = find_dateline(text, [spans[0], spans[-1]])
    assert found is not None
    assert found.span.of(text) == "TARN (AP) —"


@pytest.mark.parametrize(
    ("paragraphs", "told", "expected"),
    [
        (["Harbour stays, says Tosk", PROSE], None, 0),
        (["“We will not sell”", PROSE], None, 0),  # only what was said
        (["Will the harbour be sold?", PROSE], None, 0),
        (["2 hurt in Tarn; police say the gate was open", PROSE], None, 0),
        (["Tosk Leaves The Palace For Good.", PROSE], None, 0),  # a full stop that an archive put there
        (["Tosk left the palace for good.", PROSE], None, None),  # a sentence
        ([PROSE, PROSE], None, None),
        (["TARN (AP) — Tosk left", PROSE], None, None),  # begins with its dateline
        (["By Jane Roe", PROSE], None, None),
        (["Harbour stays, says Tosk"], None, None),  # and no article
        (["Harbour stays", "Gate", "Sea"], None, None),
        (["and so they went home", PROSE], None, None),  # the middle of a sentence
        (["World news", "HARBOUR STAYS, SAYS TOSK", PROSE], "Harbour stays, says Tosk", 1),  # as told, in capitals
        (["Harbour stays, says Tosk.", PROSE], "Harbour stays, says Tosk", 0),
        ([PROSE, PROSE], "Harbour stays, says Tosk", None),  # told, and not printed
    ],
)
def test_headlines(paragraphs: list[str], told: str | None, expected: int | None) -> None:
    assert find_headline(paragraphs, told) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("By JANE ROE and Jon Marr", "JANE ROE and Jon Marr"),
        ("BY JANE ROE | The Arvel Post", "JANE ROE"),
        ("By Jane van der Roe for The Arvel Post", "Jane van der Roe"),
        ("By J. R. Roe", "J. R. Roe"),
        ("Written by Jane Roe", "Jane Roe"),
        ("Author: Jane Roe", "Jane Roe"),
        ("Jane Roe, Staff Writer", "Jane Roe"),
        ("By Jane Roe.", "Jane Roe"),
        ("By Monday", None),  # a day
        ("By Land and Sea", None),  # a title
        ("By far the worst", None),
        ("By 5 p.m.", None),
        ("By Ilmar Tosk's order, the gate was shut", None),  # a sentence
        ("Jane Roe, president", None),
    ],
)
def test_bylines(line: str, expected: str | None) -> None:
    found = find_byline(["Harbour stays, says Tosk", line, PROSE], 0)
    assert (found[1] if found else None) == expected


def test_no_byline_below_the_first_prose() -> None:
    assert find_byline(["Harbour stays", PROSE, "By Jane Roe"], 0) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Source: AP", "AP"),
        ("Copyright 2025 The Associated Press. All rights reserved.", "AP"),
        ("© 2025 AFP", "AFP"),
        ("With reporting by Reuters", "Reuters"),
        ("(With files from The Canadian Press)", "CP"),
        ("By The Associated Press", "AP"),
        ("- Reuters.", "Reuters"),
        ("— AFP", "AFP"),
        ("(dpa)", "dpa"),
        ("- The Arvel Post", None),
        ("Source: the ministry", None),
        ("The AP contributed to this report.", None),  # helped, and no more
        (PROSE, None),
    ],
)
def test_credit_lines(line: str, expected: str | None) -> None:
    assert credit_in(line) == expected
