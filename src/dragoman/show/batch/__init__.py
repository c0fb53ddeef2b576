"""`batch`: a whole archive of news coded on a cluster, part by part, into Parquet.

The plan says which piece of the source each part is; a part is done when its note is there, so a run that was
broken off, or lost a machine, goes on with the parts that are not. Parts are the same whoever codes them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.errors import SourceError
from dragoman.settings import Settings
from dragoman.show.batch.plan import Plan, make_plan
from dragoman.show.batch.work import Done, PartCoder
from dragoman.show.lines import say
from dragoman.show.options import read_settings
from dragoman.show.progress import Progress

PART = 500
"""Articles of a part, unless told otherwise: minutes of one core's work, all that a lost machine costs."""

Engine = Callable[[Plan, list[int], Settings], Iterator[Done]]
"""What codes the parts of these numbers, in any order."""


@dataclass(frozen=True, slots=True)
class Job:
    """What was asked for: which source, into which folder, in parts of how many articles."""

    source: str
    out: str
    part: int = PART


def batch(job: Job, workers: int | None, address: str | None) -> int:
    """Code a source on this machine's cores, or on the cluster at an address. Exit status."""
    from dragoman.show.batch.cluster import on_ray

    return run(job, lambda plan, numbers, settings: on_ray(plan, numbers, settings, workers, address))


def run(job: Job, engine: Engine, settings: Settings | None = None) -> int:
    """Plan, code what is not coded yet, sum up. Exit status: 1 where something was not read."""
    try:
        return _run(job, engine, settings or read_settings())
    except OSError as error:
        detail = f"{error.strerror or error}; what is done stays: make room and run the same command again"
        raise SourceError(job.out, "unwritable", detail) from None


def _run(job: Job, engine: Engine, settings: Settings) -> int:
    plan = make_plan(job.source, job.out, job.part, settings)
    done = {note.number: note for note in plan.done()}
    waiting = [n for n in range(len(plan.pieces)) if n not in done]
    if done and waiting:
        say(f"{len(done):,} of {len(plan.pieces):,} parts are there already; going on with the others")
    with Progress("articles") as progress:
        for note in engine(plan, waiting, settings) if waiting else ():
            done[note.number] = note
            progress.step(note.documents)
    total = Done.sum(done.values())
    say(
        f"{job.out}: {total.documents:,} articles in {len(done):,} parts: {total.statements:,} statements, "
        f"{total.events:,} events, {total.demands:,} demands; {total.rejects:,} not read."
    )
    if total.rejects:
        say(f"what was not read, and why, stands in {job.out}/rejects")
    return 1 if total.rejects else 0


__all__ = ["PART", "Done", "Job", "PartCoder", "Plan", "batch", "make_plan", "run"]
