"""Which quotations of a paragraph are somebody's words, and whose?

Newspapers tell it in few ways: "…," X said · X said: "…" · "…," X said. "…" · "…" — X · a
quotation that fills its own paragraph after X was heard · a sentence about X and then the
quotation. Each way is a rule with a name and a measured share of right answers. Titles, terms
and scare quotes have no cue beside them and are not a sentence of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.find.cues import MAY_SAY, SAYS
from dragoman.find.passages import Gap, Passage
from dragoman.find.quotemarks import Quoted
from dragoman.find.voices import Ear, Voice, according, phrase_head

_STOPS = frozenset({".", "!", "?", ";"})
_DASHES = frozenset({"—", "–", "-", "--", "―", "~"})
_AFTER_TITLE = frozenset({"IN", "POS", "DT", "JJ", "NN", "NNP", "NNS", "NNPS", "PRP$", "CC", "CD", "HYPH", "TO"})
_TITLED = frozenset("title entitle dub name call know nickname term label so-called".split())
_JOINS = frozenset("and but or while then though although because when as so if".split())
# "called them", "dismissed it as": a quoted word or two is what somebody calls somebody
_CALLS = frozenset(
    """call describe dismiss label brand deride denounce blast slam criticize criticise condemn attack decry praise
    characterize characterise brand hail mock refer portray depict liken compare denounce""".split()
)
_ADJUNCTS = frozenset(
    "npadvmod advmod prep pobj det compound poss amod punct case nummod prt dobj dative nmod pcomp appos".split()
)
# "beamed the winner": tags of a verb that opens the clause and of the word after it
_BEAMED = frozenset({("VBD", "NNP"), ("VBD", "DT"), ("VBD", "PRP")})
_SMALL_IN_TITLES = frozenset("with from over into than that after about between without against amid under".split())
_OPENS_CLAUSE = frozenset("that as if for of about whether because how why what who when where".split())


@dataclass(frozen=True, slots=True)
class Heard:
    """One quotation that is a statement. `half`: the narrator's sentence goes on around it."""

    index: int
    voice: Voice
    half: bool = False


