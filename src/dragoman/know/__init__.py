"""Tables and their look-ups: PLOVER, countries, offices and who held them when, bodies, nouns, given names."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.know import acts, ontology
    from dragoman.know.cameo import Cameo, cameo_codes, cameo_quad, find_cameo
    from dragoman.know.gazetteer import Gazetteer
    from dragoman.know.given import GivenNames
    from dragoman.know.lines import read_mention
    from dragoman.know.ontology import TYPES, quad_of, score_of
    from dragoman.know.reading import Name, Reading

# who asks for a ledger that is kept needs the types' names and no country
_HOME = {
    "cameo": ("Cameo", "cameo_codes", "cameo_quad", "find_cameo"),
    "gazetteer": ("Gazetteer",),
    "given": ("GivenNames",),
    "lines": ("read_mention",),
    "ontology": ("TYPES", "quad_of", "score_of"),
    "reading": ("Name", "Reading"),
}

__all__ = [
    "TYPES",
    "Cameo",
    "Gazetteer",
    "GivenNames",
    "Name",
    "Reading",
    "acts",
    "cameo_codes",
    "cameo_quad",
    "find_cameo",
    "ontology",
    "quad_of",
    "read_mention",
    "score_of",
]


def __getattr__(name: str) -> Any:
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(f"dragoman.know.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
