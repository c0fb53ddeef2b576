"""How is a number of things told?"""


def many(number: int, what: str) -> str:
    """ "1 act", "1,204 acts"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
