"""Addresses as they may be asked: http or https, a host written in the usual way, no name and no password."""

from __future__ import annotations

import ipaddress
import re

import httpx

from sayso.fetch.results import FaultError
from sayso.records import Reason

__all__ = ["checked", "joined", "origin_of"]

_MOST_CHARS = 4_000
_SHOWN = 300
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}")
_MOST_HOST_CHARS = 253
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


def checked(url: str) -> httpx.URL:
    """The address, without its fragment and its host's last dot. Raises FaultError (bad address)."""
    if len(url) > _MOST_CHARS:
        raise _bad(f"it has {len(url):,} characters; an address may have {_MOST_CHARS:,}")
    try:
        found = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeEncodeError) as error:
        raise _bad(f"it can't be read ({str(error)[:_SHOWN]})") from error
    _check_parts(found)
    return found.copy_with(host=_checked_host(found.raw_host.decode("ascii")), fragment=None)


def joined(base: httpx.URL, target: str) -> httpx.URL:
    """Where a redirect leads. Raises FaultError (bad address)."""
    if len(target) > _MOST_CHARS:
        raise _bad(f"it leads to an address of {len(target):,} characters; an address may have {_MOST_CHARS:,}")
    try:
        return checked(str(base.join(target)))
    except httpx.InvalidURL as error:
        raise _bad(f"it leads to what is no address ({str(error)[:_SHOWN]})") from error


def origin_of(url: httpx.URL) -> str:
    """``https://post.example:8443``: what one robots.txt is for."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _bad(why: str) -> FaultError:
    return FaultError(Reason.BAD_ADDRESS, f"{why}; expected an address such as https://post.example/news")


def _check_parts(url: httpx.URL) -> None:
    if url.scheme not in ("http", "https"):
        raise _bad(f"its scheme is {url.scheme[:40]!r}, and only http and https are asked")
    if url.userinfo:
        raise _bad("a name or a password stands in it, which are not sent")
    if url.port is not None and not 0 < url.port < 1 << 16:
        raise _bad(f"there is no port {url.port}")


def _checked_host(host: str) -> str:
    """``127.0.0.1`` may be written as ``2130706433``, ``0x7f.1`` or ``0177.0.0.1``, and what is meant by these differs
    from program to program: whatever ends in a number is an IP address in its usual form, or refused."""
    if ":" in host:
        return _checked_ip(host)
    name = host.removesuffix(".").lower()
    if len(name) > _MOST_HOST_CHARS or _HOST.fullmatch(name) is None:
        raise _bad(f"{host[:60]!r} is no name of a host" if host else "it names no host")
    return _checked_ip(name) if _NUMBER.fullmatch(name.rpartition(".")[2]) else name


def _checked_ip(host: str) -> str:
    try:
        ipaddress.ip_address(host)
    except ValueError as error:
        raise _bad(f"its host {host[:60]!r} is a number, and no IP address in its usual form") from error
    if "%" in host:
        raise _bad(f"its host {host[:60]!r} names an interface of this machine")
    return host
