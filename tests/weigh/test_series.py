"""Acts are counted once, in the period in which they took place."""

import pytest

from dragoman.records import CODER, Event, Span, hashed
from dragoman.weigh import EVERY, count_series


def act(day: str | None, quad: str = "verbal conflict", precision: str = "day", **more) -> Event:
    said = more.pop("said", f"{day} {quad}")
    return Event(
        id=hashed(said, precision, *more.values()),
        document="d",
        type="ACCUSE",
        mode=None,
        quad=quad,
        score=more.pop("score", -3.0),
        contexts=(),
        actors=(),
        recipients=(),
        date=day,
        date_basis="absolute",
        date_precision=precision if day else "none",
        status=more.pop("status", "occurred"),
        historical=more.pop("historical", False),
        confidence=0.8,
        statement=None,
        evidence=(Span(start=0, end=4, exact="told"),),
        coder=CODER,
        **more,
    )


def test_quiet_months_between_two_acts_are_in_the_series():
    series = count_series([act("2008-01-30"), act("2008-04-02", "material cooperation", score=6.5)], "month")
    assert [(p.name, p.total) for p in series.periods] == [
        ("2008-01", 1),
        ("2008-02", 0),
        ("2008-03", 0),
        ("2008-04", 1),
    ]
    assert [p.score for p in series.periods] == [-3.0, None, None, 6.5]


def test_an_act_that_three_reports_tell_of_counts_once():
    first = act("2008-01-30", said="the first report")
    others = [act("2008-01-31", said=f"report {n}", same_as=first.id) for n in range(2)]
    assert sum(p.total for p in count_series([first, *others], "day").periods) == 1


@pytest.mark.parametrize("more", [{"status": "planned"}, {"status": "denied"}, {"historical": True}])
def test_what_did_not_take_place_then_is_not_counted(more):
    assert count_series([act("2008-01-30", **more)], "month").periods == ()


def test_a_year_is_no_month():
    series = count_series([act("2008", precision="year"), act(None), act("2008-05-05")], "month")
    assert [p.name for p in series.periods] == ["2008-05"]
    assert series.without_period == 2
    assert count_series([act("2008", precision="year")], "year").periods[0].total == 1


@pytest.mark.parametrize(
    ("every", "names"),
    [
        ("day", ["2020-12-30", "2020-12-31", "2021-01-01"]),
        ("week", ["2020-W53"]),
        ("month", ["2020-12", "2021-01"]),
        ("quarter", ["2020-Q4", "2021-Q1"]),
        ("year", ["2020", "2021"]),
    ],
)
def test_every_kind_of_period_turns_the_year(every, names):
    assert every in EVERY
    series = count_series([act("2020-12-30"), act("2021-01-01")], every)
    assert [p.name for p in series.periods] == names
    assert sum(p.total for p in series.periods) == 2


def test_a_series_reaches_as_far_as_it_is_asked_to():
    series = count_series([act("2008-02-10")], "month", since="2008-01-01", until="2008-03-31")
    assert [p.total for p in series.periods] == [0, 1, 0]
