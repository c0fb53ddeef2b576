"""Where do the demands stand, told so that reports and readings of reports stay apart?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, cast

from dragoman.records import Basis, Claim, Entry, Event, Outcome, Statement, Step
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
    "reversed": "undone after being met",
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


def tally_word(outcome: str) -> str:
    """ "undone after being met" for "reversed"."""
    return _OUTCOMES.get(cast(Outcome, outcome), outcome.replace("_", " "))


def tell_standing(entry: Entry, facts: Facts) -> list[Sentence]:
    """The demand as a fact, then how it stands: as somebody's word, as a reading, or as a gap."""
    cites = facts.cite(entry)
    if not cites:
        return []
    sentences = [Sentence(text=tell_entry(entry, facts), kind="fact", cites=cites, about=entry.id)]
    if entry.standing in _STANDING:
        behind = _behind(entry, "standing", facts)
        sentences.append(Sentence(text=_STANDING[entry.standing], kind="judgement", cites=behind, about=entry.id))
    answered = _last(entry, "answer")
    if answered and entry.answer in _ANSWERS:
        text = f"It {_ANSWERS[entry.answer]} {on_day(answered.date)}{_words(entry, answered, facts)}."
        behind = _behind(entry, "answer", facts)
        sentences.append(Sentence(text=text, kind="judgement", cites=behind, about=entry.id))
    step = _last(entry, "outcome")
    if step is None or entry.outcome == "open":
        until = f" up to {in_words(facts.as_of)}" if facts.as_of else ""
        text = f"No dated report{until} tells of its being met."
        sentences.append(Sentence(text=text, kind="gap", cites=cites, about=entry.id))
    elif step.by_person or entry.basis != "inferred":
        said = _last(entry, "basis") if not step.by_person else None
        cites = facts.cite_step(entry, step) + (facts.cite_step(entry, said) if said else ())
        behind, kind = tuple(dict.fromkeys(cites)), "fact" if step.by_person else "judgement"
        sentences.append(Sentence(text=_reported(entry, step, facts), kind=kind, cites=behind, about=entry.id))
    else:
        sentences.append(_inferred(entry, step, facts))
    return sentences


def _inferred(entry: Entry, step: Step, facts: Facts) -> Sentence:
    """What nobody says outright and follows from a report, with its likelihood."""
    chance = min(step.confidence if step.confidence < 1 else entry.confidence, 0.98)
    text = (
        f"{capitalised(likelihood(chance))} that this is {_OUTCOMES[entry.outcome]}, as reported {on_day(step.date)}"
        f"{_words(entry, step, facts)}."
    )
    return Sentence(text=text, kind="judgement", cites=facts.cite_step(entry, step), about=entry.id)


def tell_confidence(entries: Iterable[Entry], facts: Facts) -> list[Sentence]:
    """How far the sources carry what was inferred: a sentence of its own, apart from any likelihood."""
    cites: dict[Cite, None] = {}
    for entry in entries:
        step = _last(entry, "outcome")
        if step and not step.by_person and entry.basis == "inferred" and entry.outcome != "open":
            cites |= dict.fromkeys(facts.cite_step(entry, step))
    if not cites:
        return []
    independent = facts.independent(c.document for c in cites)
    nameless = all(facts.documents[c.document].publisher is None for c in cites)
    word = confidence(min(independent, 2) if nameless else independent)
    depend = ", whose publishers are not named," if nameless else " that do not depend on each other,"
    text = (
        f"Confidence in what is inferred of these demands is {word}: it rests on {independent} "
        f"source{'' if independent == 1 else 's'}{depend if independent > 1 else ','} and no analyst has ruled on it."
    )
    return [Sentence(text=text, kind="judgement", cites=tuple(cites))]


def tell_changes(entries: Iterable[Entry], since: str, facts: Facts) -> list[Sentence]:
    """What became of demands from that day on, in time; what one report changed at once is one sentence."""
    groups: dict[tuple[str, str, str | None, tuple[str, ...]], list[tuple[Entry, Step]]] = {}
    for entry in entries:
        for step in entry.history:
            # that a demand was made is told elsewhere, and a basis adds nothing to its outcome
            if step.date >= since and step.field != "basis" and step.value not in ("open", "none", "in_force"):
                groups.setdefault((step.date, step.value, step.by_person, step.because), []).append((entry, step))
    sentences = []
    for (day, value, person, _), changed in sorted(groups.items(), key=lambda g: (g[0][0], g[0][1])):
        step = changed[0][1]
        cites = tuple(dict.fromkeys(c for entry, _ in changed for c in facts.cite_step(entry, step)))
        if not cites:
            continue
        acts = listed(
            [f"of {facts.side_of(entry, 'by')} {quoted(short(facts.entry_words(entry), 260))}" for entry, _ in changed]
        )
        several = len(changed) > 1
        word = _OUTCOMES.get(cast(Outcome, value), value.replace("_", " "))
        text = (
            f"{capitalised(on_day(day))} the demand{'s' if several else ''} {acts} {'count' if several else 'counts'} "
            f"as {word}{f' by ruling of {person}' if person else ''}{_words(changed[0][0], step, facts)}."
        )
        sentences.append(Sentence(text=text, kind="fact" if person else "judgement", cites=cites))
    return sentences


def _last(entry: Entry, field: str) -> Step | None:
    return next((s for s in reversed(entry.history) if s.field == field), None)


def _reported(entry: Entry, step: Step, facts: Facts) -> str:
    if step.by_person:
        why = f": {quoted(step.reason)}" if step.reason else ""
        return f"{step.by_person} ruled that it counts as {_OUTCOMES[entry.outcome]} from {in_words(step.date)}{why}."
    counts = f"It counts as {_OUTCOMES[entry.outcome]} since {in_words(step.date)}"
    said = _last(entry, "basis")
    if said is None or said.date == step.date:
        return f"{counts}, on the word of {_SAYS[entry.basis]}{_words(entry, said or step, facts, spoken=True)}."
    confirmed = _words(entry, said, facts, spoken=True)
    return f"{counts}{_words(entry, step, facts)}; so says {_SAYS[entry.basis]} {on_day(said.date)}{confirmed}."


def _words(entry: Entry, step: Step, facts: Facts, *, spoken: bool = False) -> str:
    """The words of the report behind a step: of an act first, of what was said next; or the other way round."""
    if step.by_person:
        return ""
    cites = [c for c in facts.cite_step(entry, step) if c.words]
    # what the same sentence says is said once
    best = min(cites, key=lambda c: (_tells(facts.claims.get(c.record), spoken=spoken), c.record), default=None)
    return f": {quoted(best.words)}" if best and best.words else ""


def _tells(claim: Claim | None, *, spoken: bool) -> int:
    """0 where an act is told that took place, 1 where somebody says something, 2 where it is only wanted."""
    if isinstance(claim, Statement):
        return -1 if spoken else 1
    if claim is None or (isinstance(claim, Event) and claim.status in ("occurred", "ongoing")):
        return 0
    return 1 if isinstance(claim, Event) else 2


def _behind(entry: Entry, field: str, facts: Facts) -> tuple[Cite, ...]:
    step = _last(entry, field)
    return facts.cite_step(entry, step) if step else facts.cite(entry)
