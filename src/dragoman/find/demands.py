"""Who wants whom to do what, and how strongly?

Rules by syntax find each want as words; here it is settled whom they mean, who voices them,
what depends on them, and which of them say the same act twice.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from spacy.tokens import Doc, Token

from dragoman.find import grammar
from dragoman.find.act_spans import ActSpan
from dragoman.find.cast import Cast
from dragoman.find.conditions import find_conditions, find_waiting, with_threat
from dragoman.find.deadlines import find_deadline
from dragoman.find.demand_lists import announces_some, find_counted, find_lists, find_top, says_first
from dragoman.find.demand_standing import force_said, is_memory, is_own_side, is_private, is_public
from dragoman.find.demand_trust import confidence_of
from dragoman.find.demand_voices import Voice, Voices, is_first_person
from dragoman.find.duties import find_duties
from dragoman.find.language import Sentence, Text
from dragoman.find.musts import find_musts
from dragoman.find.operative import Chapeau, find_items, find_operative, is_class, is_item, is_operative
from dragoman.find.wants import RawTie, Want, find_wants
from dragoman.know.acts import read_act, same_wording
from dragoman.records import CODER, Actor, Demand, Span, Statement, Tie, Why, hashed, id_of_words

_ORGAN = re.compile(
    r"(?:The )?(?:Security Council|General Assembly|[A-Z][\w ]{3,40}(?:Council|Assembly|Committee))(?:,|\s*$)"
)
_ADOPTED = re.compile(r"\bAdopted (?:unanimously )?by the (?:Security Council|General Assembly)\b")
_SELF = frozenset({"i", "we", "us", "me", "he", "she", "it", "they"})


def find_demands(text: Text, cast: Cast, statements: tuple[Statement, ...]) -> tuple[Demand, ...]:
    """All demands of an article, in reading order. `cast` should know the voices of the statements."""
    finder = _Finder(text, cast, statements)
    for sentence in text.sentences:
        finder.read(sentence)
    return tuple(_same_acts(finder.found))


_RECEIVING = frozenset("accept receive pass convey give take send".split())
_COURTESIES = frozenset("condolence congratulation greeting wish thanks gratitude sympathy regards compliment".split())


class _Finder:
    """Turns wants into demands. Lives for one article."""

    def __init__(self, text: Text, cast: Cast, statements: tuple[Statement, ...]) -> None:
        self.found: list[Demand] = []
        self._text, self._cast = text, cast
        self._voices = Voices(text, cast, statements)
        published = text.document.published
        self._organ = self._find_organ()
        # where several conditions were announced last
        self._announced = -_COUNTED_WITHIN - 1
        # a resolution's demand that the paragraph above left open, and who is to act
        self._open: tuple[Chapeau, tuple[Actor, ...]] | None = None
        self._published = date.fromisoformat(published) if published else None

    def read(self, sentence: Sentence) -> None:
        """Add the demands of the next sentence."""
        if self._organ is not None and self._read_operative(sentence):
            return
        if sentence.words.text.rstrip("”\"’' ").endswith("?"):
            return
        wants = list(find_lists(sentence))
        counted = self._is_counting(sentence)
        for token in sentence.words:
            wants += chain(
                find_counted(token) if counted else (),
                find_conditions(token),
                find_top(token),
                find_wants(token),
                find_duties(token),
                find_musts(token),
            )
        here: list[Demand] = []
        for want in wants:
            self._add(here, self._of_want(sentence, with_threat(want)))
        self._tie_to_last(sentence)
        self.found += _ranked(sentence, sorted(here, key=lambda d: (d.what.start, d.what.end)))

    def _is_counting(self, sentence: Sentence) -> bool:
        """Whether conditions are counted out here: after "we have three conditions", in the next few sentences."""
        if announces_some(sentence.words.text):
            self._announced = sentence.number
        return 0 <= sentence.number - self._announced <= _COUNTED_WITHIN

    @staticmethod
    def _add(here: list[Demand], found: Iterable[Demand]) -> None:
        """Several demanders of one act are several demands; two readings of one act are not."""
        for demand in found:
            if not any(_overlaps(demand.what, d.what) and demand.why != d.why for d in here):
                here.append(demand)

    def _read_operative(self, sentence: Sentence) -> bool:
        """Whether this is a resolution's paragraph, or an item of its list: read whole at its first sentence."""
        words = self._text.document.text[sentence.part.start : sentence.part.end]
        listed = self._open is not None and is_item(words) and not is_operative(words)
        if not listed and not is_operative(words):
            self._open = None
            return False
        if sentence.words.start > 0:
            return True
        paragraph: Doc = sentence.words.doc
        doers: tuple[Actor, ...] = ()
        if self._open is not None and listed:
            chapeau, doers = self._open
            said = find_items(paragraph, chapeau)
        else:
            self._open, said = None, find_operative(paragraph)
        here: list[Demand] = []
        for want in said.wants:
            self._add(here, self._of_want(self._holding(sentence, want), want, doers))
        self.found += sorted(here, key=lambda d: (d.what.start, d.what.end))
        if said.chapeau is not None and not listed:
            self._open = said.chapeau, self._who(sentence, said.chapeau.of)
        return True

    def _holding(self, first: Sentence, want: Want) -> Sentence:
        """The sentence of the act; a numbered paragraph's first one may be its number alone."""
        at = first.start_of(want.acts[0].first) if want.acts else first.start
        return self._text.sentence_at(at) or first

    def _find_organ(self) -> tuple[Actor, ...] | None:
        """Whose resolution the text is: "The Security Council," stands in a line of its own."""
        for sentence in self._text.sentences[:40]:
            words = self._text.document.text
            m = _ORGAN.match(words, sentence.start, sentence.part.end)
            if m is not None or _ADOPTED.search(words, sentence.start, sentence.end):
                head = next((t for t in sentence.words if t.lower_ in ("council", "assembly", "committee")), None)
                return self._who(sentence, head)
        return None

    def _tie_to_last(self, sentence: Sentence) -> None:
        """ "… until that happens": what waits for the demand told right before."""
        if not self.found or self.found[-1].tie is not None:
            return
        last = self.found[-1]
        for token in sentence.words:
            tie = find_waiting(token)
            if tie is None or sentence.start - last.evidence[0].end > _NEAR:
                continue
            voice = self._voices.at(sentence, token)
            speaker = voice.speakers[0].id if voice is not None and voice.speakers else None
            if last.voiced_by is None or speaker == last.voiced_by.id:
                self.found[-1] = last.model_copy(update={"tie": _tie(sentence, tie)})
                return

    def _of_want(self, sentence: Sentence, want: Want, doers: tuple[Actor, ...] = ()) -> Iterator[Demand]:
        """The demands of one want. `doers` are to act, where a paragraph above has named them."""
        voice = self._voices.at(sentence, want.cue)
        if want.voiced and (voice is None or (want.rule == "modal_shall" and not voice.speakers)):
            # "a State shall apply …" in the words of nobody is a rule, and no demand
            return
        speakers = voice.speakers if voice is not None else ()
        by = speakers if want.voiced else self._who(sentence, want.by)
        if is_private(want, voice) or grammar.marker(grammar.clause_of(want.cue)) == "whether":
            # "asked whether they wanted him to come" asks for nothing
            return
        if want.rule.startswith("operative") and self._organ is not None:
            by = self._organ
        if not by and (want.loose or (want.by is not None and is_first_person(want.by))):
            by = speakers
        acts, of = want.acts, self._who(sentence, want.of) if want.of is not None else doers
        if want.rule.startswith("operative") and want.of is not None and len(of) == 1 and is_class(want.of):
            of = tuple(_of_any_country(a) for a in of)
        if want.rule.startswith("operative"):
            of = tuple(_without_cue(a, want.cue.text) for a in of)
        if want.tie is not None and want.by is not None and not self._voices.is_somebody(sentence, want.by):
            # "sales will drop if Japan opens its market": sales want nothing
            return
        if want.of is not None and not self._voices.is_somebody(sentence, want.of):
            if want.needs_doer:
                return
            if want.whole:
                of, acts = (), list(want.whole)
        if want.of is not None and want.of.lower_ in ("him", "her", "them") and {a.id for a in of} & {a.id for a in by}:
            # "called for her to resign": grammar says that she is somebody else
            of = ()
        elif self._is_own_plan(want, voice, by, of):
            return
        if want.inherits:
            # "the first priority is …" of somebody who has demanded nothing tells his own plans
            last = self.found[-1] if self.found else None
            if last is None or sentence.start - last.evidence[0].end > _NEAR or not _same_voice(last, speakers):
                return
            of = last.of
        of = tuple(a for a in of if not any(a.id == b.id for b in by)) or of
        spoken_for = self._principal(sentence, want)
        if not is_public(want, by, of) or is_memory(want, voice):
            return
        for number, act in enumerate(acts):
            if act.last.i < act.first.i or act.head.lemma_ == "say" or _is_courtesy(act.head):
                continue
            what = sentence.quote(act.first, act.last)
            for one in by or (None,):
                teller = speakers[0] if speakers and one is not None and by != speakers else one
                rank = want.rank if number == 0 else None
                whose = spoken_for[0] if spoken_for else one
                yield self._demand(sentence, want, act, what, whose, teller, of, voice, rank)

    def _who(self, sentence: Sentence, token: Token | None) -> tuple[Actor, ...]:
        return self._voices.who(sentence, token) if token is not None else ()

    def _principal(self, sentence: Sentence, want: Want) -> tuple[Actor, ...]:
        """ "Speaking for the families, Ms Reis demanded": whose demand it is, where somebody else voices it."""
        verb = want.cue if grammar.is_verb(want.cue) else grammar.clause_of(want.cue)
        for token in sentence.words:
            if token.lower_ in ("behalf", "name") and token.i > 0 and token.nbor(-1).lower_ in ("on", "in", "the"):
                whose = grammar.first(grammar.governed_by(token, "of")) or grammar.first(
                    grammar.children(token, "poss")
                )
            elif token.lower_ == "speaking" and token.head == verb:
                whose = grammar.first(grammar.governed_by(token, "for"))
            else:
                continue
            asks = whose is not None and not any(a.first.i <= whose.i <= a.last.i for a in want.acts)
            if whose is not None and asks and token.i < verb.i + 8 and whose.tag_ != "PRP$":
                return self._who(sentence, whose)
        return ()

    def _is_own_plan(self, want: Want, voice: Voice | None, by: tuple[Actor, ...], of: tuple[Actor, ...]) -> bool:
        """What a speaker means to do himself is no demand."""
        if want.of is None:
            return False
        word = want.of.lower_
        if is_first_person(want.of):
            return want.voiced or want.by is None
        if of and by and is_own_side(want.of, by):
            return True
        if of and by and {a.id for a in of} <= {b.id for b in by}:
            return True
        direct = voice is not None and voice.statement is not None and voice.statement.kind != "indirect"
        unsure = word in _SELF and not of and not direct
        return want.voiced and unsure and voice is not None and voice.teller is not None

    def _demand(
        self,
        sentence: Sentence,
        want: Want,
        act: ActSpan,
        what: Span,
        by: Actor | None,
        voiced_by: Actor | None,
        of: tuple[Actor, ...],
        voice: Voice | None,
        rank: int | None,
    ) -> Demand:
        text, document = self._text.document.text, self._text.document
        statement = voice.statement if voice is not None else None
        evidence = Span.of(text, sentence.start, sentence.end)
        return Demand(
            id=id_of_words(document.id, "demand", text, what.start, what.end, by.id if by is not None else ""),
            document=document.id,
            by=by,
            voiced_by=voiced_by,
            of=of,
            what=what,
            negative=act.negative,
            force=force_said(want, by, of),
            rank=rank,
            deadline=self._deadline(sentence, want, act),
            tie=_tie(sentence, want.tie),
            statement=statement.id if statement is not None else None,
            date=document.published,
            confidence=confidence_of(want.rule),
            evidence=(evidence,),
            why=(Why(rule=want.rule, words=want.cue.text),),
            coder=CODER,
        )

    def _deadline(self, sentence: Sentence, want: Want, act: ActSpan) -> str | None:
        """The deadline said between the word of asking and the end of the act's clause."""
        first = want.cue if want.cue.i < act.first.i else act.first
        last = max((act.last, act.head.right_edge, want.cue), key=lambda t: t.i)
        words = sentence.quote(first, last).exact
        return find_deadline(words, self._published, given=want.rule in ("given_time", "ultimatum_noun_to"))


