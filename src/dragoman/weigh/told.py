"""Which sentences of the case tell of the act that a question names, and do they tell it as done?

"When did Belarus release Kozulin?" is asked in other words than "Alexander Kozulin walked out of
prison": a sentence tells of the act where it has the same verb, or an act of the same kind, done to
the same thing, by the side asked about. Headlines support and are not quoted.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from dragoman.know.acts import Reading, act_of, base_of, content, family, find_acts, foreign_act, stem, words_of
from dragoman.records import Event
from dragoman.weigh.brief_records import Cite
from dragoman.weigh.facts import Facts
from dragoman.weigh.mood import mood_of
from dragoman.weigh.question import Side
from dragoman.weigh.reports import Report, Sentence
from dragoman.weigh.tellings import Mood

_EMPTY: Final = frozenset("been being not yet ever really already there first last".split())
_PRONOUNS: Final = frozenset("him her them it its his their he she they".split())
_REASON: Final = re.compile(
    r"\b(?:because|due to|respon\w+ to|in response|reason|in exchange for|in return for|pointing to|"
    r"over (?:its|the|his|her|their)|as a (?:result|protest|sign)|citing|to (?:protest|punish|reward))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sought:
    """The act of a question: its verb, what kind of act that is, and what it is done to."""

    verb: str
    kind: str | None
    things: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence that tells of the act."""

    document: str
    words: str
    mood: Mood
    day: str | None
    """The act's own day where it is known, else the day of the report."""
    own_day: bool
    record: str
    reason: str | None
    """The next sentence, where it or this one gives a reason."""

    @property
    def cite(self) -> Cite:
        return Cite(document=self.document, record=self.record, words=self.words)

    @property
    def cites(self) -> tuple[Cite, ...]:
        if self.reason is None:
            return (self.cite,)
        return (self.cite, Cite(document=self.document, record=self.document, words=self.reason))


def read_sought(topic: str, sides: Iterable[str]) -> Sought | None:
    """What a question asks after; `sides` are the words by which its sides are named."""
    tokens = words_of(topic)
    own = {stem(w.low) for side in sides for w in words_of(side)}
    readings = list(find_acts(tokens))
    words = [w for w in content(tokens) if w.low not in _EMPTY]
    others = [w for w in words if stem(w.low) not in own]
    if readings:
        verb = tokens[readings[0].at]
        kind: str | None = act_of(readings[0]).kind
    else:
        lower = [w for w in others if not w.is_name]
        if not lower:
            return None
        verb, kind = lower[0], None
    things = [w for w in others if w is not verb]
    return Sought(
        base_of(verb.low),
        kind,
        frozenset(stem(w.low) for w in things),
        frozenset(stem(w.low) for w in things if w.is_name),
    )


def find_told(topic: str, doer: Side | None, about: Side | None, facts: Facts) -> list[Told]:
    """The sentences that tell of the act, by day; undated ones last."""
    sides = [s for s in (doer, about) if s is not None]
    # somebody to whom it is done must be named with it; a state may be meant by what is its own
    typed = [w for s in sides if s.code or s is doer for w in (s.name, *_typed_for(s, topic, facts))]
    sought = read_sought(topic, typed)
    if sought is None:
        return []
    found = [
        told
        for report in facts.known.reports
        if _can_tell(report, sought)
        for sentence in report.sentences
        if not sentence.title and _speaks_of(sentence, sides)
        for told in _told(sentence, sought, doer, facts)
    ]
    best: dict[tuple[str, str], Told] = {}
    for told in found:
        best.setdefault((told.document, told.words), told)
    return sorted(best.values(), key=lambda t: (t.day is None, t.day or "", t.document, t.words))


def _typed_for(side: Side, topic: str, facts: Facts) -> list[str]:
    """The words of the question that name a side otherwise than its name does."""
    runs = [m.group() for m in re.finditer(r"(?:[A-Z][\w.'’-]*)(?: [A-Z][\w.'’-]*)*", topic)]
    return [w for w in runs if (facts.names.code_of(w) or w) in (side.code, side.name)]


def _can_tell(report: Report, sought: Sought) -> bool:
    """Whether the words are there at all, by their first letters, which a stem never changes: a quick look first."""
    text = report.document.text.casefold().replace("’", "'")
    things = sum(thing[:4] in text for thing in sought.things)
    return all(name[:4] in text for name in sought.names) and things * 2 >= len(sought.things)


