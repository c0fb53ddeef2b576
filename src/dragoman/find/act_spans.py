"""Which words say the act that is wanted, and where does one act end and the next begin?

The shortest stretch that says it: the verb with its object, particle and places, without
reasons, times and asides. Acts joined by "and" that could be done separately are told apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.demand_words import LEADING_VERBS

_STOP_PREPOSITIONS = frozenset(
    "despite amid amidst following after during because since until unless ahead within as pending given whatever "
    "regardless according failing lest throughout unlike".split()
)
# "in order to", "with a view to": a purpose, a reason or a return, said after the act
_STOP_PHRASES = {
    "in": frozenset(
        "order effort bid attempt response accordance line light exchange return view case event wake face hope hopes "
        "coordination consultation connection time favour favor".split()
    ),
    "with": frozenset("view regard aim hope goal".split()),
    "for": frozenset("fear".split()),
    "at": frozenset("once time".split()),
}
# what is done "to …" is the act itself: "do more to help", "use its influence to end the siege"
_MEANS = frozenset("do use take work act exert cooperate join redouble step strive allocate increase".split())
_KEPT = frozenset(
    "dobj prt prep acomp attr xcomp dative oprd agent ccomp pcomp nmod advmod acl neg aux auxpass expl nsubj nsubjpass "
    "quantmod amod dep punct intj pobj appos compound".split()
)
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december today tomorrow yesterday tonight week month year day days hours weeks months years "
    "hour minutes end deadline noon midnight morning evening spring summer autumn winter now".split()
)
_ACT_NOUNS = frozenset(
    "release end halt return withdrawal pullout ceasefire truce inquiry probe talks dialogue trial access apology "
    "action restraint calm change reform reforms resignation departure arrest repeal recall help aid support "
    "sanctions elections vote freedom justice respect compensation proof removal lifting freeing closure "
    "dissolution response freeze cut cuts ban pause review handover surrender extradition dismissal start "
    "resumption attack strike intervention solution settlement deal peace democracy independence autonomy answers "
    "clarity transparency accountability security protection relief revenge retaliation punishment crackdown "
    "boycott embargo blockade guarantee guarantees pledge commitment moratorium referendum ballot election debate "
    "hearing search rescue corridor corridors evacuation repatriation exchange swap amnesty pardon clemency unity "
    "summit meeting effort efforts step steps measure measures pressure move increase decrease rise reduction "
    "delivery payment purchase purchases  visit inspection refund disclosure overhaul shake-up explanation "
    "assurances boost briefing ouster overthrow".split()
)
# these end like acts and are somebody or something
_BODIES = frozenset(
    "opposition delegation commission coalition administration organisation organization federation association "
    "union foundation institution corporation nation population government parliament management department "
    "establishment regiment movement alliance conference audience intelligence confederation generation "
    "congregation contingent element document monument apartment equipment station constitution question region "
    "religion position something nothing anything everything building morning evening king thing being ring "
    "spring string wing ceiling ammunition million billion opinion companion champion mission installation "
    "regulation legislation information evidence science insurance finance ambulance environment moment segment "
    "experience reference sentence silence".split()
)
_ACT_ENDINGS = ("tion", "sion", "ment", "ments", "tions", "ance", "ence", "ing")


@dataclass(frozen=True, slots=True)
class ActSpan:
    """One act: its first and last token, the word that says it, and whether it is to be left undone."""

    first: Token
    last: Token
    head: Token
    negative: bool = False


def verb_acts(verb: Token, *, subject: Token | None = None, negative: bool = False) -> list[ActSpan]:
    """The acts that a verb and those coordinated with it say; `subject` is included where nobody is to act."""
    if not grammar.is_verb(verb) and verb.pos_ != "AUX":
        return _stray_acts(verb)
    found: list[ActSpan] = []
    members = list(_coordinated(verb))
    lead: Token | None = None
    for i, each in enumerate(members):
        later = members[i + 1] if i + 1 < len(members) else None
        if later is not None and (_only_leads(each) or _shares_object(each, later)):
            lead = lead or each
            continue
        first = _first_of(lead or each)
        if subject is not None and i == 0:
            first = subject.left_edge if subject.left_edge.i < first.i else first
        last = _last_of_verb(each, later)
        found.append(ActSpan(first, last, each, negative or _negated(each) or (lead is not None and _negated(lead))))
        found += _hidden_acts(found, negative)
        lead = None
    return found


def _hidden_acts(found: list[ActSpan], negative: bool) -> list[ActSpan]:
    """ "lay down arms and end attacks", where the parser takes "end attacks" for a thing: cut it off as an act."""
    act = found[-1]
    for thing in grammar.children(act.head, "dobj"):
        for other in grammar.conjuncts(thing)[1:]:
            opens = other.left_edge
            said = opens.lower_ in _LIKE_NOUNS and opens != other and opens.i > act.first.i
            if said and opens.nbor(-1).lower_ in ("and", ",") and opens.i <= act.last.i:
                last = opens.nbor(-1)
                while last.i > act.first.i and (last.is_punct or last.dep_ == "cc"):
                    last = last.nbor(-1)
                found[-1] = ActSpan(act.first, last, act.head, act.negative)
                return [ActSpan(opens, act.last, opens, negative)]
    return []


_LIKE_NOUNS = frozenset(
    "end halt stop release return respect support help cut open close lift cease ease grant".split()
)


def _stray_acts(word: Token) -> list[ActSpan]:
    """The act of a verb that the parser took for a noun or an adjective: "to minimise casualties"."""
    head = word
    while head.dep_ in ("compound", "amod", "nmod") and head.head.i > head.i:
        head = head.head
    last = _last_of_noun(head, alone=True)
    while last.i + 2 < word.sent.end and last.nbor(1).text == "-":
        last = last.nbor(2)
    found = [ActSpan(word, last if last.i >= word.i else word, word)]
    cue = next((a for a in grammar.governors(word) if grammar.is_verb(a)), None)
    later = [c for c in grammar.children(cue, "conj") if c.i > word.i and c.tag_ == "VB"] if cue is not None else []
    return found + [a for verb in later for a in verb_acts(verb)]


def noun_acts(noun: Token) -> list[ActSpan]:
    """The acts that a noun phrase says: "his release and an end to censorship" are two, "food and water" one."""
    members = grammar.conjuncts(noun)
    for other in grammar.children(noun, "appos"):
        # "new elections, the release of its leader and an end to …": parsers take the second for an apposition
        if grammar.children(other, "conj"):
            members = sorted([*members, *grammar.conjuncts(other)], key=lambda t: t.i)
    if len(members) > 1 and all(is_act_noun(m) for m in members):
        return [_noun_act(m, alone=True) for m in members]
    return [_noun_act(noun, alone=False)]


def is_act_noun(noun: Token) -> bool:
    """Whether the noun names something that is done: "release", "an investigation"."""
    return not noun.tag_.startswith("NNP") and says_act(noun)


def says_act(noun: Token) -> bool:
    """The same by the word alone, for one that only stands first in its line: "(a) Withdrawal of all forces"."""
    if noun.lemma_ in _BODIES:
        return False
    return noun.lemma_ in _ACT_NOUNS or noun.lower_ in _ACT_NOUNS or noun.lower_.endswith(_ACT_ENDINGS)


def noun_span(noun: Token) -> tuple[Token, Token]:
    """First and last token of what a noun phrase says, short relative clauses included."""
    act = _noun_act(noun, alone=False)
    return act.first, act.last


def _noun_act(noun: Token, *, alone: bool) -> ActSpan:
    first, _ = grammar.base_phrase(noun)
    while first.i - 2 >= noun.sent.start and first.nbor(-1).text == "-":
        first = first.nbor(-2)
    last = _last_of_noun(noun, alone=alone)
    return ActSpan(first, last, noun)


def _coordinated(verb: Token) -> Iterator[Token]:
    """The verb and those joined to it that share its doer."""
    yield verb
    for child in verb.children:
        if child.dep_ == "conj" and child.i > verb.i and _joins(verb, child):
            yield from _coordinated(child)
    if grammar.children(verb, "aux") and verb.tag_ == "VB":
        for child in verb.children:
            # "must shut the station, close the base and pay": the parser takes the second for an aside
            bare = child.dep_ == "advcl" and child.tag_ == "VB" and child.i > verb.i and not _opens_otherwise(child)
            if bare and child.nbor(-1).text == ",":
                yield from _coordinated(child)
    if _has_to(verb):
        # "to let them campaign and to stop harassing them": the second "to" goes back to the first
        for below in verb.subtree:
            joined = below.dep_ == "conj" and below.head != verb and _has_to(below) and not _has_to(below.head)
            if joined and _is_clause(below.head) and _own_infinitive(below.head, verb):
                yield from _coordinated(below)
        for child in verb.children:
            # "to reform this, to pass that and to lift those": the parser takes the second for a purpose
            row = child.dep_ == "advcl" and child.i > verb.i and _has_to(child) and _follows_comma(child)
            if row and any(c.dep_ == "conj" and _has_to(c) for c in child.children):
                yield from _coordinated(child)


def _opens_otherwise(clause: Token) -> bool:
    """Whether a subject, a helping verb or a word such as "if" opens it."""
    return bool(grammar.children(clause, "aux", "mark", "nsubj", "nsubjpass", "advmod"))


def _is_clause(token: Token) -> bool:
    """A verb, or what the parser took for the noun in "let them campaign"."""
    return grammar.is_verb(token) or token.dep_ == "ccomp"


def _follows_comma(verb: Token) -> bool:
    to = next(c for c in verb.children if c.tag_ == "TO" and c.i < verb.i)
    return bool(to.i > to.sent.start and to.nbor(-1).text == ",")


def _has_to(verb: Token) -> bool:
    return any(c.tag_ == "TO" and c.i < verb.i for c in verb.children)


def _own_infinitive(below: Token, verb: Token) -> bool:
    """No other "to" stands between the verb and this one of its complements."""
    for above in grammar.governors(below):
        if above == verb:
            return True
        if _has_to(above) or above.dep_ in ("relcl", "advcl"):
            return False
    return False


def _joins(verb: Token, later: Token) -> bool:
    if grammar.children(later, "nsubj", "nsubjpass") or any(t.lower_ == "than" for t in verb.doc[verb.i : later.i]):
        return False
    if later.tag_ == verb.tag_ or (verb.tag_ in ("VB", "VBP") and later.tag_ in ("VB", "VBP", "NN")):
        return later.tag_ != "NN" or (
            not later.lower_.endswith("ing") and bool(grammar.children(later, "dobj", "prep"))
        )
    # "free them and put them on trial": a past form that looks like the base form
    return later.lower_ == later.lemma_ and verb.tag_ in ("VB", "VBP")


def _only_leads(verb: Token) -> bool:
    """ "come forward and", "try and": no act by itself."""
    return verb.lemma_ in LEADING_VERBS and not grammar.children(verb, "dobj", "xcomp", "attr", "acomp", "nsubjpass")


def _shares_object(verb: Token, later: Token) -> bool:
    """ "respect and implement the truce": said with one object, it is one act."""
    if verb.lemma_ in _STANDS_ALONE:
        return False
    bare = all(c.dep_ in ("cc", "conj") for c in verb.children if c.i > verb.i)
    return bare and later.i - verb.i == 2 and bool(grammar.children(later, "dobj"))


_STANDS_ALONE = frozenset(
    "intervene negotiate talk withdraw resign surrender leave disarm cooperate co-operate act stay comply compromise "
    "apologise apologize retreat stop return disband reform".split()
)


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children if c.i < verb.i)


def _first_of(verb: Token) -> Token:
    """The first word of the act: a passive's "be", a "not", an adverb right before the verb; never "to" or "must"."""
    first = verb
    for child in sorted(verb.children, key=lambda c: -c.i):
        if child.i >= first.i:
            continue
        if child.i < first.i - 1:
            break
        if not _belongs(child, verb):
            break
        first = child
    return first


