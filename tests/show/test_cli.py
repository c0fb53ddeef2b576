"""What the command line says and how it ends: 0 done, 1 something was rejected, 2 wrong words, 3 no usable case."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.show.cli import app, main

ARTICLE = (
    "Ferry talks in Oslo\n\n"
    "Norway's foreign minister called on Denmark on Monday to lift the ban on night ferries. "
    "Denmark refused. Norway said it would close the strait to Danish trawlers unless the ban falls.\n"
)


@pytest.fixture
def run(capfdbinary, monkeypatch, tmp_path):
    """`run("code", "-", put=b"…")` gives (status, lines out, words on standard error)."""
    monkeypatch.chdir(tmp_path)

    def go(*words: str, put: bytes = b""):
        (tmp_path / ".stdin").write_bytes(put)
        with (
            (tmp_path / ".stdin").open(encoding="utf-8", errors="surrogateescape") as stdin,
            pytest.raises(SystemExit) as end,
        ):
            monkeypatch.setattr(sys, "stdin", stdin)
            main(list(words))
        out, err = capfdbinary.readouterr()
        return end.value.code or 0, out, err.decode()

    return go


def records(out: bytes) -> list[dict]:
    return [json.loads(line) for line in out.split(b"\n") if line]


@pytest.fixture
def article(tmp_path) -> str:
    path = tmp_path / "ferries.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return str(path)


# ---- code


def test_code_writes_the_document_first_and_then_what_it_says(run, article):
    status, out, _ = run("code", article, "--date", "2021-03-02", "--jsonl")
    kinds = [r["record"] for r in records(out)]
    assert status == 0
    assert kinds[0] == "document"
    assert "event" in kinds
    assert "demand" in kinds
    order = ["document", "statement", "event", "demand", "reject"]
    assert kinds == sorted(kinds, key=order.index)
    assert records(out)[0]["published"] == "2021-03-02"


def test_the_same_article_gives_the_same_bytes_whatever_the_number_of_workers(run, tmp_path):
    lines = [json.dumps({"id": f"a{n}", "text": ARTICLE, "date": "2021-03-02"}) for n in range(6)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    _, alone, _ = run("code", "many.jsonl", "--jsonl")
    _, together, _ = run("code", "many.jsonl", "--jsonl", "--workers", "2")
    assert alone == together


def test_a_person_reads_who_whom_and_the_words(run, article):
    status, out, _ = run("code", article, "--explain", "--title", "Ferry talks in Oslo")
    shown = out.decode()
    assert status == 0
    assert "Ferry talks in Oslo" in shown
    assert "What happened" in shown
    assert "What is wanted" in shown
    assert "lift the ban on night ferries" in shown


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x02\xff\xfe" * 20),
        ("nul.txt", b"Norway asked\x00 Denmark to wait." * 5),
        ("broken.jsonl", b'{"id": "x", "text": "Norway met Denmark."\n'),
        ("number.jsonl", b"17\n"),
        ("dated.jsonl", b'{"id": "x", "text": "Norway met Denmark.", "date": "2008-13-45"}\n'),
    ],
)
def test_what_cannot_be_read_is_rejected_and_the_rest_goes_on(run, tmp_path, article, name, content):
    (tmp_path / name).write_bytes(content)
    status, out, err = run("code", name, "missing.txt", article, "--jsonl")
    found = records(out)
    assert status == 1
    assert {r["id"].split(":")[0] for r in found if r["record"] == "reject"} >= {"missing.txt"}
    assert sum(r["record"] == "reject" for r in found) == 2
    assert sum(r["record"] == "document" for r in found) == 1
    assert "missing.txt: missing:" in err
    assert "Traceback" not in err


def test_odd_characters_neither_crash_nor_reach_the_terminal(run, tmp_path):
    odd = "Norway \x1b[31mcalled\x1b[0m on Denmark \u202eto wait\u202c\u2028 and \u0085 to \u200bleave. \ud83d\ude00"
    (tmp_path / "odd.jsonl").write_text(
        json.dumps({"id": "odd\x1b]0;owned\x07", "title": odd, "text": odd}), encoding="utf-8"
    )
    status, out, err = run("code", "odd.jsonl")
    assert status in (0, 1)
    assert "Traceback" not in err
    for said in (out.decode(), err):
        assert not set("\x1b\x07\u202e\u202c\u2028\u0085") & set(said)


def test_a_record_is_one_line_even_for_readers_that_split_at_rare_line_ends(run, tmp_path):
    text = "Norway called on Denmark to wait.\u2028Denmark waited.\u0085Norway thanked Denmark."
    (tmp_path / "lines.jsonl").write_text(json.dumps({"id": "l", "text": text}), encoding="utf-8")
    _, out, _ = run("code", "lines.jsonl", "--jsonl")
    assert [json.loads(line) for line in out.decode().splitlines()] == records(out)
    assert records(out)[0]["text"] == text


# ---- wrong words


@pytest.mark.parametrize(
    "words",
    [
        ("code",),
        ("code", "x.txt", "--date", "yesterday"),
        ("cdoe", "x.txt"),
        ("code", "x.txt", "--workers", "0"),
        ("ledger", "--as-of", "2009-02-30"),
        ("rule", "e1", "outcome", "--because", "x", "--by", "y"),
    ],
)
def test_a_wrong_command_line_ends_with_2_and_says_what_to_do(run, words):
    status, _, err = run(*words)
    assert status == 2
    assert err
    assert "Traceback" not in err


# ---- the case


def test_a_file_that_is_no_case_ends_with_3(run, tmp_path, article):
    (tmp_path / "notes.db").write_text("these are my notes, not a case " * 50, encoding="utf-8")
    for words in (("add", article), ("events",), ("ledger",), ("serve",), ("search", "x")):
        status, _, err = run("--case", "notes.db", *words)
        assert status == 3, words
        assert "notes.db" in err
        assert "Traceback" not in err
    assert (tmp_path / "notes.db").read_text(encoding="utf-8").startswith("these are my notes")


def test_looking_at_a_case_that_is_not_there_does_not_make_one(run, tmp_path):
    status, _, err = run("--case", "typo.db", "events", "--jsonl")
    assert status == 3
    assert "typo.db" in err
    assert not (tmp_path / "typo.db").exists()


def test_adding_twice_changes_nothing_and_codes_nothing(run, article, monkeypatch):
    assert run("--case", "c.db", "add", article, "--date", "2021-03-02")[0] == 0
    first = run("--case", "c.db", "events", "--jsonl")[1]
    assert first

    def refuse(*_):
        raise AssertionError("coded again")

    monkeypatch.setattr("dragoman.show.coding._code", refuse)
    status, _, err = run("--case", "c.db", "add", article, "--date", "2021-03-02")
    assert status == 0
    assert "1 known" in err
    assert run("--case", "c.db", "events", "--jsonl")[1] == first


def test_rejects_are_kept_and_listed(run, article):
    status, _, err = run("--case", "c.db", "add", "nowhere.txt", article)
    assert status == 1
    assert "nowhere.txt" in err
    listed = records(run("--case", "c.db", "rejects", "--jsonl")[1])
    assert [(r["record"], r["id"], r["reason"]) for r in listed] == [("reject", "nowhere.txt", "missing")]


def test_lists_are_filtered_by_whatever_people_call_a_country(run, article):
    run("--case", "c.db", "add", article, "--date", "2021-03-02")
    all_demands = records(run("--case", "c.db", "demands", "--jsonl")[1])
    assert all_demands
    for name in ("Norway", "NOR", "norway"):
        assert records(run("--case", "c.db", "demands", "--actor", name, "--jsonl")[1])
        assert not records(run("--case", "c.db", "demands", "--recipient", name, "--jsonl")[1])
    assert "night ferries" in run("--case", "c.db", "demands")[1].decode()


def test_a_series_counts_each_direction_of_a_dyad(run, story):
    found = records(run("--case", str(story), "series", "--dyad", "Finland,Estonia", "--every", "month", "--jsonl")[1])
    assert [(r["period"], r["actor"], r["material_conflict"], r["verbal_conflict"]) for r in found] == [
        ("2021-03", "FIN", 0, 1),
        ("2021-03", "EST", 1, 0),
    ]
    assert run("--case", str(story), "series", "--every", "fortnight")[0] == 2
    assert run("--case", str(story), "series", "--dyad", "Finland")[0] == 2
    assert b"2021-03" in run("--case", str(story), "series", "--dyad", "FIN,EST")[1]


def test_the_timeline_tells_each_act_once_in_order(run, story):
    found = records(run("--case", str(story), "timeline", "--jsonl")[1])
    days = [r["date"] for r in found]
    assert days == sorted(days)
    assert [r["reports"] for r in found if r["type"] == "RETREAT"] == [["n3"]]
    assert b"RETREAT access" in run("--case", str(story), "timeline")[1]


def test_search_finds_words_and_phrases(run, story):
    status, out, _ = run("--case", str(story), "search", "stranded crews", "--jsonl")
    assert status == 0
    assert [r["document"] for r in records(out)] == ["n1"]
    assert run("--case", str(story), "search", "crews stranded")[1] == b"", "a phrase is looked for as it stands"


def test_a_ruling_on_a_record_is_kept_with_its_reason(run, story):
    target = records(run("--case", str(story), "events", "--type", "RETREAT", "--jsonl")[1])[0]["id"]
    words = ("rule", target, "status=denied", "--because", "I was there", "--by", "Ilves", "--on", "2021-03-20")
    assert run("--case", str(story), *words)[0] == 0
    from dragoman.keep import Case

    with Case.open(story) as case:
        (ruling,) = case.rulings()
    assert (ruling.target, ruling.field, ruling.value, ruling.on) == (target, "status", "denied", "2021-03-20")


def test_a_ruling_on_an_entry_beats_the_machine_and_survives(run, article):
    run("--case", "c.db", "add", article, "--date", "2021-03-02")
    entry = next(e for e in records(run("--case", "c.db", "ledger", "--jsonl")[1]) if "night ferries" in e["act"])
    because = ("--because", "The ferries sail at night", "--by", "Ilves", "--on", "2021-04-01")
    assert run("--case", "c.db", "rule", entry["id"], "outcome=met", *because)[0] == 0
    run("--case", "c.db", "add", article, "--date", "2021-03-02")

    def outcome(day: str) -> str:
        entries = records(run("--case", "c.db", "ledger", "--as-of", day, "--jsonl")[1])
        return next(e["outcome"] for e in entries if e["id"] == entry["id"])

    assert (outcome("2021-03-31"), outcome("2021-04-01")) == (entry["outcome"], "met")
    assert "ruling of Ilves: The ferries sail at night" in run("--case", "c.db", "ledger")[1].decode()


def test_a_rejected_record_decides_nothing_from_that_day_on(run, article):
    run("--case", "c.db", "add", article, "--date", "2021-03-02")
    demand = next(r for r in records(run("--case", "c.db", "demands", "--jsonl")[1]) if "night" in r["what"]["exact"])
    reject = ("rule", demand["id"], "review=rejected", "--because", "Nobody said so", "--by", "Ilves")
    assert run("--case", "c.db", *reject, "--on", "2021-03-10")[0] == 0
    for day, there in (("2021-03-09", True), ("2021-03-10", False)):
        entries = records(run("--case", "c.db", "ledger", "--as-of", day, "--jsonl")[1])
        assert any("night ferries" in e["act"] for e in entries) == there


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_a_brief_answers_with_its_sources(run, story, form):
    question = "What does Finland want from Estonia?"
    status, out, _ = run("--case", str(story), "ask", question, "--as-of", "2021-03-20", "--format", form)
    assert status == 0
    assert "reopen the pier" in out.decode()
    assert "Harbour Gazette" in out.decode()


def test_a_question_that_is_not_understood_is_said_to_be_none(run, story):
    assert run("--case", str(story), "ask", "Blue?")[0] == 2
    assert run("--case", str(story), "ask", "What does Finland want from Estonia?", "--format", "clay")[0] == 2


@pytest.mark.parametrize("change", ["outcome=green", "colour=met", "review=accepted"])
def test_a_ruling_that_cannot_be_carried_out_ends_with_2(run, article, change):
    run("--case", "c.db", "add", article, "--date", "2021-03-02")
    entry = records(run("--case", "c.db", "ledger", "--jsonl")[1])[0]["id"]
    for target in (entry, "nothing"):
        status, _, err = run("--case", "c.db", "rule", target, change, "--because", "x", "--by", "y")
        assert status == 2
        assert "choose one of" in err or "has the id" in err


def test_the_ledger_says_which_demand_stands_where(run, article):
    run("--case", "c.db", "add", article, "--date", "2021-03-02")
    entries = records(run("--case", "c.db", "ledger", "--by", "Norway", "--as-of", "2021-03-03", "--jsonl")[1])
    assert [(e["by"], e["of"], e["as_of"]) for e in entries if "night ferries" in e["act"]] == [
        ("NOR", "DNK", "2021-03-03")
    ]
    assert not records(run("--case", "c.db", "ledger", "--as-of", "2021-03-01", "--jsonl")[1])
    assert "night ferries" in run("--case", "c.db", "ledger", "--as-of", "2021-03-03")[1].decode()


def test_export_writes_tables_that_no_spreadsheet_computes(run, tmp_path):
    from stories import actor as somebody
    from stories import document, event

    from dragoman.keep import Case
    from dragoman.records import Coded

    doc = document("=cmd", "=HYPERLINK(0)", [("body", "=1+1 met Finland.")])
    act = event(doc, "=1+1 met Finland", "CONSULT", (somebody(doc.text, "Finland", "Finland", "FIN"),), ())
    with Case.open(tmp_path / "c.db") as case:
        case.add(Coded(document=doc, claims=(act,)))
    assert run("--case", "c.db", "export", "--to", "csv", "--out", "tables")[0] == 0
    assert "'=HYPERLINK(0)" in (tmp_path / "tables" / "documents.csv").read_text(encoding="utf-8")
    assert ",'=1+1 met Finland" in (tmp_path / "tables" / "events.csv").read_text(encoding="utf-8")
    assert run("--case", "c.db", "export", "--to", "stone")[0] == 2


def test_annotations_quote_the_text_they_stand_on(run, story, tmp_path):
    assert run("--case", str(story), "export", "--to", "annotations", "--out", "out")[0] == 0
    texts = {
        f"urn:dragoman:document:{r['id']}": r["text"]
        for r in records(run("--case", str(story), "documents", "--jsonl")[1])
    }
    found = records((tmp_path / "out" / "annotations.jsonl").read_bytes())
    checked = 0
    for annotation in found:
        for target in annotation["target"]:
            quote, place = target["selector"]
            if target["source"] in texts:
                assert texts[target["source"]][place["start"] : place["end"]] == quote["exact"]
                checked += 1
    assert checked


# ---- actor, schema, doctor


def test_actor_answers_each_line_under_its_id(run):
    asked = [
        {"id": "1", "text": "Minsk"},
        {"id": "2"},
        {"id": "3", "text": "the French foreign minister", "date": "2009-08-19"},
    ]
    status, out, err = run("actor", "--jsonl", "-", put="\n".join(map(json.dumps, asked)).encode() + b"\nnot json\n")
    found = records(out)
    assert status == 1
    assert [r["id"] for r in found] == ["1", "2", "3", "-:4"]
    assert [r.get("country") for r in found] == ["BLR", None, "FRA", None]
    assert "line 2 lacks text" in err


def test_the_schema_names_every_field_of_the_contract(run):
    status, out, _ = run("schema")
    described = json.loads(out)["$defs"]
    assert status == 0
    promised = {
        "Document": "id content_hash title authors publisher published published_basis language url text parts",
        "Part": "kind start end",
        "Actor": "name text start end country sector role in_office id",
        "Statement": "id document kind speaker addressee start end exact continues cue confidence coder",
        "Event": "id document type mode quad score contexts actors recipients date date_basis date_precision status "
        "historical statement same_as confidence evidence coder",
        "Demand": "id document by voiced_by of what force rank deadline tie answers statement date confidence evidence "
        "coder",
        "Tie": "kind consequence",
        "Entry": "id by of act first_demanded last_demanded demands as_of answer outcome standing basis history "
        "confidence",
        "Step": "date field value because by_rule by_person",
        "Reject": "id reason detail coder",
    }
    for name, fields in promised.items():
        assert set(fields.split()) <= set(described[name]["properties"]), name


def test_the_doctor_finds_nothing_broken(run):
    status, out, _ = run("doctor")
    assert b"broken" not in out
    assert status == 0


# ---- as a program among programs


def dragoman(*words: str, **more) -> subprocess.Popen:
    command = [sys.executable, "-m", "dragoman.show.cli", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)


def test_help_waits_for_nothing_that_only_work_needs():
    """How long it takes depends on the machine; what it loads does not."""
    seen = (
        "import sys; sys.argv[1:] = ['--help']\n"
        "from dragoman.show.cli import main\n"
        "try: main()\n"
        "finally: print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert "Read the news" in done.stdout
    heavy = "spacy numpy sqlalchemy alembic fastapi trafilatura lxml onnxruntime pyarrow duckdb pandas altair ray"
    assert not set(heavy.split()) & set(done.stderr.split())


def test_a_reader_that_has_seen_enough_ends_the_run_quietly(story):
    with dragoman("--case", str(story), "documents", "--jsonl") as program:
        program.stdout.close()
        assert program.wait() == 0
        assert program.stderr.read() == b""


def test_output_is_utf8_whatever_the_terminal_says(tmp_path, article):
    plain = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    Path(article).write_text(ARTICLE.replace("Oslo", "Tromsø “North”"), encoding="utf-8")
    for words in (("code", article, "--jsonl"), ("code", article)):
        with dragoman(*words, env=plain, cwd=tmp_path) as program:
            _, err = program.communicate()
        assert program.returncode == 0, err
        assert b"Traceback" not in err
    with dragoman("code", article, "--jsonl", env=plain) as program:
        assert "Tromsø “North”" in program.communicate()[0].decode("utf-8")


def test_every_command_says_what_it_does():
    for command in app.registered_commands:
        assert (command.help or command.callback.__doc__ or "").strip(), command.name
