"""Demands that say what is due: "it is time for Burma to free her", "it is vital that both sides talk".

They count only where somebody says them.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.act_spans import is_act_noun, noun_acts, verb_acts
from dragoman.find.demand_voices import is_first_person
from dragoman.find.wants import Want, can_act
from dragoman.records import Force

_DUE: dict[str, Force] = {
    **dict.fromkeys("vital important crucial critical urgent time".split(), "ask"),
    **dict.fromkeys("essential imperative necessary".split(), "require"),
}
_STRESS = frozenset("stress emphasise emphasize underline underscore reiterate highlight reaffirm affirm".split())


def find_duties(token: Token) -> Iterator[Want]:
    """Demands that this word opens, if somebody says it."""
    if token.lower_ in _DUE and token.dep_ in ("acomp", "attr") and token.head.lemma_ == "be":
        yield from _due(token)
    elif token.lower_ in ("up", "onus") and token.head.lemma_ == "be":
        yield from _up_to(token)
    elif token.lower_ == "need" and token.tag_ == "NN":
        yield from _the_need(token)


def _due(word: Token) -> Iterator[Want]:
    """ "it is time for Y to Z", "it is vital that Y Z"."""
    if grammar.is_negated(word.head) or not any(c.lower_ == "it" for c in word.head.children):
        return
    for clause in [*word.children, *word.head.children]:
        if not grammar.is_verb(clause) or clause.i < word.i or clause.dep_ not in _CLAUSES:
            continue
        doer = grammar.first(grammar.children(clause, "nsubj", "nsubjpass"))
        if doer is None or is_first_person(doer):
            return
        rule, force = f"due_{word.lower_}", _DUE[word.lower_]
        whole = tuple(verb_acts(clause, subject=doer))
        if grammar.is_passive(clause):
            yield Want(rule, force, word, list(whole), voiced=True)
        elif can_act(doer):
            yield Want(rule, force, word, verb_acts(clause), None, doer, True, needs_doer=True)
        return


_CLAUSES = frozenset("ccomp xcomp advcl relcl acl".split())


def _up_to(word: Token) -> Iterator[Want]:
    """ "it is up to Iran to act", "the onus is on Tehran to act"."""
    act = grammar.first(
        c for c in word.head.children if c.dep_ in _CLAUSES and c.i > word.i and grammar.is_infinitive(c)
    )
    if act is None:
        return
    doer = grammar.first(grammar.children(act, "nsubj"))
    if doer is None:
        host = word if word.lower_ == "up" else word.head
        doer = grammar.first(grammar.governed_by(host, "to", "on"))
    if doer is not None and not is_first_person(doer):
        yield Want("up_to", "ask", word, verb_acts(act), None, doer, True, needs_doer=True)


def _the_need(noun: Token) -> Iterator[Want]:
    """ "stressed the need to restore the truce", "there is a need for restraint"."""
    act = grammar.first(c for c in grammar.children(noun, "acl") if grammar.is_infinitive(c))
    verb = noun.head if grammar.is_verb(noun.head) and noun.dep_ == "dobj" else None
    stressed = verb is not None and verb.lemma_ in _STRESS
    by = grammar.doer(verb) if verb is not None and stressed else None
    there = (noun.dep_ in ("attr", "nsubj") and noun.head.lemma_ == "be") or noun.dep_ == "conj"
    if not stressed and not there:
        return
    if act is not None:
        yield Want("need_noun", "ask", noun, verb_acts(act), by, None, voiced=by is None)
        return
    for thing in grammar.governed_by(noun, "for"):
        if is_act_noun(thing):
            yield Want("need_noun", "ask", noun, noun_acts(thing), by, None, voiced=by is None)
