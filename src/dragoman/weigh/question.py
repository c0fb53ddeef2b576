"""What is being asked, about whom, of whom and since when?

The forms stand in `question_forms.py`. Sides are looked up as people type them, or among the people
that the case knows. What is not understood is said, with examples of what can be asked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.errors import UsageError
from dragoman.records import Actor
from dragoman.weigh.days import find_day
from dragoman.weigh.names import MANY, Names, with_article
from dragoman.weigh.question_forms import EVERYBODY, EXAMPLES, FORMS, SINCE, STANDS, Asked

_OF_AN_ACT = frozenset({"when", "whether", "who", "why"})
_LONGEST_SIDE = 6


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a question: a state or body by its code, or somebody by name; a body among many by both."""

    code: str | None
    name: str

    def is_(self, actor: Actor | None) -> bool:
        if actor is None:
            return False
        if self.code and self.code not in MANY:
            return actor.country == self.code
        if self.code and actor.country != self.code:
            return False
        name, own = actor.name.casefold(), self.name.casefold()
        return name == own or (self.code is None and name == own.split()[-1])

    def among(self, actors: Iterable[Actor | None]) -> bool:
        return any(self.is_(actor) for actor in actors)

    @property
    def key(self) -> str:
        """As the ledger names it."""
        return self.code or self.name


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood. `about` is whom it is about, `other` who wants, acts or speaks."""

    asked: Asked
    words: str
    about: Side | None
    other: Side | None = None
    topic: str | None = None
    stands: str | None = None
    since: str | None = None
    since_words: str | None = None

    def in_words(self) -> str:
        about = with_article(self.about.name) if self.about else "anybody"
        other = with_article(self.other.name) if self.other else "anybody"
        by, on = f" by {other}" if self.other else "", f" on {about}" if self.about else ""
        topic = f"“{self.topic}”"
        told = {
            "why_talk": f"the reasons for and against contact with {about}",
            "wants": f"what {other} demands of {about}" if self.other else f"what is demanded of {about}",
            "met": f"whether {about} has met what {other + ' demands' if self.other else 'is demanded of it'}",
            "called_for": f"who has called for {topic}" + (f" concerning {about}" if self.about else ""),
            "done": f"what {other} has done" + (f" to {about}" if self.about else ""),
            "argues": f"what {'is said' if self.other is None else other + ' says'} about {about}",
            "changed": f"what has changed between {other} and {about}"
            if self.other
            else f"what has changed for {about}"
            if self.about
            else "what has changed",
            "open": f"which demands{by}{on} are {_STANDS_IN_WORDS.get(self.stands or '', 'on record')}",
            "still": f"whether {other} still demands {topic}" + (f" of {about}" if self.about else ""),
            "when": f"the day of this: {topic}",
            "whether": f"whether this is reported: {topic}",
            "who": f"who did this: {topic}",
            "why": f"the reasons given for this: {topic}",
        }[self.asked]
        return told + (f", since {self.since_words}" if self.since else "")


_STANDS_IN_WORDS = {
    "open": "open",
    "unmet": "not met",
    "met": "met",
    "reversed": "undone after being met",
    "disputed": "disputed",
    "met_in_part": "met in part",
}


def read_question(words: str, names: Names, people: Iterable[Actor] = ()) -> Question:
    """Understand a question; `people` are those whom the case knows by name."""
    plain = re.sub(r"\s+", " ", words).strip().rstrip("?!. ").strip()
    since = None
    since_words = None
    found = SINCE.match(plain)
    if found:
        since_words = found["day"] or found["day2"]
        since = find_day(since_words)
        if since is None:
            raise UsageError(f"“{since_words}” is no day that I can read.\nWrite it as 2008, March 2009 or 2009-03-01.")
        plain = found["rest"]
    known = tuple(people)
    unknown: list[str] = []
    for asked, form in FORMS:
        match = form.match(plain)
        if not match or (unknown and asked in _OF_AN_ACT):
            # what a particular form did not know, a general one must not guess
            continue
        question = _fill(asked, words.strip(), match.groupdict(), names, known)
        if isinstance(question, Question):
            return replace(question, since=since, since_words=since_words)
        unknown += [question] if question else []
    if unknown:
        raise UsageError(f"“{unknown[0]}” is neither a state or body that I know nor anybody in this case.{_try()}")
    raise UsageError(f"This question is not one that I understand: “{words.strip()}”{_try()}")


def _try() -> str:
    return "\nTry one of these forms:\n" + "\n".join(f"  {example}" for example in EXAMPLES)


def _fill(
    asked: Asked, words: str, slots: dict[str, str | None], names: Names, people: tuple[Actor, ...]
) -> "Question | str":
    """The question with its sides looked up, or the words that are nobody; no words where none could be."""
    topic, stands = slots.get("z"), slots.get("s")
    if topic and asked in _OF_AN_ACT:
        doer, about = _sides_of_act(topic, names, people)
        if doer is None and about is None and not any(w[:1].isupper() for w in topic.split()):
            # an act of nobody: there is nothing to look for
            return ""
        return Question(asked, words, about, doer, topic)
    sides: dict[str, Side | None] = {}
    for slot, typed in (("about", slots.get("x")), ("other", slots.get("y"))):
        if not typed or typed.lower() in EVERYBODY:
            sides[slot] = None
            continue
        side = find_side(typed, names, people)
        if side is None:
            return typed
        sides[slot] = side
    if topic:
        topic, sides["about"] = _split(topic, names, people)
    if (asked in ("why_talk", "argues") or (asked == "changed" and slots.get("x"))) and sides["about"] is None:
        return slots.get("x") or "nobody"
    meant = STANDS[stands.lower()] if stands else None
    return Question(asked, words, sides["about"], sides["other"], topic, meant)


def _sides_of_act(topic: str, names: Names, people: tuple[Actor, ...]) -> tuple[Side | None, Side | None]:
    """Who acts, named at the head of the act's words, and another side named after; either may be missing."""
    doer, after = _leading(topic, names, people)
    for begin in (m.end() for m in re.finditer(r"\s+", topic)):
        if begin < after or topic[:begin].rsplit(maxsplit=1)[-1][:1].isupper():
            continue
        side, _ = _leading(topic[begin:], names, people)
        if side is not None and side != doer:
            return doer, side
    return doer, None


