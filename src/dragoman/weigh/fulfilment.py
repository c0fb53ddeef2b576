"""What do the reports say of one demanded act: done, in part, begun, promised, refused, undone, rewarded?

Every sign is a claim: it names its rule, the records it rests on and on whose word it stands. A
headline alone gives no sign; it may tell that those freed were the last.
"""

# lists of words and patterns read best unbroken
# ruff: noqa: E501

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.know.acts import BY_NAME, CLASSES, stem, words_of
from dragoman.records import Actor, Basis, Event, Statement
from dragoman.weigh.asks import Ask, Wanted
from dragoman.weigh.matching import covered, fit, is_political
from dragoman.weigh.reports import Deed, Report, Sentence, is_verifier

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


_EASES = frozenset({"RETREAT", "CONCEDE", "SUPPORT", "AID", "AGREE", "COOPERATE"})
_REASON = re.compile(
    r"\b(respon\w+ to|in response|reward\w*|in return for|in exchange for|point\w* to|cit(?:ed|es|ing)|because of|recogni[sz]\w+|"
    r"thank\w*|after|following|in light of|welcom\w+|prais\w+|hail\w+|acknowledg\w+|credit\w*|satisfied|noting|noted|for)\b"
)
_NONE_LEFT = re.compile(
    r"\bno\b[^.;]{0,70}\b(?:left|remain(?:s|ed|ing)?|still (?:held|there|in)|behind bars|in (?:jail|prison|custody))\b"
    r"|\bnone\b[^.;]{0,50}\b(?:left|remain(?:s|ed)?|held|behind)\b"
    r"|\ball\b[^.;]{0,90}\b(?:now |been |were |are )(?:now )?(?:free|freed|released|out|home|gone|destroyed|withdrawn|dismantled|closed|surrendered|returned|completed|removed)\b"
    r"|\bthe last\b[^.;]{0,60}\b(?:left|leaves|crossed|handed|gone|destroyed|freed|released|removed|shipped|withdrawn|departed|flew)\b"
    r"|\b(?:fully|completely|entirely|in full)\b[^.;]{0,30}\b(?:withdrawn|complied|met|destroyed|dismantled|implemented|disarmed|carried out|paid|fulfilled)\b"
    r"|\b(?:met|fulfilled|satisfied|complied with)\b[^.;]{0,25}\b(?:all|every|its|the|their)\b[^.;]{0,40}\b(?:condition|demand|obligation|requirement|commitment|benchmark|prior action|term)s?\b"
)
_SOME_LEFT = re.compile(
    r"\b(?:others?|several|some|many|dozens|hundreds|thousands|rest|two|three|four|five|six|seven|eight|nine|ten|\d[\d,]*|most|still more)\b"
    r"[^.;]{0,90}\b(?:remain(?:s|ed)?|stay(?:s|ed)?|still|are left|were left|behind bars|languish\w*|are (?:being )?held)\b"
    r"|\b(?:remain|remains|remained|still) (?:held|jailed|detained|in (?:jail|prison|custody|detention|place)|behind bars|imprisoned|captive)\b"
    r"|\b(?:are|were|is|was) still (?:held|being held|in|behind|there|occupied|missing)\b"
)
_HELD_WORDS = frozenset("prison jail custody bars held detained jailed detention behind captive imprisoned".split())
_PASSED = re.compile(
    r"\b(?:deadline|ultimatum)\b[^.;]{0,50}\b(?:pass\w*|expir\w*|ran out|lapsed?|came and went|went by|ignored|missed|elapsed)\b"
    r"|\b(?:ignor\w+|miss\w*|defi\w+|flout\w*|let)\b[^.;]{0,40}\b(?:deadline|ultimatum)\b"
)
_TOLD = re.compile(
    r"\b(?:said|says|reported|reports|found|finds|confirmed|concluded|told|according to|announced|stated)\b"
)
_CHECKED = re.compile(
    r"\b(?:inspectors?|observers?|monitors?|iaea|osce|secretary-general|agency|auditors?|united nations)\b"
)
_SOON_DAYS = 30
_DEMANDS = r"(?:demands?|conditions?|ultimatum|terms|request|call|resolution|requirements?|proposal|plan)"
_YES = re.compile(
    rf"\b(?:accept\w*|agree[ds]? to|bow\w* to|yield\w* to|gave in to|gives in to|compl(?:y|ied|ies) with|consent\w* to|agreed with)\b[^.;]{{0,40}}\b{_DEMANDS}\b"
)
_NO = re.compile(
    rf"\b(?:reject\w*|refus\w*|dismiss\w*|rebuff\w*|spurn\w*|defi(?:ed|es)|ignor\w*|turn\w* down|rul\w+ out)\b[^.;]{{0,40}}\b{_DEMANDS}\b"
)


