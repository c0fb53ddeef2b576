"""The rules of the ledger, one small case each. Every country and year here is only for the telling."""

import pytest

from dragoman.records import Ruling
from tests.weigh.build import Told, cited, entry, last, ledger, report

WANTED = report(
    "d1",
    "2010-03-01",
    "France demanded that Chad withdraw its troops from Abeche.",
    wants=[("France", "FRA", "Chad", "TCD", "withdraw its troops from Abeche")],
)
FREE = report(
    "d1",
    "2010-03-01",
    "France said that Chad must free all political prisoners.",
    wants=[("France", "FRA", "Chad", "TCD", "free all political prisoners")],
)


def told(name, day, text, **more):
    return report(name, day, text, **more)


# ---- rule 1 ------------------------------------------------------------------------------------


def test_silence_leaves_a_demand_open_for_ever():
    noise = told("d2", "2019-05-01", "Chad won a football match against Gabon.")
    assert entry(WANTED, noise).outcome == "open"


def test_a_deadline_that_only_passes_proves_nothing():
    pressed = report(
        "d1",
        "2010-03-01",
        "France demanded that Chad withdraw its troops from Abeche by 1 May.",
        wants=[("France", "FRA", "Chad", "TCD", "withdraw its troops from Abeche")],
        deadline="2010-05-01",
    )
    assert entry(pressed, as_of="2011-01-01").outcome == "open"
    assert entry(pressed, as_of="2011-01-01").standing == "in_force"


def test_a_deadline_that_a_report_sees_pass_is_not_met_and_expired():
    passed = told("d2", "2010-05-02", "The deadline for Chad to withdraw its troops from Abeche passed on Saturday.")
    found = entry(WANTED, passed)
    assert (found.outcome, found.standing) == ("not_met", "expired")
    assert cited(last(found, "outcome"), WANTED, passed) == {"d2"}


def test_somebody_finds_it_not_done():
    words = "Chad had failed to withdraw its troops from Abeche"
    finding = told("d2", "2010-06-01", f"UN observers said that {words}.", says=[("UN observers", "UNO", words)])
    found = entry(WANTED, finding)
    assert (found.outcome, found.basis) == ("not_met", "verifier_says")


def test_not_yet_is_no_finding():
    words = "Chad had not yet withdrawn its troops from Abeche"
    waiting = told("d2", "2010-06-01", f"UN observers said that {words}.", says=[("UN observers", "UNO", words)])
    assert entry(WANTED, waiting).outcome == "open"


# ---- rule 2 ------------------------------------------------------------------------------------


def test_a_promise_is_an_answer_and_no_outcome():
    promise = told("d2", "2010-04-01", "Chad promised to withdraw its troops from Abeche.")
    found = entry(WANTED, promise)
    assert (found.answer, found.outcome) == ("accepted", "open")


def test_a_promise_of_some_accepts_in_part():
    promise = told("d2", "2010-04-01", "Chad offered to withdraw some of its troops from Abeche.")
    assert entry(WANTED, promise).answer == "accepted_in_part"


def test_the_addressees_word_alone_never_meets():
    words = "it had withdrawn its troops from Abeche"
    claim = told("d2", "2010-04-01", f"Chad said that {words}.", says=[("Chad", "TCD", words)])
    found = entry(WANTED, claim)
    assert (found.answer, found.outcome, found.basis) == ("accepted", "in_progress", "addressee_says")


def test_a_verifiers_word_meets():
    words = "Chad had withdrawn its troops from Abeche"
    found = entry(WANTED, told("d2", "2010-04-09", f"UN monitors said {words}.", says=[("UN monitors", "UNO", words)]))
    assert (found.outcome, found.basis) == ("met", "verifier_says")


@pytest.mark.parametrize(
    ("wanted", "done"),
    [
        ("recognise the border", "Chad recognised the border on Friday."),
        ("accept responsibility for the raid", "In a letter on Friday Chad accepted responsibility for the raid."),
        ("sign the mine treaty", "Chad signed the mine treaty on Friday."),
        ("apologise for the raid", "Chad apologised for the raid on Friday."),
    ],
)
def test_what_is_done_by_saying_is_done_when_it_is_reported(wanted, done):
    asked = report(
        "d1", "2010-03-01", f"France said that Chad must {wanted}.", wants=[("France", "FRA", "Chad", "TCD", wanted)]
    )
    assert entry(asked, told("d2", "2010-04-01", done)).outcome == "met"


