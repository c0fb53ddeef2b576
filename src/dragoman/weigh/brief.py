"""What does the case answer to a question, and how well is each sentence of the answer founded?

A pure function: the same records and question give the same brief. Facts, judgements and gaps stand
apart; what later documents say is not known yet, and what undated ones say is named as undated.
"""

from collections.abc import Callable, Iterable
from typing import Final

from dragoman.keep import CaseView
from dragoman.records import CODER, Document, Entry, Event, Ruling
from dragoman.weigh.answers import answer, contact_sentence, weigh_reasons
from dragoman.weigh.asked_for import acts_done, acts_since, entries_asked, named, start_of_change
from dragoman.weigh.brief_acts import acts_shown
from dragoman.weigh.brief_records import Brief, Cite, Section, SectionName, Sentence, Source
from dragoman.weigh.days import in_words
from dragoman.weigh.facts import Facts
from dragoman.weigh.known import Act, Known
from dragoman.weigh.likelihood import CREDIBILITY, DEFAULT_GRADING, MIXED_GRADING, RELIABILITY, UNGRADED
from dragoman.weigh.names import GazetteerNames, Names
from dragoman.weigh.question import read_question
from dragoman.weigh.question_forms import Asked
from dragoman.weigh.quoting import quoted
from dragoman.weigh.standing import SHOWN, in_order, tell_changes, tell_confidence, tell_standing
from dragoman.weigh.telling import tell_act, tell_demand
from dragoman.weigh.telling_told import tell_all
from dragoman.weigh.voices import find_calls, sides_heard, tell_calls, tell_voices

ACTS_SHOWN: Final = 8

_SECTIONS: Final[dict[Asked, tuple[SectionName, ...]]] = {
    "why_talk": ("contact", "changes", "demands", "judgements", "arguments", "undated", "gaps"),
    "wants": ("demands", "judgements", "undated", "gaps"),
    "met": ("changes", "demands", "judgements", "undated", "gaps"),
    "called_for": ("arguments", "gaps"),
    "done": ("changes", "gaps"),
    "argues": ("arguments", "gaps"),
    "changed": ("contact", "changes", "demands", "judgements", "gaps"),
    "open": ("demands", "judgements", "undated", "gaps"),
    "still": ("demands", "judgements", "undated", "gaps"),
    "when": ("told", "demands", "gaps"),
    "whether": ("told", "demands", "gaps"),
    "who": ("told", "gaps"),
    "why": ("told", "gaps"),
}


def write_brief(
    question: str,
    view: CaseView,
    as_of: str | None = None,
    names: Names | None = None,
    entries: Iterable[Entry] | None = None,
) -> Brief:
    """Answer a question from the records of a case as of a day. A `UsageError` says why one is not understood."""
    if entries is None:
        from dragoman.weigh.ledger import build_ledger

        entries = build_ledger(view.documents, view.events, view.statements, view.demands, view.rulings, as_of=as_of)
    return brief_on(question, Known(view, as_of), entries, names)


def brief_on(question: str, known: Known, entries: Iterable[Entry], names: Names | None = None) -> Brief:
    """The same from what was worked out before: for those who answer many questions to one case."""
    names = names or GazetteerNames()
    asked = read_question(question, names, known.people)
    facts = Facts(known, tuple(entries), asked, names).with_entries_known()
    sections = [Section(name="answer", heading="Answer", sentences=answer(facts))]
    for name in _SECTIONS[asked.asked]:
        heading, write = _WRITERS[name]
        sentences = tuple(write(facts))
        if {s.text for s in sentences} - {s.text for s in sections[0].sentences}:
            sections.append(Section(name=name, heading=heading(facts), sentences=sentences))
    acts = acts_shown(facts)
    told = [sentence for section in sections for sentence in section.sentences]
    sources = _sources([*told, *(point.sentence for point in acts.points)] if acts else told, facts)
    return Brief(
        question=asked.words,
        understood=asked.in_words(),
        as_of=known.as_of,
        sections=tuple(sections),
        acts=acts,
        sources=sources,
        independent_sources=facts.independent(s.document for s in sources),
        grading=_grading(sources),
        coder=CODER,
    )


# ---- sections


