"""What an analyst sees, and what an article may not do to her browser."""

import io
import re
from html import unescape
from html.parser import HTMLParser
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient
from stories import actor, demand, document, event, made_ledger, statement

from dragoman.keep import Case
from dragoman.records import Coded, Demand, hashed
from dragoman.show.api import create_app
from dragoman.show.export import FORMS, export
from dragoman.show.guard import Guard
from dragoman.show.marks import blocks_of, notes_of

PAGES = (
    "/",
    "/ask",
    "/ask?q=What+does+Finland+want+from+Estonia%3F",
    "/actor?name=FIN",
    "/timeline",
    "/documents",
    "/search?q=pier",
    "/rejects",
    "/export",
    "/article?id=n1",
)
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "</title><script>alert(1)</script>",
    "<!--<script>-->",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202e<b>evil</b>\u202c\x1b[31m",
)


def entry_id(act: str) -> str:
    return hashed("entry", act)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_without_scripts_and_allows_none_but_ours(page, path):
    answer = page.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?! src=\"/static/)|\son\w+=|style=\"", answer.text)
    assert re.findall(r"(?:src|href)=\"https?://", answer.text.replace("https://harbour.example", "")) == []
    assert 'class="skip" href="#main"' in answer.text
    assert answer.text.count("<h1") == 1


def test_the_desk_shows_the_board_as_of_any_day(page):
    early, late = page.get("/?as_of=2021-03-10").text, page.get("/?as_of=2021-03-20").text
    assert "2 open" in early
    assert "1 open, 1 met" in late
    assert "accepted in part" in early
    assert "no demand is on record" in page.get("/?as_of=2020-01-01").text


def test_the_desk_says_what_changed_since_a_day(page):
    shown = page.get("/?as_of=2021-03-20&since=2021-03-10").text.split("What changed")[1]
    assert "outcome met" in shown
    assert "first demanded" not in shown


def test_an_entry_is_told_in_the_order_of_time_with_its_sources(page):
    shown = page.get(f"/entry?id={entry_id('reopen the pier')}&as_of=2021-03-20").text
    told = shown.split('class="history"')[1]
    assert told.index("demanded") < told.index("accepted in part") < told.index("outcome: met")
    assert "Estonia reopened the pier on Thursday." in told
    assert "By the rule “the act was done”" in told
    assert "Undated" in shown


def test_an_article_marks_every_record_in_its_own_words(page):
    shown = page.get("/article?id=n1").text
    for label in ("S1", "E1", "E2", "D1", "D2"):
        assert re.search(rf'id="w-\w+" href="#{label}"', shown)
        assert f'id="{label}"' in shown
    assert "Related, not this article" in shown
    assert "Repeated text" in shown


def test_marks_overlap_without_losing_a_letter():
    doc = document("o", None, [("body", "Latvia asked Malta to send the boats back."), ("bio", "She writes.")])
    lva, mlt = actor(doc.text, "Latvia", "Latvia", "LVA"), actor(doc.text, "Malta", "Malta", "MLT")
    claims = (
        event(doc, "asked Malta to send the boats back", "REQUEST", (lva,), (mlt,)),
        demand(doc, "asked Malta to send the boats back", "send the boats back", lva, mlt),
        statement(doc, "Malta to send", lva, "indirect"),
    )
    blocks = blocks_of(doc, notes_of(claims))
    pieces = [p for b in blocks for paragraph in b.paragraphs for p in paragraph.pieces]
    assert "".join(p.text for p in pieces) == doc.text.replace("\n", "")
    assert [b.coded for b in blocks] == [True, False]
    deepest = max(pieces, key=lambda p: len(p.notes))
    assert {n.kind for n in deepest.notes} == {"statement", "event", "demand"}


def tags_of(shown: str) -> list[tuple[str, dict[str, str | None]]]:
    """Every tag of a page with its attributes, as a browser would see them."""
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, dict(attrs)))

    Reader().feed(shown)
    return found


