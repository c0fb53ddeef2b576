"""What does somebody say without quotation marks?

"He said that …", "… , a Treasury official said", "according to …": the content is the clause that
depends on the cue, with the half-quoted words in it. Negated and merely possible saying
("did not say whether", "would say") states nothing and is left out.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.find import grammar
from dragoman.find.cues import ASKS, FIRST_PERSON, REPORTS, REPORTS_INFINITIVE, THINKS
from dragoman.find.language import Sentence
from dragoman.find.passages import Passage
from dragoman.find.voices import Ear, Voice

_UNREAL = frozenset({"would", "could", "might", "may", "should", "can", "must", "will", "'ll", "’ll"})
# "who asked not to be named" is a condition, not a message
_ANONYMITY = frozenset("name identify quote".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CONTENT = frozenset({"ccomp", "parataxis"})


@dataclass(frozen=True, slots=True)
class Reported:
    """Content of reported speech in code points, and who is heard saying it."""

    start: int
    end: int
    voice: Voice


def find_reported(ear: Ear, passage: Passage, used: Collection[int]) -> Iterator[Reported]:
    """Reported speech in the narrator's words of one paragraph, in reading order.

    `used` holds where cues begin that a quotation has taken already.
    """
    for sentence in passage.sentences:
        for token in sentence.words:
            if token.lower_ == "according":
                found = _according(ear, passage, sentence, token)
            elif token.tag_.startswith("VB") and passage.start_of(token) not in used and not passage.is_quoted(token):
                found = _by_verb(ear, passage, sentence, token)
            else:
                continue
            if found is not None:
                yield found


def _by_verb(ear: Ear, passage: Passage, sentence: Sentence, verb: Token) -> Reported | None:
    content = _content(verb)
    if content is None and verb.lemma_ == "say" and not _says_nothing(verb):
        return _by_position(ear, passage, sentence, verb)
    if content is None or _says_nothing(verb):
        return None
    if verb.lemma_ == "call" and not any(c.lower_ in ("on", "upon", "for") for c in verb.children if c.dep_ == "prep"):
        return None
    if grammar.is_passive(verb) and verb.dep_ != "conj":
        return None  # who was told or asked is not the one who speaks
    first, last = _edges(verb, content)
    if last.i < first.i or last.i - first.i < 1:
        return None
    who = ear.subject(passage, verb, sentence.words.start)
    if who is not None and (first.i <= who.i <= last.i):
        who = grammar.subject(verb)
        if who is None or first.i <= who.i <= last.i:
            return None
    if who is None or who.lower_ in FIRST_PERSON:
        return None  # the narrator's own
    rule = "thinks" if verb.lemma_ in THINKS else "reported"
    return Reported(passage.start_of(first), passage.end_of(last), ear.voice(rule, passage, verb, who))


def _by_position(ear: Ear, passage: Passage, sentence: Sentence, verb: Token) -> Reported | None:
    """Where the parser lost the clause: all that follows "said", or all before ", Lee said on Monday." """
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ == "relcl":
        return None
    who = grammar.first(grammar.children(verb, "nsubj"))
    if who is None or who.lower_ in FIRST_PERSON or who.tag_.startswith("W") or passage.is_quoted(who):
        return None
    words = [t for t in sentence.words if not t.is_space]
    after = [t for t in words if t.i > verb.i]
    before = [t for t in words if t.i < who.left_edge.i]
    if _has_clause(after):
        said = after
    elif before and before[-1].text == "," and len(after) <= 8 and _has_clause(before):
        said = before
    else:
        return None
    first, last = _trimmed(said[0], said[-1])
    return Reported(passage.start_of(first), passage.end_of(last), ear.voice("half", passage, verb, who))


def _has_clause(words: Sequence[Token]) -> bool:
    """A finite verb with a subject before it."""
    finite = (t for t in words if t.tag_ in _FINITE)
    verb = grammar.first(finite)
    return verb is not None and any(t.i < verb.i and t.tag_.startswith(("NN", "PRP", "EX", "DT")) for t in words)


def _content(verb: Token) -> Token | None:
    """The verb that heads what is said: a finite clause, a question, or an infinitive."""
    base = verb.lemma_
    if base in REPORTS or base in ASKS:
        for child in verb.children:
            if child.dep_ in _CONTENT and _is_finite(child):
                return child
        if verb.dep_ == "parataxis" and verb.head.tag_.startswith("VB"):
            return verb.head  # "The minister, Lee said, had lied"
    if base in REPORTS_INFINITIVE:
        for child in verb.children:
            if child.dep_ in ("xcomp", "ccomp") and child.i > verb.i and grammar.is_infinitive(child):
                return child if child.lemma_ not in _ANONYMITY else None
    return None


def _is_finite(clause: Token) -> bool:
    if clause.tag_ in _FINITE:
        return True
    return any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass", "expl") for c in clause.children)


def half_quoted(ear: Ear, passage: Passage, lead: Sequence[Token]) -> Reported | None:
    """ "Lee said instead that "every word …" …": where what is said begins, in the words before the quoted ones.

    Its end is where the sentence ends; here it is given as the end of these words.
    """
    for verb in reversed(lead):
        if verb.lemma_ not in REPORTS or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBG"):
            continue
        if _says_nothing(verb):
            return None
        rest = [t for t in lead if t.i > verb.i and not t.is_space]
        that = next((n for n, t in enumerate(rest[:9]) if t.lower_ == "that"), None)
        rest = rest[that + 1 :] if that is not None else rest
        who = ear.subject(passage, verb, lead[0].i)
        if who is None or who.lower_ in FIRST_PERSON or (not rest and that is None):
            return None
        start = passage.start_of(rest[0]) if rest else passage.end_of(lead[-1])
        return Reported(start, passage.end_of(lead[-1]), ear.voice("half", passage, verb, who))
    return None


def _says_nothing(verb: Token) -> bool:
    # "has not confirmed it and said …" denies the confirming alone
    shared = verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBZ", "VBP") and not grammar.children(verb, "neg")
    if not shared and grammar.is_negated(verb):
        return True
    auxiliaries = grammar.auxiliaries(verb)
    if any(a in _UNREAL for a in auxiliaries) or grammar.marker(verb) in ("if", "unless", "whether"):
        return True
    # "refused to say whether", "urged him to say that": an infinitive has not happened
    return verb.tag_ == "VB" and not any(a in ("did", "does", "do") for a in auxiliaries)


def _edges(verb: Token, content: Token) -> tuple[Token, Token]:
    """First and last word of the content, without "that", the cue and closing marks."""
    first, last = content.left_edge, content.right_edge
    if first.i < verb.i < last.i:
        # the cue stands inside what is said: keep the longer side
        first, last = (first, verb.nbor(-1)) if verb.i - first.i > last.i - verb.i else (verb.nbor(1), last)
    subject = grammar.first(grammar.children(verb, "nsubj"))
    if subject is not None and first.i <= subject.left_edge.i <= last.i:
        edge = subject.left_edge
        last = edge.nbor(-1) if edge.i > first.i else last
    own = grammar.children(content, "nsubj", "nsubjpass", "expl", "csubj")
    if not own and _is_finite(content) and content.tag_ != "VB" and verb.i + 1 < first.i < verb.i + 40:
        # the parser gave the cue what is the content's subject: "argued the freeing of imports would …"
        first = verb.nbor(1) if not any(t.tag_ in _FINITE for t in verb.doc[verb.i + 1 : first.i]) else first
    if last.i > verb.i and last.i + 1 < content.sent.end and last.nbor(1).tag_ in _FINITE:
        # "said the money needed for this | can come from …": the parser took the participle for the verb
        last = verb.doc[content.sent.end - 1]
    return _trimmed(first, last)


def _trimmed(first: Token, last: Token) -> tuple[Token, Token]:
    """Without "that" and the marks on either side."""
    while first.i < last.i and (
        (first.is_punct and first.text not in "\"“‘'([") or first.lower_ in ("that", "and", "but")
    ):
        first = first.nbor(1)
    while last.i > first.i and (last.text in (",", ".", ":", ";", "—", "–", "-") or last.is_space):
        last = last.nbor(-1)
    return first, last


def _according(ear: Ear, passage: Passage, sentence: Sentence, token: Token) -> Reported | None:
    """ "The company was controlled by Lukashenko, according to the Treasury": the side that is a clause."""
    words = sentence.words
    if passage.is_quoted(token) or token.i + 2 >= words.end or token.nbor(1).lower_ != "to":
        return None
    to = token.nbor(1)
    named = grammar.first(grammar.children(to, "pobj"))
    if named is None:
        return None
    before = _between(token.doc, words.start, token.i, last=True)
    after = _between(token.doc, named.right_edge.i + 1, words.end, last=False)
    said = before if _has_clause(before) or len(before) >= len(after) else after
    said = [t for t in said if not t.is_space]
    if not said:
        return None
    first, last = _trimmed(said[0], said[-1])
    if last.i - first.i < 2:
        return None
    return Reported(passage.start_of(first), passage.end_of(last), ear.voice("according", passage, named, named))


def _between(doc: Doc, start: int, end: int, *, last: bool) -> list[Token]:
    """The words from one place to another; of parts set off by semicolons the last or the first."""
    tokens = list(doc[start:end])
    cuts = [n for n, t in enumerate(tokens) if t.text == ";"]
    if not cuts:
        return tokens
    return tokens[cuts[-1] + 1 :] if last else tokens[: cuts[0]]
