"""Tables and their look-ups: PLOVER, countries, offices and who held them when, bodies, nouns, given names."""

from dragoman.know import acts, ontology
from dragoman.know.cameo import Cameo, cameo_codes, cameo_quad, find_cameo
from dragoman.know.gazetteer import Gazetteer
from dragoman.know.lines import read_mention
from dragoman.know.ontology import TYPES, quad_of, score_of
from dragoman.know.reading import Name, Reading

__all__ = [
    "TYPES",
    "Cameo",
    "Gazetteer",
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