def _without_cue(actor: Actor, cue: str) -> Actor:
    """ "Requests Member States": a verb with a capital is read as part of the name behind it."""
    leads = next((lead for lead in (f"{cue} ", "upon ", "on ") if actor.text and actor.text.startswith(lead)), None)
    if leads is None or actor.text is None or actor.start is None:
        return actor
    text = actor.text.removeprefix(leads)
    start = actor.start + len(actor.text) - len(text)
    name = actor.name.removeprefix(leads)
    return actor.model_copy(update={"name": name, "text": text, "start": start, "id": hashed("actor", text, None)})


def _of_any_country(actor: Actor) -> Actor:
    """ "the parties" of a resolution: whoever they are, not those of the country it spoke of last."""
    if actor.country is None or actor.text is None:
        return actor
    return actor.model_copy(
        update={"name": actor.text, "country": None, "sector": None, "id": hashed("actor", actor.text, None)}
    )


def _ranked(sentence: Sentence, demands: list[Demand]) -> list[Demand]:
    """ "First and foremost he has to …": the first act after these words comes first."""
    at = says_first(sentence.words.text)
    after = [d for d in demands if at is not None and d.what.start >= sentence.start + at]
    if not after:
        return demands
    return [d.model_copy(update={"rank": 1}) if d == after[0] else d for d in demands]


