"""Of which country is somebody whom the article names without one?

"The police", "a rebel leader", "President Tarar": mostly of the country that the article is about, and
readers think nothing of it. Every country that the article names is weighed by how often, how near
and where it is named, beside the chance that none is meant ("reporters", "both governments"). The
weights in `data/homes.json` were fitted on mentions whose country a reader wrote down
(`tools/fit_homes.py`); a conditional logit after McFadden (1974). What is not sure enough stays open.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dragoman.find.cast import Cast, Mention
from dragoman.find.figures import NO_COUNTRIES
from dragoman.find.language import Text
from dragoman.find.sides import countries_of
from dragoman.find.weights import Signs, choose, read_weights
from dragoman.records import Actor, Demand, Why, hashed

SURE: Final = 0.5
"""The chance from which on a country is filled in: 78 of 100 of these are right."""
FILLED_IN: Final = "country of the article: "
"""How the reason begins that names a country filled in."""

Actors = tuple[Actor, ...]

_AMONG: Final = frozenset("in at near across inside outside throughout".split())
_SUBJECT: Final = frozenset({"nsubj", "nsubjpass"})
_DATELINE: Final = re.compile(r"[^.!?]{2,60}?\s?[-–—]\s")
_CROWD: Final = frozenset({"CVL", "COP", "LAB", "EDU", "OPP"})
_RULING: Final = frozenset({"GOV", "MIL", "LEG", "JUD"})
_FAR: Final = 8
_LONG: Final = 60


@dataclass(frozen=True, slots=True)
class Home:
    """A country and how likely it is."""

    country: str
    chance: float


@dataclass(frozen=True, slots=True)
class Part:
    """The act in which somebody takes part: its type, and the countries of those on its other side."""

    type: str
    others: frozenset[str]


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
    subject: bool
    located: bool
    """Behind a preposition of place."""
    dateline: bool
    noun: str
    """What it is called: the base form of the mention's head."""


