"""Demands told as a list, and which of several comes first.

"Here are the things you need to do: release …, allow …" holds as many demands as acts after the
colon. "The top of the list should be …" says which of them comes first.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.act_spans import ActSpan, is_act_noun, noun_acts, verb_acts
from dragoman.find.language import Sentence
from dragoman.find.wants import Want, noun_demander
from dragoman.records import Force

_DEMANDS = frozenset("demand condition precondition request requirement".split())
_THINGS = frozenset("thing step measure action point demand condition task way change".split())
_MUST = frozenset("need must have should want ought expect".split())
# base forms that a tagger takes for something else at the head of an item
_LOOKALIKES = frozenset("let put set cut shut quit open free clear close clean".split())
_TELLING = frozenset("tell remind advise instruct show".split())
_FIRST_WORDS = frozenset("first top main key foremost overriding immediate biggest highest chief".split())
_FIRST_NOUNS = frozenset("priority condition demand step task thing requirement request".split())
_FIRST = re.compile(
    r"\b(first and foremost|first of all|above all|most importantly|most important of all|as a first step|"
    r"before anything else|before all else)\b",
    re.I,
)


def find_lists(sentence: Sentence) -> Iterator[Want]:
    """The acts after a colon that a word about demands or duties leads up to."""
    words = list(sentence.words)
    colon = next((i for i, t in enumerate(words) if t.text == ":" and 0 < i < len(words) - 1), None)
    if colon is None:
        return
    lead = words[:colon]
    noun = next((t for t in reversed(lead) if t.lemma_ in _DEMANDS | _THINGS and t.tag_.startswith("NN")), None)
    after = words[colon + 1 :]
    end = next((i for i, t in enumerate(after) if i > 0 and t.text in ("”", '"', "''")), len(after))
    acts = list(_items(after[:end]))
    if not acts:
        return
    if noun is None or colon - lead.index(noun) > 14:
        yield from _told(lead, acts)
        return
    duty = next((t for t in lead if t.i > noun.i and t.lemma_ in _MUST), None)
    if duty is not None:
        clause = duty.head if duty.tag_ == "MD" else duty
        yield Want("list", "require", noun, acts, None, grammar.first(grammar.children(clause, "nsubj")), True)
    elif noun.lemma_ in _DEMANDS:
        by = noun_demander(noun)
        yield Want("list", "require", noun, acts, by, None, by is None)


def _told(lead: list[Token], acts: list[ActSpan]) -> Iterator[Want]:
    """ "Tell them what comes next: drop …, open …": whoever is told is to do it."""
    teller = next((t for t in reversed(lead) if t.lemma_ in _TELLING and grammar.is_verb(t)), None)
    if teller is None or len(acts) < 2 or acts[0].first.tag_ != "VB":
        return
    told = grammar.first(grammar.children(teller, "dobj", "dative"))
    if told is not None:
        yield Want("list", "require", teller, acts, None, told, True)


def _items(words: list[Token]) -> Iterator[ActSpan]:
    """Split at commas, semicolons and "and"; what is no act by itself belongs to the item before."""
    items: list[list[Token]] = [[]]
    for i, token in enumerate(words):
        if token.text in (",", ";") or (token.lower_ == "and" and i > 0):
            items.append([])
        elif items[-1] or not (token.is_punct or token.lower_ in ("to", "that")):
            items[-1].append(token)
    joined: list[list[Token]] = []
    for item in (i for i in items if i):
        opens = (
            item[0].tag_ in ("VB", "VBP", "VBG")
            or item[0].lower_ in _LOOKALIKES
            or (not joined and item[0].tag_ in ("NN", "JJ") and len(item) > 1)
        )
        if not joined and not opens and not _ends_in_act(item):
            return
        if opens or _ends_in_act(item):
            joined.append(item)
        elif joined:
            joined[-1] += item
    for item in joined:
        while item and (item[-1].is_punct or item[-1].is_space):
            item.pop()
        if item:
            yield ActSpan(item[0], item[-1], item[0], item[0].lower_ in ("not", "never"))


def _ends_in_act(item: list[Token]) -> bool:
    nouns = [t for t in item if t.tag_ in ("NN", "NNS")]
    return any(is_act_noun(t) for t in nouns[-1:] + nouns[:1])


def find_top(token: Token) -> Iterator[Want]:
    """ "The top of his list should be restoring the embassy", "our first priority is the release"."""
    if token.dep_ != "nsubj" or not _comes_first(token):
        return
    verb = token.head
    helpers = {c.lemma_ for c in grammar.children(verb, "aux")}
    force: Force = "require" if "must" in helpers else "ask"
    if verb.tag_ == "VBG" and "be" in helpers:
        yield Want("top", force, token, verb_acts(verb), voiced=True, rank=1, inherits=True)
    elif verb.lemma_ == "be":
        for other in grammar.children(verb, "attr", "xcomp", "ccomp", "csubj"):
            if grammar.is_verb(other):
                yield Want("top", force, token, verb_acts(other), voiced=True, rank=1, inherits=True)
            elif is_act_noun(other) and other != token:
                yield Want("top", force, token, noun_acts(other), voiced=True, rank=1, inherits=True)


def find_counted(token: Token) -> Iterator[Want]:
    """ "The first is that Sudan frees our men", of conditions that the sentences before have announced."""
    if token.lower_ not in _COUNTED or token.dep_ != "nsubj" or token.head.lemma_ != "be":
        return
    for clause in grammar.children(token.head, "ccomp", "xcomp"):
        if not grammar.is_verb(clause):
            continue
        doer = grammar.first(grammar.children(clause, "nsubj", "nsubjpass"))
        if doer is None or grammar.is_passive(clause):
            whole = verb_acts(clause, subject=doer)
            yield Want("counted", "require", token, whole, voiced=True)
        else:
            yield Want("counted", "require", token, verb_acts(clause), None, doer, True)


_COUNTED = frozenset("first second third fourth fifth other another last".split())
_ANNOUNCED = re.compile(r"\b(?:conditions|demands|requests|requirements|preconditions)\b", re.I)


def announces_some(words: str) -> bool:
    """ "We have three conditions.": what is counted afterwards is demanded."""
    return _ANNOUNCED.search(words) is not None


def _comes_first(noun: Token) -> bool:
    if noun.lower_ == "top":
        return any(t.lemma_ in ("list", "agenda") for t in grammar.governed_by(noun, "of"))
    return noun.lemma_ in _FIRST_NOUNS and any(c.lower_ in _FIRST_WORDS for c in noun.children)


def says_first(words: str) -> int | None:
    """Where the words say that what follows comes first; None where they don't."""
    m = _FIRST.search(words)
    return m.start() if m is not None else None
