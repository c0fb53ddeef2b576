"""How often is an event like this one right?

The grammar gives every event a strength; what it was read from says the rest: type, status, which
sides are known and how they are named, how many states take part, whether somebody speaks of
himself and his hearers. The weights in `data/confidence.json` were fitted on open texts whose
events were judged one by one: right means right in type, sides and status.
`tools/calibrate_confidence.py` fits them anew.
"""

import json
import math
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from dragoman.records import Actor, Event

_PRONOUNS = frozenset("he she it they we i you him her them us me his its their our my your this that".split())
_TALK = re.compile(r"\b(?:I|we|We|our|Our|my|My|you|You|your|Your)\b")
_USUAL = 150
"""Code points of a usual sentence of a report."""


def trusted(event: Event, sentence: str) -> Event:
    """The event, whose confidence is still the grammar's strength, with a probability instead."""
    weights = _weights()
    total = sum(weights.get(sign, 0.0) * value for sign, value in signs_of(event, sentence).items())
    # two digits: the judged events are some hundreds, and certainty is not to be had
    return event.model_copy(update={"confidence": round(min(0.98, 1 / (1 + math.exp(-total))), 2)})


def signs_of(event: Event, sentence: str) -> dict[str, float]:
    """What speaks for or against an event whose confidence is still the grammar's strength."""
    found = {"bias": 1.0, "strength": event.confidence, f"type {event.type}": 1.0, f"status {event.status}": 1.0}
    found |= _signs_of_side("actor", event.actors) | _signs_of_side("recipient", event.recipients)
    found |= _signs_of_states(event)
    found["quoted"] = float(event.statement is not None)
    found["long"] = min(3.0, (event.evidence[0].end - event.evidence[0].start) / 60)
    found["of a demand"] = float(event.why[0].rule == "a demand is a request")
    found["mode told"] = float(event.mode is not None)
    found["talk"] = float(_TALK.search(sentence) is not None)
    found["long sentence"] = min(3.0, len(sentence) / _USUAL)
    return found


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


@cache
def _weights() -> Mapping[str, float]:
    file = resources.files("dragoman.find") / "data" / "confidence.json"
    weights: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))["weights"]
    return weights
