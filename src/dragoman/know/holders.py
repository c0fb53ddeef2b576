"""Who is this person on that day: in which office, out of it, or never in one?"""

from collections.abc import Callable, Iterable, Sequence

from dragoman.know.reading import Reading
from dragoman.know.tables import Entry

# where spells overlap, the office that newspapers name
_RANK = {"GOV": 6, "SPY": 5, "MIL": 5, "JUD": 4, "LEG": 3, "PTY": 2, "OPP": 2}
_TOP = ("president", "prime minister", "chancellor", "king", "queen", "supreme leader", "emir", "sultan", "leader")
_OFFICES = frozenset({"GOV", "LEG", "SPY", "MIL", "JUD"})


def rank(entry: Entry) -> tuple[int, bool, str]:
    """Sorts spells: the most prominent office last."""
    role = (entry.role or "").lower()
    return (_RANK.get(entry.sector or "", 1), role.startswith(_TOP), entry.start)


def by_person(entries: Iterable[Entry]) -> dict[tuple[str, str | None], list[Entry]]:
    """Spells of the same person together."""
    people: dict[tuple[str, str | None], list[Entry]] = {}
    for entry in entries:
        people.setdefault((entry.name, entry.country), []).append(entry)
    return people


def choose_person(
    entries: Iterable[Entry], day: str | None, country: str | None, role: str | None, former: bool
) -> list[Entry]:
    """The spells of the one person who can be meant; empty where several can."""
    people = by_person(entries)
    if country is not None:
        people = {k: v for k, v in people.items() if k[1] == country} or people
    tests: list[Callable[[list[Entry]], bool]] = [
        lambda spells: day is not None and not former and any(s.holds_on(day) and _role_fits(s, role) for s in spells),
        lambda spells: role is not None and any(_role_fits(s, role) for s in spells),
        lambda spells: day is not None and any(bool(s.holds_on(day)) for s in spells),
        lambda spells: day is not None and any(s.began_by(day) for s in spells),
    ]
    for test in tests:
        if len(people) < 2:
            break
        people = {k: v for k, v in people.items() if test(v)} or people
    if len(people) == 1:
        return next(iter(people.values()))
    best = [v for v in people.values() if any((s.role or "").lower().startswith(_TOP) for s in v)]
    return best[0] if len(best) == 1 and role is None else []


def _role_fits(spell: Entry, role: str | None) -> bool:
    """Does "foreign minister" name the office "Minister of Foreign Affairs"? By their telling words."""
    if role is None:
        return True
    if not spell.role:
        return False
    said, held = _telling(role), _telling(spell.role)
    return bool(said & held) if said and held else False


_SAME = {
    "defence": "defense",
    "premier": "prime",
    "affairs": "foreign",
    "pm": "prime",
    "treasury": "finance",
    "ruler": "king",
    "emir": "king",
}
_PLAIN = frozenset("minister secretary of the for and state former ex acting interim deputy federal union".split())


def _telling(role: str) -> set[str]:
    words = [_SAME.get(w, w) for w in role.lower().replace("-", " ").split()]
    return {w for w in words if w not in _PLAIN} or set(words)


def read_person(spells: list[Entry], day: str | None) -> Reading:
    """What the tables say of somebody on that day; without a day nothing is said about being in office."""
    name, country = spells[0].name, spells[0].country
    if day is None:
        main = max(spells, key=rank)
        return Reading(name, country, main.sector, None, None, "person", 0.8)
    now = [s for s in spells if s.holds_on(day)]
    if now:
        held = max(now, key=rank)
        office = True if held.sector in _OFFICES else None
        return Reading(name, country, held.sector, held.role, office, "person", 0.9)
    open_end = [s for s in spells if s.holds_on(day) is None]
    if open_end:
        # the table stops knowing before that day
        return Reading(name, country, max(open_end, key=rank).sector, None, None, "person", 0.6)
    past = [s for s in spells if s.began_by(day)]
    if not past:
        return Reading(name, country, None, None, False, "person", 0.6)
    last = max(past, key=lambda s: s.end)
    sector = "ELI" if last.sector in _OFFICES else last.sector
    return Reading(name, country, sector, f"former {last.role}" if last.role else None, False, "person", 0.8)


def common_country(bearers: Sequence[Entry], role: str | None) -> str | None:
    """The one country of everybody of that name who held such an office: "President Bush" is American."""
    held = [e for e in bearers if role is None or _role_fits(e, role)]
    countries = {e.country for e in held}
    return countries.pop() if len(countries) == 1 else None


def left_office(spells: Sequence[Entry], day: str, role: str | None) -> bool:
    """Had somebody left, by that day, the very office that the words give him?"""
    held = [s for s in spells if role is not None and s.role and _role_fits(s, role) and s.began_by(day)]
    return bool(held) and all(s.holds_on(day) is False for s in held)
