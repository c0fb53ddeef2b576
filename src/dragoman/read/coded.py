"""Which acts does a file of coded events hold? ICEWS, POLECAT, GDELT 1 and 2, PLOVER JSON, or a table with a map.

DuckDB reads the file and Python only looks at what is different in it: each date, code and country
once, however many million rows there are. What is not understood becomes a reject with how often it
occurs; nothing is put in its place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from dragoman.errors import SourceError, UsageError
from dragoman.read.coded_days import Days, read_days
from dragoman.read.coded_forms import FORMS, QUAD_ROLES, Form
from dragoman.read.coded_meanings import parts_of_side, read_act, read_side
from dragoman.read.coded_once import at_odds, shared, told_again
from dragoman.read.duck import own_duckdb
from dragoman.records import CODER, Reject

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_MOST_REJECTS = 100
_MOST_BYTES = 4_000_000_000
_BROKEN = "the number of columns is not the header's"


@dataclass(frozen=True, slots=True)
class CodedEvents:
    """The acts of one file, as an Arrow table: act, day, precision, actor, recipient, type, mode, quad, score, count.

    An act of several sides has a row for each pair of them, all with the same `act`.
    """

    form: str
    acts: "pa.Table"
    first_day: date
    last_day: date
    rejects: tuple[Reject, ...]
    refused: int
    """How many rows were not read."""
    notes: tuple[str, ...]


def read_coded(
    path: Path, columns: Mapping[str, str] | None = None, dates: str | None = None, sides: Sequence[str] = ()
) -> CodedEvents:
    """Read a file of coded events. `columns` maps roles to its columns, `dates` is the strptime form of its dates.

    With `sides` only the acts between these come back; what is said of the file is of all of it.
    """
    if not path.is_file():
        what = "it is a folder: name one file of it" if path.is_dir() else "there is no such file"
        raise SourceError(str(path), "missing", what)
    if path.suffix.lower() == ".zip":
        with _unpacked(path) as inside:
            return read_coded(inside, columns, dates, sides)
    with own_duckdb() as db:
        form, bad_lines = _take_in(db, path, columns)
        bad_days, notes = _understand(db, form, dates)
        again = _once(db)
        notes += [f"{again:,} rows repeat another; each act is counted once."] if again else []
        return _result(db, form, path, bad_lines, bad_days, sides, notes)


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """The one table in an archive, as GDELT publishes them; never more than `_MOST_BYTES` of it."""
    try:
        with ZipFile(path) as archive, TemporaryDirectory() as folder:
            inside = [member for member in archive.infolist() if not member.is_dir()]
            if len(inside) != 1 or inside[0].file_size > _MOST_BYTES or inside[0].filename.lower().endswith(".zip"):
                raise SourceError(str(path), "broken_file", "an archive must hold one table and nothing else")
            # the name inside is the archive's word: only its last part is used
            to = Path(folder) / Path(inside[0].filename).name
            left = _MOST_BYTES
            with archive.open(inside[0]) as packed, to.open("wb") as plain:
                while block := packed.read(1 << 20):
                    left -= len(block)
                    if left < 0:
                        raise SourceError(str(path), "too_big", f"it unpacks to more than {_MOST_BYTES:,} bytes")
                    plain.write(block)
            yield to
    except (BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise SourceError(str(path), "broken_file", f"it is no archive that can be read: {error}") from error


# ---- from the file to text columns named for their roles


def _take_in(db: "duckdb.DuckDBPyConnection", path: Path, columns: Mapping[str, str] | None) -> tuple[str, int]:
    """Make the table `raw` with a column of text for each role; the form's name, and how many lines are broken."""
    suffixes = [s for s in path.suffixes if s != ".gz"]
    if suffixes[-1:] and suffixes[-1] in (".json", ".jsonl", ".ndjson"):
        from dragoman.read.coded_json import read_plover

        rows, broken = read_plover(path)
        db.register("parsed", rows)
        db.execute("CREATE TABLE raw AS SELECT row_number() OVER () AS line, * FROM parsed")
        return "PLOVER JSON", broken
    separator, head = _head(db, path)
    form = _form_of(path, head, columns)
    _select(db, path, separator, form, head)
    return form.name, _number(db, "SELECT count(DISTINCT line) FROM reject_errors")


