"""The relation between two named mentions: its type, its status, and how sure that is."""

import json
import shutil
from importlib import resources
from pathlib import Path

import pytest

from dragoman.find import Asked, RelationReader
from dragoman.find.relation_model import NOTHING, RelationModel, WrongWeightsError, load_from
from dragoman.find.relation_path import find_places
from dragoman.know import TYPES


@pytest.fixture(scope="module")
def reader() -> RelationReader:
    return RelationReader.load()


def test_each_pair_of_one_sentence_has_its_own_relation(reader):
    """A accuses B of what B did to C."""
    sentence = "Peru accused Bolivia of arresting two priests near the lake."

    assert reader.read(sentence, "Peru", "Bolivia").type == "ACCUSE"
    assert reader.read(sentence, "Bolivia", "two priests").type == "COERCE"


@pytest.mark.parametrize(
    ("sentence", "source", "target", "expected"),
    [
        ("Norway agreed to free two Danish sailors.", "Norway", "Danish sailors", "AGREE"),
        ("Norway freed two Danish sailors.", "Norway", "Danish sailors", "RETREAT"),
        ("Norway refused to free two Danish sailors.", "Norway", "Danish sailors", "REJECT"),
        ("Norway urged Denmark to free two sailors.", "Norway", "Denmark", "REQUEST"),
        ("Norway pardoned two Danish sailors.", "Norway", "Danish sailors", "CONCEDE"),
        ("Chile threatened to shell Peru.", "Chile", "Peru", "THREATEN"),
        ("Chile shelled Peru.", "Chile", "Peru", "ASSAULT"),
        ("Kenya expelled the Sudanese ambassador.", "Kenya", "the Sudanese ambassador", "SANCTION"),
        ("Kenya met Sudan for talks on the river.", "Kenya", "Sudan", "CONSULT"),
        ("Students marched against the government in Lima.", "Students", "the government", "PROTEST"),
        ("Japan sent Nepal tents and blankets.", "Japan", "Nepal", "AID"),
    ],
)
def test_hard_contrasts(reader, sentence, source, target, expected):
    assert reader.read(sentence, source, target).type == expected


def test_what_must_be_done_is_demanded_without_a_verb_of_demanding(reader):
    relation = reader.read("The envoy said Laos should open its markets.", "The envoy", "Laos")

    assert relation.type == "REQUEST"


def test_peacekeepers_help_and_are_no_threat(reader):
    relation = reader.read("Ghana deployed peacekeepers in Liberia.", "Ghana", "Liberia")

    assert relation.type == "AID"
    assert relation.quad == "material cooperation"


def test_many_at_once_answer_as_one_by_one(reader):
    asked = [
        Asked("Italy praised Malta for its patience.", "Italy", "Malta"),
        Asked("Italy, which had long been silent, imposed sanctions on Malta on Friday.", "Italy", "Malta"),
    ]

    assert list(reader.read_many(asked)) == [reader.read(a.sentence, a.source, a.target) for a in asked]


@pytest.mark.parametrize("sentence", ["", "   ", "Nobody is named here.", "Ωmega " * 400, "\x00\u202e“”"])
def test_whatever_the_words_an_answer_comes_with_a_type_of_the_ontology(reader, sentence):
    relation = reader.read(sentence, "France", "Spain")

    assert relation.type in TYPES
    assert 0 <= relation.confidence <= 1


def test_a_name_within_the_other_name_is_looked_for_outside_it():
    sentence = "South Sudan accused Sudan of a raid."

    assert find_places(sentence, "South Sudan", "Sudan") == ((0, 11), (20, 25))


def test_weights_that_were_changed_are_not_loaded(tmp_path: Path):
    folder = tmp_path / "relation"
    shutil.copytree(Path(str(resources.files("dragoman.find") / "data" / "relation")), folder)
    with (folder / "tokenizer.json").open("a") as file:
        file.write(" ")

    with pytest.raises(WrongWeightsError, match=r"tokenizer\.json"):
        load_from(folder, "types.onnx")


def test_the_model_says_what_it_was_trained_on():
    about = json.loads((resources.files("dragoman.find") / "data" / "relation" / "model.json").read_text())

    assert set(about["types"]) == {*TYPES, NOTHING}
    assert isinstance(RelationModel.load().temperature, float)
