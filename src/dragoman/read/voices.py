"""Where does somebody else speak for whole paragraphs, without quotation marks?

Web pages set such block quotes apart by style alone, and scraping loses it. What is left: the
narrator's sentence of asking or saying, which ends in a colon, and the narrator's return. Between
the two the paragraphs are the speaker's. A colon before a list, before quoted words or before
ordinary narration opens nothing.
"""

import re
from collections.abc import Sequence

from dragoman.read.blocks import Block

# after these a block quote follows unless the next paragraph clearly narrates
_SAYING = (
    # never the bare verb: "he should say:" is what somebody is to do
    r"says|said|tells|told|asks|asked|writes|wrote|written|adds|added|explain(?:s|ed)|repli(?:es|ed)|"
    r"respond(?:s|ed)|answer(?:s|ed)|argue[sd]|(?-i:stated|states)|continue[sd]|conclude[sd]|e-?mail(?:s|ed)|warn(?:s|ed)|"
    r"insist(?:s|ed)|elaborat(?:es|ed)|advis(?:es|ed)|lament(?:s|ed)|complain(?:s|ed)|predict(?:s|ed)|went on|"
    r"goes on|tweet(?:s|ed)"
)
_STRONG_CUE = re.compile(
    rf"\b(?:{_SAYING})\b|\b(?:statement|reply|answer|response|e-?mail|letter|message) reads?\b|\bhad (?:this|"
    rf"the following) to say\b|"
    r"\bput(?:s)? it (?:this way|like this)|\bput it\b|\bin (?:his|her|their) (?:own )?words\b|"
    r"\bin (?:an?|his|her|their|its) (?:\w+ ){0,2}(?:statement|e-?mail|letter|message|response|reply|interview|"
    r"speech)\b|"
    r"\b(?:his|her|their|’s|'s) (?:\w+ ){0,2}(?:answer|response|reply|advice|verdict|take|view)\b|"
    r"\bhere(?:’s|'s| is) (?:what|how|his|her|their|part|some|the|an?)\b|\baccording to\b",
    re.IGNORECASE,
)
# after these only if the next paragraph reads as speech
_WEAK_CUE = re.compile(
    r"\b(?:not(?:es|ed)|recall(?:s|ed)|observ(?:es|ed)|remark(?:s|ed)|suggest(?:s|ed)|comment(?:s|ed)|describe[sd]|"
    r"posted|spoke|speaks|summed|"
    r"reads|thinks?|thought|believes?|sees?|reacted|offered|view|take|verdict|advice|message|letter|speech|testimony|"
    r"interview|transcript|excerpts?)\b",
    re.IGNORECASE,
)
# "three demands:", "the following steps:", "the reasons are:" lead a list
_LIST_LEAD = re.compile(
    r"\b(?:following|these|two|three|four|five|six|seven|several|many|key|main)\b[^.:]{0,40}\b\w+s\s*:$|"
    r"\bas follows\s*:$|\b(?:include|including|included|are|were|below)\s*:$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"«„”][^“”\"»]{1,2000}[”\"»“]|''[^']{1,2000}''")
