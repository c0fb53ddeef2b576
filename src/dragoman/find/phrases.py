"""Which noun phrases of a sentence could mean somebody, and what do their own words say?

Nothing here looks beyond the phrase: who "the ministry" or "he" is, `cast.py` settles.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol

from spacy.tokens import Span, Token

from dragoman.find import grammar
from dragoman.find.language import Sentence, Text
from dragoman.know import Gazetteer, Reading

PhraseKind = Literal["name", "description", "pronoun", "possessive"]

_PRONOUNS = frozenset(
    "i me my mine we us our ours you your yours he him his she her hers it its they them their theirs both".split()
)
_MODIFIERS = frozenset({"compound", "nmod", "amod", "poss", "npadvmod"})
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
# "U.S. dollars" are nobody's act
_MONEY = frozenset(
    "dollar dollars dlr dlrs cent cents pound pounds franc francs mark marks yen peso pesos rouble roubles ruble "
    "rubles euro euros crown crowns lira lire yuan rupee rupees krona kronor time standard".split()
)
# "on behalf of", "in the name of"
_NOBODY = frozenset({"behalf", "name", "sake"})
# papers are no parties, whatever their names hold ("Nuclear Forces Treaty"), unless a table knows better
_PAPERS = frozenset("treaty agreement accord pact convention protocol declaration act memorandum charter".split())
# those of one country fight those of another: what stands before the ones says nothing of the others
_FIGHTERS = frozenset("rebel militant insurgent fighter terrorist separatist jihadist gunman attacker".split())
# "thousands of Turks"
CROWDS = frozenset("ten hundred thousand million dozen score group number crowd handful majority".split())
# "a state of emergency" is no state
_STATES_OF = frozenset("emergency siege war alert affairs mind exception calamity shock".split())
_PLACES = frozenset({"in", "of", "from", "at"})
# what a state or capital owns or is ruled by, said in front of the noun
_COORDINATED = frozenset({"and", "-", "–", "/", ","})


class Reader(Protocol):
    """Reads words in the light of the sentence around them and of a country said beside them."""

    def __call__(self, words: str, context: str, country: str | None = None) -> Reading | None: ...


# nouns that take their kind from the word before them
_COLLECTIVES = frozenset("group movement faction organization organisation bloc alliance front network".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """One noun phrase. Tokens are the paragraph's; `readings` has several for "Hungarian and Romanian officials"."""

    sentence: Sentence
    head: Token
    first: Token
    kind: PhraseKind
    readings: tuple[Reading, ...]
    proper: bool
    """The head is a proper name."""

    @property
    def words(self) -> str:
        return str(self.head.doc[self.first.i : self.head.i + 1].text)

    @property
    def plural(self) -> bool:
        return self.head.tag_ in ("NNS", "NNPS") or len(self.readings) > 1

    @property
    def definite(self) -> bool:
        return any(c.lower_ in ("the", "this", "that", "these", "those", "both") for c in self.head.children)


def find_phrases(text: Text, gazetteer: Gazetteer) -> tuple[Phrase, ...]:
    """All phrases that may mean somebody, in reading order, inner ones ("European" in "European attempts") too."""
    on = date.fromisoformat(text.document.published) if text.document.published else None
    known: dict[str, Reading | None] = {}

    def read(words: str, context: str, country: str | None = None) -> Reading | None:
        key = f"{words}\x1f{country}"
        if key not in known:
            known[key] = gazetteer.read(words, on=on, country=country, context=context, article=text.document.text)
        return known[key]

    return tuple(phrase for sentence in text.sentences for phrase in _in_sentence(sentence, gazetteer, read))


def _in_sentence(sentence: Sentence, gazetteer: Gazetteer, read: Reader) -> Iterator[Phrase]:
    raw = sentence.words.text
    base = sentence.words[0].idx
    named: dict[int, int] = {}
    """Token number to the last token number of the known name that begins there."""
    doc = sentence.words.doc
    for name in gazetteer.find_names(raw):
        span = doc.char_span(base + name.start, base + name.end, alignment_mode="expand")
        # a politician called Friday is not whom a lone "Friday" means
        if span is not None and raw[name.start : name.end].lower() not in CALENDAR:
            named[span.start] = span.end - 1
    inside = {i for a, b in named.items() for i in range(a, b + 1)}
    for token in sentence.words:
        if token.lower_ in _PRONOUNS and token.tag_ in ("PRP", "PRP$", "DT", "CC", "NN"):
            if token.lower_ != "both" or token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
                kind: PhraseKind = "possessive" if token.tag_ == "PRP$" else "pronoun"
                yield Phrase(sentence, token, token, kind, (), False)
        elif token.tag_.startswith("NN") and not _within_name(token):
            phrase = None if _within_title(token) else _noun_phrase(sentence, token, named, inside, gazetteer, read)
            if phrase is not None:
                yield phrase
        elif token.i in named or (token.i in inside and token.dep_ in _MODIFIERS):
            yield from _modifier_name(sentence, token, named, gazetteer, read)


