"""Which words of an article belong to which record, when records overlap?

The text is cut wherever a record's words begin or end, so each piece knows all records that it
belongs to, and the page can draw them one over the other. The words are never changed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from dragoman.records import CODED_PARTS, Claim, Demand, Document, Event, Span, Statement

LETTER = {"statement": "S", "event": "E", "demand": "D"}


@dataclass(frozen=True, slots=True)
class Note:
    """A record with the short name that the page gives it ("E2") and the words that it marks."""

    label: str
    claim: Claim
    spans: tuple[Span, ...]

    @property
    def kind(self) -> str:
        return self.claim.record


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that belongs to the same records throughout. `opens` are those that begin here."""

    text: str
    notes: tuple[Note, ...]
    opens: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring paragraphs that are all the article, or all left out of it."""

    coded: bool
    paragraphs: tuple[Paragraph, ...]


def notes_of(claims: Iterable[Claim]) -> tuple[Note, ...]:
    """Number the records of an article in the order in which a reader meets them."""
    numbers = dict.fromkeys(LETTER, 0)
    notes = []
    for claim in sorted(claims, key=lambda c: (marked_spans(c)[0].start, -marked_spans(c)[0].end, c.record, c.id)):
        numbers[claim.record] += 1
        notes.append(Note(f"{LETTER[claim.record]}{numbers[claim.record]}", claim, marked_spans(claim)))
    return tuple(notes)


def marked_spans(claim: Claim) -> tuple[Span, ...]:
    """The words that stand for a record on the page: its own, not those of its actors."""
    match claim:
        case Statement():
            return (Span(start=claim.start, end=claim.end, exact=claim.exact),)
        case Event():
            return claim.evidence
        case Demand():
            consequence = (claim.tie.consequence,) if claim.tie and claim.tie.consequence else ()
            return (claim.what, *consequence)


def blocks_of(document: Document, notes: tuple[Note, ...]) -> tuple[Block, ...]:
    """The whole text, in order, with every record's words marked."""
    paragraphs = (
        (kind in CODED_PARTS, Paragraph(kind, tuple(_pieces(document.text, start, end, notes))))
        for kind, start, end in _stretches(document)
    )
    return tuple(
        Block(coded, tuple(paragraph for _, paragraph in members))
        for coded, members in groupby(paragraphs, key=lambda found: found[0])
    )


def head_and_body(document: Document, notes: tuple[Note, ...]) -> tuple[Paragraph | None, tuple[Block, ...]]:
    """The title where it opens the text, and everything below it: a page shows the title once."""
    blocks = blocks_of(document, notes)
    if not blocks or blocks[0].paragraphs[0].kind != "title":
        return None, blocks
    first, *rest = blocks[0].paragraphs
    below = (Block(True, tuple(rest)),) if rest else ()
    return first, (*below, *blocks[1:])


def _stretches(document: Document) -> Iterator[tuple[str, int, int]]:
    """The parts, and whatever words stand between them, so that nothing of the text is missing."""
    at = 0
    for part in document.parts:
        if document.text[at : part.start].strip():
            yield "furniture", at, part.start
        yield part.kind, part.start, part.end
        at = part.end
    if document.text[at:].strip():
        yield "furniture", at, len(document.text)


def _pieces(text: str, start: int, end: int, notes: tuple[Note, ...]) -> Iterator[Piece]:
    here = [
        (max(s.start, start), min(s.end, end), s is note.spans[0] and s.start >= start, note)
        for note in notes
        for s in note.spans
        if s.start < end and start < s.end
    ]
    cuts = sorted({start, end, *(a for a, _, _, _ in here), *(b for _, b, _, _ in here)})
    for a, b in pairwise(cuts):
        inside = tuple(dict.fromkeys(note for x, y, _, note in here if x <= a and b <= y))
        yield Piece(text[a:b], inside, tuple(note for x, _, first, note in here if first and x == a))
