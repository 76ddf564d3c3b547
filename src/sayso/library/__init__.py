"""A library: articles that keep coming, kept safe in one SQLite file, and found again."""

from sayso.library.adding import Added
from sayso.library.connection import LibraryError
from sayso.library.feeds import WatchedFeed
from sayso.library.library import LIBRARY_SETTINGS, Library
from sayso.library.listing import ListedStory
from sayso.library.portraits import Heard, Month, Portrait, SaidThing
from sayso.library.searching import ArticleHit, Filters, Found, StatementHit
from sayso.library.showing import Changed, Item, ShownArticle, Version
from sayso.library.speakers import Person
from sayso.library.standing import LibraryStatus
from sayso.library.store import Outcome
from sayso.library.tracing import Trace, TracedChange, TracedReading, TracedThing
from sayso.library.updating import Updated
from sayso.library.watching import Round, Watch

__all__ = [
    "LIBRARY_SETTINGS",
    "Added",
    "ArticleHit",
    "Changed",
    "Filters",
    "Found",
    "Heard",
    "Item",
    "Library",
    "LibraryError",
    "LibraryStatus",
    "ListedStory",
    "Month",
    "Outcome",
    "Person",
    "Portrait",
    "Round",
    "SaidThing",
    "ShownArticle",
    "StatementHit",
    "Trace",
    "TracedChange",
    "TracedReading",
    "TracedThing",
    "Updated",
    "Version",
    "Watch",
    "WatchedFeed",
]
