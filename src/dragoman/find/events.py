"""Who did what to whom, by the words of the article.

A trigger gives the type; the clause around it the sides, the status and the date. PLOVER asks
for more than the trigger: cooperation that is only announced is an agreement, a concession not
yet in effect is CONCEDE, harm announced is a threat. One act told twice in a clause ("imposed
sanctions") is one event.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.cast import Cast
from dragoman.find.contexts import find_contexts
from dragoman.find.dates import UNKNOWN, When, find_dates, find_narrated, is_historical
from dragoman.find.homes import RULING
from dragoman.find.language import Sentence, Text
from dragoman.find.reader import Readings, place_in
from dragoman.find.recipients import Recipients, Told
from dragoman.find.sides import Actors, SideFinder, Sides
from dragoman.find.status import status_of
from dragoman.find.triggers import Trigger, TriggerTable, content_objects
from dragoman.find.worth import Candidate, find_flaws
from dragoman.know import quad_of, score_of
from dragoman.records import CODER, Actor, Event, Span, Statement, Status, Why, hashed, id_of_words

# what PLOVER calls an act that is announced and has not happened yet
_ANNOUNCED = {
    **dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID"), ("AGREE", None)),
    "RETREAT": ("CONCEDE", None),
    "SANCTION": ("THREATEN", "relations"),
    "COERCE": ("THREATEN", "restrict"),
    "ASSAULT": ("THREATEN", "violence"),
    "MOBILIZE": ("THREATEN", "violence"),
    "PROTEST": ("THREATEN", None),
}
_HARM = frozenset({"SANCTION", "COERCE", "ASSAULT"})
# acts that are words: whoever promises or demands has done so, and what he promises is not a second act
_SPOKEN = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
# a state arrests its own officials; with others' it deals
_AT_HOME = frozenset({"COERCE", "PROTEST"})
# what is denied to another by saying that one will not
_KIND = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_WILL = frozenset("will would wo shall 'll ’ll 'd ’d".split())
# prepositions behind which stands what an act of this kind is about
_ABOUT = {
    "PROTEST": frozenset("against over at about for in after following".split()),
    "ACCUSE": frozenset("of for over about with against".split()),
}
# forms of "be" and "have" add nothing to a quote; a modal or a negation does
_PLAIN_AUXILIARIES = frozenset("is are am was were be been being has have had 's ’s 're ’re 've ’ve".split())
# whoever is arrested, or let out of prison, is so by a state, named or not
_DONE_BY_STATES = frozenset({"RETREAT", "COERCE"})
_PRIVATE = frozenset({None, "CVL", "MED", "REF", "EDU"})
# acts that matter without their doer: "the release of prisoners", "the arrest of three men"
_UNDONE = frozenset({"RETREAT", "COERCE", "SANCTION", "ASSAULT"})
# flaws that the encoder overrules where it is sure of the act: nine of ten of these are acts, as of those without a
# flaw. Where nobody known acts, or is acted on, it is seldom known who does, so that such an act stays untold
_OVERRULED = frozenset({"loose", "habit", "describes"})
_SURE_OF_ACT, _SURE_OF_TYPE = 0.7, 0.8
DOUBTED: Final = "an act as it is read, though "
"""How the reason begins that names a flaw overruled."""
FILLED_IN: Final = "country of the article: "
"""How the reason begins that names a country filled in."""
_CERTAIN_STATUS: dict[Status, float] = {
    "occurred": 1.0,
    "ongoing": 0.95,
    "planned": 0.9,
    "attempted": 0.9,
    "denied": 0.85,
    "hypothetical": 0.8,
}


@dataclass(frozen=True, slots=True)
class _Act:
    """One act found in a sentence, before it becomes a record."""

    trigger: Trigger
    type: str
    mode: str | None
    sides: Sides
    status: Status
    first: Token
    last: Token
    flaws: tuple[str, ...] = ()
    """What grammar has against it, and the encoder has overruled."""
    upon: float | None = None
    """How likely its recipients are, where grammar would propose others."""


class EventFinder:
    """Finds events with one table of triggers."""

    def __init__(self, table: TriggerTable) -> None:
        self._table = table

    def find(self, text: Text, cast: Cast, statements: tuple[Statement, ...], readings: Readings) -> tuple[Event, ...]:
        """All events of an article, in reading order; their confidence is the grammar's strength, and no chance yet."""
        published = date.fromisoformat(text.document.published) if text.document.published else None
        spoken = sorted(statements, key=lambda s: (s.start, -s.end))
        recipients = Recipients(text, cast)
        events: list[Event] = []
        last: Told | None = None
        for sentence in text.sentences:
            for found in self._acts(sentence, cast, readings):
                told = Told(sentence, found.trigger.token, found.type, found.mode, found.status, found.sides)
                sides, chance = recipients.chosen(told, readings.of(sentence), last)
                act, last = replace(found, sides=sides, upon=chance), replace(told, sides=sides)
                event = _event(text, sentence, act, published, spoken, readings)
                event = _with_recipients_of_before(event, act, events)
                event = _with_reasons_for_countries(event, cast)
                events.append(_with_day_of_before(event, sentence, events))
        return tuple(events)

    def _acts(self, sentence: Sentence, cast: Cast, readings: Readings) -> Iterator[_Act]:
        sides_of = SideFinder(sentence, cast)
        taken: set[int] = set()
        told: list[_Act] = []
        triggers = [t for t in map(self._table.find, sentence.words) if t is not None]
        # verbs first: their object may be a trigger of its own, which then tells the same act
        for trigger in sorted(triggers, key=lambda t: (not grammar.is_verb(t.token), t.token.i)):
            if trigger.token.i in taken or _is_mere_attribute(trigger.token) or _is_purpose_of(trigger.token, taken):
                continue
            meant, sides = _as_reproach(self._as_threat(trigger), sides_of)
            act = _act(sentence, meant, _apart(meant.sense.type, sides, cast), cast, readings)
            if trigger.sense.type in _SPOKEN and (act is not None or _is_asking(trigger)):
                # also where it is not said who asks whom: what is asked for has not been done
                taken.update(_said_within(trigger.token))
            if act is None and trigger.noun is not None and self._turns_it_round(trigger, trigger.noun):
                taken.add(trigger.noun.i)
            if act is None or any(_is_told_again(act, before) for before in told):
                continue
            act, blow = self._with_its_blow(act)
            taken |= {trigger.token.i, *blow}
            if trigger.noun is not None:
                taken.add(trigger.noun.i)
            if act.type in _ABOUT:
                taken.update(_talked_about(trigger.token, act.type))
            told.append(act)
            yield act

    def _with_its_blow(self, act: "_Act") -> tuple["_Act", set[int]]:
        """ "the air strikes killed ten": one attack, told by its noun and by its verb; and the token of the noun."""
        token = act.trigger.token
        doer = grammar.doer(token) if act.type == "ASSAULT" and grammar.is_verb(token) else None
        blow = self._table.find(doer) if doer is not None else None
        if doer is None or blow is None or blow.sense.type != "ASSAULT" or grammar.is_verb(doer):
            return act, set()
        return replace(act, mode=act.mode or blow.sense.mode), {doer.i}

    def _turns_it_round(self, trigger: Trigger, noun: Token) -> bool:
        """ "the sanctions would be lifted" tells of no sanctions imposed, whatever it tells."""
        own = self._table.find(noun)
        return grammar.is_verb(trigger.token) and own is not None and own.sense.type != trigger.sense.type

    def _as_threat(self, trigger: Trigger) -> Trigger:
        """ "intends to raise tariffs", "vowed to strike": whoever promises harm threatens."""
        if trigger.sense.type != "AGREE" or not grammar.is_verb(trigger.token):
            return trigger
        meant = (self._table.find(clause) for clause in grammar.children(trigger.token, "xcomp"))
        harm = next((m for m in meant if m is not None and m.sense.type in _HARM), None)
        if harm is None:
            return trigger
        kind, mode = _ANNOUNCED[harm.sense.type]
        return replace(trigger, sense=replace(trigger.sense, type=kind, mode=mode), turned=True)


