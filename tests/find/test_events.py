"""Who did what to whom, in sentences written for these tests."""

import pytest


def countries(actors):
    return sorted({a.country for a in actors if a.country})


def check_told(event, mode, actors, recipients, status):
    assert countries(event.actors) == actors
    assert countries(event.recipients) == recipients
    assert event.status == status
    assert mode is None or event.mode == mode


def test_sanctions_imposed_are_not_denied_by_denying_their_reason(code):
    """ "not … because of" denies the reason; the act stands."""
    read = code("Canada did not impose sanctions on Chad because of the fishing dispute.")
    assert read.event("SANCTION").status == "occurred"


def test_sanctions_never_imposed_are_denied(code):
    read = code("Canada never imposed sanctions on Chad.")
    assert read.event("SANCTION").status == "denied"


@pytest.mark.parametrize(
    ("text", "kind", "mode", "actors", "recipients", "status"),
    [
        ("Sweden imposed sanctions on Chad.", "SANCTION", None, ["SWE"], ["TCD"], "occurred"),
        ("Sanctions were imposed on Chad by Sweden.", "SANCTION", None, ["SWE"], ["TCD"], "occurred"),
        ("Sweden lifted some of the sanctions on Chad.", "RETREAT", None, ["SWE"], ["TCD"], "occurred"),
        ("Peru released two Bolivian fishermen on Monday.", "RETREAT", "release", ["PER"], ["BOL"], "occurred"),
        ("Kenya accused Somalia of arming rebels.", "ACCUSE", None, ["KEN"], ["SOM"], "occurred"),
        # of what somebody is accused names others, who are not
        ("The Kenyan officer was accused of the murder of a Somali trader.", "ACCUSE", None, [], ["KEN"], "occurred"),
        ("Kenya barred the Somali envoy from the Ugandan border.", "COERCE", "restrict", ["KEN"], ["SOM"], "occurred"),
        ("Kenya refused to meet the Somali president.", "REJECT", None, ["KEN"], ["SOM"], "occurred"),
        ("Kenya threatened to expel the Somali ambassador.", "THREATEN", None, ["KEN"], ["SOM"], "occurred"),
        ("Norway urged Sudan to free the journalists.", "REQUEST", None, ["NOR"], ["SDN"], "occurred"),
        ("Ghana agreed to send doctors to Liberia.", "AGREE", None, ["GHA"], ["LBR"], "occurred"),
        ("Police in Cairo arrested 30 protesters.", "COERCE", "arrest", ["EGY"], ["EGY"], "occurred"),
    ],
)
def test_textbook_sentences(code, text, kind, mode, actors, recipients, status):
    check_told(code(text, date="2012-05-16").event(kind), mode, actors, recipients, status)


def test_in_a_meeting_without_a_host_everybody_is_an_actor(code):
    event = code("The foreign ministers of Japan and Chile met in Geneva on Monday.").event("CONSULT")
    assert countries(event.actors) == ["CHL", "JPN"]


def test_aid_that_is_only_announced_is_an_agreement(code):
    event = code("Finland will give Malawi food aid next year.", date="2012-05-16").event("AGREE")
    assert event.status == "planned"
    assert (countries(event.actors), countries(event.recipients)) == (["FIN"], ["MWI"])


def test_a_pronoun_has_a_name(code):
    read = code("President Vladimir Putin flew home on Friday. He condemned Norway.", date="2012-06-16")
    event = read.event("ACCUSE")
    assert [a.name for a in event.actors] == ["Vladimir Putin"]
    assert event.actors[0].text == "He"


def test_every_claim_quotes_its_source(code):
    read = code("Peru’s “new” envoy — freed on Monday — said: “We’ll lift the ban on Chile.”\nHe left.")
    assert read.quotes_its_source()


def test_coding_twice_gives_the_same(code):
    text = "Norway urged Sudan to free the journalists. Sudan refused on Tuesday."
    assert code(text).claims == code(text).claims


def test_somebody_of_another_country_is_met_though_he_is_called_ones_own(code):
    met = code("The Turkish foreign minister met his Greek counterpart in Athens on Tuesday.").event("CONSULT")
    assert {a.country for a in (*met.actors, *met.recipients)} == {"TUR", "GRC"}