def _within_name(token: Token) -> bool:
    """A noun that is only part of the name or title of a later one, unless it names a state of its own."""
    if token.dep_ not in ("compound", "nmod"):
        return False
    head = token.head
    return bool(head.i > token.i and head.tag_.startswith("NN"))


def _within_title(token: Token) -> bool:
    """ "State" in "Secretary of State David Kramer": governed by a preposition that stands inside a title."""
    if token.dep_ != "pobj":
        return False
    title = token.head.head
    if title.dep_ not in ("compound", "nmod") or title.head.i <= token.i:
        return False
    # "the envoy for Chad Ann Lee and the activist …": what follows a new article is somebody else
    return not any(t.tag_ == "DT" for t in token.doc[token.i + 1 : title.head.i])


def _modifier_name(
    sentence: Sentence, token: Token, named: dict[int, int], gazetteer: Gazetteer, read: Reader
) -> Iterator[Phrase]:
    """ "European" in "European attempts", "U.S." in "the U.S. embassy": a side, said in front of a noun."""
    if token.i not in named or token.head.lower_ in _MONEY or _is_ethnic(token):
        return
    last = sentence.words.doc[named[token.i]]
    words = sentence.words.doc[token.i : last.i + 1].text
    reading = read(words, sentence.words.text)
    # a title or a name in front of a name is part of one mention, which its head will give
    if last.dep_ == "compound" and last.head.tag_.startswith("NNP") and gazetteer.is_given_name(words):
        return
    if reading is not None and reading.kind in ("city", "capital") and token.head.lemma_ in _PAPERS:
        # "the Geneva Protocol", "the Minsk agreements": named after a town that has no part in it
        return
    if reading is not None and reading.country is not None and reading.kind not in ("person", "office"):
        yield Phrase(sentence, last, token, "name", (reading,), True)


def _noun_phrase(
    sentence: Sentence, head: Token, named: dict[int, int], inside: set[int], gazetteer: Gazetteer, read: Reader
) -> Phrase | None:
    if head.lower_ in _NOBODY or (head.lower_ in _PAPERS and head.i not in inside):
        return None
    if head.lower_ == "state" and any(of.lower_ in _STATES_OF for of in grammar.governed_by(head, "of")):
        return None
    # "Chileans" is a name, whatever the tagger says
    proper = head.tag_.startswith("NNP") or (head.i in named and head.text[:1].isupper())
    if not (proper or _names_somebody(head, gazetteer)):
        return None
    start, _ = grammar.base_phrase(head)
    for token in head.doc[start.i : head.i]:
        # a new article opens a new phrase: "the envoy and the activist Amal Idris"
        if token.tag_ == "CC" and token.nbor(1).tag_ == "DT":
            start = token.nbor(1)
    while start.i < head.i and (start.is_punct or start.lower_ in ("then", "now", "only", "even", "just", "also")):
        start = start.nbor(1)
    doc = head.doc
    if proper and start.i > 0 and _is_title(doc[start.i - 1], gazetteer):
        start, _ = grammar.base_phrase(doc[start.i - 1])
    elif head.i + 1 < len(doc) and doc[head.i + 1].tag_ == "NNP" and _is_title(head, gazetteer):
        return None
    if proper and (title := _title_with_place(head, inside, gazetteer)) is not None:
        start, _ = grammar.base_phrase(title)
    elif any(_title_with_place(p, inside, gazetteer) == head for p in grammar.governed_by(head, "for", "to", "on")):
        return None
    tokens = doc[start.i : head.i + 1]
    if head.dep_ == "npadvmod" and not proper:
        return None
    if not any(c.isalpha() for c in head.text) or (start.i == head.i and _is_date(head)):
        return None
    context = sentence.words.text
    readings = _coordinated_readings(tokens, inside, read, context) or _coordinated_places(
        head, tokens.text, read, context
    )
    if not readings:
        words = tokens.text
        country = _country_beside(head, read, context) or (
            None if proper else _country_shared(head, inside, read, context)
        )
        last = next((named[i] for i in range(start.i, head.i + 1) if named.get(i, -1) > head.i), head.i)
        if last > head.i:
            # "the Organisation for the Prohibition of Chemical Weapons": known by its whole name
            words = doc[start.i : last + 1].text
        reading = read(words, context, country) if start.i <= head.i else None
        if reading is not None and any(_is_ethnic(t) for t in tokens):
            # "ethnic Turks" are of the country where they live, and not of Turkey
            reading = replace(reading, name=words, country=country, kind="people", sector=reading.sector or "CVL")
        if reading is not None and reading.kind == "demonym" and _is_counted(head):
            # "tens of thousands of Turks" are people, and not Turkey
            reading = replace(reading, name=words, kind="people")
        readings = (reading,) if reading is not None else ()
    kind: PhraseKind = "name" if proper else "description"
    return Phrase(sentence, head, start, kind, readings, proper)


def _names_somebody(noun: Token, gazetteer: Gazetteer) -> bool:
    """Whether a common noun can mean people or a body: "ministry", "dissident", "rebel group"."""
    if noun.lemma_ in _COLLECTIVES and any(
        gazetteer.sector_of(c.lower_) for c in grammar.children(noun, "compound", "amod", "nmod")
    ):
        return True
    return bool(
        gazetteer.sector_of(noun.lower_) or gazetteer.sector_of(noun.lemma_) or gazetteer.is_person_noun(noun.lemma_)
    )


