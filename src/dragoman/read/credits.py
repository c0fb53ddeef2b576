"""Who wrote it, and where did it appear? Bylines, closing biographies, sign-offs and agency credits.

A byline may have lost its name ("By , a former editor at …"); the closing biography then gives it.
A biography names somebody who writes for a living, or stands last and names nobody whom the
article speaks of; both must hold together, so that a last paragraph about a minister stays body.
"""

import re
from dataclasses import dataclass

_PARTICLES = frozenset("de del della van von der den di da dos du la le el al bin ibn bint abu ter ten y e of'".split())
_NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december the a an this that these those our your staff reporter reporters writer "
    "writers editor editors correspondent correspondents news newsroom agency agencies service desk team press media "
    "special contributor contributors and in at on for with from by".split()
)
_BODIES = frozenset(
    "university institute institution ministry council party committee commission court bank group association union "
    "foundation "
    "center centre office department agency parliament army force forces house street times post news press radio "
    "television "
    "republic states kingdom nations government policy affairs international national company corporation inc "
    "ltd".split()
)
AGENCIES: dict[str, str] = {
    "reuters": "Reuters",
    "thomson reuters": "Reuters",
    "ap": "Associated Press",
    "associated press": "Associated Press",
    "the associated press": "Associated Press",
    "afp": "Agence France-Presse",
    "agence france-presse": "Agence France-Presse",
    "upi": "United Press International",
    "dpa": "dpa",
    "xinhua": "Xinhua",
    "tass": "TASS",
    "itar-tass": "ITAR-TASS",
    "ria novosti": "RIA Novosti",
    "interfax": "Interfax",
    "belta": "BelTA",
    "kyodo": "Kyodo News",
    "kyodo news": "Kyodo News",
    "bloomberg": "Bloomberg",
    "bloomberg news": "Bloomberg",
    "ians": "IANS",
    "pti": "Press Trust of India",
    "efe": "EFE",
    "ansa": "ANSA",
    "anadolu agency": "Anadolu Agency",
    "aa": "Anadolu Agency",
    "cnn": "CNN",
    "voa": "Voice of America",
    "rfe/rl": "RFE/RL",
    "ips": "Inter Press Service",
    "irin": "IRIN",
}
"""How wire services sign, and what they are called."""

