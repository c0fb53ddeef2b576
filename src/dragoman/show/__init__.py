"""Everything a person or a program sees: the command line, the JSON API and the page."""
