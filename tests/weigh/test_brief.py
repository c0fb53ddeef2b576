"""A brief says what the case says, in sentences that each name their sources, and what it does not say."""

import re

import pytest
from pydantic import ValidationError

from dragoman.errors import DragomanError
from dragoman.weigh import Brief, Sentence, write_brief
from dragoman.weigh.likelihood import likelihood
from dragoman.weigh.question import EXAMPLES
from tests.weigh.made_case import CLOSING, GRADED, HARBOUR, JOURNEY, MEETING, OPEN, OPENING, PARTLY, QUOTE, UNDONE, view

WHY = "Why talk to Iceland now?"
QUESTIONS = (
    WHY,
    "What does Norway want from Iceland?",
    "Has Iceland met Norway's demands since 2020?",
    "Who has called for opening the harbour of Iceland?",
    "What has Iceland done to Norway since 2020?",
    "Who argues what about Iceland?",
    "What has changed between Norway and Iceland since April 2020?",
    "What has Finland done to Iceland?",
    *EXAMPLES,
)


def text(brief: Brief, name: str) -> str:
    section = brief.section(name)
    return "\n".join(s.text for s in section.sentences) if section else ""


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("as_of", ["2020-01-01", "2020-08-01", "2020-12-31", None])
def test_every_sentence_names_sources_that_the_brief_lists(question: str, as_of: str | None):
    case = view()
    brief = write_brief(question, case, as_of=as_of, entries=[UNDONE])
    known = {c.id for c in (*case.events, *case.statements, *case.demands)} | {d.id for d in case.documents}
    listed = {s.document for s in brief.sources}

    for section in brief.sections:
        assert section.sentences
        for sentence in section.sentences:
            assert sentence.cites or sentence.kind == "gap"
            assert {c.document for c in sentence.cites} <= listed
            assert {c.record for c in sentence.cites} <= known
    assert len(brief.section("answer").sentences) <= 3
    assert Brief.model_validate_json(brief.model_dump_json()) == brief


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_quoted_stands_in_a_source(question: str):
    case = view()
    whole = " ".join(d.text + " " + (d.title or "") for d in case.documents)
    marks = str.maketrans("“”‘’", "''''")
    said = whole.translate(marks)
    for section in write_brief(question, case, as_of="2020-12-31", entries=[UNDONE]).sections:
        for sentence in section.sentences:
            if "none of its" in sentence.text:
                continue  # quotes the question
            for quote in re.findall("“([^”]+)”", sentence.text):
                for piece in quote.split(" … "):
                    if piece not in ("opening the harbour",):
                        assert piece.translate(marks).rstrip(",") in said, sentence.text


def test_likelihood_and_confidence_never_meet_in_one_sentence():
    chances = {likelihood(p / 100) for p in range(100)}
    assert len(chances) == 7
    for question in QUESTIONS:
        for section in write_brief(question, view(), as_of="2020-12-31", entries=[UNDONE]).sections:
            for s in section.sentences:
                assert not ("confidence" in s.text.lower() and any(c in s.text.lower() for c in chances))
                if any(s.text.lower().startswith(c) for c in chances):
                    assert s.kind == "judgement"


def test_no_sentence_without_a_source_can_be_made():
    with pytest.raises((ValidationError, DragomanError)):
        Sentence(text="It rained.", kind="fact", cites=())


def test_planned_contact_comes_first_and_nobody_says_that_it_took_place():
    brief = write_brief(WHY, view(), as_of="2020-08-01", entries=[PARTLY])

    first = brief.section("answer").sentences[0]
    assert "will travel to Reykjavik" in first.text
    assert first.cites[0].record == JOURNEY.id
    assert "No report says whether the announced contact took place" in text(brief, "contact")


def test_what_changed_since_the_last_contact():
    brief = write_brief(WHY, view("h4"), as_of="2020-12-31", entries=[UNDONE])

    assert "2 March 2020" in brief.section("answer").sentences[0].text
    changes = brief.section("changes")
    assert "2 March 2020" in changes.heading
    cited = {c.record for s in changes.sentences for c in s.cites}
    assert {OPENING.id, CLOSING.id} <= cited
    assert MEETING.id not in cited


