"""How does a brief read: on a terminal, as Markdown to hand on, as a page, as JSON for programs?

Every sentence keeps its citations: numbers of the sources at its end, whose records a link names.
Judgements and gaps are marked in words, so that nobody depends on colour or slant.
"""

import re
from typing import Literal

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dragoman.keep import Case
from dragoman.show.lines import Lines, plain
from dragoman.show.options import today
from dragoman.weigh import Brief, Sentence, Source, write_brief

Format = Literal["text", "md", "html", "json"]
MARK = {"fact": "", "judgement": "Judgement: ", "gap": "Gap: "}
"""How a sentence that is no fact begins."""

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


def ask(where: str, question: str, as_of: str | None, form: Format) -> int:
    """Answer a question from the case. Exit status."""
    with Case.open(where, create=False) as case:
        view = case.view()
    brief = write_brief(question, view, as_of=as_of or today())
    if form == "json":
        Lines().write([brief])
    elif form == "md":
        Lines().text(to_markdown(brief))
    elif form == "html":
        Lines().text(to_html(brief))
    else:
        print_brief(brief, Console(highlight=False))
    return 0


def marked(sentence: Sentence) -> str:
    """The sentence with its mark; what stands under a heading of its own needs none there."""
    return MARK[sentence.kind] + plain(sentence.text)


def numbers_of(brief: Brief) -> dict[str, int]:
    """Source → the number by which sentences cite it."""
    return {source.document: n for n, source in enumerate(brief.sources, 1)}


def cited(sentence: Sentence, numbers: dict[str, int]) -> list[tuple[int, list[str]]]:
    """The sources of a sentence in order, each with the ids of its records."""
    found: dict[int, list[str]] = {}
    for cite in sentence.cites:
        found.setdefault(numbers[cite.document], []).append(cite.record)
    return sorted(found.items())


def source_line(source: Source) -> str:
    """Title, publisher, day, id, grade: one line."""
    facts = [source.publisher, source.published or "undated", f"id {source.document}"]
    if source.copy_of:
        facts.append(f"a copy of {source.copy_of}")
    grade = f"{source.reliability}{source.credibility}"
    facts.append(f"graded {grade} by {source.graded_by}" if source.graded_by else f"graded {grade} by default")
    return f"“{plain(source.title) or 'untitled'}”, " + ", ".join(plain(fact) for fact in facts if fact)


def counted(brief: Brief) -> str:
    """How many sources, and how many of them do not depend on each other."""
    documents, alone = len(brief.sources), brief.independent_sources
    unnamed = sum(source.publisher is None for source in brief.sources)
    most = " at most" if unnamed else ""
    why = f" {unnamed} name{'s' if unnamed == 1 else ''} no publisher." if unnamed else ""
    return (
        f"{documents} document{'' if documents == 1 else 's'}; {alone} independent source{'' if alone == 1 else 's'}"
        f"{most}, copies and reports of one publisher counted once.{why}"
    )


def to_markdown(brief: Brief) -> str:
    """The brief as Markdown; nothing that an article says can become markup."""
    numbers = numbers_of(brief)
    lines = [f"# {_escaped(brief.question)}", "", f"*Read as: {_escaped(brief.understood)}. {_as_of(brief)}*", ""]
    for section in brief.sections:
        lines += [f"## {_escaped(section.heading)}", ""]
        for sentence in section.sentences:
            marks = "".join(
                f' [\\[{n}\\]](#source-{n} "{", ".join(records)}")' for n, records in cited(sentence, numbers)
            )
            lines.append(f"- {_escaped(marked(sentence))}{marks}")
        lines.append("")
    lines += ["## Sources", "", f"{counted(brief)} {brief.grading}", ""]
    for n, source in enumerate(brief.sources, 1):
        lines.append(f'{n}. <a id="source-{n}"></a>{_escaped(source_line(source))}')
    return "\n".join(lines) + "\n"


def to_html(brief: Brief) -> str:
    """The brief as one page that needs nothing else."""
    from jinja2 import Environment, PackageLoader

    page = Environment(loader=PackageLoader("dragoman.show"), autoescape=True).get_template("brief_alone.html")
    numbers = numbers_of(brief)
    return page.render(
        brief=brief,
        as_of=_as_of(brief),
        counted=counted(brief),
        marked=marked,
        cited=lambda sentence: cited(sentence, numbers),
        source_line=source_line,
    )


def print_brief(brief: Brief, console: Console) -> None:
    """The brief for a person at a terminal."""
    numbers = numbers_of(brief)
    console.print(Text(plain(brief.question), style="bold"))
    console.print(Text(f"Read as: {plain(brief.understood)}. {_as_of(brief)}", style="dim"))
    for section in brief.sections:
        console.print(Text(f"\n{plain(section.heading)}", style="bold underline"))
        for sentence in section.sentences:
            line = Text(f"• {marked(sentence)}", style="" if sentence.kind == "fact" else "italic")
            line.append("".join(f" [{n}]" for n, _ in cited(sentence, numbers)), style="cyan not italic")
            console.print(Padding(line, (0, 0, 0, 2)))
    console.print(Text("\nSources", style="bold underline"))
    for n, source in enumerate(brief.sources, 1):
        console.print(Padding(Text(f"[{n}] {source_line(source)}"), (0, 0, 0, 2)))
    console.print(Padding(Text(f"{counted(brief)} {brief.grading}", style="dim"), (0, 0, 0, 2)))


def _as_of(brief: Brief) -> str:
    return f"As of {brief.as_of}." if brief.as_of else "As of no day: everything in the case."


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", plain(text))
