"""How many of the acts that readers marked are told, and how many of the events told are right?

    python tools/count_marks.py --texts DIR --causal FILE

Codes the quarter of the marked documents that the encoder was shown nothing of (`judged.py`) and holds each event to
the marks. DIR holds `kremlin_2000-2019.jsonl`.
"""

import argparse
from collections import Counter
from pathlib import Path

from judged import files_of, held_to_marks

from dragoman.find import Coder
from dragoman.settings import Settings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--causal", type=Path, required=True)
    args = parser.parse_args()
    settings, count = Settings(), Counter[str]()
    for document in held_to_marks(files_of(args.texts, args.causal), Coder(settings)):
        told_now = [
            t for t in document.told if t.trust.trusted(t.today, t.sentence).confidence >= settings.min_confidence
        ]
        met = [document.mark_of(told) for told in told_now]
        count["documents"] += 1
        count["marked"] += len(document.acts)
        count["events"] += len(met)
        count["acts"] += sum(mark is not None for mark in met)
        typed = [mark for told, mark in zip(told_now, met, strict=True) if mark and mark[2] == told.today.type]
        count["typed"] += len(typed)
        count["right"] += sum(document.is_right(told) for told in told_now)
        count["found"] += len({mark[0] for mark in met if mark})
        count["found typed"] += len({mark[0] for mark in typed})
    print(", ".join(f"{number} {name}" for name, number in count.items()))
    print(f"of the acts marked, told {count['found'] / count['marked']:.3f}, "
          f"with their type {count['found typed'] / count['marked']:.3f}")  # fmt: skip
    shares = (f"{name} {count[name] / count['events']:.3f}" for name in ("acts", "typed", "right"))
    print(f"of the events told: {', '.join(shares)}")


if __name__ == "__main__":
    main()
