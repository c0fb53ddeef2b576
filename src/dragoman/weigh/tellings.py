"""What does one document tell that a ledger can need, in a form that can be kept?

Reading a document's sentences takes most of a ledger's time and depends on that document alone: it
is done once, and what it yields is small, plain and free of the text's other sentences.
`read_telling.py` makes it, `ledger.py` compares tellings with each other.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, Final, Literal

from dragoman.know.acts import CLASSES, Act, members_of, stem, words_of
from dragoman.weigh.remarks import DEMAND_WORDS

Mood = Literal["done", "begun", "promised", "wanted", "refused", "denied", "alleged", "none"]
TELLING_MOODS: Final = frozenset({"done", "begun", "promised", "refused", "denied", "alleged"})
"""Moods that can move an entry."""

_REMARKS: Final = frozenset("nlyrd")
_NONE: Final[frozenset[str]] = frozenset()


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def joined(stems: Iterable[str]) -> str:
    """A set of stems as one string, the same whatever its order."""
    return " ".join(sorted(stems))


@dataclass(frozen=True, eq=False)
class Line:
    """One sentence that tells something."""

    number: int
    start: int
    text: str
    sides: tuple[str, ...] = ()
    """Countries and bodies meant in it, in the order in which they come."""
    speakers: tuple[tuple[str, str], ...] = ()
    """Country and name of everybody who is quoted in it."""
    verified: bool = False
    """Whether the first who is quoted is somebody whose business it is to check."""
    quoted: str = ""
    """Id of the first statement in it."""
    cited: str = ""
    """The record that stands for it, or the document."""
    flags: str = ""
    """What it can be: see `remarks.py`."""
    move: str = ""
    """What it says has become of a demand, by the demander's doing."""
    moved: str = ""
    """The record that says so."""

    @cached_property
    def low(self) -> str:
        return self.text.casefold().replace("’", "'")

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(stem(w.low) for w in words_of(self.text))

    @cached_property
    def of_demands(self) -> bool:
        """Whether it speaks of demands as such: "all its obligations"."""
        return DEMAND_WORDS.search(self.low) is not None


@dataclass(frozen=True, eq=False)
class Deed:
    """One act as one sentence tells it."""

    line: int
    kind: str
    mood: Mood
    form: str
    passive: bool
    scope: str
    count: int | None
    object_stems: str
    word_stems: str
    """All the words of its object and subject."""
    name_stems: str
    """Those written as names."""
    verb: str
    doers: tuple[str, ...]
    """Countries that did it; empty where nobody is said to."""
    day: str
    """The day of the act where it is known, else the day of the report."""
    place: int
    records: tuple[str, ...]
    speaker: tuple[str, str, bool] | None = None
    """Country and name of who is quoted as saying so, and whether that is somebody whose business it is to check."""
    told: bool = False
    by_coder: bool = False
    flags: str = ""
    """p: of those held for their politics · o: told beside such words · h: names somebody · f: found not done ·
    c: somebody checked · e: only for what hangs on what"""
    rewards: tuple[str, ...] = ()
    """Sides that reward it in the same breath."""
    met: tuple[str, ...] = ()
    """Classes of those who take part in the coder's events of the sentence."""

    @cached_property
    def stems(self) -> frozenset[str]:
        return _set(self.object_stems)

    @cached_property
    def words(self) -> frozenset[str]:
        return _set(self.word_stems)

    @cached_property
    def names(self) -> frozenset[str]:
        return _set(self.name_stems)

    @cached_property
    def classes(self) -> frozenset[str]:
        return frozenset(c for s in self.stems for c in CLASSES.get(s, ()))

    @cached_property
    def word_classes(self) -> frozenset[str]:
        return frozenset(c for s in self.words | self.stems for c in CLASSES.get(s, ()))

    @property
    def political(self) -> bool:
        return "p" in self.flags


@dataclass(frozen=True, eq=False)
class Ask:
    """One demand with its act and its sides settled."""

    demand: str
    """The demand's id."""
    document: str
    day: str | None
    start: int
    what: str
    by: str
    of: str
    kind: str
    object_words: tuple[str, ...]
    """The object as it stands in the text, its "and" and commas included."""
    content_words: tuple[str, ...]
    scope: str
    count: int | None
    pronoun: bool
    negative: bool
    name_stems: str
    """Names that its article gives those whom the act is about."""
    confidence: float
    deadline: str | None = None
    side_stems: str = ""
    """The words by which its article names the addressee."""
    given_up: bool = False
    """Told as dropped or waived: it is not made anew by being told."""
    before: bool = True
    """Whether what its article tells before it came before it."""
    tie: tuple[str, str] | None = None
    """What hangs on it: the kind of tie and its words."""

    @cached_property
    def act(self) -> Act:
        words = tuple(w for word in self.content_words for w in words_of(word))
        raw = tuple(w for word in self.object_words for w in words_of(word))
        return Act(self.kind, words, self.scope, self.count, self.pronoun, self.negative, raw)  # type: ignore[arg-type]

    @cached_property
    def names(self) -> frozenset[str]:
        return _set(self.name_stems)

    @property
    def key(self) -> str:
        """What the act is, in a form that the order of words and reports cannot change."""
        return " ".join((self.act.kind, *sorted(self.act.stems), *(sorted(self.names) if self.act.pronoun else ())))

    @cached_property
    def members(self) -> tuple[frozenset[str], ...]:
        """The people named in the act, each as the stems of the names: "Mladic and Karadzic" are two."""
        if self.kind not in ("release", "arrest", "surrender", "pardon", "prosecute", "expel"):
            return ()
        return tuple(frozenset(stem(w.low) for w in m if w.is_name) for m in members_of(self.act.words_in_order))


