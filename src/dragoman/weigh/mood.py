"""Was the act done, begun, promised, wanted, refused or denied, as these words tell it?

Scoped by the clause and by the nearest governing word before the act: "agreed to withdraw" is a
promise, "until it withdraws" a wish, "refused to withdraw" a refusal. Without a parse this is
right for the plain sentences that reports are made of; where the coder read the act too, the two
must agree (`reports.py`).
"""

# lists of words and patterns read best unbroken
# ruff: noqa: E501

from typing import Final

from dragoman.know.acts import Reading, Word, forms_of
from dragoman.weigh.tellings import Mood

_GOVERNORS: Final[dict[Mood, str]] = {
    "promised": "promise pledge agree offer vow plan commit undertake intend prepare decide propose consent announce "
                "consider accept volunteer schedule aim",
    "wanted": "demand urge call ask want tell require insist request press push appeal expect order need seek invite "
              "persuade force allow hope wish pressure threaten warn advise recommend encourage convince beg "
              "instruct give help",
    "refused": "refuse reject decline resist oppose rule",
    "denied": "fail deny stop avoid refrain delay neglect postpone",
    "begun": "begin start continue",
    "done": "complete finish manage secure help proceed order allow permit",
}  # fmt: skip
_FORMS: Final[dict[str, Mood]] = {
    form: mood for mood, verbs in _GOVERNORS.items() for verb in verbs.split() for form, _ in forms_of(verb)
}
_NOUN_GOVERNORS: Final[dict[str, Mood]] = {
    **dict.fromkeys("promise pledge offer agreement commitment decision plan vow willingness readiness proposal deal intention".split(), "promised"),
    **dict.fromkeys("demand call appeal request requirement condition obligation pressure ultimatum deadline need".split(), "wanted"),
    **dict.fromkeys("refusal rejection unwillingness".split(), "refused"),
    **dict.fromkeys("failure inability".split(), "denied"),
    **dict.fromkeys("ready willing due set".split(), "promised"),
    **dict.fromkeys("unwilling reluctant".split(), "refused"),
}  # fmt: skip
_HYPOTHETICAL = frozenset(
    "if unless until whether before lest once pending without towards toward should must could may might can ought cannot".split()
)
_WILL = frozenset("will shall would 'll".split())
_HAVE = frozenset("has have had 've".split())
_BE = frozenset("is are was were been be being 's 're".split())
_NOT = frozenset("not never n't no neither nor".split())
_STOPS = frozenset('.;:()—–!?"“”')
_REACH = 22


def mood_of(tokens: tuple[Word, ...], reading: Reading, *, title: bool = False) -> Mood:
    """The mood of an act in its sentence."""
    if reading.form == "noun":
        return _of_noun(tokens, reading.at)
    left = _left(tokens, reading.at)
    match _form(tokens[reading.at].low, reading.form, left):
        case "base":
            return _of_base(tokens, reading.at, left, title)
        case "third":
            if _hypothetical(left):
                return "wanted"
            return "done" if title else "none"
        case "past":
            return _of_past(reading, left)
        case _:
            return _of_gerund(left)


_ACCUSING = frozenset("accused accuses accuse accusing suspected suspects".split())
_DENYING = frozenset("denied denies deny denying".split())
_SAME_PAST = frozenset("let put cut shut set quit hit rid split bid spread shed".split())


def _form(word: str, form: str, left: list[str]) -> str:
    """ "let", "shut", "put": past where nothing before asks for a base form."""
    if form != "base" or word not in _SAME_PAST:
        return form
    if set(left[:4]) & (_HAVE | _BE):
        return "past"
    asks = _WILL | {"to", "must", "should", "could", "may", "might", "can", "did", "not", "that", "ought"}
    return "base" if set(left) & asks or not left else "past"


def _left(tokens: tuple[Word, ...], at: int) -> list[str]:
    """Words before the act in its sentence part, nearest first."""
    found: list[str] = []
    for j in range(at - 1, max(at - _REACH, -1), -1):
        if tokens[j].text in _STOPS:
            break
        low = tokens[j].low
        found.append("not" if low.endswith("n't") else low)
    return found


def _near(left: list[str]) -> list[str]:
    """The words up to the clause's own comma or conjunction."""
    for i, low in enumerate(left):
        if low in (",", "and", "but", "who", "which", "that", "after", "while", "as", "because") and i > 0:
            return left[: i + 1]
    return left


