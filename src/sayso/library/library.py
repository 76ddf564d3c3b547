"""The library as who uses it sees it: one object, whose verbs are the commands'."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import apsw

from sayso import __version__
from sayso.comparison import Comparison
from sayso.config import CleanSettings, GroupSettings, Settings, settings_of
from sayso.library.adding import Added, AddProgress, add
from sayso.library.connection import connect, create, writing
from sayso.library.exporting import export_tables
from sayso.library.store import set_setting, setting
from sayso.library.told import comparison_of
from sayso.library.updating import Updated, UpdateProgress, is_up_to_date, update
from sayso.threads import keep_to_one_thread
from sayso.workers import Workers

__all__ = ["LIBRARY_SETTINGS", "Library"]

LIBRARY_SETTINGS = Settings(clean=CleanSettings(languages=None), group=GroupSettings(given_together=False))
"""Those of a build: articles as they come in, of any language."""


class Library:
    """A library in a file. Closed with its ``with`` block; what was written is safe whatever happens to the process."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db
        self.path = Path(db.filename)
        told = setting(db, "settings")
        self.settings = LIBRARY_SETTINGS if told is None else settings_of(json.loads(told))

    @classmethod
    def create(cls, path: str | Path, *, settings: Settings = LIBRARY_SETTINGS) -> Library:
        """A new library. Raises UsageError where something is at the path already."""
        db = create(Path(path))
        with writing(db):
            set_setting(db, "settings", json.dumps(settings.as_dict()))
            set_setting(db, "made_by", __version__)
        return cls(db)

    @classmethod
    def open(cls, path: str | Path) -> Library:
        """The library at a path. Raises UsageError where there is none, LibraryError where it can't be opened."""
        return cls(connect(Path(path)))

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def add(
        self,
        paths: Sequence[str | Path],
        *,
        outlets: Sequence[str] = (),
        again: bool = False,
        jobs: int | None = 1,
        progress: AddProgress | None = None,
    ) -> Added:
        """Takes in the articles at ``paths``, as ``adding.add`` tells; stories are not yet up to date then."""
        with self._workers(jobs) as workers:
            return add(
                self._db,
                paths,
                settings=self.settings,
                workers=workers,
                outlets=outlets,
                again=again,
                progress=progress,
            )

    @property
    def is_up_to_date(self) -> bool:
        """Whether the stories are those of all articles that the library has."""
        return is_up_to_date(self._db, self.settings)

    def update(self, *, jobs: int | None = 1, progress: UpdateProgress | None = None) -> Updated | None:
        """Brings the stories up to date; None where another process does so."""
        with self._workers(jobs) as workers:
            return update(self._db, settings=self.settings, workers=workers, progress=progress)

    def story(self, key: str) -> Comparison:
        """A story by its id."""
        return comparison_of(self._db, key, self.settings)

    def export_tables(self, out: Path) -> dict[str, int]:
        """Writes the tables of a build into a folder, as ``exporting.export_tables`` tells."""
        return export_tables(self._db, out, self.settings)

    def _workers(self, jobs: int | None) -> Workers:
        return Workers(jobs, keep_to_one_thread)
