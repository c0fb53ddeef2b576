"""What an analyst does in her browser: by mouse, by keyboard, on a phone, in the dark, without scripts.

Needs a Chromium, whose path is in DRAGOMAN_TEST_CHROMIUM.
"""

import os
import re
from contextlib import contextmanager
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect
from stories import STORY, actor, document, event, made_ledger, weeks_of_three

from dragoman.keep import Case, Filter
from dragoman.records import CODER, Coded, Reject, hashed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not os.environ.get("DRAGOMAN_TEST_CHROMIUM"), reason="DRAGOMAN_TEST_CHROMIUM names no browser"),
]

PIER = hashed("entry", "reopen the pier")
PAGES = (
    "/?as_of=2021-03-20",
    f"/entry?id={PIER}&as_of=2021-03-20",
    "/article?id=n1",
    "/ask?q=What+does+Finland+want+from+Estonia%3F",
    "/timeline",
    "/dyads",
    "/actor?name=FIN",
    "/documents",
    "/search?q=pier",
    "/review",
    "/sources",
    "/rejects",
    "/export?as_of=2021-03-20",
    "/?as_of=2021-03-20&outcome=open",
    "/series?sides=FIN,EST",
    "/reciprocity?sides=FIN,EST",
    "/triangle?sides=EST,FIN,LVA",
    "/nowhere",
)
SIDES = (
    "/series?sides=FIN,EST&every=month",
    "/reciprocity?sides=FIN,EST&every=week",
    "/reciprocity?sides=FIN,EST&every=month",
    "/triangle?sides=FIN,EST,LVA&every=week",
    "/triangle?sides=FIN,EST,LVA&every=quarter",
    "/series?sides=FIN,FIN",
    "/series",
    "/ask?q=What+has+changed+between+Finland+and+Estonia%3F&as_of=2021-03-20",
    "/ask?q=Why+talk+to+Finland+now%3F&as_of=2021-03-20",
)
"""Pages of series: dyads, answers and triangles that are estimated and refused, one that is refused, an empty one."""
SERIOUS = {"serious", "critical"}
DESK, PHONE = {"width": 1200, "height": 800}, {"width": 360, "height": 740}
AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def browser():
    from browser import chromium

    with chromium() as opened:
        yield opened


@pytest.fixture
def case(tmp_path, monkeypatch):
    """The made-up story, with the ledger that a reader wrote down."""
    monkeypatch.setattr("dragoman.show.desk.ledger_of", lambda case, as_of: _ruled(case, made_ledger(as_of)))
    with Case.open(tmp_path / "story.db") as opened:
        for article in STORY:
            opened.add(article())
        opened.reject(Reject(id="photo.bin", reason="binary", detail="this is no text", coder=CODER))
        yield opened


def _ruled(case, entries):
    """The same entries with the outcomes that an analyst ruled."""
    said = {r.target: r.value for r in case.rulings() if r.field == "outcome"}
    return tuple(e.model_copy(update={"outcome": said.get(e.id, e.outcome)}) for e in entries)


@pytest.fixture
def address(case):
    from browser import served

    with served(case) as at:
        yield at


@contextmanager
def opened_tab(browser, address, **more):
    """A page of the browser that must never complain: of a policy broken, a file missing, a script failing."""
    context = browser.new_context(base_url=address, **more)
    opened = context.new_page()
    complaints = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert [c for c in complaints if "404" not in c] == []


@pytest.fixture
def tab(browser, address):
    with opened_tab(browser, address, viewport=DESK) as opened:
        yield opened


def faults_of(opened, paths):
    """What axe finds that shuts somebody out, and pages that run over the edge."""
    from axe_playwright_python.sync_playwright import Axe

    for path in paths:
        opened.goto(path)
        if opened.locator("figure[data-chart]").count():
            opened.wait_for_selector(".drawn svg", timeout=60_000)
        for details in opened.query_selector_all("details"):
            details.evaluate("element => { element.open = true }")
        for violation in Axe().run(opened, options=AA).response["violations"]:
            if violation["impact"] in SERIOUS:
                yield path, violation["id"], [node["html"][:120] for node in violation["nodes"]][:3]
        if opened.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            yield path, "runs over the edge"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_shuts_anybody_out(browser, address, scheme, size):
    with opened_tab(browser, address, color_scheme=scheme, viewport=size) as opened:
        assert list(faults_of(opened, PAGES)) == []


