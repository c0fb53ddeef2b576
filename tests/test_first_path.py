"""The whole way on real articles: what a careful reader finds in them, dragoman finds."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.read import read_text
from tests.conftest import EXAMPLES, Read

ARTICLE = EXAMPLES / "articles" / "what-can-burma-still-be-asked-for"


@pytest.fixture(scope="module")
def want():
    return json.loads(ARTICLE.with_suffix(".expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def read(coder):
    return Read(coder.code(read_text(ARTICLE.with_suffix(".txt").read_text(encoding="utf-8"))))


def one_of(value, wanted) -> bool:
    return value in wanted["any"] if isinstance(wanted, dict) else value == wanted


def shares_words(a: str, b: str) -> bool:
    return a in b or b in a


def test_the_article_is_told_from_what_stands_around_it(read, want):
    document, expected = read.document, want["document"]
    assert document.title == expected["title"]
    assert list(document.authors) == expected["authors"]
    assert document.publisher == expected["publisher"]
    assert (document.published, document.published_basis) == (None, "none")
    kinds = ("title", "deck", "body", "blockquote", "caption")
    coded = "\n".join(document.text[p.start : p.end] for p in document.parts if p.kind in kinds)
    assert not [words for words in expected["not_body"] if words in coded]
    assert coded.count(expected["body_once"]) == 1


def test_every_voice_has_its_words(read, want):
    for expected in want["statements"]:
        key = expected.get("contains") or expected["first"]
        assert any(
            s.speaker is not None
            and s.speaker.name == expected["speaker"]
            and s.kind == expected["kind"]
            and key in s.exact
            and expected.get("last", "") in s.exact
            for s in read.statements
        ), expected


def test_every_act_is_found_with_its_sides_and_status(read, want):
    for expected in want["events"]:
        assert any(
            one_of(e.type, expected["type"])
            and one_of(e.status, expected["status"])
            and ("mode" not in expected or e.mode == expected["mode"])
            and ("actor" not in expected or any(a.country == expected["actor"] for a in e.actors))
            and ("recipient" not in expected or any(a.country == expected["recipient"] for a in e.recipients))
            and any(shares_words(span.exact, expected["evidence"]) for span in e.evidence)
            for e in read.events
        ), expected


def test_every_demand_is_found_with_its_addressee_and_rank(read, want):
    for expected in want["demands"]:
        assert any(
            shares_words(d.what.exact, expected["what"])
            and any(a.country == expected["of"] for a in d.of)
            and (d.voiced_by or d.by) is not None
            and (d.voiced_by or d.by).name == expected["voiced_by"]
            and ("rank" not in expected or d.rank == expected["rank"])
            and ("force" not in expected or d.force == expected["force"])
            for d in read.demands
        ), expected


def test_every_claim_of_the_article_quotes_it(read):
    assert read.claims and read.quotes_its_source()


def figures(shared: Path, *words: str) -> dict:
    command = Path(sys.executable).with_name("dragoman")
    done = subprocess.run(
        [sys.executable, str(shared / "bench" / "score.py"), *words, "--cmd", str(command)],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_the_first_article_ever_read(shared):
    found = figures(shared, "seed")
    assert found["right"] == found["checks"]


@pytest.mark.parametrize("case", ["belarus", "libya"])
def test_the_first_ledgers_ever_kept(shared, case):
    found = figures(shared, "ledger", "--gold", str(shared / "cases" / case))
    assert found["right_for_the_right_reason"] == found["checks"]
