"""Who is meant by a mention as newspapers write it, by its own words?

"former Assistant Secretary of State David Kramer": a name, an office, whose office it is, and
that he has left it. The last piece before the first preposition is the head; what stands before it says more,
what stands after "of" or "in" gives the country where nothing before did.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from dragoman.know.given import GivenNames
from dragoman.know.holders import choose_person, common_country, left_office, rank, read_person
from dragoman.know.index import Index
from dragoman.know.nouns import Noun, Nouns
from dragoman.know.pieces import ARTICLES, Piece, cut_pieces
from dragoman.know.reading import Kind, Reading
from dragoman.know.senses import Senses
from dragoman.know.tables import Entry
from dragoman.know.words import fold

_LEAVES = frozenset({"GOV", "LEG", "SPY"})
_PLACES: frozenset[Kind] = frozenset({"state", "demonym", "capital", "region", "city"})
_BODIES: frozenset[Kind] = frozenset({"body", "group", "igo", "company"})
_OF_PLACE = frozenset("of in from at across near inside within around".split())
_NOT_ITS_OWN = frozenset("pro anti".split())
_TRADES = frozenset({"LAB", "BUS", "MED", "EDU"})
_UNIFORMS = frozenset({"MIL", "COP", "SPY"})
_SPEAKS_FOR = ("spokesman", "spokeswoman", "spokesperson", "spokesmen", "lawyer", "lawyers", "official", "officials")
_NOT_THEIRS = frozenset("backed held occupied speaking trained style funded financed made controlled supported".split())
_TITLES = frozenset("mr mrs ms miss dr sir dame lady lord madam madame".split())
_STRONG_OVER_BODY = frozenset({"LEG", "JUD", "MIL", "COP", "SPY", "MED", "EDU", "AGR", "REF", "LAB", "REL", "CVL"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known beside the words: the day, a country said beside them, the words around."""

    day: str | None
    country: str | None
    context: str
    today: bool = False
    """The day is only assumed to be today: a title in the words then says more than the tables do."""


