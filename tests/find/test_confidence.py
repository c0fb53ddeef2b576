"""The confidence of an event: a probability, lower where less is known, never certainty."""

import pytest

from dragoman.find import Coder
from dragoman.read import read_text
from dragoman.records import Event
from dragoman.settings import Settings


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(Settings())


def events_of(coder: Coder, text: str) -> list[Event]:
    coded = coder.code(read_text(text, date="2024-03-05"))
    return [c for c in coded.claims if isinstance(c, Event)]


def test_every_event_has_a_probability_and_none_is_certain(coder):
    text = "Kenya accused Uganda of shelling a village. France and Chad signed a treaty. Police arrested two students."
    found = events_of(coder, text)

    assert found
    assert all(0 < e.confidence < 0.99 for e in found)


def test_a_named_side_is_trusted_more_than_one_that_is_only_pointed_at(coder):
    (named,) = events_of(coder, "Kenya condemned Uganda.")
    (pointed,) = [e for e in events_of(coder, "Kenya held an election. It condemned Uganda.") if e.type == "ACCUSE"]

    assert named.confidence > pointed.confidence


def test_the_same_text_gives_the_same_confidence(coder):
    text = "Norway condemned Sudan and then threatened to expel its ambassador."

    assert events_of(coder, text) == events_of(coder, text)
