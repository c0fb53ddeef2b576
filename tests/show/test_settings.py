"""What the environment says of the settings."""

import pytest

from dragoman.errors import UsageError
from dragoman.settings import Settings
from dragoman.show.options import read_columns, read_settings


def test_a_setting_can_be_changed_by_the_environment():
    said = {
        "DRAGOMAN_MAX_BYTES": "100_000",
        "DRAGOMAN_FETCH_LOOPBACK": "yes",
        "DRAGOMAN_FETCH_TIMEOUT_S": "2.5",
        "HOME": "/",
    }
    assert read_settings(said) == Settings(max_bytes=100_000, fetch_loopback=True, fetch_timeout_s=2.5)
    assert read_settings({}) == Settings()


@pytest.mark.parametrize(
    ("name", "value"), [("MAX_BYTES", "many"), ("MAX_BYTES", "-1"), ("MAX_BYTES", "0"), ("FETCH_LOOPBACK", "perhaps")]
)
def test_nonsense_is_said_and_not_passed_over(name: str, value: str):
    with pytest.raises(UsageError, match=f"DRAGOMAN_{name}"):
        read_settings({f"DRAGOMAN_{name}": value})


def test_columns():
    assert read_columns(["text=Body of text", " date = Day "]) == {"text": "Body of text", "date": "Day"}
    for wrong in ("Body", "=Body", "text=", "words=Body"):
        with pytest.raises(UsageError, match="FIELD=COLUMN"):
            read_columns([wrong])
