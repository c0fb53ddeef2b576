"""Demands that a condition makes: "until they free him", "or else", "in return for", "a precondition of talks".

The act is what the condition says; the tie says what waits for it, repays it or punishes its absence.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.act_spans import is_act_noun, noun_acts, verb_acts
from dragoman.find.demand_voices import demander, has_will
from dragoman.find.demand_words import BENEFITS, HARMS, SAY, SOMEBODY
from dragoman.find.wants import RawTie, Want, can_act, named_as, noun_demander
from dragoman.records import TieKind

_THREATS = frozenset("threaten warn vow".split())
_OFFERS = frozenset("offer promise pledge agree propose ready prepare willing volunteer undertake".split())
_REFUSALS = frozenset("refuse decline".split())
# nouns that do what a verb does
_SPOKEN = {"threat": "threaten", "warning": "warn", "offer": "offer", "promise": "promise", "pledge": "pledge"}
_FUTURE = frozenset("will would could shall may might wo 'll ’ll 'd ’d ca can cannot".split())
_LASTING = frozenset("stay remain continue keep last hold stand persist".split())
_FAILS = frozenset("refuse fail decline neglect".split())
_SUFFERS = frozenset("face risk suffer lose pay".split())
_BEFALLS = frozenset({"see", "expect", "forfeit", "forgo"})
_STATES = frozenset("be have know want need seem feel think like become win see".split())
_CONDITION = frozenset("condition precondition prerequisite".split())


def find_conditions(token: Token) -> Iterator[Want]:
    """Demands that this word opens as a condition."""
    if token.dep_ == "mark" and token.lower_ in ("if", "unless", "until", "till"):
        yield from _clause(token.head, token.lower_)
    elif _is_once(token):
        yield from _clause(token.head, "once")
    elif token.lower_ in ("return", "exchange") and token.dep_ == "pobj" and token.head.lower_ == "in":
        yield from _in_return(token)
    elif token.lower_ == "condition" and token.dep_ == "pobj" and token.head.lower_ == "on":
        yield from _on_condition(token, token.head.head)
    elif token.lower_ in ("provided", "providing") and grammar.children(token, "ccomp", "pcomp"):
        yield from _on_condition(token, token.head)
    elif token.lemma_ in ("depend", "hinge") or token.lower_ in ("conditional", "contingent", "dependent"):
        yield from _depends(token)
    elif token.lower_ in ("until", "without", "pending") and token.dep_ == "prep":
        yield from _until_thing(token)
    elif token.lemma_ in _CONDITION and token.tag_.startswith("NN"):
        yield from _precondition(token)
    elif token.lemma_ in ("give", "set") and grammar.is_verb(token):
        yield from _given_time(token)


def _is_once(token: Token) -> bool:
    """ "once they free him", "as soon as they free him"."""
    if token.dep_ not in ("mark", "advmod") or token.head.dep_ != "advcl":
        return False
    if token.lower_ == "once":
        return bool(token == token.head.left_edge)
    return token.lower_ == "as" and token.i > 0 and bool(token.nbor(-1).lower_ == "soon")


def with_threat(want: Want) -> Want:
    """ "to clean up its fleet or see its fish shut out": what follows "or" is the penalty, and no second act."""
    last = want.acts[-1].last if want.acts else None
    if last is not None and last.lower_ == "else" and last.nbor(-1).lower_ == "or" and want.tie is None:
        # "release the men, or else"
        end = last.nbor(-2)
        end = end.nbor(-1) if end.is_punct else end
        return replace(want, acts=[*want.acts[:-1], replace(want.acts[-1], last=end)], tie=RawTie("penalty"))
    threats = [a for a in want.acts[1:] if a.head.lemma_ in _SUFFERS | _BEFALLS and a.first.nbor(-1).lower_ == "or"]
    if not threats or want.tie is not None:
        return want
    tie = RawTie("penalty", threats[0].first, threats[0].last)
    return replace(want, acts=[a for a in want.acts if a not in threats], tie=tie)


def find_waiting(token: Token) -> RawTie | None:
    """ "We have nothing to discuss until that happens": what waits for something told before."""
    if token.dep_ != "mark" or token.lower_ not in ("until", "unless", "till"):
        return None
    condition = token.head
    subject = grammar.first(grammar.children(condition, "nsubj", "nsubjpass"))
    if subject is None or subject.lower_ not in ("that", "this", "it", "these", "those"):
        return None
    if condition.lemma_ not in ("happen", "occur", "do", "change", "come", "meet", "take", "complete"):
        return None
    main = condition.head
    first = next((t for t in main.subtree if not t.is_punct), main)
    last = token.left_edge.nbor(-1) if token.left_edge.i > main.i else main.right_edge
    while last.i > first.i and last.is_punct:
        last = last.nbor(-1)
    if last.i < first.i or not (first.i < token.i):
        return RawTie("precondition")
    return RawTie("precondition", first, last)


def _clause(condition: Token, word: str) -> Iterator[Want]:
    main = condition.head
    if condition.dep_ != "advcl" or not (grammar.is_verb(main) or main.pos_ == "AUX"):
        return
    if main.lemma_ in (_THREATS | _OFFERS | _REFUSALS) and grammar.children(main, "xcomp", "ccomp"):
        main = grammar.children(main, "xcomp", "ccomp")[-1]
    doer = grammar.first(grammar.children(condition, "nsubj", "nsubjpass"))
    if doer is None or doer.lower_ in ("i", "we", "it", "there", "this", "that"):
        return
    above = _controller(main)
    kind = _kind(main, above, condition, word)
    if kind is None:
        return
    by, voiced = _demander(main, above, doer)
    loose = voiced and kind == "precondition"
    if by is None and not voiced:
        return
    act, negative = condition, False
    if condition.lemma_ in _FAILS:
        act = grammar.first(grammar.children(condition, "xcomp")) or condition
    elif kind == "penalty" and word == "if" and not grammar.is_negated(condition):
        negative = True
        inner = grammar.first(grammar.children(condition, "dobj"))
        if inner is not None and inner.lemma_ in ("threat", "plan", "attempt", "effort", "promise"):
            act = grammar.first(grammar.children(inner, "acl")) or act
    if act.lemma_ in _STATES and not grammar.is_passive(act):
        return
    tie = RawTie(kind, *_consequence(main, condition))
    if grammar.is_passive(act):
        if word in ("if", "once") and (negative or above is None or above.lemma_ not in _OFFERS | _THREATS):
            # "if the system was threatened": what may come, not what is wanted
            return
        for each in _clauses(act):
            own = grammar.first(grammar.children(each, "nsubj", "nsubjpass"))
            acts = verb_acts(each, subject=own)
            yield Want(f"{word}_{kind}", "require", condition, acts, by, None, voiced and not loose, tie, loose=loose)
        return
    acts = verb_acts(act)
    if negative:
        acts = [replace(a, negative=True) for a in acts]
    elif grammar.is_negated(act) and word == "if":
        # "if they did not withdraw": what is wanted is to withdraw
        acts = [replace(a, first=a.first if a.first.dep_ != "neg" else a.head, negative=False) for a in acts]
    whole = tuple(verb_acts(act, subject=doer)) if kind == "precondition" and is_act_noun(doer) else ()
    yield Want(
        f"{word}_{kind}", "require", condition, acts, by, doer, voiced and not loose, tie, whole, not whole, loose
    )
    for each in _clauses(act)[1:]:
        own = grammar.first(grammar.children(each, "nsubj", "nsubjpass"))
        done = tuple(verb_acts(each, subject=own))
        acts = list(done) if grammar.is_passive(each) else verb_acts(each)
        of = None if grammar.is_passive(each) else own
        yield Want(f"{word}_{kind}", "require", condition, acts, by, of, voiced and not loose, tie, done, loose=loose)


def _clauses(verb: Token) -> list[Token]:
    """The clause and those coordinated with it that have a subject of their own."""
    later = [c for c in grammar.conjuncts(verb) if c != verb and grammar.children(c, "nsubj", "nsubjpass")]
    return [verb, *(c for c in later if grammar.is_verb(c))]


def _controller(main: Token) -> Token | None:
    """The verb of threatening, offering, refusing or saying above the consequence."""
    for above in grammar.governors(main):
        if above.lemma_ in _SPOKEN and above.tag_.startswith("NN") and main.dep_ == "acl":
            return above
        if grammar.is_verb(above) or above.tag_.startswith("JJ"):
            if above.lemma_ in (_THREATS | _OFFERS | _REFUSALS | SAY):
                return above
            if main.dep_ not in ("xcomp", "ccomp", "conj"):
                return None
    return None


def _kind(main: Token, above: Token | None, condition: Token, word: str) -> TieKind | None:
    lemma = _SPOKEN.get(above.lemma_, above.lemma_) if above is not None else ""
    if word == "if" and any(c.lower_ == "only" for c in condition.children):
        return "precondition"
    future = bool(set(grammar.auxiliaries(main)) & _FUTURE)
    if word in ("unless", "until", "till"):
        if lemma in _THREATS and word == "unless":
            return "penalty"
        words = set(grammar.auxiliaries(main))
        past = main.tag_ == "VBD" and main.lemma_ not in _LASTING and lemma not in _REFUSALS
        if (past or words & {"did", "had", "was", "were"}) and not words & _FUTURE:
            return None
        if grammar.is_negated(main) or lemma in _REFUSALS or main.lemma_ in _LASTING:
            return "precondition"
        if word == "unless" and future:
            return "penalty" if main.lemma_ in HARMS | _SUFFERS else None
        return None
    undone = grammar.is_negated(condition) or condition.lemma_ in _FAILS
    if lemma in _OFFERS:
        return "reward" if not undone else "penalty"
    if lemma in _THREATS and (future or main.dep_ == "xcomp"):
        return "penalty"
    if not future or grammar.is_negated(main):
        return None
    if main.lemma_ in HARMS or (main.lemma_ in _SUFFERS and grammar.children(main, "dobj")) or _harm_noun(main):
        return "penalty"
    if main.lemma_ in BENEFITS and not undone:
        return "reward"
    return "penalty" if undone and grammar.is_passive(main) else None


def _harm_noun(main: Token) -> bool:
    """ "a military operation would be launched", "sanctions will follow"."""
    subject = grammar.first(grammar.children(main, "nsubj", "nsubjpass"))
    return subject is not None and subject.lemma_ in (
        "sanction",
        "strike",
        "attack",
        "consequence",
        "tariff",
        "penalty",
    )


def _demander(main: Token, above: Token | None, doer: Token) -> tuple[Token | None, bool]:
    """Whose condition it is, or whether it is the speaker's."""
    if above is not None and not grammar.is_verb(above) and above.lemma_ in _SPOKEN:
        owner = noun_demander(above)
        return (owner, False) if owner is not None else (None, True)
    if above is not None and above.lemma_ in (_THREATS | _OFFERS | _REFUSALS):
        subject = grammar.subject(above)
        return (subject, False) if subject is not None and subject != doer and has_will(subject) else (None, True)
    own = grammar.first(grammar.children(main, "nsubj", "nsubjpass"))
    if own is None:
        own = grammar.subject(main)
    if own is not None and own != doer and can_act(own) and not grammar.is_passive(main):
        thing = own.tag_ in ("NN", "NNS") and own.lemma_ not in SOMEBODY and not grammar.children(main, "dobj", "xcomp")
        if thing and above is not None and above.lemma_ in SAY:
            # "the minister said that the money would flow once …": it is the minister's condition
            return None, True
        return (None, True) if own.tag_ == "PRP" and above is not None else (own, False)
    return None, True


