"""May a program read this page of a site, and how fast? What robots.txt says (RFC 9309).

The longest rule that fits decides, and at equal length the one that allows; `*` stands for anything, `$` for the end.
A site that says nothing allows everything.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

NAME = "dragoman"
"""What a site calls us there."""

_MOST_CHARS = 512_000
_MOST_RULES = 2_000


@dataclass(frozen=True, slots=True)
class Robots:
    """What one site asks of programs."""

    rules: tuple[tuple[str, bool], ...] = ()
    """(path, allowed)"""
    delay_s: float | None = None

    def allows(self, url: str) -> bool:
        parts = urlsplit(url)
        path = _plain(parts.path or "/") + (f"?{_plain(parts.query)}" if parts.query else "")
        fitting = [(len(rule), allowed) for rule, allowed in self.rules if _fits(rule, path)]
        # False sorts before True: at equal length the rule that allows wins
        return max(fitting)[1] if fitting else True


def read_robots(text: str) -> Robots:
    """The rules for us, or for everybody where none are for us."""
    ours: tuple[list[tuple[str, bool]], list[float]] = ([], [])
    anybodys: tuple[list[tuple[str, bool]], list[float]] = ([], [])
    named = False
    into: list[tuple[list[tuple[str, bool]], list[float]]] = []
    in_names = False
    for line in text[:_MOST_CHARS].splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if not colon:
            continue
        if field == "user-agent":
            # names that follow one another share the rules below them
            into = into if in_names else []
            in_names = True
            if value == "*":
                into.append(anybodys)
            elif re.fullmatch(rf"{NAME}(?![a-z_-]).*", value.lower()):
                into.append(ours)
                named = True
            continue
        in_names = False
        for rules, delays in into:
            if field in ("allow", "disallow") and value and len(rules) < _MOST_RULES:
                rules.append((_plain(value), field == "allow"))
            elif field == "crawl-delay" and re.fullmatch(r"\d{1,4}(\.\d+)?", value):
                delays.append(float(value))
    rules, delays = ours if named else anybodys
    return Robots(tuple(rules), max(delays, default=None))


def _plain(path: str) -> str:
    """One spelling for "/ä" and "/%C3%A4"."""
    return quote(path, safe="/%*$?&=:@!'()+,;~[]-._")


def _fits(rule: str, path: str) -> bool:
    """Whether a path begins as the rule says. Walks once through both: no pattern can make it slow."""
    ends = rule.endswith("$")
    first, *pieces = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not pieces:
        return not ends or path == first
    at = len(first)
    for piece in pieces[:-1]:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if ends:
        return path.endswith(pieces[-1]) and len(path) - len(pieces[-1]) >= at
    return path.find(pieces[-1], at) >= 0
