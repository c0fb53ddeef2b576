"""Whom "he", "she" and "it" mean, in sentences written for these tests."""

import pytest


@pytest.mark.parametrize(
    ("text", "country"),
    [
        # the subject of the sentence before, not a man named in passing
        ("Kenyan president Moses Otieno met farmers at the lake. He condemned Uganda.", "KEN"),
        ("Norwegian foreign minister Ingrid Dahl met farmers at the lake. She condemned Sudan.", "NOR"),
        ("Ghana lost a vote in the council. It condemned Togo on Monday.", "GHA"),
    ],
)
def test_a_pronoun_means_who_was_spoken_of(code, text, country):
    assert {a.country for a in code(text, date="2012-05-16").event("ACCUSE").actors} == {country}


def test_a_thing_is_nobody(code):
    """ "It" is the report, which no state stands behind."""
    read = code("Kenya published a report on Monday. It is clear that it will be read.", date="2012-05-16")

    assert read.events == []
