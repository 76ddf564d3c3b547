"""Bad input, each through the real command: a clear sentence on standard error, no traceback, and the rest goes on."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from sayso.cli import DONE, DONE_IN_PART, MISUSED, NOTHING_DONE
from tests.command import COURIER, HERALD, WEATHER, sayso, write

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20

GERMAN = """\
Der Präsident von Veldanien hat am Dienstag erklärt, dass der Hafen den ganzen Winter über geöffnet bleiben werde.

„Wir werden das Salz in diesem Jahr nicht besteuern“, sagte er vor Journalisten in der Hauptstadt, und fügte hinzu,
dass die Regierung im Frühjahr noch einmal darüber nachdenken wolle.
"""

NO_ARTICLE = "<!doctype html><html><head><title>Sign in</title></head><body><nav>Home</nav></body></html>"


def told(run: CompletedProcess[bytes]) -> str:
    """What the run said to the person. Whatever went wrong, no traceback may be in it."""
    said = run.stderr.decode()
    assert "Traceback" not in said, said
    assert "fault of" not in said, said
    return said


# name of the file, what is in it, what the person must be told about it
REFUSED = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t\n ", "white space"),
    ("photo.png", PNG, "picture"),
    ("photo.txt", PNG, "picture"),  # the name lies
    ("login.html", NO_ARTICLE.encode(), "no article"),
    ("zeitung.txt", GERMAN.encode(), "language"),
    ("huge.txt", b"salt " * 4_000_000, "20,000,000 bytes"),  # 20 MB on one line
    ("deep.html", b"<div>" * 100_000 + b"salt" + b"</div>" * 100_000, "deep"),
    ("broken.jsonl", b'{"text": "No closing brace\n', "JSON"),
]


@pytest.mark.parametrize(("name", "body", "expected"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_refused_alone(tmp_path: Path, name: str, body: bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(body)
    run = sayso("statements", name, cwd=tmp_path)
    assert run.returncode == NOTHING_DONE
    assert run.stdout == b""
    refusal, count = told(run).splitlines()
    assert name in refusal
    assert expected in refusal
    assert count == "sayso: 1 of 1 input was refused"


def test_a_missing_path(tmp_path: Path) -> None:
    run = sayso("statements", "nowhere.txt", cwd=tmp_path)
    assert run.returncode == NOTHING_DONE
    assert "nowhere.txt" in told(run).splitlines()[0]


def test_the_rest_goes_on(tmp_path: Path) -> None:
    """A folder with one good report and everything that is refused."""
    write(tmp_path, herald=HERALD)
    for name, body, _ in REFUSED:
        (tmp_path / name).write_bytes(body)
    run = sayso("statements", ".", "-f", "jsonl", cwd=tmp_path)
    assert run.returncode == DONE_IN_PART
    assert {json.loads(line)["path"] for line in run.stdout.splitlines()} == {"herald.txt"}
    said = told(run).splitlines()
    assert said[-1] == f"sayso: {len(REFUSED)} of {len(REFUSED) + 1} inputs were refused"
    assert len(said) == len(REFUSED) + 1
    assert len(set(said)) == len(said), "each has a sentence of its own"


def test_two_unrelated_articles_are_not_forced_together(tmp_path: Path) -> None:
    run = sayso("compare", *write(tmp_path, herald=HERALD, weather=WEATHER), "-f", "json")
    assert run.returncode == DONE_IN_PART
    assert "2 different events" in told(run)
    for thing in json.loads(run.stdout)["things_said"]:
        assert len({reading["document"] for reading in thing["readings"]}) == 1


def test_one_file_only(tmp_path: Path) -> None:
    (path,) = write(tmp_path, herald=HERALD)
    run = sayso("compare", path)
    assert run.returncode == NOTHING_DONE
    assert run.stdout == b""
    assert "at least two articles" in told(run)
    assert "sayso statements" in told(run)


def test_one_of_two_is_refused(tmp_path: Path) -> None:
    paths = write(tmp_path, herald=HERALD, empty="")
    run = sayso("compare", *paths)
    assert run.returncode == NOTHING_DONE
    assert "empty.txt" in told(run)
    assert "at least two articles" in told(run)


def test_the_same_file_twice_is_one_article(tmp_path: Path) -> None:
    (path,) = write(tmp_path, herald=HERALD)
    run = sayso("compare", path, path)
    assert run.returncode == NOTHING_DONE
    assert "more than once" in told(run)


def test_more_outlets_than_files(tmp_path: Path) -> None:
    (path,) = write(tmp_path, herald=HERALD)
    run = sayso("statements", path, "--outlet", "Herald", "--outlet", "Courier")
    assert run.returncode == MISUSED
    assert "2 outlets" in told(run)
    assert "1 path" in told(run)


def test_an_unreadable_reference(tmp_path: Path) -> None:
    paths = write(tmp_path, herald=HERALD, courier=COURIER)
    run = sayso("compare", *paths, "--reference", tmp_path / "none.txt")
    assert run.returncode == MISUSED
    assert "reference" in told(run)


@pytest.mark.parametrize("fmt", ["terminal", "json", "jsonl", "csv", "md", "html"])
def test_hostile_characters_neither_stop_nor_escape(tmp_path: Path, fmt: str) -> None:
    """Lone surrogates, NULs, bidi controls and terminal escapes in the text, the outlet and the file's name."""
    hostile = "“We will \x00not\ud800 tax \u202esalt\u202c this \x1b[31myear,” President Ilmar Tosk said on Tuesday."
    row = {"text": hostile, "outlet": "Her\u202eald\x1b[2J", "id": "h\x1b]0;x\x07", "title": "Salt </script><b>"}
    (tmp_path / "news\x1b[1m.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    run = sayso("statements", "news\x1b[1m.jsonl", "-f", fmt, cwd=tmp_path)
    told(run)
    assert run.returncode == DONE
    written = run.stdout.decode("utf-8")  # valid UTF-8, so no lone surrogate
    assert "tax" in written
    if fmt in ("terminal", "html", "md"):
        assert not {"\x1b", "\x00", "\x07"} & set(written)
    if fmt in ("terminal", "html"):
        assert "\u202e" not in written or "\u2069" in written or "\u202c" in written
    if fmt == "html":
        assert "</script><b>" not in written


def test_file_names_do_not_drive_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\u202eb.txt").write_text("")
    run = sayso("clean", ".", cwd=tmp_path)
    assert not {"\x1b", "\u202e"} & set(told(run))


def test_standard_input(tmp_path: Path) -> None:
    run = sayso("statements", "-", "--outlet", "Herald", "-f", "jsonl", stdin=HERALD.encode())
    assert run.returncode == DONE
    assert {json.loads(line)["path"] for line in run.stdout.splitlines()} == {"-"}
    told(run)


def test_empty_standard_input() -> None:
    run = sayso("statements", "-", stdin=b"")
    assert run.returncode == NOTHING_DONE
    assert "empty" in told(run)


def test_a_guessed_encoding_is_told(tmp_path: Path) -> None:
    body = HERALD.replace("President", "Señor").encode("cp1252")  # in cp1250 a Seńor, which is as good a word
    (tmp_path / "herald.txt").write_bytes(body)
    run = sayso("statements", "herald.txt", "-f", "jsonl", cwd=tmp_path)
    assert run.returncode == DONE
    assert "its encoding is not declared; it was guessed to be cp1252" in told(run)