@pytest.fixture(scope="module")
def neighbours(tmp_path_factory):
    """More than a year of what three neighbours did to each other."""
    from browser import served

    with Case.open(tmp_path_factory.mktemp("three") / "neighbours.db") as case:
        for report in weeks_of_three():
            case.add(report)
        with served(case) as at:
            yield at


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_of_series_shuts_anybody_out(browser, neighbours, scheme, size):
    with opened_tab(browser, neighbours, color_scheme=scheme, viewport=size) as opened:
        assert list(faults_of(opened, SIDES)) == []


MARKS = ".drawn .mark-rect.role-mark path, .drawn .mark-symbol.role-mark path"


@pytest.mark.parametrize("path", [SIDES[0], SIDES[4], SIDES[-2], SIDES[-1]])
def test_the_events_behind_a_point_are_one_click_away(browser, neighbours, path):
    with opened_tab(browser, neighbours, viewport=DESK) as opened:
        opened.goto(path)
        opened.wait_for_selector(MARKS, timeout=60_000)
        opened.locator(MARKS).first.click(force=True)
        opened.wait_for_url(re.compile("/timeline"), timeout=20_000)
        assert opened.locator(".rows > li").count() >= 1
        opened.goto(path)
        for folded in opened.locator("figure summary").all():
            folded.click()
        opened.locator("figure table a, table.acts a").first.click()
        opened.wait_for_url(re.compile("/timeline|/article"))


def test_a_brief_as_a_file_leads_from_each_mark_to_its_line(browser, neighbours, tmp_path):
    path = tmp_path / "brief.html"
    with opened_tab(browser, neighbours, viewport=PHONE, color_scheme="dark") as opened:
        made = opened.request.get(SIDES[-1].replace("/ask?", "/brief?format=html&"))
        path.write_bytes(made.body())
        assert list(faults_of(opened, [path.as_uri()])) == []
        mark = opened.locator("figure svg a").first
        line = mark.evaluate(
            "a => decodeURIComponent((a.getAttribute('href') || a.getAttribute('xlink:href')).slice(1))"
        )
        mark.dispatch_event("click")
        expect(opened.locator(f'[id="{line}"]')).to_be_visible()


