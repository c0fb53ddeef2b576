"""Of which country is somebody whom the article names without one?

"The police", "a rebel leader", "President Tarar": mostly of the country that the article is about, and
readers think nothing of it. Every country that the article names is weighed by how often, how near
and where it is named, beside the chance that none is meant ("reporters", "both governments"). The
weights in `data/homes.json` were fitted on mentions whose country a reader wrote down
(`tools/fit_homes.py`); a conditional logit after McFadden (1974). What is not sure enough stays open.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dragoman.find.cast import Cast, Home, Mention
from dragoman.find.figures import NO_COUNTRIES
from dragoman.find.language import Text
from dragoman.find.weights import Signs, choose, read_weights
from dragoman.records import Actor

SURE: Final = 0.5
"""The chance from which on a country is filled in: 77 of 100 of these are right."""

_AMONG: Final = frozenset("in at near across inside outside throughout".split())
_SUBJECT: Final = frozenset({"nsubj", "nsubjpass"})
_DATELINE: Final = re.compile(r"[^.!?]{2,60}?\s?[-–—]\s")
_CROWD: Final = frozenset({"CVL", "COP", "LAB", "EDU", "OPP"})
_RULING: Final = frozenset({"GOV", "MIL", "LEG", "JUD"})
_FAR: Final = 8
_LONG: Final = 60


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


def at_home(text: Text, cast: Cast) -> Cast:
    """The cast, with a country for each who has none, where one is sure enough."""
    homes = Homes(text, cast)
    places = {a.start: a for m in cast.mentions for a in m.actors if a.country is None and a.start is not None}
    found = ((place, homes.of(actor)) for place, actor in places.items())
    return cast.at_home({place: home for place, home in found if home is not None and home.chance >= SURE})


class Homes:
    """Weighs the countries of one article."""

    def __init__(self, text: Text, cast: Cast) -> None:
        self._text, self._cast = text, cast

    def of(self, actor: Actor) -> Home | None:
        """The likeliest country; None where the article names none, or the likeliest is that none is meant."""
        mention = self.named_at(actor)
        if mention is None:
            return None
        options = dict(self.options(mention))
        nobody = signs_of_nobody(mention, self.called(mention), len(options))
        number, chance = choose(read_weights("homes"), list(options.values()), nobody)
        return Home(list(options)[number], chance) if number >= 0 else None

    def called(self, mention: Mention) -> tuple[str, str]:
        """The base form of the noun that the mention calls somebody by, and the first word of it, in small letters."""
        doc = self._text.sentences[mention.sentence].words.doc
        return doc[mention.head].lemma_.lower(), doc[mention.first].lower_

    def options(self, mention: Mention) -> Iterator[tuple[str, Signs]]:
        """Every country that the article names, and what speaks for it."""
        actor, sentence = mention.actors[0], self._text.sentences[mention.sentence]
        start = actor.start or 0
        others = {
            country: kept
            for country, named in self._by_country.items()
            if (kept := [n for n in named if n.at != actor.start])
        }
        counts = {country: len(named) for country, named in others.items()}
        states = counts.keys() - NO_COUNTRIES
        most = max(counts.values(), default=0)
        alone_on_top = list(counts.values()).count(most) == 1
        everybody = [n for n in self._named if n.at != actor.start]
        last = next((n.country for n in reversed(everybody) if n.at < start), None)
        last_subject = next((n.country for n in reversed(everybody) if n.subject and n.at < start), None)
        here_named = {n.country for n in everybody if n.sentence == sentence.number} - NO_COUNTRIES
        near_named = {n.country for n in everybody if n.paragraph == sentence.paragraph} - NO_COUNTRIES
        noun = sentence.words.doc[mention.head].lemma_
        name, crowd, rulers = mention.kind == "name", actor.sector in _CROWD, actor.sector in _RULING
        for country, told in others.items():
            count = counts[country]
            here = [n for n in told if n.sentence == sentence.number]
            near = [n for n in told if n.paragraph == sentence.paragraph]
            away = min((sentence.number - n.sentence for n in told if n.at < start), default=_FAR)
            before = any(n.at < start for n in here)
            place, located = any(n.place for n in here), any(n.located for n in here)
            signs: Signs = {
                "share": count / len(everybody),
                "times": math.log(count),
                "most": alone_on_top and count == most,
                "headline": any(n.title for n in told),
                "before it in the sentence": before,
                "after it in the sentence": any(n.at > start for n in here),
                "in the sentence before": away == 1,
                "two sentences before": away == 2,
                "far": min(away, _FAR) / _FAR,
                "last named": country == last,
                "last subject": country == last_subject,
                "in the paragraph": bool(near),
                "no state": country in NO_COUNTRIES,
                "first named": everybody[0].country == country,
                "in the lead": any(n.paragraph <= 1 for n in told),
                "dateline": any(n.dateline for n in told),
                "only state": states == {country},
                "only state in the sentence": here_named == {country},
                "only state in the paragraph": near_named == {country},
                "place in the sentence": place,
                "located in the sentence": located,
                "place in the paragraph": any(n.place for n in near),
                "located in the paragraph": any(n.located for n in near),
                "place": any(n.place for n in told),
                "only its officials": all(n.sector == "GOV" and n.person for n in told),
                "persons": sum(n.person for n in told) / count,
                "of its sector": any(n.sector == actor.sector and n.sector is not None for n in told),
                "called so": any(n.noun == noun for n in told),
                "called so before": any(n.noun == noun and n.at < start for n in told),
                "name, last named": name and country == last,
                "name, most": name and count == most,
                "crowd, place in the sentence": crowd and (place or located),
                "crowd, before it in the sentence": crowd and before,
                "rulers, before it in the sentence": rulers and before,
                "rulers, place in the sentence": rulers and (place or located),
            }
            yield country, signs

    @cached_property
    def _by_country(self) -> dict[str, list[_Named]]:
        found = defaultdict(list)
        for named in self._named:
            found[named.country].append(named)
        return found

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
                    head.dep_ in _SUBJECT, located, line is not None and opening < line.end(), head.lemma_,
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
