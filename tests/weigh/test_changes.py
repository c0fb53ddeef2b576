"""What changed between two days."""

from dragoman.weigh.changes import find_changes
from tests.weigh.build import report

WANTED = report(
    "d1",
    "2010-03-01",
    "France demanded that Chad withdraw its troops from Abeche.",
    wants=[("France", "FRA", "Chad", "TCD", "withdraw its troops from Abeche")],
)
DONE = report("d2", "2010-04-01", "Chad withdrew its troops from Abeche on Thursday.")


def changes(since, as_of):
    told = (WANTED, DONE)
    return find_changes(
        [t.document for t in told], (), (), [d for t in told for d in t.demands], since=since, as_of=as_of
    )


def test_a_demand_made_in_between_is_new():
    assert [e.outcome for e in changes("2010-02-01", "2010-03-15").new] == ["open"]


def test_what_moved_says_from_what_to_what_and_why():
    moved = changes("2010-03-15", "2010-04-15").moved
    assert [(c.field, c.before, c.after) for c in moved] == [
        ("outcome", "open", "met"),
        ("basis", "demander_says", "inferred"),
    ]
    assert moved[0].steps[-1].because == ("d2",)


def test_nothing_happened_is_nothing_changed():
    found = changes("2010-03-15", "2010-03-31")
    assert not found.new and not found.moved
