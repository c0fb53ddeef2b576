"""What is the grammar of each sentence, and where does it stand in the document?

The tagger and the parser are all we take from spaCy: its entity recogniser alone would cost
as much time as everything else together, and our own tables know more about states and
offices. Part of speech comes from the Penn tag, base forms from the pipeline's own tables.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from re import Match
from typing import Any

import spacy
from spacy.tokens import Doc, Span, Token
from thinc.api import use_ops
from threadpoolctl import threadpool_limits

from dragoman.find import grammar
from dragoman.find.mending import Mender
from dragoman.records import CODED_PARTS, Document, Part
from dragoman.records import Span as Quote

_UNIVERSAL = {"VB": "VERB", "MD": "AUX", "NNP": "PROPN", "NN": "NOUN", "JJ": "ADJ", "RB": "ADV"}
# only these tags can stand on an inflected form: the tables would make "former" of "form"
_INFLECTED = frozenset({"VBD", "VBG", "VBN", "VBZ", "NNS", "NNPS", "JJR", "JJS", "RBR", "RBS"})
_IRREGULAR = {"are": "be", "am": "be", "’re": "be", "'re": "be", "’m": "be", "'m": "be", "’ve": "have", "'ve": "have"}


@dataclass(frozen=True)
class Sentence:
    """One parsed sentence. Tokens are spaCy's; `start_of` and `end_of` give code points of the document."""

    words: Span
    text: str
    """The whole document's text, which every position here counts in."""
    offset: int
    """Where this sentence's paragraph begins in the document."""
    part: Part
    paragraph: int
    number: int

    def start_of(self, token: Token) -> int:
        return int(self.offset + token.idx)

    def end_of(self, token: Token) -> int:
        return int(self.offset + token.idx + len(token.text))

    @property
    def start(self) -> int:
        return self.start_of(self.words[0])

    @property
    def end(self) -> int:
        return self.end_of(self.words[-1])

    def quote(self, first: Token, last: Token) -> Quote:
        """The document's words from one token to another, both included."""
        return Quote.of(self.text, self.start_of(first), self.end_of(last))


