"""What act do these words say, on what, and on how much of it?

Works on words alone, without a parse, so that the ledger can compare demands of different
articles: "free Kozulin", "his immediate release" and "let all political prisoners go" are all
releases, and differ in whom they release.
"""

import re
from dataclasses import dataclass

@dataclass(frozen=True, slots=True)
class Act:
    nucleus: str
    head: str
    words: frozenset[str]

    def same(self, other: "Act") -> bool:
        return bool(self.nucleus) and self.nucleus == other.nucleus and self.head == other.head

def read_act(words: str) -> Act:
    w = re.findall(r"\w+", words.lower())
    return Act(w[0] if w else "", w[-1] if w else "", frozenset(w))
