"""What a caller can catch.

::

    SaysoError
    ├── UsageError        the call makes no sense as given: what was found, what was expected
    └── SettingsError     a setting is out of its range or unknown

One bad record is never an exception: it is a ``records.Dropped``, counted and shown.
"""

from __future__ import annotations

__all__ = ["SaysoError", "SettingsError", "UsageError"]


class SaysoError(Exception):
    """Base of all errors that sayso raises for its caller."""


class UsageError(SaysoError):
    """The call makes no sense as given."""


class SettingsError(SaysoError):
    """A setting is unknown or out of its range."""
