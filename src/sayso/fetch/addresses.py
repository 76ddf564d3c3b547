"""Which IP addresses may be connected to: public unicast ones, as IANA registers them, and no others.

Python's ``is_global`` will not do: it lets through multicast, and addresses in which another one is wrapped (NAT64,
6to4), so that ``64:ff9b::7f00:1`` would lead to this machine.
"""

from __future__ import annotations

import ipaddress
from typing import Final

__all__ = ["denial"]

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def denial(address: str, *, allow_private: bool) -> str | None:
    """Why no connection may be made to an IP address, ``127.0.0.1 is this machine``; None where one may be.

    ``allow_private`` allows this machine and private networks, nothing else.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return f"{address[:60]!r} is no IP address"
    if isinstance(ip, ipaddress.IPv6Address) and ip.scope_id is not None:
        return f"{address[:60]} names an interface of this machine"
    what = _kind(ip, _NEVER) or (None if allow_private else _kind(ip, _PRIVATE))
    if what is None and ip.version == 6 and ip not in _GLOBAL_UNICAST and _kind(ip, _PRIVATE) is None:
        what = "no address of the public network"
    return None if what is None else f"{ip} is {what}"


def _kind(ip: ipaddress.IPv4Address | ipaddress.IPv6Address, kinds: tuple[tuple[_Network, str], ...]) -> str | None:
    return next((what for network, what in kinds if ip.version == network.version and ip in network), None)


def _kinds(*rows: tuple[str, str]) -> tuple[tuple[_Network, str], ...]:
    return tuple((ipaddress.ip_network(network), what) for network, what in rows)


_GLOBAL_UNICAST: Final = ipaddress.ip_network("2000::/3")
"""All that IANA has given out of IPv6 as global unicast; mapped, translated and local addresses lie outside of it."""

_PRIVATE: Final = _kinds(
    ("127.0.0.0/8", "this machine"),
    ("::1/128", "this machine"),
    ("10.0.0.0/8", "of a private network"),
    ("172.16.0.0/12", "of a private network"),
    ("192.168.0.0/16", "of a private network"),
    ("fc00::/7", "of a private network"),
)

# https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry, read in full: also rows
# that are "globally reachable" but where no site is (AS112, AMT, anycast of protocols).
_NEVER: Final = _kinds(
    ("0.0.0.0/8", "unspecified"),
    ("100.64.0.0/10", "inside a provider's network"),
    ("169.254.0.0/16", "link-local, as a cloud's service for its machines is"),
    ("168.63.129.16/32", "a cloud's service for its machines"),  # public by number, Azure's own inside of it
    ("192.0.0.0/24", "kept for protocols"),
    ("192.0.2.0/24", "for documentation"),
    ("192.31.196.0/24", "kept for protocols"),
    ("192.52.193.0/24", "kept for protocols"),
    ("192.88.99.0/24", "kept for protocols"),
    ("192.175.48.0/24", "kept for protocols"),
    ("198.18.0.0/15", "for measuring networks"),
    ("198.51.100.0/24", "for documentation"),
    ("203.0.113.0/24", "for documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"),
    ("2001::/23", "kept for protocols"),  # Teredo, ORCHID, ...
    ("2001:db8::/32", "for documentation"),
    ("2002::/16", "another address wrapped (6to4)"),
    ("2620:4f:8000::/48", "kept for protocols"),
    ("3fff::/20", "for documentation"),
    ("fd00:ec2::254/128", "a cloud's service for its machines"),
    ("fd20:ce::254/128", "a cloud's service for its machines"),
)
