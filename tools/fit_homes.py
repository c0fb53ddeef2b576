"""Whose are those whom an article names without a country? Fits the weights of `find/homes.py`.

    python tools/fit_homes.py

`data/homes.jsonl` gives, for mentions in the reports of `data/reports.jsonl`, the country that a reader
wrote down, or none where the report makes none plain. Only mentions count to which today's coder
gives no country itself. A conditional logit over the countries that the report names and "none",
fitted on four fifths of the reports and tried on the others, five times; then on all. Prints how often
a country that is filled in is right, by how sure it had to be.
"""

import json
from collections import defaultdict

import numpy as np
from choices import DATA, SHIPPED, Case, fit, read_reports, tried
from relation_data import read_rows

from dragoman.find.homes import Homes, signs_of_nobody


def read_cases() -> list[Case]:
    """All mentions that a reader judged and the coder leaves open."""
    asked: dict[str, dict[int, str | None]] = defaultdict(dict)
    for row in read_rows(DATA / "homes.jsonl"):
        asked[row["document"]][row["start"]] = row["country"]
    found = []
    for document, text, unvoiced, statements in read_reports(asked):
        cast = unvoiced.with_voices(statements)
        homes = Homes(text, cast)
        for mention in cast.mentions:
            actor = mention.actors[0]
            is_open = actor.country is None and actor.sector is not None and mention.kind in ("name", "description")
            if actor.start is None or actor.start not in asked[document] or not is_open:
                continue
            options = dict(homes.options(actor, mention, text.sentences[mention.sentence]))
            country = asked[document].pop(actor.start)
            right = frozenset(i for i, each in enumerate(options) if each == country)
            nobody = signs_of_nobody(actor, mention, len(options))
            found.append(Case(document, list(options.values()), nobody, right, country is not None))
    return found


def main() -> None:
    cases = read_cases()
    said = [(chance, number in case.right) for case, number, chance in tried(cases) if number >= 0]
    print(f"{len(cases)} mentions without a country; a reader gives {sum(c.meant for c in cases)} of them one")
    for least in (0.5, 0.6, 0.7, 0.8, 0.9):
        kept = [right for chance, right in said if chance >= least]
        print(f"from {least}: {len(kept)} filled in, {np.mean(kept):.3f} right")
    shipped = {"fitted_on": len(cases), "weights": fit(cases)}
    (SHIPPED / "homes.json").write_text(json.dumps(shipped, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
