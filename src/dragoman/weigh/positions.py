"""Does the demander still stand by the demand: in force, suspended, waived, withdrawn, superseded?

Only the demander's own side moves a standing; a waiver is no withdrawal. A demand made anew is in
force again.
"""

from dataclasses import dataclass

from dragoman.know.acts import stem, words_of
from dragoman.records import Standing
from dragoman.weigh.shelf import SideShelf
from dragoman.weigh.tellings import Line
from dragoman.weigh.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Position:
    """One move of the demander."""

    standing: Standing
    published: str
    document: str
    place: int
    because: tuple[str, ...]
    rule: str


def positions_of(wanted: Wanted, shelf: SideShelf) -> list[Position]:
    """Every move of the demander since the act was first wanted, in order."""
    since = wanted.since
    return [
        Position(
            line.move,  # type: ignore[arg-type]
            telling.published,
            telling.document,
            line.start,
            (line.moved,),
            f"the demander's side: {line.move}",
        )
        for line, telling in (shelf.moves(wanted.by) if since is not None else ())
        if telling.published is not None
        and telling.published >= (since or "")
        and _is_demanders(wanted, line)
        and _same_act(wanted, line)
    ]


def _is_demanders(wanted: Wanted, line: Line) -> bool:
    if wanted.by in line.sides or wanted.by.casefold() in line.low:
        # whoever is named first moves, if it is one of the two
        first = next((side for side in line.sides if side in (wanted.by, wanted.of)), None)
        return first in (None, wanted.by) or any(country == wanted.by for country, _ in line.speakers)
    return any(wanted.by in speaker for speaker in line.speakers)


def _same_act(wanted: Wanted, line: Line) -> bool:
    act = wanted.act
    if wanted.names & line.stems:
        return True
    if act.stems and len(act.stems & line.stems) * 2 >= min(len(act.stems), 4):
        return True
    verb = {stem(w.low) for w in words_of(wanted.words)} - {"the", "to"}
    return len(verb & line.stems) >= 2
