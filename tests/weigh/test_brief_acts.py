"""Beside a brief stand the acts of the sides asked about, each point with its reports, where there are enough."""

import pytest

from dragoman.keep import Case
from dragoman.weigh import series_of_shown, write_brief
from tests.show.stories import WEEKS, weeks_of_three


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    with Case.open(tmp_path_factory.mktemp("three") / "three.db") as case:
        for report in weeks_of_three():
            case.add(report)
        yield case.view()


def acts_of(view, question, as_of="2021-12-31"):
    return write_brief(question, view, as_of=as_of).acts


def test_two_sides_are_a_dyad_and_one_is_a_triangle(view):
    assert acts_of(view, "What has Estonia done to Finland?").sides == ("FIN", "EST")
    assert acts_of(view, "Why talk to Estonia now?").sides[0] == "EST"
    assert set(acts_of(view, "Why talk to Estonia now?").sides) == {"EST", "FIN", "LVA"}


def test_each_point_cites_the_reports_of_its_own_acts(view):
    brief = write_brief("What has Estonia done to Finland?", view, as_of="2021-12-31")
    words = {"FIN": "Finland", "EST": "Estonia"}
    cited = {s.document for s in brief.sources}
    for point in brief.acts.points:
        counts = next(
            p.counts
            for p in brief.acts.periods
            if (p.period, p.actor, p.recipient) == (point.period, point.actor, point.recipient)
        )
        assert sum(counts.values()) == len(point.sentence.cites)
        assert {c.document for c in point.sentence.cites} <= cited
        for cite in point.sentence.cites:
            assert cite.words.startswith(words[point.actor])


def test_the_series_are_those_that_were_counted(view):
    acts = acts_of(view, "What has Estonia done to Finland?")
    drawn = series_of_shown(acts)
    assert {way: sum(p.total for p in s.periods) for way, s in drawn.items()} == {
        way: sum(sum(p.counts.values()) for p in acts.periods if (p.actor, p.recipient) == way)
        for way in (("FIN", "EST"), ("EST", "FIN"))
    }
    assert len({p.period for p in acts.points}) <= 24 < WEEKS


def test_the_day_of_the_brief_bounds_what_is_shown(view):
    assert acts_of(view, "What has Estonia done to Finland?", "2019-12-31") is None
    early = acts_of(view, "What has Estonia done to Finland?", "2020-06-30")
    assert max(p.start for p in early.points) <= "2020-06-30"


@pytest.mark.parametrize("question", ["What has Estonia done to Norway?", "Who has called for sanctions on Peru?"])
def test_where_nothing_is_on_record_nothing_is_shown(view, question):
    assert acts_of(view, question) is None
