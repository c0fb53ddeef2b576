"""While articles come in, a reader gets the last whole ledger at once; a ruling everybody waits for."""

from threading import Event as Signal

import pytest

from dragoman.errors import CaseError
from dragoman.keep import CaseState
from dragoman.show.ledgers import Ledgers

DAY = "2020-03-01"


class Desk:
    """A case that is only a number of articles and rulings, and a scale that can be held back."""

    def __init__(self, patience_s: float = 0) -> None:
        self.texts, self.rulings, self.weighings = 1, 0, 0
        self.free, self.begun = Signal(), Signal()
        self.free.set()
        self.ledgers = Ledgers(self.state, self.weigh, patience_s)

    def state(self) -> CaseState:
        return CaseState(f"{self.texts} {self.rulings}", self.texts, self.rulings)

    def weigh(self, _as_of: str) -> tuple[str, ...]:
        told = (f"{self.texts} articles, {self.rulings} rulings",)
        self.weighings += 1
        self.begun.set()
        assert self.free.wait(30)
        return told

    def at(self, as_of: str = DAY) -> tuple[str, int]:
        found = self.ledgers.at(as_of)
        return found.entries[0], found.behind


def test_nothing_is_weighed_twice_while_the_case_stays_as_it_is():
    desk = Desk()

    assert desk.at() == desk.at() == ("1 articles, 0 rulings", 0)
    assert desk.weighings == 1


def test_the_last_whole_ledger_is_had_while_the_next_is_weighed():
    desk = Desk()
    desk.at()
    desk.free.clear()
    desk.texts = 4

    # the scale is held back: whoever waited for it would never get an answer
    assert desk.at() == ("1 articles, 0 rulings", 3)
    assert desk.begun.wait(30)
    assert desk.at() == ("1 articles, 0 rulings", 3)

    desk.free.set()
    desk.ledgers.settle()
    assert desk.at() == ("4 articles, 0 rulings", 0)


def test_whoever_has_patience_gets_the_new_one():
    desk = Desk(patience_s=30)
    desk.at()
    desk.texts = 2

    assert desk.at() == ("2 articles, 0 rulings", 0)


@pytest.mark.parametrize("change", [{"rulings": 1}, {"texts": 0}, {"texts": 9, "rulings": 1}])
def test_a_ruling_and_a_removal_are_waited_for(change):
    desk = Desk()
    desk.at()
    for name, value in change.items():
        setattr(desk, name, value)

    assert desk.at() == (f"{desk.texts} articles, {desk.rulings} rulings", 0)


def test_a_ruling_is_waited_for_though_an_older_ledger_is_being_weighed():
    """The one on the scale was begun before the ruling: it is not the one that knows of it."""
    desk = Desk()
    desk.at()
    desk.free.clear()
    desk.begun.clear()
    desk.texts = 2
    desk.at()
    assert desk.begun.wait(30)
    desk.rulings = 1
    desk.free.set()

    assert desk.at() == ("2 articles, 1 rulings", 0)


def test_a_day_that_nobody_has_asked_for_is_weighed_at_once():
    desk = Desk()
    desk.at()
    desk.texts = 2

    assert desk.at("2020-04-01") == ("2 articles, 0 rulings", 0)


def test_a_case_that_cannot_be_read_for_once_is_weighed_later():
    desk = Desk()
    desk.at()
    told, desk.ledgers._weigh = desk.ledgers._weigh, _broken
    desk.texts = 2
    assert desk.at() == ("1 articles, 0 rulings", 1)
    desk.ledgers.settle()
    desk.ledgers._weigh = told
    desk.at()
    desk.ledgers.settle()

    assert desk.at() == ("2 articles, 0 rulings", 0)


def _broken(_as_of: str) -> tuple[str, ...]:
    raise CaseError("the disk failed")


def test_the_page_and_the_api_say_how_far_a_ledger_is_behind(tmp_path, code):
    from fastapi.testclient import TestClient

    from dragoman.keep import Case
    from dragoman.show.api import create_app
    from dragoman.show.desk import Desk as WholeDesk

    def tell(case: Case, name: str, text: str) -> None:
        read = code(text, id=name, date="2020-02-01")
        case.add(_coded(read))

    with Case.open(tmp_path / "desk.db") as case:
        tell(case, "a", "Norway's foreign minister demanded on Monday that Iceland release the crew of the trawler.")
        app = create_app(case)
        desk = app.state.desk = WholeDesk(case, patience_s=0)
        page = TestClient(app, "http://127.0.0.1")
        assert page.get("/api/ledger", params={"as_of": DAY}).json()["behind"] == 0
        assert "come in since" not in page.get("/", params={"as_of": DAY}).text

        desk._ledgers._weigh_beside = lambda _: None
        tell(case, "c", "Kenya's president demanded on Monday that Uganda recall its envoy.")
        assert page.get("/api/ledger", params={"as_of": DAY}).json() | {"items": []} == {
            "items": [], "total": 1, "offset": 0, "limit": 100, "next": None, "behind": 1,
        }  # fmt: skip
        assert "1 article has come in since this ledger was weighed" in page.get("/", params={"as_of": DAY}).text


def _coded(read):
    from dragoman.records import Coded

    return Coded(document=read.document, claims=read.claims)
