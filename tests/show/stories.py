"""A small case written for these tests: Norland wants a border post reopened, Sudland answers.

The countries' codes are real ones, so that every room knows them; what happens is made up.
"""

from datetime import date, timedelta
from random import Random

from dragoman.records import (
    CODER,
    Actor,
    Claim,
    Coded,
    Cue,
    Demand,
    Document,
    Event,
    Part,
    Span,
    Statement,
    Step,
    Tie,
    Why,
    hashed,
    id_of_words,
)
from dragoman.records import Entry as LedgerEntry


def actor(text: str, name: str, words: str, country: str, sector: str = "GOV", role: str | None = None) -> Actor:
    at = text.index(words)
    return Actor(
        name=name,
        text=words,
        start=at,
        end=at + len(words),
        country=country,
        sector=sector,
        role=role,
        in_office=True if role else None,
        id=hashed(name, country),
    )


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span.of(text, at, at + len(words))


def document(
    name: str, title: str | None, paragraphs: list[tuple[str, str]], published: str | None = None, **more
) -> Document:
    """An article from (kind, words) paragraphs."""
    text, parts = "", []
    for kind, words in paragraphs:
        parts.append(Part(kind=kind, start=len(text), end=len(text) + len(words)))
        text += words + "\n\n"
    return Document(
        id=name,
        content_hash=hashed(text),
        title=title,
        authors=more.get("authors", ()),
        publisher=more.get("publisher"),
        published=published,
        published_basis="given" if published else "none",
        language="en",
        url=more.get("url"),
        text=text,
        parts=tuple(parts),
        coder=CODER,
    )


def event(
    doc: Document, words: str, type_name: str, actors: tuple[Actor, ...], recipients: tuple[Actor, ...], **more
) -> Event:
    found = span(doc.text, words)
    return Event(
        id=id_of_words(doc.id, "event", doc.text, found.start, found.end, type_name),
        document=doc.id,
        type=type_name,
        mode=more.get("mode"),
        quad=more.get("quad", "verbal cooperation"),
        score=more.get("score", 2.5),
        contexts=("diplomatic",),
        actors=actors,
        recipients=recipients,
        date=more.get("date", doc.published),
        date_basis="published" if doc.published else "none",
        date_precision="day" if doc.published else "none",
        status=more.get("status", "occurred"),
        historical=False,
        statement=None,
        confidence=0.82,
        evidence=(found,),
        why=(Why(rule="verb", words=words.split(maxsplit=1)[0]),),
        coder=CODER,
    )


def demand(doc: Document, words: str, what: str, by: Actor, of: Actor, **more) -> Demand:
    act = span(doc.text, what)
    return Demand(
        id=id_of_words(doc.id, "demand", doc.text, act.start, act.end),
        document=doc.id,
        by=by,
        voiced_by=more.get("voiced_by", by),
        of=(of,),
        what=act,
        force=more.get("force", "ask"),
        rank=more.get("rank"),
        tie=more.get("tie"),
        statement=None,
        date=doc.published,
        confidence=0.74,
        evidence=(span(doc.text, words),),
        why=(Why(rule="call on", words=words.split(maxsplit=1)[0]),),
        coder=CODER,
    )


def statement(doc: Document, words: str, speaker: Actor, kind: str = "direct") -> Statement:
    said = span(doc.text, words)
    cue_at = doc.text.find(" said")
    return Statement(
        id=id_of_words(doc.id, "statement", doc.text, said.start, said.end),
        document=doc.id,
        kind=kind,
        speaker=speaker,
        start=said.start,
        end=said.end,
        exact=said.exact,
        cue=Cue(start=cue_at + 1, end=cue_at + 5, text="said") if cue_at >= 0 else None,
        confidence=0.9,
        coder=CODER,
    )


def closing() -> Coded:
    doc = document(
        "n1",
        "Finland asks Estonia to reopen the pier",
        [
            ("title", "Finland asks Estonia to reopen the pier"),
            ("byline", "By Our Harbour Correspondent"),
            (
                "body",
                "Estonia closed the freight pier at Sadam on Monday, and three ferries turned back. Finland called on "
                "Estonia to reopen the pier and to pay the stranded crews.",
            ),
            (
                "blockquote",
                "“We cannot talk about the summer timetable until the pier is open again,” said Transport Minister "
                "Aino Salmi. “That comes first.”",
            ),
            ("related", "More from the harbour: Where have all the herring gone?"),
            ("duplicate", "Estonia closed the freight pier at Sadam on Monday, and three ferries turned back."),
        ],
        "2021-03-02",
        publisher="The Harbour Gazette",
        authors=("Mari Lind",),
        url="https://harbour.example/pier",
    )
    fin = actor(doc.text, "Finland", "Finland", "FIN")
    est = actor(doc.text, "Estonia", "Estonia", "EST")
    salmi = actor(doc.text, "Aino Salmi", "Aino Salmi", "FIN", role="Transport Minister")
    claims: tuple[Claim, ...] = (
        statement(doc, "“We cannot talk about the summer timetable until the pier is open again,”", salmi),
        event(
            doc,
            "closed the freight pier",
            "SANCTION",
            (est,),
            (fin,),
            quad="material conflict",
            score=-6.0,
            mode="discontinue",
        ),
        event(
            doc,
            "called on Estonia to reopen the pier",
            "REQUEST",
            (fin,),
            (est,),
            quad="verbal conflict",
            score=-1.0,
            mode="change",
        ),
        demand(
            doc,
            "called on Estonia to reopen the pier",
            "reopen the pier",
            fin,
            est,
            rank=1,
            tie=Tie(kind="precondition", consequence=span(doc.text, "We cannot talk about the summer timetable")),
        ),
        demand(
            doc,
            "called on Estonia to reopen the pier and to pay the stranded crews",
            "pay the stranded crews",
            fin,
            est,
        ),
    )
    return Coded(document=doc, claims=claims)


