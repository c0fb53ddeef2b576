"""Who says the words at this place: the teller of the clause, the speaker of the statement, or nobody.

The grammar of the sentence goes before the statements found in the whole text, because "she said
that they must" holds inside a quotation too.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.act_spans import is_act_noun, noun_span
from dragoman.find.cast import Cast
from dragoman.find.demand_words import NO_WILL, PAPERS, SAY, SOMEBODY
from dragoman.find.language import Sentence, Text
from dragoman.records import Actor, Span, Statement, hashed

_PRONOUNS = ("PRP", "PRP$", "DT", "EX", "WP", "WDT", "WP$")
_PERSON_ENDINGS = ("ers", "ists", "ists", "ants", "man", "men", "woman", "women", "ians", "ors")
_VIEWS = frozenset("position view message demand condition line stance opinion belief stand policy appeal".split())
_PLAINLY_SAY = frozenset("say tell add argue insist warn stress declare write".split())
_OPEN, _CLOSE = "“", "”"
_LONGEST_NAME = 12
"""Tokens after its head that may still belong to somebody's description."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody's words. `teller` is the subject of "said" in the same sentence, if that is how we know."""

    speakers: tuple[Actor, ...]
    statement: Statement | None
    teller: Token | None = None
    cue: Token | None = None


class Voices:
    """Answers for every token of one article."""

    def __init__(self, text: Text, cast: Cast, statements: Iterable[Statement]) -> None:
        self._text, self._cast = text, cast
        self._statements = tuple(statements)
        self._open = _open_paragraphs(text)

    def at(self, sentence: Sentence, token: Token) -> Voice | None:
        """Whose words hold this token; None where it is the narrator's own."""
        statement = self.statement_at(sentence.start_of(token))
        cue = _telling_verb(token)
        teller = _teller_of(cue) if cue is not None else None
        if teller is not None:
            speakers = self.who(sentence, teller)
            if not speakers and statement is not None:
                speakers = self._speaker(statement)
            return Voice(speakers, statement, teller, cue)
        if statement is not None:
            return Voice(self._speaker(statement), statement)
        source = _source(sentence, token)
        if source is not None:
            return Voice(self.who(sentence, source), None, source)
        if self._continues(sentence, token):
            before = self._statement_before(sentence.start)
            return Voice(self._speaker(before) if before is not None else (), None)
        return None

    def _speaker(self, statement: Statement) -> tuple[Actor, ...]:
        """Who speaks; where nobody could be told, the "he" of "he said"."""
        if statement.speaker is not None or statement.cue is None:
            return (statement.speaker,) if statement.speaker is not None else ()
        sentence = self._text.sentence_at(statement.cue.start)
        if sentence is None:
            return ()
        for token in sentence.words:
            if sentence.start_of(token) == statement.cue.start and grammar.is_verb(token):
                teller = grammar.first(grammar.children(token, "nsubj"))
                return self.who(sentence, teller) if teller is not None and teller.lower_ in ("he", "she") else ()
        return ()

    def statement_at(self, position: int) -> Statement | None:
        """The shortest statement that holds this code point."""
        around = [s for s in self._statements if s.start <= position < s.end]
        return min(around, key=lambda s: s.end - s.start, default=None)

    def who(self, sentence: Sentence, token: Token) -> tuple[Actor, ...]:
        """Whom a noun phrase means, strangers included; nobody for a pronoun that stays open."""
        token = grammar.resolved(token)
        known = self._cast.who(sentence, token)
        name = grammar.first(c for c in grammar.children(token, "appos") if c.tag_.startswith("NNP"))
        if name is not None and not token.tag_.startswith("NNP"):
            # "the union's head, Mary Smith": the name is the person
            known = self._cast.who(sentence, name) or known
        if not known and token.dep_ in ("compound", "nmod", "amod"):
            # "that Chile apologise", where the parser takes the verb for a noun
            mention = self._cast.mention_at(sentence, token)
            known = mention.actors if mention is not None and mention.last == token.i else ()
        if not known and token.lower_ == "both":
            return self._last_two(sentence)
        if known:
            return tuple(self._widened(sentence, token, a) for a in known)
        if token.lower_ in ("he", "she"):
            return (self._unknown(sentence, token),)
        if token.tag_ in _PRONOUNS and not (
            token.lower_ == "those" and grammar.children(token, "prep", "relcl", "acl")
        ):
            return ()
        return (self._stranger(sentence, token),) if any(c.isalpha() for c in token.text) else ()

    def _last_two(self, sentence: Sentence) -> tuple[Actor, ...]:
        """ "Both said": who did what the two sentences before tell."""
        found: dict[str, Actor] = {}
        for before in reversed(self._text.sentences[max(0, sentence.number - 3) : sentence.number]):
            for token in before.words:
                if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT" and len(found) < 2:
                    for actor in self._cast.who(before, token):
                        found.setdefault(actor.id, actor)
        return tuple(reversed(found.values())) if len(found) == 2 else ()

    def is_somebody(self, sentence: Sentence, token: Token) -> bool:
        """Whether the phrase names somebody who can act: the cast knows, or the word itself says so."""
        token = grammar.resolved(token)
        if self._cast.mention_at(sentence, token) is not None and self._cast.who(sentence, token):
            return True
        if token.lower_ in SOMEBODY or token.lemma_ in SOMEBODY:
            return True
        if is_act_noun(token):
            return False
        return token.tag_.startswith("NNP") or (token.tag_ in ("NN", "NNS") and token.lower_.endswith(_PERSON_ENDINGS))

    def _widened(self, sentence: Sentence, token: Token, actor: Actor) -> Actor:
        """A description with what follows its head: "relatives" are "relatives of the hostages"."""
        mention = self._cast.mention_at(sentence, token)
        if mention is None or mention.kind != "description" or actor.start is None:
            return actor
        if actor.end != sentence.end_of(token) or grammar.children(token, "conj"):
            return actor
        last = _end_of_name(token)
        if not token.i < last.i <= token.i + _LONGEST_NAME:
            return actor
        end = sentence.end_of(last)
        return actor.model_copy(update={"text": sentence.text[actor.start : end], "end": end})

    def _unknown(self, sentence: Sentence, token: Token) -> Actor:
        """A "he" that stays open: somebody, but nobody knows who, and no other "he"."""
        quote = sentence.quote(token, token)
        key = hashed("actor", self._text.document.id, quote.start)
        return _nameless(quote, key)

    def _stranger(self, sentence: Sentence, token: Token) -> Actor:
        first, last = noun_span(token)[0], _end_of_name(token)
        for word in token.doc[first.i : token.i]:
            if word.tag_ in ("VBD", "VBZ"):
                # "she urged European states", where the parser takes "she urged" for an adjective
                first = word.nbor(1)
        while first.i < token.i and (first.tag_ in ("DT", "PDT") or first.is_punct):
            first = first.nbor(1)
        quote = sentence.quote(first, last if last.i - token.i <= _LONGEST_NAME else token)
        return _nameless(quote, hashed("actor", quote.exact, None))

    def _continues(self, sentence: Sentence, token: Token) -> bool:
        """Whether the paragraph goes on with a quotation that was opened above and never closed."""
        if sentence.paragraph not in self._open:
            return False
        start, end, raw = sentence.part.start, sentence.part.end, self._text.document.text
        at = sentence.start_of(token)
        return all(mark < 0 or at < mark for mark in (raw.find(_CLOSE, start, end), raw.find(_OPEN, start, end)))

    def _statement_before(self, position: int) -> Statement | None:
        before = [s for s in self._statements if s.end <= position and s.kind != "indirect"]
        return max(before, key=lambda s: s.end, default=None)


