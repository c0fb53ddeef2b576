"""Which act does a word of asking ask for, and of whom? Its infinitive, its that-clause, its addressee.

The parse is believed first. Where it has gone astray after a word that can hardly mean anything
else ("urging Turkey to minimise casualties"), the order of the words is.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.demand_words import ADDRESSEE_PREPOSITIONS, PAPERS, STRICT, SUBJUNCTIVE_ONLY, TO_VERBS

_STATES = frozenset("be have know believe want need deserve remain support understand mean do seem say think".split())


def find_infinitive(cue: Token) -> tuple[Token, Token | None] | None:
    """The "to" act that depends on the cue, with its own subject if it has one."""
    for verb in cue.subtree:
        if verb.i <= cue.i or not grammar.is_verb(verb) or not grammar.is_infinitive(verb):
            continue
        if (
            verb.dep_ == "conj"
            or not _plain_path(verb, cue)
            or any(c.tag_.startswith("W") or c.lower_ == "whether" for c in verb.children)
        ):
            continue
        own = grammar.first(grammar.children(verb, "nsubj", "nsubjpass"))
        if own is None and verb.dep_ in ("acl", "relcl") and verb.head != cue and verb.head.i > cue.i:
            if not _is_addressee_place(verb.head, cue) or verb.head.lemma_ in PAPERS:
                continue
            own = verb.head
        if verb.dep_ == "advcl" and own is None and cue.lemma_ in ("demand", "want", "seek", "request", "need"):
            continue
        return verb, own
    return None


def _plain_path(verb: Token, cue: Token) -> bool:
    """Nothing but nouns and prepositions between the act and the word of asking."""
    for above in grammar.governors(verb):
        if above == cue:
            return True
        if grammar.is_verb(above) or above.pos_ == "AUX" or above.dep_ in ("npadvmod", "conj", "appos"):
            return False
    return False


def _is_addressee_place(noun: Token, cue: Token) -> bool:
    if noun.dep_ in ("dobj", "dative", "nsubj") and noun.head == cue:
        return cue.lemma_ in TO_VERBS and cue.lemma_ not in ("call", "appeal", "plead", "demand", "request")
    if noun.dep_ == "pobj" and noun.head.head == cue:
        return noun.head.lower_ in _prepositions_of(cue) or noun.head.lower_ == "for"
    return False


def _prepositions_of(cue: Token) -> tuple[str, ...]:
    if not grammar.is_verb(cue):
        return ("to", "on", "upon", "of", "from") if cue.lemma_ == "demand" else ("to", "on", "upon")
    return ADDRESSEE_PREPOSITIONS.get(cue.lemma_, ())


def addressee_of(cue: Token, act: Token | None, not_this: Token | None = None) -> Token | None:
    """Of whom it is asked: the object, or what follows "on", "to" or "for"."""
    if grammar.is_verb(cue) and act is not None and not grammar.is_passive(cue):
        own = [c for c in grammar.children(cue, "dobj", "dative") if c.i < act.i and c.tag_ != "IN"]
        if own and cue.lemma_ not in ("call", "appeal", "plead"):
            return grammar.resolved(own[0])
    for word, governed in grammar.prepositions(cue):
        if grammar.is_verb(cue) and governed.i < cue.i:
            # "On Tuesday he called on them", "on behalf of the union she appealed to them"
            continue
        fits = word in _prepositions_of(cue) or (act is not None and word == "for")
        if fits and governed.dep_ == "pobj" and governed != not_this and (act is None or governed.i < act.i):
            return governed
    return None


def find_stray_act(cue: Token) -> tuple[Token, Token | None] | None:
    """ "urging Turkey to minimise casualties" where the parser takes "to minimise casualties" for a place."""
    if cue.lemma_ not in STRICT:
        return None
    words = cue.doc[cue.i + 1 : min(cue.i + 16, cue.sent.end)]
    after = list(words)
    if cue.lemma_ in ("call", "appeal", "plead"):
        if not after or after[0].lower_ not in ("on", "upon", "to", "with"):
            return None
        after = after[1:]
    addressee = grammar.first(t for t in after if t.tag_.startswith(("NN", "PRP")) and not _before_noun(t))
    if addressee is None or any(t.dep_ in ("prep", "prt", "advmod") for t in after if t.i < addressee.i):
        return None
    for to, following in zip(after, [*after[1:], None], strict=True):
        if to.lower_ == "to" and following is not None and to.i > addressee.i:
            act = _act_after(to)
            return (act, addressee) if act is not None else None
        if to.tag_ in ("VBD", "VBZ", "VBP", "MD") or to.lower_ in ("that", "whether", "if"):
            return None
        if to.lower_ in ("of", "about") and cue.lemma_ == "tell":
            return None
        if to.tag_ in ("DT", "PRP$") and to.i > addressee.i and to.nbor(-1).tag_.startswith("NN"):
            return None
    return None


def _before_noun(token: Token) -> bool:
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return (
        token.dep_ in ("compound", "nmod", "poss", "amod")
        or token.tag_ == "PRP$"
        or (following is not None and following.text in ("’s", "'s", "’"))
    )


def _act_after(to: Token) -> Token | None:
    token = to
    while token.i + 1 < to.sent.end:
        token = token.nbor(1)
        if token.is_punct or token.tag_ == "RB":
            continue
        if token.tag_ in ("VB", "VBP") or (token.tag_ in ("NN", "JJ") and token.text.islower()):
            return token
        return None
    return None


def find_that_clause(cue: Token) -> Token | None:
    """The clause that is demanded; for "insist" and "suggest" only one in a form that demands."""
    for clause in _clauses(cue):
        words = grammar.auxiliaries(clause)
        bare = clause.tag_ == "VB" and not set(words) - {"be", "not"}
        bare = bare or words[:1] == ["be"] or (clause.lower_ == "be" and not words) or _is_stray_verb(clause)
        modal = bool(set(words) & {"should", "must", "shall"})
        if cue.lemma_ == "hope":
            if set(words) & {"will", "would", "can"}:
                return clause
            continue
        plural = clause.tag_ == "VBP" and not words and clause.lemma_ not in _STATES
        if cue.lemma_ in SUBJUNCTIVE_ONLY and not (bare or (modal and cue.lemma_ != "insist") or plural):
            continue
        return clause
    return _clause_by_order(cue) if cue.lemma_ == "demand" else None


def _is_stray_verb(word: Token) -> bool:
    """ "insists that Armenia hand over the maps", where the tagger takes the verb for a noun behind a name."""
    before, after = grammar.first(grammar.children(word, "compound")), word.i + 1 < len(word.doc) and word.nbor(1)
    named = before is not None and before.i == word.i - 1 and before.tag_.startswith("NNP")
    return bool(named and word.tag_ == "NN" and after and after.tag_ in ("IN", "RP", "DT", "PRP$"))


def _clause_by_order(cue: Token) -> Token | None:
    """ "the demands of the opposition that he step aside", wherever the parser hung the clause."""
    for token in cue.doc[cue.i + 1 : min(cue.i + 9, cue.sent.end)]:
        if token.lower_ == "that":
            clause = token.head
            return (
                clause if clause.dep_ == "ccomp" and clause.i > token.i and clause.tag_ in ("VB", "VBP", "NN") else None
            )
        if grammar.is_verb(token):
            return None
    return None


def _clauses(cue: Token) -> Iterator[Token]:
    for clause in cue.subtree:
        if clause.i < cue.i or clause == cue or grammar.is_infinitive(clause):
            continue
        if clause.dep_ not in ("ccomp", "acl", "relcl") or not _plain_path(clause, cue):
            continue
        far = clause.head != cue and not (clause.head.dep_ == "pobj" and not grammar.is_verb(cue))
        if far and not (clause.head.dep_ == "pobj" and clause.head.head.lower_ == "as"):
            continue
        before = [t for t in clause.subtree if t.i < clause.i]
        if any(t.tag_ in ("WRB", "WP", "WDT") and t.lower_ != "that" for t in before[:4]):
            continue
        relative = [c for c in clause.children if c.lower_ == "that" and c.tag_ == "WDT"]
        if any(c.dep_ == "nsubj" or (c.dep_ == "dobj" and grammar.is_verb(cue)) for c in relative):
            continue
        marked = any(c.lower_ == "that" and c.dep_ in ("mark", "det", "dobj") for c in clause.children)
        verbal = grammar.is_verb(clause) or clause.pos_ == "AUX"
        if (verbal and (marked or (clause.dep_ == "ccomp" and grammar.is_verb(cue)))) or (
            marked and clause.dep_ == "ccomp"
        ):
            yield clause


def prepositional(noun: Token, word: str) -> list[Token]:
    """What follows this preposition after the noun, wherever the parser hung it: "his call in the House for calm"."""
    found = grammar.governed_by(noun, word)
    if found:
        return found
    end = noun.right_edge.i
    for token in noun.doc[end + 1 : min(end + 2, noun.sent.end)]:
        if token.lower_ == word and token.dep_ == "prep":
            return [c for c in token.children if c.dep_ in ("pobj", "pcomp")]
    return []
