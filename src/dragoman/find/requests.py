"""Which demands are also events of their own?

Whoever says that Chad "must" withdraw has made a request, though no verb of asking stands there.
A demand that the words around it already made an event is not counted twice.
"""

from dragoman.find.contexts import find_contexts
from dragoman.find.language import Text
from dragoman.know import quad_of, score_of
from dragoman.records import CODER, Actor, Demand, Event, Why, id_of_words

_POLITICAL = frozenset("GOV MIL LEG JUD COP PTY OPP REB UAF".split())
_HOPING = ("hope", "wish", "prefer")
_SPEAKS_FOR_IT = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE", "ACCUSE", "CONCEDE"})


def requests_of(text: Text, demands: tuple[Demand, ...], events: tuple[Event, ...]) -> tuple[Event, ...]:
    """REQUEST events for demands of somebody on somebody, one a sentence and demander."""
    found: dict[tuple[int, str], Event] = {}
    for demand in demands:
        sentence = text.sentence_at(demand.what.start)
        by = demand.by or demand.voiced_by
        if sentence is None or by is None or demand.force == "advise" or not _are_sides(by, demand.of):
            continue
        if demand.why[0].rule.startswith(_HOPING):
            # whoever hopes that another will act has asked him for nothing yet
            continue
        told = any(
            e.type in _SPEAKS_FOR_IT
            and e.status != "hypothetical"
            and sentence.start <= e.evidence[0].start < sentence.end
            for e in events
        )
        if not told:
            found.setdefault((sentence.number, by.id), _request(text, demand))
    return tuple(found.values())


def _are_sides(by: Actor, of: tuple[Actor, ...]) -> bool:
    """Both are of some country and not one and the same; at home, one speaks to those who govern or oppose."""
    theirs = {a.country for a in of if a.country}
    if by.country is None or not theirs or by.id in {a.id for a in of}:
        return False
    return theirs != {by.country} or any(a.sector in _POLITICAL and a.sector != by.sector for a in of)


def _request(text: Text, demand: Demand) -> Event:
    by = demand.by or demand.voiced_by
    document, what = text.document, demand.what
    return Event(
        id=id_of_words(document.id, "event", document.text, what.start, what.end, "demand"),
        document=document.id,
        type="REQUEST",
        mode=None,
        quad=quad_of("REQUEST"),
        score=score_of("REQUEST"),
        contexts=find_contexts(what.exact),
        actors=(by,) if by is not None else (),
        recipients=demand.of,
        date=None,
        date_basis="none",
        date_precision="none",
        status="occurred",
        historical=False,
        statement=demand.statement,
        object=what,
        confidence=round(0.9 * demand.confidence, 2),
        evidence=(what,),
        why=(Why(rule="a demand is a request", words=what.exact), *demand.why),
        coder=CODER,
    )
