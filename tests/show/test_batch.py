"""A batch gives what one process gives; it goes on where it was broken off; a case takes its result in."""

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.errors import SourceError, UsageError
from dragoman.keep import Case
from dragoman.read import read_sources
from dragoman.records import CODER, Coded, Document, Reject
from dragoman.settings import Settings
from dragoman.show import case_work
from dragoman.show.batch import Job, make_plan, run
from dragoman.show.batch.plan import find_plan
from dragoman.show.batch.results import coded_in
from dragoman.show.batch.work import Done, PartCoder
from dragoman.show.cli import app

SENTENCES = (
    "Norway called on Denmark on Monday to reopen the night ferry. Denmark refused.",
    "Iceland released two Danish fishermen on Friday. Denmark thanked Iceland.",
    'Norway\'s prime minister visited Sweden on Tuesday, and "we are friends," he said.',
)


@pytest.fixture
def source(tmp_path) -> str:
    """Two files of articles, with a broken line, a language that is not coded, and one id with two texts."""
    folder = tmp_path / "news"
    folder.mkdir()
    made = [{"id": f"a{n}", "text": SENTENCES[n % 3], "date": f"2021-03-{n + 1:02}"} for n in range(8)]
    german = "Norwegen traf Dänemark zu Gesprächen in Oslo, und beide gingen nach Hause, ehe der Sturm kam."
    made.insert(3, {"id": "german", "text": german})
    made.append({"id": "a1", "text": SENTENCES[2], "date": "2021-03-20"})
    (folder / "one.jsonl").write_text("\n".join([*map(json.dumps, made[:6]), "{broken"]), encoding="utf-8")
    (folder / "two.jsonl").write_text("\n".join(map(json.dumps, made[6:])), encoding="utf-8")
    return str(folder)


@pytest.fixture
def engine(coder, monkeypatch):
    """One process codes all parts; `engine.asked` are those that it was asked for."""

    class Here:
        def __init__(self) -> None:
            self.asked: list[int] = []
            self.breaks_after: int | None = None

        def __call__(self, plan, numbers, settings):
            worker = PartCoder.__new__(PartCoder)
            worker._coder, worker._settings, worker._out = coder, settings, plan.out
            for number in numbers:
                if self.breaks_after == len(self.asked):
                    raise KeyboardInterrupt
                self.asked.append(number)
                yield worker.code(number, plan.pieces[number])

    def in_process(read, settings, workers, wanted=None):  # noqa: ARG001
        for found in read:
            if isinstance(found, Reject):
                yield found
            elif wanted is None or wanted(found):
                yield coder.code(found)

    monkeypatch.setattr(case_work, "code_all", in_process)
    return Here()


@pytest.fixture
def alone(source, coder) -> list:
    """What one process makes of the source."""
    read = read_sources([source], Settings())
    return [coder.code(found) if isinstance(found, Document) else found for found in read]


def result(out) -> list:
    return list(coded_in(find_plan(str(out))))


def files(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


@pytest.mark.parametrize("part", [1, 2, 100])
def test_the_parts_together_are_what_one_process_makes(source, engine, alone, tmp_path, part):
    assert run(Job(source, str(tmp_path / "out"), part), engine) == 1
    assert result(tmp_path / "out") == alone
    assert any(isinstance(found, Reject) for found in alone)
    assert sum(len(f.claims) for f in alone if isinstance(f, Coded)) > 10


def test_a_run_that_broke_off_goes_on_with_what_is_not_done(source, engine, tmp_path, capsys):
    whole = tmp_path / "whole"
    run(Job(source, str(whole), 2), engine)
    parts = len(engine.asked)
    engine.asked, engine.breaks_after = [], 2
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        run(Job(source, str(out), 2), engine)
    engine.asked, engine.breaks_after = [], None
    capsys.readouterr()
    run(Job(source, str(out), 2), engine)
    assert engine.asked == list(range(2, parts))
    assert f"2 of {parts} parts are there already" in capsys.readouterr().err
    assert files(out) == files(whole)


def test_what_a_worker_left_half_written_does_not_count(source, engine, tmp_path):
    out = tmp_path / "out"
    run(Job(source, str(out), 2), engine)
    before = files(out)
    (out / "parts" / "000001.json").unlink()
    (out / "events" / "part-000001.parquet").write_bytes(b"half")
    engine.asked.clear()
    run(Job(source, str(out), 2), engine)
    assert engine.asked == [1]
    assert files(out) == before


def test_two_halves_of_different_things_are_refused(source, engine, tmp_path, monkeypatch):
    out = str(tmp_path / "out")
    run(Job(source, out, 2), engine)
    with pytest.raises(UsageError, match="in parts of 2"):
        run(Job(source, out, 3), engine)
    (Path(source) / "one.jsonl").open("a").write("\n")
    with pytest.raises(UsageError, match="not as they were"):
        run(Job(source, out, 2), engine)
    monkeypatch.setattr("dragoman.show.batch.plan.mark_of_coder", lambda _: "another")
    with pytest.raises(UsageError, match="another coder"):
        run(Job(source, out, 2), engine)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "1.jpg").write_bytes(b"x")
    with pytest.raises(UsageError, match="something else"):
        run(Job(source, str(tmp_path / "photos"), 2), engine)
    with pytest.raises(SourceError, match="no such file"):
        run(Job(str(tmp_path / "none"), str(tmp_path / "new"), 2), engine)


