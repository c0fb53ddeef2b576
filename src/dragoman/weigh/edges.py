"""Which act hangs on which: this for that, step for step?

Three rules. A demand that names what hangs on it ties its act to that one. A sentence that says
"in exchange for", "once", "until" ties the act that it promises or refuses to the act that it
waits for. And what the demander does "in response to" a deed answers the deed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.know.acts import read_act, same_act
from dragoman.records import Edge
from dragoman.weigh.fulfilment import Sign
from dragoman.weigh.matching import Told, fit
from dragoman.weigh.remarks import EXCHANGE
from dragoman.weigh.shelf import Shelf
from dragoman.weigh.tellings import Deed, Line, Telling
from dragoman.weigh.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Link:
    """One act hangs on another, or answers it."""

    late: str
    """The entry whose act comes second."""
    early: str
    answers: bool
    rule: str
    because: tuple[str, ...]
    date: str | None


Pair = tuple[Wanted, Sequence[Sign]]


def edges_of(shelf: Shelf, entries: Sequence[Pair]) -> dict[str, tuple[Edge, ...]]:
    """Entry → its edges, each other entry once for each kind."""
    by_id = {w.ids[0]: w for w, _ in entries}
    found: dict[str, dict[tuple[str, str], Edge]] = defaultdict(dict)
    sides: dict[tuple[str, str], list[Wanted]] = defaultdict(list)
    for wanted, _ in entries:
        sides[wanted.by, wanted.of].append(wanted)
    links = [*_named(entries, sides), *_exchanged(shelf, sides), *_rewarded(entries)]
    for link in sorted(links, key=lambda k: (k.date or "9999", k.rule, k.late, k.early)):
        late, early = by_id[link.late], by_id[link.early]
        kinds = ("answers", "answered_by") if link.answers else ("hinges_on", "opens")
        for kind, one, other in ((kinds[0], late, early), (kinds[1], early, late)):
            edge = Edge(
                kind=kind,
                entry=other.ids[0],
                act=other.words,
                by_rule=link.rule,
                because=link.because,
                date=link.date,
            )
            found[one.ids[0]].setdefault((kind, other.ids[0]), edge)
    for wanted, _ in entries:
        for edge in _unasked(wanted):
            if not any(k == "opens" for k, _ in found[wanted.ids[0]]):
                found[wanted.ids[0]].setdefault((edge.kind, edge.act), edge)
    return {entry: tuple(edges.values()) for entry, edges in found.items() if edges}


def _named(entries: Sequence[Pair], sides: Mapping[tuple[str, str], list[Wanted]]) -> Iterator[Link]:
    """ "The embargo stays until they are freed": the freeing opens the lifting, if somebody wants that too."""
    for wanted, _ in entries:
        for ask in wanted.asks:
            if ask.tie is None or ask.day is None:
                continue
            then = read_act(ask.tie[1])
            for other in sides.get((wanted.of, wanted.by), ()):
                if same_act(then, other.act, then.names, other.names):
                    rule = f"the demand names it as its {ask.tie[0]}"
                    yield Link(other.ids[0], wanted.ids[0], False, rule, (ask.demand,), ask.day)


def _unasked(wanted: Wanted) -> Iterator[Edge]:
    """What a demand names as hanging on it and nobody demands."""
    for ask in wanted.asks:
        if ask.tie is not None and ask.day is not None:
            yield Edge(
                kind="opens",
                entry=None,
                act=ask.tie[1],
                by_rule=f"the demand names it as its {ask.tie[0]}",
                because=(ask.demand,),
                date=ask.day,
            )
            return


def _exchanged(shelf: Shelf, sides: Mapping[tuple[str, str], list[Wanted]]) -> Iterator[Link]:
    """ "A will do this once B does that": both acts being wanted, by one side of the other."""
    pairs = [(one, sides[of, by]) for (by, of), one in sides.items() if (of, by) in sides and by < of]
    if not pairs:
        return
    for telling in shelf.tellings:
        if telling.published is None:
            continue
        at = {n: line for n, line in telling.line_at.items() if "x" in line.flags}
        deeds: dict[int, list[Deed]] = defaultdict(list)
        for deed in telling.deeds:
            if deed.line in at:
                deeds[deed.line].append(deed)
        for number, told in deeds.items():
            line = at[number]
            for one, other in pairs:
                if one[0].by in line.sides and one[0].of in line.sides:
                    yield from _in_line(telling, line, told, one, other)


def _in_line(
    telling: Telling, line: Line, deeds: Sequence[Deed], one: Sequence[Wanted], other: Sequence[Wanted]
) -> Iterator[Link]:
    mark = EXCHANGE.search(line.low)
    if mark is None:
        return
    at = line.start + mark.start()
    before = [d for d in deeds if d.place < at]
    after = [d for d in deeds if d.place > at]
    if mark.start() == 0 or not before:
        # "Once A has done that, B will do this"
        middle = line.start + line.text.find(",", mark.end())
        after, before = [d for d in after if d.place < middle], [d for d in after if d.place > middle]
    for late, early in ((one, other), (other, one)):
        for second in _fitting(late, before, line, telling):
            for first in _fitting(early, after, line, telling):
                rule = f"“{mark.group()}” says so"
                yield Link(second.ids[0], first.ids[0], False, rule, (line.cited,), telling.published)


def _fitting(wanted: Iterable[Wanted], deeds: Sequence[Deed], line: Line, telling: Telling) -> Iterator[Wanted]:
    for one in wanted:
        since = one.since
        if since is None or since > (telling.published or ""):
            continue
        for deed in deeds:
            if (not deed.doers or one.of in deed.doers) and fit(one, Told(deed, line, telling)) in ("same", "part"):
                yield one
                break


def _rewarded(entries: Sequence[Pair]) -> Iterator[Link]:
    """What is done in the sentence that says it rewards a deed answers that deed."""
    done: dict[tuple[str, int, str], list[tuple[Wanted, Sign]]] = defaultdict(list)
    for wanted, signs in entries:
        for sign in signs:
            if sign.what in ("done", "part", "begun", "promised"):
                done[sign.document, sign.line, wanted.of].append((wanted, sign))
    for wanted, signs in entries:
        for sign in signs:
            if sign.basis == "demander_says" and sign.what in ("rewarded", "part"):
                for other, deed in done.get((sign.document, sign.line, wanted.by), ()):
                    if other is not wanted:
                        because = tuple(dict.fromkeys((*deed.because, *sign.because)))
                        yield Link(
                            other.ids[0], wanted.ids[0], True, "said to be done in response", because, sign.published
                        )
