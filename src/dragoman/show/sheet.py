"""What does one article say, for somebody who reads it at a terminal?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from dragoman.records import CODED_PARTS, Actor, Coded, Demand, Document, Event, Statement, Why
from dragoman.show.lines import QUOTES, console, plain, short, title_of
from dragoman.show.options import name_country

_STATUS = {
    "occurred": "",
    "ongoing": "under way",
    "planned": "planned",
    "attempted": "attempted",
    "hypothetical": "only supposed",
    "denied": "denied",
}
_QUAD = {
    "verbal cooperation": "green",
    "material cooperation": "bold green",
    "verbal conflict": "magenta",
    "material conflict": "bold magenta",
}
_FORCE = {"require": "requires", "ask": "asks", "advise": "advises"}
_NOT_CODED = {
    "byline": "byline",
    "dateline": "dateline",
    "bio": "about the author",
    "related": "related articles",
    "furniture": "page furniture",
    "duplicate": "repeated text",
}


def show_article(coded: Coded, explain: bool) -> None:
    """Print one article's records: who says what, what happened, what is wanted, what was left out."""
    page = console()
    statements = [c for c in coded.claims if isinstance(c, Statement)]
    events = [c for c in coded.claims if isinstance(c, Event)]
    demands = [c for c in coded.claims if isinstance(c, Demand)]
    page.print(_heading(coded.document))
    for title, lines in (
        ("Who says what", _statements(statements)),
        ("What happened", _events(events, explain)),
        ("What is wanted", _demands(demands, explain)),
        ("Left out", _left_out(coded.document)),
    ):
        found = list(lines)
        if found:
            page.print(Text(title, style="bold underline"))
            page.print(Padding(Group(*found), (0, 0, 1, 2), expand=False))
    if not coded.claims:
        page.print(Text("Nothing that dragoman looks for is said in it.", style="italic"))


def _heading(document: Document) -> Text:
    published = plain(document.published) or "undated"
    facts = [plain(document.publisher), ", ".join(plain(a) for a in document.authors), published]
    return Text.assemble((title_of(document), "bold"), "\n", (" · ".join(f for f in facts if f), "dim"), "\n")


def _statements(statements: Iterable[Statement]) -> Iterator[Text]:
    """Each speaker once, with what he or she says in order."""
    said: dict[str, list[Statement]] = defaultdict(list)
    people: dict[str, Actor | None] = {}
    for statement in statements:
        key = statement.speaker.id if statement.speaker else ""
        said[key].append(statement)
        people.setdefault(key, statement.speaker)
    for key, words in said.items():
        who = people[key]
        line = Text.assemble((describe(who) if who else "Somebody who is not named", "bold"))
        for statement in words:
            open_, close = ("", "") if statement.kind == "indirect" else ("“", "”")
            line.append(f"\n  {open_}{short(statement.exact.strip(QUOTES), 240)}{close}")
        yield line


def _events(events: Iterable[Event], explain: bool) -> Iterator[Text]:
    for event in events:
        line = Text.assemble(
            (_names(event.actors) or "somebody", "bold"),
            " → " if event.recipients else "",
            (_names(event.recipients), "bold"),
            ": ",
            (event.type + (f" {event.mode}" if event.mode else ""), _QUAD[event.quad]),
        )
        sure = f"{round(100 * event.confidence)} % sure"
        facts = [_STATUS[event.status], _when(event), "long past" if event.historical else "", sure]
        line.append("".join(f", {f}" for f in facts if f))
        for span in event.evidence:
            line.append(f"\n  “{short(span.exact, 200)}”", style="dim")
        yield _explained(line, event.why, explain)


def _demands(demands: Iterable[Demand], explain: bool) -> Iterator[Text]:
    for demand in demands:
        line = Text.assemble(
            (describe(demand.by) if demand.by else "Somebody", "bold"),
            f" {_FORCE[demand.force]} of ",
            (_names(demand.of) or "somebody", "bold"),
            " not to: " if demand.negative else ": ",
            f"“{short(demand.what.exact, 200)}”",
        )
        voice = demand.voiced_by
        if voice and (not demand.by or voice.id != demand.by.id):
            line.append(f", in the words of {describe(voice)}")
        if demand.rank == 1:
            line.append(", first of all")
        if demand.deadline:
            line.append(f", by {plain(demand.deadline)}")
        if demand.tie:
            what = f": “{short(demand.tie.consequence.exact, 120)}”" if demand.tie.consequence else ""
            line.append(f"\n  {demand.tie.kind}{what}", style="dim")
        yield _explained(line, demand.why, explain)


def _left_out(document: Document) -> Iterator[Text]:
    """Parts that are not the article, counted, with how each kind begins."""
    parts = [p for p in document.parts if p.kind not in CODED_PARTS]
    counts = Counter(p.kind for p in parts)
    for kind, count in counts.items():
        first = next(p for p in parts if p.kind == kind)
        words = short(document.text[first.start : first.end], 60)
        yield Text(f"{_NOT_CODED.get(kind, kind)}{f' ({count} paragraphs)' if count > 1 else ''}: {words}", style="dim")


def describe(actor: Actor) -> str:
    """A person or body in a few words: name, office where known, country; a state by its name alone."""
    state = actor.country and name_country(actor.country) == actor.name
    about = ", ".join(plain(k) for k in (actor.role, None if state else actor.country) if k and k not in actor.name)
    return f"{plain(actor.name)} ({about})" if about else plain(actor.name)


def _names(actors: Iterable[Actor]) -> str:
    return ", ".join(describe(a) for a in actors)


def _when(event: Event) -> str:
    if event.date is None:
        return "no date"
    if event.date_precision in ("day", "none"):
        return plain(event.date)
    return f"{event.date_precision} of {plain(event.date)}"


def _explained(line: Text, why: tuple[Why, ...], explain: bool) -> Text:
    if explain:
        for step in why:
            line.append(f"\n  because of {plain(step.rule)}: “{short(step.words, 120)}”", style="italic dim")
    return line
