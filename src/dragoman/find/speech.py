"""Who said what in this article? Direct quotations, block quotes, turns of a transcript, and reported speech."""

from dataclasses import replace

from dragoman.find.cast import Cast
from dragoman.find.language import Text
from dragoman.find.passages import Passage, passages_of
from dragoman.find.quotemarks import Quoted
from dragoman.find.voices import Ear, Voice
from dragoman.records import CODER, Cue, Statement, id_of_words

# share of right speakers by the rule that found them, measured on quotations not used to write the rules
_CONFIDENCE = {
    "after": 0.9,
    "before": 0.9,
    "colon": 0.7,
    "goes on": 0.85,
    "ends": 0.85,
    "alone": 0.75,
    "sentence before": 0.6,
    "none": 0.4,
}


def find_statements(text: Text, cast: Cast) -> tuple[Statement, ...]:
    """All statements of an article, in reading order."""
    ear = Ear(cast)
    passages = passages_of(text)
    found: list[Statement] = []
    last: Voice | None = None
    for n, passage in enumerate(passages):
        heard = _hear(ear, passage, passages[n - 1] if n else None, last)
        for i, voice in heard:
            found.append(_direct(text, passage, passage.quoted[i], voice, heard, i, found))
        if heard:
            last = heard[-1][1]
        elif not passage.is_only_quoted:
            last = None
    return tuple(found)


def _hear(ear: Ear, passage: Passage, before: Passage | None, last: Voice | None) -> list[tuple[int, Voice]]:
    """The quotations of one paragraph that are statements, with who is heard in each."""
    quoted = passage.quoted
    if not quoted:
        return []
    after = [ear.after(passage, i) for i in range(len(quoted))]
    ahead = [ear.before(passage, i) for i in range(len(quoted))]
    heard: list[tuple[int, Voice]] = []
    for i, q in enumerate(quoted):
        comma = passage.text[q.end - 1] in ",—–"
        first, second = (after[i], ahead[i]) if comma else (ahead[i], after[i])
        voice = first or second
        lead = [t for t in ear.last_clause(passage, passage.gaps[i]) if not t.is_punct and not t.is_space]
        begins = not lead
        if voice is not None and (ahead[i] is not None or begins or _capital(passage, q)):
            heard.append((i, voice))
            continue
        if voice is not None:
            continue  # half-quoted: reported speech with some of the words
        if not _whole(passage, q, begins):
            continue
        if begins and heard:
            heard.append((i, replace(heard[-1][1], rule="goes on")))
        elif begins and (following := next((a for a in after[i + 1 :] if a), None)):
            heard.append((i, replace(following, rule="ends")))
        elif begins and passage.is_only_quoted and last is not None:
            heard.append((i, replace(last, rule="alone")))
        elif begins:
            heard.append((i, _from_before(ear, passage, i, before, last)))
    return heard


def _from_before(ear: Ear, passage: Passage, i: int, before: Passage | None, last: Voice | None) -> Voice:
    gap = passage.gaps[i]
    here = [t for t in passage.words[gap.first : gap.last] if not t.is_space]
    if here:
        sentence = passage.sentence_of(here[-1])
        root = sentence.words.root
        who = ear.subject(passage, root, sentence.words.start)
        return ear._voice("sentence before", passage, root, who)
    if before is not None and before.text[: before.part.end].rstrip().endswith(":"):
        words = [t for t in before.sentences[-1].words if not t.is_space]
        voice = _colon(ear, before, words)
        if voice is not None:
            return voice
    if last is not None:
        return replace(last, rule="alone")
    if before is not None:
        sentence = before.sentences[-1]
        root = sentence.words.root
        return ear._voice("sentence before", before, root, ear.subject(before, root, sentence.words.start))
    return Voice("none", None, None, passage)


def _colon(ear: Ear, before: Passage, words: list) -> Voice | None:
    verb = ear._cue_before(words, words[-1])
    if verb is not None:
        return ear._voice("before", before, verb, ear.subject(before, verb, words[0].i))
    return ear._paper_or_subject(before, words)


def _capital(passage: Passage, q: Quoted) -> bool:
    first = passage.text[q.start : q.end].lstrip(" \u00a0[(…'‘.")[:1]
    return first.isupper() or first.isdigit()


def _whole(passage: Passage, q: Quoted, begins: bool) -> bool:
    """Whether a quotation without a cue of its own is somebody's sentence, not a title or a term."""
    words = passage.text[q.start : q.end].split()
    ends = passage.text[q.start : q.end].rstrip()[-1:] in ".?!…,—-–" or not q.closed
    if not _capital(passage, q):
        return begins and ends and len(words) >= 4
    titled = sum(w[:1].isupper() for w in words) > 0.7 * len(words) and len(words) > 1
    return begins and ends and not (titled and len(words) > 2 and passage.text[q.end - 1] == ",")


def _direct(
    text: Text,
    passage: Passage,
    q: Quoted,
    voice: Voice,
    heard: list[tuple[int, Voice]],
    i: int,
    found: list[Statement],
) -> Statement:
    start, end = q.start, q.end
    full = text.document.text
    while full[start].isspace():
        start += 1
    while full[end - 1].isspace():
        end -= 1
    cue = Cue(start=voice.cue[0], end=voice.cue[1], text=full[voice.cue[0] : voice.cue[1]]) if voice.cue else None
    return Statement(
        id=id_of_words(text.document.id, "statement", full, start, end),
        document=text.document.id,
        kind="direct",
        speaker=voice.speaker,
        addressee=voice.addressee,
        start=start,
        end=end,
        exact=full[start:end],
        cue=cue,
        confidence=_CONFIDENCE[voice.rule],
        coder=CODER,
    )
