"""Gold -> how good a run is: the command ``sayso eval``, and the scorer that the benchmarks stand on.

::

    import sayso.evaluate

    evaluation = sayso.evaluate.statements("gold.jsonl", by="outlet")
    print(evaluation.scores.exact["all"].f1, evaluation.scores.source["all"].exact)
    for example in evaluation.examples[:10]:
        print(example.document, example.mistakes, example.cost)

docs/evaluate.md describes the format of the gold, the figures, and what a mistake costs.
"""

from sayso.evaluate.against import Against, Change
from sayso.evaluate.data import evaluation_json, predictions_jsonl
from sayso.evaluate.evaluation import Evaluation, Group, scored_article, statements
from sayso.evaluate.gold import Annotated, Gold, read_gold
from sayso.evaluate.mistakes import Example, Mistake, mistakes_named
from sayso.evaluate.predictions import Predictions, Run, read_predictions
from sayso.evaluate.reliability import Bin, Reliability
from sayso.evaluate.rows import Quote
from sayso.evaluate.run import run_on
from sayso.evaluate.scorer import Article, Attribution, Rates, Scores, SourceRates, attribution, score, words_of
from sayso.evaluate.show import print_evaluation

__all__ = [
    "Against",
    "Annotated",
    "Article",
    "Attribution",
    "Bin",
    "Change",
    "Evaluation",
    "Example",
    "Gold",
    "Group",
    "Mistake",
    "Predictions",
    "Quote",
    "Rates",
    "Reliability",
    "Run",
    "Scores",
    "SourceRates",
    "attribution",
    "evaluation_json",
    "mistakes_named",
    "predictions_jsonl",
    "print_evaluation",
    "read_gold",
    "read_predictions",
    "run_on",
    "score",
    "scored_article",
    "statements",
    "words_of",
]
