"""How do signs and demands move an entry, step by step?

The tables of moves are the contract's rules: silence moves nothing, the addressee's word alone
meets nothing, what undoes a deed reverses it, a waiver is no withdrawal, and two sources that
conflict about the same act at the same time leave it disputed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dragoman.records import Answer, Basis, Outcome, Standing, Step
from dragoman.weigh.fulfilment import Sign, What
from dragoman.weigh.positions import Position
from dragoman.weigh.tellings import Ask
from dragoman.weigh.wanted import Wanted

_SAME_TIME_DAYS = 7
_UNFULFILLED: Final[frozenset[Outcome]] = frozenset({"open", "in_progress", "not_met", "reversed", "disputed"})


@dataclass
class Course:
    """An entry on its way. Lives while one entry is weighed."""

    answer: Answer = "none"
    outcome: Outcome = "open"
    standing: Standing = "in_force"
    basis: Basis = "inferred"
    steps: list[Step] = field(default_factory=list)
    freed: int = 0
    persons: set[int] = field(default_factory=set)
    done_by: Sign | None = None
    claims: list[Sign] = field(default_factory=list)


def run_course(
    wanted: Wanted, asks: Sequence[Ask], signs: Sequence[Sign], positions: Sequence[Position], as_of: str | None
) -> Course:
    """The entry's history up to a day, and where it stands then."""
    course = Course()
    if wanted.since is None:
        return course
    first = [a for a in asks if a.day == wanted.since] or list(asks[:1])
    for what in ("standing", "outcome", "basis"):
        value = {"standing": "in_force", "outcome": "open", "basis": "demander_says"}[what]
        _step(
            course,
            wanted.since,
            what,
            value,
            tuple(a.demand for a in first[:2]),
            "demanded",
            first[0].confidence if first else 0.5,
        )
    moves: list[tuple[str, int, str, int, Sign | Position | Ask]] = []
    moves += [(s.published, 1, s.document, s.place, s) for s in signs]
    moves += [(p.published, 2, p.document, p.place, p) for p in positions]
    moves += [(a.day or "", 0, a.document, a.start, a) for a in asks if a.day and a.day > wanted.since]
    for day, _, _, _, move in sorted(moves, key=lambda m: m[:4]):
        if isinstance(move, Sign):
            _take(course, wanted, move)
        elif isinstance(move, Position):
            _step(course, day, "standing", move.standing, move.because, move.rule, 0.75)
        else:
            _again(course, day, move)
    _expire(course, asks, as_of)
    return course


def _again(course: Course, day: str, ask: Ask) -> None:
    """The same act demanded anew: in force again, whatever had become of the demand."""
    if course.standing != "in_force":
        _step(course, day, "standing", "in_force", (ask.demand,), "demanded again", ask.confidence)


def _take(course: Course, wanted: Wanted, sign: Sign) -> None:
    """Let one sign move the entry."""
    if (
        course.done_by is not None
        and sign.day < course.done_by.day
        and sign.what in ("part", "begun", "claimed", "promised")
    ):
        return
    match sign.what:
        case "done" | "all_done" | "rewarded":
            _fulfil(course, wanted, sign)
        case "part":
            _partly(course, wanted, sign)
        case "some_left":
            _some_left(course, sign)
        case "begun":
            if course.outcome in ("open", "not_met", "reversed"):
                _outcome(course, sign, "in_progress")
        case "claimed":
            _claim(course, sign)
        case "undone":
            if course.outcome in ("met", "met_in_part"):
                course.freed = 0
                course.persons -= sign.whom
                _outcome(course, sign, "reversed")
                course.done_by = None
        case "breached" if course.outcome in ("met", "met_in_part"):
            _outcome(course, sign, "reversed")
            course.done_by = None
        case "unmet" | "breached":
            _unmet(course, sign)
        case "deadline_passed":
            if course.outcome in ("open", "in_progress"):
                _outcome(course, sign, "not_met")
                _step(course, sign.published, "standing", "expired", sign.because, sign.rule, sign.confidence)
        case _:
            _answer(course, sign)


def _fulfil(course: Course, wanted: Wanted, sign: Sign) -> None:
    """Done: met, unless others deny it at the same time, or the report's own numbers fall short."""
    if sign.what == "rewarded" and course.outcome == "met_in_part" and not sign.firm and _said_to_be_part(course):
        _basis(course, sign)
        return
    if sign.what == "all_done" and sign.basis == "addressee_says":
        _claim(course, sign)
        return
    if sign.told_by and course.outcome == "not_met" and _conflicts(course.done_by, sign):
        _outcome(course, sign, "disputed")
        return
    if sign.what == "done" and wanted.act.scope == "count" and sign.count and not sign.firm:
        course.freed += sign.count
    if course.outcome != "met":
        _outcome(course, sign, "met")
    elif _weight(sign.basis) > _weight(course.basis):
        _basis(course, sign)
    course.done_by = sign


def _said_to_be_part(course: Course) -> bool:
    """Whether somebody said that some are left: a reward does not free them."""
    return course.done_by is not None and course.done_by.firm