def _consequence(main: Token, condition: Token) -> tuple[Token, Token]:
    """The words of what waits, repays or punishes."""
    subject = grammar.first(grammar.children(main, "nsubjpass", "nsubj"))
    passive = grammar.is_passive(main) or (subject is not None and not can_act(subject)) or main.lemma_ in _LASTING
    act = verb_acts(main, subject=subject if passive else None)[0]
    first, last = act.first, act.last
    if first.dep_ == "neg":
        first = main
    if condition.i > main.i and last.i >= condition.left_edge.i:
        last = condition.left_edge.nbor(-1)
    while last.i > first.i and last.is_punct:
        last = last.nbor(-1)
    return first, last


def _in_return(noun: Token) -> Iterator[Want]:
    """ "offered to lift sanctions in return for the release"."""
    governor = noun.head.head
    while not grammar.is_verb(governor) and governor.dep_ in ("pobj", "prep", "dobj", "attr"):
        governor = governor.head
    if not grammar.is_verb(governor) or governor.lemma_ in ("demand", "ask", "want", "seek", "request"):
        return
    main = governor
    by = demander(main) if not grammar.is_passive(main) else None
    if by is None or not has_will(by):
        return
    for thing in grammar.governed_by(noun, "for"):
        acts = verb_acts(thing) if grammar.is_verb(thing) else noun_acts(thing) if is_act_noun(thing) else []
        if not acts:
            continue
        if main.dep_ == "xcomp" and main.head.lemma_ in _OFFERS:
            main = main.head
        inner = grammar.first(grammar.children(main, "xcomp")) if main.lemma_ in _OFFERS else None
        if main.lemma_ not in _OFFERS | BENEFITS:
            continue
        tie = RawTie("reward", *_consequence(inner or main, noun.head))
        of = grammar.first(grammar.children(thing, "nsubj", "poss"))
        yield Want("in_return", "require", noun, acts, by, of, tie=tie)