def _as_reproach(trigger: Trigger, sides_of: SideFinder) -> tuple[Trigger, Sides]:
    """The trigger with its sides; a call for sanctions against somebody is a reproach to him, and no request."""
    sides = sides_of.of(trigger)
    if trigger.sense.type != "REQUEST" or not (blamed := sides_of.blamed(trigger)):
        return trigger, sides
    if any(r.country for r in sides.recipients) and {r.id for r in sides.recipients} - {b.id for b in blamed}:
        # "urged Libya to investigate": Libya is asked
        return trigger, sides
    sense = replace(trigger.sense, type="ACCUSE", mode="disapprove")
    return replace(trigger, sense=sense, turned=True), replace(sides, recipients=blamed)


def _apart(kind: str, sides: Sides, cast: Cast) -> Sides:
    """ "The ministry condemned Uganda": who rules a state deals with others, and the article's country is not his."""
    if kind in _AT_HOME:
        return sides

    def opened(side: Actors, others: Actors) -> Actors:
        states = {o.country for o in others if o.sector is None and cast.home_of(o) is None}
        return tuple(
            a.model_copy(update={"country": None, "id": hashed("actor", a.name, None)})
            if a.country in states and a.sector in RULING and cast.home_of(a) is not None
            else a
            for a in side
        )

    return replace(
        sides,
        actors=opened(sides.actors, sides.recipients),
        recipients=opened(sides.recipients, sides.actors),
    )