def _belongs(child: Token, verb: Token) -> bool:
    if child.dep_ == "aux":
        return bool(child.lower_ == "be" and verb.tag_ == "VBN")
    if child.dep_ == "neg":
        return bool(child.lower_ in ("not", "never"))
    return bool(child.dep_ == "auxpass" or (child.dep_ == "advmod" and child.lower_.endswith("ly")))


def _last_of_verb(verb: Token, later: Token | None) -> Token:
    """Where the act ends: before the next coordinated act, and before reasons, times and asides."""
    last = verb
    for child in verb.children:
        if child.i < verb.i:
            continue
        if later is not None and child.i >= later.left_edge.i:
            break
        if child.dep_ == "advcl" and _is_means(verb, child):
            last = _last_of_verb(child, None)
            continue
        if child.dep_ not in _KEPT or _stops(child):
            break
        if child.is_punct:
            if child.text not in "\"'“”‘’-":
                break
            continue
        if child.dep_ in ("prep", "agent", "dative") and not grammar.children(child, "pobj", "pcomp", "prep"):
            last = child
        elif child.dep_ in ("prep", "agent", "dative"):
            last = _last_of_preposition(child)
        elif child.dep_ in ("dobj", "attr", "pobj", "oprd", "nsubj", "nsubjpass"):
            last = _last_of_noun(child, alone=False)
        elif grammar.is_verb(child):
            last = _last_of_verb(child, None)
            more = list(_coordinated(child))[1:]
            last = _last_of_verb(more[-1], None) if more else last
        else:
            last = child.right_edge
    following = last.nbor(1) if last.i + 1 < len(last.doc) else last
    if verb.lemma_ in _TAKEN_AS and following.lower_ == "as" and grammar.children(following, "pobj"):
        last = _last_of_preposition(following)
    if later is not None and last.i >= later.left_edge.i:
        last = later.left_edge.nbor(-1)
        while last.i > verb.i and (last.dep_ == "cc" or last.is_punct):
            last = last.nbor(-1)
    return last


