"""Is this deed the demanded act, a part of it, more than it, or what undoes it?"""

# lists of words and patterns read best unbroken

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from dragoman.know.acts import BY_NAME, CLASSES, DAYS, Act, family, stem
from dragoman.weigh.tellings import Deed, Line, Telling
from dragoman.weigh.wanted import NOTHING, Wanted

Fit = Literal["same", "part", "undo", "breach"]

_PERSONAL = frozenset("captive media medic sailor soldier clergy opposition suspect worker aidworker tourist".split())
# kinds whose acts can meet a demand of another kind where the thing is the same
_NEAR: Final[dict[str, frozenset[str]]] = {
    "halt": frozenset({"close", "disarm", "forbid", "ceasefire", "cut"}),
    "close": frozenset({"halt", "disarm"}),
    "disarm": frozenset({"halt"}),
    "surrender": frozenset({"expel"}),
    "restore": frozenset({"grant", "open", "free_media"}),
    "free_media": frozenset({"restore", "open", "allow"}),
    "access": frozenset({"allow", "open", "let_return"}),
    "ease_aid": frozenset({"allow", "open", "access", "halt"}),
    "allow": frozenset({"access", "ease_aid", "free_media", "lift", "release", "let_return"}),
    "lift": frozenset({"halt", "cut", "repeal"}),
    "cut": frozenset({"halt", "lift"}),
    "enact": frozenset({"sign", "restore", "allow"}),
    "repeal": frozenset({"halt", "enact", "lift"}),
    "release": frozenset({"surrender", "let_return"}),
    "let_return": frozenset({"release", "allow"}),
    "talk": frozenset({"resume", "open", "hold"}),
    "pay": frozenset({"grant", "restore"}),
    "arrest": frozenset({"surrender", "prosecute"}),
    "prosecute": frozenset({"arrest", "surrender"}),
    "withdraw": frozenset({"expel"}),
    "respect": frozenset({"enact"}),
    "raise": frozenset({"enact"}),
    "hold": frozenset({"enact"}),
}
_COMMON: Final = frozenset({"people", "law", "state", "power", "money"})


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A deed in its document."""

    deed: Deed
    line: Line
    telling: Telling


def fit(wanted: Wanted, told: Told) -> Fit | None:
    """What this deed is to the act wanted, whoever did it and in whichever mood."""
    kind, deed = wanted.act.kind, told.deed
    if wanted.act.is_release and kind != "arrest":
        if deed.kind in ("release", "pardon", "surrender", "let_return") or (deed.kind == "drop_case" and wanted.names):
            return _fit_release(wanted, told)
        if deed.kind == "expel" and wanted.names & deed.names:
            # put on a plane out of the country that held him: he is free
            return _fit_release(wanted, told)
        if deed.kind == "arrest":
            return "undo" if _same_held(wanted, told) else None
        return None
    if deed.mood == "done" and wanted.is_halt and family(deed.kind) != "halt" and _is_breach(wanted, deed):
        return "breach"
    same_kind, undone = _kinship(kind, deed.kind)
    if not same_kind and not undone:
        return None
    if not _same_thing(wanted, told, undone=undone and not same_kind):
        return None
    if undone and not same_kind:
        return "undo"
    if wanted.persons and len(covered(wanted, deed)) < len(wanted.persons):
        return "part" if covered(wanted, deed) else None
    return "part" if _is_part(wanted.act, deed) else "same"


@cache
def _kinship(kind: str, other: str) -> tuple[bool, bool]:
    """Whether a deed of the other kind can be the act of this kind, and whether it can undo it."""
    of_table = BY_NAME.get(kind)
    same = family(other) == family(kind) or other in _NEAR.get(kind, ())
    return same, of_table is not None and (other in of_table.undo or other == "reverse")


@cache
def kinds_for(kind: str) -> frozenset[str]:
    """The kinds of deeds that can matter to an act of this kind."""
    found = {"reverse", kind, *_NEAR.get(kind, ()), *(BY_NAME[kind].undo if kind in BY_NAME else ())}
    if kind in ("release", "pardon"):
        found |= {"release", "pardon", "surrender", "let_return", "drop_case", "arrest", "expel"}
    return frozenset(found | {k for k in BY_NAME if family(k) == family(kind)})


def covered(wanted: Wanted, deed: Deed) -> frozenset[int]:
    """Which of the people named in the demand the deed was done to, by their place in it."""
    return frozenset(i for i, person in enumerate(wanted.persons) if person & deed.names)


def _is_breach(wanted: Wanted, deed: Deed) -> bool:
    """Whether it is the very thing that was to stop: "carried out a test" after "refrain from tests"."""
    mine = wanted.things
    shared = mine & (deed.stems | {deed.verb})
    return len(shared) >= 2 or (len(mine) == 1 and bool(shared) and wanted.act.scope != "part")


# ---- the freeing of people --------------------------------------------------------------------


def _fit_release(wanted: Wanted, told: Told) -> Fit | None:
    act, done = wanted.act, told.deed
    if done.kind == "surrender" and not (wanted.names & done.names):
        return None
    if wanted.names & done.names:
        return "part" if len(covered(wanted, done)) < len(wanted.persons) else "same"
    if act.political:
        if wanted.names and not done.political:
            return None
        if done.political or "o" in done.flags:
            whole = done.political and done.scope in ("all", "last", "plain") and "h" not in done.flags
            return "same" if whole else "part"
        return None
    if wanted.names and not act.count:
        # one person by name: freed with "all political prisoners", not with some others
        return "same" if done.political and done.scope == "all" else None
    specific = (act.classes & done.classes & _PERSONAL) | (act.stems & done.stems)
    # "hostages" freed as "six Germans": the article must call them so
    if not specific and not (act.stems & (told.line.stems | told.telling.heading_stems) - NOTHING):
        return None
    return "part" if _is_part(act, done) else "same"


def _same_held(wanted: Wanted, told: Told) -> bool:
    """Whether those arrested are of those whose freedom was demanded."""
    if wanted.names & told.deed.names:
        return True
    if wanted.names:
        return False
    if wanted.act.count:
        # so many who were held then: others who are taken later are not they
        return False
    if wanted.act.political:
        return "o" in told.deed.flags
    return bool(wanted.act.classes & told.deed.classes & _PERSONAL)


_DAY_STEMS = frozenset(stem(d) for d in DAYS)

# ---- all other acts ---------------------------------------------------------------------------


def _same_thing(wanted: Wanted, one: Told, *, undone: bool) -> bool:
    """Whether the deed is done to what the demand names: by its words, else by the class of things."""
    kind, deed = BY_NAME.get(wanted.act.kind), one.deed
    act = wanted.act
    mine = wanted.things
    told = deed.stems | deed.words
    if wanted.names:
        theirs = deed.names - one.telling.place_stems(wanted.of) - _DAY_STEMS
        if wanted.names & told:
            return True
        if theirs and (act.kind in _PLACED or not mine & told):
            return False
    shared = (mine & told) - NOTHING
    if shared <= _ANY_LAW and mine - _ANY_LAW and told - _ANY_LAW:
        # two laws are one only where what they are about is
        shared = frozenset()
    if shared:
        return (
            len(shared) >= 2
            or len(mine) <= 3
            or bool(_classes(shared) & (kind.things if kind else frozenset()))
            or _heads(act) <= shared
        )
    if not mine:
        return True
    if kind is None or not kind.things:
        # "resumed nuclear work" undoes a halt of enrichment; a reactor shut down is no halt of tests
        if kind is None:
            # "track its vessels", "track all its larger trawlers": the same verb, on things of one narrow class
            return bool((wanted.thing_classes & deed.word_classes) - _COMMON)
        return undone and bool(wanted.thing_classes & deed.word_classes & _ONE_MATTER)
    if kind.name == "talk" and wanted.thing_classes & frozenset(deed.met):
        return True
    return bool(wanted.thing_classes & (kind.things - _COMMON) & deed.word_classes)


_ANY_LAW = frozenset(stem(w) for w in "law bill act legislation rule decree".split())
# classes narrow enough for two words of them to speak of one matter
_ONE_MATTER = frozenset({"nuclear", "fighting", "relief", "currency"})
# acts at a place: the same act elsewhere is another
_PLACED = frozenset("withdraw return_troops open close resume".split())


def _heads(act: Act) -> frozenset[str]:
    """The last word of the object's first phrase stands for all of it."""
    return frozenset(stem(w.low) for w in act.words[:2])


def _classes(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(c for s in stems for c in CLASSES.get(s, ()))


def _is_part(act: Act, done: Deed) -> bool:
    if done.scope == "part":
        return act.scope != "part"
    if act.count and done.count:
        return done.count < act.count
    return act.scope == "all" and done.scope == "count"