def _is_asking(trigger: Trigger) -> bool:
    return trigger.sense.type == "REQUEST" and bool(grammar.children(trigger.token, "xcomp"))


def _with_recipients_of_before(event: Event, act: _Act, before: list[Event]) -> Event:
    """ "lifted some of *the* sanctions": those that the same side imposed on somebody earlier in the article."""
    if event.recipients or act.trigger.noun is None:
        return event
    thing = act.trigger.noun.lemma_
    countries = {a.country for a in event.actors if a.country}
    for earlier in reversed(before):
        shared = countries & {a.country for a in earlier.actors}
        if shared and earlier.recipients and earlier.object is not None and thing in earlier.object.exact.lower():
            meant = tuple(a.model_copy(update={"text": None, "start": None, "end": None}) for a in earlier.recipients)
            return event.model_copy(update={"recipients": meant})
    return event


def _with_day_of_before(event: Event, sentence: Sentence, before: list[Event]) -> Event:
    """ "lifted the sanctions *the same day*": counted from the day of the act that the article told last."""
    on = find_narrated(sentence.words.text) if event.date is None else None
    if on is None:
        return event
    last = next((e.date for e in reversed(before) if e.date_precision == "day" and e.date), None)
    if last is None:
        return event
    day = date.fromisoformat(last) + timedelta(days=on)
    return event.model_copy(update={"date": day.isoformat(), "date_basis": "relative", "date_precision": "day"})


def _with_reasons_for_countries(event: Event, cast: Cast) -> Event:
    """The event, with a reason for each country that no words of the actor give."""
    given = ((a, cast.home_of(a)) for a in (*event.actors, *event.recipients))
    why = (
        Why(rule=f"{FILLED_IN}{h.country}, {h.chance:.2f}", words=a.text or a.name) for a, h in given if h is not None
    )
    return event.model_copy(update={"why": (*event.why, *why)})


def _is_mere_attribute(token: Token) -> bool:
    """ "jailed opponents", "a summit venue", "police chief": words that describe and tell of no act."""
    if grammar.is_verb(token):
        return token.dep_ in ("amod", "compound", "nmod")
    return token.dep_ in ("compound", "nmod", "npadvmod")


def _is_purpose_of(token: Token, taken: set[int]) -> bool:
    """ "flew to Cairo to discuss the border": what an act is for is no second act."""
    return bool(token.dep_ == "advcl" and token.head.i in taken and grammar.is_infinitive(token))


