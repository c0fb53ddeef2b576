"""Which country is always spoken of where a name is? The reports of a case explain each other.

"Lukashenko signed the pardon" names no country; the case's other reports that name him all speak of one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from dragoman.weigh.tellings import Telling

_WITNESSES = 2


def find_implied(tellings: Iterable[Telling]) -> dict[str, frozenset[str]]:
    """Document → the countries that its names stand for, by at least two other dated reports each."""
    short = [t for t in tellings if t.own_names]
    seen: Counter[str] = Counter()
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    for telling in short:
        if telling.published is not None:
            seen.update(telling.own_names)
            for name in telling.own_names:
                beside[name].update(telling.countries)
    # countries that all reports with a name speak of, or all but one: which are few
    always = {
        name: {country: n for country, n in counts.items() if n >= seen[name] - 1}
        for name, counts in beside.items()
        if seen[name] >= _WITNESSES
    }
    return {t.document: frozenset(_implied(t, seen, always)) for t in short}


def _implied(telling: Telling, seen: Counter[str], always: dict[str, dict[str, int]]) -> Iterator[str]:
    mine = 1 if telling.published is not None else 0
    for name in telling.own_names:
        others = seen[name] - mine
        if others < _WITNESSES:
            continue
        shared = [
            country
            for country, n in always.get(name, {}).items()
            if n - (mine if country in telling.countries else 0) == others
        ]
        if len(shared) == 1:
            yield shared[0]
