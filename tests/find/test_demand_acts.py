"""When two wordings say one act, and by when an act is due, on words alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.find.deadlines import find_deadline
from dragoman.know.acts import is_broader, read_act, same_wording

WEDNESDAY = date(2012, 5, 9)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("restore the U.S. embassy", "restoring our embassy"),
        ("free the students", "the release of the students"),
        ("release them", "his immediate release"),
        ("withdraw its troops", "the withdrawal of the troops"),
        ("stop the raids", "an end to the raids"),
        ("hold an inquiry into the sinking", "an inquiry into the sinking"),
    ],
)
def test_one_act_in_two_wordings(one, other):
    assert same_wording(read_act(one), read_act(other))
    assert same_wording(read_act(other), read_act(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("release all students", "release two students"),
        ("withdraw its troops", "withdraw its ambassador"),
        ("reopen the border", "close the border"),
        ("free the students", "free the pilots"),
    ],
)
def test_different_acts_stay_apart(one, other):
    assert not same_wording(read_act(one), read_act(other))


def test_all_is_broader_than_some():
    every, two = read_act("release all students"), read_act("release two students")
    assert is_broader(every, two)
    assert not is_broader(two, every)


@given(st.text(max_size=60))
def test_any_words_are_read(words):
    act = read_act(words)
    assert act == read_act(words)
    # a bare verb ("sentence") names nothing that two wordings could share
    bare = not act.words or act.pronoun
    assert not act.kind or same_wording(act, act) or bare or act.scope in ("part", "last", "count")


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("by Friday", "2012-05-11"),
        ("by Wednesday", "2012-05-16"),
        ("before 1 July", "2012-07-01"),
        ("no later than June 3, 2013", "2013-06-03"),
        ("within 72 hours", "2012-05-12"),
        ("within two weeks", "2012-05-23"),
        ("by the end of the month", "2012-05-31"),
        ("by the end of next year", "2013-12-31"),
        ("until midnight", "2012-05-09"),
        ("by tomorrow", "2012-05-10"),
        ("by the river", None),
        ("by force", None),
        ("in Friday prayers", None),
    ],
)
def test_a_deadline(words, deadline):
    assert find_deadline(words, WEDNESDAY) == deadline


def test_a_bare_stretch_of_time_is_a_deadline_only_where_it_was_given():
    assert find_deadline("gave them 15 days to accept", WEDNESDAY, given=True) == "2012-05-24"
    assert find_deadline("needs 15 days to accept", WEDNESDAY) is None


@given(st.text(max_size=80), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_no_words_break_a_deadline(words, published):
    find_deadline(words, published, given=True)
    find_deadline("within 9999 years", published)
