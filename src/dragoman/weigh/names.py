"""How does a person write the sides, and how does a brief write them back?"""

from typing import Protocol

from dragoman.know import Gazetteer
from dragoman.records import Actor

_WITH_ARTICLE = (
    "united ",
    "european union",
    "netherlands",
    "philippines",
    "czech republic",
    "dominican republic",
    "central african republic",
    "democratic republic",
    "republic of",
    "maldives",
    "bahamas",
    "gambia",
    "comoros",
    "seychelles",
    "solomon islands",
    "marshall islands",
    "holy see",
    "vatican",
)


class Names(Protocol):
    """What a brief needs to know about names: from what is typed to a code, and from a code to words."""

    def code_of(self, typed: str) -> str | None: ...

    def name_of(self, code: str) -> str: ...


class GazetteerNames:
    """Names by the tables of `know/`."""

    def __init__(self) -> None:
        self._tables = Gazetteer.load()

    def code_of(self, typed: str) -> str | None:
        return self._tables.country_code(typed)

    def name_of(self, code: str) -> str:
        return self._tables.country_name(code)


def with_article(name: str) -> str:
    """ "the United States", but "Belarus"."""
    return f"the {name}" if name.lower().startswith(_WITH_ARTICLE) else name


def told(side: str, names: Names) -> str:
    """A side of a ledger entry, which is a code or a name, in words."""
    if len(side) == 3 and side.isupper():
        return with_article(names.name_of(side))
    return side


def listed(words: list[str]) -> str:
    """ "A, B and C"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def introduced(actor: Actor, names: Names) -> str:
    """Somebody with office and country: "David Kramer (former Assistant Secretary of State, United States)"."""
    country = names.name_of(actor.country) if actor.country else None
    facts = [fact for fact in (actor.role, country) if fact and fact.lower() not in actor.name.lower()]
    return with_article(actor.name) + (f" ({', '.join(facts)})" if facts else "")


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
