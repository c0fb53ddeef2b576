"""How is a brief handed on: as Markdown, as a page of HTML that stands alone, as PDF, as JSON?

Each sentence ends in the numbers of its sources, which lead to the words that it rests on. Words of
articles are escaped in every form: a headline can neither link nor run.
"""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from dragoman.errors import UsageError
from dragoman.keep import Case, after_rulings
from dragoman.show.lines import Lines, as_line, plain
from dragoman.show.options import read_choice, today
from dragoman.show.weighing import ledger_of
from dragoman.weigh import ActsShown, Brief, Section, Sentence, Source, in_words, write_brief

FORMATS: Final = ("md", "html", "pdf", "json")
MEDIA: Final = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
}
_EPOCH = "SOURCE_DATE_EPOCH"
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|])")
KINDS: Final = {"fact": "", "judgement": "Judgement: ", "gap": ""}
_NO_PDF = (
    "A brief as PDF needs WeasyPrint, which is not here ({reason}).\n"
    "Install it with: pip install 'dragoman[pdf]'; on Debian also: apt-get install libpango-1.0-0 libpangoft2-1.0-0\n"
    "Or take --format html and print it from a browser."
)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source that some sentence rests on, with the place in the brief where they stand."""

    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A source with its number in the brief and the words of it that are cited."""

    number: int
    source: Source
    quotes: tuple[Quote, ...]

    def anchor_of(self, words: str | None) -> str:
        """Where these words stand in the list of sources."""
        return next((q.anchor for q in self.quotes if q.words == words), f"source-{self.number}")


def ask(where: str, question: str, as_of: str | None, form: str) -> bytes:
    """The brief that answers a question from a case, ready to be written out."""
    read_choice(form, FORMATS, "form of a brief")
    with Case.open(where, create=False) as case:
        return as_form(make_brief(case, question, as_of), form)


def make_brief(case: Case, question: str, as_of: str | None) -> Brief:
    """The brief as of a day, today unless one is given, without what an analyst has rejected."""
    day = as_of or today()
    return write_brief(question, after_rulings(case.view(), day), as_of=day, entries=ledger_of(case, day))


def as_form(brief: Brief, form: str) -> bytes:
    """The brief in one of `FORMATS`."""
    if form == "json":
        return as_line(brief)
    if form == "html":
        return as_html(brief).encode("utf-8", "replace")
    if form == "pdf":
        return as_pdf(brief)
    return (as_markdown(brief) + "\n").encode("utf-8", "replace")


def hand_out(made: bytes, form: str, out: str | None) -> None:
    """Write a brief to a file or to standard output; a PDF is no sight for a terminal."""
    if out is not None:
        try:
            Path(out).write_bytes(made)
        except OSError as error:
            raise UsageError(f"{out} cannot be written: {error.strerror}.") from None
        return
    if form == "pdf" and sys.stdout.isatty():
        raise UsageError("A PDF is not for the terminal.\nName a file with --out brief.pdf.")
    Lines().write_bytes(made)


def cited_of(brief: Brief) -> tuple[Cited, ...]:
    """The sources of a brief, numbered, each with the words cited from it, each words once."""
    words: dict[str, dict[str, None]] = {}
    for sentence in brief.sentences():
        for cite in sentence.cites:
            if cite.words:
                words.setdefault(cite.document, {})[cite.words] = None
    return tuple(
        Cited(
            number,
            source,
            tuple(Quote(f"quote-{number}-{n}", w) for n, w in enumerate(words.get(source.document, {}), 1)),
        )
        for number, source in enumerate(brief.sources, 1)
    )


def paragraphs_of(section: Section) -> Iterator[list[Sentence]]:
    """The sentences of a section; those about one demand together."""
    for _, sentences in groupby(section.sentences, key=lambda s: s.about or id(s)):
        yield list(sentences)


def numbers_of(sentence: Sentence, cited: tuple[Cited, ...]) -> list[int]:
    """The numbers of a sentence's sources."""
    documents = {cite.document for cite in sentence.cites}
    return [c.number for c in cited if c.source.document in documents]


def as_markdown(brief: Brief) -> str:
    """The brief as Markdown, its sources as footnotes."""
    cited = cited_of(brief)
    read_as = f"As of {in_words(brief.as_of)}. Read as: {_escaped(brief.understood)}."
    lines = [f"# {_escaped(brief.question)}", "", read_as, ""]
    for section in brief.sections:
        lines += [f"## {_escaped(section.heading)}", ""]
        for paragraph in paragraphs_of(section):
            lines.append("- " + " ".join(_markdown_of(sentence, cited) for sentence in paragraph))
        lines.append("")
    if brief.acts:
        lines += [f"## {_escaped(brief.acts.heading)}", "", *_table_of(brief.acts, cited), ""]
    lines += ["## Sources", "", f"{_escaped(sources_in_words(brief))} {_escaped(brief.grading)}", ""]
    for one in cited:
        lines.append(f"[^{one.number}]: {_escaped(source_in_words(one.source))}")
        lines += [f"    - “{_escaped(quote.words)}”" for quote in one.quotes]
    return "\n".join(lines)


