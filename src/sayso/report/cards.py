"""Cards for the page: a thing said with its readings, differences and coverage, and what is told inside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from sayso.records import Change, Collation, Coverage, Kind, Standing, Status, Verdict
from sayso.report import words as w
from sayso.report.chain import Step, chain
from sayso.report.commands import SHORT_ID, different_command
from sayso.report.differences import Difference, differences_of
from sayso.report.lined import lined_up
from sayso.report.lookup import Lookup, anchor, brief, quoted, reported, speaker_found
from sayso.report.lookup import words as _words
from sayso.report.marked import marked, own_words
from sayso.report.sides import side_views
from sayso.report.views import (
    Alone,
    ApparatusView,
    Card,
    Cell,
    DifferenceView,
    Fate,
    MatrixRow,
    ReadingView,
    Way,
    Wording,
)
from sayso.report.visible import one_line

__all__ = ["CardMaker", "fates"]

_WITHOUT: Final = (Status.LEFT_OUT, Status.UNKNOWN)
# What only changes the words: other ones, or a few that one outlet has more.
_DRESS: Final = (Change.WORDING, Change.DIRECTNESS, Change.MOVED)
_FEW: Final = 5
# More names than these say less than "all others".
_MANY: Final = 4


class CardMaker:
    """Makes cards, and remembers what it met: differences by thing said and by id, cards by thing said."""

    def __init__(self, lookup: Lookup, sure_score: float) -> None:
        self.lookup = lookup
        self.sure_score = sure_score
        self.order = {document: n for n, document in enumerate(lookup.documents)}
        self.found: dict[int, list[Difference]] = {}
        self.views: dict[str, DifferenceView] = {}
        self.card_of: dict[int, str] = {}

    def card(self, thing: int, number: str) -> Card:
        """The card of a thing said; ``number`` is shown and counts tellings inside as 2.1, 2.2."""
        lookup, collation = self.lookup, self.lookup.things[thing]
        cluster = collation.cluster
        self.card_of[thing] = anchor("said", cluster.id)
        found = sorted(differences_of(thing, lookup), key=lambda one: (not one.substantive, w.CHANGE_RANK[one.change]))
        self.found[thing] = found
        numbered = dict(enumerate(found, 1))
        views = [self._difference(one, n) for n, one in numbered.items()]
        first = cluster.readings[0]
        readings = tuple(self._reading(collation, place, numbered) for place in range(len(cluster.readings)))
        return Card(
            id=self.card_of[thing],
            thing=thing,
            number=number,
            speaker=_either(lookup.speakers(thing)),
            speakers=lookup.speakers(thing),
            words=brief(quoted(lookup.reading_words(first), first.kind), 110),
            readings=readings,
            wordings=_wordings(readings),
            sense=tuple(view for view in views if view.substantive),
            kept=tuple(view for view in views if not view.substantive and not view.dress),
            wording=tuple(view for view in views if not view.substantive and view.dress),
            lines=tuple(lined_up(collation, lookup)),
            apparatus=_apparatus(collation, lookup),
            fates=fates(collation.coverage, lookup),
            grounds=_grounds(collation.coverage, lookup),
            found=_found(readings),
            links=tuple(_links(collation, lookup)),
            commands=tuple(different_command(link, lookup.articles) for link in cluster.links),
            judged=tuple(dict.fromkeys(one_line(link.judged) for link in cluster.links if link.judged)),
            apart=tuple(_apart(collation, lookup)),
            elsewhere=tuple(_elsewhere(collation, lookup)),
            score=round(cluster.score, 2),
            unsure=len(cluster.readings) > 1 and cluster.score < self.sure_score,
            shared=lookup.shared(thing),
            inside=tuple(
                self.card(child, f"{number}.{n}" if number else "")
                for n, child in enumerate(lookup.tree.children.get(thing, ()), 1)
            ),
            outlets=tuple(sorted({self.order[reading.document] for reading in cluster.readings})),
            origins=len({lookup.independent[reading.document] for reading in cluster.readings}),
            kinds=tuple(dict.fromkeys(_kind_key(one.change) for one in found if one.substantive)),
            acts=tuple(dict.fromkeys(lookup.statements[one.statement].act.value for one in cluster.readings)),
        )  # fmt: skip

    def alone(self, roots: Iterable[int]) -> tuple[Alone, ...]:
        """Cards of what one article alone has, by article."""
        of: dict[str, list[Card]] = {}
        for root in roots:
            of.setdefault(self.lookup.things[root].cluster.readings[0].document, []).append(self.card(root, ""))
        return tuple(
            Alone(name, tuple(of[document])) for document, name in self.lookup.labels.items() if document in of
        )

    def matrix_rows(self, card: Card, depth: int = 0) -> list[MatrixRow]:
        """A row of the coverage table for the card, and for each inside it."""
        coverage = {one.document: one for one in self.lookup.things[card.thing].coverage}
        cells = tuple(_cell(coverage.get(document)) for document in self.lookup.documents)
        row = MatrixRow(card.thing, card.number, card.speaker, brief(card.words, 72), depth, cells)
        return [row, *(inner for inside in card.inside for inner in self.matrix_rows(inside, depth + 1))]

    def _difference(self, one: Difference, number: int) -> DifferenceView:
        dress = not one.substantive and self._is_dress(one)
        view = DifferenceView(
            id=one.id,
            number=number,
            thing=one.thing,
            speaker=_either(self.lookup.speakers(one.thing)),
            change=w.CHANGE_WORDS[one.change],
            kind=_kind_key(one.change),
            sense=w.sense_word(substantive=one.substantive, dress=dress),
            substantive=one.substantive,
            dress=dress,
            left=side_views(one, one.left, self.lookup),
            right=side_views(one, one.right, self.lookup),
            because=one_line(one.because),
            said=self.card_of[one.thing],
        )
        self.views[one.id] = view
        return view

    def _is_dress(self, one: Difference) -> bool:
        """Whether it is no more than other words; a sentence that one outlet leaves out is shown as such."""
        sides = (*one.left[:1], *one.right[:1])
        words = max(len(self.lookup.text(side.document, side.span).split()) for side in sides)
        return one.change in _DRESS or (one.change is Change.CUT and words < _FEW)

    def _reading(self, collation: Collation, place: int, numbered: dict[int, Difference]) -> ReadingView:
        lookup, readings = self.lookup, collation.cluster.readings
        reading = readings[place]
        statement, document = lookup.statements[reading.statement], lookup.documents[reading.document]
        own = own_words(place, readings, collation.alignment.columns, lookup)
        return ReadingView(
            id=reading.statement[:SHORT_ID],
            label=lookup.labels[reading.document],
            kind=w.KIND_WORDS[reading.kind] + ("" if reading.content == statement.content else w.PIECE),
            act=w.act_word(statement.act),
            direct=reading.kind is Kind.DIRECT,
            parts=tuple(tuple(bits) for bits in marked(reading, numbered, own, lookup)),
            reported=reported(statement, document),
            chain=tuple(chain(statement, document, lookup.statements)),
            hedge=one_line(statement.hedge.of(document.text)) if statement.hedge else "",
            href=anchor("st", statement.id),
            found=speaker_found(statement, document),
            confidence=round(statement.confidence, 2),
        )


def fates(coverage: Sequence[Coverage], lookup: Lookup) -> tuple[Fate, ...]:
    """Coverage, put together: articles that have it by status, articles without it by ground too."""
    short = [one if one.status in _WITHOUT else replace(one, because="") for one in coverage]
    lacking = sum(one.status in _WITHOUT for one in coverage)
    found = _grouped(short, lookup)
    return tuple(
        one._replace(outlets=(f"all {lacking} others",))
        if len(one.outlets) == lacking > _MANY and lacking < len(coverage)
        else one
        for one in found
    )


def _grounds(coverage: Sequence[Coverage], lookup: Lookup) -> tuple[Fate, ...]:
    """The ground of each status of the articles that have it."""
    return tuple(_grouped([one for one in coverage if one.status not in _WITHOUT and one.because], lookup))


def _grouped(coverage: Sequence[Coverage], lookup: Lookup) -> list[Fate]:
    """Articles whose status and ground agree put together: kept first, could not see last."""
    groups: dict[tuple[Status, str], list[str]] = {}
    for one in coverage:
        label = lookup.labels.get(one.document, one_line(one.outlet))
        groups.setdefault((one.status, one_line(one.because)), []).append(label)
    order = list(Status)
    return [
        Fate(_status_key(status), w.STATUS_MARKS[status], w.STATUS_WORDS[status], tuple(outlets), because)
        for (status, because), outlets in sorted(groups.items(), key=lambda item: order.index(item[0][0]))
    ]


def _wordings(readings: Sequence[ReadingView]) -> tuple[Wording, ...]:
    """Readings put together where every word and mark is the same, and the act, as in copies."""
    groups: dict[tuple[object, ...], list[ReadingView]] = {}
    for reading in readings:
        groups.setdefault((reading.kind, reading.act, reading.parts), []).append(reading)
    return tuple(
        Wording(group[0].kind, group[0].act, group[0].direct, group[0].parts, tuple(group), _ways(group))
        for group in groups.values()
    )


def _ways(readings: Sequence[ReadingView]) -> tuple[Way, ...]:
    """Readings put together that were reported in the same words and came through the same hands."""
    ways: dict[tuple[str, tuple[Step, ...]], list[str]] = {}
    for one in readings:
        ways.setdefault((one.reported, one.chain[:-1]), []).append(one.chain[-1].name)
    return tuple(Way(reported, steps, tuple(dict.fromkeys(names))) for (reported, steps), names in ways.items())


def _found(readings: Sequence[ReadingView]) -> tuple[tuple[str, str], ...]:
    groups: dict[str, list[str]] = {}
    for one in readings:
        groups.setdefault(f"{one.found}; confidence {one.confidence:.2f}", []).append(one.label)
    return tuple((", ".join(dict.fromkeys(labels)), found) for found, labels in groups.items())


def _either(speakers: Sequence[str]) -> str:
    return " / ".join(speakers)


def _kind_key(change: Change) -> str:
    return change.name.lower().replace("_", "-")


def _status_key(status: Status) -> str:
    return status.name.lower().replace("_", "-")


def _cell(coverage: Coverage | None) -> Cell:
    if coverage is None:
        return Cell("unknown", w.STATUS_MARKS[Status.UNKNOWN], w.STATUS_WORDS[Status.UNKNOWN], "not compared")
    status = coverage.status
    return Cell(_status_key(status), w.STATUS_MARKS[status], w.STATUS_WORDS[status], one_line(coverage.because))


def _links(collation: Collation, lookup: Lookup) -> Iterable[str]:
    for link in collation.cluster.links:
        left, right = link.left_passage, link.right_passage
        yield (
            f"{lookup.labels[left.document]} and {lookup.labels[right.document]}, {link.score:.2f}: "
            f"{one_line(link.because)} (“{brief(one_line(lookup.text(left.document, left.span)), 90)}” / "
            f"“{brief(one_line(lookup.text(right.document, right.span)), 90)}”)"
        )


def _apart(collation: Collation, lookup: Lookup) -> Iterable[str]:
    """What people took out of a thing said, and where it stands now."""
    here = {reading.statement for reading in collation.cluster.readings}
    for one in lookup.articles.judged.weighed:
        if one.judgement.verdict is Verdict.DIFFERENT and one.standing is Standing.APPLIED:
            for ours, other in ((one.left, one.right), (one.right, one.left)):
                if ours in here and other in lookup.statements:
                    statement = lookup.statements[other]
                    words = brief(_words(statement.content, lookup.documents[statement.document]), 90)
                    label = lookup.labels[statement.document]
                    yield f"“{words}” in {label}: judged different {one_line(one.judgement.signed)}"


def _apparatus(collation: Collation, lookup: Lookup) -> ApparatusView | None:
    """None where there is nothing to compare."""
    told = collation.apparatus
    if len(told.sigla) < 2:
        return None
    labels = (lookup.labels[reading.document] for reading in collation.cluster.readings)
    common = told.common[0] if told.common else None
    return ApparatusView(
        signs=tuple(zip(told.sigla, labels, strict=True)),
        lines=tuple(one_line(entry.line) for entry in told.entries),
        common=one_line(lookup.text(common.document, common.span)) if common is not None else "",
    )


def _elsewhere(collation: Collation, lookup: Lookup) -> Iterable[str]:
    """Where another story has what is said here."""
    for reading in collation.cluster.readings:
        for link, there in lookup.elsewhere.get(reading.statement, ()):
            shown = brief(one_line(lookup.text(there.document, there.span)), 90)
            yield f"{lookup.labels[there.document]}, {link.score:.2f}: “{shown}” ({one_line(link.because)})"
