"""How are answers, crossings and turns told to a person: plainly, with how sure they are, and when not at all?"""

from collections.abc import Callable, Iterator

from dragoman.weigh.hedging import Hedging
from dragoman.weigh.numbers import many
from dragoman.weigh.reciprocity import Answer, Estimate, Reciprocity, Refusal
from dragoman.weigh.triangle import Crossing, TriangleResult
from dragoman.weigh.turns import Turn
from dragoman.weigh.var import Granger

Name = Callable[[str], str]
_WHAT = {"net": "net cooperation", "cooperation": "cooperation", "conflict": "conflict"}
_CLEAR, _WEAK = 0.05, 0.10


def tell_reciprocity(found: Reciprocity, name: Name) -> Iterator[str]:
    """The whole estimate in sentences."""
    if found.first:
        gaps = f"; {found.left_out} periods beyond a gap are left out" if found.left_out else ""
        yield f"{many(found.periods, found.every)}, {found.first} to {found.last}{gaps}."
    for channel in found.channels:
        yield from tell_channel(channel, found, name)
    if any(isinstance(c, Estimate) for c in found.channels):
        yield (
            "Several questions were asked at once: one in twenty finds an answer where there is none. "
            "What comes later need not come from it, and both sides may answer something that is not in the series."
        )


def tell_channel(channel: Estimate | Refusal, found: Reciprocity, name: Name) -> Iterator[str]:
    """One channel: refused, or how it was estimated and what each side answers."""
    what = _WHAT[channel.channel].capitalize()
    if isinstance(channel, Refusal):
        yield f"{what}: not estimated, because {channel.reason}."
        return
    yield f"{what}: {_how(channel, found.every)}"
    for answer in channel.answers:
        yield tell_answer(answer, channel, found, name)


def _how(channel: Estimate, every: str) -> str:
    fit = channel.fit
    told = [
        f"a vector autoregression of lag {fit.lag} (Akaike; Schwarz says {fit.criteria['bic']}, "
        f"Hannan-Quinn {fit.criteria['hqic']})."
    ]
    if channel.held == 1:
        told.append("Each series wanders, but together (Johansen): levels are used, and the p-values are rough.")
    elif channel.held == 0:
        told.append(f"The levels wander, so changes from {every} to {every} are estimated.")
    elif any(s.drifts for s in channel.stationarity):
        told.append("The levels drift or break at some point (KPSS): the figures are means over unlike times.")
    if fit.clustered:
        told.append("Large surprises come in clusters: the bands allow for that (wild bootstrap).")
    if fit.left_over < 0.01:
        told.append("Some pattern is left unexplained (portmanteau test): read the figures as rough.")
    if fit.same_period is not None and abs(fit.same_period) >= 0.1:
        told.append(
            f"Within one {every} the two move together (r = {fit.same_period:.2f}); who moved first, nobody can tell."
        )
    return " ".join(told)


def tell_answer(answer: Answer, channel: Estimate, found: Reciprocity, name: Name) -> str:
    """Whether one side answers the other, how much and how fast."""
    who, whom = name(answer.responder), name(answer.stimulus)
    what = _WHAT[channel.channel]
    p = answer.granger.p
    test = f"({_test(answer.granger)})"
    if p >= _WEAK:
        return (
            f"{who} to {whom}: no answer to the other's {what} can be told from chance {test}. "
            "That is no proof that there is none."
        )
    sure = "answers" if p < _CLEAR else "perhaps answers"
    horizon = many(len(answer.by_period) - 1, found.every)
    unit = "act" if found.measure == "counts" else "point"
    told = f"{who} {sure} the {what} of {whom} {test}: {_sum(answer.total, unit, horizon)}"
    if answer.total[1] * answer.total[2] > 0:
        if answer.half_after:
            told += f" Half of it comes within {many(answer.half_after, found.every)}."
        return told
    return told + _clearest(answer.by_period, found.every)


def _clearest(by_period: tuple[tuple[float, float, float], ...], every: str) -> str:
    """In which period a response keeps furthest from zero; nothing where it never does."""
    peak = max(range(1, len(by_period)), key=lambda h: _clear(by_period[h]))
    if _clear(by_period[peak]) <= 0:
        return ""
    size, low, high = by_period[peak]
    return f" It is clearest {many(peak, every)} later: {_signed(size)} ({_signed(low)} to {_signed(high)})."


def _sum(total: tuple[float, float, float], unit: str, horizon: str) -> str:
    size, low, high = total
    told = (
        f"for each {unit} more than expected, {_signed(size)} in sum over the next {horizon} "
        f"(90 % band {_signed(low)} to {_signed(high)})."
    )
    return told if low * high > 0 else told + " Its sum may as well be nothing."


