"""Every form of export is read back by the library or schema of those who use it, and says what the case says."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from stories import STORY, actor, demand, document, event, statement

from dragoman.errors import SourceError, UsageError
from dragoman.keep import Case
from dragoman.records import CODER, Coded, Event, Reject, Ruling, hashed, spans_of
from dragoman.show.export import FORMS, export
from dragoman.show.export.arrow import KINDS, records_in, schema_of


def odd() -> Coded:
    """What people put into ids, titles and names: tabs, semicolons, quotes, formulas, rare letters."""
    doc = document(
        "a b/ö?#\t;1",
        '=HYPERLINK("x";1)',
        [("body", '🕊🕊 "Estonia; and"\tFinland met in 𝒯urku;\u2028both agreed.')],
        "2021-04-01",
        publisher="Wire; \t& Sons",
        url="https://wire.example/a b?q=ö&x=1",
    )
    est, fin = actor(doc.text, "Estonia; the", "Estonia", "EST"), actor(doc.text, "Finland", "Finland", "FIN")
    met = event(doc, '"Estonia; and"\tFinland met in 𝒯urku', "CONSULT", (est, fin), (), mode="multilateral")
    return Coded(document=doc, claims=(met,))


def wire_copy(original: Coded, name: str) -> Coded:
    """The same words under another id and publisher."""
    doc = original.document.model_copy(update={"id": name, "publisher": "Other Wire", "published": "2021-04-03"})
    claims = (c.model_copy(update={"document": name, "id": hashed(name, c.id)}) for c in original.claims)
    return Coded(document=doc, claims=tuple(claims))


@pytest.fixture
def case(tmp_path) -> Path:
    path = tmp_path / "c.db"
    with Case.open(path) as opened:
        for coded in (*(make() for make in STORY), odd(), wire_copy(STORY[2](), "n3-copy")):
            opened.add(coded)
        opened.reject(Reject(id="photo.bin", reason="binary", detail="this is no text", coder=CODER))
    return path


@pytest.fixture
def out(case, tmp_path):
    """`out("csv")` is the folder with the case in that form."""

    def go(form: str, **more) -> Path:
        folder = tmp_path / "out" / form
        assert export(str(case), form, str(folder), **more) == 0
        return folder

    return go


def coded_in(case: Path) -> list[Coded]:
    with Case.open(case) as opened:
        return list(opened.articles())


def events_in(case: Path) -> dict[str, Event]:
    return {c.id: c for coded in coded_in(case) for c in coded.claims if isinstance(c, Event)}


# ---- all forms


def test_the_same_case_gives_the_same_bytes_however_it_was_filled(case, out, tmp_path):
    backwards = tmp_path / "backwards.db"
    with Case.open(backwards) as opened:
        for coded in reversed(coded_in(case)):
            opened.add(coded)
        opened.reject(Reject(id="photo.bin", reason="binary", detail="this is no text", coder=CODER))
    for form in FORMS:
        first = out(form)
        second = tmp_path / "again" / form
        export(str(backwards), form, str(second))
        assert {f.name: f.read_bytes() for f in first.iterdir()} == {f.name: f.read_bytes() for f in second.iterdir()}


def test_shuffled_and_coded_by_more_workers_the_same_corpus_gives_the_same_bytes(tmp_path):
    """`eval/same_bytes.py` does it with hundreds of articles, twice, and 1, 2 and 4 workers."""
    from typer.testing import CliRunner

    from dragoman.show.cli import app

    told = (
        "Norway called on Denmark on Monday to reopen the night ferry. Denmark refused.",
        "Iceland released two Danish fishermen on Friday. Denmark thanked Iceland.",
        'Norway\'s prime minister visited Sweden on Tuesday, and "we are friends," he said.',
    )
    lines = [json.dumps({"id": f"a{n}", "text": told[n % 3], "date": f"2021-03-{n // 2 + 1:02}"}) for n in range(9)]
    found = []
    for workers, order in ((1, lines), (2, lines[::-1][3:] + lines[::-1][:3])):
        folder = tmp_path / str(workers)
        folder.mkdir()
        (folder / "news.jsonl").write_text("\n".join(order), encoding="utf-8")
        words = ["--case", str(folder / "c.db"), "add", str(folder / "news.jsonl"), "--workers", str(workers)]
        assert CliRunner().invoke(app, words).exit_code == 0
        for form in FORMS:
            export(str(folder / "c.db"), form, str(folder / "out" / form))
        written = (folder / "out").rglob("*.*")
        found.append({str(f.relative_to(folder)): f.read_bytes() for f in written if f.is_file()})
    assert found[0] == found[1]
    assert len(found[0]) > 15


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_case_gives_files_with_nothing_in_them(form, tmp_path):
    Case.open(tmp_path / "empty.db").close()
    assert export(str(tmp_path / "empty.db"), form, str(tmp_path / form)) == 0
    assert all(f.exists() for f in (tmp_path / form).iterdir())


@pytest.mark.parametrize("form", [name for name, form in FORMS.items() if form.main])
def test_the_one_file_of_a_form_goes_to_standard_output_byte_for_byte(form, case, out, capfdbinary):
    wanted = (out(form) / FORMS[form].main).read_bytes()
    capfdbinary.readouterr()
    assert export(str(case), form, "-") == 0
    assert capfdbinary.readouterr().out == wanted


def test_what_cannot_be_asked_for_is_said(case, tmp_path):
    with pytest.raises(UsageError, match="parquet, csv, plover"):
        export(str(case), "stone", str(tmp_path))
    with pytest.raises(UsageError, match="several files"):
        export(str(case), "csv", "-")
    with pytest.raises(UsageError, match="cannot hold the ledger"):
        export(str(case), "gdelt", str(tmp_path), as_of="2021-03-02")
    (tmp_path / "file").write_text("")
    with pytest.raises(SourceError, match="--out"):
        export(str(case), "csv", str(tmp_path / "file"))


def test_a_broken_export_leaves_the_last_whole_one(case, out, monkeypatch, tmp_path):
    before = (out("plover") / "plover.jsonl").read_bytes()
    seen = []

    def breaks(self, *wanted, **how):  # noqa: ARG001
        seen.append(1)
        yield STORY[0]()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Case, "articles", breaks)
    with pytest.raises(SourceError, match="No space left"):
        export(str(case), "plover", str(tmp_path / "out" / "plover"))
    assert seen and (tmp_path / "out" / "plover" / "plover.jsonl").read_bytes() == before
    assert [f.name for f in (tmp_path / "out" / "plover").iterdir()] == ["plover.jsonl"]


def test_days_narrow_an_export(out):
    documents = list(
        csv.DictReader(io.StringIO(read(out("csv", since="2021-03-05", until="2021-03-20") / "documents.csv")))
    )
    assert [d["id"] for d in documents] == ["n2", "n3"]


def test_a_record_that_an_analyst_rejected_goes_nowhere_and_her_ruling_is_told(case, out):
    thanks = next(e for e in events_in(case).values() if e.type == "SUPPORT" and e.document == "n3")
    with Case.open(case) as opened:
        said = {"target": thanks.id, "field": "review", "value": "rejected", "because": "irony", "by": "Ana"}
        opened.rule(Ruling(id="r1", on="2021-04-01", **said))
    assert thanks.id not in read(out("plover") / "plover.jsonl")
    assert thanks.id not in read(out("csv") / "events.csv")
    assert thanks.id in read(out("csv") / "rulings.csv")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


# ---- Parquet: pyarrow, DuckDB, Polars and pandas


def test_parquet_gives_every_record_back_whole(case, out):
    folder = out("parquet")
    kept = coded_in(case)
    found = {
        name: [r for r, _ in records_in(str(folder / f"{name}.parquet"), model)]
        for name, model in KINDS.items()
        if name != "ledger"
    }
    assert found["documents"] == [c.document for c in kept]
    claims = [claim for c in kept for claim in c.claims]
    for name in ("statements", "events", "demands"):
        assert found[name] == [c for c in claims if f"{c.record}s" == name]
    assert [r.id for r in found["rejects"]] == ["photo.bin"]


def test_parquet_is_read_by_those_who_count(case, out):
    import duckdb
    import pandas
    import polars

    folder = out("parquet")
    asked = f"""
        SELECT e.type, s.country FROM '{folder}/events.parquet' e
        JOIN '{folder}/sides.parquet' s ON s.record_id = e.id AND s.side = 'recipient'
        WHERE e.document = 'n1' ORDER BY ALL
    """
    assert duckdb.sql(asked).fetchall() == [("REQUEST", "EST"), ("SANCTION", "FIN")]
    nested = duckdb.sql(
        f"SELECT actors[1].country FROM '{folder}/events.parquet' WHERE mode = 'discontinue'"
    ).fetchall()
    assert nested == [("EST",)]
    events = events_in(case)
    pairs = sum(max(1, len(e.actors)) * max(1, len(e.recipients)) for e in events.values())
    assert polars.read_parquet(folder / "dyads.parquet").height == pairs
    assert set(pandas.read_parquet(folder / "events.parquet")["id"]) == set(events)


def test_parquet_and_csv_take_the_ledger_of_a_day_along(out):
    import duckdb

    found = duckdb.sql(f"SELECT act, outcome FROM '{out('parquet', as_of='2021-03-03')}/ledger.parquet'").fetchall()
    rows = list(csv.DictReader(io.StringIO(read(out("csv", as_of="2021-03-03") / "ledger.csv"))))
    assert found and sorted(found) == sorted((r["act"], r["outcome"]) for r in rows)
    assert all(r["as_of"] == "2021-03-03" for r in rows)


@pytest.mark.parametrize("name", KINDS)
def test_a_field_that_is_added_to_a_record_gets_its_column(name):
    assert set(schema_of(KINDS[name]).names) == set(KINDS[name].model_fields) - {"record"}


# ---- CSV: a spreadsheet


def test_csv_counts_as_many_rows_as_there_are_records(case, out):
    import duckdb

    folder = out("csv")
    with Case.open(case) as opened:
        for kind in ("document", "statement", "event", "demand"):
            rows = list(csv.DictReader(io.StringIO(read(folder / f"{kind}s.csv"))))
            assert len(rows) == opened.count(kind)
            assert [r["id"] for r in rows] == [i if not i.startswith("=") else f"'{i}" for i in opened.ids(kind)]
            assert duckdb.sql(f"SELECT count(*) FROM read_csv('{folder}/{kind}s.csv')").fetchall() == [(len(rows),)]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "  ="])
def test_no_cell_is_a_formula(start, tmp_path):
    doc = document("d", f"{start}cmd|' /C calc'!A0", [("body", f"x{start}1+1 Finland waved.")], "2021-01-01")
    doc = doc.model_copy(update={"title": f"{start}cmd|' /C calc'!A0"})
    with Case.open(tmp_path / "f.db") as opened:
        opened.add(Coded(document=doc, claims=()))
    export(str(tmp_path / "f.db"), "csv", str(tmp_path / "f"))
    (row,) = csv.DictReader(
        io.StringIO((tmp_path / "f" / "documents.csv").read_bytes().decode("utf-8-sig"), newline="")
    )
    assert row["title"] == f"'{doc.title}"


# ---- PLOVER

SIDE = {
    "type": "object",
    "required": ["code", "sector", "name"],
    "properties": {"code": {"type": ["string", "null"]}, "sector": {"type": ["string", "null"]}},
}


def plover_schema() -> dict:
    """The PLOVER manual (0.8) as a schema: sides are lists, types, modes and contexts are the manual's."""
    from dragoman.know.ontology import CONTEXTS, TYPES

    modes = [{"properties": {"type": {"const": t.name}, "mode": {"enum": [None, *t.modes]}}} for t in TYPES.values()]
    return {
        "type": "object",
        "required": ["id", "date", "actor", "recipient", "type", "mode", "context", "auxiliary"],
        "properties": {
            "date": {"type": ["string", "null"], "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"},
            "actor": {"type": "array", "items": SIDE},
            "recipient": {"type": "array", "items": SIDE},
            "type": {"enum": list(TYPES)},
            "context": {"type": "array", "items": {"enum": list(CONTEXTS)}},
            "auxiliary": {"type": "array", "items": {"enum": ["historical", "future", "hypothetical", "negation"]}},
            "quad": {"enum": sorted({t.quad for t in TYPES.values()})},
            "score": {"type": "number", "minimum": -10, "maximum": 10},
        },
        "oneOf": modes,
    }