_FIRST_PERSON = re.compile(
    r"\b(?:I|we|We|our|Our|ours|us|my|My|me|myself|ourselves)\b(?!\.\w)(?:[’'](?:m|ve|d|ll|re)\b)?"
)
_ASKING = re.compile(
    r"\b(?:I|we|We) (?:\w+ )?(?:asked|called|pressed|wrote to|e-?mailed|phoned|interviewed|reached|(?:spoke|talked|"
    r"met|sat down|checked in|caught up) "
    r"(?:to|with)|put (?:that|this|it|the) )|\b(?:[Ww]hen|[Aa]fter|[Aa]s) I (?:asked|called|pressed|put|spoke|"
    r"mentioned|pointed)\b|"
    r"\b(?:told|said to|wrote|answered|wrote to) (?:me|us)\b|\bAsked (?:about|whether|if|what|why|how|for)\b"
)
_NARRATOR_STARTS = re.compile(
    r"(?:I|We) (?:also |then |finally |again |next )?(?:asked|called|pressed|thanked)\b|(?:When|After|As) I (?:asked|"
    r"called|pressed)\b|"
    r"Asked (?:about|whether|if|what|why|how|for)\b"
)
_THIRD_PERSON_SAYS = re.compile(rf"\b(?:he|she|they|[A-Z]\w+) (?:\w+ )?(?:{_SAYING})\b|\b(?:{_SAYING}) (?:me|us)\b")
_REPORTING = re.compile(
    r"[,”\"'?!] (?:he|she|they|[A-Z]\w+|[A-Z]\w+ [A-Z]\w+) (?:said|says|added|told|wrote|argued|explained|replied)\b|"
    r"[,”\"'?!] (?:said|says|added|argued|wrote) (?:he|she|[A-Z]\w+)|"
    r"\b(?:declined to comment|did not (?:immediately )?respond|could not be reached|spokes(?:man|woman|person))\b"
)
_SPEECH = re.compile(
    r"\w[’'](?:re|ve|ll|m|d)\b|n[’']t\b|\b(?:he|she|it|that|there|who|what|here)[’']s\b|\b(?:should|must|ought to|"
    r"needs? to|have to|has to|"
    r"really|frankly|look|of course|obviously|you|your|let me|please|well|pretty)\b|\?",
    re.IGNORECASE,
)
_NARRATION = re.compile(
    r"\b(?:[Oo]n|[Ll]ast|[Nn]ext|[Tt]his) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
    r"\b(?:says|said|announced|reported|"
    r"told|told)\b|"
    r"\b(?:[Ii]n|[Ss]ince|[Oo]n) (?:[A-Z]\w+ )?(?:\d{1,2}, )?(?:19|20)\d\d\b|\bis (?:expected|scheduled|due|set|"
    r"planned) to\b|"
    r"\b(?:President|Prime Minister|Secretary|Minister|Ambassador|Senator|Mr|Ms|Mrs|"
    r"Dr)\.? (?:of [A-Z]\w+ )?[A-Z]\w+ [A-Z]\w+"
)
_OPENERS = ('"', "“", "”", "«", "„", "‘", "'")
# bounded, or a page of capitals would be tried at every letter
_NAME = r"\b((?:[A-Z][\w’'.-]{1,24} ){0,4}?[A-Z][\w’-]{1,24})"
_WHO = [
    re.compile(pattern)
    for pattern in (
        rf"\b(?:asked|called|pressed|told|phoned|reached|interviewed|wrote to|e-?mailed|met|(?:spoke|talked|sat down|"
        rf"met) (?:to|with)) "
        rf"(?:[a-z]{{1,20}} ){{0,4}}{_NAME}",
        rf"{_NAME}(?:, [^,]{{3,80}},)? (?:{_SAYING})\b",
        rf"\baccording to (?:[a-z]{{1,20}} ){{0,4}}{_NAME}",
    )
]
_SPEAKER_REACH = 1500  # code points before the colon within which the speaker is named
_NO_SPEAKER = frozenset(
    "The This That These Those There Then When While With What Who Why How But And Yet Still Here His Her Its Our "
    "They She "
    "You Monday Tuesday Wednesday Thursday Friday Saturday Sunday President Minister Secretary State".split()
)


def mark_block_quotes(blocks: Sequence[Block]) -> None:
    """Mark as `blockquote` the paragraphs that are somebody else's words. Takes the article's own, in order."""
    speaker: str | None = None
    opener: int | None = None
    interview = quoted = False
    for i, block in enumerate(blocks):
        if block.kind is not None:
            opener = None
            continue
        spoken = opener is not None and not _narrator_is_back(block, blocks[i - 1], speaker)
        if spoken and (i - 1 == opener or _goes_on(blocks, i, speaker, interview)):
            block.kind = "blockquote"
            quoted = True
            continue
        speaker = _speaker_of(block) or speaker
        interview |= bool(_ASKING.search(_unquoted(block.text)))
        opener = i if _opens(block, blocks[i + 1] if i + 1 < len(blocks) else None, speaker, quoted) else None
        interview |= opener is not None and bool(re.search(r"\basked\b", block.text))


def _opens(block: Block, after: Block | None, speaker: str | None, answered: bool) -> bool:
    """Whether the next paragraph is a block quote that this one announces. `answered`: an interview is under way."""
    if after is None or after.kind is not None:
        return False
    said = after.text
    # in an interview a question alone announces its answer, and so does "He was less sure of Paris:"
    last = _last_sentence(block.text)
    more = last.endswith(":") and re.match(r"(?:He|She|They|As for|On)\b", last) and not _LIST_LEAD.search(last)
    asks = answered and _speaks(said) and bool(more or _NARRATOR_STARTS.match(last)) and not said.startswith(_OPENERS)
    if not asks and not _announces(block):
        return False
    if (
        said.startswith(_OPENERS)
        or after.is_bullet
        or len(after.words) < 4
        or not (after.ends_sentence or _speaks(said))
    ):
        return False
    if said.rstrip().endswith(":") and not _speaks(said):
        return False
    if _names(said, speaker) or _NARRATOR_STARTS.match(said) or (_REPORTING.search(said) and not _speaks(said)):
        return False
    if asks:
        return True
    return _voice(said) > 0 if not _STRONG_CUE.search(_last_sentence(block.text)) else _voice(said) >= 0


