"""Where does each paragraph begin and end?

Scraped text parts its paragraphs by blank lines or by single line ends; old wire copy breaks its
lines at a fixed width, and a paragraph goes on over many of them. Which of the two a text does is
read from the whole text: in wrapped text a line ends where the next word would not have fitted, or
at least, as in scanned print, amid sentences.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from dragoman.records import PartKind

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_WORD = re.compile(r"\w+")
_BULLET = re.compile(r"[-*•‣◦▪–—·>]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s|[lo]\s(?=[A-Z\"“])")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W\d_a-z])")
_MARK = re.compile(r"(?:#{1,6}|>)\s+")
_STOPS = (".", "!", "?", "…")
_CLOSERS = "\"'”’»)] \u200b"
_WIDEST_WRAP = 132  # a line printer's width; longer lines are paragraphs
_FEWEST_AMID = 3  # lines that begin amid a sentence: fewer may be verse, or a slip


@dataclass(slots=False)
class Block:
    """One paragraph while its kind is being found. Lives for one article."""

    start: int
    end: int
    text: str
    gap: bool = True
    """A blank line stands before it."""
    kind: PartKind | None = None
    """None until a rule knows; what no rule knows is body."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words without case and marks, to compare by."""
        return tuple(_WORD.findall(self.text.casefold().replace("’", "").replace("'", "")))

    @cached_property
    def ends_sentence(self) -> bool:
        return self.text.rstrip(_CLOSERS).endswith(_STOPS)

    @cached_property
    def is_bullet(self) -> bool:
        return bool(_BULLET.match(self.text))

    @cached_property
    def is_headline(self) -> bool:
        """Short and without a full stop, or written as headlines are: most words with a capital."""
        if not 1 < len(self.words) <= 24 or "\n" in self.text or self.is_bullet:
            return False
        bare = self.text.rstrip(_CLOSERS)
        if bare.endswith((",", ";")):
            return False
        return not bare.endswith((".", "…", ":")) or in_title_case(self.text)

    @property
    def is_prose(self) -> bool:
        return self.ends_sentence and len(self.words) >= 12


def in_title_case(text: str) -> bool:
    """Whether a line capitalises its words as American headlines do."""
    long_words = [w for w in text.split() if len(w.strip("\"'“”‘’.,:;?!()")) > 3]
    return len(long_words) >= 3 and sum(not w.lstrip("\"'“‘(")[:1].islower() for w in long_words) >= 0.8 * len(
        long_words
    )


def find_blocks(text: str, longest: int) -> list[Block]:
    """All paragraphs in order. One longer than `longest` code points is cut at sentence ends."""
    groups = list(_groups(text))
    setting = _Setting(_wrap_width(groups), _shortest_wrapped(groups))
    return [
        Block(a, b, text[a:b], gap and i == 0)
        for group in groups
        for start, end, gap in _paragraphs(group, setting)
        for i, (a, b) in enumerate(_cut(text, start, end, longest))
    ]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    indented: bool


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a text breaks its lines, in characters."""

    width: int | None
    """The width of full lines; None where a line is a paragraph, or as long as its letters are wide."""
    shortest: float | None
    """In print that was scanned, the length from which a line that ends no sentence goes on in the next."""


def _groups(text: str) -> Iterator[list[_Line]]:
    """Runs of lines between blank lines."""
    group: list[_Line] = []
    last_end = 0
    for match in _LINE.finditer(text):
        words = match.group().strip(" \t\xa0\u200b\ufeff")
        if group and (text.count("\n", last_end, match.start()) > 1 or not words.strip()):
            yield group
            group = []
        last_end = match.end()
        if words.strip():
            start = match.start() + match.group().index(words)
            group.append(_Line(start, start + len(words), words, start - match.start() >= 2))
    if group:
        yield group


def _wrap_width(groups: list[list[_Line]]) -> int | None:
    """The width at which lines are broken; None where a line is a paragraph."""
    lengths = sorted(len(line.text) for group in groups for line in group)
    if not lengths:
        return None
    # one long line (an address, a headline) does not make a wrapped text unwrapped
    width = lengths[int(0.95 * (len(lengths) - 1))]
    breaks = [(a, b) for group in groups for a, b in pairwise(group) if a.text != b.text]
    if not 40 <= width <= _WIDEST_WRAP or not breaks:
        return None
    full = sum(_is_full(a, b, width) for a, b in breaks)
    mid_sentence = sum(not a.text.rstrip(_CLOSERS).endswith(_STOPS) for a, _ in breaks)
    return width if full >= 0.6 * len(breaks) and mid_sentence >= 0.5 * len(breaks) else None


def _shortest_wrapped(groups: list[list[_Line]]) -> float | None:
    """Half the usual length of a line, where many lines begin amid a sentence; None where they do not."""
    breaks = [(a, b) for group in groups for a, b in pairwise(group)]
    amid = sum(after.text[:1].islower() for _, after in breaks)
    if amid < _FEWEST_AMID or amid < 0.4 * len(breaks):
        return None
    lengths = sorted(len(line.text) for line, _ in breaks)
    return lengths[len(lengths) // 2] / 2


def _is_full(line: _Line, after: _Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted any more. Ragged setting leaves a few places free."""
    return len(line.text) + 1 + len(after.text.split(maxsplit=1)[0]) > width - 6


def _paragraphs(group: list[_Line], setting: _Setting) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each paragraph of a run, and whether a blank line stands before it."""
    # old wire copy indents the first line of a paragraph; where most lines are indented, it says nothing
    indents = 2 * sum(line.indented for line in group) < len(group) + 1
    start = 0
    for i, line in enumerate(group):
        if i + 1 == len(group) or not _goes_on(line, group[i + 1], setting, indents):
            yield group[start].start, line.end, start == 0
            start = i + 1


def _goes_on(line: _Line, after: _Line, setting: _Setting, indents: bool) -> bool:
    """Whether the next line is the same paragraph's. `indents`: here an indented line opens one."""
    if line.text == after.text or _BULLET.match(after.text) or (after.indented and indents):
        return False
    if setting.width is not None and _is_full(line, after, setting.width):
        return True
    if line.text.rstrip(_CLOSERS).endswith((*_STOPS, ":", ";")):
        return False
    if setting.shortest is not None and len(line.text) >= setting.shortest:
        return True
    return len(line.text) <= _WIDEST_WRAP and after.text[:1].islower()


def _cut(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    while end - start > longest:
        ends = list(_SENTENCE_END.finditer(text, start, start + longest))
        space = text.rfind(" ", start, start + longest)
        at = ends[-1].end() if ends else space + 1 if space > start else start + longest
        yield start, start + len(text[start:at].rstrip())
        start = at
    yield start, end


def read_marks(block: Block) -> Block:
    """A paragraph of Markdown without the marks that say what it is: "# " for a title, "> " for a quote."""
    mark = _MARK.match(block.text)
    if mark is None or mark.end() == len(block.text):
        return block
    kind: PartKind | None = "blockquote" if ">" in mark.group() else "title" if mark.group().strip() == "#" else None
    return Block(block.start + mark.end(), block.end, block.text[mark.end() :], block.gap, kind)
