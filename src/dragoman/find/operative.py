"""What does a resolution demand? "3. Calls upon all States to …; 4. Demands that both sides withdraw …".

Operative paragraphs open with a verb whose subject stands pages above, which leads parsers astray;
so their words are read in order, and the parse is only asked where an act ends.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from dragoman.find import grammar
from dragoman.find.act_spans import ActSpan, noun_acts, verb_acts
from dragoman.find.wants import Want
from dragoman.records import Force

_ADVERBS = (
    r"(?:(?:also|again|further|once again|once more|strongly|urgently|solemnly|accordingly|therefore|in particular|"
    r"earnestly|insistently|consequently)[ ,]+)*"
)
_AGAIN = r"(?:[ _]+(?:also|again|once again|once more|further|urgently|strongly|in particular))*"
_NUMBER = r"(?:\(?(?:\d+|[a-z]|[ivx]+)[.,)]\s*)?"
_CUES: dict[str, Force] = {
    "demands": "require",
    "insists": "require",
    "decides": "require",
    "directs": "require",
    "instructs": "require",
    "orders": "require",
    "calls": "ask",
    "urges": "ask",
    "requests": "ask",
    "invites": "ask",
    "appeals": "ask",
    "encourages": "ask",
    "exhorts": "ask",
    "reiterates": "ask",
    "renews": "ask",
    "reaffirms": "ask",
    "stresses": "ask",
    "emphasizes": "ask",
    "underlines": "ask",
    "recommends": "advise",
}
_VERB = "|".join(_CUES)
_FIRST = re.compile(rf"\s*{_NUMBER}{_ADVERBS}({_VERB}){_AGAIN}", re.I)
_LATER = re.compile(
    rf"(?:\band|[,;])\s+(?:[a-z ,]{{0,40}}?\s)?{_ADVERBS}({_VERB}){_AGAIN}"
    r"(?=\s+(?:up|on|for|that|to|the|them|all|both|any|its|his|each|every|full|immediate|an?|[A-Z]))"
    rf"|[;.]\s*\d+[.,]\s*{_ADVERBS}((?i:{_VERB})){_AGAIN}",
)
_RECITALS = frozenset(
    "notes takes expresses welcomes condemns deplores reaffirms recalls approves commends affirms declares considers "
    "regrets recognizes endorses extends authorizes pays warns draws rejects supports determines acknowledges".split()
)
_OPENING = re.compile(rf"\s*({_NUMBER})({_ADVERBS})([a-z]+s)\b", re.I)
# verbs whose clause says how things are, unless "must" or "shall" stands in it
_SOFT = frozenset({"reiterates", "renews", "reaffirms", "stresses", "emphasizes", "underlines", "decides"})
_SELF = frozenset(
    "remain extend renew establish continue consider keep meet adopt review convene hold convoke resume".split()
)


def is_operative(words: str) -> bool:
    """Whether a paragraph is one of a resolution's: a number or nothing, then a verb without a subject."""
    m = _OPENING.match(words)
    if m is None or m[3].lower() not in _RECITALS | _CUES.keys():
        return False
    return m[3][0].isupper() or m[2][:1].isupper()


def find_operative(paragraph: Doc) -> list[Want]:
    """The demands of one operative paragraph."""
    text = paragraph.text
    found: list[Want] = []
    cues = [m for m in (_FIRST.match(text),) if m is not None] + list(_LATER.finditer(text))
    for i, m in enumerate(cues):
        end = cues[i + 1].start() if i + 1 < len(cues) else len(text)
        group = 1 if m[1] else 2
        cue = next((t for t in paragraph if t.idx + len(t.text) > m.start(group)), None)
        words = [t for t in paragraph if m.end() <= t.idx < end]
        if cue is not None and words:
            found += _read(m[group].lower(), cue, words)
    return found


def _read(verb: str, cue: Token, words: list[Token]) -> Iterator[Want]:
    if words[0].lower_ == "attention":
        return
    force = _CUES[verb]
    rule = f"operative_{verb}"
    if verb in ("reiterates", "renews", "reaffirms"):
        # "reiterates its call upon", "renews its demand that"
        inner = next((i for i, t in enumerate(words[:4]) if t.lemma_ in ("call", "demand", "request", "appeal")), None)
        if inner is None:
            return
        verb = {"call": "calls", "demand": "demands", "request": "requests", "appeal": "appeals"}[words[inner].lemma_]
        force, words = _CUES[verb], words[inner + 1 :]
    while words and words[0].lower_ in ("upon", "on", "to", "for", ",", "_"):
        if (words[0].lower_, verb) in (("for", "calls"), ("on", "insists")):
            yield from _thing(rule, force, cue, words[1:])
            return
        words = words[1:]
    opens = (i for i, t in enumerate(words[:25]) if t.lower_ == "that" and (i < 6 or words[i - 1].text == ","))
    that = next(opens, None)
    to = _first_act(words)
    if that is not None and (to is None or words[that].i < to.i):
        yield from _clause(rule, force, verb, cue, words[that + 1 :])
    elif to is not None and verb not in _SOFT:
        of = _head(words, to)
        if of is not None:
            yield Want(rule, force, cue, _acts(to, words), None, of)
    elif verb in ("demands", "urges"):
        yield from _thing(rule, force, cue, words)


