"""A chart is read by everybody: as a picture without scripts, without colour and in the dark."""

import json
import re

from stories import actor, document, event

from dragoman.show.charts import acts_chart, svg_of
from dragoman.weigh import count_series, next_start

DOC = document("a", "Ferries", [("body", "Latvia met Malta. Latvia expelled Malta.")], "2021-03-02")
LVA, MLT = actor(DOC.text, "Latvia", "Latvia", "LVA"), actor(DOC.text, "Malta", "Malta", "MLT")
ACTS = (
    event(DOC, "met Malta", "CONSULT", (LVA,), (MLT,)),
    event(DOC, "expelled Malta", "COERCE", (LVA,), (MLT,), quad="material conflict", score=-7.0, date="2021-06-09"),
)


def test_conflict_lies_below_the_line_and_what_is_only_said_is_hollow():
    spec = acts_chart(count_series(ACTS, "month"), lambda period: f"/timeline?since={period.start}")
    met, expelled = spec["datasets"]["bars"]
    assert (met["high"], expelled["high"]) == (1, -1)
    assert met["fill"] != met["stroke"]
    assert expelled["fill"] == expelled["stroke"]
    assert [row["score"] for row in spec["datasets"]["scores"]] == [2.5, None, None, -7.0], "a gap is no zero"


def test_the_picture_follows_the_readers_theme_and_on_paper_has_fixed_colours():
    spec = acts_chart(count_series(ACTS, "month"), lambda period: f"/timeline?since={period.start}")
    page, paper = svg_of(spec).decode(), svg_of(spec, on_paper=True).decode()
    assert "prefers-color-scheme:dark" in page
    assert "var(" in page
    assert "var(" not in paper
    assert 'xlink:href="/timeline?since=2021-03-01"' in page
    assert not re.search(r"https?://(?!www\.w3\.org/)", page), "nothing from elsewhere"


def test_every_period_leads_closer(page):
    shown = page.get("/timeline?side=Finland").text
    assert 'data-chart="/charts/acts.json?side=Finland"' in shown
    spec = page.get("/charts/acts.json?side=Finland").json()
    links = {row["href"] for row in spec["datasets"]["bars"]}
    assert links
    for link in links:
        assert re.fullmatch(r"/timeline\?side=Finland&since=[\d-]{10}&until=[\d-]{10}", link)
        assert page.get(link).status_code == 200
    assert "javascript" not in json.dumps(spec)
    assert page.get("/charts/acts.svg?side=Finland").headers["content-type"] == "image/svg+xml"
    assert page.get("/charts/acts.png").status_code == 404


def test_periods_follow_one_another():
    from datetime import date

    assert next_start(date(2020, 12, 1), "month") == date(2021, 1, 1)
    assert next_start(date(2020, 10, 1), "quarter") == date(2021, 1, 1)
    assert next_start(date(2020, 2, 28), "day") == date(2020, 2, 29)
    assert next_start(date(2020, 1, 1), "year") == date(2021, 1, 1)