class MentionReader:
    """Reads mentions by the tables."""

    def __init__(self, index: Index, nouns: Nouns, given: GivenNames, senses: Senses) -> None:
        self._index, self._nouns, self._given, self._senses = index, nouns, given, senses

    def read(self, text: str, setting: Setting) -> Reading | None:
        """Who is meant; None where the words name and describe nobody."""
        pieces = cut_pieces(text, self._index, self._nouns)
        while pieces and (pieces[0].key in ARTICLES or pieces[0].key.isdigit()):
            pieces.pop(0)
        if not pieces:
            return None
        comma = text.find(", ")
        if comma > 0:
            apart = self._read_apposition(text[:comma], text[comma + 2 :], setting)
            if apart is not None:
                return apart
        return self._read_pieces(text, pieces, setting)

    def _read_apposition(self, head: str, tail: str, setting: Setting) -> Reading | None:
        """ "Harry Tseng, Taiwan's deputy foreign minister" or "Taiwan's deputy foreign minister, Harry Tseng"."""
        first = self.read(head, setting)
        second = self.read(tail, replace(setting, country=(first.country if first else None) or setting.country))
        if first is None or second is None:
            return first or second
        if second.kind == "person" and first.kind != "person":
            first, second = second, first
        if first.kind != "person":
            return first
        if second.kind in _PLACES:
            return replace(first, country=first.country or second.country)
        return replace(
            first,
            country=first.country or second.country,
            sector=second.sector or first.sector,
            role=second.role or first.role,
            in_office=second.in_office if second.in_office is not None else first.in_office,
        )

    def _read_pieces(self, text: str, pieces: list[Piece], setting: Setting) -> Reading | None:
        stop = next((i for i, p in enumerate(pieces) if p.kind == "preposition" and i), len(pieces))
        core, tail = pieces[:stop], pieces[stop:]
        if tail and tail[0].key == "for" and core[-1].key.endswith(_SPEAKS_FOR):
            # "a spokeswoman for the Iranian foreign ministry" is its spokeswoman
            tail = [replace(tail[0], key="of"), *tail[1:]]
        former = any(p.kind == "former" for p in core)
        name_at = self._where_name_begins(core)
        person, before = core[name_at:], core[:name_at]
        country = self._country_of(before, setting)
        if person:
            return self._read_person(text, before, person, tail, country, former, setting)
        return self._read_nameless(text, core, tail, country, former, setting)

    # ---- people with a name -------------------------------------------------------------------

    def _where_name_begins(self, core: list[Piece]) -> int:
        """The piece where a person's name begins that ends the core; its length where there is none."""
        i = len(core)
        while i > 0 and self._can_be_name(core, i - 1):
            i -= 1
        run = core[i:]
        while run and run[0].kind == "word" and not run[0].capital:
            i += 1
            run = core[i:]
        if not run:
            return len(core)
        if any(p.kind == "name" for p in run):
            return i
        last = core[i - 1] if i > 0 else None
        title = last is not None and (last.key in _TITLES or (last.noun is not None and last.noun.person))
        given = self._given.knows(run[0].words[0].text) and len(run) > 1
        return i if title or given else len(core)

    def _can_be_name(self, core: list[Piece], i: int) -> bool:
        """Can this piece be part of a person's name that ends the core?"""
        piece = core[i]
        if piece.key in _TITLES:
            return False
        if piece.kind == "name":
            if any(e.kind == "person" for e in piece.entries):
                return True
            before = core[i - 1] if i > 0 else None
            after_given = before is not None and before.kind == "word" and self._given.knows(before.text)
            as_given = i + 1 < len(core) and self._given.knows(piece.text) and core[i + 1].kind == "word"
            return after_given or as_given
        if piece.kind == "noun":
            # "Gordon Brown", "David Cook": a noun's word after a given name is a family name
            return piece.capital and i == len(core) - 1 and i > 0 and self._given.knows(core[i - 1].text)
        return piece.kind == "word" and (piece.capital or fold(piece.text) in _PARTICLES_IN_NAMES)

    def _read_person(
        self,
        text: str,
        before: list[Piece],
        person: list[Piece],
        tail: list[Piece],
        country: str | None,
        former: bool,
        setting: Setting,
    ) -> Reading:
        printed = text[person[0].words[0].start : person[-1].words[-1].end]
        role = _role_of(text, before)
        noun = self._head_noun(before)
        sector = self._sector(before, noun)
        body = self._body_in(before, setting)
        if noun is not None and noun.weak and body is not None:
            # "Labour leader", "Hamas spokesman": the body says more than the noun
            sector = body.sector or sector
        office_country = country or _country_of_office(before) or (body.country if body is not None else None)
        spells, candidates = self._spells(person, setting, office_country, role, former, titled=noun is not None)
        known = read_person(spells, setting.day) if spells else None
        if known is None and office_country is None:
            office_country = common_country(candidates, role)
        if known is not None and known.country is not None and (office_country in (None, known.country)):
            office_country = known.country
        name = known.name if known is not None else printed
        whose = office_country or self._country_of_tail(tail, setting) or setting.country
        if noun is None and sector is None:
            if known is not None:
                return replace(known, country=whose)
            return Reading(name, whose, None, None, None, "person", 0.4)
        if former:
            leaves = noun is None or noun.office or sector in _LEAVES
            return Reading(name, whose, "ELI" if leaves else sector, role, False, "person", 0.9)
        dated = setting.day if not setting.today else None
        if noun is not None and noun.office and dated is not None and left_office(spells, dated, role):
            # a title said of somebody who by the tables no longer has it: "President Bush" in 2020
            return Reading(name, whose, "ELI", role, False, "person", 0.7)
        in_office = True if noun is not None and noun.office else None
        if known is not None and in_office is None and sector == known.sector:
            in_office = known.in_office
        return Reading(name, whose, sector or (known.sector if known else None), role, in_office, "person", 0.8)

    def _spells(
        self,
        person: list[Piece],
        setting: Setting,
        country: str | None,
        role: str | None,
        former: bool,
        *,
        titled: bool,
    ) -> tuple[list[Entry], list[Entry]]:
        """The spells of the person meant, and those of everybody who bears the name."""
        key = " ".join(p.key for p in person)
        entries = [e for e in self._index.entries(key) if e.kind == "person"]
        if not entries:
            inner = [p for p in person if p.kind == "name"]
            entries = [e for p in inner for e in p.entries if e.kind == "person"]
        if not entries:
            words = key.split()
            entries = [e for e in self._index.entries(" ".join(w for w in words if len(w) > 1)) if e.kind == "person"]
            if not entries and (len(words) == 1 or words[0] in _PARTICLES_IN_NAMES):
                entries = self._index.people_called(key, prominent=not titled)
            elif not entries:
                entries = self._like_named(words, country)
            if country is not None:
                entries = [e for e in entries if e.country == country]
        meant = choose_person(entries, setting.day, country or setting.country, role if titled else None, former)
        return meant, entries

    def _like_named(self, words: list[str], country: str | None) -> list[Entry]:
        """Office holders of that family name whose given name is another spelling or the whole of a short form."""
        bearers = [e for e in self._index.people_called(words[-1]) if country in (None, e.country)]
        full = {fold(f) for f in self._given.full_forms(words[0])}
        return [e for e in bearers if _same_given(words[0], fold(e.name.split()[0]), full)]

    # ---- bodies, descriptions, places ---------------------------------------------------------

    def _read_nameless(
        self,
        text: str,
        core: list[Piece],
        tail: list[Piece],
        country: str | None,
        former: bool,
        setting: Setting,
    ) -> Reading | None:
        name = text[core[0].words[0].start : core[-1].words[-1].end]
        head = core[-1]
        if len(core) == 1 and head.kind == "name":
            alone = self._read_name(head, text, setting)
            if alone is not None and not (alone.country is None and tail):
                return alone
        noun = self._head_noun(core)
        body = self._body_in(core, setting)
        sector = self._sector(core, noun)
        tail_body = self._body_in(tail, setting) if tail and tail[0].key == "of" else None
        if body is None and tail_body is not None and (noun is None or noun.weak):
            body = tail_body
        if sector is None and tail and tail[0].key == "of":
            # "a group of tourists", "a convoy of soldiers"
            sector = self._sector(tail, self._head_noun(tail))
        if body is not None and country not in (None, body.country) and self._common_noun(core) is not None:
            # "Chile's Defense Department" has the name of another state's, and is a common noun
            noun, body = self._common_noun(core), None
            sector = noun.sector if noun is not None else None
        whose = country or _country_of_office(core)
        if whose is None and body is not None:
            # "… of Russia's Security Council": whose it is says more than what it is called
            said = self._country_of_tail(tail, setting) if body is tail_body else None
            whose = said or body.country
        whose = whose or self._country_of_tail(tail, setting) or setting.country
        if noun is None and body is None and sector is None:
            return self._read_leftover(text, core, whose, setting)
        if body is not None and not (noun is not None and not noun.weak and _beats_body(noun, body)):
            sector = body.sector or sector
        if former and noun is not None and noun.person and (noun.office or sector in _LEAVES or noun.weak):
            sector = "ELI"
        in_office = False if former else True if noun is not None and noun.office and not _plural(head) else None
        person = noun is not None and noun.person
        kind: Kind = "office" if person and noun is not None and noun.office else "people" if person else "body"
        if body is not None and head.kind == "name":
            kind = body.kind
        role = _role_of(text, core) if person else None
        if not person:
            in_office = None
        return Reading(name, whose, sector, role, in_office, kind, 0.7)

    def _read_leftover(self, text: str, core: list[Piece], whose: str | None, setting: Setting) -> Reading | None:
        """Words that no noun heads: a name known by its family name alone, or only whose they are."""
        name = text[core[0].words[0].start : core[-1].words[-1].end]
        if all(p.kind == "word" and p.capital for p in core):
            return self._read_surname(name, core, setting)
        named = [p for p in core if p.kind == "name"]
        if core[-1].key in _ALSO_FAMILY_NAMES and core[0].kind == "word" and core[0].key not in _PARTS_OF_PLACES:
            return Reading(name, None, None, None, None, "person", 0.3)
        if not named:
            return None
        if whose is None:
            return None
        return Reading(name, whose, None, None, None, "people", 0.4)

    def _read_surname(self, name: str, core: list[Piece], setting: Setting) -> Reading | None:
        """ "Lukashenko", "Peña Nieto": an office holder known by his family name, if one alone can be meant."""
        key = " ".join(p.key for p in core)
        if len(key) < _SHORTEST_SURNAME or self._given.knows(name):
            return None
        bearers = self._index.people_called(key, prominent=True)
        spells = choose_person(bearers, setting.day, setting.country, None, False)
        if not spells:
            country = common_country(bearers, "president") if len(bearers) > 1 else None
            return Reading(name, country, None, None, None, "person", 0.3) if country is not None else None
        if setting.day is not None and not any(s.began_by(setting.day) for s in spells):
            return None
        return read_person(spells, setting.day)

    def _read_name(self, piece: Piece, text: str, setting: Setting) -> Reading | None:
        """One known name standing alone."""
        people = [e for e in piece.entries if e.kind == "person"]
        others = [e for e in piece.entries if e.kind != "person"]
        if others:
            return self._read_entries(piece, others, f"{text} {setting.context}", setting)
        spells = choose_person(people, setting.day, setting.country, None, False)
        if spells:
            return read_person(spells, setting.day)
        countries = {e.country for e in people}
        return Reading(piece.text, countries.pop() if len(countries) == 1 else None, None, None, None, "person", 0.3)

    def _read_entries(self, piece: Piece, entries: Sequence[Entry], context: str, setting: Setting) -> Reading:
        entry = _on_day(entries, setting.day)
        country, settled = entry.country, True
        if self._senses.meanings(piece.key) is not None:
            country = self._senses.settle(piece.key, context, setting.country)
            settled = country is not None
            entry = next((e for e in entries if e.country == country), entry)
        elif len({e.country for e in entries}) > 1:
            fits = [e for e in entries if e.country == setting.country]
            if fits:
                entry, country = fits[0], fits[0].country
            elif entry.kind not in _PLACES and len({e.country for e in entries if e.kind not in _PLACES}) > 1:
                country = None
        sector = entry.sector if settled else None
        office = entry.kind == "office"
        role = entry.role or (piece.text if office else None)
        return Reading(entry.name, country, sector, role, True if office else None, entry.kind, 0.9 if country else 0.4)

    # ---- parts of the answer ------------------------------------------------------------------

    def _head_noun(self, pieces: Sequence[Piece]) -> Noun | None:
        """The last noun, which the words before it only qualify; an office known by name counts as one."""
        for piece in reversed(pieces):
            if piece.noun is not None:
                return piece.noun
            if piece.kind == "name" and any(e.kind == "office" for e in piece.entries):
                return Noun(piece.entries[0].sector, person=True, office=True, weak=False)
            if piece.kind == "name" and not any(e.kind in _PLACES for e in piece.entries):
                return None
        return None

    def _common_noun(self, core: Sequence[Piece]) -> Noun | None:
        """The noun that the last piece also is, where it is taken for a name."""
        return self._nouns.find(core[-1].key) if core[-1].kind == "name" else None

    def _sector(self, pieces: Sequence[Piece], noun: Noun | None) -> str | None:
        """By the head noun, or by what stands before a weak one."""
        marks = [p.mark for p in pieces if p.mark is not None and not (p.noun is not None and p.noun is noun)]
        if noun is not None and not noun.weak:
            # "army doctor", "air force mechanic": the uniform counts for more than the trade
            uniform = noun.person and noun.sector in _TRADES and marks and marks[-1] in _UNIFORMS
            return marks[-1] if uniform else noun.sector
        if marks:
            return marks[-1]
        return noun.sector if noun is not None else None

    def _body_in(self, pieces: Sequence[Piece], setting: Setting) -> Reading | None:
        """The last body, group or organization that the pieces name."""
        for piece in reversed(pieces):
            entries = [e for e in piece.entries if e.kind in _BODIES]
            if entries and not any(e.kind in _PLACES or e.kind == "office" for e in piece.entries):
                return self._read_entries(piece, entries, setting.context, setting)
        return None

    def _country_of_body(self, pieces: Sequence[Piece], setting: Setting) -> str | None:
        body = self._body_in(pieces, setting)
        return body.country if body is not None else None

    def _country_of(self, pieces: Sequence[Piece], setting: Setting) -> str | None:
        """The country that the words before the head give, where they give one."""
        found: list[str] = []
        for i, piece in enumerate(pieces):
            places = [e for e in piece.entries if e.kind in _PLACES]
            if not places or (i and pieces[i - 1].key in _NOT_ITS_OWN):
                continue
            if i + 1 < len(pieces) and pieces[i + 1].key in _NOT_THEIRS:
                continue
            around = " ".join(p.text for p in pieces) + " " + setting.context
            reading = self._read_entries(piece, places, around, setting)
            if reading.country is not None and reading.country not in found:
                found.append(reading.country)
        return found[0] if len(found) == 1 else None

    def _country_of_tail(self, tail: Sequence[Piece], setting: Setting) -> str | None:
        """The country of "… in France", "… of the Chadian league"; not of "ambassador to Poland"."""
        chunk: list[Piece] = []
        use = False
        for piece in tail:
            if piece.kind == "preposition":
                if use and chunk:
                    country = self._country_of(chunk, setting) or self._country_of_body(chunk, setting)
                    if country is not None:
                        return country
                use, chunk = piece.key in _OF_PLACE, []
            else:
                chunk.append(piece)
        if use and chunk:
            return self._country_of(chunk, setting) or self._country_of_body(chunk, setting)
        return None


