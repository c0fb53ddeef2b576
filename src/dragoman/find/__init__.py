"""Document to records: the parse, who is who, speech, events and demands."""

# first: every other module here imports spaCy
import dragoman.find.light_spacy  # noqa: F401

# isort: split
from dragoman.find.coder import Coder
from dragoman.find.relation import Asked, Relation, RelationReader

__all__ = ["Asked", "Coder", "Relation", "RelationReader"]
