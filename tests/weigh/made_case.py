"""A small case, made by hand: Norway wants a harbour of Iceland and gets it in part; an envoy plans to travel."""

from dragoman.keep import CaseView
from dragoman.records import Actor, Demand, Document, Entry, Event, Part, Ruling, Span, Statement, Step, hashed

CODER = "dragoman-test"


def actor(code: str, name: str, role: str | None = None) -> Actor:
    return Actor(
        name=name, text=name, start=None, end=None, country=code, sector="GOV", role=role, in_office=None, id=name
    )


NORWAY, ICELAND, FINLAND = actor("NOR", "Norway"), actor("ISL", "Iceland"), actor("FIN", "Finland")
ENVOY = actor("NOR", "Kari Berg", "former ambassador")

TEXTS = {
    "h1": ("2020-02-03", "Norway asked Iceland on Monday to open the harbour. “Open it,” said Kari Berg."),
    "h2": ("2020-03-02", "The ministers of Norway and Iceland met in Oslo. Nothing was signed."),
    "h3": ("2020-04-06", "Iceland opened the eastern pier on Monday. The western pier stays shut."),
    "h4": ("2020-05-04", "A delegation from Oslo will travel to Reykjavik in June to hold talks with Iceland."),
    "h5": ("2020-09-01", "Iceland has shut the pier again. It gave no reason."),
    "h6": (None, "Norway should first of all get Iceland to lower the fees, said Kari Berg."),
    "h7": ("2020-04-06", "Iceland opened the eastern pier on Monday. The western pier stays shut."),
}


def document(id: str, publisher: str | None = None) -> Document:
    day, text = TEXTS[id]
    return Document(
        id=id,
        content_hash=hashed(text),
        title=f"Report {id}",
        authors=(),
        publisher=publisher,
        published=day,
        published_basis="given" if day else "none",
        language="en",
        url=None,
        text=text,
        parts=(Part(kind="body", start=0, end=len(text)),),
        coder=CODER,
    )


def words(id: str, exact: str) -> Span:
    start = TEXTS[id][1].index(exact)
    return Span(start=start, end=start + len(exact), exact=exact)


def event(id: str, exact: str, type: str, quad: str, actors, recipients, day=None, status="occurred", **more) -> Event:
    return Event(
        id=hashed("event", id, exact),
        document=id,
        type=type,
        mode=more.get("mode"),
        quad=quad,
        score=more.get("score", 1.0),
        contexts=(),
        actors=actors,
        recipients=recipients,
        date=day,
        date_basis="weekday" if day else "none",
        date_precision="day" if day else "none",
        status=status,
        historical=False,
        statement=None,
        confidence=0.9,
        evidence=(words(id, exact),),
        coder=CODER,
    )


def demand(id: str, exact: str, by: Actor, of: Actor, voice: Actor | None = None, rank: int | None = None) -> Demand:
    return Demand(
        id=hashed("demand", id, exact),
        document=id,
        by=by,
        voiced_by=voice,
        of=(of,),
        what=words(id, exact),
        force="ask",
        rank=rank,
        tie=None,
        statement=None,
        date=TEXTS[id][0],
        confidence=0.9,
        evidence=(words(id, exact),),
        coder=CODER,
    )


MEETING = event("h2", "met in Oslo", "CONSULT", "verbal cooperation", (NORWAY, ICELAND), (), "2020-03-02")
OPENING = event("h3", "opened the eastern pier", "RETREAT", "material cooperation", (ICELAND,), (NORWAY,), "2020-04-06")
JOURNEY = event(
    "h4", "will travel to Reykjavik", "AGREE", "verbal cooperation", (NORWAY,), (ICELAND,), "2020-06", "planned"
)
CLOSING = event(
    "h5", "has shut the pier again", "SANCTION", "material conflict", (ICELAND,), (NORWAY,), "2020-09-01", score=-6
)
COPY = OPENING.model_copy(update={"id": hashed("event", "h7"), "document": "h7"})
HARBOUR = demand("h1", "open the harbour", NORWAY, ICELAND)
FEES = demand("h6", "lower the fees", ENVOY, ICELAND, ENVOY, rank=1)
QUOTE = Statement(
    id=hashed("statement", "h1"),
    document="h1",
    kind="direct",
    speaker=ENVOY,
    addressee=ICELAND,
    start=words("h1", "Open it,").start,
    end=words("h1", "Open it,").end,
    exact="Open it,",
    confidence=0.9,
    coder=CODER,
)

GRADED = Ruling(
    id="r1", target="h1", field="reliability", value="B", because="a good paper", by="A. Lind", on="2020-02-04"
)


def view(*left_out: str, rulings: tuple[Ruling, ...] = ()) -> CaseView:
    """The whole case, or what is left of it."""
    kept = [id for id in TEXTS if id not in left_out]

    def some(*claims):
        return tuple(c for c in claims if c.document in kept)

    return CaseView(
        documents=tuple(document(id) for id in kept),
        events=some(MEETING, OPENING, COPY, JOURNEY, CLOSING),
        statements=some(QUOTE),
        demands=some(HARBOUR, FEES),
        rulings=rulings,
        copies={"h7": "h3"} if {"h3", "h7"} <= set(kept) else {},
    )


def step(day: str, value: str, because: Event | Demand, confidence: float = 0.9) -> Step:
    return Step(date=day, field="outcome", value=value, because=(because.id,), by_rule="test", confidence=confidence)


def entry(*steps: Step, outcome="met_in_part", basis="inferred", as_of="2020-08-01") -> Entry:
    """The harbour's place in the ledger."""
    return Entry(
        id="harbour",
        by="NOR",
        of="ISL",
        act="open the harbour",
        first_demanded="2020-02-03",
        last_demanded="2020-02-03",
        demands=(HARBOUR.id,),
        as_of=as_of,
        answer="none",
        outcome=outcome,
        standing="in_force",
        basis=basis,
        history=steps,
        confidence=0.9,
        coder=CODER,
    )


PARTLY = entry(step("2020-04-06", "met_in_part", OPENING))
UNDONE = entry(step("2020-04-06", "met_in_part", OPENING), step("2020-09-01", "reversed", CLOSING), outcome="reversed")
OPEN = entry(outcome="open", basis="demander_says")
