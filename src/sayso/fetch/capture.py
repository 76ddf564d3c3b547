"""Fetched -> Capture: what the rest of sayso reads."""

from __future__ import annotations

from sayso.fetch.results import Fetched
from sayso.read.sniff import Form, form_of_bytes, picture_or_binary
from sayso.read.web_addresses import shown
from sayso.records import Capture, Dropped, Reason, Stage

__all__ = ["capture_of"]

_FORMS = {
    "text/html": Form.PAGE,
    "application/xhtml+xml": Form.PAGE,
    "text/plain": Form.TEXT,
}
_LOOKED_AT = 4_096
"""Bytes from which what it is can be told, as in ``sayso.read``."""


def capture_of(fetched: Fetched) -> Capture | Dropped:
    """The article's bytes: ``uri`` is the address that was asked for, ``url`` the one that answered."""
    head = fetched.body[:_LOOKED_AT]
    binary = picture_or_binary(head)
    if binary is not None:
        return _dropped(fetched, f"it is {binary}, and was sent as {fetched.media_type}")
    form = _FORMS.get(fetched.media_type or "") or form_of_bytes(head)
    if fetched.media_type not in _FORMS and form is not Form.PAGE:
        return _dropped(fetched, f"it was sent as {fetched.media_type}, and is no page; expected HTML or plain text")
    return Capture(
        uri=shown(fetched.asked),
        body=fetched.body,
        media_type=form.value,
        charset=fetched.charset,
        url=fetched.url,
        captured_at=fetched.captured_at,
    )


def _dropped(fetched: Fetched, why: str) -> Dropped:
    return Dropped(shown(fetched.asked), Stage.FETCH, Reason.NOT_TEXT, why)
