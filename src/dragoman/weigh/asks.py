"""Which demands are one and the same act, wanted by one side of another?

One act demanded again is one entry, however it is worded; a broader and a narrower act are two.
"His release" is read against the article that says it. A demand of nobody by name is one of the
only other side that its article knows, or of nobody.
"""

# lists of words and patterns read best unbroken
# ruff: noqa: E501

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dragoman.know.acts import CLASSES, DAYS, Act, family, members_of, read_act, same_act, stem, words_of
from dragoman.records import Actor, Demand, hashed
from dragoman.weigh.reports import Report

UNKNOWN: Final = "unknown"
_NON_STATE = frozenset({"REB", "UAF", "CRM", "OPP", "PTY"})
# words that say that a demand is told as given up or as made long ago, not made anew


@dataclass(frozen=True, eq=False)
class Ask:
    """One demand with its act and its sides settled."""

    demand: Demand
    report: Report
    by: str
    of: str
    act: Act
    names: frozenset[str]
    """Stems of the names that its article gives those whom the act is about."""

    @property
    def day(self) -> str | None:
        return self.report.published

    @property
    def key(self) -> str:
        """What the act is, in a form that the order of words and reports cannot change."""
        return " ".join((self.act.kind, *sorted(self.act.stems), *(sorted(self.names) if self.act.pronoun else ())))


@dataclass(frozen=True, eq=False)
class Wanted:
    """One act wanted by one side of another, with every demand for it, the first first."""

    by: str
    of: str
    asks: tuple[Ask, ...]

    @property
    def act(self) -> Act:
        return self.asks[0].act

    @property
    def names(self) -> frozenset[str]:
        return frozenset(n for a in self.asks for n in a.names)

    @cached_property
    def persons(self) -> tuple[frozenset[str], ...]:
        """The people named in the act, each as the stems of the names: "Mladic and Karadzic" are two."""
        if self.act.kind not in ("release", "arrest", "surrender", "pardon", "prosecute", "expel"):
            return ()
        members = (
            frozenset(stem(w.low) for w in m if w.is_name) & self.names for m in members_of(self.act.words_in_order)
        )
        return tuple(m for m in members if m)

    @property
    def ids(self) -> tuple[str, ...]:
        """The entry's id, and those it would bear if it had begun with another of its demands."""
        return tuple(dict.fromkeys(hashed("entry", self.by, self.of, a.key) for a in self.asks))

    @property
    def words(self) -> str:
        """The words of the clearest demand: a verb with its object named, the sooner the better."""
        return min(self.asks, key=_unclear).demand.what.exact

    @property
    def since(self) -> str | None:
        return min((a.day for a in self.asks if a.day), default=None)


def _unclear(ask: Ask) -> tuple[bool, bool, bool, int, str, str]:
    words = ask.demand.what.exact.split()
    first = words[0].casefold() if words else ""
    return (
        ask.act.pronoun,
        first in ("the", "an", "a", "his", "her", "their", "its", "immediate", "all"),
        len(words) > 16,
        -round(ask.demand.confidence * 4),
        ask.day or "9999",
        ask.demand.id,
    )


def wanted_in(reports: Iterable[Report]) -> tuple[Wanted, ...]:
    """Every act wanted, in a fixed order. Undated demands join an act but never come first."""
    asks = sorted(
        (ask for report in reports for demand in report.demands for ask in _asks(demand, report)),
        key=lambda a: (a.day or "9999", a.demand.document, a.demand.what.start, a.demand.id),
    )
    groups: list[list[Ask]] = []
    near: dict[tuple[str, str, str], list[list[Ask]]] = {}
    for ask in asks:
        alike = near.setdefault((ask.by, ask.of, family(ask.act.kind)), [])
        home = next((g for g in alike if any(same_ask(ask, other) for other in g)), None)
        if home is None:
            groups.append([ask])
            alike.append(groups[-1])
        else:
            home.append(ask)
    return tuple(Wanted(g[0].by, g[0].of, tuple(g)) for g in groups)


def _asks(demand: Demand, report: Report) -> Iterable[Ask]:
    bys = _bys(demand.by or demand.voiced_by, report, demand)
    named = [side for a in demand.of if (side := _side_named(a, report)) is not None]
    ofs = tuple(dict.fromkeys(named)) or _only_other(demand, report, bys)
    act = read_act(demand.what.exact, demand.negative)
    names = _names(demand, report, act)
    for by in bys:
        for of in ofs:
            if of != by or by == UNKNOWN:
                yield Ask(demand, report, by, of, act, names)


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
    sentence = next((s for s in report.sentences if s.start <= demand.what.start < s.end), None)
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
    own = act.names - _place_stems(report) if act.names else frozenset()
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


def _place_stems(report: Report) -> frozenset[str]:
    """Stems of the words by which countries are named: they tell no two persons apart."""
    if "places" not in report.stems:
        report.stems["places"] = _stems_of_places(report)
    return report.stems["places"]


def _stems_of_places(report: Report) -> frozenset[str]:
    return frozenset(
        stem(w.low)
        for s in report.sentences
        for start, end, _ in s.places
        for w in words_of(report.document.text[start:end])
    )


def same_ask(one: Ask, other: Ask) -> bool:
    """Whether two demands want the same act of the same side."""
    if one.by != other.by or one.of != other.of or one.act.negative != other.act.negative:
        return False
    return same_act(one.act, other.act, one.names, other.names)
