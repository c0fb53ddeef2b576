"""What was done, when, by whom and why: answered in the words of the reports, whatever words the question used."""

import pytest

from dragoman.keep import CaseView
from dragoman.weigh import Brief, write_brief

STORY = (
    ("2021-03-01", "Norway called on Iceland to free the trawler crew and to open its harbour at Husavik."),
    ("2021-03-09", "Iceland let the trawler crew go on Monday. It said that it was responding to a plea from Oslo."),
    ("2021-04-02", "Iceland will open its harbour at Husavik in May, its prime minister said."),
    ("2021-06-20", "The skipper, Ola Dahl, was arrested by the police in Reykjavik on Saturday."),
)


@pytest.fixture(scope="module")
def case(code) -> CaseView:
    read = [code(text, id=f"r{n}", date=day) for n, (day, text) in enumerate(STORY)]
    return CaseView(
        documents=tuple(r.document for r in read),
        events=tuple(e for r in read for e in r.events),
        statements=tuple(s for r in read for s in r.statements),
        demands=tuple(d for r in read for d in r.demands),
    )


def answer(case: CaseView, question: str, as_of: str = "2021-12-31") -> str:
    return "\n".join(s.text for s in write_brief(question, case, as_of=as_of).section("answer").sentences)


def test_when_it_was_done_is_found_in_other_words(case):
    told = answer(case, "When did Iceland release the trawler crew?")
    assert "Reported as done" in told
    assert "let the trawler crew go" in told


def test_what_is_promised_is_not_called_done(case):
    told = answer(case, "Has Iceland opened its harbour?")
    assert told.startswith("Announced or promised")
    assert "No report in the case tells that it was done" in told


def test_a_reason_is_given_in_the_words_of_the_report(case):
    assert "responding to a plea from Oslo" in answer(case, "Why did Iceland release the trawler crew?")


def test_who_did_it(case):
    assert "was arrested by the police in Reykjavik" in answer(case, "Who arrested Ola Dahl?")


def test_an_act_that_nobody_reports(case):
    assert answer(case, "When did Iceland bomb Norway?").startswith("The case does not say")


def test_nothing_later_than_the_day_is_known(case):
    assert answer(case, "When did Iceland release the trawler crew?", as_of="2021-03-05").startswith("Wanted")


def test_a_demand_that_is_still_made_is_told_with_what_became_of_it(case):
    told = answer(case, "Is Norway still demanding that Iceland open its harbour?")
    assert "first on 1 March 2021" in told
    assert "withdrawn, waived or suspended" in told


def test_open_demands_are_those_that_nothing_met(case):
    told = answer(case, "Which demands on Iceland are open?")
    assert "open its harbour at Husavik" in told
    assert "trawler" not in told


@pytest.mark.parametrize(
    "question",
    ["When did Iceland release the trawler crew?", "Why talk to Iceland now?", "Which demands on Iceland are met?"],
)
def test_every_citation_quotes_its_document(case, question):
    brief: Brief = write_brief(question, case, as_of="2021-12-31")
    texts = {d.id: d.text for d in case.documents}
    cites = [c for section in brief.sections for s in section.sentences for c in s.cites if c.words]
    assert cites
    assert all(c.words in texts[c.document] for c in cites)
