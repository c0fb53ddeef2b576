"""Where does a browser get a chart: as a picture, as the specification behind it, and the script that draws it?"""

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse

from dragoman.show.charts import Spec, bundle, svg_of
from dragoman.show.lines import as_line

charts = APIRouter(include_in_schema=False)
SVG = "image/svg+xml"
# a picture that is opened on its own carries its theme in a style of its own, and nothing else
_PICTURE = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


def chart_reply(spec: Spec, form: str) -> Response:
    """A chart as a picture ("svg") or as its specification ("json")."""
    if form == "svg":
        return Response(svg_of(spec), media_type=SVG, headers=_PICTURE)
    return Response(as_line(spec), media_type="application/json")


@charts.get("/charts/vega.js")
def vega() -> Response:
    """The script that makes charts move: vl-convert's own bundle, nothing from elsewhere."""
    return FileResponse(bundle(), media_type="text/javascript", headers={"Cache-Control": "max-age=86400"})
