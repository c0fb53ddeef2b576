"""The way through: one document in, everything claimed about it out."""

from dragoman.find.answering import link_answers
from dragoman.find.cast import Cast, find_cast
from dragoman.find.confidence import Trust
from dragoman.find.demands import find_demands
from dragoman.find.events import EventFinder
from dragoman.find.homes import at_home
from dragoman.find.language import Language
from dragoman.find.reader import ActReader, Readings
from dragoman.find.requests import requests_of
from dragoman.find.speech import find_statements
from dragoman.find.triggers import TriggerTable
from dragoman.know import Gazetteer
from dragoman.records import Coded, Document, Statement
from dragoman.settings import Settings


class Coder:
    """Codes documents one by one. Loads its tables and the parser once; keeps nothing of what it reads."""

    def __init__(self, settings: Settings) -> None:
        self._language = Language(settings.pipeline)
        self._gazetteer = Gazetteer.load()
        self._events = EventFinder(TriggerTable.load())
        self._reader = ActReader()
        self._least = settings.min_confidence

    def code(self, document: Document) -> Coded:
        """All statements, events and demands of a document; none for a language that is not coded."""
        if document.language != "en":
            return Coded(document=document, claims=())
        text = self._language.parse(document)
        unvoiced = find_cast(text, self._gazetteer)
        unsettled = find_statements(text, unvoiced)
        cast = at_home(text, unvoiced.with_voices(unsettled))
        statements = tuple(_settled(s, cast) for s in unsettled)
        readings = Readings(self._reader)
        events = self._events.find(text, cast, statements, readings)
        demands = find_demands(text, cast, statements)
        found = ((e, text.sentence_at(e.evidence[0].start)) for e in (*events, *requests_of(text, demands, events)))
        trust = Trust(readings)
        told = (trust.trusted(e, sentence) for e, sentence in found if sentence is not None)
        kept = (e for e in told if e.confidence >= self._least)
        events = tuple(sorted(kept, key=lambda e: (e.evidence[0].start, e.evidence[0].end, e.id)))
        return Coded(document=document, claims=(*statements, *events, *link_answers(demands, events)))


def _settled(statement: Statement, cast: Cast) -> Statement:
    """The statement, with the countries of those who speak and hear."""
    speaker, addressee = (a and cast.settled(a) for a in (statement.speaker, statement.addressee))
    return statement.model_copy(update={"speaker": speaker, "addressee": addressee})
