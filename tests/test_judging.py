"""``sayso judge``, as a person uses it: ids and names in, lines in a file, and a comparison that obeys them."""

from __future__ import annotations

import json
import os
import pwd
import re
import shlex
import subprocess
from contextlib import chdir
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from sayso import judgements as judging
from sayso import pipeline, report
from sayso.cli import DONE, DONE_IN_PART, MISUSED, app
from sayso.config import JUDGEMENTS_FILE
from sayso.errors import UsageError
from sayso.records import Judgement, Name, Verdict
from tests.command import COURIER, HERALD, sayso, write

FLARE = """\
Veldania keeps the white stuff cheap

“No levy on salt before the vote,” the president promised in Velda on Tuesday.

The finance minister said that hundreds had been sent home from the works.
"""

AT = "2026-05-14T09:30:00Z"
BY_DAY = r" on \d{4}-\d\d-\d\d"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, herald=HERALD, courier=COURIER, flare=FLARE)
    return tmp_path


def compared(folder: Path, judgements: str | None = None) -> dict[str, Any]:
    """What ``sayso compare . -f json`` gives there, without a process of its own."""
    with chdir(folder):
        comparison = pipeline.compare(["."], judgements=judgements)
    found: dict[str, Any] = json.loads(report.render_comparison(comparison, "json"))
    return found


def called(whole: dict[str, Any], words: str) -> str:
    """The beginning of the id of the statement that has these words, or begins with them."""
    rows = {row["content"][0]["text"]: row["id"] for row in whole["statements"]}
    return str(rows.get(words) or next(key for text, key in rows.items() if text.startswith(words)))[:8]


def together(whole: dict[str, Any], *ids: str) -> bool:
    return any(all(any(r["statement"].startswith(i) for r in t["readings"]) for i in ids) for t in whole["things_said"])


def judge(folder: Path, *arguments: str) -> str:
    """What it says, of a run in the folder that went well."""
    run = sayso("judge", *arguments, cwd=folder)
    assert run.returncode == DONE, run.stderr.decode()
    return run.stderr.decode()


# --- statements -------------------------------------------------------------------------------------------------------


def test_same_then_different_then_undone(folder: Path) -> None:
    untouched = compared(folder)
    flare, herald = called(untouched, "No levy on salt"), called(untouched, "We will not tax salt this year, but")
    assert not together(untouched, flare, herald)

    told = judge(folder, "same", flare, herald, "--by", "Ada", "--note", "two translations")
    assert re.search(rf"{JUDGEMENTS_FILE}: line 1: same, by Ada{BY_DAY}", told)
    same = compared(folder)
    assert together(same, flare, herald)
    (link,) = (each for thing in same["things_said"] for each in thing["links"] if "judged" in each["because"])
    assert re.match(rf"judged the same by Ada{BY_DAY}", link["because"])
    (row,) = same["run"]["judgements"]
    assert (row["verdict"], row["by"], row["note"], row["standing"]) == ("same", "Ada", "two translations", "applied")
    assert {row["left"]["statement"][:8], row["right"]["statement"][:8]} == {flare, herald}
    assert same["run"]["fingerprint"] != untouched["run"]["fingerprint"]
    page = sayso("compare", ".", cwd=folder).stdout.decode()
    assert re.search(rf"judged\s+the\s+same\s+by\s+Ada{BY_DAY}", page)
    assert "1 judgement of a person outweighs what sayso found (line 1)." in page

    told = judge(folder, "different", herald, flare, "--by", "Bo")
    assert re.search(r"line 1 \(same\) no longer holds: a later judgement is about the same two", told)
    assert not together(compared(folder), flare, herald)

    assert "line 3 takes back line 2 (different)" in judge(folder, "undo", "2")
    assert together(compared(folder), flare, herald)
    judge(folder, "undo", "1")
    assert compared(folder) == untouched
    assert len((folder / JUDGEMENTS_FILE).read_text("utf-8").splitlines()) == 4

    run = sayso("judge", "undo", "1", cwd=folder)
    assert run.returncode == MISUSED
    assert "line 1 is taken back by line 4; `sayso judge undo 4` brings it back" in run.stderr.decode()
    assert "line 5 takes back line 4 (undo)" in judge(folder, "undo", "4")
    assert together(compared(folder), flare, herald)


