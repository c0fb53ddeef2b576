"""Which stretches of the text stand between quotation marks?

The marks are paired by a pass of our own over each paragraph, because parsers and regular
expressions trip over what newspapers really print: apostrophes, inches, British single quotes,
closing marks that were never typed, and quotes that run over several paragraphs and are
opened anew in each of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_MARK = re.compile(r"``|''|[\"“”„‟«»‘’'‚‹›]")
_TAG = re.compile(r"<[/a-zA-Z][^<>]*>")
# "=": the value of an attribute in markup that survived extraction
_BEFORE_OPENING = frozenset(" \t\n\u00a0([{—–-/…:;,*_|>")
_AFTER_CLOSING = frozenset(" \t\n\u00a0)]}—–-/…:;,.?!*_|<'’”\"")
_FEET = re.compile(r"\d\s?['’′]\s?\d{1,2}$")
_ENDS_SPEECH = frozenset(",.?!…—–;")
_ELIDED = re.compile(r"['‘’](?:\d\ds?|twas|tis|em|cause|til|till|n|bout|round|cuz|kay|nuff|neath)\b", re.I)
_SAID = r"(?:said|says|told|tells|added|adds|asked|asks|wrote|noted|explained|continued|replied|warned|argued|tweeted)"
_CUE_INSIDE = re.compile(
    rf"[,?!]\s+(?=(?:(?:he|she|they|it|I|we|[A-Z][\w’'.-]+(?:\s[A-Z][\w’'.-]+){{0,3}})\s+{_SAID}\b|{_SAID}\s+(?:[A-Z]|he\b|she\b|the\b)))"
)
_OPENER = {"«": "»", "„": "“", "‹": "›", "‚": "‘"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """One stretch between marks, in code points of the document; `open` and `close` include the marks."""

    open: int
    start: int
    end: int
    close: int
    single: bool
    closed: bool
    """False where the closing mark is missing: the stretch then ends with its paragraph, or where "he said" begins."""
    doubled: bool = False
    """Marked by two apostrophes on either side, as typewriters and some archives do."""
    carries_on: bool = False
    """The next paragraph opens with a mark and goes on with the same words."""


def find_quoted(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[list[Quoted]]:
    """The outermost quoted stretches of each paragraph, in reading order."""
    found = [list(_pair(text, start, end)) for start, end in paragraphs]
    for i, quoted in enumerate(found[:-1]):
        if not quoted or quoted[-1].closed:
            continue
        last, following = quoted[-1], found[i + 1]
        opened_anew = bool(following) and not text[paragraphs[i + 1][0] : following[0].open].strip()
        if opened_anew and last.close == paragraphs[i][1]:
            quoted[-1] = replace(last, carries_on=True)
    return found


def _pair(text: str, start: int, end: int) -> Iterator[Quoted]:
    """Walk over the marks of one paragraph; only the outermost stretches count."""
    skip = [m.span() for m in _TAG.finditer(text, start, end)] if "<" in text[start:end] else []
    position = start
    while (mark := _MARK.search(text, position, end)) is not None:
        at, after = mark.span()
        position = after
        inside_tag = next((b for a, b in skip if a <= at < b), None)
        if inside_tag is not None:
            position = inside_tag
            continue
        single = mark.group() in "‘’'‚‹›"
        close = _close_of_single(text, at, start, end) if single else _close_of_double(text, at, after, start, end)
        if close is None:
            continue
        inner_end, closed_at, closed = close
        if text[after:inner_end].strip():
            yield Quoted(at, after, inner_end, closed_at, single, closed, mark.group() == "''")
        position = max(closed_at, after)


def _close_of_double(text: str, at: int, after: int, start: int, end: int) -> tuple[int, int, bool] | None:
    """Where the stretch opened at `at` ends: (end of its words, end with its mark, whether a mark closes it)."""
    mark, left, right = text[at:after], text[at - 1] if at > start else " ", text[after] if after < end else " "
    if mark in "»›" or not _opens(mark, left, right, text, at, after, end):
        return None
    position = after
    while (found := _MARK.search(text, position, end)) is not None:
        a, b = found.span()
        position = b
        m, before, behind = found.group(), text[a - 1], text[b] if b < end else " "
        if m in "‘’'‚‹›" or (m == "''") != (mark in ("``", "''")):
            continue
        if mark in _OPENER:
            if m == _OPENER[mark] or (mark == "„" and m in '”"'):
                return a, b, True
            continue
        if m in "«»„":
            continue
        if _closes(m, before, behind, text, a, opened=mark):
            return a, b, True
        nested = {"“": "”", '"': '"'}.get(m) if m != mark else None
        if nested is not None and before in " \t\n\u00a0([" and not behind.isspace():
            # the other kind of mark opens: a quotation within this one
            close = text.find(nested, b, end)
            if close > 0:
                position = close + 1
                continue
        if _opens(m, before, behind, text, a, b, end) and before in " \t\n\u00a0":
            # a second opening mark inside: a nested quote if marks balance, else the closing one was forgotten
            if mark == m == "“" and text.count("”", b, end) > text.count("“", b, end) + 1:
                position = text.find("”", b, end) + 1
                continue
            return (*_cut(text, after, a), False)
    return (*_cut(text, after, end), False)


def _opens(mark: str, left: str, right: str, text: str, at: int, after: int, end: int) -> bool:
    if right in " \t\n\u00a0" and mark not in "“„«``":
        return False
    if mark in "“„«‟``":
        return True
    if left == "=":
        return False
    if mark == "”":
        return left in _BEFORE_OPENING and right not in _AFTER_CLOSING
    if left.isdigit() and (_FEET.search(text, max(0, at - 8), at) or '"' not in text[after:end]):
        return False
    if left in _BEFORE_OPENING or left in "'‘“":
        return True
    # no space on either side: a slip of the keyboard if a closing mark follows
    return right.isalnum() and not left.isdigit() and left not in ".?!" and '"' in text[after:end]


def _closes(mark: str, left: str, right: str, text: str, at: int, opened: str) -> bool:
    if mark in {"”", "''"}:
        return True
    if mark == '"' and left.isdigit() and _FEET.search(text, max(0, at - 8), at) and '"' in text[at + 1 : at + 200]:
        return False
    if left in " \t\n\u00a0":
        return mark == '"' and right in " \t\n\u00a0.,;" and opened in '"“'
    if mark == "“":
        return right in _AFTER_CLOSING and left not in "([{"
    return right in _AFTER_CLOSING or left in _ENDS_SPEECH or (right.isalnum() and left.isalnum())


def _cut(text: str, start: int, end: int) -> tuple[int, int]:
    """End of a stretch whose closing mark is missing: before ", he said" if that stands in it."""
    cue = _CUE_INSIDE.search(text, start, end)
    if cue is not None:
        return cue.start() + 1, cue.start() + 1
    stripped = end - (len(text[start:end]) - len(text[start:end].rstrip()))
    return stripped, stripped


def _close_of_single(text: str, at: int, start: int, end: int) -> tuple[int, int, bool] | None:
    """The end of a stretch in single quotes; None where the mark is an apostrophe."""
    mark, left, right = text[at], text[at - 1] if at > start else " ", text[at + 1] if at + 1 < end else " "
    if mark in "’›" or left not in _BEFORE_OPENING or right in " \t\n\u00a0.,;:)":
        return None
    if mark in _OPENER:
        close = text.find(_OPENER[mark], at + 1, end)
        return (close, close + 1, True) if close > 0 else None
    closing = "’" if mark == "‘" else "'"
    if _ELIDED.match(text, at):
        return None
    weak: int | None = None
    position = at + 1
    while (found := text.find(closing, position, end)) > 0:
        position = found + 1
        before, behind = text[found - 1], text[found + 1] if found + 1 < end else "\n"
        if before.isspace() or behind.isalnum():
            continue
        if before in _ENDS_SPEECH or before == '"' or behind in ".,;:?!)\n—–" or before.lower() != "s":
            return _balanced(text, at, found)
        # "the workers' rights': a plural's apostrophe only where a better mark follows
        weak = weak or found
    return _balanced(text, at, weak) if weak is not None else None


def _balanced(text: str, at: int, close: int) -> tuple[int, int, bool] | None:
    """A single quote cannot end inside a double one that began within it."""
    inner = text[at + 1 : close]
    odd = inner.count('"') % 2 or inner.count("“") != inner.count("”")
    return None if odd else (close, close + 1, True)
