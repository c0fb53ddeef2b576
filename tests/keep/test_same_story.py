"""The same story twice: exact copies, wire copies under other headlines, updated versions. Kept, linked, one source.

Written for these tests, read by the real reader: what the desk adds is text, not signatures.
"""

from pathlib import Path

import pytest

from dragoman.keep import Case
from dragoman.read import read_text
from dragoman.records import Coded

WIRE = """Four crew members of the trawler Sigrid were freed on Thursday after eleven days in custody, the port
authority of Tornes said, ending a quarrel between the two governments that had closed the northern strait to
fishing boats.

The men had been held since a patrol boat stopped the vessel near the disputed line on the second of the
month. Their lawyer said that no charges had been brought and that the owner had paid neither a fine nor a
deposit for the boat.

"We are glad that reason has won," the deputy minister of fisheries told reporters in the harbour, where
relatives had waited since the early morning with flags and flowers. She thanked the consul for his patience.

The other side had asked for a written apology before it would open the strait again. An official there, who
would not be named because the talks were still going on, said that a letter had arrived on Wednesday night
and that its wording was "acceptable, if not generous". He would not say who had signed it.

Boats from both coasts are to put to sea on Saturday. The two governments have not said whether the joint
commission on quotas, which has not met since the spring, will now be called together again before the season
ends in November."""

LEDE = """TORNES – A dispute that emptied the fish markets of two countries came to an end on Thursday, and nobody was
in a hurry to say who had given way."""

OTHER = """Tornes harbour was quiet on Friday. Fishermen mended nets and spoke of the price of diesel. The mayor had
hoped for visitors; the only guest of the inn was a student of law who collects old sea charts and asked about
the disputed line.

Nobody in the village remembers a commission that met on time. The older ones remember a war over cod, and
tell it well. They say that a letter is cheap and that quotas are dear, and that the deputy minister will be
back before Christmas."""


def add(case: Case, name: str, title: str, text: str, day: str, source: str) -> str | None:
    document = read_text(f"{title}\n\n{text}", id=name, title=title, date=day, source=source)
    return case.add(Coded(document=document, claims=())).copy_of


@pytest.fixture
def wire(case: Case) -> Case:
    assert add(case, "wire", "Crew of Sigrid freed after eleven days", WIRE, "2021-06-10", "North Wire") is None
    return case


def test_an_exact_copy(wire: Case):
    assert add(wire, "copy", "Crew of Sigrid freed after eleven days", WIRE, "2021-06-11", "Coast News") == "wire"


def test_a_wire_copy_under_another_headline(wire: Case):
    assert (
        add(wire, "paper", "Strait to open again as trawler men walk free", WIRE, "2021-06-11", "Coast News") == "wire"
    )


def test_a_wire_copy_with_a_lede_of_its_own(wire: Case):
    assert add(wire, "paper", "Nobody gave way", f"{LEDE}\n\n{WIRE}", "2021-06-11", "Coast News") == "wire"


def test_a_wire_copy_cut_at_the_end(wire: Case):
    short = "\n\n".join(WIRE.split("\n\n")[:3])
    assert add(wire, "short", "Crew freed", short, "2021-06-11", "Free Sheet") == "wire"


def test_a_wire_copy_with_house_spelling_and_small_edits(wire: Case):
    edited = (
        WIRE.replace("quarrel", "dispute")
        .replace("eleven days", "11 days")
        .replace("“", '"')
        .replace("Thursday", "yesterday")
    )
    assert add(wire, "house", "Sigrid men free", edited, "2021-06-11", "Coast News") == "wire"


def test_an_updated_version_of_the_same_article(wire: Case):
    updated = WIRE + "\n\nUpdate: the commission will meet on Monday, both governments said on Thursday night."
    document = read_text(
        f"Crew freed\n\n{updated}", id="wire", title="Crew freed", date="2021-06-10", source="North Wire"
    )
    added = wire.add(Coded(document=document, claims=()))
    assert (added.what, added.copy_of) == ("new version", None)
    assert [d.text.count("Update:") for d in wire.documents()] == [1]


def test_an_update_that_another_id_brings(wire: Case):
    updated = WIRE + "\n\nUpdate: the commission will meet on Monday, both governments said on Thursday night."
    assert add(wire, "wire-2", "Crew freed, commission to meet", updated, "2021-06-10", "North Wire") == "wire"


def test_another_report_of_the_same_place_is_no_copy(wire: Case):
    assert add(wire, "feature", "A quiet Friday in Tornes", OTHER, "2021-06-11", "Coast News") is None
    quoting = OTHER + "\n\n" + WIRE.split("\n\n")[2]
    assert add(wire, "quoting", "What they say in Tornes", quoting, "2021-06-12", "Free Sheet") in (None, "feature")


def test_the_yearly_report_in_the_same_words_is_no_copy(wire: Case):
    """Bodies that come back every year repeat themselves: each is a report of its own."""
    again = WIRE.replace("eleven", "twelve")
    assert add(wire, "next-year", "Crew of Sigrid freed after twelve days", again, "2022-06-10", "North Wire") is None


def test_copies_are_kept_and_count_as_one_source_in_whatever_order_they_came(where: str, tmp_path: Path):
    told = {
        "wire": ("Crew of Sigrid freed", WIRE, "2021-06-10", "North Wire"),
        "paper": ("Strait to open again", WIRE, "2021-06-11", "Coast News"),
        "lede": ("Nobody gave way", f"{LEDE}\n\n{WIRE}", "2021-06-11", "Sea Post"),
        "feature": ("A quiet Friday", OTHER, "2021-06-11", "Coast News"),
    }
    with Case.open(where) as one, Case.open(tmp_path / "other.db") as other:
        for name, said in told.items():
            add(one, name, *said)
        for name, said in reversed(told.items()):
            add(other, name, *said)
        assert one.copies() == other.copies() == {"lede": "wire", "paper": "wire"}
        assert list(one.lines("document")) == list(other.lines("document"))
        assert one.count("document") == 4