def _precondition(noun: Token) -> Iterator[Want]:
    """ "the release is a precondition for talks", "made the release a condition of talks"."""
    if any(c.lower_ in ("no", "not") for c in noun.children) or grammar.is_negated(noun.head):
        return
    waits = grammar.first(grammar.governed_by(noun, "for", "of", "to"))
    if waits is not None and waits.lower_ == "anonymity":
        return
    tie = RawTie("precondition", *_noun_edges(waits)) if waits is not None else RawTie("precondition")
    owner = grammar.noun_agent(noun)
    verb = noun.head
    if noun.dep_ in ("attr", "nsubj") and verb.lemma_ == "be":
        yield from named_as(noun, owner, tie)
    elif noun.dep_ in ("oprd", "dobj", "pobj", "xcomp") or verb.lower_ == "as":
        governor = verb if grammar.is_verb(verb) else verb.head
        if not grammar.is_verb(governor) or governor.lemma_ not in ("make", "set", "demand", "insist", "impose"):
            return
        by = demander(governor)
        for thing in grammar.children(governor, "dobj", "nsubj"):
            if is_act_noun(thing) and thing != noun and by is not None and has_will(by) and thing != by:
                yield Want("precondition_set", "require", noun, noun_acts(thing), by, None, False, tie)


def _on_condition(word: Token, governor: Token) -> Iterator[Want]:
    """ "agreed to reopen the road on condition that they apologise"."""
    clause = grammar.first(c for c in grammar.children(word, "acl", "ccomp", "pcomp", "relcl") if c.i > word.i)
    while not grammar.is_verb(governor) and governor.head != governor:
        governor = governor.head
    if clause is None or not grammar.is_verb(governor):
        return
    doer = grammar.first(grammar.children(clause, "nsubj", "nsubjpass", "compound"))
    above = _controller(governor) or governor
    by = grammar.subject(above)
    if doer is None or by is None or doer.lower_ in ("i", "we") or not has_will(by):
        return
    inner = grammar.children(governor, "xcomp") if governor.lemma_ in _OFFERS else []
    aside = word.head if word.dep_ == "pobj" else word
    tie = RawTie("reward", *_consequence(inner[0] if inner else governor, aside))
    whole = tuple(verb_acts(clause, subject=doer)) if grammar.is_verb(clause) else ()
    yield Want("on_condition", "require", word, verb_acts(clause), by, doer, False, tie, whole)


