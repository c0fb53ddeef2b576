"""Why was it done, or about what? PLOVER's contexts, read from the words of the sentence."""

import re
from typing import Final

_WORDS: Final[dict[str, str]] = {
    "military": (
        r"militar\w+|troops?|army|armed forces|soldiers?|navy|naval|air force|missiles?|"
        r"warships?|weapons?|ceasefire|cease-fire"
    ),
    "intelligence": r"intelligence|spy|spies|spying|espionage|surveillance|wiretap\w*",
    "executive": r"presidential|cabinet|executive order|decree|prime minister",
    "legislative": r"parliament\w*|congress\w*|senate|legislat\w+|lawmakers?|bill",
    "election": r"elections?|electoral|ballots?|votes?|voters?|voting|referendum|polls|candidates?|campaign\w*",
    "political_institutions": r"constitution\w*|coalition|political part(?:y|ies)|power-sharing|reforms?",
    "pro_democracy": r"democra\w+|opposition|free and fair|pluralism",
    "pro_autocracy": r"autocra\w+|dictator\w*|martial law|coup|junta|authoritarian\w*",
    "economic": (
        r"econom\w+|trade|tariffs?|imports?|exports?|loans?|debt|invest\w+|embargo\w*|"
        r"sanctions?|banks?|currency|IMF"
    ),
    "legal": (
        r"courts?|judges?|trials?|lawsuits?|prosecut\w+|convict\w+|sentenc\w+|verdict|"
        r"extradit\w+|tribunal|charges"
    ),
    "reparations": r"reparations?|compensation|compensate\w*|restitution",
    "human_rights": (
        r"human rights|political prisoners?|prisoners? of conscience|torture\w*|war crimes?|"
        r"genocide|atrocit\w+"
    ),
    "rights_freedoms": (
        r"press freedom|free speech|freedoms?|civil liberties|journalists?|newspapers?|"
        r"independent media|censor\w+|NGOs?"
    ),
    "repression": r"repress\w+|oppress\w+|crackdowns?|dissidents?|detain\w+|detention|jailed|political opponents",
    "human_security": r"civilians?|refugees?|displaced|humanitarian|hostages?|kidnap\w+",
    "gender": r"women|gender|girls",
    "lgbt": r"gay|lesbian|lgbt\w*|homosexual\w*|transgender",
    "religion_ethnicity": (
        r"religio\w+|muslims?|christians?|jews|jewish|ethnic\w*|church\w*|mosques?|"
        r"shi(?:a|ite)s?|sunnis?"
    ),
    "inequality": r"inequalit\w+|poverty|discriminat\w+|segregat\w+",
    "diplomatic": (
        r"diplomat\w*|ambassadors?|embass(?:y|ies)|envoys?|foreign minist\w+|summit|"
        r"relations|consulates?|talks"
    ),
    "territory": r"territor\w+|borders?|annex\w+|occupied|sovereignty|secession\w*|separatis\w+|independence",
    "peacekeeping": r"peacekeep\w+|blue helmets|monitoring mission",
    "health": r"health|disease|epidemic|pandemic|vaccin\w+|hospitals?|medic\w+|virus|hiv|ebola",
    "asylum": r"asylum",
    "migration": r"migra\w+|immigra\w+|deport\w+|visas?",
    "disasters": r"earthquakes?|floods?|hurricanes?|tsunami|famine|drought|disasters?",
    "natural_resource": r"oil|gas|pipelines?|mining|petro\w+|fisher\w+|water resources",
    "environment": r"environment\w*|climate|emissions|pollution",
    "technology": r"technolog\w+|satellites?|internet|telecom\w*|software",
    "terrorism": r"terror\w*|suicide bomb\w+|extremists?|jihad\w*|bombings?",
    "cbrn": r"nuclear|chemical weapons?|biological weapons?|uranium|plutonium|enrich\w+|centrifuges?|nerve agents?",
    "cyber": r"cyber\w*|hack\w+|malware",
    "misinformation": r"disinformation|misinformation|propaganda|fake news",
    "crime": r"crim(?:e|es|inal|inals)|murder\w*|gangs?|mafia|robbery|theft",
    "corruption": r"corrupt\w*|brib\w+|embezzl\w+|graft|money laundering",
    "illegal_drugs": r"drugs?|narcotics?|cocaine|heroin|opium|cartels?",
    "trafficking": r"traffick\w+|smuggl\w+",
}
_PATTERNS: Final = {name: re.compile(rf"\b(?:{words})\b", re.I) for name, words in _WORDS.items()}
# one pass tells whether any of them is there at all
_ANY: Final = re.compile("|".join(rf"\b(?:{words})\b" for words in _WORDS.values()), re.I)


def find_contexts(words: str) -> tuple[str, ...]:
    """All contexts that the words speak of, in PLOVER's order."""
    if not _ANY.search(words):
        return ()
    return tuple(name for name, pattern in _PATTERNS.items() if pattern.search(words))
