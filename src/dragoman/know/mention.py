"""Who is meant by a mention as newspapers write it, by its own words?

"former Assistant Secretary of State David Kramer": a name, an office, whose office it is, and
that he has left it. The last piece before the first preposition is the head; what stands before it says more,
what stands after "of" or "in" gives the country where nothing before did.
"""

from dataclasses import replace
from difflib import SequenceMatcher

from dragoman.know.given import GivenNames
from dragoman.know.holders import choose_person, common_country, left_office, read_person
from dragoman.know.index import Index
from dragoman.know.nouns import Noun, Nouns
from dragoman.know.parts import PLACES, TITLES, Parts, Setting, country_of_office, role_of
from dragoman.know.pieces import ARTICLES, Piece, cut_pieces
from dragoman.know.reading import Kind, Reading
from dragoman.know.senses import Senses
from dragoman.know.tables import Entry
from dragoman.know.words import fold

_LEAVES = frozenset({"GOV", "LEG", "SPY"})
_SPEAKS_FOR = ("spokesman", "spokeswoman", "spokesperson", "spokesmen", "lawyer", "lawyers", "official", "officials")
_STRONG_OVER_BODY = frozenset({"LEG", "JUD", "MIL", "COP", "SPY", "MED", "EDU", "AGR", "REF", "LAB", "REL", "CVL"})