def signs_of(wanted: Wanted, deeds: Iterable[Deed], reports: Iterable[Report]) -> list[Sign]:
    """Everything that dated reports say of one wanted act since it was first wanted, in order."""
    since = wanted.since
    if since is None:
        return []
    signs: list[Sign] = []
    seen: set[str] = set()
    by_report: dict[str, list[Deed]] = {}
    for deed in deeds:
        by_report.setdefault(deed.report.document.id, []).append(deed)
    for report in reports:
        if report.published is None or report.published < since or report.document.id in seen:
            continue
        seen.add(report.document.id)
        signs += _in_report(wanted, report, by_report.get(report.document.id, []), since)
    return sorted(signs, key=lambda s: (s.published, s.day, s.document, s.place, s.what))


def _in_report(wanted: Wanted, report: Report, deeds: list[Deed], since: str) -> list[Sign]:
    signs: list[Sign] = []
    concerned = speaks_of_side(report, wanted.of)
    for deed in deeds:
        if not (deed.sentence.title or deed.old or deed.day < since or _is_demanded(deed)):
            sign = _sign(wanted, deed, concerned)
            if sign is not None:
                signs.append(sign)
    if concerned:
        signs += _findings(wanted, report)
        signs += _answers(wanted, report)
        signs += _deadlines(wanted, report)
    return _summed_up(wanted, report, [s for s in signs if not _came_before(wanted, s)])


def speaks_of_side(report: Report, side: str) -> bool:
    if side in report.countries or (len(side) > 3 and side.casefold() in report.document.text.casefold()):
        return True
    return side in report.implied


def _came_before(wanted: Wanted, sign: Sign) -> bool:
    """Whether the first demand was made in view of this: told after it in the same article."""
    first = wanted.asks[0]
    if first.demand.document != sign.document or sign.place >= first.demand.what.start:
        return False
    return not re.search(r"\bhad (?:long |already |earlier )?\w+ed\b", _words_around(first))


def _words_around(ask: Ask) -> str:
    span = ask.demand.evidence[0] if ask.demand.evidence else ask.demand.what
    return ask.report.document.text[span.start : span.end].casefold()


def _is_demanded(deed: Deed) -> bool:
    """Whether these words say what is wanted, not what was done."""
    word = deed.sentence.words[deed.reading.at]
    return any(d.what.start <= word.start < d.what.end for d in deed.report.demands)


