"""What stands between quotation marks, however they were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.find.quotemarks import find_quoted


def paragraphs(text):
    spans, position = [], 0
    for piece in text.split("\n\n"):
        spans.append((position, position + len(piece)))
        position += len(piece) + 2
    return spans


def words(text):
    return [text[q.start : q.end] for quoted in find_quoted(text, paragraphs(text)) for q in quoted]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We leave at dawn,” she said. “Nobody stays.”", ["We leave at dawn,", "Nobody stays."]),
        ('"We leave at dawn," she said. "Nobody stays."', ["We leave at dawn,", "Nobody stays."]),
        ("'We can't stay,' she said. 'They won't.'", ["We can't stay,", "They won't."]),
        ("‘We can’t stay,’ she said.", ["We can’t stay,"]),
        ("«We leave at dawn», she said.", ["We leave at dawn"]),
        ("„We leave at dawn“, she said.", ["We leave at dawn"]),
        ("''We leave at dawn,'' she said.", ["We leave at dawn,"]),
        ("“We leave at dawn,“ she said.", ["We leave at dawn,"]),
        ("”We leave at dawn,” she said.", ["We leave at dawn,"]),
        ('“We leave at dawn," she said.', ["We leave at dawn,"]),
    ],
)
def test_every_house_style_of_marks(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The miners' wages and the owners' profits fell.",
        "It's the '90s again, and rock 'n' roll isn't dead.",
        'The shelf is 6\'2" high and 9" deep.',
        "Turn the pages of the ship’s log and you’ll see.",
    ],
)
def test_apostrophes_and_inches_are_no_quotation_marks(text):
    assert words(text) == []


def test_a_quotation_within_a_quotation_is_part_of_it():
    assert words("“He told me, ‘Go home,’ and I went,” said the guard.") == ["He told me, ‘Go home,’ and I went,"]
    assert words('"He told me, “Go home,” and I went," said the guard.') == ["He told me, “Go home,” and I went,"]


def test_a_plural_owner_inside_single_quotes_does_not_close_them():
    assert words("'The miners' pay must rise,' he said.") == ["The miners' pay must rise,"]


def test_paragraphs_that_open_anew_carry_the_quotation_on():
    text = "She said: “The dam will hold.\n\n“It was built to hold.”"
    quoted = [q for each in find_quoted(text, paragraphs(text)) for q in each]
    assert [q.carries_on for q in quoted] == [True, False]
    assert words(text) == ["The dam will hold.", "It was built to hold."]


def test_a_forgotten_closing_mark_does_not_swallow_the_cue():
    assert words("“The dam will hold, he said on Monday.") == ["The dam will hold,"]


def test_marks_of_an_attribute_in_leftover_markup_are_none():
    assert words('He wrote: <post by="ann" on="Monday">“All is well.”') == ["All is well."]


@given(st.text(alphabet=st.sampled_from("ab s.,!?\"“”‘’'«»\n0<>="), max_size=80))
def test_stretches_are_in_order_and_inside_their_paragraph(text):
    spans = paragraphs(text)
    for (start, end), quoted in zip(spans, find_quoted(text, spans), strict=True):
        position = start
        for q in quoted:
            assert position <= q.open < q.start <= q.end <= q.close <= end
            position = q.close
