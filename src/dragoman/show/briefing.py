"""How is a brief handed on: as Markdown, as a page of HTML that stands alone, as JSON?

Each sentence ends in the numbers of its sources; under each source stand the words that were cited.
Words of articles are escaped in every form: a headline can neither link nor run.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.errors import UsageError
from dragoman.keep import Case, CaseView
from dragoman.records import Claim
from dragoman.show.lines import as_line, plain
from dragoman.show.marks import marked_spans
from dragoman.show.options import today
from dragoman.show.weighing import ledger_of, without_rejected
from dragoman.weigh import Brief, Sentence, Source, write_brief

FORMATS = ("md", "html", "json")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|])")
_KINDS = {"fact": "", "judgement": "Judgement: ", "gap": ""}


@dataclass(frozen=True, slots=True)
class Cited:
    """A source with its number in the brief and the words of it that are cited."""

    number: int
    source: Source
    words: tuple[tuple[str, str], ...]
    """(record id, words)."""


def ask(where: str, question: str, as_of: str | None, form: str) -> bytes:
    """The brief that answers a question from a case, ready to be written out."""
    if form not in FORMATS:
        raise UsageError(f"{form!r} is no form of a brief; choose one of {', '.join(FORMATS)}.")
    with Case.open(where, create=False) as case:
        view, day = case.view(), as_of or today()
        entries = ledger_of(case, day)
    brief = write_brief(question, without_rejected(view, day), as_of=day, entries=entries)
    if form == "json":
        return as_line(brief)
    if form == "html":
        return as_html(brief, view).encode("utf-8", "replace")
    return (as_markdown(brief, view) + "\n").encode("utf-8", "replace")


def cited_of(brief: Brief, view: CaseView) -> tuple[Cited, ...]:
    """The sources of a brief, numbered, each with the words cited from it."""
    everything: tuple[Claim, ...] = (*view.events, *view.statements, *view.demands)
    claims = {claim.id: claim for claim in everything}
    words: dict[str, dict[str, str]] = {}
    for cite in _cites(brief):
        claim = claims.get(cite.record)
        if claim is not None and claim.document == cite.document:
            words.setdefault(cite.document, {})[claim.id] = " … ".join(s.exact for s in marked_spans(claim))
    return tuple(
        Cited(number, source, tuple(words.get(source.document, {}).items()))
        for number, source in enumerate(brief.sources, 1)
    )


def _cites(brief: Brief) -> Iterator[Any]:
    for section in brief.sections:
        for sentence in section.sentences:
            yield from sentence.cites


def numbers_of(sentence: Sentence, cited: Iterable[Cited]) -> list[int]:
    """The numbers of a sentence's sources."""
    documents = {cite.document for cite in sentence.cites}
    return [c.number for c in cited if c.source.document in documents]


def as_markdown(brief: Brief, view: CaseView) -> str:
    """The brief as Markdown."""
    cited = cited_of(brief, view)
    read_as = f"As of {plain(brief.as_of) or 'no day'}. Read as: {_escaped(brief.understood)}"
    lines = [f"# {_escaped(brief.question)}", "", read_as, ""]
    for section in brief.sections:
        lines += [f"## {_escaped(section.heading)}", ""]
        for sentence in section.sentences:
            marks = "".join(f"\\[{n}\\]" for n in numbers_of(sentence, cited))
            lines.append(f"- {_KINDS[sentence.kind]}{_escaped(sentence.text)} {marks}".rstrip())
        lines.append("")
    lines += ["## Sources", "", f"{brief.independent_sources} independent. {_escaped(brief.grading)}", ""]
    for one in cited:
        lines.append(f"{one.number}. {_escaped(_source(one.source))}")
        lines += [f"   - “{_escaped(words)}”" for _, words in one.words]
    return "\n".join(lines)


def _source(source: Source) -> str:
    told = [source.title or source.document, source.publisher or "", source.published or "undated"]
    told += [f"repeats {source.copy_of}"] if source.copy_of else []
    return ", ".join(plain(t) for t in told if t) + f" ({source.reliability}{source.credibility})"


def _escaped(words: str | None) -> str:
    return _MARKDOWN.sub(r"\\\1", plain(words))


def as_html(brief: Brief, view: CaseView) -> str:
    """The brief as one file of HTML with its own style, for handing on."""
    from dragoman.show.page import STATIC, template

    style = (STATIC / "page.css").read_text(encoding="utf-8")
    cited = cited_of(brief, view)
    return template("brief_alone.html").render(brief=brief, cited=cited, style=style, **shown_of(cited))


def shown_of(cited: tuple[Cited, ...]) -> dict[str, Any]:
    """What the templates of a brief need beside it: each sentence's sources, and which record of theirs it cites."""

    def links(sentence: Sentence) -> list[tuple[int, str, str]]:
        """(number, document, record) for each source of a sentence; no record where its words are not kept."""
        first = {cite.document: cite.record for cite in reversed(sentence.cites)}
        return [
            (c.number, c.source.document, first[c.source.document] if first[c.source.document] in dict(c.words) else "")
            for c in cited
            if c.source.document in first
        ]

    return {"links": links, "kinds": _KINDS}
