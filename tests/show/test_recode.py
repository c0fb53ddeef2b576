"""Coding a case again: what changed is said, rulings stay, a run that breaks off goes on, nothing is half done."""

import json

import pytest
from typer.testing import CliRunner

from dragoman.keep import Case, find_differences
from dragoman.records import Coded, Reject, Ruling
from dragoman.settings import Settings
from dragoman.show import recoding
from dragoman.show.cli import app
from dragoman.show.coder_mark import mark_of_coder

FERRIES = "Norway called on Denmark on Monday to reopen the night ferry. Denmark refused."
HARBOUR = "Iceland released two Danish fishermen on Friday. Denmark thanked Iceland."
TALKS = "Norway's prime minister visited Sweden on Tuesday."


@pytest.fixture
def codings(code):
    """The three articles as today's coder codes them."""
    texts = {"ferries": FERRIES, "harbour": HARBOUR, "talks": TALKS}
    found = [code(text, id=name, date="2021-03-02") for name, text in texts.items()]
    return [Coded(document=read.document, claims=read.claims) for read in found]


@pytest.fixture
def case(tmp_path, codings, monkeypatch, coder):
    """A case as an older coder left it: one event gone, one of another type, one that nobody finds any more."""
    monkeypatch.setattr(recoding, "code_all", _in_process(coder))
    path = tmp_path / "desk.db"
    with Case.open(path) as opened:
        for coded in codings:
            opened.add(_as_an_older_coder(coded))
    return path


def _in_process(coder):
    def code_all(read, settings: Settings, workers: int, wanted=None):  # noqa: ARG001
        for document in read:
            yield coder.code(document)

    return code_all


def _as_an_older_coder(coded: Coded) -> Coded:
    claims = []
    for claim in coded.claims:
        old = claim.model_copy(update={"coder": "dragoman-0.0.1"})
        if coded.document.id == "ferries" and claim.record == "event":
            if claim.type == "REJECT":
                continue
            if claim.type == "REQUEST":
                old = old.model_copy(update={"type": "THREATEN", "score": -3.5})
        claims.append(old)
        if coded.document.id == "talks" and claim.record == "event":
            claims.append(old.model_copy(update={"id": "0000000000000000", "type": "AID"}))
    document = coded.document.model_copy(update={"coder": "dragoman-0.0.1"})
    return Coded(document=document, claims=tuple(claims))


def run(case, *words: str):
    return CliRunner().invoke(app, ["--case", str(case), "recode", *words])


