"""Which wants count as demands, and how strongly: not what is private, remembered or wished by bystanders."""

from spacy.tokens import Token

from dragoman.find.demand_voices import Voice, is_first_person
from dragoman.find.demand_words import EXPERTS, FAMILIAR, FORETELLS, PUBLIC_ADDRESSEE, PUBLIC_DEMANDER
from dragoman.find.wants import Want
from dragoman.records import Actor, Force


def is_own_side(doer: Token, by: tuple[Actor, ...]) -> bool:
    """ "His country must spend more": what a leader means to do with his own."""
    own = any(c.tag_ == "PRP$" and c.lower_ in ("his", "her", "their", "its", "our", "my") for c in doer.children)
    return own and doer.lemma_ in _OWN and any(a.in_office is not False and a.country for a in by)


_OWN = frozenset("country government nation side party administration team people army police".split())


def is_private(want: Want, voice: Voice | None) -> bool:
    """What the reporter asks, or is asked, is no news: "asked me to help"."""
    if voice is not None:
        return False
    return any(t is not None and is_first_person(t) and t.lower_ != "we" for t in (want.by, want.of))


def is_memory(want: Want, voice: Voice | None) -> bool:
    """ "They had to leave" in somebody's own words tells what was; after "he said that" it may be "must"."""
    direct = voice is not None and voice.statement is not None and voice.statement.kind != "indirect"
    return want.cue.tag_ == "VBD" and direct and want.rule in ("have_to", "need_to", "have_to_passive")


def is_public(want: Want, by: tuple[Actor, ...], of: tuple[Actor, ...]) -> bool:
    """Some constructions are as common in private life: they count only between those who act in public."""
    if want.rule in PUBLIC_DEMANDER and not any(a.country or a.sector for a in by):
        return False
    official = any(a.sector in _OFFICIAL and a.in_office is not False for a in by)
    if want.rule in PUBLIC_ADDRESSEE and not official and not any(a.country or a.sector for a in of):
        return False
    if want.rule in FAMILIAR and not any(a.country or a.sector for a in (*by, *of)):
        # "we want" of unknown people is still said in public
        return want.by is not None and want.by.lower_ == "we"
    if want.rule in FORETELLS:
        return official
    if want.tie is not None and want.by is None and by:
        # an analyst's "unless" foretells
        return not all(_is_expert(a) for a in by)
    return True


_OFFICIAL = frozenset("GOV MIL LEG IGO REB OPP PTY JUD".split())


def force_said(want: Want, by: Actor | None, of: tuple[Actor, ...]) -> Force:
    """An expert's or bystander's "should" is advice; so is that of somebody out of office to his own side."""
    if want.force != "ask" or not want.voiced or by is None:
        return want.force
    if _is_expert(by):
        return "advise"
    if by.in_office is False and any(a.country == by.country and a.country for a in of):
        return "advise"
    return want.force


def _is_expert(actor: Actor) -> bool:
    words = f"{actor.role or ''} {actor.text or ''} {actor.name}".lower().split()
    return actor.sector == "EDU" or any(w.removesuffix("s") in EXPERTS for w in words)
