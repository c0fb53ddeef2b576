"""The events that readers judged, and the coder's own of the same texts.

`data/judged_events.jsonl` says of some thousands of events whether they were right; of the texts, where they
stand. A quarter of the documents is kept apart: the encoder is taught nothing of them, and the weights of
the confidence are fitted there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from relation_candidates import read_texts
from relation_data import is_drawn, read_rows
from spacy.tokens import Token

from dragoman.find import Coder
from dragoman.find.confidence import Trust, place_of_trigger
from dragoman.find.events import FILLED_IN
from dragoman.find.language import Sentence
from dragoman.read import read_text
from dragoman.records import Document, Event

DATA = Path(__file__).parent / "data"
Member = tuple[str | None, str | None]
"""Country and sector of a member of a side."""
_APART_PERCENT = 25
_SIDES = "actors recipients".split()


def is_apart(document: str) -> bool:
    """Whether nothing of this document is shown to the encoder."""
    return is_drawn(f"claims {document}", _APART_PERCENT)


def read_verdicts() -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The judged events of each text and document."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in read_rows(DATA / "judged_events.jsonl"):
        found.setdefault((row["text"], row["document"]), []).append(row)
    return found


def files_of(texts: Path, causal: Path) -> dict[str, list[Path]]:
    """Where the judged texts stand, by the name that the verdicts give them."""
    return {
        "kremlin": [texts / "kremlin_2000-2019.jsonl"],
        "wikinews": sorted((texts / "wikinews_gum").glob("*.conllu")),
        "causal": [causal],
        "reports": [DATA / "reports.jsonl"],
    }


def documents_of(files: dict[str, list[Path]]) -> Iterator[tuple[str, str, str, str | None]]:
    """Name of the text, id, words and date of every document."""
    for name, paths in files.items():
        for path in paths:
            for document, text, day in read_texts(path):
                yield name, document, text, day


@dataclass(frozen=True)
class Told:
    """An event as it was judged, with countries left open, and as it is told today."""

    judged: Event
    today: Event
    sentence: Sentence
    trust: Trust
    """Knows the encoder's readings of the document."""


def coded_both_ways(coder: Coder, document: Document) -> list[Told]:
    """All events of a document. Their confidence is the grammar's strength."""
    seen: list[Told] = []

    def note(trust: Trust, event: Event, sentence: Sentence) -> Event:
        seen.append(Told(_left_open(event), event, sentence, trust))
        return event

    with mock.patch.object(Trust, "trusted", note):
        coder.code(document)
    return seen


def _left_open(event: Event) -> Event:
    """The event as it would be if no country had been filled in."""
    filled = {w.words for w in event.why if w.rule.startswith(FILLED_IN)}
    sides = {
        side: tuple(
            a.model_copy(update={"country": None}) if (a.text or a.name) in filled else a for a in getattr(event, side)
        )
        for side in _SIDES
    }
    return event.model_copy(update=sides)


@dataclass(frozen=True)
class Verdict:
    """An event that the coder still tells as it was judged."""

    text: str
    document: str
    event: Event
    told: Told
    right: bool

    def signs(self) -> dict[str, float]:
        """What speaks for and against it today."""
        return self.told.trust.signs_of(self.event, self.told.sentence)


def judged(files: dict[str, list[Path]], coder: Coder) -> Iterator[Verdict]:
    """Every judged event of the documents kept apart that the coder still tells as it was judged.

    Where a country that was left open is filled in since, the event is the one of today, if it was wrong: then it is
    right where that was all that was wrong with it. What was right with an open country is taken as it was.
    """
    verdicts = read_verdicts()
    for name, document, text, day in documents_of(files):
        rows = verdicts.get((name, document), [])
        if not rows or not is_apart(document):
            continue
        told = coded_both_ways(coder, read_text(text, id=document, date=day))
        for row in rows:
            at = [t for t in told if t.today.evidence[0].start == row["at"]]
            today = next((t for t in at if is_same(t.today, row)), None)
            before = next((t for t in at if is_same(t.judged, row)), None)
            if today is not None:
                yield Verdict(name, document, today.today, today, right=row["right"])
            elif before is not None and row["right"]:
                yield Verdict(name, document, before.judged, before, right=True)
            elif before is not None:
                everybody = (*before.today.actors, *before.today.recipients)
                whole = bool(row.get("but_country")) and all(a.country for a in everybody if a.sector)
                yield Verdict(name, document, before.today, before, right=whole)


@dataclass(frozen=True)
class MarkedDocument:
    """The events of a document, and the acts that a reader marked in it by the place of the word that tells."""

    text: str
    document: str
    acts: dict[int, Any]
    told: list[Told]

    def mark_of(self, told: Told) -> Any:
        """The mark at the event's word, or at the other word of that act ("imposed sanctions"); None where none is."""
        at = place_of_trigger(told.today, told.sentence)
        return None if at is None else mark_at(self.acts, told.sentence, told.sentence.words[at])

    def is_right(self, told: Told) -> bool:
        """Whether a reader marked an act of the event's type, status and sides there.

        Countries must be the same, and sectors too or one of them open.
        """
        event, mark = told.today, self.mark_of(told)
        return (
            mark is not None
            and (mark[2], mark[3]) == (event.type, event.status)
            and all(
                are_same([(a.country, a.sector) for a in side], [tuple(m[2:]) for m in members])
                for side, members in ((event.actors, mark[4]), (event.recipients, mark[5]))
            )
        )


def mark_at(acts: dict[int, Any], sentence: Sentence, token: Token) -> Any:
    """The mark at this word, or at the other word of that act; None where none is."""
    places = (sentence.start_of(t) for t in (token, token.head, *token.children))
    return next((acts[place] for place in places if place in acts), None)


def marks_by_document() -> dict[tuple[str, str], Any]:
    """What readers marked, by text and document."""
    return {(row["text"], row["document"]): row for row in read_rows(DATA / "marked_acts.jsonl")}


def half_of(document: str) -> int:
    """In which half of the documents that the encoder is taught this one is."""
    return int(is_drawn(f"half {document}", 50))


def held_to_marks(files: dict[str, list[Path]], coder: Coder) -> Iterator[MarkedDocument]:
    """The marked documents kept apart, as they are coded today."""
    marks = marks_by_document()
    for name, document, text, day in documents_of(files):
        row = marks.get((name, document))
        if row is not None and is_apart(document):
            told = coded_both_ways(coder, read_text(text[: row["until"]], id=document, date=day))
            yield MarkedDocument(name, document, {act[0]: act for act in row["acts"]}, told)


def marked(files: dict[str, list[Path]], coder: Coder) -> Iterator[Verdict]:
    """Every event there, right where it is as a reader marked it."""
    for each in held_to_marks(files, coder):
        for told in each.told:
            yield Verdict(each.text, each.document, told.today, told, right=each.is_right(told))


def are_same(told: Sequence[Member], meant: Sequence[Member]) -> bool:
    """The same countries, and for each a sector that agrees or is open."""
    ours, theirs = set(told), set(meant)
    return (
        len(ours) == len(theirs)
        and {c for c, _ in ours} == {c for c, _ in theirs}
        and all(any(c == d and (s == t or None in (s, t)) for d, t in ours) for c, s in theirs)
    )


def is_same(event: Event, row: dict[str, Any]) -> bool:
    """Whether an event is coded as it was when it was judged."""
    sides = [[[a.country, a.sector] for a in getattr(event, side)] for side in _SIDES]
    return (event.type, event.status, *sides) == (row["type"], row["status"], row["actors"], row["recipients"])
