"""Which acts do these words say, on which words, and in which form?

Reads any stretch of English without a parse: verbs and nouns of the table of kinds, and the words
before and after them up to the end of the clause. It is used on the words of a demand, by the coder
and by the ledger alike, and on the reports that may tell of its fulfilment.
"""

# lists of words and patterns read best unbroken
# ruff: noqa: E501

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from dragoman.know.acts import kinds
from dragoman.know.acts.act import EMPTY, PRONOUNS, Act, Reading, act_of, content, scope_of
from dragoman.know.acts.kinds import CLASSES, NOUNS, VERBS, Kind
from dragoman.know.acts.words import Form, Word, forms_of, number, stem, verb_stem, words_of

_ENDS_CLAUSE = frozenset(
    "that which who whom whose after before if unless until once when while because since as saying despite although though "
    "where whether so than following amid".split()
)
_MARKS = frozenset('.;:()[]—–!?"“”')
_LIGHT = frozenset(
    "accept allow permit order ensure guarantee secure begin start complete finish authorise authorize approve agree sign "
    "announce make give offer hold conduct carry launch open set see arrange facilitate bring speed hasten consider undertake "
    "provide stage effect seek implement pay put".split()
)
_LIGHT_FORMS: Final = frozenset(f for v in _LIGHT for f, _ in forms_of(v))


@lru_cache(maxsize=8192)
def read_act(words: str, negative: bool = False) -> Act:
    """The act that the words of a demand say."""
    tokens = words_of(words)
    readings = list(find_acts(tokens))
    reading = _main(tokens, readings)
    if reading is None:
        return _unknown(tokens, negative)
    return act_of(reading, negative=negative)


def _main(tokens: tuple[Word, ...], readings: list[Reading]) -> Reading | None:
    """The reading that says the whole act: the first verb, or the noun under a light verb."""
    if not readings:
        return None
    first = readings[0]
    if tokens[first.at].low in _LIGHT_FORMS:
        noun = next((r for r in readings if r.form == "noun" and 0 < r.at - first.at <= 4), None)
        if noun is not None:
            return noun
    verb = next((i for i, w in enumerate(tokens) if w.is_word and w.low not in EMPTY), 0)
    if first.at <= verb + 4:
        return first
    # "the men who are held should be freed": what is wanted stands last
    return readings[-1] if readings[-1].passive else None


def _unknown(tokens: tuple[Word, ...], negative: bool) -> Act:
    """An act whose verb the table does not know: it is its own kind."""
    words = content(tokens)
    if not words:
        return Act("", (), "plain", None, True, negative)
    scope, count = scope_of(tokens[1:])
    points_back = not words[1:] and any(w.low in PRONOUNS for w in tokens)
    return Act(verb_stem(words[0].low), words[1:], scope, count, points_back, negative)


def find_acts(tokens: tuple[Word, ...], before: tuple[Word, ...] = ()) -> Iterator[Reading]:
    """Every act of the table that a sentence tells of, in reading order, whatever its mood.

    `before` are the words of the sentence before, one of which "them" may stand for.
    """
    for i, word in enumerate(tokens):
        if word.low in VERBS and not _is_noun_here(tokens, i):
            found = _verb(tokens, i, before)
            if found is not None:
                yield found
                continue
        if word.low in NOUNS:
            found = _noun(tokens, i)
            if found is not None:
                yield found


def foreign_act(tokens: tuple[Word, ...], i: int) -> Reading:
    """An act whose verb is in no table: read by its ending alone."""
    low = tokens[i].low
    form: Form = "ing" if low.endswith("ing") else "past" if low.endswith("ed") else "base"
    passive = form == "past" and _is_passive(tokens, i, {"past"})
    return Reading(Kind(verb_stem(low), ()), i, i, form, _after(tokens, i), _before(tokens, i), passive)


_DETERMINERS = frozenset(
    "the a an his her its their this that immediate prompt early no any of unconditional full swift".split()
)
_NOUN_TOO = frozenset(
    "release return cut end halt ban freeze strike attack raid probe pardon rise increase transfer surrender hike "
    "change control try sign order fire shell mine permit charge bail float reform arrest report call bar price "
    "retreat recall exchange swap offer grant plan open close opening dialogue".split()
)


def _is_noun_here(tokens: tuple[Word, ...], i: int) -> bool:
    """ "his release", "an end to": a form that is a verb elsewhere."""
    word = tokens[i]
    if _describes(tokens, i):
        return True
    if word.low not in _NOUN_TOO and word.low.rstrip("s") not in _NOUN_TOO and not word.low.endswith("ing"):
        return False
    before = tokens[i - 1] if i else None
    if before is None:
        return False
    if before.low in _DETERMINERS or before.owns:
        return True
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    return after == "of" and before.low not in ("to", "and") and not word.low.endswith("ing")


