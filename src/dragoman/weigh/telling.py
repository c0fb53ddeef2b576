"""How is a record told in a sentence? When, which sides, and the source's own words: what happened is for it to say."""

from typing import Final

from dragoman.records import Actor, Demand, Entry, Event
from dragoman.weigh.days import in_words, on_day
from dragoman.weigh.facts import Facts
from dragoman.weigh.known import Act
from dragoman.weigh.names import MANY, Names, capitalised, introduced, listed, with_article
from dragoman.weigh.quoting import quoted

_STATUS: Final = {
    "occurred": "",
    "ongoing": ", still going on",
    "planned": ", announced and not reported as done",
    "attempted": ", attempted",
    "hypothetical": ", only conditional",
    "denied": ", reported as not done",
}
_FORCE: Final = {"require": "requires", "ask": "asks", "advise": "advises"}


def tell_act(act: Act, facts: Facts) -> str:
    """ "On 4 September 2008, the United States towards Belarus: “…”." """
    when = on_day(act.day) if act.own_day else f"as reported on {in_words(act.day)}"
    reports = {facts.original(report.document) for report in act.reports}
    more = f", in {len(reports)} reports" if len(reports) > 1 else ""
    sides = sides_in_words(act.event, facts.names)
    status = _STATUS[act.event.status]
    return f"{capitalised(when)}{f', {sides}' if sides else ''}{status}{more}: {quoted(facts.words(act.event))}."


def sides_in_words(event: Event, names: Names) -> str:
    """Which states and bodies act, and towards which others; people and things are named in the words beside it."""
    own = list(dict.fromkeys(a.country for a in event.actors if a.country and a.country not in MANY))
    others = dict.fromkeys(a.country for a in event.recipients if a.country and a.country not in (*own, *MANY))
    doers = [with_article(names.name_of(code)) for code in own]
    doers += [with_article(a.name) for a in event.actors if a.country in MANY]
    whom = [with_article(names.name_of(code)) for code in others]
    return listed(doers) + (f" towards {listed(whom)}" if doers and whom else "")


def people(actors: "tuple[Actor, ...] | list[Actor]", names: Names) -> str:
    """Those who act, each named once, with the country that they belong to."""
    found: dict[str, None] = {}
    for actor in actors:
        country = names.name_of(actor.country) if actor.country else None
        name = with_article(actor.name)
        if names.is_common(actor.name) and not names.begins_with_a_name(actor.name):
            name = name[:1].lower() + name[1:]
        if name[0].islower() and " " not in name and not name.endswith("s") and name != "police":
            name = f"the {name}"
        if country is None or country.lower() in name.lower() or name.lower() in country.lower():
            found[with_article(country) if country and len(country) > len(name) else name] = None
        else:
            found[f"{name} ({country})"] = None
    return listed(list(found))


def tell_demand(demand: Demand, facts: Facts) -> str:
    """ "David Kramer (…) asks of Belarus: “restore the U.S. embassy”, said to come first." """
    names = facts.names
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
    return (
        f"{capitalised(who)} {_FORCE[demand.force]} of {of} {leave}{quoted(facts.demand_words(demand))}{rank}.{waits}"
    )


def tell_entry(entry: Entry, facts: Facts) -> str:
    """The demand and since when it stands."""
    by, of = capitalised(facts.side_of(entry, "by")), facts.side_of(entry, "of")
    first, last = entry.first_demanded, entry.last_demanded
    words = quoted(facts.entry_words(entry))
    if first is None:
        return f"{by} demands of {of}, in undated reports only: {words}."
    again = f" and last {on_day(last)}" if last and last != first else ""
    return f"{by} demanded of {of}, first {on_day(first)}{again}: {words}."