def act_parts(act: Act) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """An act's object as plain words: as it stands, and those that carry meaning."""
    return tuple(w.text for w in act.words_in_order), tuple(w.text for w in act.words)


@dataclass(frozen=True, eq=False)
class Telling:
    """What one document tells."""

    document: str
    published: str | None
    heading: str
    countries: frozenset[str]
    """Every country and body that its records or its text name."""
    own_names: frozenset[str]
    """Of a short document: words written as names, which may stand for a country that it does not name."""
    vocabulary: str
    """The stems of all its words."""
    lines: tuple[Line, ...]
    deeds: tuple[Deed, ...]
    asks: tuple[Ask, ...]
    places: dict[str, str] = field(default_factory=dict)
    """Country → stems of the words that name it here."""
    rare: str = ""
    """Acts of verbs that no table has, a line of them for each verb: read only where it was demanded."""

    @cached_property
    def line_at(self) -> dict[int, Line]:
        return {line.number: line for line in self.lines}

    @cached_property
    def remarks(self) -> tuple[Line, ...]:
        """The lines that say more than what was done."""
        return tuple(line for line in self.lines if line.move or not _REMARKS.isdisjoint(line.flags))

    @cached_property
    def heading_stems(self) -> frozenset[str]:
        return frozenset(stem(w.low) for w in words_of(self.heading))

    @cached_property
    def by_kind(self) -> dict[str, list[Deed]]:
        """The deeds that move an entry, by kind."""
        found: dict[str, list[Deed]] = {}
        for deed in self.deeds:
            if "e" not in deed.flags:
                found.setdefault(deed.kind, []).append(deed)
        return found

    def place_stems(self, country: str) -> frozenset[str]:
        return self._place_stems.get(country, _NONE)

    @cached_property
    def _place_stems(self) -> dict[str, frozenset[str]]:
        return {country: _set(stems) for country, stems in self.places.items()}

    def rare_told(self, stems: frozenset[str]) -> Iterator[tuple[Deed, Line]]:
        """The deeds of verbs that no table has, of these stems. Of their lines only the sides are known."""
        for one in self._rare_verbs.keys() & stems:
            if one not in self._rare_read:
                self._rare_read[one] = list(_read_rare(self._rare_verbs[one]))
            yield from self._rare_read[one]

    @cached_property
    def _rare_verbs(self) -> dict[str, str]:
        return dict(row.split("\t", 1) for row in self.rare.split("\n") if row)

    @cached_property
    def _rare_read(self) -> dict[str, list[tuple[Deed, Line]]]:
        """Those that somebody has asked for: several sides ask for the same."""
        return {}


# ---- kept as JSON -------------------------------------------------------------------------------


def pack(telling: Telling) -> str:
    """A telling as text: a line of JSON and the rare deeds. The document's id and day are not in it."""
    main = [
        telling.heading,
        joined(telling.countries),
        joined(telling.own_names),
        telling.vocabulary,
        [_packed(line) for line in telling.lines],
        [_packed(deed) for deed in telling.deeds],
        [_packed(ask) for ask in telling.asks],
        telling.places,
    ]
    return _line(main) + telling.rare


def unpack(document: str, published: str | None, kept: str) -> Telling:
    """A telling that was kept."""
    main, newline, rare = kept.partition("\n")
    heading, countries, names, vocabulary, lines, deeds, asks, places = json.loads(main)
    return Telling(
        document,
        published,
        heading,
        _set(countries),
        _set(names),
        vocabulary,
        tuple(_unpack(Line, row) for row in lines),
        tuple(_unpack(Deed, row) for row in deeds),
        tuple(_unpack(Ask, row) for row in asks),
        places,
        newline + rare,
    )


def _read_rare(kept: str) -> Iterator[tuple[Deed, Line]]:
    for row, sides in json.loads(kept):
        deed: Deed = _unpack(Deed, row)
        yield deed, Line(deed.line, deed.place, "", tuple(sides))


def pack_rare(told: Iterable[tuple[Deed, Line]]) -> str:
    """Deeds of verbs that no table has, by verb."""
    by_verb: dict[str, list[list[Any]]] = {}
    for deed, line in told:
        by_verb.setdefault(deed.kind, []).append([_packed(deed), line.sides])
    return "".join(f"\n{verb}\t{_line(rows)}" for verb, rows in sorted(by_verb.items()))


def _line(value: object) -> str:
    """JSON holds no raw line end or tab."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_FIELDS: Final[dict[type, tuple[tuple[str, object], ...]]] = {
    kind: tuple((f.name, f.default) for f in fields(kind)) for kind in (Line, Deed, Ask)
}


def _packed(value: Line | Deed | Ask) -> list[Any]:
    """The fields in order, without those at the end that say nothing of their own."""
    known = _FIELDS[type(value)]
    row = [getattr(value, name) for name, _ in known]
    while row[-1] == known[len(row) - 1][1]:
        row.pop()
    return row


def _unpack(kind: Any, row: list[Any]) -> Any:
    """What `_packed` made a row of. Values are laid down as they are: a frozen class would set them one by one."""
    made = kind.__new__(kind)
    made.__dict__.update(zip(_NAMES[kind], row, strict=False))
    for name in _LISTS[kind]:
        if type(value := made.__dict__.get(name)) is list:
            made.__dict__[name] = tuple(value)
    return made


_NAMES: Final = {kind: tuple(name for name, _ in known) for kind, known in _FIELDS.items()}
_LISTS: Final = {kind: tuple(f.name for f in fields(kind) if "tuple" in str(f.type)) for kind in _FIELDS}
"""Fields that JSON keeps as lists. A field that a row does not reach has its default, which is the class's."""
