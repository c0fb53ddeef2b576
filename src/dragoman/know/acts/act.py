"""What is an act that can be compared: what is done, to what, and to how much of it?"""

# lists of words and patterns read best unbroken
# ruff: noqa: E501

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from dragoman.know.acts.kinds import CLASSES, Kind
from dragoman.know.acts.words import Form, Word, number, stem

Scope = Literal["all", "last", "part", "count", "plain"]

EMPTY: Final = frozenset(
    "once time the a an its his her their our your my this that these those of in on at to for from with by and or as be been being was were "
    "is are it he she they them him we us i who which not no into over under about against between its own there here "
    "will would should must can could may might shall has have had do does did up out off down back immediately "
    "immediate prompt promptly swiftly quickly soon now also still just only very early more than after before "
    "monday tuesday wednesday thursday friday saturday sunday week month year day today yesterday tomorrow january "
    "february march april may june july august september october november december".split()
)
_PARTS = frozenset(
    "some several many few part parts partial partially most half third quarter dozens scores hundreds thousands percent "
    "fraction portion handful majority first initial another certain one-third two-thirds tens bulk".split()
)
_ALLS = frozenset(
    "all every entire whole any everyone everybody full fully complete completely total each everything entirely".split()
)
_LASTS = frozenset("last remaining final rest".split())
PRONOUNS: Final = frozenset("him her them his their he she they it its these those".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """One act read in a sentence: which word says it, and the words before and after it in its clause."""

    kind: Kind
    at: int
    last: int
    form: Form | Literal["noun"]
    objects: tuple[Word, ...]
    subjects: tuple[Word, ...]
    passive: bool = False


@dataclass(frozen=True)
class Act:
    """An act that can be compared with others."""

    kind: str
    """Name of a kind, or the stem of the verb where the table has none."""
    words: tuple[Word, ...]
    """Content words of its object."""
    scope: Scope
    count: int | None
    pronoun: bool
    negative: bool = False
    words_in_order: tuple[Word, ...] = ()
    """The object as it stands, its "and" and commas included."""

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(stem(w.low) for w in self.words if w.low not in _ALLS | _LASTS and number(w.low) is None)

    @cached_property
    def names(self) -> frozenset[str]:
        """Stems of words written as names."""
        return frozenset(stem(w.low) for w in self.words if w.is_name)

    @cached_property
    def classes(self) -> frozenset[str]:
        return frozenset(c for s in self.stems for c in CLASSES.get(s, ()))

    @property
    def is_release(self) -> bool:
        return self.kind in ("release", "pardon", "arrest")

    @cached_property
    def political(self) -> bool:
        """Whether it speaks of those held for their politics as a class."""
        low = {w.low for w in self.words}
        held = bool({"captive", "jail", "opposition"} & self.classes) or bool(low & _HELD)
        return held and bool(low & _POLITICAL)


_HELD = frozenset("detained jailed imprisoned arrested held everyone all people those locked behind".split())
_POLITICAL = frozenset(
    "political politically conscience dissident dissidents opposition opponents opponent critics activists pro-democracy".split()
)


def content(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words that carry meaning."""
    return tuple(w for w in words if w.is_word and w.low not in EMPTY)


def act_of(reading: Reading, *, negative: bool = False) -> Act:
    """The act of a reading, its object being what it is done to."""
    objects = content(reading.objects)
    done_to = objects
    if reading.passive or not objects:
        done_to = content(reading.subjects) + objects
    raw = (*reading.subjects, *reading.objects) if done_to is not objects else reading.objects
    scope, count = scope_of(raw)
    pronoun = any(w.low in PRONOUNS for w in raw[-3:] + raw[:3]) and not done_to
    return Act(reading.kind.name, done_to, scope, count, pronoun or _only_people(raw, done_to), negative, tuple(raw))


def _only_people(raw: tuple[Word, ...], done_to: tuple[Word, ...]) -> bool:
    """ "the men", "them": words that point back to somebody described before."""
    return bool(raw) and all(w.low in {"men", "man", "woman", "women", "people", "group"} for w in done_to)


def scope_of(words: Sequence[Word]) -> tuple[Scope, int | None]:
    """How much of a thing: "all", "the last two", "some of", "six", "five nurses and a doctor"."""
    lows = [w.low for w in words[:12]]
    count = count_of(words)
    # "one of the last", "some of all": the first of them counts
    for i, low in enumerate(lows):
        if low in _LASTS and not (low == "last" and lows[i + 1 : i + 2] and lows[i + 1] in _TIMES):
            return "last", count
        if low in _ALLS and lows[i + 1 : i + 2] != ["other"]:
            return "all", count
        if low in _PARTS:
            return "part", count
        if number(low) is not None and lows[i + 1 : i + 2] == ["of"]:
            return "part", count
        if low == "number" and lows[i + 1 : i + 2] == ["of"]:
            return "part", count
    return ("count", count) if count is not None else ("plain", None)


def count_of(words: Sequence[Word]) -> int | None:
    """How many: numbers and single members added up; None where no number is said."""
    total, said = 0, False
    for member in members_of(words[:24]):
        numbers = [n for w in member[:4] if (n := number(w.low)) is not None and not 1900 <= n <= 2100]
        if numbers:
            total, said = total + numbers[0], True
        elif any(w.is_name for w in member) or (member and member[0].low in ("a", "an", "the", "his", "her", "their")):
            total += 1
    return total if said else None


def members_of(words: Sequence[Word]) -> list[list[Word]]:
    """The members of a list: "five nurses", "a doctor"; up to where the list ends."""
    members: list[list[Word]] = [[]]
    for word in words:
        if word.low in ("and", ","):
            members.append([])
        elif word.low in (
            "on",
            "in",
            "from",
            "to",
            "at",
            "by",
            "for",
            "with",
            "who",
            "as",
            "landed",
            "were",
            "was",
            "have",
            "has",
        ):
            break
        else:
            members[-1].append(word)
    return [m for m in members if m]


_TIMES = frozenset("week month year night day monday tuesday wednesday thursday friday saturday sunday".split())