def _hypothetical(left: list[str]) -> bool:
    return any(low in _HYPOTHETICAL for low in _near(left)[:12])


def _not_close(left: list[str]) -> bool:
    return any(low in _NOT or low.endswith("n't") for low in left[:3])


def _of_base(tokens: tuple[Word, ...], at: int, left: list[str], title: bool) -> Mood:
    for i, low in enumerate(left):
        if low in ("not", "never") or (low == "no" and left[i - 1 : i] == ["longer"]):
            return "refused" if set(left[i + 1 : i + 3]) & _WILL else "denied"
        if low in ("won't", "cannot", "can't"):
            return "refused"
        if low in _WILL:
            negated = any(x in ("not", "never") for x in left[:i])
            if _hypothetical(left[i:]):
                return "wanted"
            return "refused" if negated else "promised"
        if low in ("must", "should", "ought", "can", "could", "may", "might", "need", "needs"):
            return "wanted"
        if low == "did" and i < 3:
            return "denied" if "not" in left[:i] else "done"
        if low == "to":
            return _governed(left[i + 1 :], title) if i <= 2 or _shares_to(left[:i]) else "wanted"
        if low in ("until", "unless", "if", "before", "that", "whether"):
            return "wanted"
    # a plural present in a headline: "Rebels free hostages"
    return "done" if title and at > 0 and tokens[at - 1].is_name else "wanted" if not title else "done"


def _shares_to(between: list[str]) -> bool:
    """ "agreed to free X and let Y go": the second verb hangs on the same "to"."""
    return "and" in between or "or" in between or len(between) <= 2


def _governed(left: list[str], title: bool) -> Mood:
    """What the word before "to" makes of the act."""
    for i, low in enumerate(left[:9]):
        if low in _NOUN_GOVERNORS:
            mood = _NOUN_GOVERNORS[low]
        elif low in _FORMS:
            mood = _FORMS[low]
        elif low in ("is", "are", "was", "were", "going") and i == 0:
            return "promised"
        elif low in (".", ";", "that", "which"):
            break
        else:
            continue
        if mood == "wanted" and any(_FORMS.get(x) == "refused" for x in left[i + 1 : i + 5]):
            return "refused"
        if mood == "promised" and any(x in _NOT for x in left[i + 1 : i + 4]):
            return "refused"
        if mood == "denied" and any(x in _NOT for x in left[i + 1 : i + 4]):
            return "done"
        if mood == "promised" and (_hypothetical(left[i + 1 : i + 8]) or set(left[i + 1 : i + 3]) & _MUST):
            return "wanted"
        if mood == "done" and low.startswith(("order", "allow", "permit", "help")):
            return "promised"
        return mood
    return "promised" if title and len(left) <= 4 else "none"


_MUST = frozenset("must should could may might to".split())


_LASTING = frozenset(f for v in ("remain", "stay", "keep", "lie", "stand") for f, _ in forms_of(v))


def _of_past(reading: Reading, left: list[str]) -> Mood:
    near = _near(left)
    if left[:1] == ["having"] and set(left[1:8]) & _ACCUSING:
        # "accused Chad of having shelled the town": somebody's word
        return "alleged"
    that = next((i for i, low in enumerate(left[:8]) if low == "that"), None)
    if that is not None and set(left[that + 1 : that + 2]) & _DENYING:
        return "denied"
    if left[:1] and left[0] in _LASTING:
        # "the newspaper remained closed": a state, and nothing done
        return "none"
    if reading.passive:
        after_be = next((i for i, low in enumerate(left[:5]) if low in _BE), None)
        if after_be is not None:
            be, before = left[after_be], left[after_be + 1 :]
            negated = _not_close(left[: after_be + 1]) or _not_close(before)
            if be == "be":
                return _of_passive_infinitive(before, negated)
            if be == "being":
                return "denied" if negated else "begun"
            if negated:
                return "denied"
            return "wanted" if _hypothetical(before) else "done"
        if any(low in ("be",) for low in near[:6]):
            return _of_passive_infinitive(near[near.index("be") + 1 :], False)
    if _not_close(left) or any(low in _NOT for low in near[:4]):
        return "denied"
    if any(
        low in ("if", "unless", "until", "whether", "once", "should", "must", "could", "would", "might")
        for low in near[:10]
    ):
        return "wanted"
    if reading.passive and any(
        _FORMS.get(low) == "wanted"
        for low in near[:6]
        if low not in ("order", "ordered", "give", "gave", "helped", "help", "allow", "allowed")
    ):
        return "wanted"
    return "done"


