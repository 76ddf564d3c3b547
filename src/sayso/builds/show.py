"""What the person and programs see of a build."""

from __future__ import annotations

import json
from dataclasses import asdict

from rich.console import Console

from sayso.build import Plan, Status
from sayso.records import Reason
from sayso.report.sheet import Sheet
from sayso.report.visible import one_line
from sayso.report.words import counted

__all__ = ["plan_json", "print_plan", "print_status", "status_json"]

_TABLES = {
    "documents": "articles",
    "statements": "statements",
    "entities": "speakers",
    "stories": "stories",
    "copies": "pairs of which one stands in the other",
    "things_said": "things said",
    "differences": "differences",
    "coverage": "what became of a thing said in an article",
    "dropped": "inputs refused",
}
_STAGES = {
    "unpack": "files of many articles taken apart",
    "read": "files read and cleaned",
    "duplicates": "articles given twice found",
    "statements": "files of articles searched for statements",
    "measures": "files of articles measured",
    "groups": "copies and stories found",
    "dossiers": "stories brought together",
    "compare": "parts of the stories compared",
}


def print_plan(plan: Plan, console: Console) -> None:
    """What a run would do."""
    sheet = Sheet(console)
    batches = counted(plan.batches, "batch", "batches")
    sheet.line(f"{counted(plan.files, 'file')}, {plan.size / 1e6:,.1f} MB, to be read in {batches}")
    if plan.read:
        sheet.line(f"{plan.read:,} of them read by an earlier run, and not read again")
    for refused in plan.refused:
        sheet.text(f"refused {one_line(refused.uri)}: {one_line(refused.detail)}")
    sheet.line("nothing was done (--dry-run)", "dim")


def plan_json(plan: Plan) -> str:
    """The same as JSON."""
    return json.dumps(asdict(plan), ensure_ascii=False, indent=2) + "\n"


def print_status(status: Status, console: Console) -> None:
    """How far a build is, its tables, what was refused, and the stories with most outlets."""
    sheet = Sheet(console)
    if not status.finished:
        sheet.line("not finished: run the same sayso build again, and it goes on from here", "bold")
        for name, count in status.pieces.items():
            sheet.line(f"  {count:>9,}  {_STAGES[name]}")
        return
    sheet.line(f"{status.path}", "bold")
    for name, words in _TABLES.items():
        if name in status.tables:
            sheet.line(f"  {status.tables[name]:>9,}  {words}" + (f"  ({name}/)" if status.tables[name] else ""))
    for reason, count in status.refused.items():
        passed_over = reason == Reason.NO_PAGE
        told = "passed over" if passed_over else "refused"
        sheet.line(f"  {count:>9,}  {told}: {reason}", "" if passed_over else "yellow")
    for change, count in status.record.get("changes", {}).items():
        sheet.line(f"  {count:>9,}  stories {change} since the run before  (story_changes/)")
    if status.largest:
        sheet.heading("Stories with most outlets")
        for story in status.largest:
            told = f"{story.outlets} outlets, {story.articles} articles, {story.origins} independent origins"
            sheet.line(f"{story.id[:8]}  {told}  {one_line(story.headline or '')}")
        sheet.line()
        sheet.line(f"sayso compare {status.path} --story {status.largest[0].id[:8]}", "dim")


def status_json(status: Status) -> str:
    """The same as JSON, with the record of the run."""
    return json.dumps({**asdict(status), "path": str(status.path)}, ensure_ascii=False, indent=2) + "\n"