def _said_within(token: Token) -> set[int]:
    """Tokens of what is demanded, promised or refused: part of this act, not a second one."""
    inner: set[int] = set()
    for child in token.children:
        if child.dep_ in ("xcomp", "dobj", "pobj", "oprd", "prep", "dative") or (
            child.dep_ == "ccomp" and child.i > token.i
        ):
            inner.update(t.i for t in child.subtree)
    return inner


def _talked_about(token: Token, kind: str) -> set[int]:
    """What a protest is for, and what somebody is blamed for: told as its topic, and not as an act of its own."""
    inner: set[int] = set()
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in _ABOUT[kind]:
            inner.update(t.i for t in child.subtree)
        elif kind == "PROTEST" and child.i > token.i and child.dep_ in ("advcl", "xcomp", "dobj", "ccomp"):
            inner.update(t.i for t in child.subtree if grammar.is_verb(t) or t.dep_ != "ROOT")
        elif child.dep_ == "dobj":
            inner.update(t.i for t in child.subtree if not grammar.is_verb(t))
    return inner


def _is_told_again(act: "_Act", before: "_Act") -> bool:
    """ "met him and discussed …", "attacked a camp, killing ten": the same act of the same sides in other words."""
    if act.type != before.type or (act.mode != before.mode and None not in (act.mode, before.mode)):
        return False
    ours, theirs = {a.id for a in act.sides.actors}, {a.id for a in act.sides.recipients}
    known, hit = {a.id for a in before.sides.actors}, {a.id for a in before.sides.recipients}
    # the dead of an attack need not be named again with a country
    hit_again = theirs <= hit or (act.type == "ASSAULT" and not any(a.country for a in act.sides.recipients))
    return ours <= known and hit_again and act.status == before.status


def _act(sentence: Sentence, trigger: Trigger, sides: Sides, cast: Cast, readings: Readings) -> _Act | None:
    headline = sentence.part.kind == "title"
    status = status_of(trigger.token, headline=headline)
    kind, mode = trigger.sense.type, trigger.sense.mode
    if status == "planned" and kind in _ANNOUNCED:
        kind, mode = _ANNOUNCED[kind]
    if status == "denied" and kind in _KIND and _is_refusal(trigger.token, sides):
        kind, mode, status = "REJECT", None, "occurred"
        if not sides.recipients and len(sides.actors) > 1 and grammar.is_negated(trigger.token):
            # whoever will not meet refuses, and the other is refused
            sides = replace(sides, actors=sides.actors[:1], recipients=sides.actors[1:])
    flaws = tuple(_flaws(Candidate(trigger, kind, mode, _by_their_words(sides, cast), status, headline)))
    if len(flaws) > 1 or not set(flaws) <= _OVERRULED:
        return None
    first, last = _extent(trigger, sides)
    act = _Act(trigger, kind, mode, sides, status, first, last, flaws)
    return act if not flaws or _is_read_so(act, sentence, readings) else None


def _flaws(candidate: Candidate) -> Iterator[str]:
    """Why this is no act for the record, as far as grammar and tables can say."""
    trigger, sides = candidate.trigger, candidate.sides
    public = _is_somebody(sides.actors) or _is_somebody(sides.recipients)
    if not public and not (candidate.type in _DONE_BY_STATES and any(r.sector for r in sides.recipients)):
        yield "nobody public"
    elif trigger.token.tag_.startswith("NN") and not _noun_tells(trigger, sides):
        yield "noun tells not"
    elif trigger.sense.type == "CONSULT" and trigger.sense.mode is None and not _meets_somebody(trigger, sides):
        yield "meets nobody"
    else:
        yield from find_flaws(candidate)


def _by_their_words(sides: Sides, cast: Cast) -> Sides:
    """The sides without the countries found for private people, whom these make no more public."""

    def plain(side: Actors) -> Actors:
        return tuple(
            a.model_copy(update={"country": None}) if a.sector in _PRIVATE and cast.home_of(a) is not None else a
            for a in side
        )

    return replace(sides, actors=plain(sides.actors), recipients=plain(sides.recipients))


