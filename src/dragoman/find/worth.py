"""Does what a trigger tells of belong in the record?

A word that can tell of an act mostly does not: it describes ("rebels fighting under a banner"), names a
standing state of things ("the partnership"), asks, or speaks of nobody whom a country desk follows.
Each test looks for one flaw and names it; a candidate is kept where none is found.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.sides import CLEMENCY, Sides, countries_of
from dragoman.find.triggers import Trigger
from dragoman.records import Actor, Status


@dataclass(frozen=True, slots=True)
class Candidate:
    """An act as grammar and tables read it, before anybody asked whether it is one."""

    trigger: Trigger
    type: str
    mode: str | None
    sides: Sides
    status: Status
    headline: bool


# sectors that act in politics wherever they are from; a man, a firm or a paper needs a country to count
_PUBLIC: Final = frozenset("GOV MIL JUD LEG COP SPY PTY OPP REB UAF PRM IGO NGO HRI ELI".split())
# acts that fall on somebody, and are told of without their doer: "three men were arrested"
_SUFFERED: Final = frozenset({"RETREAT", "COERCE", "SANCTION", "ASSAULT", "ACCUSE"})
# acts that are complete without anybody on the other side, by type or by type and mode
_ALONE: Final = frozenset(
    {
        ("PROTEST", None),
        ("MOBILIZE", None),
        ("SANCTION", "withdraw"),
        ("RETREAT", "resign"),
        ("RETREAT", "withdraw"),
        ("RETREAT", "ceasefire"),
        ("RETREAT", "disarm"),
        ("COERCE", "curfew"),
        ("COERCE", "martial-law"),
        ("COERCE", "censor"),
        ("ASSAULT", "suicide-attack"),
        ("ASSAULT", "explosives"),
        ("ASSAULT", "destroy"),
    }
)
# modes of CONSULT that take two
_TALKS: Final = frozenset({None, "phone", "third-party", "multilateral"})
# verbs that promise, call for, refuse or judge something of their own: whom it touches need not be said. Those of
# asking and judging stand here because a reader found two of three and more to be acts, in 470 unread reports
_SAID_ALONE: Final = frozenset(
    "agree accept decline commit offer promise pledge vow call demand refuse reject veto announce apologise apologize "
    "concede surrender ratify threaten ask urge appeal beg condemn denounce criticise criticize accuse complain praise "
    "welcome hail warn recall".split()
)
# of these, loose ones that tell of an act also where only he who speaks is named
_SAID_BY_ONE: Final = frozenset("ask urge promise praise complain hail beg".split())
_SPEAKING: Final = frozenset("i we you he she they it".split())
_TALKING: Final = frozenset(
    "name identify comment disclose elaborate say speculate quote specify answer confirm forecast predict reveal "
    "divulge discuss describe explain guess estimate".split()
)
_CONVEYING: Final = frozenset("convey relay".split())
_YOU: Final = frozenset({"you", "your", "yours"})
_PRIVATE: Final = frozenset({"BUS", "MED", "EDU", "CVL", "AGR", "LAB", "REL"})
_UNARMED: Final = frozenset({"BUS", "MED", "EDU", "NGO", "AGR", "REF", "HRI"})
_NEVER_BY: Final = {
    "MOBILIZE": _UNARMED | {"CVL"},
    "COERCE": _UNARMED | {"CVL"},
    "SANCTION": frozenset({"BUS", "MED", "EDU", "CVL"}),
    "ASSAULT": _UNARMED,
    # whoever merely travels visits nobody
    "CONSULT": frozenset({"UAF", "CRM", "REF", "CVL"}),
    "PROTEST": frozenset({"GOV", "MIL", "COP", "JUD", "SPY", "IGO"}),
}
# nouns of these name what lasts ("the agreement", "their partnership") unless somebody makes one
_LASTING: Final = frozenset({"AGREE", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "THREATEN", "REQUEST"})
_MAKING: Final = frozenset(
    "hold make pay launch conduct carry deliver give offer sign reach strike impose stage begin start open resume "
    "issue order announce declare undertake mount conclude clinch send extend express voice lodge file reiterate "
    "renew repeat provide grant".split()
)
_STANDING: Final = frozenset("dialogue deployment occupation presence".split())
_ALWAYS: Final = frozenset("always traditionally consistently invariably routinely regularly usually".split())
_EVER_AGAIN: Final = frozenset("yearly annual regular routine weekly monthly traditional".split())
_COOPERATIVE: Final = frozenset({"AGREE", "SUPPORT", "COOPERATE", "AID", "CONSULT"})
# words that are acts: whoever is reported to reject or accuse does so now
_SAYINGS: Final = frozenset({"REJECT", "ACCUSE", "REQUEST", "THREATEN"})
_REPORTING: Final = frozenset("say tell report add announce declare state".split())
_DUE: Final = frozenset("will would shall should must 'll ’ll 'd ’d to".split())
_ABILITY: Final = frozenset("can could may might ca".split())
_PROMISING: Final = frozenset(
    "plan attempt effort bid try decision agreement promise pledge offer vow threat refusal order move intention "
    "proposal willingness readiness failure".split()
)
_ASKING: Final = frozenset("ask question wonder inquire enquire query debate".split())
# "designed to reassure", "aimed at ending": what something is made for
_MEANT: Final = frozenset("design aim intend mean calculate".split())
_NOW_AND_THEN: Final = frozenset("rarely seldom often frequently sometimes usually always regularly never".split())
# what shoots nobody: "the bill would hit Japan", "imports injure the industry"
_BLOODLESS: Final = frozenset(
    "legislation bill law rule duty tariff tax quota levy price sanction embargo import export shipment policy measure "
    "crisis recession slump shortage inflation debt veto ruling decision verdict cut move news report claim scandal "
    "competition dispute trade deficit deal treaty reform budget".split()
)


def find_flaws(candidate: Candidate) -> Iterator[str]:
    """Why this is no act for the record; nothing where it is one."""
    return (name for name, flawed in _TESTS.items() if flawed(candidate))


def is_known(actor: Actor) -> bool:
    """Somebody of some country, or of a sector that is political wherever it is."""
    return actor.country is not None or actor.sector in _PUBLIC


def _known(actors: tuple[Actor, ...]) -> bool:
    return any(is_known(a) for a in actors)


# ---- flaws ----------------------------------------------------------------------------------


def _asks(c: Candidate) -> bool:
    """A question, also one that is reported: "asked whether he was ready to veto it"."""
    token = c.trigger.token
    if token.sent[-1].text == "?":
        return True
    clauses = (token, *grammar.governors(token))
    return any(grammar.marker(each) in ("if", "whether") and each.head.lemma_ in _ASKING for each in clauses)


def _only_possible(c: Candidate) -> bool:
    """ "can", "may", "might": nobody has said that anything happens."""
    token = c.trigger.token
    return grammar.is_verb(token) and bool(_ABILITY & set(grammar.auxiliaries(token)))


def _describes(c: Candidate) -> bool:
    """A participle or an infinitive behind a noun, which says what kind of thing that is."""
    token = c.trigger.token
    if not grammar.is_verb(token) or token.dep_ not in ("acl", "relcl"):
        return False
    if grammar.is_infinitive(token):
        return token.head.lemma_ not in _PROMISING and not c.headline
    if token.dep_ == "acl" and token.tag_ == "VBN" and not grammar.agent(token):
        return True
    return token.tag_ == "VBG" and not (countries_of(c.sides.actors) and countries_of(c.sides.recipients))


def _only_meant(c: Candidate) -> bool:
    """ "went there to help": what something is done for is not done yet."""
    token = c.trigger.token
    if not grammar.is_infinitive(token):
        return False
    made_for = token.dep_ in ("xcomp", "advcl") and token.head.tag_ == "VBN" and token.head.lemma_ in _MEANT
    return made_for or (not c.headline and token.dep_ == "advcl")


def _is_habit(c: Candidate) -> bool:
    """The simple present tells, outside headlines, what somebody does again and again, or thinks.

    "Chad rejects Libya's terms, its envoy said": what a side says today of another, reported, is said now.
    """
    token = c.trigger.token
    if c.trigger.sense.type in _SAYINGS and _is_of_two(c) and _is_attributed(token):
        return False
    return not c.headline and grammar.is_verb(token) and token.tag_ in ("VBP", "VBZ")


def _is_attitude(c: Candidate) -> bool:
    """ "has always supported them"."""
    return c.type in _COOPERATIVE and any(child.lower_ in _ALWAYS for child in c.trigger.token.children)


def _is_attributed(token: Token) -> bool:
    """Whether somebody is said to have said so: "…, the minister said"."""
    if token.dep_ == "ccomp" and token.head.lemma_ in _REPORTING:
        return True
    return any(child.lemma_ in _REPORTING for child in grammar.children(token, "parataxis"))


def _partner_unnamed(c: Candidate) -> bool:
    """ "we agreed", "it was agreed": with whom, the sentence does not say, and that is half of an agreement."""
    token = c.trigger.token
    if c.type != "AGREE" or c.trigger.sense.lemma != "agree" or len(c.sides.actors) > 1 or c.sides.recipients:
        return False
    subject = grammar.doer(token) if grammar.is_verb(token) else None
    return subject is None or subject.lower_ in ("we", "it", "they")


def _nobody_acts(c: Candidate) -> bool:
    if _known(c.sides.actors):
        return False
    token = c.trigger.token
    undergone = bool(grammar.governed_by(token, "of"))
    if grammar.is_verb(token):
        # "the blast killed two": what kills is no actor, and whose it was is not said
        undergone = grammar.is_passive(token) or (c.type == "ASSAULT" and grammar.doer(token) is not None)
    suffered = c.type in _SUFFERED and undergone and countries_of(c.sides.recipients)
    freed = c.type == "RETREAT" and undergone and any(r.sector for r in c.sides.recipients)
    crowd = c.type == "PROTEST" and c.sides.actors
    return not (suffered or freed or crowd)


def _nobody_is_acted_on(c: Candidate) -> bool:
    actors, recipients = c.sides.actors, c.sides.recipients
    nameless = any(r.sector for r in recipients)
    if _known(recipients) or (c.type in _SUFFERED and nameless):
        return False
    if c.type == "REQUEST" and nameless and any(a.sector == "GOV" for a in actors):
        # a government that orders a newspaper about orders its own
        return False
    if c.type == "AID" and any(r.sector == "REF" for r in recipients):
        return False
    if c.trigger.sense.lemma in CLEMENCY and nameless:
        return False
    if c.type == "CONSULT" and c.mode in _TALKS:
        return len(actors) < 2
    if len(countries_of(actors)) > 1 and c.type in _COOPERATIVE:
        return False
    own = c.trigger.sense
    if (
        (c.type, c.mode) in _ALONE
        or (own.type, own.mode) in _ALONE
        or ((c.type, None) in _ALONE and c.mode is not None)
    ):
        return False
    firm = bool(c.trigger.sense.also or c.trigger.sense.objects)
    if c.type == "RETREAT" and firm and countries_of(actors):
        return False
    return not (c.trigger.sense.lemma in _SAID_ALONE and _public(actors))


def _lasts(c: Candidate) -> bool:
    """ "the partnership", "all their commitments": nouns of what is, and not of what was done."""
    token = c.trigger.token
    if grammar.is_verb(token) or c.headline:
        return False
    if any(child.lower_ in _EVER_AGAIN for child in token.children):
        # "yearly summits"
        return True
    if token.tag_.startswith("NNP") and token.text[:1].isupper() and grammar.governed_by(token, "of"):
        # "the Battle of Leningrad", "the Treaty of Versailles": a name
        return True
    above = next((a for a in grammar.governors(token) if grammar.is_verb(a)), None)
    if above is not None and above.tag_ in ("VBZ", "VBP") and any(o.lower_ in _NOW_AND_THEN for o in above.children):
        # "rarely admits its raids"
        return True
    if c.trigger.sense.type not in _LASTING and token.lemma_ not in _STANDING:
        return False
    above = token.head
    made = token.dep_ in ("dobj", "nsubjpass") and grammar.is_verb(above) and above.lemma_ in _MAKING
    return not made


def _at_home(c: Candidate) -> bool:
    """One's own people helped, praised or worked with: the business of every government, every day."""
    mine, theirs = countries_of(c.sides.actors), countries_of(c.sides.recipients)
    if c.type not in _COOPERATIVE or not theirs or mine != theirs or len(mine) > 1 or c.type == "CONSULT":
        return False
    ours, others = {a.sector for a in c.sides.actors}, {a.sector for a in c.sides.recipients}
    return not (others & {"OPP", "REB", "PTY", "UAF", "PRM"} or ours & {"OPP", "REB", "UAF", "PRM"})


