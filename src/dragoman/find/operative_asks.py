"""What does one verb of a paragraph ask for: acts of somebody, a clause with "shall", or a thing?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.act_spans import ActSpan, is_act_noun, noun_acts, verb_acts
from dragoman.find.operative_rows import (
    acts_also_due,
    acts_from,
    first_act,
    head_of,
    more_acts,
    overlaps,
    rest_of,
    spans_of,
)
from dragoman.find.operative_words import CUES, DUTY, INNER, LEADS_TO, OWN_PLANS, REPEATED, SOFT
from dragoman.find.wants import Want
from dragoman.records import Force

_SELF = frozenset({"council", "assembly"})
_FOR = frozenset({"calls", "appeals", "asks", "demands"})


def inner_cue(word: Token) -> str | None:
    """The cue that a base form says: "to call upon", never "to call a session"."""
    following = word.nbor(1).lower_ if word.i + 1 < len(word.doc) else ""
    if word.lower_ == "call" and following not in ("upon", "on", "for", "once", "again", "further"):
        return None
    return INNER.get(word.lower_)


def force_and_words(verb: str, words: list[Token]) -> tuple[Force, list[Token] | None]:
    """The force of the cue, and what follows it; None where a repeated "its resolution" demands nothing."""
    if verb in ("reiterates", "renews", "reaffirms"):
        # "reiterates its call upon", "renews its demand that"
        inner = next((i for i, t in enumerate(words[:5]) if t.lemma_ in REPEATED), None)
        if inner is None:
            # "reiterates, in the context of paragraph 3, its earlier calls for"
            owned = (i for i, t in enumerate(words[:20]) if t.lemma_ in REPEATED and _is_its_own(words, i))
            inner = next(owned, None)
        if inner is None:
            return CUES[verb], None
        return CUES[REPEATED[words[inner].lemma_]], words[inner + 1 :]
    return CUES[verb], words


def _is_its_own(words: Sequence[Token], at: int) -> bool:
    return any(t.lower_ == "its" for t in words[max(at - 3, 0) : at])


def effective(verb: str, rest: Sequence[Token]) -> str:
    """ "calls" for "reiterates its call upon"; else the verb itself. `rest` is what follows."""
    before = rest[0].nbor(-1).lemma_ if rest and rest[0].i else ""
    return REPEATED.get(before, verb) if verb in ("reiterates", "renews", "reaffirms") else verb


def read_cue(verb: str, cue: Token, words: list[Token]) -> Iterator[Want]:
    if words[0].lower_ == "attention":
        return
    rule = f"operative_{verb}"
    force, rest = force_and_words(verb, words)
    if rest is None:
        # "reaffirms that all States must …"
        yield from _must_clauses(rule, force, verb, cue, words)
        return
    verb, words = effective(verb, rest), rest
    while words and words[0].lower_ in LEADS_TO:
        if (words[0].lower_ == "for" and verb in _FOR) or (words[0].lower_, verb) == ("on", "insists"):
            yield from _thing(rule, force, cue, words[1:])
            return
        words = words[1:]
    if not words:
        return
    to = first_act(words)
    if verb in OWN_PLANS and words[0].lower_ in INNER and words[0].i and words[0].nbor(-1).lower_ == "to":
        to = words[0]
    that = that_clause_at(words)
    if that is not None and (to is None or words[that].i < to.i or words[that - 1].text == ","):
        yield from read_clause(rule, force, verb, cue, words[that + 1 :])
    elif verb in OWN_PLANS and to is not None and to.i < words[-1].i and (inner := inner_cue(to)) is not None:
        yield from read_cue(inner, to, [t for t in words if t.i > to.i])
    elif verb in SOFT:
        yield from _needs(rule, force, cue, words)
    elif to is not None:
        of = head_of(words, to)
        if of is not None and is_act_noun(of) and verb in _OF_THINGS:
            # "encourages the rapid deployment of all contingents to meet …"
            yield from _thing(rule, force, cue, words)
        elif of is not None:
            yield Want(rule, force, cue, acts_from(to, words), None, of)
    elif verb in _OF_THINGS:
        # "recommends to the Governments concerned the scrupulous respect of …"
        named = next((t for t in words if t.tag_ in ("NN", "NNS") and is_act_noun(t)), None)
        whose = head_of(words, words[-1])
        if named is not None and whose is not None and whose.i < named.i and not is_act_noun(whose):
            yield Want(rule, force, cue, noun_acts(named), None, whose)
        else:
            yield from _thing(rule, force, cue, words)
    elif verb in ("calls", "appeals"):
        # "appeals to all parties for the release of …"
        wanted = next((i for i, t in enumerate(words[:-1]) if t.lower_ == "for" and i > 0), None)
        if wanted is not None and head_of(words, words[wanted]) is not None:
            yield from _thing(rule, force, cue, words[wanted + 1 :], head_of(words, words[wanted]))


def that_clause_at(words: list[Token]) -> int | None:
    """Where the clause of what is demanded opens: right after the cue and whom it addresses, or after an aside."""
    for i, token in enumerate(words[:45]):
        if token.lower_ != "that" or token.tag_ in ("DT", "WDT"):
            continue
        if i < 6 or words[i - 1].text == ",":
            return i
    return None


def _must_clauses(rule: str, force: Force, verb: str, cue: Token, words: list[Token]) -> Iterator[Want]:
    that = that_clause_at(words)
    if that is not None:
        yield from read_clause(rule, force, verb, cue, words[that + 1 :])


def _needs(rule: str, force: Force, cue: Token, words: list[Token]) -> Iterator[Want]:
    """ "stresses the need for all parties to respect …", "emphasizes the responsibility of X to …"."""
    for i, token in enumerate(words[:12]):
        if token.lower_ not in ("need", "necessity", "importance", "obligation", "responsibility"):
            continue
        rest = words[i + 1 :]
        if not rest or rest[0].lower_ not in ("for", "of", "to", "that"):
            return
        act = first_act(rest if rest[0].lower_ != "to" else words[i:], able=False)
        if act is not None and act.i - token.i < _NEAR:
            of = head_of(rest, act) if rest[0].lower_ in ("for", "of") else None
            yield Want(rule, force, cue, acts_from(act, words), None, of)
        elif rest[0].lower_ == "for" and token.lower_ in ("need", "necessity"):
            yield from _thing(rule, force, cue, rest[1:])
        return


_OF_THINGS = frozenset({"demands", "urges", "encourages", "recommends"})
_NEAR = 25
"""Words between "the need for" and what those named there are to do."""


def read_clause(rule: str, force: Force, verb: str, cue: Token, words: list[Token]) -> Iterator[Want]:
    """ "that all States shall refrain", "that South Africa withdraw"."""
    act, duty = clause_verb(words, bare=verb not in SOFT)
    if act is None and verb in OWN_PLANS:
        # "decides that an investigation be held"
        act, duty = clause_verb(words, bare=True)
        act = act if act is not None and act.lower_ == "be" else None
    if act is not None:
        if duty and verb in ("stresses", "emphasizes", "emphasises", "underlines", "underscores", "reaffirms"):
            force = "require" if duty == "must" else force
        yield from _clause_act(rule, force, cue, words, act)
    again = next(
        (i for i, t in enumerate(words) if i > 3 and t.lower_ == "that" and words[i - 1].lower_ in ("and", ",")), None
    )
    if again is not None and words[again].tag_ not in ("DT", "WDT"):
        yield from read_clause(rule, force, verb, cue, words[again + 1 :])


def clause_verb(words: list[Token], *, bare: bool) -> tuple[Token | None, str]:
    """What the clause has its subject do, and the word of duty before it."""
    aside = False
    for i, token in enumerate(words[:50]):
        if token.text == "," and not aside:
            aside = True
        elif token.text == ",":
            aside = False
        if token.lower_ in DUTY and token.tag_ == "MD":
            act = next((t for t in words[i + 1 : i + 28] if t.tag_ in ("VB", "VBP") and not t.is_punct), None)
            return act, token.lower_
        opens = words[i - 1].text == "," and token.tag_ == "IN"
        if token.lower_ == "that" and i > 3 and (not aside or opens):
            break
        # "that South Africa put an end": some past forms look like the base
        plain = token.tag_ in ("VB", "VBP", "VBD") and token.lower_ == token.lemma_
        if bare and plain and i > 0 and words[i - 1].lower_ != "to" and not _relative(token, words[0]):
            return token, ""
    return None, ""


def _relative(verb: Token, first: Token) -> bool:
    """ "States which produce arms": what the subject does anyway."""
    return verb.dep_ == "relcl" and any(c.tag_ in ("WDT", "WP") for c in verb.children if c.i > first.i)


def _clause_act(rule: str, force: Force, cue: Token, words: list[Token], act: Token) -> Iterator[Want]:
    while words and words[0].is_punct:
        words = words[1:]
    subject = head_of(words, act)
    if words[0].lower_ == "there":
        # "insists that there shall be no interference with the Force"
        yield Want(rule, force, cue, [ActSpan(words[0], rest_of(act, words[-1].i + 1), act)], None, None)
        return
    if subject is not None and (subject.lower_ in _SELF or (subject.lower_ == "it" and cue.lower_ in OWN_PLANS)):
        # "decides that it shall meet again": its own plan
        return
    passive = act.lower_ == "be" or grammar.is_passive(act)
    verb = act.head if act.lower_ == "be" and grammar.is_verb(act.head) and act.head.i > act.i else act
    arranged = passive and cue.lower_ in OWN_PLANS and verb.lemma_ in _ARRANGES
    if arranged or (act.lemma_ in _GOES_ON and cue.lower_ in SOFT):
        # "decides that the Group shall be established for six months": done by deciding it
        return
    limit = words[-1].i + 1
    if (passive or act.lemma_ in _UNDERGOES) and subject is not None:
        for span in verb_acts(verb)[:1]:
            first = words[0] if words[0].i <= span.first.i else span.first
            yield Want(rule, force, cue, [ActSpan(first, span.last, verb)], None, None)
    else:
        acts = [*spans_of(verb, limit), *more_acts(verb, words), *acts_also_due(verb, words)]
        acts = [a for n, a in enumerate(acts) if not overlaps(a, acts[:n])]
        whole = tuple(replace(a, first=words[0]) for a in acts[:1])
        yield Want(rule, force, cue, acts, None, subject, whole=whole)


# "that all detainees receive humane treatment": others are to act
_ARRANGES = frozenset("establish extend renew create prolong increase review consider convene constitute".split())
# "declares that the sanctions shall remain in force"
_GOES_ON = frozenset("remain apply".split())
_UNDERGOES = frozenset("receive enjoy benefit obtain".split())


def _thing(rule: str, force: Force, cue: Token, words: list[Token], of: Token | None = None) -> Iterator[Want]:
    first = next((t for t in words[:3] if t.tag_ in ("VB", "NN", "NNS")), None)
    if first is not None and first.tag_ == "VB":
        # "calls for respect for …", where the tagger takes the noun for a verb
        yield Want(rule, force, cue, list(spans_of(first, words[-1].i + 1)), None, of)
        return
    head = head_of(words, words[-1])
    if head is not None:
        yield Want(rule, force, cue, noun_acts(head), None, of)