def add(case: Path, *paths: str):
    return CliRunner().invoke(app, ["--case", str(case), "add", *paths])


def kept(case: Path) -> tuple:
    with Case.open(case) as opened:
        return list(opened.articles()), opened.rejects(), opened.copies()


def test_a_case_takes_the_result_in_without_coding(source, engine, tmp_path, monkeypatch):
    out = tmp_path / "out"
    run(Job(source, str(out), 2), engine)
    assert add(tmp_path / "coded.db", source).exit_code == 1

    def never(*_):
        raise AssertionError("nothing is to be coded")

    monkeypatch.setattr(case_work, "code_all", never)
    taken = add(tmp_path / "taken.db", str(out))
    assert taken.exit_code == 1  # what was not read is said again
    assert "9 added" in taken.stderr
    assert kept(tmp_path / "taken.db") == kept(tmp_path / "coded.db")
    assert "known already" in add(tmp_path / "taken.db", str(out)).stderr


def test_what_another_coder_made_is_coded_again(source, engine, tmp_path):
    out = tmp_path / "out"
    run(Job(source, str(out), 2), engine)
    add(tmp_path / "coded.db", source)
    plan = json.loads((out / "plan.json").read_text())
    (out / "plan.json").write_text(json.dumps(plan | {"coder": "dragoman-0.0.1"}))
    taken = add(tmp_path / "taken.db", str(out))
    assert f"coded again by {CODER}" in taken.stderr
    assert kept(tmp_path / "taken.db") == kept(tmp_path / "coded.db")


def test_a_result_that_is_not_whole_is_taken_in_and_said_to_be_so(source, engine, tmp_path):
    out = tmp_path / "out"
    make_plan(source, str(out), 2, Settings())
    engine.breaks_after = 1
    with pytest.raises(KeyboardInterrupt):
        run(Job(source, str(out), 2), engine)
    taken = add(tmp_path / "taken.db", str(out))
    assert "parts are not coded yet; run batch again" in taken.stderr
    assert "2 added" in taken.stderr


def test_the_result_is_plain_parquet(source, engine, alone, tmp_path):
    import duckdb

    out = tmp_path / "out"
    run(Job(source, str(out), 2), engine)
    events = sum(c.record == "event" for f in alone if isinstance(f, Coded) for c in f.claims)
    assert duckdb.sql(f"SELECT count(*) FROM '{out}/events/*.parquet'").fetchall() == [(events,)]
    assert Done.sum(find_plan(str(out)).done()).events == events


def test_without_ray_one_is_told_what_to_install(source, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"pip install 'dragoman\[cluster\]'"):
        CliRunner().invoke(app, ["batch", source, "--out", str(tmp_path / "out")], catch_exceptions=False)


@pytest.mark.slow
def test_ray_shares_the_parts(source, alone, tmp_path):
    pytest.importorskip("ray")
    done = CliRunner().invoke(app, ["batch", source, "--out", str(tmp_path / "out"), "--part", "4", "--workers", "1"])
    assert done.exit_code == 1
    assert result(tmp_path / "out") == alone
