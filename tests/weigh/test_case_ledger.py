"""A ledger told from what the case keeps: the same as one told from the records, and never a stale one."""

import json
import os

import pytest
from sqlalchemy import create_engine, text

from dragoman.keep import Case
from dragoman.records import Coded, Entry, Ruling
from dragoman.weigh import build_ledger, ledger_lines, ledger_of_case, versions
from dragoman.weigh.case_ledger import case_tellings
from tests.weigh.build import report

POSTGRES = os.environ.get("DRAGOMAN_TEST_POSTGRES", "")
WANTED = report(
    "d1",
    "2010-03-01",
    "France demanded that Chad withdraw its troops from Abeche.",
    wants=[("France", "FRA", "Chad", "TCD", "withdraw its troops from Abeche")],
)
DONE = report("d2", "2010-04-01", "Chad withdrew its troops from Abeche on Thursday.")
BACK = report("d3", "2010-09-01", "Chad sent its troops back into Abeche on Wednesday.")


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request, tmp_path):
    where = str(tmp_path / "desk.db")
    if request.param == "postgresql":
        if not POSTGRES:
            pytest.skip("DRAGOMAN_TEST_POSTGRES names no database")
        engine = create_engine(POSTGRES.replace("postgresql://", "postgresql+psycopg://"))
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        engine.dispose()
        where = POSTGRES
    with Case.open(where) as opened:
        for told in (WANTED, DONE, BACK):
            opened.add(coded(told))
        yield opened


def coded(told):
    return Coded(document=told.document, claims=(*told.statements, *told.events, *told.demands))


def told_of(case, day):
    return [Entry.model_validate_json(line) for line in ledger_lines(case, day)]


@pytest.mark.parametrize("day", ["2010-02-01", "2010-03-15", "2010-04-01", "2010-08-31", "2030-01-01"])
def test_a_case_tells_what_its_records_tell(case, day):
    view = case.view()
    straight = build_ledger(view.documents, view.events, view.statements, view.demands, view.rulings, as_of=day)
    assert told_of(case, day) == list(straight)
    assert told_of(case, day) == list(straight), "told again it is the same"


def test_a_document_is_read_once(case, monkeypatch):
    told_of(case, "2011-02-01")
    monkeypatch.setattr("dragoman.weigh.read_telling.read_telling", lambda *_: pytest.fail("read again"))
    assert [e.outcome for e in told_of(case, "2010-08-01")] == ["met"]


def test_a_telling_by_another_reader_is_made_again(case, monkeypatch):
    told_of(case, "2011-01-01")
    read = []
    from dragoman.weigh import read_telling as module

    plain = module.read_telling
    monkeypatch.setattr(
        module, "read_telling", lambda document, *rest: read.append(document.id) or plain(document, *rest)
    )
    monkeypatch.setattr("dragoman.weigh.case_ledger.reader_version", lambda: "another reader")
    assert len(list(case_tellings(case))) == 3
    assert sorted(read) == ["d1", "d2", "d3"]


def test_a_ledger_by_another_teller_is_told_again(case, monkeypatch):
    told_of(case, "2011-01-01")
    monkeypatch.setattr("dragoman.weigh.case_ledger.teller_version", lambda: "another teller")
    monkeypatch.setattr("dragoman.weigh.case_ledger.ledger_of_case", lambda *_: ())
    assert told_of(case, "2011-01-01") == []


def test_what_is_removed_leaves_nothing_behind(case):
    assert [e.outcome for e in told_of(case, "2011-01-01")] == ["reversed"]
    case.remove("d3")
    assert [e.outcome for e in told_of(case, "2011-01-01")] == ["met"]
    case.remove("d1")
    assert told_of(case, "2011-01-01") == []
    assert {t.document for t in case_tellings(case)} == {"d2"}


def test_a_new_version_of_an_article_is_read_anew(case):
    assert [e.outcome for e in told_of(case, "2010-05-01")] == ["met"]
    case.add(coded(report("d2", "2010-04-01", "Chad refused to withdraw its troops from Abeche on Thursday.")))
    assert [(e.answer, e.outcome) for e in told_of(case, "2010-05-01")] == [("rejected", "open")]


def test_a_ruling_holds_at_once_and_survives_coding_again(case):
    entry = told_of(case, "2010-05-01")[0]
    said = {"target": entry.id, "field": "outcome", "value": "disputed", "because": "I saw tanks", "by": "Ada"}
    case.rule(Ruling(id="r1", on="2010-04-15", **said))
    assert told_of(case, "2010-05-01")[0].outcome == "disputed"
    case.remove("d1")
    case.add(coded(WANTED))
    assert told_of(case, "2010-05-01")[0].outcome == "disputed"
    assert told_of(case, "2010-04-14")[0].outcome == "met"


def test_a_demand_that_an_analyst_rejects_is_in_no_ledger(case):
    demand = WANTED.demands[0].id
    case.rule(
        Ruling(id="r2", target=demand, field="review", value="rejected", because="a joke", by="Ada", on="2010-06-01")
    )
    assert told_of(case, "2010-07-01") == []
    assert [e.outcome for e in told_of(case, "2010-05-31")] == ["met"]


def test_the_day_asked_for_stands_in_every_entry(case):
    assert {json.loads(line)["as_of"] for line in ledger_lines(case, "2010-05-05")} == {"2010-05-05"}
    assert {json.loads(line)["as_of"] for line in ledger_lines(case, "2010-05-06")} == {"2010-05-06"}


def test_sides_can_be_chosen(case):
    assert len(ledger_of_case(case, "2011-01-01", by="FRA", of="TCD")) == 1
    assert ledger_of_case(case, "2011-01-01", by="TCD") == ()


def test_a_table_with_other_words_of_the_same_length_is_another_table(tmp_path):
    """A name mended in place leaves the file as long as it was, and what was read by it is stale all the same."""
    table = tmp_path / "odbl" / "names.tsv"
    table.parent.mkdir()
    table.write_text("state\tTCD\tChad\n", encoding="utf-8")
    before = versions.digest_of(tmp_path, "")
    table.write_text("state\tTCD\tChud\n", encoding="utf-8")
    after = versions.digest_of(tmp_path, "")
    table.write_text("state\tTCD\tChad\n", encoding="utf-8")
    moved = table.rename(tmp_path / "names.tsv")

    assert after != before
    assert versions.digest_of(moved.parent, "") != before


def test_the_reader_is_another_one_when_a_table_changes(monkeypatch):
    before = versions.reader_version.__wrapped__()
    monkeypatch.setattr(versions, "digest_of", lambda *where: f"other {where[1]}")
    assert versions.reader_version.__wrapped__() != before


def test_the_versions_name_every_module_that_reads_or_tells():
    """A module that the ledger uses and that no version names could leave stale ledgers behind."""
    import subprocess
    import sys

    program = (
        "import sys\nimport dragoman.weigh.ledger, dragoman.weigh.read_telling, dragoman.weigh.case_ledger\n"
        "print(*sorted(m.rpartition('.')[2] for m in sys.modules if m.startswith('dragoman.weigh.')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    named = {*versions._READ_BY, *versions._TOLD_BY, "versions"}
    assert set(done.stdout.split()) == named