def _describes(tokens: tuple[Word, ...], i: int) -> bool:
    """ "five jailed opponents", "the detained men": a participle before its noun tells of no act."""
    word = tokens[i]
    if not word.low.endswith(("ed", "en", "ld")) or not i or i + 1 >= len(tokens):
        return False
    before, after = tokens[i - 1].low, tokens[i + 1]
    marked = (
        before in _DETERMINERS
        or before in ("other", "all", "some", "many", "several", "those")
        or number(before) is not None
    )
    return marked and after.is_word and after.low not in _AFTER_PASSIVE and after.low not in EMPTY


def points_back(objects: tuple[Word, ...]) -> bool:
    """ "let them in", "freed him": the object is what was spoken of before."""
    return any(w.low in _POINTERS for w in objects[:2])


_POINTERS = frozenset({"them", "him", "her", "it"})


def _verb(tokens: tuple[Word, ...], i: int, before: tuple[Word, ...] = ()) -> Reading | None:
    objects = _after(tokens, i)
    subjects = _before(tokens, i)
    fits = [
        (end, form, kind, len(rest))
        for form, rest, kind in VERBS[tokens[i].low]
        if (end := _rest_at(tokens, i, rest)) is not None
    ]
    if not fits:
        return None
    passive = _is_passive(tokens, i, {form for _, form, _, _ in fits})
    things = content(objects)
    if passive or not things:
        things = content(subjects)[::-1] + things
    pointed = any(w.low in PRONOUNS for w in objects[:2])
    if before and points_back(objects):
        told = tuple(w for w in content(before) if not w.is_name)
        chosen = _choose([f for f in fits if f[2].things & _classes_of(told)], told, False) if told else None
        if chosen is not None:
            return Reading(chosen[2], i, chosen[0], chosen[1], objects, subjects, passive)
    chosen = _choose(fits, things, pointed)
    if chosen is None:
        return None
    end, form, kind = chosen
    return Reading(kind, i, end, form, objects, subjects, passive)


def _classes_of(words: tuple[Word, ...]) -> frozenset[str]:
    return frozenset(c for w in words for c in CLASSES.get(stem(w.low), ()))


def _choose(
    fits: list[tuple[int, Form, Kind, int]], things: tuple[Word, ...], pointed: bool
) -> tuple[int, Form, Kind] | None:
    """The kind whose things the object's words name first; a verb with its particle before the bare verb."""
    for wanted in range(max((f[3] for f in fits), default=-1), -1, -1):
        rows = [f for f in fits if f[3] == wanted]
        if not rows:
            continue
        for word in things[:8]:
            classes = CLASSES.get(stem(word.low), frozenset())
            for end, form, kind, _ in rows:
                if kind.things & classes:
                    return end, form, kind
        if pointed or any(w.is_name for w in things[:6]) or not things:
            for end, form, kind, _ in rows:
                if kind.things & {"people", "land"}:
                    return end, form, kind
        for end, form, kind, _ in rows:
            if not kind.things:
                return end, form, kind
    return None


def _noun(tokens: tuple[Word, ...], i: int) -> Reading | None:
    objects = _after(tokens, i)
    owner = _owner(tokens, i)
    rows = NOUNS[tokens[i].low]
    things = (content(objects) + content(owner)) or owner
    for word in things[:6]:
        for kind in rows:
            if kind.things & CLASSES.get(stem(word.low), frozenset()):
                return Reading(kind, i, i, "noun", (*owner, *objects), owner)
    for kind in rows:
        if not kind.things or (
            kind.things & kinds.PEOPLE and (not things or any(w.is_name or w.low in PRONOUNS for w in things))
        ):
            return Reading(kind, i, i, "noun", (*owner, *objects), owner)
    if rows[0].name in ("ceasefire", "disarm", "talk", "withdraw", "sign", "investigate"):
        return Reading(rows[0], i, i, "noun", (*owner, *objects), owner)
    return None


def _owner(tokens: tuple[Word, ...], i: int) -> tuple[Word, ...]:
    """ "his", "Kozulin's", "troop" before a noun."""
    found: list[Word] = []
    for j in range(i - 1, max(i - 6, -1), -1):
        word = tokens[j]
        if not word.is_word or word.low in _NO_OWNER or (word.low in _LIGHT_FORMS and not word.owns):
            break
        found.append(word)
        if word.owns or word.low in PRONOUNS:
            break
    return tuple(reversed(found))


