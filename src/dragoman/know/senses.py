"""Which of several things of one name do the words around it mean?

Georgia has a capital and a river Kura, or Atlanta and a governor. Where the words tell nothing,
or speak for both, the question stays open.
"""

from collections.abc import Sequence
from functools import lru_cache

from dragoman.know.tables import read_lines
from dragoman.know.words import cut, key_of


class Senses:
    """Words that speak for one meaning of an ambiguous name."""

    def __init__(self, lines: list[str]) -> None:
        self._cues: dict[str, list[tuple[str, frozenset[str]]]] = {}
        self._default: dict[str, str] = {}
        for line in lines:
            name, country, usual, cues = line.split("\t")
            key = key_of(name)
            self._cues.setdefault(key, []).append((country, frozenset(key_of(c) for c in cues.split("|") if c)))
            if usual:
                self._default[key] = country

    @classmethod
    def load(cls) -> "Senses":
        return cls(list(read_lines("own", "senses.tsv")))

    def meanings(self, key: str) -> list[str] | None:
        """The countries that the name can mean, or None where it is not ambiguous."""
        cues = self._cues.get(key)
        return [country for country, _ in cues] if cues is not None else None

    def settle(self, key: str, contexts: Sequence[str], country: str | None) -> str | None:
        """The country meant, by the words around the name, the nearest first; None where they leave it open."""
        cues = self._cues[key]
        if country is not None and any(country == each for each, _ in cues):
            return country
        for context in contexts:
            folded = _folded(context)
            told = [each for each, words in cues if any(f" {w} " in folded for w in words)]
            if told:
                return told[0] if len(told) == 1 else None
        return self._default.get(key)


@lru_cache(maxsize=2)
def _folded(context: str) -> str:
    """The words as they are compared, "us" left out, which folds like "US". One article asks about its text often."""
    return f" {' '.join(w.folded for w in cut(context) if w.text != 'us')} "
