"""Whom does a cue name as the one who speaks, and whom as the one spoken to?

The parser is asked first. Quotation marks lead it astray, so a subject inside a quotation is
never believed, and the phrase that stands beside the verb is taken instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.cast import Cast
from dragoman.find.cues import FIRST_PERSON, LISTENERS, MAY_SAY, NOBODY, PAPERS, SAYS
from dragoman.find.passages import Passage
from dragoman.records import Actor, hashed

_TELLS = frozenset("tell ask assure inform warn remind urge advise thank beg implore".split())
_SUBJECT_TAGS = ("NN", "PRP", "DT", "JJ", "WP", "CD")
_NARROWS = frozenset({"appos", "relcl", "acl", "nmod"})
_NARROWING_PREPOSITIONS = frozenset("of for from at with under in".split())


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody's speaking, as one place of the text tells it. `rule` names the way it was found."""

    rule: str
    speaker: Actor | None
    verb: Token | None
    passage: Passage
    addressee: Actor | None = None
    cue: tuple[int, int] | None = None


class Ear:
    """Reads who speaks off a cue and its surroundings."""

    def __init__(self, cast: Cast, authors: Sequence[str] = ()) -> None:
        self.cast = cast
        # who "I" is in the narrator's own words: the author, where there is only one
        self._narrator = authors[0] if len(authors) == 1 else None

    def voice(self, rule: str, passage: Passage, verb: Token | None, who: Token | None) -> Voice:
        """The voice of the phrase headed by `who`, told by `verb`: a verb, or what "according to" governs."""
        is_verb = verb is not None and verb.tag_.startswith("VB")
        addressee = self.addressee(passage, verb) if verb is not None and is_verb else None
        return Voice(rule, self.speaker(passage, who, verb), verb, passage, addressee, cue_span(passage, verb))

    def actor(self, passage: Passage, noun: Token) -> Actor | None:
        """Whom the phrase headed by `noun` means; the phrase itself where the cast knows nobody."""
        sentence = passage.sentence_of(noun)
        known = self.cast.who(sentence, noun)
        if not known:
            mention = self.cast.mention_at(sentence, noun)
            known = mention.actors if mention is not None else ()
        if known:
            return known[0]
        if noun.lower_ == "i" and self._narrator is not None and not passage.is_quoted(noun):
            return _named(self._narrator, passage, noun)
        if noun.lower_ in FIRST_PERSON or noun.tag_ in ("PRP", "PRP$", "WP", "WDT", "EX"):
            return None
        return unknown_actor(passage, noun)

    def speaker(self, passage: Passage, noun: Token | None, verb: Token | None = None) -> Actor | None:
        """The actor, with all that the text says of them at this place: "Ann Lee, a lawyer for the miners"."""
        if noun is None or (noun.lower_ in NOBODY and noun.lower_ != "it"):
            return None
        actor = self._answering(passage, noun) or self.actor(passage, _named_by(noun))
        if actor is None or actor.start is None or noun.tag_.startswith("PRP"):
            return actor
        last = narrowed(passage, noun, verb)
        end = passage.end_of(last)
        start = passage.start_of(_first_of(passage, noun))
        end = max(end, actor.end or 0)
        if any(q.open < end and start < q.close for q in passage.quoted):
            start, end = actor.start, max(actor.end or 0, passage.end_of(noun))
        return actor.model_copy(update={"text": passage.text[start:end], "start": start, "end": end})

    def _answering(self, passage: Passage, pronoun: Token) -> Actor | None:
        """ "I called Lee. He said …": whoever the narrator turned to in the sentence before."""
        if pronoun.lower_ not in ("he", "she", "they"):
            return None
        at = passage.sentence_of(pronoun)
        i = passage.sentences.index(at)
        if i == 0:
            return None
        verb = passage.sentences[i - 1].words.root
        own = grammar.first(grammar.children(verb, "nsubj"))
        if own is None or own.lower_ not in FIRST_PERSON or passage.is_quoted(own):
            return None
        asked = grammar.objects(verb) or grammar.governed_by(verb, "to", "with")
        if not asked or not asked[0].tag_.startswith("NN"):
            return None
        found = self.cast.who(passage.sentences[i - 1], asked[0])
        start = passage.start_of(pronoun)
        update = {"text": pronoun.text, "start": start, "end": start + len(pronoun.text)}
        return found[0].model_copy(update=update) if found else None

    def subject(self, passage: Passage, verb: Token, earliest: int = 0) -> Token | None:
        """Who speaks by this verb, outside all quotations."""
        if grammar.children(verb, "auxpass") and verb.lemma_ in _TELLS:
            return grammar.agent(verb)  # who was asked is not the one who asks
        own = self._shared_subject(passage, verb) or grammar.subject(verb)
        if own is not None and verb.dep_ in ("acl", "relcl") and own.lemma_ in PAPERS | LISTENERS:
            # "sent an e-mail to supporters saying": the sender
            own = _sender(own) or own
        if own is not None and (passage.is_quoted(own) or own.lower_ in ("which", "that", "there")):
            own = None
        if own is not None and own.tag_.startswith(_SUBJECT_TAGS):
            return owner(own)
        by = grammar.agent(verb)
        if by is not None and not passage.is_quoted(by):
            return by
        # the parser lost its way among the marks: the phrase before the verb, else the one after it
        found = phrase_head(passage, _after_dash(passage, earliest, verb.i), verb.i)
        if found is None:
            found = phrase_head(passage, verb.i + 1, min(len(passage.words), verb.i + 12))
        return owner(found) if found is not None else None

    def _shared_subject(self, passage: Passage, verb: Token) -> Token | None:
        """ "X said it was early but added", "X said …, saying": the subject of the verb of saying before."""
        if grammar.children(verb, "nsubj", "nsubjpass") or verb.i == 0:
            return None
        before = verb.nbor(-1)
        if before.tag_ == "RB" and before.i > 0:
            before = before.nbor(-1)
        if verb.tag_ != "VBG" and before.tag_ != "CC":
            return None
        if verb.dep_ == "conj" and verb.head.dep_ != "ccomp" and grammar.children(verb.head, "nsubj"):
            return None
        sentence = passage.sentence_of(verb)
        start = sentence.words.start
        if verb.i == start and start > 0:
            # "Adding, …" as a sentence of its own
            start = passage.sentence_of(passage.words[start - 1]).words.start
        for token in reversed(passage.words[start : verb.i]):
            if token.lemma_ in SAYS and token.tag_ in ("VBD", "VBZ", "VBP") and not passage.is_quoted(token):
                own = grammar.first(grammar.children(token, "nsubj"))
                if own is not None and not own.tag_.startswith("W") and not passage.is_quoted(own):
                    return own
        return None

    def addressee(self, passage: Passage, verb: Token) -> Actor | None:
        """ "told reporters", "said to Gordon", "asked the minister"."""
        noun: Token | None = None
        if verb.lemma_ in _TELLS:
            noun = grammar.first(c for c in grammar.children(verb, "dobj", "dative") if c.i > verb.i and c.tag_ != "IN")
        if noun is None and verb.lemma_ in SAYS:
            noun = grammar.first(grammar.governed_by(verb, "to"))
        if noun is None or not noun.tag_.startswith(("NN", "PRP")) or passage.is_quoted(noun):
            return None
        actor = self.actor(passage, noun)
        named = noun.tag_.startswith(("NNP", "PRP")) or noun.lemma_ in LISTENERS
        return actor if named or (actor is not None and actor.country is not None) else None

    def cue_in(self, words: Sequence[Token], *, close: bool = True) -> Token | None:
        """The last verb of saying among these words; verbs that only may tell of speech count where `close`."""
        verbs = [t for t in words if t.tag_.startswith("VB")]
        for table in (SAYS, MAY_SAY) if close else (SAYS,):
            for verb in reversed(verbs):
                if verb.lemma_ in table:
                    return verb
        return None

    def colon(self, passage: Passage) -> Voice | None:
        """Who the last sentence of this paragraph is about: whoever speaks next, where it ends in a colon."""
        words = [t for t in passage.sentences[-1].words if not t.is_space]
        verb = self.cue_in(words)
        if verb is not None:
            return self.voice("before", passage, verb, self.subject(passage, verb, words[0].i))
        return self.about("colon", passage, words)

    def about(self, rule: str, passage: Passage, words: Sequence[Token]) -> Voice | None:
        """The voice of whoever these words, which hold no cue, are about."""
        inside = {t.i for t in words}
        if rule == "colon":
            named = _named_last(words)
            if named is not None:
                return self.voice(rule, passage, None, named)
        root = next((t for t in words if t.head == t or t.head.i not in inside), words[0])
        who = self.subject(passage, root, words[0].i) if root.tag_.startswith("VB") else None
        if who is None:
            who = phrase_head(passage, words[0].i, words[-1].i + 1)
        return self.voice(rule, passage, None, owner(who)) if who is not None else None