class Hearing:
    """Listens to an article paragraph by paragraph and remembers who spoke last."""

    def __init__(self, ear: Ear, passages: Sequence[Passage]) -> None:
        self._ear = ear
        self._last: Voice | None = None
        marks = [q.single for p in passages for q in p.quoted]
        # who quotes in double marks puts single ones in headlines, and around terms
        self._single_counts = sum(marks) * 2 > len(marks)

    def listen(self, passage: Passage, before: Passage | None, behind: Passage | None) -> list[Heard]:
        """The quotations of this paragraph that are statements, in reading order."""
        heard: list[Heard] = []
        if passage.quoted and not _is_headline(passage):
            after = [self._after(passage, i) for i in range(len(passage.quoted))]
            if after[-1] is None and passage.is_only_quoted and behind is not None and not behind.quoted:
                after[-1] = self._signature(behind)
            for i in range(len(passage.quoted)):
                found = self._hear(passage, i, after, heard, before)
                if found is not None:
                    heard.append(found)
        whole = [h for h in heard if not h.half and h.voice.rule != "nobody"]
        if whole:
            self._last = whole[-1].voice
        elif not passage.is_only_quoted:
            self._last = None
        return heard

    def _hear(
        self, passage: Passage, i: int, after: list[Voice | None], heard: list[Heard], before: Passage | None
    ) -> Heard | None:
        quoted = passage.quoted[i]
        if _is_aside(passage, quoted) or (quoted.single and not self._single_counts):
            return None
        lead = last_clause(passage, passage.gaps[i])
        if lead and len(lead[-1].text) > 1 and lead[-1].text.endswith(".") and _capital(passage, quoted):
            lead = []  # "in Fort Mill, S.C. "It seems …"
        begins = not any(t.is_alpha for t in lead)
        ahead = self._before(passage, lead)
        comma = last_sign(passage, quoted) in ",—–-" or passage.gap_text(i + 1)[:1] == ","
        own = after[i]
        if own is not None and not begins and ahead is None and not _opens_sentence(lead, passage, quoted, own):
            return None
        if ahead is not None and _is_title(passage, quoted, lead):
            return None
        if ahead is not None and (own is None or not comma):
            return Heard(i, ahead, half=own is None and _trails(passage, i))
        if own is not None:
            return Heard(i, own)
        if not begins:
            called = self._called(passage, lead)
            return Heard(i, called) if called is not None else None
        return self._without_cue(passage, i, after, heard, before)

    def _without_cue(
        self, passage: Passage, i: int, after: list[Voice | None], heard: list[Heard], before: Passage | None
    ) -> Heard | None:
        quoted = passage.quoted[i]
        if not _is_sentence(passage, quoted):
            return None
        earlier = next((h for h in reversed(heard) if not h.half), None)
        if earlier is not None and "\n" not in passage.gap_text(i):
            return Heard(i, replace(earlier.voice, rule="goes on"))
        following = next((a for a in after[i + 1 :] if a is not None), None)
        if following is not None:
            return Heard(i, replace(following, rule="ends"))
        return Heard(i, self._from_surroundings(passage, i, before))

    def _from_surroundings(self, passage: Passage, i: int, before: Passage | None) -> Voice:
        gap = passage.gaps[i]
        here = [t for t in passage.words[gap.first : gap.last] if t.is_alpha]
        if here:
            words = [t for t in passage.sentence_of(here[-1]).words if not passage.is_quoted(t) and not t.is_space]
            found = self._ear.about("sentence before", passage, words) if words else None
            return found or Voice("nobody", None, None, passage)
        if before is not None and before.text[before.part.start : before.part.end].rstrip().endswith(":"):
            voice = self._ear.colon(before)
            if voice is not None:
                return voice
        if self._last is not None:
            return replace(self._last, rule="alone")
        # the paragraph before names the speaker one time in seven: better none than that one
        return Voice("nobody", None, None, passage)

    # --- after the quotation -----------------------------------------------------------------

    def _after(self, passage: Passage, i: int) -> Voice | None:
        """ "…," X said · "…," said X, the minister · "…," according to X · "…" — X."""
        quoted, gap = passage.quoted[i], passage.gaps[i + 1]
        clause = _first_clause(passage, gap)
        words = [t for t in clause if not t.is_punct and not t.is_space and t.tag_ not in ("``", "''")]
        if not words or words[0].lower_ in _JOINS or (words[0].tag_ == "VBG" and words[0].lower_ != "according"):
            return None
        sign = last_sign(passage, quoted)
        dashed = passage.gap_text(i + 1).lstrip(" \u00a0")[:1] in _DASHES
        if dashed and not any(t.tag_.startswith("VB") for t in words) and len(words) <= 14:
            signed = phrase_head(passage, words[0].i, words[-1].i + 1)
            return self._ear.voice("signed", passage, None, signed) if signed is not None else None
        named = according(words)
        if named is not None and named.i - words[0].i <= 8:
            return self._ear.voice("after", passage, named, named)
        loose = sign in ",—–-" or dashed or clause[0].text == "," or not quoted.closed
        verb = _cue_after(words, loose)
        if verb is None or not (loose or _stands_alone(passage, verb, clause, gap, sign)):
            return None
        if verb == words[0] or (verb.i - words[0].i == 1 and words[0].tag_ == "RB"):
            who = phrase_head(passage, verb.i + 1, words[-1].i + 1)
            some = verb.nbor(1) if len(words) > 1 else verb
            if some.tag_ in ("DT", "CD", "JJ") and (some == words[-1] or some.nbor(1).lower_ == "of"):
                who = some  # "said another", "said one of two witnesses"
        else:
            who = self._ear.subject(passage, verb, words[0].i)
        return self._ear.voice("after", passage, verb, who)

    def _signature(self, behind: Passage) -> Voice | None:
        """A paragraph of its own that only names who was quoted above: "— Ann Lee, miner"."""
        words = [t for t in behind.words if not t.is_space]
        if len(words) > 16 or words[0].text not in _DASHES or any(t.tag_.startswith("VB") for t in words):
            return None
        signed = phrase_head(behind, 1, len(behind.words))
        return self._ear.voice("signed", behind, None, signed) if signed is not None else None

    # --- before the quotation ----------------------------------------------------------------

    def _before(self, passage: Passage, lead: list[Token]) -> Voice | None:
        """X said: "…" · X told reporters, "…" · as X put it, "…"."""
        words = [t for t in lead if not t.is_space]
        if not words or words[-1].tag_ in ("POS", "DT", "PRP$", "HYPH"):
            return None
        end = words[-1]
        dashed = _after_dash(words) if end.text == ":" else []
        if dashed:
            return self._ear.about("colon", passage, dashed)
        close = end.text in (":", ",", *_DASHES) or end.tag_.startswith("VB")
        verb = self._ear.cue_in(words, close=end.text in (":", ",") or end.tag_.startswith("VB"))
        if verb is None:
            named = according(words)
            if named is not None and close:
                return self._ear.voice("before", passage, named, named)
            return self._ear.about("colon", passage, words) if end.text == ":" else None
        if verb.lemma_ not in SAYS:
            verb = _nearest_finite(words, verb)
        if verb.lemma_ in _TITLED and verb.tag_ == "VBN":
            return None
        beside = end.text in (":", ",", *_DASHES) or end == verb
        if not beside and not _only_adjuncts(verb, words):
            return None
        return self._ear.voice("before", passage, verb, self._ear.subject(passage, verb, words[0].i))

    def _called(self, passage: Passage, lead: list[Token]) -> Voice | None:
        """ "called them "losers"", "dismissed it as "absurd"": the quoted words are all that was said."""
        words = [t for t in lead if not t.is_space]
        for verb in reversed(words[-8:]):
            perfect = verb.tag_ == "VBN" and any(c.lemma_ == "have" for c in verb.children if c.dep_ == "aux")
            if verb.lemma_ in _CALLS and (perfect or verb.tag_ in ("VBD", "VBZ", "VBP", "VBG")):
                who = self._ear.subject(passage, verb, words[0].i)
                return self._ear.voice("called", passage, verb, who)
            if verb.tag_.startswith("VB"):
                return None
        return None


