"""Of what pieces is a mention made: known names, nouns of office, prepositions, and the rest?"""

from dataclasses import dataclass
from typing import Literal

from dragoman.know.index import Index
from dragoman.know.nouns import Noun, Nouns
from dragoman.know.tables import Entry
from dragoman.know.words import Word, cut

PREPOSITIONS = frozenset(
    "of in from at to across near on for with against by who whom which that under over among amid inside outside"
    " between around about within without into towards toward along behind whose".split()
)
ARTICLES = frozenset(
    "the a an some many several two three four five six seven eight nine ten this that these those".split()
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a mention. `text` is as printed, `entries` are what a known name can stand for."""

    kind: Literal["name", "noun", "preposition", "former", "word"]
    text: str
    key: str
    words: tuple[Word, ...]
    entries: tuple[Entry, ...] = ()
    noun: Noun | None = None
    mark: str | None = None

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


FORMER = frozenset("former ex late ousted deposed onetime retired toppled erstwhile outgone overthrown".split())


def cut_pieces(text: str, index: Index, nouns: Nouns) -> list[Piece]:
    """The pieces of a mention, in order, each the longest known one."""
    words = _without_possessives(text, index)
    names = {first: (last, entries) for first, last, entries in index.runs(text, words)}
    pieces: list[Piece] = []
    i = 0
    while i < len(words):
        name_end, entries = names.get(i, (i - 1, []))
        n = nouns.at(words, i, len(words))
        inner = max((last for first, (last, _) in names.items() if i < first < i + n), default=-1)
        if entries and name_end - i + 1 >= n:
            pieces.append(_piece(text, words[i : name_end + 1], "name", tuple(entries)))
            i = name_end + 1
        elif n and inner < i + n:
            key = " ".join(w.folded for w in words[i : i + n])
            pieces.append(_piece(text, words[i : i + n], "noun", (), nouns.find(key), nouns.mark(key)))
            i += n
        else:
            word = words[i].folded
            kind = "former" if word in FORMER else "preposition" if word in PREPOSITIONS else "word"
            pieces.append(_piece(text, words[i : i + 1], kind))
            i += 1
    return pieces


def _without_possessives(text: str, index: Index) -> list[Word]:
    """The words, the "s" of a possessive left out unless a name has it: "the People's Republic of China"."""
    words = cut(text)
    if not any(_is_possessive(text, w) for w in words):
        return words
    named = {i for first, last, _ in index.runs(text, words) for i in range(first, last)}
    return [w for i, w in enumerate(words) if i in named or not _is_possessive(text, w)]


def _piece(
    text: str,
    words: list[Word],
    kind: Literal["name", "noun", "preposition", "former", "word"] | str,
    entries: tuple[Entry, ...] = (),
    noun: Noun | None = None,
    mark: str | None = None,
) -> Piece:
    printed = text[words[0].start : words[-1].end]
    return Piece(kind, printed, " ".join(w.folded for w in words), tuple(words), entries, noun, mark)  # type: ignore[arg-type]


def _is_possessive(text: str, word: Word) -> bool:
    return word.folded == "s" and word.start > 0 and text[word.start - 1] in "'’ʼ"