def _is_means(verb: Token, clause: Token) -> bool:
    return verb.lemma_ in _MEANS and any(c.tag_ == "TO" and c.i < clause.i for c in clause.children)


def _last_of_preposition(preposition: Token) -> Token:
    last = preposition
    for child in preposition.children:
        if child.i < preposition.i:
            continue
        if child.dep_ == "pobj":
            last = _last_of_noun(child, alone=False)
        elif child.dep_ == "pcomp":
            last = _last_of_verb(child, None) if grammar.is_verb(child) else child.right_edge
        elif child.dep_ == "prep" and not _stops(child):
            last = _last_of_preposition(child)
    return last


def _last_of_noun(noun: Token, *, alone: bool) -> Token:
    last = noun
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.is_punct:
            if child.text in ",;:–—(" and child.dep_ == "punct":
                if any(c.dep_ == "conj" and c.i > child.i for c in noun.children) and not alone:
                    continue
                break
            continue
        if child.dep_ == "cc":
            if alone:
                break
            continue
        if child.dep_ == "conj":
            if alone or grammar.is_verb(child):
                break
            last = _last_of_noun(child, alone=False)
        elif child.dep_ == "prep":
            if _stops(child):
                break
            last = _last_of_preposition(child)
        elif child.dep_ in ("acl", "relcl"):
            end = _last_of_verb(child, None) if grammar.is_verb(child) else child.right_edge
            if child.dep_ == "relcl" and end.i - noun.i > 9:
                break
            last = end
        elif child.dep_ in ("nmod", "amod", "nummod", "advmod", "dep", "npadvmod") and child.i == last.i + 1:
            if child.lower_ in _TIMES:
                break
            last = child.right_edge
        else:
            break
    return last


