"""Who wants which act of whom, as the demand's own article says it?

"His release" is read against the article that says it. A demand of nobody by name is one of the
only other side that its article knows, or of nobody.
"""

# lists of words and patterns read best unbroken
# ruff: noqa: E501

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dragoman.know.acts import CLASSES, DAYS, Act, content, find_acts, read_act, stem, words_of
from dragoman.records import Actor, Demand
from dragoman.weigh.remarks import move_of
from dragoman.weigh.reports import Report
from dragoman.weigh.tellings import Ask, act_parts, joined

UNKNOWN: Final = "unknown"
_NON_STATE = frozenset({"REB", "UAF", "CRM", "OPP", "PTY"})


def asks_in(report: Report) -> Iterator[Ask]:
    """Every demand of a report, once for each pair of sides."""
    for demand in report.demands:
        yield from _asks(demand, report)


def _asks(demand: Demand, report: Report) -> Iterator[Ask]:
    bys = _bys(demand.by or demand.voiced_by, report, demand)
    named = [side for a in demand.of if (side := _side_named(a, report)) is not None]
    ofs = tuple(dict.fromkeys(named)) or _only_other(demand, report, bys)
    act = _resolved(demand, report)
    raw, words = act_parts(act)
    tie = demand.tie
    for by in bys:
        for of in ofs:
            if of == by and by != UNKNOWN:
                continue
            yield Ask(
                demand=demand.id,
                document=demand.document,
                day=report.published,
                start=demand.what.start,
                what=demand.what.exact,
                by=by,
                of=of,
                kind=act.kind,
                object_words=raw,
                content_words=words,
                scope=act.scope,
                count=act.count,
                pronoun=act.pronoun,
                negative=act.negative,
                name_stems=joined(_names(demand, report, act)),
                confidence=demand.confidence,
                deadline=demand.deadline,
                side_stems=joined(report.stems_naming(of)),
                given_up=_is_given_up(report, demand),
                before=not _HAD.search(_words_around(demand, report)),
                tie=(tie.kind, tie.consequence.exact) if tie is not None and tie.consequence is not None else None,
            )


def _resolved(demand: Demand, report: Report) -> Act:
    """The act demanded, "it" and "them" being the things that the article last spoke of doing something to."""
    act = read_act(demand.what.exact, demand.negative)
    words = demand.what.exact.split()
    if not act.pronoun or len(words) < 2 or words[-1].casefold() not in ("it", "them", "so", "this", "that"):
        return act
    thing = _thing_before(report, demand.what.start)
    return read_act(" ".join((*words[:-1], thing)), demand.negative) if thing else act


def _thing_before(report: Report, at: int) -> str | None:
    """The object of the last act told before a place, in its sentence or the one before."""
    sentence = report.sentence_at(at)
    for near in () if sentence is None else (sentence, *sentence.before(1)):
        told = [r for r in find_acts(near.words) if near.words[r.at].start < at]
        for reading in reversed(told):
            things = [w for w in content(reading.objects) if w.end <= at and stem(w.low) not in report.stems_of_places]
            if things and not reading.passive:
                return " ".join(w.text for w in things[:4])
    return None


_HAD = re.compile(r"\bhad (?:long |already |earlier )?\w+ed\b")


def _words_around(demand: Demand, report: Report) -> str:
    span = demand.evidence[0] if demand.evidence else demand.what
    return report.document.text[span.start : span.end].casefold()


def _is_given_up(report: Report, demand: Demand) -> bool:
    """A demand told as dropped or waived is not made anew by being told."""
    sentence = report.sentence_at(demand.what.start)
    return sentence is not None and move_of(sentence.low) is not None


# said without a country they are those of the country that the article speaks of
_NATIONAL = frozenset(
    "government junta regime authorities authority parliament court president army police ministry cabinet minister premier "
    "military leadership generals rulers officials troops forces".split()
)


def _side_named(actor: Actor, report: Report) -> str | None:
    """The side that an addressee stands for; None where the words name none."""
    if actor.country:
        return side_of(actor)
    words = (actor.text or actor.name).casefold().split()
    if (
        not words
        or words[-1] in _NATIONAL
        or words[-1] in DAYS
        or words[-1] in ("it", "them", "they", "him", "her", "both")
    ):
        return None
    known = _named_before(report, actor) or _body_in(actor, report)
    return known or side_of(actor)


def _body_in(actor: Actor, report: Report) -> str | None:
    """ "the board of the Atomic Energy Agency": the body that the words name after "of"."""
    words = actor.text or actor.name
    _, of, whose = words.partition(" of ")
    if not of:
        return None
    countries = {c for _, _, c in report.named(whose)}
    return countries.pop() if len(countries) == 1 else None


