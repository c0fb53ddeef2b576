"""Of which country is somebody whom the article names without one?

"The police", "a rebel leader", "President Tarar": mostly of the country that the article is about, and
readers think nothing of it. Every country that the article names is weighed by how often, how near
and where it is named, beside the chance that none is meant ("reporters", "both governments"). The
weights in `data/homes.json` were fitted on mentions whose country a reader wrote down
(`tools/fit_homes.py`); a conditional logit after McFadden (1974). What is not sure enough stays open.
"""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dragoman.find.cast import Cast, Mention
from dragoman.find.figures import NO_COUNTRIES
from dragoman.find.language import Sentence, Text
from dragoman.find.weights import Signs, choose, read_weights
from dragoman.records import Actor, Event, Why, hashed

SURE: Final = 0.7
"""The chance from which on a country is filled in: 86 of 100 of these are right."""

_ABROAD: Final = frozenset(
    "foreign western international regional neighbouring neighboring european islamic arab african kurdish "
    "foreigners".split()
)
_MOVING: Final = frozenset(
    "diplomat ambassador envoy monitor observer inspector mission negotiator mediator delegation delegate creditor "
    "banker analyst lawyer lender visitor traveler passenger tourist trader dealer investor journalist "
    "reporter".split()
)
_SEVERAL: Final = frozenset(
    "governments presidents ministers parliaments armies states countries leaders neighbours neighbors powers "
    "premiers nations sides allies members troops".split()
)
_THINGS: Final = frozenset(
    "public exchange state chair head television ship republic mission service body court commission council agency "
    "bank university firm company group".split()
)
_CROWD: Final = frozenset({"CVL", "COP", "LAB", "EDU", "OPP"})
_RULING: Final = frozenset({"GOV", "MIL", "LEG", "JUD"})
_AT_HOME: Final = frozenset({"COERCE", "PROTEST"})
_FAR: Final = 8


@dataclass(frozen=True, slots=True)
class Home:
    """A country and how likely it is."""

    country: str
    chance: float


@dataclass(frozen=True, slots=True)
class _Named:
    country: str
    sector: str | None
    at: int
    sentence: int
    paragraph: int
    title: bool
    place: bool
    person: bool


