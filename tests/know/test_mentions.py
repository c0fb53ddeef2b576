"""Who is meant by a mention as newspapers write it."""

import pytest

from dragoman.know import Gazetteer, Reading


@pytest.fixture(scope="module")
def tables() -> Gazetteer:
    return Gazetteer.load()


def read(tables: Gazetteer, words: str, on: str | None = None, context: str = "") -> Reading:
    found = tables.read(words, on=on, context=context)
    assert found is not None, words
    return found


def test_a_former_official_is_out_of_office_and_keeps_his_country(tables: Gazetteer) -> None:
    """The office is American, so its holder served America; what he was, he is no longer."""
    found = read(tables, "former Deputy Assistant Secretary of State Carla Whitfield")

    assert (found.name, found.country, found.sector) == ("Carla Whitfield", "USA", "ELI")
    assert found.role == "former Deputy Assistant Secretary of State"
    assert found.in_office is False


def test_a_title_before_the_name_says_that_the_office_is_held(tables: Gazetteer) -> None:
    found = read(tables, "Assistant Secretary of State Carla Whitfield")

    assert (found.country, found.sector, found.in_office) == ("USA", "GOV", True)


def test_a_hyphened_name_is_whole(tables: Gazetteer) -> None:
    found = read(tables, "Deputy Prime Minister Ahn Dong-suk")

    assert (found.name, found.role) == ("Ahn Dong-suk", "Deputy Prime Minister")


def test_a_name_may_follow_the_office_and_what_it_is_the_office_of(tables: Gazetteer) -> None:
    envoy = read(tables, "former U.S. Ambassador to Mongolia Karen Whitlow")
    president = read(tables, "the President of France Emmanuel Macron", "2019-01-01")

    assert (envoy.name, envoy.country, envoy.sector) == ("Karen Whitlow", "USA", "ELI")
    assert (president.name, president.country) == ("Emmanuel Macron", "FRA")


@pytest.mark.parametrize("words", ["supporters of Emmanuel Macron", "the ambassador of President Emmanuel Macron"])
def test_who_belongs_to_somebody_is_not_that_one(tables: Gazetteer, words: str) -> None:
    assert "Macron" not in read(tables, words, "2019-01-01").name


def test_the_day_decides_which_president_of_that_name(tables: Gazetteer) -> None:
    assert read(tables, "President Bush", "1990-08-02").name == "George H. W. Bush"
    assert read(tables, "President Bush", "2003-03-20").name == "George W. Bush"


def test_without_a_day_the_name_stays_as_it_is_but_the_country_is_clear(tables: Gazetteer) -> None:
    found = read(tables, "President Bush")

    assert (found.name, found.country, found.sector) == ("Bush", "USA", "GOV")


def test_a_minister_is_in_office_until_he_is_not(tables: Gazetteer) -> None:
    before, during, after = (read(tables, "Heiko Maas", day) for day in ("2010-01-01", "2019-06-01", "2024-01-01"))

    assert (before.sector, before.in_office) == (None, False)
    assert (during.sector, during.in_office) == ("GOV", True)
    assert (after.sector, after.in_office) == ("ELI", False)


def test_without_a_day_nothing_is_said_about_being_in_office(tables: Gazetteer) -> None:
    assert read(tables, "Angela Merkel").in_office is None


def test_a_movement_that_takes_power_becomes_a_government(tables: Gazetteer) -> None:
    assert read(tables, "the Taliban", "2015-01-01").sector == "REB"
    assert read(tables, "the Taliban", "2023-01-01").sector == "GOV"


@pytest.mark.parametrize(
    ("words", "country", "sector"),
    [
        ("Belarusian dissident Vera Hramyka", "BLR", "OPP"),
        ("the Iranian foreign ministry", "IRN", "GOV"),
        ("a spokeswoman for the Iranian foreign ministry", "IRN", "GOV"),
        ("riot police", None, "COP"),
        ("Rights groups in Minsk", "BLR", "HRI"),
        ("a Libyan court", "LBY", "JUD"),
        ("Kurdish rebels", None, "REB"),
        ("pro-Russian separatists", None, "REB"),
        ("the Kremlin", "RUS", "GOV"),
        ("a senior White House official", "USA", "GOV"),
        ("Hamas fighters", "PSE", "REB"),
        ("EU lawmakers", "EUR", "LEG"),
        ("a group of pilgrims", None, "REL"),
        ("an air force mechanic", None, "MIL"),
        ("Norway's ambassador to Mali", "NOR", "GOV"),
        ("opposition activists in Belarus", "BLR", "OPP"),
        ("Peru's Defense Department", "PER", "GOV"),
        ("members of the Knesset", "ISR", "LEG"),
        ("Nicolás Maduro's government", "VEN", "GOV"),
        ("the Erdoğan government", "TUR", "GOV"),
        ("local health officials", None, "GOV"),
        ("the University of Nairobi", "KEN", "EDU"),
        ("the UN Libya envoy", "UNO", "GOV"),
        ("the Syrian opposition delegation", "SYR", "OPP"),
        ("the Saudi-led coalition", "SAU", "MIL"),
        ("Toyota president Akio Toyoda", "JPN", "BUS"),
    ],
)
def test_descriptions(tables: Gazetteer, words: str, country: str | None, sector: str) -> None:
    found = read(tables, words)

    assert (found.country, found.sector) == (country, sector)