def _first_act(words: list[Token]) -> Token | None:
    """The verb of the first "to" that says an act: not "parties to the conflict", not "continuing to trade"."""
    for i, token in enumerate(words):
        if token.lower_ != "to" or i == 0 or words[i - 1].tag_ == "VBG" or words[i - 1].lower_ in _ABLE:
            continue
        act = next((t for t in words[i + 1 : i + 4] if t.tag_ != "RB"), None)
        if act is None:
            continue
        hyphen = act.i + 1 < len(act.doc) and act.nbor(1).text == "-"
        if act.tag_ in ("VB", "VBP") or (act.text.islower() and (hyphen or (act.tag_ == "NN" and act.dep_ != "pobj"))):
            return act
    return None


_ABLE = frozenset("position right need duty ability obligation able readiness willingness failure refusal".split())


def _head(words: list[Token], act: Token) -> Token | None:
    """The noun that names who is to act, before the act."""
    for i, token in enumerate(words):
        if token.i >= act.i:
            return None
        following = words[i + 1] if i + 1 < len(words) else None
        aside = token.head.lower_ in ("in", "within", "under", "after", "with", "for", "at") and token.head in words
        if token.dep_ == "pobj" and aside:
            # "urges in the meantime all States"
            continue
        if token.tag_.startswith(("NN", "PRP")) and not (
            following is not None and (following.tag_.startswith("NN") or following.text in ("-", "’s", "'s"))
        ):
            return token
    return None


def _acts(first: Token, words: list[Token]) -> list[ActSpan]:
    """The act and those that a further "to" adds."""
    heads = [first]
    for i, token in enumerate(words):
        if token.lower_ != "to" or token.i <= first.i:
            continue
        before = words[i - 1].lower_ if i else ""
        verb = next((t for t in words[i + 1 : i + 3] if t.tag_ == "VB"), None)
        if verb is not None and before in ("and", ","):
            heads.append(verb)
    found: list[ActSpan] = []
    for n, head in enumerate(heads):
        limit = heads[n + 1].i if n + 1 < len(heads) else words[-1].i + 1
        found += [a for a in _spans(head, limit) if a.first.i <= a.last.i]
    return found


def _spans(head: Token, limit: int) -> Iterator[ActSpan]:
    for act in verb_acts(head):
        last = act.last
        if last.i >= limit:
            last = head.doc[limit - 1]
            while last.i > act.first.i and (last.is_punct or last.lower_ in ("and", "to", "also")):
                last = last.nbor(-1)
        if act.first.i >= limit:
            continue
        if last.i == act.first.i:
            last = _rest(last, limit)
        yield ActSpan(act.first, last, act.head, act.negative)


def _rest(word: Token, limit: int) -> Token:
    """Where the parse leaves an act without its object: the words up to the next comma."""
    last, aside = word, word.i + 1 < limit and word.nbor(1).text == ","
    for token in word.doc[word.i + (2 if aside else 1) : limit]:
        if token.text == "," and aside:
            # "to provide, in accordance with the Charter, such assistance"
            aside = False
            continue
        if token.text in (",", ";", ":", ".") or (token.lower_ in ("and", "pending") and not aside):
            break
        last = token
    return last


def _clause(rule: str, force: Force, verb: str, cue: Token, words: list[Token]) -> Iterator[Want]:
    """ "that all States shall refrain", "that South Africa withdraw"."""
    depth = 0
    for i, token in enumerate(words):
        if token.text == ",":
            depth += 1
            continue
        if token.lower_ in ("shall", "should", "must"):
            act = next((t for t in words[i + 1 : i + 28] if t.tag_ in ("VB", "VBP") and not t.is_punct), None)
            yield from _clause_act(rule, force, cue, words, act)
            break
        if token.lower_ == "that" and i > 3:
            break
        bare = token.tag_.startswith("VB") and token.lower_ == token.lemma_
        if bare and verb not in _SOFT and i > 0 and words[i - 1].lower_ != "to" and depth != 1:
            yield from _clause_act(rule, force, cue, words, token)
            break
        if i > 45:
            return
    again = next(
        (i for i, t in enumerate(words) if i > 3 and t.lower_ == "that" and words[i - 1].lower_ == "and"), None
    )
    if again is not None:
        yield from _clause(rule, force, verb, cue, words[again + 1 :])


def _clause_act(rule: str, force: Force, cue: Token, words: list[Token], act: Token | None) -> Iterator[Want]:
    if act is None:
        return
    subject = _head(words, act)
    passive = act.lower_ == "be" or grammar.is_passive(act)
    verb = act.head if act.lower_ == "be" and grammar.is_verb(act.head) and act.head.i > act.i else act
    limit = words[-1].i + 1
    if passive and subject is not None:
        for span in verb_acts(verb)[:1]:
            first = words[0] if words[0].i <= span.first.i else span.first
            yield Want(rule, force, cue, [ActSpan(first, span.last, verb)], None, None)
    else:
        acts = list(_spans(verb, limit))
        whole = tuple(replace(a, first=words[0]) for a in acts[:1])
        yield Want(rule, force, cue, acts, None, subject, whole=whole)


def _thing(rule: str, force: Force, cue: Token, words: list[Token]) -> Iterator[Want]:
    head = _head(words, words[-1])
    if head is not None:
        yield Want(rule, force, cue, noun_acts(head), None, None)