def _depends(word: Token) -> Iterator[Want]:
    """ "lifting the ban depends on the release of the activists"."""
    verb = word if grammar.is_verb(word) else word.head
    waits = grammar.first(grammar.children(verb, "nsubj", "csubj"))
    if waits is None or any(t.lower_ == "whether" or t.tag_.startswith("W") for t in waits.subtree):
        return
    if grammar.is_negated(verb) or not (grammar.is_verb(waits) or is_act_noun(waits)):
        return
    for thing in grammar.governed_by(word, "on", "upon"):
        if is_act_noun(thing) and not grammar.is_verb(thing):
            tie = RawTie("precondition", *_noun_edges(waits))
            yield Want("depends", "require", word, noun_acts(thing), voiced=True, tie=tie)


def _noun_edges(noun: Token) -> tuple[Token, Token]:
    act = noun_acts(noun)[0] if not grammar.is_verb(noun) else verb_acts(noun)[0]
    return act.first, act.last


def _until_thing(preposition: Token) -> Iterator[Want]:
    """ "no talks until the release", "impossible without a settlement"."""
    main = preposition.head
    while not (grammar.is_verb(main) or main.pos_ == "AUX") and main.head != main:
        main = main.head
    words = {c.lower_ for c in main.children}
    impossible = bool(words & {"impossible", "unthinkable", "inconceivable"})
    if not (impossible or grammar.is_negated(main) or (preposition.lower_ == "until" and main.lemma_ in _LASTING)):
        return
    words_of_will = set(grammar.auxiliaries(main))
    if not impossible and (not words_of_will & _FUTURE or words_of_will & {"have", "would", "could"}):
        return
    for thing in grammar.children(preposition, "pobj"):
        if not is_act_noun(thing) or thing.tag_ == "NNP":
            continue
        above = _controller(main)
        by, voiced = _demander(main, above, thing)
        first, last = _consequence(main, preposition)
        if impossible:
            subject = grammar.first(grammar.children(main, "nsubj"))
            first, last = _noun_edges(subject) if subject is not None else (first, last)
        tie = RawTie("precondition", first, last)
        yield Want(f"{preposition.lower_}_thing", "require", preposition, noun_acts(thing), by, None, voiced, tie)


def _given_time(verb: Token) -> Iterator[Want]:
    """ "gave Canada until Friday to remove the waste", "set a deadline for them to leave"."""
    act = next(
        (t for t in verb.subtree if t.i > verb.i and grammar.is_verb(t) and grammar.is_infinitive(t)),
        None,
    )
    if act is None or act.dep_ == "conj":
        return
    between = verb.doc[verb.i + 1 : act.i]
    if not any(t.lemma_ in ("deadline", "ultimatum", "day", "hour", "week", "month", "until") for t in between):
        return
    by = demander(verb) if not grammar.is_passive(verb) else grammar.agent(verb)
    of = grammar.first(
        t
        for t in grammar.children(verb, "dative", "dobj")
        if t.lemma_ not in ("deadline", "ultimatum", "day", "hour", "week", "month")
    )
    if of is not None and of.dep_ == "dative" and of.tag_ == "IN":
        of = grammar.first(grammar.children(of, "pobj"))
    if of is None and grammar.is_passive(verb):
        of = grammar.first(grammar.children(verb, "nsubjpass"))
    if of is not None:
        yield Want("given_time", "require", verb, verb_acts(act), by, of, needs_doer=True)
