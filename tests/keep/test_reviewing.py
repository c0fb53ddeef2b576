"""An analyst's word on a record is carried out wherever the record is shown, and survives coding again."""

import pytest
from made_articles import article

from dragoman.keep import Case, Filter, after_rulings, came_from, read_actors, read_date, write_actors
from dragoman.records import Ruling, Span

TEXT = "Oslo asked Brussels for a harbour. Oslo sent two ships."


def ruling(target: str, field: str, value: str, on: str = "2021-03-02", number: int = 0) -> Ruling:
    return Ruling(
        id=f"{target}-{field}-{number}", target=target, field=field, value=value, because="I read it", by="Ana", on=on
    )


def test_a_rejected_record_is_in_no_list_and_comes_back_when_it_is_accepted(tmp_path):
    coded = article("a", TEXT, "2021-03-02", claims=3)
    with Case.open(tmp_path / "desk.db") as case:
        case.add(coded)
        event = case.events()[0]
        case.rule(ruling(event.id, "review", "rejected"))
        assert event.id not in {e.id for e in case.events()}
        assert event.id not in case.ids("event")
        assert not any(event.id in line for line in case.lines("event"))
        assert case.claim(event.id) is None
        assert case.made(event.id) == event
        (left,) = case.articles(reviewed=True)
        assert event.id not in {claim.id for claim in left.claims}
        assert case.add(coded).what == "known", "a ruling changes nothing of what was coded"
        case.rule(ruling(event.id, "review", "accepted", number=1))
        assert event.id in {e.id for e in case.events()}


def test_a_correction_is_found_by_what_it_says_and_survives_coding_again(tmp_path):
    coded = article("a", TEXT, "2021-03-02", claims=3)
    with Case.open(tmp_path / "desk.db") as case:
        case.add(coded)
        event = case.events()[0]
        for field, value in (("type", "AID"), ("actors", "Hanna Vik [FIN GOV]"), ("date", "2021-02")):
            case.rule(ruling(event.id, field, value))
        again = coded.model_copy(update={"document": coded.document.model_copy(update={"coder": "dragoman-next"})})
        assert case.add(again).what == "recoded"
        (found,) = case.events(Filter(actor="FIN", type="AID", since="2021-02-01", until="2021-02-28"))
        assert (found.id, found.quad, found.score) == (event.id, "material cooperation", 10)
        assert (found.date, found.date_precision, found.date_basis) == ("2021-02", "month", "analyst")
        assert [why.words for why in found.why[-3:]] == ["I read it"] * 3
        assert event.id in {e.id for e in case.view().events if e.type == event.type}, "the coder's own is kept"


def _coded_anew(coded, **changes):
    """The same article by a newer coder: its first event has another id and these fields."""
    event = coded.claims[0].model_copy(update={"id": "anew", **changes})
    document = coded.document.model_copy(update={"coder": "dragoman-next"})
    return coded.model_copy(update={"document": document, "claims": (event, *coded.claims[1:])})


WIDER = (Span.of(TEXT, 0, 4),)


@pytest.mark.parametrize(
    ("said", "made_anew", "field", "value"),
    [
        ({"status": "denied"}, {"evidence": WIDER}, "status", "denied"),
        ({"type": "AID"}, {"type": "AID"}, "type", "AID"),
        ({"review": "rejected"}, {"evidence": WIDER}, "review", "rejected"),
    ],
)
def test_a_ruling_goes_over_to_the_record_that_takes_the_place_of_its_own(case, said, made_anew, field, value):
    coded = article("a", TEXT, "2021-03-02", claims=3)
    case.add(coded)
    old = case.events()[0].id
    for name, what in said.items():
        case.rule(ruling(old, name, what))
    assert case.add(_coded_anew(coded, **made_anew)).what == "recoded"

    first, carried = case.rulings()
    assert (first.target, first.because) == (old, "I read it"), "the analyst's own word stays as it was"
    assert (carried.target, carried.field, carried.value, carried.by) == ("anew", field, value, "Ana")
    assert "carried over" in carried.because
    assert came_from(carried) == first.id
    assert case.lost_rulings() == []
    found = case.claim("anew")
    assert found is None if field == "review" else getattr(found, field) == value
    assert case.add(_coded_anew(coded, **made_anew)).what == "known"
    assert len(case.rulings()) == 2


@pytest.mark.parametrize(
    "made_anew", [{"type": "AID"}, {"evidence": (Span.of(TEXT, 40, 45),)}, {"evidence": WIDER, "id": "statement"}]
)
def test_in_doubt_a_ruling_is_lost_and_not_carried_over(case, made_anew):
    """Another type, other words, or a record that stood there before: what the analyst read may not be in it."""
    coded = article("a", TEXT, "2021-03-02", claims=6)
    case.add(coded)
    own = ruling(case.events()[0].id, "review", "accepted")
    case.rule(own)
    case.add(_coded_anew(coded, **(made_anew | ({"id": coded.claims[3].id} if "id" in made_anew else {}))))

    assert case.rulings() == (own,)
    assert case.lost_rulings() == [own.id]


def test_a_ruling_holds_from_its_day_on(tmp_path):
    with Case.open(tmp_path / "desk.db") as case:
        case.add(article("a", TEXT, "2021-03-02", claims=3))
        event = case.events()[0]
        case.rule(ruling(event.id, "status", "denied", on="2021-04-01"))
        view = case.view()
    before, after = (
        next(e for e in after_rulings(view, day).events if e.id == event.id) for day in ("2021-03-31", "2021-04-01")
    )
    assert (before.status, after.status) == (event.status, "denied")


def test_people_and_days_are_read_as_they_are_written():
    written = "Hanna Vik [FIN GOV]; police [FIN COP]; Oslo"
    actors = read_actors(written)
    assert actors is not None
    assert write_actors(actors) == written
    assert [(a.country, a.sector) for a in actors] == [("FIN", "GOV"), ("FIN", "COP"), (None, None)]
    assert read_actors("nobody") == ()
    assert read_actors("a [b") is None
    assert [read_date(d) for d in ("2021-02-30", "2021-02", "unknown", "soon")] == [
        None,
        ("2021-02", "month"),
        (None, "none"),
        None,
    ]
