"""How do the cores of a cluster share the parts? Ray Data does it: one actor a core, which loads the models once.

A machine that dies takes nothing with it: its parts are given to others, and what was written stays. One
core is left to Ray's own tasks; if actors took all of them, each would wait for the other.
"""

import logging
import os
from collections.abc import Iterator
from typing import Any

from dragoman.errors import UsageError
from dragoman.read import Piece
from dragoman.settings import Settings
from dragoman.show.batch.plan import Plan
from dragoman.show.batch.work import Done, PartCoder

_MISSING = (
    "batch shares its work by Ray, which is not installed.\n"
    "Install it: pip install 'dragoman[cluster]' (on every machine of the cluster)."
)
_TALKATIVE = ("ray.data._internal.execution.streaming_executor", "ray.data._internal.progress")
_STORE_BYTES = 100_000_000
"""Room for what goes between processes: the names of parts and their notes, no articles."""


def on_ray(
    plan: Plan, numbers: list[int], settings: Settings, workers: int | None, address: str | None
) -> Iterator[Done]:
    """The notes of these parts, as they are done. Without an address Ray is started here and stopped again."""
    # nothing is told to anybody, and nothing but our own words is said
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    try:
        import ray
    except ImportError as error:
        raise UsageError(_MISSING) from error
    started = not ray.is_initialized()
    if started:
        _start(ray, workers or max(1, (os.cpu_count() or 2) - 1), address)
    try:
        yield from _share(ray, plan, numbers, settings, workers)
    finally:
        if started:
            ray.shutdown()


def _start(ray: Any, workers: int, address: str | None) -> None:
    quiet = {"log_to_driver": False, "logging_level": "ERROR"}
    try:
        if address is None:
            ray.init(num_cpus=workers + 1, object_store_memory=_STORE_BYTES, include_dashboard=False, **quiet)
        else:
            ray.init(address=address, **quiet)
    except Exception as error:  # Ray raises bare exceptions here; whatever it was, there is no cluster to work on
        if address is None:
            raise UsageError(
                f"Ray could not be started here: {error}\nTry again when the machine is less busy."
            ) from None
        raise UsageError(f"there is no Ray cluster at {address}: {error}\nStart one: ray start --head") from None


def _share(ray: Any, plan: Plan, numbers: list[int], settings: Settings, workers: int | None) -> Iterator[Done]:
    cores = int(ray.cluster_resources().get("CPU", 1))
    most = min(workers or cores, len(numbers), max(1, cores - 1))
    ray.data.DataContext.get_current().enable_progress_bars = False
    # its import sets them up to tell of every step
    for logger in (logging.getLogger("ray.data"), *map(logging.getLogger, _TALKATIVE)):
        logger.setLevel(logging.ERROR)
    parts = [
        {"number": n, "kind": p.kind, "paths": list(p.paths), "start": p.start, "end": p.end, "before": p.before}
        for n, p in ((n, plan.pieces[n]) for n in numbers)
    ]
    # one part a block: a block is what goes to an actor, and what is asked for again
    shared = ray.data.from_items(parts, override_num_blocks=len(parts)).map(
        _Actor,
        fn_constructor_args=(settings, plan.out),
        num_cpus=1,
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=most, initial_size=most),
    )
    try:
        for row in shared.iter_rows():
            yield Done(**row)
    except ray.exceptions.RayTaskError as error:
        if isinstance(error.cause, OSError):
            raise OSError(error.cause.errno, error.cause.strerror or str(error.cause)) from None
        raise


class _Actor:
    """A worker of the cluster."""

    def __init__(self, settings: Settings, out: str) -> None:
        self._part_coder = PartCoder(settings, out)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        number = row.pop("number")
        done = self._part_coder.code(int(number), Piece(**{**row, "paths": tuple(row["paths"])}))
        return {name: getattr(done, name) for name in Done.__dataclass_fields__}