def _speaks_of(sentence: Sentence, sides: list[Side]) -> bool:
    """Whether the sentence, or the report where it only points back, names every side."""
    for side in sides:
        if side.code is None:
            last = side.name.split()[-1].casefold()
            if last not in sentence.low and last not in _before(sentence).casefold():
                return False
        elif side.code not in sentence.countries() | sentence.report.countries:
            return False
    return True


def _told(sentence: Sentence, sought: Sought, doer: Side | None, facts: Facts) -> Iterator[Told]:
    stems = {stem(w.low) for w in sentence.words}
    pointed = _PRONOUNS & {w.low for w in sentence.words}
    known = stems | ({stem(w.low) for w in words_of(_before(sentence))} if pointed else set())
    if sought.names and not sought.names <= known:
        return
    if sought.things and len(sought.things & known) * 2 < len(sought.things):
        return
    for reading in _readings(sentence, sought):
        event = _event_at(sentence, reading)
        mood = _mood(sentence, reading, event)
        if _is_it(sentence, reading, mood, sought) and _is_by(event, doer):
            yield _make(sentence, event, mood, facts)
            return


_FIRM: Final[frozenset[Mood]] = frozenset({"done", "begun", "promised", "refused", "denied"})


def _readings(sentence: Sentence, sought: Sought) -> Iterator[Reading]:
    """The acts of the sentence: of the kinds that the table has, and of the question's own verb."""
    words = sentence.words
    seen = set()
    for reading in find_acts(words):
        seen.add(reading.at)
        yield reading
    for at, word in enumerate(words):
        if at not in seen and word.is_word and base_of(word.low) == sought.verb:
            yield foreign_act(words, at)


def _event_at(sentence: Sentence, reading: Reading) -> Event | None:
    """The event that the coder has read at the same word."""
    word = sentence.words[reading.at]
    over = [e for e in sentence.events if e.evidence[0].start <= word.start < e.evidence[0].end]
    return min(over, key=lambda e: (e.evidence[0].end - e.evidence[0].start, e.id), default=None)


_STATUS_MOODS: Final[dict[str, Mood]] = {
    "planned": "promised",
    "denied": "denied",
    "attempted": "none",
    "hypothetical": "none",
}


def _mood(sentence: Sentence, reading: Reading, event: Event | None) -> Mood:
    """How the act is told; done only where the coder's reading of the same words does not speak against it."""
    word = sentence.words[reading.at]
    if any(d.what.start <= word.start < d.what.end for d in sentence.report.demands):
        return "wanted"
    mood = mood_of(sentence.words, reading)
    return _STATUS_MOODS.get(event.status, mood) if event is not None and mood == "done" else mood


def _before(sentence: Sentence) -> str:
    earlier = sentence.report.sentences[: sentence.number]
    return earlier[-1].text if earlier else ""


def _is_it(sentence: Sentence, reading: Reading, mood: Mood, sought: Sought) -> bool:
    if base_of(sentence.words[reading.at].low) == sought.verb:
        return True
    # an act of the same kind in other words must be told as an act: "in jail" arrests nobody
    told_so = mood in _FIRM or mood == "wanted"
    return sought.kind is not None and family(act_of(reading).kind) == family(sought.kind) and told_so


def _is_by(event: Event | None, doer: Side | None) -> bool:
    """Whether the side asked about can have done it: the coder names nobody else."""
    known = [a for a in event.actors if a.country] if event is not None else []
    return doer is None or doer.code is None or not known or doer.among(known)


def _make(sentence: Sentence, event: Event | None, mood: Mood, facts: Facts) -> Told:
    own = event.date if event and event.date_precision == "day" else None
    document = sentence.report.document.id
    after = sentence.next()
    reason = None
    if after is not None and _REASON.search(after.text) and not _REASON.search(sentence.text):
        reason = after.text.strip()
    return Told(
        document=document,
        words=sentence.text.strip(),
        mood=mood,
        day=own or facts.documents[document].published,
        own_day=own is not None,
        record=event.id if event else document,
        reason=reason,
    )


def gives_reason(told: Told) -> bool:
    """Whether the sentence itself, or the next one, says why."""
    return told.reason is not None or _REASON.search(told.words) is not None
