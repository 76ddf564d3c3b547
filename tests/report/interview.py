"""A comparison made by hand: five outlets on one invented interview, with everything a report has to show."""

from __future__ import annotations

from sayso.comparison import Articles, Comparison
from sayso.config import Settings
from sayso.records import (
    Act,
    Cause,
    Change,
    Copy,
    Dateline,
    Document,
    Dropped,
    Entity,
    EntityKind,
    Furniture,
    Kind,
    Lacuna,
    Reason,
    SetAside,
    Speaker,
    Stage,
    Story,
)
from sayso.spans import Edit, Span
from tests.report.builders import Desk, differ, document, find

ARDEN = Speaker("e-arden", "Jonna Arden", 0.81, "“she” with one woman named before")
UNION = Speaker("e-union", "Bargemen’s Union", 0.77, "named as a body")

AGENCY = """Tosk: Orrin dam will open, but not before the river towns agree

KELSTRAND, 3 May (VeldPress) - The Orrin dam will open in 2031, President Ilmar Tosk of Veldania told Chronicle.
{gates} {villages}
He recalled a talk with the engineer Jonna Arden. {engineer} Tosk said.
According to the Bargemen’s Union, the gates will reportedly close the river for nine weeks.
“We do not sell water to anyone,” Tosk added.
""".format(
    gates="“We will open the gates in October, but only if the river towns agree,” the president said.",
    villages="“Twelve villages have been moved, and no family was left without a house.”",
    engineer="“I told her: ‘Madam, the wall is not safe at this height.’ She answered: ‘Then build it lower,’”",
)

COPY = f"""Harbour Post | News | Sport | Shipping
{AGENCY.replace("(VeldPress) - ", "(VeldPress) – ")}Share this story
"""

FLARE = """TOSK OPENS THE FLOODGATES
By Pell Marrow
“We will open the gates in October,” thundered Tosk, 61, in a stormy interview.
Ten villages were bulldozed, the strongman conceded.
The Bargemen’s Union said the gates will close the river for nine weeks.
“We do sell water to anyone who pays,” he said.
"""

PORTAL = """What the President told Chronicle about the dam
The gates are to be opened this autumn provided that towns on the river give their consent, Ilmar Tosk said.
The head of state remembered how the engineer Jonna Arden warned him. {engineer} he shared.
Veldania sells water to nobody, the President believes.
He praised the singing of the Orrin school choir.
""".format(engineer="“She said: ‘Sir, the wall is not safe at such a height,’”")

LANTERN = """Behind the wall: an evening with Ilmar Tosk
The president receives us late. {gates} he says, and pours tea.
To continue reading, subscribe
""".format(gates="“We will open the gates in October, but only if the river towns agree,”")


def documents() -> tuple[Document, ...]:
    """The five articles, sorted by outlet."""
    agency_head = AGENCY.split("\n", 1)[0]
    menu = Span(0, COPY.index("\n"))
    share = find(COPY, "Share this story")
    teaser = find(LANTERN, "To continue reading, subscribe")
    return (
        document(
            "flare", "The Daily Flare", FLARE, "TOSK OPENS THE FLOODGATES",
            byline="Pell Marrow", published="2026-05-04",
            repairs=(Edit(FLARE.index("“"), FLARE.index("“") + 1, "“", "straight quotation mark"),),
        ),
        document(
            "harbour", "Harbour Post", COPY, agency_head,
            credit="VeldPress", published="2026-05-03", outlet_from="page",
            encoding="windows-1251", encoding_from="guessed",
            set_aside=(SetAside(menu, Furniture.MENU), SetAside(share, Furniture.SHARE)),
        ),
        document(
            "lantern", "Lantern Review", LANTERN, "Behind the wall: an evening with Ilmar Tosk",
            set_aside=(SetAside(teaser, Furniture.SUBSCRIBE),),
            lacunae=(Lacuna(Span(teaser.start, teaser.start), Cause.PAYWALL),),
        ),
        document(
            "portal", "Northgate Portal", PORTAL, PORTAL.split("\n", 1)[0], published="2026-05-05",
        ),
        document(
            "agency", "VeldPress", AGENCY, agency_head, published="2026-05-03",
            dateline=Dateline(find(AGENCY, "KELSTRAND, 3 May (VeldPress) -"), "Kelstrand", "3 May", "VeldPress"),
        ),
    )  # fmt: skip


