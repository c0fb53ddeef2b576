"""Who acted, and upon whom?

Every trigger says where its recipient may stand; where nobody is there, the object's own words
("a Libyan court's verdict"), the complement ("threatened to break off relations with Chad") and
the place are asked, in that order. What is found nowhere stays empty.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.cast import Cast
from dragoman.find.language import Sentence
from dragoman.find.phrases import CROWDS
from dragoman.find.triggers import Trigger
from dragoman.know import TYPES
from dragoman.records import Actor

_TOWARDS = ("against", "with", "to", "on", "from", "toward", "towards", "for", "over", "at", "between", "among", "upon")
_PLACES = ("in", "inside", "near", "throughout", "across", "into")
# what only rulers and courts can do, and only to those whom they hold
CLEMENCY = frozenset("pardon amnesty commute reprieve acquit exonerate".split())
_WHILE = frozenset({"after", "during", "following", "in", "at"})
_TALKS = frozenset("talk meeting conversation call summit negotiation consultation".split())
# what one calls for against somebody
_DESERVED = frozenset(
    "sanction embargo boycott measure punishment penalty action investigation inquiry probe crackdown tariff".split()
)
_IN_PROTEST = frozenset({"protest", "defiance", "opposition"})
# "killed in a clash with …"
_FIGHTS = frozenset(
    "clash encounter gunfight gunbattle shootout firefight battle fighting ambush attack raid strike airstrike "
    "operation offensive shelling bombing bombardment assault skirmish exchange crossfire".split()
)
# what goes off or breaks out somewhere: "the Delhi blasts" are no act of Delhi's
_BREAKS_OUT = frozenset("blast bombing explosion riot rioting unrest violence clash".split())
# acts of a state's own organs: done in a country without saying by whom, they are that country's
_OF_THE_STATE = frozenset({"COERCE", "SANCTION"})
# acts that fall on people or things of the place where they are done
_ON_THE_SPOT = frozenset({"COERCE", "ASSAULT", "PROTEST", "AID", "CONCEDE", "RETREAT", "MOBILIZE", "SANCTION"})
# and those of them that are done to whoever is of the place, where nobody is named: a protest is not
_TO_THE_PLACE = _ON_THE_SPOT - {"PROTEST"}
# in these everybody who takes part is an actor, unless somebody is visited
# attitudes, told by a participle whose subject holds them: "is opposed to"
_HELD = frozenset("oppose commit dispose incline reconcile resign dedicate pledge determine prepare".split())
# what one promises or threatens is one's own act
_OWN_PLANS = frozenset({"THREATEN", "AGREE"})
# acts that are aimed at somebody
_AIMED = frozenset({"THREATEN", "ACCUSE", "SANCTION"})
_SPOKEN_TO = frozenset({"THREATEN", "REQUEST", "ACCUSE"})
# types of act in which a state moves its own troops
_OF_TROOPS = frozenset({"RETREAT", "CONCEDE", "MOBILIZE", "THREATEN"})
# "agreed in Luxembourg", "at a council meeting": where, and with nobody
_VENUES = frozenset({"at", "in"})
_DONE_BY_ITSELF = frozenset({"resign", "withdraw"})
_MUTUAL = frozenset({"AGREE", "SUPPORT", "COOPERATE"})
_TOGETHER = frozenset({"CONSULT", "AGREE", "COOPERATE"})
# their object is what is talked about
_ON_A_TOPIC = frozenset({"discuss", "negotiate", "debate", "convene"})
# verbs for what several do at once
_JOINT = re.compile(r"co-?(?:wr[io]t|author|sign|sponsor|found|host|chair|organi)")
_TOGETHER_NOUNS = frozenset(
    "talk meeting summit negotiation conversation discussion relation tie agreement pact deal exercise game drill "
    "manoeuvre maneuver trade commerce".split()
)
_DEALS = frozenset("agreement treaty pact deal accord protocol contract convention memorandum declaration".split())

Actors = tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """Actors and recipients of one act, and the tokens that name the recipients."""

    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    anchors: tuple[Token, ...] = ()
    direct: bool = True
    """The recipients are the object or stand behind the trigger's own preposition, not somewhere below."""


