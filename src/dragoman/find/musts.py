"""Demands that somebody's own words make: "Kenya must hand them over", "Stop the bombing".

They count only where somebody says them, and not about himself.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.act_spans import is_act_noun, noun_acts, verb_acts
from dragoman.find.demand_voices import is_first_person
from dragoman.find.demand_words import MODALS, ORDERS
from dragoman.find.wants import Want, can_act
from dragoman.records import Force

_QUESTIONS = frozenset("how why whether what who when where which if".split())
_STATES = frozenset("seem know believe understand feel expect hear matter cost like belong".split())
# "should not be surprised", "it should be noted": nobody is asked for anything
_IDIOMS = frozenset(
    "surprised surprise note remember mention emphasize emphasise point say admit acknowledge stress add bear".split()
)
_OPENERS = frozenset(
    "and but so please now then just do n't n’t not never to mr president dear always immediately".split()
)


def find_musts(token: Token) -> Iterator[Want]:
    """Demands that lie in this word if somebody says it: a modal, "have to", "need to", an imperative."""
    if token.tag_ == "MD" and token.lower_ in MODALS:
        verb = token.head
        if verb.tag_ != "MD" and (grammar.is_verb(verb) or verb.pos_ in ("AUX", "VERB")):
            yield from _modal(verb, token, MODALS[token.lower_])
    elif token.lemma_ in ("have", "need", "get") and grammar.is_verb(token):
        yield from _have_to(token)
    elif token.lemma_ == "do" and token.tag_ == "VB":
        yield from _do_well(token)
    if token.tag_ in ("VB", "VBP") and _is_imperative(token):
        yield from _imperative(token)
    elif token.tag_ == "VB" and token.dep_ in ("advcl", "ccomp") and token.i == token.sent.start:
        yield from _told_order(token)


def _modal(verb: Token, modal: Token, force: Force) -> Iterator[Want]:
    if modal.i > verb.i or _past(verb) or _asked_about(verb):
        return
    if modal.lower_ == "ought":
        verb = grammar.first(grammar.children(verb, "xcomp")) or verb
    asked = grammar.first(grammar.children(verb, "xcomp")) if grammar.is_passive(verb) else None
    if asked is not None and verb.lemma_ in ("ask", "tell", "urge", "order", "require"):
        # "should be asked to leave": what they are asked for counts, not that they are asked
        return
    yield from _must(verb, modal, grammar.subject(verb), force, "modal_" + modal.lower_)


def _do_well(verb: Token) -> Iterator[Want]:
    """ "Algeria would do well to release the writer"."""
    act = grammar.first(c for c in grammar.children(verb, "xcomp", "advcl") if grammar.is_infinitive(c))
    subject = grammar.subject(verb)
    well = any(c.lower_ in ("well", "better", "best") for c in verb.children)
    if act is None or not well or "would" not in grammar.auxiliaries(verb) or subject is None or not can_act(subject):
        return
    if not is_first_person(subject):
        yield Want("do_well", "ask", verb, verb_acts(act), None, subject, voiced=True, needs_doer=True)


def _have_to(token: Token) -> Iterator[Want]:
    """ "has to restore", "needs to stop"."""
    act = grammar.first(c for c in grammar.children(token, "xcomp") if grammar.is_infinitive(c))
    if act is None or not token.i < act.i <= token.i + 5 or token.tag_ in ("VBG", "VBN"):
        return
    late = any(c.lower_ in ("still", "yet") for c in token.children if c.i > token.i)
    if grammar.children(token, "dobj") or late or act.lemma_ in ("do", "deal"):
        # "has powers to act", "has still to join", "has to do with"
        return
    words = set(grammar.auxiliaries(token))
    if token.lemma_ == "get" and not words & {"have", "has", "'s", "’s", "'ve", "’ve"}:
        return
    if (
        words & {"would", "could", "may", "might", "did", "does", "do"}
        or _asked_about(token)
        or grammar.is_negated(token)
    ):
        return
    rule = "will_have_to" if words & {"will", "'ll", "’ll", "'d", "’d"} else f"{token.lemma_}_to"
    yield from _must(act, token, grammar.subject(token), "require", rule)


def _must(verb: Token, cue: Token, subject: Token | None, force: Force, rule: str) -> Iterator[Want]:
    there = grammar.first([*grammar.children(verb, "expl"), *grammar.children(cue, "expl")])
    if there is not None and there.lower_ == "there":
        thing = grammar.first(grammar.children(verb, "attr", "dobj", "nsubj"))
        if thing is not None and thing.i > verb.i and is_act_noun(thing):
            yield Want(rule + "_there", force, cue, noun_acts(thing), voiced=True)
        return
    subject = _who_was_told(verb, subject) or subject
    if subject is not None and subject.lower_ in ("you", "one") and not rule.startswith("modal_must"):
        # "you have to be quick": anybody
        return
    if subject is None or (subject.lower_ in ("what", "which", "that", "this") and not grammar.is_passive(verb)):
        return
    if subject.lower_ == "it" and not grammar.is_passive(verb):
        if verb.lemma_ != "be":
            # "Washington should know that it must pay": only where "it" is known to be somebody
            negative = grammar.is_negated(verb) or grammar.is_negated(cue)
            acts = verb_acts(verb, negative=negative)
            yield Want(rule, force, cue, acts, None, subject, voiced=True, needs_doer=True)
        return
    if subject.lower_ in ("something", "nothing", "anything", "everything") and not grammar.is_passive(verb):
        return
    if any(t.tag_ in ("WP", "WDT", "WRB") for t in subject.subtree if t.i < subject.i):
        return
    if is_first_person(subject):
        group = grammar.first(grammar.governed_by(subject, "as"))
        if group is not None and subject.lower_ == "we":
            # "we as a society must learn": the speaker addresses the society
            yield Want(rule, force, cue, verb_acts(verb), None, group, voiced=True)
        return
    if (
        verb.lemma_ in _STATES
        or any(c.lower_ in _IDIOMS for c in grammar.children(verb, "acomp", "attr"))
        or (grammar.is_passive(verb) and verb.lemma_ in _IDIOMS)
    ):
        return
    negative = grammar.is_negated(verb) or grammar.is_negated(cue) or cue.lower_ == "cannot"
    own = grammar.first(grammar.children(verb, "nsubj", "nsubjpass")) or (subject if subject.i < verb.i else None)
    whole = tuple(verb_acts(verb, subject=own, negative=negative))
    if grammar.is_passive(verb):
        yield Want(rule + "_passive" if rule == "have_to" else rule, force, cue, list(whole), voiced=True)
    elif can_act(subject):
        yield Want(rule, force, cue, verb_acts(verb, negative=negative), None, subject, voiced=True, whole=whole)
    elif rule.startswith("modal") and not _is_state(verb, force):
        yield Want(rule, force, cue, list(whole), voiced=True)


def _who_was_told(verb: Token, subject: Token | None) -> Token | None:
    """ "told Serbia that it must …": whoever is told."""
    if subject is None or subject.lower_ not in ("it", "they", "he", "she") or verb.dep_ != "ccomp":
        return None
    if verb.head.lemma_ not in ("tell", "warn", "inform", "remind", "notify"):
        return None
    told = grammar.first(grammar.children(verb.head, "dobj", "dative", "nsubjpass"))
    return told if told is not None and told.i < subject.i and can_act(told) else None


def _is_state(verb: Token, force: Force) -> bool:
    """ "Prices should rise" foretells, "the priority should be safety" judges; "the prison should close" asks."""
    return force == "ask" and verb.lemma_ not in _ENDS and not grammar.is_negated(verb)


_ENDS = frozenset("close end stop cease go stay resume begin start include face apply cover focus proceed".split())


def _past(verb: Token) -> bool:
    """ "should have known": regret, no demand."""
    return any(c.lower_ in ("have", "’ve", "'ve") and c.dep_ == "aux" for c in verb.children)


def _asked_about(verb: Token) -> bool:
    """ "how they should be tried", "should they …?", "people who must flee": a question, a condition, a description."""
    if any(
        t.tag_ == "WRB" and t.lower_ != "when" and grammar.clause_of(t) == verb for t in verb.subtree if t.i < verb.i
    ):
        return True
    for child in verb.children:
        if child.tag_ in ("WRB", "WP", "WDT") and child.lower_ in _QUESTIONS and child.i < verb.i:
            return not _cleft(verb)
        if child.dep_ == "mark" and child.lower_ in ("if", "whether", "unless", "until", "lest", "although", "while"):
            return child.lower_ not in ("while", "although")
    if (verb.dep_ == "relcl" or (verb.dep_ == "conj" and verb.head.dep_ == "relcl")) and not _cleft(verb):
        return True
    modal = grammar.first(c for c in verb.children if c.tag_ == "MD")
    subject = grammar.first(grammar.children(verb, "nsubj", "nsubjpass"))
    if modal is not None and subject is not None and modal.i < subject.i:
        return True
    return any(t.text == "?" for t in verb.children)


def _cleft(verb: Token) -> bool:
    """ "it is they who must answer"."""
    noun = verb.head
    return verb.dep_ == "relcl" and noun.dep_ == "attr" and any(c.lower_ == "it" for c in noun.head.children)


def _is_imperative(verb: Token) -> bool:
    if verb.lemma_ not in ORDERS or grammar.children(verb, "nsubj", "nsubjpass", "expl", "csubj"):
        return False
    helpers = grammar.children(verb, "aux", "auxpass")
    if any(c.lower_ != "do" for c in helpers):
        return False
    if verb.dep_ == "ROOT":
        return True
    if verb.dep_ == "xcomp":
        return _quoted_order(verb)
    return verb.dep_ in ("ccomp", "parataxis") and (verb.i < verb.head.i or bool(helpers) or _quoted_order(verb))


def _told_order(verb: Token) -> Iterator[Want]:
    """ "Free the reporters, EU tells Minsk": an order in a headline, without quotation marks."""
    teller = verb.head
    by = grammar.first(grammar.children(teller, "nsubj"))
    if teller.lemma_ in ("tell", "urge", "warn", "say") and by is not None and verb.i < by.i:
        of = grammar.first(grammar.children(teller, "dobj", "dative"))
        yield Want("told_order", "ask" if teller.lemma_ == "urge" else "require", verb, verb_acts(verb), by, of)


def _quoted_order(verb: Token) -> bool:
    """ "everybody said push back": a bare verb right after the word of saying."""
    return verb.tag_ == "VB" and verb.head.lemma_ in ("say", "tell", "shout", "chant") and verb.left_edge == verb


def _imperative(verb: Token) -> Iterator[Want]:
    start = max(verb.sent.start, verb.head.i + 1 if verb.head.i < verb.i else verb.sent.start)
    if any(t.lower_ not in _OPENERS for t in verb.doc[start : verb.i] if not t.is_punct):
        return
    if verb.lower_ == "let" and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ in ("us", "me", "'s", "’s"):
        return
    if any(c.lower_ in ("me", "sure", "way") for c in grammar.children(verb, "dobj", "nsubj", "acomp", "ccomp")):
        return
    if not grammar.children(verb, "dobj", "prep", "prt", "acomp", "xcomp", "ccomp", "advmod"):
        return
    force: Force = "ask" if any(t.lower_ == "please" for t in verb.sent) else "require"
    if _quoted_order(verb):
        # "everybody said push back"
        by = grammar.first(grammar.children(verb.head, "nsubj"))
        yield Want("said_order", "advise" if verb.head.lemma_ == "say" else "require", verb, verb_acts(verb), by)
        return
    yield Want("imperative", force, verb, verb_acts(verb), voiced=True)
