"""How often is an event like this one right?

The grammar gives every event a strength; what it was read from says more: type, status, which
sides are known and how they are named, how many states take part, whether somebody speaks of
himself and his hearers. The encoder that reads the sentence says too how likely the word tells of such
an act, how it stands, and whether those named take part in it.
The weights in `data/confidence.json` were fitted on texts whose events were judged one by one:
right means right in type, sides and status. `tools/calibrate_confidence.py` fits them anew.
"""

import math
import re
from collections.abc import Mapping

from dragoman.find.events import DOUBTED
from dragoman.find.language import Sentence
from dragoman.find.reader import ACTOR, NAMING, RECIPIENT, Reading, Readings, odds
from dragoman.find.weights import read_weights
from dragoman.records import Actor, Event, Why

_PRONOUNS = frozenset("he she it they we i you him her them us me his its their our my your this that".split())
_TALK = re.compile(r"\b(?:I|we|We|our|Our|my|My|you|You|your|Your)\b")
_TOLD = 4
_USUAL = 150
"""Code points of a usual sentence of a report."""


class Trust:
    """Turns the grammar's strength of the events of one article into probabilities."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings

    def trusted(self, event: Event, sentence: Sentence) -> Event:
        """The event, whose confidence is still the grammar's strength, with a probability instead."""
        weights = read_weights("confidence")
        weighed = {sign: weights.get(sign, 0.0) * value for sign, value in self.signs_of(event, sentence).items()}
        # two digits: the judged events are some thousands, and certainty is not to be had
        chance = round(min(0.98, 1 / (1 + math.exp(-sum(weighed.values())))), 2)
        why = Why(rule=f"sureness: {_loudest(weighed)}", words=event.why[0].words)
        return event.model_copy(update={"confidence": chance, "why": (*event.why, why)})

    def signs_of(self, event: Event, sentence: Sentence) -> dict[str, float]:
        """What speaks for or against an event whose confidence is still the grammar's strength."""
        words = sentence.words.text
        found = {"bias": 1.0, "strength": event.confidence, f"type {event.type}": 1.0, f"status {event.status}": 1.0}
        found |= _signs_of_side("actor", event.actors) | _signs_of_side("recipient", event.recipients)
        found |= _signs_of_states(event)
        found["quoted"] = float(event.statement is not None)
        found["long"] = min(3.0, (event.evidence[0].end - event.evidence[0].start) / 60)
        found["of a demand"] = float(event.why[0].rule == "a demand is a request")
        found |= {f"doubted: {w.rule.removeprefix(DOUBTED)}": 1.0 for w in event.why if w.rule.startswith(DOUBTED)}
        found["mode told"] = float(event.mode is not None)
        found["talk"] = float(_TALK.search(words) is not None)
        found["long sentence"] = min(3.0, len(words) / _USUAL)
        # where nothing stands around it, nobody can be mistaken for somebody named before
        found["alone"] = float(len(sentence.text.strip()) <= len(words) + 1)
        at = place_of_trigger(event, sentence)
        found["unread"] = float(at is None)
        if at is not None:
            found |= _signs_of_reading(event, sentence, self._readings.of(sentence), at)
        return found


def _signs_of_reading(event: Event, sentence: Sentence, reading: Reading, at: int) -> dict[str, float]:
    """What the encoder says of the event: its kind, its status, and each side, in log odds."""
    found = {
        "read": odds(reading.of_kind(at, event.type)),
        "read status": odds(reading.stands(at, event.status)),
    }
    for side, name, actors in ((ACTOR, "actor", event.actors), (RECIPIENT, "recipient", event.recipients)):
        named = [place for a in actors if (place := _place_of(a, sentence)) is not None]
        if named:
            found[f"read {name}"] = min(odds(reading.part(side, at, [place])) for place in named)
        others = {i for i, t in enumerate(sentence.words) if t.tag_.startswith(NAMING)} - set(named)
        found[f"read other {name}"] = odds(reading.part(side, at, others))
        found[f"{name} not here"] = float(bool(actors) and not named)
    return found


def _place_of(actor: Actor, sentence: Sentence) -> int | None:
    """The number of the token that heads the words for this actor, where they stand in the sentence."""
    if actor.end is None or not sentence.start < actor.end <= sentence.end:
        return None
    return next((i for i, t in enumerate(sentence.words) if sentence.end_of(t) >= actor.end), None)


def place_of_trigger(event: Event, sentence: Sentence) -> int | None:
    """The number of the token that told the act; None where a whole clause did."""
    first, told = event.why[0], event.evidence[0]
    at = told.exact.find(first.words) if first.rule.startswith("trigger: ") else -1
    if at < 0:
        return None
    return next((i for i, t in enumerate(sentence.words) if sentence.end_of(t) > told.start + at), None)


def _loudest(weighed: Mapping[str, float]) -> str:
    """The signs that told most for or against, with their shares of the log odds."""
    told = sorted((s for s in weighed if s != "bias"), key=lambda s: -abs(weighed[s]))[:_TOLD]
    return ", ".join(f"{sign} {weighed[sign]:+.1f}" for sign in told)


def _signs_of_side(side: str, actors: tuple[Actor, ...]) -> dict[str, float]:
    if not actors:
        return {f"{side} missing": 1.0}
    words = {(a.text or "").lower() for a in actors}
    return {
        f"{side} without country": float(all(a.country is None for a in actors)),
        f"{side} without sector": float(all(a.sector is None for a in actors)),
        f"{side} a pronoun": float(bool(words & _PRONOUNS)),
        f"{side} understood": float(words == {""}),
        f"{side} several": float(len(actors) > 1),
        f"{side} by name": float(any(a.text and a.text[0].isupper() for a in actors)),
    }


def _signs_of_states(event: Event) -> dict[str, float]:
    ours, theirs = ({a.country for a in side if a.country} for side in (event.actors, event.recipients))
    return {
        "two states": float(len(ours | theirs) > 1),
        "one state": float(len(ours | theirs) == 1),
        "at home": float(bool(ours) and ours == theirs),
        "crowded": min(4, len(event.actors) + len(event.recipients)) / 4,
    }