def _leading(words: str, names: Names, people: tuple[Actor, ...]) -> tuple[Side | None, int]:
    """The side that some words begin with, the longest that is one, and where its name ends."""
    ends = [m.start() for m in re.finditer(r"\s+|$", words)][:_LONGEST_SIDE]
    for end in reversed(ends):
        typed = words[:end]
        said = typed.split()
        # half a name is nobody's: what follows must not go on with a capital
        whole = not words[end:].lstrip()[:1].isupper() or typed.endswith(("'s", "’s"))
        if whole and said and said[-1][:1].isupper() and all(w[:1].isupper() or w in ("the", "of") for w in said):
            side = find_side(typed, names, people, alone=False)
            if side is not None:
                return side, end
    return None, 0


def _split(typed: str, names: Names, people: tuple[Actor, ...]) -> tuple[str, Side | None]:
    """ "the release of prisoners in Belarus" is about Belarus, "Iran to stop" about Iran: the last side that is one."""
    side, end = _leading(typed, names, people)
    if side is not None and end < len(typed):
        return typed[end:].strip().removeprefix("to ").strip(), side
    for place in reversed(list(re.finditer(r" (?:on|against|in|for|with|from|to|towards|by|of) ", typed))):
        side = find_side(typed[place.end() :], names, people)
        if side:
            return typed[: place.start()], side
    return typed, None


def find_side(typed: str, names: Names, people: Iterable[Actor] = (), *, alone: bool = True) -> Side | None:
    """Whom these words mean: a state or body, else somebody in the case by full or last name.

    `alone` says that the words should name one side and no other; two are an error then.
    """
    parts = {names.code_of(part) for part in re.split(r",| and (?:the )?", typed)} - {None}
    if len(parts) > 1:
        if not alone:
            return None
        raise UsageError(f"“{typed}” names several sides.\nAsk about one at a time.")
    bare = re.sub(r"^(?:the|our|its) ", "", typed.strip(" ,'’"), flags=re.IGNORECASE)
    for tried in dict.fromkeys((typed.strip(), bare, re.sub(r"['’]s?$", "", bare))):
        code = names.code_of(tried)
        if code in MANY:
            return Side(code, names.body_of(tried))
        if code:
            return Side(code, names.name_of(code))
    folded = bare.casefold()
    found = {a.name for a in people if a.name.casefold() == folded or a.name.casefold().split()[-1:] == [folded]}
    full = {name for name in found if " " in name}
    # two people of one name: nobody is guessed
    found = full or found
    return Side(None, found.pop()) if len(found) == 1 else None
