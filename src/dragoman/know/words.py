"""How are words cut and folded, so that one spelling in a table meets all its spellings in print?

Accents, dots, hyphens and the shape of an apostrophe do not tell names apart; capitals do:
"US" is a state and "us" is not, "Turkey" and "turkey", "China" and "china".
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W_]+")
_GAP = re.compile(r"(?:[ \u00a0]|[-‐‑–'’ʼ‘`]|\. ?|, (?=Inc|Ltd|Jr|Sr)| & | ?\n? ?)\Z")
_SHORT = frozenset("st dr mr mrs ms jr sr gen col sen rep gov lt maj capt mt ft prof no".split())
_PARTICLES = frozenset(
    "of the and for de del della la le les du da do dos das di el al bin ibn ben von van der den und y e et en in on"
    " to d l s a i o al-din ul ur as ash ad az an ar at abu".split()
)
_ODD = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "Ł": "l",
        "ø": "o",
        "Ø": "o",
        "đ": "d",
        "Đ": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "ə": "e",
    }
)


class Word(NamedTuple):
    """One token of a text: what stands there, its folded form, and its code points."""

    text: str
    folded: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case, no accents, no dots: what two spellings of a name share."""
    if word.isascii():
        return word.lower().replace(".", "")
    plain = unicodedata.normalize("NFKD", word.translate(_ODD))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace(".", "")


def cut(text: str) -> list[Word]:
    """The words of a text, in order."""
    return [Word(m.group(), fold(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text)]


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """The key under which a name stands in an index: its folded words, one space apart."""
    if name.isascii() and name.replace(" ", "").isalnum():
        # nine names of ten: cutting them into words would take a tenth of the start
        return " ".join(name.lower().split())
    return " ".join(fold(w) for w in _TOKEN.findall(name))


def joined(text: str, words: list[Word], first: int, last: int) -> bool:
    """Do the words from `first` to `last` stand together as one name, with no comma or full stop between?"""
    for i in range(first, last):
        gap = text[words[i].end : words[i + 1].start]
        if gap == " ":
            continue
        if not _GAP.match(gap):
            return False
        if gap.startswith(".") and not (len(words[i].folded) == 1 or words[i].folded in _SHORT):
            return False
    return True


def capitals_fit(printed: str, listed: str) -> bool:
    """Can `printed` be the listed word, as capitals go? "us" is not "US", "turkey" not "Turkey"."""
    if listed.isupper() and len(listed) > 1 and listed.isalpha():
        return printed.isupper() or (len(listed) > 3 and printed[:1].isupper())
    if len(listed) <= 4 and listed[:1].isupper() and not listed[1:].islower() and len(listed) > 1:
        # "LeT" is not the verb
        return printed in (listed, listed.upper())
    if listed[:1].isupper():
        return printed[:1].isupper() or fold(listed) in _PARTICLES
    return True


def listed_words(name: str) -> list[str]:
    """The words of a name as the table writes them."""
    return [w.replace(".", "") if "." in w else w for w in _TOKEN.findall(name)]


def is_particle(word: str) -> bool:
    return word.lower() in _PARTICLES
