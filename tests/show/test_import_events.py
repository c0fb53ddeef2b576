"""Coded events of others are taken in as their makers coded them, or refused with the reason; nothing is guessed."""

import gzip
import json
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from dragoman.errors import DragomanError
from dragoman.keep import Case
from dragoman.show.cli import app

ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Country"
)
GDELT2_COLUMNS = 61


@pytest.fixture
def dragoman(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()

    def run(*words):
        done = runner.invoke(app, ["--case", "desk.db", *map(str, words)])
        if isinstance(done.exception, DragomanError):
            return 9, "", str(done.exception)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.stdout, done.stderr

    return run


def records(out):
    return [json.loads(line) for line in out.splitlines()]


def table(path, *rows, separator="\t"):
    path.write_text("\n".join(separator.join(map(str, row)) for row in rows) + "\n", encoding="utf-8")
    return path


def icews(tmp_path, *rows):
    """(id, day, source country, code, intensity, target country)"""
    path = tmp_path / "events.tsv"
    lines = [f"{i}\t{day}\tSomebody\t{a}\tWords\t{code}\t{score}\tSomebody\t{b}" for i, day, a, code, score, b in rows]
    path.write_text("\n".join([ICEWS, *lines]) + "\n", encoding="utf-8")
    return path


def test_icews_by_the_names_of_its_columns(dragoman, tmp_path):
    file = icews(
        tmp_path,
        (1, "2008-08-20", "United States", "050", 3.5, "Belarus"),
        (2, "2008-10-02", "Belarus", "112", -2.0, "United States"),
    )
    status, _, said = dragoman("import-events", file, "--source", "icews")
    assert (status, "2 acts of icews (ICEWS) from 2008-08-20 to 2008-10-02" in said) == (0, True)
    _, out, _ = dragoman("series", "--dyad", "USA,BLR", "--source", "icews", "--by", "month", "--jsonl")
    rows = records(out)
    assert [(r["period"], r["actor"], r["net"]) for r in rows] == [
        ("2008-08", "USA", 3.5), ("2008-09", "USA", 0.0), ("2008-10", "USA", 0.0),
        ("2008-08", "BLR", 0.0), ("2008-09", "BLR", 0.0), ("2008-10", "BLR", -2.0),
    ]  # fmt: skip
    assert not any(r["gap"] for r in rows)
    assert dragoman("import-events", file, "--source", "icews")[2].count("2 were known") == 1


def test_a_file_is_used_without_taking_it_in(dragoman, tmp_path):
    file = icews(tmp_path, (1, "2008-08-20", "United States", "050", 3.5, "Belarus"))
    status, out, said = dragoman("series", "--dyad", "USA,BLR", "--from", file, "--by", "year", "--jsonl")
    assert (status, records(out)[0]["verbal_cooperation"]) == (0, 1)
    assert "one act is an anecdote and no series" in said
    assert not (tmp_path / "desk.db").exists()


@pytest.mark.parametrize("suffix", [".CSV.zip", ".tsv.gz"])
def test_gdelt_is_known_by_the_number_of_its_columns(dragoman, tmp_path, suffix):
    row = [""] * GDELT2_COLUMNS
    row[0], row[1], row[7], row[17], row[26], row[29], row[30] = "9", "20150218", "USA", "BLR", "0841", "2", "7.0"
    europe = [*row]
    europe[0], europe[7] = "10", "EUR"
    union = [*europe]
    union[0], union[7], union[8] = "11", "", "EEC"
    text = "\n".join("\t".join(r) for r in (row, europe, union)).encode()
    path = tmp_path / f"20150218.export{suffix}"
    if suffix == ".CSV.zip":
        with ZipFile(path, "w") as archive:
            archive.writestr("20150218.export.CSV", text)
    else:
        path.write_bytes(gzip.compress(text))
    status, _, said = dragoman("import-events", path, "--source", "gdelt")
    assert status == 1
    assert "GDELT 2" in said
    assert "unknown_code: EUR is no state or body that is known" in said  # the continent is not the Union
    with Case.open(tmp_path / "desk.db") as case:
        acts = case.coded_acts("gdelt").to_pylist()
        reasons = [r.reason for r in case.rejects()]
    assert [(a["actor"], a["type"], a["mode"], a["score"]) for a in acts] == [
        ("EUR", "RETREAT", "release", 7.0), ("USA", "RETREAT", "release", 7.0),
    ]  # fmt: skip
    assert reasons == ["unknown_code"]


def test_polecat_and_plover_json_say_the_same(dragoman, tmp_path):
    head = "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tActor Country\tRecipient Country"
    table(
        tmp_path / "p.tsv",
        head.split("\t"),
        ["e1", "2020-05-01", "CONSULT", "visit", "4", "VERBAL COOPERATION", "NOR", "ISL"],
    )
    event = {
        "id": "e1", "date": "2020-05-01", "type": "CONSULT", "mode": "visit", "score": 4,
        "actor": [{"name": "Norway", "country": "NOR"}], "recipient": [{"country": "ISL"}],
    }  # fmt: skip
    (tmp_path / "p.json").write_text(json.dumps([event]), encoding="utf-8")
    for file in ("p.tsv", "p.json"):
        assert dragoman("import-events", tmp_path / file, "--source", file)[0] == 0
    with Case.open(tmp_path / "desk.db") as case:
        assert case.coded_acts("p.tsv").to_pylist() == case.coded_acts("p.json").to_pylist() != []


def test_a_table_that_is_counted_already(dragoman, tmp_path):
    file = table(tmp_path / "y.csv", ["i", "j", "year", "vc", "mx"], ["NOR", "ISL", 2002, 12, 0], ["NOR", "ISL", 2003, 0, 3], separator=",")  # fmt: skip  # noqa: E501
    columns = "actor=i,recipient=j,date=year,verbal_cooperation=vc,material_conflict=mx"
    status, out, said = dragoman("series", "--dyad", "NOR,ISL", "--from", file, "--columns", columns, "--by", "year", "--jsonl")  # fmt: skip  # noqa: E501
    assert status == 0, said
    assert [(r["period"], r["verbal_cooperation"], r["material_conflict"]) for r in records(out)][:2] == [
        ("2002", 12, 0), ("2003", 0, 3),
    ]  # fmt: skip
    assert "no score" in said
    assert dragoman("series", "--dyad", "NOR,ISL", "--from", file, "--columns", columns, "--by", "month")[2].count("known well enough") == 1  # fmt: skip  # noqa: E501


GOOD = (1, "2008-08-20", "United States", "050", 3.5, "Belarus")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([GOOD, (2, "20.08.2008", "United States", "050", 1, "Belarus")], "written in more than one way"),
        ([GOOD, (2, "1387-05-30", "United States", "050", 1, "Belarus")], "another calendar, or in two"),
        ([(1, "03/04/2008", "United States", "050", 1, "Belarus")], "--dates %d/%m/%Y or --dates %m/%d/%Y"),
        ([(1, "13/04/2008", "USA", "050", 1, "BLR"), (2, "04/13/2008", "USA", "050", 1, "BLR")], "make them one"),
        ([(1, "2008-13-40", "United States", "050", 1, "Belarus")], "2008-13-40: no day of the calendar"),
        (
            [(1, "1387/05/30", "United States", "050", 1, "Belarus")],
            "1387/05/30: no date that can be read; name its form",
        ),
        ([(1, "2551-05-30", "United States", "050", 1, "Belarus")], "another calendar"),
        ([(1, "2008-05-30", "XXX", "050", 1, "Belarus")], "XXX is no state or body that is known"),
        ([(1, "2008-05-30", "USA", "050", 1, "Belarus\tand more")], "the number of columns is not the header's"),
    ],
)
def test_two_calendars_or_two_ways_to_write_a_day_are_refused(dragoman, tmp_path, rows, told):
    status, _, said = dragoman("import-events", icews(tmp_path, *rows))
    assert status == 9
    assert told in said


