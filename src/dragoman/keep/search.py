"""Where in the case do these words stand?

Words and "phrases in quotation marks" must all occur, `-word` must not; inflected forms count as
the word. Best documents first. SQLite answers by FTS5 (BM25), PostgreSQL by its own full text.
"""

import re
from dataclasses import dataclass

from sqlalchemy import Connection, Integer, column, func, literal, literal_column, select, table, text
from sqlalchemy.sql.elements import ColumnElement

from dragoman.errors import UsageError
from dragoman.keep.filter import Filter
from dragoman.keep.schema import documents

_OPEN, _CLOSE = "\x02", "\x03"


@dataclass(frozen=True, slots=True)
class Hit:
    """One document that holds the words. `snippet` is its text there, cut into pieces that match or do not."""

    document: str
    title: str | None
    publisher: str | None
    published: str | None
    copy_of: str | None
    snippet: tuple[tuple[str, bool], ...]
    rank: float

    @property
    def text(self) -> str:
        return "".join(piece for piece, _ in self.snippet)


def search(connection: Connection, words: str, wanted: Filter) -> tuple[Hit, ...]:
    """Documents that hold these words and pass the filter, best first."""
    terms = _terms(words)
    limit = wanted.limit if wanted.limit is not None else 50
    finder = _in_postgres if connection.dialect.name == "postgresql" else _in_sqlite
    rank, snippet, source, matches = finder(terms)
    query = (
        select(
            documents.c.id,
            documents.c.title,
            documents.c.publisher,
            documents.c.published,
            documents.c.copy_of,
            snippet.label("snippet"),
            rank.label("rank"),
        )
        .select_from(source)
        .where(matches, *wanted.within("document"))
        .order_by(text("rank"), documents.c.published.is_(None), documents.c.published, documents.c.id)
        .limit(limit)
        .offset(wanted.offset or None)
    )
    return tuple(
        Hit(row.id, row.title, row.publisher, row.published, row.copy_of, _pieces(row.snippet), -row.rank)
        for row in connection.execute(query)
    )


def _terms(words: str) -> list[tuple[str, bool]]:
    """(words, wanted) for each term; punctuation is no syntax, so nothing a person types is an error."""
    found = []
    for minus, phrase, word in re.findall(r'(-?)(?:["“”„]([^"“”„]*)["“”„]|(\S+))', words):
        plain = " ".join(re.findall(r"\w+", phrase or word))
        if plain:
            found.append((plain, not minus))
    if not any(wanted for _, wanted in found):
        raise UsageError('there is no word to search for; try: dragoman search "political prisoners"')
    return found


def _in_sqlite(terms: list[tuple[str, bool]]):  # type: ignore[no-untyped-def]
    found = table("search", column("rowid", Integer))
    yes = " AND ".join(f'"{words}"' for words, wanted in terms if wanted)
    no = "".join(f' NOT "{words}"' for words, wanted in terms if not wanted)
    rank: ColumnElement[float] = func.round(literal_column("bm25(search, 4.0, 1.0)"), 6)
    snippet = func.snippet(literal_column("search"), 1, _OPEN, _CLOSE, " … ", 32)
    source = found.join(documents, documents.c.number == found.c.rowid)
    return rank, snippet, source, literal_column("search").op("MATCH")(f"({yes}){no}")


def _in_postgres(terms: list[tuple[str, bool]]):  # type: ignore[no-untyped-def]
    asked = " ".join(f'{"" if wanted else "-"}"{words}"' for words, wanted in terms)
    query = func.websearch_to_tsquery("english", asked)
    kept: ColumnElement[str] = literal_column("documents.words")
    options = (
        f'StartSel="{_OPEN}", StopSel="{_CLOSE}", MaxWords=32, MinWords=16, MaxFragments=2, FragmentDelimiter=" … "'
    )
    snippet = func.ts_headline("english", documents.c.body, query, literal(options))
    return -func.ts_rank_cd(kept, query), snippet, documents, kept.op("@@")(query)


def _pieces(marked: str) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    for n, piece in enumerate(re.split(f"[{_OPEN}{_CLOSE}]", marked)):
        if piece:
            pieces.append((piece, n % 2 == 1))
    return tuple(pieces)