@pytest.fixture
def evil(tmp_path):
    """A case whose every word is an attack."""
    path = tmp_path / "evil.db"
    with Case.open(path) as case:
        for n, payload in enumerate(PAYLOADS):
            words = f"Latvia {payload} asked Malta to send {payload} back. {payload}"
            doc = document(
                f"evil-{n} {payload}",
                payload,
                [("title", payload), ("body", words), ("related", payload)],
                "2021-01-01",
                publisher=payload,
                authors=(payload,),
                url=f"javascript:alert('{n}')",
            )
            lva = actor(doc.text, payload, "Latvia", "LVA", role=payload)
            mlt = actor(doc.text, f"Malta {payload}", "Malta", "MLT")
            act = f"send {payload} back"
            case.add(
                Coded(
                    document=doc,
                    claims=(
                        event(doc, f"asked Malta to {act}", "REQUEST", (lva,), (mlt,)),
                        demand(doc, f"asked Malta to {act}", act, lva, mlt),
                        statement(doc, payload, lva),
                    ),
                )
            )
        yield case


@pytest.mark.usefixtures("ledger_by_hand")
def test_no_word_of_an_article_becomes_markup(evil):
    browser = TestClient(create_app(evil), base_url="http://localhost")
    paths = [f"/article?id={quoted}" for quoted in map(_quoted, (d.id for d in evil.documents()))]
    for payload in PAYLOADS:
        paths += [f"/search?q={_quoted(payload)}", f"/?by={_quoted(payload)}", f"/documents?about={_quoted(payload)}"]
    for path in [*paths, "/timeline", "/documents"]:
        shown = browser.get(path).text
        for tag, attributes in tags_of(shown):
            assert tag not in ("b", "iframe", "object"), path
            assert tag != "img" or attributes["src"].startswith("/charts/"), path
            assert tag != "script" or attributes["src"].startswith("/static/"), path
            assert not [a for a in attributes if a.startswith("on") or a == "style"], path
            assert not (attributes.get("href") or "").lower().startswith(("javascript:", "data:")), path
        assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", shown), path


def _quoted(words: str) -> str:
    from urllib.parse import quote

    return quote(words, safe="")


def test_a_ruling_made_on_the_page_is_kept_and_shown(page, story):
    target = entry_id("pay the stranded crews")
    form = {
        "target": target,
        "change": "outcome=disputed",
        "because": "The crews <b>say</b> nothing came.",
        "by": "Ilves",
    }
    answer = page.post(
        "/rulings",
        data={**form, "on": "2021-03-19", "back": f"/entry?id={target}&as_of=2021-03-20"},
        headers={"Origin": "http://127.0.0.1:8642"},
        follow_redirects=False,
    )
    assert answer.status_code == 303
    assert "The crews &lt;b&gt;say&lt;/b&gt; nothing came." in page.get(answer.headers["location"]).text
    with Case.open(story) as case:
        assert [(r.field, r.value, r.by) for r in case.rulings()] == [("outcome", "disputed", "Ilves")]


