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


def test_a_known_side_is_trusted_more_than_one_of_nowhere(coder):
    """ "The ministry" of nobody knows which state is one unknown more."""
    (known,) = events_of(coder, "Kenya's defence ministry condemned Uganda.")
    (open_,) = events_of(coder, "The defence ministry condemned Uganda.")

    assert known.confidence > open_.confidence


def test_the_same_text_gives_the_same_confidence(coder):
    text = "Norway condemned Sudan and then threatened to expel its ambassador."

    assert events_of(coder, text) == events_of(coder, text)


def test_events_that_are_hardly_likely_are_left_out_unless_asked_for():
    """The same article, with all that the grammar found and with what is likelier than a setting says."""
    text = (
        "Kenya condemned Uganda. Talks with them, which it would have wanted, and our promise to it, may help others."
    )
    everything = events_of(Coder(Settings(min_confidence=0.01)), text)
    likely = events_of(Coder(Settings(min_confidence=0.5)), text)

    assert [e.id for e in likely] == [e.id for e in everything if e.confidence >= 0.5]
    assert likely
    assert not events_of(Coder(Settings(min_confidence=0.99)), text)
