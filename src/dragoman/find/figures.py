"""The people, bodies and states of one article, and which of them a new mention means."""

from dataclasses import dataclass, field

from dragoman.find.phrases import CALENDAR, Phrase
from dragoman.know import Gazetteer, Reading
from dragoman.records import Actor

_STATE_KINDS = frozenset({"state", "demonym", "capital"})
_PERSON_KINDS = frozenset({"person", "office"})
# codes of bodies that no government is of
NO_COUNTRIES = frozenset({"UNO", "IGO", "NGO", "NAT", "MNC", "EUR"})
TITLES = {
    **dict.fromkeys(["mr", "mr.", "sir", "king", "prince", "lord"], "m"),
    **dict.fromkeys(["mrs", "mrs.", "ms", "ms.", "miss", "queen", "princess", "dame", "lady"], "f"),
}
# offices that are named after the body they are of
_BODY_OF = {
    "commissioner": "commission",
    "councillor": "council",
    "councilor": "council",
    "parliamentarian": "parliament",
}
_AGO = 12
# whom "the two leaders" can mean
_LEADERS = frozenset("president premier minister chancellor king queen emir sultan prince leader chairman pope".split())
_PARTICLES = frozenset("al el bin ibn van von de der den la le du da di dos ben abu".split())


@dataclass(slots=True)
class Figure:
    """Somebody in the article. Grows while the article is read; nobody outside `find/` sees it."""

    key: str
    name: str
    country: str | None
    sector: str | None
    role: str | None
    in_office: bool | None
    person: bool | None
    state: bool
    plural: bool
    gender: str | None = None
    nouns: set[str] = field(default_factory=set)
    """Head nouns that have described it: "ministry", "president"."""
    at: tuple[int, int] = (-1, -1)
    """Sentence and token of the latest mention."""
    as_subject: bool = False
    times: int = 0
    """How often it was spoken of so far."""
    place: bool = False
    """A town: things are done there, and it does nothing itself."""

    def learn(self, reading: Reading) -> None:
        """Take what a further description says, where nothing was known; the words of the text beat the tables."""
        self.country = self.country or reading.country
        self.role = self.role or reading.role
        if self.in_office is None:
            self.in_office = reading.in_office
            self.sector = reading.sector or self.sector
        self.sector = self.sector or reading.sector


