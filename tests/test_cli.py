"""The command line: formats, targets, exit codes, and what goes where."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso import __version__
from sayso.cli import DONE, INTERRUPTED, MISUSED, NOTHING_DONE, app
from sayso.errors import UsageError
from sayso.output import Format, target
from sayso.records import Act
from sayso.report import STANDARDS
from sayso.story import fact_checks, reports
from tests.command import COURIER, HERALD, environment, sayso, write

COMMANDS = ("compare", "statements", "clean", "demo")


def test_version() -> None:
    run = sayso("--version")
    assert (run.returncode, run.stdout, run.stderr) == (DONE, f"sayso {__version__}\n".encode(), b"")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples(command: str) -> None:
    shown = CliRunner().invoke(app, [command, "--help"])
    assert shown.exit_code == DONE
    assert f"sayso {command}" in shown.output.partition("Examples:")[2]


@pytest.mark.parametrize("command", ["compare", "statements", "clean"])
def test_help_has_the_exit_codes(command: str) -> None:
    shown = CliRunner().invoke(app, [command, "--help"]).output
    assert all(line in shown for line in ("0    done", "1    nothing", "2    ", "3    done in part", "130  "))


def test_help_shows_what_stands_in_brackets() -> None:
    shown = CliRunner().invoke(app, ["compare", "--help"]).output.replace("│", " ")
    assert "sayso[names]" in "".join(shown.split())


def test_no_arguments_is_help() -> None:
    assert "Commands" in CliRunner().invoke(app, []).output


@pytest.mark.parametrize(
    "arguments", [("compare",), ("compare", "a.txt", "-f", "pdf"), ("summarise", "a.txt"), ("clean", "--outlet")]
)
def test_misuse(arguments: tuple[str, ...]) -> None:
    run = sayso(*arguments)
    assert run.returncode == MISUSED
    assert run.stdout == b""
    assert b"Traceback" not in run.stderr


# --- acts -----------------------------------------------------------------------------------------------------------

PORT = """\
Quill denies that boats sink

VELDA, 4 March (Veldapress) - Ada Quill denied on Tuesday that the boats in the harbour of Velda had been sold.

“We will not sell the boats this year,” Quill told reporters in the harbour.

