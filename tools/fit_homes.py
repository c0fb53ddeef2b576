"""Whose are those whom an article names without a country? Fits the weights of `find/homes.py`.

    python tools/fit_homes.py --texts DIR --causal FILE

Readers gave the country of everybody who takes part in a marked act (`data/marked_acts.jsonl`), and of mentions in
the reports (`data/homes.jsonl`), or none where the text makes none plain. Only mentions count to which today's coder
gives no country itself. A conditional logit over the countries that the text names and "none", fitted on four fifths
of the documents and tried on the others, five times; then on all but those kept apart (`judged.py`). Prints how often
a country that is filled in is right, by how sure it had to be. DIR holds `kremlin_2000-2019.jsonl`.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from choices import DATA, SHIPPED, Case, fit, tried
from judged import documents_of, files_of, is_apart, marks_by_document
from relation_data import read_rows

from dragoman.find.cast import Cast, Mention, find_cast
from dragoman.find.homes import Homes, signs_of_nobody
from dragoman.find.language import Language, Text
from dragoman.find.speech import find_statements
from dragoman.know import Gazetteer
from dragoman.read import read_text
from dragoman.settings import Settings

Asked = tuple[Mention, str | None]


def read_cases(files: dict[str, list[Path]]) -> Iterator[Case]:
    """All mentions whose country a reader gave and the coder leaves open."""
    language, gazetteer = Language(Settings().pipeline), Gazetteer.load()
    marks = marks_by_document()
    judged: dict[tuple[str, str], dict[int, str | None]] = defaultdict(dict)
    for row in read_rows(DATA / "homes.jsonl"):
        judged["reports", row["document"]][row["start"]] = row["country"]
    for name, document, words, day in documents_of(files):
        marked, asked = marks.get((name, document)), judged.get((name, document), {})
        if marked is None and not asked:
            continue
        until = marked["until"] if marked else len(words)
        text = language.parse(read_text(words[:until], id=document, date=day))
        unvoiced = find_cast(text, gazetteer)
        cast = unvoiced.with_voices(find_statements(text, unvoiced))
        by_place = _by_place(cast)
        acts = marked["acts"] if marked else []
        told = [(mention, asked[at]) for at, mention in by_place.items() if at in asked and _starts(mention, at)]
        yield from _cases(document, text, cast, [*_taking_part(acts, by_place), *told])


def _by_place(cast: Cast) -> dict[int, Mention]:
    """The shortest mention at each code point."""
    found: dict[int, Mention] = {}
    for mention in sorted(cast.mentions, key=lambda m: m.first - m.last):
        for actor in mention.actors:
            found |= dict.fromkeys(range(actor.start or 0, actor.end or 0), mention)
    return found


def _starts(mention: Mention, at: int) -> bool:
    return mention.actors[0].start == at


def _taking_part(acts: list[Any], by_place: dict[int, Mention]) -> Iterator[Asked]:
    """Everybody who takes part in a marked act and whom the cast has, as his last word is linked, and his country."""
    for _, _, _, _, *sides in acts:
        for start, end, country, _ in chain(*sides):
            mention = _last(by_place, start, end)
            if mention is not None:
                yield mention, country


def _last(by_place: dict[int, Mention], start: int, end: int) -> Mention | None:
    return next((by_place[at] for at in range(end - 1, start - 1, -1) if at in by_place), None)


def _cases(document: str, text: Text, cast: Cast, asked: list[Asked]) -> Iterator[Case]:
    homes = Homes(text, cast)
    for each, country in asked:
        mention = homes.named_at(each.actors[0])
        if len(each.actors) > 1 or mention is None or each.actors[0].country or mention.actors[0].country:
            continue
        options = dict(homes.options(mention))
        right = frozenset(i for i, option in enumerate(options) if option == country)
        nobody = signs_of_nobody(mention, homes.called(mention), len(options))
        yield Case(document, list(options.values()), nobody, right, country is not None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--causal", type=Path, required=True)
    args = parser.parse_args()
    cases = list(read_cases(files_of(args.texts, args.causal)))
    said = [(chance, number in case.right) for case, number, chance in tried(cases) if number >= 0]
    print(f"{len(cases)} mentions without a country; a reader gives {sum(c.meant for c in cases)} of them one")
    for least in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = [right for chance, right in said if chance >= least]
        print(f"from {least}: {len(kept)} filled in, {np.mean(kept):.3f} right")
    told = [c for c in cases if not is_apart(c.document)]
    shipped = {"fitted_on": len(told), "weights": fit(told)}
    (SHIPPED / "homes.json").write_text(json.dumps(shipped, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
