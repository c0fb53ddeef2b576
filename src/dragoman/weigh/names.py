"""How does a person write the sides, and how does a brief write them back?"""

import re
from typing import Final, Protocol

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


_BODY: Final = re.compile(
    r"^[A-Z][^,]*\b(?:Fund|Bank|Organi[sz]ation|Council|Commission|Department|Ministry|Agency|Committee|Court|League|Treasury|"
    r"Parliament|Congress|Senate|House|Union|Office|Assembly)(?: (?:of|for|on) .+)?$"
)
OF_THE_STATE: Final = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "ELI", "IGO", None})
"""Sectors that act and speak for a country: one report says "the police", another "the government"."""
MANY: Final = frozenset({"IGO", "NGO", "MNC"})
"""Codes that many bodies share: such a body is known by its name."""


def as_speaker(actor: Actor) -> tuple[str, str]:
    """The country somebody speaks for, empty where he speaks for himself ("activists said"), and his name."""
    return (actor.country or "") if actor.sector in OF_THE_STATE else "", actor.name


class Names(Protocol):
    """What a brief needs to know about names: from what is typed to a code, and from a code to words."""

    def code_of(self, typed: str) -> str | None: ...

    def body_of(self, typed: str) -> str: ...

    def name_of(self, code: str) -> str: ...

    def is_common(self, name: str) -> bool: ...

    def begins_with_a_name(self, name: str) -> bool: ...


class GazetteerNames:
    """Names by the tables of `know/`."""

    def __init__(self) -> None:
        self._tables = Gazetteer.load()

    def code_of(self, typed: str) -> str | None:
        """The code of a state or body. A person is none: what one man said is not what his country says."""
        if typed.strip() in ("who", "it", "us", "may"):
            return None
        code = self._tables.country_code(typed)
        if code is None or typed.strip().upper() == code:
            return code
        reading = self._tables.read(typed)
        return None if reading is not None and reading.kind == "person" else code

    def body_of(self, typed: str) -> str:
        """The full name of a body whose code many share."""
        reading = self._tables.read(typed)
        return reading.name if reading is not None else typed

    def is_common(self, name: str) -> bool:
        """Whether these words describe and name nobody: "riot police", "the government"."""
        words = name.split()
        lowered = all(w[:1].islower() for w in words[1:])
        return bool(words) and lowered and self._tables.find_noun(words[-1].lower()) is not None

    def begins_with_a_name(self, name: str) -> bool:
        """ "European ministers", "Ukraine's parliament": the first word keeps its capital."""
        first = name.split(maxsplit=1)[0]
        return any(self._tables.country_code(w) for w in (first, first.removesuffix("'s").removesuffix("’s")))

    def name_of(self, code: str) -> str:
        return self._tables.country_name(code)


def with_article(name: str) -> str:
    """ "the United States" and "the Security Council", but "Belarus"."""
    wants = name.lower().startswith(_WITH_ARTICLE) or _BODY.search(name) is not None
    return f"the {name}" if wants and not name.lower().startswith("the ") and "'s " not in name else name


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
    name = with_article(actor.name)
    if name.startswith("The "):
        name = f"the {name[4:]}"
    elif names.is_common(name) and not names.begins_with_a_name(name) and not name.endswith(("s", "police", "Police")):
        name = f"the {name[:1].lower()}{name[1:]}" if " " not in name else f"the {name}"
    return name + (f" ({', '.join(facts)})" if facts else "")


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