def test_a_brief_knows_nothing_of_later_reports():
    early = write_brief(WHY, view(), as_of="2020-03-31", entries=[OPEN])
    never = write_brief(WHY, view("h3", "h4", "h5", "h7"), as_of="2020-03-31", entries=[OPEN])

    assert early == never


def test_a_demand_is_a_fact_and_its_fulfilment_a_judgement():
    brief = write_brief("Has Iceland met Norway's demands since 2020?", view(), as_of="2020-08-01", entries=[PARTLY])
    demands = brief.section("demands").sentences

    assert (demands[0].kind, demands[0].cites[0].record) == ("fact", HARBOUR.id)
    assert "first on 3 February 2020" in demands[0].text
    judged = next(s for s in demands if s.kind == "judgement")
    assert judged.text.startswith("It is very likely")
    assert judged.cites[0].record == OPENING.id


def test_silence_is_a_gap_and_no_refusal():
    brief = write_brief("Has Iceland met Norway's demands?", view(), as_of="2020-03-31", entries=[OPEN])

    assert "No dated report up to 31 March 2020 tells of its being met" in text(brief, "demands")
    assert not any("not met" in s.text for s in brief.section("answer").sentences if s.kind == "fact")


def test_undated_material_is_named_as_undated():
    brief = write_brief(WHY, view(), as_of="2020-08-01", entries=[PARTLY])

    assert text(brief, "undated").startswith("Undated: Kari Berg (former ambassador, Norway) asks of Iceland")
    assert "said to come first" in text(brief, "undated")
    assert "“Report h6” carries no date" in text(brief, "gaps")


def test_one_sided_argument_is_called_so():
    brief = write_brief("Who argues what about Iceland?", view(), as_of="2020-08-01", entries=[])

    assert "Open it" in text(brief, "answer")
    assert brief.section("answer").sentences[1].cites[0].record == QUOTE.id
    assert "Nobody who speaks for Iceland is quoted" in text(brief, "gaps")


def test_who_has_called_for_it_in_whatever_words():
    brief = write_brief("Who has called for the opening of the harbour in Iceland?", view(), entries=[])

    assert "Norway called for" in brief.section("answer").sentences[0].text


def test_a_copy_is_no_second_source():
    brief = write_brief("What has Iceland done to Norway?", view("h5"), as_of="2020-08-01", entries=[])

    copies = {s.document: s.copy_of for s in brief.sources}
    assert (copies["h3"], copies["h7"]) == (None, "h3")
    assert brief.independent_sources == len(brief.sources) - 1


def test_grades_are_the_machines_until_somebody_grades():
    plain = write_brief(WHY, view(), as_of="2020-08-01", entries=[PARTLY])
    graded = write_brief(WHY, view(rulings=(GRADED,)), as_of="2020-08-01", entries=[PARTLY])

    assert {(s.reliability, s.credibility, s.graded_by) for s in plain.sources} == {("F", "6", None)}
    assert "machine's default" in plain.grading
    source = next(s for s in graded.sources if s.document == "h1")
    assert (source.reliability, source.credibility, source.graded_by) == ("B", "6", "A. Lind")
    before = write_brief(WHY, view(rulings=(GRADED,)), as_of="2020-02-03", entries=[PARTLY])
    assert {s.graded_by for s in before.sources} == {None}


def test_what_the_case_lacks_is_said():
    brief = write_brief("What has Finland done to Iceland?", view(), as_of="2020-08-01", entries=[])
    (only,) = brief.section("answer").sentences

    assert only.kind == "gap"
    assert "The case does not say" in only.text


def test_the_same_records_in_another_order_give_the_same_brief():
    case = view()
    turned = type(case)(
        documents=case.documents[::-1],
        events=case.events[::-1],
        statements=case.statements[::-1],
        demands=case.demands[::-1],
        copies=case.copies,
    )
    for question in QUESTIONS:
        assert write_brief(question, case, as_of="2020-12-31", entries=[UNDONE]) == write_brief(
            question, turned, as_of="2020-12-31", entries=[UNDONE]
        )
