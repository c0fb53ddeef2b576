"""Which trigger binds two mentions of one sentence, and what does the clause make of it?

Of all triggers in the sentence, that one counts whose doer is the source and whose object, or
anything said under it, holds the target; the highest in the clause goes before those that it
governs, because "threatened to impose sanctions" is a threat and "agreed to release" a promise.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dragoman.find import grammar
from dragoman.find.sides import held_to_deserve
from dragoman.find.status import status_of
from dragoman.find.triggers import Trigger, TriggerTable
from dragoman.records import Status

_KIND = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_HARM = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"})
_SAYING = frozenset("say tell argue stress insist declare add think believe write state".split())
_DUTY = frozenset({"must", "should", "ought"})
_SPOKEN = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE"})
_ANNOUNCING = frozenset({"announce", "declare", "order", "proclaim", "decide"})
_PACTS = frozenset("agreement deal accord compromise settlement pact treaty text roadmap rollover".split())
_ARMED = frozenset(
    "army troops troop forces force soldiers marines navy militants rebels fighters guerrillas insurgents gunmen "
    "military militia militiamen jihadists warship warships commandos".split()
)
_PEACEKEEPING = re.compile(r"\bpeace-?keep", re.I)
_COMING = frozenset("arrive land deploy go come participate take".split())
# an agreement that is reached counts like one that is signed (CAMEO 057), one that is sought or offered does not
_REACHED = frozenset(
    f"{verb} {noun}"
    for verb in ("reach", "strike", "clinch", "seal", "conclude")
    for noun in ("agreement", "deal", "accord", "compromise", "settlement", "pact")
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a mention stands in the parsed sentence: its tokens and the one that heads them."""

    first: int
    last: int
    head: Token

    def holds(self, token: Token) -> bool:
        return bool(self.first <= token.i <= self.last)


@dataclass(frozen=True, slots=True)
class Binding:
    """A trigger with how well it binds the two mentions, and the status of its act."""

    trigger: Trigger
    type: str
    mode: str | None
    status: Status
    weight: float


def find_places(sentence: str, source: str, target: str) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Code points of both mentions: the first place of the source, and of the target one outside it if there is one."""
    first = next(iter(_places(sentence, source)), None)
    others = _places(sentence, target)
    apart = [p for p in others if first is None or p[0] >= first[1] or p[1] <= first[0]]
    return first, next(iter(apart or others), None)


def _places(sentence: str, words: str) -> list[tuple[int, int]]:
    """Where these words stand: whole words before parts of words, the exact letters before any."""
    if not words:
        return []
    for hay, needle in ((sentence, words), (sentence.lower(), words.lower())):
        starts = [i for i in range(len(hay)) if hay.startswith(needle, i)]
        if starts and len(hay) == len(sentence):
            whole = [i for i in starts if _is_whole(hay, i, i + len(needle))]
            return [(i, i + len(needle)) for i in whole or starts]
    return []


def _is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())


def mention_in(doc: Doc, place: tuple[int, int] | None) -> Mention | None:
    """The tokens that a stretch of code points touches."""
    if place is None:
        return None
    tokens = [t for t in doc if t.idx < place[1] and place[0] < t.idx + len(t.text)]
    if not tokens:
        return None
    inside = {t.i for t in tokens}
    heads = [t for t in tokens if t.head.i not in inside or t.head == t]
    return Mention(tokens[0].i, tokens[-1].i, heads[0] if heads else tokens[-1])


def bindings(doc: Doc, table: TriggerTable, source: Mention | None, target: Mention | None) -> list[Binding]:
    """Every trigger of the sentence, the one that binds the mentions best first."""
    found = []
    for token in doc:
        trigger = table.find(token)
        if trigger is None:
            continue
        status = status_of(token)
        kind = _as_told(trigger, status)
        mode = trigger.sense.mode if kind == trigger.sense.type else None
        if kind == "REQUEST" and target is not None and _is_blamed(token, target):
            kind, mode = "ACCUSE", "disapprove"
        if (kind, mode) == ("COERCE", "seize") and source is not None and _is_armed(doc, source):
            # what an armed force seizes it seizes by force
            kind, mode = "ASSAULT", None
        found.append(Binding(trigger, kind, mode, status, _weight(trigger, source, target)))
    return sorted(_ranked(found, source), key=lambda b: (-b.weight, b.trigger.token.i))


def _ranked(found: list[Binding], source: Mention | None) -> list[Binding]:
    """What is threatened, promised, asked or done "to help" counts below the threat, the promise and the deed."""
    lowered = []
    for below in found:
        weight = below.weight
        for above in found:
            if (
                source is not None
                and _hangs_on(below.trigger.token, above.trigger.token, above.trigger.sense.type in _SPOKEN)
                and _acts(above.trigger.token, source)
            ):
                weight = min(weight, above.weight - 0.1)
        lowered.append(replace(below, weight=weight))
    return lowered


def _hangs_on(token: Token, above: Token, spoken: bool) -> bool:
    """Whether one act is the complement of the other, or its purpose."""
    if not above.is_ancestor(token) or not grammar.is_verb(token) or not grammar.is_verb(above):
        return False
    while token.head.i != above.i:
        token = token.head
    if token.dep_ == "advcl":
        return grammar.is_infinitive(token)
    return spoken and token.dep_ in ("xcomp", "ccomp")


def as_ruled(kind: str, sentence: str) -> str:
    """The type by PLOVER's own rule: troops sent to keep a peace are help."""
    return "AID" if kind == "MOBILIZE" and _PEACEKEEPING.search(sentence) else kind


