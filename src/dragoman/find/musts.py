"""Demands that somebody's own words make: "Kenya must hand them over", "Stop the bombing".

They count only where somebody says them, and not about himself.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.act_spans import is_act_noun, noun_acts, verb_acts
from dragoman.find.demand_words import MODALS
from dragoman.find.demand_voices import has_will
from dragoman.find.wants import Want
from dragoman.records import Force

_FIRST = frozenset({"i", "we", "us", "me"})
_NOT_ORDERS = frozenset(
    "let look listen remember imagine thank mind forget think suppose say note consider believe see know trust guess "
    "bear welcome watch read click sign subscribe bless god wait".split()
)
_QUESTIONS = frozenset("how why whether what who when where which if".split())
_STATES = frozenset("seem know believe understand feel expect hear matter cost".split())


def find_musts(token: Token) -> Iterator[Want]:
    """Demands that lie in this word if somebody says it: a modal, "have to", "need to", an imperative."""
    if token.tag_ == "MD" and token.lower_ in ("must", "should", "shall", "ought", "can", "could"):
        verb = token.head
        if verb.tag_ in ("MD",) or not (grammar.is_verb(verb) or verb.pos_ in ("AUX", "VERB")):
            return
        if token.lower_ in ("can", "could"):
            # "cannot go on building": what may not be done; "can" alone allows
            return
        yield from _modal(verb, token, MODALS[token.lower_])
    elif token.lemma_ in ("have", "need", "get") and grammar.is_verb(token):
        yield from _have_to(token)
    elif token.tag_ in ("VB", "VBP") and _is_imperative(token):
        yield from _imperative(token)


def _modal(verb: Token, modal: Token, force: Force) -> Iterator[Want]:
    if modal.i > verb.i or _past(verb) or _asked_about(verb):
        return
    if modal.lower_ == "ought":
        inner = grammar.first(c for c in grammar.children(verb, "xcomp"))
        verb = inner or verb
    if grammar.first(grammar.children(verb, "nsubj", "nsubjpass", "csubj")) is None and modal.i < 1:
        return
    subject = grammar.subject(verb)
    if subject is None and not grammar.children(verb, "expl"):
        return
    asked = grammar.first(grammar.children(verb, "xcomp")) if grammar.is_passive(verb) else None
    if asked is not None and verb.lemma_ in ("ask", "tell", "urge", "order", "require"):
        return
    yield from _must(verb, modal, subject, force, "modal_" + modal.lower_)


def _have_to(token: Token) -> Iterator[Want]:
    """ "has to restore", "needs to stop"."""
    act = grammar.first(c for c in grammar.children(token, "xcomp") if any(t.tag_ == "TO" for t in c.children))
    if act is None or act.i < token.i or act.i - token.i > 5 or token.tag_ in ("VBG", "VBN", "VBD"):
        return
    if token.lemma_ == "get" and not grammar.children(token, "aux"):
        return
    if set(grammar.auxiliaries(token)) & {"would", "could", "may", "might", "did", "does", "do"}:
        return
    if _asked_about(token) or grammar.is_negated(token):
        return
    subject = grammar.subject(token)
    if subject is not None:
        yield from _must(act, token, subject, "require", f"{token.lemma_}_to")


def _must(verb: Token, cue: Token, subject: Token | None, force: Force, rule: str) -> Iterator[Want]:
    if subject is not None and (subject.lower_ in _FIRST):
        return
    there = grammar.first(grammar.children(verb, "expl"))
    if there is not None and there.lower_ == "there":
        thing = grammar.first(grammar.children(verb, "attr", "dobj", "nsubj"))
        if thing is not None and thing.i > verb.i and is_act_noun(thing):
            yield Want(rule + "_there", force, cue, noun_acts(thing), None, None, True)
        return
    if subject is None or subject.lower_ in ("it", "what", "which", "that") and not grammar.is_passive(verb):
        return
    negative = grammar.is_negated(verb) or grammar.is_negated(cue)
    own = grammar.first(grammar.children(verb, "nsubj", "nsubjpass"))
    if grammar.is_passive(verb) or not has_will(subject) or is_act_noun(subject):
        if not grammar.is_passive(verb) and verb.lemma_ in ("be", "have", "come", "help", "take") and force == "ask":
            return
        yield Want(rule, force, cue, verb_acts(verb, subject=own, negative=negative), None, None, True)
    elif verb.lemma_ not in _STATES:
        yield Want(rule, force, cue, verb_acts(verb, negative=negative), None, subject, True)


def _past(verb: Token) -> bool:
    """ "should have known": regret, no demand."""
    return any(c.lower_ in ("have", "’ve", "'ve") and c.dep_ == "aux" for c in verb.children)


def _asked_about(verb: Token) -> bool:
    """ "how they should be tried", "should they …?": a question, or a condition."""
    for child in verb.children:
        if child.tag_ in ("WRB", "WP", "WDT") and child.lower_ in _QUESTIONS and child.i < verb.i:
            return True
        if child.dep_ == "mark" and child.lower_ in ("if", "whether", "unless", "until", "lest", "although"):
            return True
        if child.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
            return False
    if verb.dep_ in ("relcl",) or (verb.dep_ == "conj" and verb.head.dep_ in ("relcl",)):
        return True
    modal = grammar.first(c for c in verb.children if c.tag_ == "MD")
    subject = grammar.first(grammar.children(verb, "nsubj", "nsubjpass"))
    if modal is not None and subject is not None and modal.i < subject.i:
        return True
    return any(t.text == "?" for t in verb.children)


def _is_imperative(verb: Token) -> bool:
    if verb.lemma_ in _NOT_ORDERS or grammar.children(verb, "nsubj", "nsubjpass", "aux", "expl", "csubj"):
        negated = [c for c in grammar.children(verb, "aux") if c.lower_ in ("do",)]
        if not negated or grammar.children(verb, "nsubj", "nsubjpass", "expl") or verb.lemma_ in _NOT_ORDERS:
            return False
    if verb.dep_ == "ROOT":
        return True
    return verb.dep_ in ("ccomp", "parataxis") and verb.i < verb.head.i


def _imperative(verb: Token) -> Iterator[Want]:
    before = [t for t in verb.doc[verb.sent.start : verb.i] if not t.is_punct]
    if any(t.lower_ not in _OPENERS for t in before):
        return
    if not grammar.children(verb, "dobj", "prep", "prt", "acomp", "xcomp", "ccomp", "advmod"):
        return
    force: Force = "ask" if any(t.lower_ == "please" for t in verb.sent) else "require"
    yield Want("imperative", force, verb, verb_acts(verb), None, None, True)


_OPENERS = frozenset("and but so please now then just do n't n’t not never to mr president dear always immediately".split())
