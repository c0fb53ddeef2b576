"""Which sentences find, answer, see a deadline pass, give a demand up, or hang one act on another?

Looked for once a document, whatever was demanded; which demand is meant is settled later.
"""

# lists of words and patterns read best unbroken
# ruff: noqa: E501

import re
from typing import Final

from dragoman.records import Standing

SOME_LEFT: Final = re.compile(
    r"\b(?:others?|several|some|many|dozens|hundreds|thousands|rest|two|three|four|five|six|seven|eight|nine|ten|\d[\d,]*|most|still more)\b"
    r"[^.;]{0,90}\b(?:remain(?:s|ed)?|stay(?:s|ed)?|still|are left|were left|behind bars|languish\w*|are (?:being )?held)\b"
    r"|\b(?:remain|remains|remained|still) (?:held|jailed|detained|in (?:jail|prison|custody|detention|place)|behind bars|imprisoned|captive)\b"
    r"|\b(?:are|were|is|was) still (?:held|being held|in|behind|there|occupied|missing)\b"
)
NONE_LEFT: Final = re.compile(
    r"\bno\b[^.;]{0,70}\b(?:left|remain(?:s|ed|ing)?|still (?:held|there|in)|behind bars|in (?:jail|prison|custody))\b"
    r"|\bnone\b[^.;]{0,50}\b(?:left|remain(?:s|ed)?|held|behind)\b"
    r"|\ball\b[^.;]{0,90}\b(?:now |been |were |are )(?:now )?(?:free|freed|released|out|home|gone|destroyed|withdrawn|dismantled|closed|surrendered|returned|completed|removed)\b"
    r"|\bthe last\b[^.;]{0,60}\b(?:left|leaves|crossed|handed|gone|destroyed|freed|released|removed|shipped|withdrawn|departed|flew)\b"
    r"|\b(?:fully|completely|entirely|in full)\b[^.;]{0,30}\b(?:withdrawn|complied|met|destroyed|dismantled|implemented|disarmed|carried out|paid|fulfilled)\b"
    r"|\b(?:met|fulfilled|satisfied|complied with)\b[^.;]{0,25}\b(?:all|every|its|the|their)\b[^.;]{0,40}\b(?:condition|demand|obligation|requirement|commitment|benchmark|prior action|term)s?\b"
)
PASSED: Final = re.compile(
    r"\b(?:deadline|ultimatum)\b[^.;]{0,120}\b(?:pass\w*|expir\w*|ran out|runs out|lapsed?|came and went|went by|ignored|missed|elapsed)\b"
    r"|\b(?:ignor\w+|miss\w*|defi\w+|flout\w*|let)\b[^.;]{0,40}\b(?:deadline|ultimatum)\b"
)
_DEMANDS = r"(?:demands?|conditions?|ultimatum|terms|request|call|resolution|requirements?|proposal|plan)"
YES: Final = re.compile(
    rf"\b(?:accept\w*|agree[ds]? to|bow\w* to|yield\w* to|gave in to|gives in to|compl(?:y|ied|ies) with|consent\w* to|agreed with)\b[^.;]{{0,40}}\b{_DEMANDS}\b"
)
NO: Final = re.compile(
    rf"\b(?:reject\w*|refus\w*|dismiss\w*|rebuff\w*|spurn\w*|defi(?:ed|es)|ignor\w*|turn\w* down|rul\w+ out)\b[^.;]{{0,40}}\b{_DEMANDS}\b"
)
DEMAND_WORDS: Final = re.compile(r"\b(?:condition|demand|obligation|requirement|commitment|benchmark|prior action)s?\b")

_DEMAND = r"(?:demands?|insistence|condition|conditions|requirements?|ultimatum|request|call|precondition|preconditions|resolution)"
_MOVES: Final[tuple[tuple[Standing, re.Pattern[str]], ...]] = (
    ("waived", re.compile(r"\bwaiv(?:e|es|ed|ing|er|ers)\b|\bexempt(?:ed|s|ion)\b|\bexcused?\b")),
    (
        "superseded",
        re.compile(
            rf"\b(?:replac\w+|substitut\w+|supersed\w+)\b[^.;]{{0,60}}\b{_DEMAND}\b|\b{_DEMAND}\b[^.;]{{0,60}}\b(?:replac\w+|supersed\w+)\b"
            r"|\binstead of\b[^.;]{0,80}\b(?:now|it)\b[^.;]{0,20}\b(?:want|ask|demand|insist|call|require)\w*"
            r"|\bnow (?:want|ask|demand|insist|call|require)\w*\b[^.;]{0,80}\binstead\b"
        ),
    ),
    (
        "suspended",
        re.compile(
            rf"\b(?:suspend\w*|shelv\w*|froze|set aside|put on hold|put aside|paus\w+|defer\w*|postpon\w*)\b[^.;]{{0,50}}\b{_DEMAND}\b"
            rf"|\b{_DEMAND}\b[^.;]{{0,30}}\b(?:on hold|suspended|shelved|set aside for now|deferred)\b"
        ),
    ),
    (
        "withdrawn",
        re.compile(
            rf"\b(?:drop\w*|withdr\w+|abandon\w*|gave up|give up|giv(?:es|ing) up|retract\w*|scrap\w*|renounc\w*|back(?:s|ed|ing)? (?:away from|down from|off)|"
            rf"retreat\w* from|lift\w*|rescind\w*)\b[^.;]{{0,40}}\b{_DEMAND}\b"
            r"|\bno longer (?:insist|demand|require|seek|ask|want|call|press|expect|need|makes?|make)\w*\b"
            r"|\b(?:stopped|ceased) (?:insisting|demanding|asking|calling|pressing)\b|\bwould not insist\b|\bnot insist(?:ing)? any (?:more|longer)\b"
        ),
    ),
)
_FIRST_PERSON_NOT = re.compile(
    r"\b(?:will not|won't|would not|refus\w+ to|never|not) (?:waive|drop|withdraw|abandon|give up|lift)\b"
)
EXCHANGE: Final = re.compile(
    r"\b(?:in (?:return|exchange) for|in return|in exchange|on condition that|on the condition that|provided(?: that)?|as soon as|once|only if|if|"
    r"unless|until|against the promise|step for step|step by step|simultaneously with|in parallel with|as part of a deal)\b"
)
"""What hangs one act on another."""


def move_of(low: str) -> Standing | None:
    """What a sentence says has become of a demand, by the demander's doing."""
    if _FIRST_PERSON_NOT.search(low):
        return None
    return next((standing for standing, pattern in _MOVES if pattern.search(low)), None)


def flags_of(low: str) -> str:
    """n: none left · l: some left · y, r: accepts or refuses a demand · d: a deadline passed."""
    return "".join(
        flag
        for flag, pattern in (("n", NONE_LEFT), ("l", SOME_LEFT), ("y", YES), ("r", NO), ("d", PASSED))
        if pattern.search(low)
    )
