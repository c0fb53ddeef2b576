"""What does a sentence tell of acts: which, in which mood, by whom, on whose word?

A deed is one act as one sentence tells it, with the records that stand behind it. Where the coder
has read an event at the same words, the two readings must agree, or the deed is worth nothing;
where it has not, the document itself is what is cited.
"""

# lists of words and patterns read best unbroken
# ruff: noqa: E501

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from dragoman.know.acts import (
    CLASSES,
    DAYS,
    EMPTY,
    NOUNS,
    VERBS,
    Act,
    Reading,
    Word,
    act_of,
    find_acts,
    foreign_act,
    points_back,
    stem,
)
from dragoman.records import Actor, Event
from dragoman.weigh.mood import mood_of
from dragoman.weigh.names import as_speaker
from dragoman.weigh.remarks import EXCHANGE
from dragoman.weigh.reports import Sentence
from dragoman.weigh.tellings import TELLING_MOODS, Deed, Mood, joined

EASES: Final = frozenset({"RETREAT", "CONCEDE", "SUPPORT", "AID", "AGREE", "COOPERATE"})
# acts by which one side gives the other something
_GIVES: Final = frozenset(
    "lift open restore pay release talk access grant free_media ease_aid allow recognise let_return".split()
)
_REASON: Final = re.compile(
    r"\b(respon\w+ to|in response|reward\w*|in return for|in exchange for|point\w* to|cit(?:ed|es|ing)|because of|recogni[sz]\w+|"
    r"thank\w*|after|following|in light of|welcom\w+|prais\w+|hail\w+|acknowledg\w+|credit\w*|satisfied|noting|noted|for)\b"
)
_TOLD: Final = re.compile(
    r"\b(?:said|says|reported|reports|found|finds|confirmed|concluded|told|according to|announced|stated)\b"
)
_CHECKED: Final = re.compile(
    r"\b(?:inspectors?|observers?|monitors?|iaea|osce|secretary-general|agency|auditors?|united nations)\b"
)
_POLITICAL: Final = re.compile(
    r"\b(political(?:ly)?|opposition|dissidents?|activists?|pro-democracy|protesters?|demonstrators?|candidates?|opponents?|critics?|"
    r"prisoners? of conscience|human rights|rights groups?|journalists?|bloggers?|campaigned|campaigners?|unionists?|party|elected)\b"
)
_SECTORS: Final = {"OPP": "opposition", "REB": "militia", "PTY": "opposition"}
_MOVED_TO: Final = frozenset("to will would shall not never did n't won't cannot".split())
# in these the subject is the one freed, not the one who frees
_OF_THEMSELVES = frozenset(
    "walk walked walks fly flew flown land landed lands come came emerge emerged go went leave left arrive arrived "
    "return returned returns".split()
)
_VERIFIERS: Final = re.compile(
    r"\b(inspectors?|observers?|monitors?|verifiers?|iaea|opcw|osce|red cross|icrc|atomic energy agency|watchdog|verification|"
    r"international agency|auditors?|mediators?|peacekeepers?|united nations|u\.?n\.?)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def deeds_in(sentence: Sentence) -> Iterator[Deed]:
    """The acts that a sentence tells of, of every kind that the table has."""
    words = sentence.words
    if not any(w.low in VERBS or w.low in NOUNS for w in words):
        return
    exchange = is_exchange(sentence)
    given: set[str] = set()
    before = next((s.words for s in sentence.before(1) if not s.title), ())
    for reading in find_acts(words, before):
        deed = _deed(sentence, words, reading, before)
        if given and deed.mood == "done" and _names_a_reason(sentence, reading):
            deed = replace(deed, rewards=tuple(sorted({*deed.rewards, *given} - set(deed.doers))))
        if deed.kind in _GIVES and deed.mood in ("done", "begun"):
            given |= set(deed.doers)
        demanded = _is_demanded(sentence, words[reading.at])
        if deed.mood in TELLING_MOODS and not demanded and not _is_old(sentence, reading):
            yield deed
        elif exchange:
            # what is only wanted or promised for later still says what hangs on what
            yield replace(deed, mood="wanted" if demanded else deed.mood, flags=deed.flags + "e")
    yield from _given_in_exchange(sentence, given)


_FOR_A_THING: Final = re.compile(r"\b(?:in exchange|in return) for\s+(?=\S)")


def _given_in_exchange(sentence: Sentence, givers: set[str]) -> Iterator[Deed]:
    """ "freed 15 prisoners in exchange for maps": the other side gave the maps."""
    m = _FOR_A_THING.search(sentence.low)
    others = sentence.countries() - givers or sentence.report.countries - givers
    if m is None or not givers or len(others) != 1:
        return
    at = sentence.start + m.end()
    things = tuple(w for w in sentence.words if w.start >= at)
    if not things or any(w.low in VERBS for w in things[:2]):
        return
    handed = Word("handed", "handed", things[0].start), Word("over", "over", things[0].start)
    reading = next((r for r in find_acts((*handed, *things)) if r.at == 0), None)
    if reading is not None:
        deed = _deed(sentence, (*handed, *things), reading)
        yield replace(deed, mood="done", doers=tuple(others), passive=False)


def rare_deeds_in(sentence: Sentence) -> Iterator[Deed]:
    """The acts of verbs that no table has: any word that its ending or what stands before it makes a verb."""
    words = sentence.words
    for i, word in enumerate(words):
        if not word.is_word or word.low in VERBS or word.low in EMPTY or len(word.low) < 4 or word.is_name:
            continue
        governed = any(w.low in _MOVED_TO for w in words[max(i - 3, 0) : i])
        if not (governed or word.low.endswith(("ed", "ing"))):
            continue
        reading = foreign_act(words, i)
        if mood_of(words, reading) not in TELLING_MOODS or _is_demanded(sentence, word):
            continue
        deed = _deed(sentence, words, reading)
        if deed.mood in TELLING_MOODS and not _is_old(sentence, reading):
            yield deed


def is_exchange(sentence: Sentence) -> bool:
    """Whether it hangs one act on another, or the sentence after it does."""
    if EXCHANGE.search(sentence.low):
        return True
    after = sentence.next()
    return after is not None and after.low.startswith(("in return,", "in exchange,"))


def is_political(sentence: Sentence) -> bool:
    """Whether this sentence or those right after call the people in it political prisoners, opponents or the like."""
    near = [sentence.low, *(s.low for n in (1, 2) if (s := sentence.next(n)) is not None)]
    return any(_POLITICAL.search(low) for low in near)


def _is_demanded(sentence: Sentence, word: Word) -> bool:
    """Whether these words say what is wanted, not what was done."""
    return any(d.what.start <= word.start < d.what.end for d in sentence.report.demands)


def _deed(sentence: Sentence, words: tuple[Word, ...], reading: Reading, before: tuple[Word, ...] = ()) -> Deed:
    at = words[reading.at]
    report = sentence.report
    event = _event_at(sentence, at)
    statement = next((s for s in sentence.statements if s.start <= at.start < s.end), None)
    mood = mood_of(words, reading, title=sentence.title)
    if event is not None:
        mood = _agreed(mood, event, reading, at)
    published = report.published or ""
    day = event.date if event is not None and event.date and event.date_precision == "day" else published
    spoken = statement.speaker if statement is not None else None
    speaker = (*as_speaker(spoken), is_verifier(spoken)) if spoken is not None else None
    act = act_of(reading)
    speaker, told = _whose_word(sentence, at, mood, speaker, told=statement is not None)
    # "let them in": those of whom the sentence before speaks
    meant = {stem(w.low) for w in before if _is_meant(w, reading)} if points_back(reading.objects) else set()
    around = [w for w in (*reading.objects, *reading.subjects) if w.is_word]
    records = (event.id,) if event is not None else (statement.id,) if statement is not None else (report.document.id,)
    return Deed(
        line=sentence.number,
        kind=act.kind,
        mood=mood,
        form=reading.form,
        passive=reading.passive,
        scope=act.scope,
        count=act.count,
        object_stems=joined(act.stems | meant),
        word_stems=joined({stem(w.low) for w in _done_to(reading, act) if w.is_word} | meant),
        name_stems=joined({stem(w.low) for w in around if w.is_name}),
        verb=stem(at.low),
        doers=tuple(sorted(_doers(sentence, words, reading, event))),
        day=min(day, published) if published and mood == "done" else published,
        place=at.start,
        records=records,
        speaker=speaker,
        told=told,
        by_coder=event is not None,
        flags=_flags(sentence, reading, act, mood, told=statement is not None),
        rewards=tuple(sorted(_rewards(sentence, reading, spoken))) if mood == "done" else (),
        met=tuple(sorted(_met(sentence))) if act.kind == "talk" else (),
    )


def _is_meant(word: Word, reading: Reading) -> bool:
    return bool(CLASSES.get(stem(word.low), frozenset()) & reading.kind.things)


def _whose_word(
    sentence: Sentence, word: Word, mood: Mood, speaker: tuple[str, str, bool] | None, *, told: bool
) -> tuple[tuple[str, str, bool] | None, bool]:
    """Who says so: of what is alleged whoever accuses, of what is denied whoever denies it."""
    if told or mood not in ("alleged", "denied"):
        return speaker, told
    verb = _SAYS_OF_DEEDS[mood].search(sentence.low[: word.start - sentence.start])
    if verb is None:
        return speaker, told
    code = next((c for a, _, c in sentence.sides if a < sentence.start + verb.start()), None)
    return ((code, code, False) if code else None), True


_SAYS_OF_DEEDS: Final = {
    "alleged": re.compile(r"\b(?:accus|suspect)\w+"),
    "denied": re.compile(r"\bden(?:y|ies|ied)\b"),
}


def _done_to(reading: Reading, act: Act) -> tuple[Word, ...]:
    """The words for what the deed is done to: in an active clause with an object, whoever stands before it acts."""
    active = not reading.passive and reading.form != "noun" and act.stems
    return reading.objects if active else (*reading.objects, *reading.subjects)


def _flags(sentence: Sentence, reading: Reading, act: Act, mood: Mood, *, told: bool) -> str:
    flags = "p" if act.political else ""
    if act.is_release or act.kind in ("surrender", "let_return"):
        flags += "h" if _names_somebody(sentence, reading) else ""
        flags += "o" if is_political(sentence) else ""
    if mood == "denied":
        flags += "f" if _is_finding(sentence.low, told=told) else ""
        flags += "c" if not told and _CHECKED.search(sentence.low) else ""
    return flags


def _is_finding(low: str, *, told: bool) -> bool:
    """ "has not yet" is no finding; "failed to", and a "has not" on somebody's word, are."""
    if re.search(r"\b(?:not|n't)(?: \w+){0,2} yet\b|\byet to\b", low):
        return False
    return told or bool(re.search(r"\bfail(?:ed|s|ure|ing)?\b|\bin breach\b", low)) or bool(_TOLD.search(low))


def _names_somebody(sentence: Sentence, reading: Reading) -> bool:
    places = {stem(w.low) for a, b, _ in sentence.places for w in sentence.words if a <= w.start < b}
    objects = reading.subjects if reading.passive else reading.objects
    return any(w.is_name and stem(w.low) not in places and w.low not in DAYS for w in objects)


def _met(sentence: Sentence) -> set[str]:
    return {_SECTORS[a.sector] for e in sentence.events for a in (*e.actors, *e.recipients) if a.sector in _SECTORS}


def _rewards(sentence: Sentence, reading: Reading, speaker: Actor | None) -> set[str]:
    """Sides that ease something, praise or give in the same breath, naming this act as the reason."""
    if not _names_a_reason(sentence, reading):
        return set()
    at = sentence.words[reading.at].start
    before = sentence.low[: at - sentence.start]
    spoken = {s for s in (speaker.country, speaker.name) if s} if speaker is not None else set()
    praised = "welcom" in before or "prais" in before
    if praised:
        # "Canada welcomed the release": whoever stands before the word of welcome
        word = re.search(r"\b(?:welcom|prais)", before)
        at_word = sentence.start + (word.start() if word is not None else 0)
        spoken |= {c for a, _, c in sentence.sides if a < at_word}
    found = {s for s in spoken if praised or any(s in _sides(e) and e.type in EASES for e in sentence.report.events)}
    for event in sentence.events:
        if event.type in EASES and event.status in ("occurred", "ongoing", "planned") and event.evidence[0].start < at:
            found |= _sides(event) - spoken
    return found


def _names_a_reason(sentence: Sentence, reading: Reading) -> bool:
    """Whether what stands before this act gives it as a reason."""
    before = sentence.low[: sentence.words[reading.at].start - sentence.start]
    if not _REASON.search(before):
        return False
    return reading.form in ("noun", "ing") or bool(re.search(r"\b(?:after|because|that|since)\b", before))


def _sides(event: Event) -> set[str]:
    return {a.country or a.name for a in event.actors}


_OVERRULED: Final[dict[str, Mood]] = {
    "planned": "promised",
    "denied": "denied",
    "attempted": "none",
    "hypothetical": "none",
}


def _agreed(mood: Mood, event: Event, reading: Reading, word: Word) -> Mood:
    """A deed is done only where the coder's reading of the same words does not speak against it."""
    if mood != "done" or event.type in ("REQUEST", "THREATEN", "REJECT", "ACCUSE"):
        return mood
    if event.type == "CONCEDE" and word.start == event.evidence[0].start and event.status == "occurred":
        # "dropped the charges": the concession is this very act
        return mood
    if event.type in ("AGREE", "CONCEDE") and not reading.kind.said and reading.kind.name != "pardon":
        return "promised" if event.status in ("occurred", "planned") else "none"
    return _OVERRULED.get(event.status, mood)


def _event_at(sentence: Sentence, word: Word) -> Event | None:
    """The event whose words hold this one, the shortest if several do."""
    over = [e for e in sentence.events if e.evidence[0].start <= word.start < e.evidence[0].end]
    return min(over, key=lambda e: (e.evidence[0].end - e.evidence[0].start, e.id), default=None)


_JUDGING: Final = frozenset({"SUPPORT", "ACCUSE"})


def _only_speaks_of(event: Event, reading: Reading) -> bool:
    """ "welcomed the release", "condemned the arrest", what is asked for: whoever says so has not done it."""
    return event.type == "REQUEST" or (event.type in _JUDGING and reading.form == "noun")


def _doers(sentence: Sentence, words: tuple[Word, ...], reading: Reading, event: Event | None) -> frozenset[str]:
    word = words[reading.at]
    if reading.kind.name == "release" and word.low in _OF_THEMSELVES and not reading.passive:
        return frozenset()
    if event is not None and not _only_speaks_of(event, reading):
        countries = frozenset(a.country for a in event.actors if a.country)
        if countries:
            return countries
    if reading.passive:
        by = next((i for i, w in enumerate(reading.objects) if w.low == "by"), None)
        return _sides_of(sentence, reading.objects[by + 1 : by + 7]) if by is not None else frozenset()
    if reading.form == "noun":
        return _noun_doers(sentence, words, reading)
    subject = _subject(reading.subjects)
    return _sides_of(sentence, subject)


def _subject(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of the subject: from the clause's beginning, without what a time or place phrase opens."""
    if words and words[0].low in ("in", "on", "at", "after", "under", "with", "to", "during", "before"):
        # "In a letter to the council on Friday Libya accepted": who acts stands nearest the verb
        return words[-4:]
    return words


def _noun_doers(sentence: Sentence, words: tuple[Word, ...], reading: Reading) -> frozenset[str]:
    """Of "ordered the release": whoever orders; of "Libya's offer": Libya; of a bare noun: nobody."""
    owners = _sides_of(sentence, reading.subjects)
    if owners:
        return owners
    by = next((i for i, w in enumerate(reading.objects) if w.low == "by"), None)
    if by is not None:
        return _sides_of(sentence, reading.objects[by + 1 : by + 7])
    verb = next((w for w in reversed(words[max(reading.at - 4, 0) : reading.at]) if w.low in _BRINGS_ABOUT), None)
    if verb is None:
        return frozenset()
    event = _event_at(sentence, verb)
    countries = frozenset(a.country for a in event.actors if a.country) if event is not None else frozenset()
    return countries or _sides_of(sentence, [w for w in words[: reading.at] if w.start < verb.start])


_BRINGS_ABOUT = frozenset(
    "ordered orders order announced announces complete completed completes began begins begun started start finished "
    "declared agreed allowed permitted approved made signed accepted offered promised pledged paid granted".split()
)


def _sides_of(sentence: Sentence, words: Iterable[Word]) -> frozenset[str]:
    spans = [(w.start, w.end) for w in words]
    if not spans:
        return frozenset()
    return frozenset(c for a, b, c in sentence.sides if any(a < end and start < b for start, end in spans))


def _is_old(sentence: Sentence, reading: Reading) -> bool:
    """Told as long past by the coder, or "freed in 2008", said in a later year."""
    event = _event_at(sentence, sentence.words[reading.at])
    if event is not None and event.historical:
        return True
    published = sentence.report.published or ""
    years = [w.low for w in reading.objects[:10] if _YEAR.fullmatch(w.low)]
    return bool(years and published and all(y < published[:4] for y in years))


def is_verifier(actor: Actor | None) -> bool:
    """Somebody whose business it is to check: inspectors, observers, the body behind them."""
    if actor is None:
        return False
    words = f"{actor.name} {actor.text or ''} {actor.role or ''}"
    return bool(_VERIFIERS.search(words)) or actor.sector == "IGO" or actor.country == "IGO"