def cue_span(passage: Passage, verb: Token | None) -> tuple[int, int] | None:
    """The cue's code points: the verb, or "according to" before what it governs."""
    if verb is None:
        return None
    if verb.tag_.startswith("VB"):
        return passage.start_of(verb), passage.end_of(verb)
    to = verb.head
    if to.lower_ == "to" and to.i > 0 and to.nbor(-1).lower_ == "according":
        return passage.start_of(to.nbor(-1)), passage.end_of(to)
    return None


def narrowed(passage: Passage, noun: Token, verb: Token | None) -> Token:
    """The last word that the text says of this noun in one breath: appositions, "of …", "who …"."""
    last = noun
    for child in noun.rights:
        if child.is_punct or child.is_space:
            continue
        narrows = child.dep_ in _NARROWS or (child.dep_ == "prep" and child.lower_ in _NARROWING_PREPOSITIONS)
        if not narrows or (verb is not None and child.left_edge.i <= verb.i <= child.right_edge.i):
            break
        last = child.right_edge
    while last.i > noun.i and (last.is_punct or last.is_space) and last.text not in ")]":
        last = last.nbor(-1)
    return last if not passage.is_quoted(last) else noun


def _after_dash(passage: Passage, first: int, last: int) -> int:
    dashes = [t.i for t in passage.words[first:last] if t.text in ("—", "–", "―", "--")]
    # one dash parts the clause; two set off an aside, and the subject stands before it
    return dashes[0] + 1 if len(dashes) % 2 else first


