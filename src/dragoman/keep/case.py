"""What has the desk on record? The case: add to it, list it, search it, rule on it.

An article and all its records appear at once or not at all, whatever happens to the machine, and
adding twice changes nothing. What is kept comes back byte for byte as it was put in.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection, Engine, RowMapping, bindparam, delete, func, select

from dragoman.errors import SourceError
from dragoman.keep import asking
from dragoman.keep.asking import Between, Doubt, Office, Publisher
from dragoman.keep.feeds import Feed, SeenItem, find_feed, find_items, keep_feed, keep_item
from dragoman.keep.filter import Filter, Kind, listing
from dragoman.keep.memory import KeptTelling, documents_of, find_told, keep_tellings, keep_told, kept_tellings
from dragoman.keep.schema import CLAIMS, documents, rejects, rulings, said
from dragoman.keep.search import Hit, search
from dragoman.keep.store import name_of, open_engine, reading, writing
from dragoman.keep.view import MODELS, Added, CaseState, CaseView
from dragoman.records import Claim, Coded, Demand, Document, Event, Reject, Ruling, Statement, hashed

if TYPE_CHECKING:
    import pyarrow as pa

    from dragoman.keep.coded import CodedSource
    from dragoman.read import CodedEvents

EVERYTHING = Filter()


class Case:
    """A case that is open. Safe to use from several threads, and beside other programs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, where: str | Path, create: bool = True) -> Self:
        """The case in this file or at this postgresql:// address; a `CaseError` says what to do if it is none."""
        return cls(open_engine(where, create))

    @property
    def name(self) -> str:
        return name_of(self._engine)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # ---- putting in

    def add(self, coded: Coded) -> Added:
        """Keep an article with all its records.

        The same id with another text is a new version: the older one is kept but no longer listed.
        A text that is older than the current version is known already and changes nothing, so the
        same corpus may be added again at any time. The same text coded otherwise replaces the records.
        """
        # numpy comes with these: only those who change the case pay for that
        from dragoman.keep.adding import add_article
        from dragoman.keep.story import sign

        if "\x00" in coded.document.text:
            raise SourceError(coded.document.id, "NUL character", "no store keeps such a text")
        try:
            coded.document.model_dump_json()
        except ValueError as error:
            raise SourceError(coded.document.id, "not Unicode", "the text holds half a character") from error
        signature = sign(coded.document)
        with writing(self._engine) as connection:
            return add_article(connection, coded, signature)

    def reject(self, reject: Reject) -> None:
        """Keep an input that was not read, with its reason. The same one twice is one."""
        from dragoman.keep.adding import keep_reject

        with writing(self._engine) as connection:
            keep_reject(connection, reject)

    def rule(self, ruling: Ruling) -> None:
        """Keep an analyst's word and carry it out. It stays, whatever is coded again."""
        from dragoman.keep.adding import carry_out, keep_ruling

        with writing(self._engine) as connection:
            if keep_ruling(connection, ruling):
                carry_out(connection, [ruling.target])

    def remove(self, document_id: str) -> bool:
        """Take out a document with all its versions and records. Whether there was one."""
        from dragoman.keep.adding import take_out

        with writing(self._engine) as connection:
            numbers = list(connection.scalars(select(documents.c.number).where(documents.c.id == document_id)))
            for number in numbers:
                take_out(connection, number)
            connection.execute(delete(rejects).where(rejects.c.id == document_id))
        return bool(numbers)

    def add_coded(self, name: str, events: "CodedEvents") -> int:
        """Keep coded events of others under the name of their source; how many rows are new."""
        from dragoman.keep.coded import add_coded

        with writing(self._engine) as connection:
            return add_coded(connection, name, events)

    # ---- feeds that are watched

    def feed(self, url: str) -> Feed:
        """What is known of a feed; a bare one where it is new."""
        with reading(self._engine) as connection:
            return find_feed(connection, url)

    def keep_feed(self, feed: Feed, offered: Collection[str]) -> None:
        """Keep that a feed was read whole, and forget the items that it offers no longer. It can be reached again."""
        with writing(self._engine) as connection:
            keep_feed(connection, feed, offered)
            connection.execute(delete(rejects).where(rejects.c.id == feed.url))

    def feed_items(self, url: str) -> dict[str, SeenItem]:
        """What became of each item of a feed."""
        with reading(self._engine) as connection:
            return find_items(connection, url)

    def keep_feed_item(self, url: str, item: str, seen: SeenItem) -> None:
        with writing(self._engine) as connection:
            keep_item(connection, url, item, seen)

    # ---- coding again

    def recode(self, coded: Coded, run: str, note: str) -> bool:
        """Put these records in the place of the article's, and note that this run has dealt with it: both or neither.

        Whether it was done: not where the article was taken out or got another text since it was read.
        """
        from dragoman.keep.adding import add_article
        from dragoman.keep.recoding import note_recoded, stands
        from dragoman.keep.story import sign

        with writing(self._engine) as connection:
            if not stands(connection, coded.document.id, coded.document.content_hash):
                return False
            add_article(connection, coded, sign(coded.document))
            note_recoded(connection, run, coded.document.id, note)
        return True

    def recoded(self, run: str) -> dict[str, str]:
        """Id of a document that this run has dealt with already → what was noted of it."""
        from dragoman.keep.recoding import recoded_by

        with reading(self._engine) as connection:
            return recoded_by(connection, run)

    def forget_recoding(self, but: str | None = None) -> None:
        """Forget how far runs have come: all, or all but one."""
        from dragoman.keep.recoding import forget_others

        with writing(self._engine) as connection:
            forget_others(connection, but)

    # ---- asking what is there

    def coded_sources(self) -> "tuple[CodedSource, ...]":
        """The sources of coded events that were taken in."""
        from dragoman.keep.coded import sources

        with reading(self._engine) as connection:
            return sources(connection)

    def coded_acts(self, name: str, sides: tuple[str, ...] = ()) -> "pa.Table":
        """The acts of such a source, all or those between these sides, as an Arrow table."""
        from dragoman.keep.coded import acts_of

        with reading(self._engine) as connection:
            return acts_of(connection, name, sides)

    def known(self, document_id: str, content_hash: str, coder: str) -> bool:
        """Whether this text under this id was coded by this coder already, as the current version or an older one."""
        with reading(self._engine) as connection:
            found = select(documents.c.number).where(
                documents.c.id == document_id,
                documents.c.content_hash == content_hash,
                (documents.c.coder == coder) | (documents.c.superseded == 1),
            )
            return connection.scalar(found.limit(1)) is not None

    def holds(self, document: Document) -> bool:
        """Whether adding this document would change nothing: nobody needs to code it."""
        with reading(self._engine) as connection:
            kept = list(connection.execute(_VERSIONS_OF, {"id": document.id}))
        return any(
            row.content_hash == document.content_hash if row.superseded else row.record == document.model_dump_json()
            for row in kept
        )

    def document(self, document_id: str) -> Document | None:
        """The current version of a document."""
        return next(iter(self.documents(Filter(document=document_id))), None)

    def coded(self, document_id: str) -> Coded | None:
        """A document with its claims, in the order in which the coder made them."""
        found = tuple(self.articles(Filter(document=document_id)))
        return found[0] if found else None

    def articles(self, wanted: Filter = EVERYTHING, reviewed: bool = False) -> Iterator[Coded]:
        """Every document that passes, with its claims: in the one order, of one moment, a few at a time.

        `reviewed` has the claims as they stand after rulings, without those that were rejected.
        """
        with reading(self._engine) as connection:
            query = listing("document", wanted, *_RECORD, documents.c.id).execution_options(yield_per=_AT_ONCE)
            for rows in connection.execute(query).mappings().partitions():
                yield from _coded(connection, rows, reviewed)

    def claim(self, claim_id: str) -> Claim | None:
        """The statement, event or demand with this id as it stands after rulings; none if it was rejected."""
        return self.claims([claim_id]).get(claim_id)

    def claims(self, claim_ids: Sequence[str], rejected: bool = False) -> dict[str, Claim]:
        """Those of these records that there are, by id, as they stand after rulings; `rejected` ones only on demand."""
        with reading(self._engine) as connection:
            return _by_id(connection, claim_ids, after=True, rejected=rejected)

    def made(self, claim_id: str) -> Claim | None:
        """The record with this id just as the coder made it, whatever was ruled on it."""
        with reading(self._engine) as connection:
            return _by_id(connection, [claim_id], after=False, rejected=True).get(claim_id)

    def documents_named(self, document_ids: Sequence[str]) -> dict[str, Document]:
        """The current versions of these documents, by id."""
        found: dict[str, Document] = {}
        with reading(self._engine) as connection:
            for some in _batches(document_ids):
                query = select(documents.c.record).where(documents.c.id.in_(some), documents.c.superseded == 0)
                for line in connection.scalars(query):
                    document = Document.model_validate_json(line)
                    found[document.id] = document
        return found

    def documents(self, wanted: Filter = EVERYTHING) -> tuple[Document, ...]:
        return tuple(Document.model_validate_json(line) for line in self.lines("document", wanted))

    def events(self, wanted: Filter = EVERYTHING) -> tuple[Event, ...]:
        return tuple(Event.model_validate_json(line) for line in self.lines("event", wanted))

    def statements(self, wanted: Filter = EVERYTHING) -> tuple[Statement, ...]:
        return tuple(Statement.model_validate_json(line) for line in self.lines("statement", wanted))

    def demands(self, wanted: Filter = EVERYTHING) -> tuple[Demand, ...]:
        return tuple(Demand.model_validate_json(line) for line in self.lines("demand", wanted))

    def lines(self, kind: Kind, wanted: Filter = EVERYTHING) -> Iterator[str]:
        """The records as JSON, as they stand after rulings: for lists and exports that need not look inside."""
        table = documents if kind == "document" else CLAIMS[kind]
        with reading(self._engine) as connection:
            streamed = connection.execution_options(yield_per=500)
            yield from streamed.scalars(listing(kind, wanted, said(table)))

    def ids(self, kind: Kind, wanted: Filter = EVERYTHING) -> tuple[str, ...]:
        """The ids of the same records in the same order: for those who hold the records already."""
        table = documents if kind == "document" else CLAIMS[kind]
        with reading(self._engine) as connection:
            return tuple(connection.scalars(listing(kind, wanted, table.c.id)))

    def count(self, kind: Kind, wanted: Filter = EVERYTHING) -> int:
        with reading(self._engine) as connection:
            inner = listing(kind, wanted, documents.c.number).order_by(None).subquery()
            return connection.scalar(select(func.count()).select_from(inner)) or 0

    def stamp(self) -> str:
        """Another one whenever an article or a ruling has come, gone or been coded again: for caches."""
        return self.state().stamp

    def state(self) -> CaseState:
        """What the case is like now: enough to tell whether something worked out before still holds."""
        with reading(self._engine) as connection:
            texts, ruled = (connection.scalar(select(func.count()).select_from(t)) or 0 for t in (documents, rulings))
            newest = connection.scalar(select(func.max(documents.c.number)))
            # numbers only grow, but SQLite gives the newest one's again when that article is coded again
            kept = documents.c.number == newest
            seen: list[object] = [texts, ruled, newest, *connection.scalars(select(documents.c.record).where(kept))]
            for table in CLAIMS.values():
                seen += connection.scalars(select(table.c.record).where(table.c.document_number == newest))
        return CaseState(hashed(*seen), texts, ruled)

    def published(self) -> dict[str, str | None]:
        """Document id → the day on which it was published, None where nobody knows."""
        with reading(self._engine) as connection:
            query = select(documents.c.id, documents.c.published).where(documents.c.superseded == 0)
            return {row.id: row.published for row in connection.execute(query)}

    # ---- what was worked out before

    def tellings(self, reader: str, until: str | None = None) -> list[KeptTelling]:
        """What each document told this reader, for documents published by a day and undated ones."""
        return kept_tellings(self._engine, reader, until)

    def keep_tellings(self, reader: str, made: Mapping[int, str]) -> None:
        """Keep what documents told a reader, by the documents' numbers; nothing where the case is busy."""
        keep_tellings(self._engine, reader, made)

    def documents_of(self, claim_ids: Iterable[str]) -> frozenset[str]:
        """The documents in which these records stand."""
        wanted = frozenset(claim_ids)
        return documents_of(self._engine, wanted) if wanted else frozenset()

    def told(self, as_of: str, stamp: str, teller: str) -> str | None:
        """The ledger of a day as JSON Lines, if it was told of this very case before."""
        return find_told(self._engine, as_of, stamp, teller)

    def keep_told(self, as_of: str, stamp: str, teller: str, entries: str) -> None:
        """Keep a ledger that was told; nothing where the case is busy."""
        keep_told(self._engine, as_of, stamp, teller, entries)

    def last_day(self, until: str | None = None) -> str | None:
        """The newest day of publication; no later than `until`."""
        with reading(self._engine) as connection:
            newest = select(func.max(documents.c.published)).where(documents.c.superseded == 0)
            newest = newest if until is None else newest.where(documents.c.published <= until)
            day: str | None = connection.scalar(newest)
            return day

    def copies(self) -> dict[str, str]:
        """Document id → id of the document whose story it repeats: together they are one source."""
        with reading(self._engine) as connection:
            return _copies(connection)

    def rejects(self) -> tuple[Reject, ...]:
        with reading(self._engine) as connection:
            lines = connection.scalars(select(rejects.c.record).order_by(rejects.c.id, rejects.c.reason))
            return tuple(Reject.model_validate_json(line) for line in lines)

    def rulings(self) -> tuple[Ruling, ...]:
        """By the day from which they hold, then as they were made: a later one beats an earlier one."""
        with reading(self._engine) as connection:
            return _rulings(connection)

    def rulings_on(self, targets: Sequence[str]) -> tuple[Ruling, ...]:
        """What was ruled on these things, in the order of rulings."""
        found: list[str] = []
        with reading(self._engine) as connection:
            for some in _batches(targets):
                query = select(rulings.c.record).where(rulings.c.target.in_(some))
                found += connection.scalars(query.order_by(rulings.c.on, rulings.c.number))
        return tuple(Ruling.model_validate_json(line) for line in found)

    # ---- asking what it adds up to

    def offices(self, who: str, limit: int = 20) -> list[Office]:
        """As what the articles name somebody, most often first."""
        with reading(self._engine) as connection:
            return asking.offices_of(connection, who, limit)

    def reports_between(self) -> list[Between]:
        """Every report of an act, once for each two sides: what `dyads_among` counts."""
        with reading(self._engine) as connection:
            return asking.reports_between(connection)

    def doubts(self, below: float, limit: int, offset: int = 0) -> tuple[int, list[Doubt]]:
        """How many records are less sure than that and not ruled on, and the least sure of them."""
        with reading(self._engine) as connection:
            return asking.doubts_of(connection, below, limit, offset)

    def lost_rulings(self) -> list[str]:
        """Ids of rulings whose record nobody makes any more."""
        with reading(self._engine) as connection:
            return asking.lost_rulings(connection)

    def publishers(self, limit: int = 200) -> list[Publisher]:
        """Whose documents they are, those with most first."""
        with reading(self._engine) as connection:
            return asking.publishers_of(connection, limit)

    def search(self, words: str, wanted: Filter = EVERYTHING) -> tuple[Hit, ...]:
        """Documents that hold these words, best first, each with the place that matched."""
        with reading(self._engine) as connection:
            return search(connection, words, wanted)

    def view(self, wanted: Filter = EVERYTHING) -> CaseView:
        """The documents that pass the filter with every claim in them, all of one moment."""
        with reading(self._engine) as connection:
            rows = connection.execute(listing("document", wanted, *_RECORD)).mappings().all()
            inside = Filter(rejected=True) if wanted == EVERYTHING else None
            return CaseView(
                documents=tuple(Document.model_validate_json(row["record"]) for row in rows),
                events=tuple(Event.model_validate_json(r) for r in _claims_of(connection, "event", rows, inside)),
                statements=tuple(
                    Statement.model_validate_json(r) for r in _claims_of(connection, "statement", rows, inside)
                ),
                demands=tuple(Demand.model_validate_json(r) for r in _claims_of(connection, "demand", rows, inside)),
                rulings=_rulings(connection),
                copies=_copies(connection),
            )


