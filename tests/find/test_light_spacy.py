"""spaCy comes without its command line, which stays there for who asks."""

import subprocess
import sys

_ASKED = """
import sys
import dragoman.find
import spacy
print(sorted(m for m in ("spacy.cli", "weasel", "requests") if m in sys.modules), hasattr(spacy, "cli"))
import spacy.cli
print(spacy.cli.__file__ is not None, callable(spacy.cli.download))
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__)
"""


def test_the_command_line_of_the_parser_is_left_out_and_can_still_be_had() -> None:
    told = subprocess.run([sys.executable, "-c", _ASKED], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines() == ["[] False", "True True", "True"]
