"""What does a resolution demand? "3. Calls upon all States to …; 4. Demands that both sides withdraw …".

Operative paragraphs open with a verb whose subject stands pages above, and run on over many clauses,
which leads parsers astray; so their words are read in order. A paragraph that ends in a colon leaves
its demand open: each item below it, "(a) …", is an act.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dragoman.find import grammar
from dragoman.find.act_spans import ActSpan, is_act_noun, noun_acts, says_act
from dragoman.find.operative_asks import (
    clause_verb,
    effective,
    force_and_words,
    inner_cue,
    read_clause,
    read_cue,
    that_clause_at,
)
from dragoman.find.operative_rows import acts_from, first_act, head_of, is_class, opening
from dragoman.find.operative_words import CUES, DUTY, LOOKALIKES, OWN_PLANS, SOFT
from dragoman.find.wants import Want
from dragoman.records import Force

__all__ = ["Chapeau", "Operative", "find_items", "find_operative", "is_class", "is_item", "is_operative"]

_ADVERBS = (
    r"(?:(?:also|again|further|furthermore|once again|once more|strongly|urgently|solemnly|accordingly|therefore|"
    r"in particular|in this regard|in this context|in this connection|earnestly|insistently|consequently)[ ,]+)*"
)
_AGAIN = (
    r"(?:[ _,]+(?:also|again|once again|once more|further|furthermore|urgently|strongly|in particular|in this regard|"
    r"in this context|in this connection|accordingly|therefore|to (?:that|this) (?:end|effect))\b)*"
)
_NUMBER = r"(?:\(?(?:\d+|[a-z]|[ivx]+)[.,)]\s*)?"
_VERB = "|".join(CUES)
_FIRST = re.compile(rf"\s*{_NUMBER}{_ADVERBS}({_VERB})\b{_AGAIN}", re.I)
_LATER = re.compile(
    rf"(?:\band|[,;])\s+(?:[a-z ,]{{0,40}}?\s)?{_ADVERBS}({_VERB})\b{_AGAIN}"
    rf"|[;.]\s*\d+[.,]\s*{_ADVERBS}((?i:{_VERB}))\b{_AGAIN}",
)
_SURELY = re.compile(
    r"\s+(?:up|on|for|that|to|the|them|him|those|other|all|both|any|its|his|each|every|full|immediate|an?|[A-Z])"
)
_RECITALS = frozenset(
    "notes takes expresses welcomes condemns deplores reaffirms recalls approves commends affirms declares considers "
    "regrets recognizes endorses extends authorizes pays warns draws rejects supports determines acknowledges "
    "concurs confirms adopts establishes looks agrees censures denounces praises accepts salutes relies hopes trusts "
    "recognises believes observes repudiates terminates lifts imposes acts concludes appoints thanks finds".split()
)
_OPENING = re.compile(rf"\s*({_NUMBER})({_ADVERBS})([a-z]+s)\b", re.I)
_ITEM = re.compile(r"\s*\(?(?:[a-z]{1,2}|[ivx]{1,4}|\d{1,2})\)\s+|\s*[-–—•]\s+")
_ITEM_WITHIN = re.compile(r"(?:[:;,]\s*(?:and\s+|or\s+)?)\(?(?:[a-z]{1,2}|[ivx]{1,4})\)\s+")


@dataclass(frozen=True, slots=True)
class Chapeau:
    """A demand that its paragraph leaves open: whose acts the items below are, and how they are asked for."""

    rule: str
    verb: str
    force: Force
    cue: Token
    of: Token | None
    """Who is to act, in the paragraph above."""
    due: bool = False
    """Whether "should", "shall" or "must" stands above."""
    negative: bool | None = None
    """Where the verb stands above too: whether what the items name is to be left undone."""


@dataclass(frozen=True, slots=True)
class Operative:
    """What one paragraph demands, and what it leaves open for the items below it."""

    wants: tuple[Want, ...]
    chapeau: Chapeau | None = None


def is_operative(words: str) -> bool:
    """Whether a paragraph is one of a resolution's: a number or nothing, then a verb without a subject."""
    m = _OPENING.match(words)
    if m is None or m[3].lower() not in _RECITALS | CUES.keys():
        return False
    return m[3][0].isupper() or m[2][:1].isupper()


