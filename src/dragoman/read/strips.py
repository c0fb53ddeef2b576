"""Where are the other articles that the page shows beside this one?

A strip opens with a header ("More from …", "Read more", "Related") or simply follows the closing
biography. It is made of headlines, teasers and captions, and ends with the page, or where the
article goes on: with several paragraphs of prose in a row and no headline between them.
"""

import re
from collections.abc import Sequence

from dragoman.read.blocks import Block, in_title_case
from dragoman.read.furniture import opens_strip, points_elsewhere

_PARAGRAPHS_TO_RESUME = 4
_LAST_PARAGRAPHS_TO_RESUME = 3  # where no headline follows any more
_WORDS_TO_RESUME = 110
_TEASER_WORDS = 60
_LONGEST_TAIL = 15
_TABLE_LINE = re.compile(
    r"^\W*(?:\d|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)|\s(?:--|–|—|-|@|\||:)\s"
)
_QUOTE_AND_VERB = re.compile(r"[”\",]\W*(?:\w+ ){0,4}?(?:said|says|told|added|wrote)\b|\b(?:said|told \w+|says)\b")


def mark_strips(blocks: Sequence[Block], bio: int | None) -> None:
    """Mark as `related` what belongs to other articles. `bio` is the number of the closing biography's block."""
    i = 0
    while i < len(blocks):
        if blocks[i].kind is None and points_elsewhere(blocks[i].text):
            blocks[i].kind = "related"
        elif (blocks[i].kind is None and opens_strip(blocks[i].text)) or (bio is not None and i == bio + 1):
            end = len(blocks) if bio is not None and i > bio else _end_of_strip(blocks, i + 1)
            if end > i + 1 or opens_strip(blocks[i].text):
                for block in blocks[i:end]:
                    block.kind = block.kind or "related"
            i = max(end, i + 1)
            continue
        i += 1
    _mark_headless_tail(blocks)


def _end_of_strip(blocks: Sequence[Block], first: int) -> int:
    """The number of the block at which the article goes on; that after the last where it does not."""
    open_blocks = [(i, b) for i, b in enumerate(blocks) if i >= first and b.kind is None]
    resumes, run, words = first, 0, 0
    for n, (i, block) in enumerate(open_blocks):
        if block.is_headline or not block.ends_sentence:
            resumes, run, words = i + 1, 0, 0
            continue
        if n and block.words == open_blocks[n - 1][1].words:
            continue
        run, words = run + 1, words + len(block.words)
        last_run = not any(b.is_headline or not b.ends_sentence for _, b in open_blocks[n + 1 :])
        if (
            len(block.words) > _TEASER_WORDS
            or run >= _PARAGRAPHS_TO_RESUME
            or words >= _WORDS_TO_RESUME
            or (last_run and (run >= _LAST_PARAGRAPHS_TO_RESUME or (run > 1 and _QUOTE_AND_VERB.search(block.text))))
        ):
            return resumes
    return len(blocks)


def _mark_headless_tail(blocks: Sequence[Block]) -> None:
    """Two headlines or more after the last paragraph of prose are a strip that has lost its header."""
    first = len(blocks)
    while first > 0 and (blocks[first - 1].kind is not None or _is_strip_line(blocks[first - 1])):
        first -= 1
    tail = [b for b in blocks[first:] if b.kind is None]
    if first <= 2 or not 2 <= len(tail) <= _LONGEST_TAIL:
        return
    # a table of dates and places at an article's end is its own
    tabled = sum(bool(_TABLE_LINE.search(b.text)) for b in tail)
    if not blocks[first - 1].text.rstrip().endswith(":") and 2 * tabled < len(tail):
        for block in tail:
            block.kind = "related"


def _is_strip_line(block: Block) -> bool:
    return block.is_headline and in_title_case(block.text) and not block.text.rstrip().endswith((".", "…"))
