"""How a library stands, shown."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from sayso import output
from sayso.output import Format

__all__ = ["library_status"]


def library_status(path: Path, *, as_json: bool) -> None:
    """Prints how the library at a path stands; as JSON with every refusal and feed."""
    from sayso.libraries import show
    from sayso.library import Library

    with Library.open(path) as library:
        found, watched = library.status(), library.feeds()
        lists = {
            "refusals": [asdict(each) for each in library.refusals()],
            "feeds": [asdict(each) for each in watched],
        }
    output.write(
        output.Target(None, Format.JSON if as_json else Format.TERMINAL),
        to_terminal=lambda console: show.print_status(found, watched, console),
        to_text=lambda _: f"{json.dumps({**asdict(found), **lists}, ensure_ascii=False, indent=2)}\n",
    )
