"""What do the reports tell, sentence by sentence, of acts of the kinds that were demanded?

A deed is one act as one sentence tells it: its mood, who did it, on whose word, and which records
stand behind it. Where the coder has read an event at the same words, the two readings must agree,
or the deed is worth nothing; where it has not, the document itself is what is cited.
"""

# lists of words and patterns read best unbroken
# ruff: noqa: E501

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from dragoman.know import Gazetteer
from dragoman.know.acts import Act, Reading, Word, act_of, find_acts, sentences_of, words_of
from dragoman.records import CODED_PARTS, Actor, Demand, Document, Event, Statement
from dragoman.weigh.mood import Mood, mood_of

_STATES = frozenset({"state", "demonym", "capital", "region", "body", "igo"})
# in these the subject is the one freed, not the one who frees
_OF_THEMSELVES = frozenset(
    "walk walked walks fly flew flown land landed lands come came emerge emerged go went leave left arrive arrived "
    "return returned returns".split()
)
_VERIFIERS: Final = re.compile(
    r"\b(inspectors?|observers?|monitors?|verifiers?|iaea|opcw|osce|red cross|icrc|atomic energy agency|watchdog|verification|"
    r"international agency|auditors?|mediators?|peacekeepers?|united nations|u\.?n\.?)\b",
    re.IGNORECASE,
)
_SHORT_CHARS = 3000
_CAPITALS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december this that they there these those with when after human rights other others both".split()
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence of a coded part."""

    report: "Report"
    number: int
    start: int
    end: int
    title: bool

    @property
    def text(self) -> str:
        return self.report.document.text[self.start : self.end]

    @cached_property
    def low(self) -> str:
        return self.text.casefold().replace("’", "'")

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return words_of(self.text, self.start)

    @cached_property
    def sides(self) -> tuple[tuple[int, int, str], ...]:
        """Where a country or body is meant, and which."""
        return self.report.sides_in(self)

    @cached_property
    def places(self) -> tuple[tuple[int, int, str], ...]:
        """Where a country, its people or its capital is named, not only meant."""
        return tuple(_named(self.report.gazetteer, self.text, self.start))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        return tuple(e for e in self.report.events if any(self.start <= s.start < self.end for s in e.evidence[:1]))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(s for s in self.report.statements if s.start < self.end and self.start < s.end)

    def countries(self) -> frozenset[str]:
        return frozenset(c for _, _, c in self.sides)

    def next(self, steps: int = 1) -> "Sentence | None":
        later = self.report.sentences[self.number + 1 : self.number + 1 + steps]
        return later[-1] if len(later) == steps and not self.title else None


class Company:
    """Which country is always spoken of where a name is: the reports of a case explain each other.

    "Lukashenko signed the pardon" names no country; the case's other reports that name him all speak of one.
    """

    def __init__(self) -> None:
        self._reports: list[Report] = []

    def know(self, reports: "Iterable[Report]") -> None:
        self._reports = list(reports)

    @cached_property
    def _countries(self) -> dict[str, list[frozenset[str]]]:
        found: dict[str, list[frozenset[str]]] = defaultdict(list)
        for report in self._reports:
            if report.published is not None:
                for name in report.names if len(report.document.text) <= _SHORT_CHARS else ():
                    found[name].append(report.countries)
        return found

    def of(self, report: "Report") -> frozenset[str]:
        """The countries that the names of a report stand for, by at least two other reports each."""
        found: set[str] = set()
        for name in report.names:
            known = self._countries.get(name, [])
            mine = 1 if report.published is not None else 0
            others = list(known)
            if mine and report.countries in others:
                others.remove(report.countries)
            if len(others) >= 2:
                shared = frozenset.intersection(*others)
                found |= shared if len(shared) == 1 else frozenset()
        return frozenset(found)


@dataclass(frozen=True, eq=False)
class Report:
    """One document with its records, read once."""

    document: Document
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    demands: tuple[Demand, ...]
    gazetteer: Gazetteer = field(repr=False)
    company: Company = field(repr=False)
    marked: dict[str, "tuple[Sentence, ...]"] = field(default_factory=dict, repr=False)
    """Sentences that a rule has picked out once for all entries, by the rule's name."""
    stems: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)
    """Stems of words that were looked for once, by what they name."""

    @property
    def published(self) -> str | None:
        return self.document.published

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        found: list[Sentence] = []
        for part in self.document.parts:
            if part.kind in CODED_PARTS:
                for start, end in sentences_of(self.document.text, part.start, part.end):
                    found.append(Sentence(self, len(found), start, end, part.kind == "title"))
        return tuple(found)

    @cached_property
    def heading(self) -> str:
        """The headline, given or read: it may support what the body tells."""
        return (self.document.title or "").casefold().replace("’", "'")

    @cached_property
    def _actors(self) -> tuple[Actor, ...]:
        found: list[Actor] = []
        for e in self.events:
            found += (*e.actors, *e.recipients)
        for d in self.demands:
            found += (*((d.by,) if d.by else ()), *((d.voiced_by,) if d.voiced_by else ()), *d.of)
        for s in self.statements:
            found += (s.speaker,) if s.speaker else ()
        return tuple(found)

    @cached_property
    def people(self) -> tuple[Actor, ...]:
        """Actors with a place in the text, in reading order."""
        return tuple(sorted((a for a in self._actors if a.start is not None), key=lambda a: (a.start or 0, a.end or 0)))

    @cached_property
    def countries(self) -> frozenset[str]:
        """Every country and body that the records or the text name."""
        known = {a.country for a in self._actors if a.country}
        if len(self.document.text) > _SHORT_CHARS:
            # a long article names its sides in its records; reading all its names again takes longer than all else
            return frozenset(known | self.heading_countries)
        return frozenset(known | {c for s in self.sentences for _, _, c in s.sides} | self.heading_countries)

    @cached_property
    def names(self) -> frozenset[str]:
        """Words written with a capital in the middle of a sentence or twice over: names, mostly."""
        return frozenset(
            w.low for s in self.sentences for w in s.words if w.is_name and len(w.low) > 3 and w.low not in _CAPITALS
        )

    @cached_property
    def implied(self) -> frozenset[str]:
        """Countries that it speaks of without naming them."""
        return self.company.of(self) if len(self.document.text) <= _SHORT_CHARS else frozenset()

    @cached_property
    def heading_countries(self) -> frozenset[str]:
        return frozenset(c for _, _, c in _named(self.gazetteer, self.document.title or "", 0))

    def pick(self, rule: str, *patterns: re.Pattern[str]) -> "tuple[Sentence, ...]":
        """The sentences below the headline that one of some patterns fits; looked for once."""
        if rule not in self.marked:
            body = (s for s in self.sentences if not s.title)
            self.marked[rule] = tuple(s for s in body if any(p.search(s.low) for p in patterns))
        return self.marked[rule]

    def named(self, words: str) -> tuple[tuple[int, int, str], ...]:
        """Countries and bodies that some words name."""
        return tuple(_named(self.gazetteer, words, 0))

    def sides_in(self, sentence: Sentence) -> tuple[tuple[int, int, str], ...]:
        found = {
            (a.start, a.end, a.country)
            for a in self.people
            if a.country and a.start is not None and a.end is not None and sentence.start <= a.start < sentence.end
        }
        found |= set(sentence.places)
        return tuple(sorted(found))