@pytest.mark.parametrize(
    ("text", "kind", "mode", "actors", "recipients", "status"),
    [
        # base forms that two verbs could have
        ("Students in Lima staged a demonstration on Friday.", "PROTEST", "demo", ["PER"], [], "occurred"),
        ("A court in Oslo fined a Chilean trader on Monday.", "SANCTION", None, ["NOR"], ["CHL"], "occurred"),
        # whoever is moved is no recipient
        ("Britain pulled its troops out of Chad.", "RETREAT", "withdraw", ["GBR"], ["TCD"], "occurred"),
        (
            "Kenya said it was willing to withdraw its troops from Somalia.",
            "CONCEDE",
            None,
            ["KEN"],
            ["SOM"],
            "planned",
        ),
        # whoever shall be punished is asked for nothing
        ("Kenya called for sanctions against Uganda.", "ACCUSE", "disapprove", ["KEN"], ["UGA"], "occurred"),
        # the others in a fight
        ("Ten rebels were killed in a clash with Chad's army.", "ASSAULT", None, ["TCD"], ["TCD"], "occurred"),
        # what is still to come
        ("They spoke of Chad's visit to France on May 20, 2012.", "AGREE", None, ["TCD"], ["FRA"], "planned"),
        # said of the effort, demanded by the noun, ordered to be silent
        ("Peru mediated between Chad and Sudan.", "CONSULT", "third-party", ["PER", "SDN", "TCD"], [], "occurred"),
        ("Kenya reiterated its demand that Somalia close the camp.", "REQUEST", None, ["KEN"], ["SOM"], "occurred"),
        ("Kenya ordered the newspaper to suspend publication.", "COERCE", "restrict", ["KEN"], ["KEN"], "occurred"),
        ("A treaty between Kenya and Chad was signed in Paris.", "SUPPORT", None, ["KEN", "TCD"], [], "occurred"),
        ("Kenya offered its condolences to Uganda.", "SUPPORT", None, ["KEN"], ["UGA"], "occurred"),
        ("Not just Kenya attacked Uganda.", "ASSAULT", None, ["KEN"], ["UGA"], "occurred"),
        ("I would like to mention that Kenya condemned Uganda.", "ACCUSE", "disapprove", ["KEN"], ["UGA"], "occurred"),
        ("Kenyan students staged a protest.", "PROTEST", "demo", ["KEN"], [], "occurred"),
        ("Kenyan rebels killed a contractor near the lake.", "ASSAULT", None, ["KEN"], ["KEN"], "occurred"),
        ("Kenyans protested in Nairobi.", "PROTEST", "demo", ["KEN"], [], "occurred"),
        ("The Kenyan ambassador to Chad has been recalled.", "SANCTION", None, ["KEN"], ["TCD"], "occurred"),
        ("Kenya demanded that the Ugandan envoy be freed.", "REQUEST", None, ["KEN"], [], "occurred"),
    ],
)
def test_wordings_that_newspapers_use(code, text, kind, mode, actors, recipients, status):
    check_told(code(text, date="2012-05-16").event(kind), mode, actors, recipients, status)


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for Kenya released the report to Ugandan newspapers.",
        "Kenya denied that Ugandan firms had sold the timber.",
        "Kenya recognised the importance of the Ugandan market.",
        "Kenya has always been committed to Uganda.",
        "Kenya's withdrawal from Uganda would be a mistake, the senator said.",
        "Kenya will fight corruption with Uganda.",
        "Kenya has always supported Uganda.",
        "Kenya met the interests of Uganda.",
        "The former premier of Kenya arrived in Kampala for a private visit.",
        "The yearly summits between Kenya and Uganda are useful.",
        "Kenya said the two countries could succeed only by supporting Uganda.",
    ],
)
def test_words_that_tell_of_no_act(code, text):
    """The words of release, refusal, recognition and promise, about nothing that somebody did to somebody."""
    assert [(e.type, e.status) for e in code(text, date="2012-05-16").events if e.status != "hypothetical"] == []


def test_the_same_day_is_the_day_of_the_act_told_before(code):
    read = code(
        "Belarus released twelve prisoners on Tuesday. Washington lifted sanctions on Belavia the same day. "
        "France condemned Belarus a day later.",
        date="2026-03-05",
    )
    assert [e.date for e in read.events] == ["2026-03-03", "2026-03-03", "2026-03-04"]
