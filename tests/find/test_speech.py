"""Who said what: quotations, block quotes, transcripts and reported speech, in texts written for these tests."""

import re

import pytest

from dragoman.find.cast import find_cast
from dragoman.find.language import Language
from dragoman.find.speech import find_statements
from dragoman.know import Gazetteer
from dragoman.records import CODER, Document, Part
from dragoman.settings import Settings


@pytest.fixture(scope="session")
def hear():
    """Statements of a text whose paragraphs stand apart by blank lines; "| " opens a block quote's."""
    language, gazetteer = Language(Settings().pipeline), Gazetteer.load()

    def run(text):
        parts = []
        for found in re.finditer(r"[^\n]+", text):
            quoted = found.group().startswith("| ")
            parts.append(
                Part(kind="blockquote" if quoted else "body", start=found.start() + 2 * quoted, end=found.end())
            )
        document = Document(
            id="d", content_hash="", title=None, authors=(), publisher=None, published=None, published_basis="none",
            language="en", url=None, text=text, parts=tuple(parts), coder=CODER,
        )  # fmt: skip
        parsed = language.parse(document)
        return find_statements(parsed, find_cast(parsed, gazetteer))

    return run


def told(statements):
    return [(s.kind, s.speaker.name if s.speaker else None, s.exact) for s in statements]


@pytest.mark.parametrize(
    ("text", "speaker", "exact"),
    [
        ("“The bridge will reopen,” Ingrid Tveitane said.", "Ingrid Tveitane", "The bridge will reopen,"),
        ("“The bridge will reopen,” said Ingrid Tveitane.", "Ingrid Tveitane", "The bridge will reopen,"),
        ("Ingrid Tveitane said: “The bridge will reopen.”", "Ingrid Tveitane", "The bridge will reopen."),
        ("Ingrid Tveitane told reporters, “The bridge will reopen.”", "Ingrid Tveitane", "The bridge will reopen."),
        ("“The bridge will reopen,” according to Ingrid Tveitane.", "Ingrid Tveitane", "The bridge will reopen,"),
        ("'The bridge will reopen,' said Ingrid Tveitane.", "Ingrid Tveitane", "The bridge will reopen,"),
        ("“Will the bridge reopen?” asked Ingrid Tveitane.", "Ingrid Tveitane", "Will the bridge reopen?"),
        ("“The bridge will reopen.” — Ingrid Tveitane", "Ingrid Tveitane", "The bridge will reopen."),
        ("“The bridge will reopen,” a senior official said.", "a senior official", "The bridge will reopen,"),
    ],
)
def test_a_quotation_and_its_speaker(hear, text, speaker, exact):
    (statement,) = hear(text)
    assert statement.kind == "direct"
    assert statement.exact == exact
    assert statement.speaker.name.removeprefix("a ") == speaker.removeprefix("a ")


def test_a_speaker_carries_the_fullest_name_and_the_words_of_the_place(hear):
    first, second = hear(
        "Ingrid Tveitane runs the port.\n\n“We are ready,” said Tveitane, who came in June.\n\n“Come in,” she said."
    )
    assert first.speaker.name == second.speaker.name == "Ingrid Tveitane"
    assert first.speaker.text == "Tveitane, who came in June"
    assert second.speaker.text == "she"


def test_a_title_or_a_scare_quote_is_nobodys_statement(hear):
    assert hear("She starred in the film “Winter Harbour,” which opens on Friday.") == ()
    assert hear("The so-called “free zone” lies north of the river.") == ()
    assert hear("“Harmattan” is the name of a dry wind.") == ()


def test_an_interrupted_quotation_is_two_statements(hear):
    first, second = hear("“The dam will hold,” said Ingrid Tveitane, “if nobody opens the gates.”")
    assert second.continues == first.id and first.continues is None
    assert second.speaker.name == first.speaker.name == "Ingrid Tveitane"


def test_a_speaker_once_heard_speaks_on_in_a_paragraph_of_quotation_only(hear):
    statements = hear("“The dam will hold,” said Ingrid Tveitane.\n\n“It was built for worse floods than this one.”")
    assert [s.speaker.name for s in statements] == ["Ingrid Tveitane", "Ingrid Tveitane"]
    assert statements[1].confidence < statements[0].confidence


def test_a_quotation_over_several_paragraphs_without_closing_marks(hear):
    statements = hear(
        "“The dam will hold,” said Ingrid Tveitane. “We have seen worse floods.\n\n"
        "“In the old days nobody even measured them.”"
    )
    assert [s.exact for s in statements] == [
        "The dam will hold,",
        "We have seen worse floods.",
        "In the old days nobody even measured them.",
    ]
    assert {s.speaker.name for s in statements} == {"Ingrid Tveitane"}
    assert statements[2].continues == statements[0].id