@pytest.mark.parametrize(
    ("row", "reason", "told"),
    [
        ((2, "2008-08-21", "Ruritania", "050", 1, "Belarus"), "unknown_code", "Ruritania is no state"),
        ((2, "2008-08-21", "Congo", "050", 1, "Belarus"), "unknown_code", "Congo is no state"),
        ((2, "2008-08-21", "United States", "999", 1, "Belarus"), "unknown_code", "999 is no CAMEO code"),
        ((2, "2008-08-21", "United States", "10", 1, "Belarus"), "unknown_code", "10 is no CAMEO code"),
        ((2, "2008-08-21", "United States", "050", "warm", "Belarus"), "bad_number", "warm is no score"),
        ((2, "2008-08-21", "United States", "050", 99, "Belarus"), "bad_number", "99 is no score"),
        ((2, "2008-08-21", "", "050", 1, "Belarus"), "no_side", "no actor or no recipient"),
        ((2, "", "United States", "050", 1, "Belarus"), "bad_date", "no date"),
        ((2, "2008-02-30", "United States", "050", 1, "Belarus"), "bad_date", "2008-02-30: no day of the calendar"),
        ((1, "2008-08-21", "United States", "050", 1, "Belarus"), "doubled", "stands for different acts"),
    ],
)
def test_a_row_that_is_not_understood_is_said_and_left_out(dragoman, tmp_path, row, reason, told):
    more = [(n, "2008-09-01", "Belarus", "040", 1, "United States") for n in range(10, 210)]
    status, _, said = dragoman("import-events", icews(tmp_path, GOOD, row, *more))
    assert (status, told in said) == (1, True), said
    with Case.open(tmp_path / "desk.db") as case:
        assert [r.reason for r in case.rejects()] == [reason]
        assert len(case.coded_acts("events")) == (200 if reason == "doubled" else 201)


