"""What is being asked, about whom, of whom and since when?

A small grammar of questions: one line a form, the slots named. Sides are looked up as people type
them, or among the people that the case knows. What is not understood is said, with examples.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

from dragoman.errors import UsageError
from dragoman.records import Actor
from dragoman.weigh.days import find_day
from dragoman.weigh.names import Names, with_article

Asked = Literal["why_talk", "wants", "met", "called_for", "done", "argues", "changed"]

EXAMPLES: Final = (
    "Why talk to Belarus now?",
    "What does Brussels want from Minsk?",
    "Has Minsk met US demands since 2008?",
    "Who has called for sanctions on Belarus?",
    "What has Russia done to Ukraine since March 2014?",
    "Who argues what about Belarus?",
    "What has changed between the EU and Belarus since 2009?",
)

_HAS = r"(?:has|have|had|did|does|do|is|are|was|were)"
_TALK = r"(?:talk|speak|meet|negotiate|engage|deal|visit|travel|go)(?:l?ing)?|negotiating|engaging"
_AUX = r"(?:should|is|are|does|do|did|would|must|was|were|can|could|to)"
_NOW = r"(?: (?:now|today|at all|again|at this time|right now))*"
_WANT = r"(?:want|demand|require|expect|ask|seek)s?"
_MET = r"(?:met|meet|fulfilled|fulfil|fulfill|satisfied|satisfy|complied with|answered|answer)(?: (?:the|all|any|its))*"
_DEMANDS = r"(?:demands?|conditions?|requests?|calls?)"
_OWN = r"(?:['’]s?)?"
_FORMS: Final[tuple[tuple[Asked, str], ...]] = (
    ("why_talk", rf"why (?:{_AUX} )?(?:(?P<y>.+?) )??(?:{_TALK})(?: (?:to|with|in))? (?P<x>.+?){_NOW}"),
    ("wants", rf"what {_HAS} (?P<y>.+?) (?:{_WANT}|asking|wanted|asked) (?:that )?(?P<x>.+?) (?:to )?do"),
    ("wants", rf"what {_HAS} (?P<y>.+?) (?:asked|demanded|required|wanted|expected)(?: for)? (?:from|of) (?P<x>.+)"),
    ("wants", rf"what (?:does|do|did) (?P<y>.+?) {_WANT}(?: for)? (?:from|of) (?P<x>.+)"),
    (
        "wants",
        r"what (?:is|are|was) (?P<y>.+?) (?:demanding|asking|requiring|expecting)(?: for)? (?:from|of) (?P<x>.+)",
    ),
    ("wants", r"what (?:is|was|has been) (?:wanted|demanded|asked|required) (?:from|of) (?P<x>.+?)(?: by (?P<y>.+))?"),
    ("wants", rf"what are (?P<y>.+?){_OWN} {_DEMANDS} (?:on|of|to|for|towards) (?P<x>.+)"),
    ("wants", r"who wants what (?:from|of) (?P<x>.+)"),
    ("wants", rf"what (?:does|do|did) (?P<y>.+?) {_WANT}"),
    ("met", rf"{_HAS} (?:the )?{_DEMANDS} (?:of|by) (?P<y>.+?) been (?:met|fulfilled|satisfied)(?: by (?P<x>.+))?"),
    ("met", rf"{_HAS} (?P<x>.+?) {_MET} {_DEMANDS} (?:of|by|from|made by|set by) (?P<y>.+)"),
    ("met", rf"{_HAS} (?P<x>.+?) {_MET}(?: (?P<y>.+?))?{_OWN} {_DEMANDS}"),
    ("met", rf"{_HAS} (?:the )?(?P<y>.+?){_OWN} {_DEMANDS} (?:on|of) (?P<x>.+?) been (?:met|fulfilled|satisfied)"),
    ("met", rf"{_HAS} (?:the )?(?P<y>.+?){_OWN} {_DEMANDS} been (?:met|fulfilled|satisfied)(?: by (?P<x>.+))?"),
    ("called_for", rf"who (?:{_HAS} )?(?:called|calls|call|asked|asks|pushed|pressed|appealed) (?:for|on) (?P<z>.+)"),
    ("called_for", rf"who (?:{_HAS} )?(?:calling|asking|pushing|pressing|appealing) (?:for|on) (?P<z>.+)"),
    ("called_for", r"who (?:has )?(?:wants|wanted|demands|demanded|urged|urges) (?P<z>.+)"),
    ("done", rf"what {_HAS} (?P<y>.+?) (?:done|do|doing) (?:to|with|for|against|about|towards) (?P<x>.+)"),
    ("done", rf"what {_HAS} (?P<y>.+?) (?:done|do|doing)"),
    ("argues", rf"who (?:{_HAS} )?(?:argues?|argued|says?|said|saying|thinks?) what (?:about|on|over|of) (?P<x>.+)"),
    ("argues", r"what is (?:being )?(?:said|argued) (?:about|on|of) (?P<x>.+)"),
    ("argues", rf"what {_HAS} (?P<y>.+?) (?:said|saying|say|argued|argue|think) (?:about|on|of) (?P<x>.+)"),
    ("changed", rf"what (?:{_HAS} )?(?:changed?|happened|new) between (?P<y>.+?) and (?P<x>.+)"),
    ("changed", rf"what (?:{_HAS} )?(?:changed?|happened|new) (?:in|with|for|to|about) (?P<x>.+)"),
)
_COMPILED = tuple((asked, re.compile(rf"^{form}$", re.IGNORECASE)) for asked, form in _FORMS)
_SINCE = re.compile(
    r"^(?P<rest>.+?),? (?:(?:ever )?since (?P<day>.+)|(?:after|from) (?P<day2>[\w ,.-]*\d{4}[\w-]*))$", re.I
)
_EVERYBODY = frozenset(
    {"people", "they", "everybody", "everyone", "we", "one", "you", "anybody", "anyone", "others", "the world", "the"}
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a question: a state or body by its code, or somebody by name."""

    code: str | None
    name: str

    def is_(self, actor: Actor | None) -> bool:
        if actor is None:
            return False
        if self.code:
            return actor.country == self.code
        name, own = actor.name.casefold(), self.name.casefold()
        return name == own or name == own.split()[-1]

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
    since: str | None = None
    since_words: str | None = None

    def in_words(self) -> str:
        about = with_article(self.about.name) if self.about else "anybody"
        other = with_article(self.other.name) if self.other else "anybody"
        told = {
            "why_talk": f"the reasons for and against contact with {about}",
            "wants": f"what {other} demands of {about}" if self.other else f"what is demanded of {about}",
            "met": f"whether {about} has met what {other + ' demands' if self.other else 'is demanded of it'}",
            "called_for": f"who has called for “{self.topic}”" + (f" concerning {about}" if self.about else ""),
            "done": f"what {other} has done" + (f" to {about}" if self.about else ""),
            "argues": f"what {'is said' if self.other is None else other + ' says'} about {about}",
            "changed": f"what has changed between {other} and {about}"
            if self.other
            else f"what has changed for {about}",
        }[self.asked]
        return told + (f", since {self.since_words}" if self.since else "")