def _stops(child: Token) -> bool:
    """Whether the act ends before this: a time, a reason, a purpose."""
    word = child.lower_
    if child.dep_ in ("npadvmod", "advcl", "mark"):
        return True
    if child.dep_ in ("prep", "agent"):
        governed = [g for g in child.children if g.dep_ == "pobj"]
        if word == "as" and child.head.lemma_ in _TAKEN_AS:
            return False
        if word in _STOP_PREPOSITIONS or (word in ("over", "before") and any(_is_time(g) for g in governed)):
            return True
        if governed and governed[0].lower_ in _STOP_PHRASES.get(word, ()):
            return True
        if governed and word in ("in", "for", "at", "by", "on") and _is_time(governed[0]):
            return True
        return bool(word == "because")
    if child.dep_ == "advmod" and word in ("now", "immediately", "soon", "today", "so", "otherwise", "urgently"):
        return True
    return bool(child.dep_ == "advmod" and child.lower_ == "as")


# "treat the town as a safe area", "recognise her as president": what it is taken as is the act
_TAKEN_AS = frozenset(
    "treat recognise recognize regard accept designate list describe acknowledge declare classify serve".split()
)


def _is_time(noun: Token) -> bool:
    return bool(noun.lower_ in _TIMES or noun.lemma_ in _TIMES or (noun.tag_ == "CD" and len(noun.text) == 4))