def _same_voice(demand: Demand, speakers: tuple[Actor, ...]) -> bool:
    return demand.voiced_by is not None and any(a.id == demand.voiced_by.id for a in speakers)


def _tie(sentence: Sentence, raw: RawTie | None) -> Tie | None:
    if raw is None:
        return None
    if raw.first is None or raw.last is None:
        return Tie(kind=raw.kind, consequence=None)
    return Tie(kind=raw.kind, consequence=sentence.quote(raw.first, raw.last))


_COUNTED_WITHIN = 6
"""Sentences after "three conditions" in which they may be counted out."""
_NEAR = 300
"""Code points between a demand and a sentence that still points back to it."""


def _overlaps(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _same_acts(demands: list[Demand]) -> Iterator[Demand]:
    """Link each demand to the first one of the same side that words the same act."""
    earlier: list[Demand] = []
    for demand in demands:
        act = read_act(demand.what.exact, demand.negative)
        first = next(
            (
                d
                for d in earlier
                if d.negative == demand.negative
                and _same_sides(d, demand)
                and same_wording(read_act(d.what.exact, d.negative), act)
            ),
            None,
        )
        same_as = (first.same_as or first.id) if first is not None else None
        earlier.append(demand.model_copy(update={"same_as": same_as}))
        yield earlier[-1]


def _same_sides(a: Demand, b: Demand) -> bool:
    one, other = {x.country or x.id for x in a.of}, {x.country or x.id for x in b.of}
    if one and other and not one & other:
        return False
    if a.by is None or b.by is None:
        return a.by == b.by
    return (a.by.country or a.by.id) == (b.by.country or b.by.id)


def _is_courtesy(act: Token) -> bool:
    """ "please accept my condolences", "pass on my best wishes": nobody is asked for anything."""
    return act.lemma_ in _RECEIVING and any(t.lemma_ in _COURTESIES for t in grammar.objects(act))
