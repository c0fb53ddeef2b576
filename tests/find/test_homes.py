"""Of which country somebody is whom the article names without one: filled in where plain, left open where not."""

NEWS = (
    "Kenyan president sends troops to the coast\n\n"
    "Kenya’s president ordered two battalions to Mombasa on Monday. Kenyan opposition leaders called it a pretext.\n\n"
    "{}"
)


def test_the_police_of_an_article_on_one_country_are_its_own(code):
    event = code(NEWS.format("Police arrested the owner of a radio station."), date="2012-05-16").event("COERCE")

    assert {a.country for a in event.actors} == {"KEN"}
    assert any(w.rule.startswith("country of the article: KEN") for w in event.why)


def test_who_is_of_many_countries_stays_open(code):
    event = code(NEWS.format("Western governments condemned the Ugandan army."), date="2012-05-16").event("ACCUSE")

    assert {a.country for a in event.actors} == {None}


def test_a_ministry_does_not_deal_with_its_own_state_from_without(code):
    event = code("The defence ministry condemned Uganda.", date="2012-05-16").event("ACCUSE")

    assert [a.country for a in event.actors] == [None]


def test_a_state_arrests_its_own_judges(code):
    event = code(NEWS.format("Kenya detained two judges."), date="2012-05-16").event("COERCE")

    assert {a.country for a in (*event.actors, *event.recipients)} == {"KEN"}


def test_no_country_is_made_up_where_the_article_names_none(code):
    assert all(a.country is None for e in code("Police arrested two students.").events for a in e.actors)