def _contact(facts: Facts) -> list[Sentence]:
    if facts.question.about is None:
        return []
    sentences = [_told(act, facts) for act in facts.contacts[-3:]]
    sentences += [_told(act, facts) for act in facts.planned]
    if facts.planned:
        text = "No report says whether the announced contact took place."
        sentences.append(Sentence(text=text, kind="gap", cites=facts.cite(facts.planned[-1].event)))
    sentences += [
        Sentence(text=f"Undated: {quoted(facts.words(e))}.", kind="fact", cites=facts.cite(e))
        for e in _one_each(facts.undated_contacts, facts)
    ]
    return sentences or [contact_sentence(facts)]


def _one_each(events: Iterable[Event], facts: Facts) -> list[Event]:
    """The first event of each sentence."""
    found: dict[str, Event] = {}
    for event in events:
        found.setdefault(facts.words(event), event)
    return list(found.values())


def _changes(facts: Facts) -> list[Sentence]:
    if facts.question.asked == "done":
        acts = acts_done(facts)
        steps: list[Sentence] = []
    else:
        acts = acts_since(facts)
        steps = _latest(tell_changes(entries_asked(facts), start_of_change(facts) or "", facts))
    if facts.question.asked == "met":
        acts = []
    shown = _weightiest(acts, facts)
    sentences = [_told(act, facts) for act in shown]
    if len(acts) > len(shown):
        rest = [a for a in acts if a not in shown]
        text = f"{len(rest)} more act{' of less weight is' if len(rest) == 1 else 's of less weight are'} on record."
        sentences.append(Sentence(text=text, kind="fact", cites=facts.cite(*(a.event for a in rest))))
    return sentences + steps


def _latest(steps: list[Sentence]) -> list[Sentence]:
    """The last changes of the ledger; how many came before them is said."""
    earlier, shown = steps[:-ACTS_SHOWN], steps[-ACTS_SHOWN:]
    if not earlier:
        return shown
    cites = tuple(dict.fromkeys(c for s in earlier for c in s.cites))
    text = f"{len(earlier)} earlier change{' is' if len(earlier) == 1 else 's are'} in the ledger."
    return [Sentence(text=text, kind="judgement", cites=cites), *shown]


def _weightiest(acts: list[Act], facts: Facts) -> list[Act]:
    """The acts of most weight, in time; of equal ones the later; of two in one sentence the weightier."""
    ranked = sorted(acts, key=lambda a: (abs(a.event.score), a.day or ""), reverse=True)
    best = list({facts.words(a.event): a for a in reversed(ranked)}.values())[::-1][:ACTS_SHOWN]
    return [a for a in acts if a in best]


def _demands(facts: Facts) -> list[Sentence]:
    entries = entries_asked(facts)
    if facts.question.asked == "why_talk" and facts.question.about:
        entries += in_order(e for e in facts.entries if e.by == facts.question.about.key)
    sentences = [s for e in entries[:SHOWN] for s in tell_standing(e, facts)]
    if len(entries) > SHOWN:
        rest = entries[SHOWN:]
        cites = facts.cite(*rest)
        if cites:
            sentences.append(Sentence(text=f"{len(rest)} more demands are in the ledger.", kind="fact", cites=cites))
    return sentences


def _judgements(facts: Facts) -> list[Sentence]:
    entries = entries_asked(facts)
    reasons = weigh_reasons(entries, facts) if facts.question.asked == "why_talk" else []
    return [*reasons, *tell_confidence(entries, facts)]


def _arguments(facts: Facts) -> list[Sentence]:
    question = facts.question
    if question.asked == "called_for":
        return tell_calls(find_calls(question.topic or "", question.about, facts), facts)
    return tell_voices(facts)


def _undated(facts: Facts) -> list[Sentence]:
    return [
        Sentence(text=f"Undated: {tell_demand(d, facts)}", kind="fact", cites=facts.cite(d))
        for d in facts.undated_demands[:ACTS_SHOWN]
    ]