_PAPER_JOBS = (
    r"(?:editor(?:-at-large|-in-chief)?|reporter|correspondent|columnist|writer|journalist|blogger|contributor|"
    r"contributing \w+|"
    r"bureau chief|producer|photographer|intern|critic|podcaster|host|anchor|staffer|editorial fellow|fellow)s?"
)
_JOB = re.compile(
    rf"\b(?:{_PAPER_JOBS}|author|fellow|professor|lecturer|researcher|scholar|analyst|director|historian|novelist|"
    r"lawyer|student|candidate|chair|founder|co-founder|economist|consultant|expert|adviser|advisor|ambassador|diplomat|"
    r"teaches|writes|wrote for|covers|covered|report(?:s|ed) (?:from|for|on)|tweets|blogs|contributed|"
    r"(?<=is )president|(?<=was )president|activist|"
    r"scientist|poet|filmmaker|broadcaster)s?\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    r"(?:twitter|x|bluesky|mastodon|instagram|e-?mail)\s*:\s*@?\w|@\w{2,}|\bon twitter\b|follow (?:him|her|them)\b",
    re.IGNORECASE,
)
_NAME_OF_PLACE = r"(?:[A-Z0-9][\w’'&/-]*|(?:[A-Z]\.){2,})"
_PUBLICATION = rf"((?:The )?{_NAME_OF_PLACE}(?: (?:(?:of|and|the|for|on|&) )*{_NAME_OF_PLACE}){{0,6}})"
_AT = re.compile(rf"(?i:\b{_PAPER_JOBS})\b[^.;]{{0,60}}?\b(?:at|for|of|with) (?:the )?{_PUBLICATION}")
_OF = re.compile(
    rf"\b(?:is|was|and|as) (?:an? |the )?(?:former )?{_PUBLICATION}(?:’s|'s)? (?:[\w-]+ ){{0,3}}?(?i:{_PAPER_JOBS})\b"
)
_WRITES_FOR = re.compile(
    rf"\b(?:covers|covered|writes|reports|wrote|reported)\b[^.;]{{0,60}}?\bfor (?:the )?{_PUBLICATION}"
)
_MORE_FROM = re.compile(
    rf"(?:more|latest|also|read more|more stories) (?:from|on|by|in) (?:the )?{_PUBLICATION}\s*:?$", re.IGNORECASE
)
_SECTIONS = frozenset(
    "world us u.s. uk politics opinion business europe africa asia americas middle east news this the author sport "
    "sports culture science technology tech health video topic topics series section our partners".split()
)
_NOBODY = re.compile(
    r"(?:the |our |a )?(?:staff|staff (?:reporter|writer|correspondent)s?|(?:foreign |own |special )?correspondents?|"
    r"reporters?|editorial board|editors?|agencies|news (?:desk|agencies|staff)|web desk|foreign staff|admin|"
    r"online desk|newsroom)",
    re.IGNORECASE,
)
# "By , a former editor at …", "By a former editor at …"; not "By a quarter of votes"
_ROLE_ALONE = re.compile(rf",|(?:an?|the) (?:[\w’'&.-]+ ){{0,5}}?{_PAPER_JOBS}\b[^.!?]*\.?$", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"\W*(?i:©|\(c\)|copyright)\W*(?i:©|\(c\)|copyright)?\W*(?:\d{4})?(?:\s*[-–]\s*\d{4})?,?\s*(?:by )?"
    rf"(?:the )?{_PUBLICATION}"
)
_BYLINE = re.compile(
    r"(?:written |story |reporting |report |text |analysis |words |posted |published )?by\b[\s:]*", re.IGNORECASE
)
_SIGN_OFF = re.compile(
    r"\W*(?:additional |compiled |with )?(?:reporting|writing|editing|compiled|"
    r"additional reporting)(?: and (?:writing|editing))? (?:by|from)\b",
    re.IGNORECASE,
)
_BE = re.compile(
    r"(?:is|was|are|were|has been|covers|covered|writes|wrote for|reports|reported|teaches|serves|served|works|worked|"
    r"directs|heads|leads|blogs|tweets|contributes|contributed|holds|spent)\b"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """What a byline or a biography tells."""

    authors: tuple[str, ...] = ()
    publisher: str | None = None


def find_byline(line: str) -> Credit | None:
    """What a line that is nothing but a byline tells; None for any other line."""
    match = _BYLINE.match(line)
    words = line[match.end() :].strip() if match else ""
    if match is None or len(line.split()) > 40 or "\n" in line:
        return None
    rest = re.split(r"\s*[|•·]\s*|\s+[–—-]{1,2}\s+", words)[0]
    # "By , a former editor at …": the page's script would have filled in the name
    nameless = not rest.strip(" .,") or bool(_ROLE_ALONE.match(rest))
    names, role = ("", rest) if nameless else _names_and_role(rest)
    if _NOBODY.fullmatch(rest.strip(" .")):
        return Credit()
    authors, agency = find_people(names), AGENCIES.get(names.strip(" .").casefold().removesuffix(" staff"))
    if not authors and not agency and not nameless:
        return None
    if (
        role
        and not re.match(
            r"[\s,]*(?:an?\b|the\b|in\b|at\b|of\b|for\b|former\b|special to\b|\(|\w+ (?:editor|correspondent|writer|"
            r"reporter))",
            role,
            re.IGNORECASE,
        )
        and not _JOB.search(role)
        and role.strip(" ,").casefold() not in AGENCIES
        and len(role.split()) > 6
    ):
        return None
    return Credit(authors, find_publisher(role) or agency or AGENCIES.get(role.strip(" ,.").casefold()))


def _names_and_role(rest: str) -> tuple[str, str]:
    """Part "Ann Lee and Bo Ek, a fellow at X" after the names."""
    pieces = re.split(r"(,\s+|\s+(?:in|for|at|of)\s+(?=[A-Z]))", rest)
    names = pieces[0]
    for i in range(1, len(pieces) - 1, 2):
        if not pieces[i].startswith(",") or not find_people(pieces[i + 1].removeprefix("and ")):
            return names, "".join(pieces[i:])
        names += pieces[i] + pieces[i + 1]
    return names, ""


def find_follow(line: str) -> str | None:
    """Whom "Follow Ann Lee on Twitter: @ann" invites to follow, if it is a person."""
    match = re.match(r"Follow (?P<name>[^@:]{4,40}?) (?:on|at) (?:Twitter|X|Facebook|Bluesky)\b", line.strip())
    return match["name"] if match and is_person(match["name"]) else None


def find_people(words: str) -> tuple[str, ...]:
    """Personal names in a list of nothing else; empty where anything else stands in it."""
    people: list[str] = []
    for piece in re.split(r",\s+(?:and\s+)?|\s+and\s+|\s*&\s*|;\s*", words.strip(" .:")):
        if not is_person(piece):
            return ()
        people.append(_in_mixed_case(piece.strip()))
    return tuple(people)


def is_person(words: str) -> bool:
    """Whether this looks like a person's name: two to five words with capitals, none that names no person."""
    tokens = words.strip().split()
    if not 2 <= len(tokens) <= 5 or any(c.isdigit() or c in '@/:;!?"“”()' for c in words):
        return False
    if any(t.strip(".,").casefold() in _NOT_NAMES for t in tokens) or words.casefold() in AGENCIES:
        return False
    if any(t.endswith(("’s", "'s")) for t in tokens) or {t.casefold() for t in tokens} & _BODIES:
        return False
    return (
        tokens[0][0].isupper()
        and tokens[-1][0].isupper()
        and all(t[0].isupper() or t.casefold() in _PARTICLES for t in tokens)
    )


def _in_mixed_case(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 5 else name


def find_bio_name(line: str) -> str | None:
    """Whose life this paragraph tells in a sentence or two; None for any other paragraph."""
    tokens = line.split()
    for n in range(5, 1, -1):
        name = " ".join(tokens[:n]).rstrip(",")
        rest = " ".join(tokens[n:])
        if tokens[n - 1 : n] and tokens[n - 1].endswith(","):
            # "Ann Lee, a former envoy, is a fellow at …"
            aside = re.match(r"[^,]{3,80}, (?=\w)", rest)
            rest = rest[aside.end() :] if aside else ""
        if is_person(name) and _BE.match(rest) and _JOB.search(_first_words(rest)) and len(tokens) <= 90:
            return name
    return None


def _first_words(rest: str) -> str:
    """The start of what is told of somebody: the job comes early, and before anybody's words."""
    return " ".join(re.split(r"(?<=[a-z])[.;] |[“\"]", rest)[0].split()[:12])


def has_handle(line: str) -> bool:
    """Whether a paragraph gives an account or an address to write to."""
    return bool(_HANDLE.search(line))


def find_publisher(words: str) -> str | None:
    """Where somebody edits, reports or writes: the publication named after the job."""
    for form in (_AT, _WRITES_FOR, _OF):
        match = form.search(words)
        if match and match.group(1).casefold() not in _SECTIONS:
            return match.group(1)
    return None


def find_more_from(header: str) -> str | None:
    """The publication in "More from X", where X is one and not a section or a person."""
    match = _MORE_FROM.fullmatch(header.strip())
    return match.group(1) if match and not set(match.group(1).casefold().split()) <= _SECTIONS else None


def find_copyright(line: str) -> str | None:
    """Whose the text is by a line "© 2012 The Monitor"."""
    match = _COPYRIGHT.match(line)
    return re.sub(r"[ ,]*\b(?:LLC|Inc|Ltd|All|GmbH)\b.*", "", match.group(1)).strip() or None if match else None


def find_sign_off(line: str) -> Credit | None:
    """ "(Reporting by A; Editing by B)": who wrote it. None for any other line."""
    match = _SIGN_OFF.match(line)
    if match is None or len(line.split()) > 40:
        return None
    first = re.split(r";|\s+in\s+|\.\s", line[match.end() :].strip(" ():"))[0]
    return Credit(find_people(first.strip(" .()")))
