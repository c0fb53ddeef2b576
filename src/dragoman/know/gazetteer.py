"""The one door to the tables: names in a text, mentions read, nouns and given names, countries as people type them."""

from datetime import date
from functools import cache

from dragoman.know.given import GivenNames
from dragoman.know.index import Index
from dragoman.know.mention import MentionReader
from dragoman.know.nouns import Noun, Nouns
from dragoman.know.parts import Setting
from dragoman.know.reading import Name, Reading
from dragoman.know.senses import Senses
from dragoman.know.tables import DATA, Entry, iso, read_lines
from dragoman.know.words import cut, key_of

# earlier tables are preferred: what we wrote down ourselves beats what was taken from elsewhere
_FOLDERS = ("own", "odbl", "us", "uk", "phoenix")
_TYPED_KINDS = ("state", "igo", "demonym", "capital", "body")
_STATES = frozenset({"state", "igo"})


class Gazetteer:
    """Everything that the tables know. Never changes once loaded."""

    def __init__(self, index: Index, nouns: Nouns, given: GivenNames, senses: Senses) -> None:
        self._index, self._nouns, self._given, self._senses = index, nouns, given, senses
        self._mentions = MentionReader(index, nouns, given, senses)
        self._codes = {
            line.split("\t")[0]: line.split("\t")
            for folder in ("odbl", "own")
            for line in read_lines(folder, "codes.tsv")
        }

    @staticmethod
    @cache
    def load() -> "Gazetteer":
        """The tables that ship with dragoman; loaded once a process."""
        index = Index()
        for folder in _FOLDERS:
            for file in sorted(DATA.joinpath(folder).iterdir(), key=lambda f: f.name):
                if file.name.startswith("names_"):
                    index.add(read_lines(folder, file.name), prominent=folder == "own")
        return Gazetteer(index, Nouns.load(), GivenNames.load(), Senses.load())

    def find_names(self, text: str) -> list[Name]:
        """All known names in a text, the longest at each place, with all that they can mean."""
        words = cut(text)
        found = []
        for first, last, entries in self._index.runs(text, words):
            start, end = words[first].start, words[last].end
            readings = _readings(entries)
            if readings:
                found.append(Name(start, end, readings))
        return found

    def read(
        self,
        words: str,
        on: date | str | None = None,
        country: str | None = None,
        context: str | None = "",
        *,
        article: str = "",
        today: bool = False,
    ) -> Reading | None:
        """Who is meant by a whole mention; None where the words name and describe nobody.

        `context` is the sentence around, `article` the whole text, which settles what the sentence leaves open.
        `today` says that the day is only assumed: then a title in the words counts for more than the tables.
        """
        return self._mentions.read(words.strip(), Setting(iso(on), country, context or "", article, today))

    def roles(self, words: str) -> tuple[str, ...]:
        """The sectors of the nouns in some words, in order."""
        found = (self._nouns.find(w.folded) for w in cut(words))
        return tuple(n.sector for n in found if n is not None and n.sector is not None)

    def sector_of(self, noun: str) -> str | None:
        """The sector of a common noun, in the singular or plural, of one word or several."""
        found = self._nouns.find(noun)
        return found.sector if found is not None else None

    def is_person_noun(self, noun: str) -> bool:
        """Does this noun mean a human being or several?"""
        found = self._nouns.find(noun)
        return found is not None and found.person

    def find_noun(self, noun: str) -> Noun | None:
        return self._nouns.find(noun)

    def is_given_name(self, word: str) -> bool:
        return self._given.knows(word)

    def gender_of(self, given_name: str) -> str | None:
        """ "m" or "f"; None where the name is both or unknown."""
        return self._given.gender_of(given_name)

    def full_forms(self, nickname: str) -> frozenset[str]:
        """What a short form can stand for: "Phil" for Philip or Phillip."""
        return self._given.full_forms(nickname)

    def country_code(self, typed: str) -> str | None:
        """The code of whatever a person types for a state or body; None where it is unknown or ambiguous."""
        wanted = typed.strip()
        if wanted.upper() in self._codes:
            return wanted.upper()
        if len(wanted) == 2:
            for code, row in self._codes.items():
                if row[1] == wanted.upper():
                    return code
        key = key_of(wanted)
        key = key.removeprefix("the ") or key
        if self._senses.meanings(key) is not None:
            return self._senses.settle(key, (wanted,), None)
        entries = self._index.entries(key)
        for kind in _TYPED_KINDS:
            codes = {e.country for e in entries if e.kind == kind}
            if len(codes) == 1:
                return codes.pop()
        reading = self.read(wanted)
        return reading.country if reading is not None else None

    def country_name(self, code: str) -> str:
        """The everyday name of a code; the code itself where it is unknown."""
        row = self._codes.get(code)
        return row[2] if row is not None else code

    def two_letters(self, code: str) -> str | None:
        """The code of two letters (ISO 3166 alpha-2, EU, XK) where there is one."""
        row = self._codes.get(code)
        return row[1] or None if row is not None else None


def _readings(entries: list[Entry]) -> tuple[Reading, ...]:
    """One reading for each thing that the name can mean; of people nothing is said that depends on the day."""
    readings: dict[tuple[str | None, str], Reading] = {}
    for e in entries:
        sector = e.sector if e.kind != "person" else None
        readings.setdefault((e.country, e.name), Reading(e.name, e.country, sector, e.role, None, e.kind, 0.5))
    return tuple(readings.values())
