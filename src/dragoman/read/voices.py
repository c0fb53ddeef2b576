"""Where does somebody else speak for whole paragraphs, without quotation marks?

Web pages set such block quotes apart by style alone, and scraping loses it. What is left: the
narrator's sentence of asking or saying, which ends in a colon, and the narrator's return. Between
the two the paragraphs are the speaker's. A colon before a list, before quoted words or before
ordinary narration opens nothing.
"""

import re
from collections.abc import Sequence

from dragoman.read.blocks import Block

_SAYING = (
    r"sa(?:ys?|id|ying)|t(?:ells?|old)|asks?|asked|w(?:rites?|rote|ritten)|adds?|added|explain(?:s|ed)?|repl(?:y|ies|ied)|"
    r"respond(?:s|ed)?|answer(?:s|ed)?|argue[sd]?|stated?|continue[sd]?|conclude[sd]?|e-?mail(?:s|ed)?|put(?:s)? it|"
    r"tweet(?:s|ed)?|posted|notes?|noted|recall(?:s|ed)?|elaborat(?:es|ed)|warn(?:s|ed)?|insist(?:s|ed)?|observ(?:es|ed)|remark(?:s|ed)?|"
    r"suggest(?:s|ed)?|comment(?:s|ed)?|advis(?:es|ed)|laments?|lamented|complain(?:s|ed)?|predict(?:s|ed)?|describe[sd]?|reads?|summed|sums|went on|goes on|speaks?|spoke|speaking"
)
_CUE = re.compile(
    rf"\b(?:{_SAYING})\b|\b(?:statement|response|reply|answer|words|e-?mail|letter|message|interview|testimony|speech|memo|remarks|take|verdict|advice|view)\b"
    r"|\bhad this to say\b|\bhere(?:’|')?s (?:what|how|his|her|their|part)\b|\bhere is (?:what|how|his|her|their|part)\b|\baccording to\b|\bin (?:his|her|their) words\b",
    re.IGNORECASE,
)
# "three demands:", "the following steps:", "two reasons:" lead a list, whoever counts them
_LIST_LEAD = re.compile(
    r"\b(?:following|these|two|three|four|five|six|seven|several|some|many|key|main)\b[^.:]{0,40}\b\w+s\s*:$|\bas follows\s*:$|\b(?:include|including|are|were)\s*:$",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"(?<![\"“‘'])\b(?:I|I’m|I'm|I’ve|I've|I’d|I'd|I’ll|we|we’re|we're|our|us|my|me|myself|ourselves)\b(?!\.\w)"
)
_PLAIN_US = re.compile(r"\bUS\b")
_ASKING = re.compile(
    r"\b(?:I|we) (?:also |then |later |again |first |finally |next )?(?:asked|called|pressed|wrote to|e-?mailed|phoned|spoke (?:to|with)|talked (?:to|with)|met|reached|put (?:that|this|it|the) )|"
    r"\b(?:[Ww]hen|[Aa]fter|[Aa]s) I (?:asked|called|pressed|put|spoke|mentioned|pointed)|\btold (?:me|us)\b|\bsaid to me\b|\bAsked (?:about|whether|if|what|why|how|for)\b"
)
_REPORTING = re.compile(
    r"[,”\"] (?:he|she|they|\w+|[A-Z]\w+ [A-Z]\w+) (?:said|says|added|told|wrote|argued|explained|replied)\b|[,”\"] (?:said|says|added|argued|wrote) (?:he|she|[A-Z]\w+)|"
    r"\b(?:declined to comment|did not (?:immediately )?respond|could not be reached|spokes(?:man|woman|person)|according to)\b"
)
_SPEECH = re.compile(
    r"\w[’'](?:re|ve|ll|m|d)\b|n[’']t\b|\b(?:he|she|it|that|there|who|what|here)[’']s\b|\b(?:should|must|ought to|needs? to|have to|has to|"
    r"really|frankly|look|of course|obviously|you|your|let me|please|well|pretty)\b|\?",
    re.IGNORECASE,
)
_NARRATION = re.compile(
    r"\b(?:on|last|next|this) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:said|announced|reported|told)\b|\b(?:in|since|on) (?:\w+ \d{1,2}, )?(?:19|20)\d\d\b|"
    r"\b(?:President|Prime Minister|Secretary|Minister|Ambassador|Senator|Mr|Ms|Mrs|Dr)\.? (?:of [A-Z]\w+ )?[A-Z]\w+ [A-Z]\w+|\bis (?:expected|scheduled|due|set|planned) to\b"
)
_OPENERS = ('"', "“", "«", "„", "‘", "'")
_NAME = r"((?:[A-Z][\w’'.-]+ )*?[A-Z][\w’-]+)"
_WHO = [
    re.compile(pattern)
    for pattern in (
        rf"\b(?:asked|called|pressed|told|phoned|reached|interviewed|wrote to|wrote|e-?mailed|(?:spoke|talked|sat down|met) (?:to|with)|met) (?:the |former |[a-z]+ )*{_NAME}",
        rf"{_NAME}(?:, [^,]{{3,80}},)? (?:{_SAYING})\b",
        rf"\baccording to (?:the |former |[a-z]+ )*{_NAME}",
    )
]