def _is_refusal(token: Token, sides: Sides) -> bool:
    """ "will not meet him", "failed to reach a deal": what one will not do for another, or two could not agree upon."""
    if not grammar.is_verb(token):
        return False
    if grammar.is_negated(token) and set(grammar.auxiliaries(token)) & _WILL:
        return True
    failed = token.dep_ == "xcomp" and token.head.lemma_ == "fail"
    return failed and len({a.country for a in sides.actors if a.country}) > 1


def _is_somebody(actors: tuple[Actor, ...]) -> bool:
    """Somebody of some country, or of some standing: a man, a friend or a reporter alone is not."""
    return any(a.country or a.sector not in _PRIVATE for a in actors)


def _meets_somebody(trigger: Trigger, sides: Sides) -> bool:
    """One alone does not meet; "the ministers met" does."""
    doer = grammar.doer(trigger.token) if grammar.is_verb(trigger.token) else None
    if sum(_is_somebody((a,)) for a in (*sides.actors, *sides.recipients)) > 1:
        return True
    return _is_somebody(sides.actors) and (doer is not None and doer.tag_ in ("NNS", "NNPS"))


def _noun_tells(trigger: Trigger, sides: Sides) -> bool:
    """A bare noun ("sanctions remain an issue") tells of no act; one with its doer or its object does."""
    token = trigger.token
    if sides.actors:
        return True
    return trigger.sense.type in _UNDONE and bool(grammar.governed_by(token, "of", "on", "against"))


def _extent(trigger: Trigger, sides: Sides) -> tuple[Token, Token]:
    """First and last token of the words that tell the act: trigger, object and recipient."""
    token = trigger.token
    tokens = [token, *([trigger.noun] if trigger.noun is not None else [])]
    ends = [token]
    if grammar.is_verb(token):
        tokens += [c for c in token.children if c.dep_ == "prt"]
        if grammar.is_negated(token) or set(grammar.auxiliaries(token)) - _PLAIN_AUXILIARIES:
            tokens += [c for c in token.children if c.dep_ in ("aux", "auxpass", "neg") and c.i > token.i - 5]
        for thing in grammar.objects(token):
            if abs(thing.i - token.i) < 40:
                tokens += grammar.full_phrase(thing)
    else:
        tokens += grammar.full_phrase(token)
    here = grammar.clause_of(token).i
    ends += [a for a in sides.anchors if token.i < a.i < token.i + 40 and grammar.clause_of(a).i == here]
    tokens += [grammar.base_phrase(a)[1] for a in ends]
    return min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)


def _event(
    text: Text, sentence: Sentence, act: _Act, published: date | None, statements: list[Statement], readings: Readings
) -> Event:
    evidence = sentence.quote(act.first, act.last)
    when, historical = _when(sentence, act, published)
    act = _as_read(_announced(act, when, published), sentence, readings)
    at = sentence.start_of(act.trigger.token)
    document = text.document
    return Event(
        id=id_of_words(
            document.id, "event", document.text, at, sentence.end_of(act.trigger.token), act.trigger.sense.type
        ),
        document=document.id,
        type=act.type,
        mode=act.mode,
        quad=quad_of(act.type),
        score=score_of(act.type, act.mode),
        contexts=find_contexts(sentence.words.text),
        actors=act.sides.actors,
        recipients=act.sides.recipients,
        date=when.day,
        date_basis=when.basis,
        date_precision=when.precision,
        status=act.status,
        historical=historical,
        statement=next((s.id for s in statements if s.start <= at < s.end), None),
        object=_object(sentence, act),
        confidence=_confidence(act),
        evidence=(evidence,),
        why=(
            Why(rule=f"trigger: {act.trigger.sense.name}", words=act.trigger.token.text),
            Why(rule=f"status: {act.status}", words=evidence.exact[:200]),
            *(Why(rule=f"{DOUBTED}{flaw}", words=act.trigger.token.text) for flaw in act.flaws),
            *_upon(act),
        ),
        coder=CODER,
    )


