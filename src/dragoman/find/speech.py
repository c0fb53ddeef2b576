"""Who said what in this article? Direct quotations, block quotes, turns of a transcript, and reported speech.

One statement is one unbroken stretch of somebody's words. Where the narrator interrupts, or a
paragraph ends within a quotation, the next stretch `continues` the first.
"""

from collections.abc import Iterator, Sequence

from dragoman.find.cast import Cast
from dragoman.find.hearing import Heard, Hearing, last_clause
from dragoman.find.language import Text
from dragoman.find.passages import Passage, passages_of
from dragoman.find.reported import find_reported, half_quoted
from dragoman.find.turns import block_runs, block_voice, find_turns, turn_speaker
from dragoman.find.voices import Ear, Voice
from dragoman.records import CODER, Actor, Cue, Statement, id_of_words

# How often a statement found by each rule is one, with the right speaker: shares counted on 4,379 quotations of
# news for the rules of quotation, on a few hundred sentences read by hand for the others.
CONFIDENCE = {
    "after": 0.97,
    "goes on": 0.95,
    "signed": 0.9,
    "before": 0.87,
    "alone": 0.65,
    "colon": 0.6,
    "called": 0.5,
    "ends": 0.45,
    "sentence before": 0.4,
    "nobody": 0.65,
    "turn": 0.95,
    "block": 0.85,
    "reported": 0.88,
    "according": 0.88,
    "half": 0.75,
    "thinks": 0.75,
}
"""By rule. "nobody": words in quotation marks of which the text does not say whose they are."""

# Some archives print two apostrophes for a quotation mark. The corpora that quotations are measured on do not
# count them as marks, so what stands between them is given as reported speech of the same speaker.
DOUBLED_ARE_DIRECT = False


def find_statements(text: Text, cast: Cast) -> tuple[Statement, ...]:
    """All statements of an article, in reading order."""
    ear = Ear(cast, text.document.authors)
    passages = passages_of(text)
    scribe = _Scribe(text)
    taken = {*_take_turns(ear, passages, scribe), *_take_blocks(ear, passages, scribe)}
    hearing = Hearing(ear, passages)
    begun: Statement | None = None
    for i, passage in enumerate(passages):
        # a headline's quotation stands in its article again, and its capitals mislead the parser
        if i not in taken and passage.part.kind != "title":
            before = passages[i - 1] if i else None
            behind = passages[i + 1] if i + 1 < len(passages) else None
            begun = _take_quoted(hearing.listen(passage, before, behind), passage, scribe, begun)
            _take_reported(ear, passage, scribe)
    return tuple(sorted(scribe.written, key=lambda s: (s.start, s.end)))


