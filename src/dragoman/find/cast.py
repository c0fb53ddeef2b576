"""Who is who in this article: every mention, and whom it means.

Phrases are linked in reading order to figures: a name to the figure that bears it, "the
ministry" to the ministry named before, "he" to the man last spoken of. A figure keeps the
fullest name and all that was ever said about it, so "Kramer" is known to be out of office
wherever he is named. Inside a statement "I" is its speaker, "we" his side, and "he" somebody else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.figures import TITLES, Figure, Roster
from dragoman.find.language import Sentence, Text
from dragoman.find.phrases import Phrase, find_phrases
from dragoman.find.referents import likeliest
from dragoman.know import Gazetteer, Reading
from dragoman.know.acts import number
from dragoman.records import Actor, Statement, hashed

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_FIRST_SINGULAR = frozenset("i me my mine".split())
_FIRST_PLURAL = frozenset("we us our ours".split())
_PEERS = frozenset("colleague counterpart partner friend".split())
_SECOND = frozenset("you your yours".split())
_MALE = frozenset("he him his".split())
_FEMALE = frozenset("she her hers".split())
_THING = frozenset("it its".split())
_AS_OBJECT = frozenset("him her them".split())
# "the two countries", "both sides", "the two leaders": the last two figures of that kind
_SIDES = frozenset(
    "country countries side sides nation nations neighbour neighbours neighbor neighbors state states power powers "
    "government governments ally allies leaders presidents ministers capitals men parties".split()
)
_PEOPLE_SIDES = frozenset("leaders presidents ministers men".split())

_FEW = range(3, 11)

_DISPOSED = frozenset(
    "willing unwilling ready prepared able unable determined committed set eager keen reluctant".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name, describe or point to somebody. `first`, `last`, `head` are token numbers (`token.i`)."""

    sentence: int
    first: int
    last: int
    head: int
    actors: tuple[Actor, ...]
    """One for a name; several for "Hungarian and Romanian officials", "the two countries", "they"."""
    kind: Literal["name", "description", "pronoun", "possessive"]
    person: bool | None
    """True for a human being, False for a body or a state, None where open."""
    place: bool = False
    """A town, which acts only by those in it."""


@dataclass(frozen=True, slots=True)
class Home:
    """The country of somebody whom the article names without one, and how likely it is."""

    country: str
    chance: float


