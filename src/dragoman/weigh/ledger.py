"""Which demand stands where on a day, and why?

A pure function of the records: the same records give the same ledger, in whatever order they come.
It is told as a history: every report in the order of publication may move an answer, an outcome,
a standing or a basis, and each move names its rule and the few records that made it. What was
published later, or on no known day, moves nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from dragoman.records import (
    CODER,
    Answer,
    Basis,
    Demand,
    Document,
    Entry,
    Event,
    Outcome,
    Ruling,
    Standing,
    Statement,
    Step,
)
from dragoman.weigh.course import Course, run_course
from dragoman.weigh.edges import edges_of
from dragoman.weigh.fulfilment import Sign, signs_of
from dragoman.weigh.positions import Position, positions_of
from dragoman.weigh.rulings import OneClaim, as_ruled, by_target, known_by
from dragoman.weigh.shelf import Shelf, SideShelf
from dragoman.weigh.tellings import Ask, Telling
from dragoman.weigh.wanted import Wanted, wanted_in


def build_ledger(
    documents: Iterable[Document],
    events: Iterable[Event],
    statements: Iterable[Statement],
    demands: Iterable[Demand],
    rulings: Iterable[Ruling] = (),
    *,
    as_of: str | None = None,
    by: str | None = None,
    of: str | None = None,
) -> tuple[Entry, ...]:
    """Every demand of `by` on `of` (anybody's where None), as it stands at the end of the day `as_of`."""
    from dragoman.weigh.read_telling import read_telling

    known = known_by(rulings, as_of)
    said = by_target(known)
    happened, spoken, wanted = _by_document(events, said), _by_document(statements, said), _by_document(demands, said)
    tellings = [
        read_telling(d, happened.get(d.id, ()), spoken.get(d.id, ()), wanted.get(d.id, ()))
        for d in documents
        if d.published is None or as_of is None or d.published <= as_of
    ]
    return tell_ledger(tellings, known, as_of=as_of, by=by, of=of)


def tell_ledger(
    tellings: Iterable[Telling],
    rulings: Iterable[Ruling] = (),
    *,
    as_of: str | None = None,
    by: str | None = None,
    of: str | None = None,
) -> tuple[Entry, ...]:
    """The same, from what each document tells. Rulings on records are in the tellings already, those on entries not."""
    known = known_by(rulings, as_of)
    shelf = Shelf(t for t in tellings if t.published is None or as_of is None or t.published <= as_of)
    wanted: dict[str, list[Wanted]] = defaultdict(list)
    for one in wanted_in(shelf.tellings):
        # what hangs on a demand may be wanted by the other side
        if _between(one, by, of):
            wanted[one.of].append(one)
    ruled: dict[str, list[Ruling]] = defaultdict(list)
    for ruling in known:
        ruled[ruling.target].append(ruling)
    entries: list[Entry] = []
    weighed: list[tuple[Wanted, list[Sign]]] = []
    shelf.expect(wanted)
    for side in sorted(wanted):
        on_side = SideShelf(shelf, side, wanted[side])
        for one in wanted[side]:
            signs, undated = signs_of(one, on_side)
            weighed.append((one, signs))
            entries.append(_entry(one, signs, undated, positions_of(one, on_side), ruled, as_of))
    edges = edges_of(shelf, weighed)
    found = (
        e.model_copy(update={"edges": edges[e.id]}) if e.id in edges else e
        for e in entries
        if by in (None, e.by) and of in (None, e.of)
    )
    return tuple(sorted(found, key=lambda e: (e.by, e.of, e.first_demanded or "9999", e.act, e.id)))


def _between(wanted: Wanted, by: str | None, of: str | None) -> bool:
    """Whether it is wanted by one of these of the other, in whichever direction."""
    return (by in (None, wanted.by) and of in (None, wanted.of)) or (
        by in (None, wanted.of) and of in (None, wanted.by)
    )


def _by_document(claims: Iterable[OneClaim], rulings: Mapping[str, Mapping[str, Ruling]]) -> dict[str, list[OneClaim]]:
    """Claims by document, as an analyst has ruled them to be."""
    found: dict[str, list[OneClaim]] = defaultdict(list)
    for claim in claims:
        said = as_ruled(claim, rulings.get(claim.id, {}))
        if said is not None:
            found[claim.document].append(said)
    return found


def _entry(
    wanted: Wanted,
    signs: Sequence[Sign],
    undated: Sequence[str],
    positions: Sequence[Position],
    ruled: Mapping[str, Sequence[Ruling]],
    as_of: str | None,
) -> Entry:
    asks = [a for a in wanted.asks if a.day]
    made = [a for a in asks if not a.given_up]
    course = run_course(wanted, made or asks, signs, positions, as_of)
    mine = known_by((r for i in wanted.ids for r in ruled.get(i, ())), as_of)
    steps = [*_linked(course.steps, asks), *_ruled(mine)]
    steps.sort(key=lambda s: (s.date, bool(s.by_person)))
    held = {r.field: r.value for r in mine}
    basis: Basis = "analyst" if "outcome" in held else course.basis
    return Entry(
        id=wanted.ids[0],
        by=wanted.by,
        of=wanted.of,
        act=wanted.words,
        first_demanded=wanted.since,
        last_demanded=max((a.day for a in asks if a.day), default=None),
        demands=tuple(dict.fromkeys(a.demand for a in asks)),
        as_of=as_of,
        answer=_ruling_or(held, "answer", course.answer, _ANSWERS),
        outcome=_ruling_or(held, "outcome", course.outcome, _OUTCOMES),
        standing=_ruling_or(held, "standing", course.standing, _STANDINGS),
        basis=_ruling_or(held, "basis", basis, _BASES),
        history=tuple(steps),
        undated=tuple(dict.fromkeys((*(a.demand for a in wanted.asks if not a.day), *undated))),
        confidence=_confidence(course, held),
        coder=CODER,
    )


_ANSWERS: Final[dict[str, Answer]] = {a: a for a in ("none", "accepted", "accepted_in_part", "rejected")}
_OUTCOMES: Final[dict[str, Outcome]] = {
    o: o for o in ("open", "in_progress", "met_in_part", "met", "reversed", "not_met", "disputed")
}
_STANDINGS: Final[dict[str, Standing]] = {
    s: s for s in ("in_force", "suspended", "waived", "withdrawn", "superseded", "expired")
}
_BASES: Final[dict[str, Basis]] = {
    b: b for b in ("demander_says", "addressee_says", "verifier_says", "third_party_says", "inferred", "analyst")
}
_Value = TypeVar("_Value", Answer, Outcome, Standing, Basis)


def _ruling_or(held: dict[str, str], name: str, value: _Value, allowed: dict[str, _Value]) -> _Value:
    """The analyst's value where there is one that the field can take; a rule never beats it."""
    return allowed.get(held.get(name, ""), value)


def _linked(steps: Iterable[Step], asks: Sequence[Ask]) -> Iterator[Step]:
    """The steps, an answer naming the demand that it answers: the last one made by then."""
    for step in steps:
        if step.field == "answer":
            asked = [a.demand for a in asks if (a.day or "") <= step.date and a.demand not in step.because]
            yield step.model_copy(update={"answers": asked[-1]}) if asked else step
        else:
            yield step


def _ruled(rulings: Sequence[Ruling]) -> Iterator[Step]:
    for ruling in rulings:
        if ruling.field in ("answer", "outcome", "standing", "basis"):
            yield Step(
                date=ruling.on,
                field=ruling.field,
                value=ruling.value,
                because=(ruling.id,),
                by_person=ruling.by,
                reason=ruling.because,
            )


def _confidence(course: Course, held: dict[str, str]) -> float:
    """Of the weakest of the last moves that made the entry what it is."""
    if "outcome" in held:
        return 1.0
    last = {step.field: step.confidence for step in course.steps}
    return round(min(last.values(), default=0.5), 2)