def lines(result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def kept(case) -> list[Coded]:
    with Case.open(case) as opened:
        return list(opened.articles())


def test_afterwards_the_case_holds_what_todays_coder_says(case, codings):
    result = run(case)
    assert result.exit_code == 0
    assert kept(case) == sorted(codings, key=lambda c: c.document.id)
    assert "3 articles coded again" in result.stderr
    assert "2 changed" in result.stderr


def test_each_change_is_said_with_both_wordings_and_counted_by_type(case):
    found = lines(run(case, "--jsonl"))
    changes, summary = found[:-1], found[-1]
    assert sorted((c["what"], c["kind"], c["sort"], c["document"]) for c in changes) == [
        ("added", "event", "REJECT", "ferries"),
        ("altered", "event", "REQUEST", "ferries"),
        ("gone", "event", "AID", "talks"),
    ]
    altered = next(c for c in changes if c["what"] == "altered")
    assert altered["fields"] == ["type", "score"]
    assert (altered["before"]["type"], altered["after"]["type"]) == ("THREATEN", "REQUEST")
    assert summary["events"] == {"added": 1, "gone": 1, "altered": 1}
    assert summary["event_types"]["AID"] == {"added": 0, "gone": 1, "altered": 0}
    assert summary["demands"] == {"added": 0, "gone": 0, "altered": 0}


def test_a_second_time_nothing_changes(case):
    run(case)
    before = kept(case)
    summary = lines(run(case, "--jsonl"))[-1]
    assert (summary["articles"], summary["changed"]) == (3, 0)
    assert kept(case) == before


def test_a_dry_run_says_the_same_and_changes_nothing(case):
    before = kept(case)
    tried = lines(run(case, "--dry-run", "--jsonl"))
    assert kept(case) == before
    done = lines(run(case, "--jsonl"))
    assert tried[:-1] == done[:-1]
    assert tried[-1] | {"dry_run": False} == done[-1]


def test_rulings_stay_and_those_that_lost_their_record_are_named(case):
    with Case.open(case) as opened:
        kept_event = opened.events()[0]
        for target in (kept_event.id, "0000000000000000"):
            said = {"field": "review", "value": "rejected", "because": "irony", "by": "Ana", "on": "2021-03-05"}
            opened.rule(Ruling(id=f"r-{target}", target=target, **said))
        before = opened.rulings()
    result = run(case)
    with Case.open(case) as opened:
        assert opened.rulings() == before
    assert "a ruling speaks of 0000000000000000" in result.stderr
    assert kept_event.id not in result.stderr


def test_a_run_that_broke_off_goes_on_and_reports_all(case, codings, coder, monkeypatch):
    whole = lines(run(case, "--dry-run", "--jsonl"))

    def breaks_off(read, settings, workers, wanted=None):  # noqa: ARG001
        for number, document in enumerate(read):
            if number == 1:
                raise KeyboardInterrupt
            yield coder.code(document)

    monkeypatch.setattr(recoding, "code_all", breaks_off)
    assert run(case).exit_code != 0
    assert [c == n for c, n in zip(kept(case), codings, strict=True)] == [True, False, False]

    coded = []
    monkeypatch.setattr(recoding, "code_all", lambda read, *_: (coded.append(d.id) or coder.code(d) for d in read))
    result = run(case, "--jsonl")
    assert coded == ["harbour", "talks"]
    assert "broken off after 1 article" in result.stderr
    assert lines(result)[:-1] == whole[:-1]
    assert kept(case) == codings
    with Case.open(case) as opened:
        assert opened.recoded(mark_of_coder(Settings())) == {}


def test_what_another_coder_has_done_does_not_count(case):
    with Case.open(case) as opened:
        opened.recode(opened.coded("ferries"), "another coder", "[]")
    summary = lines(run(case, "--jsonl"))[-1]
    assert (summary["articles"], summary["changed"]) == (3, 2)


def test_an_article_that_got_another_text_meanwhile_is_left_alone(case, codings, code):
    newer = code("Norway lifted its own ban on Denmark.", id="ferries", date="2021-03-03")
    with Case.open(case) as opened:
        opened.add(Coded(document=newer.document, claims=newer.claims))
        assert not opened.recode(codings[0], "run", "[]")
        assert opened.coded("ferries") == Coded(document=newer.document, claims=newer.claims)
        opened.remove("talks")
        assert not opened.recode(codings[2], "run", "[]")
        assert opened.document("talks") is None


def test_what_was_said_of_a_source_stays_said(case):
    with Case.open(case) as opened:
        opened.reject(Reject(id="talks", reason="language", detail="half of it is French", coder="dragoman-0.0.1"))
        before = opened.rejects()
    result = run(case)
    assert result.exit_code == 0
    with Case.open(case) as opened:
        assert opened.rejects() == before


def test_the_mark_of_the_coder_is_the_same_each_time():
    assert mark_of_coder(Settings()) == mark_of_coder(Settings())


def test_differences_look_at_what_records_say_and_not_at_who_made_them(codings):
    for coded in codings:
        older = tuple(c.model_copy(update={"coder": "dragoman-0.0.1"}) for c in coded.claims)
        assert find_differences(coded.model_copy(update={"claims": older}), coded) == ()
        assert {d.what for d in find_differences(coded, coded.model_copy(update={"claims": ()}))} <= {"gone"}
