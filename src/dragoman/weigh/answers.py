"""What is the answer, in at most three sentences?"""

from collections.abc import Callable, Sequence
from typing import Final

from dragoman.records import Entry
from dragoman.weigh.asked_for import acts_done, acts_since, entries_asked, named, start_of_change
from dragoman.weigh.brief_records import Cite, Sentence
from dragoman.weigh.days import in_words, on_day
from dragoman.weigh.facts import Facts
from dragoman.weigh.known import Act
from dragoman.weigh.names import capitalised
from dragoman.weigh.question_forms import Asked
from dragoman.weigh.quoting import quoted, short
from dragoman.weigh.standing import tally, tally_word, tell_changes, tell_standing
from dragoman.weigh.telling import tell_act, tell_demand
from dragoman.weigh.telling_told import tell_most, tell_why
from dragoman.weigh.voices import callers, find_calls, sides_heard, speakers_of, tell_voices

MOST: Final = 3
_WEIGHTY: Final = 4.0
"""Scores from here on, of either sign, change something between two sides."""


def answer(facts: Facts) -> tuple[Sentence, ...]:
    """The answer to the question, as far as the case has one."""
    found = [s for s in _ANSWERS[facts.question.asked](facts) if s][:MOST]
    return tuple(found) or (_nothing(facts),)


def count_acts(acts: Sequence[Act]) -> str:
    """ "5 acts"."""
    return f"{len(acts)} act{'' if len(acts) == 1 else 's'}"


def contact_sentence(facts: Facts) -> Sentence:
    """Whether contact is planned or took place."""
    about = named(facts.question.about)
    if facts.planned:
        act = facts.planned[-1]
        text = f"Contact with {about} is announced, {_when(act)}: {quoted(facts.words(act.event))}."
        return Sentence(text=text, kind="fact", cites=facts.cite(*act.reports))
    undated = facts.undated_contacts
    if undated:
        event = undated[0]
        text = f"An undated report tells of contact with {about}, planned or under way: {quoted(facts.words(event))}."
        return Sentence(text=text, kind="fact", cites=facts.cite(event))
    if facts.contacts:
        return Sentence(
            text=f"The last contact with {about} on record: {tell_act(facts.contacts[-1], facts)}",
            kind="fact",
            cites=facts.cite(*facts.contacts[-1].reports),
        )
    return Sentence(
        text=f"The record holds no meeting, visit or talk with {about}, planned or past.",
        kind="gap",
        cites=facts.latest_cite(),
    )


def _when(act: Act) -> str:
    return f"{'for' if act.own_day else 'as reported on'} {in_words(act.day)}"


def _why_talk(facts: Facts) -> list[Sentence]:
    entries = entries_asked(facts)
    contact = contact_sentence(facts)
    first = [contact] if contact.kind != "gap" else []
    changes = tell_changes(entries, start_of_change(facts) or "", facts)
    last = [s.model_copy(update={"text": f"Last to change: {s.text[:1].lower()}{s.text[1:]}"}) for s in changes[-1:]]
    moves = [] if first and last else _last_move(entries, facts)
    return [
        *first,
        *last,
        *(moves or _changed(facts)[:1])[: MOST - 1 - len(first) - len(last)],
        *_standing(entries, facts),
    ]


def _last_move(entries: list[Entry], facts: Facts) -> list[Sentence]:
    """The latest weighty act towards the side by those who demand something of it."""
    about = facts.question.about
    demanders = {e.by for e in entries}
    moves = [
        a
        for a in acts_since(facts)
        if abs(a.event.score) >= _WEIGHTY
        and any(x.country in demanders for x in a.event.actors)
        and about
        and about.among(a.event.recipients)
    ]
    return [Sentence(text=tell_act(a, facts), kind="fact", cites=facts.cite(*a.reports)) for a in moves[-1:]]


def weigh_reasons(entries: list[Entry], facts: Facts) -> list[Sentence]:
    """What in the record speaks for contact, and what against it."""
    about = facts.question.about
    acts = acts_since(facts)
    met = [e for e in entries if e.outcome in ("met", "met_in_part", "in_progress")]
    unmet = [e for e in entries if e.outcome in ("open", "reversed", "not_met") and e.standing == "in_force"]
    kind = [a for a in acts if a.event.quad.endswith("cooperation")]
    # what met a demand is no act against the one who made it, however its verb is coded
    obliging = _words_that_met(entries, facts)
    harsh = [
        a
        for a in acts
        if a.event.quad.endswith("conflict")
        and about
        and about.among(a.event.actors)
        and facts.words(a.event) not in obliging
    ]
    sentences = []
    for side, demands, word, deeds, what in (
        ("For contact speaks", met, "met, partly met or being met", kind, "of cooperation"),
        (
            "Against it, or for firmness, speaks",
            unmet,
            "open, unmet or undone",
            harsh,
            f"of conflict by {named(about)}",
        ),
    ):
        parts = [f"that {_number(demands, 'demand')} {word}"] if demands else []
        parts += [f"that {_number(deeds, 'act', what)} on record"] if deeds else []
        cites = tuple(dict.fromkeys((*facts.cite(*demands), *facts.cite(*(a.event for a in deeds)))))
        if parts and cites:
            sentences.append(Sentence(text=f"{side} {' and '.join(parts)}.", kind="judgement", cites=cites))
    return sentences