class MentionReader:
    """Reads mentions by the tables."""

    def __init__(self, index: Index, nouns: Nouns, given: GivenNames, senses: Senses) -> None:
        self._index, self._nouns, self._given = index, nouns, given
        self._parts = Parts(nouns, senses)

    def read(self, text: str, setting: Setting) -> Reading | None:
        """Who is meant; None where the words name and describe nobody."""
        pieces = cut_pieces(text, self._index, self._nouns)
        while pieces and (pieces[0].key in ARTICLES or pieces[0].key.isdigit()):
            pieces.pop(0)
        if not pieces or (len(pieces) == 1 and pieces[0].text in _MONTHS):
            return None
        comma = text.find(", ")
        if comma > 0:
            apart = self._read_apposition(text[:comma], text[comma + 2 :], setting)
            if apart is not None:
                return apart
        return self._read_pieces(text, pieces, setting)

    def _read_apposition(self, head: str, tail: str, setting: Setting) -> Reading | None:
        """ "Angela Merkel, the chancellor" or "the chancellor, Angela Merkel"."""
        first = self.read(head, setting)
        second = self.read(tail, replace(setting, country=(first.country if first else None) or setting.country))
        if first is None or second is None:
            return first or second
        if second.kind == "person" and first.kind != "person":
            first, second = second, first
        if first.kind != "person":
            return first
        if second.kind in PLACES:
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
        name_at = self._where_name_begins(text, core)
        person, before = core[name_at:], core[:name_at]
        country = self._parts.country_of(before, setting)
        if not person and tail:
            person = self._name_after_tail(text, pieces, core)
            tail = tail[: len(tail) - len(person)]
            before = core if person else before
            country = self._parts.country_of(before, setting) if person else country
        if person:
            return self._read_person(text, before, person, tail, country, former, setting)
        return self._read_nameless(text, core, tail, country, former, setting)

    # ---- people with a name -------------------------------------------------------------------

    def _where_name_begins(self, text: str, core: list[Piece]) -> int:
        """The piece where a person's name begins that ends the core; its length where there is none."""
        i = len(core)
        while i > 0 and (self._can_be_name(core, i - 1) or _hyphened(text, core[i - 1])):
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
        title = last is not None and (last.key in TITLES or (last.noun is not None and last.noun.person))
        given = self._given.knows(run[0].words[0].text) and len(run) > 1
        return i if title or given else len(core)

    def _name_after_tail(self, text: str, pieces: list[Piece], core: list[Piece]) -> list[Piece]:
        """The name that follows an office with all its belongings: "Ambassador to Russia Jane Doe".

        Not so in "supporters of Jane Doe", "envoy of President Jane Doe", "envoy to Germany's Jane Doe".
        """
        noun, last = self._parts.head_noun(core), core[-1]
        if noun is None or not noun.person or not noun.office or is_plural(last):
            return []
        at = self._where_name_begins(text, pieces)
        if not len(core) + 1 < at < len(pieces):
            return []
        owner = pieces[at - 1]
        end = owner.words[-1].end
        whole = owner.kind == "name" or (owner.noun is not None and not owner.noun.person)
        return pieces[at:] if whole and text[end : end + 1] not in "'’" else []

    def _can_be_name(self, core: list[Piece], i: int) -> bool:
        """Can this piece be part of a person's name that ends the core?"""
        piece = core[i]
        if piece.key in TITLES:
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
        role = role_of(text, before)
        noun = self._parts.head_noun(before)
        sector = self._parts.sector(before, noun)
        body = self._parts.body_in(before, setting)
        if noun is not None and body is not None and (noun.weak or _presides(role, body)):
            # "Labour leader", "Hamas spokesman", "Toyota President": the body says more than the noun
            sector = body.sector or sector
        elif noun is not None and body is not None and _is_staff(noun, body):
            sector = "GOV"
        office_country = country or country_of_office(before) or (body.country if body is not None else None)
        spells, candidates = self._spells(person, setting, office_country, role, former, titled=noun is not None)
        known = read_person(spells, setting.day) if spells else None
        if known is None and office_country is None:
            office_country = common_country(candidates, role)
        if known is not None and known.country is not None and (office_country in (None, known.country)):
            office_country = known.country
        name = known.name if known is not None else printed
        whose = office_country or self._parts.country_of_tail(tail, setting) or setting.country
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
            # "Ayatollah Ali Khamenei" ends in the known name; "Juan Carlos Pérez" is not King Juan Carlos
            inner = person[-1:]
            entries = [e for p in inner for e in p.entries if e.kind == "person"]
        if not entries:
            words = key.split()
            entries = [e for e in self._index.entries(" ".join(w for w in words if len(w) > 1)) if e.kind == "person"]
            if not entries and (len(words) == 1 or words[0] in _PARTICLES_IN_NAMES):
                entries = self._index.people_called(key, prominent=not titled)
                if setting.day is not None:
                    soon = f"{int(setting.day[:4]) + _SOON_IN_OFFICE}{setting.day[4:]}"
                    entries = [e for e in entries if e.began_by(soon)]
            elif not entries:
                entries = self._like_named(words, country, setting.day)
            if country is not None:
                entries = [e for e in entries if e.country == country]
        meant = choose_person(entries, setting.day, country or setting.country, role if titled else None, former)
        return meant, entries

    def _like_named(self, words: list[str], country: str | None, day: str | None) -> list[Entry]:
        """Office holders of that family name whose given name is another spelling or the whole of a short form."""
        bearers = [e for e in self._index.people_called(words[-1]) if country in (None, e.country)]
        if day is not None:
            bearers = [e for e in bearers if e.began_by(day)]
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
        if head.capital and head.noun is not None and not head.noun.person and len(tail) > 1 and tail[0].key == "of":
            # "University of Nairobi" is a name, "president of Chile" is not
            name = text[core[0].words[0].start : tail[-1].words[-1].end]
        if len(core) == 1 and head.kind == "name":
            alone = self._read_name(head, text, setting)
            if alone is not None and not (alone.country is None and tail):
                return alone
        noun = self._parts.head_noun(core)
        body = self._parts.body_in(core, setting)
        sector = self._parts.sector(core, noun)
        tail_body = self._parts.body_in(tail, setting) if tail and tail[0].key == "of" else None
        if body is None and tail_body is not None and (noun is None or noun.weak):
            body = tail_body
        if sector is None and tail and tail[0].key == "of":
            # "a group of tourists", "a convoy of soldiers"
            sector = self._parts.sector(tail, self._parts.head_noun(tail))
        if body is not None and country not in (None, body.country) and self._parts.common_noun(core) is not None:
            # "Chile's Defense Department" has the name of another state's, and is a common noun
            noun, body = self._parts.common_noun(core), None
            sector = noun.sector if noun is not None else None
        whose = country or country_of_office(core) or self._country_of_owner(core[:-1], setting)
        if whose is None and body is not None:
            # "… of Russia's Security Council": whose it is says more than what it is called
            said = self._parts.country_of_tail(tail, setting) if body is tail_body else None
            whose = said or body.country
        whose = whose or self._parts.country_of_tail(tail, setting) or setting.country
        if noun is None and body is None:
            return self._read_leftover(text, core, whose, setting)
        if body is not None and noun is not None and _is_staff(noun, body):
            sector = "GOV"
        elif body is not None and not (noun is not None and not noun.weak and _beats_body(noun, body)):
            sector = body.sector or sector
        if former and noun is not None and noun.person and (noun.office or sector in _LEAVES or noun.weak):
            sector = "ELI"
        in_office = False if former else True if noun is not None and noun.office and not is_plural(head) else None
        person = noun is not None and noun.person
        kind: Kind = "office" if person and noun is not None and noun.office else "people" if person else "body"
        if body is not None and head.kind == "name":
            kind = body.kind
        role = role_of(text, core) if person else None
        if not person:
            in_office = None
        return Reading(name, whose, sector, role, in_office, kind, 0.7)

    def _country_of_owner(self, before: list[Piece], setting: Setting) -> str | None:
        """ "Benjamin Netanyahu's government", "the Maduro regime": the country of whoever stands before the noun."""
        for piece in reversed(before):
            bearers = [e for e in piece.entries if e.kind == "person"]
            if piece.kind == "word" and piece.capital and not self._given.knows(piece.text):
                bearers = self._index.people_called(piece.key, prominent=True)
            spells = choose_person(bearers, setting.day, setting.country, None, False)
            if spells and (setting.day is None or any(s.began_by(setting.day) for s in spells)):
                return spells[0].country
        return None

    def _read_leftover(self, text: str, core: list[Piece], whose: str | None, setting: Setting) -> Reading | None:
        """Words that no noun heads: a name known by its family name alone, or only whose they are."""
        name = text[core[0].words[0].start : core[-1].words[-1].end]
        if all(p.kind == "word" and p.capital for p in core):
            return self._read_surname(name, core, setting)
        named = [p for p in core if p.kind == "name"]
        if core[-1].key in _ALSO_FAMILY_NAMES and core[0].kind == "word" and core[0].key not in _PARTS_OF_PLACES:
            return Reading(name, None, None, None, None, "person", 0.3)
        if not named or whose is None:
            return None
        part = all(p.kind == "name" or p.key in _PARTS_OF_PLACES for p in core) and core[0].kind == "word"
        return Reading(name, whose, None, None, None, "region" if part else "people", 0.4)

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
            return self._parts.read_entries(piece, others, f"{text} {setting.context}", setting)
        spells = choose_person(people, setting.day, setting.country, None, False)
        if spells:
            return read_person(spells, setting.day)
        countries = {e.country for e in people}
        return Reading(piece.text, countries.pop() if len(countries) == 1 else None, None, None, None, "person", 0.3)


