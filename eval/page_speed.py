"""How long does each page take on a case of ten thousand documents, server side?

`python eval/page_speed.py [--documents 10000] [--rounds 30]` builds the case from made-up records (no coder runs),
asks for every page many times, with other sides, days, words and places each time, and prints the middle and the
95th of a hundred, in the processor's time, which a busy machine does not lengthen, with the wall's beside it. The
first answer after a start, when the acts are linked and the ledger is told, stands apart.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from statistics import median
from urllib.parse import quote

from fastapi.testclient import TestClient

from dragoman.keep import Case
from dragoman.know import TYPES, quad_of, score_of
from dragoman.records import (
    CODER,
    Actor,
    Claim,
    Coded,
    Demand,
    Document,
    Event,
    Part,
    Span,
    Statement,
    hashed,
    id_of_words,
)
from dragoman.show.api import create_app

SIDES = tuple("USA RUS BLR EUR UKR POL LTU LVA DEU FRA GBR CHN IRN TUR SRB GEO MDA KAZ ARM AZE".split())
NAMES = tuple("Russia Belarus Ukraine Poland Lithuania Germany France China Iran Turkey Serbia Georgia Armenia".split())
ACTS = tuple(sorted(TYPES))
THINGS = tuple("prisoners sanctions ambassadors flights imports observers reporters borders banks exports".split())
_WORDS = tuple(f"{a}{b.lower()}" for a in "ba ce di fo gu la me ni po ru sa te vi zo".split() for b in ACTS) + THINGS
LIMIT_MS = 200


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=30)
    options.add_argument("--only", default="", help="only pages with these words in their name")
    options.add_argument("--keep", type=Path, help="keep the case here, and use it if it is there")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "many.db"
        fresh = not path.exists()
        with Case.open(path) as case:
            if fresh:
                _fill(case, asked.documents)
            slow = _measure(case, asked.rounds, asked.only)
    return 1 if slow else 0


def _fill(case: Case, count: int) -> None:
    chance, began = Random(2009), time.monotonic()
    for number in range(count):
        case.add(_article(number, chance))
        if number % 1000 == 999:
            sys.stderr.write(f"{number + 1:,} documents, {time.monotonic() - began:.0f} s\n")


def _article(number: int, chance: Random) -> Coded:
    """Four events, a statement and now and then a demand, between two sides, in some six hundred words."""
    one, other = chance.sample(SIDES, 2)
    thing = chance.choice(THINGS)
    lines = [f"{one} said on Monday that the talks of day {number} went on.", f"{one} asked {other} to free {thing}."]
    lines += [f"{one} did act {n} of story {number} to {other}." for n in range(4)]
    # words that no other article has in this order: copies of one story would be linked, and counted as one source
    lines += [" ".join(chance.choices(_WORDS, k=60)) + "." for _ in range(8)]
    text, parts = "", []
    for line in lines:
        parts.append(Part(kind="body", start=len(text), end=len(text) + len(line)))
        text += line + "\n\n"
    published = f"{2005 + number % 15}-{1 + number // 15 % 12:02}-{1 + chance.randrange(28):02}"
    name = f"made-{number}"
    document = Document(
        id=name,
        content_hash=hashed(text),
        title=f"{one} and {other} over {thing}, part {number}",
        authors=(),
        publisher=f"Paper {number % 40}",
        published=published,
        published_basis="given",
        language="en",
        url=None,
        text=text,
        parts=tuple(parts),
        coder=CODER,
    )
    who, whom = _actor(text, one, chance), _actor(text, other, chance)
    claims: list[Claim] = []
    for n in range(4):
        kind = chance.choice(ACTS)
        words = _span(text, f"did act {n} of story {number} to {other}")
        claims.append(
            Event(
                id=id_of_words(name, "event", text, words.start, words.end, kind),
                document=name,
                type=kind,
                mode=None,
                quad=quad_of(kind),
                score=score_of(kind),
                contexts=(),
                actors=(who,),
                recipients=(whom,),
                date=published,
                date_basis="published",
                date_precision="day",
                status="occurred",
                historical=False,
                statement=None,
                confidence=round(0.3 + 0.7 * chance.random(), 2),
                evidence=(words,),
                coder=CODER,
            )
        )
    said = _span(text, f"the talks of day {number} went on")
    claims.append(
        Statement(
            id=id_of_words(name, "statement", text, said.start, said.end, "indirect"),
            document=name,
            kind="indirect",
            speaker=who,
            start=said.start,
            end=said.end,
            exact=said.exact,
            confidence=0.8,
            coder=CODER,
        )
    )
    if number % 5 == 0:
        what = _span(text, f"free {thing}")
        claims.append(
            Demand(
                id=id_of_words(name, "demand", text, what.start, what.end, who.id),
                document=name,
                by=who,
                voiced_by=who,
                of=(whom,),
                what=what,
                force="ask",
                rank=None,
                tie=None,
                statement=None,
                date=published,
                confidence=0.8,
                evidence=(_span(text, f"asked {other} to free {thing}"),),
                coder=CODER,
            )
        )
    return Coded(document=document, claims=tuple(claims))


def _actor(text: str, code: str, chance: Random) -> Actor:
    at = text.index(code)
    role = chance.choice((None, None, "President", "foreign minister"))
    name = code if role is None else f"{role.title()} {code.title()}"
    return Actor(
        name=name,
        text=code,
        start=at,
        end=at + len(code),
        country=code,
        sector="GOV",
        role=role,
        in_office=True if role else None,
        id=hashed("actor", name, code),
    )


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span.of(text, at, at + len(words))


def _measure(case: Case, rounds: int, only: str = "") -> list[str]:
    browser = TestClient(create_app(case), base_url="http://127.0.0.1:8642")
    chance = Random(7)

    def side() -> str:
        return chance.choice(SIDES)

    def day() -> str:
        return f"{chance.randrange(2006, 2019)}-{chance.randrange(1, 13):02}-01"

    def somebody() -> str:
        return chance.choice(NAMES)

    entries = browser.get("/api/ledger?limit=500&as_of=2019-12-31").json()["items"]
    days = [day() for _ in range(3)]
    pages = {
        "desk, one of three days": lambda: f"/?as_of={chance.choice(days)}",
        "desk, two sides": lambda: f"/?as_of=2019-12-31&by={side()}&of={side()}",
        "entry": lambda: f"/entry?as_of=2019-12-31&id={chance.choice(entries)['id']}",
        "article": lambda: f"/article?id=made-{chance.randrange(case.count('document'))}",
        "timeline, all": lambda: f"/timeline?offset={100 * chance.randrange(100)}",
        "timeline, two sides": lambda: f"/timeline?side={side()}&other={side()}",
        "timeline, a stretch": lambda: f"/timeline?side={side()}&since={day()}",
        "dyads": lambda: f"/dyads?since={day()}",
        "actor": lambda: f"/actor?name={side()}",
        "documents": lambda: f"/documents?offset={100 * chance.randrange(100)}",
        "documents about": lambda: f"/documents?about={side()}",
        "search": lambda: f"/search?q={quote(f'{side()} {chance.choice(THINGS)}')}",
        "review": lambda: "/review",
        "sources": lambda: "/sources",
        "board of one outcome": lambda: f"/?as_of=2019-12-31&outcome=open&offset={100 * chance.randrange(4)}",
        "ask, what one side wants": lambda: (
            f"/ask?as_of=2019-12-31&q={quote(f'What does {somebody()} want from {somebody()}?')}"
        ),
        "ask, why talk": lambda: f"/ask?as_of=2019-12-31&q={quote(f'Why talk to {somebody()} now?')}",
        "series of two sides": lambda: f"/series?sides={side()},{side()}&every=year",
        "export": lambda: f"/export?since={day()}",
        "API events": lambda: f"/api/events?actor={side()}&offset={chance.randrange(2000)}",
        "API documents": lambda: f"/api/documents?offset={chance.randrange(9000)}",
    }
    sys.stdout.write(f"{case.count('document'):,} documents, {case.count('event'):,} events, {len(entries)}+ entries\n")
    sys.stdout.write(f"{'page':26} {'first':>8} {'middle':>8} {'p95':>8} {'p95 wall':>9}  ms\n")
    slow = []
    for name, path in pages.items():
        if only not in name:
            continue
        first, _ = _time(browser, path())
        times = [_time(browser, path()) for _ in range(rounds)]
        cpu, wall = (sorted(column) for column in zip(*times, strict=True))
        last = min(rounds - 1, int(rounds * 0.95))
        if cpu[last] > LIMIT_MS:
            slow.append(name)
        row = f"{name:26} {first:8.0f} {median(cpu):8.0f} {cpu[last]:8.0f} {wall[last]:9.0f}"
        sys.stdout.write(f"{row}{'  too slow' if name in slow else ''}\n")
        sys.stdout.flush()
    return slow


def _time(browser: TestClient, path: str) -> tuple[float, float]:
    """Milliseconds of the processor and of the wall for one answer."""
    processor, wall = time.process_time(), time.perf_counter()
    answer = browser.get(path)
    took = 1000 * (time.process_time() - processor), 1000 * (time.perf_counter() - wall)
    if answer.status_code != 200:
        sys.exit(f"{path}: {answer.status_code}")
    return took


if __name__ == "__main__":
    sys.exit(main())