def _partly(course: Course, wanted: Wanted, sign: Sign) -> None:
    course.persons |= sign.whom
    if len(wanted.persons) > 1 and len(course.persons) == len(wanted.persons) and course.outcome != "met":
        _outcome(course, sign, "met")
        course.done_by = sign
        return
    if wanted.act.count and sign.count:
        course.freed += sign.count
        if course.freed >= wanted.act.count and course.outcome != "met":
            _outcome(course, sign, "met")
            course.done_by = sign
            return
    if course.outcome in _UNFULFILLED:
        _outcome(course, sign, "met_in_part")
        course.done_by = sign


def _some_left(course: Course, sign: Sign) -> None:
    """Somebody says that some are left: a conflict with who just said that all was done, else a correction."""
    last = course.done_by
    claim = course.claims[-1] if course.claims else None
    opposed = claim if claim is not None and _conflicts(claim, sign) else None
    if opposed is None and course.outcome == "met" and last is not None and _conflicts(last, sign):
        opposed = last
    if opposed is not None and course.outcome in ("met", "in_progress", "open"):
        _outcome(course, sign, "disputed", also=opposed)
    elif course.outcome == "met" and last is not None and not last.firm:
        _outcome(course, sign, "met_in_part")


def _claim(course: Course, sign: Sign) -> None:
    """The addressee's word alone: an answer, and at most progress."""
    course.claims.append(sign)
    if course.answer != "accepted":
        _step(course, sign.published, "answer", "accepted", sign.because, sign.rule, sign.confidence)
    if course.outcome == "not_met" and course.done_by is not None and _conflicts(course.done_by, sign):
        _outcome(course, sign, "disputed", also=course.done_by)
    elif course.outcome in ("open", "not_met"):
        _outcome(course, sign, "in_progress")


def _unmet(course: Course, sign: Sign) -> None:
    """Found not done: not met, or disputed where somebody else has just said the contrary."""
    opposed = next((c for c in reversed(course.claims) if _conflicts(c, sign)), None)
    if (
        opposed is None
        and course.done_by is not None
        and course.outcome in ("met", "met_in_part")
        and _conflicts(course.done_by, sign)
    ):
        opposed = course.done_by
    if opposed is not None:
        _outcome(course, sign, "disputed", also=opposed)
    elif course.outcome in ("open", "in_progress"):
        _outcome(course, sign, "not_met")
        course.done_by = sign


_ANSWERS: Final[dict[What, Answer]] = {
    "promised": "accepted",
    "promised_in_part": "accepted_in_part",
    "accepted": "accepted",
    "refused": "rejected",
}


def _answer(course: Course, sign: Sign) -> None:
    value = _ANSWERS.get(sign.what)
    if value is None or value == course.answer or (value == "accepted_in_part" and course.answer == "accepted"):
        return
    _step(course, sign.published, "answer", value, sign.because, sign.rule, sign.confidence)


def _conflicts(one: Sign | None, other: Sign) -> bool:
    """Two sources about the same act at the same time."""
    if one is None or (one.document == other.document and one.told_by == other.told_by):
        return False
    return _days_between(one.published, other.published) <= _SAME_TIME_DAYS


def _days_between(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _expire(course: Course, asks: Sequence[Ask], as_of: str | None) -> None:
    """A deadline that a report sees pass without the act: silence alone lets nothing expire."""
    deadlines = [a.deadline[:10] for a in asks if a.deadline and _is_day(a.deadline[:10])]
    last = max(deadlines, default=None)
    if last is None or (as_of is not None and as_of <= last) or course.standing != "in_force":
        return
    found = next((s for s in course.steps if s.field == "outcome" and s.value == "not_met" and s.date > last), None)
    if found is not None and course.outcome == "not_met":
        _step(course, found.date, "standing", "expired", found.because, "its deadline passed unmet", found.confidence)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_WEIGHTS: Final[dict[Basis, int]] = {
    "inferred": 0,
    "addressee_says": 0,
    "third_party_says": 1,
    "verifier_says": 2,
    "demander_says": 3,
    "analyst": 4,
}


def _weight(basis: Basis) -> int:
    return _WEIGHTS[basis]


def _outcome(course: Course, sign: Sign, value: Outcome, *, also: Sign | None = None) -> None:
    because = sign.because if also is None else tuple(dict.fromkeys((*also.because, *sign.because)))
    _step(course, sign.published, "outcome", value, because[:4], sign.rule, sign.confidence)
    _basis(course, sign)


def _basis(course: Course, sign: Sign) -> None:
    if course.basis != sign.basis:
        _step(course, sign.published, "basis", sign.basis, sign.because, sign.rule, sign.confidence)


def _step(
    course: Course, day: str, what: str, value: str, because: tuple[str, ...], rule: str, confidence: float
) -> None:
    setattr(course, what, value)
    course.steps.append(
        Step(date=day, field=what, value=value, because=because, by_rule=rule, confidence=round(confidence, 2))
    )