def _is_of_two(c: Candidate) -> bool:
    """Known sides, and two of them: of two countries, or at home a government and somebody who is not of it."""
    actors, recipients = c.sides.actors, c.sides.recipients
    mine, theirs = countries_of(actors), countries_of(recipients)
    if len(mine) > 1 and not recipients:
        return True
    if not (mine and theirs):
        return False
    if mine != theirs:
        return True
    ours, others = {a.sector for a in actors}, {a.sector for a in recipients}
    return c.type not in _COOPERATIVE and ours != others and bool((ours | others) & _PUBLIC)


def _loose(c: Candidate) -> bool:
    """A word of many senses ("press", "adopt") that tells of such an act only between two sides."""
    trigger = c.trigger
    if trigger.sense.also or trigger.sense.objects:
        return False
    asked = _loose_words().get((trigger.sense.lemma, trigger.sense.pos))
    if asked != "two":
        return asked == "nothing"
    if (trigger.sense.type, trigger.sense.mode) in _ALONE and _public(c.sides.actors):
        return False
    if trigger.sense.mode == "release" and _public(c.sides.actors) and any(r.sector for r in c.sides.recipients):
        # "freed 200 prisoners": whose they are goes without saying
        return False
    if trigger.sense.lemma in _SAID_BY_ONE and grammar.is_verb(trigger.token) and _is_named(c.sides.actors):
        return False
    if trigger.sense.type in ("AGREE", "REJECT") and _says_what(trigger.token) and _public(c.sides.actors):
        return False
    return not (_is_of_two(c) and c.sides.direct)


