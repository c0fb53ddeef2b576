"""One act that many reports tell of is one act; what is in doubt stays two."""

import random

from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import CODER, Actor, Event, Span, hashed
from dragoman.weigh import Linked, link_acts, link_again


def acts_of(code, *reports: tuple[str, str | None], type_name: str) -> list[Event]:
    """The events of one type in a few reports, each text with its day, as the links tell them."""
    read = [code(text, date=day, id=f"report {n}") for n, (text, day) in enumerate(reports)]
    events = [e for r in read for e in r.events if e.type == type_name]
    assert len(events) == len(reports), [[(e.type, e.evidence[0].exact) for e in r.events] for r in read]
    return list(link_acts(events, {r.document.id: r.document.published for r in read}))


def test_two_papers_that_tell_of_one_arrest_tell_of_one_act(code):
    first, second = acts_of(
        code,
        ("Police in Minsk arrested the opposition leader Viktar Marozau on Monday.", "2021-03-02"),
        ("Belarusian police on Monday arrested opposition leader Viktar Marozau at his home.", "2021-03-03"),
        type_name="COERCE",
    )
    assert (first.same_as, second.same_as) == (None, first.id)


def test_two_people_arrested_on_one_day_are_two_acts(code):
    events = acts_of(
        code,
        ("Police in Minsk arrested the opposition leader Viktar Marozau on Monday.", "2021-03-02"),
        ("Police in Minsk arrested the opposition leader Alena Hrynko on Monday.", "2021-03-02"),
        type_name="COERCE",
    )
    assert [e.same_as for e in events] == [None, None]


def test_a_second_meeting_a_month_later_is_another_act(code):
    events = acts_of(
        code,
        ("The Turkish foreign minister met his Greek counterpart in Athens on Tuesday.", "2021-06-02"),
        ("The Turkish foreign minister met his Greek counterpart in Athens on Tuesday.", "2021-07-07"),
        type_name="CONSULT",
    )
    assert [e.same_as for e in events] == [None, None]


def test_who_met_whom_is_the_same_told_the_other_way_round(code):
    first, second = acts_of(
        code,
        ("The Turkish president met the Greek prime minister on Tuesday.", "2021-06-02"),
        ("The Greek prime minister met the Turkish president on Tuesday.", "2021-06-02"),
        type_name="CONSULT",
    )
    assert {first.same_as, second.same_as} == {None, min(first.id, second.id)}


def test_a_plan_and_the_act_that_followed_are_two(code):
    events = acts_of(
        code,
        ("Norway expelled two Russian diplomats on Thursday.", "2021-05-07"),
        ("Norway did not expel two Russian diplomats on Thursday.", "2021-05-07"),
        type_name="SANCTION",
    )
    assert [e.same_as for e in events] == [None, None]


def test_undated_reports_are_never_taken_for_one_act(code):
    events = acts_of(
        code,
        ("Norway expelled two Russian diplomats.", None),
        ("Norway expelled two Russian diplomats.", None),
        type_name="SANCTION",
    )
    assert [e.same_as for e in events] == [None, None]


WORDS = ("sanctions", "bank", "envoys", "grain", "tariffs", "border")


def side(country: str) -> Actor:
    return Actor(
        name=country, text=None, start=None, end=None, country=country, sector="GOV", role=None, in_office=None,
        id=country,
    )  # fmt: skip


@st.composite
def reports(draw):
    """An event as some report tells it, and the day of that report."""
    number = draw(st.integers(0, 10**9))
    said = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)))
    day = draw(st.integers(1, 9))
    own = draw(st.none() | st.integers(1, 9))
    event = Event(
        id=hashed(number),
        document=f"d{number}",
        type=draw(st.sampled_from(["SANCTION", "CONSULT", "ACCUSE"])),
        mode=draw(st.sampled_from([None, "withdraw"])),
        quad="verbal conflict",
        score=-3.0,
        contexts=(),
        actors=(side(draw(st.sampled_from(["USA", "FRA"]))),),
        recipients=draw(st.sampled_from([(), (side("BLR"),)])),
        date=f"2021-05-0{own}" if own else None,
        date_basis="absolute" if own else "none",
        date_precision="day" if own else "none",
        status=draw(st.sampled_from(["occurred", "ongoing", "planned"])),
        historical=False,
        statement=None,
        confidence=0.8,
        evidence=(Span(start=0, end=len(said), exact=said),),
        coder=CODER,
    )
    return event, f"2021-05-0{day}"


@given(st.lists(reports(), max_size=12, unique_by=lambda r: r[0].id), st.randoms())
def test_the_order_of_arrival_makes_no_difference(told: list[tuple[Event, str]], chance: random.Random):
    published = {event.document: day for event, day in told}
    events = [event for event, _ in told]
    linked = {e.id: e.same_as for e in link_acts(events, published)}
    chance.shuffle(events)
    assert {e.id: e.same_as for e in link_acts(events, published)} == linked


@given(st.lists(reports(), max_size=12, unique_by=lambda r: r[0].id))
def test_an_act_has_one_first_report_of_its_own_type(told: list[tuple[Event, str]]):
    linked = {e.id: e for e in link_acts([e for e, _ in told], {e.document: day for e, day in told})}
    for event in linked.values():
        if event.same_as is not None:
            first = linked[event.same_as]
            assert first.same_as is None
            assert first.type == event.type


def made(n: int, chance: random.Random) -> tuple[Event, str]:
    """A report of one of a few acts, with the day of its document."""
    who, whom = (
        Actor(name=c, text=None, start=None, end=None, country=c, sector="GOV", role=None, in_office=None, id=c)
        for c in chance.sample(["FIN", "EST", "LVA"], 2)
    )
    words, day = chance.choice(["closed the old pier", "closed the pier at noon", "met at sea"]), chance.randrange(1, 9)
    return Event(
        id=hashed("event", str(n)),
        document=f"d{n}",
        type=chance.choice(["COERCE", "CONSULT"]),
        mode=None,
        quad="verbal cooperation",
        score=1.0,
        contexts=(),
        actors=(who,),
        recipients=(whom,),
        date=f"2021-03-0{day}",
        date_basis="published",
        date_precision="day",
        status="occurred",
        historical=False,
        statement=None,
        confidence=0.5,
        evidence=(Span(start=0, end=len(words), exact=words),),
        coder=CODER,
    ), f"2021-03-0{day}"


@given(st.integers(0, 1000))
def test_what_was_linked_before_changes_nothing(seed):
    """Articles come, go and are coded again: linked bit by bit, the acts are those that are linked at once."""
    chance = random.Random(seed)
    reports = [made(n, chance) for n in range(30)]
    linked = Linked()
    for _ in range(4):
        some = [report if chance.random() < 0.9 else made(n, chance) for n, report in enumerate(reports)]
        some = [report for report in some if chance.random() < 0.8]
        events, days = [e for e, _ in some], {e.document: day for e, day in some}
        linked = link_again(linked, events, days)
        told = {e.id: e.same_as for e in linked.events}
        assert told == {e.id: e.same_as for e in link_acts(events, days)}
    assert len(events) > 10
