"""Is this English? A count of small words answers for nearly every text; a model decides the rest."""

import re
from functools import cache

_SMALL_WORDS = frozenset(
    "the of and to in a is that for it was on with as be by at from this are his he has have had not but an they "
    "which "
    "their or were will its been would who more about said into than after there we you she her him them when all up "
    "out "
    "over no if one other because also what our i us me my so do did does can could should must may".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_ENOUGH_WORDS = 12  # below, a headline full of names proves nothing
_SAMPLE = 4000
UNKNOWN = "und"
"""What ISO 639 writes where the language is not known."""


def find_language(text: str) -> str:
    """ISO 639-1 code of the language; `UNKNOWN` where there are no words.

    Short texts count as English unless they clearly are not.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if not words:
        return UNKNOWN
    small = sum(w in _SMALL_WORDS for w in words)
    latin = sum(w[0] < "\u0250" for w in words)
    if small >= 0.18 * len(words) and latin >= 0.8 * len(words):
        return "en"
    if len(words) < _ENOUGH_WORDS and latin >= 0.5 * len(words):
        # a headline or a name; accents and the absence of small words prove little
        return "en"
    code, sure = _identify(sample)
    clearly = sure >= (0.95 if len(words) < 40 else 0.5) or latin < 0.5 * len(words)
    if code == "en" or not clearly:
        return "en" if latin >= 0.5 * len(words) else UNKNOWN
    # a list of names and figures in an English text still has some of its words
    return "en" if small >= 0.1 * len(words) and latin >= 0.9 * len(words) else code


@cache
def _identifier() -> object:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _identify(sample: str) -> tuple[str, float]:
    code, sure = _identifier().classify(sample)  # type: ignore[attr-defined]
    return str(code), float(sure)
