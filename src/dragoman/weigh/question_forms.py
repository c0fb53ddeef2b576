"""In which words may a question be asked? One line a form, with its slots named.

x is whom it is about, y who wants, acts or speaks, z the act in question, s how a demand stands.
The first form that fits is taken, so particular ones stand before general ones.
"""

import re
from typing import Final, Literal

Asked = Literal[
    "why_talk",
    "wants",
    "met",
    "called_for",
    "done",
    "argues",
    "changed",
    "open",
    "still",
    "when",
    "whether",
    "who",
    "why",
]

EXAMPLES: Final = (
    "Why talk to Belarus now?",
    "What does Brussels want from Minsk?",
    "Has Minsk met US demands since 2008?",
    "Which demands on Belarus are open?",
    "Is the US still demanding that Belarus release political prisoners?",
    "Who has called for sanctions on Belarus?",
    "Who argues what about Belarus?",
    "What did the EU say about Belarus?",
    "What has Russia done to Ukraine since March 2014?",
    "What has changed between the EU and Belarus since 2009?",
    "When did Belarus release Kozulin?",
    "Has North Korea shut down its reactor?",
    "Who arrested Kozulin?",
    "Why did the US suspend sanctions?",
)
"""One question of each form, to show what can be asked."""

STANDS: Final[dict[str, str]] = {
    "open": "open",
    "still open": "open",
    "outstanding": "unmet",
    "unmet": "unmet",
    "not met": "unmet",
    "unfulfilled": "unmet",
    "pending": "unmet",
    "met": "met",
    "fulfilled": "met",
    "satisfied": "met",
    "undone": "reversed",
    "reversed": "reversed",
    "broken": "reversed",
    "disputed": "disputed",
    "partly met": "met_in_part",
    "met in part": "met_in_part",
    "on record": "all",
    "in force": "all",
    "there": "all",
}
"""How a demand may be said to stand, and what is meant by it."""

_HAS = r"(?:has|have|had|did|does|do|is|are|was|were)"
_TALK = r"(?:talk|speak|meet|negotiate|engage|deal|visit|travel|go)(?:l?ing)?|negotiating|engaging"
_AUX = r"(?:should|is|are|does|do|did|would|must|was|were|can|could|to)"
_NOW = r"(?: (?:now|today|at all|again|at this time|right now))*"
_WANT = r"(?:want|demand|require|expect|ask|seek)s?"
_MET = r"(?:met|meet|fulfilled|fulfil|fulfill|satisfied|satisfy|complied with|answered|answer)(?: (?:the|all|any|its))*"
_DEMANDS = r"(?:demands?|conditions?|requests?|calls?)"
_OWN = r"(?:['’]s?)?"
_STANDS = "|".join(sorted(STANDS, key=len, reverse=True))
_BE = r"(?:are|is|were|was|remain|remains|stand|stands|have been|has been)(?: still)?"
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
    ("open", rf"(?:which|what) {_DEMANDS} (?:on|of|to|towards) (?P<x>.+?)(?: by (?P<y>.+?))? {_BE} (?P<s>{_STANDS})"),
    ("open", rf"(?:which|what) {_DEMANDS} (?:by|from) (?P<y>.+?)(?: (?:on|to) (?P<x>.+?))? {_BE} (?P<s>{_STANDS})"),
    ("open", rf"(?:which|what) {_DEMANDS} {_BE} (?P<s>{_STANDS})(?: (?:for|on) (?P<x>.+))?"),
    (
        "open",
        rf"(?:which|what)(?: of)?(?: the)? (?P<y>.+?){_OWN} {_DEMANDS}(?: (?:on|of|to) (?P<x>.+?))? {_BE} "
        rf"(?P<s>{_STANDS})",
    ),
    ("open", rf"which {_DEMANDS} has (?P<x>.+?) (?P<s>met|fulfilled|satisfied)"),
    (
        "still",
        rf"(?:is|are|does|do) (?P<y>.+?) still (?:{_WANT}|insist|call|urge|demanding|asking|insisting|wanting|calling|"
        r"urging|requiring)(?: (?:for|on|that|of))? (?P<z>.+)",
    ),
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
    ("changed", rf"what(?:['’]s)? (?:{_HAS} )?(?:changed?|happened|new)"),
    ("when", r"(?:when|on which day|since when) (?:did|has|have|had|was|were|is|are) (?P<z>.+)"),
    ("why", r"why (?:did|has|have|was|were) (?P<z>.+)"),
    ("who", r"whom? (?:has |have |had |did |was |were )?(?!is |are |will |can )(?P<z>[a-z]\S+ .+)"),
    ("whether", r"(?:did|has|have|was|were) (?P<z>.+)"),
)
FORMS: Final = tuple((asked, re.compile(rf"^{form}$", re.IGNORECASE)) for asked, form in _FORMS)
SINCE: Final = re.compile(
    r"^(?P<rest>.+?),? (?:(?:ever )?since (?P<day>.+)|(?:after|from) (?P<day2>[\w ,.-]*\d{4}[\w-]*))$", re.I
)
EVERYBODY: Final = frozenset(
    {"people", "they", "everybody", "everyone", "we", "one", "you", "anybody", "anyone", "others", "the world", "the"}
)
"""Words in the place of a side that name nobody in particular."""