def is_item(words: str) -> bool:
    """ "(a) To cease …": one of a list that a paragraph above has opened."""
    return _ITEM.match(words) is not None


def find_operative(paragraph: Doc) -> Operative:
    """The demands of one operative paragraph."""
    text = paragraph.text
    wants: list[Want] = []
    chapeau: Chapeau | None = None
    cues = [m for m in (_FIRST.match(text),) if m is not None]
    cues += [m for m in _LATER.finditer(text, cues[0].end() if cues else 0) if _is_cue(paragraph, m)]
    for i, m in enumerate(cues):
        end = cues[i + 1].start() if i + 1 < len(cues) else len(text)
        group = 1 if m[1] else 2
        cue = next((t for t in paragraph if t.idx + len(t.text) > m.start(group)), None)
        words = [t for t in paragraph if m.end() <= t.idx < end and not t.is_space]
        if cue is not None and words:
            verb = m[group].lower()
            said, chapeau = _read_listed(verb, cue, words)
            wants += said
    return Operative(tuple(wants), chapeau)


def find_items(paragraph: Doc, chapeau: Chapeau) -> Operative:
    """The acts of one item of a list; an item may open a list of its own."""
    m = _ITEM.match(paragraph.text)
    words = [t for t in paragraph if t.idx >= (m.end() if m is not None else 0) and not t.is_space]
    if not words:
        return Operative(())
    said = list(_item(chapeau, words))
    below = chapeau if words[-1].text == ":" else None
    return Operative(tuple(said), below)


def _is_cue(paragraph: Doc, m: re.Match[str]) -> bool:
    """A verb, not the noun in "and requests for aid"."""
    if re.search(r"\bwhich\b[\w, ]*$", m.string[max(m.start() - 25, 0) : m.start(1) if m[1] else m.start(2)]):
        # "endorses the resolution which, inter alia, calls upon": somebody else's call
        return False
    if m[2] or _SURELY.match(m.string, m.end()):
        return True
    token = next((t for t in paragraph if t.idx >= m.start(1)), None)
    return token is not None and token.tag_ == "VBZ"


def _read_listed(verb: str, cue: Token, words: list[Token]) -> tuple[list[Want], Chapeau | None]:
    """The demands of one cue; where a colon opens a list, those of the items behind it, or the list left open."""
    text, start = words[0].doc.text, words[0].idx
    end = words[-1].idx + len(words[-1].text)
    marks = list(_ITEM_WITHIN.finditer(text, start, end))
    lead = [t for t in words if t.idx < marks[0].start() + 1] if marks else words
    opens = lead[-1].text == ":" or (bool(marks) and lead[-1].lower_ in ("to", "shall", "that", ",", "should"))
    if not opens or (marks and text[marks[0].start()] != ":" and lead[-1].text != ":"):
        return list(read_cue(verb, cue, words)), None
    chapeau = _chapeau(verb, cue, lead)
    if chapeau is None:
        return list(read_cue(verb, cue, words)), None
    # "to take the following measures:", "the following should be observed:": the items say which
    said = list(read_cue(verb, cue, lead)) if _says_an_act(verb, lead) and not _points_down(lead) else []
    for i, mark in enumerate(marks):
        until = marks[i + 1].start() if i + 1 < len(marks) else end
        item = [t for t in words if mark.end() <= t.idx < until]
        if item:
            said += _item(chapeau, item)
    return said, chapeau if not marks or words[-1].text == ":" else None


def _points_down(lead: Sequence[Token]) -> bool:
    return any(t.lower_ == "following" for t in lead)


def _says_an_act(verb: str, lead: Sequence[Token]) -> bool:
    """Whether the words before the colon name an act of their own, of which the list gives the parts."""
    words = list(lead[opening(lead) :])
    act = first_act(words) or next((t for t in words if t.tag_ == "VB" and DUTY & set(grammar.auxiliaries(t))), None)
    that = that_clause_at(words)
    if act is None and that is not None:
        act, _ = clause_verb(words[that + 1 :], bare=verb not in SOFT)
    return act is not None and any(t.tag_.startswith("NN") and t.i > act.i for t in lead)