class Homes:
    """Weighs the countries of one article."""

    def __init__(self, text: Text, cast: Cast) -> None:
        self._text, self._cast = text, cast

    def settled(self, event: Event) -> Event:
        """The event, with a country for each who has a sector and none, where one is sure enough."""
        if all(a.country or not a.sector for a in (*event.actors, *event.recipients)):
            return event
        why: list[Why] = []
        # a state arrests its own officials; with others' it deals
        ours, theirs = (event.recipients, event.actors) if event.type not in _AT_HOME else ((), ())
        actors = tuple(self._at_home(a, ours, why) for a in event.actors)
        recipients = tuple(self._at_home(a, theirs, why) for a in event.recipients)
        return event.model_copy(update={"actors": actors, "recipients": recipients, "why": (*event.why, *why)})

    def _at_home(self, actor: Actor, others: tuple[Actor, ...], why: list[Why]) -> Actor:
        home = self.of(actor) if actor.country is None and actor.sector is not None else None
        if home is None or home.chance < SURE or _deals_with(actor, others, home.country):
            return actor
        rule = f"country of the article: {home.country}, {home.chance:.2f}"
        why.append(Why(rule=rule, words=actor.text or actor.name))
        return actor.model_copy(update={"country": home.country, "id": hashed("actor", actor.name, home.country)})

    def of(self, actor: Actor) -> Home | None:
        """The likeliest country; None where the article names none, or the likeliest is that none is meant."""
        mention = self._named_at(actor)
        if mention is None:
            return None
        asked, sentence = mention.actors[0], self._text.sentences[mention.sentence]
        options = dict(self.options(asked, mention, sentence))
        nobody = signs_of_nobody(asked, mention, len(options))
        number, chance = choose(read_weights("homes"), list(options.values()), nobody)
        return Home(list(options)[number], chance) if number >= 0 else None

    def options(self, actor: Actor, mention: Mention, sentence: Sentence) -> Iterator[tuple[str, Signs]]:
        """Every country that the article names, and what speaks for it."""
        others = [n for n in self._named if n.at != actor.start]
        counts = Counter(n.country for n in others)
        start = actor.start or 0
        before = [n for n in others if n.at < start]
        states = counts.keys() - NO_COUNTRIES
        most = max(counts.values(), default=0)
        alone_on_top = list(counts.values()).count(most) == 1
        for country, count in counts.items():
            told = [n for n in others if n.country == country]
            away = min((sentence.number - n.sentence for n in before if n.country == country), default=_FAR)
            here = any(n.sentence == sentence.number and n.at < start for n in told)
            place = any(n.place and n.sentence == sentence.number for n in told)
            last = bool(before) and before[-1].country == country
            yield (
                country,
                {
                    "share": count / len(others),
                    "times": math.log(count),
                    "most": alone_on_top and count == most,
                    "headline": any(n.title for n in told),
                    "before it in the sentence": here,
                    "after it in the sentence": any(n.sentence == sentence.number and n.at > start for n in told),
                    "in the sentence before": away == 1,
                    "two sentences before": away == 2,
                    "far": min(away, _FAR) / _FAR,
                    "last named": last,
                    "in the paragraph": any(n.paragraph == sentence.paragraph for n in told),
                    "no state": country in NO_COUNTRIES,
                    "first named": others[0].country == country,
                    "in the lead": any(n.paragraph <= 1 for n in told),
                    "only state": len(states) == 1 and country in states,
                    "place in the sentence": place,
                    "place in the paragraph": any(n.place and n.paragraph == sentence.paragraph for n in told),
                    "place": any(n.place for n in told),
                    "only its officials": all(n.sector == "GOV" and n.person for n in told),
                    "persons": sum(n.person for n in told) / len(told),
                    "name, last named": mention.kind == "name" and last,
                    "name, most": mention.kind == "name" and count == most,
                    "crowd, place in the sentence": actor.sector in _CROWD and place,
                    "crowd, before it in the sentence": actor.sector in _CROWD and here,
                    "rulers, before it in the sentence": actor.sector in _RULING and here,
                },
            )

    @cached_property
    def _named(self) -> list[_Named]:
        """Who stands in the article with a country of his own, in reading order."""
        found = []
        for mention in self._cast.mentions:
            sentence = self._text.sentences[mention.sentence]
            if mention.kind == "name":
                found += [
                    _Named(
                        a.country, a.sector, a.start, sentence.number, sentence.paragraph,
                        sentence.part.kind == "title", mention.place, bool(mention.person),
                    )
                    for a in mention.actors
                    if a.country is not None and a.start is not None
                ]  # fmt: skip
        return sorted(found, key=lambda n: n.at)

    def _named_at(self, actor: Actor) -> Mention | None:
        """The mention that names or describes him here; for a pronoun, the last one before it."""
        if actor.start is None:
            return None
        named = (m for m in self._cast.mentions if m.kind in ("name", "description"))
        his = [
            (m.actors[0].start, number, m)
            for number, m in enumerate(named)
            if m.actors[0].start is not None
            and m.actors[0].start <= actor.start
            and (m.actors[0].start == actor.start or m.actors[0].id == actor.id)
        ]
        return max(his)[-1] if his else None


def _deals_with(actor: Actor, others: tuple[Actor, ...], country: str) -> bool:
    """ "The ministry condemned Uganda": who rules a state does not deal with that state from without."""
    return actor.sector in _RULING and any(o.country == country and o.sector in (None, "GOV") for o in others)


def signs_of_nobody(actor: Actor, mention: Mention, options: int) -> Signs:
    """What speaks for leaving the country open."""
    words = (actor.text or "").lower().split() or [""]
    return {
        "bias": 1.0,
        "choice": options / 5,
        "name": mention.kind == "name",
        "reporters and scholars": actor.sector in ("MED", "EDU"),
        "from abroad": bool(_ABROAD & set(words)),
        "moving": words[-1].rstrip("s") in _MOVING,
        "several": words[-1] in _SEVERAL,
        "thing": words[-1] in _THINGS,
        "refugees": actor.sector == "REF",
    }