def test_doubled_rows_count_once_and_it_is_said(dragoman, tmp_path):
    rows = [["day", "who", "whom", "what"], *[["2014-01-02", "Police (Kenya)", "Uganda", "Make a visit"]] * 3]
    file = table(tmp_path / "t.csv", *rows, separator=",")
    columns = "actor=who,recipient=whom,date=day,code=what"
    status, out, said = dragoman("series", "--dyad", "KEN,UGA", "--from", file, "--columns", columns, "--jsonl")
    assert (status, records(out)[0]["verbal_cooperation"]) == (0, 1)
    assert "2 rows repeat another" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--dyad", "USA,United States"], "USA and United States are the same side"),
        (["--dyad", "USA,usa"], "the same side"),
        (["--dyad", "USA"], "names 1 side: a dyad takes two"),
        (["--dyad", "USA,BLR,RUS"], "names 3 sides: a dyad takes two"),
        (["--dyad", "USA,Ruritania"], "'Ruritania' is no state or body that is known and nobody who acts in this case"),
        (["--dyad", "USA,BLR", "--from", "nowhere.tsv", "--source", "x"], "choose one"),
        (["--dyad", "USA,BLR", "--from", "nowhere.tsv"], "no such file"),
        (["--dyad", "USA,BLR", "--actor", "USA"], "leave out --actor and --recipient"),
        (["--dyad", "USA,BLR", "--from", "."], "it is a folder"),
        (["--dyad", "USA,BLR", "--since", "2020-01-01", "--until", "2010-01-01"], "Nothing lies between"),
        (["--since", "2020-01-01", "--until", "2010-01-01"], "Nothing lies between"),
        (["--dyad", "USA,BLR", "--type", "HUG"], "'HUG' is no PLOVER type; choose one of ACCUSE"),
        (["--dyad", "USA,BLR", "--by", "fortnight"], "'fortnight' is no period; choose one of day"),
        (["--dyad", "USA,BLR", "--measure", "warmth"], "no measure"),
        (["--dyad", "USA,BLR", "--columns", "actor=x"], "name it with --from"),
        (["--dyad", "USA,BLR", "--source", "gdelt"], "There is no source 'gdelt'"),
    ],
)
def test_what_cannot_be_asked(dragoman, tmp_path, words, told):
    with Case.open(tmp_path / "desk.db"):
        pass
    assert told in dragoman("series", *words)[2]


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ("actor=i", "date, recipient is missing"),
        ("actor=a,recipient=b,date=c,code=d,verbal_conflict=e", "counted already"),
        ("who=a", "no part of a column map"),
        ("actor=a,recipient=b,date=c,code=nowhere", "has no column"),
    ],
)
def test_a_column_map_that_does_not_fit(dragoman, tmp_path, columns, told):
    file = table(tmp_path / "t.csv", ["a", "b", "c", "d"], ["USA", "BLR", "2008-01-01", "050"], separator=",")
    assert told in dragoman("import-events", file, "--columns", columns)[2]


@pytest.mark.parametrize("bytes_", [b"", b"\x00\x01\x02" * 50, b"[{", b'{"type": "CONSULT"}\n'])
@pytest.mark.parametrize("name", ["x.tsv", "x.json", "x.csv"])
def test_files_that_hold_no_events_are_refused_by_name(dragoman, tmp_path, name, bytes_):
    (tmp_path / name).write_bytes(bytes_)
    status, _, said = dragoman("import-events", tmp_path / name)
    assert status == 9
    assert name in said


