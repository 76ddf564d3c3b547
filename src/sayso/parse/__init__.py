"""Document -> Parsed: quotations paired into a tree, words with tags, dependencies and names.

A long quotation misleads a parser: it takes the quoted words for part of the sentence that reports them. So every
paragraph is parsed in units: its frame, in which each quotation that stands as a sentence of its own is one
placeholder word, and the inside of each such quotation, down to any depth::

    “I said: ‘I am sorry,’” he recalled.
    unit 0 (frame)        “_,” he recalled.          unit 0's token 1 has quotation=0
    unit 1 (quotation 0)  I said: ‘_,’               token.quotation=1
    unit 2 (quotation 1)  I am sorry
"""

from sayso.parse.parsed import Parsed, Proposal, Quotation, Token, Unit
from sayso.parse.parser import parse

__all__ = ["Parsed", "Proposal", "Quotation", "Token", "Unit", "parse"]
