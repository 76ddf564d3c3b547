"""Articles grouped into stories: BCubed and pairwise P/R/F1, one setting for all sets.

    python -m benchmarks.quality.stories [--gold ../shared/gold] [-v]   the table
    python -m benchmarks.quality.stories words                           counts common_words.json anew (polnear_train)

The table is for articles as they come in (``given_together=False``), not for articles that someone chose to compare.
``-v`` shows the stories that are wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from sayso.config import GroupSettings
from sayso.engine.duckdb import DuckDB
from sayso.group import group
from sayso.group.tokens import tokens
from sayso.records import Document, Paragraph
from sayso.spans import Span, identity

FILES = ("stories_ecbplus_train", "stories_ecbplus_dev", "stories_newswcl50", "links_dev_docs")
LANGUAGES = Path(__file__).with_name("stories") / "languages.toml"
COMMON = Path(__file__).parents[2] / "src/sayso/group/common_words.json"

LEAST_SHARE = 0.01
"""Words in fewer articles are not listed: they are rare enough to tell an event."""


class Reports(NamedTuple):
    """Articles, and by their ids which event each reports."""

    documents: Sequence[Document]
    events: Mapping[str, str]


class Figures(NamedTuple):
    """Precision, recall and F1, percent."""

    articles: int
    bcubed: tuple[float, float, float]
    pairwise: tuple[float, float, float]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; 0 also where the gold is absent, since it can't ship."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", nargs="?", choices=("table", "words"), default="table")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("-v", "--verbose", action="store_true", help="show the stories that are wrong")
    options = parser.parse_args(arguments)
    if options.action == "words":
        write_common_words(options.gold / "polnear_train.jsonl")
        return 0
    print(f"{'stories':<28} articles   BCubed P/R/F1       pairwise P/R/F1")
    for name, reports in sets(options.gold):
        found = grouped(reports)
        print(_line(name, score(reports.events, found)))
        if name.startswith("languages"):
            print(f"{'  pairs of two languages':<28}{'':29}{_shown(across_languages(reports, found))}")
        if options.verbose:
            _print_wrong(reports, found)
    return 0


def sets(gold: Path) -> Iterator[tuple[str, Reports]]:
    """The sets of the folder that are there, and our own set of several languages with its dates and without."""
    for name in FILES:
        path = gold / f"{name}.jsonl"
        if path.is_file():
            rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
            yield name, Reports([_document(row) for row in rows], {row["id"]: row["story_id"] for row in rows})
    yield "languages", languages()
    yield "languages_undated", undated(languages())


def languages() -> Reports:
    """Our own set of several languages."""
    articles = tomllib.loads(LANGUAGES.read_text("utf-8"))["article"]
    rows = [{**article, "date": article["published"], "text": article["text"].strip()} for article in articles]
    return Reports([_document(row) for row in rows], {row["id"]: row["story"] for row in rows})


def undated(reports: Reports) -> Reports:
    """The same articles, as if they did not tell when they were published."""
    return Reports([replace(document, published=None) for document in reports.documents], reports.events)


def grouped(reports: Reports) -> dict[str, str]:
    """The story of each article."""
    with DuckDB() as relations:
        found = group(reports.documents, relations, settings=GroupSettings(given_together=False))
    return {key: story.id for story in found for key in story.documents}


def across_languages(reports: Reports, predicted: Mapping[str, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs of articles that are in two languages, percent."""
    by_id = {document.id: document for document in reports.documents}
    pairs = [(a, b) for a, b in combinations(sorted(by_id), 2) if by_id[a].language != by_id[b].language]
    gold = {pair for pair in pairs if reports.events[pair[0]] == reports.events[pair[1]]}
    ours = {pair for pair in pairs if predicted[pair[0]] == predicted[pair[1]]}
    return _percent(len(gold & ours) / max(1, len(ours)), len(gold & ours) / max(1, len(gold)))


def score(gold: Mapping[str, Hashable], predicted: Mapping[str, Hashable]) -> Figures:
    """As the shared scorer counts; an article that is missing from ``predicted`` counts as alone."""
    ours = {key: predicted.get(key, ("alone", key)) for key in gold}
    theirs_size, ours_size = Counter(gold.values()), Counter(ours.values())
    both = Counter((gold[key], ours[key]) for key in gold)
    precision = sum(both[gold[key], ours[key]] / ours_size[ours[key]] for key in gold) / len(gold)
    recall = sum(both[gold[key], ours[key]] / theirs_size[gold[key]] for key in gold) / len(gold)
    right = _pairs(both)
    pairwise = _percent(right / max(1, _pairs(ours_size)), right / max(1, _pairs(theirs_size)))
    return Figures(len(gold), _percent(precision, recall), pairwise)


def write_common_words(path: Path) -> None:
    """Writes the share of articles that have each common word; words mostly with a capital are left out."""
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    articles: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text in texts:
        found = tokens([text])
        printed = {found.word(place) for place in range(len(found.hashes))}
        articles.update({word.casefold() for word in printed})
        small.update({word.casefold() for word in printed if not word[0].isupper()})
    common = {
        word: round(count / len(texts), 4)
        for word, count in sorted(articles.items())
        if count >= LEAST_SHARE * len(texts) and not word[0].isdigit() and (2 * small[word] >= count or word == "i")
    }
    COMMON.write_text(json.dumps(common, indent=0), "utf-8")
    print(f"wrote {len(common)} words of {len(texts)} articles to {COMMON.name}", file=sys.stderr)


def _print_wrong(reports: Reports, found: Mapping[str, str]) -> None:
    events, stories = _members(reports.events), _members(found)
    for story in sorted(stories.values()):
        of = Counter(reports.events[key] for key in story)
        if len(of) > 1:
            print("  one story of several events: " + ", ".join(f"{event} ({n})" for event, n in sorted(of.items())))
    for event, members in sorted(events.items()):
        parts = sorted(sorted(key for key in members if found[key] == story) for story in {found[k] for k in members})
        if len(parts) > 1:
            print(f"  {event} in {len(parts)} stories: " + " | ".join(" ".join(part) for part in parts))


def _members(of: Mapping[str, str]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for key, name in of.items():
        members[name].append(key)
    return members


def _line(name: str, figures: Figures) -> str:
    return f"{name:<28}{figures.articles:9d}{_shown(figures.bcubed)}  {_shown(figures.pairwise)}"


def _shown(figures: tuple[float, ...]) -> str:
    return "".join(f"{figure:6.1f}" for figure in figures)


def _pairs(counts: Counter[Any]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def _percent(precision: float, recall: float) -> tuple[float, float, float]:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return 100 * precision, 100 * recall, 100 * f1


def _document(row: Mapping[str, Any]) -> Document:
    text = row["text"]
    return Document(
        id=row["id"],
        uri=row["id"],
        outlet=row.get("outlet", ""),
        text=text,
        paragraphs=(Paragraph(Span(0, len(text))),),
        origin=identity(len(text)),
        published=row.get("date"),
        language=row.get("lang"),
    )


if __name__ == "__main__":
    sys.exit(main())
