"""Two examples that ship with dragoman, and what shows them: `make demo` and `make serve`."""
