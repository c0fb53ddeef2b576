"""What many tests need: a coder loaded once, and a way to code a few sentences."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from dragoman.records import Coded, Demand, Document, Event, Statement, spans_of
from dragoman.settings import Settings

# a shared machine may stop for a second at any place: what a test takes says nothing about the law it states
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

SHARED = Path(__file__).resolve().parents[2] / "shared"
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


class Read:
    """One coded text, with what was found in it told apart."""

    def __init__(self, coded: Coded) -> None:
        self.document: Document = coded.document
        self.claims = coded.claims
        self.statements = [c for c in coded.claims if isinstance(c, Statement)]
        self.events = [c for c in coded.claims if isinstance(c, Event)]
        self.demands = [c for c in coded.claims if isinstance(c, Demand)]

    def event(self, type_name: str) -> Event:
        """The only event of this type."""
        found = [e for e in self.events if e.type == type_name]
        told = [(e.type, e.evidence[0].exact) for e in self.events]
        assert len(found) == 1, f"{len(found)} events of type {type_name} among {told}"
        return found[0]

    def quotes_its_source(self) -> bool:
        return all(span.still_says_so(self.document.text) for claim in self.claims for span in spans_of(claim))


@pytest.fixture(scope="session")
def coder():
    from dragoman.find import Coder

    return Coder(Settings())


@pytest.fixture(scope="session")
def code(coder) -> Callable[..., Read]:
    """Code a text: `code("Belarus freed …", date="2008-08-20")`."""
    from dragoman.read import read_text

    def run(text: str, **given) -> Read:
        return Read(coder.code(read_text(text, **given)))

    return run


@pytest.fixture
def shared() -> Path:
    """The folder with gold data, which users do not have."""
    if not (SHARED / "bench").is_dir():
        pytest.skip("the gold data is not here (../shared)")
    return SHARED