def _named(gazetteer: Gazetteer, text: str, offset: int) -> Iterator[tuple[int, int, str]]:
    for name in gazetteer.find_names(text):
        countries = {r.country for r in name.readings if r.kind in _STATES}
        if len(countries) == 1 and (country := countries.pop()):
            yield name.start + offset, name.end + offset, country


@dataclass(frozen=True, eq=False)
class Deed:
    """One act as one sentence tells it."""

    sentence: Sentence
    reading: Reading
    act: Act
    mood: Mood
    doers: frozenset[str]
    """Countries that did it; empty where nobody is said to."""
    speaker: Actor | None
    told: bool
    """Whether somebody is quoted as saying so."""
    records: tuple[str, ...]
    day: str
    """The day of the act where it is known, else the day of the report."""
    old: bool
    """Told as long past."""
    by_coder: bool

    @property
    def report(self) -> Report:
        return self.sentence.report

    @property
    def published(self) -> str:
        return self.report.published or ""


def deeds_in(sentence: Sentence, stems: frozenset[str], kinds: frozenset[str] | None = None) -> Iterator[Deed]:
    """The acts of some kinds that a sentence tells of; `stems` are verbs demanded somewhere that no table has."""
    words = sentence.words
    for reading in find_acts(words, stems):
        if kinds is not None and reading.kind.name not in kinds and reading.kind.name not in stems:
            continue
        yield _deed(sentence, words, reading)


