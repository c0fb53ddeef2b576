"""What does a document tell, read from its text and records? Done once a document and kept."""

from collections.abc import Iterable

from dragoman.know import Gazetteer
from dragoman.know.acts import NOUNS, VERBS, stem
from dragoman.records import Demand, Document, Event, Statement
from dragoman.weigh.asks import asks_in
from dragoman.weigh.deeds import deeds_in, is_exchange, is_political, is_verifier, rare_deeds_in
from dragoman.weigh.names import as_speaker
from dragoman.weigh.remarks import flags_of, move_of
from dragoman.weigh.reports import Report, Sentence
from dragoman.weigh.tellings import Line, Telling, joined, pack_rare


def read_telling(
    document: Document,
    events: Iterable[Event],
    statements: Iterable[Statement],
    demands: Iterable[Demand],
    gazetteer: Gazetteer | None = None,
) -> Telling:
    """Everything in a document that a ledger can need. The order of its records does not matter."""
    report = Report(
        document,
        tuple(sorted(events, key=lambda r: r.id)),
        tuple(sorted(statements, key=lambda r: r.id)),
        tuple(sorted(demands, key=lambda r: r.id)),
        gazetteer or Gazetteer.load(),
    )
    body = [s for s in report.sentences if not s.title]
    deeds = [d for s in body for d in deeds_in(s)]
    rare = [d for s in body for d in rare_deeds_in(s)]
    lines = {s.number: _line(s) for s in body}
    kept = {d.line for d in deeds} | {n for n, line in lines.items() if line.flags or line.move}
    # what stands beside a passed deadline says which demand it was
    kept |= {n + step for n, line in lines.items() if "d" in line.flags for step in (-1, 1) if n + step in lines}
    with_rare = {d.line for d in rare}
    return Telling(
        document=document.id,
        published=document.published,
        heading=report.heading,
        countries=report.countries,
        own_names=report.names if report.is_short else frozenset(),
        vocabulary=joined(_stems(report)),
        lines=tuple(lines[n] for n in sorted(kept)),
        deeds=tuple(deeds),
        asks=tuple(asks_in(report)),
        places=_places([s for s in body if s.number in kept or s.number in with_rare]),
        rare=pack_rare((d, lines[d.line]) for d in rare),
    )


def _stems(report: Report) -> set[str]:
    return {stem(w.low) for s in report.sentences for w in s.words if w.is_word}


def _places(sentences: Iterable[Sentence]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for sentence in sentences:
        for start, end, code in sentence.places:
            named = {stem(w.low) for w in sentence.words if start <= w.start < end}
            found.setdefault(code, set()).update(named)
    return {code: joined(stems) for code, stems in sorted(found.items())}


def _line(sentence: Sentence) -> Line:
    """A sentence with what can be said of it without knowing what was demanded."""
    flags = flags_of(sentence.low)
    held = "n" in flags or "l" in flags
    flags += "p" if held and is_political(sentence) else ""
    flags += "P" if held and any(is_political(s) for s in sentence.before(2)) else ""
    flags += "x" if is_exchange(sentence) and _acts(sentence) else ""
    first = next(iter(sentence.statements), None)
    return Line(
        number=sentence.number,
        start=sentence.start,
        text=sentence.text,
        sides=tuple(dict.fromkeys(code for _, _, code in sentence.sides)),
        speakers=tuple(as_speaker(s.speaker) for s in sentence.statements if s.speaker is not None),
        verified=first is not None and is_verifier(first.speaker),
        quoted=first.id if first is not None else "",
        cited=_cited(sentence),
        flags=flags,
        move=(move := move_of(sentence.low) or ""),
        moved=_moved(sentence) if move else "",
    )


def _acts(sentence: Sentence) -> bool:
    return any(w.low in VERBS or w.low in NOUNS for w in sentence.words)


def _cited(sentence: Sentence) -> str:
    if sentence.events:
        return sentence.events[0].id
    return sentence.statements[0].id if sentence.statements else sentence.report.document.id


def _moved(sentence: Sentence) -> str:
    """The record that says what became of the demand: the demand as it is told, else what stands there."""
    demand = next((d for d in sentence.report.demands if sentence.start <= d.what.start < sentence.end), None)
    return demand.id if demand is not None else _cited(sentence)