def test_plover_json_holds_every_event_in_the_manuals_words(case, out):
    import jsonschema

    lines = [json.loads(line) for line in read(out("plover") / "plover.jsonl").splitlines()]
    for line in lines:
        jsonschema.validate(line, plover_schema())
    events = events_in(case)
    assert {line["id"] for line in lines} == set(events)
    promise = next(line for line in lines if line["type"] == "CONCEDE")
    assert promise["auxiliary"] == ["future"]
    texts = {c.document.id: c.document.text for c in coded_in(case)}
    for line in lines:
        for words in line["text"]:
            assert texts[line["document"]][words["start"] : words["end"]] == words["text"]


# ---- POLECAT

POLECAT = """Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|\
Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|\
Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|\
Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|\
Publication Date|Story People|Story Organizations|Story Locations|Language|Version""".split("|")


def test_polecat_has_its_forty_columns_and_only_what_took_place(case, out):
    import pandas

    table = pandas.read_csv(out("polecat") / "polecat.tsv", sep="\t", dtype=str, keep_default_na=False)
    assert list(table.columns) == POLECAT
    assert len(POLECAT) == 40
    took_place = {e.id for e in events_in(case).values() if e.status == "occurred"}
    assert set(table["Event ID"]) == took_place
    met = table[table["Event Type"] == "CONSULT"].iloc[0]
    assert (met["Actor Country"], met["Actor COW"], met["Actor Name"]) == ("EST;FIN", "366;375", "Estonia, the;Finland")
    assert met["Source"] == "Wire; & Sons"
    assert met["Quad Code"] == "VERBAL COOPERATION"


