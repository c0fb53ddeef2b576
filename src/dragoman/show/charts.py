"""How is a chart drawn, so that it reads without scripts, without colour and in the dark, and zooms with scripts?

A chart is a Vega-Lite specification made by Altair. vl-convert draws it here as a picture for every
reader; with scripts, its offline bundle draws the same specification again so that it can be moved
and zoomed. Colours are names of the page's own style sheet: a picture follows the reader's theme, and
on paper each name gets its fixed colour. Times are UTC days, whatever the clock of the machine says.
"""

import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from dragoman.records import Quad
from dragoman.weigh import Period, Series, next_start

if TYPE_CHECKING:
    import altair as alt

Spec = dict[str, Any]

WIDTH, NARROW = 960, 340
"""Pixels: of a chart on a desk, and on a phone."""

COLOURS = {
    "ink": ("#1c1a17", "#ece7dd"),
    "soft": ("#5b554b", "#aaa395"),
    "rule": ("#d8d1c3", "#3a362f"),
    "paper": ("#fbf9f4", "#161513"),
    "cooperation": ("#0a5a70", "#74c7dc"),
    "conflict": ("#a02334", "#ff9c8f"),
    "accent": ("#7a2518", "#f2a690"),
}
"""The names that a chart may use for a colour, as `var(--name)`, in light and in dark: those of `page.css`."""

# hollow is verbal, filled is material; above the line is cooperation, below it conflict: no reader needs colour
_FILLS: dict[Quad, tuple[str, str]] = {
    "material cooperation": ("var(--cooperation)", "var(--cooperation)"),
    "verbal cooperation": ("var(--paper)", "var(--cooperation)"),
    "material conflict": ("var(--conflict)", "var(--conflict)"),
    "verbal conflict": ("var(--paper)", "var(--conflict)"),
}
_STACKS: tuple[tuple[int, tuple[Quad, ...]], ...] = (
    (1, ("material cooperation", "verbal cooperation")),
    (-1, ("material conflict", "verbal conflict")),
)
WHOLE = "datum.value % 1 ? '' : abs(datum.value)"
"""Labels of an axis of acts: below the line they count too, and nobody does half an act."""
_EPOCH = date(1970, 1, 1).toordinal()
_NOWHERE = "https://page.invalid"
"""vl-convert draws no link without a host; this one is taken out again."""
_making = Lock()


# ---- drawing any chart


def form_of(chart: "alt.TopLevelMixin") -> Spec:
    """A chart without its data, in the page's own dress. Altair checks it against Vega-Lite's schema: make it once."""
    form: Spec = chart.to_dict()
    form["config"] = {
        "background": "transparent",
        "font": "Liberation Sans, Helvetica, Arial, sans-serif",
        "view": {"stroke": None},
        "axis": {
            "labelColor": "var(--soft)",
            "titleColor": "var(--soft)",
            "titleFontWeight": "normal",
            "labelFontSize": 12,
            "titleFontSize": 12,
            "gridColor": "var(--rule)",
            "domainColor": "var(--rule)",
            "tickColor": "var(--rule)",
        },
        "legend": {"labelColor": "var(--ink)", "titleColor": "var(--soft)", "labelFontSize": 12},
        "title": {"color": "var(--ink)", "fontSize": 13, "anchor": "start", "frame": "group", "fontWeight": "normal"},
    }
    return form


def filled(form: Spec, width: int = WIDTH, **rows: Iterable[dict[str, Any]]) -> Spec:
    """The form with rows for each of its `alt.NamedData`, so many pixels wide."""
    spec = deepcopy(form)
    spec["datasets"] = {name: list(found) for name, found in rows.items()}
    # room for the axis and its title; a chart of several takes the width in each
    for part in spec.get("vconcat", [spec]):
        part["width"] = width - 64
    return spec


def svg_of(spec: Spec, on_paper: bool = False) -> bytes:
    """The chart as a picture; `on_paper` has fixed colours, the other follows the reader's theme."""
    return _svg(json.dumps(_with_hosts(spec), sort_keys=True), on_paper)


@lru_cache(maxsize=256)
def _svg(spec: str, on_paper: bool) -> bytes:
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(spec).replace(_NOWHERE, "")
    if on_paper:
        return re.sub(r"var\(--(\w+)\)", lambda name: COLOURS[name[1]][0], drawn).encode()
    light, dark = ("".join(f"--{name}:{pair[n]};" for name, pair in COLOURS.items()) for n in (0, 1))
    style = f"<style>:root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}</style>"
    return re.sub(r"(<svg[^>]*>)", rf"\g<1>{style}", drawn, count=1).encode()


def _with_hosts(spec: Spec) -> Spec:
    """The same chart whose links have a host."""
    hosted = {
        name: [row | {"href": _NOWHERE + row["href"]} if "href" in row else row for row in rows]
        for name, rows in spec["datasets"].items()
    }
    return spec | {"datasets": hosted}


