"""Both stores find the same documents by the same words, in the same order, with the same words shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_articles import HARBOUR, article
from stores import POSTGRES, empty_postgres

from dragoman.keep import Case, Filter
from dragoman.keep.words import read_words, vector_of

TEXTS = {
    "a": ("The harbour", HARBOUR),
    "b": (
        "No harbour for the U.S. Navy",
        "The U.S. asked for a harbour. The harbour was not open to the ships of the U.S. Navy.",
    ),
    "c": (None, "Political prisoners are held. A political prisoner was held: political prisoners, all of them."),
    "d": ("Prisoners", "Political talks about prisoners; the prisoners were political. Who is to be or not to be?"),
    "e": (
        "Über “Seyðisfjörður” 🐟",
        "Naïve ships' captains don't re-enter Seydisfjordur at 3.30 with 1,000 fish_nets.",
    ),
    "f": ("The the the", "the " * 300 + "end"),
    "g": ("Same words", "One ship, two ships."),
    "h": ("Same words", "One ship, two ships."),
    "i": (None, "ships " + "and boats " * 9000 + "then a last lighthouse"),
}
ASKED = (
    "harbour", "the", "to be or not to be", '"to be or not to be"', '"political prisoners"', "political prisoners",
    '"political prisoners" -talks', "U.S.", '"U.S. Navy"', "naive", "Naïve", "ship", "ships -boats", "don't",
    "1,000", "3.30", "re-enter", "fish_nets", "fish nets", "seydisfjordur", "_ ships", "🐟 ships",
    '"prisoners political"', '"two ships"', "one two", '"harbour political"', "lighthouse", "end",
)  # fmt: skip


def _filled(where: str) -> Case:
    case = Case.open(where)
    for number, (name, (title, text)) in enumerate(TEXTS.items()):
        case.add(article(name, text, f"2021-03-{9 - number:02}", title=title, claims=0))
    return case


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    if not POSTGRES:
        pytest.skip("DRAGOMAN_TEST_POSTGRES names no database")
    empty_postgres()
    with _filled(str(tmp_path_factory.mktemp("case") / "desk.db")) as file, _filled(POSTGRES) as server:
        yield file, server


@pytest.mark.parametrize("words", ASKED)
def test_both_stores_give_the_same_answer(both, words):
    file, server = both

    assert server.search(words) == file.search(words)
    later = Filter(limit=1, offset=1)
    assert server.search(words, later) == file.search(words, later)


def test_the_questions_find_something(both):
    found = {words: [hit.document for hit in both[1].search(words)] for words in ASKED}

    assert {words for words, hits in found.items() if not hits} == {'"prisoners political"', '"harbour political"'}
    assert set(found["the"]) == {"a", "b", "d", "f"}
    assert found['"to be or not to be"'] == ["d"]
    assert found["one two"] == ["h", "g"], "what answers alike comes by day"


LETTERS = st.text(st.sampled_from("ab AB-é'.0_ß🐟ا"), max_size=12)


@given(title=st.none() | LETTERS, text=LETTERS)
def test_words_are_what_stands_between_marks(title, text):
    for given_, words in zip((title or "", text), read_words(title, text), strict=True):
        assert len(words) == len("".join(c if c.isalnum() else " " for c in given_).split())


def test_a_text_of_any_size_can_be_kept():
    """PostgreSQL refuses words of more than 2 KB and vectors of more than a megabyte; places end at 16,383."""
    long_word = "x" * 3000
    many = [f"w{n}" for n in range(200_000)]

    vector = vector_of([], [long_word, *many])

    assert long_word not in vector
    assert len(vector.encode()) < 2**21
    assert all(int(place.split(":")[1]) <= 16_383 for place in vector.split()[-5:])