class Cast:
    """Everybody in one article. `home`: finds a country for somebody whom the article names without one."""

    def __init__(
        self,
        text: Text,
        phrases: tuple[Phrase, ...],
        gazetteer: Gazetteer,
        mentions: tuple[Mention, ...],
        home: Callable[[Actor], Home | None] | None = None,
    ) -> None:
        self.mentions = mentions
        self._home = home
        self._homes: dict[int, Home | None] = {}
        self._text, self._phrases, self._gazetteer = text, phrases, gazetteer
        self._by_token: dict[tuple[int, int], Mention] = {}
        for m in sorted(mentions, key=lambda m: m.first - m.last):
            # the shortest mention that holds a token wins, and a mention's own head always finds it
            for i in range(m.first, m.last + 1):
                self._by_token[text.sentences[m.sentence].paragraph, i] = m
        self._places = {a.name for m in mentions if m.place for a in m.actors}
        for m in mentions:
            self._by_token[text.sentences[m.sentence].paragraph, m.head] = m

    def mention_at(self, sentence: Sentence, token: Token) -> Mention | None:
        """The mention that this token heads or lies in."""
        mention = self._by_token.get((sentence.paragraph, token.i))
        if mention is None or all(a.country is not None for a in mention.actors):
            return mention
        return replace(mention, actors=tuple(self.settled(a) for a in mention.actors))

    def who(self, sentence: Sentence, token: Token) -> tuple[Actor, ...]:
        """Whom the noun phrase headed by this token means, its conjuncts included; empty where unknown."""
        found: dict[str, Actor] = {}
        title: Actor | None = None
        # headlines have no articles: "President and Premier meet" are two
        told = sentence.part.kind != "title" and token.dep_ not in _SUBJECT
        for each in grammar.conjuncts(token):
            mention = self.mention_at(sentence, each)
            for actor in mention.actors if mention is not None and _is_headed(mention, each) else ():
                if title is not None and actor.role is not None and each.tag_ in ("NN", "NNP"):
                    # "met with Crown Prince and Defence Minister of Oman Haitham": two titles, one man
                    found.pop(title.id, None)
                    found[actor.id] = actor.model_copy(update={"country": actor.country or title.country})
                found.setdefault(actor.id, actor)
                title = actor if told and _is_bare_title(actor, each) else None
        return tuple(found.values())

    def understood(self, country: str) -> Actor:
        """The government of a country, where it is meant and not named."""
        name = self._gazetteer.country_name(country)
        return Actor(
            name=name,
            text=None,
            start=None,
            end=None,
            country=country,
            sector="GOV",
            role=None,
            in_office=None,
            id=hashed("actor", name, country),
        )

    def is_place(self, actor: Actor) -> bool:
        """A town, where things are done."""
        return actor.name in self._places

    def at_home(self, home: Callable[[Actor], Home | None]) -> "Cast":
        """The same cast, which asks for the countries of those who are named without one, each when he is needed."""
        return Cast(self._text, self._phrases, self._gazetteer, self.mentions, home)

    def settled(self, actor: Actor) -> Actor:
        """The actor, with the country that is found for him where he is named."""
        if self._home is None or actor.country is not None or actor.start is None:
            return actor
        if actor.start not in self._homes:
            self._homes[actor.start] = self._home(actor)
        home = self._homes[actor.start]
        if home is None:
            return actor
        return actor.model_copy(update={"country": home.country, "id": hashed("actor", actor.name, home.country)})

    def home_of(self, actor: Actor) -> Home | None:
        """The country that was found for somebody because the article speaks of it; None where his own words say it."""
        return self._homes.get(actor.start) if actor.start is not None else None

    def with_voices(self, statements: tuple[Statement, ...]) -> "Cast":
        """The same cast with "I", "we", "our" and "you" inside statements read as their speakers'."""
        return _link(self._text, self._phrases, self._gazetteer, statements)


def find_cast(text: Text, gazetteer: Gazetteer) -> Cast:
    """Read the cast of an article: names, descriptions, definite nouns and third-person pronouns."""
    return _link(text, find_phrases(text, gazetteer), gazetteer, ())


def _link(text: Text, phrases: tuple[Phrase, ...], gazetteer: Gazetteer, statements: tuple[Statement, ...]) -> Cast:
    linker = _Linker(text, gazetteer, statements)
    linked = [(phrase, linker.link(phrase)) for phrase in phrases]
    mentions = tuple(
        Mention(
            phrase.sentence.number,
            phrase.first.i,
            phrase.head.i,
            phrase.head.i,
            tuple(_actor(phrase, figure) for figure in figures),
            phrase.kind,
            figures[0].person if figures else None,
            figures[0].place,
        )
        for phrase, figures in linked
        if figures
    )
    return Cast(text, phrases, gazetteer, mentions)


def _count(phrase: Phrase) -> int:
    """How many "the four leaders" are; two where no number is said."""
    said = (number(c.lower_) or 0 for c in phrase.head.children if c.dep_ == "nummod")
    return next((n for n in said if n in _FEW), 2)


def _is_bare_title(actor: Actor, token: Token) -> bool:
    """An office in the singular without a name or an article."""
    alone = actor.role is not None and actor.name == actor.role and token.tag_ in ("NN", "NNP")
    return alone and not any(c.tag_ in ("DT", "PRP$", "POS") for c in token.children)


