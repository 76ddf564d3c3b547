"""Times of day, read off a match: “7.30 p.m.”, “at seven in the morning”, “shortly before midnight”; in minutes."""

from __future__ import annotations

import re
from datetime import date

from sayso.collate.lexicons import table
from sayso.collate.when import Frame

__all__ = ["daypart", "hour_of_daypart", "in_digits", "just_off", "minutes_off", "oclock"]


def in_digits(match: re.Match[str], _: date | None) -> tuple[str, float, float] | None:
    """“7.30 p.m.”, “19:30”; None for an hour that is none."""
    hour, minute = int(match["h"]), int(match.groupdict().get("n") or match.groupdict().get("n2") or 0)
    half = match.groupdict().get("a")
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return Frame.CLOCK, hour * 60 + minute, hour * 60 + minute


def oclock(match: re.Match[str], _: date | None) -> tuple[str, float, float]:
    """“seven o’clock”: morning or evening is not told, so it is either and all between."""
    hour = table("times")["hours"][match["w"].lower()]
    return Frame.CLOCK, hour * 60, hour * 60 + 720


def hour_of_daypart(match: re.Match[str], _: date | None) -> tuple[str, float, float] | None:
    """“at seven in the morning”, “at 11 at night”."""
    hour = table("times")["hours"].get(match["h"].lower()) or int(match["h"])
    if not 1 <= hour <= 12:
        return None
    part = match.groupdict().get("a") or "night"
    late = part in ("afternoon", "evening") or (part == "night" and hour >= 6)
    minutes = (hour % 12 + (12 if late else 0)) * 60 + int(match.groupdict().get("n") or 0)
    return Frame.CLOCK, minutes, minutes


def minutes_off(match: re.Match[str], _: date | None) -> tuple[str, float, float] | None:
    """“ten minutes before midnight”."""
    number = table("numbers")["cardinals"].get(match["n"].lower())
    if number is None and not (match["n"].isascii() and match["n"].isdigit() and len(match["n"]) < 3):
        return None
    off = int(match["n"]) if number is None else number
    base = 1440 if match["w"] == "midnight" else 720
    minutes = base - off if match["r"] in ("before", "to") else (base + off) % 1440
    return Frame.CLOCK, minutes, minutes


def just_off(match: re.Match[str], _: date | None) -> tuple[str, float, float]:
    """“shortly before midnight”: within the half hour."""
    base = 1440 if match["w"] == "midnight" else 720
    if match["o"] == "before":
        return Frame.CLOCK, base - 30, base - 1
    return Frame.CLOCK, base % 1440 + 1, base % 1440 + 30


def daypart(match: re.Match[str], _: date | None) -> tuple[str, float, float]:
    """“afternoon”, “midnight”."""
    low, high = table("times")["dayparts"][match["t"].lower()]
    return Frame.CLOCK, low, high
