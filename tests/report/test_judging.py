"""Judgements on the pages: said where they count, safe whatever they hold, and commands that can be copied."""

from __future__ import annotations

import io
import json
import re
import shlex
from dataclasses import replace

import pytest
from rich.console import Console

from sayso.comparison import Comparison
from sayso.config import ExtractSettings, JudgeSettings, Settings
from sayso.records import (
    ArticleKey,
    Dropped,
    Judged,
    Judgement,
    Link,
    Name,
    Passage,
    Reason,
    Stage,
    Standing,
    Verdict,
    Weighed,
    Words,
)
from sayso.report import FORMATS, print_comparison, render_comparison
from sayso.report.commands import different_command
from sayso.report.judging import print_judgements, print_question
from sayso.spans import Span
from tests.report.interview import comparison
from tests.report.test_data import validator

ATTACK = "\"'><script>alert(1)</script>\x1b[31m\u202e\x00|`*_[x](javascript:alert(2))"
AT = "2026-05-14T09:30:00Z"
WHOLE = comparison()
LEFT, RIGHT = (reading.statement for reading in WHOLE.things_said[0].cluster.readings[:2])
WORDS = Words(ArticleKey("x", "x.txt", "Herald", "0"), LEFT, (Span(0, 4),), ("No, never",))


def judgement(verdict: Verdict, line: int = 1, by: str = "Ada", **more: str) -> Judgement:
    if verdict in (Verdict.MERGE, Verdict.SPLIT):
        name = Name(ATTACK, (WORDS.article,))
        return Judgement(f"id{line}", verdict, name, name, by, AT, line=line, **more)
    return Judgement(f"id{line}", verdict, WORDS, replace(WORDS, texts=(ATTACK,)), by, AT, line=line, **more)


def judged(*weighed: Weighed, by: str = "Ada") -> Comparison:
    """The interview with its first link judged, and these judgements."""
    first, *others = WHOLE.things_said
    told = f"judged the same by {by} on 2026-05-14"
    links = tuple(replace(link, because=f"{told}; {link.because}", judged=told) for link in first.cluster.links[:1])
    things = (replace(first, cluster=replace(first.cluster, links=links)), *others)
    refused = Dropped("j.jsonl#3", Stage.READ, Reason.BAD_RECORD, f"line 3 is no judgement: {ATTACK}")
    articles = replace(WHOLE.articles, judged=Judged("reports/j.jsonl", weighed, (refused,)))
    return replace(WHOLE, articles=articles, things_said=things)


def terminal(whole: Comparison, *, ids: bool = False) -> str:
    out = io.StringIO()
    print_comparison(whole, Console(file=out, width=100), ids=ids)
    return out.getvalue()


def test_the_link_says_who_judged_it() -> None:
    whole = judged(Weighed(judgement(Verdict.SAME), Standing.APPLIED, "", LEFT, RIGHT))
    assert "judged the same by Ada on 2026-05-14" in " ".join(terminal(whole).split())
    for fmt in ("html", "md"):
        assert "judged the same by Ada on 2026-05-14" in render_comparison(whole, fmt)
    (link,) = json.loads(render_comparison(whole, "json"))["things_said"][0]["links"]
    assert link["because"].startswith("judged the same by Ada on 2026-05-14; ")


def test_what_is_taken_out_of_a_thing_said_is_named_there() -> None:
    other = WHOLE.things_said[1].cluster.readings[0].statement
    page = render_comparison(judged(Weighed(judgement(Verdict.DIFFERENT), Standing.APPLIED, "", LEFT, other)), "html")
    assert len(re.findall(r"<dt>Taken out</dt><dd>[^<]*: judged different by Ada on 2026-05-14</dd>", page)) == 2


NOTES = [
    ([Standing.APPLIED], "1 judgement of a person outweighs what sayso found (line 1)."),
    ([Standing.APPLIED] * 2, "2 judgements of people outweigh what sayso found (lines 1 and 2)."),
    ([Standing.LOST], "1 judgement found nothing to hold on to (line 1)."),
    ([Standing.REPLACED, Standing.OVERRULED], "1 judgement is overruled by later ones (line 2)."),
    ([Standing.APPLIED] * 20, "(lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 12, …)."),
]


