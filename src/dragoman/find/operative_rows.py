"""Who is to do which acts, in the order of a paragraph's words: "the parties, pending talks, to A, to B and to C"?

The parse of so long a sentence often hangs the second act on the wrong word; the row of its "to" and
"and" is read instead, and the parse only asked where an act ends.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.act_spans import ActSpan, noun_acts, verb_acts
from dragoman.find.operative_words import DUTY, LEADS_TO, LOOKALIKES


def is_class(noun: Token) -> bool:
    """ "all States", "the parties concerned": a class, unless its own words say whose."""
    if noun.lower_ not in _CLASSES:
        return False
    # the names of others than the body itself say whose they are
    return not any(
        t.tag_ in ("NNP", "NNPS") and t.lower_ not in _OF_ALL
        for t in noun.subtree
        if abs(t.i - noun.i) < 5 and t != noun
    )


_OF_ALL = frozenset("member members states united nations security council".split())
_CLASSES = frozenset("states parties members governments countries nations factions sides belligerents".split())


def opening(words: Sequence[Token]) -> int:
    """Where the words begin that name whom the cue addresses."""
    return next((i for i, t in enumerate(words) if t.lower_ not in LEADS_TO), 0)


def first_act(words: list[Token], *, able: bool = True) -> Token | None:
    """The verb of the first "to" that says an act: not "parties to the conflict", not "continuing to trade"."""
    for i, token in enumerate(words):
        if token.lower_ != "to" or i == 0 or words[i - 1].tag_ == "VBG":
            continue
        if able and words[i - 1].lower_ in _ABLE and not words[i - 1].tag_.startswith("NNP"):
            continue
        if _in_aside(words, i) or _goes_on_later(words, i):
            continue
        act = next((t for t in words[i + 1 : i + 5] if t.tag_ not in ("RB", "RBR") and not t.is_punct), None)
        if act is None:
            continue
        if act.lower_ == "end" and words[i + 2 : i + 3] and words[i + 2].lower_ == "of":
            continue
        if act.tag_ in ("VB", "VBP") or (act.text.islower() and act.tag_ == "NN" and act.dep_ != "pobj"):
            return act
    return None


def _in_aside(words: list[Token], at: int) -> bool:
    """ "in connection with the decision to send a mission, …": what an opening phrase says is not asked for."""
    if words[0].lower_ not in _ASIDES:
        return False
    comma = next((i for i, t in enumerate(words) if t.text == ","), None)
    return comma is not None and at < comma


def _goes_on_later(words: list[Token], at: int) -> bool:
    """ "the parties, in the event of their failing to agree, to accept …": the first "to" stands in an aside."""
    comma = next((i for i in range(1, at) if words[i].text == "," and words[i + 1].lower_ in _ASIDES), None)
    if comma is None or words[at - 1].text == ",":
        return False
    after = range(at + 1, len(words) - 1)
    return any(words[i].lower_ == "to" and words[i - 1].text == "," and words[i + 1].tag_ == "VB" for i in after)


_ASIDES = frozenset(
    "in with within under pending while when where as having taking given without if should upon after before "
    "through by for acting".split()
)
_ABLE = frozenset(
    "position right need duty ability obligation able readiness willingness failure refusal decision intention "
    "effort efforts attempt attempts commitment readiness capacity power authority responsibility necessary order "
    "view wish continue measures steps action actions means intended likely according due ready willing unable".split()
)


def head_of(words: list[Token], act: Token) -> Token | None:
    """The noun that names who is to act, before the act."""
    loose: Token | None = None
    i = 0
    if words and words[0].lower_ in _ASIDES:
        comma = next((n for n, t in enumerate(words) if t.text == "," and t.i < act.i), None)
        i = comma + 1 if comma is not None else 0
    for n in range(i, len(words)):
        token = words[n]
        if token.i >= act.i:
            break
        following = words[n + 1] if n + 1 < len(words) else None
        aside = token.head.lower_ in ("in", "within", "under", "after", "with", "for", "at") and token.head in words
        if token.dep_ == "pobj" and aside:
            # "urges in the meantime all States"
            continue
        if token.tag_ in _NAMING and not (
            following is not None and (following.tag_.startswith("NN") or following.text in ("-", "’s", "'s"))
        ):
            return token
        if token.lower_ in _PEOPLE:
            loose = loose or token
    return loose


_NAMING = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
_PEOPLE = frozenset("all both those each concerned others everyone".split())


def acts_from(first: Token, words: list[Token]) -> list[ActSpan]:
    """The act and those that a further "to" adds."""
    heads = [first, *_further(first, words)]
    found: list[ActSpan] = []
    lead: Token | None = None
    for n, head in enumerate(heads):
        limit = heads[n + 1].i if n + 1 < len(heads) else words[-1].i + 1
        if limit - head.i <= _SHARED and _is_bare_act(head, limit):
            # "to respect and to comply with the Convention": said with one object, it is one act
            lead = lead or head
            continue
        for act in spans_of(head, limit):
            whole = replace(act, first=lead) if lead is not None and act.head == head else act
            if act.first.i <= act.last.i and not overlaps(whole, found):
                found.append(whole)
        lead = None
    return found


def _is_bare_act(head: Token, limit: int) -> bool:
    return all(t.tag_ in ("VB", "RB", "TO", "CC") for t in head.doc[head.i : limit])


_SHARED = 4
"""Most words from a verb without an object to the next verb that has it."""


def _further(first: Token, words: list[Token]) -> Iterator[Token]:
    """The verbs of later acts in the same row: "to A, to B and to C"; "to A, to B" says what A is for."""
    links = {i: _link(words, i - _is_not(words, i)) for i, t in enumerate(words) if t.i > first.i and t.lower_ == "to"}
    purpose = False
    for i, link in links.items():
        verb = next((t for t in words[i + 1 : i + 4] if t.tag_ == "VB"), None)
        if link == "purpose" or verb is None or not link:
            purpose = purpose or link == "purpose"
            continue
        if link == "and" and purpose and words[i - 1].text != "," and words[i - 2].text != ",":
            # "in order to inspect cargoes and to ensure …"
            continue
        purpose = False
        if verb.lower_ == "be" and not grammar.is_passive(first):
            # "observers, to be drawn from …": says which ones
            continue
        if link == "and" or "and" in [later for n, later in links.items() if n > i]:
            yield verb
    for i, token in enumerate(words[4:], 4):
        # "withdraw its forces, as well as scrupulously respect …"
        before = [t.lower_ for t in words[i - 4 : i] if not (t.tag_ == "RB" and t.lower_.endswith("ly"))]
        if token.tag_ == "VB" and token.i > first.i and before[-3:] == ["as", "well", "as"]:
            yield token


def _is_not(words: list[Token], at: int) -> bool:
    return at > 0 and words[at - 1].lower_ == "not"


def _link(words: list[Token], at: int) -> str:
    """How this "to" goes on from what stands before it."""
    before = words[at - 1].lower_ if at else ""
    if before in ("order", "as"):
        return "purpose"
    if before in ("and", "or", ";") or _after_adverb(words, at):
        return "and"
    if before != ",":
        return ""
    # "and, for this purpose, to invite"
    aside = next((n for n in range(at - 2, max(at - 10, 0), -1) if words[n].text == ","), None)
    return "and" if aside and words[aside - 1].lower_ == "and" else "comma"


def _after_adverb(words: list[Token], at: int) -> bool:
    """ "and also to", "and in particular to"."""
    before = [t.lower_ for t in words[max(at - 4, 0) : at]]
    return "and" in before and all(w in _LINKS for w in before[before.index("and") + 1 :])


_LINKS = frozenset("also in particular further then thereafter furthermore especially subsequently".split())


def more_acts(verb: Token, words: list[Token]) -> Iterator[ActSpan]:
    """ "respect the Force and refrain from any action", where the parse takes the second verb for a noun."""
    for token in words[1:]:
        if token.i <= verb.i + 1 or token.nbor(-1).lower_ != "and" or token.i + 1 >= len(token.doc):
            continue
        own = token.dep_ != "conj" or token.head == verb or not grammar.is_verb(token.head)
        opens = token.nbor(1).lower_ in _OPENS_OBJECT or token.nbor(1).tag_ in ("DT", "PRP$", "RB")
        free = not any(t.tag_ == "WDT" for t in token.doc[verb.i : token.i])
        if own and opens and free and (token.tag_ == "VB" or token.lower_ in LOOKALIKES):
            yield ActSpan(token, rest_of(token, words[-1].i + 1), token)


def acts_also_due(verb: Token, words: list[Token]) -> Iterator[ActSpan]:
    """ "shall freeze the funds and shall prevent their transfer"."""
    for i, token in enumerate(words[:-1]):
        if token.i > verb.i and token.lower_ in DUTY and words[i - 1].lower_ == "and":
            act = next((t for t in words[i + 1 : i + 6] if t.tag_ == "VB"), None)
            if act is not None and act.lower_ != "be":
                yield from spans_of(act, words[-1].i + 1)


_OPENS_OBJECT = frozenset({"from", "to", "with", "by", "all", "any"})


def overlaps(act: ActSpan, found: Sequence[ActSpan]) -> bool:
    return any(act.first.i <= other.last.i and other.first.i <= act.last.i for other in found)


def spans_of(head: Token, limit: int) -> Iterator[ActSpan]:
    lead: ActSpan | None = None
    acts = [a for n, a in enumerate(verb_acts(head)) if not n or _is_joined(a, head)]
    for n, act in enumerate(acts):
        if act.head.i >= limit:
            continue
        first = lead.first if lead is not None else act.first
        if n + 1 < len(acts) and act.last.i == act.head.i and acts[n + 1].head.i == act.head.i + 2:
            # "enact and enforce legislation": said with one object, it is one act
            lead = lead or act
            continue
        last, lead = _end(act, limit), None
        yield ActSpan(first, last, act.head, act.negative)


_BARE = frozenset({"RB", "VB", "VBP", "RP"})


def _is_joined(act: ActSpan, head: Token) -> bool:
    """A further act of the row: not "resources present there", nor the verb of a relative clause."""
    between = act.head.doc[head.i : act.head.i]
    return _joined(act) and act.head.tag_ in ("VB", "VBP") and not any(t.tag_ in ("WDT", "WP") for t in between)


def _end(act: ActSpan, limit: int) -> Token:
    """Its last word: as the parse has it where that is more than the verb and lies before the next act."""
    last = act.last if act.last.i < limit else act.head.doc[limit - 1]
    thing = grammar.first(grammar.children(act.head, "dobj"))
    if thing is not None and last.i < thing.i < limit:
        # "submit to the Council as soon as possible a further report"
        last = noun_acts(thing)[-1].last
    elif last.i <= act.head.i or all(t.tag_ in _BARE for t in act.head.doc[act.head.i : last.i + 1]):
        last = rest_of(act.head, limit)
    following = last.nbor(1) if last.i + 1 < limit else last
    if following.tag_ == "VB" and act.head.lemma_ in ("have", "let", "make", "help"):
        # "have his envoy continue the talks"
        last = verb_acts(following)[0].last
    if last.i >= limit:
        last = act.head.doc[limit - 1]
    while last.i > act.head.i and (last.is_punct or last.lower_ in ("and", "or", "to", "also")):
        last = last.nbor(-1)
    return last


def _joined(act: ActSpan) -> bool:
    before = act.first.nbor(-1) if act.first.i else act.first
    while before.i and before.lower_ in ("to", *_LINKS):
        before = before.nbor(-1)
    return before.lower_ in ("and", "or", ",", ";", "not") or before.is_punct


def rest_of(word: Token, limit: int) -> Token:
    """Where the parse leaves an act without its object: the words up to the next comma."""
    last, start = word, word.i + 1
    while start < limit and word.doc[start].tag_ in ("RP", "RB"):
        last, start = word.doc[start], start + 1
    aside = start < limit and word.doc[start].text == ","
    for token in word.doc[start + aside : limit]:
        if token.text == "," and aside:
            # "to provide, in accordance with the Charter, such assistance"
            aside = False
            continue
        if token.lower_ == "and" and token.i + 1 < limit and token.nbor(1).tag_ == "RB":
            # "abide immediately and scrupulously by the Convention"
            continue
        if token.text in (",", ";", ":", ".") or (token.lower_ in ("and", "pending") and not aside):
            break
        last = token
    return last