# ---- GDELT

GDELT = (
    ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
    + [
        f"Actor{n}{part}"
        for n in "12"
        for part in (
            "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
        ).split()
    ]
    + "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split()
    + "NumMentions NumSources NumArticles AvgTone".split()
    + [
        f"{where}Geo_{part}"
        for where in ("Actor1", "Actor2", "Action")
        for part in "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
    ]
    + ["DATEADDED", "SOURCEURL"]
)


@pytest.fixture
def gdelt(out):
    import pandas

    path = out("gdelt") / "events.export.CSV"
    return pandas.read_csv(path, sep="\t", header=None, names=GDELT, dtype=str, keep_default_na=False, quoting=3)


def test_gdelt_has_its_sixty_one_columns_and_numbers_where_gdelt_has_numbers(gdelt, out):
    assert len(GDELT) == 61
    lines = (out("gdelt") / "events.export.CSV").read_text(encoding="utf-8").split("\n")[:-1]
    assert {line.count("\t") for line in lines} == {60}
    assert gdelt["GLOBALEVENTID"].astype("int64").is_unique
    for column in ("QuadClass", "NumMentions", "NumSources", "NumArticles", "IsRootEvent"):
        assert gdelt[column].str.fullmatch(r"\d*").all()
    assert gdelt["SQLDATE"].str.fullmatch(r"\d{8}|").all()