def test_the_command_on_the_page_says_otherwise(folder: Path) -> None:
    """Copied from the evidence of a link, for files with troublesome names and outlets that were given."""
    (folder / "herald.txt").rename(folder / "the herald's.txt")
    arguments = ["the herald's.txt", "courier.txt", "--outlet", "The Herald", "--outlet", "Courier & Co"]
    page = sayso("compare", *arguments, "-f", "html", cwd=folder).stdout.decode()
    commands = [unescape(found) for found in re.findall(r"<code>(sayso judge different .*?)</code>", page)]
    assert commands
    for command in commands:
        name, *rest = shlex.split(command)
        assert name == "sayso"
        assert sayso(*rest, cwd=folder).returncode == DONE
    whole = json.loads(sayso("compare", *arguments, "-f", "json", cwd=folder).stdout)
    assert all(len(thing["readings"]) == 1 for thing in whole["things_said"])
    page = sayso("compare", *arguments, "-f", "html", cwd=folder).stdout.decode()
    assert re.search(rf"<dt>Taken out</dt><dd>“.*” in .*: judged different by .*{BY_DAY}", page)


def test_the_command_names_the_file_where_it_is_elsewhere(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "courier.txt").rename(folder / "more" / "courier.txt")
    page = sayso("compare", ".", "-f", "html", cwd=folder).stdout.decode()
    command = next(
        found for found in re.findall(r"<code>sayso (judge different .*?)</code>", page) if "courier" in found
    )
    assert sayso(*shlex.split(unescape(command)), cwd=folder).returncode == DONE
    assert (folder / JUDGEMENTS_FILE).is_file()