def phrase_head(passage: Passage, first: int, last: int) -> Token | None:
    """Head of the first noun phrase between these token numbers, outside quotations and prepositions."""
    run: list[Token] = []
    governed = False
    for token in passage.words[first:last]:
        noun = (
            token.tag_.startswith(("NN", "PRP"))
            and token.tag_ != "PRP$"
            and token.text[-1:].isalnum() | (len(token.text) > 1)
        )
        if passage.is_quoted(token) or (run and not noun and token.tag_ not in ("POS", "HYPH")):
            if run and not governed:
                break
            run = []
        if noun and not passage.is_quoted(token):
            run.append(token)
        elif token.tag_ == "POS":
            run = []
        governed = token.tag_ in ("IN", "TO") or (
            governed and (noun or token.tag_ in ("DT", "JJ", "PRP$", "POS", "CD"))
        )
    if not run or governed:
        return None
    inside = {t.i for t in run}
    heads = [t for t in run if t.head.i not in inside or t.head == t]
    return heads[-1] if heads else run[-1]


def _named_by(noun: Token) -> Token:
    """ "a local pharmacist, Ismael": the name."""
    if noun.tag_.startswith("NNP"):
        return noun
    named = (c for c in noun.rights if c.dep_ == "appos" and c.tag_ == "NNP" and c.left_edge.nbor(-1).text != "(")
    return next(named, noun)


def _named_last(words: Sequence[Token]) -> Token | None:
    """ "More from Ann Lee:", "This does not surprise the pollster Ann Lee:": the name right before the colon."""
    names = [t for t in words if not t.is_punct and not t.is_space]
    if not names or names[-1].tag_ != "NNP":
        return None
    last = names[-1]
    phrase = grammar.base_phrase(last)[0]
    before = phrase.nbor(-1) if phrase.i > words[0].i else None
    if before is None or before.lower_ in ("from", "by", "as", "and") or before.tag_ in ("VBZ", "VBD", "VBP", "VB"):
        return last
    return None


def unknown_actor(passage: Passage, noun: Token) -> Actor:
    """Somebody of whom nothing is known but what the text calls them here."""
    start, end = passage.start_of(_first_of(passage, noun)), passage.end_of(noun)
    exact = passage.text[start:end]
    return Actor(
        name=exact, text=exact, start=start, end=end, country=None, sector=None, role=None, in_office=None,
        id=hashed("actor", exact.lower().removeprefix("the ")),
    )  # fmt: skip


def _named(name: str, passage: Passage, pronoun: Token) -> Actor:
    start = passage.start_of(pronoun)
    return Actor(
        name=name, text=pronoun.text, start=start, end=start + len(pronoun.text),
        country=None, sector=None, role=None, in_office=None, id=hashed("actor", name.lower()),
    )  # fmt: skip


def _first_of(passage: Passage, noun: Token) -> Token:
    """First word of the phrase that this noun heads, on this side of any mark that the parser strayed over."""
    first: Token = grammar.base_phrase(noun)[0]
    for token in passage.words[first.i : noun.i]:
        if passage.is_quoted(token) or token.is_space or (token.is_punct and token.tag_ != "HYPH"):
            first = token.nbor(1)
    return first


def _sender(paper: Token) -> Token | None:
    """Who sends the message: the subject of the verb that it, or its preposition, depends on."""
    above = paper.head
    for _ in range(3):
        if above.tag_.startswith("VB"):
            return grammar.subject(above)
        above = above.head
    return None


def according(words: Sequence[Token]) -> Token | None:
    """What "according to" governs."""
    for token in words:
        if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "to":
            return grammar.first(grammar.children(token.nbor(1), "pobj"))
    return None


def owner(noun: Token) -> Token:
    """ "Kramer's statement said": Kramer. The statement itself where nobody owns it."""
    if noun.lemma_ not in PAPERS:
        return noun
    found = grammar.noun_agent(noun) or grammar.first(grammar.governed_by(noun, "from", "by"))
    return found if found is not None else noun