def _announces(block: Block) -> bool:
    """Whether this paragraph ends in a colon after somebody was asked or said something."""
    text = block.text.rstrip()
    last = _last_sentence(text)
    if not text.endswith(":") or text.isupper() or _LIST_LEAD.search(last):
        return False
    if not (_STRONG_CUE.search(last) or _WEAK_CUE.search(last)):
        return False
    # "I am here to tell you what I mean:" announces the narrator's own words
    own = re.search(r"\b(?:I|we)\b", last) and not _ASKING.search(last) and not _THIRD_PERSON_SAYS.search(last)
    return not own


def _last_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?…][\"”’)])\s+(?=[A-Z“\"])|(?<=[.!?…])\s+(?=[A-Z“\"])", text.rstrip())[-1]


def _narrator_is_back(block: Block, before: Block, speaker: str | None) -> bool:
    """Whether this paragraph is surely the narrator's: he asks again, names or quotes the speaker, heads a section."""
    text = block.text
    if _announces(block) and (_ASKING.search(_last_sentence(text)) or not _speaks(text)):
        return True
    short = not block.ends_sentence and len(block.words) <= 10 and not text.rstrip().endswith((",", ";", ":"))
    # what follows "three things:" line by line is a list, and its lines are no crossheads
    listed = before.text.rstrip().endswith((":", ",", ";")) or (
        before.kind == "blockquote" and not before.ends_sentence
    )
    if short and not listed and not block.is_bullet:
        return True
    if (
        _names(text, speaker)
        or _NARRATOR_STARTS.match(text)
        or re.search(r"\b(?:he|she|they) (?:told|said to) me\b", text)
    ):
        return True
    # whole quoted sentences with "said" beside them: the narrator has taken up quotation marks
    quoted = [q for q in _QUOTED.findall(text) if len(q.split()) > 5]
    return bool(quoted) and bool(
        _REPORTING.search(text) or re.search(r"\b(?:said|says|told|wrote|added)\b", _unquoted(text))
    )


def _goes_on(blocks: Sequence[Block], i: int, speaker: str | None, interview: bool) -> bool:
    """Whether a later paragraph is still the speaker's: it speaks, or one soon after it does."""
    text = blocks[i].text
    if text.startswith(_OPENERS):
        return False
    voice = _voice(text)
    if voice > 0 or (interview and voice == 0):
        return True
    for n in range(i + 1, min(i + 4, len(blocks))):
        later = blocks[n]
        if (
            later.kind is not None
            or _narrator_is_back(later, blocks[n - 1], speaker)
            or later.text.startswith(_OPENERS)
        ):
            return False
        if _speaks(later.text):
            return not _REPORTING.search(text)
    return False


def _voice(text: str) -> int:
    """Above zero: reads as speech; below: as narration; zero: either."""
    plain = _unquoted(text)
    if _speaks(text):
        return 2 - bool(_REPORTING.search(plain))
    said, told = len(_SPEECH.findall(plain)), len(_NARRATION.findall(plain))
    return min(said, 2) - min(told, 2) - 2 * bool(_REPORTING.search(plain))


def _speaks(text: str) -> bool:
    """Whether a first person speaks here, outside quotation marks."""
    return bool(_FIRST_PERSON.search(_unquoted(text)))


def _unquoted(text: str) -> str:
    return _QUOTED.sub(" “” ", text)


def _names(text: str, speaker: str | None) -> bool:
    """Whether a paragraph names the speaker: nobody names himself."""
    return speaker is not None and bool(re.search(rf"\b{re.escape(speaker)}\b", text))


def _speaker_of(block: Block) -> str | None:
    """The last name of whoever is asked or says something here: the last such, since he speaks next."""
    found = sorted(
        (match.end(), match.group(1)) for form in _WHO for match in form.finditer(block.text[-_SPEAKER_REACH:])
    )
    names = [name.rstrip(".,").split()[-1].removesuffix("’s").removesuffix("'s") for _, name in found]
    return next((name for name in reversed(names) if len(name) > 2 and name not in _NO_SPEAKER), None)