def last_sign(passage: Passage, quoted: Quoted) -> str:
    """The last character of a quotation, closing marks of quotations within it aside."""
    return passage.text[quoted.start : quoted.end].rstrip(" \u00a0'’‘\"”)]")[-1:] or " "


def _first_clause(passage: Passage, gap: Gap) -> list[Token]:
    clause: list[Token] = []
    for token in passage.words[gap.first : gap.last]:
        if token.text in _STOPS or "\n" in token.text:
            break
        clause.append(token)
    return clause


def last_clause(passage: Passage, gap: Gap) -> list[Token]:
    clause: list[Token] = []
    for token in reversed(passage.words[gap.first : gap.last]):
        if token.text in _STOPS or "\n" in token.text:
            break
        clause.append(token)
    clause.reverse()
    return clause


def _after_dash(words: list[Token]) -> list[Token]:
    """ "Pollsters agree - Ann Lee:": the name between a dash and the colon."""
    dash = next((n for n in range(len(words) - 2, -1, -1) if words[n].text in _DASHES), None)
    named = words[dash + 1 :] if dash is not None else []
    return named if any(t.tag_ == "NNP" for t in named) and not any(t.tag_.startswith("VB") for t in named) else []


def _nearest_finite(words: list[Token], verb: Token) -> Token:
    """Among verbs that only may tell of speech, the one next to the quotation: "after X criticized Y, Z shot back"."""
    for token in reversed(words[-7:]):
        if token.tag_ in ("VBD", "VBZ", "VBP", "VBG") and token.lemma_ not in ("be", "have", "do"):
            return token if token.i > verb.i and not token.dep_.startswith("aux") else verb
    return verb


def _cue_after(words: list[Token], loose: bool) -> Token | None:
    verbs = [t for t in words[:45] if t.tag_.startswith("VB")]
    if not verbs and loose:
        # the tagger takes "a voice-over states" for a noun
        return next((t for t in words[1:9] if t.tag_ == "NNS" and t.lemma_ in SAYS), None)
    sure = [v for v in verbs if v.lemma_ in SAYS and (v.tag_ != "VB" or _is_future(v))]
    for verb in sure:
        if verb.dep_ != "relcl" and not any(c.tag_ == "WP" for c in verb.children):
            return verb
    if sure and sure[0].i - words[0].i < 25:
        return sure[0]
    if not loose and not (verbs and (verbs[0].lemma_ in MAY_SAY or verbs[0].i == words[0].i)):
        return None
    for verb in verbs:
        if verb.dep_ == "relcl" or verb.lemma_ in ("be", "have", "do") or verb.tag_ == "VBG":
            continue
        return verb if _fits_beside(verb, words) else None
    return None


def _is_future(verb: Token) -> bool:
    """ "he will say": in advance texts of speeches."""
    return any(c.lower_ == "will" for c in verb.children if c.dep_ == "aux")


def _fits_beside(verb: Token, words: list[Token]) -> bool:
    """Whether a verb that is not always one of saying tells of speech right after a quotation."""
    distance = int(verb.i - words[0].i)
    if verb.lemma_ in MAY_SAY:
        return distance < 25
    if distance == 0:
        return len(words) > 1 and (verb.tag_, words[1].tag_) in _BEAMED
    begins = str(words[0].tag_).startswith(("NN", "PRP", "DT"))
    return begins and distance <= 5 and verb.tag_ in ("VBD", "VBZ", "VBP")


