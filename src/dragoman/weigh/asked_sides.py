"""Between which two sides does a question ask? For what is shown beside a brief."""

from dragoman.keep import CaseView
from dragoman.weigh.brief import people_in
from dragoman.weigh.names import GazetteerNames
from dragoman.weigh.question import read_question


def sides_asked(question: str, view: CaseView) -> tuple[str, str] | None:
    """The codes of the two states or bodies that a question names; None where it names fewer, or people."""
    asked = read_question(question, GazetteerNames(), people_in(view))
    codes = [side.code for side in (asked.about, asked.other) if side and side.code]
    return (codes[0], codes[1]) if len(set(codes)) == 2 else None