@dataclass(frozen=True)
class Text:
    """A document and its parsed sentences, in reading order. Made once, read by everything in `find/`."""

    document: Document
    sentences: tuple[Sentence, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds this code point, if one does."""
        i = bisect_right(self._starts, position) - 1
        return self.sentences[i] if i >= 0 and position < self.sentences[i].end else None

    def between(self, start: int, end: int) -> Iterator[Sentence]:
        """Sentences that share at least one code point with `start..end`."""
        return (s for s in self.sentences if s.start < end and start < s.end)


class Language:
    """The English parser, loaded once. Not safe to share between threads."""

    def __init__(self, pipeline: str) -> None:
        # the pipeline's own routines for matrices take three times as long as numpy's, for the same parse
        with use_ops("numpy", use_blis=False):
            self._nlp = spacy.load(pipeline, exclude=["ner", "attribute_ruler", "senter"], disable=["lemmatizer"])
        # a core for each worker: matrices as small as these gain nothing by threads, and workers would crowd each other
        threadpool_limits(limits=1, user_api="blas")
        self._nlp.tokenizer.infix_finditer = _keep_prefixes(self._nlp.tokenizer.infix_finditer)
        self._base = BaseForms(self._nlp.get_pipe("lemmatizer"))
        self._mender = Mender()

    def parse(self, document: Document) -> Text:
        """Parse the coded parts, one spaCy document a paragraph; base forms are in `token.lemma_`."""
        parts = [p for p in document.parts if p.kind in CODED_PARTS]
        sentences: list[Sentence] = []
        parsed: Iterable[Doc] = self._nlp.pipe(_unwrapped(document.text[p.start : p.end]) for p in parts)
        for paragraph, (part, doc) in enumerate(zip(parts, parsed, strict=True)):
            self._base.fill(doc)
            self._mender.mend(doc)
            grammar.remember_children(doc)
            for words in doc.sents:
                if words.text.strip():
                    sentences.append(Sentence(words, document.text, part.start, part, paragraph, len(sentences)))
        return Text(document, tuple(sentences))


# the parser was trained on whole lines: a line end amid a sentence is a word of its own to it, and misleads it
_WRAP = re.compile(r"(?<=[^\s.!?:;])\n(?=\S)")


def _unwrapped(words: str) -> str:
    """The words with blanks for the line ends amid them, as long as before."""
    return _WRAP.sub(" ", words)


def _keep_prefixes(infixes: Callable[[str], Iterator[Match[str]]]) -> Callable[[str], Iterator[Match[str]]]:
    """Where a word is to be cut, except after "co-" and "re-": "co-operate" and "re-open" are one word."""

    def found(word: str) -> Iterator[Match[str]]:
        return (m for m in infixes(word) if not (m.group() == "-" and word[: m.start()].lower() in ("co", "re")))

    return found


class BaseForms:
    """Base forms by the pipeline's own rule tables, kept a word and tag at a time."""

    def __init__(self, lemmatizer: Any) -> None:
        self._lemmatizer = lemmatizer
        index = lemmatizer.lookups.get_table("lemma_index")
        for pos, words in list(index.items()):
            # the pipeline keeps them as lists and looks each word up from the front
            index[pos] = frozenset(words)
        self._verbs: frozenset[str] = index["verb"]
        self._known: dict[tuple[int, int], tuple[int, int]] = {}

    def fill(self, doc: Doc) -> None:
        """Set `lemma_` and `pos_` of every token."""
        known = self._known
        for token in doc:
            # numbers of the vocabulary: making and hashing strings for each token would cost more than the look-up
            key = (token.orth, token.tag)
            found = known.get(key)
            if found is None:
                token.pos_ = _pos(token.tag_)
                token.lemma_ = self._read(token)
                known[key] = (token.pos, token.lemma)
            else:
                token.pos, token.lemma = found

    def _read(self, token: Token) -> str:
        if token.tag_ not in _INFLECTED:
            return _IRREGULAR.get(token.lower_, str(token.lower_))
        if token.tag_ == "VBZ" and token.lower_ in ("’s", "'s"):
            return "be"
        forms = [str(form).lower() for form in self._lemmatizer.rule_lemmatize(token)]
        if token.tag_ in _PAST_OR_GERUND and len(forms) > 1:
            # "staged" is no form of "stag", which would double its last letter, nor "rearrested" of "rearreste"
            return min(forms, key=lambda form: (not _may_become(form, token.lower_), not self._is_listed(form)))
        if token.tag_ == "VBZ" and len(forms) > 1:
            # "hopes" is no form of "hop", which would be "hops"
            return min(forms, key=lambda form: _in_the_third_person(form) != token.lower_)
        return forms[0]

    def _is_listed(self, verb: str) -> bool:
        """Whether the word, or what follows its hyphen or its "re-", is a verb of the pipeline's tables."""
        return any(v in self._verbs for v in (verb, verb.rpartition("-")[2], verb.removeprefix("re")))


_PAST_OR_GERUND = frozenset({"VBD", "VBN", "VBG"})
_DOUBLES = re.compile(r"[^aeiou]*[aeiou][bdgklmnprtvz]")


def _may_become(verb: str, word: str) -> bool:
    """Whether the regular past or gerund of this verb is spelled like that."""
    if verb.endswith("e"):
        return word in (verb + "d", verb[:-1] + "ing", verb + "ing")
    if _DOUBLES.fullmatch(verb):
        # one syllable that ends in a short vowel and a consonant
        verb += verb[-1]
    return word in (verb + "ed", verb + "ing") or (verb.endswith("y") and word == verb[:-1] + "ied")


def _in_the_third_person(verb: str) -> str:
    """How the regular verb is spelled behind "she"."""
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def _pos(tag: str) -> str:
    for prefix, pos in _UNIVERSAL.items():
        if tag.startswith(prefix):
            return pos
    return {
        "PRP": "PRON",
        "PRP$": "PRON",
        "WP": "PRON",
        "IN": "ADP",
        "TO": "PART",
        "DT": "DET",
        "CD": "NUM",
        "CC": "CCONJ",
        "RP": "ADP",
    }.get(tag, "X")