def mark_block_quotes(blocks: Sequence[Block]) -> None:
    """Mark as `blockquote` the paragraphs that are somebody else's words. Takes the article's own paragraphs, in order."""
    speaker: str | None = None
    opener: int | None = None
    for i, block in enumerate(blocks):
        if block.kind is not None:
            opener = None
            continue
        if opener is None or _narrator_is_back(block, speaker):
            opener = None
            if _opens(block, blocks[i + 1] if i + 1 < len(blocks) else None, speaker):
                opener = i
            speaker = _speaker_of(block) or speaker
            continue
        if i == opener + 1 or _goes_on(blocks, i, opener, speaker):
            block.kind = "blockquote"
        else:
            opener = None
            speaker = _speaker_of(block) or speaker
    return


def _last_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?…][\"”’)])\s+(?=[A-Z“\"])|(?<=[.!?…])\s+(?=[A-Z“\"I])", text.rstrip())[-1]


def ends_in_colon(block: Block) -> bool:
    return block.text.rstrip().endswith(":")


def _opens(block: Block, after: Block | None, speaker: str | None) -> bool:
    """Whether the next paragraph is a block quote that this one announces."""
    if not ends_in_colon(block) or after is None or after.kind is not None:
        return False
    last = _last_sentence(block.text)
    if not _CUE.search(last) or _LIST_LEAD.search(last.rstrip()):
        return False
    said = after.text
    if (
        said.startswith(_OPENERS)
        or after.is_bullet
        or len(after.words) < 4
        or ends_in_colon(after)
        and _CUE.search(said)
    ):
        return False
    if _names(said, _speaker_of(block) or speaker) or _ASKING.search(said):
        return False
    return not (_REPORTING.search(said) and not _speaks(said))


def _narrator_is_back(block: Block, speaker: str | None) -> bool:
    """Whether this paragraph is the narrator's: he asks again, names the speaker, quotes, or heads a section."""
    text = block.text
    if ends_in_colon(block) and _CUE.search(_last_sentence(text)) and (_ASKING.search(text) or not _speaks(text)):
        return True
    if not block.ends_sentence and len(block.words) <= 10:
        return True
    if _names(text, speaker):
        return True
    return bool(
        re.match(
            r"(?:I|We) (?:also |then |finally |again |next )?(?:asked|called|pressed|thanked|wondered aloud)\b|(?:When|After|As) I (?:asked|called|pressed)\b|Asked (?:about|whether|if|what|why|how|for)\b",
            text,
        )
    ) or bool(re.search(r"\b(?:he|she|they) (?:told|said to) me\b", text))


def _goes_on(blocks: Sequence[Block], i: int, opener: int, speaker: str | None) -> bool:
    """Whether the second or a later paragraph is still the speaker's: it, or one after it before the narrator's return, speaks."""
    interview = (
        bool(_ASKING.search(blocks[opener].text)) or bool(_ASKING.search(blocks[opener - 1].text))
        if opener
        else bool(_ASKING.search(blocks[opener].text))
    )
    if blocks[i].text.startswith(_OPENERS):
        return False
    if _voice(blocks[i].text) > 0 or (interview and _voice(blocks[i].text) == 0):
        return True
    for later in blocks[i + 1 : i + 4]:
        if later.kind is not None or _narrator_is_back(later, speaker) or later.text.startswith(_OPENERS):
            return False
        if _FIRST_PERSON.search(later.text):
            return not _REPORTING.search(blocks[i].text)
    return False


def _voice(text: str) -> int:
    """Above zero: reads as speech; below: as narration; zero: either."""
    if _speaks(text):
        return 2 - bool(_REPORTING.search(text))
    return (
        min(len(_SPEECH.findall(text)), 2) - min(len(_NARRATION.findall(text)), 2) - 2 * bool(_REPORTING.search(text))
    )


def _speaks(text: str) -> bool:
    return bool(_FIRST_PERSON.search(_PLAIN_US.sub("", text)))


def _names(text: str, speaker: str | None) -> bool:
    """Whether a paragraph names the speaker: nobody names himself."""
    return speaker is not None and bool(re.search(rf"\b{re.escape(speaker)}\b", text))


def _speaker_of(block: Block) -> str | None:
    """The last name of whoever is asked or says something here: the last such, since he speaks next."""
    found = [(match.end(), match.group(1)) for form in _WHO for match in form.finditer(block.text)]
    names = [(at, name.rstrip(".,").split()[-1].removesuffix("’s").removesuffix("'s")) for at, name in sorted(found)]
    names = [(at, name) for at, name in names if len(name) > 2 and name not in _NO_SPEAKER]
    return names[-1][1] if names else None


_NO_SPEAKER = frozenset(
    "The This That These Those There Then When While With What Who Why How But And Yet Still Here His Her Its Our They She You "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday President Minister Secretary State".split()
)