def comparison() -> Comparison:
    """The whole fixture."""
    articles = documents()
    desk = Desk(articles)
    _gates(desk)
    _villages(desk)
    _engineer(desk)
    _union(desk)
    _water(desk)
    _only_one(desk)
    order = {article.id: i for i, article in enumerate(articles)}
    statements = sorted(
        desk.statements, key=lambda one: (order[one.document], one.content[0].start, -one.content[-1].end)
    )
    entities = (
        Entity("e-arden", "Jonna Arden", EntityKind.PERSON, ("the engineer",)),
        Entity("e-tosk", "Ilmar Tosk", EntityKind.PERSON, ("President Ilmar Tosk", "Tosk", "the president")),
        Entity("e-union", "Bargemen’s Union", EntityKind.BODY),
    )
    dropped = (
        Dropped(
            "reports/gates.png", Stage.READ, Reason.NOT_TEXT, "This is a PNG picture; give the article as text or HTML."
        ),
    )
    run = Articles(articles, tuple(statements), entities, dropped, Settings(), "0.1.0")
    story = Story(
        "story-1",
        tuple(article.id for article in articles),
        (Copy("agency", "harbour", 1.0, 0.94),),
        (("agency", "harbour"), ("flare",), ("lantern",), ("portal",)),
        "all five name Ilmar Tosk and the Orrin dam in one week",
    )
    return Comparison(run, (story,), tuple(desk.things))


def _gates(desk: Desk) -> None:
    whole = "We will open the gates in October, but only if the river towns agree"
    agency, harbour = (
        desk.say(name, whole, cue="said", source="the president", near=whole) for name in ("agency", "harbour")
    )
    lantern = desk.say("lantern", whole, cue="says", source="he", near=whole)
    flare = desk.say("flare", "We will open the gates in October", cue="thundered", source="Tosk, 61", near="We will")
    portal = desk.say(
        "portal",
        "The gates are to be opened this autumn provided that towns on the river give their consent",
        kind=Kind.INDIRECT, cue="said", source="Ilmar Tosk", near="consent",
    )  # fmt: skip
    text = AGENCY
    cut = find(text, ", but only if the river towns agree")
    end = flare.content[0].end
    differences = [
        differ(
            Change.QUALIFIER_CUT,
            (name, Span(one.content[0].end - len(cut.of(text)), one.content[0].end)),
            ("flare", Span(end, end)),
            "“but only if …” limits the promise and stands in one reading only",
        )
        for name, one in (("agency", agency), ("harbour", harbour), ("lantern", lantern))
    ]
    differences += [
        differ(
            Change.TIME,
            (name, find(desk.articles[name].text, "in October", one.content[0].start)),
            ("portal", find(PORTAL, "this autumn")),
            "compatible, one is more precise",
        )
        for name, one in (("agency", agency), ("flare", flare))
    ]
    differences.append(
        differ(
            Change.WORDING,
            ("agency", find(text, "agree", agency.content[0].start)),
            ("portal", find(PORTAL, "give their consent")),
            "other words, same sense",
            substantive=False,
        )
    )
    desk.thing(agency, harbour, lantern, flare, portal, differences=tuple(differences), score=0.74)


def _villages(desk: Desk) -> None:
    words = "Twelve villages have been moved, and no family was left without a house."
    agency, harbour = (desk.say(name, words) for name in ("agency", "harbour"))
    flare = desk.say(
        "flare", "Ten villages were bulldozed", kind=Kind.INDIRECT, cue="conceded", source="the strongman", near="Ten"
    )
    right = ("flare", find(FLARE, "Ten"))
    desk.thing(
        agency, harbour, flare,
        differences=(
            differ(Change.NUMBER, ("agency", find(AGENCY, "Twelve")), right, "12 and 10 villages"),
            differ(Change.NUMBER, ("harbour", find(COPY, "Twelve")), right, "12 and 10 villages"),
            differ(
                Change.CUT, ("agency", find(AGENCY, ", and no family was left without a house")),
                ("flare", Span(flare.content[0].end, flare.content[0].end)), "stands in one reading only",
            ),
        ),
    )  # fmt: skip


