"""The docs tell of every command, option, format and exit code that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

import sayso
from sayso.cli import app
from sayso.output import Format

ROOT = Path(__file__).parents[1]
PAGES = {path: path.read_text("utf-8") for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]}
ALL = "\n".join(PAGES.values())

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
for group in ("eval", "judge"):
    COMMANDS |= {f"{group} {name}": command for name, command in COMMANDS[group].commands.items()}
OPTIONS = sorted({tuple(parameter.opts) for command in COMMANDS.values() for parameter in command.params})


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_in_the_docs(command: str) -> None:
    assert f"sayso {command}" in ALL


@pytest.mark.parametrize("names", [names for names in [*OPTIONS, ("--version",)] if names[0].startswith("-")])
def test_every_option_is_in_the_docs(names: tuple[str, ...]) -> None:
    """By its short name or its long one."""
    assert any(f"`{name}" in ALL or f" {name}" in ALL for name in names)


@pytest.mark.parametrize("name", list(Format))
def test_every_format_is_in_the_docs(name: str) -> None:
    assert f"`{name}`" in ALL


@pytest.mark.parametrize("name", sorted({*sayso.__all__} - {"__version__"}))
def test_every_public_name_is_in_the_docs(name: str) -> None:
    assert name in ALL


@pytest.mark.parametrize("code", ["0", "1", "2", "3", "130"])
def test_every_exit_code_is_in_the_docs(code: str) -> None:
    assert f"| `{code}` |" in ALL or f"| {code} |" in ALL


@pytest.mark.parametrize("target", ["demo", "test", "lint", "bench"])
def test_every_make_target_is_in_the_docs(target: str) -> None:
    assert f"make {target}" in ALL + (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_links_lead_somewhere() -> None:
    """Relative links of a page: a file or folder of the project."""
    broken = [
        f"{path.relative_to(ROOT)}: {link}"
        for path, text in PAGES.items()
        for link in re.findall(r"\]\(([^)#\s]+)", text)
        if "://" not in link and not (path.parent / link).exists()
    ]
    assert broken == []