def test_two_sources_at_the_same_time_leave_it_disputed():
    yes, no = "all its troops had been withdrawn from Abeche", "hundreds of Chadian troops remained in Abeche"
    claim = told("d2", "2010-04-01", f"Chad said that {yes}.", says=[("Chad", "TCD", yes)])
    denial = told("d3", "2010-04-03", f"The mayor said that {no}.", says=[("mayor", None, no)])
    found = entry(WANTED, claim, denial)
    assert found.outcome == "disputed"
    assert cited(last(found, "outcome"), WANTED, claim, denial) == {"d2", "d3"}


def test_what_is_alleged_and_denied_is_disputed():
    """Gabon says that Chad used the shells; Chad denies it; nobody else has looked."""
    asked = report(
        "d1",
        "2010-03-01",
        "France said that Chad must not use incendiary shells.",
        wants=[("France", "FRA", "Chad", "TCD", "not use incendiary shells")],
    )
    asked = Told(asked.document, demands=tuple(d.model_copy(update={"negative": True}) for d in asked.demands))
    accused = told("d2", "2010-08-01", "Gabon accused Chad of having used incendiary shells on Sunday.")
    denied = told("d3", "2010-08-02", "Chad denied that it had used incendiary shells.")
    assert entry(asked, accused).outcome == "not_met"
    assert entry(asked, accused, denied).outcome == "disputed"
    assert entry(asked, denied).outcome == "in_progress"


def test_what_was_to_be_left_undone_is_never_complete():
    asked = report(
        "d1",
        "2010-03-01",
        "France said that Chad must not use incendiary shells.",
        wants=[("France", "FRA", "Chad", "TCD", "not use incendiary shells")],
    )
    asked = Told(asked.document, demands=tuple(d.model_copy(update={"negative": True}) for d in asked.demands))
    last_one = told("d2", "2010-08-01", "The last of Chad's incendiary shells were destroyed on Sunday.")
    assert entry(asked, last_one).outcome == "open"


def test_bombs_after_a_call_to_stop_bombing():
    asked = report(
        "d1",
        "2010-03-01",
        "France demanded that Chad stop bombing the towns of Gabon.",
        wants=[("France", "FRA", "Chad", "TCD", "stop bombing the towns of Gabon")],
    )
    more = told("d2", "2010-08-01", "Chad bombed a town in Gabon on Tuesday.")
    assert entry(asked, as_of="2010-09-01").outcome == "open"
    assert entry(asked, more).outcome == "not_met"


def test_a_thing_given_in_exchange_was_given():
    asked = report(
        "d1",
        "2010-03-01",
        "Chad insists that Gabon hand over the maps of its mines.",
        wants=[("Chad", "TCD", "Gabon", "GAB", "hand over the maps of its mines")],
    )
    swap = told("d2", "2010-04-01", "Chad freed nine prisoners from Gabon in exchange for maps of the mined fields.")
    assert entry(asked, swap).outcome == "met"


def test_them_are_those_of_whom_the_sentence_before_speaks():
    asked = report(
        "d1",
        "2010-03-01",
        "France told Chad to let the inspectors into the port.",
        wants=[("France", "FRA", "Chad", "TCD", "let the inspectors into the port")],
    )
    done = told("d2", "2010-04-01", "Nine inspectors drove through the port on Monday. Chad let them in after a day.")
    assert entry(asked, done).outcome == "met"


def test_the_same_rare_verb_on_things_of_one_class_is_the_same_act():
    asked = report(
        "d1",
        "2010-03-01",
        "France said that Chad must track its vessels.",
        wants=[("France", "FRA", "Chad", "TCD", "track its vessels")],
    )
    promise = told("d2", "2010-04-01", "Chad promised to track all its trawlers.")
    assert entry(asked, promise).answer == "accepted"


def test_a_later_act_is_a_change_and_no_conflict():
    done = told("d2", "2010-04-01", "Chad withdrew its troops from Abeche on Thursday.")
    back = told("d3", "2010-09-01", "Chad sent its troops back into Abeche on Wednesday.")
    assert entry(WANTED, done, as_of="2010-05-01").outcome == "met"
    assert entry(WANTED, done, back).outcome == "reversed"


