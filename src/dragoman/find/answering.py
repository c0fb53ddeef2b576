"""Which event does a demand answer: the arrest before "called for his release", the raid in "after the raid"?

Two rules. The act demanded takes back what the addressee did before in the same article, by the
table of what undoes what; or the demand's own sentence gives the event as its reason. Where
neither holds, a demand answers nothing that the article says.
"""

import re
from collections.abc import Iterable, Iterator

from dragoman.know.acts import BY_NAME, family, read_act
from dragoman.records import Demand, Event

_REASON = re.compile(
    r"\b(?:after|following|in response to|in reaction to|because of|over|in protest at)\b[^.;]*$", re.I
)
_OPENS = re.compile(r"^\W*(?:after|following|in response to|in reaction to|because of)\b", re.I)
_TOLD_AS_DONE = ("occurred", "ongoing")


def link_answers(demands: Iterable[Demand], events: Iterable[Event]) -> Iterator[Demand]:
    """The demands, each naming the event that it answers where its article says so."""
    done = [e for e in events if e.type not in ("REQUEST", "REJECT", "AGREE") and e.status in _TOLD_AS_DONE]
    for demand in demands:
        found = _undone_by(demand, done) or _reason_of(demand, done)
        yield demand.model_copy(update={"answers": found.id}) if found is not None else demand


def _undone_by(demand: Demand, events: list[Event]) -> Event | None:
    """The last act of the addressee before the demand that the demanded act takes back."""
    act = read_act(demand.what.exact, demand.negative)
    kind = BY_NAME.get(act.kind)
    undoes = frozenset(kind.undo) if kind is not None else frozenset()
    asked = {a.country or a.name for a in demand.of}
    for event in sorted(events, key=lambda e: -e.evidence[0].start):
        words = event.evidence[0]
        if words.start >= demand.what.start or (asked and not asked & {a.country or a.name for a in event.actors}):
            continue
        told = read_act(words.exact)
        stops = (demand.negative or family(act.kind) == "halt") and bool(act.stems & (told.stems | {told.kind}))
        if stops or told.kind in undoes:
            return event
    return None


def _reason_of(demand: Demand, events: list[Event]) -> Event | None:
    """The event that the demand's sentence gives as its reason."""
    sentence = demand.evidence[0]
    for event in events:
        words = event.evidence[0]
        inside = sentence.start <= words.start and words.end <= sentence.end
        if not inside or words.start <= demand.what.start < words.end:
            continue
        before = sentence.exact[: words.start - sentence.start]
        if words.start > demand.what.start:
            # "asked for an inquiry after police shot ten students"
            if _REASON.search(sentence.exact[demand.what.start - sentence.start : words.start - sentence.start]):
                return event
        elif _OPENS.match(before):
            return event
    return None
