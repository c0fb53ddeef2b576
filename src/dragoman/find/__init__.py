"""Document to records: the parse, who is who, speech, events and demands."""

from dragoman.find.coder import Coder

__all__ = ["Coder"]