# "He", "An", "Li": too short to be known by alone
_SHORTEST_SURNAME = 4
# "Denzel Washington", "Whitney Houston" are people, "eastern Washington" is not
_ALSO_FAMILY_NAMES = frozenset(
    "washington jordan houston london holland berlin ireland france israel chad georgia".split()
)
_PARTS_OF_PLACES = frozenset(
    "eastern western northern southern central north south east west upper lower greater modern post mainland nazi"
    " vichy colonial official all much rural urban downtown".split()
)
_PARTICLES_IN_NAMES = frozenset("al el bin ibn von van de der den la le du da di dos ben abu ul ur".split())


def _same_given(said: str, held: str, full: set[str]) -> bool:
    """ "Dmitry" and "Dmitriy", "Phil" and "Philip"."""
    return held == said or held in full or (said[0] == held[0] and SequenceMatcher(None, said, held).ratio() > 0.8)


def _beats_body(noun: Noun, body: Reading) -> bool:
    """ "EU legislators" are legislators, "Hamas fighters" are Hamas."""
    if body.kind == "igo" or body.sector in ("PTY", "GOV", None):
        return noun.sector in _STRONG_OVER_BODY or (body.sector == "PTY" and noun.sector == "GOV")
    return False


def _on_day(entries: Sequence[Entry], day: str | None) -> Entry:
    """The entry that holds on that day; without a day the first that is not bound to a time."""
    if day is not None:
        dated = [e for e in entries if (e.start or e.end) and e.holds_on(day)]
        if dated:
            return max(dated, key=rank)
    return next((e for e in entries if not e.start and not e.end), entries[0])


def _country_of_office(pieces: Sequence[Piece]) -> str | None:
    for piece in reversed(pieces):
        for entry in piece.entries:
            if entry.kind == "office" and entry.country:
                return entry.country
    return None


def _role_of(text: str, before: Sequence[Piece]) -> str | None:
    """The words that say what somebody is, without article and country: "former Assistant Secretary of State"."""
    kept = [
        p
        for p in before
        if p.key not in ARTICLES | _TITLES | _NOT_THEIRS and not (p.entries and p.entries[0].kind in _PLACES)
    ]
    if not any(p.noun is not None or p.kind == "name" for p in kept):
        return None
    return text[kept[0].words[0].start : kept[-1].words[-1].end] if kept else None


def _plural(piece: Piece) -> bool:
    last = piece.words[-1].folded
    return (last.endswith("s") and not last.endswith("ss")) or last.endswith("men")