_NO_OWNER = frozenset("the a an of for to and by on in from with after about into over until before".split())


def _rest_at(tokens: tuple[Word, ...], i: int, rest: tuple[str, ...]) -> int | None:
    """Where the words that must follow the verb end; a particle may stand after a short object."""
    at = i
    for word in rest:
        gap = 7 if len(rest) == 1 else 5
        found = next((j for j in range(at + 1, min(at + 1 + gap, len(tokens))) if tokens[j].low == word), None)
        if found is None or any(tokens[j].text in _MARKS or tokens[j].low in _ENDS_CLAUSE for j in range(i + 1, found)):
            return None
        at = found
    return at


def _after(tokens: tuple[Word, ...], i: int) -> tuple[Word, ...]:
    found: list[Word] = []
    for j in range(i + 1, min(i + 16, len(tokens))):
        word = tokens[j]
        if word.text in _MARKS or word.low in _ENDS_CLAUSE:
            break
        if word.text == "," and not _list_goes_on(tokens, j):
            break
        if word.low in ("and", "but", "or") and j + 1 < len(tokens) and _is_new_verb(tokens, j + 1, tokens[i].low):
            break
        found.append(word)
    return tuple(found)


def _list_goes_on(tokens: tuple[Word, ...], j: int) -> bool:
    """Whether a comma only parts members of a list: "nuclear, chemical and biological weapons"."""
    following = [w.low for w in tokens[j + 1 : j + 7]]
    if not following or following[0] in _ENDS_CLAUSE | {"and", "but", "who", "saying", "in", "on", "at", "a", "the"}:
        return False
    return "and" in following[:5] or "or" in following[:5]


def _is_new_verb(tokens: tuple[Word, ...], j: int, first: str) -> bool:
    word = tokens[j].low
    if word in (
        "to",
        "will",
        "would",
        "must",
        "should",
        "has",
        "have",
        "had",
        "was",
        "were",
        "is",
        "are",
        "it",
        "he",
        "they",
        "not",
        "that",
    ):
        return True
    if word not in VERBS or word in ("reports", "releases"):
        return False
    forms = {f for f, _, _ in VERBS[word]}
    mine = {f for f, _, _ in VERBS.get(first, ())}
    return bool(forms & mine) if mine else True


def _before(tokens: tuple[Word, ...], i: int) -> tuple[Word, ...]:
    found: list[Word] = []
    for j in range(i - 1, max(i - 22, -1), -1):
        word = tokens[j]
        if word.text in _MARKS or (word.low in _ENDS_CLAUSE and word.low not in ("who", "which", "that", "as")):
            break
        if word.text == "," and found and not _aside(tokens, j, i):
            break
        found.append(word)
    return tuple(reversed(found))


def _aside(tokens: tuple[Word, ...], j: int, i: int) -> bool:
    """Whether the comma belongs to an aside between subject and verb: "Sannikov, who ran in 2010, was freed"."""
    return any(tokens[k].text == "," for k in range(j + 1, i)) or any(
        tokens[k].text == "," for k in range(max(j - 12, 0), j)
    )


_BE = frozenset("was were been is are be being got get gets".split())
_ADVERBS = frozenset(
    "not never finally already also all now then formally immediately both since just still reportedly later".split()
)
_AFTER_PASSIVE = frozenset(
    "by after from in on at with under to as without during before late early last when for and since within amid following".split()
)


# past forms that take no object: after them a preposition opens no shortened passive
_INTRANSITIVE = frozenset(
    "returned withdrew agreed walked flew landed left went came pulled stepped retreated resigned complied acceded talked "
    "negotiated marched moved broke backed rose fell stood quit gave voted arrived emerged ceased apologised apologized "
    "continued began started resumed joined rejoined cooperated".split()
)


def _is_passive(tokens: tuple[Word, ...], i: int, forms: set[Form]) -> bool:
    if "past" not in forms:
        return False
    j = i - 1
    while j >= 0 and (tokens[j].low in _ADVERBS or tokens[j].low.endswith("ly")):
        j -= 1
    if j >= 0 and tokens[j].low in _BE:
        return True
    if j >= 0 and tokens[j].low in ("has", "have", "had"):
        return False
    if tokens[i].low in _INTRANSITIVE:
        return False
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    reduced = after is None or not after.is_word or after.low in _AFTER_PASSIVE
    return reduced and not any(w.low in ("it", "he", "they", "who") for w in tokens[max(i - 1, 0) : i])