def _stands_alone(passage: Passage, verb: Token, clause: list[Token], gap: Gap, sign: str) -> bool:
    """After a quotation that ends in a full stop, "Trump said" is its cue only if it says nothing more."""
    rest = [t for t in clause if t.i > verb.i and not t.is_space]
    if len(rest) > 1 and rest[0].lower_ == "to" and rest[1].tag_ != "VB":
        rest = rest[1:]
    runs_into_next = clause[-1].i == gap.last - 1 and gap.last < len(passage.words)
    if runs_into_next and (sign == "." or clause[-1].text in (",", ":")):
        return False
    if rest and rest[0].lower_ in ("that", ":", "if", "to", "there", "his", "her", "it"):
        return False
    if rest and rest[0].lower_ in ("he", "she", "they", "i", "we") and len(rest) > 1 and rest[1].text != ",":
        return False
    if any(t.dep_ == "ccomp" and t.head == verb and t.tag_ != "VBG" for t in rest):
        return False
    return sign != "." or len(clause) <= 12 or verb.i - clause[0].i <= 1


def _only_adjuncts(verb: Token, words: list[Token]) -> bool:
    """ "said Monday", "told reporters", "said in a statement": nothing of the words themselves yet."""
    between = [t for t in words if t.i > verb.i]
    if any(t.tag_.startswith(("VB", "MD", "W")) or t.lower_ in _OPENS_CLAUSE for t in between):
        return False
    if words[-1].tag_ in ("IN", "TO", "JJ", "CC"):
        return False
    return len(between) <= 8 and all(t.dep_ in _ADJUNCTS for t in between)


def _opens_sentence(lead: list[Token], passage: Passage, quoted: Quoted, own: Voice) -> bool:
    """Narrator's words lead up to it, and yet it is a sentence of its own: "Still, "this is bad," he said"."""
    end = next((t for t in reversed(lead) if not t.is_space), None)
    if end is None or own.verb is None or own.verb.lemma_ not in SAYS:
        return False
    return end.text == "," or (end.tag_ not in _AFTER_TITLE and _capital(passage, quoted))


def _is_title(passage: Passage, quoted: Quoted, lead: list[Token]) -> bool:
    """ "told "Fox and Friends"", "in her memoir, "Tough Choices"": capitals, and no cue right before."""
    words = passage.text[quoted.start : quoted.end].split()
    longer = [w for w in words if len(w) > 3 or w[:1].isupper()]
    if not 2 <= len(words) <= 8 or len(longer) < 2 or not all(w.lstrip("'’(")[:1].isupper() for w in longer):
        return False
    end = next((t for t in reversed(lead) if not t.is_space), None)
    if end is None or end.text == ":":
        return False
    return not (end.tag_.startswith("VB") and end.lemma_ != "tell") and last_sign(passage, quoted) not in "?!"


def _trails(passage: Passage, i: int) -> bool:
    """The narrator's sentence goes on after the quotation: he said "it gets me mad" whenever …"""
    if last_sign(passage, passage.quoted[i]) in ".?!…,—–":
        return False
    return passage.gap_text(i + 1).lstrip(" \u00a0")[:1].islower()


def _is_headline(passage: Passage) -> bool:
    """All its longer words are capitalised."""
    if len(passage.words) > 30:
        return False
    longer = [t.text for t in passage.words if len(t.text) > 3 and t.is_alpha]
    return len(longer) > 3 and not any(w.islower() and w not in _SMALL_IN_TITLES for w in longer)


def _is_aside(passage: Passage, quoted: Quoted) -> bool:
    """ "(CROSSTALK)": words in brackets are a clerk's."""
    words = passage.text[quoted.start : quoted.end].strip()
    return words[:1] in "([" and words[-2:].rstrip(".")[-1:] in ")]" and words.count(" ") < 6


def _capital(passage: Passage, quoted: Quoted) -> bool:
    first = passage.text[quoted.start : quoted.end].lstrip(" \u00a0[(…'‘.@#")[:1]
    return first.isupper() or first.isdigit()


def _is_sentence(passage: Passage, quoted: Quoted) -> bool:
    """Whether a quotation without a cue of its own is somebody's sentence, not a title or a term."""
    words = passage.text[quoted.start : quoted.end].split()
    sign = last_sign(passage, quoted)
    if sign not in ".?!…,—–-" and quoted.closed:
        return False
    if quoted.single and len(words) < 9 and passage.is_only_quoted:
        return False  # a subheading
    if not _capital(passage, quoted):
        return len(words) >= 4
    titled = len(words) > 2 and sum(w[:1].isupper() for w in words) > 0.7 * len(words)
    return not (titled and sign == ",")
