"""When was it, is it reported, who did it and why: answers in the sentences that tell of one act."""

from typing import Final

from dragoman.weigh.brief_records import Sentence
from dragoman.weigh.days import in_words, on_day
from dragoman.weigh.facts import Facts
from dragoman.weigh.names import capitalised
from dragoman.weigh.quoting import quoted
from dragoman.weigh.tellings import Mood
from dragoman.weigh.told import Told, find_told, gives_reason

SHOWN: Final = 8
_MOODS: Final[dict[Mood, str]] = {
    "done": "Reported as done",
    "begun": "Reported as begun",
    "promised": "Announced or promised",
    "wanted": "Wanted or demanded",
    "refused": "Refused",
    "denied": "Reported as not done",
    "alleged": "Alleged by somebody",
    "none": "Spoken of, without saying that it was done",
}
_WEIGHT: Final[tuple[Mood, ...]] = ("done", "begun", "denied", "refused", "promised", "alleged", "wanted", "none")


def tell_most(facts: Facts) -> list[Sentence]:
    """The sentences that tell of it as done; else what else is said of it. Who did it and when, they say themselves."""
    return _most(_asked(facts), facts)


def tell_why(facts: Facts) -> list[Sentence]:
    """The sentences that give a reason; else that none does."""
    told = [t for t in _asked(facts) if t.mood in ("done", "begun", "promised", "refused")] or _asked(facts)
    reasons = [t for t in told if gives_reason(t)]
    if reasons:
        return [_tell(t, facts) for t in reasons[:SHOWN]]
    if not told:
        return []
    cites = tuple(t.cite for t in told[:SHOWN])
    text = "The reports that tell of it give no reason."
    return [*(_tell(t, facts) for t in told[:2]), Sentence(text=text, kind="gap", cites=cites)]


def tell_all(facts: Facts) -> list[Sentence]:
    """Everything that the reports say of the act, in time."""
    return [_tell(t, facts) for t in _asked(facts)]


def _asked(facts: Facts) -> list[Told]:
    question = facts.question
    told = find_told(question.topic or "", question.other, question.about, facts)
    return [t for t in told if question.since is None or (t.day or "") >= question.since]


def _most(told: list[Told], facts: Facts) -> list[Sentence]:
    """Those that say most: done before promised, promised before wanted; in time."""
    best = min((_WEIGHT.index(t.mood) for t in told), default=None)
    if best is None:
        return []
    chosen = [t for t in told if _WEIGHT.index(t.mood) == best]
    sentences = [_tell(t, facts) for t in chosen]
    if _WEIGHT[best] not in ("done", "begun"):
        text = "No report in the case tells that it was done."
        sentences = [*sentences[:2], Sentence(text=text, kind="gap", cites=tuple(t.cite for t in chosen))]
    return sentences


def _tell(told: Told, facts: Facts) -> Sentence:
    published = facts.documents[told.document].published
    if told.day is None:
        when = "in an undated report"
    elif told.own_day or told.day == published:
        when = on_day(told.day) if told.own_day else f"in a report of {in_words(told.day)}"
    else:
        when = f"in a report of {in_words(published)}"
    words = f"{told.words} {told.reason}" if told.reason else told.words
    return Sentence(text=f"{capitalised(_MOODS[told.mood])}, {when}: {quoted(words)}.", kind="fact", cites=told.cites)