def _is_named(actors: tuple[Actor, ...]) -> bool:
    """A state, a body or one of its people, named or described here and not by a pronoun."""
    return _public(actors) and all((a.text or "i").lower() not in _SPEAKING for a in actors)


def _says_what(token: Token) -> bool:
    """ "offered to pay", "agreed that it would leave": the complement is an act. An opinion shared is none."""
    if not grammar.is_verb(token):
        return False
    clauses = grammar.children(token, "ccomp")
    return bool(grammar.children(token, "xcomp")) or any(_DUE & set(grammar.auxiliaries(c)) for c in clauses)


def _public(actors: tuple[Actor, ...]) -> bool:
    """A state, or a body or group of one."""
    return any(a.country and (a.sector is None or a.sector in _PUBLIC) for a in actors)


@cache
def _loose_words() -> dict[tuple[str, str], str]:
    """What `data/loose.tsv` asks of a word, by lemma and part of speech."""
    file = resources.files("dragoman.find") / "data" / "loose.tsv"
    with file.open(encoding="utf-8") as lines:
        return {(r["lemma"], r["pos"]): r["asks"] for r in csv.DictReader(lines, delimiter="\t")}


def _bloodless(c: Candidate) -> bool:
    """ "the bill would hit Japan", "imports injure the industry": nobody is attacked."""
    token = c.trigger.token
    if c.type != "ASSAULT" or not grammar.is_verb(token):
        return False
    doer = grammar.doer(token)
    return doer is not None and doer.lemma_ in _BLOODLESS


