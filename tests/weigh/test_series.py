"""Acts are counted once, in the period in which they took place."""

from datetime import date

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


@pytest.mark.parametrize("once", [True, False])
def test_small_tables_are_counted_as_large_ones_are(monkeypatch, once):
    """What Arrow sums in small tables and DuckDB in large ones is the same, also without a day or a score."""
    from random import Random

    import pyarrow as pa

    from dragoman.weigh import tallies

    drawn = Random(3)
    rows = [
        {
            "act": f"a{drawn.randrange(120)}",
            "day": drawn.choice([None, date(2010, 1, 5), date(2010, 2, 7), date(2011, 3, 1)]),
            "precision": drawn.choice(["day", "month", "year", "none"]),
            "actor": drawn.choice(["USA", "BLR", "RUS", ""]),
            "recipient": drawn.choice(["USA", "BLR", ""]),
            "quad": drawn.choice(["verbal conflict", "material cooperation"]),
            "score": drawn.choice([None, -3.0, 6.5]),
            "count": drawn.choice([1, 1, 4]),
        }
        for _ in range(400)
    ]
    types = {"day": pa.date32(), "score": pa.float64(), "count": pa.int64()}
    table = pa.table({name: pa.array([r[name] for r in rows], types.get(name, pa.string())) for name in rows[0]})
    small = tallies.tally(table, "month", once=once).to_pylist()
    monkeypatch.setattr(tallies, "FEW", 0)

    assert small == tallies.tally(table, "month", once=once).to_pylist()
    assert small
