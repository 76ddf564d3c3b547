"""An update leaves the same whatever came before it, and what it did not come to is left to the next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.library import Library, updating
from sayso.library.connection import rows
from tests.library.test_library import ARTICLES


def test_speakers_that_an_update_did_not_come_to_are_told_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It compares no story then: all were done before it was killed."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    files = [tmp_path / name for name in ARTICLES]
    for file in files:
        file.write_text(ARTICLES[file.name], "utf-8")
    with Library.create(tmp_path / "news.db") as library:
        library.add(files)
        with monkeypatch.context() as patched:
            patched.setattr(updating, "keep_speakers", killed)
            with pytest.raises(KeyboardInterrupt):
                library.update()
        assert not library.is_up_to_date
        assert library.status().speakers == 0
        updated = library.update()
        assert updated is not None
        assert updated.compared == 0
        assert library.is_up_to_date
        assert library.status().speakers > 0


def test_an_earlier_text_has_the_speakers_and_places_that_it_has_by_itself(tmp_path: Path) -> None:
    """Whether or not its story, in which it comes second, was told while it was the current one."""
    report = {"outlet": "Pier Times", "text": ARTICLES["pier-times.txt"]}
    first = {
        "outlet": "Tide Gazette",
        "url": "https://tide.example/1",
        "text": ARTICLES["gull-post.txt"],
    }
    second = first | {"text": first["text"].replace("forty", "fifty"), "captured_at": "2031-03-05"}
    files = []
    for number, article in enumerate((report, first | {"captured_at": "2031-03-04"}, second)):
        files.append(tmp_path / f"{number}.jsonl")
        files[-1].write_text(json.dumps(article), "utf-8")
    found = []
    for name, runs in (("at-once", [files]), ("one-by-one", [[file] for file in files])):
        with Library.create(tmp_path / f"{name}.db") as library:
            for run in runs:
                library.add(run)
                library.update()
            sql = "SELECT capture, place, id, speaker, speaker_id FROM statement ORDER BY capture, place"
            found.append(list(rows(library._db, sql)))
    assert found[0] == found[1]
