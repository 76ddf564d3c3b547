"""That nothing is connected to which must not be; and that the benchmark would notice."""

from __future__ import annotations

import pytest

from benchmarks.reliability import hostile_urls
from sayso.fetch import network


def test_no_hostile_address_is_connected_to() -> None:
    given = hostile_urls.cases()
    assert len(given) > 100
    outcome = hostile_urls.outcome_of(given[::5])
    assert outcome.is_good, (outcome.through, outcome.denied)
    assert outcome.refused.total() == len(given[::5])


def test_it_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "denial", lambda address, *, allow_private: None)
    given = [case for case in hostile_urls.cases() if case.url in ("http://127.0.0.1/", "http://rebind.example/")]
    outcome = hostile_urls.outcome_of(given)
    assert not outcome.is_good
    assert len(outcome.denied) == 2
