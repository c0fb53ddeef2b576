"""Where do the demands stand, told so that reports and readings of reports stay apart?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from dragoman.records import Basis, Entry, Outcome, Step
from dragoman.weigh.brief_records import Cite, Sentence
from dragoman.weigh.days import in_words, on_day
from dragoman.weigh.facts import Facts
from dragoman.weigh.likelihood import confidence, likelihood
from dragoman.weigh.names import capitalised, listed
from dragoman.weigh.quoting import quoted, short
from dragoman.weigh.telling import tell_entry

SHOWN: Final = 12
"""Most demands that are told one by one."""

_ORDER: Final[tuple[Outcome, ...]] = (
    "reversed",
    "not_met",
    "disputed",
    "open",
    "in_progress",
    "met_in_part",
    "met",
)
_OUTCOMES: Final[dict[Outcome, str]] = {
    "open": "open",
    "in_progress": "being met",
    "met_in_part": "met in part",
    "met": "met",
    "reversed": "met once and undone since",
    "not_met": "not met",
    "disputed": "disputed",
}
_SAYS: Final[dict[Basis, str]] = {
    "demander_says": "the side that demanded it",
    "addressee_says": "the side of which it was demanded",
    "verifier_says": "a body that verifies it",
    "third_party_says": "a third party",
    "inferred": "nobody",
    "analyst": "an analyst",
}
_STANDING: Final = {
    "suspended": "The demand itself is suspended.",
    "waived": "The demander has waived it.",
    "withdrawn": "The demand has been withdrawn.",
    "superseded": "Another demand has taken its place.",
    "expired": "Its time has run out.",
}
_ANSWERS: Final = {
    "accepted": "was accepted",
    "accepted_in_part": "was accepted in part",
    "rejected": "was rejected",
}


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """What is undone or open first, what is met last; older demands before newer ones."""
    return sorted(entries, key=lambda e: (_ORDER.index(e.outcome), e.first_demanded or "9999", e.id))


def tally(entries: Sequence[Entry]) -> str:
    """ "2 open, 1 met in part and 1 met"."""
    counts = Counter(e.outcome for e in entries)
    return listed([f"{counts[outcome]} {_OUTCOMES[outcome]}" for outcome in _ORDER if counts[outcome]])


def tell_standing(entry: Entry, facts: Facts) -> list[Sentence]:
    """The demand as a fact, then how it stands: as somebody's word, as a reading, or as a gap."""
    cites = facts.cite(entry)
    if not cites:
        return []
    sentences = [Sentence(text=tell_entry(entry, facts.names), kind="fact", cites=cites)]
    if entry.standing in _STANDING:
        sentences.append(Sentence(text=_STANDING[entry.standing], kind="fact", cites=_behind(entry, "standing", facts)))
    answered = _last(entry, "answer")
    if answered and entry.answer in _ANSWERS:
        text = f"The demand {_ANSWERS[entry.answer]} {on_day(answered.date)}{_words(answered, facts)}."
        sentences.append(Sentence(text=text, kind="fact", cites=_behind(entry, "answer", facts)))
    step = _last(entry, "outcome")
    if step is None or entry.outcome == "open":
        until = f" up to {in_words(facts.as_of)}" if facts.as_of else ""
        sentences.append(
            Sentence(text=f"No dated report{until} tells of its being met.", kind="gap", cites=facts.cite(entry))
        )
    elif step.by_person or entry.basis != "inferred":
        sentences.append(
            Sentence(text=_reported(entry, step, facts), kind="fact", cites=_step_cites(entry, step, facts))
        )
    return sentences


def tell_readings(entries: Iterable[Entry], facts: Facts) -> list[Sentence]:
    """What nobody says outright and follows from the reports, with its likelihood; then how far sources carry it."""
    sentences: list[Sentence] = []
    cites: list[Cite] = []
    for entry in entries:
        step = _last(entry, "outcome")
        if step is None or step.by_person or entry.basis != "inferred" or entry.outcome == "open":
            continue
        chance = min(step.confidence if step.confidence < 1 else entry.confidence, 0.98)
        text = (
            f"{capitalised(likelihood(chance))} that the demand {quoted(short(entry.act, 120))} "
            f"is {_OUTCOMES[entry.outcome]}, {on_day(step.date)}{_words(step, facts)}."
        )
        because = _step_cites(entry, step, facts)
        cites += because
        sentences.append(Sentence(text=text, kind="judgement", cites=because))
    if sentences:
        independent = facts.independent(c.document for c in cites)
        text = (
            f"Confidence in these readings is {confidence(independent)}: they rest on {independent} independent "
            f"source{'' if independent == 1 else 's'}, and no analyst has ruled on them."
        )
        sentences.append(Sentence(text=text, kind="judgement", cites=tuple(dict.fromkeys(cites))))
    return sentences


def tell_changes(entries: Iterable[Entry], since: str, facts: Facts) -> list[Sentence]:
    """What became of demands from that day on, step by step, in time."""
    told: list[tuple[str, str, Sentence]] = []
    for entry in entries:
        for step in entry.history:
            # the first step only says that the demand was made; telling the basis adds nothing to its outcome
            if step.date < since or step.field == "basis" or (step.field == "outcome" and step.value == "open"):
                continue
            if step.value in ("none", "in_force"):
                continue
            cites = _step_cites(entry, step, facts)
            by = f" by ruling of {step.by_person}" if step.by_person else ""
            word = _OUTCOMES.get(step.value, step.value.replace("_", " "))  # type: ignore[call-overload]
            text = (
                f"{capitalised(on_day(step.date))} the demand {quoted(short(entry.act, 120))} was counted as {word}{by}"
            )
            kind = "fact" if step.by_person else "judgement"
            told.append((step.date, entry.id, Sentence(text=f"{text}{_words(step, facts)}.", kind=kind, cites=cites)))
    return [sentence for _, _, sentence in sorted(told, key=lambda t: t[:2])]


def _last(entry: Entry, field: str) -> Step | None:
    return next((s for s in reversed(entry.history) if s.field == field), None)


def _reported(entry: Entry, step: Step, facts: Facts) -> str:
    if step.by_person:
        why = f": {quoted(step.reason)}" if step.reason else ""
        return f"{step.by_person} ruled that it counts as {_OUTCOMES[entry.outcome]} from {in_words(step.date)}{why}."
    return (
        f"It counts as {_OUTCOMES[entry.outcome]} since {in_words(step.date)}, on the word of "
        f"{_SAYS[entry.basis]}{_words(step, facts)}."
    )


def _words(step: Step, facts: Facts) -> str:
    """The words of the first record behind a step."""
    for cite in facts.cite(*step.because):
        claim = facts.claims[cite.record]
        return f": {quoted(facts.words(claim))}"
    return ""


def _behind(entry: Entry, field: str, facts: Facts) -> tuple[Cite, ...]:
    step = _last(entry, field)
    return _step_cites(entry, step, facts) if step else facts.cite(entry)


def _step_cites(entry: Entry, step: Step, facts: Facts) -> tuple[Cite, ...]:
    return facts.cite(*step.because) or facts.cite(entry)