def _sign(wanted: Wanted, deed: Deed, concerned: bool) -> Sign | None:
    matched = fit(wanted, deed)
    if matched is None:
        return None
    if matched != "undo" and deed.mood == "done" and _is_reward(wanted, deed):
        part = matched == "part"
        return _make(
            wanted, deed, "part" if part else "rewarded", "the demander rewards it", 0.85, basis="demander_says"
        )
    if not _by_addressee(wanted, deed, concerned):
        return None
    kind = BY_NAME.get(wanted.act.kind)
    said = kind is not None and kind.said and not (deed.speaker and deed.mood == "promised")
    basis = basis_of(wanted, deed.speaker, deed.told)
    match deed.mood:
        case "done" if matched == "undo":
            return _make(wanted, deed, "undone", f"{deed.act.kind} undoes {wanted.act.kind}", 0.8)
        case "done" if matched == "breach":
            return _make(wanted, deed, "breached", "did what was to stop", 0.7)
        case _ if matched == "breach":
            return None
        case "done" if wanted.act.negative:
            return _make(wanted, deed, "unmet", "did what was not to be done", 0.7)
        case "done" if deed.act.kind == "pardon":
            return _make(wanted, deed, "accepted", "a pardon is no release", 0.7)
        case "done" if basis == "addressee_says" and not said:
            return _make(wanted, deed, "claimed", "the addressee's word alone", 0.7)
        case "done":
            return _make(
                wanted,
                deed,
                "part" if matched == "part" else "done",
                f"{deed.act.kind} told as done",
                0.85,
                count=deed.act.count,
            )
        case "begun" if matched != "undo":
            return _make(wanted, deed, "begun", f"{deed.act.kind} told as begun", 0.75)
        case "promised" if matched != "undo":
            part = matched == "part" and deed.act.scope in ("part", "count")
            return _make(wanted, deed, "promised_in_part" if part else "promised", "the addressee agrees to it", 0.8)
        case "refused" if matched != "undo":
            return _make(wanted, deed, "refused", "the addressee refuses it", 0.8)
        case "denied" if matched != "undo":
            return _denial(wanted, deed)
    return None


def _denial(wanted: Wanted, deed: Deed) -> Sign | None:
    """ "has not yet" is no finding; "failed to", and a "has not" on somebody's word, are."""
    low = deed.sentence.low
    if re.search(r"\b(?:not|n't)(?: \w+){0,2} yet\b|\byet to\b", low):
        return None
    failed = bool(re.search(r"\bfail(?:ed|s|ure|ing)?\b|\bin breach\b", low))
    told = deed.told or bool(_TOLD.search(low))
    if not failed and not told:
        return None
    if basis_of(wanted, deed.speaker, deed.told) == "addressee_says":
        return None
    basis: Basis | None = "verifier_says" if not deed.told and _CHECKED.search(low) else None
    return _make(wanted, deed, "unmet", "somebody finds it not done", 0.7, basis=basis)


def _by_addressee(wanted: Wanted, deed: Deed, concerned: bool) -> bool:
    if deed.doers:
        return wanted.of in deed.doers
    if wanted.of in deed.sentence.countries():
        return True
    if not concerned:
        return False
    others = deed.report.countries - {wanted.of, wanted.by}
    return deed.reading.passive or deed.reading.form == "noun" or not others or deed.act.kind in ("release", "disarm")


def _is_reward(wanted: Wanted, deed: Deed) -> bool:
    """Whether the demander eases something, praises or gives in the same breath, naming this act as the reason."""
    if deed.doers and wanted.of not in deed.doers:
        return False
    at = deed.sentence.words[deed.reading.at].start - deed.sentence.start
    before = deed.sentence.low[:at]
    reason = _REASON.search(before)
    if reason is None or (
        deed.reading.form not in ("noun", "ing") and not re.search(r"\b(?:after|because|that|since)\b", before)
    ):
        return False
    if deed.speaker is not None and _speaks_for(deed.speaker, wanted.by):
        return (
            any(wanted.by in _sides(e) and e.type in _EASES for e in deed.report.events)
            or "welcom" in before
            or "prais" in before
        )
    start = deed.sentence.start
    easing = [
        e for e in deed.sentence.events
        if e.type in _EASES and e.status in ("occurred", "ongoing", "planned") and e.evidence[0].start < start + at
        and wanted.by in _sides(e)
    ]  # fmt: skip
    return bool(easing)


def _sides(event: Event) -> frozenset[str]:
    return frozenset(a.country or a.name for a in event.actors)


def _speaks_for(actor: Actor, side: str) -> bool:
    return side in (actor.country, actor.name)


