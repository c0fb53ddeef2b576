"""Which words tell of an act, and of which kind?

The table `data/triggers.tsv` has one sense a row: a verb or noun, with its particle, preposition
or object where they make the sense ("lift" + sanction, "call on", "hold talks"), the PLOVER type
and mode, and where the recipient stands. The most specific row that fits wins; a row of type NONE
says that the word tells of no act there ("released a report", "denied that").
"""

import csv
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Final

from spacy.tokens import Token

from dragoman.find import grammar

_NO_ACT = "NONE"
_PREPOSITIONS = frozenset("of for on to in with against from between over at by out off up down".split())
_LIGHT_OF = frozenset(
    "some most all many several number series part rest last kind majority each any one both kg kilos tons tonnes "
    "dollars pounds euros worth boxes crates loads".split()
)
_BESIDE = frozenset({"prt", "prep", "dative", "advmod", "agent", "compound", "amod", "nmod"})

_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december morning evening afternoon night day week weekend eve".split()
)


@dataclass(frozen=True, slots=True)
class Sense:
    """One row of the table. `also` are the words after the base form; `objects` restricts the object's head."""

    lemma: str
    also: tuple[str, ...]
    pos: str
    type: str
    mode: str | None
    recipient: str
    objects: frozenset[str]
    only: str = ""
    """"bare": without object or clause (one demonstrates, or demonstrates *that* something is so);
    "clause": with something that another is to do ("want him to leave", not "want to leave");
    "doing": with an infinitive and nobody for whom ("helped to write it" helps no side);
    "passive": in the passive ("is committed to" tells of a standing will);
    "said": with a clause of what is said or seen to be so ("denied that", "recognised that");
    "greeting", "telling", "closing": with one of some infinitives ("called her to congratulate")."""

    @property
    def name(self) -> str:
        words = " ".join((self.lemma, *self.also))
        return f"{words} ({'/'.join(sorted(self.objects)[:3])}…)" if self.objects else words


@dataclass(frozen=True, slots=True)
class Trigger:
    """A sense found at a token, with the noun that is part of it ("talks" in "held talks")."""

    token: Token
    sense: Sense
    noun: Token | None
    turned: bool = False
    """The clause around it has given it another type than its row has."""


class TriggerTable:
    """All senses, looked up by base form."""

    def __init__(self, senses: list[Sense]) -> None:
        self._senses: dict[tuple[str, str], list[Sense]] = defaultdict(list)
        for sense in senses:
            self._senses[sense.lemma, sense.pos].append(sense)
        for rows in self._senses.values():
            rows.sort(key=lambda s: (len(s.also), bool(s.objects), _narrowness(s)), reverse=True)

    @classmethod
    def load(cls) -> "TriggerTable":
        file = resources.files("dragoman.find") / "data" / "triggers.tsv"
        with file.open(encoding="utf-8") as lines:
            rows = csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
            return cls([_sense(row) for row in rows])

    def find(self, token: Token) -> Trigger | None:
        """The sense that this token has here, if it tells of an act."""
        pos = "verb" if grammar.is_verb(token) else "noun" if token.tag_.startswith("NN") else "adj"
        senses = self._senses.get((token.lemma_.lower(), pos))
        if senses is None:
            return None
        around = Around(token)
        for sense in senses:
            found = _fits(around, sense)
            if found is not None:
                return found if sense.type != _NO_ACT else None
        return None


def _narrowness(sense: Sense) -> int:
    """How much the row's condition asks for: certain words more than any complement, and that more than nothing."""
    return 2 if sense.only not in ("", "bare", "clause") else 1 if sense.only else 0


def _sense(row: dict[str, str]) -> Sense:
    lemma, *also = row["lemma"].split()
    if row["pos"] == "noun" and also and also[-1] not in _PREPOSITIONS:
        # "hunger strike": the last noun is the head, the words before it qualify it
        *also, lemma = lemma, *also
    objects = frozenset(x.strip() for x in (row["object"] or "").split(";") if x.strip())
    return Sense(
        lemma,
        tuple(also),
        row["pos"],
        row["type"],
        row["mode"] or None,
        row["recipient"] or "none",
        objects,
        row["note"] or "",
    )


