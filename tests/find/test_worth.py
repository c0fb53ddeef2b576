"""Which words belong in the record as acts, and which only sound like it."""

import pytest

from dragoman.read import read_text


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
        "Asked whether Norway was ready to cut aid to Sudan, the minister said no.",
        "The statement seemed designed to reassure Kenya, a Norwegian official said.",
        "Norway, which received Kenyan and Ghanaian support, is on the coast.",
        "Norwegian imports were injuring the Peruvian industry.",
        "Gephardt’s bill would hit Peru.",
        "The first room of the museum tells the story of the Battle of Khartoum.",
        "Peru rarely admits its raids into Chile.",
        "The Norwegian deployment in Sudan suffers from the heat.",
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


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The Kenyan minister hopes to visit Ghana next week.", "CONSULT", "hypothetical"),
        ("The Kenyan minister starts a visit to Ghana on Sunday.", "AGREE", "planned"),
        ("Norway and Sudan discussed the preparation of a visit by the Kenyan president to Peru.", "AGREE", "planned"),
        ("President Kibaki said he was glad to meet the Ghanaian president in Accra.", "CONSULT", "occurred"),
    ],
)
def test_what_is_hoped_for_or_prepared_is_not_done(code, text, kind, status):
    assert code(text, date="2012-05-16").event(kind).status == status


def test_strikes_and_those_whom_they_kill_are_one_attack(code):
    read = code("Air strikes by Norwegian jets killed ten Sudanese civilians.", date="2012-05-16")
    assert [(e.type, e.mode) for e in read.events] == [("ASSAULT", "aerial")]
    assert {a.sector for a in read.events[0].recipients} == {"CVL"}


def test_counted_people_are_people_and_not_their_state(code):
    event = code("Norway arrested hundreds of Kenyans on Monday.", date="2012-05-16").event("COERCE")
    assert [(a.name, a.country) for a in event.recipients] == [("Kenyans", "KEN")]


def test_an_adjective_before_the_first_noun_is_said_of_the_second_too(code):
    event = code("Peru threatened to close Kenyan banks and insurance companies.", date="2012-05-16").event("THREATEN")
    assert [a.country for a in event.recipients] == ["KEN", "KEN"]


def test_whoever_calls_somebody_to_thank_him_does_both(code):
    read = code("President Kibaki telephoned President Humala to congratulate him.", date="2012-05-16")
    assert all(countries(e.actors) == {"KEN"} for e in read.events)


def test_the_peer_of_a_minister_is_of_a_government(code):
    event = code("President Kibaki thanked his Ghanaian colleague.", date="2012-05-16").event("SUPPORT")
    assert [(a.country, a.sector) for a in event.recipients] == [("GHA", "GOV")]


def test_you_in_a_transcript_is_whoever_spoke_before(code):
    text = (
        "President of Kenya Mwai Kibaki: We are glad that you are here, and hope for a good talk.\n\n"
        "President of Peru Ollanta Humala: I would like to recall your visit to Peru last year, and the good talks.\n\n"
        "Mwai Kibaki: It is good that our ministers work on this together."
    )
    event = code(text, date="2012-05-16").event("CONSULT")
    assert ([a.name for a in event.actors], countries(event.recipients)) == (["Mwai Kibaki"], {"PER"})


@pytest.mark.parametrize(
    ("word", "base"), [("hopes", "hope"), ("rates", "rate"), ("passes", "pass"), ("carries", "carry")]
)
def test_verbs_in_the_third_person_have_their_own_base_form(coder, word, base):
    text = coder._language.parse(read_text(f"She {word} it.", id="x"))
    assert text.sentences[0].words[1].lemma_ == base


def test_ones_own_troops_are_the_means_of_a_threat(code):
    event = code("President Kibaki threatened to send Kenyan troops into Somalia.", date="2012-05-16").event("THREATEN")
    assert countries(event.recipients) == {"SOM"}


def test_what_was_bought_by_nobody_is_denied(code):
    event = code("Norway has bought no Peruvian copper since May.", date="2012-05-16").event("COOPERATE")
    assert event.status == "denied"


def test_where_they_agreed_is_no_partner(code):
    event = code("The Kenyan and Peruvian ministers agreed in Geneva to open an embassy.", date="2012-05-16").event(
        "AGREE"
    )
    assert countries((*event.actors, *event.recipients)) == {"KEN", "PER"}


def test_a_treaty_named_after_a_town_is_not_made_with_it(code):
    read = code(
        "Peru and Chile signed the Geneva Protocol. Kenya welcomed the Minsk agreement with Ghana.", date="2012-05-16"
    )
    assert {c for e in read.events for c in countries((*e.actors, *e.recipients))} <= {"PER", "CHL", "KEN", "GHA"}


def test_two_titles_without_an_article_are_one_man(code):
    text = "The Peruvian president met with Crown Prince and Defence Minister of Oman Haitham bin Tariq."
    event = code(text, date="2012-05-16").event("CONSULT")
    assert [a.country for a in event.actors] == ["PER", "OMN"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Kenyan government condemned the attack.", "ACCUSE"),
        ("Ghana’s president promised new elections.", "AGREE"),
        ("Norway recalled its ambassador on Friday.", "SANCTION"),
        ("The Chadian foreign minister urged restraint.", "REQUEST"),
    ],
)
def test_who_speaks_for_a_state_need_not_say_to_whom(code, text, kind):
    assert code(text, date="2012-05-16").event(kind)


def test_those_whom_it_would_hurt_are_not_accused(code):
    read = code("The Kenyan envoy complained that the plans would hurt Ghanaian farmers.", date="2012-05-16")
    assert read.event("ACCUSE").recipients == ()
