"""The pages and the API of series: each mark leads to its acts, each refusal says why."""

import json

import pytest

from dragoman.show.series_charts import write_chart
from tests.weigh.made_series import answering, triangle_of

SIDES = "sides=FIN,EST"


@pytest.mark.parametrize("path", ["/series", "/reciprocity", "/triangle"])
def test_the_pages_stand_empty_and_asked(page, path):
    assert page.get(path).status_code == 200
    sides = "FIN,EST,NOR" if path == "/triangle" else "FIN,EST"
    answer = page.get(f"{path}?sides={sides}&every=week")
    assert answer.status_code == 200
    assert "<h1" in answer.text
    assert "style=" not in answer.text
    assert f"/charts{path}-of-sides.svg?sides=" in answer.text


def test_a_mark_leads_to_the_acts_behind_it(page):
    spec = page.get(f"/charts/series-of-sides.json?{SIDES}&every=month").json()
    links = {row["href"] for row in spec["datasets"]["p0"]}
    assert links == {"/timeline?side=FIN&other=EST&since=2021-03-01&until=2021-03-31"}
    assert "called on Estonia" in page.get(links.pop()).text
    drawn = page.get(f"/charts/series-of-sides.svg?{SIDES}&every=month")
    assert drawn.headers["content-type"].startswith("image/svg")
    assert "/timeline?side=FIN" in drawn.text


def test_the_api_tells_the_same(page):
    found = page.get(f"/api/series?{SIDES}&every=month").json()
    assert [(i["actor"], i["verbal_conflict"], i["material_conflict"], i["gap"]) for i in found["items"]] == [
        ("FIN", 1, 0, False),
        ("EST", 0, 1, False),
    ]
    refused = page.get(f"/api/reciprocity?{SIDES}&every=month").json()
    assert "1 period without a gap is too few" in refused["told"][1]
    assert refused["estimate"]["record"] == "reciprocity"
    assert "too few" in page.get("/api/triangle?sides=EST,FIN,NOR").json()["estimate"]["refused"]


def test_a_brief_about_two_sides_has_their_acts_beside_it(page, monkeypatch):
    question = "q=What+does+Finland+want+from+Estonia%3F&as_of=2021-03-2"
    assert "did to each other" not in page.get(f"/ask?{question}0").text  # two acts are no series
    assert page.get(f"/charts/brief.svg?{question}0").status_code == 404
    monkeypatch.setattr("dragoman.weigh.brief_acts.ENOUGH", 2)
    shown = page.get(f"/ask?{question}1").text
    assert "What Estonia and Finland did to each other" in shown
    assert "/charts/brief.svg?q=" in shown
    assert "Estonia to Finland: 1 of material cooperation and 1 of material conflict." in shown
    marks = page.get(f"/charts/brief.json?{question}1").json()["datasets"]["p1"]
    assert {row["href"] for row in marks} == {"/timeline?side=FIN&other=EST&since=2021-03-01&until=2021-03-31"}


def test_a_brief_shows_nothing_that_was_published_later(page, monkeypatch):
    monkeypatch.setattr("dragoman.weigh.brief_acts.ENOUGH", 1)
    early = page.get("/ask?q=What+does+Finland+want+from+Estonia%3F&as_of=2021-01-01").text
    assert "did to each other" not in early


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/api/series?sides=FIN,FIN", "FIN stands there twice: a dyad takes two different sides"),
        ("/api/series?sides=FIN,Finland", "FIN and Finland are the same side"),
        ("/api/triangle?sides=FIN,EST,fin", "FIN and fin are the same side: a triangle takes three"),
        ("/api/series?sides=FIN", "names 1 side: a dyad takes two"),
        ("/api/series?sides=FIN,,", "names 1 side: a dyad takes two"),
        ("/api/reciprocity?sides=FIN,Ruritania", "'Ruritania' is no state or body that is known"),
        ("/api/triangle?sides=FIN,EST,QQQ", "'QQQ' is no state or body that is known"),
        ("/api/series", "Name the sides"),
        ("/api/triangle?sides=FIN,EST", "names 2 sides: a triangle takes three"),
        ("/api/series?sides=FIN,EST&source=nowhere", "There is no source"),
        ("/api/series?sides=FIN,EST&every=fortnight", "is no period; choose one of day, week"),
        ("/api/series?sides=FIN,EST&since=1.2.2008", "is not a day"),
    ],
)
def test_what_cannot_be_asked_is_said(page, path, told):
    answer = page.get(path)
    assert answer.status_code == 400
    assert told in answer.text
    told_on_the_page = page.get(path.removeprefix("/api"))
    if "Name the sides" not in told:
        assert told.replace("'", "&#39;") in told_on_the_page.text


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["html", "svg", "png", "json"])
def test_a_chart_is_a_file_that_needs_nothing_from_elsewhere(tmp_path, kind):
    from dragoman.show.series_charts import reciprocity_chart
    from dragoman.weigh import estimate_reciprocity

    series = answering(120)
    spec = reciprocity_chart(estimate_reciprocity(series, ("NOR", "ISL")), series)
    path = tmp_path / f"answers.{kind}"
    write_chart(spec, str(path))
    whole = path.read_bytes()
    assert b"var(--" not in whole or kind == "html"
    assert b'src="http' not in whole
    if kind == "json":
        assert json.loads(whole)["$schema"].startswith("https://vega.github.io/schema/vega-lite")
    if kind == "svg":
        assert b"Iceland after one unit more from Norway" in whole


def test_a_chart_of_another_kind_is_refused(tmp_path):
    from dragoman.errors import UsageError
    from dragoman.show.series_charts import series_chart

    with pytest.raises(UsageError, match=r"\.html, \.svg, \.png, \.json"):
        write_chart(series_chart(answering(60)), str(tmp_path / "chart.gif"))


@pytest.mark.slow
def test_a_triangles_breaks_stand_in_its_chart():
    from dragoman.show.series_charts import triangle_chart
    from dragoman.weigh import weigh_triangle

    series = triangle_of(150, hedging=0.6, shift=6.0)
    found = weigh_triangle(series, "BLR", ("USA", "RUS"))
    spec = triangle_chart(found, series)
    assert found.breaks
    marked = [row["period"] for n in range(3) for row in spec["datasets"].get(f"b{n}", [])]
    assert sorted(marked) == sorted(b.period for b in found.breaks)
