"""A tiny invented corpus, with the syntax that a teacher would give."""

from __future__ import annotations

import random

from training.corpus import Annotated, Example

_NAMES = ("Ilmar Tosk", "Ada Quill", "Yelena Marrick", "Tomas Pell")
_CUES = ("said", "claimed", "hoped", "denied")
_THINGS = ("the pier is safe", "the boats sail at dawn", "the harbour stays open", "nobody was warned")


def lesson(name: str, cue: str, thing: str, *, judged: bool = True) -> Example:
    """“Ilmar Tosk said that the pier is safe. He left.” as an example."""
    first, last = name.split()
    told = thing.split()
    words = [first, last, cue, "that", *told, ".", "He", "left", "."]
    count, verb = len(words), 2
    inner = 4 + len(told) - 2
    heads = [1, verb, verb, inner, *[inner] * len(told), verb, count - 2, count - 2, count - 2]
    deps = ["compound", "nsubj", "ROOT", "mark", *["dep"] * len(told), "punct", "nsubj", "ROOT", "punct"]
    heads[inner], deps[inner] = verb, "ccomp"
    tags = ["NNP", "NNP", "VBD", "IN", *["NN"] * len(told), ".", "PRP", "VBD", "."]
    tags[inner] = "VBP"
    annotated = [Annotated(content=list(range(3, 4 + len(told))), cue=[verb], source=[0, 1])]
    return Example(
        article=f"{name} {thing}",
        words=words,
        quoted=[False] * count,
        spaced=[True] * count,
        tags=tags,
        deps=deps,
        heads=heads,
        ents=["PERSON", "PERSON", *[""] * (count - 2)],
        starts=[k in (0, count - 3) for k in range(count)],
        annotated=annotated if judged else None,
    )


def lessons(count: int = 24) -> list[Example]:
    """So many of them, the same at every call; of every fourth nobody marked the attributions."""
    chance = random.Random(3)
    return [
        lesson(chance.choice(_NAMES), chance.choice(_CUES), chance.choice(_THINGS), judged=bool(number % 4))
        for number in range(count)
    ]
