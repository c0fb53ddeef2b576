"""Did the act take place? Negation, mood, conditions and the verbs above it, scoped by syntax."""

from spacy.tokens import Token

from dragoman.find import grammar
from dragoman.records import Status

_WANTED = frozenset(
    "want hope urge demand call need ask request require insist seek wish appeal press push propose suggest recommend "
    "advise expect consider discuss debate mull contemplate fear warn threaten allow let permit help favor favour "
    "support oppose advocate encourage pressure force convince persuade order tell instruct believe think imagine "
    "beg plead implore implore dissuade prevent stop bar ban forbid avoid risk demand conditional unlikely".split()
)
# whoever hopes for it says nothing of whether it will come
_HOPING = frozenset("hope wish doubt fear dream pray".split())
# "glad to meet you" meets; "happy to discuss" of somebody else says only what he is ready for
_GLAD = frozenset("glad pleased delighted honoured honored proud happy sorry sad lucky quick first last".split())
_OURSELVES = frozenset({"i", "we"})
# whoever starts one "on Sunday" has not started it
_STARTING = frozenset("start begin open pay make hold".split())
_SOON = frozenset("tomorrow tonight monday tuesday wednesday thursday friday saturday sunday".split())
# "the advantage in accepting it": named as good or bad
_WORTH = frozenset("advantage benefit interest value difficulty point sense role danger merit".split())
# what these have for their object is not there yet
_DESIRED = frozenset(
    "want hope urge demand call need ask request require seek wish appeal press push propose suggest recommend "
    "contemplate mull threaten fear risk avoid prevent".split()
)
# "I would like to thank you" thanks
_WISHING = frozenset("like want wish call".split())
_THANKS = frozenset(
    "thank congratulate express offer convey extend commend praise welcome apologise apologize wish assure".split()
)
_UNABLE = frozenset("unable unwilling reluctant".split())
_PLANNED = frozenset(
    "plan intend prepare schedule agree promise vow offer pledge due set aim decide commit pledge undertake announce "
    "ready willing prepared set expect propose bound poised about arrange slate volunteer".split()
)
_TRIED = frozenset("try attempt seek struggle strive bid".split())
_DENIED = frozenset("refuse decline deny reject fail stop cease avoid refrain abstain omit neglect".split())
_GOING_ON = frozenset("begin start continue keep resume remain proceed".split())
_ALLEGED = frozenset("accuse suspect allege charge blame denounce criticise criticize condemn".split())
_GAINSAYING = frozenset("deny refute rebut disprove reject dismiss doubt".split())
_REPORTS = frozenset("report claim allegation rumour rumor accusation suggestion charge assertion story".split())
_AFTER = frozenset({"after", "since", "following", "despite"})
_CONDITIONS = frozenset("if unless whether until once lest provided".split())
_LIMITS = frozenset({"until", "once"})
_FUTURE = frozenset("will shall 'll ’ll wo".split())
_POSSIBLE = frozenset("would could may might can should must ought 'd ’d ca need".split())
_WOULD = frozenset("would 'd ’d".split())
_TELLING = frozenset(
    "say announce confirm tell declare reveal vow promise pledge add insist state decide agree".split()
)
# "I would like to mention that she met them": what is stated so, in a clause of its own, is told as a fact
_STATING = frozenset(
    "mention note stress remind recall say add repeat emphasise emphasize underline remark highlight reiterate inform "
    "tell report".split()
)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_MEANS = frozenset({"by", "through"})
# said before a noun: the act is still to come
_AHEAD = frozenset("planned proposed upcoming forthcoming scheduled imminent coming next future".split())
# "left for talks": they are still ahead
_DEPARTING = frozenset("leave depart head travel fly".split())
_ORDERED = "plan intention promise pledge offer agreement decision proposal announcement vow deal preparation order"
_NOUNS = {
    **dict.fromkeys("attempt effort bid try".split(), "attempted"),
    **dict.fromkeys(_ORDERED.split(), "planned"),
    **dict.fromkeys(
        "demand call request appeal need desire hope threat possibility prospect refusal chance right ability "
        "authority speculation fear risk question condition proposal pressure willingness readiness".split(),
        "hypothetical",
    ),
}


def status_of(trigger: Token, *, headline: bool = False) -> Status:
    """The status of the act that a verb or noun tells of."""
    if not grammar.is_verb(trigger):
        return _status_of_noun(trigger)
    own = _own_status(trigger, headline)
    return own if own not in (None, "ongoing") else _from_above(trigger) or own or "occurred"


