"""Demands that a word of asking reports: "urged Ankara to free them", "her call for an inquiry".

One finder a construction; each looks at one word and says who asks whom for which acts, as tokens.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.act_spans import ActSpan, is_act_noun, noun_acts, verb_acts
from dragoman.find.complements import addressee_of, find_infinitive, find_stray_act, find_that_clause, prepositional
from dragoman.find.demand_voices import demander, has_will, maker
from dragoman.find.demand_words import CUE_NOUNS, FOR_VERBS, ISSUE, NOUN_VERBS, ON_VERBS, THAT_VERBS, TO_VERBS
from dragoman.records import Force, TieKind


@dataclass(frozen=True, slots=True)
class RawTie:
    """What hangs on the act, as tokens."""

    kind: TieKind
    first: Token | None = None
    last: Token | None = None


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
    whole: tuple[ActSpan, ...] = ()
    """The acts with their subject, for a subject that turns out to be nobody: "the prison must close"."""
    needs_doer: bool = False
    """Only a demand where `of` is somebody."""
    loose: bool = False
    """Where no demander is named, it is whoever speaks, if somebody does."""
    rank: int | None = None
    inherits: bool = False
    """Said of whoever the demand before is of: "the top of the list should be …"."""


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
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _UNWILLING:
        return
    if verb.tag_ == "VBG" and verb.dep_ == "amod":
        # "a pressing need"
        return
    if any(
        c.lower_ in ("ahead", "guilty", "on") and c.dep_ in ("advmod", "prt", "acomp", "oprd") for c in verb.children
    ):
        # "press ahead", "plead guilty"
        return
    if word in TO_VERBS or word in FOR_VERBS:
        found = find_infinitive(verb) or find_stray_act(verb)
        if found is not None:
            yield from _to_act(verb, *found)
            return
    if word in THAT_VERBS:
        clause = find_that_clause(verb)
        if clause is not None:
            yield from that_act(verb, clause, demander(verb) if not grammar.is_passive(verb) else grammar.agent(verb))
            return
    if word in FOR_VERBS:
        yield from _for_thing(verb)
    if word in NOUN_VERBS:
        yield from _thing(verb)
    if word in ON_VERBS:
        for governed in grammar.governed_by(verb, "on", "upon"):
            yield from _insisted(verb, governed)


# an invitation to a visit is no demand
_GUESTS = frozenset("visit attend have be make participate speak come join discuss meet take see watch".split())
_UNWILLING = frozenset("unlikely unwilling reluctant refuse decline hesitate fail stop unable cease forget".split())


def _to_act(verb: Token, act: Token, addressee: Token | None) -> Iterator[Want]:
    """ "urged Y to Z", "called on Y to Z", "called for Y to Z", "wants Y to Z"."""
    by = grammar.agent(verb) if grammar.is_passive(verb) else demander(verb)
    of = addressee if addressee is not None else addressee_of(verb, act)
    voiced = False
    if grammar.is_passive(verb):
        of = of or grammar.first(grammar.objects(verb))
        voiced = by is None and bool(set(grammar.auxiliaries(verb)) & {"should", "must", "ought"})
        if by is None and verb.lemma_ in ("expect", "require", "oblige", "compel", "direct", "prefer", "encourage"):
            return
    if by is not None and not has_will(by) and verb.lemma_ == "call" and of is not None:
        # "the pact calls on Japan to …": a demand, though of nobody
        by = None
    if by is not None and (not has_will(by) or by == of):
        return
    if of is None:
        # "asked to use the base", "wants to see proof": what others are to let him do
        if _lets_see(verb, act):
            plainly = by is not None and by.lower_ == "we"
            yield Want("we_see" if plainly else "see", force_of(verb), verb, verb_acts(act), by)
        return
    if verb.lemma_ == "warn" and grammar.children(act, "aux") and not grammar.is_negated(act):
        return
    if verb.lemma_ in ("order", "tell") and grammar.is_passive(act):
        return
    if act.i > 1 and act.nbor(-1).lower_ == "to" and act.nbor(-2).tag_ in ("WP", "WRB", "WDT"):
        # "to tell Algeria what to do"
        return
    if act.lemma_ == "be" and not grammar.children(act, "attr", "acomp", "prep", "advmod"):
        # "the country we want it to be"
        return
    if verb.lemma_ == "invite" and act.lemma_ in _GUESTS:
        return
    for want in asked(verb, f"{verb.lemma_}_to", by, of, act, negative=grammar.is_negated(verb)):
        yield replace(want, voiced=voiced)


def asked(cue: Token, rule: str, by: Token | None, of: Token | None, act: Token, *, negative: bool) -> Iterator[Want]:
    """An act that is asked for; a passive one is told with its subject, as nobody is named who should do it."""
    force = force_of(cue)
    if of is None or of.i > act.i:
        yield Want(rule, force, cue, verb_acts(act, negative=negative), by, of)
        return
    own = of.dep_ in ("nsubj", "nsubjpass") or (of.dep_ == "pobj" and of.head.lower_ == "for")
    whole = tuple(verb_acts(act, subject=of, negative=negative)) if own else ()
    if grammar.is_passive(act) and own and cue.lemma_ not in ("order", "tell"):
        yield Want(rule, force, cue, list(whole), by, None)
    else:
        wish = cue.lemma_ in ("want", "like", "expect", "prefer", "wish", "order", "require")
        yield Want(rule, force, cue, verb_acts(act, negative=negative), by, of, whole=whole, needs_doer=wish)


def that_act(cue: Token, clause: Token, by: Token | None, rule: str = "") -> Iterator[Want]:
    """ "demanded that Chad withdraw": Chad's act; "that the ban be lifted": nobody's by name."""
    if by is not None and not has_will(by):
        return
    subject = grammar.first(grammar.children(clause, "nsubj", "nsubjpass", "expl"))
    if subject is None and not grammar.is_verb(clause):
        subject = grammar.first(c for c in clause.children if c.i < clause.i and c.tag_.startswith(("NN", "JJ")))
    if subject is None or subject.lower_ in ("i", "we") or (cue.lemma_ == "hope" and subject.tag_ == "PRP"):
        return
    if subject.lower_ == "it" and not grammar.is_verb(cue) and grammar.is_verb(cue.head) and cue.dep_ == "dobj":
        # "Egypt rejected Ethiopia's demand that it stop": whoever answers the demand
        answers = grammar.subject(cue.head)
        if answers is not None and answers != by and can_act(answers):
            acts = verb_acts(clause, negative=grammar.is_negated(clause))
            yield Want(rule or f"{cue.lemma_}_that", force_of(cue), cue, acts, by, answers)
            return
    rule, force = rule or f"{cue.lemma_}_that", force_of(cue)
    negative = grammar.is_negated(clause)
    whole = verb_acts(clause, subject=subject, negative=negative)
    if grammar.is_passive(clause) or not can_act(subject):
        if cue.lemma_ not in ("hope", "order"):
            yield Want(rule, force, cue, whole, by)
    else:
        needs = cue.lemma_ in ("hope", "insist", "suggest")
        acts = verb_acts(clause, negative=negative)
        yield Want(rule, force, cue, acts, by, subject, whole=tuple(whole), needs_doer=needs)


def _for_thing(verb: Token) -> Iterator[Want]:
    by = demander(verb)
    if by is not None and not has_will(by):
        return
    if verb.lemma_ not in ("call", "appeal", "plead") and by is None:
        return
    if verb.lemma_ == "call" and (grammar.is_passive(verb) or grammar.children(verb, "dobj")):
        # "the call was for calm", "called elections for May"
        return
    plainly = verb.lemma_ in ("call", "appeal", "plead")
    for thing in grammar.governed_by(verb, "for")[:1]:
        for act in _acts_of(thing):
            if plainly or is_act_noun(act.head) or grammar.is_verb(act.head):
                yield Want(f"{verb.lemma_}_for", force_of(verb), verb, [act], by, addressee_of(verb, None))


def _thing(verb: Token) -> Iterator[Want]:
    """ "demanded an apology", "urged restraint", "wants a settlement"."""
    passive = grammar.is_passive(verb)
    by = grammar.agent(verb) if passive else demander(verb)
    if (by is None and verb.lemma_ not in ("demand", "urge")) or (by is not None and not has_will(by)):
        return
    things = grammar.children(verb, "nsubjpass") if passive else grammar.children(verb, "dobj")
    if verb.lemma_ in ("seek", "want") and (passive or grammar.is_negated(verb)):
        return
    if verb.lemma_ in ("want", "demand") and not passive and not grammar.is_negated(verb):
        yield from _wanted_back(verb, by)
    for thing in things:
        if thing.tag_[:2] not in ("NN", "VB") or thing.tag_ == "NNP":
            continue
        if thing.i + 1 < len(thing.doc) and thing.nbor(1).text == "-":
            continue
        if verb.lemma_ != "demand" and not is_act_noun(thing):
            continue
        if any(c.tag_ == "PRP$" and verb.lemma_ in ("seek", "want") for c in thing.children):
            continue
        if verb.lemma_ == "seek" and not _of_another(verb, thing):
            continue
        if verb.lemma_ in ("want", "seek") and grammar.marker(verb) in ("if", "whether"):
            continue
        yield Want(f"{verb.lemma_}_thing", force_of(verb), verb, noun_acts(thing), by, addressee_of(verb, None))


def _wanted_back(verb: Token, by: Token | None) -> Iterator[Want]:
    """ "wants its soldiers back": they are to be given back."""
    for back in (c for c in verb.children if c.lower_ == "back" and c.i > verb.i):
        thing = grammar.first([*grammar.children(back, "nsubj"), *grammar.children(verb, "dobj")])
        if thing is not None and verb.i < thing.i < back.i:
            yield Want("want_back", force_of(verb), verb, [replace(noun_acts(thing)[0], last=back)], by)


def _of_another(verb: Token, thing: Token) -> bool:
    """ "sought Russian support", "sought leave from Congress": what others are to give."""
    named = [c for c in thing.children if c.dep_ in ("amod", "poss", "compound", "nmod") and c.text[:1].isupper()]
    return bool(named) or any(word == "from" for host in (verb, thing) for word, _ in grammar.prepositions(host))


def _insisted(verb: Token, governed: Token) -> Iterator[Want]:
    """ "insisted on the withdrawal", never "insisted on staying" or "on her wish"."""
    by = demander(verb)
    if by is None or not has_will(by) or grammar.is_verb(governed) or not is_act_noun(governed):
        return
    if not any(c.tag_ == "PRP$" for c in governed.children):
        yield Want("insist_on", ON_VERBS[verb.lemma_], verb, noun_acts(governed), by)


# ---- nouns -----------------------------------------------------------------------------------


def _of_noun(noun: Token) -> Iterator[Want]:
    if any(c.lower_ in ("no", "without", "phone", "telephone", "court", "market", "consumer") for c in noun.children):
        return
    if noun.lower_ == "demand" and _is_appetite(noun):
        return
    by, word = noun_demander(noun), noun.lemma_
    if word in ("demand", "request", "recommendation") and noun.dep_ in ("attr", "nsubj") and noun.head.lemma_ == "be":
        named = list(named_as(noun, by))
        yield from named
        if named:
            return
    found = find_infinitive(noun)
    if found is not None:
        act, own = found
        of = own if own is not None else addressee_of(noun, act, not_this=by)
        if of is not None:
            yield from asked(noun, f"{word}_noun_to", by, of, act, negative=False)
        elif word in ("call", "demand", "ultimatum", "plea", "appeal", "request"):
            yield Want(f"{word}_noun_to", force_of(noun), noun, verb_acts(act), by)
        return
    if word == "hope" and not (grammar.is_verb(noun.head) and noun.head.lemma_ in ("express", "voice", "reiterate")):
        return
    if word in ("demand", "insistence", "request", "call", "plea", "appeal", "recommendation", "hope"):
        clause = find_that_clause(noun)
        if clause is not None:
            yield from that_act(noun, clause, by, f"{word}_noun_that")
            return
    if word in ("hope", "order", "deadline", "pressure", "advice", "insistence"):
        return
    for thing in prepositional(noun, "for"):
        acts = _acts_of(thing)
        if acts and not (
            word in ("demand", "request", "recommendation") and not any(is_act_noun(a.head) for a in acts)
        ):
            yield Want(f"{word}_noun_for", force_of(noun), noun, acts, by, addressee_of(noun, None, not_this=by))


def _is_appetite(noun: Token) -> bool:
    """ "domestic demand for imports", "to boost demand": what buyers want."""
    if any(c.lower_ in _MARKET_WORDS for c in noun.children):
        return True
    return grammar.is_verb(noun.head) and noun.head.lemma_ in _MARKET_VERBS


_MARKET_WORDS = frozenset(
    "domestic consumer world global import export oil gas market increased rising strong weak".split()
)
_MARKET_VERBS = frozenset("boost stimulate depress curb satisfy reduce increase outstrip exceed".split())


def named_as(noun: Token, by: Token | None, tie: RawTie | None = None) -> Iterator[Want]:
    """ "the release is a key demand of the union", "their condition is that he resign"."""
    verb, voiced = noun.head, by is None
    rule, force = f"{noun.lemma_}_is", CUE_NOUNS.get(noun.lemma_, "require")
    places = ("nsubj", "csubj") if noun.dep_ == "attr" else ("attr", "ccomp", "csubj", "xcomp", "advcl")
    other = grammar.first(c for c in grammar.children(verb, *places) if c != noun)
    if other is None or grammar.is_negated(verb) or any(c.tag_.startswith("W") for c in other.children):
        return
    if grammar.is_verb(other):
        subject = grammar.first(grammar.children(other, "nsubj", "nsubjpass"))
        whole = tuple(verb_acts(other, subject=subject))
        acts = list(whole) if grammar.is_passive(other) else verb_acts(other)
        of = None if grammar.is_passive(other) else subject
        yield Want(rule, force, noun, acts, by, of, voiced, tie, whole)
    elif is_act_noun(other):
        yield Want(rule, force, noun, noun_acts(other), by, None, voiced, tie)


def noun_demander(noun: Token) -> Token | None:
    """Whose call or demand it is: the owner, the maker, or the doer of "made a call", "renewed the demand"."""
    own = grammar.noun_agent(noun)
    if own is not None:
        return own
    for word, governed in grammar.prepositions(noun):
        if governed.dep_ == "pobj" and (word in ("from", "by") or (word == "of" and noun.lemma_ == "demand")):
            return governed
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.i < noun.i and child.text[:1].isupper():
            return child
    verb, steps = noun.head, 0
    brought = noun.dep_ == "pobj" and verb.lower_ == "with"
    while not grammar.is_verb(verb) and steps < 3:
        verb, steps = verb.head, steps + 1
    if noun.dep_ == "conj" and noun.head == verb:
        # "have resorted to loud – and so far futile – calls": a dash cuts the noun off from its verb
        verb = [v for v in grammar.conjuncts(verb) if v.i < noun.i and grammar.is_verb(v)][-1]
    if grammar.is_verb(verb) and (brought or verb.lemma_ in ISSUE):
        doer = grammar.doer(verb)
        if doer is not None and doer != noun and has_will(doer) and not noun.is_ancestor(doer):
            return maker(doer)
    return None


# ---- common ----------------------------------------------------------------------------------


def can_act(noun: Token) -> bool:
    """Whether the noun may name a doer; whether it does, the cast decides."""
    if noun.lower_ in ("there", "it", "this", "that"):
        return False
    return not is_act_noun(noun) and has_will(noun)


def force_of(cue: Token) -> Force:
    """How strongly this word asks."""
    tables = (CUE_NOUNS,) if not grammar.is_verb(cue) else (TO_VERBS, FOR_VERBS, THAT_VERBS, NOUN_VERBS)
    return next((t[cue.lemma_] for t in tables if cue.lemma_ in t), "ask")


def _acts_of(governed: Token) -> list[ActSpan]:
    if grammar.is_verb(governed) and governed.dep_ == "pcomp":
        return verb_acts(governed)
    if any(c.lower_ == "your" for c in governed.children):
        return []
    if not governed.tag_.startswith("NN") or governed.lower_ in _NO_ACTS:
        return []
    return noun_acts(governed)


_LETS = frozenset(
    "see inspect visit use have be know meet join attend enter examine receive hear return get take".split()
)


# "a request for comment", "for now"
_NO_ACTS = frozenset("example instance now years decades comment comments interview interviews purposes".split())


def _lets_see(verb: Token, act: Token) -> bool:
    """ "wants to see the evidence", "asked to inspect the site": others must let him."""
    if grammar.is_passive(verb) or grammar.is_negated(verb) or grammar.subject(verb) is None or grammar.is_passive(act):
        return False
    seen = grammar.first(grammar.children(act, "dobj"))
    if seen is not None and seen.tag_.startswith("W"):
        return False
    if verb.lemma_ in ("ask", "demand", "request"):
        return act.lemma_ in _LETS
    if seen is not None and any(c.tag_ == "PRP$" for c in seen.children):
        return False
    return verb.lemma_ in ("want", "like") and act.lemma_ in ("see", "hear") and seen is not None
