"""Answer one line of mentions: `{"id", "text", "date"?, "country"?, "context"?}` to an actor."""

from collections.abc import Mapping
from datetime import date

from dragoman.know.gazetteer import Gazetteer
from dragoman.records import Actor, hashed


def read_mention(gazetteer: Gazetteer, asked: Mapping[str, object], today: date | str) -> Actor:
    """The actor that a line asks for. A mention without a date is read as of `today`.

    Where nobody is recognised, the actor has the words as its name and nothing else.
    """
    words = str(asked["text"])
    said = asked.get("country")
    country = (gazetteer.country_code(str(said)) or str(said)) if said else None
    context = asked.get("context")
    day = asked.get("date")
    reading = gazetteer.read(
        words, on=str(day or today), country=country, context=str(context) if context else "", today=not day
    )
    name = reading.name if reading else words
    return Actor(
        name=name,
        text=words or None,
        start=0 if words else None,
        end=len(words) if words else None,
        country=reading.country if reading else None,
        sector=reading.sector if reading else None,
        role=reading.role if reading else None,
        in_office=reading.in_office if reading else None,
        id=hashed("actor", name, reading.country if reading else None),
    )
