"""A library: articles that keep coming, kept safe in one SQLite file, and found again."""

from sayso.library.adding import Added
from sayso.library.connection import LibraryError
from sayso.library.library import Library
from sayso.library.store import Outcome
from sayso.library.updating import Updated

__all__ = ["Added", "Library", "LibraryError", "Outcome", "Updated"]