def basis_of(wanted: Wanted, speaker: Actor | None, told: bool) -> Basis:
    """On whose word something stands; the narrator's own telling is inferred from."""
    if not told:
        return "inferred"
    if speaker is None:
        return "third_party_says"
    if wanted.of in (speaker.country, speaker.name):
        return "addressee_says"
    if wanted.by in (speaker.country, speaker.name):
        return "demander_says"
    return "verifier_says" if is_verifier(speaker) else "third_party_says"


def _make(
    wanted: Wanted,
    deed: Deed,
    what: What,
    rule: str,
    confidence: float,
    *,
    basis: Basis | None = None,
    count: int | None = None,
) -> Sign:
    return Sign(
        what=what,
        published=deed.published,
        day=deed.day,
        document=deed.report.document.id,
        place=deed.sentence.words[deed.reading.at].start,
        because=deed.records,
        rule=rule,
        basis=basis or basis_of(wanted, deed.speaker, deed.told),
        confidence=round(confidence if deed.by_coder else confidence - 0.1, 2),
        count=count,
        whom=covered(wanted, deed),
        told_by=deed.speaker.name if deed.speaker else None,
        firm=deed.act.scope in ("all", "last"),
    )


# ---- what whole sentences find -----------------------------------------------------------------


def _findings(wanted: Wanted, report: Report) -> Iterator[Sign]:
    """ "no political prisoner was left", "several others remain in jail"."""
    for sentence in report.pick("findings", _SOME_LEFT, _NONE_LEFT):
        left, none = _SOME_LEFT.search(sentence.low), _NONE_LEFT.search(sentence.low)
        if (left or none) and _is_about(wanted, sentence):
            yield _finding(wanted, sentence, "all_done" if none else "some_left")


def _is_about(wanted: Wanted, sentence: Sentence) -> bool:
    """Whether a sentence speaks of the thing demanded, or of those who are held."""
    stems = {stem(w.low) for w in sentence.words}
    act = wanted.act
    if act.pronoun and not wanted.names:
        return False
    if act.is_release:
        held = bool(stems & {stem(w) for w in _HELD_WORDS}) or any("captive" in CLASSES.get(s, ()) for s in stems)
        if wanted.names:
            return bool(wanted.names & stems) or (
                held and "political" in sentence.low and bool(_NONE_LEFT.search(sentence.low))
            )
        if act.political:
            return held and (is_political(sentence) or _political_before(sentence))
        return held or bool(act.stems & stems)
    if re.search(r"\b(?:condition|demand|obligation|requirement|commitment|benchmark|prior action)s?\b", sentence.low):
        return _NONE_LEFT.search(sentence.low) is not None and bool(
            sentence.countries() & {wanted.of} or not sentence.countries()
        )
    shared = (act.stems - {"own"}) & stems
    return len(shared) >= 2 or bool(shared & {stem(w.low) for w in act.words[:1]} and len(act.stems) <= 3)


def _political_before(sentence: Sentence) -> bool:
    earlier = sentence.report.sentences[max(sentence.number - 2, 0) : sentence.number]
    return any(is_political(s) for s in earlier)


def _finding(wanted: Wanted, sentence: Sentence, what: What) -> Sign:
    statement = next(iter(sentence.statements), None)
    document = sentence.report.document
    day = sentence.report.published or ""
    return Sign(
        what=what,
        published=day,
        day=day,
        document=document.id,
        place=sentence.start,
        because=(statement.id if statement is not None else document.id,),
        rule="said to be complete" if what == "all_done" else "said to be left undone in part",
        basis=basis_of(wanted, statement.speaker if statement is not None else None, statement is not None),
        confidence=0.75,
        told_by=_teller(statement),
        firm=True,
    )


def _teller(statement: Statement | None) -> str | None:
    return (statement.speaker.name if statement.speaker else "somebody") if statement is not None else None