class _Scribe:
    """Writes statements down."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self.written: list[Statement] = []

    def write(self, kind: str, start: int, end: int, voice: Voice, continues: str | None = None) -> Statement | None:
        """One statement about `start..end`, less the blanks around it; None where nothing is left."""
        full = self._text.document.text
        while start < end and full[start].isspace():
            start += 1
        while end > start and full[end - 1].isspace():
            end -= 1
        if start >= end:
            return None
        cue = Cue(start=voice.cue[0], end=voice.cue[1], text=full[slice(*voice.cue)]) if voice.cue else None
        document = self._text.document.id
        statement = Statement.model_validate(
            {
                "id": id_of_words(document, "statement", full, start, end, kind),
                "document": document,
                "kind": kind,
                "speaker": voice.speaker,
                "addressee": voice.addressee,
                "start": start,
                "end": end,
                "exact": full[start:end],
                "continues": continues,
                "cue": cue,
                "confidence": CONFIDENCE[voice.rule],
                "coder": CODER,
            }
        )
        self.written.append(statement)
        return statement

    def covers(self, start: int, end: int) -> int:
        """How many code points of `start..end` are in statements already."""
        return sum(max(0, min(end, s.end) - max(start, s.start)) for s in self.written)


def _take_turns(ear: Ear, passages: Sequence[Passage], scribe: _Scribe) -> Iterator[int]:
    turns = find_turns(passages)
    speakers = [turn_speaker(ear, passages, turn) for turn in turns]
    for i, (turn, speaker) in enumerate(zip(turns, speakers, strict=True)):
        asks = passages[0].text[turn.start : turn.end].rstrip().endswith("?")
        # a question is put to whoever speaks next; an answer, or thanks, are for whoever spoke before
        before, behind = speakers[:i][-1:], speakers[i + 1 : i + 2]
        around = [*behind, *before] if asks else [*before, *behind]
        addressee = next((other for other in around if other.id != speaker.id), None)
        scribe.write("direct", turn.start, turn.end, Voice("turn", speaker, None, passages[turn.first], addressee))
        yield from range(turn.first, turn.last + 1)


def _take_blocks(ear: Ear, passages: Sequence[Passage], scribe: _Scribe) -> Iterator[int]:
    speaking: Actor | None = None
    for first, last in block_runs(passages):
        voice = block_voice(ear, passages[first - 1]) if first else None
        if voice is None:
            voice = Voice("block", speaking, None, passages[first])
        speaking = voice.speaker
        scribe.write("block", passages[first].part.start, passages[last].part.end, voice)
        yield from range(first, last + 1)


def _take_quoted(
    all_heard: Sequence[Heard], passage: Passage, scribe: _Scribe, begun: Statement | None
) -> Statement | None:
    """Write the quotations of one paragraph; `begun` is the one that the paragraph above left open."""
    first = begun
    for n, heard in enumerate(all_heard):
        quoted = passage.quoted[heard.index]
        if heard.half:
            scribe.write("indirect", quoted.open, _end_of_clause(passage, quoted.close), heard.voice)
            continue
        same_cue = first is not None and first.cue is not None and heard.voice.cue == (first.cue.start, first.cue.end)
        goes_on = first is not None and (same_cue or heard.voice.rule == "goes on" or (n == 0 and begun is not None))
        kind = "indirect" if quoted.doubled and not DOUBLED_ARE_DIRECT else "direct"
        continued = (first.continues or first.id) if first is not None and goes_on else None
        written = scribe.write(kind, quoted.start, quoted.end, heard.voice, continued)
        if not goes_on:
            first = written
    return first if passage.quoted and passage.quoted[-1].carries_on else None


def _end_of_clause(passage: Passage, position: int) -> int:
    for token in passage.words[passage.token_from(position) :]:
        if (token.text in (".", "!", "?", ";") or "\n" in token.text) and not passage.is_quoted(token):
            return passage.start_of(token)
    return passage.part.end


def _take_reported(ear: Ear, passage: Passage, scribe: _Scribe) -> None:
    # a cue may bring reported speech and a block quote after it, but not reported speech and a quotation
    used = {s.cue.start for s in scribe.written if s.cue is not None and s.kind != "block"}
    for found in find_reported(ear, passage, used):
        start, end = _whole_quotations(passage, found.start, found.end)
        if scribe.covers(start, end) * 2 < end - start:
            scribe.write("indirect", start, end, found.voice)
    for i, quoted in enumerate(passage.quoted):
        # the parser saw no clause, yet a verb of saying leads up to the quoted words
        if scribe.covers(quoted.open, quoted.close) or quoted.single:
            continue
        half = half_quoted(ear, passage, last_clause(passage, passage.gaps[i]))
        if half is not None and half.start not in used:
            scribe.write("indirect", half.start, _end_of_clause(passage, quoted.close), half.voice)


def _whole_quotations(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """Reported speech does not begin or end amid quoted words."""
    for quoted in passage.quoted:
        if quoted.open < start < quoted.close:
            start = quoted.open
        if quoted.open < end < quoted.close:
            end = quoted.close
    return start, end