class Roster:
    """All figures met so far, in the order of the text."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._figures: dict[str, Figure] = {}
        self._seen: dict[tuple[int, int], tuple[Figure, ...]] = {}
        self._groups: list[tuple[int, bool, tuple[Figure, ...]]] = []

    # ---- meeting ----------------------------------------------------------------------------

    def meet(self, reading: Reading, phrase: Phrase) -> Figure:
        """The figure that this reading names, new or known."""
        if reading.kind in _STATE_KINDS:
            return self._state(reading.country, reading.name, reading.sector)
        if reading.kind in _PERSON_KINDS and phrase.proper and not phrase.plural:
            return self._person(reading, phrase)
        key = f"{reading.name}|{reading.country}".lower()
        figure = self._figures.get(key)
        if figure is None:
            figure = self._new(key, reading.name, reading, person=reading.kind in _PERSON_KINDS, plural=phrase.plural)
            figure.place = reading.kind == "city"
        figure.nouns.add(phrase.head.lemma_)
        figure.learn(reading)
        return figure

    def meet_name(self, phrase: Phrase) -> Figure | None:
        """A proper name that the tables do not know: a person where it looks like one, else a nameless body."""
        words = self._name_words(phrase)
        if not words or words[-1].lower() in CALENDAR:
            return None
        name = " ".join(words)
        known = self._find_person(words)
        if known is not None:
            if len(words) > len(known.name.split()):
                known.name = name
            return known
        key = f"{name}|".lower()
        figure = self._figures.get(key)
        if figure is None:
            human = (self._gazetteer.is_given_name(words[0]) and len(words) > 1) or self._title_gender(
                phrase
            ) is not None
            empty = Reading(
                name=name, country=None, sector=None, role=None, in_office=None, kind="person" if human else "body"
            )
            figure = self._new(key, name, empty, person=True if human else None, plural=False)
            figure.gender = self._title_gender(phrase) or self._gazetteer.gender_of(words[0])
        return figure

    def meet_described(self, phrase: Phrase, country: str | None) -> Figure:
        """Somebody who is only described: "riot police", "three fishermen"."""
        reading = phrase.readings[0] if phrase.readings else None
        name = phrase.words if reading is None else reading.name
        sector = (reading.sector if reading else None) or self._gazetteer.sector_of(phrase.head.lemma_)
        key = f"{phrase.head.lemma_}|{country}|{phrase.sentence.number if not country else ''}".lower()
        figure = self._figures.get(key)
        if figure is None:
            plain = Reading(
                name=_without_article(name),
                country=country,
                sector=sector,
                role=reading.role if reading else None,
                in_office=reading.in_office if reading else None,
                kind="people",
            )
            human = self._gazetteer.is_person_noun(phrase.head.lemma_)
            figure = self._new(key, plain.name, plain, person=human and not phrase.plural, plural=phrase.plural)
        figure.nouns.add(phrase.head.lemma_)
        return figure

    def add_description(self, figure: Figure, words: str, context: str, *, person: bool) -> None:
        """Learn from an apposition: "…, the assistant secretary of state,". `person`: it calls the figure a human."""
        if figure.person is None and person:
            # a name that no table of given names knows
            figure.person = True
        if not figure.person:
            return
        reading = self._gazetteer.read(words, on=None, country=figure.country, context=context)
        if reading is not None and reading.kind not in _STATE_KINDS:
            figure.learn(reading)
        figure.country = figure.country or self._country_of_body(words)

    def add_what_is_known(self, figure: Figure, described: Figure, *, person: bool) -> None:
        """Learn from the words before a name: "Peru's foreign minister, Francisco Tudela,"."""
        if figure is described or described.plural or (figure.person and not person):
            return
        if person:
            figure.person = True
        figure.country = figure.country or described.country
        if figure.sector is None:
            figure.sector, figure.role, figure.in_office = described.sector, described.role, described.in_office
        figure.nouns |= described.nouns

    def _country_of_body(self, words: str) -> str | None:
        """ "the commissioner for fisheries": of the Commission that the article has named."""
        bodies = {_BODY_OF[w] for w in words.lower().split() if w in _BODY_OF}
        for figure in reversed(self._figures.values()):
            if figure.country and not figure.person and bodies & set(figure.name.lower().split()):
                return figure.country
        return None

    def called(self, word: str) -> Figure | None:
        """The person already met who is called by this one word; the article's own people come before the tables'."""
        return self._find_person([word])

    def side_of(self, figure: Figure) -> Figure | None:
        """Whom somebody means by "we": the state he serves or served, or himself if he is a body or a state."""
        if figure.country and (figure.sector in (None, "GOV", "MIL", "ELI", "LEG", "SPY") or figure.state):
            return self._state(figure.country, self._gazetteer.country_name(figure.country), "GOV")
        return figure

    def _state(self, country: str | None, name: str, sector: str | None) -> Figure:
        key = f"state|{country or name}".lower()
        if key not in self._figures:
            reading = Reading(
                name=self._gazetteer.country_name(country) if country else name,
                country=country,
                sector=sector,
                role=None,
                in_office=None,
                kind="state",
            )
            self._new(key, reading.name, reading, person=False, plural=False).state = True
        return self._figures[key]

    def _person(self, reading: Reading, phrase: Phrase) -> Figure:
        words = reading.name.split()
        # "the French President" is never the one of another country who was called so before
        figure = self._find_person(words, reading.country if reading.kind == "office" else None)
        if figure is None:
            figure = self._new(f"{reading.name}|person".lower(), reading.name, reading, person=True, plural=False)
            figure.gender = self._title_gender(phrase) or self._gazetteer.gender_of(words[0])
        elif len(words) > len(figure.name.split()):
            figure.name = reading.name
            figure.gender = figure.gender or self._gazetteer.gender_of(words[0])
        figure.learn(reading)
        if reading.role:
            figure.nouns.update(reading.role.lower().split())
        return figure

    def _new(self, key: str, name: str, reading: Reading, *, person: bool | None, plural: bool) -> Figure:
        figure = Figure(
            key, name, reading.country, reading.sector, reading.role, reading.in_office, person, False, plural
        )
        self._figures[key] = figure
        return figure

    def _find_person(self, words: list[str], country: str | None = None) -> Figure | None:
        """The person already met who can be called so: by surname, by full name, by a short form of the given name.

        With a `country`: of that country alone.
        """
        given, family = words[0], words[-1]
        short = self._gazetteer.full_forms(given) if len(words) == 1 else frozenset()
        for figure in reversed(self._figures.values()):
            theirs = figure.name.split()
            # a bare surname also points to a longer name that no table knows, person or not
            unknown = figure.person is None and figure.key.endswith("|") and len(words) == 1 < len(theirs)
            if figure.plural or not (figure.person or unknown) or (country and figure.country != country):
                continue
            if family.lower() in (theirs[-1].lower(), theirs[-1].rpartition("-")[2].lower()):
                if len(words) == 1 or len(theirs) == 1 or self._same_given(given, theirs[0]):
                    return figure
            elif figure.person and len(words) == 1 and len(theirs) > 1 and (theirs[0] == given or theirs[0] in short):
                return figure
        return None

    def _same_given(self, a: str, b: str) -> bool:
        a, b = a.rstrip("."), b.rstrip(".")
        if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
            return True
        return b in self._gazetteer.full_forms(a) or a in self._gazetteer.full_forms(b)

    def _name_words(self, phrase: Phrase) -> list[str]:
        """The proper part of a phrase, titles left off."""
        doc = phrase.head.doc
        words: list[str] = []
        for token in doc[phrase.first.i : phrase.head.i + 1]:
            if words and words[-1].endswith("-"):
                words[-1] += token.text
            elif token.tag_.startswith("NNP") or (words and token.lower_ in _PARTICLES):
                words.append(token.text)
            elif words and token.text == "-" and not token.whitespace_:
                # the parser cuts "al-Zaatari" in three
                words[-1] += "-"
            elif words:
                words.clear()
        while words and (
            words[0].lower() in TITLES or (self._gazetteer.sector_of(words[0].lower()) and len(words) > 1)
        ):
            words.pop(0)
        return words

    def _title_gender(self, phrase: Phrase) -> str | None:
        return next(
            (TITLES[t.lower_] for t in phrase.head.doc[phrase.first.i : phrase.head.i] if t.lower_ in TITLES), None
        )

    # ---- remembering ------------------------------------------------------------------------

    def saw(self, figures: tuple[Figure, ...], sentence: int, token: int, as_subject: bool) -> None:
        """Note where the figures were last spoken of."""
        for figure in figures:
            figure.as_subject = as_subject or (figure.at[0] == sentence and figure.as_subject)
            figure.at = (sentence, token)
            figure.times += 1
        self._seen[sentence, token] = figures
        if len(figures) > 1:
            self.saw_together(sentence, figures, as_subject)

    def saw_together(self, sentence: int, figures: tuple[Figure, ...], as_subject: bool) -> None:
        """Note figures named in one breath: "they" may mean them all."""
        if len(figures) > 1:
            self._groups.append((sentence, as_subject, figures))

    def seen_at(self, sentence: int, token: int) -> tuple[Figure, ...]:
        return self._seen.get((sentence, token), ())

    def of_actor(self, actor: Actor) -> Figure | None:
        """The figure that an actor, made in an earlier pass, stands for."""
        for figure in self._figures.values():
            if figure.name == actor.name and figure.country == actor.country:
                return figure
        return self._find_person(actor.name.split()) or self._stranger(actor)

    def _stranger(self, actor: Actor) -> Figure:
        reading = Reading(
            name=actor.name,
            country=actor.country,
            sector=actor.sector,
            role=actor.role,
            in_office=actor.in_office,
            kind="person",
        )
        return self._new(f"{actor.name}|{actor.country}".lower(), actor.name, reading, person=True, plural=False)

    # ---- finding ----------------------------------------------------------------------------

    def fits(self, sentence: int, *, person: bool, gender: str | None, barred: set[str], reach: int) -> list[Figure]:
        """The figures that a singular pronoun can mean, in the order in which they were last spoken of."""
        found = [
            f
            for f in self._figures.values()
            if f.key not in barred
            and 0 <= sentence - f.at[0] <= reach
            and not f.plural
            and ((f.person is not False) if person else (f.person is False and not f.place))
            and (gender is None or f.gender in (None, gender))
        ]
        return sorted(found, key=lambda f: f.at)

    def last_plural(self, sentence: int, barred: set[str]) -> tuple[Figure, ...]:
        """Whom "they" means: the nearest group, body in the plural, or pair named in one breath."""
        fits = [f for f in self._figures.values() if f.key not in barred and 0 <= sentence - f.at[0] <= 2]
        plural = [f for f in fits if f.plural]
        groups = [g for g in self._groups if sentence - g[0] <= 2 and not any(f.key in barred for f in g[2])]
        group = groups[-1] if groups else None
        best = max(plural, key=lambda f: (f.at[0], f.as_subject, f.at[1]), default=None)
        if group is not None and (best is None or group[:2] >= (best.at[0], best.as_subject)):
            return group[2]
        if best is not None:
            return (best,)
        bodies = [f for f in fits if f.person is False] if not barred else []
        chosen = max(bodies, key=lambda f: (f.at[0], f.as_subject, f.at[1]), default=None)
        return (chosen,) if chosen is not None else ()

    def last_together(
        self, sentence: int, *, person: bool | None, many: int = 2, office: str | None = None
    ) -> tuple[Figure, ...]:
        """Whom "both" or "the three presidents" mean: the last so many of that kind, in the order of the text."""
        fits = [
            f
            for f in self._figures.values()
            if 0 <= sentence - f.at[0] <= 4 and not f.plural and (f.person if person else f.state)
        ]
        # those who hold such an office, or whose people speak here, come before a guest and a topic
        apt = [f for f in fits if (_holds(f, office) if person else self._is_spoken_for(f, sentence))]
        if len({f.country for f in apt}) >= many:
            fits = apt
        subjects = [f for f in fits if f.as_subject and f.at[0] >= sentence - 2]
        chosen: list[Figure] = []
        for figure in sorted(subjects if len(subjects) >= many else fits, key=lambda f: f.at, reverse=True):
            # an office and the man who holds it are one: those meant are of several countries, where these are known
            if len(chosen) < many and not any(figure.country and figure.country == f.country for f in chosen):
                chosen.append(figure)
        return tuple(reversed(chosen)) if len(chosen) == many else ()

    def _is_spoken_for(self, state: Figure, sentence: int) -> bool:
        """Whether somebody who governs this state has been named, not too long ago."""
        return any(
            f.person and f.sector == "GOV" and f.country == state.country and 0 <= sentence - f.at[0] <= _AGO
            for f in self._figures.values()
        )

    def of_country(self, country: str) -> set[str]:
        """Keys of all figures of one country."""
        return {f.key for f in self._figures.values() if f.country == country}

    def last_foreign(self, sentence: int, own: str | None) -> Figure | None:
        """The nearest figure of another country than `own`."""
        fits = [
            f
            for f in self._figures.values()
            if f.country and f.country != own and (f.state or f.sector) and f.at[0] <= sentence
        ]
        return max(fits, key=lambda f: (f.at[0], f.person is True, f.at[1]), default=None)

    def find_described(self, phrase: Phrase) -> Figure | None:
        """Whom a definite noun means: the latest figure described by that noun, or whose name ends in it."""
        noun = phrase.head.lemma_
        fits = [
            f
            for f in self._figures.values()
            if f.at[0] >= 0 and (noun in f.nouns or f.name.lower().split()[-1] == noun) and f.plural == phrase.plural
        ]
        if not fits and noun in ("country", "nation", "republic", "kingdom"):
            fits = [f for f in self._figures.values() if f.state and f.at[0] >= phrase.sentence.number - 3]
        return max(fits, key=lambda f: f.at, default=None)


def _holds(figure: Figure, office: str | None) -> bool:
    """Whether the figure is known to hold an office of this name; any office of leaders where the name is "leader"."""
    said = figure.nouns | set((figure.role or "").lower().split())
    return office is not None and bool(said & (_LEADERS if office in ("leader", "side", "man") else {office}))


def _without_article(words: str) -> str:
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        words = words.removeprefix(article)
    return words
