"""Of which country is somebody whom the article names without one?

"The police", "a rebel leader", "President Tarar": mostly of the country that the article is about, and
readers think nothing of it. Every country that the article names is weighed by how often, how near
and where it is named, beside the chance that none is meant ("reporters", "both governments"). The
weights in `data/homes.json` were fitted on mentions whose country a reader wrote down
(`tools/fit_homes.py`); a conditional logit after McFadden (1974). What is not sure enough stays open.
"""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dragoman.find.cast import Cast, Home, Mention
from dragoman.find.figures import NO_COUNTRIES
from dragoman.find.language import Text
from dragoman.find.weights import Signs, likeliest_of, log_odds, read_weights
from dragoman.records import Actor

SURE: Final = 0.5
"""The chance from which on a country is filled in: 77 of 100 of these are right."""

_AMONG: Final = frozenset("in at near across inside outside throughout".split())
_SUBJECT: Final = frozenset({"nsubj", "nsubjpass"})
_DATELINE: Final = re.compile(r"[^.!?]{2,60}?\s?[-–—]\s")
_CROWD: Final = frozenset({"CVL", "COP", "LAB", "EDU", "OPP"})
RULING: Final = frozenset({"GOV", "MIL", "LEG", "JUD"})
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

    def found(actor: Actor) -> Home | None:
        home = homes.of(actor)
        return home if home is not None and home.chance >= SURE else None

    return cast.at_home(found)


class Homes:
    """Weighs the countries of one article."""

    def __init__(self, text: Text, cast: Cast) -> None:
        self._text, self._cast = text, cast

    def of(self, actor: Actor) -> Home | None:
        """The likeliest country; None where the article names none, or the likeliest is that none is meant."""
        mention = self.named_at(actor)
        if mention is None:
            return None
        weights = read_weights("homes")
        here = dict(self._here(mention))
        odds = [self._standing_odds[country] + log_odds(weights["option"], signs) for country, signs in here.items()]
        nobody = signs_of_nobody(mention, self.called(mention), len(here))
        number, chance = likeliest_of(odds, log_odds(weights["nobody"], nobody))
        return Home(list(here)[number], chance) if number >= 0 else None

    def options(self, mention: Mention) -> Iterator[tuple[str, Signs]]:
        """Every country that the article names, and what speaks for it."""
        return ((country, self._standing[country] | signs) for country, signs in self._here(mention))

    @cached_property
    def _standing_odds(self) -> dict[str, float]:
        weights = read_weights("homes")["option"]
        return {country: log_odds(weights, signs) for country, signs in self._standing.items()}

    @cached_property
    def _standing(self) -> dict[str, Signs]:
        """What speaks for each country wherever in the article somebody is of it."""
        counts = {country: len(told) for country, told in self._by_country.items()}
        states = counts.keys() - NO_COUNTRIES
        most = max(counts.values(), default=0)
        alone_on_top = list(counts.values()).count(most) == 1
        return {
            country: {
                "share": counts[country] / len(self._named),
                "times": math.log(counts[country]),
                "most": alone_on_top and counts[country] == most,
                "headline": any(n.title for n in told),
                "no state": country in NO_COUNTRIES,
                "first named": self._named[0].country == country,
                "in the lead": any(n.paragraph <= 1 for n in told),
                "dateline": any(n.dateline for n in told),
                "only state": states == {country},
                "place": any(n.place for n in told),
                "only its officials": all(n.sector == "GOV" and n.person for n in told),
                "persons": sum(n.person for n in told) / counts[country],
            }
            for country, told in self._by_country.items()
        }

    def called(self, mention: Mention) -> tuple[str, str]:
        """The base form of the noun that the mention calls somebody by, and the first word of it, in small letters."""
        doc = self._text.sentences[mention.sentence].words.doc
        return doc[mention.head].lemma_.lower(), doc[mention.first].lower_

    def _here(self, mention: Mention) -> Iterator[tuple[str, Signs]]:
        """What speaks for each country by where the mention stands."""
        actor, sentence = mention.actors[0], self._text.sentences[mention.sentence]
        start = actor.start or 0
        before = self._named[: bisect_left(self._places, start)]
        last = before[-1].country if before else None
        last_subject = next((n.country for n in reversed(before) if n.subject), None)
        most = max(map(len, self._by_country.values()), default=0)
        noun = sentence.words.doc[mention.head].lemma_
        name, crowd, rulers = mention.kind == "name", actor.sector in _CROWD, actor.sector in RULING
        near_named = self._states_of_paragraph.get(sentence.paragraph)
        here_named = self._states_of_sentence.get(sentence.number)
        for country, told in self._by_country.items():
            near = [n for n in told if n.paragraph == sentence.paragraph]
            here = [n for n in near if n.sentence == sentence.number]
            away = min((sentence.number - n.sentence for n in told if n.at < start), default=_FAR)
            ahead = any(n.at < start for n in here)
            place, located = any(n.place for n in here), any(n.located for n in here)
            called = [n for n in told if n.noun == noun]
            yield (
                country,
                {
                    "before it in the sentence": ahead,
                    "after it in the sentence": any(n.at > start for n in here),
                    "in the sentence before": away == 1,
                    "two sentences before": away == 2,
                    "far": min(away, _FAR) / _FAR,
                    "last named": country == last,
                    "last subject": country == last_subject,
                    "in the paragraph": bool(near),
                    "only state in the sentence": here_named == {country},
                    "only state in the paragraph": near_named == {country},
                    "place in the sentence": place,
                    "located in the sentence": located,
                    "place in the paragraph": any(n.place for n in near),
                    "located in the paragraph": any(n.located for n in near),
                    "of its sector": actor.sector is not None and any(n.sector == actor.sector for n in told),
                    "called so": bool(called),
                    "called so before": any(n.at < start for n in called),
                    "name, last named": name and country == last,
                    "name, most": name and len(told) == most,
                    "crowd, place in the sentence": crowd and (place or located),
                    "crowd, before it in the sentence": crowd and ahead,
                    "rulers, before it in the sentence": rulers and ahead,
                    "rulers, place in the sentence": rulers and (place or located),
                },
            )

    @cached_property
    def _places(self) -> list[int]:
        return [n.at for n in self._named]

    @cached_property
    def _states_of_sentence(self) -> dict[int, set[str]]:
        return _grouped((n.sentence, n.country) for n in self._named)

    @cached_property
    def _states_of_paragraph(self) -> dict[int, set[str]]:
        return _grouped((n.paragraph, n.country) for n in self._named)

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
        at, of = self._namings
        if actor.start in at:
            return at[actor.start]
        return next((m for place, m in reversed(of.get(actor.id, [])) if place < actor.start), None)

    @cached_property
    def _namings(self) -> tuple[dict[int, Mention], dict[str, list[tuple[int, Mention]]]]:
        """The mentions that name or describe somebody, by their place, and by whom they mean, in reading order."""
        at: dict[int, Mention] = {}
        of: dict[str, list[tuple[int, Mention]]] = defaultdict(list)
        for mention in self._cast.mentions:
            start = mention.actors[0].start
            if mention.kind in ("name", "description") and start is not None:
                at[start] = mention
                of[mention.actors[0].id].append((start, mention))
        return at, {who: sorted(named, key=lambda n: n[0]) for who, named in of.items()}


def _grouped(named: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    """The states named at each number."""
    found: dict[int, set[str]] = defaultdict(set)
    for number, country in named:
        if country not in NO_COUNTRIES:
            found[number].add(country)
    return found


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
