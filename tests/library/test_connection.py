"""The file of a library: made once, opened in whatever state it was left, refused with a reason where it must be."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import apsw
import pytest

from sayso.errors import UsageError
from sayso.library import Library, LibraryError, captures, connection
from sayso.library.connection import connect, create, rows, value, writing
from sayso.library.schema import APPLICATION_ID, MIGRATIONS
from sayso.library.store import DOCUMENTS, unpacked

STEPS = tuple((script,) for step in MIGRATIONS for script in step)
"""Each script a step of its own: as long as there are few steps, that is how a library of an earlier schema is had."""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    create(path).close()
    return path


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Has sayso know but so many steps of the schema."""
    return lambda known: monkeypatch.setattr(connection, "MIGRATIONS", STEPS[:known])


def schema(path: Path) -> list[tuple[str, str]]:
    with closing(connect(path)) as db:
        return list(rows(db, "SELECT type, name FROM sqlite_schema ORDER BY type, name"))


def test_a_library_says_what_it_is_and_waits_for_the_disk(news: Path) -> None:
    with closing(connect(news)) as db:
        assert db.pragma("application_id") == APPLICATION_ID
        assert db.pragma("user_version") == len(MIGRATIONS)
        assert db.pragma("journal_mode") == "wal"
        assert db.pragma("synchronous") == 2  # FULL


@pytest.mark.parametrize("content", [b"", b"notes of mine", None])
def test_nothing_is_made_where_something_is(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "news.db"
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(UsageError, match="is there already; a new library needs a name of its own"):
        create(path)
    assert path.is_dir() if content is None else path.read_bytes() == content


def test_nothing_is_made_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"can't be made: No such file"):
        create(tmp_path / "gone" / "news.db")


