"""The manual names every reason for a reject and every setting: neither can be added without a word on it."""

from dataclasses import fields
from pathlib import Path

from dragoman.read import REASONS
from dragoman.settings import Settings

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")


def test_every_reason_is_explained():
    assert [reason for reason in REASONS if f"| `{reason}` |" not in PAGE] == []


def test_every_setting_is_listed_with_its_default():
    for setting in fields(Settings):
        default = {True: "yes", False: "no"}.get(setting.default, setting.default)
        shown = f"`{default}`" if isinstance(setting.default, str) else str(default)
        assert f"| `{setting.name}` | {shown} |" in PAGE
