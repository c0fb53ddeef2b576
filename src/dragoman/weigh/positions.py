"""Does the demander still stand by the demand: in force, suspended, waived, withdrawn, superseded?

Only the demander's own side moves a standing; a waiver is no withdrawal. A demand made anew is in
force again.
"""

# lists of words and patterns read best unbroken
# ruff: noqa: E501

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from dragoman.know.acts import stem, words_of
from dragoman.records import Standing
from dragoman.weigh.asks import Wanted
from dragoman.weigh.reports import Report, Sentence

_DEMAND = r"(?:demands?|insistence|condition|conditions|requirements?|ultimatum|request|call|precondition|preconditions|resolution)"
_MOVES: Final[tuple[tuple[Standing, re.Pattern[str]], ...]] = (
    ("waived", re.compile(r"\bwaiv(?:e|es|ed|ing|er|ers)\b|\bexempt(?:ed|s|ion)\b|\bexcused?\b")),
    (
        "superseded",
        re.compile(
            rf"\b(?:replac\w+|substitut\w+|supersed\w+)\b[^.;]{{0,60}}\b{_DEMAND}\b|\b{_DEMAND}\b[^.;]{{0,60}}\b(?:replac\w+|supersed\w+)\b"
            r"|\binstead of\b[^.;]{0,80}\b(?:now|it)\b[^.;]{0,20}\b(?:want|ask|demand|insist|call|require)\w*"
            r"|\bnow (?:want|ask|demand|insist|call|require)\w*\b[^.;]{0,80}\binstead\b"
        ),
    ),
    (
        "suspended",
        re.compile(
            rf"\b(?:suspend\w*|shelv\w*|froze|set aside|put on hold|put aside|paus\w+|defer\w*|postpon\w*)\b[^.;]{{0,50}}\b{_DEMAND}\b"
            rf"|\b{_DEMAND}\b[^.;]{{0,30}}\b(?:on hold|suspended|shelved|set aside for now|deferred)\b"
        ),
    ),
    (
        "withdrawn",
        re.compile(
            rf"\b(?:drop\w*|withdr\w+|abandon\w*|gave up|give up|giv(?:es|ing) up|retract\w*|scrap\w*|renounc\w*|back(?:s|ed|ing)? (?:away from|down from|off)|"
            rf"retreat\w* from|lift\w*|rescind\w*)\b[^.;]{{0,40}}\b{_DEMAND}\b"
            r"|\bno longer (?:insist|demand|require|seek|ask|want|call|press|expect|need|makes?|make)\w*\b"
            r"|\b(?:stopped|ceased) (?:insisting|demanding|asking|calling|pressing)\b|\bwould not insist\b|\bnot insist(?:ing)? any (?:more|longer)\b"
        ),
    ),
)
_FIRST_PERSON_NOT = re.compile(
    r"\b(?:will not|won't|would not|refus\w+ to|never|not) (?:waive|drop|withdraw|abandon|give up|lift)\b"
)


@dataclass(frozen=True, slots=True)
class Position:
    """One move of the demander."""

    standing: Standing
    published: str
    document: str
    place: int
    because: tuple[str, ...]
    rule: str


def positions_of(wanted: Wanted, reports: Iterable[Report]) -> list[Position]:
    """Every move of the demander since the act was first wanted, in order."""
    since = wanted.since
    if since is None:
        return []
    found = [
        position
        for report in reports
        if report.published is not None and report.published >= since
        for position in _moves(wanted, report)
    ]
    return sorted(found, key=lambda p: (p.published, p.document, p.place))


def _moves(wanted: Wanted, report: Report) -> Iterator[Position]:
    for sentence in report.pick("positions", *(pattern for _, pattern in _MOVES)):
        standing = move_in(sentence)
        if standing is not None and _is_demanders(wanted, sentence) and _same_act(wanted, sentence):
            yield Position(
                standing,
                report.published or "",
                report.document.id,
                sentence.start,
                _cited(sentence),
                f"the demander's side: {standing}",
            )


def move_in(sentence: Sentence) -> Standing | None:
    """What a sentence says has become of a demand."""
    if _FIRST_PERSON_NOT.search(sentence.low):
        return None
    return next((standing for standing, pattern in _MOVES if pattern.search(sentence.low)), None)


def _is_demanders(wanted: Wanted, sentence: Sentence) -> bool:
    if wanted.by in sentence.countries() or wanted.by.casefold() in sentence.low:
        # whoever is named first moves, if it is one of the two
        first = min((s for s in sentence.sides if s[2] in (wanted.by, wanted.of)), default=None)
        return (
            first is None
            or first[2] == wanted.by
            or any(s.speaker and s.speaker.country == wanted.by for s in sentence.statements)
        )
    return any(s.speaker is not None and wanted.by in (s.speaker.country, s.speaker.name) for s in sentence.statements)


def _same_act(wanted: Wanted, sentence: Sentence) -> bool:
    stems = {stem(w.low) for w in sentence.words}
    act = wanted.act
    if wanted.names & stems:
        return True
    if act.stems and len(act.stems & stems) * 2 >= min(len(act.stems), 4):
        return True
    verb = {stem(w.low) for w in words_of(wanted.words)} - {"the", "to"}
    return len(verb & stems) >= 2


def _cited(sentence: Sentence) -> tuple[str, ...]:
    demand = next((d for d in sentence.report.demands if sentence.start <= d.what.start < sentence.end), None)
    if demand is not None:
        return (demand.id,)
    if sentence.events:
        return (sentence.events[0].id,)
    if sentence.statements:
        return (sentence.statements[0].id,)
    return (sentence.report.document.id,)