def _words_that_met(entries: list[Entry], facts: Facts) -> set[str | None]:
    steps = [(e, s) for e in entries for s in e.history if s.value in ("met", "met_in_part", "in_progress", "accepted")]
    return {cite.words for entry, step in steps for cite in facts.cite_step(entry, step)}


def _number(things: Sequence[object], name: str, what: str = "") -> str:
    """ "1 demand is", "3 acts of cooperation are"."""
    one = len(things) == 1
    return " ".join(f"{len(things)} {name}{'' if one else 's'} {what} {'is' if one else 'are'}".split())


def _changed(facts: Facts) -> list[Sentence]:
    acts = acts_since(facts)
    since = start_of_change(facts)
    if not acts:
        return []
    from_when = "On record" if since is None else f"Since {facts.question.since_words or in_words(since)}"
    last = acts[-1]
    text = (
        f"{from_when} the case holds {count_acts(acts)}; "
        f"the latest, of {in_words(last.day)}: {quoted(facts.words(last.event))}."
    )
    return [Sentence(text=text, kind="fact", cites=facts.cite(*(a.event for a in acts)))]


def _standing(entries: list[Entry], facts: Facts) -> list[Sentence]:
    about, other = named(facts.question.about), facts.question.other
    cites = _cites(entries, facts)
    if not cites:
        return []
    by = f" by {named(other)}" if other else ""
    one = len(entries) == 1
    on = f" on {about}" if facts.question.about else ""
    text = f"{len(entries)} demand{'' if one else 's'}{by}{on} {'is' if one else 'are'} on record: {tally(entries)}"
    top = next((e for e in entries if e.outcome != "met"), None)
    if top and not one:
        since = f", demanded since {in_words(top.first_demanded)}" if top.first_demanded else ""
        text += f"; first among what is not met stands {quoted(short(facts.entry_words(top), 160))}{since}"
    return [Sentence(text=f"{text}.", kind="judgement", cites=cites)]


def _wants(facts: Facts) -> list[Sentence]:
    entries = entries_asked(facts)
    sentences = _standing(entries, facts)
    waiting = [e for e in entries if e.outcome != "met" and e.standing == "in_force"][:4]
    for entry in waiting[:2]:
        cites = facts.cite(entry)
        if cites and entry.last_demanded:
            by, of = capitalised(facts.side_of(entry, "by")), facts.side_of(entry, "of")
            text = (
                f"{by} wants of {of}, as last said {on_day(entry.last_demanded)}: {quoted(facts.entry_words(entry))}."
            )
            sentences.append(Sentence(text=text, kind="fact", cites=cites))
    return sentences or _undated_wants(facts)


def _undated_wants(facts: Facts) -> list[Sentence]:
    """What undated reports say; of a state that only somebody speaks for who holds no office any more, that too."""
    demands, other = facts.undated_demands, facts.question.other
    told = [Sentence(text=f"Undated: {tell_demand(d, facts)}", kind="fact", cites=facts.cite(d)) for d in demands]
    speakers = [d.voiced_by or d.by for d in demands]
    if other and other.code and told and all(s is not None and s.in_office is False for s in speakers):
        text = f"Nobody who now speaks for {named(other)} is on record; what follows is said by somebody who did."
        told.insert(0, Sentence(text=text, kind="gap", cites=facts.cite(*demands)))
    return told


def _met(facts: Facts) -> list[Sentence]:
    since = facts.question.since
    entries = entries_asked(facts)
    sentences = _standing(entries, facts)
    changed = [
        (step.date, entry, step)
        for entry in entries
        for step in entry.history
        if step.field == "outcome" and step.value != "open" and (since is None or step.date >= since)
    ]
    if changed:
        days = f"since {facts.question.since_words}" if since else "on record"
        dated = sorted((day, tally_word(step.value)) for day, _, step in changed)
        parts = list(dict.fromkeys(f"{value} {on_day(day)}" for day, value in dated))
        cites = tuple(dict.fromkeys(c for _, entry, step in changed for c in facts.cite_step(entry, step)))
        if cites:
            text = f"Changes {days}: {'; '.join(parts[:6])}" + (
                f"; and {len(parts) - 6} more." if len(parts) > 6 else "."
            )
            sentences.append(Sentence(text=text, kind="judgement", cites=cites))
    elif sentences and since:
        text = f"No report since {facts.question.since_words} tells of any of them being met or undone."
        sentences.append(Sentence(text=text, kind="gap", cites=_cites(entries, facts)))
    return sentences


