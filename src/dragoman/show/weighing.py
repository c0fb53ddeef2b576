"""What the records add up to, for the terminal: the ledger, and what changed in it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rich.text import Text

from dragoman.keep import Case, CaseView
from dragoman.records import Entry, Step
from dragoman.show.lines import Lines, console, plain, say, short
from dragoman.show.options import name_country, read_country, today

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
    """The ledger of a case as of a day, today unless one is given."""
    from dragoman.weigh import build_ledger

    day = as_of or today()
    seen = without_rejected(view, day)
    return build_ledger(
        seen.documents,
        seen.events,
        seen.statements,
        seen.demands,
        seen.rulings,
        as_of=day,
        by=read_country(by) if by else None,
        of=read_country(of) if of else None,
    )


def without_rejected(view: CaseView, as_of: str) -> CaseView:
    """The same moment of the case without the records that an analyst had rejected by that day."""
    reviews = {r.target: r.value for r in view.rulings if r.field == "review" and r.on <= as_of}
    rejected = {target for target, value in reviews.items() if value == "rejected"}
    if not rejected:
        return view
    return replace(
        view,
        events=tuple(e for e in view.events if e.id not in rejected),
        statements=tuple(s for s in view.statements if s.id not in rejected),
        demands=tuple(d for d in view.demands if d.id not in rejected),
    )


def steps_since(entry: Entry, since: str) -> tuple[Step, ...]:
    """What changed in an entry from that day on."""
    return tuple(step for step in entry.history if step.date >= since)


def changed_since(entries: Iterable[Entry], since: str) -> tuple[Entry, ...]:
    """The entries that are new, or in which something changed, from that day on."""
    return tuple(e for e in entries if steps_since(e, since) or (e.first_demanded or "") >= since)


def show_ledger(
    where: str, by: str | None, of: str | None, as_of: str | None, since: str | None, *, jsonl: bool
) -> int:
    """Which demand stands where, and why; with `since`, only what changed. Exit status."""
    with Case.open(where, create=False) as case:
        entries = entries_of(case.view(), as_of, by, of)
    if since:
        entries = changed_since(entries, since)
    if jsonl:
        Lines().write(entries)
        return 0
    page = console()
    sides: tuple[str, str] | None = None
    for entry in sorted(entries, key=lambda e: (e.by, e.of, e.first_demanded or "9999")):
        if sides != (entry.by, entry.of):
            sides = (entry.by, entry.of)
            page.print(
                Text.assemble(
                    "\n",
                    (f"{plain(name_country(entry.by))} wants of {plain(name_country(entry.of))}", "bold underline"),
                )
            )
        for line in _lines(entry, since):
            page.print(line)
    if not entries:
        say("No demand is on record" + (" that changed since then." if since else " for these sides by that day."))
    return 0


def _lines(entry: Entry, since: str | None) -> Iterator[Text]:
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
    for step in steps_since(entry, since) if since else weighty[-1:]:
        who = f"ruling of {step.by_person}: {step.reason}" if step.by_person else f"{step.by_rule}"
        yield Text(f"{'':15}{step.date} {step.field} {step.value.replace('_', ' ')} ({plain(who)})", style="dim")
