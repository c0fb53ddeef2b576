"""Upon whom is an act done, of all whom the sentence and the two before it speak of?

Grammar proposes somebody, or nobody (`sides.py`). Readers find the recipient elsewhere too: in the sentence before
("Australia condemned the takeover"), behind a noun where no rule looks, or nowhere, where grammar took a topic for a
side. Everybody in reach is weighed by what grammar says, by where he stands, by how the encoder reads his part, and
by what acts of this type do to whom; beside the chance that nobody is meant. The weights in `data/recipients.json`
were fitted on acts whose recipients a reader marked (`tools/fit_recipients.py`): a conditional logit after
McFadden (1974), as for countries (`homes.py`) and pronouns (`referents.py`).
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.cast import Cast, Mention
from dragoman.find.language import Sentence, Text
from dragoman.find.reader import ACTOR, NAMING, RECIPIENT, Reading, odds, place_in
from dragoman.find.sides import Actors, Sides, countries_of
from dragoman.find.weights import Signs, choose, read_weights
from dragoman.records import Status

SURE: Final = 0.3
"""The chance from which on somebody is taken whom grammar does not propose."""
SURE_OF_NOBODY: Final = {"PROTEST": 0.7}
"""The same for nobody, where grammar proposes somebody. PLOVER gives a protest the government that it is aimed at,
though nobody names it."""
_NOBODY: Final = 0.5

_SUBJECT: Final = frozenset({"nsubj", "nsubjpass"})
_POINTING: Final = frozenset({"pronoun", "possessive"})
_MODIFIER: Final = frozenset({"amod", "compound", "nmod"})
_BACK: Final = 2
"""Sentences before the act's own in which its recipient may have been named."""
_BEFORE: Final = 8
"""Of those named there, the last so many are weighed."""
_NEAR: Final = 4
_FAR: Final = 30


@dataclass(frozen=True, slots=True)
class Told:
    """An act as grammar tells it: the word that tells, and its sides."""

    sentence: Sentence
    token: Token
    type: str
    mode: str | None
    status: Status
    sides: Sides


@dataclass(frozen=True, slots=True)
class Option:
    """Somebody who may be meant, and what speaks for him."""

    actors: Actors
    signs: Signs


class Recipients:
    """Weighs the recipients of the acts of one article."""

    def __init__(self, text: Text, cast: Cast) -> None:
        self._text, self._cast = text, cast

    def chosen(self, told: Told, reading: Reading, last: Told | None) -> tuple[Sides, float | None]:
        """The sides with the likeliest recipients, and how likely these are where grammar proposes others.

        `last` is the act that the article told before.
        """
        sides = told.sides
        options = self.options(told, reading, last)
        nobody = signs_of_nobody(told, reading)
        number, chance = choose(read_weights("recipients"), [o.signs for o in options], nobody)
        found = options[number].actors if number >= 0 else ()
        needed = SURE if number >= 0 else SURE_OF_NOBODY.get(told.type, _NOBODY)
        if found == sides.recipients or chance < needed:
            return sides, None
        if told.type == "CONSULT" and told.mode != "visit" and sides.actors:
            # whoever is met takes part like the others
            return Sides((*sides.actors, *found), (), (), sides.direct), chance
        return Sides(sides.actors, found, (), sides.direct), chance

    def options(self, told: Told, reading: Reading, last: Told | None) -> list[Option]:
        """Whom grammar proposes, if anybody; then all others of the sentence, and the last ones of those before it."""
        found = [Option(told.sides.recipients, self._of_grammar(told, reading))] if told.sides.recipients else []
        proposed = {(a.start, a.end) for a in told.sides.recipients}
        for mention in self._in(told.sentence.number):
            head = told.sentence.words.doc[mention.head]
            actors = self._together(told.sentence, head, told.sides.actors)
            if actors and head.i != told.token.i and not proposed & {(a.start, a.end) for a in actors}:
                found.append(Option(actors, _of_mention(told, reading, mention, head, actors)))
        return [*found, *self._before(told, last, [o.actors for o in found])]

    def _in(self, sentence: int) -> Sequence[Mention]:
        return self._by_sentence.get(sentence, ())

    @cached_property
    def _by_sentence(self) -> dict[int, list[Mention]]:
        found: dict[int, list[Mention]] = {}
        for mention in self._cast.mentions:
            found.setdefault(mention.sentence, []).append(mention)
        return found

    @cached_property
    def _named_in(self) -> dict[str, list[int]]:
        """The sentences in which somebody of this name is spoken of, one for each time."""
        found: dict[str, list[int]] = defaultdict(list)
        for mention in self._cast.mentions:
            for actor in mention.actors:
                found[actor.name].append(mention.sentence)
        return found

    def _together(self, sentence: Sentence, head: Token, others: Actors) -> Actors:
        """Those whom the noun names together with its conjuncts, where it is the first; nobody who acts himself."""
        known = {a.id for a in others}
        found = self._cast.who(sentence, head) if head.dep_ != "conj" else ()
        return tuple(a for a in found if a.id not in known)

    def _of_grammar(self, told: Told, reading: Reading) -> Signs:
        """What speaks for those whom grammar proposes."""
        actors = told.sides.recipients
        places = {(a.start, a.end) for a in actors}
        mentions = [m for m in self._in(told.sentence.number) if places & {(a.start, a.end) for a in m.actors}]
        at = place_in(told.sentence, told.token)
        parts = [_part(reading, RECIPIENT, at, [m.head - told.sentence.words.start]) for m in mentions]
        return _of_anybody(told, actors, "grammar's") | {
            "direct": told.sides.direct,
            f"direct, {told.type}": told.sides.direct,
            "not here": not parts,
            "read, the least": min(parts, default=0.0),
            "read": max(parts, default=0.0),
            "read as actor": max(
                (_part(reading, ACTOR, at, [m.head - told.sentence.words.start]) for m in mentions), default=0.0
            ),
            "pronoun": any(m.kind in _POINTING for m in mentions),
        }

    def _before(self, told: Told, last: Told | None, taken: list[Actors]) -> Iterator[Option]:
        """Those whom the sentences before name, the last first."""
        seen = [{a.id for a in actors} for actors in taken]
        nearest = [m for back in range(1, _BACK + 1) for m in reversed(self._in(told.sentence.number - back))]
        doers, hit = (
            {a.id for a in side} for side in ((last.sides.actors, last.sides.recipients) if last else ((), ()))
        )
        found = 0
        for mention in nearest:
            sentence = self._text.sentences[mention.sentence]
            head = sentence.words.doc[mention.head]
            actors = self._together(sentence, head, told.sides.actors) if mention.kind != "possessive" else ()
            ids = {a.id for a in actors}
            if not actors or ids in seen or any(a.country is None and a.sector is None for a in actors):
                continue
            seen.append(ids)
            yield Option(
                tuple(a.model_copy(update={"text": None, "start": None, "end": None}) for a in actors),
                _of_anybody(told, actors, "before")
                | {
                    "in the sentence before": mention.sentence == told.sentence.number - 1,
                    "subject before": head.dep_ in _SUBJECT,
                    "object before": head.dep_ == "dobj",
                    "last named": found == 0,
                    "recipient of the act before": bool(ids & hit),
                    "actor of the act before": bool(ids & doers),
                    "times": math.log(
                        1 + sum(bisect_left(self._named_in[a.name], told.sentence.number) for a in actors)
                    ),
                    "by name before": mention.kind == "name",
                    "by a pronoun before": mention.kind == "pronoun",
                },
            )
            found += 1
            if found == _BEFORE:
                return