# ---- rule 3 ------------------------------------------------------------------------------------


FREED = told("d2", "2011-01-05", "Chad freed the last political prisoners on Wednesday.")
JAILED = told("d3", "2012-02-01", "Police in Chad arrested five opposition activists on Monday.")


def test_new_prisoners_undo_a_release_and_a_later_one_meets_again():
    one = told("d4", "2013-02-01", "Chad released the opposition leader Ngarlejy Yorongar. Others remain in jail.")
    rest = told("d5", "2014-02-01", "Chad freed all remaining political prisoners on Friday.")
    assert entry(FREE, FREED, as_of="2011-06-01").outcome == "met"
    assert entry(FREE, FREED, JAILED, as_of="2012-06-01").outcome == "reversed"
    assert entry(FREE, FREED, JAILED, one, as_of="2013-06-01").outcome == "met_in_part"
    assert entry(FREE, FREED, JAILED, one, rest).outcome == "met"


def test_an_arrest_before_any_release_undoes_nothing():
    assert entry(FREE, JAILED).outcome == "open"


def test_the_arrest_of_a_thief_undoes_no_release():
    thief = told("d3", "2012-02-01", "Police in Chad arrested a car thief on Monday.")
    assert entry(FREE, FREED, thief).outcome == "met"


# ---- rule 4 ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ("France waived the requirement that Chad withdraw its troops from Abeche.", "waived"),
        ("France dropped its demand that Chad withdraw its troops from Abeche.", "withdrawn"),
        ("France no longer insists that Chad withdraw its troops from Abeche.", "withdrawn"),
        ("France suspended its demand that Chad withdraw its troops from Abeche.", "suspended"),
        ("France replaced its demand that Chad withdraw its troops from Abeche by a call for talks.", "superseded"),
    ],
)
def test_a_demander_may_give_up_a_demand_in_more_than_one_way(words, standing):
    moved = told("d2", "2010-07-01", words)
    found = entry(WANTED, moved)
    assert (found.standing, found.outcome) == (standing, "open")
    assert cited(last(found, "standing"), WANTED, moved) == {"d2"}


def test_somebody_else_cannot_give_it_up():
    moved = told("d2", "2010-07-01", "Germany dropped its demand that Chad withdraw its troops from Abeche.")
    assert entry(WANTED, moved, by="FRA").standing == "in_force"


def test_a_refusal_is_an_answer_and_no_outcome():
    no = told("d2", "2010-04-01", "Chad refused to withdraw its troops from Abeche.")
    found = entry(WANTED, no)
    assert (found.answer, found.outcome) == ("rejected", "open")


def test_a_demand_made_again_is_in_force_again():
    moved = told("d2", "2010-07-01", "France suspended its demand that Chad withdraw its troops from Abeche.")
    again = report(
        "d3",
        "2010-09-01",
        "France called on Chad to withdraw its troops from Abeche.",
        wants=[("France", "FRA", "Chad", "TCD", "withdraw its troops from Abeche")],
    )
    found = entry(WANTED, moved, again)
    assert (found.standing, len(found.demands)) == ("in_force", 2)


# ---- rule 5 ------------------------------------------------------------------------------------


def test_one_act_in_many_wordings_is_one_entry_and_a_person_another():
    again = report(
        "d2",
        "2010-04-01",
        "Ngarlejy Yorongar was sentenced in Chad. France asked for his immediate release. "
        "Sanctions stay, said France, until Chad lets its political prisoners go.",
        wants=[
            ("France", "FRA", "Chad", "TCD", "his immediate release"),
            ("France", "FRA", "Chad", "TCD", "lets its political prisoners go"),
        ],
        does=[("Ngarlejy Yorongar was sentenced", "SANCTION", "convict", "", None)],
    )
    assert sorted(len(e.demands) for e in ledger(FREE, again)) == [1, 2]