def _coordinated_places(head: Token, words: str, read: Reader, context: str) -> tuple[Reading, ...]:
    """ "The foreign ministers of Japan and Chile": one reading a country."""
    if head.tag_ not in ("NNS", "NNPS"):
        return ()
    for preposition in grammar.children(head, "prep"):
        places = [p for pobj in grammar.children(preposition, "pobj") for p in grammar.conjuncts(pobj)]
        if preposition.lower_ in ("of", "from") and len(places) > 1:
            of = [read(p.doc[grammar.base_phrase(p)[0].i : p.i + 1].text, context) for p in places]
            found = [read(words, context, r.country) for r in of if r is not None and r.country]
            kept = {r.country: r for r in found if r is not None and r.country}
            return tuple(kept.values()) if len(kept) > 1 else ()
    return ()


def _title_with_place(name: Token, inside: set[int], gazetteer: Gazetteer) -> Token | None:
    """The title in "Special Envoy for Chad Ann Lee", where the parser takes "Chad Ann Lee" for one name."""
    preposition = name.head
    if name.dep_ != "pobj" or preposition.lower_ not in ("for", "to", "on"):
        return None
    title = preposition.head
    parts = [t for t in name.lefts if t.dep_ in ("compound", "nmod")]
    if len(parts) < 2 or parts[0].i not in inside or parts[-1].i in inside:
        return None
    own = gazetteer.is_person_noun(title.lemma_) and title.i == preposition.i - 1
    return title if own and gazetteer.is_given_name(parts[-1].text) else None


def _is_ethnic(name: Token) -> bool:
    return bool(name.i > 0 and name.nbor(-1).lower_ == "ethnic")


def _is_date(noun: Token) -> bool:
    """ "in May", "May 3", "on Monday": a day or a month, not the lady."""
    if noun.lower_ not in CALENDAR:
        return False
    if noun.lower_.endswith("day") and noun.dep_ == "conj":
        return True
    return noun.dep_ in ("pobj", "npadvmod", "compound", "nmod", "dobj") or any(c.like_num for c in noun.children)


def _is_title(noun: Token, gazetteer: Gazetteer) -> bool:
    """ "the Burmese dissident" before a name: part of the mention, however the parser hung it."""
    return bool(noun.tag_ == "NN" and gazetteer.is_person_noun(noun.lemma_))


def _country_beside(head: Token, read: Reader, context: str) -> str | None:
    """The country that a phrase after the head gives: "police in Minsk", "the government of Chad"."""
    for preposition in grammar.children(head, "prep"):
        if preposition.lower_ not in _PLACES:
            continue
        for place in grammar.children(preposition, "pobj"):
            first, last = grammar.base_phrase(place)
            reading = read(head.doc[first.i : last.i + 1].text, context) if place.tag_.startswith("NNP") else None
            if reading is not None and reading.country:
                return reading.country
    return None


def _country_shared(head: Token, inside: set[int], read: Reader, context: str) -> str | None:
    """ "Japanese banks and insurance companies": what stands before the first is said of the second too."""
    first = head.head
    if head.dep_ != "conj" or head.tag_ != "NNS" or not first.tag_.startswith("NN") or head.lemma_ in _FIGHTERS:
        return None
    if any(c.tag_ in ("DT", "PRP$", "POS", "CD") or c.i in inside for c in head.lefts):
        return None
    named = [c for c in first.lefts if c.i in inside and c.dep_ in ("amod", "compound", "nmod")]
    reading = read(named[0].text, context) if len(named) == 1 else None
    return reading.country if reading is not None and reading.kind in ("demonym", "state") else None


def _is_counted(noun: Token) -> bool:
    """ "200 Turks", "many Turks", "thousands of Turks"."""
    if noun.tag_ != "NNPS":
        return False
    if any(c.dep_ == "nummod" or c.lower_ in ("many", "some", "several", "most", "more", "fewer") for c in noun.lefts):
        return True
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in CROWDS


def _coordinated_readings(tokens: Span, inside: set[int], read: Reader, context: str) -> tuple[Reading, ...]:
    """ "Senior Hungarian and Romanian officials": one reading a country, each with the shared noun."""
    words = list(tokens)
    names = [t for t in words[:-1] if t.i in inside and t.tag_ in ("JJ", "NNP", "NNPS", "NN")]
    if len(names) < 2:
        return ()
    between = words[0].doc[names[0].i + 1 : names[-1].i]
    if not any(t.lower_ in _COORDINATED for t in between) or any(
        t.tag_.startswith("NN") and t.i not in inside for t in between
    ):
        return ()
    noun = words[0].doc[names[-1].i + 1 : words[-1].i + 1].text
    found = [read(f"{name.text} {noun}", context) for name in names]
    kept = {r.country: r for r in found if r is not None and r.country}
    return tuple(kept.values()) if len(kept) > 1 else ()
