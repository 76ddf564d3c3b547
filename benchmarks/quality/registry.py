"""The parts that are measured, in the order in which they are printed. Each is loaded when it is measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.quality import gold
from benchmarks.quality.parts import Measured, Part
from benchmarks.quality.tables import peers, table

__all__ = ["PARTS"]


def _statements() -> Part:
    from benchmarks.quality import statements

    return statements.PART


def _cases() -> Part:
    from benchmarks.quality import cases

    return cases.PART


def _names() -> Part:
    from benchmarks.quality import names

    return names.PART


def _speakers() -> Part:
    from benchmarks.quality import speakers

    def shares(rows: Sequence[speakers.Scored]) -> list[float]:
        """Right, wrong and unknown among the readings that a statement was found for, and their share; percent."""
        verdicts = Counter(row.verdict for row in rows)
        matched = len(rows) - verdicts["unmatched"]
        told = [100 * verdicts[verdict] / max(1, matched) for verdict in ("right", "wrong", "unknown")]
        return [*told, 100 * matched / len(rows)]

    def measure(folder: Path) -> Measured:
        documents, truths = speakers.load(folder)
        found = speakers.score(documents, truths, given=False)
        own, given = shares(found), shares(speakers.score(documents, truths, given=True))
        named = shares([row for row in found if row.truth.named])
        sure = shares([row for row in found if row.truth.named and row.truth.sure])
        figures = {"right": own[0], "not_wrong": 100 - own[1], "found": own[3]}
        figures |= {"right_given_sources": given[0], "not_wrong_given_sources": 100 - given[1]}
        figures |= {"right_named": named[0], "not_wrong_named": 100 - named[1]}
        rows: list[list[object]] = [
            ["sayso, its own statements", *own],
            ["  of named speakers", *named],
            ["  of named speakers, where people are sure", *sure],
            ["sayso, annotated sources", *given],
        ]
        return Measured(figures, table("speakers (links_dev)", ["right", "wrong", "unknown", "readings found"], rows))

    return Part(
        "speakers",
        ["links_dev_docs.jsonl", "links_dev.jsonl"],
        measure,
        margin=1.0,
        margin_because="One of about 330 readings is 0.3 %: three may turn over when an earlier stage finds a "
        "statement a word longer or shorter.",
    )


def _links() -> Part:
    from benchmarks.quality import events, links
    from sayso.config import LinkSettings

    def measure(folder: Path) -> Measured:
        found = events.events(folder)
        own, given = (links.prepared(found, source) for source in (links.extracted, links.given))
        scores = [links.scored(one, [*own, *given], LinkSettings()) for one in (own, given)]
        names = ("sayso, from the articles", "sayso, from the annotated spans")
        rows = [[name, s.precision, s.recall, s.f1, s.near_miss] for name, s in zip(names, scores, strict=True)]
        figures = {
            "f1": scores[0].f1,
            "f1_given_spans": scores[1].f1,
            "near_misses_kept_apart": 100 - scores[0].near_miss,
        }
        columns = ["precision", "recall", "F1", "near misses linked"]
        return Measured(figures, table("links_dev, leave one event out", columns, [*peers("links"), *rows]))

    return Part(
        "links",
        events.FILES,
        measure,
        margin=1.7,
        margin_because="One of 118 required pairs is 0.85 % of recall, so about 0.5 of F1, and one of 117 near misses "
        "0.85: two may turn over when an earlier stage finds a statement a word longer or shorter.",
    )


def _paraphrases() -> Part:
    from benchmarks.quality import paraphrases

    def measure(_: Path) -> Measured:
        rows: list[list[object]] = []
        figures: dict[str, float] = {}
        for name in paraphrases.SETS:
            for title, held_out in (("looked at", False), ("held out", True)):
                found = paraphrases.tally(paraphrases.read(name, held_out=held_out))
                apart = 100 - 100 * found.near_misses / found.different
                rows.append([f"{name}, {title}", found.recall, found.precision, 100 - apart])
                figures[f"{name}_{title.replace(' ', '_')}_recall"] = found.recall
                figures[f"{name}_{title.replace(' ', '_')}_near_misses_kept_apart"] = apart
        columns = ["recall", "precision", "near misses linked"]
        return Measured(figures, table("paraphrases that share no wording (our own)", columns, rows))

    return Part(
        "paraphrases",
        [],
        measure,
        margin=1.7,
        margin_because="One of the 60 pairs of a half is 1.7: one may turn over.",
    )


def _differences() -> Part:
    from benchmarks.quality import differences, events

    def measure(folder: Path) -> Measured:
        own, given = differences.found_of(events.events(folder))
        figures, rows = differences.measured(own, given)
        right = table("differences that change the sense: right of those judged", ["own", "annotated spans"], rows)
        columns = ["own", "annotated spans", "with what keeps the sense", "noted"]
        noted = table("differences that people noted, and are told", columns, differences.recall_rows(own, given))
        return Measured(figures, f"{right}\n\n{noted}")

    return Part(
        "differences",
        differences.FILES,
        measure,
        margin=6.0,
        margin_because="Some 20 differences are told in each way: one is 5 % of those judged. One may turn when an "
        "earlier stage finds a statement a word longer or shorter.",
    )


def _copies() -> Part:
    from benchmarks.quality import copies

    def measure(folder: Path) -> Measured:
        rows = list(gold.rows(folder / copies.FILE))
        found = copies.pairs_of([row["text"] for row in rows])
        score = copies.score(rows, set(found))
        figures = {"precision": score.precision, "recall": score.recall}
        figures |= {f"recall_{one}_{other}": share for (one, other), share in score.by_kinds.items()}
        figures["base_in_trunc35"] = copies.shares(rows, found)["trunc35"].base_in_variant
        figures["trunc35_in_base"] = copies.shares(rows, found)["trunc35"].variant_in_base
        own: list[object] = ["sayso", f"{score.recall / 100:.4f} at {score.precision / 100:.4f}"]
        compared = table("copies", ["recall at precision"], [*peers("copies"), own])
        return Measured(figures, f"{compared}\n\n{copies.by_kinds_table(score)}")

    return Part(
        "copies",
        [copies.FILE],
        measure,
        margin=0.2,
        margin_because="Only counts decide, the same on every machine. One pair of the 200 of a kind is 0.5: none "
        "may be lost, and the margin is for rounding.",
    )


def _stories() -> Part:
    from benchmarks.quality import stories

    def measure(folder: Path) -> Measured:
        rows: list[list[object]] = []
        figures: dict[str, float] = {}
        for name, reports in stories.sets(folder):
            found = stories.grouped(reports)
            _, bcubed, pairwise = stories.score(reports.events, found)
            rows.append([name.removeprefix("stories_"), bcubed[2], pairwise[2]])
            figures |= {f"{name}_bcubed": bcubed[2], f"{name}_pairwise": pairwise[2]}
            if name.startswith("languages"):
                precision, recall, f1 = stories.across_languages(reports, found)
                rows.append(["  pairs of two languages", "", f1])
                figures |= {f"{name}_across_precision": precision, f"{name}_across_recall": recall}
        others = table("stories: others", ["ECB+ test", "NewsWCL50"], peers("stories"))
        own = table("stories: sayso, one setting for all", ["BCubed F1", "pairwise F1"], rows)
        return Measured(figures, f"{others}\n\n{own}")

    return Part(
        "stories",
        [f"{name}.jsonl" for name in stories.FILES],
        measure,
        margin=2.0,
        margin_because="One of the 50 articles of NewsWCL50 that changes its story moves BCubed F1 by about 1 and "
        "pairwise F1 by about 2; one may.",
    )


PARTS: dict[str, Callable[[], Part]] = {
    "statements": _statements,
    "cases": _cases,
    "names": _names,
    "speakers": _speakers,
    "links": _links,
    "paraphrases": _paraphrases,
    "differences": _differences,
    "copies": _copies,
    "stories": _stories,
}
