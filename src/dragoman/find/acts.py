"""What act do these words say, on what, and on how much of it?

Works on words alone, so that two wordings of one demand can be told to be the same: "restore the
U.S. embassy" and "restoring our embassy", "free him" and "his immediate release". It settles only
wordings inside one article; `weigh` compares acts over years and knows more of what undoes them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Scope = Literal["all", "some", "number", "plain"]

_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
# verbs and nouns of one act, the first of them being its name
_NUCLEI = (
    "release releasing free freeing liberate liberation let freed",
    "withdraw withdrawal withdrawing pullout leave leaving quit evacuate",
    "stop stopping end ending halt halting cease cessation suspend suspension",
    "restore restoring restoration reopen reopening",
    "lift lifting ease easing remove removal",
    "resign resignation step",
    "investigate investigation inquiry probe inquire",
    "surrender hand handover extradite extradition",
    "negotiate negotiation negotiations talks talk dialogue",
    "apologise apologize apology",
    "recognise recognize recognition",
    "return returning",
    "disarm disarmament",
)
_NAMES = {form: row.split()[0] for row in _NUCLEI for form in row.split()}
_ALL = frozenset("all every any each entire whole everyone everybody".split())
_SOME = frozenset("some several many most part parts half few certain more".split())
_NUMBERS = frozenset("one two three four five six seven eight nine ten dozen dozens hundreds thousands".split())
_EMPTY = frozenset(
    "the a an of to for from with in on at by and or as be been being is are was were its his her their our your my "
    "this that these those immediate immediately full fully unconditional unconditionally prompt promptly now out off "
    "up down go not it him them he she they us who which urgent urgently new such back political into hold "
    "launch conduct make".split()
)
_POINTS_BACK = frozenset("him her them his their it its these those he she they".split())


@dataclass(frozen=True, slots=True)
class Act:
    """An act that can be compared: what is done, to what, and to how much of it."""

    nucleus: str
    head: str
    """Last content word of the object: "embassy"."""
    words: frozenset[str]
    scope: Scope
    points_back: bool
    """The object is only a pronoun: whom it means, the words do not say."""

    def same(self, other: "Act") -> bool:
        """Two wordings of one act."""
        if not self.nucleus or self.nucleus != other.nucleus:
            return False
        if self.points_back or other.points_back:
            return self.scope == other.scope and not (self.words and other.words)
        if self.head != other.head or self.scope != other.scope:
            return False
        mine, theirs = self.words, other.words
        return mine <= theirs or theirs <= mine or len(mine & theirs) * 2 >= len(mine | theirs)

    def broader(self, other: "Act") -> bool:
        """Doing this does the other too: "all prisoners" against "two prisoners"."""
        if self.nucleus != other.nucleus or self.head != other.head:
            return False
        return self.scope == "all" and other.scope != "all" and self.words <= other.words

    def narrower(self, other: "Act") -> bool:
        return other.broader(self)


@lru_cache(maxsize=4096)
def read_act(words: str) -> Act:
    """The act that the words of a demand say."""
    tokens = _WORD.findall(words)
    low = [t.lower().removesuffix("’s").removesuffix("'s") for t in tokens]
    at = next((i for i, w in enumerate(low) if w in _NAMES), None)
    if at is None:
        at = next((i for i, w in enumerate(low) if w not in _EMPTY), 0)
    nucleus = _NAMES.get(low[at], _stem(low[at])) if low else ""
    around = [w for i, w in enumerate(low) if i != at]
    content = [_stem(w) for w in around if w not in _EMPTY | _ALL | _SOME | _NUMBERS and not w.isdigit()]
    return Act(
        nucleus, content[-1] if content else "", frozenset(content), _scope(around), _points_back(around, content)
    )


def _points_back(around: list[str], content: list[str]) -> bool:
    return not content and any(w in _POINTS_BACK for w in around)


def _scope(words: list[str]) -> Scope:
    if any(w in _ALL for w in words):
        return "all"
    if any(w in _SOME for w in words):
        return "some"
    return "number" if any(w in _NUMBERS or w.isdigit() for w in words) else "plain"


def _stem(word: str) -> str:
    """Crude on purpose: only forms of one word in one article must meet."""
    for ending in ("ings", "ing", "ies", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
