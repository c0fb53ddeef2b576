"""What the case hands out beside records: what became of an addition, and one moment of it as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dragoman.records import Demand, Document, Event, Ruling, Statement

MODELS: Mapping[str, type[Event] | type[Statement] | type[Demand]] = {
    "event": Event,
    "statement": Statement,
    "demand": Demand,
}
"""Which class reads which kind of claim."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article. `copy_of` names the document whose story it repeats."""

    document: str
    what: Literal["added", "known", "new version", "recoded"]
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class CaseState:
    """What a case was like at one moment."""

    stamp: str
    """Another one whenever an article or a ruling has come, gone or been coded again."""
    texts: int
    """Documents, each version of one counted."""
    rulings: int

    def has_only_grown_since(self, earlier: "CaseState") -> bool:
        """Whether nothing was taken out and nothing ruled in between, as far as numbers tell."""
        return self.texts >= earlier.texts and self.rulings == earlier.rulings


@dataclass(frozen=True, slots=True)
class CaseView:
    """One moment of a case, or of a part of it: what `weigh/` reasons from.

    Records are as the coder made them; `after_rulings` carries out those rulings that hold by a day.
    """

    documents: tuple[Document, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    demands: tuple[Demand, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    copies: Mapping[str, str] = field(default_factory=dict)
    """Document id → id of the document whose story it repeats: together they are one source."""
