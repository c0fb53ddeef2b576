"""Who is who in this article: every mention, and whom it means."""

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from dragoman.find.language import Sentence, Text
from dragoman.records import Actor, Statement


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name, describe or point to somebody. `first`, `last`, `head` are token numbers (`token.i`)."""

    sentence: int
    first: int
    last: int
    head: int
    actors: tuple[Actor, ...]
    """One for a name; several for "Hungarian and Romanian officials", "the two countries", "they"."""
    kind: Literal["name", "description", "pronoun", "possessive"]
    person: bool | None
    """True for a human being, False for a body or a state, None where open."""


class Cast:
    """Everybody in one article."""

    def __init__(self, mentions: tuple[Mention, ...]) -> None:
        self.mentions = mentions

    def mention_at(self, sentence: Sentence, token: Token) -> Mention | None:
        """The mention that this token heads or lies in."""
        raise NotImplementedError

    def who(self, sentence: Sentence, token: Token) -> tuple[Actor, ...]:
        """Whom the noun phrase headed by this token means, its conjuncts included; empty where unknown."""
        raise NotImplementedError

    def with_voices(self, statements: tuple[Statement, ...]) -> "Cast":
        """The same cast with "I", "we", "our" and "you" inside statements read as their speakers'."""
        raise NotImplementedError


def find_cast(text: Text, gazetteer: object) -> Cast:
    """Read the cast of an article: names, descriptions, definite nouns and third-person pronouns."""
    raise NotImplementedError
