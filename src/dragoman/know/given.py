"""Is this word a given name, whose, and what is it short for?"""

from dragoman.know.tables import read_lines
from dragoman.know.words import fold


class GivenNames:
    """Given names of the world with the gender that they mostly tell, and the short forms of English ones."""

    def __init__(self, names: list[str], short: list[str]) -> None:
        self._gender: dict[str, str | None] = {}
        for line in names:
            gender, _, words = line.partition("\t")
            for word in words.split():
                key = fold(word)
                known = self._gender.get(key, gender)
                self._gender[key] = gender if known == gender and gender != "x" else None
        self._full: dict[str, frozenset[str]] = {}
        for line in short:
            nick, _, full = line.partition("\t")
            self._full[fold(nick)] = self._full.get(fold(nick), frozenset()) | frozenset(full.split())

    @classmethod
    def load(cls) -> "GivenNames":
        return cls(list(read_lines("own", "given_names.tsv")), list(read_lines("own", "nicknames.tsv")))

    def knows(self, word: str) -> bool:
        """True for a given name written as one: with a capital."""
        return word[:1].isupper() and (fold(word) in self._gender or fold(word) in self._full)

    def gender_of(self, name: str) -> str | None:
        first, *_ = [*name.split(), ""]
        key = fold(first)
        found = self._gender.get(key)
        if found is None and key not in self._gender:
            genders = {self._gender.get(fold(full)) for full in self._full.get(key, ())}
            found = genders.pop() if len(genders) == 1 else None
        return found

    def full_forms(self, nickname: str) -> frozenset[str]:
        return self._full.get(fold(nickname), frozenset())
