"""Are two wordings one act, and is one of two acts the broader?"""

from typing import Final

from dragoman.know.acts.act import Act
from dragoman.know.acts.kinds import BY_NAME, CLASSES

_FAMILIES: Final[dict[str, str]] = {"close": "halt", "pardon": "release"}
_GENERIC = frozenset({"own", "such", "act", "step", "steps", "measur", "full", "all", "further", "more"})


def same_wording(one: Act, other: Act) -> bool:
    """Whether two wordings in one article say one act: there a pronoun may stand for what is named elsewhere."""
    if one.pronoun or other.pronoun:
        return bool(one.kind) and family(one.kind) == family(other.kind) and not (one.words and other.words)
    return same_act(one, other, one.names, other.names)


def is_broader(one: Act, other: Act) -> bool:
    """Whether doing the one does the other too: "all prisoners" against "two prisoners"."""
    if family(one.kind) != family(other.kind) or one.scope != "all" or other.scope == "all":
        return False
    return one.stems <= other.stems


def same_act(one: Act, other: Act, names: frozenset[str], other_names: frozenset[str]) -> bool:
    """Neither broader nor narrower, however worded."""
    if family(one.kind) != family(other.kind):
        return False
    if one.is_release and other.is_release:
        return _same_people(one, other, names, other_names)
    if (one.scope == "part") != (other.scope == "part"):
        return False
    mine, theirs = _canonical(one), _canonical(other)
    if not mine or not theirs:
        return mine == theirs or (BY_NAME.get(one.kind) is not None and not BY_NAME[one.kind].things)
    shared = mine & theirs
    return bool(shared) and (shared in (mine, theirs) or len(shared) / len(mine | theirs) >= 0.4)


# classes whose words mean the same where they are the object of one kind of act
_SYNONYMS = frozenset("soldier medic media sailor captive clergy fighting talks envoy inspector".split())


def _canonical(act: Act) -> frozenset[str]:
    """The object's words, those that mean the same as one."""
    return frozenset(min(CLASSES.get(s, frozenset()) & _SYNONYMS, default=s) for s in act.stems - _GENERIC)


def family(kind: str) -> str:
    """Kinds that differ by a shade count as one."""
    return _FAMILIES.get(kind, kind)


def _same_people(one: Act, other: Act, names: frozenset[str], other_names: frozenset[str]) -> bool:
    if names and other_names:
        return bool(names & other_names)
    if bool(names) != bool(other_names) and not (one.count and other.count):
        return False
    if one.political and other.political:
        return _whole(one) == _whole(other)
    mine, theirs = _canonical(one), _canonical(other)
    if one.pronoun or other.pronoun or one.political != other.political:
        return False
    return _whole(one) == _whole(other) and bool(mine & theirs) and len(mine & theirs) / len(mine | theirs) >= 0.4


def _whole(act: Act) -> bool:
    return act.scope in ("all", "plain")
