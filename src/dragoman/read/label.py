"""What is each paragraph of a scraped article, and what do its edges say of title, author, publisher and day?

The rules run from the edges inwards: page furniture, the closing biography, strips of other
articles, the title, bylines and date lines, repeated paragraphs, block quotes. What no rule knows
is body, and where the rules leave no body at all they were wrong: then everything is body.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from dragoman.read import credits, voices
from dragoman.read.blocks import Block, in_title_case
from dragoman.read.days import find_date_line, find_day
from dragoman.read.furniture import is_furniture
from dragoman.read.repeats import mark_repeats
from dragoman.read.strips import mark_strips
from dragoman.records import Part

_FEWEST_BLOCKS = 3  # a sentence or two has no page around it
_HEAD_BLOCKS = 12
_DATELINE = re.compile(
    # "MINSK, Aug 16 (Reuters) -": the place in capitals, or any place with an agency in brackets
    r"(?:(?P<place>[A-Z][A-Z.’' /-]{2,40}(?:, ?[A-Z][\w.’' -]{1,30})?)|"
    r"(?P<mixed>[A-Z][\w.’'-]+(?:[ /][A-Z][\w.’'-]+){0,3}(?:, ?[A-Z][\w.’' -]{1,30})?))"
    r"(?:, (?P<day>(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|"
    r"Dec)[a-z]*\.?(?: \d{1,2})?(?:,? \d{4})?))?"
    r"(?: ?\((?P<agency>[A-Z][\w /.’'-]{1,40})\))? ?(?:--|—|–|-) ?(?=\S)"
)


# "… in Khartoum in July. ANN LEE/AFP/Getty Images", "… (AP Photo/Ann Lee)"
_CREDITED = re.compile(
    r"[.!?”]\s*[(\[]?(?:[A-Z][\w.’'-]*[ /]){1,5}(?:via )?(?:AFP|AP|Reuters|REUTERS|EPA|Getty|Shutterstock|TASS)"
    r"\b[^.]{0,40}$|[(\[](?:AP|AFP|EPA|Reuters|REUTERS|Photo|Getty)[ /:].{2,60}[)\]]\s*$"
)


@dataclass
class Labelled:
    """What the pass found. Lives until the document is made."""

    parts: tuple[Part, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: date | None = None


@dataclass
class _Found:
    title: str | None
    authors: list[str] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    days: list[tuple[bool, date]] = field(default_factory=list)


def label(blocks: Sequence[Block], title: str | None) -> Labelled:
    """Find the kind of every block. `title` is what the caller gives; blocks that already have a kind keep it."""
    found = _Found(title)
    if len(blocks) < _FEWEST_BLOCKS:
        _mark_title(blocks, found, infer=_is_title_and_text(blocks))
    else:
        _label_page(blocks, found)
    datelines = {id(b): end for b in blocks if (end := _end_of_dateline(b, found))}
    return Labelled(
        tuple(part for block in blocks for part in _parts(block, datelines.get(id(block)))),
        found.title,
        tuple(dict.fromkeys(found.authors)),
        found.publishers[0] if found.publishers else None,
        next((day for _, day in sorted(found.days)), None),
    )


def _label_page(blocks: Sequence[Block], found: _Found) -> None:
    hints = [b.kind for b in blocks]
    _mark_title(blocks, found, infer=False)
    for block in blocks:
        if block.kind is None and is_furniture(block.text):
            block.kind = "furniture"
    bio = _mark_credits(blocks, found)
    mark_strips(blocks, bio)
    _mark_title(blocks, found, infer=True)
    _mark_dates(blocks, found)
    _mark_captions(blocks)
    own = [b for b in blocks if b.kind in (None, "blockquote", "deck", "caption")]
    mark_repeats(own)
    _mark_title_copies(blocks, found)
    _mark_deck(blocks)
    voices.mark_block_quotes([b for b in blocks if b.kind in (None, "blockquote")])
    for block in blocks:
        if block.kind == "related":
            found.publishers += [name] if (name := credits.find_more_from(block.text)) else []
    for block in blocks:
        if block.kind == "furniture":
            found.publishers += [name] if (name := credits.find_copyright(block.text)) else []
    if not any(b.kind in (None, "blockquote") for b in blocks):
        for block, hint in zip(blocks, hints, strict=True):
            block.kind = hint if hint != "related" else None


# ---- title and deck -----------------------------------------------------------------------------


def _is_title_and_text(blocks: Sequence[Block]) -> bool:
    return len(blocks) == 2 and len(blocks[1].words) >= 40 and blocks[1].ends_sentence and not blocks[0].ends_sentence


def _mark_title(blocks: Sequence[Block], found: _Found, infer: bool) -> None:
    """The block that says what the title says; or, where none is known and `infer`, the first that looks like one."""
    titles = [b for b in blocks if b.kind == "title"]
    if titles:
        found.title = found.title or titles[0].text
        for other in titles[1:]:
            other.kind = None
        return
    head = [b for b in blocks[:_HEAD_BLOCKS] if b.kind in (None, "furniture")]
    if found.title:
        wanted = Block(0, 0, found.title).words
        same = next((b for b in head if b.words == wanted), None)
        if same is not None:
            same.kind = "title"
        return
    if not infer:
        return
    candidates = [b for b in head if b.kind is None]
    for i, block in enumerate(candidates[:3]):
        after = candidates[i + 1] if i + 1 < len(candidates) else None
        if _is_short_line_above_byline(candidates, blocks, i):
            block.kind, found.title = "title", block.text
            return
        if (block.is_prose and not in_title_case(block.text)) or block.text.endswith(","):
            # a line that stops at a comma goes on in the next one: the text has begun
            return
        if _looks_like_title(block, after):
            # "World news" above the title is the section, not the title
            if len(block.words) <= 3 and after is not None and _looks_like_title(after, None) and len(after.words) > 4:
                block.kind = "furniture"
                continue
            block.kind, found.title = "title", " ".join(block.text.split())
            for kicker in candidates[:i]:
                kicker.kind = kicker.kind or ("furniture" if len(kicker.words) <= 3 else None)
            return


def _is_short_line_above_byline(candidates: Sequence[Block], blocks: Sequence[Block], i: int) -> bool:
    """ "Talk to Them." is a title if a byline or a date stands close below it."""
    block = candidates[i]
    if i or not block.ends_sentence or not 2 <= len(block.words) <= 11 or "\n" in block.text:
        return False
    at = blocks.index(block)
    return any(b.kind == "byline" or find_date_line(b.text) for b in blocks[at + 1 : at + 4])


def _looks_like_title(block: Block, after: Block | None) -> bool:
    text = block.text
    if not block.is_headline or len(text) > 200 or text.startswith(("@", "#", "(")):
        return False
    if block.ends_sentence and len(block.words) > 14:
        return False
    return after is None or len(after.words) > len(block.words) or not after.ends_sentence


def _mark_title_copies(blocks: Sequence[Block], found: _Found) -> None:
    """The title said again, alone or before the site's name."""
    title = next((b for b in blocks if b.kind == "title"), None)
    words = title.words if title else Block(0, 0, found.title or "").words
    if len(words) < 2:
        return
    for block in blocks:
        if block is title or block.kind not in (None, "deck"):
            continue
        site = re.search(r"\s[|–—-]\s(?P<name>[^|]{2,40})$", block.text)
        if block.words == words or (site and Block(0, 0, block.text[: site.start()]).words == words):
            block.kind = "duplicate"
            found.publishers += [site["name"].strip()] if site else []