def test_the_narrower_meets_the_broader_in_part_and_the_broader_the_narrower():
    narrow = report(
        "d2",
        "2010-04-01",
        "France told Chad to free Ngarlejy Yorongar.",
        wants=[("France", "FRA", "Chad", "TCD", "free Ngarlejy Yorongar")],
    )
    him = told("d3", "2010-05-01", "Chad freed the opposition leader Ngarlejy Yorongar on Friday.")
    everyone = told("d4", "2010-06-01", "Chad freed all political prisoners on Friday.")
    assert entry(FREE, narrow, him, act="Yorongar").outcome == "met"
    assert entry(FREE, narrow, him, act="prisoners").outcome == "met_in_part"
    assert {e.outcome for e in ledger(FREE, narrow, everyone)} == {"met"}


def test_numbers_add_up():
    three = report(
        "d1",
        "2010-03-01",
        "France demanded that Chad free the three nurses.",
        wants=[("France", "FRA", "Chad", "TCD", "free the three nurses")],
    )
    one = told("d2", "2010-04-01", "Chad freed one nurse on Thursday.")
    two = told("d3", "2010-05-01", "Chad freed two nurses on Saturday.")
    assert entry(three, one).outcome == "met_in_part"
    assert entry(three, one, two).outcome == "met"


def test_the_same_act_in_another_place_is_another_act():
    elsewhere = told("d2", "2010-04-01", "Chad withdrew its troops from Bangui on Thursday.")
    assert entry(WANTED, elsewhere).outcome == "open"


# ---- rule 6 ------------------------------------------------------------------------------------


def test_undated_reports_decide_nothing_and_are_listed():
    undated = told("d2", None, "Chad withdrew its troops from Abeche.")
    found = entry(WANTED, undated)
    assert (found.outcome, found.undated) == ("open", ("d2",))


def test_an_undated_demand_is_listed_and_never_first():
    undated = report(
        "d0",
        None,
        "France said Chad must withdraw its troops from Abeche.",
        wants=[("France", "FRA", "Chad", "TCD", "withdraw its troops from Abeche")],
    )
    found = entry(WANTED, undated)
    assert found.first_demanded == "2010-03-01"
    assert len(found.demands) == 1 and found.undated == (undated.demands[0].id,)


def test_a_headline_never_decides_alone():
    headline = told("d2", "2010-04-01", "Talks went on.", title="Chad withdraws its troops from Abeche")
    assert entry(WANTED, headline).outcome == "open"


def test_a_headline_supports_its_article():
    headline = told(
        "d2",
        "2011-01-05",
        "Chad freed the opposition activists Ali and Moussa.",
        title="Last political prisoners freed",
    )
    assert entry(FREE, headline).outcome == "met"


def test_what_is_published_later_is_not_known_yet():
    done = told("d2", "2010-04-01", "Chad withdrew its troops from Abeche on Thursday.")
    assert entry(WANTED, done, as_of="2010-03-31").outcome == "open"


# ---- rule 7 ------------------------------------------------------------------------------------


def ruling(target, field, value, day="2010-05-01"):
    return Ruling(
        id=f"r-{field}-{value}", target=target, field=field, value=value, because="I was there", by="Ada", on=day
    )


def test_an_analysts_ruling_beats_a_rule_and_says_whose_it_is():
    plain = entry(WANTED)
    found = entry(WANTED, rulings=[ruling(plain.id, "outcome", "met")])
    assert (found.outcome, found.basis) == ("met", "analyst")
    step = last(found, "outcome")
    assert (step.by_person, step.reason) == ("Ada", "I was there")


def test_a_ruling_is_unknown_before_its_day_and_survives_an_earlier_demand():
    plain = entry(WANTED)
    told_before = report(
        "d0",
        "2009-03-01",
        "France asked Chad to pull back its soldiers from Abeche.",
        wants=[("France", "FRA", "Chad", "TCD", "pull back its soldiers from Abeche")],
    )
    said = [ruling(plain.id, "outcome", "met")]
    assert entry(WANTED, rulings=said, as_of="2010-04-30").outcome == "open"
    assert entry(told_before, WANTED, rulings=said, act="Abeche").outcome == "met"


def test_a_ruling_on_an_event_changes_what_follows_from_it():
    done = told(
        "d2",
        "2010-04-01",
        "Chad withdrew its troops from Abeche.",
        does=[("withdrew its troops", "RETREAT", "withdraw", "Chad", "TCD")],
    )
    event = done.events[0].id
    assert entry(WANTED, done).outcome == "met"
    assert entry(WANTED, done, rulings=[ruling(event, "status", "denied")]).outcome == "open"