def tell_triangle(found: TriangleResult, name: Name) -> Iterator[str]:
    """The whole triangle in sentences."""
    if found.first:
        gaps = f"; {found.left_out} periods beyond a gap are left out" if found.left_out else ""
        yield f"{many(found.periods, found.every)}, {found.first} to {found.last}{gaps}."
    # what the pivot and its patrons do to each other in conflict is the story; the rest stands in the record
    told = [turn for turn in found.turns if found.pivot in turn.direction and turn.kind == "conflict"]
    yield from (tell_turn(turn, name) for turn in sorted(told, key=lambda t: (t.start, t.direction)))
    if len(found.turns) > len(told):
        more = len(found.turns) - len(told)
        yield f"More turns, of cooperation or between the patrons: {more} (in the record, --jsonl)."
    if found.refused:
        yield f"Not estimated, because {found.refused}. The series and their turns are shown."
        return
    for crossing in found.crossings:
        yield tell_crossing(crossing, found, name)
    if found.hedging:
        yield tell_hedging(found.hedging, found, name)
    moved = [(value, period) for period, value in found.rolling if value is not None]
    if moved:
        low, high = min(moved), max(moved)
        yield (
            f"The pivot's conduct towards both runs most against each other up to {low[1]} (r = {low[0]:.2f}) and most "
            f"alike up to {high[1]} (r = {high[0]:.2f})."
        )
    if not found.breaks:
        yield "No break in the level of the six series can be told from chance."
    for b in found.breaks:
        way = f"{name(b.direction[0])} to {name(b.direction[1])}"
        shift = f"from {b.before:.2f} to {b.after:.2f} a {found.every}"
        yield f"{way}: the level breaks at {b.period}, {shift} ({_p(b.p)})."


def tell_turn(turn: Turn, name: Name) -> str:
    actor, recipient = map(name, turn.direction)
    verb = "jumps" if turn.after > turn.before else "falls"
    return (
        f"{turn.period}: {turn.kind} of {actor} towards {recipient} {verb} from {turn.before:,} to {turn.after:,} acts."
    )


def tell_crossing(crossing: Crossing, found: TriangleResult, name: Name) -> str:
    """Whether the pivot's conduct towards one patron follows the other's pressure."""
    pivot, towards, presser = name(found.pivot), name(crossing.towards), name(crossing.presser)
    if crossing.granger is None or crossing.total is None:
        return f"{pivot} towards {towards} when {presser} presses: not estimated, because {crossing.refused}."
    p = crossing.granger.p
    test = _test(crossing.granger)
    if p >= _WEAK:
        return (
            f"Whether {pivot} turns to {towards} when {presser} presses cannot be told from chance ({test}). "
            "That is no proof that it does not."
        )
    unit = "act of conflict" if found.measure == "counts" else "point of conflict"
    total = _sum(crossing.total, unit, many(len(crossing.by_period) - 1, found.every))
    sure = "follows" if p < _CLEAR else "perhaps follows"
    told = f"{pivot}'s conduct towards {towards} {sure} the pressure of {presser} ({test}): {total}"
    if crossing.total[1] * crossing.total[2] > 0:
        return told + (" It turns to it." if crossing.total[0] > 0 else " It turns away from it.")
    return told + _clearest(crossing.by_period, found.every)


def tell_hedging(hedging: Hedging, found: TriangleResult, name: Name) -> str:
    one, two = map(name, found.patrons)
    told = (
        f"Hedging index {hedging.index:+.2f} on a scale from -1 to 1 ({_p(hedging.p)} by {hedging.shifts} shifts; "
        f"towards {two} under pressure of {one} {hedging.to_second:+.2f}, towards {one} under pressure of {two} "
        f"{hedging.to_first:+.2f}): "
    )
    if hedging.p >= _WEAK:
        return told + "nothing that chance would not give as well."
    sure = "" if hedging.p < _CLEAR else "perhaps "
    pivot, verb = name(found.pivot), "turns to" if hedging.index > 0 else "turns from"
    strong, weak = sorted((hedging.to_second, hedging.to_first), key=abs, reverse=True)
    if strong * weak > 0 and abs(weak) >= abs(strong) / 4:
        whom = "the one when the other presses" if hedging.index > 0 else "both when either presses"
        return told + f"{pivot} {sure}{verb} {whom}."
    to, presser = (two, one) if strong == hedging.to_second else (one, two)
    return told + f"{pivot} {sure}{verb} {to} when {presser} presses; the other way round nothing of the kind shows."


def _test(test: Granger) -> str:
    return f"Granger test F({test.degrees[0]}, {test.degrees[1]}) = {test.statistic:.2f}, {_p(test.p)}"


def _clear(band: tuple[float, float, float]) -> float:
    """How far a band keeps from zero; negative where it holds zero."""
    return max(band[1], -band[2])


def _p(p: float) -> str:
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def _signed(value: float) -> str:
    return f"{value:+.2f}"