def _gaps(facts: Facts) -> list[Sentence]:
    sentences: list[Sentence] = []
    about = facts.question.about
    if about and facts.question.asked in ("why_talk", "argues"):
        voices = tell_voices(facts)
        others, own = sides_heard(voices, about, facts)
        cites = tuple(c for s in voices for c in s.cites)
        if voices and not own and facts.question.other is None:
            text = f"Nobody who speaks for {named(about)} is quoted: this is one side's argument."
            sentences.append(Sentence(text=text, kind="gap", cites=cites))
        if voices and not others:
            text = f"Only {named(about)} itself is quoted: what others argue is not in the case."
            sentences.append(Sentence(text=text, kind="gap", cites=cites))
        if not voices:
            text = f"Nobody is quoted about {named(about)}."
            sentences.append(Sentence(text=text, kind="gap", cites=facts.latest_cite()))
    for document in facts.undated[:ACTS_SHOWN]:
        name = quoted(document.title or document.id)
        text = (
            f"The report {name} carries no date: when what it tells took place is unknown, and it decides nothing here."
        )
        sentences.append(Sentence(text=text, kind="gap", cites=_of_document(document, facts)))
    latest = facts.latest
    if latest and latest.published:
        until = f"Up to {in_words(facts.as_of)} the" if facts.as_of else "The"
        side = facts.question.about or facts.question.other
        on = f" that speaks of {named(side)}" if side else ""
        text = f"{until} latest dated report{on} is of {in_words(latest.published)}; later ones are not in the case."
        sentences.append(Sentence(text=text, kind="gap", cites=_of_document(latest, facts)))
    return sentences


def _of_document(document: Document, facts: Facts) -> tuple[Cite, ...]:
    claim = next(iter(facts.known.claims_in.get(document.id, ())), None)
    return (Cite(document=document.id, record=claim.id if claim else document.id),)


def _told(act: Act, facts: Facts) -> Sentence:
    return Sentence(text=tell_act(act, facts), kind="fact", cites=facts.cite(*act.reports))


def _changes_heading(facts: Facts) -> str:
    since = start_of_change(facts)
    if facts.question.since or facts.question.asked in ("done", "met"):
        return f"What happened since {facts.question.since_words}" if facts.question.since else "What happened"
    return f"What changed since the last contact, of {in_words(since)}" if since else "What is on record"


_WRITERS: Final[dict[SectionName, tuple[Callable[[Facts], str], Callable[[Facts], list[Sentence]]]]] = {
    "contact": (lambda _: "Contact", _contact),
    "changes": (_changes_heading, _changes),
    "demands": (lambda _: "Which demands stand where", _demands),
    "judgements": (lambda _: "Judgements", _judgements),
    "arguments": (lambda f: "Who called for it" if f.question.asked == "called_for" else "Who argues what", _arguments),
    "told": (lambda _: "What the reports say of it, in time", tell_all),
    "undated": (lambda _: "Undated material (decides nothing)", _undated),
    "gaps": (lambda _: "What we do not know", _gaps),
}


# ---- sources


def _sources(sentences: Iterable[Sentence], facts: Facts) -> tuple[Source, ...]:
    cited = {cite.document for sentence in sentences for cite in sentence.cites}
    found = sorted((facts.documents[id] for id in cited), key=lambda d: (d.published is None, d.published or "", d.id))
    return tuple(_source(document, facts) for document in found)


def _source(document: Document, facts: Facts) -> Source:
    reliability = _grade(document.id, "reliability", RELIABILITY, facts)
    credibility = _grade(document.id, "credibility", CREDIBILITY, facts)
    by = [ruling.by for ruling in (reliability, credibility) if ruling]
    return Source(
        document=document.id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        copy_of=facts.view.copies.get(document.id),
        reliability=reliability.value if reliability else UNGRADED[0],
        credibility=credibility.value if credibility else UNGRADED[1],
        graded_by=by[-1] if by else None,
    )


def _grade(document: str, field: str, allowed: frozenset[str], facts: Facts) -> Ruling | None:
    """The last ruling on a document's grade that held on the day of the brief."""
    held = [
        r
        for r in facts.view.rulings
        if r.target == document and r.field == field and r.value in allowed and not (facts.as_of and r.on > facts.as_of)
    ]
    return held[-1] if held else None


def _grading(sources: tuple[Source, ...]) -> str:
    graded = MIXED_GRADING if any(s.graded_by for s in sources) else DEFAULT_GRADING
    unnamed = sum(s.publisher is None for s in sources)
    if not unnamed:
        return graded
    return f"{graded} {unnamed} of {len(sources)} name no publisher, so they may depend on each other."
