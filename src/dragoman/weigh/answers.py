"""What is the answer, in at most three sentences?"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from dragoman.records import Entry
from dragoman.weigh.brief_records import Cite, Sentence
from dragoman.weigh.days import in_words, on_day
from dragoman.weigh.facts import Act, Facts
from dragoman.weigh.names import capitalised, told, with_article
from dragoman.weigh.question import Asked, Side
from dragoman.weigh.quoting import quoted, short
from dragoman.weigh.standing import in_order, tally
from dragoman.weigh.telling import tell_act, tell_demand
from dragoman.weigh.voices import callers, find_calls, sides_heard, speakers_of, tell_voices

MOST: Final = 3


def answer(facts: Facts) -> tuple[Sentence, ...]:
    """The answer to the question, as far as the case has one."""
    found = [s for s in _ANSWERS[facts.question.asked](facts) if s][:MOST]
    return tuple(found) or (_nothing(facts),)


def named(side: Side | None) -> str:
    return with_article(side.name) if side else "anybody"


def entries_asked(facts: Facts) -> list[Entry]:
    """The demands that the question is about: of whom it is about, by whom it names."""
    about, other = facts.question.about, facts.question.other
    return in_order(
        e for e in facts.entries if (about is None or e.of == about.key) and (other is None or e.by == other.key)
    )


def start_of_change(facts: Facts) -> str | None:
    """The day asked for, else the last contact's."""
    if facts.question.since:
        return facts.question.since
    return facts.contacts[-1].day if facts.contacts else None


def acts_since(facts: Facts) -> list[Act]:
    """Acts after the last contact, or from the day asked for on."""
    since = start_of_change(facts)
    acts = facts.between(facts.question.about, facts.question.other)
    after = facts.question.since is None
    contacts = {a.event.id for a in facts.contacts} if after else set()
    return [
        a
        for a in acts
        if a.event.id not in contacts
        and a.event.type != "REQUEST"
        and a.event.status in ("occurred", "ongoing", "attempted")
        and (since is None or (a.day or "") > since or (not after and a.day == since))
    ]


def count_acts(acts: Sequence[Act]) -> str:
    """ "5 acts: 2 of material cooperation, 3 of verbal conflict"."""
    counts = Counter(a.event.quad for a in acts)
    told = ", ".join(f"{n} of {quad}" for quad, n in sorted(counts.items()))
    return f"{len(acts)} act{'' if len(acts) == 1 else 's'}" + (f" ({told})" if acts else "")


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
        text=f"No report in the case tells of contact with {about}, planned or past.",
        kind="gap",
        cites=facts.latest_cite(),
    )


def _when(act: Act) -> str:
    return f"{'for' if act.own_day else 'as reported on'} {in_words(act.day)}"


def _why_talk(facts: Facts) -> list[Sentence]:
    entries = entries_asked(facts)
    return [contact_sentence(facts), *_changed(facts)[:1], *_standing(entries, facts)[:1]]


def weigh_reasons(entries: list[Entry], facts: Facts) -> list[Sentence]:
    """What in the record speaks for contact, and what against it."""
    about = facts.question.about
    acts = acts_since(facts)
    met = [e for e in entries if e.outcome in ("met", "met_in_part", "in_progress")]
    unmet = [e for e in entries if e.outcome in ("open", "reversed", "not_met") and e.standing == "in_force"]
    kind = [a for a in acts if a.event.quad.endswith("cooperation")]
    harsh = [a for a in acts if a.event.quad.endswith("conflict") and about and about.among(a.event.actors)]
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
    text = (
        f"{len(entries)} demand{'' if one else 's'}{by} on {about} {'is' if one else 'are'} on record: {tally(entries)}"
    )
    top = next((e for e in entries if e.outcome != "met"), None)
    if top:
        since = f", demanded since {in_words(top.first_demanded)}" if top.first_demanded else ""
        text += f"; first among what is not met stands {quoted(short(top.act, 120))}{since}"
    return [Sentence(text=f"{text}.", kind="judgement", cites=cites)]


def _wants(facts: Facts) -> list[Sentence]:
    entries = entries_asked(facts)
    sentences = _standing(entries, facts)
    waiting = [e for e in entries if e.outcome != "met" and e.standing == "in_force"][:4]
    for entry in waiting[:2]:
        cites = facts.cite(entry)
        if cites and entry.last_demanded:
            by, of = capitalised(told(entry.by, facts.names)), told(entry.of, facts.names)
            text = f"{by} wants of {of} {quoted(entry.act)}, as last said {on_day(entry.last_demanded)}."
            sentences.append(Sentence(text=text, kind="fact", cites=cites))
    return sentences or _undated_wants(facts)


def _undated_wants(facts: Facts) -> list[Sentence]:
    return [
        Sentence(text=f"Undated: {tell_demand(d, facts.names)}", kind="fact", cites=facts.cite(d))
        for d in facts.undated_demands
    ]


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
        dated = sorted((day, step.value.replace("_", " ")) for day, _, step in changed)
        parts = list(dict.fromkeys(f"{value} {on_day(day)}" for day, value in dated))
        cites = tuple(
            dict.fromkeys(c for _, entry, step in changed for c in facts.cite(*step.because) or facts.cite(entry))
        )
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
            text = f"{capitalised(who)} {word} “{topic}”{on}, in {len(group)} report{'' if len(group) == 1 else 's'}."
            sentences.append(Sentence(text=text, kind="fact", cites=facts.cite(*group)))
    last = calls[-1]
    day = facts.day_of(last)
    sentences.append(
        Sentence(
            text=f"{'Last ' + on_day(day) if day else 'Undated'}: {tell_demand(last, facts.names)}",
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


def acts_done(facts: Facts) -> list[Act]:
    """Acts of one side, on the other where one is named, from the day asked for on."""
    doer, whom, since = facts.question.other, facts.question.about, facts.question.since
    return [
        a
        for a in facts.acts
        if (doer is None or doer.among(a.event.actors))
        and (whom is None or whom.among(a.event.recipients))
        and a.event.status in ("occurred", "ongoing")
        and (since is None or (a.day or "") >= since)
    ]


def _argues(facts: Facts) -> list[Sentence]:
    about = facts.question.about
    if about is None:
        return []
    voices = tell_voices(about, facts.question.other, facts)
    if not voices:
        return []
    others, own = sides_heard(voices, about, facts)
    counts = f"in {others} statements by others and {own} of its own"
    text = f"Heard about {named(about)}: {speakers_of(voices, facts)}, {counts}."
    cites = tuple(dict.fromkeys(c for s in voices for c in s.cites))
    return [Sentence(text=text, kind="fact", cites=cites), *voices[:2]]


def _changes(facts: Facts) -> list[Sentence]:
    return [*_changed(facts), *_standing(entries_asked(facts), facts)]


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
}
