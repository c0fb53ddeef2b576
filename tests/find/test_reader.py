"""What the encoder reads in a whole sentence: acts, their kind and status, and who takes part."""

from collections.abc import Callable

import numpy as np
import pytest

from dragoman.find.language import Language, Sentence
from dragoman.find.reader import ACTOR, RECIPIENT, ActReader, Reading, Readings
from dragoman.know import TYPES
from dragoman.read import read_text
from dragoman.settings import Settings


@pytest.fixture(scope="module")
def sentence() -> Callable[[str], Sentence]:
    language = Language(Settings().pipeline)
    return lambda words: language.parse(read_text(words, id="a")).sentences[0]


@pytest.fixture(scope="module")
def reader() -> ActReader:
    return ActReader()


def _place(sentence: Sentence, word: str) -> int:
    return next(i for i, token in enumerate(sentence.words) if token.text == word)


@pytest.mark.parametrize(
    ("words", "told", "kind"),
    [
        ("Police in Lima arrested three reporters on Friday.", "arrested", "COERCE"),
        ("Norway accused Denmark of spying on its fishing fleet.", "accused", "ACCUSE"),
        ("The two presidents met in Nairobi.", "met", "CONSULT"),
        ("Rebels shelled the town of Malakal.", "shelled", "ASSAULT"),
        ("Thousands marched through Tunis against the new law.", "marched", "PROTEST"),
        ("The minister denied that any soldier had crossed the river.", "denied", "REJECT"),
    ],
)
def test_the_word_that_tells_an_act_is_found_with_its_kind(reader, sentence, words, told, kind):
    where = sentence(words)
    reading, at = reader.read(where), _place(where, told)

    assert reading.act(at) > 0.5
    assert reading.kind(at) == kind
    assert max(range(len(where.words)), key=reading.act) == at


def test_words_that_tell_of_nothing_are_no_acts(reader, sentence):
    where = sentence("The river is wide and its water is cold in winter.")
    reading = reader.read(where)

    assert max(reading.act(at) for at in range(len(where.words))) < 0.3


def test_who_does_it_and_who_suffers_it_are_told_apart(reader, sentence):
    where = sentence("Police arrested three reporters.")
    reading, at = reader.read(where), 1

    police, reporters = [0], [3]
    assert reading.part(ACTOR, at, police) > 0.7 > reading.part(ACTOR, at, reporters)
    assert reading.part(RECIPIENT, at, reporters) > 0.5 > reading.part(RECIPIENT, at, police)
    assert reading.part(ACTOR, at, []) == 0


def test_what_did_not_happen_is_told_from_what_did(reader, sentence):
    done, denied = sentence("Chile expelled the envoy."), sentence("Chile did not expel the envoy.")

    was = reader.read(done).stands(_place(done, "expelled"), "occurred")
    assert was > 0.8 > reader.read(denied).stands(_place(denied, "expel"), "occurred")


@pytest.mark.parametrize("words", ["x", "…", "“ ”", "Ωmega " * 400, "a\u200bb \u202e c", "ﷺ!" * 200])
def test_whatever_the_words_every_token_gets_its_chances(reader, sentence, words):
    where = sentence(words)
    reading = reader.read(where)

    assert reading.chances.shape == (len(where.words), 1 + len(TYPES))
    assert reading.roles.shape == (2, len(where.words), len(where.words))
    assert np.allclose(reading.chances.sum(axis=1), 1)
    assert set(reading.kinds[1:]) == set(TYPES)


def test_each_sentence_of_an_article_is_read_once(sentence):
    class Counting(ActReader):
        read_so_far = 0

        def read(self, sentence: Sentence) -> Reading:
            self.read_so_far += 1
            return super().read(sentence)

    counting = Counting()
    readings = Readings(counting)
    where = sentence("Peru thanked Chile.")

    assert readings.of(where) is readings.of(where)
    assert counting.read_so_far == 1


def test_the_same_sentence_is_read_the_same_way(reader, sentence):
    words = "Italy imposed sanctions on Malta."

    assert (reader.read(sentence(words)).chances == reader.read(sentence(words)).chances).all()


@pytest.mark.parametrize(
    ("words", "kind", "doubt"),
    [
        ("Turkish police seize a cargo ship of Cyprus.", "COERCE", "habit"),
        ("Ghana bans two newspapers.", "COERCE", "habit"),
    ],
)
def test_what_grammar_doubts_is_told_where_it_is_read_as_an_act(code, words, kind, doubt):
    event = code(words, date="2012-05-16").event(kind)

    assert f"an act as it is read, though {doubt}" in {w.rule for w in event.why}


def test_a_word_of_several_meanings_gets_the_one_that_is_read(code):
    event = code("India objected to any mention of Pakistan in the text.").events[0]

    assert (event.type, event.mode, event.score) == ("REJECT", None, -2)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Paris suspended its sanctions on Chad.", "RETREAT"),
        ("Paris suspended its aid to Chad.", "SANCTION"),
        ("Paris lifted its embargo on Chad.", "RETREAT"),
    ],
)
def test_a_row_that_names_its_object_knows_cooperation_from_conflict(code, words, kind):
    assert code(words, date="2012-05-16").event(kind)


def test_an_act_that_is_read_as_another_than_its_row_says_is_not_told_against_grammar(code):
    """ "opened fire … near the border" opens no border."""
    told = code("Norwegian soldiers opened fire on Monday near the border.", date="2012-05-16").events

    assert "COOPERATE" not in {e.type for e in told}