def _answers(wanted: Wanted, report: Report) -> Iterator[Sign]:
    """ "Tehran accepted the demand", "rejected the ultimatum": where the article speaks of this act or of its demander."""
    for sentence in report.pick("answers", _YES, _NO):
        if wanted.of not in sentence.countries():
            continue
        yes, no = _YES.search(sentence.low), _NO.search(sentence.low)
        demanded_here = any(
            a.demand.document == report.document.id and a.demand.what.start < sentence.start for a in wanted.asks
        )
        concerned = demanded_here or _soon(wanted, report) or wanted.by in sentence.countries()
        if not (yes or no) or not (concerned or _is_about(wanted, sentence)):
            continue
        first = min((s for s in sentence.sides if s[2] in (wanted.of, wanted.by)), default=None)
        if first is None or first[2] != wanted.of:
            continue
        yield Sign(
            what="accepted" if yes else "refused",
            published=report.published or "",
            day=report.published or "",
            document=report.document.id,
            place=sentence.start,
            because=_cited(sentence),
            rule="answers the demand",
            basis="addressee_says",
            confidence=0.65,
        )


def _soon(wanted: Wanted, report: Report) -> bool:
    """Whether "the demands" that a report speaks of can only be those of the last weeks."""
    latest = max((a.day for a in wanted.asks if a.day and a.day <= (report.published or "")), default=None)
    if latest is None:
        return False
    return (date.fromisoformat(report.published or latest) - date.fromisoformat(latest)).days <= _SOON_DAYS


def _deadlines(wanted: Wanted, report: Report) -> Iterator[Sign]:
    """A deadline that a report says has passed, or that passed before a report finds the act not done."""
    for sentence in report.pick("deadlines", _PASSED):
        if _concerns(wanted, sentence):
            yield Sign(
                what="deadline_passed",
                published=report.published or "",
                day=report.published or "",
                document=report.document.id,
                place=sentence.start,
                because=_cited(sentence),
                rule="its deadline passed unmet, says a report",
                basis=basis_of(wanted, None, False),
                confidence=0.7,
            )


def _concerns(wanted: Wanted, sentence: Sentence) -> bool:
    around = [sentence, *(s for n in (1,) if (s := sentence.next(n)) is not None)]
    earlier = sentence.report.sentences[max(sentence.number - 1, 0) : sentence.number]
    return any(_is_about(wanted, s) for s in (*around, *earlier)) or _verb_about(wanted, sentence)


def _verb_about(wanted: Wanted, sentence: Sentence) -> bool:
    stems = {stem(w.low) for w in words_of(wanted.words)} - {"the"}
    return len(stems & {stem(w.low) for w in sentence.words}) >= 2


def _cited(sentence: Sentence) -> tuple[str, ...]:
    if sentence.events:
        return (sentence.events[0].id,)
    if sentence.statements:
        return (sentence.statements[0].id,)
    return (sentence.report.document.id,)


# ---- one report, one voice ----------------------------------------------------------------------


def _summed_up(wanted: Wanted, report: Report, signs: list[Sign]) -> list[Sign]:
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
    if done.what == "part" and left is None and _heading_says_last(wanted, report):
        return [*rest, _joined(done, done, "done", "the last of them, as the headline says too")]
    return [*rest, done]


def _joined(done: Sign, also: Sign, what: What, rule: str) -> Sign:
    because = tuple(dict.fromkeys((*done.because, *also.because)))
    basis = also.basis if also.basis not in ("inferred", "addressee_says") else done.basis
    return Sign(
        what, done.published, done.day, done.document, done.place, because, rule, basis,
        max(done.confidence, also.confidence), done.count, done.whom, also.told_by, firm=True,
    )  # fmt: skip


def _heading_says_last(wanted: Wanted, report: Report) -> bool:
    words: Sequence[str] = [w.low for w in words_of(report.heading)]
    return any(w in ("last", "remaining") for w in words) and bool(wanted.act.stems & {stem(w) for w in words})
