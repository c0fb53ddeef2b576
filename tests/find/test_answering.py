"""Which event a demand answers."""

import pytest


def answered(read, what):
    demand = next(d for d in read.demands if what in d.what.exact)
    return next((e.evidence[0].exact for e in read.events if e.id == demand.answers), None)


def test_a_release_is_asked_for_because_of_an_arrest(code):
    read = code(
        "Chad arrested forty students on Monday. France called on Chad to release the students.", date="2010-03-02"
    )
    assert "arrested" in answered(read, "release the students")


def test_what_somebody_else_did_is_not_answered(code):
    read = code(
        "Sudan arrested forty students on Monday. France called on Chad to release its prisoners.", date="2010-03-02"
    )
    assert answered(read, "release") is None


def test_the_sentence_itself_says_after_what(code):
    read = code("After police in Chad arrested ten students, France called for an inquiry.", date="2010-03-02")
    assert "arrested" in answered(read, "inquiry")


@pytest.mark.parametrize(
    "words", ["France called on Chad to release the students.", "France asked Chad to pay its debts."]
)
def test_a_demand_that_nothing_came_before_answers_nothing(code, words):
    assert [d.answers for d in code(words, date="2010-03-02").demands] == [None]
