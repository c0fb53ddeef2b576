"""Lists hold what was asked for, in one order; search finds words and ranks them."""

import pytest
from made_articles import HARBOUR, article

from dragoman.errors import UsageError
from dragoman.keep import Between, Case, Dyad, Filter, dyads_among


@pytest.fixture
def desk(case: Case) -> Case:
    case.add(article("b", "Oslo asked for the harbour.", "2021-03-02", publisher="Coast News"))
    case.add(article("a", "Helsinki asked for the harbour.", "2021-03-02", actor="FIN", publisher="Wire"))
    case.add(article("d", "Oslo waits for nobody in the harbour.", None))
    case.add(article("c", "Brussels asked Oslo for fish.", "2020-12-31", actor="EUR", recipient="NOR"))
    return case


def ids(records) -> list[str]:
    return [getattr(r, "document", None) or r.id for r in records]


def test_the_order_is_by_day_then_id_with_the_undated_last(desk: Case):
    assert ids(desk.documents()) == ["c", "a", "b", "d"]
    assert ids(desk.events()) == ["c", "a", "b", "d"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), ["c", "a", "b", "d"]),
        (Filter(actor="NOR"), ["b", "d"]),
        (Filter(actor="nor"), ["b", "d"]),
        (Filter(actor="norway"), ["b", "d"]),
        (Filter(recipient="NOR"), ["c"]),
        (Filter(about="NOR"), ["c", "b", "d"]),
        (Filter(type="REQUEST"), ["c", "a", "b", "d"]),
        (Filter(type="AID"), []),
        (Filter(since="2021-01-01"), ["a", "b"]),
        (Filter(until="2021-01-01"), ["c"]),
        (Filter(by="EUR", of="NOR"), ["c"]),
        (Filter(document="a"), ["a"]),
        (Filter(publisher="coast news"), ["b"]),
        (Filter(limit=2, offset=1), ["a", "b"]),
    ],
)
def test_filters(desk: Case, wanted: Filter, found: list[str]):
    assert ids(desk.documents(wanted)) == found
    assert ids(desk.events(wanted)) == found
    assert desk.count("event", wanted) == len(found)
    if wanted.type is None:
        assert ids(desk.demands(wanted)) == found
        assert ids(desk.statements(wanted)) == found


def test_an_event_of_a_month_is_between_days_that_touch_it(case: Case):
    tale = article("a", "Oslo asked in March.", "2021-06-01")
    event = tale.claims[0].model_copy(update={"date": "2021-03", "date_precision": "month"})
    case.add(tale.model_copy(update={"claims": (event,)}))

    assert case.events(Filter(since="2021-03-15", until="2021-03-16"))
    assert not case.events(Filter(since="2021-04-01"))


def test_a_view_is_one_moment_with_all_claims_of_its_documents(desk: Case):
    view = desk.view(Filter(about="FIN"))

    assert ids(view.documents) == ["a"]
    assert (len(view.events), len(view.statements), len(view.demands)) == (1, 1, 1)
    assert len(desk.view().events) == 4


def test_search_takes_words_phrases_and_minus(desk: Case):
    assert {h.document for h in desk.search("asked harbours")} == {"a", "b"}
    assert [h.document for h in desk.search('"waits for nobody"')] == ["d"]
    assert [h.document for h in desk.search("harbour -asked")] == ["d"]
    assert [h.document for h in desk.search("harbour", Filter(actor="FIN"))] == ["a"]
    assert desk.search("asked harbour hedgehog") == ()


def test_a_snippet_shows_the_words_where_they_stand(case: Case):
    case.add(article("a", HARBOUR, title="A harbour for ships"))
    (hit,) = case.search("capelin")

    assert ("capelin", True) in hit.snippet
    assert "for the capelin, which spawns" in hit.text


@pytest.mark.parametrize(
    "typed", ['"', "AND", "a* NEAR(b)", "title:x", "col-on", "'; DROP TABLE documents; --", "(", "^"]
)
def test_nothing_typed_is_an_error_of_the_database(desk: Case, typed: str):
    try:
        desk.search(typed)
    except UsageError as error:
        assert "dragoman search" in str(error)


def test_dyads_count_the_reports_between_two_days(desk: Case):
    reports = desk.reports_between()
    assert [(r.actor, r.recipient) for r in reports if r.actor == "EUR"] == [("EUR", "NOR")]
    told = [
        Between("NOR", "FIN", 2.0, "2021-03-01", "2021-03-01"),
        Between("NOR", "FIN", 4.0, "2021-03-03", "2021-03-03"),
        Between("FIN", "NOR", -1.0, None, None),
        Between("EUR", "NOR", 1.0, "2021-03-01", "2021-03-31"),
    ]
    assert dyads_among(told, None, None, 2) == [
        Dyad("NOR", "FIN", 2, 3.0, "2021-03-03"),
        Dyad("EUR", "NOR", 1, 1.0, "2021-03-31"),
    ]
    march = dyads_among(told, "2021-03-02", "2021-03-02", 9)
    assert [(d.actor, d.reports) for d in march] == [("EUR", 1)], "a month may hold the day; without a day none does"


def test_a_superseded_or_rejected_report_is_between_nobody(desk: Case):
    before = len(desk.reports_between())
    desk.add(article("c", "Brussels asked Oslo for fish, again.", "2021-01-02", actor="EUR", recipient="NOR"))
    assert len(desk.reports_between()) == before
    desk.remove("c")
    assert [r for r in desk.reports_between() if r.actor == "EUR"] == []
