"""Web addresses -> what stands there: the only way to the network, guarded, bounded and polite."""

from sayso.fetch.capture import capture_of
from sayso.fetch.clock import Clock
from sayso.fetch.fetcher import Fetcher
from sayso.fetch.network import Network
from sayso.fetch.polling import next_poll_s
from sayso.fetch.results import Fetched, NotModified, Redirect, Refused

__all__ = [
    "Clock",
    "Fetched",
    "Fetcher",
    "Network",
    "NotModified",
    "Redirect",
    "Refused",
    "capture_of",
    "next_poll_s",
]