def _deed(sentence: Sentence, words: tuple[Word, ...], reading: Reading) -> Deed:
    at = words[reading.at].start
    report = sentence.report
    event = _event_at(sentence, words[reading.at])
    statement = next((s for s in sentence.statements if s.start <= at < s.end), None)
    mood = mood_of(words, reading, title=sentence.title)
    if event is not None:
        mood = _agreed(mood, event, reading)
    doers = _doers(sentence, words, reading, event)
    published = report.published or ""
    day = event.date if event is not None and event.date and event.date_precision == "day" else published
    old = (event is not None and event.historical) or _is_old(reading, published)
    records = (event.id,) if event is not None else (statement.id,) if statement is not None else (report.document.id,)
    return Deed(
        sentence=sentence,
        reading=reading,
        act=act_of(reading),
        mood=mood,
        doers=doers,
        speaker=statement.speaker if statement is not None else None,
        told=statement is not None,
        records=records,
        day=min(day, published) if published and mood == "done" else published,
        old=old,
        by_coder=event is not None,
    )


_OVERRULED: Final[dict[str, Mood]] = {
    "planned": "promised",
    "denied": "denied",
    "attempted": "none",
    "hypothetical": "none",
}


def _agreed(mood: Mood, event: Event, reading: Reading) -> Mood:
    """A deed is done only where the coder's reading of the same words does not speak against it."""
    if mood != "done" or event.type in ("REQUEST", "THREATEN", "REJECT", "ACCUSE"):
        return mood
    if event.type in ("AGREE", "CONCEDE") and not reading.kind.said and reading.kind.name != "pardon":
        return "promised" if event.status in ("occurred", "planned") else "none"
    return _OVERRULED.get(event.status, mood)


def _event_at(sentence: Sentence, word: Word) -> Event | None:
    """The event whose words hold this one, the shortest if several do."""
    over = [e for e in sentence.events if e.evidence[0].start <= word.start < e.evidence[0].end]
    return min(over, key=lambda e: (e.evidence[0].end - e.evidence[0].start, e.id), default=None)


def _doers(sentence: Sentence, words: tuple[Word, ...], reading: Reading, event: Event | None) -> frozenset[str]:
    word = words[reading.at]
    if reading.kind.name == "release" and word.low in _OF_THEMSELVES and not reading.passive:
        return frozenset()
    if event is not None and event.type != "REQUEST":
        countries = frozenset(a.country for a in event.actors if a.country)
        if countries:
            return countries
    if reading.passive:
        by = next((i for i, w in enumerate(reading.objects) if w.low == "by"), None)
        return _sides_of(sentence, reading.objects[by + 1 : by + 7]) if by is not None else frozenset()
    if reading.form == "noun":
        return _noun_doers(sentence, words, reading)
    subject = _subject(reading.subjects)
    return _sides_of(sentence, subject)


def _subject(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of the subject: from the clause's beginning, without what a time or place phrase opens."""
    if words and words[0].low in ("in", "on", "at", "after", "under", "with", "to", "during", "before"):
        # "In a letter to the council on Friday Libya accepted": who acts stands nearest the verb
        return words[-4:]
    return words


def _noun_doers(sentence: Sentence, words: tuple[Word, ...], reading: Reading) -> frozenset[str]:
    """Of "ordered the release": whoever orders; of "Libya's offer": Libya; of a bare noun: nobody."""
    owners = _sides_of(sentence, reading.subjects)
    if owners:
        return owners
    by = next((i for i, w in enumerate(reading.objects) if w.low == "by"), None)
    if by is not None:
        return _sides_of(sentence, reading.objects[by + 1 : by + 7])
    verb = next((w for w in reversed(words[max(reading.at - 4, 0) : reading.at]) if w.low in _BRINGS_ABOUT), None)
    if verb is None:
        return frozenset()
    event = _event_at(sentence, verb)
    countries = frozenset(a.country for a in event.actors if a.country) if event is not None else frozenset()
    return countries or _sides_of(sentence, [w for w in words[: reading.at] if w.start < verb.start])


_BRINGS_ABOUT = frozenset(
    "ordered orders order announced announces complete completed completes began begins begun started start finished "
    "declared agreed allowed permitted approved made signed accepted offered promised pledged paid granted".split()
)


def _sides_of(sentence: Sentence, words: Iterable[Word]) -> frozenset[str]:
    spans = [(w.start, w.end) for w in words]
    if not spans:
        return frozenset()
    return frozenset(c for a, b, c in sentence.sides if any(a < end and start < b for start, end in spans))


def _is_old(reading: Reading, published: str) -> bool:
    """ "freed in 2008", said in a later year."""
    years = [w.low for w in reading.objects[:10] if _YEAR.fullmatch(w.low)]
    return bool(years and published and all(y < published[:4] for y in years))


def is_verifier(actor: Actor | None) -> bool:
    """Somebody whose business it is to check: inspectors, observers, the body behind them."""
    if actor is None:
        return False
    words = f"{actor.name} {actor.text or ''} {actor.role or ''}"
    return bool(_VERIFIERS.search(words)) or actor.sector == "IGO" or actor.country == "IGO"