def _end_of_name(noun: Token) -> Token:
    """Last word of somebody's description, relative clauses and names in apposition left off."""
    last = noun_span(noun)[1]
    for child in noun.children:
        if child.dep_ in ("relcl", "acl", "appos") and noun.i < child.left_edge.i <= last.i:
            last = child.left_edge.nbor(-1)
    while last.i > noun.i and last.is_punct:
        last = last.nbor(-1)
    return last


def _nameless(quote: Span, key: str) -> Actor:
    return Actor(
        name=quote.exact,
        text=quote.exact,
        start=quote.start,
        end=quote.end,
        country=None,
        sector=None,
        role=None,
        in_office=None,
        id=key,
    )


def demander(cue: Token) -> Token | None:
    """Who asks, for a verb of asking: its doer; for a letter or a resolution that asks, whoever made that."""
    doer = grammar.doer(cue)
    return maker(doer) if doer is not None else None


def maker(noun: Token) -> Token:
    """Whoever stands behind a paper: "a letter by doctors urging", "launched a petition calling"; else the noun."""
    if noun.dep_ == "appos" and noun.head.tag_.startswith("NNP"):
        return noun.head
    if noun.lemma_ not in PAPERS:
        return noun
    own = grammar.noun_agent(noun)
    if own is not None:
        return own
    made = [c for c in grammar.children(noun, "acl") if c.lemma_ in ("issue", "publish", "draft", "write", "send")]
    for host in (noun, *made):
        for word, governed in grammar.prepositions(host):
            if word in ("from", "by") and governed.dep_ == "pobj":
                return governed
    verb = noun.head
    if verb.dep_ == "prep" and verb.lower_ in ("in", "with", "of") and grammar.is_verb(verb.head):
        verb = verb.head
    if noun.dep_ in ("dobj", "pobj") and grammar.is_verb(verb):
        doer = grammar.doer(verb)
        if doer is not None and doer.i != noun.i:
            return doer
    return noun


