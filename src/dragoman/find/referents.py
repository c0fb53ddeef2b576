"""Whom does "he", "she" or "it" mean?

Every figure that fits the pronoun in number and gender is weighed by how near it was spoken of last, whether
as a subject, how often, and how it is known; for "it" also the chance that no figure is meant ("it is time
that …", a thing). The weights in `data/referents.json` were fitted on pronouns whose referent a reader wrote
down (`tools/fit_referents.py`): a conditional logit after McFadden (1974) over the signs that resolvers since
Lappin and Leass (1994) have used.
"""

import math
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.cues import SAYS
from dragoman.find.figures import Figure
from dragoman.find.phrases import Phrase
from dragoman.find.weights import Signs, choose, read_weights

_SUBJECT: Final = frozenset({"nsubj", "nsubjpass"})
_POLITICAL: Final = frozenset({"GOV", "MIL", "REB", "LEG", "OPP", "PTY"})
_CLAUSES: Final = frozenset({"ccomp", "xcomp", "advcl", "acomp", "attr"})


def likeliest(phrase: Phrase, figures: Sequence[Figure], *, person: bool, quoted: bool) -> Figure | None:
    """The figure that a pronoun means, of those that fit it, in the order in which they were last spoken of."""
    if person and len(figures) < 2:
        return figures[0] if figures else None
    weights = read_weights("referents")["person" if person else "thing"]
    nobody = None if person else signs_of_nobody(phrase, len(figures), quoted=quoted)
    number, _ = choose(weights, signs_of(phrase, figures, quoted=quoted), nobody)
    return figures[number] if number >= 0 else None


def signs_of(phrase: Phrase, figures: Sequence[Figure], *, quoted: bool) -> list[Signs]:
    """What speaks for each figure."""
    number, token = phrase.sentence.number, phrase.head
    as_subject = token.dep_ in _SUBJECT
    owner = phrase.kind == "possessive"
    most = max((f.times for f in figures), default=0)
    last_subject = next((f for f in reversed(figures) if f.as_subject), None)
    above = {a.i for a in grammar.governors(token)}
    found: list[Signs] = []
    for place, figure in enumerate(figures):
        away = number - figure.at[0]
        told = token.doc[figure.at[1]] if away == 0 else None
        signs: Signs = {
            "in the sentence": away == 0,
            "in the sentence before": away == 1,
            "two sentences before": away == 2,
            "further": max(0, away - 2),
            "subject": figure.as_subject,
            "subject in the sentence": figure.as_subject and away == 0,
            "subject in the sentence before": figure.as_subject and away == 1,
            "last subject": figure is last_subject,
            "subject, as the pronoun is": figure.as_subject and as_subject,
            "subject of a clause above": told is not None and told.dep_ in _SUBJECT and told.head.i in above,
            "in the sentence, of an owner": away == 0 and owner,
            "subject in the sentence, of an owner": away == 0 and owner and figure.as_subject,
            "last": place == len(figures) - 1,
            "last but one": place == len(figures) - 2,
            "times": math.log(1 + figure.times),
            "most": figure.times == most,
            "named": figure.name[:1].isupper(),
            "surely a person": figure.person is True,
            "gender known": figure.gender is not None,
            "political": figure.sector in _POLITICAL,
            "office": figure.role is not None,
            "state": figure.state,
            "no sector": figure.sector is None,
            "no country": figure.country is None,
            "civilian": figure.sector == "CVL",
            "near, in speech": quoted and away <= 1,
        }
        found.append(signs)
    return found


def signs_of_nobody(phrase: Phrase, fitting: int, *, quoted: bool) -> Signs:
    """What speaks for an "it" that means no figure."""
    token = phrase.head
    above = token.head
    return {
        "bias": 1.0,
        "owner": phrase.kind == "possessive",
        "subject": token.dep_ in _SUBJECT,
        "subject of a verb with a clause": token.dep_ in _SUBJECT and _has_clause(above),
        "subject of be": token.dep_ in _SUBJECT and above.lemma_ == "be",
        "subject of a verb of speech": token.dep_ in _SUBJECT and above.lemma_ in SAYS,
        "object": token.dep_ == "dobj",
        "behind a preposition": token.dep_ == "pobj",
        "choice": fitting / 5,
        "in speech": quoted,
    }


def _has_clause(verb: Token) -> bool:
    return any(child.dep_ in _CLAUSES for child in verb.children)
