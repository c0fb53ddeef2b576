"""Who argues what, in whose words, on both sides; and who has called for something?"""

import re
from collections.abc import Iterable
from typing import Final

from dragoman.know.acts import read_act
from dragoman.records import Actor, Demand, Statement
from dragoman.weigh.brief_records import Sentence
from dragoman.weigh.days import in_words
from dragoman.weigh.facts import Facts
from dragoman.weigh.known import sides_of
from dragoman.weigh.names import Names, capitalised, introduced, listed
from dragoman.weigh.question import Side
from dragoman.weigh.quoting import best_words, quoted
from dragoman.weigh.telling import people, tell_demand

QUOTES_EACH: Final = 2
VOICES_SHOWN: Final = 12
_SMALL = frozenset("the a an of for to in on and or be by with its their his her from".split())


def tell_voices(facts: Facts) -> list[Sentence]:
    """Quotes about the side asked about, speaker by speaker: first those of others, then its own."""
    about, other = facts.question.about, facts.question.other
    if about is None:
        return []
    by_speaker: dict[str, list[Statement]] = {}
    for statement in facts.said_of_it:
        if statement.speaker and (other is None or other.is_(statement.speaker)):
            by_speaker.setdefault(statement.speaker.id, []).append(statement)
    groups = sorted(
        by_speaker.values(), key=lambda g: (about.is_(g[0].speaker), -len(g), g[0].speaker.name if g[0].speaker else "")
    )
    each = QUOTES_EACH if other is None else VOICES_SHOWN
    sentences: dict[str, Sentence] = {}
    for group in groups[:VOICES_SHOWN]:
        weightiest = sorted(group, key=lambda s: (-_weight(s, facts), s.id))[:each]
        for statement in sorted(weightiest, key=lambda s: (facts.day_of(s) or "9999", s.document, s.start)):
            told = _tell(statement, facts)
            sentences.setdefault(told.text, told)
    return list(sentences.values())


def find_calls(topic: str, about: Side | None, facts: Facts) -> list[Demand]:
    """Demands for the act asked about, however worded, addressed to or naming the side; the closest of each report."""
    names = about_words(about, facts)
    found: dict[tuple[str, str], tuple[float, Demand]] = {}
    for demand in facts.view.demands:
        if demand.document not in facts.documents or demand.document in facts.view.copies:
            continue
        if about and not about.among(sides_of(demand)):
            evidence = " ".join([demand.what.exact, *(e.exact for e in demand.evidence)])
            if names is None or not names.search(evidence):
                continue
        near = closeness(topic, demand.what.exact)
        if not near:
            continue
        by = demand.by or demand.voiced_by
        key = (by.id if by else demand.id, demand.document)
        if key not in found or near > found[key][0]:
            found[key] = (near, demand)
    calls = [demand for _, demand in found.values()]
    return sorted(calls, key=lambda d: (facts.day_of(d) or "9999", d.document, d.what.start))


def closeness(topic: str, words: str) -> float:
    """How near the words of a demand are to the act asked about; 0 where they are another act."""
    asked, wanted = read_act(topic), read_act(words)
    if _stems(topic) <= _stems(words):
        return 2.0
    same_kind = asked.kind == wanted.kind
    shared = asked.stems & wanted.stems
    if (same_kind and (shared or not asked.stems)) or {asked.kind, *asked.stems} <= {wanted.kind, *wanted.stems}:
        return 1.0 + len(shared) / (1 + len(asked.stems))
    return 0.0


def tell_calls(calls: Iterable[Demand], facts: Facts) -> list[Sentence]:
    return [
        Sentence(
            text=f"{_when(facts.day_of(demand))} {tell_demand(demand, facts)}",
            kind="fact",
            cites=facts.cite(demand),
        )
        for demand in calls
    ]


def callers(calls: Iterable[Demand], names: Names) -> str:
    """Those who called, each once."""
    return people([a for d in calls if (a := d.by or d.voiced_by)], names)


def sides_heard(sentences: Iterable[Sentence], about: Side, facts: Facts) -> tuple[int, int]:
    """How many of these quotes are by others and how many by the side itself."""
    speakers: list[Actor | None] = [
        claim.speaker for s in sentences for c in s.cites if isinstance(claim := facts.claims.get(c.record), Statement)
    ]
    own = sum(about.is_(speaker) for speaker in speakers)
    return len(speakers) - own, own


def about_words(about: Side | None, facts: Facts) -> re.Pattern[str] | None:
    words = facts.words_for(about) if about else []
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b") if words else None


def speakers_of(sentences: Iterable[Sentence], facts: Facts) -> str:
    """Who is heard in these quotes."""
    found = {
        claim.speaker.name: None
        for s in sentences
        for c in s.cites
        if isinstance(claim := facts.claims.get(c.record), Statement) and claim.speaker
    }
    return listed(list(found))


def _tell(statement: Statement, facts: Facts) -> Sentence:
    inside = [(e.start, e.end) for claim in facts.known.inside.get(statement.id, ()) for e in claim.evidence]
    speaker = introduced(statement.speaker, facts.names) if statement.speaker else "somebody"
    when = _when(facts.day_of(statement))
    if statement.kind == "indirect":
        # half a sentence in other words: the reporter's whole one says who put it so
        text = f"{when} {capitalised(speaker)}, as reported: {quoted(facts.words(statement))}."
    else:
        text = f"{when} {capitalised(speaker)}: {quoted(best_words(statement, inside))}."
    return Sentence(text=text, kind="fact", cites=facts.cite(statement))


def _when(day: str | None) -> str:
    return f"{in_words(day)}:" if day else "Undated:"


def _weight(statement: Statement, facts: Facts) -> float:
    """Statements that demand or tell of acts say more than others; whole ones more than fragments."""
    held = facts.known.inside.get(statement.id, ())
    return sum(2.0 if isinstance(c, Demand) else 1.0 for c in held) + min(len(statement.exact), 300) / 300


def _stems(words: str) -> set[str]:
    return {_stem(w) for w in re.findall(r"[^\W\d_]+", words.lower()) if w not in _SMALL}


def _stem(word: str) -> str:
    """Enough of a stem to know "sanction", "sanctions" and "sanctioning" as one."""
    for ending in ("ing", "ions", "ion", "ies", "es", "ed", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)].rstrip("ie")
    return word
