"""What do the pieces of a mention tell: which country, which sector, which body, which role?"""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.know.holders import rank
from dragoman.know.nouns import Noun, Nouns
from dragoman.know.pieces import ARTICLES, Piece
from dragoman.know.reading import Kind, Reading
from dragoman.know.senses import Senses
from dragoman.know.tables import Entry

PLACES: frozenset[Kind] = frozenset({"state", "demonym", "capital", "region", "city"})
BODIES: frozenset[Kind] = frozenset({"body", "group", "igo", "company"})
_OF_PLACE = frozenset("of in from at across near inside within around".split())
_NOT_ITS_OWN = frozenset("pro anti".split())
_SENT = ("envoy", "representative", "mediator", "coordinator", "rapporteur")
_TRADES = frozenset({"LAB", "BUS", "MED", "EDU"})
_FIELDS_OF_GOVERNMENT = frozenset(
    "health education agriculture agricultural environmental local labor labour industrial financial sports tribal"
    " community village youth technology energy trade aid".split()
)
_UNIFORMS = frozenset({"MIL", "COP", "SPY", "PTY"})
_NOT_THEIRS = frozenset("backed held occupied speaking trained style funded financed made controlled supported".split())
TITLES = frozenset("mr mrs ms miss dr sir dame lady lord madam madame".split())


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known beside the words: the day, a country said beside them, the words around."""

    day: str | None
    country: str | None
    context: str
    article: str = ""
    """The whole text, asked where the words around leave an ambiguous name open."""
    today: bool = False
    """The day is only assumed to be today: a title in the words then says more than the tables do."""


class Parts:
    """Answers about pieces, by the tables."""

    def __init__(self, nouns: Nouns, senses: Senses) -> None:
        self._nouns, self._senses = nouns, senses

    def head_noun(self, pieces: Sequence[Piece]) -> Noun | None:
        """The last noun, which the words before it only qualify; an office known by name counts as one."""
        for piece in reversed(pieces):
            if piece.noun is not None:
                return piece.noun
            if piece.kind == "name" and any(e.kind == "office" for e in piece.entries):
                return Noun(piece.entries[0].sector, person=True, office=True, weak=False)
            if piece.kind == "name" and not any(e.kind in PLACES for e in piece.entries):
                return None
        return None

    def common_noun(self, core: Sequence[Piece]) -> Noun | None:
        """The noun that the last piece also is, where it is taken for a name."""
        return self._nouns.find(core[-1].key) if core[-1].kind == "name" else None

    def sector(self, pieces: Sequence[Piece], noun: Noun | None) -> str | None:
        """By the head noun, or by what stands before a weak one."""
        before = [p for p in pieces if not (p.noun is not None and p.noun is noun)]
        if noun is not None and noun.weak and noun.office:
            # a health official, like a local one, is the government's; a church official is the church's
            before = [p for p in before if p.key not in _FIELDS_OF_GOVERNMENT]
        marks = [m for p in before if (m := mark_of(p)) is not None]
        if noun is not None and noun.person and noun.sector == "CVL" and marks and marks[-1] == "PTY":
            # a party's activists and supporters are of the party
            return "PTY"
        if noun is not None and not noun.weak:
            # "army doctor", "party worker": the uniform, or the party, counts for more than the trade
            uniform = noun.person and noun.sector in _TRADES and marks and marks[-1] in _UNIFORMS
            return marks[-1] if uniform else noun.sector
        if marks:
            return marks[-1]
        return noun.sector if noun is not None else None

    def body_in(self, pieces: Sequence[Piece], setting: Setting) -> Reading | None:
        """The last body, group or organization that the pieces name."""
        for piece in reversed(pieces):
            entries = [e for e in piece.entries if e.kind in BODIES]
            if entries and not any(e.kind in PLACES or e.kind == "office" for e in piece.entries):
                return self.read_entries(piece, entries, setting.context, setting)
        return None

    def country_of_body(self, pieces: Sequence[Piece], setting: Setting) -> str | None:
        body = self.body_in(pieces, setting)
        return body.country if body is not None else None

    def country_of(self, pieces: Sequence[Piece], setting: Setting) -> str | None:
        """The country that the words before the head give, where they give one."""
        found: list[str] = []
        for i, piece in enumerate(pieces):
            places = [e for e in piece.entries if e.kind in PLACES]
            if not places or (i and pieces[i - 1].key in _NOT_ITS_OWN):
                continue
            if i + 1 < len(pieces) and (pieces[i + 1].key in _NOT_THEIRS or _is_errand(pieces, i)):
                continue
            around = " ".join(p.text for p in pieces) + " " + setting.context
            reading = self.read_entries(piece, places, around, setting)
            if reading.country is not None and reading.country not in found:
                found.append(reading.country)
        return found[0] if len(found) == 1 else None

    def country_of_tail(self, tail: Sequence[Piece], setting: Setting) -> str | None:
        """The country of "… in France", "… of the Chadian league"; not of "ambassador to Poland"."""
        chunk: list[Piece] = []
        use = False
        for piece in tail:
            if piece.kind == "preposition":
                if use and chunk:
                    country = self.country_of(chunk, setting) or self.country_of_body(chunk, setting)
                    if country is not None:
                        return country
                use, chunk = piece.key in _OF_PLACE, []
            else:
                chunk.append(piece)
        if use and chunk:
            return self.country_of(chunk, setting) or self.country_of_body(chunk, setting)
        return None

    def read_entries(self, piece: Piece, entries: Sequence[Entry], context: str, setting: Setting) -> Reading:
        entry = _on_day(entries, setting.day)
        country, settled = entry.country, True
        if self._senses.meanings(piece.key) is not None:
            country = self._senses.settle(piece.key, (context, setting.article), setting.country)
            settled = country is not None
            entry = next((e for e in entries if e.country == country), entry)
        elif len({e.country for e in entries}) > 1:
            fits = [e for e in entries if e.country == setting.country]
            if fits:
                entry, country = fits[0], fits[0].country
            elif entry.kind not in PLACES and len({e.country for e in entries if e.kind not in PLACES}) > 1:
                country = None
        sector = entry.sector if settled else None
        office = entry.kind == "office"
        role = entry.role or (piece.text if office else None)
        return Reading(entry.name, country, sector, role, True if office else None, entry.kind, 0.9 if country else 0.4)


def _is_errand(pieces: Sequence[Piece], i: int) -> bool:
    """ "the UN Libya envoy", "the U.S. special Iran envoy": where somebody else's envoy is sent."""
    if not any(e.kind == "state" and e.name == pieces[i].text for e in pieces[i].entries):
        return False
    sender = any(e.kind == "igo" or e.kind in PLACES for p in pieces[:i] for e in p.entries)
    return sender and pieces[i + 1].key.endswith(_SENT)


