"""How do dyads, answers and triangles look: the acts, the responses with their bands, six series with their breaks?

Each panel reads without colour: verbal acts are hollow, material ones filled, cooperation stands above the line
and conflict below it, a second line is dashed. Where the desk read the acts itself, a mark leads to them.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.show.charts import COLOURS, WHOLE, WIDTH, Spec, acts_chart, bundle, filled, form_of, svg_of
from dragoman.show.options import name_country
from dragoman.weigh import Dated, Estimate, Period, Reciprocity, Series, TriangleResult, next_start

if TYPE_CHECKING:
    import altair as alt

Direction = tuple[str, str]
Link = Callable[[Direction, Period], str] | None
KINDS = (".html", ".svg", ".png", ".json")
_DAY_MS = 86_400_000
_MOST_MARKS = 80


def series_chart(found: Mapping[Direction, Series], link: Link = None, width: int = WIDTH) -> Spec:
    """The acts of each direction by kind, and under them the net of all."""
    panels = {}
    for n, (way, series) in enumerate(found.items()):
        drawn = acts_chart(series, lambda period, way=way: link(way, period) if link else "", width)  # type: ignore[misc]
        panels[f"p{n}"] = [row if link else _without(row) for row in drawn["datasets"]["bars"]]
    panels["net"] = [row for n, (way, s) in enumerate(found.items()) for row in _net_rows(way, s, n, link)]
    titles = [_way(way) for way in found]
    of = "scores" if all(series.scored for series in found.values()) else "numbers of acts"
    titles.append(f"Net of {of}: {titles[0]}; dashed the way back")
    return filled(_series_form(tuple(titles), bool(link), _few(found)), width, **panels, zero=[{"zero": 0}])


def reciprocity_chart(
    found: Reciprocity, series: Mapping[Direction, Series], link: Link = None, width: int = WIDTH
) -> Spec:
    """What each side does after the other did one unit more than expected; the series where nothing was estimated."""
    panels: dict[str, list[dict[str, Any]]] = {}
    titles = []
    for channel in found.channels:
        if not isinstance(channel, Estimate):
            continue
        for answer in channel.answers:
            who, whom = name_country(answer.responder), name_country(answer.stimulus)
            titles.append(f"{channel.channel.capitalize()}: {who} after one unit more from {whom}")
            panels[f"p{len(panels)}"] = [
                {
                    "after": h,
                    "size": size,
                    "low": low,
                    "high": high,
                    "words": f"{size:+.3f} ({low:+.3f} to {high:+.3f})",
                }
                for h, (size, low, high) in enumerate(answer.by_period)
                if h
            ]
    if not titles:
        return series_chart(series, link, width)
    return filled(_answers_form(tuple(titles), found.every), width, **panels, zero=[{"zero": 0}])


def triangle_chart(
    found: TriangleResult, series: Mapping[Direction, Series], link: Link = None, width: int = WIDTH
) -> Spec:
    """Net conduct of each pair in both directions, with its breaks; below, how the pivot's two legs move together."""
    one, two = found.patrons
    pairs = ((found.pivot, one), (found.pivot, two), (one, two))
    return pairs_chart(pairs, series, link, width, found.breaks, found.rolling)


def pairs_chart(
    pairs: Iterable[Direction],
    series: Mapping[Direction, Series],
    link: Link = None,
    width: int = WIDTH,
    breaks: tuple[Dated, ...] = (),
    together: tuple[tuple[str, float | None], ...] = (),
) -> Spec:
    """Net conduct of each pair in both directions, with breaks and a rolling correlation where there are some."""
    panels: dict[str, list[dict[str, Any]]] = {}
    broken: dict[str, list[dict[str, Any]]] = {}
    titles = []
    for n, pair in enumerate(pairs):
        ways = (pair, pair[::-1])
        titles.append(f"{name_country(pair[0])} and {name_country(pair[1])}: dashed the way back")
        panels[f"p{n}"] = [row for m, way in enumerate(ways) for row in _net_rows(way, series[way], m, link)]
        broken[f"b{n}"] = [
            {
                "start": _ms(b.start),
                "words": f"{_way(b.direction)}: {b.before:.2f} to {b.after:.2f}",
                "period": b.period,
            }
            for b in breaks
            if b.direction in ways
        ]
    middles = {p.name: _middle(p, s.every) for s in series.values() for p in s.periods}
    rolling = [
        {"start": middles[period], "size": value, "words": f"r = {value:+.2f}", "period": period}
        for period, value in together
        if value is not None
    ]
    # a layer without a row would have no extent in time, of which the browser complains
    more = {"rolling": rolling} if rolling else {}
    more |= {name: marks for name, marks in broken.items() if marks}
    form = _triangle_form(tuple(titles), bool(link), tuple(more), _few(series))
    return filled(form, width, **panels, **more, zero=[{"zero": 0}])