def test_two_verbs_share_their_subject(hear):
    (_, quoted) = hear("Ingrid Tveitane said the gates were closed by the night shift and added, “Nobody was hurt.”")
    assert quoted.speaker.name == "Ingrid Tveitane"


def test_half_quoted_words_are_reported_speech(hear):
    (statement,) = hear("Ingrid Tveitane said the dam was “as safe as a church” and would hold.")
    assert told([statement]) == [("indirect", "Ingrid Tveitane", "the dam was “as safe as a church” and would hold")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ingrid Tveitane said that the gates were closed.", "the gates were closed"),
        ("The gates were closed, Ingrid Tveitane said on Monday.", "The gates were closed"),
        ("According to Ingrid Tveitane, the gates were closed.", "the gates were closed"),
        ("Ingrid Tveitane asked whether the gates were closed.", "whether the gates were closed"),
        ("Ingrid Tveitane told the engineers to close the gates.", "to close the gates"),
    ],
)
def test_reported_speech_has_a_content_of_its_own(hear, text, content):
    (statement,) = hear(text)
    assert told([statement]) == [("indirect", "Ingrid Tveitane", content)]


@pytest.mark.parametrize(
    "text",
    [
        "Ingrid Tveitane did not say whether the gates were closed.",
        "Ingrid Tveitane would say that the gates were closed.",
        "If Ingrid Tveitane says that the gates are closed, we will leave.",
    ],
)
def test_what_was_not_said_is_no_statement(hear, text):
    assert hear(text) == ()


def test_who_was_asked_is_not_the_one_who_asks(hear):
    (question, answer) = hear("Ingrid Tveitane was asked, “Will it hold?” She answered, “It will.”")
    assert question.speaker is None
    assert answer.speaker.name == "Ingrid Tveitane"


def test_a_sentence_cut_by_its_cue_is_reported_and_what_follows_said_is_found_without_a_clause(hear):
    (statement,) = hear("The money needed for the gates, officials said, has been spent.")
    assert statement.kind == "indirect" and statement.speaker.name == "officials"


def test_marks_of_two_apostrophes_give_reported_speech(hear):
    """Archives print them; whose words they are is known, that they are verbatim is not taken for granted."""
    (statement,) = hear("''The dam will hold,'' said Ingrid Tveitane.")
    assert told([statement]) == [("indirect", "Ingrid Tveitane", "The dam will hold,")]


def test_words_of_nobody_named_have_no_speaker(hear):
    (statement,) = hear("The river rose all night.\n\n“We could hear it from the church tower.”")
    assert statement.speaker is None


def test_the_one_spoken_to_is_kept(hear):
    (statement,) = hear("“Close the gates,” Ingrid Tveitane told Paavo Lehtonen.")
    assert statement.addressee.name == "Paavo Lehtonen"


def test_a_block_quote_is_one_statement_of_the_one_who_was_asked(hear):
    statements = hear(
        "I called Ingrid Tveitane last week. She said that the dam worries her:\n\n"
        "| The gates are old. Nobody has the money to replace them.\n\n"
        "| We asked the ministry twice.\n\n"
        "I asked Paavo Lehtonen what he would do:\n\n"
        "| Build a new one."
    )
    blocks = [s for s in statements if s.kind == "block"]
    assert [s.speaker.name for s in blocks] == ["Ingrid Tveitane", "Paavo Lehtonen"]
    assert blocks[0].exact.startswith("The gates are old.") and blocks[0].exact.endswith("twice.")


def test_a_transcript_is_told_by_its_turns(hear):
    statements = hear(
        "QUESTION: Will the gates be closed tonight?\n\n"
        "INGRID TVEITANE: They will. We start at nine.\n\n"
        "It takes two hours.\n\n"
        "QUESTION: And who pays for it?\n\n"
        "TVEITANE: The ministry does."
    )
    assert [s.speaker.text for s in statements] == ["QUESTION", "INGRID TVEITANE", "QUESTION", "TVEITANE"]
    assert statements[1].exact.endswith("It takes two hours.")
    assert statements[3].exact == "The ministry does."


def test_a_list_with_labels_is_no_transcript(hear):
    assert hear("Norway: 12 seats.\n\nSweden: 14 seats.\n\nNorway: 9 seats.\n\nSweden: 7 seats.") == ()


def test_every_statement_quotes_its_source(hear):
    text = "“The dam will hold,” said Ingrid Tveitane, adding that the gates “are new.”\n\nLehtonen: “No.”"
    for statement in hear(text):
        assert text[statement.start : statement.end] == statement.exact
        if statement.cue:
            assert text[statement.cue.start : statement.cue.end] == statement.cue.text
