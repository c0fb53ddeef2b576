"""Which acts does the coder see in open texts? Lists them, one a line, for somebody to judge.

    python tools/relation_candidates.py FILE… --every 7 --out candidates.jsonl

FILE is JSON Lines (`text` or `operative`, with `id`) or CoNLL-U of openly licensed text. Every candidate
is one event of the coder with the places of its first actor and recipient in the sentence, or two
mentions that the coder binds by no act. `tools/data/relation/labelled_*.jsonl` holds those that
were judged. Same files, same candidates.
"""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.find.cast import find_cast
from dragoman.find.coder import Coder
from dragoman.find.confidence import place_of_trigger
from dragoman.find.language import Language, Sentence
from dragoman.know import Gazetteer
from dragoman.read import read_text as read_document
from dragoman.records import Actor, Document, Event
from dragoman.settings import Settings

Place = list[int]
_LONGEST_CHARACTERS = 420


def read_texts(file: Path) -> Iterator[tuple[str, str, str | None]]:
    """Id, text and date of every text of a file."""
    if file.suffix == ".conllu":
        lines = file.read_text(encoding="utf-8").splitlines()
        told = [x.partition("= ")[2] for x in lines if x.startswith("# text = ")]
        dates = [x.partition("= ")[2] for x in lines if x.startswith("# meta::dateCreated")]
        yield file.stem, "\n".join(told), next(iter(dates), None)
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "operative" in row:
            # resolutions are broken in the middle of sentences
            text = "\n\n".join(re.sub(r"\s+", " ", p) for p in re.split(r"\n\s*\n", row["text"]))
        else:
            text = row["text"]
        yield str(row.get("id") or row["index"]), _joined(text), row.get("date")


def _joined(text: str) -> str:
    """Text that was cut into words with spaces between, as one writes it."""
    text = re.sub(r" ([,.;:?!%)\]]|'s|n't|'re|'ve|'ll|')(?=[\s]|$)", r"\1", text)
    return re.sub(r"([(\[$]) ", r"\1", text)


def candidates(document: Document, language: Language, gazetteer: Gazetteer, coder: Coder) -> Iterator[dict[str, Any]]:
    """The acts that the coder sees, then pairs of names that it binds by none."""
    coded = coder.code(document)
    text = language.parse(document)
    cast = find_cast(text, gazetteer)
    events = [c for c in coded.claims if isinstance(c, Event)]
    bound: set[tuple[int, int]] = set()
    for event in events:
        at = event.evidence[0].start
        sentence = text.sentence_at(at)
        if sentence is None or sentence.end - sentence.start > _LONGEST_CHARACTERS:
            continue
        source, target = _inside(event.actors, sentence), _inside(event.recipients, sentence)
        for side in (source, target):
            if side is not None:
                bound.add((sentence.number, side[0]))
        if source is None and target is None:
            continue
        yield {
            "text": document.text[sentence.start : sentence.end],
            "source": source,
            "target": target,
            "trigger": _place_of_trigger(event, sentence),
            "type": event.type,
            "mode": event.mode,
            "status": event.status,
            "confidence": event.confidence,
            "evidence": [e - sentence.start for e in (event.evidence[0].start, event.evidence[0].end)],
            "rule": event.why[0].rule,
            "from": document.id,
        }
    for sentence in text.sentences:
        if sentence.end - sentence.start > _LONGEST_CHARACTERS:
            continue
        named = [m for m in cast.mentions if m.sentence == sentence.number and m.kind == "name" and m.actors]
        free = [m for m in named if (sentence.number, m.actors[0].start) not in bound]
        if len(named) < 2 or not free:
            continue
        one = free[0]
        other = next((m for m in named if m.actors[0].id != one.actors[0].id), None)
        if other is None:
            continue
        pair = sorted((one, other), key=lambda m: m.first)
        yield {
            "text": document.text[sentence.start : sentence.end],
            "source": _inside(pair[0].actors, sentence),
            "target": _inside(pair[1].actors, sentence),
            "type": None,
            "from": document.id,
        }


def _place_of_trigger(event: Event, sentence: Sentence) -> Place | None:
    """The word that told the act."""
    at = place_of_trigger(event, sentence)
    if at is None:
        return None
    token = sentence.words[at]
    return [sentence.start_of(token) - sentence.start, sentence.end_of(token) - sentence.start]


def _inside(actors: tuple[Actor, ...], sentence: Sentence) -> Place | None:
    """Where the first of them that the sentence names stands in it."""
    for actor in actors:
        if (
            actor.start is not None
            and actor.end is not None
            and sentence.start <= actor.start < actor.end <= sentence.end
        ):
            return [actor.start - sentence.start, actor.end - sentence.start]
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every n-th text")
    parser.add_argument("--longest", type=int, default=6000, help="leave out texts with more characters")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    language, gazetteer, coder = Language(Settings().pipeline), Gazetteer.load(), Coder(Settings())
    with args.out.open("w", encoding="utf-8") as out:
        for file in args.files:
            for number, (name, text, day) in enumerate(read_texts(file)):
                if number % args.every or len(text) > args.longest:
                    continue
                document = read_document(text, id=name, date=day)
                for row in candidates(document, language, gazetteer, coder):
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