def _presides(role: str | None, body: Reading) -> bool:
    """Whether this is a title that firms and movements give as states do, said of one of them."""
    title = fold((role or "").split(" ")[-1])
    # "Republican President": a president of his state
    return title in _PRESIDING and body.sector not in (None, "GOV", "LEG", "PTY")


def _is_staff(noun: Noun, body: Reading) -> bool:
    """The managing director and the staff of the IMF are no firm's."""
    return body.kind == "igo" and noun.sector in _EMPLOYED


_EMPLOYED = frozenset({"BUS", "LAB"})
# by his family name alone nobody is known long before he holds an office
_SOON_IN_OFFICE = 5
_PRESIDING = frozenset({"president", "chairman", "secretary", "governor", "director"})
# the only months that are also nouns or names in the tables
_MONTHS = frozenset({"March", "May", "August", "June"})
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


def _hyphened(text: str, piece: Piece) -> bool:
    """The second half of "Chan-wook"."""
    start = piece.words[0].start
    return piece.kind == "word" and start > 1 and text[start - 1] in "-‐‑" and text[start - 2].isalpha()


def _same_given(said: str, held: str, full: set[str]) -> bool:
    """ "Dmitry" and "Dmitriy", "Phil" and "Philip"."""
    return held == said or held in full or (said[0] == held[0] and SequenceMatcher(None, said, held).ratio() > 0.8)


def _beats_body(noun: Noun, body: Reading) -> bool:
    """ "EU legislators" are legislators, "Hamas fighters" are Hamas."""
    if body.kind == "igo" or body.sector in ("PTY", "GOV", None):
        return noun.sector in _STRONG_OVER_BODY or (body.sector == "PTY" and noun.sector == "GOV")
    return False


def is_plural(piece: Piece) -> bool:
    last = piece.words[-1].folded
    return (last.endswith("s") and not last.endswith("ss")) or last.endswith("men")
