"""How is a record told in a sentence? Who, did what, to whom, when, in the source's own words."""

from typing import Final

from dragoman.records import Actor, Demand, Entry, Event
from dragoman.weigh.days import in_words, on_day
from dragoman.weigh.facts import Act, Facts
from dragoman.weigh.names import Names, capitalised, introduced, listed, told, with_article
from dragoman.weigh.quoting import quoted

_VERBS: Final[dict[str, tuple[str, str]]] = {
    # type or type/mode: the verb, and what joins the recipient to it
    "AGREE": ("agreed to cooperate", "with"),
    "CONSULT": ("met or talked", "with"),
    "CONSULT/visit": ("paid a visit", "to"),
    "CONSULT/phone": ("talked by telephone", "with"),
    "CONSULT/third-party": ("mediated", "with"),
    "SUPPORT": ("gave diplomatic support", "to"),
    "CONCEDE": ("made a concession", "to"),
    "COOPERATE": ("cooperated", "with"),
    "AID": ("gave help", "to"),
    "RETREAT": ("gave way", "towards"),
    "RETREAT/release": ("released prisoners", ""),
    "RETREAT/withdraw": ("withdrew forces", "from"),
    "RETREAT/disarm": ("gave up arms", "towards"),
    "RETREAT/ceasefire": ("ceased fire", "towards"),
    "RETREAT/access": ("gave access", "to"),
    "RETREAT/resign": ("resigned", "towards"),
    "REQUEST": ("made a demand", "on"),
    "ACCUSE": ("criticised or accused", ""),
    "REJECT": ("refused something", "to"),
    "THREATEN": ("threatened", ""),
    "PROTEST": ("protested", "against"),
    "SANCTION": ("cut relations or imposed sanctions", "on"),
    "SANCTION/expel": ("expelled or recalled envoys", "of"),
    "SANCTION/convict": ("convicted", ""),
    "SANCTION/withdraw": ("withdrew from talks or a body", "with"),
    "SANCTION/discontinue": ("imposed sanctions or cut aid", "on"),
    "MOBILIZE": ("mobilised", "against"),
    "COERCE": ("used coercion", "on"),
    "COERCE/arrest": ("made arrests", ""),
    "COERCE/seize": ("seized property", "of"),
    "COERCE/deport": ("deported people", "of"),
    "ASSAULT": ("used violence", "against"),
}
_OF_PEOPLE: Final = {"RETREAT/release": "released", "COERCE/arrest": "arrested", "SANCTION/convict": "convicted"}
"""Acts on people, who need not belong to a side."""
_STATUS: Final = {
    "occurred": "",
    "ongoing": "(still going on)",
    "planned": "(planned, not reported as done)",
    "attempted": "(attempted)",
    "hypothetical": "(only conditional)",
    "denied": "(reported as not done)",
}
_FORCE: Final = {"require": "requires", "ask": "asks", "advise": "advises"}


def tell_act(act: Act, facts: Facts) -> str:
    """ "On 4 September 2008 the United States gave way towards Belarus: “…”." """
    when = on_day(act.day) if act.own_day else f"as reported on {in_words(act.day)},"
    reports = {facts.original(report.document) for report in act.reports}
    more = f", in {len(reports)} reports" if len(reports) > 1 else ""
    return f"{capitalised(when)} {tell_event(act.event, facts.names)}{more}: {quoted(facts.words(act.event))}."


def tell_event(event: Event, names: Names) -> str:
    """Who did what to whom, without the day."""
    act = f"{event.type}/{event.mode}"
    verb, joint = _VERBS.get(act) or _VERBS.get(event.type, (event.type.lower(), "towards"))
    recipients = [a for a in event.recipients if a.name not in {b.name for b in event.actors}]
    if act in _OF_PEOPLE and recipients:
        verb, joint = _OF_PEOPLE[act], ""
    else:
        # the words quoted beside it tell of things; only sides are named here
        recipients = [a for a in recipients if a.country]
    whom = f" {joint} {people(recipients, names)}".replace("  ", " ") if recipients else ""
    status = _STATUS[event.status]
    return f"{people(event.actors, names) or 'somebody'} {verb}{whom}" + (f" {status}" if status else "")


def people(actors: "tuple[Actor, ...] | list[Actor]", names: Names) -> str:
    """Those who act, each named once, with the country that they belong to."""
    found: dict[str, None] = {}
    for actor in actors:
        country = names.name_of(actor.country) if actor.country else None
        name = with_article(actor.name)
        if name[0].islower() and " " not in name and not name.endswith("s"):
            name = f"the {name}"
        if country is None or country.lower() in name.lower() or name.lower() in country.lower():
            found[with_article(country) if country and len(country) > len(name) else name] = None
        else:
            found[f"{name} ({country})"] = None
    return listed(list(found))


def tell_demand(demand: Demand, names: Names) -> str:
    """ "David Kramer (…) asks Belarus: “restore the U.S. embassy”, said to come first." """
    by = demand.by or demand.voiced_by
    who = introduced(by, names) if by else "Somebody unnamed"
    voice = demand.voiced_by
    if by and voice and voice.id != by.id:
        who = f"{who}, in the words of {introduced(voice, names)},"
    of = people(demand.of, names) or "an addressee left open"
    rank = ", said to come first" if demand.rank == 1 else ""
    leave = "not to do this: " if demand.negative else ""
    tie = demand.tie
    waits = (
        f" Until then: {quoted(tie.consequence.exact)}."
        if tie and tie.consequence and tie.kind == "precondition"
        else ""
    )
    return f"{capitalised(who)} {_FORCE[demand.force]} of {of} {leave}{quoted(demand.what.exact)}{rank}.{waits}"


def tell_entry(entry: Entry, names: Names) -> str:
    """The demand and since when it stands."""
    by, of = capitalised(told(entry.by, names)), told(entry.of, names)
    first, last = entry.first_demanded, entry.last_demanded
    if first is None:
        return f"{by} demands of {of}, in undated reports only: {quoted(entry.act)}."
    again = f" and last {on_day(last)}" if last and last != first else ""
    return f"{by} demanded this of {of} first {on_day(first)}{again}: {quoted(entry.act)}."
