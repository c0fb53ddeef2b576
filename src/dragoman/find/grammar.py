"""Who does what in a clause: subjects, agents, objects, negation and mood, read off the parse.

Labels are those of spaCy's English pipelines (ClearNLP style). All functions take and give
tokens of one paragraph; none knows anything about actors or acts.
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "acl", "relcl", "conj", "pcomp", "csubj", "parataxis", "dep"})

_PREMODIFIERS = frozenset("det amod compound nmod poss nummod quantmod predet advmod case punct npadvmod".split())


_BELOW = "below"


def remember_children(doc: Doc) -> None:
    """Note for each token what hangs on it, with its label: asked for a hundred times a sentence, read once."""
    doc.user_data[_BELOW] = [[(c.dep_, c) for c in token.children] for token in doc]


def children(token: Token, *deps: str) -> list[Token]:
    return [c for dep, c in token.doc.user_data[_BELOW][token.i] if dep in deps]


def first(tokens: Iterable[Token]) -> Token | None:
    return next(iter(tokens), None)


def is_verb(token: Token) -> bool:
    return bool(token.tag_.startswith("VB"))


def is_infinitive(verb: Token) -> bool:
    """ "to leave"."""
    return any(c.tag_ == "TO" for c in verb.children)


_UNDERGONE = frozenset("kill wound injure shoot arrest detain jail capture kidnap hold displace evacuate".split())


def is_passive(verb: Token) -> bool:
    """ "was freed", "freed by", and participles that modify a noun ("the men freed on Monday")."""
    if children(verb, "auxpass", "nsubjpass", "agent"):
        return True
    if verb.tag_ == "VBD" and verb.dep_ == "acl" and verb.lemma_ in _UNDERGONE:
        # "two men killed fighting the rebels": a reduced clause, whatever the tagger and the parser say
        hit = [o for o in children(verb, "dobj", "nsubj") if o.i != verb.i + 1 or not o.lower_.endswith("ing")]
        return not hit
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ == "conj" and not children(verb, "aux", "nsubj") and is_verb(verb.head):
        return is_passive(verb.head) and not children(verb, "dobj")
    return verb.dep_ in ("acl", "amod", "advcl", "ROOT") and not children(verb, "aux", "dobj", "nsubj")


def conjuncts(token: Token) -> list[Token]:
    """The token and everything coordinated with it, in reading order."""
    found = [token]
    for each in found:
        found.extend(c for c in each.children if c.dep_ == "conj" and c not in found)
    return sorted(found, key=lambda t: t.i)


def antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    token = pronoun
    while token.dep_ not in ("relcl", "ROOT") and token.head != token:
        token = token.head
    return token.head if token.dep_ == "relcl" else None


def resolved(token: Token) -> Token:
    """The token itself, or the noun that it stands for when it is a relative pronoun."""
    if token.lower_ in _RELATIVE and token.tag_ in ("WP", "WDT", "IN", "WP$"):
        return antecedent(token) or token
    return token


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Who does what this verb says: the grammatical subject, or the one understood from the governing clause."""
    own = first(c for c in verb.children if c.dep_ in _SUBJECTS and c.dep_ != "expl")
    if own is not None:
        return resolved(own)
    if depth > 6:
        return None
    head = verb.head
    match verb.dep_:
        case "conj" if is_verb(head) or head.pos_ == "AUX":
            return subject(head, depth + 1)
        case "xcomp" | "ccomp":
            controlled = first(children(head, "dobj", "dative"))
            own_errand = is_infinitive(verb) and (head.lemma_ in _CONTACTS or verb.lemma_ in _COURTESIES)
            if controlled is not None and controlled.i < verb.i and verb.dep_ == "xcomp" and not own_errand:
                return resolved(controlled)
            return subject(head, depth + 1)
        case "advcl":
            return subject(head, depth + 1) if is_verb(head) or head.pos_ == "AUX" else None
        case "acomp" | "attr" | "oprd":
            # "is ready to leave": the infinitive hangs on the adjective, the adjective on its verb
            return subject(head, depth + 1)
        case "relcl" | "acl":
            return _subject_of_modifier(verb, head)
        case "pcomp":
            return _subject_of_gerund(verb, depth)
    return None