def _own_status(verb: Token, headline: bool) -> Status | None:
    """What the verb's own auxiliaries, negation and conjunction say."""
    if grammar.is_negated(verb) and not grammar.negates_reason_only(verb):
        return "denied"
    if any(c.lower_ == "no" for o in grammar.children(verb, "dobj") for c in o.children if c.i == o.left_edge.i):
        # "has bought no wheat"
        return "denied"
    words = set(grammar.auxiliaries(verb))
    if _is_condition(verb):
        return "hypothetical"
    if words & _FUTURE or _going_to(verb):
        return "hypothetical" if verb.dep_ == "ccomp" and verb.head.lemma_ in _HOPING else "planned"
    if words & _POSSIBLE:
        return "planned" if words & _WOULD and _is_reported(verb) else "hypothetical"
    if _is_only_thought_of(verb):
        return "hypothetical"
    infinitive = grammar.is_infinitive(verb)
    if infinitive and headline and verb.dep_ in ("ROOT", "relcl", "acl"):
        return "planned"
    if infinitive and verb.dep_ == "advcl":
        return "planned"
    if infinitive and verb.dep_ == "xcomp" and verb.head.lemma_ == "be":
        return "planned"
    if verb.tag_ == "VB" and not infinitive and verb.dep_ == "ROOT" and not words and not (headline and verb.i):
        return "hypothetical"
    if verb.dep_ == "ROOT" and verb.sent[-1].text == "?":
        # a question asserts nothing
        return "hypothetical"
    if verb.tag_ == "VBG" and words & {"is", "are", "am", "'s", "’s", "’re", "'re", "been", "be", "was", "were"}:
        return "ongoing"
    return None


def _is_condition(verb: Token) -> bool:
    """ "if", "unless", "whether"; "until he sent troops" and "once they had left" are told as facts."""
    mark = grammar.marker(verb)
    if mark in _LIMITS:
        told = verb.tag_ in ("VBD", "VBN") or "had" in grammar.auxiliaries(verb)
        return not told or "would" in grammar.auxiliaries(verb.head)
    return mark in _CONDITIONS


def _is_reported(verb: Token) -> bool:
    """ "said it would leave" is the future of the past; "would leave if" is not."""
    told = verb.dep_ == "ccomp" and verb.head.lemma_ in _TELLING
    told = told or any(c.dep_ in ("ccomp", "parataxis") and c.lemma_ in _TELLING for c in verb.children)
    return told and not any(grammar.marker(c) in _CONDITIONS for c in grammar.children(verb, "advcl"))


def _going_to(verb: Token) -> bool:
    head = verb.head
    return verb.dep_ == "xcomp" and head.lower_ == "going" and grammar.is_infinitive(verb)


def _from_above(verb: Token) -> Status | None:
    """What the governing words make of it: "wants to", "refused to", "an offer to", "accused of"."""
    token, steps = verb, 0
    while token.head != token and steps < 8:
        above, link = token.head, token.dep_
        if link == "conj":
            token, steps = above, steps + 1
            continue
        if link == "pcomp" and above.lower_ in _AFTER:
            return None
        if link in ("ccomp", "acl") and _is_gainsaid(above):
            return "denied"
        if link == "ccomp" and above.lemma_ in _STATING and _is_finite(token):
            return None
        if link in ("xcomp", "ccomp", "pcomp", "acl", "acomp", "oprd", "dobj", "pobj", "prep", "csubj", "advcl"):
            found = _above(token, above, link)
            if found is not None:
                return found
        if link in ("relcl", "advcl"):
            return _conditional_above(token)
        token, steps = above, steps + 1
    return None


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.tag_ in _FINITE for c in verb.children if c.dep_ in ("aux", "auxpass"))


def _is_gainsaid(above: Token) -> bool:
    """ "denied that", "denied a report that", "rejected claims that": what follows is said not to be so."""
    verb = above.head if above.lemma_ in _REPORTS and above.dep_ in ("dobj", "nsubjpass") else above
    return verb.lemma_ in _GAINSAYING and (verb is above or verb.lemma_ != "doubt")


def _is_only_thought_of(gerund: Token) -> bool:
    """ "not against talking", "instead of leaving", "advantages in accepting": named, not done."""
    if gerund.dep_ != "pcomp":
        return False
    if gerund.head.lower_ == "in":
        above = gerund.head.head
        return above.lemma_ in _WORTH or any(o.lemma_ in _WORTH for o in grammar.children(above, "dobj"))
    return gerund.head.lower_ in ("against", "instead", "without", "toward", "towards")


def _conditional_above(clause: Token) -> Status | None:
    return "hypothetical" if _is_condition(clause) else None


