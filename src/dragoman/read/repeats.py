"""Which paragraphs stand there twice, and which of the two is the article's own?

A page repeats its lead as teaser (often cut off by "…"), deck and first paragraph, and lifts
sentences out as pull quotes. Each is coded once: where the article goes on after it, and in its
fullest form.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from dragoman.read.blocks import Block

_LEAST_WORDS = 8  # shorter repetitions ("No comment.") are style
_GRAM = 6
_CUT_OFF = ("...", "…", "[…]", "[...]", "(…)")
_READ_ON = ("read more", "continue reading", "read full article", "more", "full story", "read on")


def mark_repeats(blocks: Sequence[Block]) -> None:
    """Mark as `duplicate` what another block of these says too."""
    _mark_equal(blocks)
    left = [b for b in blocks if b.kind != "duplicate"]
    stream, owners, grams = _index(left)
    starts = _first_words(left)
    for number, block in enumerate(left):
        words = _without_cut(block)
        if len(words) < (_LEAST_WORDS if words is block.words else _GRAM):
            continue
        own = starts[id(block)]
        for at in grams.get(words[:_GRAM], ()):
            if own <= at < own + len(block.words) or not _says_the_same(stream, at, words, _is_cut(block)):
                continue
            other = left[owners[at]]
            if other.kind == "duplicate" or not _is_longer_copy(other, block, number, owners[at]):
                continue
            block.kind = "duplicate"
            break


def _mark_equal(blocks: Sequence[Block]) -> None:
    """Of equal paragraphs keep the last that no other new paragraph parts from the first."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, block in enumerate(blocks):
        if len(block.words) >= _LEAST_WORDS:
            places[block.words].append(i)
    twice = {i for same in places.values() if len(same) > 1 for i in same}
    for same in places.values():
        kept = same[0]
        for i in same[1:]:
            between = range(kept + 1, i)
            kept = i if all(j in twice or not blocks[j].is_prose or _is_cut(blocks[j]) for j in between) else kept
        for i in same:
            if i != kept:
                blocks[i].kind = "duplicate"


def _says_the_same(stream: Sequence[str], at: int, words: tuple[str, ...], teaser: bool) -> bool:
    """Whether these words stand at this place. A teaser may have been touched up: a word in eight may differ."""
    if not teaser:
        return tuple(stream[at : at + len(words)]) == words
    there = Counter(stream[at : at + len(words) + 3])
    return (Counter(words) & there).total() >= 0.875 * len(words)


def _is_longer_copy(other: Block, block: Block, number: int, other_number: int) -> bool:
    """Whether the other holds all of this and more. A cut-off or joined copy may hold several paragraphs' words."""
    return len(other.words) > len(block.words) or _is_cut(block) or other_number > number


def _is_cut(block: Block) -> bool:
    return _without_cut(block) is not block.words


def _without_cut(block: Block) -> tuple[str, ...]:
    """The words of a teaser before its "…", without the last one, which may be cut too; else all words as they are."""
    bare = block.text.rstrip().casefold()
    for words in _READ_ON:
        bare = (
            bare.removesuffix(words).rstrip(" >»→.")
            if bare.endswith(words) and "…" in bare[-40:] + bare[-40:].replace("...", "…")
            else bare
        )
    if not block.text.rstrip().endswith(_CUT_OFF) and bare == block.text.rstrip().casefold():
        return block.words
    count = sum(len(w.split()) for w in _READ_ON if block.text.rstrip().casefold().endswith(w)) and 2
    return block.words[: max(len(block.words) - 1 - count, 0)]


def _index(blocks: Sequence[Block]) -> tuple[list[str], list[int], dict[tuple[str, ...], list[int]]]:
    """All words in a row, which block each is of, and where each run of six words begins."""
    stream: list[str] = []
    owners: list[int] = []
    for number, block in enumerate(blocks):
        stream += block.words
        owners += [number] * len(block.words)
    grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
    wanted = {b.words[:_GRAM] for b in blocks}
    for i in range(len(stream) - _GRAM + 1):
        gram = tuple(stream[i : i + _GRAM])
        # a text that says one thing a thousand times must not cost a million comparisons
        if gram in wanted and len(grams[gram]) < 8:
            grams[gram].append(i)
    return stream, owners, grams


def _first_words(blocks: Sequence[Block]) -> dict[int, int]:
    """At which word of the row each block begins."""
    firsts: dict[int, int] = {}
    at = 0
    for block in blocks:
        firsts[id(block)] = at
        at += len(block.words)
    return firsts