# "telephoned her to congratulate her", "met them to discuss it": the caller does both
_CONTACTS = frozenset("telephone phone visit meet receive contact join cable promise use".split())
_COURTESIES = frozenset("thank congratulate condole".split())


def _subject_of_modifier(verb: Token, noun: Token) -> Token | None:
    """ "attempts to meet": whoever attempts; "men carrying guns": the men; relative clauses: their noun."""
    if verb.dep_ == "acl" and is_infinitive(verb):
        return noun_agent(noun) or noun
    return noun


def _subject_of_gerund(verb: Token, depth: int) -> Token | None:
    preposition = verb.head
    governor = preposition.head
    if preposition.lower_ in ("for", "of", "from", "into") and is_verb(governor):
        # "rewarded Tripoli for giving up", "accused Tripoli of arming": who is rewarded or accused did it
        blamed = first(objects(governor))
        if blamed is not None:
            return blamed
    if is_verb(governor) or governor.pos_ == "AUX":
        return subject(governor, depth + 1)
    return noun_agent(governor)


def noun_agent(noun: Token) -> Token | None:
    """Who does what a noun names: "Libya's offer", "the American offer", "an offer by Libya"."""
    owner = first(children(noun, "poss"))
    if owner is not None:
        return owner
    for preposition in children(noun, "prep"):
        if preposition.lower_ == "by":
            return first(children(preposition, "pobj"))
    by = first(children(noun, "agent"))
    return first(children(by, "pobj")) if by is not None else None


def agent(verb: Token) -> Token | None:
    """The "by" of a passive."""
    by = first(children(verb, "agent"))
    if by is None:
        by = first(c for c in children(verb, "prep") if c.lower_ == "by" and is_passive(verb))
    if by is None and is_passive(verb):
        # "carried out with impunity by the rebels": hung on the bare noun before it
        bare = (n for p in children(verb, "prep") if p.lower_ == "with" for n in children(p, "pobj"))
        by = first(c for n in bare for c in n.children if c.lower_ == "by" and n.n_lefts == 0)
    return first(children(by, "pobj")) if by is not None else None


def doer(verb: Token) -> Token | None:
    """Who acts, in active and passive alike."""
    return agent(verb) if is_passive(verb) else subject(verb)


def objects(verb: Token) -> list[Token]:
    """What the act is done to: direct objects, the subject of a passive, the noun of "the man they freed"."""
    if is_passive(verb):
        done_to = first(children(verb, "nsubjpass"))
        if done_to is None and verb.dep_ in ("acl", "relcl", "amod"):
            done_to = verb.head
        if done_to is None:
            done_to = subject(verb)
        return [resolved(done_to)] if done_to is not None else []
    found = [resolved(c) for c in children(verb, "dobj", "dative", "oprd") if c.dep_ != "dative" or c.tag_ != "IN"]
    if not found and verb.dep_ == "conj" and is_verb(verb.head) and verb.dep_ != "relcl":
        # "arrested and jailed three men": the object stands with the second verb only, or with the last
        later = [c for c in verb.children if c.dep_ == "conj" and is_verb(c)]
        found = [o for c in later for o in children(c, "dobj")]
    if not found:
        later = [c for c in children(verb, "conj") if is_verb(c) and not children(c, "nsubj")]
        if later and later[0].i - verb.i <= 3:
            found = [resolved(o) for o in children(later[0], "dobj")]
    return found


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """Pairs of preposition and what it governs, those hanging on the token, its object and its particles."""
    stack = [c for c in token.children if c.dep_ in ("prep", "dative", "prt", "advmod", "agent")]
    for preposition in stack:
        for governed in preposition.children:
            if governed.dep_ in ("pobj", "pcomp") and governed.tag_ != "IN":
                yield preposition.lower_, resolved(governed)
            elif governed.dep_ in ("prep", "pcomp"):
                stack.append(governed)