def test_every_value_names_its_records_and_rule():
    done = told("d2", "2010-04-01", "Chad withdrew its troops from Abeche on Thursday.")
    found = entry(WANTED, done)
    assert all(step.because and step.by_rule for step in found.history)
    assert all(len(step.because) <= 4 for step in found.history)


# ---- rule 8 ------------------------------------------------------------------------------------


def test_what_the_demander_rewards_stands_on_the_demanders_word():
    eased = told(
        "d2",
        "2010-06-01",
        "France lifted its embargo on Chad, responding to the withdrawal of troops from Abeche.",
        does=[("lifted its embargo", "RETREAT", None, "France", "FRA")],
    )
    found = entry(WANTED, eased)
    assert (found.outcome, found.basis) == ("met", "demander_says")


def test_somebody_elses_reward_is_not_the_demanders_word():
    eased = told(
        "d2",
        "2010-06-01",
        "Japan lifted its embargo on Chad, responding to the withdrawal of troops from Abeche.",
        does=[("lifted its embargo", "RETREAT", None, "Japan", "JPN")],
    )
    assert entry(WANTED, eased).basis != "demander_says" or entry(WANTED, eased).outcome == "open"


# ---- sides -------------------------------------------------------------------------------------


def test_a_demand_of_nobody_by_name_is_one_of_the_only_other_side():
    asked = report(
        "d1",
        "2010-03-01",
        "A court in Chad jailed forty students. France called for the release of all students.",
        wants=[("France", "FRA", "", None, "the release of all students")],
    )
    assert entry(asked).of == "TCD"


def test_with_two_other_sides_it_stays_open_of_whom():
    asked = report(
        "d1",
        "2010-03-01",
        "Chad and Sudan shelled each other. France called for a ceasefire.",
        wants=[("France", "FRA", "", None, "a ceasefire")],
    )
    assert entry(asked).of == "unknown"


def test_what_another_state_does_meets_nothing():
    other = told("d2", "2010-04-01", "Sudan withdrew its troops from Abeche on Thursday.")
    assert entry(WANTED, other).outcome == "open"


def test_begun_is_in_progress():
    begun = told("d2", "2010-04-01", "Chad began to withdraw its troops from Abeche on Thursday.")
    assert entry(WANTED, begun).outcome == "in_progress"


def test_what_was_to_be_left_undone_and_was_done_is_not_met():
    asked = report(
        "d1",
        "2010-03-01",
        "France demanded that Chad refrain from further missile tests.",
        wants=[("France", "FRA", "Chad", "TCD", "refrain from further missile tests")],
    )
    done = told("d2", "2010-08-01", "Chad carried out two missile tests on Sunday.")
    assert entry(asked, done).outcome == "not_met"


# ---- an answer is somebody's word, an act is an outcome -------------------------------------------


def test_a_pardon_is_no_answer_but_a_step():
    asked = report(
        "d1",
        "2010-03-01",
        "France told Chad to free Ngarlejy Yorongar.",
        wants=[("France", "FRA", "Chad", "TCD", "free Ngarlejy Yorongar")],
    )
    pardoned = told("d2", "2010-05-01", "Chad pardoned Ngarlejy Yorongar on Friday.")
    found = entry(asked, pardoned)
    assert (found.answer, found.outcome) == ("none", "in_progress")


def test_an_answer_names_the_demand_that_it_answers():
    again = report(
        "d2",
        "2010-03-20",
        "France called on Chad to withdraw its troops from Abeche.",
        wants=[("France", "FRA", "Chad", "TCD", "withdraw its troops from Abeche")],
    )
    no = told("d3", "2010-04-01", "Chad refused to withdraw its troops from Abeche.")
    later = report(
        "d4",
        "2010-06-01",
        "France asked Chad to withdraw its troops from Abeche.",
        wants=[("France", "FRA", "Chad", "TCD", "withdraw its troops from Abeche")],
    )
    assert last(entry(WANTED, again, no, later), "answer").answers == again.demands[0].id


