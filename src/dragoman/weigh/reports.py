"""What stands in a document, sentence by sentence: its words, the sides meant, and the records at each place?"""

# lists of words and patterns read best unbroken

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.know import Gazetteer
from dragoman.know.acts import Word, sentences_of, stem, words_of
from dragoman.records import CODED_PARTS, Actor, Demand, Document, Event, Statement

_STATES = frozenset({"state", "demonym", "capital", "region", "body", "igo"})
_SHORT_CHARS = 3000
_CAPITALS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december this that they there these those with when after human rights other others both".split()
)


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

    def before(self, steps: int) -> "tuple[Sentence, ...]":
        return self.report.sentences[max(self.number - steps, 0) : self.number]

    def next(self, steps: int = 1) -> "Sentence | None":
        later = self.report.sentences[self.number + 1 : self.number + 1 + steps]
        return later[-1] if len(later) == steps and not self.title else None


@dataclass(frozen=True, eq=False)
class Report:
    """One document with its records, read once."""

    document: Document
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    demands: tuple[Demand, ...]
    gazetteer: Gazetteer = field(repr=False)

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

    @property
    def is_short(self) -> bool:
        """Short enough for every name in it to count."""
        return len(self.document.text) <= _SHORT_CHARS

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
        if not self.is_short:
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
    def heading_countries(self) -> frozenset[str]:
        return frozenset(c for _, _, c in _named(self.gazetteer, self.document.title or "", 0))

    def sentence_at(self, place: int) -> Sentence | None:
        """The sentence of a coded part in which a place lies."""
        return next((s for s in self.sentences if s.start <= place < s.end), None)

    @cached_property
    def stems_by_place(self) -> dict[str, frozenset[str]]:
        """Country → stems of the words that name it here."""
        found: dict[str, set[str]] = defaultdict(set)
        for sentence in self.sentences:
            for start, end, code in sentence.places:
                found[code] |= {stem(w.low) for w in words_of(self.document.text[start:end])}
        return {code: frozenset(stems) for code, stems in sorted(found.items())}

    @property
    def stems_of_places(self) -> frozenset[str]:
        """Stems of the words by which countries are named: they tell no two persons apart."""
        return frozenset(s for stems in self.stems_by_place.values() for s in stems)

    def stems_naming(self, country: str) -> frozenset[str]:
        return self.stems_by_place.get(country, frozenset())

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
