"""An article is kept whole, once, and in the same way whatever came before it."""

import json
import sqlite3
import subprocess
import sys
import time
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_articles import CODER, HARBOUR, article

from dragoman.errors import CaseError, SourceError
from dragoman.keep import Case, Filter
from dragoman.records import CODED_PARTS, Reject, Ruling


def everything(case: Case) -> list[str]:
    """All that a reader can list, in the order in which it comes."""
    kinds = ("document", "event", "statement", "demand")
    lines = [line for kind in kinds for line in case.lines(kind)]
    return [*lines, json.dumps(case.copies()), *(r.model_dump_json() for r in case.rejects())]


def test_what_goes_in_comes_out_byte_for_byte(case: Case):
    kept = article("a1", HARBOUR, title="Ships for “Seyðisfjörður” 🐟", claims=9)

    assert case.add(kept).what == "added"

    assert case.coded("a1") == kept
    assert list(case.lines("document")) == [kept.document.model_dump_json()]
    listed = [*case.lines("event"), *case.lines("statement"), *case.lines("demand")]
    assert sorted(listed) == sorted(c.model_dump_json() for c in kept.claims)


def test_adding_twice_changes_nothing(case: Case):
    case.add(article("a1", HARBOUR))
    before = everything(case)

    assert case.add(article("a1", HARBOUR)).what == "known"

    assert everything(case) == before
    assert case.holds(article("a1", HARBOUR).document)
    assert case.known("a1", article("a1", HARBOUR).document.content_hash, CODER)
    assert not case.known("a1", "another text", CODER)


def test_a_new_version_takes_the_place_of_the_old_one_for_good(case: Case):
    """The paper corrected its story; a second run over the old download must not bring the old one back."""
    case.add(article("a1", "Oslo sent two ships."))
    assert case.add(article("a1", "Oslo sent three ships.")).what == "new version"
    after = everything(case)

    assert case.add(article("a1", "Oslo sent two ships.")).what == "known"

    assert everything(case) == after
    assert [d.text for d in case.documents()] == ["Oslo sent three ships."]
    assert not case.search("two")
    assert [hit.document for hit in case.search("three")] == ["a1"]


def test_a_better_coder_replaces_the_records_and_leaves_the_rulings(case: Case):
    case.add(article("a1", HARBOUR, claims=3))
    ruling = Ruling(
        id="r1",
        target=case.events()[0].id,
        field="status",
        value="denied",
        because="Oslo says no",
        by="AB",
        on="2021-03-04",
    )
    case.rule(ruling)
    case.rule(ruling)

    assert case.add(article("a1", HARBOUR, claims=6, coder="dragoman-next")).what == "recoded"

    assert len(case.events()) == 2
    assert {e.coder for e in case.events()} == {"dragoman-next"}
    assert case.rulings() == (ruling,)


def test_a_reject_is_kept_until_the_thing_is_read(case: Case):
    unread = Reject(id="a1", reason="empty", detail="there is no text", coder=CODER)
    case.reject(unread)
    case.reject(unread)
    assert case.rejects() == (unread,)

    case.add(article("a1", HARBOUR))

    assert case.rejects() == ()


def test_a_document_that_is_not_coded_keeps_its_own_reject(case: Case):
    reject = Reject(id="a1", reason="language", detail="Finnish is not coded", coder=CODER)

    case.add(article("a1", "Helsinki kiisti asian.", claims=0, rejects=(reject,)))

    assert case.rejects() == (reject,)
    assert case.add(article("a1", "Helsinki kiisti asian.", claims=0, rejects=(reject,))).what == "known"


def test_half_a_character_is_refused_and_leaves_no_trace(case: Case):
    with pytest.raises(SourceError, match="not Unicode"):
        case.add(
            article("a1", "Oslo").model_copy(
                update={"document": article("a1", "Oslo").document.model_copy(update={"text": "\ud800slo"})}
            )
        )
    assert case.documents() == ()


def test_removing_a_document_leaves_the_case_as_if_it_had_never_come(case: Case):
    case.add(article("a1", HARBOUR))
    before = everything(case)
    case.add(article("a2", HARBOUR + " So says the mayor."))
    case.add(article("a2", "Nothing of this was true."))

    assert case.remove("a2")

    assert everything(case) == before
    assert not case.remove("a2")


# ---- copies


def test_a_wire_copy_under_another_headline_is_the_same_source(case: Case):
    """Agencies' text is printed whole, with a line added, or cut at the end."""
    case.add(article("wire", HARBOUR, "2021-03-01", title="Norway wants a harbour"))
    added = case.add(article("paper", HARBOUR + " Additional reporting by our staff.", "2021-03-02", title="Ship row"))
    cut = " ".join(HARBOUR.split()[:90])
    case.add(article("free-sheet", cut, "2021-03-02"))
    case.add(article("other", "Finland will not send ships to Iceland, its minister said. " * 3, "2021-03-02"))

    assert added.copy_of == "wire"
    assert case.copies() == {"paper": "wire", "free-sheet": "wire"}