def _wrong_doer(c: Candidate) -> bool:
    """Firms do not mobilise, governments do not demonstrate."""
    sectors = {a.sector for a in c.sides.actors}
    return bool(sectors) and sectors <= _NEVER_BY.get(c.type, frozenset())


def _of_travellers(c: Candidate) -> bool:
    """ "Many Indians visited Russia": on holiday, and no side of anything; nor is who comes "on a private visit"."""
    if (c.type, c.mode) != ("CONSULT", "visit"):
        return False
    stays = (c.trigger.token, *grammar.governed_by(c.trigger.token, "for", "on"))
    if any(child.lower_ == "private" for stay in stays for child in stay.children):
        return True
    if not grammar.is_verb(c.trigger.token):
        return False
    doer = grammar.doer(c.trigger.token)
    return doer is not None and doer.tag_ == "NNPS" and all(a.sector is None for a in c.sides.actors)


def _private(c: Candidate) -> bool:
    """Firms, papers and men among themselves."""
    if c.type in ("PROTEST", "ASSAULT", "RETREAT", "COERCE"):
        return False
    sides = (*c.sides.actors, *c.sides.recipients)
    return bool(sides) and all(a.sector in _PRIVATE for a in sides) and len(countries_of(sides)) < 2


def _keeps_silent(c: Candidate) -> bool:
    """ "declined to be named", "refused to comment": said to a reporter, and about nothing."""
    token = c.trigger.token
    if c.type != "REJECT" or not grammar.is_verb(token):
        return False
    return any(clause.lemma_ in _TALKING for clause in grammar.children(token, "xcomp"))


def _sends_regards(c: Candidate) -> bool:
    """ "asked him to convey her sympathy": nothing is wanted of him."""
    token = c.trigger.token
    if c.type != "REQUEST" or not grammar.is_verb(token):
        return False
    return any(clause.lemma_ in _CONVEYING for clause in grammar.children(token, "xcomp", "ccomp"))


def _to_whoever_listens(c: Candidate) -> bool:
    """ "I wish you a happy new year": whom a speaker means by "you", the words alone do not say."""
    return bool(c.sides.recipients) and all((a.text or "").lower() in _YOU for a in c.sides.recipients)


def _of_one(c: Candidate) -> bool:
    """Both sides are the very same."""
    ours, theirs = {a.id for a in c.sides.actors}, {a.id for a in c.sides.recipients}
    return bool(ours) and ours == theirs


_TESTS: Final[dict[str, Callable[[Candidate], bool]]] = {
    "asks": _asks,
    "only possible": _only_possible,
    "describes": _describes,
    "only meant": _only_meant,
    "habit": _is_habit,
    "attitude": _is_attitude,
    "partner unnamed": _partner_unnamed,
    "nobody acts": _nobody_acts,
    "nobody is acted on": _nobody_is_acted_on,
    "lasts": _lasts,
    "at home": _at_home,
    "loose": _loose,
    "bloodless": _bloodless,
    "wrong doer": _wrong_doer,
    "of travellers": _of_travellers,
    "keeps silent": _keeps_silent,
    "sends regards": _sends_regards,
    "to whoever listens": _to_whoever_listens,
    "private": _private,
    "of one": _of_one,
}
