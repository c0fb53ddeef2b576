"""For whom somebody speaks, as a ledger takes his word."""

import pytest

from dragoman.records import Actor, hashed
from dragoman.weigh.names import as_speaker


@pytest.mark.parametrize(("sector", "side"), [("GOV", "BLR"), ("COP", "BLR"), (None, "BLR"), ("CVL", ""), ("OPP", "")])
def test_a_state_is_spoken_for_by_its_own_and_not_by_its_people(sector, side):
    actor = Actor(
        name="somebody", text=None, start=None, end=None, country="BLR", sector=sector, role=None, in_office=None,
        id=hashed("actor", "somebody", "BLR"),
    )  # fmt: skip

    assert as_speaker(actor) == (side, "somebody")