def _table_of(acts: ActsShown, cited: tuple[Cited, ...]) -> list[str]:
    """The points of the chart as a table: Markdown has no pictures of its own."""
    return [
        f"| {acts.every.capitalize()} | What was done |",
        "|---|---|",
        *(f"| {point.period} | {_markdown_of(point.sentence, cited)} |" for point in acts.points),
    ]


def _markdown_of(sentence: Sentence, cited: tuple[Cited, ...]) -> str:
    kind = KINDS[sentence.kind].strip()
    marks = "".join(f"[^{n}]" for n in numbers_of(sentence, cited))
    return f"{f'*{kind}* ' if kind else ''}{_escaped(sentence.text)}{marks}"


def sources_in_words(brief: Brief) -> str:
    """How many documents are cited, and how many of them can be independent."""
    count = len(brief.sources)
    most = "at most " if any(s.publisher is None for s in brief.sources) else ""
    return (
        f"{count} document{'' if count == 1 else 's'} cited, {most}{brief.independent_sources} of them independent: "
        "copies of a story and reports of one publisher are counted once."
    )


def source_in_words(source: Source) -> str:
    """A source with its day and its two grades, each by its own scale."""
    day = in_words(source.published) if source.published else "undated"
    told = [source.title or source.document, source.publisher or "", day]
    told += [f"repeats {source.copy_of}"] if source.copy_of else []
    graded = f", graded by {source.graded_by}" if source.graded_by else ""
    grades = f"source {source.reliability}, item {source.credibility}{graded}"
    return f"{', '.join(plain(t) for t in told if t)} ({plain(grades)})"


def _escaped(words: str | None) -> str:
    return _MARKDOWN.sub(r"\\\1", plain(words))


def as_html(brief: Brief, on_paper: bool = False) -> str:
    """The brief as one file of HTML with its own style, for handing on or for printing."""
    from dragoman.show.brief_charts import chart_of_acts, to_its_line
    from dragoman.show.charts import svg_of
    from dragoman.show.page import STATIC, template

    style = (STATIC / "page.css").read_text(encoding="utf-8") + (STATIC / "brief.css").read_text(encoding="utf-8")
    leads = None if on_paper else to_its_line
    picture = svg_of(chart_of_acts(brief.acts, leads), on_paper).decode() if brief.acts else ""
    return template("brief_alone.html").render(
        brief=brief, style=style, picture=picture, on_paper=on_paper, **shown_of(brief)
    )


def as_pdf(brief: Brief) -> bytes:
    """The brief printed: the same HTML, with nothing fetched from anywhere."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise UsageError(_NO_PDF.format(reason=str(error).splitlines()[0])) from None

    def fetch_nothing(url: str, *_: object, **__: object) -> dict[str, Any]:
        raise ValueError(f"{url} is not fetched")

    with _fonts_without_hour():
        made: bytes = HTML(string=as_html(brief, on_paper=True), url_fetcher=fetch_nothing).write_pdf()
    return made


@contextmanager
def _fonts_without_hour() -> Iterator[None]:
    """Fonts that are cut to the letters used say when; the same brief shall be the same bytes, whatever the hour."""
    known = os.environ.get(_EPOCH)
    os.environ[_EPOCH] = known or "0"
    try:
        yield
    finally:
        if known is None:
            del os.environ[_EPOCH]


def shown_of(brief: Brief, most: int | None = None) -> dict[str, Any]:
    """What the templates of a brief need beside it: paragraphs, numbered sources, and where each citation leads.

    A sentence that counts a thousand acts cites a thousand documents: `most` bounds what a page shows of one sentence.
    """
    # what draws charts is heavy to import; the API's schema and help need it not
    from dragoman.show.brief_charts import anchor_of, words_for

    cited = cited_of(brief)
    sources = {c.source.document: c for c in cited}

    def every_link(sentence: Sentence) -> list[tuple[int, str, str, str]]:
        """(number, document, record, place in the list of sources) for each source of a sentence."""
        first = {cite.document: cite for cite in reversed(sentence.cites)}
        return sorted(
            (c.number, document, "" if cite.record == document else cite.record, c.anchor_of(cite.words))
            for document, cite in first.items()
            if (c := sources.get(document)) is not None
        )

    links = {id(sentence): every_link(sentence) for sentence in brief.sentences()}
    numbers = {number for found in links.values() for number, *_ in found[:most]}
    return {
        "links": lambda sentence: links[id(sentence)][:most],
        "unshown": lambda sentence: 0 if most is None else len(links[id(sentence)][most:]),
        "kinds": KINDS,
        "cited": tuple(c for c in cited if most is None or c.number in numbers),
        "paragraphs": paragraphs_of,
        "in_words": sources_in_words(brief),
        "anchor": anchor_of,
        "words_for": words_for,
    }
