"""Which demand stands where on a day, and why?

A pure function of the records: the same records give the same ledger, in whatever order they come.
It is told as a history: every report in the order of publication may move an answer, an outcome,
a standing or a basis, and each move names its rule and the few records that made it. What was
published later, or on no known day, moves nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from dragoman.know import Gazetteer
from dragoman.know.acts import BY_NAME, NOUNS, VERBS, family, stem
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
from dragoman.weigh.asks import Wanted, wanted_in
from dragoman.weigh.course import Course, run_course
from dragoman.weigh.fulfilment import signs_of, speaks_of_side
from dragoman.weigh.matching import fit, kinds_for
from dragoman.weigh.positions import move_in, positions_of
from dragoman.weigh.reports import Company, Deed, Report, deeds_in

_Claim = TypeVar("_Claim", Event, Statement, Demand)


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
    known = sorted((r for r in rulings if as_of is None or r.on <= as_of), key=lambda r: (r.on, r.id))
    reports = _reports(documents, events, statements, demands, known, as_of)
    wanted = [w for w in wanted_in(reports) if (by is None or w.by == by) and (of is None or w.of == of)]
    about = {side: [r for r in reports if speaks_of_side(r, side)] for side in sorted({w.of for w in wanted})}
    concerned = {r.document.id for found in about.values() for r in found}
    deeds = _deeds([r for r in reports if r.document.id in concerned], wanted)
    entries = [_entry(w, about[w.of], deeds, known, as_of) for w in wanted]
    return tuple(sorted(entries, key=lambda e: (e.by, e.of, e.first_demanded or "9999", e.act, e.id)))


def _reports(
    documents: Iterable[Document],
    events: Iterable[Event],
    statements: Iterable[Statement],
    demands: Iterable[Demand],
    rulings: Sequence[Ruling],
    as_of: str | None,
) -> list[Report]:
    gazetteer = Gazetteer.load()
    said = {r.target: r for r in rulings}
    happened, spoken, wanted = _by_document(events, said), _by_document(statements, said), _by_document(demands, said)
    kept = [d for d in documents if d.published is None or as_of is None or d.published <= as_of]
    company = Company()
    reports = [
        Report(d, happened.get(d.id, ()), spoken.get(d.id, ()), wanted.get(d.id, ()), gazetteer, company)
        for d in sorted(kept, key=lambda d: (d.published or "9999", d.id))
    ]
    company.know(reports)
    return reports


def _by_document(claims: Iterable[_Claim], rulings: dict[str, Ruling]) -> dict[str, tuple[_Claim, ...]]:
    """Claims by document, in the order of their ids' places; a claim ruled upon bears what the ruling says."""
    found: dict[str, list[_Claim]] = defaultdict(list)
    for claim in claims:
        ruling = rulings.get(claim.id)
        ruled = (
            ruling is not None and ruling.field in ("status", "type", "mode", "force") and hasattr(claim, ruling.field)
        )
        said = claim.model_copy(update={ruling.field: ruling.value}) if ruling is not None and ruled else claim
        found[claim.document].append(said)
    return {d: tuple(sorted(c, key=lambda x: x.id)) for d, c in found.items()}


def _deeds(reports: Sequence[Report], wanted: Sequence[Wanted]) -> dict[str, list[Deed]]:
    """Deeds of the kinds that matter here, by the document's id. Sentences without their words are not read."""
    names = {w.act.kind for w in wanted}
    stems = frozenset(n for n in names if n and n not in BY_NAME)
    # what was to stop may be told by its own verb: "enriched uranium"
    stems |= frozenset(s for w in wanted if family(w.act.kind) == "halt" or w.act.negative for s in w.act.stems)
    kinds = kinds_for(names)
    found: dict[str, list[Deed]] = {}
    for report in reports:
        deeds = [
            deed
            for sentence in report.sentences
            if not sentence.title
            and any(w.low in VERBS or w.low in NOUNS or (stems and stem(w.low) in stems) for w in sentence.words)
            for deed in deeds_in(sentence, stems, kinds)
        ]
        if deeds:
            found[report.document.id] = deeds
    return found


def _entry(
    wanted: Wanted,
    about: Sequence[Report],
    deeds: dict[str, list[Deed]],
    rulings: Sequence[Ruling],
    as_of: str | None,
) -> Entry:
    asks = [a for a in wanted.asks if a.day]
    concerned = [
        r for r in about if r.published is not None and wanted.since is not None and r.published >= wanted.since
    ]
    undated = [r for r in about if r.published is None]
    signs = signs_of(wanted, (d for r in concerned for d in deeds.get(r.document.id, ())), concerned)
    made = [a for a in asks if not _is_given_up(a.report, a.demand)]
    course = run_course(wanted, made or asks, signs, positions_of(wanted, concerned), as_of)
    steps = list(course.steps)
    steps += _ruled(wanted, rulings)
    steps.sort(key=lambda s: (s.date, bool(s.by_person)))
    held = {r.field: r.value for r in rulings if r.target in wanted.ids}
    basis: Basis = "analyst" if "outcome" in held else course.basis
    return Entry(
        id=wanted.ids[0],
        by=wanted.by,
        of=wanted.of,
        act=wanted.words,
        first_demanded=wanted.since,
        last_demanded=max((a.day for a in asks if a.day), default=None),
        demands=tuple(dict.fromkeys(a.demand.id for a in asks)),
        as_of=as_of,
        answer=_ruling_or(held, "answer", course.answer, _ANSWERS),
        outcome=_ruling_or(held, "outcome", course.outcome, _OUTCOMES),
        standing=_ruling_or(held, "standing", course.standing, _STANDINGS),
        basis=_ruling_or(held, "basis", basis, _BASES),
        history=tuple(steps),
        undated=_undated(wanted, undated, deeds),
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


def _ruled(wanted: Wanted, rulings: Sequence[Ruling]) -> Iterable[Step]:
    for ruling in rulings:
        if ruling.target in wanted.ids and ruling.field in ("answer", "outcome", "standing", "basis"):
            yield Step(
                date=ruling.on,
                field=ruling.field,
                value=ruling.value,
                because=(ruling.id,),
                by_person=ruling.by,
                reason=ruling.because,
            )


def _is_given_up(report: Report, demand: Demand) -> bool:
    """A demand told as dropped or waived is not made anew by being told."""
    sentence = next((s for s in report.sentences if s.start <= demand.what.start < s.end), None)
    return sentence is not None and move_in(sentence) is not None


def _undated(wanted: Wanted, undated: Sequence[Report], deeds: dict[str, list[Deed]]) -> tuple[str, ...]:
    """What undated documents say of this act: their demands for it and their events that fit it."""
    asked = [a.demand.id for a in wanted.asks if not a.day]
    told = [
        i
        for report in undated
        if wanted.of in report.countries
        for deed in deeds.get(report.document.id, ())
        if fit(wanted, deed) is not None and deed.mood in ("done", "begun", "promised", "refused")
        for i in deed.records
    ]
    return tuple(dict.fromkeys((*asked, *told)))


def _confidence(course: Course, held: dict[str, str]) -> float:
    """Of the weakest of the last moves that made the entry what it is."""
    if "outcome" in held:
        return 1.0
    last = {step.field: step.confidence for step in course.steps}
    return round(min(last.values(), default=0.5), 2)
