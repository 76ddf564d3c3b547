"""Who judges, and when."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from sayso.errors import UsageError
from sayso.judgements import Signature

__all__ = ["signature"]


def signature(by: str | None, note: str = "") -> Signature:
    """That of the person named, or else of the account, as of now."""
    return Signature(_account() if by is None else by, _now(), note)


def _account() -> str:
    """The name of the account that runs this; not from the environment, which says what anybody wrote into it."""
    try:
        import pwd
    except ImportError:  # Windows
        return os.getlogin()
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError as error:
        raise UsageError("this account has no name: say who judges with --by") from error


def _now() -> str:
    """The only clock that sayso reads."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