def test_gdelt_says_who_did_what_to_whom_in_cameo(gdelt):
    access = gdelt[gdelt["EventCode"] == "086"].iloc[0]
    assert (access["Actor1Code"], access["Actor2Code"]) == ("ESTGOV", "FINGOV")
    assert (access["EventRootCode"], access["QuadClass"]) == ("08", "2")
    assert (access["SQLDATE"], access["FractionDate"]) == ("20210318", "2021.2959")
    # Finland asked and did not require: an appeal, which CAMEO counts as cooperation
    asked = gdelt[gdelt["EventRootCode"] == "02"].iloc[0]
    assert (asked["EventCode"], asked["QuadClass"]) == ("024", "1")


def test_gdelt_counts_a_story_once_with_its_articles_and_their_publishers(gdelt):
    access = gdelt[gdelt["EventCode"] == "086"]
    assert len(access) == 1
    assert tuple(access.iloc[0][["NumArticles", "NumSources"]]) == ("2", "2")


def test_in_gdelt_each_side_of_a_meeting_meets_the_other(gdelt):
    met = gdelt[gdelt["EventRootCode"] == "04"]
    assert sorted(zip(met["Actor1CountryCode"], met["Actor2CountryCode"], strict=True)) == [
        ("EST", "FIN"),
        ("FIN", "EST"),
    ]


def test_gdelt_dates_say_no_more_than_is_known(tmp_path):
    doc = document("d", None, [("body", "Estonia thanked Finland, praised Finland and hailed Finland.")], "2021-03-02")
    est, fin = actor(doc.text, "Estonia", "Estonia", "EST"), actor(doc.text, "Finland", "Finland", "FIN")
    told = []
    for words, day, precision in (
        ("thanked", "2020-11", "month"),
        ("praised", "2020-01-01", "year"),
        ("hailed", None, "none"),
    ):
        said = event(doc, words, "SUPPORT", (est,), (fin,), date=day)
        told.append(said.model_copy(update={"date_precision": precision}))
    with Case.open(tmp_path / "d.db") as opened:
        opened.add(Coded(document=doc, claims=tuple(told)))
    export(str(tmp_path / "d.db"), "gdelt", str(tmp_path / "d"))
    rows = [line.split("\t")[1:5] for line in (tmp_path / "d" / "events.export.CSV").read_text().splitlines()]
    assert rows == [["", "202011", "2020", ""], ["", "", "2020", ""], ["", "", "", ""]]


