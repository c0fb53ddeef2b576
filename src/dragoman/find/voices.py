"""Who says what stands between these quotation marks?

Newspapers tell it in few ways: "…," X said · X said: "…" · "…," X said. "…" · a quotation that
fills its own paragraph after X was heard · a sentence about X and then the quotation. Each
way is a rule with a name and a measured share of right answers.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.find.cast import Cast
from dragoman.find.cues import FIRST_PERSON, GOES_ON, MAY_SAY, NOBODY, PAPERS, SAYS
from dragoman.find.passages import Gap, Passage
from dragoman.records import Actor, hashed

_STOPS = frozenset({".", "!", "?", ";", "—", "...", "…"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VB"})
_NOUN = ("NN", "PRP", "CD")
_BEFORE_NOUN = frozenset({"DT", "JJ", "JJR", "JJS", "PRP$", "VBN", "VBG", "HYPH", "POS", "RB", "AFX", "CD", "$"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody's speaking, as one place of the text tells it."""

    rule: str
    speaker: Actor | None
    verb: Token | None
    passage: Passage
    addressee: Actor | None = None
    cue: tuple[int, int] | None = None


class Ear:
    """Hears who speaks in one passage."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    # --- whom a noun means -------------------------------------------------------------------

    def actor(self, passage: Passage, noun: Token | None) -> Actor | None:
        """Whom the phrase headed by `noun` means; the phrase itself where the cast knows nobody."""
        if noun is None or noun.lower_ in NOBODY and noun.lower_ != "it":
            return None
        sentence = passage.sentence_of(noun)
        known = self.cast.who(sentence, noun)
        if not known:
            mention = self.cast.mention_at(sentence, noun)
            known = mention.actors if mention is not None else ()
        if known:
            return known[0]
        if noun.lower_ in FIRST_PERSON or noun.tag_ in ("PRP", "WP", "WDT", "EX"):
            return None
        return unknown_actor(passage, noun)

    # --- after the quotation -----------------------------------------------------------------

    def after(self, passage: Passage, i: int) -> Voice | None:
        """ "…," X said · "…," said X, the minister · "…," according to X."""
        quoted, gap = passage.quoted[i], passage.gaps[i + 1]
        clause = self._first_clause(passage, gap)
        if not clause:
            return None
        words = [t for t in clause if not t.is_punct and not t.is_space and t.tag_ not in ("``", "''")]
        if not words:
            return None
        last_char = passage.text[quoted.end - 1 : quoted.end]
        loose = last_char in ",—–-" or clause[0].text in (",", "—", "–", "-") or not quoted.closed
        if words[0].lower_ in ("and", "but", "or", "while", "then", "though", "although", "because", "when"):
            return None
        according = _according(words)
        if according is not None and according.i - words[0].i <= 4:
            return self._voice("after", passage, according, according)
        verb = self._cue_after(passage, words, loose)
        if verb is None:
            return None
        if not loose and not self._stands_alone(passage, verb, clause, gap, last_char):
            return None
        who = self._speaker_after(passage, verb, words)
        return self._voice("after", passage, verb, who)

    def _first_clause(self, passage: Passage, gap: Gap) -> list[Token]:
        clause: list[Token] = []
        for token in passage.words[gap.first : gap.last]:
            if clause and token.text in (".", "!", "?", ";") and token.i > gap.first:
                break
            if token.text in (".", "!", "?") and not clause:
                return []
            clause.append(token)
        return clause

    def _cue_after(self, passage: Passage, words: list[Token], loose: bool) -> Token | None:
        verbs = [t for t in words[:45] if t.tag_.startswith("VB")]
        sure = [v for v in verbs if v.lemma_ in SAYS and v.tag_ != "VB"]
        for verb in sure:
            if verb.dep_ != "relcl" and not any(c.tag_ == "WP" for c in verb.children):
                return verb
        if sure and sure[0].i - words[0].i < 25:
            return sure[0]
        if not loose and not (verbs and verbs[0].lemma_ in MAY_SAY):
            return None
        for verb in verbs:
            if verb.tag_ in ("VBD", "VBZ", "VBP") and verb.dep_ != "relcl" and verb.lemma_ != "be":
                near = verb.i - words[0].i
                if verb.lemma_ in MAY_SAY and near < 25 or near <= 3 and verb.lemma_ not in ("have", "do"):
                    return verb
                return None
        return None

    def _stands_alone(self, passage: Passage, verb: Token, clause: list[Token], gap: Gap, last_char: str) -> bool:
        """After a quotation that ends in a full stop, "Trump said" is its cue only if it says nothing more."""
        runs_into_next = clause[-1].i == gap.last - 1 and gap.last < len(passage.words)
        if last_char == "." and runs_into_next:
            return False
        rest = [t for t in clause if t.i > verb.i]
        if any(
            t.lower_ in ("that", ":", "he", "she", "they", "it", "there", "if", "to") and t.i <= verb.i + 2
            for t in rest[:2]
        ):
            return not rest or rest[0].lower_ in ("he", "she", "they") and len(rest) == 1
        if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.dep_ in ("ccomp", "aux") for t in rest):
            return False
        return last_char != "." or len(clause) <= 12 or verb.i - clause[0].i <= 1

    def _speaker_after(self, passage: Passage, verb: Token, words: list[Token]) -> Token | None:
        if verb is words[0] or (verb.i - words[0].i == 1 and words[0].tag_ == "RB"):
            return phrase_head(passage, verb.i + 1, words[-1].i + 1)
        return self.subject(passage, verb, words[0].i)

    # --- before the quotation ----------------------------------------------------------------

    def before(self, passage: Passage, i: int) -> Voice | None:
        """X said: "…" · X told reporters, "…" · as X put it, "…"."""
        clause = self.last_clause(passage, passage.gaps[i])
        words = [t for t in clause if not t.is_space]
        if not words:
            return None
        end = words[-1]
        adjacent = end.text in (":", ",", "—", "–", "-", "--", ":-") or end.tag_.startswith("VB")
        verb = self._cue_before(words, end)
        if verb is None:
            according = _according(words)
            if according is not None and adjacent:
                return self._voice("before", passage, according, according)
            if end.text == ":":
                return self._paper_or_subject(passage, words)
            return None
        if not adjacent and not self._only_adjuncts_between(verb, words):
            return None
        return self._voice("before", passage, verb, self.subject(passage, verb, words[0].i))

    def last_clause(self, passage: Passage, gap: Gap) -> list[Token]:
        clause: list[Token] = []
        for token in reversed(passage.words[gap.first : gap.last]):
            if token.text in (".", "!", "?", ";") and clause:
                break
            clause.append(token)
        clause.reverse()
        if clause and clause[-1].text in (".", "!", "?", ";"):
            return []
        return clause

    def _cue_before(self, words: list[Token], end: Token) -> Token | None:
        verbs = [t for t in words if t.tag_.startswith("VB")]
        for verb in reversed(verbs):
            if verb.lemma_ in SAYS:
                return verb
        for verb in reversed(verbs):
            if verb.lemma_ in MAY_SAY and (end.text in (":", ",") or verb is end):
                return verb
        return None

    def _only_adjuncts_between(self, verb: Token, words: list[Token]) -> bool:
        """ "said Monday", "told reporters", "said in a statement": nothing of the words themselves yet."""
        between = [t for t in words if t.i > verb.i]
        if any(
            t.tag_.startswith("VB")
            or t.tag_ in ("MD", "WP", "WRB")
            or t.lower_ in ("that", "as", "if", "for", "of", "about")
            for t in between
        ):
            return False
        if verb.lemma_ in ("tell", "assure", "inform", "remind", "ask"):
            return len(between) <= 6
        return all(
            t.ent_type_ == ""
            and t.dep_
            in (
                "npadvmod",
                "advmod",
                "prep",
                "pobj",
                "det",
                "compound",
                "poss",
                "amod",
                "punct",
                "case",
                "nummod",
                "prt",
            )
            for t in between
        ) and (len(between) <= 8)

    def _paper_or_subject(self, passage: Passage, words: list[Token]) -> Voice | None:
        """A sentence that ends in a colon: whoever it is about speaks."""
        root = next((t for t in words if t.head is t or t.head not in words), words[0])
        who = self.subject(passage, root, words[0].i) if root.tag_.startswith("VB") else None
        if who is None:
            who = phrase_head(passage, words[0].i, words[-1].i)
        if who is None:
            return None
        return self._voice("colon", passage, root if root.tag_.startswith("VB") else None, who)

    # --- shared ------------------------------------------------------------------------------

    def subject(self, passage: Passage, verb: Token, earliest: int = 0) -> Token | None:
        """Who speaks by this verb, outside all quotations."""
        own = grammar.subject(verb)
        if own is not None and not passage.is_quoted(own) and own.lower_ not in ("which", "that", "it", "there"):
            if own.tag_.startswith(_NOUN) or own.tag_ in ("PRP", "DT", "JJ", "WP"):
                return _owner(own)
        if grammar.children(verb, "auxpass"):
            by = grammar.agent(verb)
            if by is not None:
                return by
        if own is not None and own.lower_ == "it" and not passage.is_quoted(own):
            return own
        # the parser lost its way among the marks: the phrase that stands before the verb, else the one after it
        before = [t for t in passage.words[earliest : verb.i] if not passage.is_quoted(t)]
        if before:
            found = phrase_head(passage, before[0].i, verb.i)
            if found is not None:
                return _owner(found)
        found = phrase_head(passage, verb.i + 1, min(len(passage.words), verb.i + 12))
        return _owner(found) if found is not None else None

    def addressee(self, passage: Passage, verb: Token) -> Actor | None:
        """ "told reporters", "said to Gordon", "asked the minister"."""
        noun: Token | None = None
        if verb.lemma_ in (
            "tell",
            "ask",
            "assure",
            "inform",
            "warn",
            "remind",
            "urge",
            "advise",
            "thank",
            "beg",
            "implore",
        ):
            noun = grammar.first(
                c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > verb.i and c.tag_ != "IN"
            )
        if noun is None:
            found = grammar.governed_by(verb, "to")
            noun = found[0] if found and found[0].tag_.startswith(("NN", "PRP")) and verb.lemma_ in SAYS else None
        if noun is None or passage.is_quoted(noun) or not noun.tag_.startswith(("NN", "PRP")):
            return None
        return self.actor(passage, noun)

    def _voice(self, rule: str, passage: Passage, verb: Token | None, who: Token | None) -> Voice:
        speaker = self.actor(passage, who)
        is_verb = verb is not None and verb.tag_.startswith("VB")
        addressee = self.addressee(passage, verb) if is_verb and verb is not None else None
        return Voice(rule, speaker, verb, passage, addressee, cue_span(passage, verb))


def cue_span(passage: Passage, verb: Token | None) -> tuple[int, int] | None:
    """The cue's code points: the verb, or "according to"."""
    if verb is None:
        return None
    if not verb.tag_.startswith("VB"):
        to = verb.head
        if to.lower_ == "to" and to.i > 0 and verb.doc[to.i - 1].lower_ == "according":
            return passage.start_of(verb.doc[to.i - 1]), passage.end_of(to)
        return None
    return passage.start_of(verb), passage.end_of(verb)


