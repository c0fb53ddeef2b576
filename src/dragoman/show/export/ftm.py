"""FollowTheMoney: entities for Aleph and other investigators' tools, one a line.

Articles become Article; whoever acts, speaks or wants becomes LegalEntity (the records do not say whether
it is a person or a body) with a Mention for each article that names it; acts become Event and,
between two sides, a link in the network; statements and demands become Note.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from dragoman.know import Gazetteer
from dragoman.records import Actor, Claim, Coded, Demand, Document, Event, Statement
from dragoman.show.export.material import Material, acts_of, sides_of, web_address
from dragoman.show.export.out import Out
from dragoman.show.lines import as_line, title_of

FILE = "entities.ftm.json"
LACKS = (
    "the ledger",
    "statements and demands but as notes: sides, words and article, without a day",
    "acts that did not take place; of those that did, quad class, score and the place of the words",
    "whether somebody is a person or a body: everybody is a LegalEntity",
)

_LANGUAGES: Final[dict[str, str]] = dict(
    pair.split("=")
    for pair in (
        "en=eng fr=fra de=deu es=spa it=ita pt=por nl=nld pl=pol ru=rus uk=ukr be=bel ar=ara fa=fas tr=tur zh=zho "
        "ja=jpn ko=kor sv=swe da=dan fi=fin cs=ces ro=ron hu=hun el=ell"
    ).split()
)
"""Two letters → the three that FollowTheMoney asks for; of other languages nothing is said."""

# FollowTheMoney takes them out, which would join the words before and after
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200d\ufeff]")

Entity = dict[str, Any]


def write(material: Material, out: Out) -> None:
    """Articles with their mentions and records as they come, then everybody who was named, once."""
    file = out.open(FILE)
    out.written[FILE] = 0
    known = _Known(Gazetteer.load())
    for coded in material.articles():
        for entity in _article(coded, known, out):
            file.write(as_line(entity))
            out.written[FILE] += 1
    for entity in known.entities():
        file.write(as_line(entity))
        out.written[FILE] += 1


class _Known:
    """Everybody whom the articles name. Held in memory: far fewer than there are records."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._people: dict[str, dict[str, set[str]]] = {}

    def add(self, actor: Actor) -> str:
        entity_id = _id("actor", actor.id)
        found = self._people.setdefault(entity_id, {})
        said = {"name": actor.name, "country": self.country(actor), "sector": actor.sector, "description": actor.role}
        for field, word in said.items():
            if word:
                found.setdefault(field, set()).add(word)
        return entity_id

    def country(self, actor: Actor) -> str | None:
        letters = self._gazetteer.two_letters(actor.country) if actor.country else None
        # FollowTheMoney knows states and the EU, no other bodies
        return letters.lower() if letters and letters != "UN" else None

    def entities(self) -> Iterator[Entity]:
        for entity_id, properties in sorted(self._people.items()):
            yield _entity(entity_id, "LegalEntity", **{name: sorted(words) for name, words in properties.items()})


def _article(coded: Coded, known: _Known, out: Out) -> Iterator[Entity]:
    document = coded.document
    article = _id("document", document.id)
    yield _entity(
        article,
        "Article",
        title=[document.title],
        name=[title_of(document)],
        author=document.authors,
        publisher=[document.publisher],
        publishedAt=[document.published],
        sourceUrl=[web_address(document)],
        language=[_LANGUAGES.get(document.language)],
        bodyText=[document.text],
        # a checksum of FollowTheMoney is SHA-1
        contentHash=[hashlib.sha1(document.text.encode("utf-8"), usedforsecurity=False).hexdigest()],
    )
    for actor in _named(coded.claims):
        entity_id = known.add(actor)
        yield _entity(
            _id("mention", document.id, actor.id),
            "Mention",
            document=[article],
            resolved=[entity_id],
            name=[actor.name],
            detectedSchema=["LegalEntity"],
            contextCountry=[known.country(actor)],
        )
    for event in acts_of(coded, out.left_out):
        yield from _event(event, document, article, known)
    for claim in coded.claims:
        if isinstance(claim, Statement | Demand):
            yield _note(claim, document, article, known)


def _named(claims: Iterable[Claim]) -> Iterable[Actor]:
    """Everybody on any side, once each, in the order of their ids."""
    found = {a.id: a for claim in claims for _, actors in sides_of(claim) for a in actors}
    return [found[key] for key in sorted(found)]


def _event(event: Event, document: Document, article: str, known: _Known) -> Iterator[Entity]:
    what = f"{event.type} {event.mode}" if event.mode else event.type
    words = [span.exact for span in event.evidence]
    yield _entity(
        _id("event", event.id),
        "Event",
        name=[what],
        date=[event.date],
        summary=words,
        keywords=[event.quad, event.status, *event.contexts],
        involved=[known.add(a) for a in (*event.actors, *event.recipients)],
        proof=[article],
        recordId=[event.id],
        sourceUrl=[web_address(document)],
        publisher=[document.publisher],
    )
    for actor in event.actors:
        for recipient in event.recipients:
            yield _link(event.id, what, actor, recipient, known, event.date, words, event.status)


def _note(claim: Statement | Demand, document: Document, article: str, known: _Known) -> Entity:
    words = claim.exact if isinstance(claim, Statement) else claim.what.exact
    kind: str = claim.kind if isinstance(claim, Statement) else claim.force
    return _entity(
        _id(claim.record, claim.id),
        "Note",
        name=[f"{claim.record}, {kind}"],
        description=[words],
        entity=[known.add(a) for _, actors in sides_of(claim) for a in actors],
        keywords=[claim.record, kind],
        proof=[article],
        sourceUrl=[web_address(document)],
        publisher=[document.publisher],
    )


def _link(
    record: str,
    what: str,
    one: Actor,
    other: Actor,
    known: _Known,
    day: str | None,
    words: list[str],
    status: str,
) -> Entity:
    return _entity(
        _id("link", record, one.id, other.id),
        "UnknownLink",
        subject=[known.add(one)],
        object=[known.add(other)],
        role=[what],
        date=[day],
        summary=words,
        status=[status],
        recordId=[record],
    )


def _entity(entity_id: str, schema: str, **properties: Iterable[str | None]) -> Entity:
    """An entity as FollowTheMoney itself would write it: no empty value, none twice, no space around words."""
    kept = {
        name: list(dict.fromkeys(filter(None, (_clean(name, w) for w in words)))) for name, words in properties.items()
    }
    return {"id": entity_id, "schema": schema, "properties": {name: words for name, words in kept.items() if words}}


def _clean(name: str, word: str | None) -> str:
    plain = _UNSAFE.sub(" ", word or "")
    return " ".join(plain.split()) if name == "name" else plain.strip()


def _id(*words: str) -> str:
    """Ids of FollowTheMoney are plain letters; those of documents are whatever their givers chose."""
    return "dragoman-" + hashlib.sha1("\x1f".join(words).encode("utf-8"), usedforsecurity=False).hexdigest()
