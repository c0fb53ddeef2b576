"""Which words say which kind of act, on which kind of thing, and what undoes it?

Demands are met by acts that are told in other words: "free", "let go" and "walked out of prison"
are one kind. A kind is chosen by the verb and by what the verb is done to: surrendering a suspect
is one act, surrendering rockets another. `undo` names the kinds that take such an act back.
"""

from dataclasses import dataclass
from typing import Final

from dragoman.know.acts.words import Form, forms_of, stem


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of act. `verbs` may name a particle or noun after the verb ("give up", "lay down")."""

    name: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    things: frozenset[str] = frozenset()
    """Classes of things one of which must be its object; none where any will do."""
    undo: tuple[str, ...] = ()
    said: bool = False
    """Done by being said: a signature, a recognition, an apology."""


def _kind(name: str, verbs: str, nouns: str = "", things: str = "", undo: str = "", *, said: bool = False) -> Kind:
    return Kind(
        name,
        tuple(v.strip() for v in verbs.split(",") if v.strip()),
        tuple(nouns.split()),
        frozenset(things.split()),
        tuple(undo.split()),
        said,
    )


_PEOPLE = "captive media medic sailor soldier clergy opposition suspect people worker aidworker tourist relative"

# Where several kinds share a verb, the first whose things fit the object is taken; one without
# things fits any object that no other kind claims.
KINDS: Final[tuple[Kind, ...]] = (
    _kind("ceasefire", "cease, stop, end, halt, suspend, pause, cease fire, hold fire, hold, observe, respect, keep, "
          "honour, honor, declare, accept, agree to, agree on, implement, lay down arms, silence", "ceasefire truce armistice cease-fire end halt cessation suspension",
          "fighting", "attack"),
    _kind("attack", "attack, bomb, shell, bombard, break, violate, resume, restart, launch, storm, shoot, fire on, raid, "
          "invade, breach, open fire", "offensive shelling bombardment", "fighting land school base"),
    _kind("free_media", "let, allow, permit, reopen, relicense, restore, unblock, give back", "", "press licence",
          "curb_media"),
    _kind("curb_media", "close, shut, shut down, ban, bar, block, censor, suspend, revoke, withdraw, take off air, raid, silence, "
          "fine, harass", "", "press licence", "free_media"),
    _kind("access", "let in, let into, admit, readmit, allow, permit, let, give access, grant access, grant, open, open up, receive, "
          "invite, accept, cooperate with, co-operate with, welcome, allow in, return", "access", "inspector aidworker relief site",
          "shut_out expel halt_aid"),
    _kind("shut_out", "bar, block, refuse, turn away, turn back, throw out, kick out, expel, ban, obstruct, eject, remove, restrict, "
          "order out, deny, keep out, stop, end, suspend", "", "inspector aidworker relief site", "access"),
    _kind("disarm", "disarm, give up, abandon, dismantle, destroy, scrap, renounce, relinquish, eliminate, decommission, "
          "surrender, hand over, hand in, lay down, put down, get rid, dispose, ship out, remove, turn in, yield, "
          "put beyond use, end, demilitarise, denuclearise, drop, forgo, turn over, neutralise, melt down",
          "disarmament decommissioning denuclearisation denuclearization dismantlement", "weapon nuclear", "rearm resume"),
    _kind("rearm", "rearm, rebuild, acquire, smuggle, buy, deploy, fire, launch, test, detonate, unveil, develop",
          "", "weapon nuclear", "disarm"),
    _kind("surrender", "surrender, hand over, turn over, extradite, deliver, transfer, give up, send, hand, yield, fly, "
          "render, bring", "surrender extradition handover transfer", _PEOPLE + " court"),
    _kind("withdraw", "withdraw, pull out, pull back, leave, vacate, evacuate, retreat, move out, quit, remove, take out, "
          "recall, redeploy, bring home, pull, end, return bases, return base, return barracks",
          "withdrawal pullout pullback retreat evacuation", "soldier land base",
          "invade return_troops"),
    _kind("return_troops", "send, send back, return, re-enter, deploy, move back, come back, roll into, cross, move into, occupy, "
          "reoccupy, retake, seize, advance", "", "soldier land", "withdraw"),
    _kind("release", "free, release, liberate, let go, set free, walk free, walk out, let out, give back, fly home, return home, "
          "come home, send home, repatriate, go free, bail, acquit, emerge, return, hand over, land, arrive home, let leave, "
          "allow to leave, let come home, let go home, allow home, let home, reprieve, grant bail, exchange, swap, leave prison, leave jail",
          "release freedom liberation freeing repatriation return", _PEOPLE + " jail",
          "arrest"),
    _kind("pardon", "pardon, amnesty, commute, grant clemency", "pardon amnesty clemency", "", "arrest"),
    _kind("arrest", "arrest, rearrest, re-arrest, detain, jail, imprison, sentence, convict, capture, seize, round up, take into custody, "
          "apprehend, lock up, hold, charge, abduct, kidnap, put on trial", "arrest detention imprisonment jailing", "", "release"),
    _kind("lift", "lift, ease, remove, relax, scrap, call off, drop, repeal, revoke, end, suspend, abolish, rescind, "
          "loosen, waive, annul, cancel, dismantle, unfreeze", "lifting easing", "sanction emergency", "impose"),
    _kind("impose", "impose, reimpose, re-impose, restore, reinstate, tighten, extend, renew, reintroduce, declare, slap, introduce, "
          "widen, broaden, strengthen", "", "sanction emergency", "lift"),
    _kind("open", "open, reopen, re-open, unblock, unseal, clear, reconnect", "opening reopening", "crossing school embassy", "close"),
    _kind("close", "close, shut, seal, block, seal off, shut down, blockade", "closure closing", "crossing school embassy base jail", "open resume"),
    _kind("hold", "hold, organise, stage, call, conduct, schedule, set, go ahead, rerun, repeat, set date", "", "election", "put_off"),
    _kind("put_off", "cancel, postpone, delay, put off, annul, call off, scrap", "postponement", "election talks", "hold talk"),
    _kind("talk", "negotiate, talk, return, resume, join, rejoin, attend, open, begin, start, hold, meet, sit down, come back, enter, restart",
          "negotiation dialogue", "talks", "leave_talks"),
    _kind("leave_talks", "walk out, break off, leave, quit, suspend, boycott, abandon, pull out, withdraw, freeze", "walkout", "talks", "talk"),
    _kind("responsibility", "accept, admit, acknowledge, take, assume, concede, own up", "", "blame", said=True),
    _kind("apologise", "apologise, apologize, express regret, say sorry, express remorse", "apology apologies", "", said=True),
    _kind("recognise", "recognise, acknowledge, accept", "recognition", "state", "unrecognise", said=True),
    _kind("unrecognise", "withdraw recognition, revoke recognition, derecognise", "", "", "recognise"),
    _kind("sign", "sign, ratify, accede, endorse, approve, join, rejoin, adopt, initial, adhere, return, accept", "ratification signature accession",
          "treaty", "quit_treaty", said=True),
    _kind("quit_treaty", "withdraw, quit, pull out, leave, renounce, denounce, abandon, repudiate, suspend, scrap, tear up", "",
          "treaty", "sign"),
    _kind("renounce", "renounce, forswear, condemn, denounce, reject, abandon, give up, disavow", "renunciation", "violence", "attack",
          said=True),
    _kind("pay", "pay, compensate, reimburse, repay, settle, clear, pay off, transfer, hand over, deposit, honour, release",
          "compensation payment repayment reparation", "money victims", "default"),
    _kind("default", "default, withhold, stop paying, miss", "default", "money", "pay"),
    _kind("restore", "restore, reinstate, return, give back, take back, reappoint, readmit, exchange, renew, resume, send back, accept, "
          "receive, re-establish, reestablish, send, name, nominate, appoint, welcome, reconnect", "restoration reinstatement return exchange",
          "envoy licence ties power", "remove"),
    _kind("remove", "revoke, strip, withdraw, recall, expel, deny, cut off, sever, break off, take away, downgrade, cancel, suspend", "",
          "envoy licence ties power", "restore"),
    _kind("cut", "cut, reduce, lower, trim, slash, bring down, narrow, scrap, abolish, remove, end, phase out, eliminate, "
          "decrease, curb, shrink, rein in, halve, limit, cap, stop, withdraw, drop", "cut reduction", "budget subsidy wage tax", "raise"),
    _kind("raise", "raise, increase, hike, lift, put up, double, widen, introduce, impose, restore, bring in, levy, reintroduce, adjust",
          "rise increase hike", "tax price budget wage rate subsidy", "cut reverse"),
    _kind("reverse", "reverse, roll back, cancel, scrap, undo, overturn, backtrack, backpedal, u-turn, abandon", "reversal", "", ""),
    _kind("float", "float, devalue, free, unify, liberalise, let float, unpeg, let fall, abandon peg", "devaluation float flotation", "currency",
          "peg"),
    _kind("peg", "peg, fix, control, prop up, defend", "", "currency", "float"),
    _kind("sell", "privatise, sell, sell off, auction, float, list, offload", "privatisation privatization sale", "", "nationalise"),
    _kind("nationalise", "nationalise, renationalise, take over", "nationalisation", "", "sell"),
    _kind("enact", "pass, adopt, enact, approve, amend, introduce, reform, change, revise, vote, rewrite, back, overhaul, sign, draft, "
          "submit, promulgate, restore, reinstate, reintroduce, revive, bring in, set up, implement, carry out, create", "adoption passage enactment overhaul amendment", "law",
          "repeal"),
    _kind("repeal", "repeal, overturn, strike down, scrap, revoke, withdraw, drop, reject, rescind, abolish, veto, annul, shelve, water down, cancel, suspend",
          "repeal abolition annulment revocation nullification", "law", "enact"),
    _kind("disclose", "publish, disclose, release, declare, reveal, hand over, provide, submit, share, supply, turn over, explain, account, give, deliver",
          "disclosure publication declaration", "information", ""),
    _kind("investigate", "investigate, probe, look into, inquire, open, launch, set up, order, conduct, hold, begin, allow, accept, appoint, permit, agree",
          "investigation inquiry probe inquest", "inquiry"),
    _kind("prosecute", "prosecute, try, punish, charge, indict, arrest, put on trial, bring to justice, convict, hold accountable, sentence",
          "prosecution trial punishment", "suspect official_guilty"),
    _kind("resign", "resign, step down, stand down, quit, leave office, give up power, relinquish power, step aside, leave power, hand over power, "
          "cede power, transfer power, leave, dismiss, sack, fire, remove", "resignation departure", "office", "return_power"),
    _kind("disband", "disband, dissolve, dismantle, break up, outlaw, ban, demobilise, expel, shut down, close, crack down, arrest, rein in",
          "dissolution demobilisation demobilization disbandment", "militia"),
    _kind("drop_case", "drop, dismiss, quash, withdraw, close, annul, overturn", "", "case_charge", "arrest"),
    _kind("spare", "spare, commute, halt, stay, suspend, call off, stop, abolish, cancel, not execute", "moratorium", "death_penalty", "execute"),
    _kind("execute", "execute, hang, put to death, carry out", "execution hanging", "", "spare"),
    _kind("let_return", "let return, take back, allow back, let back, readmit, allow, permit, resettle, accept, let", "repatriation", "refugee"),
    _kind("ease_aid", "let, allow, permit, deliver, send, resume, unblock", "delivery", "relief", "halt_aid"),
    _kind("halt_aid", "block, stop, suspend, halt, seize, turn back, obstruct", "", "relief", "ease_aid"),
    _kind("halt", "stop, halt, cease, end, suspend, freeze, pause, discontinue, shut down, close, shut, refrain, desist, give up, abandon, "
          "curb, forgo, mothball, disable, switch off, drop, quit, put an end, stop short, scrap, dismantle, roll back, cut off, "
          "cut, renounce, reduce, limit, cancel, call off, put on hold, shelve, seal", "halt end suspension freeze cessation moratorium shutdown closure", "",
          "resume"),
    _kind("resume", "resume, restart, reactivate, relaunch, reopen, continue, step up, accelerate, expand, revive, start, launch, begin, press on, "
          "go ahead, speed up", "resumption restart", "", "halt"),
    _kind("allow", "let, allow, permit, enable, authorise, tolerate, legalise", "", "", "forbid"),
    _kind("forbid", "ban, bar, block, prevent, stop, prohibit, forbid, outlaw, disqualify, obstruct", "ban", "", "allow"),
    _kind("respect", "respect, honour, honor, comply, abide, implement, fulfil, fulfill, observe, carry out, uphold, enforce, apply, obey, meet",
          "compliance implementation", "", "violate"),
    _kind("violate", "violate, breach, break, flout, ignore, defy, renege", "violation breach", "", "respect"),
    _kind("grant", "grant, give, issue, award, extend, offer, provide, deliver, restore", "", "", "remove"),
    _kind("expel", "expel, deport, throw out, kick out, send home, order out, evict, oust, hand over", "expulsion deportation", "", ""),
    _kind("rename", "rename, change name, alter", "", "", ""),
)  # fmt: skip

_THINGS: Final[dict[str, str]] = {
    "captive": "prisoner detainee inmate captive hostage abductee internee convict pow conscience",
    "media": "journalist reporter correspondent editor blogger cameraman photographer columnist publisher",
    "medic": "medic nurse doctor physician paramedic surgeon medical",
    "sailor": "sailor crew seaman seamen fisherman fishermen marine crewman crewmen captain mariner vessel trawler tanker ship",
    "soldier": "soldier troop serviceman servicemen airman airmen pilot force army brigade battalion tank garrison regiment "
               "peacekeeper contingent military armour artillery warship",
    "clergy": "pastor priest missionary missionaries monk bishop cleric preacher nun reverend evangelist imam archbishop",
    "opposition": "opposition dissident opponent critic activist politician candidate campaigner demonstrator protester protestor "
                  "opposition-leader lawmaker unionist reformer organiser blogger",
    "suspect": "suspect fugitive indictee accused defendant suspected indicted wanted perpetrator commander general mastermind",
    "people": "man men woman women people person everyone everybody anyone those other others child children girl boy national "
              "citizen member him her them his their she he who one leader businessman businessmen entrepreneur student teacher professor "
              "scholar academic lawyer engineer scientist artist writer poet author officer official expatriate compatriot figure "
              "adviser minister president son daughter wife husband father mother brother sister resident villager civilian "
              "schoolgirl schoolchildren executive banker consultant contractor sentence term",
    "worker": "worker employee labourer staff technician miner",
    "aidworker": "inspector monitor observer investigator verifier rapporteur watchdog iaea agency opcw expert mission "
                 "red-cross inspection verification",
    "inspector": "inspector monitor observer investigator verifier rapporteur watchdog iaea agency opcw expert mission "
                 "inspection verification envoy delegation",
    "tourist": "tourist hiker traveller traveler backpacker climber visitor",
    "relative": "families relatives family",
    "jail": "prison jail custody captivity bars cell detention",
    "weapon": "weapon arm missile bomb warhead arsenal rocket munition gun rifle stockpile shell explosive mortar ammunition "
              "mine landmine sarin weaponry chemical biological",
    "nuclear": "nuclear reactor enrichment centrifuge uranium plutonium atomic bomb-making reprocessing enrich heavy-water warhead "
               "weapons-grade fuel yellowcake",
    "fighting": "ceasefire cease-fire truce armistice fire fighting hostilities hostility attack offensive bombing shelling bombardment violence war airstrike "
                "strike raid firing assault rocket clash advance killing siege incursion",
    "land": "territory province region city town village valley enclave border-zone strip heights "
            "buffer area zone occupied country position island dam land",
    "sanction": "sanction embargo ban restriction blockade tariff quota boycott measure curb travel-ban freeze duty duties",
    "emergency": "emergency martial curfew siege state-of-emergency",
    "crossing": "border crossing frontier port airport strait airspace bridge corridor road route harbour harbor railway highway checkpoint gate canal",
    "school": "school university universities college mosque church hospital",
    "embassy": "embassy consulate mission office",
    "base": "base camp facility plant reactor station depot site",
    "site": "site facility base plant complex laboratory",
    "election": "election vote poll ballot referendum runoff presidential parliamentary",
    "talks": "talk negotiation dialogue table conference round discussion summit mediation",
    "blame": "responsibility blame guilt liability role involvement",
    "state": "independence statehood sovereignty border existence kosovo israel government result winner court",
    "treaty": "treaty protocol convention agreement accord statute pact npt charter deal memorandum",
    "violence": "violence terrorism terror struggle",
    "money": "money compensation damage reparation debt arrears dollar euro bill instalment sum fine salary pension ransom "
             "billion million payment gas wage",
    "victims": "victim families survivor relative creditor bondholder supplier",
    "envoy": "ambassador envoy diplomat charge embassy consul",
    "ties": "tie relation link contact cooperation diplomatic",
    "licence": "licence license accreditation permit registration visa passport status citizenship autonomy",
    "power": "electricity water gas internet rule order democracy constitution government parliament power supply supplies",
    "press": "newspaper press media broadcaster television radio station channel website newsroom magazine journalist tv internet outlet reporter",
    "budget": "budget deficit spending expenditure borrowing debt",
    "subsidy": "subsidy subsidies support privilege perk exemption",
    "wage": "wage pension salary salaries payroll job bonus civil-service",
    "tax": "tax vat taxes levy duty duties excise taxation revenue fee",
    "price": "price tariff fare bill charge",
    "rate": "rate interest reserve age capital",
    "currency": "currency pound rupee peso rouble ruble dollar exchange-rate exchange peg hryvnia lira naira dinar rate kyat tenge",
    "law": "law bill legislation constitution amendment reform act code rule system regulation decree article provision court statute budget "
           "agency bureau commission prosecutor judiciary police plan programme package commission",
    "information": "document report information record data file list figure declaration account accounts book whereabouts fate detail evidence map sample tape name history",
    "inquiry": "investigation inquiry probe inquest commission investigator death killing murder massacre crash shooting abuse disappearance",
    "official_guilty": "killer those perpetrator responsible official officer policeman policemen murderer",
    "office": "power office presidency post premiership command",
    "militia": "militia group paramilitary paramilitaries rebel guerrilla militant fighter organisation organization faction gang unit",
    "case_charge": "charge case prosecution lawsuit conviction indictment warrant verdict",
    "death_penalty": "execution hanging death stoning penalty",
    "refugee": "refugee displaced exile returnee deportee migrant",
    "relief": "aid relief convoy food humanitarian medicine supplies lorry lorries truck shipment flotilla",
    "court": "court tribunal hague",
}  # fmt: skip

CLASSES: Final[dict[str, frozenset[str]]] = {}
"""Stem of a word → the classes of things it belongs to."""

for _name, _words in _THINGS.items():
    for _word in _words.split():
        # a short word's plural has a stem of its own: "maps"
        for _stem in (stem(_word), stem(f"{_word}s")):
            CLASSES[_stem] = CLASSES.get(_stem, frozenset()) | {_name}

PERSONAL: Final = frozenset(
    "captive media medic sailor clergy opposition suspect people worker aidworker tourist relative".split()
)
"""Classes whose words are human beings."""
PEOPLE: Final = frozenset(_PEOPLE.split())

BY_NAME: Final[dict[str, Kind]] = {k.name: k for k in KINDS}
VERBS: Final[dict[str, tuple[tuple[Form, tuple[str, ...], Kind], ...]]] = {}
"""Form of a verb → (what form it is, what must follow, the kind), for every kind that has it."""
NOUNS: Final[dict[str, tuple[Kind, ...]]] = {}


def _fill() -> None:
    verbs: dict[str, list[tuple[Form, tuple[str, ...], Kind]]] = {}
    nouns: dict[str, list[Kind]] = {}
    for kind in KINDS:
        for phrase in kind.verbs:
            verb, *rest = phrase.split()
            for form, what in forms_of(verb):
                verbs.setdefault(form, []).append((what, tuple(rest), kind))
        for noun in kind.nouns:
            for each in (noun, noun + "s"):
                nouns.setdefault(each, []).append(kind)
    for form, rows in verbs.items():
        VERBS[form] = tuple(sorted(rows, key=lambda r: -len(r[1])))
    NOUNS.update({noun: tuple(kinds) for noun, kinds in nouns.items()})


_fill()