The finance minister, Oda Brenn, believes that the boats were sold in the spring.
"""


@pytest.mark.parametrize("command", ["compare", "statements"])
def test_help_names_the_acts(command: str) -> None:
    shown = " ".join(CliRunner().invoke(app, [command, "--help"]).output.replace("│", " ").split())
    assert "--act" in shown
    assert f"one of: {', '.join(Act)}." in shown


def test_statements_of_some_acts(tmp_path: Path) -> None:
    (path,) = write(tmp_path, port=PORT)
    whole = [json.loads(line) for line in sayso("statements", path, "-f", "jsonl").stdout.splitlines()]
    assert [row["act"] for row in whole if row["act"] != "said"]
    for chosen in (("said",), ("denied", "BELIEVES"), ("warned",)):
        flags = [part for act in chosen for part in ("--act", act)]
        run = sayso("statements", path, "-f", "jsonl", *flags)
        assert run.returncode == DONE
        kept = [json.loads(line) for line in run.stdout.splitlines()]
        assert kept == [row for row in whole if row["act"] in [act.lower() for act in chosen]]


def test_the_order_of_acts_tells_nothing(tmp_path: Path) -> None:
    (path,) = write(tmp_path, port=PORT)
    runs = [
        sayso("statements", path, "-f", "json", *flags).stdout
        for flags in (("--act", "said", "--act", "denied"), ("--act", "denied", "--act", "said", "--act", "said"))
    ]
    assert runs[0] == runs[1]
    assert json.loads(runs[0])["run"]["settings"]["extract"]["acts"] == ["said", "denied"]


def test_an_unknown_act_is_misuse_and_the_acts_are_listed(tmp_path: Path) -> None:
    (path,) = write(tmp_path, port=PORT)
    run = sayso("statements", path, "--act", "sung")
    assert run.returncode == MISUSED
    assert run.stdout == b""
    said = run.stderr.decode()
    assert "sung" in said
    assert all(act in said for act in Act)


def test_only_what_is_sure(tmp_path: Path) -> None:
    (path,) = write(tmp_path, port=PORT)
    whole = [json.loads(line) for line in sayso("statements", path, "-f", "jsonl").stdout.splitlines()]
    least = sorted(row["confidence"] for row in whole)[len(whole) // 2]
    run = sayso("statements", path, "-f", "jsonl", "--min-confidence", str(least))
    doubtful = {row["id"] for row in whole if row["confidence"] < least}
    assert doubtful
    kept = [json.loads(line) for line in run.stdout.splitlines()]
    assert kept == [row for row in whole if not {row["id"], row["within"]} & doubtful]


@pytest.mark.skipif(find_spec("rigour") is not None, reason="what it needs is there")
def test_names_are_compared_by_what_is_asked_for_or_not_at_all(tmp_path: Path) -> None:
    run = sayso("compare", *write(tmp_path, herald=HERALD, courier=COURIER), "--names", "rigour")
    assert run.returncode == MISUSED
    assert "sayso[names]" in run.stderr.decode()
    assert run.stdout == b""


@pytest.mark.parametrize("least", ["-0.1", "1.1", "high"])
def test_a_confidence_is_from_0_to_1(tmp_path: Path, least: str) -> None:
    (path,) = write(tmp_path, port=PORT)
    run = sayso("statements", path, "--min-confidence", least)
    assert run.returncode == MISUSED
    assert least in run.stderr.decode()


# --- where and as what ----------------------------------------------------------------------------------------------

SUFFIXES = [
    ("report.html", Format.HTML),
    ("REPORT.HTM", Format.HTML),
    ("rows.jsonl", Format.JSONL),
    ("all.json", Format.JSON),
    ("rows.csv", Format.CSV),
    ("notes.md", Format.MD),
    ("page.txt", Format.TERMINAL),
    ("corpus.tei", Format.TEI),
    ("who.graphml", Format.GRAPHML),
]


@pytest.mark.parametrize(("name", "expected"), SUFFIXES)
def test_the_suffix_tells_the_format(tmp_path: Path, name: str, expected: Format) -> None:
    assert target(tmp_path / name, None, inputs=()).format is expected


def test_a_named_format_outweighs_the_suffix(tmp_path: Path) -> None:
    assert target(tmp_path / "report.html", Format.JSON, inputs=()).format is Format.JSON


@pytest.mark.parametrize("path", [None, Path("-")])
def test_without_a_file_it_is_a_terminal_page(path: Path | None) -> None:
    found = target(path, None, inputs=())
    assert (found.path, found.format) == (None, Format.TERMINAL)


def test_an_unknown_suffix_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"report\.pdf.*-f terminal\|json"):
        target(tmp_path / "report.pdf", None, inputs=())


def test_a_suffix_that_several_formats_have_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"add -f .*annotations\|.*schema-org"):
        target(tmp_path / "notes.jsonld", None, inputs=())


@pytest.mark.parametrize("fmt", STANDARDS)
def test_who_said_what_is_not_asked_of_clean(tmp_path: Path, fmt: str) -> None:
    run = sayso("clean", *write(tmp_path, herald=HERALD), "-f", fmt)
    assert (run.returncode, run.stdout) == (MISUSED, b"")
    assert b"which sayso statements gives" in run.stderr


@pytest.mark.parametrize("fmt", STANDARDS)
def test_standards_go_to_a_file_as_to_a_pipe(tmp_path: Path, fmt: str) -> None:
    paths = write(tmp_path, herald=HERALD)
    to = tmp_path / "out"
    assert sayso("statements", *paths, "-f", fmt, "-o", to).returncode == DONE
    assert to.read_bytes() == sayso("statements", *paths, "-f", fmt).stdout != b""


def test_a_folder_is_not_written_to(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="this is a folder"):
        target(tmp_path, Format.JSON, inputs=())


def test_a_missing_folder_is_told_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        target(tmp_path / "none" / "report.html", None, inputs=())


def test_inputs_are_never_written_to(tmp_path: Path) -> None:
    (path,) = write(tmp_path, herald=HERALD)
    run = sayso("clean", path, "-o", path)
    assert run.returncode == MISUSED
    assert b"one of the inputs" in run.stderr
    assert Path(path).read_text("utf-8") == HERALD


def test_a_file_is_written_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    paths = write(tmp_path, herald=HERALD)
    (tmp_path / "rows.jsonl").write_text("what was there before")
    run = sayso("clean", *paths, "-o", tmp_path / "rows.jsonl")
    assert (run.returncode, run.stdout) == (DONE, b"")
    assert json.loads((tmp_path / "rows.jsonl").read_text("utf-8"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["herald.txt", "rows.jsonl"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    paths = write(tmp_path, herald=HERALD)
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "rows.jsonl")
    sayso("clean", *paths, "-o", tmp_path / "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "rows.jsonl").stat().st_size > 0


def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    (path,) = write(tmp_path, herald=HERALD)
    assert sayso("clean", path, "-o", "/dev/null", "-f", "json").returncode == DONE
    assert not Path("/dev/null").is_file()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    (path,) = write(tmp_path, herald=HERALD)
    tmp_path.chmod(0o500)
    run = sayso("clean", path, "-o", tmp_path / "rows.jsonl")
    assert run.returncode == MISUSED
    assert b"can't be written" in run.stderr


# --- standard output and standard error -------------------------------------------------------------------------------


def test_data_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    (path,) = write(tmp_path, herald=HERALD)
    run = sayso("clean", path, "-f", "jsonl", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert run.returncode == DONE
    assert "“We will not tax salt" in run.stdout.decode("utf-8")


def test_quiet_without_a_terminal(tmp_path: Path) -> None:
    (path,) = write(tmp_path, herald=HERALD)
    run = sayso("clean", path, "-f", "jsonl")
    assert run.stderr == b""


def test_verbose_tells_progress_and_reasons(tmp_path: Path) -> None:
    (path,) = write(tmp_path, herald=HERALD)
    quiet, verbose = (sayso("clean", path, "-f", "jsonl", *flags) for flags in ([], ["-v"]))
    assert quiet.stdout == verbose.stdout
    said = verbose.stderr.decode()
    assert "reading articles: 1" in said
    assert "outlet Veldapress (credit)" in said
    assert "set aside: nothing" in said


def test_plain_text_in_a_pipe(tmp_path: Path) -> None:
    run = sayso("clean", *write(tmp_path, herald=HERALD))
    assert b"\x1b" not in run.stdout


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    (path,) = write(tmp_path, herald=HERALD * 200)
    command = [sys.executable, "-m", "sayso", "clean", path, "-f", "json"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    assert run.stdout is not None
    assert run.stderr is not None
    with run:
        run.stdout.read(10)
        run.stdout.close()
        said = run.stderr.read()
    assert said == b""
    assert run.returncode == -signal.SIGPIPE


INTERRUPTED_AT_WORK = """
import os, signal, sys
from sayso import cli, pipeline

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job is started deaf to it

