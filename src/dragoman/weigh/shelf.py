"""Which deeds and lines of all documents can concern a demand? Found by side, kind of act and word.

Without it every demand would be compared with every sentence of every report.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from dragoman.know.acts import BY_NAME, family, stem, words_of
from dragoman.weigh.company import find_implied
from dragoman.weigh.matching import Told, kinds_for
from dragoman.weigh.tellings import Line, Telling
from dragoman.weigh.wanted import Wanted

At = tuple[Line, Telling]
_RULES: Final = {"findings": frozenset("nl"), "replies": frozenset("yr"), "deadlines": frozenset("d")}
"""Which flags of a line a rule looks at."""


class Shelf:
    """The tellings of a case, in the order of publication."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        self.tellings = sorted(tellings, key=lambda t: (t.published or "9999", t.document))
        self._implied = find_implied(self.tellings)
        self._with_stem: dict[str, set[int]] = {}
        self._by_country: dict[str, list[int]] = defaultdict(list)
        for i, telling in enumerate(self.tellings):
            for country in telling.countries | self._implied.get(telling.document, frozenset()):
                self._by_country[country].append(i)

    def about(self, side: str) -> list[Telling]:
        """The documents that speak of a side."""
        found = self._by_country.get(side, [])
        stems = _named_by(side)
        if not stems:
            return [self.tellings[i] for i in found]
        named = set.intersection(*(self._with_stem.get(one, set()) for one in stems))
        return [self.tellings[i] for i in sorted(named.union(found))]

    def expect(self, sides: Iterable[str]) -> None:
        """Find once in which documents the words stand by which sides without a code are named."""
        wanted = {one for side in sides for one in _named_by(side)}
        self._with_stem = {one: set() for one in wanted}
        for i, telling in enumerate(self.tellings if wanted else ()):
            for one in wanted.intersection(telling.vocabulary.split()):
                self._with_stem[one].add(i)


def _named_by(side: str) -> list[str]:
    """The stems of a side's name; none of a code."""
    return [stem(w.low) for w in words_of(side) if w.is_word] if len(side) > 3 else []


class SideShelf:
    """What the documents that speak of one side tell, as far as it can matter to the demands made of it."""

    def __init__(self, shelf: Shelf, side: str, wanted: Iterable[Wanted]) -> None:
        self.side = side
        self.tellings = shelf.about(side)
        self._wanted = tuple(wanted)
        self._moves: dict[str, list[At]] = {}

    def deeds_for(self, wanted: Wanted) -> Iterator[Told]:
        """Deeds that may be the demanded act, a part of it, or what undoes it; each once."""
        seen: set[int] = set()
        for kind in sorted(kinds_for(wanted.act.kind)):
            for told in self._by_kind.get(kind, ()):
                seen.add(id(told))
                yield told
        if family(wanted.act.kind) == "halt":
            for one in sorted(wanted.things):
                for told in self._by_stem.get(one, ()):
                    if id(told) not in seen:
                        seen.add(id(told))
                        yield told

    @cached_property
    def _told(self) -> list[Told]:
        """Every deed that this side can have done."""
        kinds = frozenset(k for w in self._wanted for k in kinds_for(w.act.kind))
        rare = frozenset(w.act.kind for w in self._wanted if w.act.kind not in BY_NAME) | self._halted
        found = []
        for telling in self.tellings:
            at, by_kind = telling.line_at, telling.by_kind
            for kind in by_kind if self._halted else by_kind.keys() & kinds:
                found += [Told(d, at[d.line], telling) for d in by_kind[kind] if self._may_act(d.doers)]
            found += [Told(d, line, telling) for d, line in telling.rare_told(rare) if self._may_act(d.doers)]
        return found

    def _may_act(self, doers: tuple[str, ...]) -> bool:
        return not doers or self.side in doers

    @cached_property
    def _halted(self) -> frozenset[str]:
        """What was to stop may be told by its own verb: "enriched uranium"."""
        halts = [w for w in self._wanted if family(w.act.kind) == "halt"]
        return frozenset(s for w in halts for s in w.things)

    @cached_property
    def _by_kind(self) -> dict[str, list[Told]]:
        found: dict[str, list[Told]] = defaultdict(list)
        for told in self._told:
            found[told.deed.kind].append(told)
        return found

    @cached_property
    def _by_stem(self) -> dict[str, list[Told]]:
        found: dict[str, list[Told]] = defaultdict(list)
        for told in self._told:
            for one in (told.deed.stems | {told.deed.verb}) & self._halted:
                found[one].append(told)
        return found

    # ---- lines

    @cached_property
    def _flagged(self) -> dict[str, list[At]]:
        found: dict[str, list[At]] = defaultdict(list)
        for telling in self.tellings:
            for line in telling.remarks:
                for rule, flags in _RULES.items():
                    if not flags.isdisjoint(line.flags):
                        found[rule].append((line, telling))
                if line.move:
                    found["moves"].append((line, telling))
        return found

    def findings_for(self, wanted: Wanted) -> list[At]:
        """Lines that find something done, or left undone, and can be about this act: they share a word with it or speak
        of demands; who is free and who is held is said in many words."""
        if wanted.act.is_release:
            return self._flagged["findings"]
        places = {n for one in wanted.act.stems for n in self._findings_with.get(one, ())}
        return [self._flagged["findings"][n] for n in sorted(places.union(self._findings_of_demands))]

    @cached_property
    def _findings_with(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for n, (line, _) in enumerate(self._flagged["findings"]):
            for one in line.stems:
                found[one].append(n)
        return found

    @cached_property
    def _findings_of_demands(self) -> list[int]:
        return [n for n, (line, _) in enumerate(self._flagged["findings"]) if line.of_demands]

    @cached_property
    def replies(self) -> list[At]:
        """Lines in which this side may accept or refuse a demand."""
        return [at for at in self._flagged["replies"] if self.side in at[0].sides]

    @property
    def deadlines(self) -> list[At]:
        return self._flagged["deadlines"]

    def moves(self, by: str) -> list[At]:
        """Lines in which a demander may give a demand up."""
        if by not in self._moves:
            low = by.casefold()
            self._moves[by] = [
                at
                for at in self._flagged["moves"]
                if by in at[0].sides or low in at[0].low or any(by in speaker for speaker in at[0].speakers)
            ]
        return self._moves[by]
