"""What do the reports say of one demanded act: done, in part, begun, promised, refused, undone, rewarded?

Every sign is a claim: it names its rule, the records it rests on and on whose word it stands. A
headline alone gives no sign; it may tell that those freed were the last.
"""

# lists of words and patterns read best unbroken
# ruff: noqa: E501

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.know.acts import BY_NAME, CLASSES, stem, words_of
from dragoman.records import Basis
from dragoman.weigh.matching import Told, covered, fit
from dragoman.weigh.shelf import SideShelf
from dragoman.weigh.tellings import Line, Telling
from dragoman.weigh.wanted import Wanted

What = Literal[
    "done", "part", "begun", "claimed", "promised", "promised_in_part", "accepted", "refused",
    "undone", "unmet", "breached", "all_done", "some_left", "rewarded", "deadline_passed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sign:
    """What one report means for one wanted act."""

    what: What
    published: str
    day: str
    document: str
    place: int
    because: tuple[str, ...]
    rule: str
    basis: Basis
    confidence: float
    count: int | None = None
    whom: frozenset[int] = frozenset()
    """Which of the people named in the demand it was done to."""
    told_by: str | None = None
    """Who is quoted: two sources that conflict must be two."""
    firm: bool = False
    """Said to be complete in so many words."""
    line: int = -1
    """The sentence's number in its document."""


_HELD_STEMS = frozenset(
    stem(w) for w in "prison jail custody bars held detained jailed detention behind captive imprisoned".split()
)
_SOON_DAYS = 30


def signs_of(wanted: Wanted, shelf: SideShelf) -> tuple[list[Sign], tuple[str, ...]]:
    """Everything that dated reports say of one wanted act since it was first wanted, in order; and undated records of it."""
    found: dict[str, list[Sign]] = defaultdict(list)
    tellings: dict[str, Telling] = {}
    undated: dict[str, None] = {}
    since = wanted.since
    for told in shelf.deeds_for(wanted):
        published = told.telling.published
        if published is None:
            if wanted.of in told.telling.countries and told.deed.mood in _TELLS and fit(wanted, told) is not None:
                undated.update(dict.fromkeys(told.deed.records))
        elif since is not None and published >= since and told.deed.day >= since:
            sign = _sign(wanted, told)
            if sign is not None:
                found[sign.document].append(sign)
                tellings[sign.document] = told.telling
    if since is not None:
        for sign, telling in _of_lines(wanted, shelf, since):
            found[sign.document].append(sign)
            tellings[sign.document] = telling
    signs = [
        sign
        for document, inside in found.items()
        for sign in _summed_up(wanted, tellings[document], _after_the_demand(wanted, inside))
    ]
    return sorted(signs, key=lambda s: (s.published, s.day, s.document, s.place, s.what)), tuple(sorted(undated))


_TELLS = ("done", "begun", "promised", "refused")


def _of_lines(wanted: Wanted, shelf: SideShelf, since: str) -> Iterator[tuple[Sign, Telling]]:
    """What whole sentences find, answer, or see pass."""
    for rule, lines in (
        (_finding, shelf.findings_for(wanted)),
        (_reply, shelf.replies),
        (_deadline, shelf.deadlines),
    ):
        for line, telling in lines:
            if telling.published is not None and telling.published >= since:
                sign = rule(wanted, line, telling)
                if sign is not None:
                    yield sign, telling


def _after_the_demand(wanted: Wanted, signs: list[Sign]) -> list[Sign]:
    """Without what the first demand was made in view of: told before it in the same article, by the place in the text."""
    first = wanted.asks[0]
    signs = sorted(signs, key=lambda s: (s.place, s.what, s.rule))
    if not first.before:
        return signs
    return [s for s in signs if s.document != first.document or s.place >= first.start]


def _sign(wanted: Wanted, told: Told) -> Sign | None:
    deed = told.deed
    by_addressee = _by_addressee(wanted, told)
    # whose deed it is costs less to ask than what it is
    matched = fit(wanted, told) if by_addressee or wanted.by in deed.rewards else None
    if matched is None:
        return None
    if matched != "undo" and wanted.by in deed.rewards:
        part = matched == "part"
        return _make(
            wanted, told, "part" if part else "rewarded", "the demander rewards it", 0.85, basis="demander_says"
        )
    if not by_addressee:
        return None
    kind = BY_NAME.get(wanted.act.kind)
    said = kind is not None and kind.said and not (deed.speaker and deed.mood == "promised")
    basis = basis_of(wanted, deed.speaker, deed.told)
    match deed.mood:
        case "done" if matched == "undo" and wanted.act.kind in _TO_STOP:
            # bombs after "stop bombing": what had not stopped yet goes on, what had is undone
            return _make(wanted, told, "breached", "did what was to stop", 0.7)
        case "done" if matched == "undo":
            return _make(wanted, told, "undone", f"{deed.kind} undoes {wanted.act.kind}", 0.8)
        case "done" if matched == "breach":
            return _make(wanted, told, "breached", "did what was to stop", 0.7)
        case _ if matched == "breach" or (deed.mood == "alleged" and not wanted.act.negative):
            return None
        case "done" if wanted.act.negative:
            return _make(wanted, told, "unmet", "did what was not to be done", 0.7)
        case "alleged" if wanted.act.negative:
            return _make(wanted, told, "unmet", "said to have done what was not to be done", 0.6)
        case "denied" if wanted.act.negative and basis == "addressee_says":
            return _make(wanted, told, "claimed", "denies having done what was not to be done", 0.7)
        case _ if wanted.act.negative:
            return None
        case "done" if deed.kind == "pardon" and wanted.act.kind != "pardon":
            return _make(wanted, told, "begun", "a pardon is a step towards a release", 0.7)
        case "done" if basis == "addressee_says" and not said:
            return _make(wanted, told, "claimed", "the addressee's word alone", 0.7)
        case "done":
            what: What = "part" if matched == "part" else "done"
            return _make(wanted, told, what, f"{deed.kind} told as done", 0.85, count=deed.count)
        case "begun" if matched != "undo":
            return _make(wanted, told, "begun", f"{deed.kind} told as begun", 0.75)
        case "promised" if matched != "undo":
            part = matched == "part" and deed.scope in ("part", "count")
            return _make(wanted, told, "promised_in_part" if part else "promised", "the addressee agrees to it", 0.8)
        case "refused" if matched != "undo":
            return _make(wanted, told, "refused", "the addressee refuses it", 0.8)
        case "denied" if matched != "undo" and "f" in deed.flags and basis != "addressee_says":
            checked: Basis | None = "verifier_says" if "c" in deed.flags else None
            return _make(wanted, told, "unmet", "somebody finds it not done", 0.7, basis=checked)
    return None


_TO_STOP = frozenset({"ceasefire", "spare"})
"""Kinds of acts that end something; what undoes them is the thing that was to end."""


def _by_addressee(wanted: Wanted, told: Told) -> bool:
    deed = told.deed
    if deed.doers:
        return wanted.of in deed.doers
    if wanted.of in told.line.sides:
        return True
    others = told.telling.countries - {wanted.of, wanted.by}
    return deed.passive or deed.form == "noun" or not others or deed.kind in ("release", "disarm")


def basis_of(wanted: Wanted, speaker: tuple[str, str, bool] | None, told: bool) -> Basis:
    """On whose word something stands; the narrator's own telling is inferred from."""
    if not told:
        return "inferred"
    if speaker is None:
        return "third_party_says"
    country, name, verifies = speaker
    if wanted.of in (country, name):
        return "addressee_says"
    if wanted.by in (country, name):
        return "demander_says"
    return "verifier_says" if verifies else "third_party_says"


def _make(
    wanted: Wanted,
    told: Told,
    what: What,
    rule: str,
    confidence: float,
    *,
    basis: Basis | None = None,
    count: int | None = None,
) -> Sign:
    deed = told.deed
    return Sign(
        what=what,
        published=told.telling.published or "",
        day=deed.day,
        document=told.telling.document,
        place=deed.place,
        because=deed.records,
        rule=rule,
        basis=basis or basis_of(wanted, deed.speaker, deed.told),
        confidence=round(confidence if deed.by_coder else confidence - 0.1, 2),
        count=count,
        whom=covered(wanted, deed),
        told_by=deed.speaker[1] if deed.speaker else None,
        firm=deed.scope in ("all", "last"),
        line=deed.line,
    )


# ---- what whole sentences find -----------------------------------------------------------------


def _finding(wanted: Wanted, line: Line, telling: Telling) -> Sign | None:
    """ "no political prisoner was left", "several others remain in jail"."""
    if wanted.act.negative or not _is_about(wanted, line):
        # what was to be left undone is never complete
        return None
    what: What = "all_done" if "n" in line.flags else "some_left"
    speaker = (*line.speakers[0], line.verified) if line.speakers else None
    return Sign(
        what=what,
        published=telling.published or "",
        day=telling.published or "",
        document=telling.document,
        place=line.start,
        because=(line.quoted or telling.document,),
        rule="said to be complete" if what == "all_done" else "said to be left undone in part",
        basis=basis_of(wanted, speaker, bool(line.quoted)),
        confidence=0.75,
        told_by=(speaker[1] if speaker else "somebody") if line.quoted else None,
        firm=True,
        line=line.number,
    )


def _is_about(wanted: Wanted, line: Line) -> bool:
    """Whether a sentence speaks of the thing demanded, or of those who are held."""
    act, stems = wanted.act, line.stems
    if act.pronoun and not wanted.names:
        return False
    if act.is_release:
        held = bool(stems & _HELD_STEMS) or any("captive" in CLASSES.get(s, ()) for s in stems)
        if wanted.names:
            return bool(wanted.names & stems) or (held and "political" in line.low and "n" in line.flags)
        if act.political:
            return held and ("p" in line.flags or "P" in line.flags)
        return held or bool(act.stems & stems)
    if line.of_demands:
        return "n" in line.flags and (not line.sides or wanted.of in line.sides)
    shared = (act.stems - {"own"}) & stems
    return len(shared) >= 2 or (len(act.stems) <= 3 and bool(shared & {stem(w.low) for w in act.words[:1]}))


def _reply(wanted: Wanted, line: Line, telling: Telling) -> Sign | None:
    """ "Tehran accepted the demand", "rejected the ultimatum": where the article speaks of this act or of its demander."""
    first = next((side for side in line.sides if side in (wanted.of, wanted.by)), None)
    if first != wanted.of:
        return None
    demanded_here = any(a.document == telling.document and a.start < line.start for a in wanted.asks)
    if not (
        demanded_here or wanted.by in line.sides or _soon(wanted, telling.published or "") or _is_about(wanted, line)
    ):
        return None
    return _of_line(
        line, telling, "accepted" if "y" in line.flags else "refused", "answers the demand", "addressee_says", 0.65
    )


def _soon(wanted: Wanted, published: str) -> bool:
    """Whether "the demands" that a report speaks of can only be those of the last weeks."""
    latest = max((a.day for a in wanted.asks if a.day and a.day <= published), default=None)
    return latest is not None and (date.fromisoformat(published) - date.fromisoformat(latest)).days <= _SOON_DAYS


def _deadline(wanted: Wanted, line: Line, telling: Telling) -> Sign | None:
    """A deadline that a report says has passed."""
    if wanted.act.negative:
        return None
    around = [line, *(near for step in (-1, 1) if (near := telling.line_at.get(line.number + step)) is not None)]
    stems = {stem(w.low) for w in words_of(wanted.words)} - {"the"}
    named = any(_is_about(wanted, one) for one in around) or len(stems & line.stems) >= 2
    if not named and not _all_demands(wanted, line, telling):
        return None
    return _of_line(line, telling, "deadline_passed", "its deadline passed unmet, says a report", "inferred", 0.7)


def _all_demands(wanted: Wanted, line: Line, telling: Telling) -> bool:
    """ "The deadline for Qatar to meet the demands expired": all those that the same side has just made of it."""
    sides = line.sides or tuple(telling.countries)
    other = {wanted.by, wanted.of} & telling.countries == {wanted.by, wanted.of}
    return (
        wanted.of in sides
        and other
        and _soon(wanted, telling.published or "")
        and bool(_PLURAL_DEMANDS.search(line.low))
    )


_PLURAL_DEMANDS = re.compile(
    r"\b(?:the|its|their|these|those|all) (?:\w+ )?(?:demands|conditions|terms|requirements)\b|\bultimatum\b"
)


def _of_line(line: Line, telling: Telling, what: What, rule: str, basis: Basis, confidence: float) -> Sign:
    day = telling.published or ""
    return Sign(what, day, day, telling.document, line.start, (line.cited,), rule, basis, confidence, line=line.number)


# ---- one report, one voice ----------------------------------------------------------------------


def _summed_up(wanted: Wanted, telling: Telling, signs: list[Sign]) -> list[Sign]:
    """A deed with what its own article says of the rest becomes one sign: whole, or in part."""
    deeds = [s for s in signs if s.what in ("done", "part", "claimed")]
    found = {what: next((s for s in signs if s.what == what), None) for what in ("all_done", "some_left")}
    if not deeds:
        return signs
    rest = [s for s in signs if s not in deeds and s.what not in ("all_done", "some_left")]
    done = max(deeds, key=lambda s: (s.what == "done", s.what == "part", -s.place))
    whole, left = found["all_done"], found["some_left"]
    if whole is not None and not (done.what == "claimed" and whole.basis == "addressee_says"):
        return [*rest, _joined(done, whole, "done", "done, and said to be complete")]
    if left is not None and done.what != "part":
        if left.told_by is not None and done.told_by is not None and left.told_by != done.told_by:
            return [*rest, done, left]
        return [*rest, _joined(done, left, "part", "done in part: some are left")]
    if done.what == "part" and left is None and _heading_says_last(wanted, telling):
        return [*rest, _joined(done, done, "done", "the last of them, as the headline says too")]
    return [*rest, done]


def _joined(done: Sign, also: Sign, what: What, rule: str) -> Sign:
    because = tuple(dict.fromkeys((*done.because, *also.because)))
    basis = also.basis if also.basis not in ("inferred", "addressee_says") else done.basis
    return Sign(
        what, done.published, done.day, done.document, done.place, because, rule, basis,
        max(done.confidence, also.confidence), done.count, done.whom, also.told_by, firm=True, line=done.line,
    )  # fmt: skip


def _heading_says_last(wanted: Wanted, telling: Telling) -> bool:
    words = {w.low for w in words_of(telling.heading)}
    return bool(words & {"last", "remaining"}) and bool(wanted.act.stems & telling.heading_stems)
