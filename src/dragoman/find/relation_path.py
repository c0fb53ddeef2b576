"""Which trigger binds two mentions of one sentence, and what does the clause make of it?

Of all triggers in the sentence, that one counts whose doer is the source and whose object, or
anything said under it, holds the target; the highest in the clause goes before those that it
governs, because "threatened to impose sanctions" is a threat and "agreed to release" a promise.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.find import grammar
from dragoman.find.status import status_of
from dragoman.find.triggers import Trigger, TriggerTable
from dragoman.records import Status

# an act that is announced and has not happened yet is another act: PLOVER's rule
ANNOUNCED = {
    **dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID"), "AGREE"),
    "RETREAT": "CONCEDE",
    **dict.fromkeys(("SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"), "THREATEN"),
}


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a mention stands in the parsed sentence: its tokens and the one that heads them."""

    first: int
    last: int
    head: Token

    def holds(self, token: Token) -> bool:
        return self.first <= token.i <= self.last


@dataclass(frozen=True, slots=True)
class Binding:
    """A trigger with how well it binds the two mentions, and the status of its act."""

    trigger: Trigger
    type: str
    mode: str | None
    status: Status
    weight: float


def find_mention(doc: Doc, words: str, near: int = 0) -> tuple[int, int] | None:
    """Code points of a mention, whole words before parts of words, the exact letters before any."""
    text = doc.text
    for hay, needle in ((text, words), (text.lower(), words.lower())):
        starts = [i for i in range(len(hay)) if hay.startswith(needle, i)] if needle else []
        whole = [i for i in starts if _is_whole(hay, i, i + len(needle))]
        found = whole or starts
        if found:
            start = min(found, key=lambda i: abs(i - near)) if near else found[0]
            return start, start + len(needle)
    return None


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
        kind, mode = trigger.sense.type, trigger.sense.mode
        if status == "planned" and kind in ANNOUNCED:
            kind, mode = ANNOUNCED[kind], None
        found.append(Binding(trigger, kind, mode, status, _weight(trigger, source, target)))
    return sorted(found, key=lambda b: (-b.weight, b.trigger.token.i))


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


def _acts(token: Token, who: Mention) -> bool:
    doer = grammar.doer(token) if grammar.is_verb(token) else grammar.noun_agent(token)
    return doer is not None and any(who.holds(t) for t in _named(doer))


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
