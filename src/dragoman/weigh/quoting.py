"""Which words of a source stand in a brief? Always its own, cut only where a mark says so."""

import re
from itertools import pairwise

from dragoman.records import Statement

_LONGEST = 300
# a full stop after these ends no sentence
_SHORT_FORM = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Gov|Gen|Lt|Col|Maj|Capt|Rep|Prof|Rev|Jr|Sr|No|vs|Jan|Feb|Mar|Apr|Aug|Sept|Oct|"
    r"Nov|Dec)\.)$"
)
_ENDS = re.compile(r"[.!?…][”’\"')\]]*(?=\s+[“‘\"'(\[]?[A-Z0-9])|\n")


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of a text in which these words stand."""
    left = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    right = len(text) if stop < 0 else stop
    for mark in _ENDS.finditer(text, left, right):
        if _SHORT_FORM.search(text, left, mark.start() + 1):
            continue
        if mark.end() <= start:
            left = mark.end()
        elif mark.start() >= end - 1:
            right = mark.end()
            break
    sentence = text[left:right].strip()
    return sentence if len(sentence) <= _LONGEST else short(text[max(left, start - 40) : right], _LONGEST)


def _sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end."""
    cuts = [m.end() for m in _ENDS.finditer(text) if not _SHORT_FORM.search(text, 0, m.start() + 1)]
    edges = [0, *cuts, len(text)]
    return [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]


def quoted(words: str) -> str:
    """In quotation marks, with those inside made single and the full stop left to the sentence around."""
    inner = re.sub(r"\s+", " ", words).strip().rstrip(".").replace("“", "‘").replace("”", "’").replace('"', "’")
    return f"“{inner}”"


def short(words: str, limit: int) -> str:
    """At most so many characters, cut between words and marked."""
    flat = re.sub(r"\s+", " ", words).strip()
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0] + " …"


def best_words(statement: Statement, inside: list[tuple[int, int]], limit: int = 420) -> str:
    """The sentences of a statement that carry its claims, else its first ones; exact words, cut by marks."""
    pieces = _sentences(statement.exact)
    wanted = [
        n
        for n, (a, b) in enumerate(pieces)
        if any(s < statement.start + b and statement.start + a < e for s, e in inside)
    ]
    chosen: list[int] = []
    for n in wanted or range(len(pieces)):
        if chosen and sum(pieces[c][1] - pieces[c][0] for c in chosen) + pieces[n][1] - pieces[n][0] > limit:
            break
        chosen.append(n)
    text, before = "", -1
    for n in chosen:
        text += (" … " if before >= 0 and n != before + 1 else "") + statement.exact[slice(*pieces[n])].strip() + " "
        before = n
    return short(text or statement.exact, limit + 80)
