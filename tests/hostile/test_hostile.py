"""Input that means harm: each file ends within 5 s and 300 MB, as a result or as a reject that names its reason."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.read import REASONS
from tests.hostile.inputs import SECRET, inputs

ROOT = Path(__file__).resolve().parents[2]
MOST_S, MOST_MB = 5.0, 300
NAMES = sorted(inputs("", 0))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict]:
    """What became of each file; and nobody knocked at a door of ours."""
    folder = tmp_path_factory.mktemp("hostile")
    beside = folder / "secret.txt"
    beside.write_text(SECRET)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        made = inputs(str(beside), listening.getsockname()[1])
        for name, make in made.items():
            (folder / name).write_bytes(make())
        command = [sys.executable, "-m", "tests.hostile.harness", *(str(folder / name) for name in NAMES)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        with pytest.raises(BlockingIOError):
            listening.accept()
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return {Path(one["path"]).name: one for one in found}


@pytest.mark.parametrize("name", NAMES)
def test_it_ends_soon_and_says_what_became_of_it(told: dict[str, dict], name: str):
    one = told[name]
    assert "uncaught" not in one, one
    assert one["documents"] or one["reasons"]
    assert set(one["reasons"]) <= REASONS.keys()
    assert all(one["details"])
    assert not one["secret"]
    assert one["cpu_s"] < MOST_S, one
    assert one["peak_mb"] < MOST_MB, one


def test_no_archive_writes_outside(told: dict[str, dict]):
    assert told["paths.zip"]["reasons"] == ["binary"]
    assert not Path("/tmp/dragoman-was-here.txt").exists() and not Path("/etc/dragoman-was-here").exists()
    assert not Path(os.sep, "dragoman-was-here").exists()