class Homes:
    """Weighs the countries of one article."""

    def __init__(self, text: Text, cast: Cast) -> None:
        self._text, self._cast = text, cast

    def settled(self, kind: str, actors: Actors, recipients: Actors) -> tuple[Actors, Actors, tuple[Why, ...]]:
        """Both sides of an act of this type, with a country for each who has none, where one is sure enough; and why."""
        ours, theirs = Part(kind, countries_of(recipients)), Part(kind, countries_of(actors))
        sides = [[self._at_home(a, part) for a in side] for side, part in ((actors, ours), (recipients, theirs))]
        why = tuple(w for side in sides for _, w in side if w is not None)
        return tuple(a for a, _ in sides[0]), tuple(a for a, _ in sides[1]), why

    def of_demand(self, demand: Demand) -> Demand:
        """The demand, with the countries of those who want and of those who are asked."""
        sides = tuple(a for a in (demand.by, demand.voiced_by) if a is not None)
        wanting, asked, why = self.settled("REQUEST", sides, demand.of)
        if not why:
            return demand
        known = dict(zip((a.id for a in sides), wanting, strict=True))
        by, voiced_by = (known[a.id] if a is not None else None for a in (demand.by, demand.voiced_by))
        return demand.model_copy(update={"by": by, "voiced_by": voiced_by, "of": asked, "why": (*demand.why, *why)})

    def _at_home(self, actor: Actor, part: Part) -> tuple[Actor, Why | None]:
        home = self.of(actor, part) if actor.country is None else None
        if home is None or home.chance < SURE:
            return actor, None
        why = Why(rule=f"{FILLED_IN}{home.country}, {home.chance:.2f}", words=actor.text or actor.name)
        return actor.model_copy(update={"country": home.country, "id": hashed("actor", actor.name, home.country)}), why

    def of(self, actor: Actor, part: Part) -> Home | None:
        """The likeliest country; None where the article names none, or the likeliest is that none is meant."""
        mention = self.named_at(actor)
        if mention is None:
            return None
        options = dict(self.options(mention, part))
        nobody = signs_of_nobody(mention, self.called(mention), len(options))
        number, chance = choose(read_weights("homes"), list(options.values()), nobody)
        return Home(list(options)[number], chance) if number >= 0 else None

    def called(self, mention: Mention) -> tuple[str, str]:
        """The base form of the noun that the mention calls somebody by, and the first word of it, in small letters."""
        sentence = self._text.sentences[mention.sentence]
        doc = sentence.words.doc
        return doc[mention.head].lemma_.lower(), doc[mention.first].lower_

    def options(self, mention: Mention, part: Part | None) -> Iterator[tuple[str, Signs]]:
        """Every country that the article names, and what speaks for it."""
        actor, sentence = mention.actors[0], self._text.sentences[mention.sentence]
        others = [n for n in self._named if n.at != actor.start]
        counts = Counter(n.country for n in others)
        start = actor.start or 0
        before = [n for n in others if n.at < start]
        states = counts.keys() - NO_COUNTRIES
        most = max(counts.values(), default=0)
        alone_on_top = list(counts.values()).count(most) == 1
        here_named = {n.country for n in others if n.sentence == sentence.number} - NO_COUNTRIES
        near_named = {n.country for n in others if n.paragraph == sentence.paragraph} - NO_COUNTRIES
        last_subject = next((n.country for n in reversed(before) if n.subject), None)
        noun, _ = self.called(mention)
        for country, count in counts.items():
            told = [n for n in others if n.country == country]
            away = min((sentence.number - n.sentence for n in before if n.country == country), default=_FAR)
            here = any(n.sentence == sentence.number and n.at < start for n in told)
            place = any(n.place and n.sentence == sentence.number for n in told)
            located = any(n.located and n.sentence == sentence.number for n in told)
            last = bool(before) and before[-1].country == country
            met = part is not None and country in part.others
            signs: Signs = {
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
                "last subject": country == last_subject,
                "in the paragraph": any(n.paragraph == sentence.paragraph for n in told),
                "no state": country in NO_COUNTRIES,
                "first named": others[0].country == country,
                "in the lead": any(n.paragraph <= 1 for n in told),
                "dateline": any(n.dateline for n in told),
                "only state": states == {country},
                "only state in the sentence": here_named == {country},
                "only state in the paragraph": near_named == {country},
                "place in the sentence": place,
                "located in the sentence": located,
                "place in the paragraph": any(n.place and n.paragraph == sentence.paragraph for n in told),
                "located in the paragraph": any(n.located and n.paragraph == sentence.paragraph for n in told),
                "place": any(n.place for n in told),
                "only its officials": all(n.sector == "GOV" and n.person for n in told),
                "persons": sum(n.person for n in told) / len(told),
                "of its sector": any(n.sector == actor.sector and n.sector is not None for n in told),
                "called so": any(n.noun == noun for n in told),
                "called so before": any(n.noun == noun and n.at < start for n in told),
                "name, last named": mention.kind == "name" and last,
                "name, most": mention.kind == "name" and count == most,
                "other side's": met,
                f"other side's, {part.type if part else None}": met,
                "rulers, other side's": met and actor.sector in _RULING,
                "crowd, other side's": met and actor.sector in _CROWD,
                "crowd, place in the sentence": actor.sector in _CROWD and (place or located),
                "crowd, before it in the sentence": actor.sector in _CROWD and here,
                "rulers, before it in the sentence": actor.sector in _RULING and here,
                "rulers, place in the sentence": actor.sector in _RULING and (place or located),
            }
            yield country, signs

    @cached_property
    def _named(self) -> list[_Named]:
        """Who stands in the article with a country of his own, in reading order."""
        found = []
        for mention in self._cast.mentions:
            if mention.kind != "name":
                continue
            sentence = self._text.sentences[mention.sentence]
            head = sentence.words.doc[mention.head]
            located = head.dep_ == "pobj" and head.head.lower_ in _AMONG
            opening = sentence.start_of(head) - sentence.start if sentence.paragraph <= 2 else _LONG
            line = _DATELINE.match(sentence.words.text) if opening < _LONG else None
            found += [
                _Named(
                    a.country, a.sector, a.start, sentence.number, sentence.paragraph,
                    sentence.part.kind == "title", mention.place, bool(mention.person),
                    head.dep_ in _SUBJECT, located, line is not None and opening < line.end(), head.lemma_.lower(),
                )
                for a in mention.actors
                if a.country is not None and a.start is not None
            ]  # fmt: skip
        return sorted(found, key=lambda n: n.at)

    def named_at(self, actor: Actor) -> Mention | None:
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


def signs_of_nobody(mention: Mention, called: tuple[str, str], options: int) -> Signs:
    """What speaks for leaving the country open."""
    actor = mention.actors[0]
    noun, first = called
    name = mention.kind == "name"
    return {
        "bias": 1.0,
        "choice": options / 5,
        "name": name,
        "name of a person": name and mention.person is True,
        f"sector {actor.sector}": 1.0,
        f"name, sector {actor.sector}": name,
        f"called {noun}": not name,
        f"first {first}": not name,
        "in the plural": not name and (actor.text or "").endswith("s"),
    }
