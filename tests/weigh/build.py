"""Makes the records of a short report by hand, so that the ledger can be tested without a parser."""

# records read best with several fields a line
# ruff: noqa: E501

from dataclasses import dataclass

from dragoman.records import CODER, Actor, Demand, Document, Event, Part, Span, Statement, Tie, hashed, id_of_words
from dragoman.weigh import build_ledger


@dataclass(frozen=True)
class Told:
    """One report with its records."""

    document: Document
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    demands: tuple[Demand, ...] = ()


def actor(words, text, country=None, sector=None):
    at = text.find(words)
    return Actor(
        name=words,
        text=words if at >= 0 else None,
        start=at if at >= 0 else None,
        end=at + len(words) if at >= 0 else None,
        country=country,
        sector=sector,
        role=None,
        in_office=None,
        id=hashed("actor", words, country),
    )


def report(name, day, text, *, wants=(), says=(), does=(), title=None, deadline=None, tie=None):
    """`wants`: (by, code, of, code, what); `says`: (who, code, words); `does`: (words, type, mode, who, code, status)."""
    paragraphs, at = [], 0
    for paragraph in text.split("\n\n"):
        paragraphs.append(Part(kind="body", start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    document = Document(
        id=name, content_hash=hashed(text), title=title, authors=(), publisher=None, published=day,
        published_basis="given" if day else "none", language="en", url=None, text=text, parts=tuple(paragraphs), coder=CODER,
    )  # fmt: skip
    return Told(
        document,
        tuple(_event(document, *row) for row in does),
        tuple(_statement(document, *row) for row in says),
        tuple(_demand(document, deadline, tie, *row) for row in wants),
    )


def _span(text, words):
    at = text.index(words)
    return Span.of(text, at, at + len(words))


def _sentence(text, at):
    start = max(text.rfind(". ", 0, at) + 2, 0) if ". " in text[:at] else 0
    end = text.find(". ", at)
    return Span.of(text, start, len(text) if end < 0 else end + 1)


def _demand(document, deadline, tie, by, by_code, of, of_code, what):
    text = document.text
    span = _span(text, what)
    asker = actor(by, text, by_code)
    return Demand(
        id=id_of_words(document.id, "demand", text, span.start, span.end, asker.id),
        document=document.id, by=asker, voiced_by=asker, of=(actor(of, text, of_code),) if of else (), what=span,
        force="require", rank=None, deadline=deadline, tie=Tie(kind=tie, consequence=None) if tie else None, statement=None,
        date=document.published, confidence=0.8, evidence=(_sentence(text, span.start),), coder=CODER,
    )  # fmt: skip


def _statement(document, who, code, words):
    span = _span(document.text, words)
    return Statement(
        id=id_of_words(document.id, "statement", document.text, span.start, span.end),
        document=document.id, kind="indirect", speaker=actor(who, document.text, code), start=span.start, end=span.end,
        exact=words, confidence=0.9, coder=CODER,
    )  # fmt: skip


def _event(document, words, kind, mode, who, code, status="occurred"):
    from dragoman.know import quad_of, score_of

    span = _span(document.text, words)
    return Event(
        id=id_of_words(document.id, "event", document.text, span.start, span.end, kind),
        document=document.id, type=kind, mode=mode, quad=quad_of(kind), score=score_of(kind, mode), contexts=(),
        actors=(actor(who, document.text, code),) if who else (), recipients=(), date=document.published,
        date_basis="published", date_precision="day" if document.published else "none", status=status, historical=False,
        statement=None, confidence=0.9, evidence=(span,), coder=CODER,
    )  # fmt: skip


def ledger(*told, rulings=(), as_of="2030-01-01", by=None, of=None):
    return build_ledger(
        [t.document for t in told],
        [e for t in told for e in t.events],
        [s for t in told for s in t.statements],
        [d for t in told for d in t.demands],
        rulings,
        as_of=as_of,
        by=by,
        of=of,
    )


def entry(*told, act="", **options):
    """The one entry, or the one whose act holds these words."""
    found = [e for e in ledger(*told, **options) if act in e.act]
    assert len(found) == 1, [e.act for e in found]
    return found[0]


def cited(step, *told):
    """The reports that a step rests on."""
    home = {r.id: t.document.id for t in told for r in (*t.events, *t.statements, *t.demands)}
    return {home.get(i, i) for i in step.because}


def last(found, field):
    return [s for s in found.history if s.field == field][-1]
