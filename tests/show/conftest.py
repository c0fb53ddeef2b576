"""The made-up story as a case, and the page over it."""

import pytest
from stories import STORY, made_ledger

from dragoman.keep import Case
from dragoman.records import CODER, Reject


@pytest.fixture
def story(tmp_path):
    """Path of a case that holds the story and one input that was not read."""
    path = tmp_path / "story.db"
    with Case.open(path) as case:
        for article in STORY:
            case.add(article())
        case.reject(Reject(id="photo.bin", reason="binary", detail="this is no text", coder=CODER))
    return path


@pytest.fixture
def ledger_by_hand(monkeypatch):
    """The page is tested here, not the ledger: entries are those that a reader wrote down."""
    monkeypatch.setattr("dragoman.show.desk.ledger_of", lambda _case, as_of: made_ledger(as_of))


@pytest.fixture
def page(story, ledger_by_hand):  # noqa: ARG001
    """A browser without scripts, on loopback."""
    from fastapi.testclient import TestClient

    from dragoman.show.api import create_app

    with Case.open(story) as case:
        yield TestClient(create_app(case), base_url="http://127.0.0.1:8642")
