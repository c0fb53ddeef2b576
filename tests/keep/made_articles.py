"""Articles with records, made by hand: the case needs no coder to be tested."""

import hashlib

from dragoman.records import Actor, Coded, Demand, Document, Event, Part, Reject, Span, Statement, hashed

CODER = "dragoman-test"

PEOPLE = {
    code: Actor(
        name=name, text=None, start=None, end=None, country=code, sector="GOV", role=None, in_office=None, id=code
    )
    for code, name in (("NOR", "Norway"), ("ISL", "Iceland"), ("FIN", "Finland"), ("EUR", "European Union"))
}

HARBOUR = (
    "Norway asked Iceland on Monday to open the harbour at Seydisfjord to its research ships. "
    "The foreign ministry in Oslo said the talks had gone well and would be taken up again in the spring. "
    "Fishermen on the east coast fear for the capelin, which spawns there every March, and say that nobody "
    "has asked them what they think of foreign vessels anchored in the middle of their grounds. "
    "The minister promised to listen to the town before anything is signed, and named a committee of five "
    "that will travel from Reykjavik along the coast and report by the end of April on moorings, quotas, "
    "noise, and what compensation the owners of smaller boats would need if the grounds had to be closed."
)


def article(
    id: str,
    text: str,
    date: str | None = "2021-03-02",
    title: str | None = None,
    publisher: str | None = None,
    claims: int = 3,
    actor: str = "NOR",
    recipient: str = "ISL",
    coder: str = CODER,
    rejects: tuple[Reject, ...] = (),
) -> Coded:
    """An article that says `text`, with an event, a statement and a demand about its first words."""
    document = Document(
        id=id,
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        title=title,
        authors=(),
        publisher=publisher,
        published=date,
        published_basis="given" if date else "none",
        language="en",
        url=None,
        text=text,
        parts=(Part(kind="body", start=0, end=len(text)),),
        coder=coder,
    )
    made = (_event, _statement, _demand)
    records = tuple(
        made[n % 3](document, Span.of(text, n, n + 1), PEOPLE[actor], PEOPLE[recipient])
        for n in range(min(claims, len(text)))
    )
    return Coded(document=document, claims=records, rejects=rejects)


def _event(document: Document, words: Span, actor: Actor, recipient: Actor) -> Event:
    return Event(
        id=hashed(document.id, "event", words.start, words.exact),
        document=document.id,
        type="REQUEST",
        mode="assist",
        quad="verbal conflict",
        score=0.5,
        contexts=("diplomatic",),
        actors=(actor,),
        recipients=(recipient,),
        date=document.published,
        date_basis="published" if document.published else "none",
        date_precision="day" if document.published else "none",
        status="occurred",
        historical=False,
        statement=None,
        confidence=0.8,
        evidence=(words,),
        coder=document.coder,
    )


def _statement(document: Document, words: Span, actor: Actor, recipient: Actor) -> Statement:
    return Statement(
        id=hashed(document.id, "statement", words.start, words.exact),
        document=document.id,
        kind="direct",
        speaker=actor,
        addressee=recipient,
        start=words.start,
        end=words.end,
        exact=words.exact,
        confidence=0.7,
        coder=document.coder,
    )


def _demand(document: Document, words: Span, actor: Actor, recipient: Actor) -> Demand:
    return Demand(
        id=hashed(document.id, "demand", words.start, words.exact),
        document=document.id,
        by=actor,
        voiced_by=None,
        of=(recipient,),
        what=words,
        force="ask",
        rank=None,
        tie=None,
        statement=None,
        date=document.published,
        confidence=0.6,
        evidence=(words,),
        coder=document.coder,
    )
