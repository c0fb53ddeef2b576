"""Where are the other articles that the page shows beside this one?

A strip opens with a header ("More from …", "Read more", "Related") or simply follows the closing
biography. It is made of headlines, teasers and captions, and ends with the page, or where the
article goes on: with several paragraphs of prose in a row and no headline between them.
"""

from collections.abc import Sequence

from dragoman.read.blocks import Block, in_title_case
from dragoman.read.furniture import opens_strip, points_elsewhere

_PARAGRAPHS_TO_RESUME = 4
_WORDS_TO_RESUME = 110
_TEASER_WORDS = 60


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
    resumes, paragraphs, words = first, 0, 0
    for i in range(first, len(blocks)):
        block = blocks[i]
        if block.kind is not None or (i > first and block.words == blocks[i - 1].words):
            continue
        if block.is_headline or not block.ends_sentence:
            resumes, paragraphs, words = i + 1, 0, 0
            continue
        paragraphs, words = paragraphs + 1, words + len(block.words)
        long_one = len(block.words) > _TEASER_WORDS
        if long_one or paragraphs >= _PARAGRAPHS_TO_RESUME or words >= _WORDS_TO_RESUME:
            return resumes
    return len(blocks)


def _mark_headless_tail(blocks: Sequence[Block]) -> None:
    """Two headlines or more after the last paragraph of prose are a strip that has lost its header."""
    first = len(blocks)
    while first > 0 and (blocks[first - 1].kind is not None or _is_strip_line(blocks[first - 1])):
        first -= 1
    tail = [b for b in blocks[first:] if b.kind is None]
    if first > 2 and len(tail) >= 2:
        for block in tail:
            block.kind = "related"


def _is_strip_line(block: Block) -> bool:
    return block.is_headline and not block.is_bullet and in_title_case(block.text) and not block.ends_sentence