class SideFinder:
    """Finds the sides of acts in one sentence."""

    def __init__(self, sentence: Sentence, cast: Cast) -> None:
        self._sentence, self._cast = sentence, cast

    def of(self, trigger: Trigger) -> Sides:
        """Both sides of the act that this trigger tells of."""
        actors = self._actors(trigger)
        known = {a.id for a in actors}
        recipients, anchors = self._recipients(
            trigger, known, countries_of(actors) if trigger.sense.type in _OWN_PLANS else frozenset()
        )
        if trigger.sense.type in _TOGETHER and trigger.sense.mode not in ("visit",) and self._shared(trigger):
            actors, recipients = _merge(actors, recipients), ()
        if not recipients and trigger.sense.type in _TO_THE_PLACE:
            recipients = tuple(a for a in self._place(trigger.token) if a.country)
            recipients = recipients if actors or trigger.sense.type not in _OF_THE_STATE else ()
        driven_out = trigger.sense.mode == "deport"
        if not actors and trigger.sense.type in _OF_THE_STATE and grammar.is_verb(trigger.token) and not driven_out:
            actors = self._place(trigger.token)
        if trigger.sense.type == "PROTEST" and not any(a.country for a in actors):
            # a crowd without a country is of the place where it gathers
            home = countries_of(self._place(trigger.token))
            if len(home) == 1:
                actors = tuple(a.model_copy(update={"country": next(iter(home))}) for a in actors)
        if trigger.sense.mode in _DONE_BY_ITSELF and trigger.token.tag_.startswith("NN") and recipients and not actors:
            # "the resignation of the minister", "the withdrawal of Chad's troops": they do it themselves
            of = {t.i for t in grammar.governed_by(trigger.token, "of")}
            if all(a.i in of for a in anchors):
                actors, recipients = recipients, ()
        if trigger.sense.type in _ON_THE_SPOT and recipients and all(_is_nameless_citizen(r) for r in recipients):
            recipients = _of_country(recipients, self._place(trigger.token)) or recipients
        if trigger.sense.type == "PROTEST":
            recipients = self._protested_against(trigger, actors, recipients)
        if trigger.sense.mode == "resign" and actors:
            # "resigned his office": nobody suffers it
            recipients = ()
        if (
            trigger.sense.type in _MUTUAL
            and len(countries_of(actors)) > 1
            and countries_of(recipients) <= countries_of(actors)
        ):
            # "the two signed a treaty between Chad and Mali", "they agreed on the region": a topic, no third side
            recipients = ()
        return Sides(actors, recipients, anchors, self._is_direct(trigger, anchors))

    def blamed(self, trigger: Trigger) -> tuple[Actor, ...]:
        """ "called for sanctions against Chad": Chad is asked for nothing, but held to deserve it."""
        for whom in held_to_deserve(trigger.token, "against", "on", "into"):
            found = tuple(a for a in self.in_phrase(whom) if a.country or a.sector)
            if found:
                return found
        return ()

    # ---- actors -----------------------------------------------------------------------------

    def _actors(self, trigger: Trigger) -> tuple[Actor, ...]:
        token = trigger.token
        if token.tag_.startswith("NN"):
            return self._noun_actors(token)
        # "is willing to": what an adjective says, the subject of its verb does
        doer = grammar.doer(token) if grammar.is_verb(token) else grammar.subject(token.head)
        if doer is None and trigger.sense.lemma in _HELD and grammar.is_passive(token):
            # "is opposed to", "is committed to": a participle of attitude, whose subject holds it
            doer = grammar.subject(token)
        if doer is None and trigger.sense.lemma == "recall" and trigger.noun is not None:
            # "the Chadian ambassador was recalled": by those who had sent him
            return tuple(self._cast.understood(c) for c in countries_of(self.in_phrase(trigger.noun)))
        if doer is None:
            return self._other_fighters(token) if trigger.sense.type == "ASSAULT" else self._those_between(token)
        return _merge(tuple(a for a in self.in_phrase(doer) if not self._cast.is_place(a)), self._companions(token))

    def _those_between(self, verb: Token) -> tuple[Actor, ...]:
        """ "A treaty between Chad and Mali was signed": by these two."""
        if not (grammar.is_verb(verb) and grammar.is_passive(verb)):
            return ()
        deals = [thing for thing in grammar.objects(verb) if thing.lemma_ in _DEALS]
        partners = [p for deal in deals for p in grammar.governed_by(deal, "between")]
        found = tuple(a for partner in partners for a in self.in_phrase(partner))
        return found if len(countries_of(found)) > 1 else ()

    def _other_fighters(self, verb: Token) -> tuple[Actor, ...]:
        """ "Ten rebels were killed in a clash with Chad's army": the others in the fight did it."""
        for preposition, fight in grammar.prepositions(verb):
            if preposition in ("in", "during", "after", "by") and fight.lemma_ in _FIGHTS:
                for host in (*grammar.governed_by(fight, "with", "by"), *self._before(fight)):
                    found = tuple(a for a in self.in_phrase(host) if a.sector and not self._cast.is_place(a))
                    if found:
                        return found
        return ()

    def _before(self, noun: Token) -> Iterator[Token]:
        yield from (c for c in noun.children if c.dep_ in ("poss", "amod", "compound", "nmod") and c.i < noun.i)

    def _companions(self, verb: Token) -> tuple[Actor, ...]:
        """ "A cowrote a piece with B, criticizing C": B criticizes too."""
        for each in (verb, *(verb.head,) * (verb.dep_ in ("advcl", "conj", "xcomp"))):
            together = any(c.lower_ in ("together", "jointly", "alongside") for c in each.children)
            if together or _JOINT.match(each.lemma_):
                hosts = [each, *grammar.objects(each)] if grammar.is_verb(each) else [each]
                for host in hosts:
                    for partner in grammar.governed_by(host, "with"):
                        return self.in_phrase(partner)
        return ()

    def _noun_actors(self, noun: Token) -> tuple[Actor, ...]:
        """ "Libya's offer", "the U.S. offer", "an offer by Libya", "Bush made an offer"."""
        owner = grammar.noun_agent(noun)
        if owner is not None:
            found = self.in_phrase(owner)
            if found:
                return found
        for child in noun.children:
            if child.dep_ in ("amod", "compound", "nmod") and child.i < noun.i:
                if noun.lemma_ in _BREAKS_OUT and child.tag_ == "NNP":
                    continue
                found = self._cast.who(self._sentence, child)
                if found:
                    return found
        verb = noun.head
        if noun.dep_ == "pobj" and verb.lower_ in _WHILE and noun.lemma_ in _TALKS and grammar.is_verb(verb.head):
            # "said after talks with Chad's envoy": whoever says so took part
            doer = grammar.doer(verb.head)
            return self.in_phrase(doer) if doer is not None and grammar.governed_by(noun, "with") else ()
        if noun.dep_ == "dobj" and grammar.is_verb(verb) and verb.lemma_ not in _ABOUT_IT:
            # "launched an investigation", "speeded up the withdrawal": the subject does what the noun names
            doer = grammar.doer(verb)
            return self.in_phrase(doer) if doer is not None else ()
        return ()

    # ---- recipients -------------------------------------------------------------------------

    def _recipients(
        self, trigger: Trigger, known: set[str], own: frozenset[str]
    ) -> tuple[tuple[Actor, ...], tuple[Token, ...]]:
        nameless: tuple[tuple[Actor, ...], tuple[Token, ...]] = (), ()
        places = self._candidates(trigger)
        if TYPES[trigger.sense.type].recipient_needed:
            places = chain(places, self._reasons(trigger.token))
        moved = countries_of(self._actors(trigger)) if trigger.sense.type in _OF_TROOPS else frozenset()
        threatened = trigger.sense.type == "THREATEN"
        for place in places:
            if trigger.sense.lemma == "recall" and place == trigger.noun:
                # an envoy who is called home: it is done to those to whom he was sent
                continue
            if self._is_own(place, known) or self._are_own_troops(place, moved, threatened=threatened):
                if place.dep_ == "dobj" and place.head == trigger.token and trigger.sense.type in _SPOKEN_TO:
                    # "warned his own troops of Libya's": nobody else is spoken to
                    break
                continue
            found = tuple(a for a in self.in_phrase(place) if a.id not in known)
            if any(a.country and not (a.country in own and self._cast.home_of(a)) for a in found):
                # "agreed to send doctors to Chad": those who are only thought to be of one's own country come last
                return found, (place,)
            if found and not nameless[0] and any(a.sector for a in found):
                nameless = found, (place,)
        return nameless if nameless[0] else self._of_verb_before(trigger, known)

    def _of_verb_before(self, trigger: Trigger, known: set[str]) -> tuple[tuple[Actor, ...], tuple[Token, ...]]:
        """ "accused Chad of it and threatened to retaliate": whom the verb before was aimed at is still meant."""
        verb = trigger.token
        if trigger.sense.type not in _AIMED or verb.dep_ != "conj" or not grammar.is_verb(verb.head):
            return (), ()
        if grammar.children(verb, "nsubj", "nsubjpass"):
            return (), ()
        for place in grammar.objects(verb.head):
            found = tuple(a for a in self.in_phrase(place) if a.id not in known and a.country)
            if found:
                return found, (place,)
        return (), ()

    def _protested_against(
        self, trigger: Trigger, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Those who protest over something that is nobody else's mean their own government, said or not."""
        home = {a.country for a in actors if a.country}
        if any(r.country for r in recipients if r.id not in {a.id for a in actors}) or len(home) != 1:
            return recipients
        token = trigger.token
        aims = [p for p, t in grammar.prepositions(token) if p in ("against", "over", "at", "for") or _is_protest(t)]
        aims += [c.dep_ for c in token.children if c.dep_ in ("advcl", "xcomp", "ccomp") and c.i > token.i]
        return (self._cast.understood(home.pop() or ""),) if aims else recipients

    def _is_direct(self, trigger: Trigger, anchors: tuple[Token, ...]) -> bool:
        hosts = {trigger.token.i, *([trigger.noun.i] if trigger.noun is not None else [])}
        objects = {t.i for t in grammar.objects(trigger.token)} if grammar.is_verb(trigger.token) else set()
        return all(
            a.i in objects or a.head.head.i in hosts or (a.dep_ == "conj" and a.head.i in objects) for a in anchors
        )

    def _is_own(self, place: Token, known: set[str]) -> bool:
        """ "recalled its own envoy": what belongs to the actor is not whom the act is aimed at.

        "Met his Greek counterpart" is: who belongs to another country than the actor is somebody else.
        """
        owners = [
            a for c in grammar.children(place, "poss") if c.tag_ == "PRP$" for a in self._cast.who(self._sentence, c)
        ]
        homes = {a.country for a in owners if a.id in known}
        return bool(homes) and not any(a.country and a.country not in homes for a in self.in_phrase(place))

    def _are_own_troops(self, place: Token, homes: frozenset[str], *, threatened: bool) -> bool:
        """ "pulled U.S. troops out of Chad": a state's own troops are what it moves, not whom it does it to."""
        found = self.in_phrase(place) if homes else ()
        told = [a.country for a in found if self._cast.home_of(a) is None]
        if found and place.dep_ == "dobj" and not threatened and len(told) == len(found) and homes.issuperset(told):
            return True
        return bool(found) and all(a.sector == "MIL" and a.country in (None, *homes) for a in found)

    def _candidates(self, trigger: Trigger) -> Iterator[Token]:
        """Places where the recipient may stand, the likeliest first."""
        token, frame = trigger.token, trigger.sense.recipient
        hosts = [token] if trigger.noun is None else [token, trigger.noun]
        if trigger.noun is not None and trigger.noun.dep_ in ("compound", "nmod"):
            # "launched a mediation effort between": what is said of the effort is said of the mediation
            hosts.append(trigger.noun.head)
        if trigger.sense.type == "PROTEST":
            # "struck in protest against the mayor", "marched in defiance of the army"
            hosts += [t for host in hosts for t in grammar.governed_by(host, "in") if _is_protest(t)]
        if frame.startswith("prep:"):
            wanted = frame.removeprefix("prep:").split(",")
            for host in hosts:
                yield from grammar.governed_by(host, *wanted)
        if frame == "of":
            for host in reversed(hosts):
                yield from grammar.governed_by(host, "of")
        if trigger.sense.type == "CONSULT" and frame != "obj":
            # what is discussed is no partner
            for host in (*hosts, *(grammar.objects(token) if grammar.is_verb(token) else [])):
                yield from grammar.governed_by(host, "with", "between")
            if grammar.is_verb(token) and trigger.noun is None and trigger.sense.lemma not in _ON_A_TOPIC:
                yield from grammar.objects(token)
                yield from grammar.governed_by(token, *_TOWARDS)
            return
        attitude = trigger.sense.lemma in _HELD and grammar.is_passive(token) and grammar.agent(token) is None
        if grammar.is_verb(token) and not attitude:
            yield from grammar.objects(token)
        if trigger.sense.type == "ACCUSE" and grammar.is_verb(token) and not grammar.is_passive(token):
            # "condemned the attack on the convoy by rebels": whose attack it was, wherever the parser hangs it
            yield from (t for p, t in grammar.prepositions(token) if p == "by" and not grammar.is_verb(t))
        asking = trigger.sense.type == "REQUEST"
        # "demanded compensation for the family": of somebody else
        behind_things = tuple(p for p in _TOWARDS if not (asking and p == "for"))
        towards = tuple(p for p in _TOWARDS if p not in _VENUES) if trigger.sense.type == "AGREE" else _TOWARDS
        for host in hosts:
            yield from grammar.governed_by(host, *(towards if host is token else behind_things))
        if token.tag_.startswith("NN"):
            yield from grammar.governed_by(token, "of")
            return
        for thing in grammar.objects(token) if grammar.is_verb(token) else []:
            yield from grammar.governed_by(thing, "of", "by", *behind_things)
        own = {a.country for a in self._actors(trigger) if a.country} if trigger.sense.type in _OWN_PLANS else set()
        for host in hosts[:2]:
            yield from self._in_complement(host, own, trigger.sense.type)
        if trigger.sense.type != "REQUEST":
            yield from self._deep(trigger)

    def _deep(self, trigger: Trigger) -> Iterator[Token]:
        """Anywhere inside the object: "agreed to an extension of the mandate for the force in Lebanon"."""
        for thing in [
            *grammar.objects(trigger.token),
            *(t for p, t in grammar.prepositions(trigger.token) if p in _TOWARDS),
        ]:
            if thing.i > trigger.token.i:
                here = grammar.clause_of(thing).i
                yield from (
                    t
                    for t in thing.subtree
                    if t.i > thing.i and t.tag_.startswith(("NNP", "JJ")) and grammar.clause_of(t).i == here
                )

    def _reasons(self, verb: Token) -> Iterator[Token]:
        """ "imposed sanctions because of Chad's treatment of …": who gave the reason is who is meant."""
        yield from (
            t for p, t in grammar.prepositions(verb) if p in ("because", "of", "over", "for") and not grammar.is_verb(t)
        )

    def _is_of(self, subject: Token, countries: set[str]) -> bool:
        return bool({a.country for a in self.in_phrase(grammar.resolved(subject))} & countries)

    def _in_complement(self, verb: Token, own: set[str], kind: str) -> Iterator[Token]:
        """ "threatened to break off relations with Chad", "demanded that Chad withdraw"; not "that he be freed"."""
        preposition_clauses = [t for _, t in grammar.prepositions(verb) if grammar.is_verb(t)]
        told = ("ccomp", "xcomp", "advcl") if grammar.is_verb(verb) else ("ccomp", "acl")
        for clause in [*grammar.children(verb, *told), *preposition_clauses]:
            if clause.dep_ == "advcl" and clause.i < verb.i:
                continue
            subject = grammar.first(grammar.children(clause, "nsubj", "nsubjpass"))
            # who says what his own side will do speaks to somebody else
            freed = kind == "REQUEST" and subject is not None and subject.dep_ == "nsubjpass"
            if subject is not None and not freed and not (own and self._is_of(subject, own)):
                yield grammar.resolved(subject)
            if kind == "ACCUSE" and clause.dep_ == "ccomp" and subject is not None and subject.tag_ != "PRP":
                # "complained that the plans would hurt farmers": those whom it falls on are not accused
                continue
            for condition in grammar.children(clause, "advcl"):
                if grammar.marker(condition) in ("if", "unless") and (meant := grammar.subject(condition)) is not None:
                    yield meant
            # "to send troops into Mali", "to send them to confront Chad"
            inner, into = (("advcl",), ("into",)) if kind == "THREATEN" else ((), ())
            for each in [clause, *(c for c in clause.children if c.dep_ in ("xcomp", "conj", "ccomp", *inner))]:
                yield from grammar.objects(each) if grammar.is_verb(each) and not (freed and each == clause) else []
                yield from grammar.governed_by(each, *_TOWARDS, *into)
                for thing in grammar.objects(each) if grammar.is_verb(each) else []:
                    yield from grammar.governed_by(thing, "of", "in", *_TOWARDS)

    def _shared(self, trigger: Trigger) -> bool:
        """Whether the other side takes part as an equal: "met with", "talks between", "agreed with"."""
        if trigger.sense.type == "CONSULT":
            return True
        nouns = {trigger.token.lemma_, trigger.noun.lemma_ if trigger.noun is not None else ""}
        return bool(nouns & _TOGETHER_NOUNS)

    # ---- reading a phrase -------------------------------------------------------------------

    def in_phrase(self, head: Token) -> tuple[Actor, ...]:
        """Whom a phrase means or whose it is: "Libya", "a Libyan court", "Libya's treatment of them"."""
        direct = self._cast.who(self._sentence, head)
        if any(a.country for a in direct):
            return direct
        if not direct and (head.tag_ == "CD" or head.lemma_ in _CROWDS):
            # "tens of thousands of students": the last of them are meant
            for meant in grammar.governed_by(head, "of"):
                return self.in_phrase(meant)
        if not direct:
            # "his Greek counterpart Nikos Pappas": the name behind a title
            for name in grammar.children(head, "appos"):
                if name.tag_.startswith("NNP") and (named := self._cast.who(self._sentence, name)):
                    return named
        for place in self._beside(head):
            found = self._cast.who(self._sentence, place)
            if any(a.country for a in found):
                return _of_country(direct, found)
        return direct

    def _beside(self, head: Token) -> Iterator[Token]:
        """Words of a phrase that may say whose it is, the nearest first."""
        yield from self._before(head)
        if head.tag_.startswith("NN") or head.tag_ in ("CD", "DT"):
            of = [
                p
                for p in grammar.governed_by(head, "of", "from", "in", "by", "throughout", "across")
                if p.dep_ == "pobj"
            ]
            yield from of
            for each in of:
                yield from self._beside(each)

    def _place(self, token: Token) -> tuple[Actor, ...]:
        """The country where the clause says the act was done."""
        verb = grammar.clause_of(token)
        things = grammar.objects(verb) if grammar.is_verb(verb) else []
        for host in (token, verb, *things):
            for place in grammar.governed_by(host, *_PLACES):
                found = tuple(a for a in self._cast.who(self._sentence, place) if a.country)
                if found:
                    return found
        return ()


# verbs whose subject only receives, wants, reports or judges what their object names
_ABOUT_IT = frozenset(
    "receive suffer face welcome condemn criticise criticize demand see report describe urge want seek await expect "
    "fear prevent avoid stop follow call watch hear know recall mention discuss consider support oppose reject accept "
    "deny praise hail protest denounce blame link tie survive escape prompt cause trigger spark provoke bring".split()
)


_CROWDS = CROWDS | {"third", "half"}


def held_to_deserve(asking: Token, *prepositions: str) -> Iterator[Token]:
    """Against whom somebody calls for sanctions, an inquiry, measures: what stands behind these of its prepositions."""
    wanted = [*grammar.objects(asking), *grammar.governed_by(asking, "for")] if grammar.is_verb(asking) else []
    for harm in wanted:
        if harm.lemma_ in _DESERVED:
            yield from grammar.governed_by(harm, *prepositions)


def _is_protest(token: Token) -> bool:
    return token.lemma_ in _IN_PROTEST


def countries_of(actors: Iterable[Actor]) -> frozenset[str]:
    """The states and bodies that these are of."""
    return frozenset(a.country for a in actors if a.country)


def _is_nameless_citizen(actor: Actor) -> bool:
    return actor.country is None and actor.sector in ("CVL", "OPP", "LAB", "EDU")


def _of_country(nameless: tuple[Actor, ...], owners: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """ "refugees in Liberia" are nameless and Liberia's; a thing of Liberia's stands for Liberia."""
    countries = {a.country for a in owners if a.country}
    if any(a.sector for a in nameless) and len(countries) == 1:
        return tuple(a.model_copy(update={"country": next(iter(countries))}) for a in nameless)
    return owners


def _merge(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> tuple[Actor, ...]:
    return tuple({x.id: x for x in (*a, *b)}.values())
