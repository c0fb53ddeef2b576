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