def _is_headed(mention: Mention, token: Token) -> bool:
    """The mention's head, or the title of a name that the parser took for the head."""
    return mention.head == token.i or (
        mention.kind == "name"
        and mention.first <= token.i < mention.head
        and token.tag_ == "NN"
        and token.dep_ == "conj"
    )


def _actor(phrase: Phrase, figure: Figure) -> Actor:
    """The figure as an actor at this place. Made last, when the figure's fullest name is known."""
    quote = phrase.sentence.quote(_without_article(phrase), phrase.head)
    return Actor(
        name=figure.name,
        text=quote.exact,
        start=quote.start,
        end=quote.end,
        country=figure.country,
        sector=figure.sector,
        role=figure.role,
        in_office=figure.in_office,
        id=hashed("actor", figure.name, figure.country),
    )


def _without_article(phrase: Phrase) -> Token:
    token = phrase.first
    while token.i < phrase.head.i and (token.tag_ in ("DT", "PDT") or token.is_punct):
        token = token.nbor(1)
    return token


class _Linker:
    """Links phrases to figures, one after another. Lives for one article."""

    def __init__(self, text: Text, gazetteer: Gazetteer, statements: Iterable[Statement]) -> None:
        self._gazetteer = gazetteer
        self._roster = Roster(gazetteer)
        self._statements = sorted(statements, key=lambda s: s.start)
        self._text = text

    def link(self, phrase: Phrase) -> tuple[Figure, ...]:
        """Whom this phrase means; empty where that stays open."""
        voice = self._voice(phrase)
        if phrase.kind in ("pronoun", "possessive"):
            figures = self._pronoun(phrase, voice)
        else:
            figures = self._named(phrase) or self._described(phrase, voice)
        if figures:
            self._roster.saw(figures, phrase.sentence.number, phrase.head.i, phrase.head.dep_ in _SUBJECT)
            if phrase.head.dep_ == "conj":
                before = self._roster.seen_at(phrase.sentence.number, phrase.head.head.i)
                first = grammar.first(t for t in grammar.conjuncts(phrase.head.head))
                as_subject = first is not None and first.dep_ in _SUBJECT
                self._roster.saw_together(phrase.sentence.number, (*before, *figures), as_subject)
            self._appositions(phrase, figures)
        return figures

    def _voice(self, phrase: Phrase) -> Statement | None:
        """The direct or block statement that the phrase stands in."""
        at = phrase.sentence.start_of(phrase.head)
        for statement in self._statements:
            if statement.start > at:
                return None
            if at < statement.end and statement.kind != "indirect":
                return statement
        return None

    # ---- names and descriptions -------------------------------------------------------------

    def _named(self, phrase: Phrase) -> tuple[Figure, ...]:
        if phrase.proper and phrase.first.i == phrase.head.i:
            known = self._roster.called(phrase.head.text)
            if known is not None:
                return (known,)
            if self._gazetteer.is_given_name(phrase.head.text) and _is_person_alone(phrase):
                # "Bill" alone, of nobody met before, is not the one Bill of the tables
                return ()
        surname = phrase.head
        if phrase.proper and phrase.first.lower_ in TITLES and phrase.first.i == surname.i - 1:
            known = self._roster.called(surname.text)
            if known is not None:
                return (known,)
        if phrase.readings:
            if not phrase.proper and len(phrase.readings) == 1 and phrase.readings[0].country is None:
                return ()
            readings = [self._as_peer(phrase, reading) for reading in phrase.readings]
            return tuple(self._roster.meet(reading, phrase) for reading in readings)
        if phrase.proper:
            figure = self._roster.meet_name(phrase)
            return (figure,) if figure is not None else ()
        return ()

    def _as_peer(self, phrase: Phrase, reading: Reading) -> Reading:
        """ "his American colleague", "our Chinese friends": of the sector of whoever calls them so."""
        owner = grammar.first(grammar.children(phrase.head, "poss"))
        if reading.sector is not None or phrase.head.lemma_ not in _PEERS or owner is None or owner.tag_ != "PRP$":
            return reading
        voice = self._voice(phrase)
        if owner.lower_ in _FIRST_SINGULAR | _FIRST_PLURAL:
            sector = voice.speaker.sector if voice is not None and voice.speaker is not None else None
        else:
            figures = self._pronoun(Phrase(phrase.sentence, owner, owner, "possessive", (), False), voice)
            sector = figures[0].sector if figures else None
        return replace(reading, sector="GOV") if sector == "GOV" else reading

    def _described(self, phrase: Phrase, voice: Statement | None) -> tuple[Figure, ...]:
        """A noun without a country of its own: somebody named before, or a nameless one of some country."""
        noun = phrase.head.lower_
        if phrase.definite and noun in _SIDES and phrase.plural:
            many = _count(phrase)
            meant = self._roster.last_together(
                phrase.sentence.number, person=noun in _PEOPLE_SIDES, many=many, office=phrase.head.lemma_
            )
            if meant or noun == "parties":
                # "the parties" to a conflict or a treaty, who stay open where no two were named
                return meant
        owner = grammar.first(grammar.children(phrase.head, "poss"))
        country = self._country_of(phrase.sentence, owner, voice) if owner is not None else None
        if owner is None and phrase.definite:
            known = self._roster.find_described(phrase)
            if known is not None:
                return (known,)
        return (self._roster.meet_described(phrase, country),)

    def _country_of(self, sentence: Sentence, owner: Token, voice: Statement | None) -> str | None:
        """ "his spokesman", "our embassy": the country of whoever owns it."""
        phrase = Phrase(sentence, owner, owner, "possessive", (), False)
        figures = self._pronoun(phrase, voice) if owner.tag_ == "PRP$" else ()
        return figures[0].country if figures else None

    def _appositions(self, phrase: Phrase, figures: tuple[Figure, ...]) -> None:
        """ "Philip Gordon, the assistant secretary of state," and "the assistant secretary, Philip Gordon,"."""
        if len(figures) != 1 or not phrase.proper:
            return
        for token in grammar.children(phrase.head, "appos"):
            if token.tag_.startswith("NN"):
                first, last = grammar.full_phrase(token)
                words = phrase.sentence.quote(first, last).exact
                person = self._gazetteer.is_person_noun(token.lemma_)
                self._roster.add_description(figures[0], words, phrase.sentence.words.text, person=person)
        described = phrase.head.head
        if phrase.head.dep_ == "appos" and described.tag_ == "NN" and not figures[0].state:
            known = self._roster.seen_at(phrase.sentence.number, described.i)
            if len(known) == 1:
                person = self._gazetteer.is_person_noun(described.lemma_)
                self._roster.add_what_is_known(figures[0], known[0], person=person)

    # ---- pronouns ---------------------------------------------------------------------------

    def _pronoun(self, phrase: Phrase, voice: Statement | None) -> tuple[Figure, ...]:
        word = phrase.head.lower_
        number = phrase.sentence.number
        speaker = self._roster.of_actor(voice.speaker) if voice is not None and voice.speaker else None
        if word in _FIRST_SINGULAR:
            return (speaker,) if speaker is not None else ()
        if word in _FIRST_PLURAL:
            side = self._roster.side_of(speaker) if speaker is not None else None
            return (side,) if side is not None else ()
        if word in _SECOND:
            return self._addressee(phrase, voice, speaker)
        barred = self._barred(phrase) | ({speaker.key} if speaker is not None else set())
        if word in _MALE or word in _FEMALE:
            gender = "m" if word in _MALE else "f"
            fitting = self._roster.fits(number, person=True, gender=gender, barred=barred, reach=6)
            found = likeliest(phrase, fitting, person=True, quoted=voice is not None)
            return (found,) if found is not None else ()
        if word in _THING:
            if _is_empty_it(phrase.head):
                return ()
            fitting = self._roster.fits(number, person=False, gender=None, barred=barred, reach=2)
            found = likeliest(phrase, fitting, person=False, quoted=voice is not None)
            return (found,) if found is not None else ()
        if word == "both":
            return self._roster.last_together(number, person=None)
        if speaker is not None and speaker.country is not None:
            # whoever speaks for one side says "they" of another
            barred |= self._roster.of_country(speaker.country)
            return self._roster.last_plural(number, barred) or self._foreigner(number, speaker.country)
        return self._roster.last_plural(number, barred)

    def _foreigner(self, number: int, own: str) -> tuple[Figure, ...]:
        other = self._roster.last_foreign(number, own)
        return (other,) if other is not None else ()

    def _barred(self, phrase: Phrase) -> set[str]:
        """Who a pronoun cannot be: the subject of the same verb, where it is that verb's object.

        Also where the parser makes it the subject of what it is heard to do: "the paper reports her saying".
        """
        token = phrase.head
        clause = grammar.clause_of(token)
        if token.dep_ in _SUBJECT and token.lower_ in _AS_OBJECT:
            clause = clause.head
        elif phrase.kind == "possessive" or token.dep_ in _SUBJECT:
            return set()
        subject = grammar.subject(clause)
        if subject is None or subject.i >= token.i:
            return set()
        return {f.key for f in self._roster.seen_at(phrase.sentence.number, subject.i)}

    def _addressee(self, phrase: Phrase, voice: Statement | None, speaker: Figure | None) -> tuple[Figure, ...]:
        """ "you": who is spoken to where the text says so, else the nearest figure of another side."""
        if voice is None:
            return ()
        told = self._told_within(phrase)
        if told:
            return told
        inner = self._inner_speaker(phrase)
        if voice.addressee is not None and inner is None:
            found = self._roster.of_actor(voice.addressee)
            return (found,) if found is not None else ()
        if inner is None and voice.kind == "block":
            # in a transcript "you" is whoever asked or stands in the hall: the words alone do not say
            return ()
        teller = inner or speaker
        other = self._roster.last_foreign(phrase.sentence.number, teller.country if teller is not None else None)
        return (other,) if other is not None else ()

    def _told_within(self, phrase: Phrase) -> tuple[Figure, ...]:
        """ "tell him these are the things you have to do": "you" is him."""
        for above in grammar.governors(phrase.head):
            if above.lemma_ in ("tell", "ask", "warn") and grammar.is_verb(above):
                told = grammar.first(grammar.children(above, "dobj", "dative"))
                return self._roster.seen_at(phrase.sentence.number, told.i) if told is not None else ()
        return ()

    def _inner_speaker(self, phrase: Phrase) -> Figure | None:
        """ "Phil should say here are the things you need to do": "you" is whoever Phil speaks to."""
        for above in grammar.governors(phrase.head):
            if above.lemma_ in ("say", "tell", "ask", "warn") and grammar.is_verb(above):
                teller = grammar.subject(above)
                seen = self._roster.seen_at(phrase.sentence.number, teller.i) if teller is not None else ()
                if seen:
                    return seen[0]
        return None


def _is_person_alone(phrase: Phrase) -> bool:
    return len(phrase.readings) == 1 and phrase.readings[0].kind == "person"


def _is_empty_it(token: Token) -> bool:
    """ "It is time that …", "it seems", "it rained": nobody."""
    verb = token.head
    if any(c.lower_ in _DISPOSED for c in grammar.children(verb, "acomp")):
        # "Chad says it is willing to": a state that is disposed to something
        return False
    if token.dep_ == "expl":
        return True
    if token.dep_ not in _SUBJECT or token.tag_ != "PRP" or token.lower_ != "it":
        return False
    if verb.lemma_ in ("seem", "appear", "rain", "snow", "happen", "matter"):
        return True
    return verb.lemma_ == "be" and any(c.dep_ in ("acomp", "attr", "ccomp", "advcl") for c in verb.children)