def _as_told(trigger: Trigger, status: Status) -> str:
    """The type of an act that is only announced, or denied: help withheld is refusal, harm announced a threat."""
    kind = trigger.sense.type
    words = " ".join((trigger.sense.lemma, *trigger.sense.also))
    if _PEACEKEEPING.search(trigger.token.doc.text):
        # called home, peacekeepers are help withdrawn
        kind = "SANCTION" if kind == "RETREAT" else as_ruled(kind, trigger.token.doc.text)
        if trigger.sense.lemma in _COMING:
            kind = "AID"
    if status == "denied" and kind in _KIND:
        return "REJECT"
    if status == "planned" and kind in _HARM:
        return "THREATEN"
    if status == "planned" and kind in _KIND:
        announced = any(g.lemma_ in _ANNOUNCING for g in grammar.governors(trigger.token))
        return "CONCEDE" if announced and kind in ("RETREAT", "CONCEDE") else "AGREE"
    if trigger.sense.lemma == "agree":
        # "agreed a trade deal", "agreed on the text of a pact"
        things = [*grammar.objects(trigger.token), *grammar.governed_by(trigger.token, "on", "to", "upon")]
        kind = "SUPPORT" if any(t.lemma_ in _PACTS for t in things) else kind
    return "SUPPORT" if words in _REACHED else kind


def _weight(trigger: Trigger, source: Mention | None, target: Mention | None) -> float:
    token = trigger.token
    depth = sum(1 for _ in grammar.governors(token))
    weight = -0.15 * depth
    if grammar.is_verb(token):
        weight += 0.5
    if trigger.sense.also or trigger.sense.objects:
        weight += 0.2
    if (source is not None and source.holds(token)) or (target is not None and target.holds(token)):
        weight -= 1.0
    if source is not None:
        weight += 2.0 * _acts(token, source) + 0.6 * _under(token, source)
    if target is not None:
        weight += 1.0 * _suffers(token, target) + 1.0 * _under(token, target)
    return weight


def _is_blamed(asking: Token, whom: Mention) -> bool:
    """ "called for sanctions against Chad": Chad is not asked for anything."""
    return any(whom.holds(t) for t in held_to_deserve(asking, "against", "on"))


def _is_armed(doc: Doc, who: Mention) -> bool:
    return any(doc[i].lower_ in _ARMED for i in range(who.first, who.last + 1))


def _acts(token: Token, who: Mention) -> bool:
    doer = grammar.doer(token) if grammar.is_verb(token) else _noun_doer(token)
    return doer is not None and any(who.holds(t) for t in _named(doer))


def _noun_doer(noun: Token) -> Token | None:
    """Whose act a noun names: its owner, or whoever launches, orders, announces or continues it."""
    owner = grammar.noun_agent(noun)
    if owner is not None:
        return owner
    while (
        noun.dep_ in ("compound", "conj", "pobj", "prep") and noun.head is not noun and not grammar.is_verb(noun.head)
    ):
        noun = noun.head
    return grammar.doer(noun.head) if noun.dep_ in ("dobj", "pobj", "prep") and grammar.is_verb(noun.head) else None


def vote(doc: Doc, found: list[Binding], source: Mention | None, target: Mention | None) -> tuple[str, float] | None:
    """The type that grammar speaks for and how firmly, 0 to 1; None where it has nothing to say."""
    if source is not None and target is not None and _is_told_to(doc, source, target):
        return "REQUEST", 1.0
    if not found:
        return None
    # a trigger that binds neither side (below -1) is right once in ten times, one that binds both in four of five
    return found[0].type, min(1.0, max(0.0, (found[0].weight + 1) / 4))


def _is_told_to(doc: Doc, source: Mention, target: Mention) -> bool:
    """Whether the source says that the target must or should do something: a demand without a verb of demanding."""
    for verb in doc:
        if verb.dep_ != "ccomp" or not set(grammar.auxiliaries(verb)) & _DUTY or verb.head.lemma_ not in _SAYING:
            continue
        teller, told = grammar.doer(verb.head), grammar.first(grammar.children(verb, "nsubj", "nsubjpass"))
        if teller is None or told is None:
            continue
        if any(source.holds(t) for t in _named(teller)) and any(target.holds(t) for t in _named(told)):
            return True
    return False


def _named(token: Token) -> Iterable[Token]:
    """The doer, those coordinated with it, and whoever it belongs to ("police in Y", "Y's army")."""
    for each in grammar.conjuncts(token):
        yield each
        yield from (c for c in each.children if c.dep_ in ("compound", "poss", "amod", "appos", "nmod"))
        yield from (t for _, t in grammar.prepositions(each))


def _suffers(token: Token, whom: Mention) -> bool:
    things = grammar.objects(token) if grammar.is_verb(token) else []
    return any(whom.holds(t) for each in things for t in _named(each))


def _under(token: Token, who: Mention) -> bool:
    return token is not who.head and token.is_ancestor(who.head)