def _few(series: Mapping[Direction, Series]) -> bool:
    """Whether each period can have a mark of its own without drowning the line."""
    return all(len(s.periods) <= _MOST_MARKS for s in series.values())


# ---- the forms, made once each


@lru_cache(maxsize=64)
def _series_form(titles: tuple[str, ...], linked: bool, few: bool) -> Spec:
    import altair as alt

    parts = [_bars(f"p{n}", title, linked) for n, title in enumerate(titles[:-1])]
    parts.append(_lines("net", titles[-1], linked, few))
    return form_of(alt.vconcat(*parts, spacing=16).resolve_scale(x="shared"))


@lru_cache(maxsize=64)
def _answers_form(titles: tuple[str, ...], every: str) -> Spec:
    import altair as alt

    told: list[Any] = [alt.Tooltip("after:Q", title=f"{every}s later"), alt.Tooltip("words:N", title="90 % band")]
    parts = []
    for n, title in enumerate(titles):
        base = alt.Chart(alt.NamedData(f"p{n}")).encode(
            x=alt.X("after:Q", title=f"{every}s later", axis=alt.Axis(tickMinStep=1, format="d")), tooltip=told
        )
        band = base.mark_area(color="var(--rule)").encode(y=alt.Y("low:Q", title=None), y2="high:Q")
        line = base.mark_line(color="var(--ink)", point=alt.OverlayMarkDef(color="var(--ink)", size=30)).encode(
            y="size:Q"
        )
        parts.append(alt.layer(band, _zero(), line).properties(height=100, title=title))
    return form_of(alt.vconcat(*parts, spacing=14))


@lru_cache(maxsize=64)
def _triangle_form(titles: tuple[str, ...], linked: bool, more: tuple[str, ...], few: bool) -> Spec:
    import altair as alt

    told: list[Any] = [alt.Tooltip("period:N", title="When"), alt.Tooltip("words:N", title="What")]
    parts = []
    for n, title in enumerate(titles):
        breaks = (
            alt.Chart(alt.NamedData(f"b{n}"))
            .mark_rule(color="var(--accent)", strokeDash=[2, 2], strokeWidth=2)
            .encode(x=_time(), tooltip=told)
        )
        layers = [breaks] if f"b{n}" in more else []
        parts.append(alt.layer(*layers, _lines(f"p{n}", title, linked, few)).properties(height=110, title=title))
    if "rolling" in more:
        line = (
            alt.Chart(alt.NamedData("rolling"))
            .mark_line(color="var(--ink)")
            .encode(x=_time(), y=alt.Y("size:Q", title="r", scale=alt.Scale(domain=[-1, 1])), tooltip=told)
        )
        name = "How the pivot's conduct towards the two moves together (rolling correlation)"
        parts.append(alt.layer(_zero(), line).properties(height=80, title=name))
    return form_of(alt.vconcat(*parts, spacing=16).resolve_scale(x="shared"))


def _time() -> "alt.X":
    import altair as alt

    return alt.X("start:T", scale=alt.Scale(type="utc"), axis=alt.Axis(title=None, labelOverlap=True, tickCount=8))


def _zero() -> Any:
    import altair as alt

    return alt.Chart(alt.NamedData("zero")).mark_rule(color="var(--soft)").encode(y="zero:Q")


def _bars(data: str, title: str, linked: bool) -> Any:
    import altair as alt

    chart = alt.Chart(alt.NamedData(data)).mark_bar(strokeWidth=1.3)
    chart = chart.encode(
        x=_time(),
        x2="end:T",
        y=alt.Y("low:Q", title="acts", axis=alt.Axis(labelExpr=WHOLE, tickMinStep=1)),
        y2="high:Q",
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("stroke:N", scale=None),
        tooltip=[alt.Tooltip("period:N", title="When"), alt.Tooltip("words:N", title="What")],
    )
    return (chart.encode(href="href:N") if linked else chart).properties(height=120, title=title)


