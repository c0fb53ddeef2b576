"""What the tables say of words, names and codes; and laws that hold for any text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.know import Gazetteer, read_mention
from dragoman.know.tables import DATA, entry_of, read_lines

SECTORS = set("GOV MIL JUD LEG COP SPY PTY OPP REB UAF PRM CVL CRM MED BUS LAB AGR EDU REL REF HRI NGO IGO ELI".split())
PIECES = [
    "President", "former", "Bush", "the", "U.S.", "us", "Turkey’s", "Minsk", "rebels", "of", "in", "Alexander",
    "Lukashenko", "Georgia", "police", ",", "court", "and", "é", "“", "Jean-Yves", "Congo", "\n", "N'Djamena", "EU",
]  # fmt: skip


@pytest.fixture(scope="module")
def tables() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Belarus", "BLR"), ("Minsk", "BLR"), ("Brussels", "EUR"), ("US", "USA"), ("America", "USA"), ("BLR", "BLR"),
        ("by", "BLR"), ("EU", "EUR"), ("Security Council", "UNO"), ("UN", "UNO"), ("NATO", "NAT"), ("Kosovo", "XKX"),
        ("south korea", "KOR"), ("the Netherlands", "NLD"), ("Côte d’Ivoire", "CIV"), ("IMF", "IGO"),
    ],
)  # fmt: skip
def test_people_type_a_state_in_many_ways(tables: Gazetteer, typed: str, code: str) -> None:
    assert tables.country_code(typed) == code


@pytest.mark.parametrize("typed", ["", "Atlantis", "Georgia", "zz", "Congo"])
def test_what_is_unknown_or_ambiguous_has_no_code(tables: Gazetteer, typed: str) -> None:
    assert tables.country_code(typed) is None


def test_every_code_has_a_name_that_leads_back_to_it(tables: Gazetteer) -> None:
    codes = [line.split("\t")[0] for folder in ("odbl", "own") for line in read_lines(folder, "codes.tsv")]
    astray = {c: tables.country_name(c) for c in codes if tables.country_code(tables.country_name(c)) != c}

    assert set(astray) <= {"GEO", "IGO", "NGO", "MNC"}


def test_nouns(tables: Gazetteer) -> None:
    assert tables.sector_of("ministers") == "GOV"
    assert tables.sector_of("policemen") == "COP"
    assert tables.sector_of("human rights groups") == "HRI"
    assert tables.sector_of("table") is None
    assert tables.is_person_noun("fishermen")
    assert not tables.is_person_noun("parliament")


def test_given_names(tables: Gazetteer) -> None:
    assert tables.is_given_name("Svetlana")
    assert not tables.is_given_name("svetlana")
    assert (tables.gender_of("Svetlana"), tables.gender_of("Phil"), tables.gender_of("Alex")) == ("f", "m", None)
    assert tables.full_forms("Phil") == {"Philip", "Phillip"}


def test_names_in_a_text_are_the_longest_and_leave_possessives_off(tables: Gazetteer) -> None:
    text = "South Korea’s envoy told the European Commission that turkey is off the menu for us in the U.S."

    assert [text[n.start : n.end] for n in tables.find_names(text)] == ["South Korea", "European Commission", "U.S."]


def test_a_line_becomes_an_actor_even_where_nobody_is_known(tables: Gazetteer) -> None:
    unknown = read_mention(tables, {"id": "1", "text": "yesterday"}, "2020-01-01")
    minister = read_mention(tables, {"id": "2", "text": "the interior minister", "country": "Latvia"}, "2020-01-01")

    assert (unknown.name, unknown.country, unknown.sector) == ("yesterday", None, None)
    assert (minister.country, minister.sector) == ("LVA", "GOV")


def test_a_title_in_the_words_beats_a_day_that_is_only_assumed(tables: Gazetteer) -> None:
    asked = {"id": "1", "text": "Chancellor Olaf Scholz"}

    assert read_mention(tables, asked, "2026-01-01").in_office is True
    assert read_mention(tables, {**asked, "date": "2026-01-01"}, "2026-01-01").in_office is False


def test_every_line_of_every_table_is_sound() -> None:
    """Known sectors and codes, spells that do not end before they begin."""
    codes = {line.split("\t")[0] for folder in ("odbl", "own") for line in read_lines(folder, "codes.tsv")}
    for folder in DATA.iterdir():
        for file in folder.iterdir():
            if not file.name.startswith("names_"):
                continue
            for line in read_lines(folder.name, file.name):
                entry = entry_of(line)
                assert entry.name, line
                assert entry.sector is None or entry.sector in SECTORS, line
                assert entry.country is None or entry.country in codes or folder.name == "phoenix", line
                assert not entry.end or not entry.start or entry.start[:7] <= entry.end.rstrip("?")[:7] + "~", line


def test_each_state_has_a_head_in_2012_and_in_2024() -> None:
    """A table of office holders must treat all states alike."""
    states = {line.split("\t")[0] for line in read_lines("odbl", "codes.tsv")}
    people = [entry_of(line) for line in read_lines("own", "names_people.tsv")]
    for day in ("2012-01-15", "2024-01-15"):
        heads = {e.country for e in people if e.sector == "GOV" and e.holds_on(day)}
        assert len(heads & states) >= 185


def test_every_name_of_a_long_text_is_found(tables: Gazetteer) -> None:
    text = "The French president met Turkey's foreign minister in Geneva while rebels shelled Aleppo. " * 2000

    assert len(tables.find_names(text)) == 8000


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_names_lie_in_the_text_in_order_and_apart(text: str) -> None:
    names = Gazetteer.load().find_names(text)

    assert all(0 <= n.start < n.end <= len(text) and n.readings for n in names)
    assert all(a.end <= b.start for a, b in pairwise(names))


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map(" ".join),
    st.none() | st.dates().map(str),
)
@settings(max_examples=200, deadline=None)
def test_any_words_can_be_read_and_read_the_same_twice(words: str, on: str | None) -> None:
    tables = Gazetteer.load()
    found = tables.read(words, on=on, context=words)

    assert found == tables.read(words, on=on, context=words)
    assert found is None or found.sector is None or found.sector in SECTORS
    if found is not None and on is None and "former" not in words and found.kind == "demonym":
        assert found.in_office is None