def test_every_cameo_code_goes_forth_to_the_type_that_it_came_from():
    """A code that ends in 0 stands for all below it: PLOVER parted CAMEO's YIELD (08) into CONCEDE and RETREAT."""
    from dragoman.know.cameo import cameo_codes
    from dragoman.show.export.cameo import _ASKED, _CODES, _IN_CONTEXT

    rows = [(type_name, code) for (type_name, _), code in _CODES.items() if code]
    rows += [(type_name, code) for (type_name, _, _), code in _IN_CONTEXT.items()]
    rows += [("REQUEST", code) for codes in _ASKED.values() for code in codes.values()]
    crosswalk = cameo_codes()
    for type_name, code in rows:
        assert code in crosswalk
        below = {c.type for name, c in crosswalk.items() if name.startswith(code[:2])}
        assert type_name in (below if code.endswith("0") else {crosswalk[code].type}), (type_name, code)


@pytest.mark.parametrize("form", ["plover", "polecat", "gdelt"])
def test_what_goes_out_can_be_taken_in_again(form, case, out):
    """`import-events` reads the three forms of the field: sides, day, type and class come back as they went."""
    from dragoman.read import read_coded

    (file,) = out(form).iterdir()
    back = read_coded(file).acts.to_pylist()
    told = {
        (str(e.date), a.country, r.country, e.quad)
        for e in events_in(case).values()
        if e.status == "occurred" and e.type not in ("REQUEST", "CONSULT")
        for a in e.actors
        for r in e.recipients
    }
    assert len(told) == 3
    assert told <= {(str(act["day"]), act["actor"], act["recipient"], act["quad"]) for act in back}


# ---- FollowTheMoney


def test_followthemoney_takes_every_entity_as_it_is(out):
    from followthemoney import model
    from followthemoney.types import registry

    lines = [json.loads(line) for line in read(out("ftm") / "entities.ftm.json").splitlines()]
    assert len({line["id"] for line in lines}) == len(lines)
    proxies = [model.get_proxy(line, cleaned=False) for line in lines]
    for line, proxy in zip(lines, proxies, strict=True):
        proxy.schema.validate(line)
        # what FollowTheMoney would clean away or write otherwise was not written well
        cleaned = {prop.name: sorted(proxy.get(prop)) for prop in proxy.iterprops() if not prop.stub}
        assert cleaned == {name: sorted(values) for name, values in line["properties"].items()}
    known = {line["id"]: proxy.schema for line, proxy in zip(lines, proxies, strict=True)}
    for proxy in proxies:
        for prop, value in proxy.itervalues():
            if prop.type == registry.entity:
                assert known[value].is_a(prop.range), (proxy.schema.name, prop.name)


def test_followthemoney_draws_who_did_what_to_whom(out):
    from followthemoney import model

    lines = [json.loads(line) for line in read(out("ftm") / "entities.ftm.json").splitlines()]
    names = {line["id"]: line["properties"]["name"][0] for line in lines if line["schema"] == "LegalEntity"}
    links = [model.get_proxy(line) for line in lines if line["schema"] == "UnknownLink"]
    drawn = {(names[link.first("subject")], link.first("role"), names[link.first("object")]) for link in links}
    assert ("Estonia", "SANCTION discontinue", "Finland") in drawn
    assert not any("CONCEDE" in role for _, role, _ in drawn)  # a promise is no act


# ---- W3C Web Annotations

ANNO = {
    # the terms of http://www.w3.org/ns/anno.jsonld that are used here, as the W3C defines them
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "as": "http://www.w3.org/ns/activitystreams#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    "Annotation": "oa:Annotation",
    "TextualBody": "oa:TextualBody",
    "Software": "as:Application",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "classifying": "oa:classifying",
    "tagging": "oa:tagging",
    "describing": "oa:describing",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "generator": {"@type": "@id", "@id": "as:generator"},
    "name": "foaf:name",
    "format": "dc:format",
    "value": "rdf:value",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
    "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
}