def clean_articles(*arguments, **more):
    os.kill(os.getpid(), signal.SIGINT)

pipeline.clean_articles = clean_articles
sys.argv = ["sayso", "clean", "herald.txt"]
cli.main()
"""


def test_ctrl_c() -> None:
    run = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_AT_WORK], capture_output=True, env=environment(), check=False
    )
    assert run.returncode == INTERRUPTED
    assert b"Traceback" not in run.stderr


FAULTY = INTERRUPTED_AT_WORK.replace("os.kill(os.getpid(), signal.SIGINT)", "raise ZeroDivisionError('salt')")


def test_a_fault_of_our_own_is_one_line() -> None:
    run = subprocess.run([sys.executable, "-c", FAULTY], capture_output=True, env=environment(), check=False)
    assert run.returncode == NOTHING_DONE
    (line,) = run.stderr.decode().splitlines()
    assert "ZeroDivisionError" in line


def test_verbose_shows_the_traceback_of_a_fault() -> None:
    faulty = FAULTY.replace('"herald.txt"', '"herald.txt", "-v"')
    run = subprocess.run([sys.executable, "-c", faulty], capture_output=True, env=environment(), check=False)
    assert b"Traceback" in run.stderr


# --- published fact-checks ------------------------------------------------------------------------------------------


def test_fact_checks_are_shown_and_what_is_no_use_is_told(tmp_path: Path) -> None:
    done = sayso(
        "statements", *reports()[:1], "--fact-checks", fact_checks(), "-f", "json", "-o", tmp_path / "out.json"
    )
    assert done.returncode == 0
    said = done.stderr.decode()
    assert "of 6 fact-checks check something said here" in said
    assert "1 could not be used (no rating); the first: fact-check 7 (https://" in said
    whole = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert whole["run"]["fact_checks"]["read"] == 6


@pytest.mark.parametrize(("content", "told"), [(None, "there is no such file"), ("Claim,Rating", "it begins with 'C'")])
def test_fact_checks_that_can_not_be_read_stop_it_before_the_work(
    tmp_path: Path, content: str | None, told: str
) -> None:
    path = tmp_path / "checks.json"
    if content is not None:
        path.write_text(content)
    done = sayso("compare", *write(tmp_path, herald=HERALD, courier=COURIER), "--fact-checks", path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert f"the fact-checks {path} can't be used: {told}" in done.stderr.decode()


def test_the_output_never_overwrites_the_fact_checks(tmp_path: Path) -> None:
    path = tmp_path / "checks.json"
    path.write_bytes(fact_checks().read_bytes())
    paths = write(tmp_path, herald=HERALD, courier=COURIER)
    assert sayso("compare", *paths, "--fact-checks", path, "-o", path).returncode == 2
    assert path.read_bytes() == fact_checks().read_bytes()