def test_whose_government_depends_on_the_day_where_two_bore_the_name(tables: Gazetteer) -> None:
    assert read(tables, "the Maduro regime", "2018-01-01").country == "VEN"
    assert read(tables, "the Maduro government", "2004-01-01").country == "HND"


def test_an_apposition_says_who_somebody_is_from_either_side(tables: Gazetteer) -> None:
    for words in ("Ana Tomova, Bulgaria's deputy energy minister", "Bulgaria's deputy energy minister, Ana Tomova"):
        found = read(tables, words)
        assert (found.name, found.country, found.sector) == ("Ana Tomova", "BGR", "GOV")


def test_another_spelling_of_a_known_name_is_the_same_person(tables: Gazetteer) -> None:
    assert read(tables, "Alyaksandr Lukashenka").name == read(tables, "Alexander Lukashenko").name


def test_a_family_name_alone_never_makes_a_stranger_famous(tables: Gazetteer) -> None:
    """A Kramer who is not the one in the tables stays the one the article names."""
    assert read(tables, "Judge Otto Merkel").country is None


def test_a_longer_name_is_somebody_else(tables: Gazetteer) -> None:
    """Juan Carlos was a king; Juan Carlos Pedrell was not."""
    assert read(tables, "Juan Carlos Pedrell", "2010-01-01").country is None


def test_pronouns_days_and_birds_are_nobody(tables: Gazetteer) -> None:
    for words in ("He", "us", "turkey", "china", "yesterday", "March", "Let", ""):
        assert tables.read(words, on="2020-01-01") is None


class TestAmbiguousNames:
    """Settled by the words around, or left open."""

    def test_georgia_has_a_capital_or_a_governor(self, tables: Gazetteer) -> None:
        assert read(tables, "Georgia", context="Tbilisi said that Georgia would answer").country == "GEO"
        assert read(tables, "Georgia", context="voters in Atlanta and across Georgia").country == "USA"
        assert read(tables, "Georgia").country is None

    def test_two_congos(self, tables: Gazetteer) -> None:
        assert read(tables, "Congo's army", context="near Goma").country == "COD"
        assert read(tables, "Congo's army", context="in Brazzaville").country == "COG"
        assert read(tables, "Congo's army").country is None

    def test_niger_is_not_nigeria(self, tables: Gazetteer) -> None:
        assert read(tables, "Niger's president").country == "NER"
        assert read(tables, "the Nigerian president").country == "NGA"

    def test_people_named_like_places(self, tables: Gazetteer) -> None:
        assert read(tables, "Jordan").country == "JOR"
        assert read(tables, "Michael Jordan").country is None
        assert read(tables, "Chad Brewster").country is None

    def test_brussels_is_a_union_or_a_kingdom(self, tables: Gazetteer) -> None:
        assert read(tables, "Brussels").country == "EUR"
        assert read(tables, "Brussels", context="the Belgian cabinet met in Brussels").country == "BEL"


@pytest.mark.parametrize(
    ("words", "sentence", "article", "country", "sector"),
    [
        ("Congress", "Congress passed the bill.", "The White House said so.", "USA", "LEG"),
        ("Congress", "Congress lost the state of Kerala.", "New Delhi was silent.", "IND", "PTY"),
        ("Congress", "Congress met in the capital.", "The capital was calm.", None, None),
        ("Labour", "Labour won the seat.", "A by-election in England.", "GBR", "PTY"),
        ("Labour", "Labour is scarce here.", "They told us of the harvest.", None, None),
        ("Congress workers", "Congress workers marched.", "Police in New Delhi watched.", "IND", "PTY"),
    ],
)
def test_a_plain_word_is_a_name_where_the_article_speaks_of_its_country(
    tables: Gazetteer, words: str, sentence: str, article: str, country: str | None, sector: str | None
) -> None:
    found = tables.read(words, context=sentence, article=f"{sentence} {article}")

    assert found is not None
    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("People's Republic of China", "CHN"),
        ("the People’s Republic of China", "CHN"),
        ("Republic of China", "TWN"),
        ("Democratic People's Republic of Korea", "PRK"),
        ("President of the Democratic People’s Republic of Korea", "PRK"),
        ("Western Cape police", "ZAF"),
        ("a Chinese people's congress", "CHN"),
    ],
)
def test_a_possessive_inside_a_name_belongs_to_it(tables: Gazetteer, words: str, country: str) -> None:
    assert read(tables, words).country == country
