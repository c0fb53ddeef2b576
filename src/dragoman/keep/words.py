"""Which words does a text hold? Those that SQLite's full text reads in it, on every store.

A case on PostgreSQL is searched by the same words as one in a file: a passing SQLite reads them, and the server
keeps them as a `tsvector` of our own making. Its own reader would part "U.S." otherwise, pass over the
commonest words and know other endings.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Final

READ_AS: Final = "porter unicode61 remove_diacritics 2"
"""Words without case, accents and English endings."""

TITLE_WEIGHT: Final = 4
"""A word of the title counts as so many of the text."""

# PostgreSQL's own bounds for what it keeps of one text
_LAST_PLACE = 16_383
_LONGEST_BYTES = 2_046
_MOST_BYTES = 1_000_000


def read_words(title: str | None, text: str) -> tuple[list[str], list[str]]:
    """The words of a title and of a text, in order."""
    with closing(_reader()) as reader:
        reader.execute("INSERT INTO read VALUES (?, ?)", (title, text))
        reader.execute("CREATE VIRTUAL TABLE words USING fts5vocab(read, 'instance')")
        found: dict[str, list[tuple[int, str]]] = {"title": [], "body": []}
        for word, column, place in reader.execute("SELECT term, col, offset FROM words"):
            found[column].append((place, word))
    return [word for _, word in sorted(found["title"])], [word for _, word in sorted(found["body"])]


def vector_of(title: Sequence[str], text: Sequence[str]) -> str:
    """A `tsvector` of these words with their places; those of the title are marked A and stand before the text's."""
    places: dict[str, list[str]] = {}
    for n, word in enumerate(title):
        places.setdefault(word, []).append(f"{n + 1}A")
    # one place lies between them: no phrase begins in the title and ends in the text
    for n, word in enumerate(text, len(title) + 2):
        places.setdefault(word, []).append(str(min(n, _LAST_PLACE)))
    made, size_bytes = [], 0
    for word, at in places.items():
        word_bytes = len(word.encode())
        size_bytes += word_bytes + 4 + 2 * len(at)
        if word_bytes <= _LONGEST_BYTES and size_bytes <= _MOST_BYTES:
            made.append(f"{quoted(word)}:{','.join(at)}")
    return " ".join(made)


def counts_of(title: Sequence[str], text: Sequence[str]) -> str:
    """How often each word stands there, as JSON, those of the title by their weight."""
    counts = Counter(text)
    for word in title:
        counts[word] += TITLE_WEIGHT
    return json.dumps(counts, ensure_ascii=False)


def quoted(word: str) -> str:
    """A word as PostgreSQL writes it in a `tsvector` or `tsquery`."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def snippets_in(texts: Mapping[str, tuple[str | None, str]], query: str, how: Sequence[str | int]) -> dict[str, str]:
    """Id → the stretch of its text that answers a query of SQLite's best; `texts` has title and text by id."""
    ids = list(texts)
    with closing(_reader()) as reader:
        reader.executemany(
            "INSERT INTO read(rowid, title, body) VALUES (?, ?, ?)", ((n, *texts[i]) for n, i in enumerate(ids))
        )
        found = reader.execute("SELECT rowid, snippet(read, ?, ?, ?, ?, ?) FROM read WHERE read MATCH ?", (*how, query))
        return {ids[n]: snippet for n, snippet in found}


def _reader() -> sqlite3.Connection:
    reader = sqlite3.connect(":memory:", isolation_level=None)
    reader.execute(f"CREATE VIRTUAL TABLE read USING fts5(title, body, tokenize='{READ_AS}')")
    return reader
