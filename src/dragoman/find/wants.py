"""Demands that a word of asking reports: "urged Ankara to free them", "her call for an inquiry".

One finder a construction; each looks at one word and says who asks whom for which acts, as tokens.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.act_spans import ActSpan, is_act_noun, noun_acts, verb_acts
from dragoman.find.demand_words import (
    ADDRESSEE_PREPOSITIONS,
    CUE_NOUNS,
    FOR_VERBS,
    NOUN_VERBS,
    ON_VERBS,
    SUBJUNCTIVE_ONLY,
    THAT_VERBS,
    TO_VERBS,
    WISHES,
)
from dragoman.find.demand_voices import demander, has_will, maker
from dragoman.records import Force, TieKind


@dataclass(frozen=True, slots=True)
class RawTie:
    """What hangs on the act, as tokens."""

    kind: TieKind
    first: Token | None
    last: Token | None


@dataclass(frozen=True, slots=True)
class Want:
    """Somebody wants acts of somebody: tokens only, before it is known whom they mean."""

    rule: str
    force: Force
    cue: Token
    acts: list[ActSpan]
    by: Token | None = None
    of: Token | None = None
    voiced: bool = False
    """The demander is whoever speaks at this place."""
    tie: RawTie | None = None
    more: list[Token] = field(default_factory=list)


def find_wants(token: Token) -> Iterator[Want]:
    """Demands that this word reports."""
    if grammar.is_verb(token):
        yield from _of_verb(token)
    elif token.tag_ in ("NN", "NNS") and token.lemma_ in CUE_NOUNS:
        yield from _of_noun(token)


# ---- verbs -----------------------------------------------------------------------------------


def _of_verb(verb: Token) -> Iterator[Want]:
    word = verb.lemma_
    if grammar.is_negated(verb) and word not in ("want", "like"):
        return
    if word in TO_VERBS or word in FOR_VERBS or word in THAT_VERBS:
        found = _infinitive(verb) if word in TO_VERBS or word in FOR_VERBS else None
        if found is not None:
            yield from _to_act(verb, *found)
            return
        clause = _that_clause(verb) if word in THAT_VERBS or word in TO_VERBS else None
        if clause is not None:
            yield from _that_act(verb, clause)
            return
    if word in FOR_VERBS:
        yield from _for_thing(verb)
    if word in NOUN_VERBS:
        yield from _thing(verb)
    if word in ON_VERBS:
        for governed in grammar.governed_by(verb, "on", "upon"):
            acts = _acts_of(governed)
            if acts and not _own(verb, governed):
                yield Want("insist_on", ON_VERBS[word], verb, acts, demander(verb))


def _to_act(verb: Token, act: Token, addressee: Token | None) -> Iterator[Want]:
    """ "urged Y to Z", "called on Y to Z", "called for Y to Z", "wants Y to Z"."""
    by = demander(verb)
    of = addressee if addressee is not None else _addressee(verb, act)
    if grammar.is_passive(verb):
        by = grammar.agent(verb)
        of = of or grammar.first(grammar.objects(verb))
    if by is not None and not has_will(by):
        return
    if by is not None and of is not None and of.i == by.i:
        of = None
    if of is None:
        # "asked to use the base", "wants to see proof": what others are to let him do
        if not _lets_see(verb, act):
            return
        yield Want("want_to_see", _force(verb), verb, verb_acts(act), by)
        return
    if verb.lemma_ == "expect" and not _expects(verb):
        return
    negative = grammar.is_negated(verb) or (verb.lemma_ == "warn" and not grammar.is_negated(act))
    yield from _asked(verb, f"{verb.lemma_}_to", _force(verb), by, of, act, negative)


def _asked(
    cue: Token, rule: str, force: Force, by: Token | None, of: Token | None, act: Token, negative: bool
) -> Iterator[Want]:
    if of is not None and grammar.is_passive(act) and of.i < act.i:
        # "for the evidence to be preserved": nobody is said to be the one to act
        yield Want(rule, force, cue, verb_acts(act, subject=of, negative=negative), by, None)
    else:
        yield Want(rule, force, cue, verb_acts(act, negative=negative), by, of)


def _that_act(verb: Token, clause: Token) -> Iterator[Want]:
    by = demander(verb) if not grammar.is_passive(verb) else grammar.agent(verb)
    if by is not None and not has_will(by):
        return
    subject = grammar.first(grammar.children(clause, "nsubj", "nsubjpass", "expl"))
    if subject is None:
        return
    if by is not None and grammar.resolved(subject).lower_ in ("he", "she", "i", "we") and verb.lemma_ == "hope":
        return
    if grammar.is_passive(clause) or not _can_act(subject):
        yield Want(f"{verb.lemma_}_that", _force(verb), verb, verb_acts(clause, subject=subject), by, None)
    else:
        yield Want(f"{verb.lemma_}_that", _force(verb), verb, verb_acts(clause), by, subject)


def _for_thing(verb: Token) -> Iterator[Want]:
    by = demander(verb)
    if by is not None and not has_will(by):
        return
    if verb.lemma_ in ("argue", "pray", "campaign", "ask", "press", "push") and by is None:
        return
    for governed in grammar.governed_by(verb, "for"):
        acts = _acts_of(governed)
        if acts:
            yield Want(f"{verb.lemma_}_for", _force(verb), verb, acts, by, _addressee(verb, None))


def _thing(verb: Token) -> Iterator[Want]:
    """ "demanded an apology", "urged restraint", "wants a settlement"."""
    by = demander(verb) if not grammar.is_passive(verb) else grammar.agent(verb)
    if by is not None and not has_will(by):
        return
    if by is None and verb.lemma_ not in ("demand", "urge"):
        return
    for thing in grammar.objects(verb):
        if thing.tag_.startswith("PRP") or thing.lower_ in ("that", "which", "what", "this", "more", "it"):
            continue
        if verb.lemma_ != "demand" and not is_act_noun(thing):
            continue
        if verb.lemma_ in ("seek", "want") and (grammar.is_negated(verb) or _own(verb, thing)):
            continue
        if verb.lemma_ == "want" and grammar.marker(verb) in ("if", "whether"):
            continue
        acts = noun_acts(thing)
        yield Want(f"{verb.lemma_}_thing", _force(verb), verb, acts, by, _addressee(verb, None))


# ---- nouns -----------------------------------------------------------------------------------


def _of_noun(noun: Token) -> Iterator[Want]:
    if any(c.lower_ in ("no", "without") for c in noun.children if c.i < noun.i):
        return
    by = _noun_demander(noun)
    force = CUE_NOUNS[noun.lemma_]
    found = _infinitive(noun)
    if found is not None:
        act, addressee = found
        of = addressee if addressee is not None else _addressee(noun, act)
        if of is not None:
            yield from _asked(noun, f"{noun.lemma_}_noun_to", force, by, of, act, False)
        elif noun.lemma_ in ("call", "demand", "ultimatum", "plea", "appeal", "request"):
            yield Want(f"{noun.lemma_}_noun_to", force, noun, verb_acts(act), by, None)
        return
    clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and _is_that_clause(c)), None)
    if clause is not None and noun.lemma_ in ("demand", "insistence", "request", "call", "plea", "appeal"):
        for want in _that_act(noun, clause):
            yield Want(f"{noun.lemma_}_noun_that", force, noun, want.acts, by, want.of)
        return
    if noun.lemma_ in ("order", "deadline", "pressure", "advice", "insistence"):
        return
    for governed in grammar.governed_by(noun, "for"):
        acts = _acts_of(governed)
        if acts:
            yield Want(f"{noun.lemma_}_noun_for", force, noun, acts, by, _addressee(noun, None))


def _noun_demander(noun: Token) -> Token | None:
    own = grammar.noun_agent(noun)
    if own is not None:
        return own
    for word, governed in grammar.prepositions(noun):
        if governed.dep_ == "pobj" and (word in ("from", "by") or (word == "of" and noun.lemma_ == "demand")):
            return governed
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.i < noun.i and child.tag_ in ("NNP", "JJ", "NNPS"):
            if child.text[:1].isupper():
                return child
    top = noun
    while top.head.dep_ == "pobj" or (top.dep_ == "conj" and top.head.tag_.startswith("NN")):
        top = top.head
    verb = noun.head
    if verb.dep_ in ("prep",) and noun.dep_ == "pobj":
        verb = verb.head
    steps = 0
    while not grammar.is_verb(verb) and verb.head != verb and steps < 3:
        verb, steps = verb.head, steps + 1
    if grammar.is_verb(verb) and verb.lemma_ in _ISSUE:
        doer = grammar.doer(verb)
        if doer is not None and doer.i != noun.i and has_will(maker(doer)):
            return maker(doer)
    return None


_ISSUE = frozenset(
    "make issue repeat renew reiterate send deliver put set step launch continue lead join back support echo voice "
    "resort develop sign file submit press drop raise increase intensify give present publish begin have withdraw "
    "abandon soften".split()
)


# ---- complements -----------------------------------------------------------------------------


def _infinitive(cue: Token) -> tuple[Token, Token | None] | None:
    """The "to" act that depends on the cue, with its own subject if it has one."""
    for verb in sorted(cue.subtree, key=lambda t: t.i):
        if verb.i <= cue.i or not grammar.is_verb(verb) or not any(c.tag_ == "TO" for c in verb.children):
            continue
        if verb.dep_ == "conj" or not _plain_path(verb, cue):
            continue
        own = grammar.first(grammar.children(verb, "nsubj", "nsubjpass"))
        if own is None and verb.dep_ in ("acl", "relcl") and verb.head != cue and verb.head.i > cue.i:
            if not _is_addressee_place(verb.head, cue):
                continue
            own = verb.head
        if verb.dep_ == "advcl" and own is None and cue.lemma_ in ("demand", "want", "seek"):
            continue
        return verb, own
    return None


def _plain_path(verb: Token, cue: Token) -> bool:
    """Nothing but nouns and prepositions between the act and the word of asking."""
    for above in grammar.governors(verb):
        if above == cue:
            return True
        if grammar.is_verb(above) or above.pos_ == "AUX":
            return False
        if above.dep_ in ("npadvmod", "conj", "appos"):
            return False
    return False


def _is_addressee_place(noun: Token, cue: Token) -> bool:
    if noun.dep_ in ("dobj", "dative", "nsubj") and noun.head == cue:
        return cue.lemma_ in TO_VERBS and cue.lemma_ not in ("call", "appeal", "plead", "demand")
    if noun.dep_ == "pobj" and noun.head.head == cue:
        word = noun.head.lower_
        return word in _prepositions_of(cue) or word == "for"
    return False


def _prepositions_of(cue: Token) -> tuple[str, ...]:
    if not grammar.is_verb(cue):
        return ("to", "on", "upon", "of", "from") if cue.lemma_ == "demand" else ("to", "on", "upon")
    return ADDRESSEE_PREPOSITIONS.get(cue.lemma_, ())


def _addressee(cue: Token, act: Token | None) -> Token | None:
    if grammar.is_verb(cue) and act is not None and not grammar.is_passive(cue):
        own = [c for c in grammar.children(cue, "dobj", "dative") if c.i < act.i and c.dep_ != "prep" and c.tag_ != "IN"]
        if own and cue.lemma_ not in ("call", "appeal", "plead"):
            return grammar.resolved(own[0])
    for word, governed in grammar.prepositions(cue):
        if word in _prepositions_of(cue) and governed.dep_ == "pobj" and (act is None or governed.i < act.i):
            if not grammar.is_verb(cue) and word == "of" and _noun_demander(cue) == governed:
                continue
            return governed
    if act is not None and act.head != cue:
        mark = grammar.first(c for c in act.children if c.dep_ == "mark" and c.lower_ == "for")
        if mark is None:
            for governed in grammar.governed_by(cue, "for"):
                if governed.i < act.i and governed.dep_ == "pobj":
                    return governed
    if act is not None:
        for governed in grammar.governed_by(cue, "for"):
            if governed.i < act.i and governed.dep_ == "pobj":
                return governed
    return None


def _that_clause(verb: Token) -> Token | None:
    for clause in grammar.children(verb, "ccomp"):
        if clause.i < verb.i or not (grammar.is_verb(clause) or clause.pos_ == "AUX"):
            continue
        if any(c.tag_ == "TO" for c in clause.children):
            continue
        words = grammar.auxiliaries(clause)
        bare = clause.tag_ == "VB" and not (set(words) - {"be", "not"})
        bare = bare or (bool(words) and words[0] == "be") or (clause.lower_ == "be")
        modal = bool(set(words) & {"should", "must", "shall"}) or clause.lemma_ == "have"
        if verb.lemma_ == "hope":
            if set(words) & {"will", "would", "can"}:
                return clause
            continue
        if verb.lemma_ in SUBJUNCTIVE_ONLY and not (bare or modal):
            continue
        if verb.lemma_ == "insist" and modal and not bare and not set(words) & {"should", "must"}:
            continue
        return clause
    return None


def _is_that_clause(clause: Token) -> bool:
    if not (grammar.is_verb(clause) or clause.pos_ == "AUX"):
        return False
    if any(c.tag_ == "TO" for c in clause.children):
        return False
    if not grammar.children(clause, "nsubj", "nsubjpass"):
        return False
    mark = grammar.first(c for c in clause.children if c.lower_ == "that")
    return mark is not None and mark.dep_ == "mark"


def _acts_of(governed: Token) -> list[ActSpan]:
    if grammar.is_verb(governed) and governed.dep_ == "pcomp":
        return verb_acts(governed)
    if governed.tag_.startswith("PRP") or governed.lower_ in ("that", "this", "which", "whom", "what"):
        return []
    return noun_acts(governed)


def _lets_see(verb: Token, act: Token) -> bool:
    """ "wants to see the evidence", "asked to inspect the site": others must let him."""
    if verb.lemma_ in ("ask", "demand", "request") and not grammar.is_passive(verb):
        return True
    return verb.lemma_ in WISHES and act.lemma_ in ("see", "hear", "know") and bool(
        grammar.children(act, "dobj", "ccomp")
    ) and not grammar.is_negated(verb)


def _expects(verb: Token) -> bool:
    subject = grammar.subject(verb)
    return subject is not None and subject.lemma_ not in ("analyst", "economist", "trader", "forecaster", "observer")


def _own(verb: Token, thing: Token) -> bool:
    """ "demanded his own way": the thing is the demander's."""
    return any(c.dep_ == "poss" and any(g.lower_ == "own" for g in thing.children) for c in thing.children)


def _can_act(noun: Token) -> bool:
    return not is_act_noun(noun) and noun.lower_ not in ("there", "it", "this", "that") and has_will(noun)


def _force(cue: Token) -> Force:
    for table in (TO_VERBS, FOR_VERBS, THAT_VERBS, NOUN_VERBS, CUE_NOUNS):
        if cue.lemma_ in table:
            return table[cue.lemma_]
    return "ask"