def test_an_equal_form_of_words_about_other_acts_is_no_copy(case: Case):
    """Short reports differ by a number, and a yearly notice repeats last year's words: both are news."""
    case.add(article("two", "Iceland expelled two Norwegian diplomats on Monday.", "2021-03-01"))
    case.add(article("ten", "Iceland expelled ten Norwegian diplomats on Monday.", "2021-03-02"))
    case.add(article("this year", HARBOUR + " It is the second time.", "2021-03-02"))
    case.add(article("last year", HARBOUR, "2020-03-02"))

    assert case.copies() == {}


TALES = (
    article("wire", HARBOUR, "2021-03-02"),
    article("early", HARBOUR + " More follows.", "2021-03-01"),
    article("undated", "Update. " + HARBOUR, None),
    article("cut", " ".join(HARBOUR.split()[:90]), "2021-03-02"),
    article("alone", "Finland has recalled its envoy. Nobody knows why.", "2021-02-01", actor="FIN"),
)


def test_the_order_of_arrival_never_matters(tmp_path: Path):
    seen = set()
    for n, order in enumerate(permutations(TALES, len(TALES))):
        if n % 9 == 0:
            with Case.open(tmp_path / f"{n}.db") as case:
                for tale in order:
                    case.add(tale)
                seen.add("\n".join(everything(case)))
    assert len(seen) == 1


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_coming_going_and_coming_again_ends_where_it_should(tmp_path_factory: pytest.TempPathFactory, data):
    """Whatever is added, added again and removed on the way, the case holds what it would hold had it come at once."""
    steps = data.draw(st.lists(st.tuples(st.booleans(), st.sampled_from(TALES)), max_size=12))
    folder = tmp_path_factory.mktemp("case")
    held = {}
    with Case.open(folder / "long.db") as long_way, Case.open(folder / "short.db") as short_way:
        for comes, tale in steps:
            if comes:
                long_way.add(tale)
                held[tale.document.id] = tale
            else:
                long_way.remove(tale.document.id)
                held.pop(tale.document.id, None)
        for tale in held.values():
            short_way.add(tale)
        assert everything(long_way) == everything(short_way)


# ---- what can happen to the machine

WRITER = """
import sys
sys.path.insert(0, {tests!r})
from made_articles import HARBOUR, article
from dragoman.keep import Case
with Case.open({where!r}) as case:
    for n in range(300):
        case.add(article(f"a{{n:03}}", f"{{n}} ships. " + HARBOUR, claims=30))
        print(n, flush=True)
"""


def test_a_killed_run_leaves_whole_articles_and_can_be_run_again(tmp_path: Path):
    where = str(tmp_path / "desk.db")
    program = WRITER.format(tests=str(Path(__file__).parent), where=where)
    run = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert run.stdout is not None
    for _ in range(7):
        run.stdout.readline()
    time.sleep(0.003)
    run.kill()
    run.wait()

    with Case.open(where) as case:
        kept = case.documents()
        assert 7 <= len(kept) < 300
        assert case.count("event") == 10 * len(kept)
        assert case.count("statement") == case.count("demand") == 10 * len(kept)
        before = everything(case)
        for n in range(len(kept)):
            again = article(f"a{n:03}", f"{n} ships. " + HARBOUR, claims=30)
            assert case.holds(again.document)
            assert case.add(again).what == "known"
        assert everything(case) == before
    with sqlite3.connect(where) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_full_disk_is_said_and_keeps_what_was_whole(tmp_path: Path):
    from sqlalchemy import event

    where = tmp_path / "desk.db"
    tales = [article(f"a{n:02}", f"{n} ships. " + HARBOUR, claims=60) for n in range(40)]
    with Case.open(where) as case:
        case.add(tales[0])

        @event.listens_for(case._engine, "connect")
        def small(connection, _record):
            connection.execute("PRAGMA max_page_count = 120")

        case._engine.dispose()
        with pytest.raises(CaseError, match="disk is full"):
            for tale in tales:
                case.add(tale)
        kept = len(case.documents())
        assert 1 <= kept < len(tales)
        assert case.count("event") == 20 * kept
    with Case.open(where) as case:
        for tale in tales:
            case.add(tale)
        assert len(case.documents()) == len(tales)
    with sqlite3.connect(where) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_several_writers_and_readers_lose_nothing(where: str):
    from concurrent.futures import ThreadPoolExecutor

    tales = [article(f"a{n:03}", f"{n} ships. " + HARBOUR, claims=9) for n in range(60)]

    def read(case: Case) -> None:
        view = case.view()
        assert len(view.events) == 3 * len(view.documents)
        case.search("harbour", Filter(about="ISL"))

    with Case.open(where) as one, Case.open(where) as other, ThreadPoolExecutor(8) as pool:
        work = [pool.submit((one, other)[n % 2].add, tale) for n, tale in enumerate(tales)]
        work += [pool.submit(read, one) for _ in range(20)]
        for job in work:
            job.result()
        assert len(one.documents()) == 60
        assert set(other.copies().values()) == {"a000"}


def test_only_coded_parts_are_searched(case: Case):
    assert "related" not in CODED_PARTS
    tale = article("a1", "Oslo waits.\n\nMore from us: Hedgehogs")
    parts = (tale.document.parts[0].model_copy(update={"end": 11}),)
    parts += (tale.document.parts[0].model_copy(update={"start": 13, "kind": "related"}),)
    case.add(tale.model_copy(update={"document": tale.document.model_copy(update={"parts": parts})}))

    assert case.search("Oslo")
    assert not case.search("hedgehogs")