def bundle() -> Path:
    """The script that draws charts in a browser: made once by vl-convert, then kept on disk."""
    import vl_convert

    folder = _cache()
    path = folder / f"vega-{version('vl-convert-python')}.js"
    with _making:
        if not path.exists():
            made = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
            # whoever makes it at the same time makes the same; nobody may ever see half of it
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, delete=False) as file:
                file.write(made)
            Path(file.name).replace(path)
    return path


def _cache() -> Path:
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    try:
        (base / "dragoman").mkdir(parents=True, exist_ok=True)
    except OSError:
        # a service may have no home: then it is made once a start
        return Path(tempfile.gettempdir())
    return base / "dragoman"


# ---- acts over time


def acts_chart(series: Series, link: Callable[[Period], str], width: int = WIDTH) -> Spec:
    """Acts by period and quad class, cooperation upwards and conflict downwards, above their mean score.

    `link` is where a period leads: to the acts behind it, or closer to them.
    """
    return filled(_acts_form(), width, bars=_bars(series, link), scores=_scores(series, link), zero=[{"zero": 0}])


@lru_cache
def _acts_form() -> Spec:
    import altair as alt

    utc = alt.Scale(type="utc")
    days = alt.Axis(title=None, labelOverlap=True, tickCount=8)
    told: list[Any] = [alt.Tooltip("period:N", title="When"), alt.Tooltip("words:N", title="What")]
    bars = (
        alt.Chart(alt.NamedData("bars"))
        .mark_bar(strokeWidth=1.3, clip=True, cursor="pointer")
        .encode(
            x=alt.X("start:T", scale=utc, axis=days),
            x2="end:T",
            y=alt.Y(
                "low:Q",
                title="conflict · acts · cooperation",
                axis=alt.Axis(labelExpr=WHOLE, tickMinStep=1),
            ),
            y2="high:Q",
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
            tooltip=told,
            href="href:N",
        )
        .properties(height=190, name="bars")
    )
    scores = alt.Chart(alt.NamedData("scores")).encode(
        x=alt.X("middle:T", scale=utc, axis=days),
        y=alt.Y(
            "score:Q",
            title="mean score",
            scale=alt.Scale(domain=[-10, 10]),
            axis=alt.Axis(values=[-10, -5, 0, 5, 10]),
        ),
    )
    # a period without acts has no score: the line breaks there, it is no zero
    line = scores.mark_line(color="var(--soft)", clip=True, invalid="break-paths-filter-domains")
    dots = (
        scores.transform_filter("isValid(datum.score)")
        .mark_point(filled=True, size=36, opacity=1, color="var(--ink)", clip=True, cursor="pointer")
        .encode(tooltip=told, href="href:N")
        .properties(name="scores")
    )
    zero = alt.Chart(alt.NamedData("zero")).mark_rule(color="var(--soft)").encode(y="zero:Q")
    below = alt.layer(zero, line, dots).properties(height=110)
    form = form_of(alt.vconcat(bars, below, spacing=14).resolve_scale(x="shared"))
    select = {"type": "interval", "encodings": ["x"]}
    return form | {"params": [{"name": "zoom", "select": select, "bind": "scales", "views": ["bars", "scores"]}]}


def _bars(series: Series, link: Callable[[Period], str]) -> Iterator[dict[str, Any]]:
    for period, start, end in _spans(series):
        for sign, quads in _STACKS:
            reached = 0
            for quad in quads:
                number = period.counts[quad]
                if not number:
                    continue
                fill, stroke = _FILLS[quad]
                yield {
                    "start": start,
                    "end": end,
                    "low": reached,
                    "high": reached + sign * number,
                    "fill": fill,
                    "stroke": stroke,
                    "period": period.name,
                    "words": f"{number} of {quad}",
                    "href": link(period),
                }
                reached += sign * number


def _scores(series: Series, link: Callable[[Period], str]) -> Iterator[dict[str, Any]]:
    for period, start, end in _spans(series):
        words = f"mean score {period.score:+.1f} of {period.total}" if period.score is not None else "no acts"
        yield {
            "middle": (start + end) // 2,
            "score": period.score,
            "period": period.name,
            "words": words,
            "href": link(period),
        }


def _spans(series: Series) -> Iterator[tuple[Period, int, int]]:
    """Each period with its first and last moment, in milliseconds of UTC, a little apart from the next."""
    for period in series.periods:
        first = date.fromisoformat(period.start)
        start, end = _ms(first), _ms(next_start(first, series.every))
        room = (end - start) // 10
        yield period, start + room, end - room


def _ms(day: date) -> int:
    return (day.toordinal() - _EPOCH) * 86_400_000
