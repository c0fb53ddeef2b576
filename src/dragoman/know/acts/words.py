"""Which words stand here, in which form, and where?

The ledger compares short stretches of many articles, whose parse is not kept. Verbs of its own
tables are known in all their forms, so "freed", "freeing" and "let go" are read without one.
"""

# lists of words and patterns read best unbroken
# ruff: noqa: E501

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Form = Literal["base", "third", "past", "ing"]

# the full stops of "U.S." belong to it and end nothing
_WORD = re.compile(r"(?:[A-Z]\.){2,}|\d+(?:[,.]\d+)+|[^\W_]+(?:[’'\-‑.][^\W_]+)*|[^\w\s]", re.UNICODE)
_VOWELS = frozenset("aeiou")
# past, and participle where it differs: a regular verb needs no line
_IRREGULAR = {
    "let": ("let",), "set": ("set",), "put": ("put",), "cut": ("cut",), "quit": ("quit",), "shut": ("shut",),
    "hit": ("hit",), "rid": ("rid",), "bid": ("bid",), "split": ("split",), "spread": ("spread",), "shed": ("shed",),
    "give": ("gave", "given"), "take": ("took", "taken"), "go": ("went", "gone"), "come": ("came", "come"),
    "hold": ("held",), "leave": ("left",), "lay": ("laid",), "pay": ("paid",), "send": ("sent",), "sell": ("sold",),
    "bring": ("brought",), "withdraw": ("withdrew", "withdrawn"), "throw": ("threw", "thrown"), "lose": ("lost",),
    "break": ("broke", "broken"), "fly": ("flew", "flown"), "meet": ("met",), "find": ("found",), "win": ("won",),
    "forswear": ("forswore", "forsworn"), "rise": ("rose", "risen"), "run": ("ran", "run"), "begin": ("began", "begun"),
    "drive": ("drove", "driven"), "withhold": ("withheld",), "make": ("made",), "keep": ("kept",), "say": ("said",),
    "tell": ("told",), "forgive": ("forgave", "forgiven"), "build": ("built",), "hand": ("handed",), "get": ("got",),
    "swear": ("swore", "sworn"), "stand": ("stood",), "step": ("stepped",), "sit": ("sat",), "spend": ("spent",),
    "fall": ("fell", "fallen"), "grow": ("grew", "grown"), "rebuild": ("rebuilt",), "seek": ("sought",),
    "undo": ("undid", "undone"), "do": ("did", "done"), "have": ("had",), "be": ("was", "were", "been"),
    "see": ("saw", "seen"), "show": ("showed", "shown"), "hang": ("hanged", "hung"), "shoot": ("shot",),
    "retake": ("retook", "retaken"), "overthrow": ("overthrew", "overthrown"), "repay": ("repaid",), "free": ("freed",),
    "agree": ("agreed",), "flee": ("fled",), "cease": ("ceased",), "commit": ("committed",), "admit": ("admitted",),
    "permit": ("permitted",), "submit": ("submitted",), "scrap": ("scrapped",), "stop": ("stopped",),
    "drop": ("dropped",), "ban": ("banned",), "bar": ("barred",), "trim": ("trimmed",), "plan": ("planned",),
    "quell": ("quelled",), "expel": ("expelled",), "repel": ("repelled",), "rebel": ("rebelled",),
    "cancel": ("cancelled", "canceled"), "label": ("labelled",), "dispel": ("dispelled",), "compel": ("compelled",),
    "transfer": ("transferred",), "defer": ("deferred",), "refer": ("referred",), "strip": ("stripped",),
    "strike": ("struck",), "freeze": ("froze", "frozen"), "unfreeze": ("unfroze", "unfrozen"), "buy": ("bought",),
    "rewrite": ("rewrote", "rewritten"), "tear": ("tore", "torn"), "swap": ("swapped",), "lead": ("led",),
    "fight": ("fought",), "forgo": ("forwent", "forgone"), "forbid": ("forbade", "forbidden"), "lend": ("lent",),
    "speak": ("spoke", "spoken"), "wear": ("wore", "worn"), "feed": ("fed",), "write": ("wrote", "written"),
    "lie": ("lay", "lain"), "shrink": ("shrank", "shrunk"), "sink": ("sank", "sunk"), "mount": ("mounted",),
    "become": ("became", "become"), "know": ("knew", "known"), "draw": ("drew", "drawn"),
    "unveil": ("unveiled",), "steal": ("stole", "stolen"), "catch": ("caught",), "think": ("thought",),
    "ship": ("shipped",), "jam": ("jammed",), "rob": ("robbed",), "grab": ("grabbed",), "shelve": ("shelved",),
    "level": ("levelled",), "reach": ("reached",), "cap": ("capped",), "jail": ("jailed",), "slam": ("slammed",),
    "disband": ("disbanded",), "abut": ("abutted",), "unplug": ("unplugged",), "kidnap": ("kidnapped", "kidnaped"),
}  # fmt: skip
_DOUBLED_ING = {
    "let", "set", "put", "cut", "quit", "shut", "hit", "get", "split", "run", "begin", "sit", "win", "rid", "commit",
    "admit", "permit", "submit", "scrap", "stop", "drop", "ban", "bar", "trim", "plan", "expel", "rebel", "cancel",
    "transfer", "defer", "refer", "strip", "ship", "jam", "grab", "step", "compel", "cap", "unplug", "kidnap",
}  # fmt: skip


