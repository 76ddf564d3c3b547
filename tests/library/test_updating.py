"""An update that ends before its time leaves the rest to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.library import Library, updating
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