def governed_by(token: Token, *words: str) -> list[Token]:
    """What stands after one of these prepositions."""
    return [t for p, t in prepositions(token) if p in words]


def particle(verb: Token) -> str | None:
    found = first(children(verb, "prt"))
    return found.lower_ if found is not None else None


def is_negated(token: Token) -> bool:
    """Whether "not", "never", "no" or "without" denies this very act."""
    before = [c for c in token.children if c.i < token.i + 2]
    if any((c.dep_ == "neg" and not _is_not_only(c)) or c.lower_ in ("never", "hardly", "no") for c in before):
        return True
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        return True
    if token.dep_ == "conj" and is_verb(token) and not children(token, "nsubj", "aux"):
        return is_negated(token.head)
    who = first(children(token, "nsubj", "nsubjpass"))
    return who is not None and (
        who.lower_ in ("nobody", "none", "neither")
        or (who.left_edge.lower_ == "not" and not _is_not_only(who.left_edge))
        or any(c.lower_ in ("no", "neither") for c in children(who, "det"))
    )


def _is_not_only(token: Token) -> bool:
    """ "Not only Chad attacked": it did, and others too."""
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ in ("only", "just", "merely", "simply")


def negates_reason_only(verb: Token) -> bool:
    """ "We didn't impose sanctions because of X" denies the reason: the sanctions were imposed, for another one."""
    if not is_negated(verb):
        return False
    because = [c for c in verb.children if c.dep_ in ("prep", "advcl", "mark") and _opens_with_because(c)]
    # a comma before "because" cuts the reason off from the negation
    return any(c.left_edge.i == 0 or c.doc[c.left_edge.i - 1].text != "," for c in because)


def _opens_with_because(clause: Token) -> bool:
    return "because" in (clause.lower_, clause.left_edge.lower_)


def auxiliaries(verb: Token) -> list[str]:
    """Lower-cased auxiliaries, those shared with a verb that this one is coordinated with included."""
    own = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if not own and verb.dep_ == "conj" and is_verb(verb.head) and verb.tag_ == verb.head.tag_:
        return auxiliaries(verb.head)
    return own


def marker(verb: Token) -> str | None:
    """The word that opens the clause: "if", "unless", "that", "whether", "until"."""
    mark = first(children(verb, "mark"))
    if mark is None:
        mark = first(c for c in children(verb, "advmod") if c.tag_ == "WRB")
    return mark.lower_ if mark is not None else None


def clause_of(token: Token) -> Token:
    """The verb that heads the clause this token stands in."""
    while token.head != token and not (token.dep_ in _CLAUSES and (is_verb(token) or token.pos_ == "AUX")):
        token = token.head
    return token


def governors(token: Token) -> Iterator[Token]:
    """Everything above this token, nearest first."""
    while token.head != token:
        token = token.head
        yield token


def base_phrase(head: Token) -> tuple[Token, Token]:
    """First and last token of a noun phrase without what follows its head: "the former Soviet republics"."""
    start = head
    for child in head.children:
        if child.i < head.i and child.dep_ in _PREMODIFIERS and child.left_edge.i < start.i:
            start = child.left_edge
    return start, head


def full_phrase(head: Token, *, clauses: bool = False) -> tuple[Token, Token]:
    """A noun phrase with its "of" and other prepositions; with its relative clauses where asked."""
    first_token, last = base_phrase(head)
    for child in head.children:
        if child.i > head.i and (
            child.dep_ in ("prep", "nmod", "amod", "nummod", "cc", "conj")
            or (clauses and child.dep_ in ("relcl", "acl"))
        ):
            last = child.right_edge if child.right_edge.i > last.i else last
    while last.is_punct and last.i > head.i:
        last = last.nbor(-1)
    return first_token, last