def test_a_promise_to_begin_is_a_promise():
    promise = told("d2", "2010-04-01", "Chad promised on Sunday to begin pulling its troops out of Abeche on Monday.")
    found = entry(WANTED, promise)
    assert (found.answer, found.outcome) == ("accepted", "open")


def test_a_deadline_for_all_the_demands_is_one_for_each():
    sent = report(
        "d1",
        "2010-03-01",
        "France demanded that Chad withdraw its troops from Abeche and pay the fees.",
        wants=[
            ("France", "FRA", "Chad", "TCD", "withdraw its troops from Abeche"),
            ("France", "FRA", "Chad", "TCD", "pay the fees"),
        ],
    )
    passed = told("d2", "2010-03-11", "The deadline for Chad to meet the demands of France expired on Wednesday.")
    assert {e.outcome for e in ledger(sent, passed)} == {"not_met"}
    late = told("d2", "2011-03-11", "The deadline for Chad to meet the demands of France expired on Wednesday.")
    assert {e.outcome for e in ledger(sent, late)} == {"open"}, "those can be other demands"


def test_what_stays_as_it_is_is_no_deed():
    asked = report(
        "d1",
        "2010-03-01",
        "France demanded that Chad close the camp at Abeche.",
        wants=[("France", "FRA", "Chad", "TCD", "close the camp at Abeche")],
    )
    assert entry(asked, told("d2", "2010-04-01", "The camp at Abeche in Chad remained closed.")).outcome == "open"
    assert entry(asked, told("d2", "2010-04-01", "Chad closed the camp at Abeche on Friday.")).outcome == "met"


def test_it_is_what_the_article_last_spoke_of():
    asked = report(
        "d1",
        "2010-03-01",
        "Chad's parliament passed a new law against the press on Tuesday. France urged Chad to repeal it.",
        wants=[("France", "FRA", "Chad", "TCD", "repeal it")],
    )
    other = told("d2", "2010-04-01", "Chad repealed the tax code on Monday.")
    same = told("d3", "2010-05-01", "Chad's highest court annulled the press law on Monday.")
    assert entry(asked, other).outcome == "open"
    assert entry(asked, other, same).outcome == "met"


# ---- this for that ---------------------------------------------------------------------------------


LIFT = report(
    "d0",
    "2010-02-01",
    "Chad demanded that France lift its embargo.",
    wants=[("Chad", "TCD", "France", "FRA", "lift its embargo")],
)


def edges_of(found):
    return [(e.kind, e.act) for e in found.edges]


def test_a_sentence_hangs_one_act_on_another():
    deal = told("d2", "2010-04-01", "France will lift its embargo once Chad withdraws its troops from Abeche.")
    lift = entry(LIFT, WANTED, deal, act="embargo")
    assert edges_of(lift) == [("hinges_on", "withdraw its troops from Abeche")]
    assert cited(lift.edges[0], LIFT, WANTED, deal) == {"d2"}
    assert edges_of(entry(LIFT, WANTED, deal, act="troops")) == [("opens", "lift its embargo")]


def test_in_return_for_hangs_a_promise_on_what_it_is_given_for():
    deal = told(
        "d2",
        "2010-04-01",
        "Chad promised to withdraw its troops from Abeche in exchange for the lifting of the embargo by France.",
    )
    assert edges_of(entry(LIFT, WANTED, deal, act="troops")) == [("hinges_on", "lift its embargo")]


def test_a_reward_answers_the_deed_that_it_rewards():
    eased = told(
        "d2",
        "2010-06-01",
        "France lifted its embargo on Chad on Monday, responding to the withdrawal of troops from Abeche.",
    )
    found = entry(LIFT, WANTED, eased, act="embargo")
    assert ("answers", "withdraw its troops from Abeche") in edges_of(found)
    assert entry(LIFT, WANTED, eased, act="troops").basis == "demander_says"


def test_undated_and_later_reports_tie_nothing():
    deal = "France will lift its embargo once Chad withdraws its troops from Abeche."
    assert edges_of(entry(LIFT, WANTED, told("d2", None, deal), act="embargo")) == []
    assert edges_of(entry(LIFT, WANTED, told("d2", "2010-04-01", deal), act="embargo", as_of="2010-03-31")) == []