def _engineer(desk: Desk) -> None:
    told = "I told her: ‘Madam, the wall is not safe at this height.’ She answered: ‘Then build it lower,’"
    outer, inner, answers = [], [], []
    for name in ("agency", "harbour"):
        parent = desk.say(name, told, cue="said", source="Tosk", near="lower")
        wall = desk.say(
            name, "Madam, the wall is not safe at this height.", cue="told", source="I", near="I told",
            within=parent.id, addressee="her",
        )  # fmt: skip
        answers.append(
            desk.say(
                name, "Then build it lower", cue="answered", source="She", near="She answered", within=parent.id,
                speaker=ARDEN,
            )
        )  # fmt: skip
        outer.append(parent)
        inner.append(wall)
    parent = desk.say(
        "portal", "She said: ‘Sir, the wall is not safe at such a height,’", cue="shared", source="he", near="height"
    )
    wall = desk.say(
        "portal", "Sir, the wall is not safe at such a height", cue="said", source="She", near="She said",
        within=parent.id, speaker=ARDEN,
    )  # fmt: skip
    desk.thing(*outer, parent, score=0.66)
    desk.thing(
        *inner, wall,
        differences=(
            differ(
                Change.SPEAKER, ("agency", find(AGENCY, "I told her")), ("portal", find(PORTAL, "She said")),
                "the president says it in one, the engineer in the other",
            ),
            differ(
                Change.WORDING, ("agency", find(AGENCY, "this height")), ("portal", find(PORTAL, "such a height")),
                "other words, same sense", substantive=False,
            ),
        ),
    )  # fmt: skip
    desk.thing(*answers)


def _union(desk: Desk) -> None:
    said = [
        desk.say(
            name, "the gates will reportedly close the river for nine weeks", kind=Kind.INDIRECT, cue="According to",
            source="the Bargemen’s Union", hedge="reportedly", speaker=UNION,
        )
        for name in ("agency", "harbour")
    ]  # fmt: skip
    flare = desk.say(
        "flare", "the gates will close the river for nine weeks", kind=Kind.INDIRECT, cue="said",
        source="The Bargemen’s Union", near="The Barge", speaker=UNION,
    )  # fmt: skip
    at = find(FLARE, "close the river").start
    desk.thing(
        *said, flare,
        differences=(
            differ(
                Change.HEDGE, ("agency", find(AGENCY, "reportedly ")), ("flare", Span(at, at)), "the hedge is dropped"
            ),
        ),
    )  # fmt: skip


def _water(desk: Desk) -> None:
    said = [
        desk.say(name, "We do not sell water to anyone", cue="added", source="Tosk", near="water to anyone")
        for name in ("agency", "harbour")
    ]
    flare = desk.say("flare", "We do sell water to anyone who pays", cue="said", source="he", near="who pays")
    portal = desk.say(
        "portal",
        "Veldania sells water to nobody",
        kind=Kind.INDIRECT,
        cue="believes",
        source="the President",
        near="nobody",
        act=Act.BELIEVES,
    )
    desk.thing(
        *said, flare, portal,
        differences=(
            differ(
                Change.POLARITY, ("agency", find(AGENCY, "do not sell")), ("flare", find(FLARE, "do sell")),
                "denied in one, affirmed in the other",
            ),
            differ(
                Change.POLARITY, ("flare", find(FLARE, "do sell")), ("portal", find(PORTAL, "sells water to nobody")),
                "denied in one, affirmed in the other",
            ),
        ),
    )  # fmt: skip


def _only_one(desk: Desk) -> None:
    desk.thing(
        desk.say(
            "portal", "the singing of the Orrin school choir", kind=Kind.INDIRECT, cue="praised", source="He",
            near="He praised", speaker=None, confidence=0.44, act=Act.PRAISED,
        )
    )  # fmt: skip
