"""News agencies, by the names that articles and pages have for them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["agency_named", "agency_names"]


def agency_named(name: str) -> str | None:
    """An agency's name as datelines print it: ``AP`` for ``The Associated Press``, for ``AP/Reuters``, and for the
    address ``apnews.com``; None for none that is known. Case counts: ``mena`` is no agency."""
    name = name.strip(" .")
    return _names().get(name) or _names().get(name.split("/")[0].strip()) or _of_address(name.lower())


def agency_names() -> frozenset[str]:
    """All names that are known."""
    return frozenset(_names())


def _of_address(host: str) -> str | None:
    labels = host.split(".")
    ends = (".".join(labels[place:]) for place in range(len(labels) - 1))
    return next((found for end in ends if (found := _addresses().get(end))), None)


@cache
def _names() -> dict[str, str]:
    return {other: name for name, others in _data()["names"].items() for other in (name, name.upper(), *others)}


@cache
def _addresses() -> dict[str, str]:
    return {host: name for name, hosts in _data()["addresses"].items() for host in hosts}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("sayso").joinpath("agencies.toml").read_text("utf-8"))
