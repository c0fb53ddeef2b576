"""Which words belong in the record as acts, and which only sound like it."""

import pytest


def countries(actors):
    return {a.country for a in actors if a.country}


@pytest.mark.parametrize(
    "text",
    [
        "Did Norway accuse Sudan of arming rebels?",
        "Kenya could condemn Somalia.",
        "The partnership between Norway and Sudan is important.",
        "The ministry drafted a road map for 2020.",
        "Peru helps fishermen.",
        "The police chief wrote a book on the two countries.",
        "The loan carries interest of five percent a year.",
        "Norwegian banks adopted a new logo.",
    ],
)
def test_what_asks_describes_or_names_nobody_is_no_act(code, text):
    assert code(text, date="2012-05-16").events == []


def test_one_meeting_told_in_two_verbs_is_one_act(code):
    read = code("Kenya’s president met the Somali prime minister and discussed trade with him.", date="2012-05-16")
    assert countries(read.event("CONSULT").actors) == {"KEN", "SOM"}


def test_what_is_discussed_is_no_partner(code):
    read = code("The presidents of Kenya and Ghana discussed the war in Somalia.", date="2012-05-16")
    assert countries(read.event("CONSULT").actors) == {"KEN", "GHA"}


def test_the_topic_of_a_protest_is_no_second_act(code):
    read = code("Students in Quito marched against the arrest of two teachers.", date="2012-05-16")
    assert [e.type for e in read.events] == ["PROTEST"]
    assert countries(read.event("PROTEST").recipients) == {"ECU"}


def test_whoever_will_not_do_it_refuses(code):
    event = code("Ghana said it would not meet the Togolese envoy.", date="2012-05-16").event("REJECT")
    assert (countries(event.actors), countries(event.recipients), event.status) == ({"GHA"}, {"TGO"}, "occurred")


def test_rebels_who_deal_with_a_government_are_of_its_country(code):
    event = code("Rebels rejected an offer from the government of Mali.", date="2012-05-16").event("REJECT")
    assert countries(event.actors) == {"MLI"}


def test_ethnic_turks_are_not_turkey(code):
    event = code("Police in Sofia arrested ten ethnic Turks.", date="1989-06-02").event("COERCE")
    assert countries(event.recipients) == {"BGR"}


def test_a_report_that_is_denied_tells_of_nothing_done(code):
    event = code("Norway denied that it had imposed sanctions on Chad.", date="2012-05-16").event("SANCTION")
    assert event.status == "denied"


def test_a_town_does_nothing_itself(code):
    read = code("Kenyan police stopped the march in Mombasa. It condemned Somalia.", date="2012-05-16")
    assert all(a.name != "Mombasa" for e in read.events for a in e.actors)