def _mark_deck(blocks: Sequence[Block]) -> None:
    """One sentence between title and byline or date line is the deck."""
    for i, block in enumerate(blocks[:_HEAD_BLOCKS]):
        if block.kind != "title":
            continue
        head = [b for b in blocks[i + 1 : i + 6] if b.kind not in ("furniture", "duplicate")]
        if (
            len(head) > 1
            and head[0].kind is None
            and head[1].kind in ("byline", "dateline")
            and len(head[0].words) <= 50
        ):
            head[0].kind = "deck"
        return


# ---- credits and dates --------------------------------------------------------------------------


def _mark_credits(blocks: Sequence[Block], found: _Found) -> int | None:
    """Bylines, sign-offs and biographies. The number of the last biography's block, where one closes the article."""
    prose = [i for i, b in enumerate(blocks) if b.kind is None and b.is_prose]
    third = prose[2] if len(prose) > 2 else len(blocks)
    nameless = False
    for i, block in enumerate(blocks):
        if block.kind is not None:
            continue
        credit = credits.find_byline(block.text) if i < max(third, 4) or i > len(blocks) - 4 else None
        credit = credit or credits.find_sign_off(block.text)
        if credit is not None:
            block.kind = "byline"
            nameless |= not credit.authors
            found.authors += credit.authors
            found.publishers += [credit.publisher] if credit.publisher else []
    bio = _mark_bios(blocks, found, nameless)
    _mark_bare_names(blocks[: max(third, 4)], found)
    return bio


def _mark_bare_names(head: Sequence[Block], found: _Found) -> None:
    """A line above the article that is nothing but a name, beside a date or with a biography below."""
    for i, block in enumerate(head):
        if i == 0 or block.kind is not None or len(block.words) > 5 or not credits.is_person(block.text):
            continue
        beside = [b for b in (head[i - 1], *head[i + 1 : i + 2]) if b.kind in (None, "furniture")]
        if block.text in found.authors or any(find_date_line(b.text) for b in beside):
            block.kind = "byline"
            found.authors += [] if block.text in found.authors else [block.text]