def promise() -> Coded:
    doc = document(
        "n2",
        "Tallinn promises to look at the pier",
        [("body", "Estonia said on Friday that it would reopen one berth of the pier next week.")],
        "2021-03-06",
        publisher="Baltic Wire",
    )
    est = actor(doc.text, "Estonia", "Estonia", "EST")
    return Coded(
        document=doc,
        claims=(
            event(doc, "would reopen one berth of the pier", "CONCEDE", (est,), (), score=4.5, status="planned"),
            statement(doc, "it would reopen one berth of the pier next week", est, "indirect"),
        ),
    )


def reopening() -> Coded:
    doc = document(
        "n3",
        "Pier open again",
        [("body", "Estonia reopened the pier on Thursday. Finland thanked the port and paid for the coffee.")],
        "2021-03-18",
        publisher="The Harbour Gazette",
    )
    est = actor(doc.text, "Estonia", "Estonia", "EST")
    fin = actor(doc.text, "Finland", "Finland", "FIN")
    return Coded(
        document=doc,
        claims=(
            event(
                doc,
                "reopened the pier",
                "RETREAT",
                (est,),
                (fin,),
                quad="material cooperation",
                score=6.5,
                mode="access",
            ),
            event(doc, "thanked the port", "SUPPORT", (fin,), (est,), score=5.0),
        ),
    )


def letter() -> Coded:
    """No date at all."""
    doc = document("n4", None, [("body", "A letter found at Sadam asks Estonia to reopen the pier.")])
    est = actor(doc.text, "Estonia", "Estonia", "EST")
    return Coded(document=doc, claims=(demand(doc, "asks Estonia to reopen the pier", "reopen the pier", est, est),))


STORY = (closing, promise, reopening, letter)


def made_ledger(as_of: str) -> tuple[LedgerEntry, ...]:
    """What a careful reader makes of the story, written by hand: the page is tested, not the ledger."""
    first, second, third = closing(), promise(), reopening()
    pier, crews = (c for c in first.claims if isinstance(c, Demand))
    steps = [
        Step(
            date="2021-03-06",
            field="answer",
            value="accepted_in_part",
            because=(second.claims[0].id,),
            by_rule="a promise is an answer",
        ),
        Step(
            date="2021-03-18", field="outcome", value="met", because=(third.claims[0].id,), by_rule="the act was done"
        ),
    ]
    history = tuple(s for s in steps if s.date <= as_of)
    entries = []
    for act, found, steps_of_it in ((pier, pier.what.exact, history), (crews, crews.what.exact, ())):
        if as_of < "2021-03-02":
            continue
        latest = {s.field: s.value for s in steps_of_it}
        entries.append(
            LedgerEntry(
                id=hashed("entry", found),
                by="FIN",
                of="EST",
                act=found,
                first_demanded="2021-03-02",
                last_demanded="2021-03-02",
                demands=(act.id,),
                as_of=as_of,
                answer=latest.get("answer", "none"),
                outcome=latest.get("outcome", "open"),
                standing="in_force",
                basis="third_party_says" if latest else "demander_says",
                history=steps_of_it,
                undated=(letter().claims[0].id,) if act is pier else (),
                confidence=0.8,
                coder=CODER,
            )
        )
    return tuple(entries)


WEEKS = 60
_KINDS = (
    ("accused", "ACCUSE", "verbal conflict", -3.0),
    ("praised", "SUPPORT", "verbal cooperation", 3.0),
    ("blocked the trucks of", "SANCTION", "material conflict", -7.0),
    ("sent snow ploughs to", "AID", "material cooperation", 7.0),
)
_STATES = {"Finland": "FIN", "Estonia": "EST", "Latvia": "LVA"}


def weeks_of_three() -> list[Coded]:
    """A report a week for more than a year on what three neighbours did to each other: enough to estimate from."""
    drawn = Random(11)
    first = date(2020, 1, 1)
    reports = []
    for week in range(WEEKS):
        told = [
            (one, drawn.choice(_KINDS), other)
            for one in _STATES
            for other in _STATES
            if one != other and drawn.random() < 0.8
        ]
        words = [f"{one} {kind[0]} {other}" for one, kind, other in told]
        day = (first + timedelta(weeks=week)).isoformat()
        doc = document(f"week{week}", f"Week {week}", [("body", ". ".join(words) + ".")], day, publisher="Baltic Wire")
        events = []
        for text, (one, (_, type_name, quad, score), other) in zip(words, told, strict=True):
            who, whom = (actor(doc.text, name, name, _STATES[name]) for name in (one, other))
            events.append(event(doc, text, type_name, (who,), (whom,), quad=quad, score=score))
        reports.append(Coded(document=doc, claims=tuple(events)))
    return reports
