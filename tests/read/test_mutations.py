"""Files whose bytes went wrong give a document or a reject. `eval/soak.py mutations` reads ten thousand of them."""

import random

import pytest

from tests.read.mutate import read_all, read_mutated, samples


@pytest.mark.parametrize("name", sorted(samples()))
def test_a_good_file_is_read(name: str):
    assert read_all(name, samples()[name]) == "documents"


@pytest.mark.parametrize("name", sorted(samples()))
def test_a_file_with_changed_bytes_never_raises(name: str):
    dice = random.Random(name)
    assert {read_mutated(name, samples()[name], dice) for _ in range(20)} <= {"documents", "rejects"}