# "annul" and "annulled"; a verb of one syllable doubles what stands after its one short vowel
_DOUBLES = re.compile(r"[^aeiou][aeiou]l$|^[^aeiou]+[aeiou][bdgmnprt]$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text. `low` is without case, with plain apostrophes and without a possessive ending."""

    text: str
    low: str
    start: int
    owns: bool = False
    """Said as an owner: "Kozulin's", "the families'"."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_name(self) -> bool:
        """Written with a capital."""
        return self.text[:1].isupper()

    @property
    def is_word(self) -> bool:
        return self.text[:1].isalnum()


def words_of(text: str, offset: int = 0) -> tuple[Word, ...]:
    """Words and marks in reading order; positions count from `offset`."""
    return tuple(_word(m.group(), m.start() + offset) for m in _WORD.finditer(text))


def _word(text: str, start: int) -> Word:
    low, owns = _low(text)
    return Word(text, low, start, owns)


@lru_cache(maxsize=65536)
def _low(text: str) -> tuple[str, bool]:
    """A word without case and possessive ending, and whether it had one."""
    low = text.casefold().replace("’", "'")
    for ending in ("'s", "s'"):
        if low.endswith(ending):
            return low[: -len(ending)] + ("s" if ending == "s'" else ""), True
    return low, False


def forms_of(verb: str) -> Iterator[tuple[str, Form]]:
    """All forms of a verb with what each is: "free", "frees", "freed", "freeing"."""
    yield verb, "base"
    yield _third(verb), "third"
    for past in _IRREGULAR.get(verb) or (_past(verb),):
        yield past, "past"
    yield _ing(verb), "ing"
    if _DOUBLES.search(verb) and verb not in _IRREGULAR:
        yield verb + verb[-1] + "ed", "past"
        yield verb + verb[-1] + "ing", "ing"
    if "is" in verb or "iz" in verb:
        other = verb.replace("ise", "ize") if verb.endswith("ise") else verb.replace("ize", "ise")
        if other != verb and verb.endswith(("ise", "ize")):
            yield from ((other, "base"), (other + "s", "third"), (other + "d", "past"), (other[:-1] + "ing", "ing"))


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + "ed"


def _ing(verb: str) -> str:
    if verb in _DOUBLED_ING:
        return verb + verb[-1] + "ing"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + "ing"


_ENDINGS = (
    ("isations", ""), ("izations", ""), ("isation", ""), ("ization", ""), ("ations", ""), ("ation", ""),
    ("ements", ""), ("ement", ""), ("ments", ""), ("ment", ""), ("ities", ""), ("ity", ""), ("ions", ""), ("ion", ""),
    ("ising", ""), ("izing", ""), ("ised", ""), ("ized", ""), ("ises", ""), ("izes", ""), ("ise", ""), ("ize", ""),
    ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"), ("ed", ""), ("ers", ""), ("er", ""), ("als", ""), ("es", ""),
    ("s", ""), ("al", ""), ("ly", ""), ("e", ""), ("y", ""),
)  # fmt: skip


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A crude stem, the same for the forms of one word: "elections", "electing" and "election" meet in "elect"."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)] + instead
            break
    if word.endswith("y") and len(word) > 4:
        word = word[:-1]
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


@lru_cache(maxsize=16384)
def verb_stem(word: str) -> str:
    """The stem of a verb that no table has. Short ones lose their endings too: "use", "used" and "using" meet."""
    found = stem(word)
    for ending in ("ing", "ed", "es", "s", "e") if len(found) <= _SHORT_VERB else ():
        if found.endswith(ending) and len(found) - len(ending) >= 2:
            return found[: -len(ending)]
    return found


_SHORT_VERB = 5


_NUMBERS = {
    n: i
    for i, n in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"dozen": 12, "both": 2, "pair": 2, "couple": 2, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}


def number(word: str) -> int | None:
    """The whole number that a word says: "six", "2,100"."""
    plain = word.replace(",", "")
    if plain.isdecimal():
        return int(plain) if len(plain) < 10 else None
    return _NUMBERS.get(word)


DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december today yesterday tomorrow".split()
)

_ENDS = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-ZÀ-Þ0-9“‘\"'])")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Sen|Rep|Gov|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|vs|Rev|Hon"
    r"|Prof|Maj|Capt|Adm)|\b[A-Z](?:\.[A-Z])*)\.$"
)


@lru_cache(maxsize=4096)
def base_of(low: str) -> str:
    """The base of a verb's form: "met" is "meet"; of a regular one its stem."""
    for base, forms in _IRREGULAR.items():
        if low in forms:
            return stem(base)
    return stem(low)


def sentences_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the sentences of `text[start:end]` begin and end."""
    found: list[tuple[int, int]] = []
    begin = start
    for mark in _ENDS.finditer(text, start, end):
        if mark.group() == "." and _SHORT.search(text, max(begin, mark.start() - 12), mark.end()):
            continue
        found.append((begin, mark.end()))
        begin = mark.end()
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        found.append((begin, end))
    return found
