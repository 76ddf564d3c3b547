"""A library taken into another: what comes of it is what would have come of all that was read for both."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from sayso.errors import UsageError
from sayso.library import Library, Outcome
from sayso.library.connection import rows
from tests.library.test_library import ARTICLES, SAME
from tests.library.test_library import rows as rows_of

KEPT = "SELECT address, told_at, last_at, digest, body FROM capture ORDER BY digest"

ENDLESS = """
ALTER TABLE capture RENAME TO others;
CREATE VIEW capture AS WITH RECURSIVE without_end (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM without_end)
SELECT others.* FROM others, without_end;
"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Articles of different times, in the folder of the test."""
    paths = [tmp_path / name for name, text in ARTICLES.items() if text.strip()]
    for number, path in enumerate(paths):
        path.write_text(ARTICLES[path.name], "utf-8")
        os.utime(path, (1_900_000_000 + number, 1_900_000_000 + number))
    return paths


def made(path: Path, *takes: list[Path]) -> Path:
    """A library of so many takes."""
    with Library.create(path) as library:
        for files in takes:
            library.add(files, isolated=False)
        library.update()
    return path


def test_two_libraries_make_one(files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = made(tmp_path / "one.db", files[:3]), made(tmp_path / "two.db", files[2:])
    both = made(tmp_path / "both.db", files)
    monkeypatch.chdir("/")  # where files were then is not told by where one is now
    merged = made(tmp_path / "merged.db", [two], [one])
    with Library.open(both) as expected, Library.open(merged) as found:
        for library, folder in ((expected, "expected"), (found, "found")):
            library.export_tables(tmp_path / folder)
        assert [rows_of(tmp_path / "found", name) for name in SAME] == [
            rows_of(tmp_path / "expected", name) for name in SAME
        ]
        assert list(rows(found._db, KEPT)) == list(rows(expected._db, KEPT))
        again = found.add([one, two], isolated=False)
        assert again.outcomes.keys() == {Outcome.KNOWN}


def test_of_an_article_both_have_it_is_known_from_when_to_when_it_was_there(tmp_path: Path) -> None:
    page = tmp_path / "pier-times.txt"
    page.write_text(ARTICLES[page.name], "utf-8")
    libraries = []
    for number, at in enumerate((1_900_000_000, 1_900_086_400)):
        os.utime(page, (at, at))
        libraries.append(made(tmp_path / f"{number}.db", [page]))
    merged = made(tmp_path / "merged.db", libraries[::-1])
    with Library.open(merged) as library:
        assert list(rows(library._db, "SELECT told_at, last_at FROM capture")) == [
            ("2030-03-17T17:46:40+00:00", "2030-03-18T17:46:40+00:00")
        ]


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("UPDATE capture SET body = x'00' WHERE id = 2", "a kept article is damaged"),
        ("UPDATE capture SET told_at = 'never' WHERE id = 2", "it is no capture"),
        ("UPDATE capture SET media_type = 'image/png' WHERE id = 2", "it is no capture"),
        (ENDLESS, "another program changed the table of its captures"),
        ("PRAGMA user_version = 900", "was written by a later version of sayso"),
    ],
)
def test_what_cannot_be_had_is_refused_and_the_rest_goes_on(
    files: list[Path], tmp_path: Path, harm: str, told: str
) -> None:
    other = made(tmp_path / "other.db", files[:3])
    with closing(apsw.Connection(str(other))) as db:
        db.execute(harm)
    with Library.create(tmp_path / "news.db") as library:
        added = library.add([other, files[3]], isolated=False)
        assert added.refused == 1
        assert told in added.refusals[0].detail
        assert added.outcomes[Outcome.NEW] == (3 if "WHERE" in harm else 1)


def test_a_library_is_not_added_to_itself(files: list[Path], tmp_path: Path) -> None:
    path = made(tmp_path / "news.db", files[:1])
    with Library.open(path) as library, pytest.raises(UsageError, match="is the library that it would be added to"):
        library.add([path])


def test_the_files_of_the_library_are_no_articles_of_its_folder(files: list[Path], tmp_path: Path) -> None:
    with Library.create(tmp_path / "news.db") as library:
        added = library.add([tmp_path], isolated=False)
        assert (added.outcomes[Outcome.NEW], added.refused) == (len(files), 0)


def test_a_library_in_a_folder_is_not_taken_in_unasked(files: list[Path], tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    made(tmp_path / "desk" / "other.db", files[:1])
    with Library.create(tmp_path / "news.db") as library:
        (refused,) = library.add([tmp_path / "desk"], isolated=False).refusals
        assert refused.detail == "it is a library of sayso; name it by itself to add what was read for it"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with Library.create(tmp_path / "news.db") as library:
        (refused,) = library.add([tmp_path / "pipe"], isolated=False).refusals
        assert "named pipe" in refused.detail


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
def test_a_library_whose_name_is_no_text_is_refused(files: list[Path], tmp_path: Path) -> None:
    made(tmp_path / "other.db", files[:1]).rename(tmp_path / os.fsdecode(b"caf\xe9.db"))
    with Library.create(tmp_path / "news.db") as library:
        (refused,) = library.add([tmp_path / os.fsdecode(b"caf\xe9.db")], isolated=False).refusals
        assert "a name in it is no UTF-8" in refused.detail


def test_another_outlet_may_be_named(files: list[Path], tmp_path: Path) -> None:
    other = made(tmp_path / "other.db", files[:1])
    with Library.create(tmp_path / "news.db") as library:
        library.add([other], outlets=["The Quay"], isolated=False)
        assert [hit.outlet for hit in library.search_articles("").hits] == ["The Quay"]