def test_annotations_are_linked_data_that_says_where_which_words_stand(case, out):
    from rdflib import RDF, Graph, Namespace
    from rdflib.term import URIRef

    oa = Namespace("http://www.w3.org/ns/oa#")
    folder = out("annotations")
    texts = {t["source"]: t["text"] for t in map(json.loads, read(folder / "texts.jsonl").splitlines())}
    claims = {c.id: c for coded in coded_in(case) for c in coded.claims}
    seen = 0
    for line in read(folder / "annotations.jsonl").splitlines():
        annotation = json.loads(line)
        assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
        graph = Graph().parse(data=json.dumps(annotation | {"@context": ANNO}), format="json-ld")
        (node,) = graph.subjects(RDF.type, oa.Annotation)
        claim = claims[str(node).removeprefix("urn:dragoman:")]
        assert graph.value(node, oa.motivatedBy) == oa.classifying
        whole = [b for b in graph.objects(node, oa.hasBody) if graph.value(b, oa.hasPurpose) == oa.describing]
        assert [type(claim).model_validate_json(str(graph.value(b, RDF.value))) for b in whole] == [claim]
        for target in graph.objects(node, oa.hasTarget):
            source = graph.value(target, oa.hasSource)
            assert isinstance(source, URIRef) and " " not in source
            text = texts[str(source)]
            selectors = {graph.value(s, RDF.type): s for s in graph.objects(target, oa.hasSelector)}
            assert set(selectors) == {oa.TextQuoteSelector, oa.TextPositionSelector}
            start, end = (int(graph.value(selectors[oa.TextPositionSelector], p)) for p in (oa.start, oa.end))
            exact, prefix, suffix = (
                str(graph.value(selectors[oa.TextQuoteSelector], p)) for p in (oa.exact, oa.prefix, oa.suffix)
            )
            assert text[start:end] == exact
            assert text[:start].endswith(prefix) and text[end:].startswith(suffix)
            assert prefix or start == 0
            assert exact in {s.exact for s in spans_of(claim)}
            seen += 1
    assert seen >= len(claims)


# ---- Label Studio


def test_label_studio_tasks_fit_their_configuration(case, out):
    folder = out("label-studio")
    tasks = json.loads(read(folder / "tasks.json"))
    config = ET.fromstring(read(folder / "labels.xml"))
    allowed = {
        tag.get("name"): {choice.get("value") for choice in tag} for tag in config if tag.tag in ("Labels", "Choices")
    }
    relations = {choice.get("value") for tag in config.iter("Relations") for choice in tag}
    (text,) = config.iter("Text")
    assert {tag.get("toName") for tag in config if tag.get("toName")} == {text.get("name")}
    assert [t["data"]["id"] for t in tasks] == [c.document.id for c in coded_in(case)]
    for task in tasks:
        words = task["data"][text.get("value").removeprefix("$")]
        (prediction,) = task["predictions"]
        regions = {r["id"] for r in prediction["result"] if "value" in r}
        for result in prediction["result"]:
            if result["type"] == "relation":
                assert {result["from_id"], result["to_id"]} <= regions
                assert set(result["labels"]) <= relations
                continue
            value = result["value"]
            assert words[value["start"] : value["end"]] == value["text"]
            assert set(value[result["type"]]) <= allowed[result["from_name"]]


def test_label_studio_itself_takes_the_tasks(out):
    sdk = pytest.importorskip("label_studio_sdk.label_interface", reason="label-studio-sdk is not installed")
    folder = out("label-studio")
    interface = sdk.LabelInterface(read(folder / "labels.xml"))
    for task in json.loads(read(folder / "tasks.json")):
        assert interface.validate_task({"data": task["data"]})
        for prediction in task["predictions"]:
            assert interface.validate_prediction(prediction)


# ---- laws


def test_events_with_several_sides_keep_them_apart(out):
    lines = [json.loads(line) for line in read(out("plover") / "plover.jsonl").splitlines()]
    met = next(line for line in lines if line["type"] == "CONSULT")
    assert [side["code"] for side in met["actor"]] == ["EST", "FIN"]


def test_statements_and_demands_survive_where_a_form_has_a_place_for_them():
    doc = document("d", "T", [("body", "Finland asked Estonia to wait.")])
    fin, est = actor(doc.text, "Finland", "Finland", "FIN"), actor(doc.text, "Estonia", "Estonia", "EST")
    asked = demand(doc, "asked Estonia to wait", "wait", fin, est)
    said = statement(doc, "to wait", fin, "indirect")
    from dragoman.show.export.arrow import row_of

    for claim in (asked, said):
        assert type(claim).model_validate({"record": claim.record, **row_of(claim)}) == claim
