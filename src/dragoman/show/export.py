"""`export`: the case as files for the tools that people already use.

Tables are flat: several actors of one event stand in one cell, parted by semicolons. The words
come from articles, so a cell that a spreadsheet would take for a formula is marked as text.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from dragoman.errors import SourceError, UsageError
from dragoman.keep import Case
from dragoman.records import Actor, Claim, Coded, Demand, Document, Event, Statement
from dragoman.show.lines import as_line, say
from dragoman.show.marks import marked_spans

Cell = str | int | float | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(where: str, to: str, out: str) -> int:
    """Write the case into a folder, in one of the forms of FORMS. Exit status."""
    if to not in FORMS:
        raise UsageError(f"{to!r} is no form of export; choose one of {', '.join(FORMS)}.")
    folder = Path(out)
    with Case.open(where, create=False) as case:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            written = [(path, count) for path, count in FORMS[to](case, folder)]
        except OSError as error:
            raise SourceError(out, "unwritable", f"{error.strerror}; name another folder with --out") from None
    for path, count in written:
        say(f"{path}: {count:,}")
    return 0


# ---- tables


def _csv(case: Case, folder: Path) -> Iterator[tuple[Path, int]]:
    """documents.csv, events.csv, statements.csv and demands.csv, one row a record."""
    for name, rows in (
        ("documents", [_document(d) for d in case.documents()]),
        ("events", [_event(e) for e in case.events()]),
        ("statements", [_statement(s) for s in case.statements()]),
        ("demands", [_demand(d) for d in case.demands()]),
    ):
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, list(rows[0]) if rows else ["id"])
            table.writeheader()
            table.writerows({column: _as_text(cell) for column, cell in row.items()} for row in rows)
        yield path, len(rows)


def _as_text(cell: Cell) -> Cell:
    """Words that a spreadsheet would compute get an apostrophe before them, as spreadsheets themselves write text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _names(actors: Iterable[Actor | None]) -> str:
    return "; ".join(a.name for a in actors if a)


def _codes(actors: Iterable[Actor | None]) -> str:
    return "; ".join(" ".join(c for c in (a.country, a.sector) if c) for a in actors if a)


def _document(d: Document) -> dict[str, Cell]:
    return {
        "id": d.id,
        "published": d.published,
        "title": d.title,
        "publisher": d.publisher,
        "authors": "; ".join(d.authors),
        "language": d.language,
        "url": d.url,
        "content_hash": d.content_hash,
    }


def _event(e: Event) -> dict[str, Cell]:
    return {
        "id": e.id,
        "document": e.document,
        "date": e.date,
        "date_precision": e.date_precision,
        "type": e.type,
        "mode": e.mode,
        "quad": e.quad,
        "score": e.score,
        "status": e.status,
        "historical": int(e.historical),
        "actors": _names(e.actors),
        "actor_codes": _codes(e.actors),
        "recipients": _names(e.recipients),
        "recipient_codes": _codes(e.recipients),
        "contexts": "; ".join(e.contexts),
        "same_as": e.same_as,
        "confidence": e.confidence,
        "start": e.evidence[0].start,
        "end": e.evidence[0].end,
        "evidence": e.evidence[0].exact,
    }


def _statement(s: Statement) -> dict[str, Cell]:
    return {
        "id": s.id,
        "document": s.document,
        "kind": s.kind,
        "speaker": _names([s.speaker]),
        "speaker_codes": _codes([s.speaker]),
        "addressee": _names([s.addressee]),
        "confidence": s.confidence,
        "start": s.start,
        "end": s.end,
        "exact": s.exact,
    }


def _demand(d: Demand) -> dict[str, Cell]:
    return {
        "id": d.id,
        "document": d.document,
        "date": d.date,
        "by": _names([d.by]),
        "by_codes": _codes([d.by]),
        "voiced_by": _names([d.voiced_by]),
        "of": _names(d.of),
        "of_codes": _codes(d.of),
        "force": d.force,
        "negative": int(d.negative),
        "rank": d.rank,
        "deadline": d.deadline,
        "tie": d.tie.kind if d.tie else None,
        "same_as": d.same_as,
        "confidence": d.confidence,
        "start": d.what.start,
        "end": d.what.end,
        "what": d.what.exact,
    }


# ---- annotations on texts


def _annotations(case: Case, folder: Path) -> Iterator[tuple[Path, int]]:
    """annotations.jsonl: W3C Web Annotations, each with the words and their place."""
    path, count = folder / "annotations.jsonl", 0
    with path.open("wb") as file:
        for coded in _articles(case):
            for claim in coded.claims:
                count += file.write(as_line(_annotation(coded.document, claim))) > 0
    yield path, count


def _annotation(document: Document, claim: Claim) -> dict[str, Any]:
    body = claim.model_dump(mode="json")
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:dragoman:{claim.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": {"type": "Dataset", "format": "application/json", "value": body},
        "target": [
            {
                "source": document.url or f"urn:dragoman:document:{document.id}",
                "selector": [
                    {"type": "TextQuoteSelector", "exact": span.exact},
                    {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                ],
            }
            for span in marked_spans(claim)
        ],
    }


def _label_studio(case: Case, folder: Path) -> Iterator[tuple[Path, int]]:
    """tasks.json for Label Studio, with today's records as predictions, and labels.xml that shows them."""
    tasks = [_task(coded) for coded in _articles(case)]
    path = folder / "tasks.json"
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1), encoding="utf-8", errors="replace")
    labels = folder / "labels.xml"
    labels.write_text(
        '<View>\n  <Labels name="label" toName="text">\n'
        '    <Label value="statement"/>\n    <Label value="event"/>\n    <Label value="demand"/>\n'
        '  </Labels>\n  <Text name="text" value="$text"/>\n</View>\n',
        encoding="utf-8",
    )
    yield path, len(tasks)
    yield labels, 1


def _task(coded: Coded) -> dict[str, Any]:
    found = [
        {
            "id": f"{claim.id}-{number}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "score": claim.confidence,
            "value": {"start": span.start, "end": span.end, "text": span.exact, "labels": [claim.record]},
            "meta": {"record": claim.id},
        }
        for claim in coded.claims
        for number, span in enumerate(marked_spans(claim))
    ]
    document = coded.document
    return {
        "data": {"id": document.id, "title": document.title, "date": document.published, "text": document.text},
        "predictions": [{"model_version": document.coder, "result": found}],
    }


def _articles(case: Case) -> Iterator[Coded]:
    for document in case.documents():
        coded = case.coded(document.id)
        if coded:
            yield coded


FORMS: dict[str, Callable[[Case, Path], Iterator[tuple[Path, int]]]] = {
    "csv": _csv,
    "annotations": _annotations,
    "label-studio": _label_studio,
}
