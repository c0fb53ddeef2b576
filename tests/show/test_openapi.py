"""The API does what its OpenAPI says, and nothing else: no 5xx, nothing undocumented, one shape of failure.

Schemathesis asks every route many things, sound and unsound. DRAGOMAN_TEST_API_EXAMPLES=1000 makes it ask more.
"""

import os
import subprocess
import sys
from urllib.parse import quote

import pytest
import schemathesis
from browser import served
from fastapi.testclient import TestClient
from stories import STORY, made_ledger

from dragoman.keep import Case
from dragoman.records import CODER, Reject, hashed
from dragoman.show.api import create_app
from dragoman.show.export import FORMS
from dragoman.show.guard import Guard

pytestmark = pytest.mark.slow
EXAMPLES = os.environ.get("DRAGOMAN_TEST_API_EXAMPLES", "15")
TOKEN = "the harbour is open"
DAY = "2021-03-20"
PIER = hashed("entry", "reopen the pier")


@pytest.fixture(scope="module")
def story_case(tmp_path_factory):
    with Case.open(tmp_path_factory.mktemp("api") / "story.db") as opened, pytest.MonkeyPatch.context() as patch:
        patch.setattr("dragoman.show.desk.ledger_of", lambda _case, as_of: made_ledger(as_of))
        for article in STORY:
            opened.add(article())
        opened.reject(Reject(id="photo.bin", reason="binary", detail="this is no text", coder=CODER))
        yield opened


def token_of(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture(scope="module")
def locked(story_case):
    """The API as another address has it: with a token."""
    return create_app(story_case, Guard(token=TOKEN))


@pytest.fixture(scope="module")
def schema(locked):
    """What it says of itself, as schemathesis reads it."""
    loaded = schemathesis.openapi.from_asgi("/openapi.json", locked, headers=token_of(TOKEN))
    assert len(list(loaded.get_all_operations())) >= 18
    return loaded


def test_every_route_answers_as_documented_whatever_it_is_asked(story_case, tmp_path):
    """All of schemathesis: odd methods, missing tokens, sound and unsound values, calls that follow from another."""
    (tmp_path / "schemathesis.toml").write_text(
        # what no schema can say, such as "a day before another", is refused with 400
        '[checks.positive_data_acceptance]\nexpected-statuses = ["2xx", "400", "403", "404"]\n'
    )
    with served(story_case, Guard(token=TOKEN)) as address:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json"),
                *("--header", f"Authorization: Bearer {TOKEN}", "--max-examples", EXAMPLES, "--seed", "2009"),
                *("--suppress-health-check", "all", "--no-color", "--continue-on-failure"),
            ],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]


def test_what_is_there_is_given_as_documented(schema, locked, story_case):
    """Made-up ids find nothing: these are asked for by name."""
    claims = {kind: story_case.ids(kind)[0] for kind in ("statement", "event", "demand")}
    found = {
        "documents": ["?about=FIN&limit=2"],
        "events": ["?actor=FIN", "?type=consult&since=2021-03-01"],
        "statements": ["?limit=1"],
        "demands": ["?recipient=Estonia"],
        "article": ["?id=n1"],
        "record": [f"?id={quote(i)}" for i in claims.values()],
        "ledger": [f"?as_of={DAY}", f"?as_of={DAY}&since=2021-03-10", f"?as_of={DAY}&by=FIN&of=EST"],
        "entry": [f"?id={PIER}&as_of={DAY}"],
        "rejects": [""],
        "search": ["?q=pier"],
        "rulings": [""],
        "brief": ["?q=What+does+Finland+want+from+Estonia%3F"],
        "export": [""],
        "export/{form}": [f"/{form}" for form in FORMS],
        "series": ["?sides=FIN,EST"],
        "reciprocity": ["?sides=FIN,EST"],
        "triangle": ["?sides=EST,FIN,LVA"],
    }
    assert {f"/api/{route}" for route in found} == {operation.ok().path for operation in schema.get_all_operations()}
    asker = TestClient(locked, headers=token_of(TOKEN))
    for route, questions in found.items():
        for question in questions:
            answer = asker.get(f"/api/{route.removesuffix('/{form}')}{question}")
            assert answer.status_code == 200, (route, question, answer.text)
            schema[f"/api/{route}"]["GET"].validate_response(answer)
    new = {"target": claims["demand"], "field": "review", "value": "accepted", "because": "read", "by": "Ilves"}
    ruled = asker.post("/api/rulings", json=new)
    assert ruled.status_code == 201
    schema["/api/rulings"]["POST"].validate_response(ruled)


def test_a_locked_api_says_so_and_lets_nobody_in_without_the_token(schema, locked):
    asker = TestClient(locked)
    for operation in schema.get_all_operations():
        route = operation.ok()
        assert route.definition.raw["security"] == [{"HTTPBearer": []}]
        for headers in ({}, token_of("guess"), {"Authorization": f"Basic {TOKEN}"}):
            answer = asker.request(route.method.upper(), route.path.replace("{form}", "csv"), headers=headers)
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == "Bearer"
            route.validate_response(answer)


def test_a_wrong_verb_is_told_which_are_right(page):
    answer = page.delete("/api/rulings")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")
    assert answer.json()["error"]["reason"] == "bad_method"
    assert page.post("/api/events").headers["allow"] == "GET"


@pytest.mark.parametrize(
    "day", ["0", "20210320", "1616198400", "2021-W11-6", "2021-03-20T00:00", "2021-3-20", "٢٠٢١-٠٣-٢٠"]
)
def test_a_day_is_written_out_or_it_is_none(page, day):
    answer = page.get("/api/events", params={"since": day})
    assert answer.status_code == 422
    assert "2009-08-19" in answer.json()["error"]["detail"]
    ruling = {"target": "x", "field": "review", "value": "accepted", "because": "y", "by": "Ilves", "on": day}
    assert page.post("/api/rulings", json=ruling).status_code == 422