class Around:
    """What stands around a word, each thing read once: a common verb is tried for dozens of senses."""

    def __init__(self, token: Token) -> None:
        self.token = token

    @cached_property
    def heads(self) -> list[Token]:
        """What a verb does it to; what a noun is "of"."""
        if grammar.is_verb(self.token):
            return content_objects(self.token)
        return [t for p, t in grammar.prepositions(self.token) if p == "of"]

    @cached_property
    def governed(self) -> list[Token]:
        return [t for p, t in grammar.prepositions(self.token) if p != "without"]

    @cached_property
    def particles(self) -> frozenset[str]:
        """Particles, prepositions and words before a noun ("general strike") that hang on it, in lower case."""
        found = grammar.children(self.token, *_BESIDE)
        if grammar.is_verb(self.token):
            # "At a meeting, Chad called for calm" does not "call at"
            found = [c for c in found if c.i > self.token.i or c.dep_ == "advmod"]
        return frozenset(c.lower_ for c in found if not _opens_time(c))


def _fits(around: Around, sense: Sense) -> Trigger | None:
    token = around.token
    if sense.only and not _ONLY[sense.only](token):
        return None
    noun: Token | None = None
    for word in sense.also:
        held = next((h for h in around.heads if word in (h.lemma_, h.lower_)), None)
        if held is None and grammar.is_verb(token):
            # "put on alert", "go on strike": the noun stands under the preposition
            held = next((t for t in around.governed if word in (t.lemma_, t.lower_)), None)
        if held is not None:
            noun = held
        elif word not in around.particles and not (noun is not None and any(c.lower_ == word for c in noun.children)):
            return None
    if sense.objects:
        targets = around.heads if noun is None else [t for _, t in grammar.prepositions(noun)] or around.heads
        held = next((h for h in targets if h.lemma_ in sense.objects), None)
        if held is None and sense.also:
            held = next((h for h in around.governed if h.lemma_ in sense.objects), None)
        if held is None:
            return None
        noun = noun or held
    return Trigger(token, sense, noun)


def _opens_time(preposition: Token) -> bool:
    """ "called her on Monday" is no "call on"."""
    return any(c.dep_ == "pobj" and c.lower_ in _DAYS for c in preposition.children)


def _of_another(verb: Token) -> bool:
    """Whether the verb's complement is another's act: "asked him to leave", "wants them gone", "asked for help"."""
    clause = grammar.first(grammar.children(verb, "ccomp", "xcomp"))
    if clause is None:
        return bool(grammar.governed_by(verb, "for"))
    if not grammar.is_infinitive(clause) and grammar.marker(clause) != "that":
        return False
    return bool(
        grammar.children(clause, "nsubj", "nsubjpass") or grammar.children(verb, "dobj") or grammar.is_passive(verb)
    )


def _to(words: str) -> Callable[[Token], bool]:
    """Whether the verb is done to do one of these: "called him to congratulate"."""
    wanted = frozenset(words.split())

    def is_so(verb: Token) -> bool:
        purposes = grammar.children(verb, "xcomp", "advcl", "ccomp")
        return any(p.lemma_ in wanted and grammar.is_infinitive(p) for p in purposes)

    return is_so


_ONLY: Final[dict[str, Callable[[Token], bool]]] = {
    "bare": lambda token: not grammar.children(token, "dobj", "ccomp", "xcomp"),
    "clause": _of_another,
    "said": lambda token: bool(
        grammar.children(token, "ccomp") or any(c.tag_ == "VBG" for c in grammar.children(token, "xcomp"))
    ),
    "doing": lambda token: bool(grammar.children(token, "xcomp")) and not grammar.children(token, "dobj", "dative"),
    "passive": lambda token: grammar.is_passive(token) or token.dep_ == "acomp",
    "greeting": _to("congratulate thank condole express convey offer extend assure apologise apologize greet wish"),
    "closing": _to("suspend close shut cease halt stop disband dissolve evacuate"),
    "telling": _to("discuss explain inform brief tell exchange review talk speak update"),
}


def content_objects(verb: Token) -> list[Token]:
    """Objects with their conjuncts, and through "some of the sanctions" the noun that is meant."""
    found: list[Token] = []
    for thing in grammar.objects(verb):
        for each in grammar.conjuncts(thing):
            found.append(each)
            # "part of a military aid program": what it is part of, and what kind of program, count too
            found.extend(c for c in each.children if c.dep_ in ("compound", "nmod") and c.tag_ == "NN")
            if each.lower_ in _LIGHT_OF or each.tag_ in ("CD", "DT"):
                for meant in grammar.governed_by(each, "of"):
                    found.extend((meant, *(c for c in meant.children if c.dep_ in ("compound", "nmod"))))
    return found