def test_unsure(folder: Path) -> None:
    whole = compared(folder)
    ids = called(whole, "We will not tax salt this year, but"), called(whole, "We will not tax salt this year")
    assert together(whole, *ids)
    judge(folder, "unsure", *ids, "--by", "Ada")
    (thing,) = (each for each in compared(folder)["things_said"] if together({"things_said": [each]}, *ids))
    assert thing["score"] < 0.7
    assert re.search(rf"judged unsure by Ada{BY_DAY}", thing["because"])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("same", "zzzz", "zzzz"), "'zzzz' is the beginning of no statement's id in these 3 articles"),
        (("same", "", ""), "'' is the beginning of no statement's id"),
        (("same", "A", "A"), "both are one statement now"),
        (("merge", "Nobody", "Ilmar Tosk"), "nobody who speaks there is called 'Nobody'; who does is Ilmar Tosk"),
        (("merge", "Ilmar Tosk", "Tosk"), "are one speaker already: Ilmar Tosk"),
        (("split", "Ilmar Tosk@courier.txt", "Ilmar Tosk@courier.txt"), "both are one speaker in one article now"),
        (("merge", "Ilmar Tosk@Gazette", "Oda Brenn"), "called 'Ilmar Tosk@Gazette', and no article here is 'Gazette'"),
        (("undo", "7"), "there is no judgement '7'"),
        (("undo", "1", "reprots/"), "reprots/: there is no such file or folder"),
        (("merge", "Ilmar", "Tosk", "the", "president"), "the: there is no such file or folder"),
        (("same", "A", "A", "--by", " "), "it is not known who judges"),
        (("same", "A", "A", "--note", "x" * 3_000), "--note has 3,000 characters"),
        (("list", "-"), "say with --judgements FILE where to keep judgements"),
    ],
)
def test_what_can_not_be_meant_is_told_and_nothing_is_written(
    folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    known = called(compared(folder), "No levy on salt")
    run = sayso("judge", *(known if part == "A" else part for part in arguments), cwd=folder)
    assert run.returncode == MISUSED
    assert told in run.stderr.decode()
    assert not (folder / JUDGEMENTS_FILE).exists()


def test_the_beginning_of_several_ids(desk: judging.Desk) -> None:
    ids = ["abcd0000", "abcd1111", "abcde222", "abcdef33"]
    statements = [replace(each, id=key) for each, key in zip(desk.articles.statements, ids, strict=False)]
    crowded = replace(desk, articles=replace(desk.articles, statements=tuple(statements)))
    for which, told in (
        ("abcde", "2 ids: abcde222, abcdef33$"),
        ("abcd", "4 ids: abcd0000, abcd1111, abcde222, …"),
        ("abc", "the beginning of no"),
    ):
        with pytest.raises(UsageError, match=told):
            judging.judgement(crowded, Verdict.SAME, which, "abcd0000", judging.Signature("Ada", AT))


def test_one_line_that_stands_there_twice(folder: Path) -> None:
    whole = compared(folder)
    judge(folder, "same", called(whole, "No levy"), called(whole, "the harbour would"))
    path = folder / JUDGEMENTS_FILE
    path.write_bytes(path.read_bytes() * 2)
    assert "line 3 takes back line 1 (same) and line 2 (same)" in judge(folder, "undo", "1")
    assert compared(folder) == whole


def test_who_agrees_takes_nothing_away(folder: Path) -> None:
    whole = compared(folder)
    ids = called(whole, "No levy"), called(whole, "We will not tax salt this year, but")
    judge(folder, "same", *ids, "--by", "Ada")
    assert "no longer holds" not in judge(folder, "same", *ids, "--by", "Bo")
    assert "line 2 (same) no longer holds" in judge(folder, "unsure", *ids, "--by", "Cy")


def test_a_conflict_is_told_when_it_is_made(folder: Path) -> None:
    whole = compared(folder)
    a, b, c = (
        called(whole, words) for words in ("No levy", "We will not tax salt this year, but", "the harbour would")
    )
    judge(folder, "same", a, b)
    judge(folder, "same", b, c)
    told = judge(folder, "different", a, c)
    assert "line 1 (same) no longer holds: a later judgement keeps them apart: line 3" in told
    run = sayso("compare", ".", cwd=folder)
    assert "line 1 (same): overruled: a later judgement keeps them apart" in run.stderr.decode()
    assert "1 judgement is overruled by later ones (line 1)." in run.stdout.decode()


def test_who_judges_is_the_account_where_nobody_is_named(folder: Path) -> None:
    whole = compared(folder)
    judge(folder, "same", called(whole, "No levy"), called(whole, "the harbour would"))
    (line,) = (folder / JUDGEMENTS_FILE).read_text("utf-8").splitlines()
    assert json.loads(line)["by"] == pwd.getpwuid(os.getuid()).pw_name


# --- speakers ---------------------------------------------------------------------------------------------------------


def speakers(folder: Path, *command: str) -> dict[str, str | None]:
    run = sayso(*(command or ("compare", ".", "-f", "json")), cwd=folder)
    rows = json.loads(run.stdout)["statements"]
    return {row["content"][0]["text"]: row["speaker"] and row["speaker"]["name"] for row in rows}


def test_two_names_that_are_one_and_two_again(folder: Path) -> None:
    before = speakers(folder)
    words = next(words for words, name in before.items() if name == "the finance minister")
    judge(folder, "merge", "the finance minister@flare.txt", "Oda Brenn", "--by", "Ada")
    # with a name in common the reports tell of the same people, so that the only president is meant, too
    after = before | {words: "Oda Brenn", "No levy on salt before the vote": "Ilmar Tosk"}
    assert speakers(folder) == after
    assert speakers(folder, "statements", ".", "-f", "json") == after
    assert speakers(folder, "compare", ".", "-f", "json", "--no-judgements") == before
    judge(folder, "split", "the finance minister", "Oda Brenn", "--by", "Bo")
    assert speakers(folder) == before


def test_two_of_one_name(folder: Path) -> None:
    judge(folder, "split", "Oda Brenn@herald.txt", "Oda Brenn@courier.txt")
    whole = compared(folder)
    assert sum(entity["name"] == "Oda Brenn" for entity in whole["run"]["entities"]) == 2
    run = sayso("judge", "merge", "Oda Brenn", "Ilmar Tosk", cwd=folder)
    assert run.returncode == MISUSED
    told = run.stderr.decode()
    assert "2 speakers are called 'Oda Brenn': name an article, too, as Oda Brenn@ARTICLE; by id: " in told
    (first, second) = told.strip().rpartition(": ")[2].split(", ")
    assert sayso("judge", "merge", f"Oda Brenn@{first}", f"Oda Brenn@{second}", cwd=folder).returncode == DONE
    assert sum(entity["name"] == "Oda Brenn" for entity in compared(folder)["run"]["entities"]) == 1


def test_who_speaks_in_a_statement(folder: Path) -> None:
    before = speakers(folder)
    words = next(words for words in before if words.startswith("No levy"))
    key = called(compared(folder), "No levy")
    judge(folder, "merge", key, "Oda Brenn")
    assert speakers(folder) == before | {words: "Oda Brenn"}
    judge(folder, "split", key, "Oda Brenn")
    assert speakers(folder) == before


# --- the list, the review, other files --------------------------------------------------------------------------------


def test_the_list(folder: Path) -> None:
    whole = compared(folder)
    judge(folder, "same", called(whole, "No levy"), called(whole, "the harbour would"), "--by", "Ada", "--note", "no?")
    judge(folder, "merge", "the finance minister", "Oda Brenn", "--by", "Bo")
    judge(folder, "undo", "2")
    run = sayso("judge", "list", folder, cwd=folder.parent)
    assert run.returncode == DONE
    page = run.stdout.decode()
    assert re.match(rf"1  same  by Ada{BY_DAY}  applied\n", page)
    assert "No levy on salt before the vote" in page
    assert "note: no?" in page
    assert "merge" not in page
    assert "1 judgement; 2 other lines" in run.stderr.decode()
    (folder / "flare.txt").unlink()
    assert "its articles are not here" in sayso("judge", "list", cwd=folder).stdout.decode()


def test_a_review_keeps_each_answer_at_once_and_does_not_ask_again(folder: Path) -> None:
    run = sayso("judge", "review", "--by", "Ada", cwd=folder, stdin=b"what?\nd\n\n\n\n\n")
    assert run.returncode == DONE
    page, said = run.stdout.decode(), run.stderr.decode()
    assert page.startswith("\n1 of ")
    assert "[s/d/u/Enter/q]" in page
    assert "'what?' is no answer" in said
    assert "1 judgement kept" in said
    (first,) = (folder / JUDGEMENTS_FILE).read_text("utf-8").splitlines()
    assert json.loads(first)["verdict"] == "different"
    again = sayso("judge", "review", cwd=folder, stdin=b"\n\n\n\n").stdout.decode()
    key = json.loads(first)["left"]["statement"][:8]
    assert key in page
    assert key not in again


def test_a_review_without_questions_says_so(folder: Path) -> None:
    run = sayso("judge", "review", "flare.txt", cwd=folder)
    assert run.returncode == DONE
    assert "no pair of these articles needs a person" in run.stderr.decode()


def test_another_file(folder: Path) -> None:
    whole = compared(folder)
    ids = called(whole, "No levy"), called(whole, "We will not tax salt this year, but")
    judge(folder, "same", *ids, "--judgements", "mine.jsonl")
    assert not (folder / JUDGEMENTS_FILE).exists()
    # in the folder of the articles, and yet none of them
    found = compared(folder, "mine.jsonl")
    assert together(found, *ids)
    assert found["run"]["dropped"] == []
    assert {document["path"] for document in found["documents"]} == {"courier.txt", "flare.txt", "herald.txt"}


def test_misuse_of_the_file(folder: Path) -> None:
    for arguments in (("--judgements", "none.jsonl"), ("--judgements", "herald.txt", "--no-judgements")):
        assert sayso("compare", ".", *arguments, cwd=folder).returncode == MISUSED


def test_bad_lines_are_told_and_the_rest_is_used(folder: Path) -> None:
    whole = compared(folder)
    ids = called(whole, "No levy"), called(whole, "We will not tax salt this year, but")
    judge(folder, "same", *ids)
    path = folder / JUDGEMENTS_FILE
    path.write_bytes(b"nonsense\n" + path.read_bytes() + path.read_bytes()[:100])
    run = sayso("compare", ".", "-f", "json", cwd=folder)
    assert run.returncode == DONE_IN_PART
    assert f"refused {JUDGEMENTS_FILE}#1: line 1 is no judgement: it is not JSON" in run.stderr.decode()
    assert "line 3 is no judgement: it is cut off in the middle" in run.stderr.decode()
    found = json.loads(run.stdout)
    assert together(found, *ids)
    assert [row["path"] for row in found["run"]["dropped"]] == [f"{JUDGEMENTS_FILE}#1", f"{JUDGEMENTS_FILE}#3"]


def test_a_glob_that_catches_the_file_too(folder: Path) -> None:
    whole = compared(folder)
    judge(folder, "same", called(whole, "No levy"), called(whole, "the harbour would"))
    run = sayso("compare", *sorted(path.name for path in folder.iterdir()), "-f", "json", cwd=folder)
    assert run.returncode == DONE
    assert json.loads(run.stdout)["run"]["judgements"][0]["standing"] == "applied"


@pytest.mark.parametrize("command", ["same", "different", "unsure", "merge", "split", "list", "undo", "review"])
def test_help_has_examples(command: str) -> None:
    shown = CliRunner().invoke(app, ["judge", command, "--help"])
    assert shown.exit_code == DONE
    assert f"sayso judge {command}" in shown.output.partition("Examples:")[2]


# --- re-runs, new versions --------------------------------------------------------------------------------------------


def test_new_versions_of_an_article(folder: Path) -> None:
    whole = compared(folder)
    judge(folder, "same", called(whole, "No levy"), called(whole, "We will not tax salt this year, but"))
    judge(folder, "merge", "the finance minister", "Oda Brenn")
    herald = folder / "herald.txt"
    # a correction, and a word of the quotation mended
    herald.write_text(
        f"CORRECTED. {HERALD.replace('again in the spring', 'again next spring')}\nMore to come.", "utf-8"
    )
    found = compared(folder)
    assert [row["standing"] for row in found["run"]["judgements"]] == ["applied", "applied"]
    assert together(found, called(found, "No levy"), called(found, "We will not tax salt this year, but"))
    # the quotation is gone: kept, and told
    herald.write_text(re.sub("“.*,” Tosk", "Tosk", HERALD), "utf-8")
    run = sayso("compare", ".", cwd=folder)
    assert run.returncode == DONE
    assert "1 judgement found nothing to hold on to (line 1)." in run.stdout.decode()
    assert "line 1 (same): lost: its words are no longer in the article" in run.stderr.decode()
    # and it holds again when they are back
    herald.write_text(HERALD, "utf-8")
    assert [row["standing"] for row in compared(folder)["run"]["judgements"]] == ["applied", "applied"]


def test_reports_of_different_events_are_not_joined(folder: Path) -> None:
    from tests.command import WEATHER

    write(folder, weather=WEATHER)
    whole = compared(folder)
    assert len(whole["run"]["stories"]) > 1
    judge(folder, "same", called(whole, "Nobody should drive"), called(whole, "We will not tax salt this year, but"))
    (row,) = compared(folder)["run"]["judgements"]
    assert (row["standing"], row["because"]) == ("no effect", "their articles report different events")


PATHS = ["herald.txt", "courier.txt", "flare.txt"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> judging.Desk:
    folder = tmp_path_factory.mktemp("articles")
    write(folder, herald=HERALD, courier=COURIER, flare=FLARE)
    return pipeline.desk([folder], judgements=judging.book_beside([folder]))


def rendered(folder: Path, names: list[str], formats: tuple[str, ...] = ("json", "html", "csv", "md")) -> list[str]:
    comparison = pipeline.compare([folder / name for name in names])
    return [report.render_comparison(comparison, fmt) for fmt in formats]


numbers = st.integers(0, 1_000)
LINES = st.lists(st.tuples(st.sampled_from(Verdict), numbers, numbers), min_size=1, max_size=6)


def made(desk: judging.Desk, verdict: Verdict, left: int, right: int) -> Judgement:
    """A judgement about any two statements or speakers."""
    documents = {each.id: each for each in desk.articles.documents}

    def words(number: int) -> Any:
        statement = desk.articles.statements[number % len(desk.articles.statements)]
        return judging.words_of(statement, documents[statement.document], desk.folder)

    def name(number: int) -> Name:
        entity = desk.articles.entities[number % len(desk.articles.entities)]
        return Name(entity.name, tuple(words(i).article for i in range(len(desk.articles.statements))))

    signature = judging.Signature("Ada", AT)
    if verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE):
        return judging.signed(verdict, words(left), words(right), signature)
    return judging.signed(verdict, words(left) if left % 3 == 0 else name(left), name(right), signature)


@given(LINES, st.permutations(PATHS))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_judgements_undone_leave_no_trace(
    desk: judging.Desk, lines: list[tuple[Verdict, int, int]], names: list[str]
) -> None:
    assert desk.book.path is not None
    path = desk.book.path
    path.unlink(missing_ok=True)
    untouched = rendered(path.parent, PATHS)
    for line in lines:
        judging.add(path, made(desk, *line))
    once = rendered(path.parent, PATHS)
    assert rendered(path.parent, names) == once  # in any order of the files, and a second time
    book = judging.named_book(path)
    while book.judgements:
        judging.add(path, judging.undo(book, str(book.judgements[0].line), judging.Signature("Bo", AT)))
        book = judging.named_book(path)
    assert rendered(path.parent, names) == untouched


def test_ten_thousand_judgements_in_a_comparison(desk: judging.Desk) -> None:
    path = desk.book.path
    assert path is not None
    lines = [made(desk, list(Verdict)[n % 5], n, n // 3 + 1) for n in range(10_000)]
    path.write_bytes(b"".join(map(_line, lines)))
    comparison = pipeline.compare([path.parent])
    path.unlink()
    assert len(comparison.articles.judged.weighed) == 10_000


def _line(judgement: Judgement) -> bytes:
    from sayso.judgements.lines import line_of

    return line_of(judgement)


def test_in_memory_nothing_is_looked_for(folder: Path) -> None:
    from sayso.read import read

    whole = compared(folder)
    judge(folder, "same", called(whole, "No levy"), called(whole, "We will not tax salt this year, but"))
    assert pipeline.compare_captures(read([folder])).articles.judged.weighed == ()
    assert pipeline.compare([folder], judgements=judging.Book()).articles.judged.weighed == ()
    assert len(pipeline.compare([folder]).articles.judged.weighed) == 1
    assert len(pipeline.compare([folder], judgements=folder / JUDGEMENTS_FILE).articles.judged.weighed) == 1


def test_a_review_at_a_terminal_that_is_closed(folder: Path) -> None:
    """The end of the input is a stop, not a fault."""
    run = sayso("judge", "review", cwd=folder, stdin=b"s")
    assert run.returncode == DONE
    assert b"Traceback" not in run.stderr


def test_two_commands_at_once(folder: Path) -> None:
    import sys

    from tests.command import environment

    whole = compared(folder)
    ids = called(whole, "No levy"), called(whole, "the harbour would")
    command = [sys.executable, "-m", "sayso", "judge"]
    runs = [
        subprocess.Popen([*command, verdict, *ids], cwd=folder, env=environment(), stderr=subprocess.PIPE)
        for verdict in ("same", "different")
    ]
    told = [run.communicate()[1].decode() for run in runs]
    assert {re.search(r"line (\d)", each)[1] for each in told} == {"1", "2"}  # type: ignore[index]
