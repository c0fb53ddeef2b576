"""`code`, `pair` and `actor`: read and answer, keep nothing."""

import json
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.errors import SourceError
from dragoman.records import CODER, Coded, Document, Reject
from dragoman.settings import Settings
from dragoman.show.lines import Lines, in_order, say_rejects
from dragoman.show.options import read_settings, today
from dragoman.show.progress import Progress

if TYPE_CHECKING:
    from dragoman.find import Coder
    from dragoman.read import Given


def code_paths(paths: list[str], given: "Given", workers: int, *, jsonl: bool, explain: bool) -> int:
    """Read, code and show each article as soon as it is ready. Exit status."""
    from dragoman.read import read_sources

    settings = read_settings()
    read = read_sources(paths, settings, given)
    if jsonl:
        return 1 if _write(read, settings, workers) else 0
    # rich takes a tenth of a second, which programs need not wait for
    from dragoman.show.sheet import show_article

    rejected = 0
    for found in code_all(read, settings, workers):
        if isinstance(found, Coded):
            show_article(found, explain)
        rejected += say_rejects((found,) if isinstance(found, Reject) else found.rejects)
    return 1 if rejected else 0


def _write(read: Iterator[Document | Reject], settings: Settings, workers: int) -> int:
    """Write records as they come: an article's own before anything is said about it. How many rejects there were."""
    lines, rejected = Lines(), 0
    # one worker codes an article as soon as it is read, so its record may go ahead; several read far ahead
    alone = workers == 1
    with Progress("articles", beside_output=True) as progress:
        for found in code_all(_written_first(read, lines) if alone else read, settings, workers):
            rejects = (found,) if isinstance(found, Reject) else found.rejects
            records = in_order(found)[alone:] if isinstance(found, Coded) else []
            lines.write([*records, *rejects])
            rejected += say_rejects(rejects)
            progress.step()
    return rejected


def _written_first(read: Iterator[Document | Reject], lines: Lines) -> Iterator[Document | Reject]:
    for found in read:
        if isinstance(found, Document):
            lines.write([found])
        yield found


def code_all(
    read: Iterable[Document | Reject],
    settings: Settings,
    workers: int,
    wanted: Callable[[Document], bool] | None = None,
) -> Iterator[Coded | Reject]:
    """Code what was read, in the order of reading, whatever the number of workers; pass over what is not wanted."""
    useful = (r for r in read if isinstance(r, Reject) or wanted is None or wanted(r))
    if workers == 1:
        for found in useful:
            yield found if isinstance(found, Reject) else _code(settings, found)
        return
    with ProcessPoolExecutor(workers) as pool:
        waiting: deque[Future[Coded] | Reject] = deque()
        for found in useful:
            waiting.append(found if isinstance(found, Reject) else pool.submit(_code, settings, found))
            # a few for each worker keep all busy; more would only fill memory
            if len(waiting) > 4 * workers:
                yield _ready(waiting.popleft())
        while waiting:
            yield _ready(waiting.popleft())


def _ready(found: "Future[Coded] | Reject") -> Coded | Reject:
    return found if isinstance(found, Reject) else found.result()


@cache
def _coder(settings: Settings) -> "Coder":
    """One coder a process: it holds the parser, which takes a second to load."""
    from dragoman.find import Coder

    return Coder(settings)


def _code(settings: Settings, document: Document) -> Coded:
    return _coder(settings).code(document)


def answer_actors(where: str) -> int:
    """Say who is meant on each line. A mention without a date is read as of today. Exit status."""
    from dragoman.know import Gazetteer, read_mention

    gazetteer = Gazetteer.load()

    def answer(asked: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**read_mention(gazetteer, asked, today()).model_dump(), "id": asked["id"]}

    return _answer_lines(where, ("id", "text"), answer)


def answer_pairs(where: str) -> int:
    """Say which relation each line's sentence states from its source to its target. Exit status."""
    from dragoman.find import RelationReader

    reader = RelationReader.load(read_settings())

    def answer(asked: Mapping[str, Any]) -> Mapping[str, Any]:
        relation = reader.read(asked["sentence"], asked["source"], asked["target"])
        return {"id": asked["id"], **relation.model_dump()}

    return _answer_lines(where, ("id", "sentence", "source", "target"), answer)


def _answer_lines(where: str, needed: tuple[str, ...], answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> int:
    """Answer each JSON line of a file or of standard input; a line that is none becomes a reject. Exit status."""
    write, status = Lines(), 0
    for number, line in enumerate(_lines_of(where), 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            missing = [k for k in needed if not isinstance(asked.get(k), str)]
        except (ValueError, AttributeError, RecursionError) as error:
            missing, asked = [f"a JSON object ({type(error).__name__})"], {}
        if missing:
            detail = f"line {number} lacks {', '.join(missing)}"
            name = asked.get("id") if isinstance(asked.get("id"), str) else f"{where}:{number}"
            reject = Reject(id=str(name), reason="broken_line", detail=detail, coder=CODER)
            write.write([reject])
            status = max(status, min(1, say_rejects([reject])))
        else:
            write.write([answer(asked)])
    return status


def _lines_of(where: str) -> Iterator[bytes]:
    if where == "-":
        yield from sys.stdin.buffer
        return
    try:
        with open(where, "rb") as lines:  # noqa: PTH123  (a path typed by the user, opened as it stands)
            yield from lines
    except OSError as error:
        raise SourceError(
            where, "unreadable", f"{error.strerror}; name another file, or - for standard input"
        ) from None