def _chapeau(verb: str, cue: Token, lead: list[Token]) -> Chapeau | None:
    if any(t.lower_ in ("mandate", "tasks") for t in lead):
        return None
    force, rest = force_and_words(verb, lead)
    words = list(rest or ())
    words = words[opening(words) :]
    if not words:
        return None
    to = first_act(words)
    ends = [i for i, t in enumerate(words) if t.lower_ in ("to", "shall", "should", "must", ":", "that") and i > 0]
    limit = to or (words[ends[-1 if words[ends[-1]].lower_ != ":" or len(ends) == 1 else -2]] if ends else words[-1])
    last = next((t for t in reversed(words) if not t.is_punct), words[-1])
    due = any(t.lower_ in DUTY for t in words) and _points_down(lead)
    of = head_of(words, limit) if not due else None
    above = last.lemma_ in _PREVENTS if last.tag_ == "VB" and not _says_an_act(verb, lead) else None
    return Chapeau(f"operative_{verb}", effective(verb, rest or ()), force, cue, of, due, above)


_ASK_FOR_THINGS = frozenset({"calls", "demands", "urges", "insists", "requests"})
_PREVENTS = frozenset("prevent prohibit forbid cease stop end halt avoid ban refrain".split())


def _item(chapeau: Chapeau, words: list[Token]) -> Iterator[Want]:
    rule, force, cue = chapeau.rule, chapeau.force, chapeau.cue
    while words and (words[0].is_punct or words[0].lower_ in ("and", "or", "also", "further")):
        words = words[1:]
    if not words:
        return
    opener = words[0].lower_
    if opener == "that":
        yield from read_clause(rule, force, "demands", cue, words[1:])
        return
    negative = opener == "not" or (opener in ("shall", "to") and len(words) > 1 and words[1].lower_ == "not")
    while words and words[0].lower_ in ("to", "shall", "not", "should", "must"):
        words = words[1:]
    if not words:
        return
    head = next((t for t in words[:3] if t.tag_ not in ("RB", "RBR")), words[0])
    inner = inner_cue(head)
    if inner is not None and head.i < words[-1].i:
        yield from read_cue(inner, head, [t for t in words if t.i > head.i])
    elif chapeau.negative is not None:
        # "all States shall prevent: (a) The import of …"
        noun = head_of(words, words[-1])
        if noun is not None:
            acts = [_within(a, words) for a in noun_acts(noun)[:1]]
            yield Want(rule, force, cue, [replace(a, negative=chapeau.negative) for a in acts])
    elif chapeau.of is None and chapeau.verb in OWN_PLANS:
        # "decides: (b) To extend the mandate": its own act
        return
    elif _is_bare(head):
        acts = [_within(a, words) for a in acts_from(head, words)]
        if words[0].i < head.i and acts:
            acts[0] = replace(acts[0], first=words[0])
        yield Want(rule, force, cue, [replace(a, negative=a.negative or negative) for a in acts])
    elif (chapeau.due or chapeau.verb in _ASK_FOR_THINGS) and words[0].tag_ != "VBG":
        noun = head_of(words, words[-1])
        if noun is not None and (is_act_noun(noun) or (noun == words[0] and says_act(noun))):
            yield Want(rule, force, cue, [_within(a, words) for a in noun_acts(noun)])


def _within(act: ActSpan, words: Sequence[Token]) -> ActSpan:
    """Without the letter of its item."""
    return replace(act, first=words[0]) if act.first.i < words[0].i else act


def _is_bare(word: Token) -> bool:
    """A verb in its base form; a tagger takes "(a) Freeze the funds" for a noun or a name."""
    if word.tag_ in ("VB", "VBP"):
        return True
    following = word.nbor(1) if word.i + 1 < len(word.doc) else None
    if word.lower_ in LOOKALIKES and following is not None and following.lower_ not in ("of", "for", "and"):
        return True
    if following is None or word.lower_.endswith(_NOMINAL) or following.lower_ in ("of", "for", "and", ",", "between"):
        return False
    return following.tag_ in ("DT", "PRP$", "PDT") or (
        word.tag_ in ("NN", "NNP") and following.tag_ in ("RB", "IN", "NNS", "JJ", "CD", "TO")
    )


_NOMINAL = ("tion", "sion", "ment", "ance", "ence", "ity", "ing", "al", "s")
