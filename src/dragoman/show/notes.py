"""How is a record told beside the article it stands in?"""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.records import Actor, Claim, Demand, Event, Ruling, Statement, Why
from dragoman.show.lines import QUOTES, short
from dragoman.show.marks import Note
from dragoman.show.rulings import values_of
from dragoman.show.tables import side

KINDS = {
    "title": "Title",
    "deck": "Deck",
    "body": "Text",
    "blockquote": "Quotation",
    "caption": "Caption",
    "byline": "Byline",
    "dateline": "Dateline",
    "bio": "About the author",
    "related": "Related, not this article",
    "furniture": "Page furniture",
    "duplicate": "Repeated text",
}
_GROUPS = (
    ("Statements", "statement", "shaded, dotted above"),
    ("Events", "event", "underlined"),
    ("Demands", "demand", "double rule"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A record in a reader's words."""

    label: str
    kind: str
    id: str
    coder: str
    headline: str
    words: str
    facts: str
    why: tuple[Why, ...]
    people: tuple[tuple[str, Actor], ...]
    rulings: tuple[Ruling, ...]
    values: dict[str, str]
    """What each field says now, written as a correction of it would be."""

    @property
    def state(self) -> str:
        """What analysts made of it: "rejected", "corrected", "accepted", or nothing yet."""
        last = {ruling.field: ruling.value for ruling in self.rulings}
        review = last.pop("review", "")
        return "rejected" if review == "rejected" else "corrected" if last else review


def groups_of(notes: tuple[Note, ...], rulings: Iterable[Ruling]) -> list[tuple[str, str, str, list[Told]]]:
    """The records of an article by kind, each with what analysts ruled on it; kinds without any are left out."""
    said = tuple(rulings)
    groups = [
        (
            title,
            kind,
            legend,
            [_tell(note, tuple(r for r in said if r.target == note.claim.id)) for note in notes if note.kind == kind],
        )
        for title, kind, legend in _GROUPS
    ]
    return [group for group in groups if group[3]]


def _tell(note: Note, rulings: tuple[Ruling, ...]) -> Told:
    headline, words, facts, people = _told(note.claim)
    why = () if isinstance(note.claim, Statement) else note.claim.why
    return Told(
        label=note.label,
        kind=note.kind,
        id=note.claim.id,
        coder=note.claim.coder,
        headline=headline,
        words=words,
        facts=", ".join(f for f in [*facts, f"confidence {note.claim.confidence:.2f}"] if f),
        why=why,
        people=tuple((role, actor) for role, actor in people if actor),
        rulings=rulings,
        values=values_of(note.claim),
    )


Telling = tuple[str, str, list[str], list[tuple[str, Actor | None]]]


def _told(claim: Claim) -> Telling:
    if isinstance(claim, Statement):
        return _statement(claim)
    return _event(claim) if isinstance(claim, Event) else _demand(claim)


def _statement(s: Statement) -> Telling:
    facts = [{"direct": "quoted", "indirect": "reported", "block": "quoted as a block"}[s.kind]]
    facts += [f"“{s.cue.text}”"] if s.cue else []
    facts += ["goes on after an interruption"] if s.continues else []
    people = [("Speaker", s.speaker), ("To", s.addressee)]
    return side([s.speaker]) or "Somebody not named", short(s.exact.strip(QUOTES), 90), facts, people


def _event(e: Event) -> Telling:
    what = f"{e.type} {e.mode}" if e.mode else e.type
    sides = f"{side(e.actors) or 'Somebody'} → {side(e.recipients)}" if e.recipients else side(e.actors) or "Somebody"
    facts = [e.quad, f"score {e.score:+g}", e.status, when(e), "long past" if e.historical else ""]
    facts += ["the same act as another record here"] if e.same_as else []
    facts += [c.replace("_", " ") for c in e.contexts]
    people = [("Who", a) for a in e.actors] + [("Whom", a) for a in e.recipients]
    return f"{what}: {sides}", e.evidence[0].exact, facts, list(people)


def _demand(d: Demand) -> Telling:
    verb = {"require": "requires", "ask": "asks", "advise": "advises"}[d.force]
    act = "not to: " if d.negative else ""
    headline = f"{side([d.by]) or 'Somebody'} {verb} of {side(d.of) or 'somebody'}"
    facts = [f"rank {d.rank}" if d.rank else "", f"by {d.deadline}" if d.deadline else ""]
    facts += [f"{d.tie.kind}: “{d.tie.consequence.exact}”" if d.tie.consequence else d.tie.kind] if d.tie else []
    facts += ["words an earlier demand again"] if d.same_as else []
    people = [("By", d.by), ("In the words of", d.voiced_by), *(("Of", a) for a in d.of)]
    return headline, act + d.what.exact, facts, list(people)


def when(event: Event) -> str:
    """The day of an event with how sure it is, in words."""
    if event.date is None:
        return "no date"
    return event.date if event.date_precision in ("day", "none") else f"{event.date} ({event.date_precision})"