@pytest.mark.parametrize(("standings", "note"), NOTES, ids=[note for _, note in NOTES])
def test_the_head_says_what_counts(standings: list[Standing], note: str) -> None:
    weighed = [Weighed(judgement(Verdict.MERGE, line), each) for line, each in enumerate(standings, 1)]
    assert note in " ".join(terminal(judged(*weighed)).split())


def test_no_judgements_no_word_of_them() -> None:
    page = terminal(WHOLE) + "".join(render_comparison(WHOLE, fmt) for fmt in ("md", "csv"))
    assert "judge" not in page.lower()


def test_json_fits_its_schema_whatever_a_judgement_holds() -> None:
    weighed = [
        Weighed(judgement(verdict, n, ATTACK, note=ATTACK), standing, ATTACK, LEFT, None)
        for n, (verdict, standing) in enumerate(zip(Verdict, Standing, strict=True), 1)
    ]
    whole = json.loads(render_comparison(judged(*weighed, by=ATTACK), "json"))
    validator("comparison").validate(whole)
    assert [row["by"] for row in whole["run"]["judgements"]] == [ATTACK] * 5
    assert whole["run"]["dropped"][-1]["path"] == "j.jsonl#3"


def test_nothing_in_a_judgement_reaches_a_page_as_mark_up() -> None:
    weighed = [
        Weighed(judgement(verdict, n, ATTACK, note=ATTACK), Standing.APPLIED, ATTACK, LEFT, RIGHT)
        for n, verdict in enumerate(Verdict, 1)
    ]
    whole = judged(*weighed, by=ATTACK)
    pages = {fmt: render_comparison(whole, fmt) for fmt in FORMATS if fmt not in ("json", "jsonl")}
    pages["terminal"] = terminal(whole)
    for name, page in pages.items():
        assert not re.search("[\x00\x1b\u202e]", page), name
    assert "<script>alert" not in pages["html"] + pages["md"]
    assert not re.search(r"(?<!\\)\]\(javascript", pages["md"])


def test_ids_stand_beside_the_words_where_they_are_asked_for() -> None:
    assert LEFT[:8] not in terminal(WHOLE)
    page = terminal(WHOLE, ids=True)
    readings = [reading.statement[:8] for thing in WHOLE.things_said for reading in thing.cluster.readings]
    assert all(key in page for key in readings)


# --- commands ---------------------------------------------------------------------------------------------------------


def command(uris: tuple[str, str], *, path: str | None, given: bool = False, least: float = 0.4) -> str:
    one, other = WHOLE.articles.documents[:2]
    documents = [
        replace(document, uri=uri, outlet_from="given" if given else "page")
        for document, uri in zip((one, other), uris, strict=True)
    ]
    articles = replace(
        WHOLE.articles,
        documents=tuple(documents),
        judged=Judged(path),
        settings=Settings(extract=ExtractSettings(least)),
    )
    here, there = (Passage(document.id, Span(0, 1)) for document in documents)
    return different_command(Link("a" * 16, "b" * 16, 0.9, "", here, there), articles)