def _number(db: "duckdb.DuckDBPyConnection", query: str) -> int:
    return int(db.execute(query).fetchall()[0][0])


def _reader(path: Path, separator: str, **more: str) -> str:
    # tab-separated event files never quote; a stray quote mark in a headline must not swallow the rest
    quote = "" if separator == "\t" else '"'
    options = {"delim": f"'{separator}'", "quote": f"'{quote}'", "all_varchar": "true", "auto_detect": "false", **more}
    told = ", ".join(f"{name} = {value}" for name, value in options.items())
    return f"read_csv({_quoted(str(path))}, {told})"


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _named(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _head(db: "duckdb.DuckDBPyConnection", path: Path) -> tuple[str, list[str]]:
    """What stands between two cells, and those of the first line. Suffixes do not tell: GDELT's tabs end in .CSV."""
    import csv

    import duckdb

    try:
        reader = _reader(path, "\x01", columns="{'line': 'VARCHAR'}", header="false", max_line_size="4000000")
        rows = db.execute(f"SELECT line FROM {reader} LIMIT 1").fetchall()
    except duckdb.Error as error:
        raise _no_table(path, error) from error
    if not rows or not rows[0][0]:
        raise SourceError(str(path), "empty", "there is no row in it")
    first = rows[0][0].removeprefix("\ufeff")
    separator = "\t" if "\t" in first else max(",;", key=first.count)
    return separator, next(csv.reader([first], delimiter=separator))


def _no_table(path: Path, error: Exception) -> SourceError:
    return SourceError(str(path), "broken_file", f"it is no table that can be read ({str(error).splitlines()[0]})")


def _form_of(path: Path, head: list[str], columns: Mapping[str, str] | None) -> Form:
    if columns is not None:
        missing = [c for c in columns.values() if c not in head]
        if missing:
            raise UsageError(f"{path} has no column {', '.join(missing)}; it has {', '.join(head[:40])}.")
        return Form("a table", columns)
    named = next((f for f in FORMS if f.known_by and f.known_by <= set(head)), None)
    if named is not None:
        return named
    counted = next((f for f in FORMS if len(f.names) == len(head) and head[0].isdigit()), None)
    if counted is not None:
        return counted
    raise UsageError(
        f"{path} is in no form that is known (ICEWS, POLECAT, GDELT 1 or 2, PLOVER JSON).\n"
        f"Say what its columns hold: --columns actor=…,recipient=…,date=…,code=… (it has {', '.join(head[:20])})."
    )


def _select(db: "duckdb.DuckDBPyConnection", path: Path, separator: str, form: Form, head: list[str]) -> None:
    import duckdb

    header = not form.names or set(form.columns.values()) <= set(head)
    names = head if header else list(form.names)
    if len(set(names)) < len(names):
        raise UsageError(f"{path} has two columns of the same name.")
    kinds = "{" + ", ".join(f"{_quoted(n)}: 'VARCHAR'" for n in names) + "}"
    picked = {role: f"nullif(trim({_named(column)}), '')" for role, column in form.columns.items()}
    for side, column in form.also.items():
        picked[side] = f"coalesce({picked[side]}, nullif(trim({_named(column)}), ''))"
    if "id" not in picked:
        # without an id, rows that are equal in every column are one row told twice
        picked["id"] = f"md5(concat_ws(chr(31), {', '.join(f'coalesce({_named(n)}, chr(0))' for n in names)}))"
    told = ", ".join(f"{expression} AS {role}" for role, expression in picked.items())
    reader = _reader(path, separator, columns=kinds, header=str(header).lower(), store_rejects="true")
    try:
        line = f"CAST(row_number() OVER () + {int(header)} AS INTEGER) AS line"
        db.execute(f"CREATE TABLE raw AS SELECT {line}, {told} FROM {reader}")
    except duckdb.Error as error:
        raise _no_table(path, error) from error
    if set(QUAD_ROLES) & set(form.columns):
        _unpivot(db, [role for role in QUAD_ROLES if role in form.columns])


def _unpivot(db: "duckdb.DuckDBPyConnection", roles: Iterable[str]) -> None:
    """A row of counts becomes a row for each kind of act. Zeros stay out; the span of the table tells of them."""
    parts = [
        f"SELECT line, date, actor, recipient, {_quoted(QUAD_ROLES[r])} AS quad, {r} AS count, id || {_quoted(r)} AS id"
        f" FROM counted WHERE coalesce(TRY_CAST({r} AS DOUBLE), 1) <> 0"
        for r in roles
    ]
    db.execute("ALTER TABLE raw RENAME TO counted")
    db.execute("CREATE TABLE raw AS " + " UNION ALL ".join(parts))


# ---- from text to meaning


def _understand(db: "duckdb.DuckDBPyConnection", form: str, dates: str | None) -> tuple[dict[str, str], list[str]]:
    """Give every different date, side and act its meaning; the dates that have none, and what a reader should know."""

    has = {row[0] for row in db.execute("DESCRIBE raw").fetchall()}
    for role in ("code", "type", "mode", "quad", "score", "count"):
        if role not in has:
            db.execute(f"ALTER TABLE raw ADD COLUMN {role} VARCHAR")
    written = dict(db.execute("SELECT date, count(*) FROM raw WHERE date IS NOT NULL GROUP BY 1 ORDER BY 1").fetchall())
    days = read_days(written, dates)
    db.register("some_days", _day_table(days))
    words = [r[0] for r in db.execute("SELECT actor FROM raw UNION SELECT recipient FROM raw ORDER BY 1").fetchall()]
    db.register("some_sides", _side_table([w for w in words if w is not None], cameo=form.startswith("GDELT")))
    acts = db.execute("SELECT DISTINCT code, type, mode, quad FROM raw ORDER BY ALL").fetchall()
    db.register("some_acts", _act_table(acts))
    db.execute(_MEANING)
    db.execute("DROP TABLE raw")
    return dict(days.refused), [days.note] if days.note else []


# each different day, side and kind of act has a number: ten million rows of words would take gigabytes


def _day_table(days: Days) -> "pa.Table":
    import pyarrow as pa

    numbers = {day: n for n, day in enumerate(dict.fromkeys(days.read.values()))}
    return pa.table({
        "date": pa.array(list(days.read), pa.string()),
        "n": pa.array([numbers[d] for d in days.read.values()], pa.int32()),
        "day": pa.array([d.first for d in days.read.values()], pa.date32()),
        "precision": pa.array([d.precision for d in days.read.values()], pa.string()),
    })  # fmt: skip


def _side_table(words: Iterable[str], *, cameo: bool) -> "pa.Table":
    """A cell that names several sides has a row for each; a side that is not known has no number."""
    import pyarrow as pa

    read = [(whole, part, read_side(part, cameo=cameo)) for whole in words for part in parts_of_side(whole)]
    known = sorted({side for *_, side in read if side is not None})
    numbers: dict[str | None, int] = {side: n for n, side in enumerate(known)}
    return pa.table({
        "written": pa.array([whole for whole, *_ in read], pa.string()),
        "part": pa.array([part for _, part, _ in read], pa.string()),
        "n": pa.array([numbers.get(side) for *_, side in read], pa.int16()),
        "side": pa.array([side for *_, side in read], pa.string()),
    })  # fmt: skip


def _act_table(acts: list[tuple[str | None, ...]]) -> "pa.Table":
    import pyarrow as pa

    meant = [read_act(*act) for act in acts]
    numbers = {meaning: n for n, meaning in enumerate(dict.fromkeys(meant))}
    return pa.table({
        **{name: pa.array([act[n] for act in acts], pa.string())
           for n, name in enumerate(("code", "type", "mode", "quad"))},
        "n": pa.array([numbers[m] for m in meant], pa.int32()),
        "means_type": pa.array([m.type for m in meant], pa.string()),
        "means_mode": pa.array([m.mode for m in meant], pa.string()),
        "means_quad": pa.array([m.quad for m in meant], pa.string()),
        "own_score": pa.array([m.score for m in meant], pa.float64()),
        "unclear": pa.array([m.refused for m in meant], pa.string()),
    })  # fmt: skip


_MEANING = """
CREATE TABLE meant AS
SELECT line, act, day, actor, recipient, kind, score, CAST(count AS INTEGER) AS count,
       CASE WHEN date IS NULL THEN 'bad_date|no date'
            WHEN day IS NULL THEN 'bad_date|' || date
            WHEN unclear IS NOT NULL THEN unclear
            WHEN actor_words IS NULL OR recipient_words IS NULL THEN 'no_side|no actor or no recipient is named'
            WHEN actor IS NULL THEN 'unknown_code|' || actor_words || ' is no state or body that is known'
            WHEN recipient IS NULL THEN 'unknown_code|' || recipient_words || ' is no state or body that is known'
            WHEN score_words IS NOT NULL AND (score IS NULL OR NOT isfinite(score) OR abs(score) > 10)
                 THEN 'bad_number|' || score_words || ' is no score from -10 to 10'
            WHEN count IS NULL THEN 'bad_number|' || count_words || ' is no number of acts'
       END AS refused
FROM (SELECT raw.line, raw.id AS act, raw.date, d.n AS day,
             a.part AS actor_words, a.n AS actor, r.part AS recipient_words, r.n AS recipient,
             m.n AS kind, m.unclear, raw.score AS score_words,
             CASE WHEN raw.score IS NULL THEN m.own_score ELSE TRY_CAST(raw.score AS DOUBLE) END AS score,
             raw.count AS count_words,
             CASE WHEN raw.count IS NULL THEN 1
                  WHEN TRY_CAST(raw.count AS DOUBLE) BETWEEN 1 AND 100000000
                       AND TRY_CAST(raw.count AS DOUBLE) = floor(TRY_CAST(raw.count AS DOUBLE))
                  THEN TRY_CAST(raw.count AS DOUBLE) END AS count
      FROM raw
      LEFT JOIN some_days d ON d.date = raw.date
      LEFT JOIN some_sides a ON a.written = raw.actor
      LEFT JOIN some_sides r ON r.written = raw.recipient
      LEFT JOIN some_acts m ON m.code IS NOT DISTINCT FROM raw.code AND m.type IS NOT DISTINCT FROM raw.type
           AND m.mode IS NOT DISTINCT FROM raw.mode AND m.quad IS NOT DISTINCT FROM raw.quad)
"""


def _once(db: "duckdb.DuckDBPyConnection") -> int:
    """Refuse ids that mean different acts, leave out rows that repeat another; how many were left out."""
    import pyarrow as pa

    acts = db.execute("SELECT rowid AS place, hash(act) AS act FROM meant WHERE refused IS NULL").fetchnumpy()
    # few acts have more than one row; only those need be looked at
    db.register("several", pa.table({"place": pa.array(acts["place"][shared(acts["act"])])}))
    del acts
    told = db.execute(
        """SELECT rowid AS place, hash(act) AS act, hash(day, kind, score, count) AS meaning,
                  hash(act, actor, recipient) AS told
           FROM meant WHERE rowid IN (SELECT place FROM several) ORDER BY rowid"""
    ).fetchnumpy()
    odd = at_odds(told["act"], told["meaning"])
    again = told_again(told["told"]) & ~odd
    for name, marks in (("at_odds", odd), ("again", again)):
        db.register(name, pa.table({"place": pa.array(told["place"][marks])}))
    return int(again.sum())


_DOUBLED = "'doubled|the id ' || act || ' stands for different acts'"
_FAULTS = f"""
SELECT words, count(*), min(line) FROM (
    SELECT refused AS words, line FROM meant WHERE refused IS NOT NULL
    UNION ALL SELECT {_DOUBLED} AS words, line FROM meant WHERE rowid IN (SELECT place FROM at_odds))
GROUP BY 1 ORDER BY 2 DESC, 1
"""
# rows keep the file's order
_ACTS = """
SELECT t.act, d.day, d.precision, a.side AS actor, r.side AS recipient, m.means_type AS type, m.means_mode AS mode,
       m.means_quad AS quad, t.score, CAST(t.count AS BIGINT) AS count
FROM (SELECT * FROM meant WHERE refused IS NULL AND {between}
      AND rowid NOT IN (SELECT place FROM at_odds) AND rowid NOT IN (SELECT place FROM again)) t
JOIN (SELECT n, any_value(day) AS day, any_value(precision) AS precision FROM some_days GROUP BY n) d ON d.n = t.day
JOIN (SELECT DISTINCT n, side FROM some_sides WHERE n IS NOT NULL) a ON a.n = t.actor
JOIN (SELECT DISTINCT n, side FROM some_sides WHERE n IS NOT NULL) r ON r.n = t.recipient
JOIN (SELECT DISTINCT n, means_type, means_mode, means_quad FROM some_acts) m ON m.n = t.kind
ORDER BY t.line, actor, recipient
"""


def _result(
    db: "duckdb.DuckDBPyConnection",
    form: str,
    path: Path,
    bad_lines: int,
    bad_days: Mapping[str, str],
    sides: Sequence[str],
    notes: list[str],
) -> CodedEvents:
    groups = [(f"broken_line|{_BROKEN}", bad_lines, 0)] if bad_lines else []
    groups += db.execute(_FAULTS).fetchall()
    faults = [(*_fault(words, bad_days), rows, line) for words, rows, line in groups]
    read = _number(db, "SELECT count(*) FROM meant WHERE refused IS NULL") - _number(db, "SELECT count(*) FROM at_odds")
    if not read:
        why = f"; most often: {faults[0][1]}" if faults else ""
        raise SourceError(str(path), "no_event", f"no row could be read as an event between two sides{why}")
    wanted = ", ".join(map(_quoted, sides))
    numbers = f"(SELECT n FROM some_sides WHERE side IN ({wanted}))"
    between = f"actor IN {numbers} AND recipient IN {numbers}" if sides else "true"
    first, last = _span(db)
    return CodedEvents(
        form=form,
        acts=db.sql(_ACTS.format(between=between)).to_arrow_table(),
        first_day=first,
        last_day=last,
        rejects=tuple(_rejects(path, faults)),
        refused=sum(rows for *_, rows, _ in faults),
        notes=tuple(notes),
    )


def _span(db: "duckdb.DuckDBPyConnection") -> tuple[date, date]:
    """The first day that the table tells of, and the last that its dates can mean: a year tells of all its days."""
    rows = db.execute(
        """SELECT min(day), max(CAST(CASE precision WHEN 'year' THEN day + INTERVAL 1 YEAR - INTERVAL 1 DAY
                WHEN 'month' THEN day + INTERVAL 1 MONTH - INTERVAL 1 DAY
                WHEN 'week' THEN day + INTERVAL 6 DAY ELSE day END AS DATE)) FROM some_days"""
    ).fetchall()
    first, last = rows[0]
    return first, last


def _fault(words: str, bad_days: Mapping[str, str]) -> tuple[str, str]:
    """The reason and what a reader is told."""
    reason, _, detail = words.partition("|")
    return reason, f"{detail}: {bad_days[detail]}" if detail in bad_days else detail


def _rejects(path: Path, faults: Sequence[tuple[str, str, int, int]]) -> Iterable[Reject]:
    for reason, detail, rows, line in faults[:_MOST_REJECTS]:
        told = detail if rows == 1 else f"{detail} ({rows:,} rows{', this one the first' if line else ''})"
        yield Reject(id=f"{path.name}:{line}" if line else path.name, reason=reason, detail=told, coder=CODER)
    if len(faults) > _MOST_REJECTS:
        rest = sum(rows for *_, rows, _ in faults[_MOST_REJECTS:])
        detail = f"{len(faults) - _MOST_REJECTS} more kinds of faults in {rest:,} rows"
        yield Reject(id=f"{path.name}: more", reason="unknown_code", detail=detail, coder=CODER)
