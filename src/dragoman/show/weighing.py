"""What the records add up to, for the terminal: the ledger, and what changed in it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from dragoman.errors import UsageError
from dragoman.keep import Case, CaseView
from dragoman.records import Entry, Step
from dragoman.show.lines import Lines, console, plain, say, short
from dragoman.show.options import name_country, read_country, today

if TYPE_CHECKING:
    from dragoman.weigh import Changes

GLYPH = {
    "open": "○",
    "in_progress": "◔",
    "met_in_part": "◑",
    "met": "●",
    "reversed": "↺",
    "not_met": "✕",
    "disputed": "≠",
}
"""One sign for each outcome, so that no reader depends on colour."""


def entries_of(view: CaseView, as_of: str | None, by: str | None = None, of: str | None = None) -> tuple[Entry, ...]:
    """The ledger of a part of a case as of a day, today unless one is given."""
    from dragoman.weigh import build_ledger

    return build_ledger(
        view.documents,
        view.events,
        view.statements,
        view.demands,
        view.rulings,
        as_of=as_of or today(),
        by=read_country(by) if by else None,
        of=read_country(of) if of else None,
    )


def ledger_of(case: Case, as_of: str | None = None) -> tuple[Entry, ...]:
    """The whole ledger of a case as of a day, today unless one is given; told once and then kept."""
    from dragoman.weigh import ledger_lines

    return tuple(map(Entry.model_validate_json, ledger_lines(case, as_of or today())))


def changes_of(case: Case, since: str, as_of: str, by: str | None = None, of: str | None = None) -> "Changes":
    """What became known after the one day and by the other, of the demands between two sides."""
    from dragoman.weigh import changes_between

    before, after = (chosen(ledger_of(case, day), by, of) for day in (since, as_of))
    return changes_between(before, after, since=since, as_of=as_of)


def chosen(entries: Iterable[Entry], by: str | None, of: str | None) -> tuple[Entry, ...]:
    """The entries between two sides; anybody where none is named."""
    return tuple(e for e in entries if by in (None, e.by) and of in (None, e.of))


def show_ledger(
    where: str, by: str | None, of: str | None, as_of: str | None, since: str | None, *, jsonl: bool
) -> int:
    """Which demand stands where, and why; with `since`, only what changed. Exit status."""
    day = as_of or today()
    if since is not None and since > day:
        raise UsageError(f"nothing lies between {since} and {day}.\nGive --since a day before --as-of.")
    sides = (read_country(by) if by else None, read_country(of) if of else None)
    with Case.open(where, create=False) as case:
        if since is not None:
            changes = changes_of(case, since, day, *sides)
            if jsonl:
                Lines().write(changes.entries)
                return 0
            from dragoman.show.why_now import show_changes

            return show_changes(case, changes)
        if jsonl and sides == (None, None):
            from dragoman.weigh import ledger_lines

            Lines().pass_on(ledger_lines(case, day))
            return 0
        entries = chosen(ledger_of(case, day), *sides)
    if jsonl:
        Lines().write(entries)
        return 0
    _show(entries)
    return 0


def _show(entries: tuple[Entry, ...]) -> None:
    page = console()
    sides: tuple[str, str] | None = None
    for entry in entries:
        if sides != (entry.by, entry.of):
            sides = (entry.by, entry.of)
            page.print(heading_of(entry))
        for line in _lines(entry):
            page.print(line)
    if not entries:
        say("No demand is on record for these sides by that day.")


def heading_of(entry: Entry) -> Text:
    """Who wants something of whom."""
    sides = f"{plain(name_country(entry.by))} wants of {plain(name_country(entry.of))}"
    return Text.assemble("\n", (sides, "bold underline"))


def _lines(entry: Entry) -> Iterator[Text]:
    words = entry.outcome.replace("_", " ")
    line = Text.assemble(f"{GLYPH[entry.outcome]} ", (f"{words:<12}", "bold"), f" {short(entry.act, 100)}")
    facts = [f"since {entry.first_demanded}" if entry.first_demanded else "undated"]
    if entry.last_demanded and entry.last_demanded != entry.first_demanded:
        facts.append(f"last on {entry.last_demanded}")
    if entry.answer != "none":
        facts.append(entry.answer.replace("_", " "))
    if entry.standing != "in_force":
        facts.append(entry.standing)
    line.append(f"\n{'':15}{plain(', '.join(facts))}", style="dim")
    yield line
    weighty = [s for s in entry.history if s.field != "basis" and s.value not in ("open", "in_force", "none")]
    for step in weighty[-1:]:
        yield Text(f"{'':15}{step.date} {step.field} {step.value.replace('_', ' ')} ({who_says(step)})", style="dim")
    for edge in entry.edges:
        yield Text(f"{'':15}{EDGES[edge.kind]} “{short(edge.act, 80)}” ({plain(edge.by_rule)})", style="dim")


def who_says(step: Step) -> str:
    """Which rule or person made a step."""
    if step.by_person:
        return f"ruling of {plain(step.by_person)}: {plain(step.reason or '')}"
    return plain(step.by_rule or "")


EDGES = {
    "hinges_on": "waits for",
    "opens": "once done:",
    "answers": "done in response to",
    "answered_by": "was answered by",
}
"""How an edge between two entries reads."""