@pytest.mark.parametrize("back", ["//elsewhere.example", "https://elsewhere.example/", "/\\elsewhere.example"])
def test_a_ruling_never_sends_the_reader_elsewhere(page, back):
    form = {
        "target": "n1",
        "change": "reliability=B",
        "because": "seen",
        "by": "Ilves",
        "on": "2021-03-19",
        "back": back,
    }
    assert page.post("/rulings", data={**form, "back": back}, follow_redirects=False).headers["location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_no_other_site_can_rule(page, headers, story):
    form = {"target": "x", "change": "outcome=met", "because": "seen", "by": "Mallory", "on": "2021-03-19"}
    assert page.post("/rulings", data=form, headers=headers).status_code == 403
    assert page.post("/api/rulings", json={"target": "x"}, headers=headers).status_code == 403
    with Case.open(story) as case:
        assert case.rulings() == ()


@pytest.mark.parametrize(
    ("target", "change"),
    [("nothing", "outcome=met"), ("n1", "outcome=met"), ("n1", "reliability=Z"), ("n1", "reliability")],
)
def test_a_ruling_that_cannot_be_carried_out_is_refused(page, story, target, change):
    form = {"target": target, "change": change, "because": "seen", "by": "Ilves", "on": "2021-03-19"}
    assert page.post("/rulings", data=form).status_code == 400
    with Case.open(story) as case:
        assert case.rulings() == ()


def test_a_foreign_name_for_our_address_is_refused(page):
    assert page.get("/", headers={"Host": "rebound.example"}).status_code == 400


@pytest.mark.usefixtures("ledger_by_hand")
def test_another_address_asks_for_its_token(story):
    with Case.open(story) as case:
        browser = TestClient(create_app(case, Guard(token="open sesame")), base_url="http://desk.example")
        refused = browser.get("/api/events")
        assert refused.status_code == 401
        assert refused.json()["error"]["reason"] == "token_needed"
        assert "A token is needed" in browser.get("/?token=wrong").text
        assert browser.get("/api/events", headers={"Authorization": "Bearer open sesame"}).status_code == 200
        first = browser.get("/rejects?token=open%20sesame")
        assert first.status_code == 200
        assert "httponly" in first.headers["set-cookie"].lower()
        assert browser.get("/rejects").status_code == 200, "the browser keeps it"


def test_the_page_sees_what_was_added_meanwhile(page, story):
    assert page.get("/timeline?side=Latvia").text.count("<li>") == page.get("/timeline?side=Malta").text.count("<li>")
    doc = document("new", "Latvia visits", [("body", "Latvia met Malta on Sunday.")], "2021-04-01")
    lva, mlt = actor(doc.text, "Latvia", "Latvia", "LVA"), actor(doc.text, "Malta", "Malta", "MLT")
    with Case.open(story) as case:
        case.add(Coded(document=doc, claims=(event(doc, "Latvia met Malta", "CONSULT", (lva, mlt), ()),)))
    assert "Latvia met Malta" in page.get("/timeline?side=Latvia").text
    with Case.open(story) as case:
        changed = event(doc, "Latvia met Malta", "CONSULT", (lva, mlt), (), mode="multilateral")
        case.add(Coded(document=doc, claims=(changed,)))
    assert "CONSULT multilateral" in page.get("/timeline?side=Latvia").text, "the newest article was coded again"


def test_what_is_not_there_is_said_plainly(page):
    assert "no such document" in page.get("/article?id=nothing").text
    assert page.get("/article?id=nothing").status_code == 404
    assert page.get("/?as_of=yesterday").status_code == 400
    assert "is not a day" in page.get("/?as_of=yesterday").text
    assert page.get("/nowhere").status_code == 404


def test_the_api_pages_through_a_list_and_fails_in_one_shape(page):
    first = page.get("/api/events?limit=2").json()
    assert (len(first["items"]), first["total"], first["next"]) == (2, 5, 2)
    rest = page.get("/api/events?limit=200&offset=2").json()
    assert (len(rest["items"]), rest["next"]) == (3, None)
    for path in (
        "/api/events?limit=0",
        "/api/article?id=none",
        "/api/nowhere",
        "/api/search?q=%21",
        "/api/ledger?as_of=x",
    ):
        answer = page.get(path)
        assert 400 <= answer.status_code < 500, path
        assert set(answer.json()["error"]) == {"status", "reason", "detail"}


def test_the_api_gives_a_record_and_takes_a_ruling(page):
    demand_id = page.get("/api/demands").json()["items"][0]["id"]
    assert Demand.model_validate(page.get(f"/api/record?id={demand_id}").json()).id == demand_id
    made = page.post(
        "/api/rulings",
        json={"target": demand_id, "field": "review", "value": "accepted", "because": "read", "by": "Ilves"},
    )
    assert made.status_code == 201
    assert page.get("/api/rulings").json()["items"] == [made.json()]


def test_openapi_names_every_route_and_every_failure(page):
    described = page.get("/openapi.json").json()
    assert {"/api/events", "/api/ledger", "/api/article", "/api/rulings"} <= set(described["paths"])
    for route in described["paths"].values():
        for verb in route.values():
            assert {"400", "401", "403", "404", "422"} <= set(verb["responses"])


def test_every_form_of_export_can_be_taken_from_the_page_and_says_what_it_cannot_hold(page):
    shown = page.get("/export?since=2021-03-05").text
    links = [attributes["href"] for tag, attributes in tags_of(shown) if "take" in (attributes.get("class") or "")]
    assert [link.split("?")[0].rsplit("/", 1)[1] for link in links] == list(FORMS)
    for form in FORMS.values():
        assert all(what in unescape(shown) for what in form.lacks)
    for link in links:
        answer = page.get(link)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/zip"
        assert 'filename="story-' in answer.headers["content-disposition"]
        names = ZipFile(io.BytesIO(answer.content)).namelist()
        assert names[0] == "README.txt" and len(names) > 1


@pytest.mark.parametrize("form", FORMS)
def test_a_download_holds_what_the_command_writes(form, page, story, tmp_path):
    assert export(str(story), form, str(tmp_path / form), since="2021-03-05") == 0
    first, again = (page.get(f"/api/export/{form}?since=2021-03-05").content for _ in range(2))
    assert first == again, "neither the day nor the machine stands in it"
    packed = ZipFile(io.BytesIO(first))
    about = packed.read("README.txt").decode()
    assert all(what in about for what in FORMS[form].lacks)
    for file in (tmp_path / form).iterdir():
        assert packed.read(file.name) == file.read_bytes()
        assert file.name in about


def test_an_export_takes_the_ledger_along_where_it_has_a_place(page):
    links = re.findall(r'href="(/api/export/[^"]+)"', page.get("/export?as_of=2021-03-20").text)
    with_day = [link.split("?")[0].rsplit("/", 1)[1] for link in links if "as_of=2021-03-20" in link]
    assert with_day == [name for name, form in FORMS.items() if form.ledger]
    packed = ZipFile(io.BytesIO(page.get("/api/export/csv?as_of=2021-03-20").content))
    assert b"reopen the pier" in packed.read("ledger.csv")
    refused = page.get("/api/export/gdelt?as_of=2021-03-20")
    assert (refused.status_code, refused.json()["error"]["reason"]) == (400, "bad_request")
    assert page.get("/api/export/stone").status_code == 422
    assert [one["name"] for one in page.get("/api/export").json()] == list(FORMS)


def test_a_long_board_shows_the_newest_and_leads_to_all(page, monkeypatch):
    first = made_ledger("2021-03-20")[0].model_copy(update={"outcome": "open"})
    many = [first.model_copy(update={"id": f"e{n:03}", "act": f"mend pier {n:03}"}) for n in range(230)]
    monkeypatch.setattr("dragoman.show.desk.ledger_of", lambda _case, _as_of: tuple(many))
    shown = page.get("/?as_of=2021-03-20").text
    assert shown.count('class="card"') < 30
    assert "230 demands are on record: 230 open" in shown
    (link,) = re.findall(r'href="(/\?[^"]*outcome=open)"', shown)
    seen: list[str] = []
    path: str | None = unescape(link)
    while path:
        shown = page.get(path).text
        seen += re.findall(r"mend pier \d+", shown.split('id="changes"')[0])
        path = next((unescape(p) for p in re.findall(r'href="([^"]+)" rel="next">Next page', shown)), None)
    assert sorted(seen) == [f"mend pier {n:03}" for n in range(230)]
    assert page.get("/?outcome=stone").status_code == 400
