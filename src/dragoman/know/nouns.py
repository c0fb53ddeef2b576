"""What sector do the common nouns for people and bodies belong to?

"minister" is government, "court" judiciary, "protester" civilian. A weak noun takes its sector
from the word before it: "opposition leader", "army accountant", "party spokesman".
"""

from dataclasses import dataclass

from dragoman.know.tables import read_lines
from dragoman.know.words import Word, key_of

_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "wives": "wife",
    "thieves": "thief",
    "mps": "mp",
    "meps": "mep",
    "ngos": "ngo",
    "ceos": "ceo",
    "lives": "life",
    "clergymen": "clergyman",
    "attaches": "attache",
    "mafiosi": "mafioso",
    "mujahedin": "mujahideen",
}


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun. `office` means that who leaves it is out of office, `weak` that a word before it decides."""

    sector: str | None
    person: bool
    office: bool
    weak: bool


def singulars(word: str) -> list[str]:
    """What a folded word could be the plural of, itself first."""
    forms = [word]
    for plural, one in _IRREGULAR.items():
        if word == plural or (plural in ("men", "women") and word.endswith(plural) and len(word) > len(plural) + 1):
            forms.append(word[: -len(plural)] + one)
    if word.endswith("ies") and len(word) > 4:
        forms.append(word[:-3] + "y")
    if word.endswith(("ches", "shes", "sses", "xes", "oes")):
        forms.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        forms.append(word[:-1])
    return forms


class Nouns:
    """The table of nouns, by their folded words."""

    def __init__(self, lines: list[str]) -> None:
        self._nouns: dict[str, Noun] = {}
        self._marks: dict[str, str] = {}
        self._longest: dict[str, int] = {}
        for line in lines:
            self._take(line)

    @classmethod
    def load(cls) -> "Nouns":
        return cls(list(read_lines("own", "nouns.txt")))

    def _take(self, line: str) -> None:
        sector, flags, words = (part.strip() for part in line.split("|", 2))
        known = set(flags.split())
        noun = Noun(sector or None, "person" in known, "office" in known, "weak" in known)
        for each in words.split(";"):
            key = key_of(each.strip())
            if not key:
                continue
            if "mark" in known:
                self._marks.setdefault(key, sector)
            else:
                self._nouns.setdefault(key, noun)
            first, *rest = key.split()
            for form in {first, *(singulars(first) if not rest else ())}:
                self._longest[form] = max(self._longest.get(form, 0), 1 + len(rest))

    def find(self, phrase: str) -> Noun | None:
        """The noun that these words are, in the singular or plural."""
        key = key_of(phrase)
        found = self._nouns.get(key)
        if found is not None:
            return found
        head, _, last = key.rpartition(" ")
        for one in singulars(last)[1:]:
            found = self._nouns.get(f"{head} {one}" if head else one)
            if found is not None:
                return found
        first, _, rest = key.partition(" ")
        if rest.startswith(("of ", "general", "minister")):
            # "ministers of defence", "attorneys general", "prime ministers"
            for one in singulars(first)[1:]:
                found = self._nouns.get(f"{one} {rest}")
                if found is not None:
                    return found
        return None

    def mark(self, phrase: str) -> str | None:
        """The sector that a word gives to the noun after it: "military", "opposition"."""
        key = key_of(phrase)
        found = self._marks.get(key)
        if found is None:
            noun = self._nouns.get(key)
            found = noun.sector if noun is not None and not noun.weak else None
        return found

    def at(self, words: list[Word], i: int, stop: int) -> int:
        """How many words of `words[i:stop]` are the longest noun or mark that begins there; 0 where none does."""
        most = self._longest.get(words[i].folded)
        if most is None:
            most = max((self._longest.get(s, 0) for s in singulars(words[i].folded)), default=0)
        for n in range(min(most, stop - i), 0, -1):
            phrase = " ".join(w.folded for w in words[i : i + n])
            if self.find(phrase) is not None or phrase in self._marks:
                return n
        return 0
