"""Is this deed the demanded act, a part of it, more than it, or what undoes it?"""

# lists of words and patterns read best unbroken
# ruff: noqa: E501

import re
from typing import Final, Literal

from dragoman.know.acts import BY_NAME, CLASSES, DAYS, Act, family, stem, words_of
from dragoman.weigh.asks import Wanted
from dragoman.weigh.reports import Deed, Sentence

Fit = Literal["same", "part", "undo", "breach"]

_PERSONAL = frozenset(
    {
        "captive",
        "media",
        "medic",
        "sailor",
        "soldier",
        "clergy",
        "opposition",
        "suspect",
        "worker",
        "aidworker",
        "tourist",
    }
)
_POLITICAL: Final = re.compile(
    r"\b(political(?:ly)?|opposition|dissidents?|activists?|pro-democracy|protesters?|demonstrators?|candidates?|opponents?|critics?|"
    r"prisoners? of conscience|human rights|rights groups?|journalists?|bloggers?|campaigned|campaigners?|unionists?|party|elected)\b"
)
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
    "allow": frozenset({"access", "ease_aid", "free_media", "lift"}),
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
_NOTHING = frozenset({"own", "new", "first", "two", "three", "pay", "carri", "dai", "month", "year"}) | frozenset(
    {stem("further"), stem("more"), stem("any")}
)
_COMMON: Final = frozenset({"people", "law", "state", "power", "money"})


def fit(wanted: Wanted, deed: Deed) -> Fit | None:
    """What this deed is to the act wanted, whoever did it and in whichever mood."""
    kind = wanted.act.kind
    of_table = BY_NAME.get(kind)
    if wanted.act.is_release and kind != "arrest":
        if deed.act.kind in ("release", "pardon", "surrender", "let_return") or (
            deed.act.kind == "drop_case" and wanted.names
        ):
            return _fit_release(wanted, deed)
        if deed.act.kind == "arrest":
            return "undo" if _same_held(wanted, deed) else None
        return None
    if deed.mood == "done" and family(deed.act.kind) != "halt" and _is_breach(wanted, deed):
        return "breach"
    same_kind = family(deed.act.kind) == family(kind) or deed.act.kind in _NEAR.get(kind, ())
    undone = of_table is not None and (deed.act.kind in of_table.undo or deed.act.kind == "reverse")
    if not same_kind and not undone:
        return None
    if not _same_thing(wanted, deed, undone=undone and not same_kind):
        return None
    if undone and not same_kind:
        return "undo"
    if wanted.persons and len(covered(wanted, deed)) < len(wanted.persons):
        return "part" if covered(wanted, deed) else None
    return "part" if _is_part(wanted.act, deed.act) else "same"


def kinds_for(kinds: set[str]) -> frozenset[str] | None:
    """The kinds of deeds that can matter to acts of these kinds; None where any can."""
    if any(family(k) == "halt" for k in kinds):
        return None
    found = {"reverse"}
    for kind in kinds:
        found |= {kind, *_NEAR.get(kind, ()), *(BY_NAME[kind].undo if kind in BY_NAME else ())}
        if kind in ("release", "pardon"):
            found |= {"release", "pardon", "surrender", "let_return", "drop_case", "arrest"}
    return frozenset(found | {k for k in BY_NAME if family(k) in {family(f) for f in found}})


def covered(wanted: Wanted, deed: Deed) -> frozenset[int]:
    """Which of the people named in the demand the deed was done to, by their place in it."""
    names = _names(deed)
    return frozenset(i for i, person in enumerate(wanted.persons) if person & names)


def _is_breach(wanted: Wanted, deed: Deed) -> bool:
    """Whether it is the very thing that was to stop: "carried out a test" after "refrain from tests"."""
    if family(wanted.act.kind) != "halt":
        return False
    mine = _bare(wanted.act, wanted) - _NOTHING
    told = deed.act.stems | {stem(deed.sentence.words[deed.reading.at].low)}
    shared = mine & told
    return len(shared) >= 2 or (len(mine) == 1 and bool(shared) and wanted.act.scope != "part" and mine <= told)


# ---- the freeing of people --------------------------------------------------------------------


def _fit_release(wanted: Wanted, deed: Deed) -> Fit | None:
    act, done = wanted.act, deed.act
    if deed.reading.kind.name == "surrender" and not (wanted.names & _names(deed)):
        return None
    if wanted.names & _names(deed):
        return "part" if len(covered(wanted, deed)) < len(wanted.persons) else "same"
    if act.political:
        if wanted.names and not done.political:
            return None
        if done.political or is_political(deed.sentence):
            whole = done.political and done.scope in ("all", "last", "plain") and not _has_names(deed)
            return "same" if whole else "part"
        return None
    if wanted.names and not act.count:
        # one person by name: freed with "all political prisoners", not with some others
        return "same" if done.political and done.scope == "all" else None
    specific = (act.classes & done.classes & _PERSONAL) | (act.stems & done.stems)
    named = bool(wanted.names and done.names & wanted.names)
    # "hostages" freed as "six Germans": the article must call them so
    if not specific and not named and not _speaks_of(deed.sentence, act):
        return None
    return "part" if _is_part(act, done) else "same"


