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


def test_a_name_learns_from_the_title_before_it(code):
    text = "Peru’s foreign minister, Benito Luque, left on Monday. Luque condemned Chile."
    event = code(text, date="2012-05-16").event("ACCUSE")

    assert [(a.name, a.country, a.sector) for a in event.actors] == [("Benito Luque", "PER", "GOV")]


def test_who_is_named_without_country_gets_one_and_the_office_before_his_name(code):
    said = "The governor, Rashid Omondi, denied that anybody had been hurt. Omondi called for calm."
    event = code(NEWS.format(said), date="2012-05-16").event("REQUEST")

    assert [(a.name, a.country, a.sector) for a in event.actors] == [("Rashid Omondi", "KEN", "GOV")]


def test_demands_share_the_countries_found(code):
    read = code(NEWS.format("The opposition demanded that Uganda withdraw its troops."), date="2012-05-16")

    assert {d.by.country for d in read.demands if d.by is not None} == {"KEN"}


def test_private_people_are_no_more_public_for_a_country_that_was_found(code):
    read = code(NEWS.format("Farmers met two traders at the lake."), date="2012-05-16")

    assert "CONSULT" not in {e.type for e in read.events}


def test_prisoners_whom_their_own_state_frees_are_acted_on(code):
    event = code("Belarus released twelve prisoners on Tuesday.", date="2026-03-05").event("RETREAT")

    assert [(a.country, a.sector) for a in event.recipients] == [("BLR", "CVL")]