def _of_anybody(told: Told, actors: Actors, where: str) -> Signs:
    """Signs of everybody, by whose proposal or where he stands."""
    ours, theirs = countries_of(told.sides.actors), countries_of(actors)
    at_home, abroad = bool(ours & theirs), bool(ours and theirs and not ours & theirs)
    return {
        where: 1.0,
        f"{where}, {told.type}": 1.0,
        told.type: 1.0,
        "at home": at_home,
        f"at home, {told.type}": at_home,
        "abroad": abroad,
        f"abroad, {told.type}": abroad,
        "no country": not theirs,
        "no sector": all(a.sector is None for a in actors),
        "state": any(a.sector is None and a.country for a in actors),
        "government": any(a.sector == "GOV" for a in actors),
        "civilian": any(a.sector == "CVL" for a in actors),
        "several": len(actors) > 1,
    }


def _of_mention(told: Told, reading: Reading, mention: Mention, head: Token, actors: Actors) -> Signs:
    """What speaks for somebody in the sentence whom grammar passes over."""
    at, place = place_in(told.sentence, told.token), [place_in(told.sentence, head)]
    above = {told.token.i, *(t.i for t in grammar.governors(told.token))}
    part = _part(reading, RECIPIENT, at, place)
    return _of_anybody(told, actors, "passed over") | {
        "read, the least": part,
        "read": part,
        "read as actor": _part(reading, ACTOR, at, place),
        "in the clause": grammar.clause_of(head).i == grammar.clause_of(told.token).i,
        "below": told.token in head.ancestors,
        "after": head.i > told.token.i,
        "near": abs(head.i - told.token.i) <= _NEAR,
        "far": min(abs(head.i - told.token.i), _FAR) / _FAR,
        "subject": head.dep_ in _SUBJECT,
        "subject of it or above": head.dep_ in _SUBJECT and head.head.i in above,
        "object": head.dep_ == "dobj",
        "its object": head.dep_ == "dobj" and head.head.i == told.token.i,
        "owner": head.dep_ == "poss",
        "before a noun": head.dep_ in _MODIFIER,
        f"behind {head.head.lower_}": head.dep_ == "pobj",
        "by name": mention.kind == "name",
        "pronoun": mention.kind in _POINTING,
        "town": mention.place,
    }


def signs_of_nobody(told: Told, reading: Reading) -> Signs:
    """What speaks for no recipient at all."""
    token = told.token
    verb = grammar.is_verb(token)
    several = len(countries_of(told.sides.actors)) > 1
    named = [i for i, t in enumerate(told.sentence.words) if t.tag_.startswith(NAMING)]
    none = not told.sides.recipients
    return {
        "bias": 1.0,
        told.type: 1.0,
        "read": _part(reading, RECIPIENT, place_in(told.sentence, token), named),
        "no actor": not told.sides.actors,
        "verb": verb,
        "passive": verb and grammar.is_passive(token),
        "object": verb and bool(grammar.objects(token)),
        "clause": verb and bool(grammar.children(token, "ccomp", "xcomp")),
        "not done": told.status not in ("occurred", "ongoing"),
        "several states": several,
        f"several states, {told.type}": several,
        "grammar's": none,
        f"grammar's, {told.type}": none,
        "headline": told.sentence.part.kind == "title",
    }


def _part(reading: Reading, side: int, at: int, tokens: Sequence[int]) -> float:
    """The encoder's log odds that one of these tokens takes part on this side."""
    return odds(reading.part(side, at, tokens))
