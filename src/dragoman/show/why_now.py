"""Why now? What has become known between two days of who wants what, told so that it answers that."""

from collections.abc import Iterator

from rich.text import Text

from dragoman.keep import Case
from dragoman.records import Change, Demand, Entry, Event, Statement, Step
from dragoman.show.lines import console, plain, short, title_of
from dragoman.show.weighing import EDGES, GLYPH, heading_of, who_says
from dragoman.weigh import Changes

_FROM = {
    "outcome": "was {before}, is now {after}",
    "answer": "the answer was {before}, is now {after}",
    "standing": "the demand was {before}, is now {after}",
    "basis": "stood on {before}, now stands on {after}",
}
_BASES = {
    "demander_says": "the demander's word",
    "addressee_says": "the addressee's word",
    "verifier_says": "the word of somebody who checked",
    "third_party_says": "somebody else's word",
    "inferred": "what reports tell",
    "analyst": "an analyst's ruling",
}


def show_changes(case: Case, changes: Changes) -> int:
    """Print what changed, what made it change in its own words, and how much did not."""
    page = console()
    page.print(Text(_summary(changes), style="bold"))
    sides: tuple[str, str] | None = None
    for entry in changes.entries:
        if sides != (entry.by, entry.of):
            sides = (entry.by, entry.of)
            page.print(heading_of(entry))
        for line in _told(case, entry, changes.since):
            page.print(line)
    return 0


def _summary(changes: Changes) -> str:
    between = f"After {changes.since} and by {changes.as_of}"
    moved = len({c.entry for c in changes.moved} - {e.id for e in changes.new})
    parts = [_many(len(changes.new), "demand is new", "demands are new"), _many(moved, "has moved", "have moved")]
    told = ", ".join(p for p in parts if p)
    still = len(changes.unmoved)
    rest = (
        f" {_many(still, 'other stands', 'others stand')} as {'it' if still == 1 else 'they'} stood." if still else ""
    )
    return f"{between}: {told}.{rest}" if told else f"{between} no demand has moved.{rest}"


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}" if count else ""


def _told(case: Case, entry: Entry, since: str) -> Iterator[Text]:
    new = (entry.first_demanded or "") > since
    what = f"new on {entry.first_demanded}" if new else f"wanted since {entry.first_demanded}"
    line = Text.assemble(f"{GLYPH[entry.outcome]} ", (short(entry.act, 100), "bold"))
    line.append(f" ({what})", style="dim")
    yield line
    for change in entry.changes:
        # on whose word it stands is said with the change that it comes with
        if change.field != "basis" or len(entry.changes) == 1:
            yield from _moved(case, change)
    if not new and (entry.last_demanded or "") > since:
        yield Text(f"    demanded again on {entry.last_demanded}")
        yield from _words(case, entry.demands[-1:])
    elif new:
        yield from _words(case, entry.demands[:1])
    for edge in entry.edges:
        if (edge.date or "") > since:
            yield Text(f"    {EDGES[edge.kind]} “{short(edge.act, 80)}”", style="dim")


def _moved(case: Case, change: Change) -> Iterator[Text]:
    before = "none" if change.before is None else change.before
    names = _BASES if change.field == "basis" else {}
    said = _FROM[change.field].format(
        before=names.get(before, before.replace("_", " ")),
        after=names.get(change.after, change.after.replace("_", " ")),
    )
    if change.before is None:
        said = f"{change.field} by now: {change.after.replace('_', ' ')}"
    yield Text(f"    {said}")
    for step in change.steps:
        yield Text(f"      {step.date}: {step.value.replace('_', ' ')} ({who_says(step)})", style="dim")
        yield from _because(case, step)


def _because(case: Case, step: Step) -> Iterator[Text]:
    return _words(case, step.because, indent=8)


def _words(case: Case, records: tuple[str, ...], indent: int = 6) -> Iterator[Text]:
    """What the records say, with the report in which they stand."""
    for record in records:
        claim = case.claim(record)
        document = case.document(claim.document if claim is not None else record)
        if document is None:
            continue
        words = _said(claim) if claim is not None else title_of(document)
        source = ", ".join(p for p in (plain(document.publisher), plain(document.published) or "undated") if p)
        yield Text(f"{'':{indent}}“{short(words, 160)}” ({source or document.id})", style="italic dim")


def _said(claim: Event | Statement | Demand) -> str:
    return claim.exact if isinstance(claim, Statement) else claim.evidence[0].exact
