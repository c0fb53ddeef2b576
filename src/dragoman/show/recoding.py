"""`recode`: code every kept article again with today's coder, keep the rulings, say what changed.

An article changes whole or not at all. A run that was broken off goes on where it stopped and reports all
that changed since it began. Texts and their parts stay as they were read; `add` reads a source anew.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from dragoman.keep import Case, Difference, came_from, find_differences
from dragoman.records import CODER, Coded, Document, Reject
from dragoman.settings import Settings
from dragoman.show.coder_mark import mark_of_coder
from dragoman.show.coding import code_all
from dragoman.show.lines import Lines, plain, say, say_rejects
from dragoman.show.options import read_settings
from dragoman.show.progress import Progress

_WHATS = ("added", "gone", "altered")
_KINDS = ("statement", "event", "demand")


class Report:
    """What a run has changed, counted."""

    def __init__(self) -> None:
        self.articles = self.changed = 0
        self.counts: Counter[tuple[str, str, str]] = Counter()
        self.fields: Counter[tuple[str, str]] = Counter()
        self.gone: set[str] = set()

    def add(self, found: list[dict[str, Any]]) -> None:
        self.articles += 1
        self.changed += bool(found)
        for difference in found:
            self.counts[difference["kind"], difference["sort"], difference["what"]] += 1
            self.fields.update((difference["kind"], name) for name in difference["fields"])
            if difference["what"] == "gone":
                self.gone.add(difference["id"])

    def of(self, kind: str, what: str, sort: str | None = None) -> int:
        return sum(n for (k, s, w), n in self.counts.items() if (k, w) == (kind, what) and sort in (None, s))

    def sorts(self, kind: str) -> list[str]:
        return sorted({s for k, s, _ in self.counts if k == kind})


def recode(where: str, workers: int, *, dry_run: bool, jsonl: bool) -> int:
    """Code again, and say what changed. Exit status."""
    settings = read_settings()
    report = Report()
    lines = Lines() if jsonl else None
    rejected = 0
    with Case.open(where, create=False) as case:
        run = mark_of_coder(settings)
        done = {} if dry_run else _go_on(case, run)
        ids = case.ids("document")
        for note in (done[i] for i in ids if i in done):
            _tell(json.loads(note), report, lines)
        waiting = [i for i in ids if i not in done]
        with Progress("articles coded again", beside_output=jsonl, total=len(waiting)) as progress:
            for before, after in _coded_again(case, waiting, settings, workers):
                found = [_line(d) for d in find_differences(before, after)]
                if dry_run or case.recode(after, run, json.dumps(found, ensure_ascii=False)):
                    _tell(found, report, lines)
                rejected += say_rejects(r for r in after.rejects if r not in before.rejects)
                progress.step()
        lost = _lost_rulings(case, report, dry_run=dry_run)
        if not dry_run:
            case.forget_recoding()
    if lines is not None:
        lines.write([_summary(report, lost, dry_run=dry_run)])
    else:
        _show(where, report, dry_run=dry_run)
    for target in lost:
        say(f"a ruling speaks of {plain(target)}, which is no more; it is kept, and means nothing until you rule anew")
    return 1 if rejected else 0


def _go_on(case: Case, run: str) -> dict[str, str]:
    """What an earlier run of the same coder has done, if it was broken off."""
    case.forget_recoding(but=run)
    done = case.recoded(run)
    if done:
        say(f"going on with a run that was broken off after {len(done):,} articles")
    return done


def _coded_again(case: Case, ids: list[str], settings: Settings, workers: int) -> Iterator[tuple[Coded, Coded]]:
    """Each article as it is kept and as today's coder codes it, in order."""
    kept: dict[str, Coded] = {}

    def documents() -> Iterator[Document | Reject]:
        for document_id in ids:
            # somebody may have taken it out since
            if (coded := case.coded(document_id)) is not None:
                kept[document_id] = coded
                yield coded.document.model_copy(update={"coder": CODER})

    for found in code_all(documents(), settings, workers):
        if isinstance(found, Coded):
            before = kept.pop(found.document.id)
            # what was not read of a source stays true, however its text is coded
            said = {(r.id, r.reason): r for r in (*before.rejects, *found.rejects)}
            yield before, found.model_copy(update={"rejects": tuple(said.values())})


def _tell(found: list[dict[str, Any]], report: Report, lines: Lines | None) -> None:
    report.add(found)
    if lines is not None:
        lines.write(found)


def _line(difference: Difference) -> dict[str, Any]:
    return {"record": "difference", **asdict(difference)}


def _lost_rulings(case: Case, report: Report, *, dry_run: bool) -> list[str]:
    """What rulings speak of and the case no longer holds."""
    rulings = case.rulings()
    carried = {came_from(ruling) for ruling in rulings}
    targets = {r.target for r in rulings if r.id not in carried}
    if dry_run:
        return sorted(targets & report.gone)
    unknown = {t for t in targets if case.made(t) is None and case.document(t) is None}
    if unknown:
        # entries are made anew from the records, and kept nowhere
        from dragoman.show.weighing import ledger_of

        unknown -= {entry.id for entry in ledger_of(case)}
    return sorted(unknown)


def _summary(report: Report, lost: list[str], *, dry_run: bool) -> dict[str, Any]:
    return {
        "record": "recoding",
        "coder": CODER,
        "dry_run": dry_run,
        "articles": report.articles,
        "changed": report.changed,
        **{f"{kind}s": {what: report.of(kind, what) for what in _WHATS} for kind in _KINDS},
        "event_types": {s: {what: report.of("event", what, s) for what in _WHATS} for s in report.sorts("event")},
        "fields": {f"{kind}.{name}": n for (kind, name), n in sorted(report.fields.items())},
        "rulings_without_record": lost,
    }


def _show(where: str, report: Report, *, dry_run: bool) -> None:
    from dragoman.show.case_work import print_table

    if report.counts:
        rows = []
        for kind in _KINDS:
            rows.append((f"{kind}s", *(f"{report.of(kind, what):,}" for what in _WHATS)))
            rows += [
                (f"{kind}s, {s}", *(f"{report.of(kind, what, s):,}" for what in _WHATS)) for s in report.sorts(kind)
            ]
        print_table(("", *(what.capitalize() for what in _WHATS)), rows)
        if report.fields:
            often = ", ".join(f"{kind} {name} {n:,}" for (kind, name), n in report.fields.most_common(12))
            say(f"fields that say something else: {often}")
    told = "would change" if dry_run else "changed"
    say(f"{where}: {report.articles:,} articles coded again by {CODER}; {report.changed:,} {told}.")
