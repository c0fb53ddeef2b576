"""Upon whom an act is done: whom grammar passes over, and who is only a topic, in sentences written for these tests."""

from collections.abc import Callable

import numpy as np
import pytest

from dragoman.find.cast import find_cast
from dragoman.find.language import Language
from dragoman.find.reader import Reading
from dragoman.find.recipients import Option, Recipients, Told, signs_of_nobody
from dragoman.find.sides import Sides
from dragoman.know import Gazetteer
from dragoman.read import read_text
from dragoman.settings import Settings


@pytest.fixture(scope="module")
def told() -> Callable[..., tuple[Recipients, Told]]:
    """The recipients of an article, and the act that a word of its last sentence tells, done by those named first."""
    language, gazetteer = Language(Settings().pipeline), Gazetteer.load()

    def read(words: str, telling: str, kind: str) -> tuple[Recipients, Told]:
        text = language.parse(read_text(words, id="a", date="2012-05-16"))
        cast = find_cast(text, gazetteer)
        sentence = text.sentences[-1]
        doer = next(m for m in cast.mentions if m.sentence == sentence.number)
        token = next(t for t in sentence.words if t.text == telling)
        return Recipients(text, cast), Told(sentence, token, kind, None, "occurred", Sides(doer.actors, ()))

    return read


def _reading(tokens: int, part: float = 0.01) -> Reading:
    return Reading(
        ("NONE", "ACCUSE"), ("occurred",), *(np.full((tokens, 1), 1.0),) * 2, np.full((2, tokens, tokens), part)
    )


def _countries(options: list[Option]) -> list[set[str | None]]:
    return [{a.country for a in o.actors} for o in options]


def test_all_of_the_sentence_and_of_those_before_it_are_options_but_the_doer(told):
    recipients, act = told("Chad met Togo. Ghana praised Mali in Lima.", "praised", "SUPPORT")
    options = recipients.options(act, _reading(len(act.sentence.words)), None)

    assert _countries(options) == [{"MLI"}, {"PER"}, {"TGO"}, {"TCD"}]


def test_whoever_stands_in_a_sentence_before_is_understood(told):
    recipients, act = told("Chad met Togo. Ghana agreed.", "agreed", "AGREE")
    options = recipients.options(act, _reading(len(act.sentence.words)), None)

    assert {a.start for o in options for a in o.actors} == {None}


def test_what_the_encoder_reads_speaks_for_somebody(told):
    recipients, act = told("Ghana spoke with Mali about Togo.", "spoke", "CONSULT")
    reading = _reading(len(act.sentence.words))
    reading.roles[1, 1, 3] = 0.99

    read = {next(iter(o.actors)).country: o.signs["read"] for o in recipients.options(act, reading, None)}
    assert read["MLI"] > 0 > read["TGO"]


def test_nobody_is_likelier_where_the_encoder_reads_nobody(told):
    _, act = told("Ghana voted.", "voted", "SUPPORT")

    assert signs_of_nobody(act, _reading(3, 0.01))["read"] < 0 < signs_of_nobody(act, _reading(3, 0.9))["read"]


def test_a_venue_is_no_recipient_and_that_is_said(code):
    event = code("Chad signed the treaty in Geneva at a meeting of Norway and Mali.").event("SUPPORT")

    assert event.recipients == ()
    assert any(w.rule.startswith("recipient weighed: nobody is likelier") for w in event.why)
