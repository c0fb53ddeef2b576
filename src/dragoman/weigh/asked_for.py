"""Which demands and which acts of the case is a question about?"""

from typing import Final, get_args

from dragoman.records import Entry, Outcome
from dragoman.weigh.facts import Facts
from dragoman.weigh.known import Act
from dragoman.weigh.names import with_article
from dragoman.weigh.question import Side
from dragoman.weigh.standing import in_order
from dragoman.weigh.voices import closeness

_EVERY: Final[frozenset[Outcome]] = frozenset(get_args(Outcome))
STANDING_AS: Final[dict[str, frozenset[Outcome]]] = {
    "open": frozenset({"open", "in_progress", "met_in_part"}),
    "unmet": _EVERY - {"met"},
    "met": frozenset({"met"}),
    "reversed": frozenset({"reversed"}),
    "disputed": frozenset({"disputed"}),
    "met_in_part": frozenset({"met_in_part", "in_progress"}),
    "all": _EVERY,
}
"""Which outcomes a question means by a word."""


def named(side: Side | None) -> str:
    return with_article(side.name) if side else "anybody"


def entries_asked(facts: Facts) -> list[Entry]:
    """The demands that the question is about: of whom it is about, by whom it names."""
    question = facts.question
    if question.asked in ("when", "whether"):
        # what somebody else demands of the one who acts, where it is this very act
        found = [e for e in facts.entries if question.other and facts.is_side(e, "of", question.other)]
        return in_order(e for e in found if closeness(question.topic or "", e.act) >= 1)
    found = [
        e for e in facts.entries if facts.is_side(e, "of", question.about) and facts.is_side(e, "by", question.other)
    ]
    if question.asked == "open":
        found = [e for e in found if e.outcome in STANDING_AS[question.stands or "all"]]
    if question.asked == "still":
        near = {e.id: closeness(question.topic or "", e.act) for e in found}
        best = max(near.values(), default=0.0)
        found = [e for e in found if best and near[e.id] >= min(best, 1.0)]
    return in_order(found)


def start_of_change(facts: Facts) -> str | None:
    """The day asked for, else the last contact's."""
    if facts.question.since:
        return facts.question.since
    return facts.contacts[-1].day if facts.contacts else None


def acts_since(facts: Facts) -> list[Act]:
    """Acts after the last contact, or from the day asked for on."""
    since = start_of_change(facts)
    after = facts.question.since is None
    contacts = {a.event.id for a in facts.contacts} if after else set()
    return [
        a
        for a in facts.dealings
        if a.event.id not in contacts
        and a.event.type != "REQUEST"
        and a.event.status in ("occurred", "ongoing", "attempted")
        and (since is None or (a.day or "") > since or (not after and a.day == since))
    ]


def acts_done(facts: Facts) -> list[Act]:
    """Acts of one side, on the other where one is named, from the day asked for on."""
    doer, whom, since = facts.question.other, facts.question.about, facts.question.since
    return [
        a
        for a in facts.acts
        if (doer is None or doer.among(a.event.actors))
        and (whom is None or whom.among(a.event.recipients))
        and a.event.status in ("occurred", "ongoing")
        and (since is None or (a.day or "") >= since)
    ]
