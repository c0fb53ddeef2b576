"""What kinds of acts are there, and how do they weigh?

PLOVER 0.8 (Open Event Data Alliance, 2021): types with their quad class and score, modes with
scores where they differ from the type's, and contexts. The manual's table prints 3 for ACCUSE
against its own modes, which are all negative; -3 is read.
"""

from dataclasses import dataclass, field
from typing import Final

from dragoman.records import Quad


@dataclass(frozen=True, slots=True)
class EventType:
    """One PLOVER type. `score` runs from -10 (worst conflict) to 10 (best cooperation)."""

    name: str
    quad: Quad
    score: float
    recipient_needed: bool = False
    modes: dict[str, float | None] = field(default_factory=dict)


_VC: Quad = "verbal cooperation"
_MC: Quad = "material cooperation"
_VX: Quad = "verbal conflict"
_MX: Quad = "material conflict"

_ASKED: dict[str, float | None] = {"assist": 0.5, "change": -1, "yield": -1, "meet": 0}

TYPES: Final[dict[str, EventType]] = {
    t.name: t
    for t in (
        EventType("AGREE", _VC, 2.5),
        EventType("CONSULT", _VC, 2.5, modes={"visit": 4, "third-party": 1, "multilateral": 4, "phone": 1.5}),
        EventType("SUPPORT", _VC, 5),
        EventType("CONCEDE", _VC, 4.5),
        EventType("COOPERATE", _MC, 9.5, recipient_needed=True),
        EventType("AID", _MC, 10, recipient_needed=True),
        EventType(
            "RETREAT",
            _MC,
            6.5,
            modes={"withdraw": 8, "release": 6.5, "disarm": 10, "ceasefire": 7.5, "access": 6.5, "resign": 4.5},
        ),
        EventType("REQUEST", _VX, 0, modes=_ASKED),
        EventType("ACCUSE", _VX, -3, modes={"disapprove": -2, "investigate": -3.5, "allege": -3.5}),
        EventType("REJECT", _VX, -2, modes={"assist": -1.5, "change": -2, "yield": -2, "meet": -2}),
        EventType(
            "THREATEN",
            _VX,
            -3.5,
            modes={"restrict": -3, "arrest": -3.5, "relations": -3.5, "expel": -3.5, "territory": -4, "violence": -3.5},
        ),
        EventType(
            "PROTEST",
            _MX,
            -5,
            modes={
                "demo": -5,
                "riot": -7,
                "strike": -5,
                "hunger": -4.5,
                "boycott": -4.5,
                "obstruct": -4.5,
                "vandalize": None,
            },
        ),
        EventType(
            "SANCTION",
            _MX,
            -6,
            recipient_needed=True,
            modes={"convict": -6, "expel": -5.5, "withdraw": -6, "discontinue": -6},
        ),
        EventType("MOBILIZE", _MX, -5.5, modes={"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6}),
        EventType(
            "COERCE",
            _MX,
            -7,
            modes={
                "seize": -7,
                "restrict": -7,
                "censor": -6.5,
                "curfew": -6.5,
                "martial-law": -7.5,
                "arrest": -7,
                "deport": -7,
                "withhold": -7,
                "misinformation": -6.5,
                "cyber": -7,
            },
        ),
        EventType(
            "ASSAULT",
            _MX,
            -9,
            modes={
                "abduct": -8.5,
                "beat": -7.5,
                "torture": -8.5,
                "sexual": -8.5,
                "targeted": -9.5,
                "destroy": -8.5,
                "primitive": -8,
                "firearms": -9,
                "explosives": -9,
                "suicide-attack": -9.5,
                "aerial": -9.5,
                "drone": -9.5,
                "heavy-weapons": -9.5,
                "crowd-control": -7.5,
                "unconventional": -10,
            },
        ),
    )
}

CONTEXTS: Final[tuple[str, ...]] = (
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
)


def quad_of(type_name: str) -> Quad:
    """The quad class of a type. KeyError on a name that is not PLOVER's."""
    return TYPES[type_name].quad


def score_of(type_name: str, mode: str | None = None) -> float:
    """The score of an act: its mode's where PLOVER gives one, else its type's."""
    kind = TYPES[type_name]
    score = kind.modes.get(mode) if mode else None
    return kind.score if score is None else score
