"""One reader of an act's wording: what is done, to what, and to how much of it. Coder and ledger share it."""

from dragoman.know.acts.act import EMPTY, Act, Reading, act_of, content, members_of
from dragoman.know.acts.kinds import BY_NAME, CLASSES, NOUNS, PERSONAL, VERBS, Kind
from dragoman.know.acts.reading import find_acts, foreign_act, points_back, read_act
from dragoman.know.acts.sameness import family, is_broader, same_act, same_wording
from dragoman.know.acts.words import DAYS, Form, Word, base_of, forms_of, number, sentences_of, stem, words_of

__all__ = [
    "BY_NAME",
    "CLASSES",
    "DAYS",
    "EMPTY",
    "NOUNS",
    "PERSONAL",
    "VERBS",
    "Act",
    "Form",
    "Kind",
    "Reading",
    "Word",
    "act_of",
    "base_of",
    "content",
    "family",
    "find_acts",
    "foreign_act",
    "forms_of",
    "is_broader",
    "members_of",
    "number",
    "points_back",
    "read_act",
    "same_act",
    "same_wording",
    "sentences_of",
    "stem",
    "words_of",
]