def mark_of(piece: Piece) -> str | None:
    """The sector that a word gives to the noun behind it: its own, or that of the party it names."""
    if piece.mark is not None:
        return piece.mark
    return "PTY" if any(e.kind in BODIES and e.sector == "PTY" for e in piece.entries) else None


def _on_day(entries: Sequence[Entry], day: str | None) -> Entry:
    """The entry that holds on that day; without a day the first that is not bound to a time."""
    if day is not None:
        dated = [e for e in entries if (e.start or e.end) and e.holds_on(day)]
        if dated:
            return max(dated, key=rank)
    undated = [e for e in entries if not e.start and not e.end] or [entries[0]]
    # "Djibouti" is a state and, as a demonym, its people
    return next((e for e in undated if e.kind == "state"), undated[0])


def country_of_office(pieces: Sequence[Piece]) -> str | None:
    for piece in reversed(pieces):
        for entry in piece.entries:
            if entry.kind == "office" and entry.country:
                return entry.country
    return None


def role_of(text: str, before: Sequence[Piece]) -> str | None:
    """The words that say what somebody is, without article and country: "former Assistant Secretary of State"."""
    kept = [
        p
        for p in before
        if p.key not in ARTICLES | TITLES | _NOT_THEIRS and not (p.entries and p.entries[0].kind in PLACES)
    ]
    if not any(p.noun is not None or p.kind == "name" for p in kept):
        return None
    return text[kept[0].words[0].start : kept[-1].words[-1].end] if kept else None