def _above(token: Token, above: Token, link: str) -> Status | None:
    word = above.lemma_
    infinitive = grammar.is_infinitive(token) or link in ("dobj", "pobj")
    modal = set(grammar.auxiliaries(above)) if grammar.is_verb(above) else set()
    if grammar.is_verb(above) or above.tag_.startswith("JJ"):
        if link in ("ccomp", "xcomp") and _is_condition(above):
            return "hypothetical"
        if link in ("xcomp", "pcomp", "prep") and word in _DENIED:
            return "denied"
        if link == "xcomp" and (grammar.is_negated(above) or word in _UNABLE):
            return "denied"
        if word in _WISHING and link == "xcomp" and token.lemma_ in _THANKS:
            return None
        if word in _ALLEGED and link in ("pcomp", "prep"):
            return "hypothetical"
        if word in _TRIED and link in ("xcomp", "pcomp"):
            return "attempted"
        if infinitive and word in _PLANNED and link in ("xcomp", "pcomp"):
            return "planned"
        if infinitive and (word in _WANTED or word == "have") and link in ("xcomp", "ccomp"):
            return "hypothetical"
        if word in _WANTED and link == "ccomp" and token.tag_ == "VB":
            return "hypothetical"
        if word in _GOING_ON and link == "xcomp":
            # "plans to start escorting": what shall begin does not go on yet
            begun = _own_status(above, False) or _from_above(above)
            return begun if begun in ("planned", "hypothetical", "denied", "attempted") else "ongoing"
        if link == "xcomp" and modal & _FUTURE:
            return "planned"
        if link == "xcomp" and modal & _POSSIBLE:
            return "hypothetical"
        if link == "prep" and token.lower_ in _MEANS and modal & _POSSIBLE:
            # "could succeed only by working with them"
            return "hypothetical"
        if link == "acomp" and modal & _FUTURE:
            # "will be able to lift"
            return "hypothetical" if above.head.lemma_ in _HOPING else "planned"
        if link == "xcomp" and infinitive and above.tag_.startswith("JJ") and word != "able":
            return None if _is_glad(above) else "hypothetical"
    elif above.lemma_ in _NOUNS and (infinitive or link in ("acl", "pcomp")):
        return _NOUNS[above.lemma_]  # type: ignore[return-value]
    return None


def _is_glad(adjective: Token) -> bool:
    """ "I am happy to welcome you": whoever says so does it."""
    if adjective.lemma_ not in _GLAD:
        return False
    subject = grammar.first(grammar.children(adjective.head, "nsubj"))
    return adjective.lemma_ != "happy" or subject is None or subject.lower_ in _OURSELVES


def _status_of_noun(noun: Token) -> Status:
    """ "the release of prisoners": as its verb has it; "called for the release": wanted, not done."""
    if any(c.lower_ in ("no", "any", "further", "possible", "potential", *_AHEAD) for c in noun.children):
        lowered = {c.lower_ for c in noun.children}
        if lowered & _AHEAD:
            return "planned"
        return "denied" if "no" in lowered else "hypothetical"
    for above in grammar.governors(noun):
        if above.lemma_ in _NOUNS and above.tag_.startswith("NN"):
            return _NOUNS[above.lemma_]  # type: ignore[return-value]
        if grammar.is_verb(above) or above.pos_ == "AUX":
            return _noun_under_verb(noun, above)
    return "occurred"


def _noun_under_verb(noun: Token, verb: Token) -> Status:
    relation = _branch(noun, verb)
    if relation.dep_ in ("nsubj", "nsubjpass"):
        own = _own_status(verb, False)
        # "the withdrawal would be a mistake" has not happened; "the withdrawal is no mistake" has
        if verb.lemma_ in ("be", "remain"):
            return "hypothetical" if own in ("planned", "hypothetical") else "occurred"
        if own == "denied" and relation.i != noun.i:
            # "the impetus of the visit has not been lost": the visit is not what is denied
            return "occurred"
        return own if own in ("denied", "planned", "hypothetical") else "occurred"
    if relation.dep_ == "prep" and relation.lower_ in (
        "after",
        "since",
        "following",
        "over",
        "by",
        "because",
        "despite",
    ):
        return "occurred"
    if relation.dep_ == "prep" and relation.lower_ == "for" and verb.lemma_ in _DEPARTING:
        return "planned"
    if relation.dep_ == "prep" and relation.lower_ in ("until", "unless", "without", "before"):
        return "denied" if relation.lower_ == "without" else "hypothetical"
    if relation.dep_ == "dobj" and verb.lemma_ in _STARTING and verb.tag_ in ("VBZ", "VBP") and _is_soon(verb):
        return "planned"
    if relation.dep_ in ("dobj", "prep", "dative"):
        if verb.lemma_ in _DESIRED:
            return "hypothetical"
        if verb.lemma_ in _PLANNED and verb.lemma_ != "announce":
            return "planned"
        if verb.lemma_ in _DENIED or grammar.is_negated(verb):
            return "denied"
    own = status_of(verb) if relation.dep_ in ("dobj", "nsubjpass") else "occurred"
    return own if own in ("planned", "hypothetical") else "occurred"


def _is_soon(verb: Token) -> bool:
    """ "starts on Sunday", "opens tomorrow", "begins next week"."""
    days = [*grammar.children(verb, "npadvmod", "advmod"), *grammar.governed_by(verb, "on")]
    return any(d.lower_ in _SOON or any(c.lower_ == "next" for c in d.children) for d in days)


def _branch(token: Token, above: Token) -> Token:
    """The child of `above` under which the token hangs."""
    while token.head not in (above, token):
        token = token.head
    return token
