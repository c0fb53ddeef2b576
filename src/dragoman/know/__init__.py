"""Tables and their look-ups: PLOVER, countries, offices and who held them when, bodies, nouns, given names."""

from dragoman.know import ontology
from dragoman.know.gazetteer import Gazetteer
from dragoman.know.lines import read_mention
from dragoman.know.ontology import TYPES, quad_of, score_of
from dragoman.know.reading import Name, Reading

__all__ = ["TYPES", "Gazetteer", "Name", "Reading", "ontology", "quad_of", "read_mention", "score_of"]
