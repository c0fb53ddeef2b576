"""Laws of the ledger: they hold for every collection of reports, whatever they tell."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import Ruling
from dragoman.weigh.ledger import tell_ledger
from dragoman.weigh.read_telling import read_telling
from dragoman.weigh.tellings import pack, unpack
from tests.weigh.build import Told, ledger, report

_DEEDS = (
    "Chad withdrew its troops from Abeche on Thursday.",
    "Chad began to withdraw its troops from Abeche.",
    "Chad promised to withdraw its troops from Abeche.",
    "Chad refused to withdraw its troops from Abeche.",
    "Chad sent its troops back into Abeche.",
    "Chad freed three opposition activists. Others remain in jail.",
    "Chad freed all political prisoners.",
    "Police in Chad arrested nine opposition activists.",
    "France dropped its demand that Chad withdraw its troops from Abeche.",
    "France waived the requirement that Chad free all political prisoners.",
    "The deadline for Chad to withdraw its troops from Abeche passed on Sunday.",
    "Chad won a football match against Gabon.",
)
_WANTS = (
    ("France demanded that Chad withdraw its troops from Abeche.", "withdraw its troops from Abeche"),
    ("France said that Chad must free all political prisoners.", "free all political prisoners"),
    ("France urged Chad to pull back its soldiers from Abeche.", "pull back its soldiers from Abeche"),
)


@st.composite
def reports(draw):
    count = draw(st.integers(1, 9))
    found = []
    for number in range(count):
        day = draw(st.none() | st.integers(0, 400))
        published = (date(2010, 1, 1) + timedelta(days=day)).isoformat() if day is not None else None
        if number == 0 or draw(st.integers(0, 3)) == 0:
            text, what = draw(st.sampled_from(_WANTS))
            wants = [("France", "FRA", "Chad", "TCD", what)]
        else:
            text, wants = draw(st.sampled_from(_DEEDS)), []
        found.append(report(f"d{number}", published, text, wants=wants))
    return found


@given(reports(), st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_order_of_arrival_never_matters(told, chance):
    shuffled = list(told)
    chance.shuffle(shuffled)
    assert ledger(*told) == ledger(*shuffled)


@given(reports(), st.integers(0, 400))
@settings(max_examples=40, deadline=None)
def test_later_and_undated_reports_move_nothing(told, day):
    as_of = (date(2010, 1, 1) + timedelta(days=day)).isoformat()
    by_then = [t for t in told if t.document.published is not None and t.document.published <= as_of]
    with_all = [e for e in ledger(*told, as_of=as_of) if e.first_demanded is not None]
    assert [_state(e) for e in with_all] == [_state(e) for e in ledger(*by_then, as_of=as_of)]


@given(reports())
@settings(max_examples=40, deadline=None)
def test_the_history_ends_where_the_entry_stands(told):
    for entry in ledger(*told):
        for field in ("answer", "outcome", "standing", "basis"):
            steps = [s for s in entry.history if s.field == field]
            assert not steps or steps[-1].value == getattr(entry, field)
            assert all(s.because for s in steps)


@given(reports(), st.data())
@settings(max_examples=40, deadline=None)
def test_a_removed_report_is_cited_nowhere_and_its_steps_are_gone(told, data):
    gone = data.draw(st.sampled_from(told))
    left = [t for t in told if t is not gone]
    its = {gone.document.id, *(d.id for d in gone.demands)}
    for entry in ledger(*left):
        assert not its & {i for s in entry.history for i in s.because}
    untouched = [
        e for e in ledger(*told) if not its & {i for s in e.history for i in s.because} and not its & set(e.undated)
    ]
    kept = {e.id: e for e in ledger(*left)}
    for entry in untouched:
        if entry.first_demanded is not None and not its & set(entry.demands):
            assert _state(kept[entry.id]) == _state(entry)


@given(reports(), st.integers(0, 400))
@settings(max_examples=25, deadline=None)
def test_the_past_of_a_ledger_is_the_ledger_of_the_past(told, day):
    as_of = (date(2010, 1, 1) + timedelta(days=day)).isoformat()
    now = {e.id: e for e in ledger(*told)}
    for entry in ledger(*told, as_of=as_of):
        if entry.first_demanded is not None:
            assert entry.history == tuple(s for s in now[entry.id].history if s.date <= as_of)


@given(reports(), st.integers(0, 400))
@settings(max_examples=40, deadline=None)
def test_what_is_kept_of_a_document_tells_what_the_document_tells(told, day):
    as_of = (date(2010, 1, 1) + timedelta(days=day)).isoformat()
    kept = []
    for t in told:
        telling = read_telling(t.document, t.events, t.statements, t.demands)
        kept.append(unpack(t.document.id, t.document.published, pack(telling)))
        assert pack(kept[-1]) == pack(telling)
    assert tell_ledger(kept, as_of=as_of) == ledger(*told, as_of=as_of)


@given(reports(), st.data())
@settings(max_examples=40, deadline=None)
def test_removing_a_report_gives_the_ledger_of_a_case_that_never_had_it(told, data):
    """Exactly what it caused is gone: nothing of it is left, and nothing else has moved."""
    gone = data.draw(st.sampled_from(told))
    kept = [read_telling(t.document, t.events, t.statements, t.demands) for t in told]
    tell_ledger(kept)
    left = [k for k in kept if k.document != gone.document.id]
    assert tell_ledger(left) == ledger(*(t for t in told if t is not gone), as_of=None)


@given(reports(), st.sampled_from(["met", "not_met", "disputed"]))
@settings(max_examples=25, deadline=None)
def test_a_ruling_survives_coding_again(told, value):
    """Reports coded by another version have other records; what the analyst said of the act still holds."""
    for entry in ledger(*told):
        said = Ruling(id="r", target=entry.id, field="outcome", value=value, because="seen", by="Ada", on="2010-01-01")
        again = [
            Told(t.document, t.events, t.statements, tuple(d.model_copy(update={"id": d.id[::-1]}) for d in t.demands))
            for t in told
        ]
        ruled = {e.id: e for e in ledger(*again, rulings=[said])}
        assert ruled[entry.id].outcome == value
        assert [s.by_person for s in ruled[entry.id].history if s.by_person] == ["Ada"]


_WITHDRAWN = "all its troops had left Abeche"
_CLAIMS = (
    f"Chad said that {_WITHDRAWN}.",
    "Chad said that it had withdrawn its troops from Abeche.",
    "Chad said that it had freed all political prisoners.",
    "Chad promised to free all political prisoners.",
    "Chad began to withdraw its troops from Abeche.",
)


def _claims(texts):
    """Reports of what Chad says of itself, each quoted as Chad's."""
    found = []
    for number, text in enumerate(texts):
        said = text.removeprefix("Chad said that ").rstrip(".")
        says = [("Chad", "TCD", said)] if text.startswith("Chad said") else []
        found.append(report(f"c{number}", f"2011-02-{number + 1:02d}", text, says=says))
    return found