def test_every_page_is_there_without_scripts(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    opened = context.new_page()
    for path in PAGES[:-1]:
        assert opened.goto(path).status == 200
        assert opened.locator("h1").count() == 1
    opened.goto("/timeline", wait_until="networkidle")
    assert opened.locator("figure.chart img").bounding_box()["height"] > 50
    opened.get_by_text("The same as a table").click()
    assert opened.locator("figure.chart tbody tr").count() >= 1
    context.close()


def test_the_days_are_turned_by_slider_and_by_links(tab):
    tab.goto("/?as_of=2021-03-20")
    assert "1 open, 1 met" in tab.locator(".standfirst").inner_text()
    slider = tab.get_by_role("slider", name="The ledger as of")
    slider.focus()
    tab.keyboard.press("Home")
    tab.wait_for_url(re.compile("as_of=2021-03-0"))
    expect(tab.locator(".standfirst")).not_to_contain_text("met")
    first = tab.url
    tab.get_by_role("link", name="→").click()
    expect(tab).not_to_have_url(first)
    assert "as_of=" in tab.url
    tab.goto("/?as_of=2021-03-20")
    tab.get_by_role("link", name="the last month").click()
    expect(tab).to_have_url(re.compile("since="))
    expect(tab.locator("#changes")).to_be_visible()


def test_an_entry_is_ruled_on_in_place_by_mouse(tab, case):
    tab.goto("/?as_of=2021-03-20")
    tab.get_by_role("link", name="reopen the pier").first.click()
    tab.get_by_text("Rule on this entry").click()
    tab.get_by_label("What it is").select_option("outcome=disputed")
    tab.get_by_label("Reason").fill("The harbour master says it is shut.")
    tab.get_by_label("Your name").fill("Ilves")
    with tab.expect_navigation():
        tab.get_by_role("button", name="Keep the ruling").click()
    assert "Disputed" in tab.locator(".standfirst").inner_text()
    assert "The harbour master says it is shut." in tab.locator("main").inner_text()
    (kept,) = case.rulings()
    assert (kept.target, kept.value, kept.by) == (PIER, "disputed", "Ilves")
    assert kept.made is not None
    tab.goto("/review")
    assert "The harbour master says it is shut." in tab.locator("main").inner_text()


def test_pointing_at_words_and_tabbing_to_them_shows_their_record(tab):
    tab.goto("/article?id=n1")
    tag = tab.locator("a.tag").first
    label = tag.get_attribute("data-note")
    note = tab.locator(f"section.note#{label}")
    tab.locator(f'.mark[data-notes~="{label}"]').first.hover()
    expect(note).to_contain_class("lit")
    tab.mouse.move(0, 0)
    expect(note).not_to_contain_class("lit")
    for _ in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.className").startswith("tag"):
            break
    label = tab.evaluate("document.activeElement.dataset.note")
    expect(tab.locator(f"section.note#{label}")).to_contain_class("lit")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(f"#{label}$"))


def test_a_record_is_corrected_and_stays_so_when_it_is_coded_again(tab, case):
    (before,) = [e for e in case.events() if e.type == "RETREAT"]
    tab.goto(f"/article?id={quote(before.document)}")
    form = tab.locator(f'form:has(input[value="{before.id}"])')
    form.locator("xpath=..").locator("summary").click()
    form.get_by_label("type", exact=True).fill("COOPERATE")
    form.get_by_label("recipients").fill("Finland [FIN GOV]")
    form.get_by_label("Reason").fill("They opened it together.")
    form.get_by_label("Your name").fill("Ilves")
    with tab.expect_navigation():
        form.get_by_role("button", name="Keep the corrections").click()
    assert tab.locator(".note.corrected").count() == 1
    tab.goto("/timeline?type=COOPERATE")
    assert "They opened it together" not in tab.locator("main").inner_text()
    assert tab.locator(".rows > li").count() == 1
    coded = case.coded(before.document)
    case.add(coded.model_copy(update={"document": coded.document.model_copy(update={"coder": "dragoman-next"})}))
    (after,) = [e for e in case.events() if e.id == before.id]
    assert (after.type, after.quad, [a.country for a in after.recipients]) == (
        "COOPERATE",
        "material cooperation",
        ["FIN"],
    )
    assert any("ruling of Ilves" in why.rule for why in after.why)
    tab.goto(f"/article?id={quote(before.document)}")
    assert tab.get_by_label("Your name").first.input_value() == "Ilves", "the browser remembers who rules"


def test_a_record_is_accepted_and_rejected_by_keyboard_alone(tab, case):
    tab.goto("/article?id=n1")
    label = tab.locator("section.note.event").first.get_attribute("id")
    tab.locator(f"#{label} details.review summary").focus()
    tab.keyboard.press("Enter")
    tab.locator(f"#{label}").get_by_label("Your name").focus()
    tab.keyboard.type("Ilves")
    tab.keyboard.press("Tab")  # the day, with its parts
    tab.locator(f"#{label}").get_by_role("button", name="Accept").focus()
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert [(r.field, r.value) for r in case.rulings()] == [("review", "accepted")]
    (ruling,) = case.rulings()
    listed = case.count("event")
    tab.locator(f"#{label} details.review summary").focus()
    tab.keyboard.press("Space")
    tab.locator(f"#{label}").get_by_label("Reason").focus()
    tab.keyboard.type("Nobody said so.")
    tab.locator(f"#{label}").get_by_role("button", name="Reject").focus()
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert tab.locator(f"#{label}.rejected").count() == 1, "she can think again"
    assert case.count("event") == listed - 1
    assert ruling.target not in {e.id for e in case.events(Filter())}
    tab.goto("/timeline")
    assert f"w-{ruling.target}" not in tab.content()


