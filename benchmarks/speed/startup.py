"""What a person waits for: the first statement of one article, and many articles in one process or in two."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.speed.meter import Run, run

__all__ = ["Pace", "paces", "startup_costs"]

LINE = "“We are warm,” said Ilmar Tosk, the president of Veldania.\n"
# As long as most articles are: 400 words.
ARTICLE = (
    """The stoves are lit in Velda

“We are warm,” said Ilmar Tosk, the president of Veldania, who was asked whether the stoves had been lit in time.
"""
    + """
The finance minister, Oda Brenn, said that coal was dear, and that nobody could say what it would cost in spring. She
denied that the ministry had bought too little of it, and told reporters that two ships were on their way to the port.
"""
    * 9
)
_COMMANDS = {
    "sayso --help": (None, ["--help"]),
    "statements, one line": (LINE, ["statements", "-"]),
    "statements, an article": (ARTICLE, ["statements", "-"]),
}


class Pace(NamedTuple):
    """Words a second by the clock, from the command's start to its end, and CPU seconds of all its processes."""

    jobs: int
    words_per_s: float
    cpu_s: float


def startup_costs(times: int) -> dict[str, Run]:
    """The median of so many fresh processes, for each command."""
    with TemporaryDirectory() as folder:
        return {name: _median(name, Path(folder), times) for name in _COMMANDS}


def _median(name: str, folder: Path, times: int) -> Run:
    text, arguments = _COMMANDS[name]
    if text is not None:
        path = folder / "article.txt"
        path.write_text(text, "utf-8")
        arguments = [str(path) if each == "-" else each for each in arguments]
    runs = [run([sys.executable, "-m", "sayso", *arguments]) for _ in range(times)]
    return Run(median(each.wall_s for each in runs), median(each.cpu_s for each in runs), runs[0].output)


def paces(articles: Path, jobs: Sequence[int]) -> list[Pace]:
    """``sayso statements`` over a file of articles, once for each number of processes."""
    texts = [json.loads(line)["text"] for line in articles.read_text("utf-8").splitlines()]
    words = sum(len(text.split()) for text in texts)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        rows = ({"id": str(number), "outlet": "any", "text": text} for number, text in enumerate(texts))
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
        command = [sys.executable, "-m", "sayso", "statements", str(path), "-f", "jsonl", "--jobs"]
        runs = [(number, run([*command, str(number)])) for number in jobs]
    return [Pace(number, words / took.wall_s, took.cpu_s) for number, took in runs]