def test_a_gap_is_no_zero(dragoman, tmp_path):
    """Articles of March and June only: of April and May nobody can say that nothing was done."""
    for day in ("2021-03-02", "2021-06-02"):
        text = f"Norway accused Iceland of dumping waste on {day}."
        (tmp_path / f"{day}.txt").write_text(text, encoding="utf-8")
        assert dragoman("add", tmp_path / f"{day}.txt", "--date", day)[0] == 0
    _, out, said = dragoman("series", "--dyad", "NOR,ISL", "--jsonl")
    rows = [r for r in records(out) if r["actor"] == "ISL"]
    assert [(r["period"], r["gap"], r["net"]) for r in rows] == [
        ("2021-03", False, 0.0), ("2021-04", True, None), ("2021-05", True, None), ("2021-06", False, 0.0),
    ]  # fmt: skip
    assert "2 of 4 periods are gaps" in said


@pytest.mark.parametrize(
    "command", [("reciprocity", "--dyad", "USA,BLR"), ("triangle", "--pivot", "BLR", "--patrons", "USA,RUS")]
)
def test_one_lonely_event_is_an_anecdote(dragoman, tmp_path, command):
    file = icews(tmp_path, GOOD)
    status, out, said = dragoman(*command, "--from", file)
    assert status == 1
    assert "because 1 period without a gap is too few: at least 50 are needed" in out
    assert "one act is an anecdote and no series" in said


def test_what_a_side_does_to_itself_is_in_no_dyad(dragoman, tmp_path):
    file = icews(
        tmp_path, (1, "2008-08-20", "Belarus", "050", 3.5, "Belarus"), (2, "2008-08-21", "BLR", "050", 1, "USA")
    )
    _, out, said = dragoman("series", "--dyad", "USA,BLR", "--from", file, "--by", "year", "--jsonl")
    assert [(r["actor"], r["verbal_cooperation"]) for r in records(out)] == [("USA", 0), ("BLR", 1)]
    assert "United States to Belarus: no act is on record" in said


POLECAT = "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tActor Country\tRecipient Country"


def test_a_cell_of_several_states_is_an_act_of_each(dragoman, tmp_path):
    """POLECAT writes "USA;RUS" where both did it: one act, which is counted once in each direction."""
    file = table(
        tmp_path / "p.tsv",
        POLECAT.split("\t"),
        ["e1", "2020-05-01", "CONSULT", "visit", "4", "VERBAL COOPERATION", "USA; RUS;USA", "BLR;USA"],
        ["e2", "2020-05-02", "ACCUSE", "", "-3", "VERBAL CONFLICT", "USA;Ruritania", "BLR"],
    )
    status, _, said = dragoman("import-events", file, "--source", "polecat")
    assert status == 1
    assert "Ruritania is no state or body that is known" in said
    with Case.open(tmp_path / "desk.db") as case:
        acts = case.coded_acts("polecat").to_pylist()
    assert [(a["act"], a["actor"], a["recipient"]) for a in acts if a["actor"] != a["recipient"]] == [
        ("e1", "RUS", "BLR"), ("e1", "RUS", "USA"), ("e1", "USA", "BLR"), ("e2", "USA", "BLR"),
    ]  # fmt: skip
    rows = records(dragoman("series", "--dyad", "USA,BLR", "--source", "polecat", "--by", "year", "--jsonl")[1])
    assert [(r["actor"], r["verbal_cooperation"], r["verbal_conflict"]) for r in rows] == [("USA", 1, 1), ("BLR", 0, 0)]


def test_a_file_is_judged_whole_though_only_two_sides_of_it_are_wanted(dragoman, tmp_path):
    rows = [
        (1, "2008-08-20", "United States", "050", 3.5, "Belarus"),
        (1, "2008-08-21", "France", "112", -2.0, "Germany"),
        (2, "2007-01-02", "France", "040", 1.0, "Germany"),
        (3, "2008-08-22", "Belarus", "040", 1.0, "United States"),
    ]
    _, out, said = dragoman("series", "--dyad", "USA,BLR", "--from", icews(tmp_path, *rows), "--by", "year", "--jsonl")
    assert "the id 1 stands for different acts" in said
    assert [(r["period"], r["actor"], r["verbal_cooperation"]) for r in records(out)] == [
        ("2007", "USA", 0), ("2008", "USA", 0), ("2007", "BLR", 0), ("2008", "BLR", 1),
    ]  # fmt: skip