def test_a_missing_library_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no library .*: make one with `sayso init"):
        connect(tmp_path / "news.db")
    assert not list(tmp_path.iterdir())


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="can't be opened: Is a directory"):
        connect(tmp_path)


def text_file(path: Path) -> None:
    path.write_text("SQLite is not what this is. " * 200, "utf-8")


def short_file(path: Path) -> None:
    path.write_bytes(b"x")


def head_alone(path: Path) -> None:
    """What a copy that was broken off leaves."""
    path.write_bytes(b"SQLite format 3\0" + bytes(200))


def database_of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript("CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('soup')")


def another_application(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript("PRAGMA application_id = 77; CREATE TABLE setting (name TEXT)")


def later_schema(path: Path) -> None:
    create(path).close()
    with closing(apsw.Connection(str(path))) as db:
        db.pragma("user_version", len(MIGRATIONS) + 1)


@pytest.mark.parametrize(
    ("write", "reason"),
    [
        (text_file, "is no library of sayso; `sayso init FILE` makes one"),
        (short_file, "is no library of sayso"),
        (head_alone, "it is damaged"),
        (database_of_another_program, "is a database of another program"),
        (another_application, "is a database of another program"),
        (later_schema, r"written by a later version of sayso \(schema \d+; this one knows \d+\): update sayso"),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_library_is_refused_and_left_alone(
    tmp_path: Path, write: Callable[[Path], None], reason: str, read_only: bool
) -> None:
    path = tmp_path / "news.db"
    write(path)
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=reason):
        connect(path, read_only=read_only)
    assert path.read_bytes() == before


def test_a_library_whose_making_was_killed_is_made_by_opening_it(tmp_path: Path, news: Path) -> None:
    path = tmp_path / "killed.db"
    path.touch()
    assert schema(path) == schema(news)


def test_an_empty_file_is_no_library_for_who_only_reads(tmp_path: Path) -> None:
    path = tmp_path / "killed.db"
    path.touch()
    with pytest.raises(LibraryError, match=r"is of an earlier schema \(0; .*: open it once where it may be written"):
        connect(path, read_only=True)


def test_damage_is_told_wherever_it_is_met(news: Path) -> None:
    with Library.open(news) as library, writing(library._db):
        library._db.execute("INSERT INTO setting VALUES ('a', ?)", ("b" * 90_000,))
    whole = news.read_bytes()
    met = 0
    for page in range(1, len(whole) // 4_096):
        news.write_bytes(whole[: page * 4_096] + b"\xff" * 4_096 + whole[(page + 1) * 4_096 :])
        met += "it is damaged" in all_read(news)
    assert met > 10


def all_read(path: Path) -> str:
    """Reads all that is in a library; gives what went wrong, as it is told to a person."""
    try:
        with closing(connect(path)) as db:
            for (table,) in list(rows(db, "SELECT name FROM sqlite_schema WHERE type = 'table'")):
                list(rows(db, f'SELECT * FROM "{table}"'))
    except LibraryError as error:
        return str(error)
    return ""


def test_a_damaged_text_is_told(tmp_path: Path) -> None:
    """SQLite does not look into it: one bit of a page is another one."""
    article = tmp_path / "a.txt"
    article.write_text("Harbour stays open\n“We are ready,” said Karel Udo, the mayor of Orsk, on Monday.\n", "utf-8")
    with Library.create(tmp_path / "news.db") as library:
        library.add([article])
        with writing(library._db):
            library._db.execute("UPDATE content SET record = CAST(substr(record, 1, 20) || x'00' AS BLOB)")
        (key,) = next(rows(library._db, "SELECT id FROM article"))
        with pytest.raises(LibraryError, match="a kept article is damaged"):
            library.article(key)


@pytest.mark.parametrize("record", [b"{}", b"[]", b"3", b"{", b"\xff", b"[" * 100_000])
def test_a_record_that_is_none_is_told(record: bytes) -> None:
    with pytest.raises(LibraryError, match="a kept record is damaged, or of another version of sayso"):
        unpacked(DOCUMENTS, captures.deflated(record))


def test_what_unpacks_without_measure_is_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a library that a stranger made."""
    monkeypatch.setattr(captures, "_MOST_INFLATED", 1_000)
    assert captures.inflated(captures.deflated(b"a" * 1_000)) == b"a" * 1_000
    for bomb in (captures.deflated(b"a" * 10_000_000), captures.deflated(b"a" * 9)[:-1]):
        with pytest.raises(LibraryError, match="it has no end, or one too far"):
            captures.inflated(bomb)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to everything")
@pytest.mark.parametrize("which", ["file", "folder"])
def test_a_library_that_may_not_be_written_says_so(news: Path, which: str) -> None:
    target = news if which == "file" else news.parent
    mode = target.stat().st_mode
    target.chmod(0o444 if which == "file" else 0o555)
    try:
        with pytest.raises((LibraryError, UsageError), match=r"may not be written|can't be opened|the disk gave"):
            writes(news)
    finally:
        target.chmod(mode)


def writes(path: Path) -> None:
    with Library.open(path) as library, writing(library._db):
        library._db.execute("INSERT INTO setting VALUES ('a', 'b')")


def test_who_only_reads_can_not_write(news: Path) -> None:
    with (
        closing(connect(news, read_only=True)) as db,
        pytest.raises(LibraryError, match="it may not be written to; check the permissions"),
        writing(db),
    ):
        db.execute("INSERT INTO setting VALUES ('a', 'b')")


@pytest.mark.parametrize("old", ["3.51.2", "3.9.0", "3.45"])
def test_an_sqlite_that_may_damage_libraries_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str
) -> None:
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: old)
    for opened in (create, connect):
        with pytest.raises(LibraryError, match=rf"this SQLite is {old}, and before 3\.51\.3 it may damage a library"):
            opened(tmp_path / "news.db")
    assert not list(tmp_path.iterdir())


# --- earlier schemas --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("known", range(len(STEPS)))
def test_a_library_of_every_earlier_schema_is_led_to_the_newest(
    tmp_path: Path, news: Path, steps: Callable[[int], None], known: int
) -> None:
    path = tmp_path / "old.db"
    steps(known)
    with closing(create(path)) as db, writing(db):
        if known:
            db.execute("INSERT INTO setting VALUES ('kept', 'yes')")
    whole = schema(news) if known == len(STEPS) else None
    steps(len(STEPS))
    with closing(connect(path)) as db:
        assert db.pragma("user_version") == len(STEPS)
        assert value(db, "SELECT value FROM setting WHERE name = 'kept'") == ("yes" if known else None)
    assert whole is None or schema(path) == whole


def test_a_step_that_fails_leaves_the_schema_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: Callable[[int], None]
) -> None:
    """Nothing of the first script of the step that fails is there."""
    broken = (*STEPS[:1], (*STEPS[1], "CREATE TABLE setting (name TEXT)"))
    monkeypatch.setattr(connection, "MIGRATIONS", broken)
    path = tmp_path / "news.db"
    with pytest.raises(LibraryError, match="table setting already exists"):
        create(path)
    steps(1)
    with closing(connect(path)) as db:
        assert db.pragma("user_version") == 1
        assert value(db, "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'story'") == 0
    steps(len(STEPS))
    connect(path).close()


def test_processes_that_lead_a_library_to_the_newest_schema_at_once_do_not_meet(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.db" for number in range(10)]
    for path in paths:
        path.touch()
    with get_context("spawn").Pool(2) as pool:
        found = pool.map(_version, sorted(paths * 4), chunksize=1)
    assert found == [len(MIGRATIONS)] * 40


def _version(path: Path) -> int:
    with closing(connect(path)) as db:
        return int(db.pragma("user_version"))


# --- transactions -----------------------------------------------------------------------------------------------------


def test_what_fails_leaves_nothing(news: Path) -> None:
    with closing(connect(news)) as db:
        with pytest.raises(LibraryError, match="UNIQUE constraint failed"), writing(db):
            db.executemany("INSERT INTO setting VALUES ('a', ?)", [("b",), ("c",)])
        assert not db.in_transaction
        assert value(db, "SELECT COUNT(*) FROM setting") == 0


def test_a_library_that_another_writes_to_for_too_long_says_so(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_WAIT_MS", 20)
    with (
        closing(connect(news)) as one,
        closing(connect(news)) as other,
        writing(one),
        pytest.raises(LibraryError, match=r"another process writes to it, and did not end in .*; try it again"),
        writing(other),
    ):
        pass


def test_who_reads_does_not_wait_for_who_writes(news: Path) -> None:
    with closing(connect(news)) as one, closing(connect(news, read_only=True)) as other, writing(one):
        one.execute("INSERT INTO setting VALUES ('a', 'b')")
        assert value(other, "SELECT COUNT(*) FROM setting") == 0
