"""Ten questions to the Belarus example: each sentence of each answer stands on the sources that it names."""

import json
import re

import pytest

from dragoman.keep import CaseView
from dragoman.weigh import Brief, write_brief
from tests.conftest import EXAMPLES

QUESTIONS = (
    ("Why talk to Belarus now?", "2009-08-19"),
    ("Why talk to Belarus now?", "2019-10-01"),
    ("What does Brussels want from Minsk?", "2009-08-19"),
    ("What does the US want Belarus to do?", "2008-06-01"),
    ("Has Minsk met US demands since 2008?", "2009-03-01"),
    ("Has Belarus met the EU's demands?", "2015-12-31"),
    ("Who has called for the release of political prisoners in Belarus?", "2012-01-01"),
    ("What has the EU done to Belarus since 2008?", "2016-01-01"),
    ("What has changed between the US and Belarus since 2008?", "2009-08-19"),
    ("Who argues what about Belarus?", "2020-01-01"),
)


@pytest.fixture(scope="module")
def belarus(code) -> CaseView:
    lines = (EXAMPLES / "belarus" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    read = [code(r["text"], id=r["id"], date=r["date"], title=r["title"]) for r in map(json.loads, lines)]
    return CaseView(
        documents=tuple(r.document for r in read),
        events=tuple(e for r in read for e in r.events),
        statements=tuple(s for r in read for s in r.statements),
        demands=tuple(d for r in read for d in r.demands),
    )


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).translate(str.maketrans('“”‘’"', "'''''"))


@pytest.mark.parametrize(("question", "as_of"), QUESTIONS)
def test_the_case_answers_and_every_quotation_stands_in_its_sources(belarus: CaseView, question: str, as_of: str):
    brief = write_brief(question, belarus, as_of=as_of)
    texts = {d.id: flat(f"{d.title} {d.text}") for d in belarus.documents}

    assert any(s.kind != "gap" for s in brief.section("answer").sentences)
    assert all(s.published <= as_of for s in brief.sources)
    for section in brief.sections:
        for sentence in section.sentences:
            cited = " ".join(texts[c.document] for c in sentence.cites)
            for quote in re.findall("“([^”]+)”", sentence.text):
                if quote in question:
                    continue
                # the words of a demand stand where it was made, which a judgement on it need not cite again
                where = cited if sentence.kind == "fact" else " ".join(texts.values())
                for piece in flat(quote).split(" … "):
                    assert piece.strip(" …,") in where, sentence.text


def test_new_prisoners_undo_what_had_been_met(belarus: CaseView):
    """In August 2009 a desk must know that the last prisoners were freed in 2008 and that new ones are in jail."""
    brief = write_brief("Has Minsk met US demands since 2008?", belarus, as_of="2009-08-19")

    assert "undone after being met" in brief.section("answer").sentences[0].text
    undone = [s for s in brief.section("changes").sentences if "undone after being met" in s.text]
    assert {c.document for s in undone for c in s.cites} == {"b13"}


def test_noise_is_never_cited(belarus: CaseView):
    briefs: list[Brief] = [write_brief(q, belarus, as_of="2020-01-01") for q, _ in QUESTIONS]

    assert not any(s.document == "b22" for brief in briefs for s in brief.sources)


def test_a_question_that_the_case_cannot_answer(belarus: CaseView):
    brief = write_brief("What has Norway done to Belarus?", belarus, as_of="2020-01-01")

    (only,) = brief.section("answer").sentences
    assert only.text.startswith("The case does not say: none of its 22 documents")
