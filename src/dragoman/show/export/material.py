"""What does an export write? The articles of a case with their records, one after the other, never all at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlsplit

from dragoman.keep import Case, Filter
from dragoman.records import Actor, Claim, Coded, Demand, Document, Entry, Event, Reject, Ruling, Statement
from dragoman.show.progress import Progress


@dataclass
class Material:
    """A case, or the articles of some days of it. With `as_of`, the ledger of that day belongs to it."""

    case: Case
    wanted: Filter
    as_of: str | None = None

    def articles(self) -> Iterator[Coded]:
        """Every article with its records as analysts left them, by the day of publication and then by id."""
        with Progress("articles", beside_output=True) as progress:
            for coded in self.case.articles(self.wanted, reviewed=True):
                yield coded
                progress.step()

    @cached_property
    def rulings(self) -> tuple[Ruling, ...]:
        return self.case.rulings()

    @cached_property
    def copies(self) -> Mapping[str, str]:
        """Document id → id of the document whose story it repeats."""
        return self.case.copies()

    def publishers(self, documents: Iterable[str]) -> dict[str, str | None]:
        """Who published these articles."""
        found = (self.case.document(name) for name in documents)
        return {d.id: d.publisher for d in found if d}

    def rejects(self) -> tuple[Reject, ...]:
        return self.case.rejects()

    def entries(self) -> tuple[Entry, ...]:
        """The ledger as of the day asked for; nothing where no day was."""
        from dragoman.show.weighing import entries_of, ledger_of

        if self.as_of is None:
            return ()
        if self.wanted == Filter():
            return ledger_of(self.case, self.as_of)
        return entries_of(self.case.view(self.wanted), self.as_of)


TOOK_PLACE = frozenset({"occurred", "ongoing"})
"""The statuses of acts that formats without a status may be given: whoever reads those counts every row."""


def acts_of(coded: Coded, left_out: Counter[str]) -> list[Event]:
    """The acts of an article that took place, each told once; what is not handed out is counted."""
    found: dict[str, Event] = {}
    for event in coded.claims:
        if not isinstance(event, Event):
            continue
        if event.status not in TOOK_PLACE:
            left_out["events that were planned, attempted, hypothetical or denied"] += 1
        elif (event.same_as or event.id) in found:
            left_out["events that tell again of an act of the same article"] += 1
        else:
            found[event.same_as or event.id] = event
    return list(found.values())


def web_address(document: Document) -> str | None:
    """The article's address on the web, written as an IRI must be; None where what was given is none."""
    parts = urlsplit(document.url or "")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(document.url or "", safe=":/?#[]@!$&'()*+,;=%~-._")


def sides_of(claim: Claim) -> tuple[tuple[str, tuple[Actor, ...]], ...]:
    """Who stands on which side of a record."""

    def one(actor: Actor | None) -> tuple[Actor, ...]:
        return () if actor is None else (actor,)

    match claim:
        case Event():
            return (("actor", claim.actors), ("recipient", claim.recipients))
        case Statement():
            return (("speaker", one(claim.speaker)), ("addressee", one(claim.addressee)))
        case Demand():
            return (("by", one(claim.by)), ("voiced_by", one(claim.voiced_by)), ("of", claim.of))
