"""When an act took place, by the words around it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.find.dates import find_dates, is_historical

THURSDAY = date(2011, 6, 16)


@pytest.mark.parametrize(
    ("words", "day", "basis", "precision"),
    [
        ("The talks ended on Tuesday.", "2011-06-14", "weekday", "day"),
        ("He was freed on Thursday.", "2011-06-16", "weekday", "day"),
        ("She resigned last Thursday.", "2011-06-09", "weekday", "day"),
        ("The envoy left yesterday.", "2011-06-15", "relative", "day"),
        ("The accord was signed on March 3, 2009.", "2009-03-03", "absolute", "day"),
        ("The accord was signed on 3 March 2009.", "2009-03-03", "absolute", "day"),
        ("The accord was signed on 3 March.", "2011-03-03", "relative", "day"),
        ("The ban was lifted in September 2008.", "2008-09-01", "absolute", "month"),
        ("Back in April, the two sides met.", "2011-04-01", "relative", "month"),
        ("The ban was lifted in 2008.", "2008-01-01", "absolute", "year"),
        ("The army withdrew two years ago.", "2009-01-01", "relative", "year"),
        ("The army withdrew last month.", "2011-05-01", "relative", "month"),
    ],
)
def test_a_date_is_read_against_the_articles_day(words, day, basis, precision):
    when = find_dates(words, THURSDAY)[0]
    assert (when.day, when.basis, when.precision) == (day, basis, precision)


def test_a_coming_weekday_lies_ahead():
    assert find_dates("The minister will travel on Monday.", THURSDAY, future=True)[0].day == "2011-06-20"


def test_without_the_articles_day_a_weekday_says_nothing():
    assert find_dates("He was freed on Thursday, a month after the vote.", None) == []


def test_no_date_where_there_is_none():
    assert find_dates("They may march again, and China may object.", THURSDAY) == []


def test_a_day_that_is_none_is_not_read():
    assert find_dates("The accord was signed on 31 February 2009.", THURSDAY) == []


def test_what_lies_half_a_year_back_is_history():
    old, new = find_dates("in 2008", THURSDAY)[0], find_dates("on Tuesday", THURSDAY)[0]
    assert is_historical("in 2008", old, THURSDAY)
    assert not is_historical("on Tuesday", new, THURSDAY)


@given(st.text(max_size=200), st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 1, 1)))
def test_no_text_breaks_the_calendar(words, published):
    for when in find_dates(words, published):
        assert when.day is None or date.fromisoformat(when.day)
        assert 0 <= when.start <= when.end <= len(words)