def phrase_head(passage: Passage, first: int, last: int) -> Token | None:
    """Head of the first noun phrase between these token numbers, outside quotations."""
    run: list[Token] = []
    for token in passage.words[first:last]:
        if passage.is_quoted(token):
            if run:
                break
            continue
        if token.tag_.startswith(("NN", "PRP")) and token.tag_ != "PRP$":
            run.append(token)
        elif token.tag_ == "POS" or token.tag_ == "HYPH":
            if run:
                run = [] if token.tag_ == "POS" else run
        elif run:
            break
        elif token.tag_ in ("IN", "TO") and token.i > first:
            # what a preposition governs is not the speaker
            continue
    if not run:
        return None
    inside = {t.i for t in run}
    heads = [t for t in run if t.head.i not in inside or t.head is t]
    return heads[-1] if heads else run[-1]


def unknown_actor(passage: Passage, noun: Token) -> Actor:
    """Somebody of whom nothing is known but what the text calls them here."""
    first, last = grammar.base_phrase(noun)
    for token in passage.words[first.i : noun.i + 1]:
        # a quotation mark in between means that the parser strayed
        if passage.is_quoted(token) or token.is_punct and token.text in ('"', "“", "”", ",", ":"):
            first = passage.words[min(token.i + 1, noun.i)]
    start, end = passage.start_of(first), passage.end_of(last)
    exact = passage.text[start:end]
    bare = exact
    for article in ("the ", "The "):
        bare = bare.removeprefix(article)
    return Actor(
        name=exact, text=exact, start=start, end=end, country=None, sector=None, role=None, in_office=None,
        id=hashed("actor", bare.lower()),
    )  # fmt: skip


def _according(words: list[Token]) -> Token | None:
    for token in words:
        if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "to":
            to = token.doc[token.i + 1]
            named = grammar.first(grammar.children(to, "pobj"))
            return named
    return None


def _owner(noun: Token) -> Token:
    """ "Kramer's statement said": Kramer. The statement itself where nobody owns it."""
    if noun.lemma_ in PAPERS:
        owner = grammar.noun_agent(noun)
        if owner is None:
            source = grammar.governed_by(noun, "from", "by")
            owner = source[0] if source else None
        if owner is not None and owner.tag_ != "PRP$" or owner is not None and owner.lower_ in ("his", "her", "their"):
            return owner
    return noun


def goes_on(verb: Token) -> bool:
    return bool(verb.tag_ == "VBG" and verb.lemma_ in GOES_ON)


def spoken_words(tokens: Iterable[Token]) -> int:
    return sum(1 for t in tokens if not t.is_punct and not t.is_space)