def _upon(act: _Act) -> Iterator[Why]:
    """The reason for recipients that grammar alone would not give."""
    if act.upon is not None:
        words = ", ".join(a.text or a.name for a in act.sides.recipients)
        rule = f"recipient weighed: {'likelier' if words else 'nobody is likelier'} than grammar's, {act.upon:.2f}"
        yield Why(rule=rule, words=words or act.trigger.token.text)


def _announced(act: _Act, when: When, published: date | None) -> _Act:
    """ "the visit on May 9", told on May 2: an act whose day is still to come is only planned."""
    if act.status not in ("occurred", "ongoing") or published is None or when.day is None:
        return act
    told = published.isoformat()[: {"day": 10, "month": 7}.get(when.precision, 4)]
    if when.day[: len(told)] <= told or act.trigger.sense.type not in _ANNOUNCED:
        return act
    kind, mode = _ANNOUNCED[act.trigger.sense.type]
    return replace(act, type=kind, mode=mode, status="planned")


def _is_read_so(act: _Act, sentence: Sentence, readings: Readings) -> bool:
    """Whether the encoder is sure of an act here, and of its type."""
    reading, at = readings.of(sentence), place_in(sentence, act.trigger.token)
    return reading.surest(at) >= _SURE_OF_ACT and reading.kind(at) == _as_read(act, sentence, readings).type


def _as_read(act: _Act, sentence: Sentence, readings: Readings) -> _Act:
    """The act with another type where the encoder is sure of that: "objected to any mention" refuses.

    What is ahead, possible or denied keeps its own, for what that is called is a matter of rules. A row that names its
    object ("suspend" + sanction) knows whether that is cooperation or conflict.
    """
    if act.status not in ("occurred", "ongoing") or act.trigger.turned:
        return act
    at = place_in(sentence, act.trigger.token)
    reading = readings.of(sentence)
    kind = reading.kind(at)
    if kind == act.type or reading.surest(at) < _SURE_OF_TYPE:
        return act
    sense = act.trigger.sense
    if (sense.also or sense.objects) and quad_of(kind).split()[1] != quad_of(act.type).split()[1]:
        return act
    return replace(act, type=kind, mode=None)


def _object(sentence: Sentence, act: _Act) -> Span | None:
    token = act.trigger.token
    things = content_objects(token) if grammar.is_verb(token) else grammar.governed_by(token, "of")
    if not things:
        return None
    thing = things[0]
    first, last = grammar.full_phrase(thing)
    return sentence.quote(first, last) if last.i - first.i < 40 else sentence.quote(*grammar.base_phrase(thing))


def _when(sentence: Sentence, act: _Act, published: date | None) -> tuple[When, bool]:
    """The date that the act's own clause gives, else the sentence's only one."""
    clause = grammar.clause_of(act.trigger.token)
    verb = act.trigger.token if grammar.is_verb(act.trigger.token) else clause
    future = act.status == "planned"
    dates = find_dates(sentence.words.text, published, future=future)
    base = sentence.words[0].idx
    own: list[When] = []
    for when in dates:
        token = next((t for t in sentence.words if t.idx - base + len(t.text) > when.start), None)
        if token is not None and grammar.clause_of(token).i == grammar.clause_of(verb).i:
            own.append(when)
    found = own or (dates if len(dates) == 1 and clause.dep_ == "ROOT" else [])
    nearest = min(found, key=lambda w: abs(w.start + base - act.trigger.token.idx), default=UNKNOWN)
    return nearest, is_historical(clause_words(clause), nearest, published)


def clause_words(clause: Token) -> str:
    """The clause without the clauses under it, as one string."""
    return " ".join(t.text for t in clause.subtree if grammar.clause_of(t).i == clause.i)


def _confidence(act: _Act) -> float:
    """How firmly grammar holds it: by kind of trigger, known sides and status. `confidence.py` makes it a chance."""
    base = 0.9 if grammar.is_verb(act.trigger.token) else 0.75
    if not _is_somebody(act.sides.actors):
        base -= 0.12
    if not _is_somebody(act.sides.recipients):
        base -= 0.05
    if act.trigger.sense.also or act.trigger.sense.objects:
        base += 0.04
    return round(min(base * _CERTAIN_STATUS[act.status], 0.97), 2)
