"""A brief as a file: every form says the same, each sentence leads to its words, and nothing in it runs."""

import json
import re

import pytest

from dragoman.errors import UsageError
from dragoman.keep import Case
from dragoman.show import briefing
from dragoman.show.briefing import FORMATS, as_form, cited_of, make_brief

QUESTION = "Which demands are open?"


@pytest.fixture
def brief(story):
    with Case.open(story) as case:
        return make_brief(case, QUESTION, "2031-01-01")


def test_every_form_holds_every_sentence(brief):
    sentences = [s.text for section in brief.sections for s in section.sentences]
    assert sentences
    told = json.loads(as_form(brief, "json"))
    assert [s["text"] for section in told["sections"] for s in section["sentences"]] == sentences
    page = re.sub(r"<[^>]+>", "", as_form(brief, "html").decode())
    for text in sentences:
        assert text.split("“")[0].strip() in as_form(brief, "md").decode().replace("\\", "")
        assert text.split("“")[0].strip() in page


def test_each_number_leads_to_the_words_it_stands_for(brief):
    page = as_form(brief, "html").decode()
    links = re.findall(r'class="cite" href="#([^"]+)"', page)
    anchors = set(re.findall(r'id="([^"]+)"', page))
    assert links
    assert set(links) <= anchors
    assert any(link.startswith("quote-") for link in links)


def test_footnotes_of_markdown_are_all_there(brief):
    text = as_form(brief, "md").decode()
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    noted = set(re.findall(r"^\[\^(\d+)\]:", text, re.M))
    assert used
    assert used == noted


def test_source_and_item_are_graded_apart(brief):
    assert "source F, item 6" in as_form(brief, "md").decode()
    assert "machine's default" in brief.grading


def test_the_same_brief_gives_the_same_bytes(brief):
    for form in FORMATS:
        if form == "pdf":
            pytest.importorskip("weasyprint", reason="the extra pdf is not installed", exc_type=(ImportError, OSError))
        assert as_form(brief, form) == as_form(brief, form)


def test_a_pdf_is_a_pdf(brief):
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed", exc_type=(ImportError, OSError))
    assert as_form(brief, "pdf").startswith(b"%PDF-")


def test_without_weasyprint_the_way_out_is_said(brief, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(UsageError, match=r"pip install 'dragoman\[pdf\]'"):
        as_form(brief, "pdf")


def test_a_pdf_does_not_go_to_a_terminal(monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(UsageError, match="--out"):
        briefing.hand_out(b"%PDF-", "pdf", None)


def test_words_of_articles_stay_words(brief):
    hostile = brief.model_copy(update={"question": "<script>alert(1)</script> [x](javascript:alert(1))"})
    assert "<script>" not in as_form(hostile, "html").decode()
    assert r"\[x\](javascript" in as_form(hostile, "md").decode()


def test_each_source_is_numbered_once(brief):
    cited = cited_of(brief)
    assert [c.number for c in cited] == list(range(1, len(brief.sources) + 1))
    assert len({q.anchor for c in cited for q in c.quotes}) == sum(len(c.quotes) for c in cited)


def test_the_page_says_what_can_be_asked_and_hands_the_brief_on(page):
    empty = page.get("/ask")
    assert "What can be asked" in empty.text
    asked = page.get("/ask", params={"q": QUESTION, "as_of": "2031-01-01"})
    assert "format=pdf" in asked.text
    found = page.get("/brief", params={"q": QUESTION, "as_of": "2031-01-01", "format": "md"})
    assert found.headers["content-type"].startswith("text/markdown")
    assert "attachment" in found.headers["content-disposition"]
    told = page.get("/api/brief", params={"q": QUESTION, "as_of": "2031-01-01"})
    assert told.json()["record"] == "brief"


def test_a_question_that_is_not_understood_is_told_so_on_the_page_and_over_the_api(page):
    assert "not one that I understand" in page.get("/ask", params={"q": "Tell me all"}).text
    told = page.get("/api/brief", params={"q": "Tell me all"})
    assert told.status_code == 400
    assert "Try one of these forms" in told.json()["error"]["detail"]