def _called_for(facts: Facts) -> list[Sentence]:
    topic, about = facts.question.topic or "", facts.question.about
    calls = find_calls(topic, about, facts)
    if not calls:
        return []
    pro = [d for d in calls if not d.negative]
    contra = [d for d in calls if d.negative]
    on = f" concerning {named(about)}" if about else ""
    sentences = []
    for group, word in ((pro, "called for"), (contra, "called against")):
        who = callers(group, facts.names)
        if who:
            reports = len({facts.original(d.document) for d in group})
            text = f"{capitalised(who)} {word} “{topic}”{on}, in {reports} report{'' if reports == 1 else 's'}."
            sentences.append(Sentence(text=text, kind="fact", cites=facts.cite(*group)))
    last = calls[-1]
    day = facts.day_of(last)
    sentences.append(
        Sentence(
            text=f"{'Last ' + on_day(day) if day else 'Undated'}: {tell_demand(last, facts)}",
            kind="fact",
            cites=facts.cite(last),
        )
    )
    return sentences


def _done(facts: Facts) -> list[Sentence]:
    acts = acts_done(facts)
    if not acts:
        return []
    since = f"since {facts.question.since_words}" if facts.question.since else "on record"
    text = f"{capitalised(since)}: {count_acts(acts)} by {named(facts.question.other)}"
    text += f" towards {named(facts.question.about)}." if facts.question.about else "."
    weightiest = max(acts, key=lambda a: (abs(a.event.score), a.day or ""))
    told = [weightiest] if weightiest is acts[-1] else [weightiest, acts[-1]]
    return [
        Sentence(text=text, kind="fact", cites=facts.cite(*(a.event for a in acts))),
        *(Sentence(text=tell_act(a, facts), kind="fact", cites=facts.cite(*a.reports)) for a in told),
    ]


def _argues(facts: Facts) -> list[Sentence]:
    about = facts.question.about
    if about is None:
        return []
    voices = tell_voices(facts)
    if not voices:
        return []
    others, own = sides_heard(voices, about, facts)
    if facts.question.other:
        text = f"{_number(voices, 'statement', f'by {named(facts.question.other)} about {named(about)}')} on record."
    else:
        counts = f"in {others} statements by others and {own} of its own"
        text = f"Heard about {named(about)}: {speakers_of(voices, facts)}, {counts}."
    cites = tuple(dict.fromkeys(c for s in voices for c in s.cites))
    return [Sentence(text=text, kind="fact", cites=cites), *voices[:2]]


def _changes(facts: Facts) -> list[Sentence]:
    entries = entries_asked(facts)
    steps = tell_changes(entries, start_of_change(facts) or "", facts)
    last = [s.model_copy(update={"text": f"Last to change: {s.text[:1].lower()}{s.text[1:]}"}) for s in steps[-1:]]
    return [*_changed(facts), *last, *_standing(entries, facts)]


def _open(facts: Facts) -> list[Sentence]:
    entries = entries_asked(facts)
    if not entries:
        every = [e for e in facts.entries if facts.is_side(e, "of", facts.question.about)]
        every = [e for e in every if facts.is_side(e, "by", facts.question.other)]
        cites = _cites(every, facts)
        if not cites:
            return []
        text = (
            f"None: {len(every)} demand{'' if len(every) == 1 else 's'} on record stand{'s' if len(every) == 1 else ''}"
        )
        return [Sentence(text=f"{text} otherwise: {tally(every)}.", kind="judgement", cites=cites)]
    return _wants(facts)


def _still(facts: Facts) -> list[Sentence]:
    """Whether the demander stands by it: the day it was last said, what it has said since, and what became of it."""
    sentences: list[Sentence] = []
    for entry in entries_asked(facts)[:1]:
        told = tell_standing(entry, facts)
        if entry.standing == "in_force" and entry.outcome != "met":
            text = "No report in the case says that the demand was withdrawn, waived or suspended."
            told = [told[0], Sentence(text=text, kind="gap", cites=facts.cite(entry), about=entry.id), told[-1]]
        sentences += [told[0], *told[1:][-(MOST - 1) :]]
    return sentences


def _act_told(facts: Facts) -> list[Sentence]:
    """The sentences that tell of the act, then what has become of it where somebody demanded it."""
    told = tell_most(facts)
    became = [
        s.model_copy(update={"text": f"As a demand of {facts.side_of(e, 'by')}: {s.text[:1].lower()}{s.text[1:]}"})
        for e in entries_asked(facts)
        if e.outcome != "open"
        for s in tell_standing(e, facts)[-1:]
    ]
    if not became:
        return told
    return [*told[:1], *told[1:][-1:], became[0]]


def _nothing(facts: Facts) -> Sentence:
    documents = len(facts.documents)
    day = f" published by {in_words(facts.as_of)}" if facts.as_of else ""
    text = f"The case does not say: none of its {documents} documents{day} tells {facts.question.in_words()}."
    return Sentence(text=text, kind="gap", cites=facts.latest_cite())


def _cites(entries: Sequence[Entry], facts: Facts) -> tuple[Cite, ...]:
    return facts.cite(*entries)


_ANSWERS: Final[dict[Asked, Callable[[Facts], list[Sentence]]]] = {
    "why_talk": _why_talk,
    "wants": _wants,
    "met": _met,
    "called_for": _called_for,
    "done": _done,
    "argues": _argues,
    "changed": _changes,
    "open": _open,
    "still": _still,
    "when": _act_told,
    "whether": _act_told,
    "who": tell_most,
    "why": tell_why,
}
