"""How do cooperation and conflict run over time? A small chart drawn on the server, readable without colour."""

from collections import Counter
from collections.abc import Iterable

from dragoman.records import Event

_WIDTH, _MIDDLE, _ROOM = 1000, 90, 84
_FACTUAL = frozenset({"occurred", "ongoing"})
_QUADS = ("material cooperation", "verbal cooperation", "material conflict", "verbal conflict")


def chart_of(events: Iterable[Event]) -> dict[str, object] | None:
    """Bars by month, or by year where there would be too many: cooperation upwards, conflict downwards."""
    dated = [e for e in events if e.date and e.status in _FACTUAL and not e.historical]
    if not dated:
        return None
    months = sorted({str(e.date)[:7] for e in dated})
    by_year = int(months[-1][:4]) - int(months[0][:4]) >= 5 or any(len(m) < 7 for m in months)
    size = 4 if by_year else 7
    steps = _steps(months[0][:size], months[-1][:size])
    counts = Counter((str(e.date)[:size], e.quad) for e in dated)
    highest = max(max(_height(counts, s, "cooperation"), _height(counts, s, "conflict")) for s in steps)
    slot = _WIDTH / max(len(steps), 24)
    bars = [bar for n, step in enumerate(steps) for bar in _bars(counts, step, n * slot, slot, _ROOM / highest)]
    every = max(1, len(steps) // 12)
    return {
        "width": _WIDTH,
        "bars": bars,
        "names": [(round(n * slot + 2), step) for n, step in enumerate(steps) if n % every == 0],
        "every": "by year" if by_year else "by month",
        "words": f"{len(dated)} acts from {steps[0]} to {steps[-1]}, "
        + ", ".join(f"{sum(n for (_, q), n in counts.items() if q == quad)} of {quad}" for quad in _QUADS),
    }


def _steps(first: str, last: str) -> list[str]:
    if len(first) == 4:
        return [str(year) for year in range(int(first), int(last) + 1)]
    start, end = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (first, last))
    return [f"{n // 12}-{n % 12 + 1:02}" for n in range(start, end + 1)]


def _height(counts: Counter[tuple[str, str]], step: str, side: str) -> int:
    return sum(counts[(step, q)] for q in _QUADS if q.endswith(side))


def _bars(
    counts: Counter[tuple[str, str]], step: str, x: float, slot: float, unit: float
) -> Iterable[dict[str, object]]:
    """Material acts lie next to the line, verbal ones beyond them."""
    used = {"cooperation": 0, "conflict": 0}
    for quad in _QUADS:
        number, (kind, side) = counts[(step, quad)], quad.split()
        if not number:
            continue
        below = side == "conflict"
        y = _MIDDLE + used[side] * unit if below else _MIDDLE - (used[side] + number) * unit
        used[side] += number
        yield {
            "css": f"{'conf' if below else 'coop'} {kind}",
            "x": round(x + slot * 0.12, 1),
            "y": round(y, 1),
            "width": round(slot * 0.76, 1),
            "height": round(number * unit, 1),
            "words": f"{step}: {number} of {quad}",
        }