def _of_passive_infinitive(before: list[str], negated: bool) -> Mood:
    for i, low in enumerate(before[:6]):
        if low in _WILL:
            return "refused" if negated else "promised"
        if low in ("must", "should", "could", "may", "might", "can", "ought", "until", "unless", "that", "if"):
            return "wanted"
        if low == "to":
            return _governed(before[i + 1 :], False)
    return "wanted"


def _of_gerund(left: list[str]) -> Mood:
    for i, low in enumerate(left[:5]):
        if low in _BE:
            if any(x in _NOT for x in left[:i]):
                return "denied"
            return "wanted" if _hypothetical(left[i + 1 :]) else "begun"
        if low in ("begin", "start") and left[i + 1 : i + 2] == ["to"]:
            # "promised to begin pulling out"
            mood = _governed(left[i + 2 :], False)
            return mood if mood in ("promised", "refused") else "wanted"
        if low in ("begin", "start") and set(left[i + 1 : i + 3]) & _WILL:
            return "refused" if _not_close(left[i:]) else "promised"
        if low in ("begun", "began", "begins", "begin", "started", "starts", "start", "beginning"):
            return "wanted" if _hypothetical(left[i + 1 :]) else "begun"
        if low in ("without", "from", "stop", "stopped", "halted", "before", "considering", "avoid", "against"):
            return "denied" if low != "considering" else "none"
        if low in ("finished", "completed", "finish", "complete"):
            return "done"
        if low in ("for", "by", "after", "since", "of", "in"):
            return _gerund_after(low, left[i + 1 :])
    return "none"


def _gerund_after(preposition: str, left: list[str]) -> Mood:
    """ "rewarded X for giving up", "in return for freeing": the first is past, the second may be asked."""
    if any(low in _HYPOTHETICAL | _WILL for low in left[:8]):
        return "wanted"
    if preposition == "of" and set(left[1:6]) & _ACCUSING:
        return "alleged"
    if preposition == "of" and left[:1] and left[0] in ("accused", "suspected", "way", "possibility", "idea"):
        return "none"
    if (
        left[:2]
        and left[0] in ("return", "exchange")
        and any(_FORMS.get(x) in ("promised", "wanted") for x in left[:12])
    ):
        return "wanted"
    return "done"


def _of_noun(tokens: tuple[Word, ...], at: int) -> Mood:
    left = _left(tokens, at)
    for i, low in enumerate(left[:9]):
        if low in ("until", "unless", "without", "before", "pending", "if", "for") and low != "for":
            return "wanted"
        if low == "for" and i + 1 < len(left) and _FORMS.get(left[i + 1]) == "wanted":
            return "wanted"
        if low in ("after", "following", "since"):
            return "done"
        if low in ("to", "on", "for", "citing", "rewarding", "over", "welcomed", "hailed", "praised", "by") and i <= 4:
            kind = _reason(low, left[i + 1 : i + 4])
            if kind is not None:
                return kind
        mood = _FORMS.get(low) or _NOUN_GOVERNORS.get(low)
        if mood is not None:
            return _noun_under(low, mood, left[i + 1 :])
    return "none"


def _reason(low: str, before: list[str]) -> Mood | None:
    """ "responding to the release", "pointing to", "reward for": the act is taken as done."""
    if low in ("citing", "rewarding", "welcomed", "hailed", "praised"):
        return "done"
    if low in ("to", "for", "by") and set(before[:2]) & _TAKEN_AS_DONE:
        return "done"
    return None


_TAKEN_AS_DONE = frozenset(
    "response responding responded pointing pointed reward rewarded rewards thanks recognition reaction owing due prompted followed "
    "reference referring encouraged credit praise thanked satisfied answer reply replying answering".split()
)


def _noun_under(low: str, mood: Mood, before: list[str]) -> Mood:
    if _hypothetical(before[:6]):
        return "wanted"
    negated = any(x in _NOT for x in before[:3])
    if low.startswith(("order", "complet", "finish", "secur")):
        return "denied" if negated else "done"
    if any(x in _WILL for x in before[:3]):
        return "refused" if negated else "promised"
    if mood == "promised" and negated:
        return "refused"
    if low.startswith("announc"):
        return "promised"
    return "denied" if negated and mood == "begun" else mood