@given(reports())
@settings(max_examples=40, deadline=None)
def test_rule_1_silence_fails_nobody(told):
    """Where no report sees a deadline pass and nobody finds anything undone, nothing is ever not met or expired."""
    quiet = [t for t in told if "deadline" not in t.document.text]
    for found in ledger(*quiet, as_of="2099-01-01"):
        assert found.outcome != "not_met"
        assert found.standing != "expired"


@given(reports(), st.lists(st.sampled_from(_CLAIMS), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_rule_2_the_addressees_word_alone_meets_nothing(told, claims):
    wanted = [t for t in told if t.demands]
    for found in ledger(*wanted, *_claims(claims)):
        assert found.outcome in ("open", "in_progress")
        assert found.basis != "verifier_says"


_GIVES_UP = (
    ("waived", "France waived the requirement that Chad withdraw its troops from Abeche."),
    ("withdrawn", "France dropped its demand that Chad withdraw its troops from Abeche."),
)


@given(reports(), st.sampled_from(_GIVES_UP), st.integers(401, 500))
@settings(max_examples=40, deadline=None)
def test_rule_4_giving_a_demand_up_changes_neither_answer_nor_outcome(told, given_up, day):
    standing, text = given_up
    later = (date(2010, 1, 1) + timedelta(days=day)).isoformat()
    before = {e.id: e for e in ledger(*told) if e.first_demanded}
    for found in ledger(*told, report("w", later, text)):
        if found.id in before:
            was = before[found.id]
            assert (found.answer, found.outcome, found.basis) == (was.answer, was.outcome, was.basis)
            assert found.standing in (standing, was.standing)
            assert not ("Abeche" in found.act and found.standing == "in_force")


@given(reports(), st.sampled_from(["promised", "refused"]), st.integers(401, 500))
@settings(max_examples=40, deadline=None)
def test_rule_4_an_answer_is_no_outcome(told, verb, day):
    later = (date(2010, 1, 1) + timedelta(days=day)).isoformat()
    answered = report("a", later, f"Chad {verb} to withdraw its troops from Abeche.")
    before = {e.id: e for e in ledger(*told) if e.first_demanded}
    for found in ledger(*told, answered):
        if found.id in before:
            assert found.outcome == before[found.id].outcome
            if "Abeche" in found.act and before[found.id].outcome != "met":
                assert found.answer == {"promised": "accepted", "refused": "rejected"}[verb]


def _state(entry):
    return (entry.id, entry.act, entry.answer, entry.outcome, entry.standing, entry.basis, entry.history)
