"""Where in the case do these words stand?

Words and "phrases in quotation marks" must all occur, `-word` must not; inflected forms count as
the word. Best documents first, by BM25: FTS5's own on SQLite, the same sum on PostgreSQL, which finds
the documents by an index of its own over the same words (`words.py`).
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Integer, RowMapping, TextClause, column, func, literal_column, select, table, text
from sqlalchemy.sql.elements import ColumnElement

from dragoman.errors import UsageError
from dragoman.keep.filter import Filter
from dragoman.keep.schema import documents
from dragoman.keep.words import TITLE_WEIGHT, quoted, read_words, snippets_in

_OPEN, _CLOSE = "\x02", "\x03"
_SNIPPET: Final = (1, _OPEN, _CLOSE, " … ", 32)
"""The text's column, marks around matches, what stands for words left out, how many words."""

Term = tuple[str, bool]
"""Words that must stand side by side, and whether they are wanted."""


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
    if connection.dialect.name == "postgresql":
        return _in_postgres(connection, terms, wanted)
    return _in_sqlite(connection, terms, wanted)


def _terms(words: str) -> list[Term]:
    """Punctuation is no syntax, so nothing a person types is an error."""
    found = []
    for minus, phrase, word in re.findall(r'(-?)(?:["“”„]([^"“”„]*)["“”„]|(\S+))', words):
        plain = " ".join(re.findall(r"[^\W_]+", phrase or word))
        if plain:
            found.append((plain, not minus))
    if not any(wanted for _, wanted in found):
        raise UsageError('there is no word to search for; try: dragoman search "political prisoners"')
    return found


def _asked(rank: Any, source: Any, matches: ColumnElement[bool], wanted: Filter) -> Any:
    """The columns of a hit, without its snippet, in the one order of hits: the smallest `rank` first."""
    kept = documents.c
    return (
        select(kept.id, kept.title, kept.publisher, kept.published, kept.copy_of, rank)
        .select_from(source)
        .where(matches, *wanted.within("document"))
        .order_by(text("rank"), kept.published.is_(None), kept.published, kept.id)
        .limit(wanted.limit if wanted.limit is not None else 50)
        .offset(wanted.offset or None)
    )


def _hit(row: RowMapping, snippet: str) -> Hit:
    return Hit(
        row["id"], row["title"], row["publisher"], row["published"], row["copy_of"], _pieces(snippet), -row["rank"]
    )


# ---- SQLite


def _fts5(terms: Sequence[Term]) -> str:
    """The terms as SQLite asks for them."""
    yes = " AND ".join(f'"{words}"' for words, wanted in terms if wanted)
    no = "".join(f' NOT "{words}"' for words, wanted in terms if not wanted)
    return f"({yes}){no}"


def _in_sqlite(connection: Connection, terms: Sequence[Term], wanted: Filter) -> tuple[Hit, ...]:
    found = table("search", column("rowid", Integer))
    rank = func.round(literal_column(f"bm25(search, {TITLE_WEIGHT}.0, 1.0)"), 6).label("rank")
    source = found.join(documents, documents.c.number == found.c.rowid)
    matches = literal_column("search").op("MATCH")(_fts5(terms))
    snippet = func.snippet(literal_column("search"), *_SNIPPET)
    rows = connection.execute(_asked(rank, source, matches, wanted).add_columns(snippet.label("snippet"))).mappings()
    return tuple(_hit(row, row["snippet"]) for row in rows)


# ---- PostgreSQL: BM25 as FTS5 has it, over words that were read in the same way

_K1, _B = 1.2, 0.75
_SEARCH = table("search", column("document_number", Integer), column("words"), column("length", Integer))
_MATCHING = text("SELECT count(*) FROM search WHERE words @@ CAST(:query AS tsquery)")
_SIZES = text("SELECT count(*) AS texts, sum(length) AS words FROM search")
# how often a word stands in a text; a phrase: each time at the place of its first word. A marks a title's words
_WORD_TIMES = "CAST(search.counts ->> :word{n}_0 AS integer)"
_PHRASE_TIMES = """(SELECT sum(CASE WHEN first.weight = 'A' THEN {title} ELSE 1 END)
    FROM unnest(search.words) AS word, unnest(word.positions, word.weights) AS first(place, weight)
    WHERE word.lexeme = :word{n}_0{others})"""
_BESIDE = """ AND EXISTS (SELECT FROM unnest(search.words) AS other
    WHERE other.lexeme = :word{n}_{step} AND first.place + {step} = ANY (other.positions))"""
# FTS5's sum, divided through by the times so that they are counted once
_SCORE = """coalesce(CAST(:idf{n} AS float8) * {most}
    / (1 + {k1} * (1 - {b} + {b} * search.length / CAST(:mean AS float8)) / {times}), 0)"""


def _in_postgres(connection: Connection, terms: Sequence[Term], wanted: Filter) -> tuple[Hit, ...]:
    phrases = [(read_words(None, words)[1], is_wanted) for words, is_wanted in terms]
    yes = [phrase for phrase, is_wanted in phrases if is_wanted]
    if not all(yes):
        # FTS5 reads no word where others would: then nothing holds it
        return ()
    asked = [_tsquery(phrase) for phrase in yes] + [
        f"!({_tsquery(p)})" for p, is_wanted in phrases if p and not is_wanted
    ]
    rank, named = _bm25(connection, yes)
    matches = _SEARCH.c.words.op("@@")(text("CAST(:asked AS tsquery)"))
    source = _SEARCH.join(documents, documents.c.number == _SEARCH.c.document_number)
    query = _asked(rank, source, matches, wanted).add_columns(documents.c.body)
    rows = connection.execute(query, named | {"asked": " & ".join(asked)}).mappings().all()
    marked = snippets_in({row["id"]: (row["title"], row["body"]) for row in rows}, _fts5(terms), _SNIPPET)
    return tuple(_hit(row, marked[row["id"]]) for row in rows)


def _bm25(connection: Connection, phrases: Sequence[Sequence[str]]) -> tuple[TextClause, dict[str, Any]]:
    """How well a text answers, as a column of SQL called rank, and the values of what it names."""
    sizes = connection.execute(_SIZES).one()
    named: dict[str, Any] = {"mean": (sizes.words or 1) / (sizes.texts or 1)}
    scores = []
    for n, phrase in enumerate(phrases):
        holding = connection.scalar(_MATCHING, {"query": _tsquery(phrase)}) or 0
        # a word of every text tells none from the others: FTS5 lets it count for next to nothing
        named[f"idf{n}"] = max(math.log((sizes.texts - holding + 0.5) / (holding + 0.5)), 1e-6)
        named |= {f"word{n}_{step}": word for step, word in enumerate(phrase)}
        others = "".join(_BESIDE.format(n=n, step=step) for step in range(1, len(phrase)))
        times = (_PHRASE_TIMES if others else _WORD_TIMES).format(n=n, title=TITLE_WEIGHT, others=others)
        scores.append(_SCORE.format(n=n, k1=_K1, b=_B, most=_K1 + 1, times=times))
    return text(f"CAST(round(CAST(-({' + '.join(scores)}) AS numeric), 6) AS float8) AS rank"), named


def _tsquery(phrase: Sequence[str]) -> str:
    return " <-> ".join(map(quoted, phrase))


def _pieces(marked: str) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    for n, piece in enumerate(re.split(f"[{_OPEN}{_CLOSE}]", marked)):
        if piece:
            pieces.append((piece, n % 2 == 1))
    return tuple(pieces)
