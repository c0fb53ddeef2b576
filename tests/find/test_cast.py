"""Who is meant, in texts written for these tests."""


def speakers(read):
    return [s.speaker.name if s.speaker else None for s in read.statements]


def test_a_title_with_a_place_in_it_belongs_to_the_name_behind(code):
    """The parser takes "Sudan Paul Harding" for one name, and hangs the title on somebody else."""
    read = code(
        "Last winter, former Special Envoy for Sudan Paul Harding and the Sudanese activist Amal Idris wrote an essay, "
        "condemning British efforts to rebuild relations with Sudan.\n\nHarding said the talks were over."
    )
    assert speakers(read) == ["Paul Harding"]
    assert read.statements[0].speaker.in_office is False
    assert "Amal Idris" in [a.name for a in read.event("ACCUSE").actors]


def test_you_is_whoever_is_told(code):
    read = code(
        "I asked Norwegian Foreign Minister Anna Berg what she would tell Sudanese President Omar al-Bashir:\n\n"
        "“The prime minister should call Bashir and tell him these are the things you have to do: "
        "free the detainees, open the border.”"
    )
    wanted = [d for d in read.demands if d.what.exact.startswith(("free", "open"))]
    assert len(wanted) == 2
    assert {a.name for d in wanted for a in d.of} == {"Omar al-Bashir"}


def test_a_surname_finds_the_name_with_a_particle(code):
    read = code("Sudanese President Omar al-Bashir flew home on Friday. Bashir condemned Norway.")
    assert [a.name for a in read.event("ACCUSE").actors] == ["Omar al-Bashir"]


def test_months_are_nobody(code):
    read = code("In May the president of Cyprus condemned Norway.")
    assert [a.country for a in read.event("ACCUSE").actors] == ["CYP"]


def test_presidents_of_countries_stand_in_a_list_with_their_names(code):
    """The parser takes each name for what the office is "of", and hangs the next office on the name."""
    read = code(
        "President of Russia Vladimir Putin met with President of Belarus Alexander Lukashenko, President of Iran "
        "Hassan Rouhani and President of the Republic of Turkey Recep Tayyip Erdogan.",
        date="2019-02-14",
    )
    assert [a.name for a in read.event("CONSULT").actors] == [
        "Vladimir Putin",
        "Alexander Lukashenko",
        "Hassan Rouhani",
        "Recep Tayyip Erdogan",
    ]


def test_the_president_of_another_country_is_another_man(code):
    read = code("President of Chad Ann Lee arrived. She met the Kenyan President on Friday.")
    assert [a.country for a in read.event("CONSULT").actors] == ["TCD", "KEN"]


def test_four_leaders_are_not_the_last_two(code):
    named = "Angela Merkel, Emmanuel Macron and Donald Trump arrived."
    three = code(f"{named} The three leaders condemned Iran.", date="2018-03-01").event("ACCUSE")
    four = code(f"{named} The four leaders condemned Iran.", date="2018-03-01").event("ACCUSE")
    assert [a.country for a in three.actors] == ["DEU", "FRA", "USA"]
    assert [a.country for a in four.actors] == [None]


def test_a_weekday_is_no_politician(code):
    read = code("Kenya condemned Uganda on Thursday and Friday.")
    assert [a.country for a in read.event("ACCUSE").recipients] == ["UGA"]


def test_a_surname_with_a_title_is_whoever_the_article_has_named_so(code):
    """The tables know another Banda, who was a president."""
    read = code("The Kenyan premier met Joyce Banda of Malawi. Ms. Banda condemned China.", date="2011-07-20")
    assert [a.name for a in read.event("ACCUSE").actors] == ["Joyce Banda"]


def test_a_state_of_emergency_is_no_state(code):
    read = code("Kenya declared a state of emergency in Nairobi.")
    assert "state" not in [a.name for e in read.events for a in (*e.actors, *e.recipients)]
