"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# A shared machine has no steady clock, and no test is about time.
settings.register_profile("sayso", deadline=None)
settings.load_profile("sayso")