def _lines(data: str, title: str, linked: bool, few: bool) -> Any:
    import altair as alt

    base = alt.Chart(alt.NamedData(data)).encode(x=_time(), y=alt.Y("size:Q", title="net"))
    # a gap is no zero: the line breaks there
    line = base.mark_line(color="var(--ink)", invalid="break-paths-filter-domains").encode(
        strokeDash=alt.StrokeDash("dash:N", legend=None, scale=alt.Scale(domain=["0", "1"], range=[[1, 0], [5, 4]]))
    )
    dots = base.transform_filter("isValid(datum.size)").mark_point(filled=True, size=26, opacity=1, color="var(--ink)")
    told = [
        alt.Tooltip("way:N", title="Who"),
        alt.Tooltip("period:N", title="When"),
        alt.Tooltip("words:N", title="Net"),
    ]
    dots = dots.encode(tooltip=told)
    marks = [dots.encode(href="href:N")] if linked else [dots] if few else []
    return alt.layer(_zero(), line, *marks).properties(height=110, title=title)


# ---- rows


def _net_rows(way: Direction, series: Series, dash: int, link: Link) -> Iterator[dict[str, Any]]:
    for period in series.periods:
        size = None if period.gap else period.net if series.scored else float(_balance(period))
        row: dict[str, Any] = {
            "start": _middle(period, series.every),
            "size": size,
            "dash": str(dash),
            "way": _way(way),
            "period": period.name,
            "words": "gap" if size is None else f"{size:+.1f} of {period.total} acts",
        }
        href = link(way, period) if link else ""
        yield row | {"href": href} if href else row


def _balance(period: Period) -> int:
    """Acts of cooperation less acts of conflict: what stands for the net where the source gives no scores."""
    return sum(n if quad.endswith("cooperation") else -n for quad, n in period.counts.items())


def _without(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "href"}


def _way(way: Direction) -> str:
    return f"{name_country(way[0])} to {name_country(way[1])}"


def _middle(period: Period, every: str) -> int:
    """The middle of a period: there the bars above stand."""
    return (_ms(period.start) + _ms(next_start(date.fromisoformat(period.start), every).isoformat())) // 2


def _ms(day: str) -> int:
    return (date.fromisoformat(day) - date(1970, 1, 1)).days * _DAY_MS


# ---- as files


def write_chart(spec: Spec, path: str) -> None:
    """The chart as a file; its suffix says which kind. An HTML file needs nothing from elsewhere."""
    to = Path(path)
    kind = to.suffix.lower()
    if kind not in KINDS:
        raise UsageError(f"{path}: a chart is written as one of {', '.join(KINDS)}.")
    makers: dict[str, Callable[[Spec], bytes]] = {
        ".html": _html,
        ".svg": lambda s: svg_of(s, on_paper=True),
        ".png": _png,
        ".json": lambda s: _on_paper(json.dumps(s, indent=1, sort_keys=True)).encode(),
    }
    try:
        to.write_bytes(makers[kind](spec))
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from None


def _png(spec: Spec) -> bytes:
    import vl_convert

    drawn: bytes = vl_convert.svg_to_png(svg_of(spec, on_paper=True).decode(), scale=2)
    return drawn


def _on_paper(words: str) -> str:
    return re.sub(r"var\(--(\w+)\)", lambda name: COLOURS[name[1]][0], words)


def _html(spec: Spec) -> bytes:
    light, dark = ("".join(f"--{name}:{pair[n]};" for name, pair in COLOURS.items()) for n in (0, 1))
    told = json.dumps(spec, sort_keys=True).replace("<", "\\u003c")
    title = escape(next(iter(_titles(spec)), "dragoman"))
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>:root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}body{{background:var(--paper)}}</style>
</head><body><div id="chart"></div>
<script>{bundle().read_text(encoding="utf-8")}</script>
<script>vegaEmbed("#chart", {told}, {{actions: false, renderer: "svg"}});</script>
</body></html>
""".encode()


def _titles(spec: Spec) -> Iterable[str]:
    return (part["title"] for part in spec.get("vconcat", ()) if isinstance(part.get("title"), str))