ONE, OTHER = (document.outlet for document in WHOLE.articles.documents[:2])
PLAIN = "sayso judge different aaaaaaaa bbbbbbbb"
COMMANDS = [
    (("a.txt", "b.txt"), {"path": "j.jsonl"}, f"{PLAIN} a.txt b.txt"),
    (("r/a.txt", "r/b.txt"), {"path": "r/j.jsonl"}, f"{PLAIN} r/a.txt r/b.txt"),
    # two lines of one file
    (("r/n.jsonl#1", "r/n.jsonl#2"), {"path": "r/j.jsonl", "given": True}, f"{PLAIN} r/n.jsonl"),
    # the file is not where these two would lead to
    (("r/a.txt", "s/b.txt"), {"path": "j.jsonl"}, f"{PLAIN} r/a.txt s/b.txt --judgements j.jsonl"),
    (("a.txt", "b.txt"), {"path": "j.jsonl", "least": 0.8}, f"{PLAIN} a.txt b.txt --min-confidence 0.8"),
    (("-a.txt", "b.txt"), {"path": "j.jsonl"}, f"{PLAIN} ./-a.txt b.txt"),
    # a name that a shell would run
    (("a; rm -rf ~.txt", "b.txt"), {"path": "j.jsonl"}, f"{PLAIN} 'a; rm -rf ~.txt' b.txt"),
    (
        ("a.txt", "b.txt"),
        {"path": "j.jsonl", "given": True},
        f"{PLAIN} a.txt b.txt --outlet {shlex.quote(ONE)} --outlet {shlex.quote(OTHER)}",
    ),
    # from memory, or from standard input: nothing to come back to
    (("a.txt", "b.txt"), {"path": None}, ""),
    (("-", "b.txt"), {"path": "j.jsonl"}, ""),
]


@pytest.mark.parametrize(("uris", "more", "expected"), COMMANDS)
def test_a_command_to_say_otherwise(uris: tuple[str, str], more: dict[str, object], expected: str) -> None:
    assert command(uris, **more) == expected  # type: ignore[arg-type]


# --- the list and the questions ---------------------------------------------------------------------------------------


def shown(width: int, *judgements: Judgement, weighed: dict[int, Weighed] | None = None) -> str:
    out = io.StringIO()
    print_judgements(judgements, weighed or {}, Console(file=out, width=width))
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 100])
def test_the_list_fits_and_carries_no_codes(width: int) -> None:
    page = shown(width, *(judgement(verdict, n, ATTACK, note=ATTACK * 9) for n, verdict in enumerate(Verdict, 1)))
    assert not re.search("[\x00\x1b\u202e]", page)
    assert all(len(line) <= width for line in page.splitlines())


def test_the_list_says_what_became_of_each() -> None:
    one, other, far = (judgement(Verdict.SAME, line) for line in (1, 2, 3))
    weighed = {1: Weighed(one, Standing.APPLIED), 2: Weighed(other, Standing.LOST, "its words are gone")}
    page = shown(100, one, other, far, weighed=weighed)
    assert "1  same  by Ada on 2026-05-14  applied" in page
    assert "2  same  by Ada on 2026-05-14  lost: its words are gone" in page
    assert "3  same  by Ada on 2026-05-14  its articles are not here" in page


def test_a_question_shows_both_passages_and_why() -> None:
    cluster = WHOLE.things_said[0].cluster
    statements = {statement.id: statement for statement in WHOLE.articles.statements}
    link = cluster.links[0]
    out = io.StringIO()
    sides = statements[link.left], statements[link.right]
    print_question(link, sides, "1 of 2", WHOLE.articles, Console(file=out, width=100))
    page = " ".join(out.getvalue().split())
    texts = {document.id: document.text for document in WHOLE.articles.documents}
    for side in sides:
        assert " ".join(side.content[0].of(texts[side.document]).split()) in page
        assert side.id[:8] in page
    assert f"{link.score:.2f}: {link.because}" in page


def test_of_a_long_quotation_the_sentence_that_was_found_alike_is_strong() -> None:
    link = WHOLE.things_said[0].cluster.links[0]
    statements = {statement.id: statement for statement in WHOLE.articles.statements}
    whole = link.left_passage.span
    part = replace(link, left_passage=replace(link.left_passage, span=Span(whole.start + 3, whole.start + 7)))
    out = io.StringIO()
    console = Console(file=out, width=100, force_terminal=True, color_system="standard")
    print_question(part, (statements[link.left], statements[link.right]), "1 of 2", WHOLE.articles, console)
    assert "“\x1b[0mWe \x1b[1mwill\x1b[0m open the gates" in out.getvalue()
    assert "“\x1b[0m\x1b[1mWe will open the gates" in out.getvalue()


def test_the_digest_is_a_setting() -> None:
    with_one = Settings(judge=JudgeSettings("0" * 16))
    assert with_one.fingerprint("1") != Settings().fingerprint("1")