def is_first_person(token: Token) -> bool:
    """ "I", "us", "our": never the "US" of a headline."""
    return token.tag_ in ("PRP", "PRP$") and token.lower_ in _FIRST_PERSON and token.text != "US"


_FIRST_PERSON = frozenset("i me my mine we us our ours myself ourselves".split())


def has_will(noun: Token) -> bool:
    """Whether the noun can want something: people, bodies and papers do, laws and crises do not."""
    word = noun.lower_
    if noun.lemma_ in PAPERS:
        return True
    return (
        noun.lemma_ not in NO_WILL
        and word not in NO_WILL
        and not word.endswith(("ness", "ism"))
        and not is_act_noun(noun)
    )


def _telling_verb(token: Token) -> Token | None:
    """The verb of saying in whose complement this token stands: "said that …", "…, she said"."""
    below = token
    for above in grammar.governors(token):
        says = grammar.is_verb(above) and above.lemma_ in SAY and below.dep_ in ("ccomp", "parataxis", "dep")
        # "he should say: you must …" is still the words of whoever would have him say it
        if says and not set(grammar.auxiliaries(above)) & {"should", "must", "could", "might", "to"}:
            return above
        if below.dep_ == "ccomp" and above.lemma_ == "be":
            view = grammar.first(grammar.children(above, "nsubj"))
            if view is not None and view.lemma_ in _VIEWS and grammar.noun_agent(view) is not None:
                return above
        if below.dep_ == "ccomp" and above.lower_ in ("clear", "convinced", "adamant", "certain", "sure"):
            return above
        below = above
    return None


def _teller_of(cue: Token) -> Token | None:
    found = grammar.doer(cue) if grammar.is_verb(cue) else grammar.subject(cue.head)
    if found is not None and cue.lemma_ == "be" and found.lemma_ in _VIEWS:
        return grammar.noun_agent(found)
    if found is None or found.lower_ in ("that", "this", "which", "there", "what"):
        return None
    return maker(found)


def _source(sentence: Sentence, token: Token) -> Token | None:
    """Who is named beside the clause: "according to X", "as X said"; or the teller of the clause it goes on from."""
    for each in sentence.words:
        if each.lower_ == "according":
            for preposition in each.children:
                for governed in preposition.children:
                    if governed.dep_ == "pobj" and not governed.is_ancestor(token):
                        return governed
        elif each.lemma_ in SAY and each.dep_ == "advcl" and grammar.marker(each) == "as" and grammar.is_verb(each):
            return grammar.first(grammar.children(each, "nsubj"))
    verb = grammar.clause_of(token)
    if verb.dep_ == "conj":
        for each in sentence.words:
            if each.i >= verb.i:
                break
            if each.lemma_ in _PLAINLY_SAY and grammar.is_verb(each) and grammar.children(each, "ccomp"):
                return _teller_of(each)
    return None


def _open_paragraphs(text: Text) -> frozenset[int]:
    """Numbers of paragraphs that begin inside a quotation: the one above never closed it."""
    parts = {s.paragraph: (s.part.start, s.part.end) for s in text.sentences}
    found, raw = set(), text.document.text
    above: str | None = None
    for number, (start, end) in sorted(parts.items()):
        words = raw[start:end]
        close, opening = words.find(_CLOSE), words.find(_OPEN)
        closes_first = close >= 0 and (opening < 0 or close < opening)
        left_open = above is not None and above.rfind(_OPEN) > above.rfind(_CLOSE)
        if closes_first or (left_open and not words.startswith(_OPEN)):
            found.add(number)
        above = words
    return frozenset(found)