def _mark_bios(blocks: Sequence[Block], found: _Found, nameless: bool) -> int | None:
    last: int | None = None
    named: list[str] = []
    for i in range(len(blocks) - 1, 0, -1):
        block = blocks[i]
        if block.kind == "furniture" and (followed := credits.find_follow(block.text)):
            block.kind = "bio"
            named.insert(0, followed)
            continue
        name = credits.find_bio_name(block.text) if block.kind is None else None
        if name is None or not _is_bio(blocks, i, name, found, nameless, last is None):
            continue
        block.kind = "bio"
        last = last or i
        named.insert(0, name)
        publisher = credits.find_publisher(block.text)
        found.publishers += [publisher] if publisher else []
    if not found.authors:
        found.authors += named
    return last if last is not None and last >= len(blocks) // 4 else None


def _is_bio(blocks: Sequence[Block], i: int, name: str, found: _Found, nameless: bool, first: bool) -> bool:
    """A biography's name signs the article, has a handle, or stands in no other paragraph of it."""
    block = blocks[i]
    surname = name.rsplit(maxsplit=1)[-1]
    if name in found.authors:
        return True
    elsewhere = any(surname in b.text for j, b in enumerate(blocks) if j < i and b.kind is None and len(b.words) > 5)
    if credits.has_handle(block.text):
        return not elsewhere or nameless
    if elsewhere or i < 2:
        return False
    beside_bio = i + 1 < len(blocks) and blocks[i + 1].kind == "bio"
    closes = beside_bio or (first and not any(b.kind is None and b.is_prose for b in blocks[i + 1 :][:2]))
    return closes or (nameless and credits.find_publisher(block.text) is not None)


def _mark_dates(blocks: Sequence[Block], found: _Found) -> None:
    """Lines that are nothing but a date, and dates beside the author's name, above or below the article."""
    # a lead that is repeated is not the article's second paragraph
    firsts = {b.words: i for i, b in reversed(list(enumerate(blocks))) if b.kind is None and len(b.words) >= 20}
    prose = sorted(i for i in firsts.values() if blocks[i].is_prose)
    begins, ends = (prose[1] if len(prose) > 1 else len(blocks)), (prose[-1] if prose else 0)
    for i, block in enumerate(blocks):
        if begins <= i <= ends and block.kind != "byline":
            continue
        if block.kind == "byline" and i <= begins:
            named = find_day(block.text)
            found.days += [(False, named[0])] if named else []
        elif block.kind in (None, "furniture") and (line := find_date_line(block.text)) is not None:
            block.kind = "dateline"
            found.days += [(line[1], line[0])] if line[0] else []


def _end_of_dateline(block: Block, found: _Found) -> int | None:
    """Where the words after "MINSK, Aug 16 (Reuters) -" begin; None where no dateline stands."""
    match = _DATELINE.match(block.text) if block.kind is None else None
    if match is None or (match["mixed"] and not match["agency"]) or len(block.text) - match.end() < 20:
        return None
    if match["place"] and not (
        match["agency"]
        or match["day"]
        or "--" in match.group()
        or "—" in match.group()
        or " - " in match.group()
        or " – " in match.group()
    ):
        return None
    agency = (match["agency"] or "").casefold()
    found.publishers += [credits.AGENCIES[agency]] if agency in credits.AGENCIES else []
    day = find_day(match.group())
    found.days += [(False, day[0])] if day else []
    return match.end()


# ---- captions and parts -------------------------------------------------------------------------


def _mark_captions(blocks: Sequence[Block]) -> None:
    """A line that stands there twice is a picture's description and its caption; one with a credit is a caption too."""
    for i, (block, after) in enumerate(pairwise(blocks)):
        if block.kind is not None:
            continue
        if _CREDITED.search(block.text) and len(block.words) <= 60:
            block.kind = "caption"
        elif after.kind is None and not after.gap and block.words == after.words and len(block.words) > 3:
            above = next((b.kind for b in reversed(blocks[:i]) if b.kind != "furniture"), None)
            block.kind, after.kind = "duplicate", "deck" if above == "title" else "caption"


def _parts(block: Block, dateline_end: int | None) -> list[Part]:
    kind = block.kind or "body"
    if dateline_end is None:
        return [Part(kind=kind, start=block.start, end=block.end)]
    at = block.start + dateline_end
    return [
        Part(kind="dateline", start=block.start, end=block.start + len(block.text[:dateline_end].rstrip())),
        Part(kind=kind, start=at, end=block.end),
    ]