def read_question(words: str, names: Names, people: Iterable[Actor] = ()) -> Question:
    """Understand a question; `people` are those whom the case knows by name."""
    plain = re.sub(r"\s+", " ", words).strip().rstrip("?!. ").strip()
    since = None
    since_words = None
    found = _SINCE.match(plain)
    if found:
        since_words = found["day"] or found["day2"]
        since = find_day(since_words)
        if since is None:
            raise UsageError(f"“{since_words}” is no day that I can read.\nWrite it as 2008, March 2009 or 2009-03-01.")
        plain = found["rest"]
    known = tuple(people)
    unknown: list[str] = []
    for asked, form in _COMPILED:
        match = form.match(plain)
        if not match:
            continue
        slots = match.groupdict()
        question = _fill(asked, words.strip(), slots, names, known)
        if isinstance(question, Question):
            return replace(question, since=since, since_words=since_words)
        unknown.append(question)
    if unknown:
        raise UsageError(f"“{unknown[0]}” is neither a state or body that I know nor anybody in this case.{_try()}")
    raise UsageError(f"This question is not one that I understand: “{words.strip()}”{_try()}")


def _try() -> str:
    return "\nTry one of these forms:\n" + "\n".join(f"  {example}" for example in EXAMPLES)


def _fill(
    asked: Asked, words: str, slots: dict[str, str | None], names: Names, people: tuple[Actor, ...]
) -> "Question | str":
    """The question with its sides looked up, or the words that are nobody."""
    sides: dict[str, Side | None] = {}
    for slot, typed in (("about", slots.get("x")), ("other", slots.get("y"))):
        if not typed or typed.lower() in _EVERYBODY:
            sides[slot] = None
            continue
        side = find_side(typed, names, people)
        if side is None:
            return typed
        sides[slot] = side
    topic = slots.get("z")
    if topic:
        topic, sides["about"] = _split(topic, names, people)
    if asked in ("why_talk", "argues", "changed") and sides["about"] is None:
        return slots.get("x") or "nobody"
    return Question(asked, words, sides["about"], sides["other"], topic)


def _split(typed: str, names: Names, people: tuple[Actor, ...]) -> tuple[str, Side | None]:
    """ "the release of prisoners in Belarus" is about Belarus, "Iran to stop" about Iran: the last side that is one."""
    for place in reversed(list(re.finditer(r" (?:on|against|in|for|with|from|to|towards|by|of) ", typed))):
        side = find_side(typed[place.end() :], names, people)
        if side:
            return typed[: place.start()], side
    first, to, rest = typed.partition(" to ")
    side = find_side(first, names, people) if to else None
    return (rest, side) if side else (typed, None)


def find_side(typed: str, names: Names, people: Iterable[Actor] = ()) -> Side | None:
    """Whom these words mean: a state or body, else somebody in the case by full or last name."""
    parts = {names.code_of(part) for part in re.split(r",| and (?:the )?", typed)} - {None}
    if len(parts) > 1:
        raise UsageError(f"“{typed}” names several sides.\nAsk about one at a time.")
    bare = re.sub(r"^(?:the|our|its) ", "", typed.strip(" ,'’"), flags=re.IGNORECASE)
    for tried in dict.fromkeys((typed.strip(), bare, re.sub(r"['’]s?$", "", bare))):
        code = names.code_of(tried)
        if code:
            return Side(code, names.name_of(code))
    folded = bare.casefold()
    found = {a.name for a in people if a.name.casefold() == folded or a.name.casefold().split()[-1:] == [folded]}
    full = {name for name in found if " " in name}
    # two people of one name: nobody is guessed
    found = full or found
    return Side(None, found.pop()) if len(found) == 1 else None
