"""Which demands are one and the same act, wanted by one side of another?

One act demanded again is one entry, however it is worded; a broader and a narrower act are two.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dragoman.know.acts import CLASSES, Act, family, same_act, stem
from dragoman.records import hashed
from dragoman.weigh.tellings import Ask, Telling

NOTHING: Final = frozenset({"own", "new", "first", "two", "three", "pay", "carri", "dai", "month", "year"}) | frozenset(
    {stem("further"), stem("more"), stem("any")}
)
"""Stems that tell no two objects apart."""


@dataclass(frozen=True, eq=False)
class Wanted:
    """One act wanted by one side of another, with every demand for it, the first first."""

    by: str
    of: str
    asks: tuple[Ask, ...]

    @cached_property
    def act(self) -> Act:
        return self.asks[0].act

    @cached_property
    def is_halt(self) -> bool:
        """Whether something is to stop."""
        return family(self.act.kind) == "halt"

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(n for a in self.asks for n in a.names)

    @cached_property
    def persons(self) -> tuple[frozenset[str], ...]:
        """The people named in the act, each as the stems of the names: "Mladic and Karadzic" are two."""
        return tuple(m for member in self.asks[0].members if (m := member & self.names))

    @cached_property
    def bare(self) -> frozenset[str]:
        """The object's words without the names of the addressee's country: "Libya's arms" are "its arms"."""
        return self.act.stems - frozenset(self.asks[0].side_stems.split())

    @cached_property
    def things(self) -> frozenset[str]:
        """What it is done to: the object's words that tell it from other acts of its kind."""
        return self.bare - NOTHING

    @cached_property
    def thing_classes(self) -> frozenset[str]:
        return frozenset(c for s in self.things for c in CLASSES.get(s, ()))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The entry's id, and those it would bear if it had begun with another of its demands."""
        return tuple(dict.fromkeys(hashed("entry", self.by, self.of, key) for key in self._keys))

    @property
    def _keys(self) -> Iterable[str]:
        # the same words again have the same key
        worded: dict[tuple[object, ...], Ask] = {}
        for ask in self.asks:
            worded.setdefault((ask.kind, ask.content_words, ask.pronoun, ask.name_stems), ask)
        return dict.fromkeys(ask.key for ask in worded.values())

    @cached_property
    def words(self) -> str:
        """The words of the clearest demand: a verb with its object named, the sooner the better."""
        return min(self.asks, key=_unclear).what

    @cached_property
    def since(self) -> str | None:
        return min((a.day for a in self.asks if a.day), default=None)


def _unclear(ask: Ask) -> tuple[bool, bool, bool, int, str, str]:
    words = ask.what.split()
    first = words[0].casefold() if words else ""
    return (
        ask.pronoun,
        first in ("the", "an", "a", "his", "her", "their", "its", "immediate", "all"),
        len(words) > 16,
        -round(ask.confidence * 4),
        ask.day or "9999",
        ask.demand,
    )


def wanted_in(tellings: Iterable[Telling]) -> tuple[Wanted, ...]:
    """Every act wanted, in a fixed order. Undated demands join an act but never come first."""
    asks = sorted(
        (ask for telling in tellings for ask in telling.asks),
        key=lambda a: (a.day or "9999", a.document, a.start, a.demand),
    )
    groups: list[list[Ask]] = []
    near: dict[tuple[str, str, str, bool], list[_Group]] = defaultdict(list)
    known: dict[tuple[object, ...], list[Ask]] = {}
    for ask in asks:
        place = (ask.by, ask.of, family(ask.kind), ask.negative)
        # the same words again need no comparing, where such words mean the same each time
        wording = (*place, ask.object_words, ask.content_words, ask.scope, ask.count, ask.pronoun, ask.name_stems)
        home = known.get(wording)
        if home is None:
            group = next((g for g in near[place] if g.holds(ask)), None)
            if group is None:
                group = _Group([], [])
                groups.append(group.asks)
                near[place].append(group)
            group.wordings.append(ask)
            home = group.asks
            if same_act(ask.act, ask.act, ask.names, ask.names):
                known[wording] = home
        home.append(ask)
    return tuple(Wanted(g[0].by, g[0].of, tuple(g)) for g in groups)


@dataclass(slots=True)
class _Group:
    """Demands for one act, and one of them for each of its wordings."""

    asks: list[Ask]
    wordings: list[Ask]

    def holds(self, ask: Ask) -> bool:
        return any(same_act(ask.act, other.act, ask.names, other.names) for other in self.wordings)