def test_a_chart_is_drawn_by_script_and_zooms(tab):
    tab.goto("/timeline")
    tab.wait_for_selector(".drawn svg", timeout=60_000)

    def days():
        return tab.locator(".drawn .role-axis-label text").all_text_contents()

    before = days()
    tab.locator(".drawn svg").hover(position={"x": 400, "y": 100})
    tab.mouse.wheel(0, -400)
    tab.wait_for_function(
        "before => [...document.querySelectorAll('.drawn .role-axis-label text')]"
        ".map(t => t.textContent).join() !== before",
        arg=",".join(before),
        timeout=20_000,
    )
    tab.get_by_text("The same as a table").focus()
    tab.keyboard.press("Enter")
    tab.locator("figure.chart tbody a").first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile("since=.*until="))
    expect(tab.get_by_role("link", name="all of it")).to_be_visible()


def test_words_of_several_records_lead_to_each_of_them(tab):
    """The tie of a demand stands inside what somebody said: one word, two marks, a label for either."""
    tab.goto("/article?id=n1")
    several = tab.locator(".mark.several", has_text="We cannot talk").first
    labels = several.get_attribute("data-notes").split()
    assert len(labels) > 1
    several.hover()
    lit = tab.locator("section.note.lit")
    expect(lit).to_have_count(len(labels))
    assert sorted(lit.evaluate_all("found => found.map(note => note.id)")) == sorted(labels)
    assert several.evaluate("mark => getComputedStyle(mark).outlineStyle") != "none", "it is told without colour"
    reached = set()
    for _ in range(60):
        tab.keyboard.press("Tab")
        reached.add(tab.evaluate("document.activeElement.dataset.note"))
    assert set(labels) <= reached, "each is reached by keyboard"


def test_a_question_is_asked_and_followed_to_its_words_by_keyboard(tab):
    tab.goto("/ask")
    tab.get_by_label("Question").focus()
    tab.keyboard.type("What does Finland want from Estonia?")
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile(r"q=What"))
    expect(tab.locator(".brief").first).to_contain_text("pay the stranded crews")
    tab.locator("a.cite").first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile(r"/article\?id=n1.*#w-"))
    assert tab.evaluate("document.querySelector(':target') !== null")


def test_a_question_that_is_not_understood_is_said_and_what_can_be_asked_is_a_click_away(tab):
    tab.goto("/ask?q=Is+the+pier+nice%3F")
    assert "not" in tab.get_by_role("status").inner_text()
    with tab.expect_navigation():
        tab.locator("#forms ~ ul a").first.click()
    expect(tab.get_by_label("Question")).to_have_value(re.compile("^(?!Is the pier).+"))


def test_a_mark_that_is_touched_on_a_phone_shows_its_record_at_the_foot(browser, address):
    context = browser.new_context(base_url=address, viewport={"width": 380, "height": 700}, has_touch=True)
    phone = context.new_page()
    phone.goto("/article?id=n1")
    expect(phone.locator(".peek")).to_be_hidden()
    tag = phone.locator("a.tag").first
    tag.focus()
    expect(phone.locator(".peek")).to_be_visible()
    headline = phone.locator(f"section.note#{tag.get_attribute('data-note')} .headline").inner_text()
    assert headline.split("\n")[0] in phone.locator(".peek").inner_text()
    context.close()


def test_what_was_not_read_and_whose_words_the_case_rests_on_are_listed(tab):
    tab.goto("/")
    tab.get_by_role("navigation", name="Pages").get_by_role("link", name="Sources").click()
    expect(tab.get_by_role("cell", name="The Harbour Gazette")).to_be_visible()
    row = tab.get_by_role("row", name=re.compile("photo.bin"))
    assert "this is no text" in row.inner_text()