_VERSIONS_OF = select(documents.c.record, documents.c.superseded, documents.c.content_hash).where(
    documents.c.id == bindparam("id")
)
_RECORD = (documents.c.number, documents.c.record)
_AT_ONCE = 200
"""Articles that are read from the store in one go."""


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """So many at a time as a store takes in one question."""
    unique = list(dict.fromkeys(ids))
    for first in range(0, len(unique), 500):
        yield unique[first : first + 500]


def _by_id(connection: Connection, ids: Sequence[str], *, after: bool, rejected: bool) -> dict[str, Claim]:
    found: dict[str, Claim] = {}
    for some in _batches(ids):
        for kind, table in CLAIMS.items():
            joined = table.join(documents, table.c.document_number == documents.c.number)
            query = select(said(table) if after else table.c.record).select_from(joined)
            query = query.where(table.c.id.in_(some), documents.c.superseded == 0)
            for line in connection.scalars(query if rejected else query.where(table.c.rejected == 0)):
                claim = _claim(kind, line)
                found[claim.id] = claim
    return found


def _claim(kind: str, record: str) -> Claim:
    return MODELS[kind].model_validate_json(record)


def _coded(connection: Connection, rows: Sequence[RowMapping], reviewed: bool) -> Iterator[Coded]:
    """The articles of these rows, each with its claims in the order in which the coder made them."""
    claims: dict[int, list[tuple[int, Claim]]] = {row["number"]: [] for row in rows}
    for kind, table in CLAIMS.items():
        query = select(table.c.document_number, table.c.position, said(table) if reviewed else table.c.record)
        query = query.where(table.c.rejected == 0) if reviewed else query
        for row in connection.execute(query.where(table.c.document_number.in_(claims))):
            claims[row.document_number].append((row.position, _claim(kind, row.record)))
    refusals: dict[str, list[Reject]] = {row["id"]: [] for row in rows}
    refused = select(rejects.c.id, rejects.c.record).where(rejects.c.id.in_(refusals)).order_by(rejects.c.reason)
    for about in connection.execute(refused):
        refusals[about.id].append(Reject.model_validate_json(about.record))
    for document in rows:
        yield Coded(
            document=Document.model_validate_json(document["record"]),
            claims=tuple(claim for _, claim in sorted(claims[document["number"]], key=lambda pair: pair[0])),
            rejects=tuple(refusals[document["id"]]),
        )


def _claims_of(connection: Connection, kind: Kind, rows: Sequence[RowMapping], inside: Filter | None) -> Iterator[str]:
    """The claims of these documents in the one order; `inside` set means of all documents."""
    table = CLAIMS[kind]
    if inside is not None:
        yield from connection.scalars(listing(kind, inside, table.c.record))
        return
    numbers = [row["number"] for row in rows]
    for first in range(0, len(numbers), 500):
        some = numbers[first : first + 500]
        yield from connection.scalars(
            listing(kind, Filter(rejected=True), table.c.record).where(table.c.document_number.in_(some))
        )


def _copies(connection: Connection) -> dict[str, str]:
    query = select(documents.c.id, documents.c.copy_of).where(
        documents.c.copy_of.is_not(None), documents.c.superseded == 0
    )
    return {row.id: row.copy_of for row in connection.execute(query.order_by(documents.c.id))}


def _rulings(connection: Connection) -> tuple[Ruling, ...]:
    lines = connection.scalars(select(rulings.c.record).order_by(rulings.c.on, rulings.c.number))
    return tuple(Ruling.model_validate_json(line) for line in lines)
