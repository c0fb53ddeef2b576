"""Whose turn is it in a transcript, and who speaks in a block quote?

A transcript opens each turn with a name and a colon; paragraphs without one belong to the turn
before. A block quote belongs to whoever the sentence that introduces it speaks of: the asked
one, where the narrator asks.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.find import grammar
from dragoman.find.cues import ASKS, FIRST_PERSON
from dragoman.find.passages import Passage
from dragoman.find.voices import Ear, Voice
from dragoman.records import Actor, hashed

_LABEL = re.compile(
    r"[\"“]?(?P<who>(?:[A-Z][\w.’'-]*|[A-Z]\.|of|the|and|for|to|de|von|van|bin|al|&|–|-)(?:[ \u00a0,]+"
    r"(?:[\w.’'&–-]+|\([^()\n]{1,40}\)))*?)(?P<aside>\s*[\[(][^\])\n]{1,60}[\])])?\s?[:：](?=\s)\s*"
)
_ROLES = re.compile(r"(?:question|q|answer|a|remark|reply|response|comment|voice|moderator|host|interviewer)\d?$", re.I)
_OFFICES = re.compile(
    r"\b(?:president|premier|minister|chancellor|king|queen|prince|secretary|ambassador|chairman|chairwoman|chair|speaker|"
    r"governor|mayor|senator|general|director|commissioner|spokes\w+|mr|mrs|ms|dr|sen|rep|gov|sir|lord|lady)\b",
    re.I,
)
_NOT_NAMES = frozenset(
    """note update updated photo photos video source sources correction editor read related watch listen more
    fact claim verdict summary background caption image date time place location subject re from to cc update
    advertisement tags topics category contact website phone email tel fax part chapter section step tip pros cons
    venue when where what why who how here example""".split()
)
_BREAK = re.compile(r"\s*(?:[*<\[(•#_=-]|$)")
_LONGEST_LABEL = 90


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's words, from after the label to the end of the last paragraph that is still theirs."""

    start: int
    end: int
    label_start: int
    label_end: int
    first: int
    last: int
    """Indexes of the first and last passage."""


def find_turns(passages: Sequence[Passage]) -> list[Turn]:
    """The turns of a transcript; none where the text is not one."""
    labels = [_label(p) for p in passages]
    opened = [m for m in labels if m is not None]
    seen = Counter(_surname(m["who"]) for m in opened)
    sure = [m is not None and (_is_role(m["who"]) or seen[_surname(m["who"])] > 1) for m in labels]
    # two who take turns, or somebody and the questions put to him
    named = [m for m in opened if _is_name(m["who"]) and _OFFICES.search(m["who"])]
    if len(seen) < 2 or (sum(sure) < 2 and not named):
        return []
    turns: list[Turn] = []
    for i, label in enumerate(labels):
        passage = passages[i]
        if label is not None and (sure[i] or _is_name(label["who"])):
            who = label.start("who"), label.end("who")
            if label.end() < passage.part.end:
                turns.append(Turn(label.end(), passage.part.end, *who, i, i))
            else:
                # the label stands on a line of its own
                turns.append(Turn(passage.part.end, passage.part.end, *who, i, i))
        elif (
            turns and turns[-1].last == i - 1 and not _BREAK.match(passage.text[passage.part.start : passage.part.end])
        ):
            t = turns[-1]
            turns[-1] = Turn(t.start, passage.part.end, t.label_start, t.label_end, t.first, i)
    text = passages[0].text
    spoken = [t for t in turns if any(c.isalpha() for c in text[t.start : t.end])]
    wordy = sum(len(text[t.start : t.end].split()) > 2 for t in spoken)
    return spoken if wordy * 2 > len(turns) and _converses(text, spoken) else []


def _converses(text: str, turns: Sequence[Turn]) -> bool:
    """Lists have labels too; only talk has full stops, question marks and lower-case words."""
    told = [text[t.start : t.end].strip() for t in turns]
    return sum(t[-1:] in '.?!…—–-"”)' and any(w.islower() for w in t.split()) for t in told) * 3 > len(told) * 2


def _label(passage: Passage) -> "re.Match[str] | None":
    found = _LABEL.match(passage.text, passage.part.start, min(passage.part.end, passage.part.start + _LONGEST_LABEL))
    if found is None:
        return None
    words = found["who"].split()
    if len(words) > 9 or words[0].lower().strip(".,") in _NOT_NAMES:
        return None
    if words[-1].islower() and not _is_role(found["who"]):
        return None  # "Lee continued:"
    return found if sum(w[:1].isupper() for w in words) * 2 >= len(words) else None


def _surname(who: str) -> str:
    return who.rsplit(maxsplit=1)[-1].lower()


def _is_role(who: str) -> bool:
    return _ROLES.match(who) is not None


def _is_name(who: str) -> bool:
    words = who.split()
    return len(words) >= 2 and not words[-1].islower() and words[0].lower() not in ("the", "a", "is", "are")


def turn_speaker(ear: Ear, passages: Sequence[Passage], turn: Turn) -> Actor:
    """Whom the label names; the label itself where the cast knows nobody."""
    passage = passages[turn.first]
    exact = passage.text[turn.label_start : turn.label_end]
    last = passage.words[max(0, passage.token_from(turn.label_end) - 1)]
    known = ear.cast.who(passage.sentence_of(last), last)
    span = {"text": exact, "start": turn.label_start, "end": turn.label_end}
    if known and not _is_role(exact) and _surname(known[0].name) == _surname(exact):
        return known[0].model_copy(update=span)
    name = exact
    if not _is_role(exact):
        # the name stands at the end, after the office: "Speaker of the Council Ann Lee"
        name = " ".join(exact.split()[-2:])
        name = _fuller(passages, name) or (name.title() if name.isupper() else name)
    return Actor(
        name=name, text=exact, start=turn.label_start, end=turn.label_end,
        country=None, sector=None, role=None, in_office=None, id=hashed("actor", name.lower()),
    )  # fmt: skip


def _fuller(passages: Sequence[Passage], label: str) -> str | None:
    """ "PENCE" is whoever the text calls "Mike Pence"."""
    surname = label.rsplit(maxsplit=1)[-1]
    if " " in label or len(surname) < 2:
        return None
    found = re.search(rf"\b((?:[A-Z][\w.’'-]+ ){{1,2}}){re.escape(surname.title())}\b", passages[0].text)
    return found.group(0) if found else None


def block_runs(passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """First and last index of each unbroken run of block quote paragraphs."""
    runs: list[tuple[int, int]] = []
    for i, passage in enumerate(passages):
        if passage.part.kind != "blockquote":
            continue
        if runs and runs[-1][1] == i - 1 and passages[i - 1].part.kind == "blockquote":
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return runs


def block_voice(ear: Ear, before: Passage) -> Voice | None:
    """Who speaks in the block quote that this paragraph introduces."""
    for sentence in reversed(before.sentences[-2:]):
        words = [t for t in sentence.words if not t.is_space]
        verb = ear.cue_in(words)
        if verb is None:
            continue
        who = ear.subject(before, verb, words[0].i)
        if who is not None and (verb.lemma_ in ASKS or who.lower_ in FIRST_PERSON):
            # whoever is asked answers
            asked = grammar.objects(verb)
            if asked and asked[0].lower_ not in FIRST_PERSON:
                return replace(ear.voice("block", before, verb, asked[0]), addressee=None)
        if who is not None and who.lower_ not in FIRST_PERSON:
            return ear.voice("block", before, verb, who)
    return ear.colon(before)