def test_two_sides_are_looked_at_by_mouse_from_the_dyads_to_their_acts(tab):
    tab.goto("/dyads")
    tab.get_by_role("link", name=re.compile("^between ")).first.click()
    tab.wait_for_url(re.compile("/timeline"))
    acts = tab.locator(".rows > li").count()
    assert acts >= 1
    tab.get_by_label("Type").select_option(index=1)
    tab.get_by_role("button", name="Show").click()
    tab.wait_for_url(re.compile("type="))
    assert tab.locator(".rows > li").count() < acts


def test_the_case_is_taken_away_by_mouse_and_by_keyboard(tab):
    tab.goto("/")
    tab.get_by_role("navigation", name="Pages").get_by_role("link", name="Export").click()
    tab.get_by_label("Published from").fill("2021-03-05")
    with tab.expect_navigation():
        tab.get_by_role("button", name="Choose").click()
    tab.get_by_role("link", name="Add the ledger as of").click()
    expect(tab.get_by_role("status")).to_contain_text("with the ledger as of")
    with tab.expect_download() as taken:
        tab.get_by_role("link", name="Download the case as CSV").click()
    packed = ZipFile(taken.value.path())
    assert {"README.txt", "events.csv", "ledger.csv"} <= set(packed.namelist())
    tab.goto("/export")
    for _ in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.textContent") == "Download the case as PLOVER JSON":
            break
    with tab.expect_download() as taken:
        tab.keyboard.press("Enter")
    assert ZipFile(taken.value.path()).namelist() == ["README.txt", "plover.jsonl"]


def test_one_finds_ones_way_by_keyboard(tab):
    tab.goto("/")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the page"
    tab.keyboard.press("Enter")
    expect(tab.locator("#main")).to_be_focused()
    tab.locator("#find").focus()
    tab.keyboard.type("pier")
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile("/search"))
    assert tab.locator(".hits li").count() >= 1
    tab.locator(".hits a").first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile("/article"))
    for name in ("Dyads", "Sources", "Review", "Documents", "Ask"):
        tab.get_by_role("navigation", name="Pages").get_by_role("link", name=name).focus()
        tab.keyboard.press("Enter")
        tab.wait_for_url(re.compile(name.lower()))
    tab.goto("/dyads")
    tab.get_by_role("link", name=re.compile("^between ")).first.click()
    tab.wait_for_url(re.compile("/timeline"))
    tab.goto("/actor?name=FIN")
    assert "Wants" in tab.locator("main").inner_text()


ATTACKS = (
    "<script>window.hit=1</script>",
    '"><img src=x onerror="window.hit=1">',
    "'><svg onload=window.hit=1>",
    "javascript:window.hit=1",
    "{{constructor.constructor('window.hit=1')()}}",
    "</textarea></select><iframe srcdoc='<script>parent.hit=1</script>'>",
)


def test_no_word_of_an_article_runs(tab, case):
    """A handful; `eval/xss.py` drives three hundred."""
    for n, words in enumerate(ATTACKS):
        text = f"Latvia met Malta {words} today."
        doc = document(
            f"x{n}{words}",
            words,
            [("title", words), ("body", text)],
            "2021-03-03",
            publisher=words,
            authors=(words,),
            url=words,
        )
        who = actor(doc.text, words, "Latvia", "LVA", role=words)
        whom = actor(doc.text, words, "Malta", "MLT")
        case.add(Coded(document=doc, claims=(event(doc, f"met Malta {words}", "CONSULT", (who,), (whom,)),)))
        for path in (
            "/article?id=" + quote(doc.id, safe=""),
            "/search?q=" + quote(words),
            "/actor?name=" + quote(words),
        ):
            tab.goto(path)
            assert tab.evaluate("window.hit") is None
    for path in ("/timeline", "/documents", "/sources", "/review"):
        tab.goto(path, wait_until="networkidle")
        assert tab.evaluate("window.hit") is None
