"""People's judgements on what sayso found: a file beside the articles that outweighs every score and survives re-runs.

The way: ``book`` reads the file and adds to it, ``lines`` knows a line, ``anchor`` finds again what a line is about,
``weigh`` tells which hold; ``making`` makes new ones, and ``review`` tells which pairs need one most.
"""

from sayso.judgements.anchor import words_of
from sayso.judgements.book import Book, add, book_beside, named_book
from sayso.judgements.making import Desk, Signature, judgement, signed, undo, weighed_with
from sayso.judgements.review import Question, Review
from sayso.judgements.weigh import Rulings, digest, weigh

__all__ = [
    "Book",
    "Desk",
    "Question",
    "Review",
    "Rulings",
    "Signature",
    "add",
    "book_beside",
    "digest",
    "judgement",
    "named_book",
    "signed",
    "undo",
    "weigh",
    "weighed_with",
    "words_of",
]
