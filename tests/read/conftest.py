"""What the tests of reading share: a document as a list of (kind, words), and files made on the spot."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.read import Given, read_sources
from dragoman.records import Document, Reject
from dragoman.settings import Settings

Read = Callable[..., list[Document | Reject]]


@pytest.fixture
def read_file(tmp_path: Path) -> Read:
    """Write a file of this name and content, and read it."""

    def read(name: str, content: bytes | str, given: Given | None = None) -> list[Document | Reject]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_sources([str(path)], Settings(), given))

    return read


def kinds(document: Document) -> list[tuple[str, str]]:
    """Each part's kind and its first four words."""
    return [(p.kind, " ".join(document.text[p.start : p.end].split()[:4])) for p in document.parts]


def words_of(document: Document, kind: str) -> list[str]:
    return [document.text[p.start : p.end] for p in document.parts if p.kind == kind]
