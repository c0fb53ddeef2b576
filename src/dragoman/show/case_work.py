"""What the commands that work on a case do: add to it, list it, weigh it, rule on it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from rich.table import Table
from rich.text import Text

from dragoman.errors import SourceError, UsageError
from dragoman.keep import Case, Filter, Kind
from dragoman.read import Given, read_sources
from dragoman.records import CODER, Coded, Document, Reject
from dragoman.settings import Settings
from dragoman.show.acts import acts_in
from dragoman.show.coding import code_all
from dragoman.show.desk import Desk
from dragoman.show.lines import Lines, console, plain, say, say_rejects, short
from dragoman.show.options import now, read_country, read_settings, read_type, today
from dragoman.show.progress import Progress, tally
from dragoman.show.rulings import keep_ruling, make_ruling
from dragoman.show.tables import TABLES
from dragoman.show.weighing import ledger_of
from dragoman.weigh import read_what_is_new

_LISTS: dict[Kind, Callable[[Case, Filter], tuple[Any, ...]]] = {
    "document": Case.documents,
    "event": Case.events,
    "statement": Case.statements,
    "demand": Case.demands,
}

SHOWN = 200
"""Most rows that a list shows to a person; programs get all."""
_QUICKLY_TOLD = 2_000
"""Documents whose ledger is told in a second or two."""


def add(where: str, paths: list[str], given: Given, workers: int) -> int:
    """Code and keep. Every article is kept whole or not at all, so a run that was broken off can be run again."""
    settings = read_settings()
    done: Counter[str] = Counter()
    with Case.open(where) as case, Progress("articles", tally=done) as progress:

        def unknown(document: Document) -> bool:
            known = case.holds(document)
            done["known already"] += known
            progress.step(known)
            return not known

        for found in _coded(paths, settings, given, workers, unknown):
            rejects = [found] if isinstance(found, Reject) else list(found.rejects)
            if not isinstance(found, Reject):
                try:
                    done[case.add(found).what] += 1
                except SourceError as error:
                    rejects.append(Reject(id=error.name, reason=error.reason, detail=error.detail, coder=CODER))
                progress.step()
            for reject in rejects:
                case.reject(reject)
            done["rejected"] += say_rejects(rejects)
        _look_ahead(case, done["added"])
    say(f"{where}: {tally(done)}.")
    return 1 if done["rejected"] else 0


def _look_ahead(case: Case, added: int) -> None:
    """Read what the new documents tell a ledger, and where that is quickly done or they are much of the case, tell it:
    the first question waits for neither."""
    read_what_is_new(case)
    documents = case.count("document")
    if documents <= _QUICKLY_TOLD or added * 20 >= documents:
        ledger_of(case)


def _coded(
    paths: list[str],
    settings: Settings,
    given: Given,
    workers: int,
    wanted: Callable[[Document], bool],
) -> Iterator[Coded | Reject]:
    """What the paths hold, coded; a result of `batch` by the same coder is coded already."""
    from dragoman.show.batch.plan import find_plan
    from dragoman.show.batch.results import coded_in

    for is_result, some in groupby(paths, lambda path: find_plan(path) is not None):
        if not is_result:
            yield from code_all(read_sources(list(some), settings, given), settings, workers, wanted)
            continue
        for plan in filter(None, map(find_plan, some)):
            missing = len(plan.pieces) - sum(1 for _ in plan.done())
            if missing:
                say(
                    f"{plan.out}: {missing:,} of {len(plan.pieces):,} parts are not coded yet; run batch again for them"
                )
            if plan.coder == CODER:
                yield from (f for f in coded_in(plan) if isinstance(f, Reject) or wanted(f.document))
                continue
            say(f"{plan.out} was coded by {plan.coder}; its articles are coded again by {CODER}")
            yield from code_all(map(_bare, coded_in(plan)), settings, workers, wanted)


def _bare(found: Coded | Reject) -> Document | Reject:
    return found if isinstance(found, Reject) else found.document.model_copy(update={"coder": CODER})


def read_filter(
    actor: str | None,
    recipient: str | None,
    type: str | None,
    since: str | None,
    until: str | None,
    publisher: str | None = None,
) -> Filter:
    """What the options of a list ask for."""
    return Filter(
        actor=read_country(actor) if actor else None,
        recipient=read_country(recipient) if recipient else None,
        type=read_type(type) if type else None,
        since=since,
        until=until,
        publisher=publisher,
    )


def list_records(where: str, kind: Kind, wanted: Filter, *, jsonl: bool) -> int:
    """One kind of record, as JSON Lines or as a table."""
    with Case.open(where, create=False) as case:
        if jsonl:
            if kind == "event":
                Lines().write(acts_in(case, wanted))
            else:
                Lines().pass_on(case.lines(kind, wanted))
            return 0
        columns, row_of = TABLES[kind]
        records = _LISTS[kind](case, replace(wanted, limit=SHOWN))
        print_table(columns, [row_of(r) for r in records])
        more = case.count(kind, wanted) - len(records)
    if more > 0:
        say(f"… and {more} more. Narrow the list with --since, --actor …, or take all of it with --jsonl.")
    return 0


def timeline(where: str, wanted: Filter, *, jsonl: bool) -> int:
    """Acts in the order of time, each told once, with how many reports tell of it."""
    with Case.open(where, create=False) as case:
        acts = Desk(case).acts(wanted)
    if jsonl:
        Lines().write({**e.model_dump(), "reports": [r.document for r in (e, *others)]} for e, others in acts)
        return 0
    columns, row_of = TABLES["event"]
    print_table((*columns, "Reports"), [(*row_of(event), str(1 + len(others))) for event, others in acts])
    return 0


def list_rejects(where: str, *, jsonl: bool) -> int:
    """What was not read, and why."""
    with Case.open(where, create=False) as case:
        rejects = case.rejects()
    if jsonl:
        Lines().write(rejects)
    else:
        print_table(("What", "Reason", "Detail"), [(r.id, r.reason, r.detail) for r in rejects])
    return 0


def search(where: str, words: list[str], wanted: Filter, *, jsonl: bool) -> int:
    """Where in the case these words stand."""
    with Case.open(where, create=False) as case:
        hits = case.search(" ".join(f'"{w}"' if " " in w else w for w in words), wanted)
    if jsonl:
        Lines().write(
            {
                "document": h.document,
                "title": h.title,
                "published": h.published,
                "publisher": h.publisher,
                "snippet": h.text,
                "rank": h.rank,
            }
            for h in hits
        )
        return 0
    page = console()
    for hit in hits:
        page.print(
            Text.assemble(
                (plain(hit.published) or "undated", "dim"), "  ", (plain(hit.title) or plain(hit.document), "bold")
            )
        )
        page.print(
            Text.assemble("  ", *((plain(f"_{p}_")[1:-1], "reverse" if match else "") for p, match in hit.snippet))
        )
    if not hits:
        say("Nothing in the case holds all these words.")
    return 0


def rule(where: str, target: str, change: str, because: str, by: str, on: str | None) -> int:
    """Keep an analyst's word on an entry or a record."""
    field, equals, value = change.partition("=")
    if not equals or not field.strip() or not value.strip():
        raise UsageError(f"{change!r} is no ruling; write FIELD=VALUE, such as outcome=met.")
    if not because.strip() or not by.strip():
        raise UsageError("A ruling needs a reason (--because) and a name (--by).")
    with Case.open(where, create=False) as case:
        ruling = make_ruling(target, field.strip(), value.strip(), because.strip(), by.strip(), on or today(), now())
        ruling = keep_ruling(case, lambda: ledger_of(case), ruling)
    say(f"{target}: {ruling.field} is {ruling.value}, says {plain(ruling.by)}.")
    return 0


def print_table(columns: Iterable[str], rows: list[tuple[str, ...]]) -> None:
    """Rows for a person; no cell can hold a control character or markup."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(short(cell, 160)) for cell in row))
    console().print(table)
