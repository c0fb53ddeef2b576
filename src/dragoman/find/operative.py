"""What does a resolution demand? "3. Calls upon all States to …; 4. Demands that both sides withdraw …".

Operative paragraphs open with a verb whose subject stands pages above, and run on over many clauses,
which leads parsers astray; so their words are read in order, and the parse is only asked where an act
ends. A paragraph that ends in a colon leaves its demand open: each item below it, "(a) …", is an act.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc, Token

from dragoman.find import grammar
from dragoman.find.act_spans import ActSpan, is_act_noun, noun_acts, verb_acts
from dragoman.find.wants import Want
from dragoman.records import Force

_ADVERBS = (
    r"(?:(?:also|again|further|furthermore|once again|once more|strongly|urgently|solemnly|accordingly|therefore|"
    r"in particular|in this regard|in this context|in this connection|earnestly|insistently|consequently)[ ,]+)*"
)
_AGAIN = (
    r"(?:[ _,]+(?:also|again|once again|once more|further|furthermore|urgently|strongly|in particular|in this regard|"
    r"in this context|in this connection|accordingly|therefore)\b)*"
)
_NUMBER = r"(?:\(?(?:\d+|[a-z]|[ivx]+)[.,)]\s*)?"
_CUES: Final[dict[str, Force]] = {
    **dict.fromkeys("demands insists decides directs instructs orders requires".split(), "require"),
    **dict.fromkeys(
        "calls urges requests invites appeals encourages exhorts asks reiterates renews reaffirms stresses emphasizes "
        "emphasises underlines underscores resolves reminds considers affirms declares deems determines "
        "expects".split(),
        "ask",
    ),
    "recommends": "advise",
}
_VERB = "|".join(_CUES)
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
    "recognises observes repudiates terminates lifts imposes acts concludes appoints thanks shares finds".split()
)
_OPENING = re.compile(rf"\s*({_NUMBER})({_ADVERBS})([a-z]+s)\b", re.I)
_ITEM = re.compile(r"\s*\(?(?:[a-z]{1,2}|[ivx]{1,4}|\d{1,2})\)\s+|\s*[-–—•]\s+")
_ITEM_WITHIN = re.compile(r"(?:[:;,]\s*(?:and\s+|or\s+)?)\(?(?:[a-z]{1,2}|[ivx]{1,4})\)\s+")
# verbs whose clause says how things are, unless "must" or "shall" stands in it
_SOFT = frozenset(
    "reiterates renews reaffirms stresses emphasizes emphasises underlines underscores decides resolves reminds "
    "considers affirms declares deems determines".split()
)
_REPEATED: Final = {"call": "calls", "demand": "demands", "request": "requests", "appeal": "appeals"}
_OWN_PLANS = frozenset({"decides", "resolves"})
# "decides to request the parties", "(c) To call upon all States": a demand inside a decision
_INNER: Final = {
    "call": "calls", "request": "requests", "urge": "urges", "invite": "invites", "appeal": "appeals", "ask": "asks",
    "demand": "demands", "instruct": "instructs", "direct": "directs", "recommend": "recommends",
    "encourage": "encourages", "mandate": "instructs", "entrust": "instructs", "task": "instructs",
}  # fmt: skip
_DUTY = frozenset({"shall", "should", "must"})
_SELF = frozenset({"council", "assembly"})
_FOR = frozenset({"calls", "appeals", "asks", "demands"})


@dataclass(frozen=True, slots=True)
class Chapeau:
    """A demand that its paragraph leaves open: whose acts the items below are, and how they are asked for."""

    rule: str
    verb: str
    force: Force
    cue: Token
    of: Token | None
    """Who is to act, in the paragraph above."""
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
    if m is None or m[3].lower() not in _RECITALS | _CUES.keys():
        return False
    return m[3][0].isupper() or m[2][:1].isupper()


def is_item(words: str) -> bool:
    """ "(a) To cease …": one of a list that a paragraph above has opened."""
    return _ITEM.match(words) is not None


def is_class(noun: Token) -> bool:
    """ "all States", "the parties concerned": a class, unless its own words say whose."""
    if noun.lower_ not in _CLASSES:
        return False
    return not any(
        t.tag_ in ("NNP", "NNPS") and t.lower_ not in ("member", "members", "states")
        for t in noun.subtree
        if abs(t.i - noun.i) < 5 and t != noun
    )


_CLASSES = frozenset("states parties members governments countries nations factions sides belligerents".split())


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
        return list(_read(verb, cue, words)), None
    chapeau = _chapeau(verb, cue, lead)
    if chapeau is None:
        return list(_read(verb, cue, words)), None
    said = list(_read(verb, cue, lead)) if _says_an_act(lead) else []
    for i, mark in enumerate(marks):
        until = marks[i + 1].start() if i + 1 < len(marks) else end
        item = [t for t in words if mark.end() <= t.idx < until]
        if item:
            said += _item(chapeau, item)
    return said, chapeau if not marks or words[-1].text == ":" else None


def _says_an_act(lead: Sequence[Token]) -> bool:
    """Whether the words before the colon name an act of their own, of which the list gives the parts."""
    words = list(lead[_opening(lead) :])
    act = _first_act(words) or next((t for t in words if t.tag_ == "VB" and _DUTY & set(grammar.auxiliaries(t))), None)
    return act is not None and any(t.tag_.startswith("NN") and t.i > act.i for t in lead)


def _opening(words: Sequence[Token]) -> int:
    """Where the words begin that name whom the cue addresses."""
    return next((i for i, t in enumerate(words) if t.lower_ not in _LEADS_TO), 0)


def _chapeau(verb: str, cue: Token, lead: list[Token]) -> Chapeau | None:
    if any(t.lower_ in ("mandate", "tasks", "following") and t.tag_.startswith("NN") for t in lead):
        return None
    force, rest = _force_and_words(verb, lead)
    words = list(rest or ())
    words = words[_opening(words) :]
    if not words:
        return None
    to = _first_act(words)
    ends = [i for i, t in enumerate(words) if t.lower_ in ("to", "shall", "should", "must", ":", "that") and i > 0]
    limit = to or (words[ends[-1 if words[ends[-1]].lower_ != ":" or len(ends) == 1 else -2]] if ends else words[-1])
    last = next((t for t in reversed(words) if not t.is_punct), words[-1])
    above = last.lemma_ in _PREVENTS if last.tag_ == "VB" and not _says_an_act(lead) else None
    return Chapeau(f"operative_{verb}", _effective(verb, rest or ()), force, cue, _head(words, limit), above)


_PREVENTS = frozenset("prevent prohibit forbid cease stop end halt avoid ban refrain".split())


def _item(chapeau: Chapeau, words: list[Token]) -> Iterator[Want]:
    rule, force, cue = chapeau.rule, chapeau.force, chapeau.cue
    while words and (words[0].is_punct or words[0].lower_ in ("and", "or", "also", "further")):
        words = words[1:]
    if not words:
        return
    opener = words[0].lower_
    if opener == "that":
        yield from _clause(rule, force, "demands", cue, words[1:])
        return
    negative = opener == "not" or (opener in ("shall", "to") and len(words) > 1 and words[1].lower_ == "not")
    while words and words[0].lower_ in ("to", "shall", "not", "should", "must"):
        words = words[1:]
    if not words:
        return
    head = next((t for t in words[:3] if t.tag_ not in ("RB", "RBR")), words[0])
    inner = _INNER.get(head.lower_)
    if inner is not None and head.i < words[-1].i:
        yield from _read(inner, head, [t for t in words if t.i > head.i])
    elif chapeau.negative is not None:
        # "all States shall prevent: (a) The import of …"
        noun = _head(words, words[-1])
        if noun is not None:
            acts = [_within(a, words) for a in noun_acts(noun)[:1]]
            yield Want(rule, force, cue, [replace(a, negative=chapeau.negative) for a in acts])
    elif chapeau.of is None and chapeau.verb in _OWN_PLANS:
        # "decides: (b) To extend the mandate": its own act
        return
    elif _is_bare(head):
        acts = [_within(a, words) for a in _acts(head, words)]
        if words[0].i < head.i and acts:
            acts[0] = replace(acts[0], first=words[0])
        yield Want(rule, force, cue, [replace(a, negative=a.negative or negative) for a in acts])
    elif chapeau.verb in ("calls", "demands", "urges", "insists", "requests") and words[0].tag_ != "VBG":
        noun = _head(words, words[-1])
        if noun is not None and is_act_noun(noun):
            yield Want(rule, force, cue, [_within(a, words) for a in noun_acts(noun)])


def _within(act: ActSpan, words: Sequence[Token]) -> ActSpan:
    """Without the letter of its item."""
    return replace(act, first=words[0]) if act.first.i < words[0].i else act


def _is_bare(word: Token) -> bool:
    """A verb in its base form; a tagger takes "(a) Freeze the funds" for a noun or a name."""
    if word.tag_ in ("VB", "VBP"):
        return True
    following = word.nbor(1) if word.i + 1 < len(word.doc) else None
    if following is None or word.lower_.endswith(_NOMINAL) or following.lower_ in ("of", "for", "and", ",", "between"):
        return False
    return following.tag_ in ("DT", "PRP$", "PDT") or (
        word.tag_ in ("NN", "NNP") and following.tag_ in ("RB", "IN", "NNS", "JJ", "CD", "TO")
    )


_NOMINAL = ("tion", "sion", "ment", "ance", "ence", "ity", "ing", "al", "s")


def _force_and_words(verb: str, words: list[Token]) -> tuple[Force, list[Token] | None]:
    """The force of the cue, and what follows it; None where a repeated "its resolution" demands nothing."""
    if verb in ("reiterates", "renews", "reaffirms"):
        # "reiterates its call upon", "renews its demand that"
        inner = next((i for i, t in enumerate(words[:5]) if t.lemma_ in _REPEATED), None)
        if inner is None:
            return _CUES[verb], None
        return _CUES[_REPEATED[words[inner].lemma_]], words[inner + 1 :]
    return _CUES[verb], words


def _effective(verb: str, rest: Sequence[Token]) -> str:
    """ "calls" for "reiterates its call upon"; else the verb itself. `rest` is what follows."""
    before = rest[0].nbor(-1).lemma_ if rest and rest[0].i else ""
    return _REPEATED.get(before, verb) if verb in ("reiterates", "renews", "reaffirms") else verb


def _read(verb: str, cue: Token, words: list[Token]) -> Iterator[Want]:
    if words[0].lower_ == "attention":
        return
    rule = f"operative_{verb}"
    force, rest = _force_and_words(verb, words)
    if rest is None:
        # "reaffirms that all States must …"
        yield from _must_clauses(rule, force, verb, cue, words)
        return
    verb, words = _effective(verb, rest), rest
    while words and words[0].lower_ in _LEADS_TO:
        if (words[0].lower_ == "for" and verb in _FOR) or (words[0].lower_, verb) == ("on", "insists"):
            yield from _thing(rule, force, cue, words[1:])
            return
        words = words[1:]
    if not words:
        return
    to = _first_act(words)
    if verb in _OWN_PLANS and words[0].lower_ in _INNER and words[0].i and words[0].nbor(-1).lower_ == "to":
        to = words[0]
    that = _that(words)
    if that is not None and (to is None or words[that].i < to.i or words[that - 1].text == ","):
        yield from _clause(rule, force, verb, cue, words[that + 1 :])
    elif verb in _OWN_PLANS and to is not None and to.lower_ in _INNER and to.i < words[-1].i:
        yield from _read(_INNER[to.lower_], to, [t for t in words if t.i > to.i])
    elif verb in _SOFT:
        yield from _needs(rule, force, cue, words)
    elif to is not None:
        of = _head(words, to)
        if of is not None and is_act_noun(of) and verb in _OF_THINGS:
            # "encourages the rapid deployment of all contingents to meet …"
            yield from _thing(rule, force, cue, words)
        elif of is not None:
            yield Want(rule, force, cue, _acts(to, words), None, of)
    elif verb in _OF_THINGS:
        # "recommends to the Governments concerned the scrupulous respect of …"
        named = next((t for t in words if t.tag_ in ("NN", "NNS") and is_act_noun(t)), None)
        whose = _head(words, words[-1])
        if named is not None and whose is not None and whose.i < named.i and not is_act_noun(whose):
            yield Want(rule, force, cue, noun_acts(named), None, whose)
        else:
            yield from _thing(rule, force, cue, words)
    elif verb in ("calls", "appeals"):
        # "appeals to all parties for the release of …"
        wanted = next((i for i, t in enumerate(words[:-1]) if t.lower_ == "for" and i > 0), None)
        if wanted is not None and _head(words, words[wanted]) is not None:
            yield from _thing(rule, force, cue, words[wanted + 1 :], _head(words, words[wanted]))


def _that(words: list[Token]) -> int | None:
    """Where the clause of what is demanded opens: right after the cue and whom it addresses, or after an aside."""
    for i, token in enumerate(words[:45]):
        if token.lower_ != "that" or token.tag_ in ("DT", "WDT"):
            continue
        if i < 6 or words[i - 1].text == ",":
            return i
    return None


def _must_clauses(rule: str, force: Force, verb: str, cue: Token, words: list[Token]) -> Iterator[Want]:
    that = _that(words)
    if that is not None:
        yield from _clause(rule, force, verb, cue, words[that + 1 :])


def _needs(rule: str, force: Force, cue: Token, words: list[Token]) -> Iterator[Want]:
    """ "stresses the need for all parties to respect …", "emphasizes the responsibility of X to …"."""
    for i, token in enumerate(words[:12]):
        if token.lower_ not in ("need", "necessity", "importance", "obligation", "responsibility"):
            continue
        rest = words[i + 1 :]
        if not rest or rest[0].lower_ not in ("for", "of", "to", "that"):
            return
        act = _first_act(rest if rest[0].lower_ != "to" else words[i:], able=False)
        if act is not None and act.i - token.i < _NEAR:
            of = _head(rest, act) if rest[0].lower_ in ("for", "of") else None
            yield Want(rule, force, cue, _acts(act, words), None, of)
        elif rest[0].lower_ == "for" and token.lower_ in ("need", "necessity"):
            yield from _thing(rule, force, cue, rest[1:])
        return


_OF_THINGS = frozenset({"demands", "urges", "encourages", "recommends"})
_LEADS_TO = frozenset({"upon", "on", "to", "for", ",", "_", "of"})
"""Between the cue and whom it addresses: "calls upon", "appeals to", "demands of"."""
_NEAR = 25
"""Words between "the need for" and what those named there are to do."""


def _first_act(words: list[Token], *, able: bool = True) -> Token | None:
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


def _head(words: list[Token], act: Token) -> Token | None:
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


def _acts(first: Token, words: list[Token]) -> list[ActSpan]:
    """The act and those that a further "to" adds."""
    heads = [first, *_further(first, words)]
    found: list[ActSpan] = []
    for n, head in enumerate(heads):
        limit = heads[n + 1].i if n + 1 < len(heads) else words[-1].i + 1
        for act in _spans(head, limit):
            if act.first.i <= act.last.i and not _overlap(act, found):
                found.append(act)
    return found


def _further(first: Token, words: list[Token]) -> Iterator[Token]:
    """The verbs of later acts in the same row: "to A, to B and to C"; "to A, to B" says what A is for."""
    links = {i: _link(words, i) for i, t in enumerate(words) if t.i > first.i and t.lower_ == "to"}
    purpose = False
    for i, link in links.items():
        verb = next((t for t in words[i + 1 : i + 4] if t.tag_ == "VB"), None)
        if link == "purpose" or verb is None or not link:
            purpose = purpose or link == "purpose"
            continue
        if link == "and" and purpose:
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


def _more(verb: Token, words: list[Token]) -> Iterator[ActSpan]:
    """ "respect the Force and refrain from any action", where the parse takes the second verb for a noun."""
    for token in words[1:]:
        if token.i <= verb.i + 1 or token.nbor(-1).lower_ != "and" or token.i + 1 >= len(token.doc):
            continue
        own = token.dep_ != "conj" or token.head == verb or not grammar.is_verb(token.head)
        opens = token.nbor(1).lower_ in ("from", "to", "with", "by") or token.nbor(1).tag_ in ("DT", "PRP$")
        free = not any(t.tag_ == "WDT" for t in token.doc[verb.i : token.i])
        if own and opens and free and token.lower_ in _LOOKALIKES:
            yield ActSpan(token, _rest(token, words[-1].i + 1), token)


def _also_due(verb: Token, words: list[Token]) -> Iterator[ActSpan]:
    """ "shall freeze the funds and shall prevent their transfer"."""
    for i, token in enumerate(words[:-1]):
        if token.i > verb.i and token.lower_ in _DUTY and words[i - 1].lower_ == "and":
            act = next((t for t in words[i + 1 : i + 6] if t.tag_ == "VB"), None)
            if act is not None and act.lower_ != "be":
                yield from _spans(act, words[-1].i + 1)


# verbs that a tagger takes for nouns after "and"
_LOOKALIKES = frozenset(
    "refrain desist abstain permit return release end halt stop respect support help cease transfer report withdraw "
    "cooperate co-operate comply lift grant remove allow".split()
)


def _overlap(act: ActSpan, found: Sequence[ActSpan]) -> bool:
    return any(act.first.i <= other.last.i and other.first.i <= act.last.i for other in found)


def _spans(head: Token, limit: int) -> Iterator[ActSpan]:
    lead: ActSpan | None = None
    acts = [a for n, a in enumerate(verb_acts(head)) if not n or _is_joined(a, head)]
    for n, act in enumerate(acts):
        if act.first.i >= limit:
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
        last = _rest(act.head, limit)
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


def _rest(word: Token, limit: int) -> Token:
    """Where the parse leaves an act without its object: the words up to the next comma."""
    last, aside = word, word.i + 1 < limit and word.nbor(1).text == ","
    for token in word.doc[word.i + (2 if aside else 1) : limit]:
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


def _clause(rule: str, force: Force, verb: str, cue: Token, words: list[Token]) -> Iterator[Want]:
    """ "that all States shall refrain", "that South Africa withdraw"."""
    act, duty = _clause_verb(words, bare=verb not in _SOFT)
    if act is not None:
        if duty and verb in ("stresses", "emphasizes", "emphasises", "underlines", "underscores", "reaffirms"):
            force = "require" if duty == "must" else force
        yield from _clause_act(rule, force, cue, words, act)
    again = next(
        (i for i, t in enumerate(words) if i > 3 and t.lower_ == "that" and words[i - 1].lower_ in ("and", ",")), None
    )
    if again is not None and words[again].tag_ not in ("DT", "WDT"):
        yield from _clause(rule, force, verb, cue, words[again + 1 :])


def _clause_verb(words: list[Token], *, bare: bool) -> tuple[Token | None, str]:
    """What the clause has its subject do, and the word of duty before it."""
    aside = False
    for i, token in enumerate(words[:50]):
        if token.text == "," and not aside:
            aside = True
        elif token.text == ",":
            aside = False
        if token.lower_ in _DUTY and token.tag_ == "MD":
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
    subject = _head(words, act)
    if words[0].lower_ == "there":
        # "insists that there shall be no interference with the Force"
        yield Want(rule, force, cue, [ActSpan(words[0], _rest(act, words[-1].i + 1), act)], None, None)
        return
    if subject is not None and (subject.lower_ in _SELF or (subject.lower_ == "it" and cue.lower_ in _OWN_PLANS)):
        # "decides that it shall meet again": its own plan
        return
    passive = act.lower_ == "be" or grammar.is_passive(act)
    verb = act.head if act.lower_ == "be" and grammar.is_verb(act.head) and act.head.i > act.i else act
    if passive and cue.lower_ in _OWN_PLANS and verb.lemma_ in _ARRANGES:
        # "decides that the Group shall be established for six months": done by deciding it
        return
    limit = words[-1].i + 1
    if (passive or act.lemma_ in _UNDERGOES) and subject is not None:
        for span in verb_acts(verb)[:1]:
            first = words[0] if words[0].i <= span.first.i else span.first
            yield Want(rule, force, cue, [ActSpan(first, span.last, verb)], None, None)
    else:
        acts = [*_spans(verb, limit), *_more(verb, words), *_also_due(verb, words)]
        acts = [a for n, a in enumerate(acts) if not _overlap(a, acts[:n])]
        whole = tuple(replace(a, first=words[0]) for a in acts[:1])
        yield Want(rule, force, cue, acts, None, subject, whole=whole)


# "that all detainees receive humane treatment": others are to act
_ARRANGES = frozenset("establish extend renew create prolong increase review consider convene constitute".split())
_UNDERGOES = frozenset("receive enjoy benefit obtain".split())


def _thing(rule: str, force: Force, cue: Token, words: list[Token], of: Token | None = None) -> Iterator[Want]:
    first = next((t for t in words[:3] if t.tag_ in ("VB", "NN", "NNS")), None)
    if first is not None and first.tag_ == "VB":
        # "calls for respect for …", where the tagger takes the noun for a verb
        yield Want(rule, force, cue, list(_spans(first, words[-1].i + 1)), None, of)
        return
    head = _head(words, words[-1])
    if head is not None:
        yield Want(rule, force, cue, noun_acts(head), None, of)
