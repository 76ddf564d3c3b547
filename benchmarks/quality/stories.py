"""Articles grouped into stories: BCubed and pairwise P/R/F1, one setting for all sets.

    python benchmarks/quality/stories.py [--gold ../shared/gold]   the table
    python benchmarks/quality/stories.py words                     counts common_words.json anew from polnear_train

The table is for articles as they come in (``given_together=False``), not for articles that someone chose to compare.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sayso.config import GroupSettings
from sayso.group import group
from sayso.group.words import words
from sayso.records import Document, Paragraph
from sayso.spans import Span, identity

SETS = ("stories_ecbplus_train", "stories_ecbplus_dev", "stories_newswcl50")
COMMON = Path(__file__).parents[2] / "src/sayso/group/common_words.json"
LEAST_SHARE = 0.01
"""Words in fewer articles are not listed: they are rare enough to tell an event."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; 0 also where the gold is absent, since it can't ship."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", nargs="?", choices=("table", "words"), default="table")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options = parser.parse_args(arguments)
    if options.action == "words":
        write_common_words(options.gold / "polnear_train.jsonl")
        return 0
    found = [name for name in SETS if (options.gold / f"{name}.jsonl").is_file()]
    if not found:
        print(f"stories: skipped, no {SETS[0]}.jsonl or its like in {options.gold}")
        return 0
    print(f"{'stories':<28} articles   BCubed P/R/F1       pairwise P/R/F1")
    for name in found:
        print(_line(name, *measured(options.gold / f"{name}.jsonl")))
    return 0


def measured(path: Path) -> tuple[int, tuple[float, float, float], tuple[float, float, float]]:
    """How many articles, BCubed and pairwise precision, recall and F1 (percent)."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    found = group([_document(row) for row in rows], settings=GroupSettings(given_together=False))
    predicted = {key: story.id for story in found for key in story.documents}
    return score({row["id"]: row["story_id"] for row in rows}, predicted)


def score(
    gold: Mapping[str, Hashable], predicted: Mapping[str, Hashable]
) -> tuple[int, tuple[float, float, float], tuple[float, float, float]]:
    """As the shared scorer counts; an article that is missing from ``predicted`` counts as alone."""
    ours = {key: predicted.get(key, ("alone", key)) for key in gold}
    theirs_size, ours_size = Counter(gold.values()), Counter(ours.values())
    both = Counter((gold[key], ours[key]) for key in gold)
    precision = sum(both[gold[key], ours[key]] / ours_size[ours[key]] for key in gold) / len(gold)
    recall = sum(both[gold[key], ours[key]] / theirs_size[gold[key]] for key in gold) / len(gold)
    right = _pairs(both)
    return (
        len(gold),
        _percent(precision, recall),
        _percent(right / max(1, _pairs(ours_size)), right / max(1, _pairs(theirs_size))),
    )


def write_common_words(path: Path) -> None:
    """Writes the share of articles that have each common word; words mostly with a capital are left out."""
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    articles = Counter(word for text in texts for word in set(words(text)))
    small = Counter(word for text in texts for word in words(" ".join(re.findall(r"(?<![\w’'])[a-z][\w’']*", text))))
    shares = {word: count / len(texts) for word, count in articles.items() if not word[0].isdigit()}
    common = {
        word: round(share, 4)
        for word, share in sorted(shares.items())
        if share >= LEAST_SHARE and (2 * small[word] >= articles[word] or word.split("'")[0] == "i")
    }
    COMMON.write_text(json.dumps(common, indent=0) + "\n", "utf-8")
    print(f"wrote {len(common)} words of {len(texts)} articles to {COMMON.name}", file=sys.stderr)


def _line(name: str, articles: int, bcubed: tuple[float, ...], pairwise: tuple[float, ...]) -> str:
    def shown(figures: tuple[float, ...]) -> str:
        return "".join(f"{figure:6.1f}" for figure in figures)

    return f"{name:<28}{articles:9d}{shown(bcubed)}  {shown(pairwise)}"


def _pairs(counts: Counter[Any]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def _percent(precision: float, recall: float) -> tuple[float, float, float]:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return 100 * precision, 100 * recall, 100 * f1


def _document(row: dict[str, Any]) -> Document:
    text = row["text"]
    return Document(row["id"], row["id"], "", text, (Paragraph(Span(0, len(text))),), identity(len(text)))


if __name__ == "__main__":
    sys.exit(main())