def _speaks_of(sentence: Sentence, act: Act) -> bool:
    stems = {stem(w.low) for w in words_of(sentence.report.heading)} | {stem(w.low) for w in sentence.words}
    return bool(act.stems & stems - _NOTHING)


def _same_held(wanted: Wanted, deed: Deed) -> bool:
    """Whether those arrested are of those whose freedom was demanded."""
    if wanted.names & _names(deed):
        return True
    if wanted.names:
        return False
    if wanted.act.political:
        return is_political(deed.sentence)
    return bool(wanted.act.classes & deed.act.classes & _PERSONAL and wanted.act.scope != "count")


def is_political(sentence: Sentence) -> bool:
    """Whether this sentence or those right after call the people in it political prisoners, opponents or the like."""
    near = [sentence.low, *(s.low for n in (1, 2) if (s := sentence.next(n)) is not None)]
    return any(_POLITICAL.search(low) for low in near)


def _names(deed: Deed) -> frozenset[str]:
    words = (*deed.reading.objects, *deed.reading.subjects)
    return frozenset(stem(w.low) for w in words if w.is_name)


def _has_names(deed: Deed) -> bool:
    places = {stem(w.low) for a, b, _ in deed.sentence.places for w in deed.sentence.words if a <= w.start < b}
    objects = deed.reading.subjects if deed.reading.passive else deed.reading.objects
    return any(w.is_name and stem(w.low) not in places and w.low not in DAYS for w in objects)


_DAY_STEMS = frozenset(stem(d) for d in DAYS)

# ---- all other acts ---------------------------------------------------------------------------


def _same_thing(wanted: Wanted, deed: Deed, *, undone: bool) -> bool:
    """Whether the deed is done to what the demand names: by its words, else by the class of things."""
    kind = BY_NAME.get(wanted.act.kind)
    act = wanted.act
    mine = _bare(act, wanted) - _NOTHING
    told = deed.act.stems | frozenset(stem(w.low) for w in (*deed.reading.objects, *deed.reading.subjects) if w.is_word)
    if wanted.names:
        shared_names = wanted.names & told
        theirs = _names(deed) - _own_stems(deed, wanted.of) - _DAY_STEMS
        if shared_names:
            return True
        if theirs and (act.kind in _PLACED or not mine & told):
            return False
    shared = (mine & told) - _NOTHING
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
        return undone and bool(_classes(mine) & _classes(told) & _ONE_MATTER)
    if kind.name == "talk":
        met = {_SECTORS.get(a.sector or "", "") for e in deed.sentence.events for a in (*e.actors, *e.recipients)}
        if _classes(mine) & met:
            return True
    classes = _classes(mine) & kind.things - _COMMON
    return bool(classes & _classes(told))


_SECTORS = {"OPP": "opposition", "REB": "militia", "PTY": "opposition"}
# classes narrow enough for two words of them to speak of one matter
_ONE_MATTER = frozenset({"nuclear", "fighting", "relief", "currency"})
# acts at a place: the same act elsewhere is another
_PLACED = frozenset("withdraw return_troops open close resume".split())


def _heads(act: Act) -> frozenset[str]:
    """The last word of the object's first phrase stands for all of it."""
    return frozenset(stem(w.low) for w in act.words[:2])


def _bare(act: Act, wanted: Wanted) -> frozenset[str]:
    """The object's words without the names of the addressee's country: "Libya's arms" are "its arms"."""
    report = wanted.asks[0].report
    sides = {
        stem(w.low)
        for s in report.sentences
        for a, b, code in s.places
        if code == wanted.of
        for w in words_of(report.document.text[a:b])
    }
    return act.stems - sides


def _own_stems(deed: Deed, side: str) -> frozenset[str]:
    """The words by which a sentence names the addressee."""
    return frozenset(
        stem(w.low) for a, b, c in deed.sentence.places if c == side for w in deed.sentence.words if a <= w.start < b
    )


def _classes(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(c for s in stems for c in CLASSES.get(s, ()))


def _is_part(act: Act, done: Act) -> bool:
    if done.scope == "part":
        return act.scope != "part"
    if act.count and done.count:
        return done.count < act.count
    return act.scope == "all" and done.scope == "count"
