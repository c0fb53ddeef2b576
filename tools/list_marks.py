"""Lists sentences with every act that they tell of, for `train_reader.py` to teach the encoder with.

    python tools/list_marks.py --texts DIR --causal FILE --out sentences.jsonl

Two kinds: whole documents in which readers marked all acts (`data/marked_acts.jsonl`; what is not marked is
none), and sentences of which it is known of some words whether they tell of an act, and of which kind
(`data/relation/labelled_*.jsonl`). Documents of `judged.py`'s quarter are left out. DIR holds
`kremlin_2000-2019.jsonl`.
A line has the sentence, the places of its tokens, and for each act the numbers of the token that tells it and of
those that stand for its sides.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from judged import documents_of, files_of, half_of, is_apart, marks_by_document
from relation_data import HERE, Labelled, is_kept_apart, read_labelled

from dragoman.find.language import Language, Sentence
from dragoman.read import read_text
from dragoman.settings import Settings

Row = dict[str, Any]
_UNMARKED_EVERY = 3
"""Of sentences without an act, one in so many is listed."""


def of_documents(files: dict[str, list[Path]], language: Language, without: int | None) -> Iterator[Row]:
    """The sentences of all marked documents but those kept apart; of all but one half of these, where one is named."""
    marked = marks_by_document()
    for name, document, text, day in documents_of(files):
        row = marked.get((name, document))
        left_out = is_apart(document) if without is None else not is_apart(document) and half_of(document) == without
        if row is None or left_out:
            continue
        parsed = language.parse(read_text(text[: row["until"]], id=document, date=day))
        for sentence in parsed.sentences:
            acts = [_act(sentence, *act) for act in row["acts"] if sentence.start <= act[0] < sentence.end]
            if acts or sentence.number % _UNMARKED_EVERY == 0:
                yield _listed(sentence, acts)


def of_labelled(rows: Iterable[Labelled], language: Language) -> Iterator[Row]:
    """Sentences of which some words are known to tell of an act, or of none."""
    known: dict[str, list[Labelled]] = {}
    for row in rows:
        if row.trigger is not None and not is_kept_apart(row):
            known.setdefault(row.text, []).append(row)
    for text, labelled in known.items():
        for sentence in language.parse(read_text(text, id="labelled")).sentences:
            here = [r for r in labelled if r.trigger is not None and sentence.start <= r.trigger[0] < sentence.end]
            acts = [_act(sentence, *r.trigger, r.type, None, (), ()) for r in here if r.type and r.trigger]
            none = [_token(sentence, *r.trigger) for r in here if not r.type and r.trigger]
            if here:
                yield _listed(sentence, acts) | {"none": none}


def _listed(sentence: Sentence, acts: list[Row]) -> Row:
    places = [(sentence.start_of(t) - sentence.start, sentence.end_of(t) - sentence.start) for t in sentence.words]
    words = [any(c.isalnum() for c in t.text) for t in sentence.words]
    return {"text": sentence.words.text, "tokens": places, "words": words, "acts": acts}


def _act(
    sentence: Sentence,
    start: int,
    end: int,
    kind: str,
    status: str | None,
    actors: Sequence[Any],
    others: Sequence[Any],
) -> Row:
    sides = [
        [_token(sentence, *member[:2]) for member in side if sentence.start <= member[0] < sentence.end]
        for side in (actors, others)
    ]
    return {
        "at": _token(sentence, start, end),
        "type": kind,
        "status": status,
        "actors": sides[0],
        "recipients": sides[1],
    }


def _token(sentence: Sentence, start: int, end: int) -> int:
    """The number of the token that heads the words between two places of the document."""
    within = [t for t in sentence.words if sentence.start_of(t) < end and sentence.end_of(t) > start]
    inside = {t.i for t in within}
    heads = [t for t in within if not t.is_punct and (t.head.i not in inside or t.head.i == t.i)] or within
    return int(heads[0].i - sentence.words.start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--causal", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without-half", type=int, choices=(0, 1), help="for the encoders of fit_recipients.py")
    args = parser.parse_args()
    language = Language(Settings().pipeline)
    rows = [*of_documents(files_of(args.texts, args.causal), language, args.without_half)]
    rows += of_labelled(read_labelled(sorted(HERE.glob("labelled_*.jsonl"))), language)
    args.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} sentences, {sum(len(row['acts']) for row in rows)} acts")


if __name__ == "__main__":
    main()
