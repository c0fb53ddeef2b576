"""`rulings`: what have analysts ruled, and what can be learnt from it?

As JSON Lines each ruling comes with what it was about: the record as the coder made it, the words it rests
on, and the record as it stands now (null once rejected). That is what people train on.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.show.lines import Lines
from dragoman.show.options import Jsonl, get_case

if TYPE_CHECKING:
    from dragoman.keep import Case
    from dragoman.records import Ruling

app = typer.Typer()


@app.command()
def rulings(
    context: typer.Context,
    jsonl: Jsonl = False,
    lost: Annotated[bool, typer.Option("--lost", help="Only those whose record is made no more.")] = False,
) -> None:
    """What analysts ruled; with --jsonl as corrections that people can train on."""
    from dragoman.keep import Case
    from dragoman.show.case_work import print_table

    with Case.open(get_case(context), create=False) as case:
        kept = case.rulings()
        if lost:
            gone = set(case.lost_rulings())
            kept = tuple(r for r in kept if r.id in gone)
        if jsonl:
            Lines().write(corrections(case, kept))
            return
    columns = ("From", "Target", "Ruling", "By", "Because")
    print_table(columns, [(r.on, r.target, f"{r.field}: {r.value}", r.by, r.because) for r in kept])


def corrections(case: "Case", kept: "tuple[Ruling, ...]") -> Iterator[dict[str, Any]]:
    """Each ruling with the record before and after it, and the words it rests on."""
    from dragoman.show.marks import marked_spans

    after = case.claims([r.target for r in kept])
    for ruling in kept:
        line: dict[str, Any] = ruling.model_dump()
        before = case.made(ruling.target)
        if before is not None:
            now = after.get(ruling.target)
            line |= {
                "kind": before.record,
                "document": before.document,
                "words": [span.model_dump() for span in marked_spans(before)],
                "before": before.model_dump(),
                "after": now.model_dump() if now is not None else None,
            }
        yield line