def side_of(actor: Actor) -> str:
    """The code that an actor speaks for, or the name: an armed group is not the state it fights in."""
    if actor.country and actor.sector not in _NON_STATE:
        return actor.country
    return actor.name if actor.sector in _NON_STATE or not actor.country else actor.country


def _bys(by: Actor | None, report: Report, demand: Demand) -> tuple[str, ...]:
    if by is None:
        return (UNKNOWN,)
    if by.country is None and by.text and by.text.casefold() in ("both", "the two", "both sides", "they"):
        pair = _pair_before(report, demand)
        if pair:
            return pair
    if by.country is None and by.text:
        return (_named_before(report, by) or _body_in(by, report) or side_of(by),)
    return (side_of(by),)


def _pair_before(report: Report, demand: Demand) -> tuple[str, ...]:
    """ "Both said": the two sides that the sentences before this one speak of as acting."""
    found: dict[str, None] = {}
    doers = [a for e in report.events for a in e.actors]
    for actor in sorted((a for a in doers if a.start is not None), key=lambda a: -(a.start or 0)):
        if (actor.start or 0) < demand.evidence[0].start and actor.country and len(found) < 2:
            found.setdefault(actor.country)
    return tuple(sorted(found)) if len(found) == 2 else ()


def _named_before(report: Report, actor: Actor) -> str | None:
    """ "the council": somebody named in full before, by the same last word."""
    if actor.start is None or not actor.text:
        return None
    last = actor.text.split()[-1].casefold()
    for other in reversed([p for p in report.people if (p.start or 0) < (actor.start or 0)]):
        if other.country and other.text and other.text.split()[-1].casefold() == last:
            return side_of(other)
    return None


def _only_other(demand: Demand, report: Report, bys: Sequence[str]) -> tuple[str, ...]:
    """The only other side in the demand's own sentence, else in the whole article."""
    sentence = report.sentence_at(demand.what.start)
    within = {c for a, _, c in sentence.sides if not demand.what.start <= a < demand.what.end} if sentence else set()
    for known in (within, report.countries):
        others = sorted(known - set(bys))
        if len(others) == 1:
            return (others[0],)
        if others:
            break
    return (UNKNOWN,)


def _names(demand: Demand, report: Report, act: Act) -> frozenset[str]:
    """Names of those whom the act is about: in its own words, or of whom a pronoun stands for."""
    own = act.names - report.stems_of_places if act.names else frozenset()
    if own or not (act.pronoun or act.count or act.is_release):
        return own
    if not act.pronoun and not act.count:
        return frozenset()
    if act.pronoun:
        person = _person_before(report, demand.what.start) or _name_before(report, demand)
        return frozenset(stem(w.low) for w in words_of(person)[-1:]) if person else frozenset()
    # "the three hikers": all the names of people that the article gives before
    held = [a for e in report.events if e.type in ("COERCE", "SANCTION", "ASSAULT") for a in e.recipients]
    return frozenset(
        stem(words_of(a.name)[-1].low) for a in held if a.name and a.name[:1].isupper() and a.country is None
    )


def _person_before(report: Report, at: int) -> str | None:
    """The last person named before: whoever was acted upon comes before whoever acts."""
    done_to = [a for e in report.events for a in e.recipients]
    objects = [e.object for e in report.events if e.object is not None and e.type in ("COERCE", "SANCTION", "ASSAULT")]
    spans = [(o.start, o.exact) for o in objects] + [(a.start or 0, a.name) for a in done_to if a.text]
    for start, words in sorted(spans, reverse=True):
        name = [w for w in words_of(words) if w.is_name and w.is_word]
        if start < at and len(name) >= 2 and not any(CLASSES.get(stem(w.low)) for w in name):
            return " ".join(w.text for w in name)
    return None


def _name_before(report: Report, demand: Demand) -> str | None:
    """The last two or more words written as one name before the demand, which are no country and no side of it."""
    sides = [a for a in (demand.by, demand.voiced_by, *demand.of) if a is not None and a.start is not None]
    taken = [(a.start or 0, a.end or 0) for a in sides]
    found: str | None = None
    for sentence in report.sentences:
        places = taken + [(a, b) for a, b, _ in sentence.places]
        run: list[str] = []
        for word in (*sentence.words, None):
            free = word is not None and word.is_name and not any(a < word.end and word.start < b for a, b in places)
            if word is not None and free and word.start < demand.what.start and word.low not in DAYS:
                run.append(word.text)
                continue
            found = " ".join(run[-2:]) if len(run) >= 2 else found
            run = []
    return found
