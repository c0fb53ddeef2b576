"""Imports spaCy without its command line.

The package opens all its commands (downloads, training, drawing) to offer one function that prints
about the installation, and they open an HTTP client, a terminal library and a project manager: a
seventh of what `dragoman code` needs for a short article. Nothing here calls them. What stands in
for them is taken away again, so that a later `import spacy.cli` finds the real one.
"""

import sys
from types import ModuleType

_LEFT_OUT = ("spacy.cli", "spacy.cli.info")


def _import_alone() -> None:
    if "spacy" in sys.modules:
        return
    package, info = (ModuleType(name) for name in _LEFT_OUT)
    package.__path__ = []
    info.info = _info  # type: ignore[attr-defined]
    sys.modules |= {package.__name__: package, info.__name__: info}
    try:
        import spacy
    finally:
        for name in _LEFT_OUT:
            del sys.modules[name]
    # an import of a submodule leaves it on its package
    vars(spacy).pop("cli", None)


def _info(*args: object, **kwargs: object) -> object:
    """spaCy's own function, imported when somebody does call it."""
    from spacy.cli.info import info

    return info(*args, **kwargs)


_import_alone()
