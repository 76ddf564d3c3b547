"""Which IP addresses may be connected to."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.fetch.addresses import denial

PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "99.255.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "198.17.255.255",
]
PUBLIC += [
    "198.20.0.0",
    "223.255.255.255",
    "169.253.255.255",
    "2606:4700::1111",
    "2a00:1450::1",
    "2001:200::1",
    "2003::1",
]

PRIVATE = [
    "127.0.0.1",
    "127.255.255.255",
    "10.0.0.1",
    "172.16.0.0",
    "172.31.255.255",
    "192.168.1.1",
    "::1",
    "fc00::1",
    "fdff::1",
]

NEVER = [
    "0.0.0.0",
    "0.1.2.3",
    "100.64.0.0",  # inside a provider's network
    "100.100.100.200",  # the metadata of a cloud
    "100.127.255.255",
    "168.63.129.16",  # the same, of another, with a public number
    "169.254.169.254",  # the same, of most
    "192.0.0.192",  # the same, of yet another
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::127.0.0.1",  # compatible
    "::ffff:127.0.0.1",  # mapped
    "::ffff:8.8.8.8",
    "::ffff:0:127.0.0.1",  # translated
    "64:ff9b::7f00:1",  # NAT64
    "64:ff9b::808:808",
    "64:ff9b:1::7f00:1",
    "100::1",  # discarded
    "2001::1",  # Teredo
    "2001:0:7f00:1::",
    "2001:10::1",  # ORCHID
    "2001:20::1",
    "2001:2::1",  # measuring networks
    "2001:db8::1",
    "2002:7f00:1::",  # 6to4
    "2002:808:808::",
    "3fff::1",
    "4000::1",  # given to nobody
    "5f00::1",  # segment routing
    "fd00:ec2::254",  # metadata again
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",  # site-local
    "2606:4700::1111%1",  # an interface has no place in what a name means
    "ff02::1",
    "ff0e::1",  # Python's is_global lets it through
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_allowed(address: str) -> None:
    assert denial(address, allow_private=False) is None
    assert denial(address, allow_private=True) is None


@pytest.mark.parametrize("address", PRIVATE)
def test_private_ones_where_they_are_wanted(address: str) -> None:
    assert denial(address, allow_private=False) is not None
    assert denial(address, allow_private=True) is None


@pytest.mark.parametrize("address", NEVER)
def test_others_never(address: str) -> None:
    assert denial(address, allow_private=False) is not None
    assert denial(address, allow_private=True) is not None


@pytest.mark.parametrize(
    "address", ["", "localhost", "2130706433", "0177.0.0.1", "127.1", "1.2.3.4.5", "[::1]", "x" * 1000]
)
def test_what_is_no_address(address: str) -> None:
    assert "is no IP address" in (denial(address, allow_private=True) or "")


@given(st.ip_addresses())
def test_nothing_is_allowed_that_python_calls_local(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        assert denial(str(ip), allow_private=False) is not None


@given(st.ip_addresses(v=4), st.sampled_from(["::", "::ffff:", "::ffff:0:", "64:ff9b::", "64:ff9b:1::"]))
def test_no_address_is_allowed_in_which_another_is_wrapped(ip: ipaddress.IPv4Address, before: str) -> None:
    assert denial(f"{before}{ip}", allow_private=False) is not None
