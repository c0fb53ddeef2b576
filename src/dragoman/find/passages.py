"""How do quotation marks and parsed words lie over each other, paragraph by paragraph?"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from dragoman.find.language import Sentence, Text
from dragoman.find.quotemarks import Quoted, find_quoted
from dragoman.records import Part


@dataclass(frozen=True)
class Gap:
    """Narrator's words of one paragraph between quotations, as token numbers, end-exclusive."""

    first: int
    last: int

    @property
    def empty(self) -> bool:
        return self.first >= self.last


@dataclass(frozen=True)
class Passage:
    """One coded paragraph: its tokens, its sentences, its quotations and what lies between them."""

    number: int
    part: Part
    text: str
    words: Doc
    sentences: tuple[Sentence, ...]
    quoted: tuple[Quoted, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [self.part.start + t.idx for t in self.words]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.words.start for s in self.sentences]

    def token_from(self, position: int) -> int:
        """Number of the first token that begins at or after this code point."""
        return bisect_left(self._starts, position)

    def start_of(self, token: Token) -> int:
        return int(self.part.start + token.idx)

    def end_of(self, token: Token) -> int:
        return int(self.part.start + token.idx + len(token.text))

    def sentence_of(self, token: Token) -> Sentence:
        return self.sentences[max(0, bisect_right(self._sentence_starts, token.i) - 1)]

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """One more than there are quotations: before the first, between them, after the last."""
        edges = [self.part.start, *(x for q in self.quoted for x in (q.open, q.close)), self.part.end]
        found = []
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            found.append(Gap(self.token_from(start), self.token_from(end)))
        return tuple(found)

    def gap_text(self, i: int) -> str:
        edges = [self.part.start, *(x for q in self.quoted for x in (q.open, q.close)), self.part.end]
        return self.text[edges[2 * i] : edges[2 * i + 1]]

    def quoted_at(self, position: int) -> int | None:
        """Index of the quotation that holds this code point."""
        for i, q in enumerate(self.quoted):
            if q.open <= position < q.close:
                return i
        return None

    def is_quoted(self, token: Token) -> bool:
        return self.quoted_at(self.start_of(token)) is not None

    @property
    def is_only_quoted(self) -> bool:
        """Nothing but quotation stands in it."""
        return bool(self.quoted) and not any(
            any(c.isalnum() for c in self.gap_text(i)) for i in range(len(self.quoted) + 1)
        )


def passages_of(text: Text) -> tuple[Passage, ...]:
    """The coded paragraphs that hold words, in reading order."""
    grouped: dict[int, list[Sentence]] = {}
    for sentence in text.sentences:
        grouped.setdefault(sentence.paragraph, []).append(sentence)
    parts = [(n, ss[0].part, ss) for n, ss in grouped.items()]
    quoted = find_quoted(text.document.text, [(part.start, part.end) for _, part, _ in parts])
    return tuple(
        Passage(n, part, text.document.text, ss[0].words.doc, tuple(ss), tuple(q))
        for (n, part, ss), q in zip(parts, quoted, strict=True)
    )
