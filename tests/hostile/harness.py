"""Read and code files one by one, each in a process of its own, and say what it cost.

    python -m tests.hostile.harness FILE…

The parser is loaded once and each file's process forked from there, so that what is measured is the file: seconds of
processor time, and the most memory that the process held, the loaded parser included. One line of JSON a file.
"""

import json
import os
import resource
import signal
import sys
import time
from typing import Any

_MOST_S = 30


def measure(path: str) -> dict[str, Any]:
    """What became of a file, in a process of its own."""
    reads, writes = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reads)
        with os.fdopen(writes, "w") as out:
            try:
                out.write(json.dumps(_read(path)))
            except BaseException as error:
                out.write(json.dumps({"uncaught": f"{type(error).__name__}: {error}"[:300]}))
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads) as told:
        said = told.read()
    _, status, used = os.wait4(child, 0)
    found = json.loads(said) if said else {"uncaught": f"ended by signal {status & 127}"}
    cost = {"cpu_s": round(used.ru_utime + used.ru_stime, 2), "wall_s": round(time.monotonic() - began, 2)}
    return {"path": path, **found, **cost, "peak_mb": used.ru_maxrss // 1000}


def _read(path: str) -> dict[str, Any]:
    from dragoman.read import read_sources
    from dragoman.records import Reject
    from dragoman.settings import Settings
    from dragoman.show.coding import code_all

    signal.alarm(4 * _MOST_S)
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_S, _MOST_S))
    settings = Settings()
    documents, rejects, shown = 0, [], ""
    for found in code_all(read_sources([path], settings), settings, workers=1):
        if isinstance(found, Reject):
            rejects.append(found)
            continue
        documents += 1
        rejects += found.rejects
        shown += found.model_dump_json()[:200_000]
    return {
        "documents": documents,
        "reasons": sorted({r.reason for r in rejects}),
        "details": [r.detail for r in rejects][:3],
        "rejects": len(rejects),
        "secret": "swordfish" in shown + "".join(r.model_dump_json() for r in rejects),
    }


def warm_up() -> None:
    from dragoman.read import read_text
    from dragoman.settings import Settings
    from dragoman.show.coding import code_all

    text = read_text("The minister said on Monday that “the talks” on the border would resume in Geneva.")
    assert list(code_all([text], Settings(), workers=1))


def main() -> None:
    warm_up()
    for path in sys.argv[1:]:
        print(json.dumps(measure(path)), flush=True)


if __name__ == "__main__":
    main()
