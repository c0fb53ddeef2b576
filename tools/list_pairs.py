"""Lists sentences with two mentions each, of which nobody has said what they state, for a teacher to answer.

    python tools/list_pairs.py --texts DIR --causal FILE --out pairs.jsonl

`train_teacher.py` says what it reads there, and `learn_both.py` teaches the small encoder to say so too. Reports
written for the project, Wikinews, protest news, and the beginnings of the Kremlin's reports. DIR holds
`kremlin_2000-2019.jsonl`. A line has the sentence and the places of a source and a target. Seeded.
"""

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from judged import documents_of, files_of

from dragoman.find.cast import Cast, find_cast
from dragoman.find.language import Language, Sentence
from dragoman.know import Gazetteer
from dragoman.read import read_text
from dragoman.settings import Settings

Row = dict[str, Any]
Place = tuple[int, int]
_PAIRS = {"reports": 3, "wikinews": 3, "causal": 2, "kremlin": 2}
"""Of one sentence, so many at most."""
_REPORTS, _OTHERS = 13_500, 11_500
_BEGINNING = {"kremlin": 2200}
"""Code points that are read of a long text."""
_WORDS = range(6, 76)
_APART = 220
_FORWARD = 0.75
"""Whoever is named first acts on the other more often than not."""


def pairs_of(sentence: Sentence, cast: Cast, most: int, rng: random.Random) -> Iterator[Row]:
    """Two mentions of a sentence at a time, in an order drawn by chance."""
    named = {
        (m.actors[0].start - sentence.start, m.actors[0].end - sentence.start)
        for m in cast.mentions
        if m.sentence == sentence.number and m.actors[0].start is not None and m.actors[0].end is not None
    }
    places = sorted(named)
    pairs = [(p, q) for i, p in enumerate(places) for q in places[i + 1 :] if p[1] <= q[0] < p[1] + _APART]
    rng.shuffle(pairs)
    for first, second in pairs[:most]:
        source, target = (first, second) if rng.random() < _FORWARD else (second, first)
        yield {"text": sentence.words.text, "source": source, "target": target}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--causal", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=11)
    args = parser.parse_args()
    rng, language, gazetteer = random.Random(args.seed), Language(Settings().pipeline), Gazetteer.load()
    found: dict[bool, list[Row]] = {True: [], False: []}
    for name, document, words, day in documents_of(files_of(args.texts, args.causal)):
        text = language.parse(read_text(words[: _BEGINNING.get(name)], id=document, date=day))
        cast = find_cast(text, gazetteer)
        for sentence in text.sentences:
            if len(sentence.words) in _WORDS:
                found[name == "reports"] += pairs_of(sentence, cast, _PAIRS[name], rng)
    rows = [
        *rng.sample(found[True], min(_REPORTS, len(found[True]))),
        *rng.sample(found[False], min(_OTHERS, len(found[False]))),
    ]
    args.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} pairs")


if __name__ == "__main__":
    main()
