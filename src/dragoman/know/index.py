"""Which known names stand in a text, and what does a name stand for?"""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from dragoman.know.tables import Entry, entry_of, names_of
from dragoman.know.words import Word, capitals_fit, fold, is_particle, joined, key_of, listed_words


class Index:
    """Names by their folded words. Lines stay unsplit until their name turns up."""

    def __init__(self) -> None:
        self._lines: dict[str, list[tuple[str, str]]] = {}
        self._longest: dict[str, int] = {}
        self._prominent: set[str] = set()
        self._surnames: dict[str, list[str]] | None = None

    def add(self, lines: Iterable[str], *, prominent: bool = False) -> None:
        """Take in lines of a table; earlier ones are preferred where two say different things.

        The people of a prominent table may be meant by their family name alone.
        """
        index, longest = self._lines, self._longest
        lines = list(lines)
        if prominent:
            self._prominent.update(line for line in lines if line.startswith("person\t"))
        for line in lines:
            for name in names_of(line):
                key = key_of(name)
                if key in index:
                    # of two names with one key, the words are as many
                    index[key].append((name, line))
                    continue
                index[key] = [(name, line)]
                n = key.count(" ") + 1
                first = key.partition(" ")[0]
                if longest.get(first, 0) < n:
                    longest[first] = n

    def entries(self, key: str, printed: list[Word] | None = None) -> list[Entry]:
        """All that this name can stand for, given how it is printed where that is known."""
        found = self._lines.get(key, ())
        return [named_entry(name, line) for name, line in found if printed is None or _fits(printed, name)]

    def runs(self, text: str, words: list[Word]) -> Iterator[tuple[int, int, list[Entry]]]:
        """Known names in `words`, the longest ones, as first and last word and what they stand for."""
        i = 0
        while i < len(words):
            most = self._longest.get(words[i].folded)
            if most is not None:
                found = self._longest_at(text, words, i, most)
                if found is not None:
                    last, entries = found
                    yield i, last, entries
                    i = last + 1
                    continue
            i += 1

    def _longest_at(self, text: str, words: list[Word], i: int, most: int) -> tuple[int, list[Entry]] | None:
        for n in range(min(most, len(words) - i), 0, -1):
            key = " ".join(w.folded for w in words[i : i + n]) if n > 1 else words[i].folded
            if key in self._lines and (n == 1 or joined(text, words, i, i + n - 1)):
                entries = self.entries(key, words[i : i + n])
                if entries:
                    return i + n - 1, entries
        return None

    def people_called(self, surname: str, *, prominent: bool = False) -> list[Entry]:
        """Office holders by the last part of their name, or the first where the family name comes first."""
        if self._surnames is None:
            self._surnames = self._index_surnames()
        found = self._surnames.get(key_of(surname), ())
        return [entry_of(line) for line in found if not prominent or line in self._prominent]

    def _index_surnames(self) -> dict[str, list[str]]:
        surnames: dict[str, list[str]] = {}
        seen: set[str] = set()
        for found in self._lines.values():
            for _, line in found:
                if line in seen or not line.startswith("person\t"):
                    continue
                seen.add(line)
                for name in names_of(line):
                    for part in _family_names(name, line.split("\t", 2)[1]):
                        known = surnames.setdefault(part, [])
                        if line not in known:
                            known.append(line)
        return surnames


_LISTED = frozenset({"body", "company", "igo", "region", "city", "demonym"})


@lru_cache(maxsize=4096)
def named_entry(name: str, line: str) -> Entry:
    """The entry under the name that stood in the text.

    A line may list several bodies of one sector and country. A short form gets the name it
    abbreviates, a spelling the one that the line spells first, any other is a name of its own.
    """
    entry = entry_of(line)
    if entry.kind not in _LISTED or name == entry.name:
        return entry
    if line.split("\t", 4)[3].endswith("="):
        return entry
    names, key = names_of(line), key_of(name)
    if name.replace(".", "").isupper():
        letters = fold(name).upper()
        longer = (n for n in names if len(n.split()) > 1 and letters in _initials(n))
    else:
        # "Amnesty" of "Amnesty International"
        longer = (n for n in names if n[:1].isupper() and key_of(n).startswith(f"{key} "))
    whole = next(longer, None) or next(n for n in names if key_of(n).removeprefix("the ") == key.removeprefix("the "))
    if SequenceMatcher(None, key_of(whole), key_of(entry.name)).ratio() > _SAME_NAME:
        return entry
    return entry._replace(name=whole.removeprefix("the "))


_SAME_NAME = 0.8


def _initials(name: str) -> set[str]:
    words = [w for w in listed_words(name) if w]
    return {
        "".join(w[0] for w in words).upper(),
        "".join(w[0] for w in words if not is_particle(w)).upper(),
    }


_FAMILY_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "VNM", "KHM", "HKG", "SGP", "MYS"})


def _family_names(name: str, country: str) -> list[str]:
    """The keys under which a person may be named by family name alone: "Peña Nieto", "Assad", "Xi"."""
    parts = [fold(w) for w in listed_words(name)]
    while len(parts) > 1 and parts[-1] in ("jr", "sr", "ii", "iii", "iv"):
        parts.pop()
    if len(parts) < 2:
        return []
    keys = [parts[-1]]
    if len(parts) > 2:
        keys.append(" ".join(parts[-2:]))
    if country in _FAMILY_FIRST:
        keys.append(parts[0])
    return keys


def _fits(printed: list[Word], name: str) -> bool:
    listed = listed_words(name)
    if len(listed) != len(printed):
        return True
    return all(capitals_fit(p.text, w) for p, w in zip(printed, listed, strict=True)) and not (
        len(printed) == 1 and is_particle(printed[0].text) and printed[0].text.islower()
    )
