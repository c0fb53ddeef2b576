"""Document to records: the parse, who is who, speech, events and demands."""

from dragoman.find.coder import Coder
from dragoman.find.judge import Claim, RelationJudge
from dragoman.find.relation import Asked, Relation, RelationReader

__all__ = ["Asked", "Claim", "Coder", "Relation", "RelationJudge", "RelationReader"]
