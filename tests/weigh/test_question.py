"""Questions are understood in the words that people use, or refused with a way out."""

import pytest

from dragoman.errors import UsageError
from dragoman.weigh.names import GazetteerNames
from dragoman.weigh.question import EXAMPLES, read_question
from tests.weigh.made_case import ENVOY

NAMES = GazetteerNames()


@pytest.mark.parametrize(
    ("words", "asked", "about", "other"),
    [
        ("Why talk to Iceland now?", "why_talk", "ISL", None),
        ("why are we talking to Iceland", "why_talk", "ISL", None),
        ("Why should the EU negotiate with Iceland now?", "why_talk", "ISL", "EUR"),
        ("What does Oslo want from Reykjavik?", "wants", "ISL", "NOR"),
        ("What does Norway want Iceland to do?", "wants", "ISL", "NOR"),
        ("What is demanded of Iceland?", "wants", "ISL", None),
        ("What are Norwegian demands on Iceland?", "wants", "ISL", "NOR"),
        ("Has Iceland met Norway's demands?", "met", "ISL", "NOR"),
        ("Have the demands of Norway been met by Iceland?", "met", "ISL", "NOR"),
        ("Has Iceland complied with the demands of the Security Council?", "met", "ISL", "UNO"),
        ("What has Norway done to Iceland?", "done", "ISL", "NOR"),
        ("What has Norway done?", "done", None, "NOR"),
        ("Who argues what about Iceland?", "argues", "ISL", None),
        ("What has Norway said about Iceland?", "argues", "ISL", "NOR"),
        ("What has changed between Norway and Iceland?", "changed", "ISL", "NOR"),
    ],
)
def test_many_words_for_one_question(words: str, asked: str, about: str | None, other: str | None):
    question = read_question(words, NAMES)

    assert question.asked == asked
    assert (question.about and question.about.key) == about
    assert (question.other and question.other.key) == other


@pytest.mark.parametrize(
    ("words", "topic", "about"),
    [
        ("Who has called for sanctions on Iceland?", "sanctions", "ISL"),
        ("Who called for the release of fishermen in Iceland?", "the release of fishermen", "ISL"),
        ("Who has called for Iceland to lower its fees?", "lower its fees", "ISL"),
        ("Who has asked for talks?", "talks", None),
    ],
)
def test_what_was_called_for_and_of_whom(words: str, topic: str, about: str | None):
    question = read_question(words, NAMES)

    assert (question.asked, question.topic) == ("called_for", topic)
    assert (question.about and question.about.key) == about


@pytest.mark.parametrize(
    ("since", "day"),
    [
        ("2008", "2008-01-01"),
        ("March 2009", "2009-03-01"),
        ("1 March 2009", "2009-03-01"),
        ("March 1, 2009", "2009-03-01"),
        ("2009-03-15", "2009-03-15"),
    ],
)
def test_since_when(since: str, day: str):
    question = read_question(f"Has Iceland met Norway's demands since {since}?", NAMES)

    assert question.since == day
    assert f"since {since}" in question.in_words()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Why is the sky blue?", "not one that I understand"),
        ("", "not one that I understand"),
        ("What has Freedonia done to Iceland?", "Freedonia"),
        ("Has Iceland met Norway's demands since the war?", "“the war” is no day"),
        ("What do Norway and Finland want from Iceland?", "one at a time"),
    ],
)
def test_what_is_not_understood_is_said_plainly(words: str, said: str):
    with pytest.raises(UsageError, match=said):
        read_question(words, NAMES)


def test_whoever_does_not_know_the_forms_is_shown_some():
    with pytest.raises(UsageError) as caught:
        read_question("Tell me everything", NAMES)

    for example in EXAMPLES:
        assert example in str(caught.value)
        read_question(example, NAMES)


def test_somebody_in_the_case_may_be_asked_about():
    assert read_question("Who argues what about Berg?", NAMES, [ENVOY]).about.name == "Kari Berg"
    namesake = ENVOY.model_copy(update={"name": "Ola Berg"})
    with pytest.raises(UsageError):
        read_question("Who argues what about Berg?", NAMES, [ENVOY, namesake])


@pytest.mark.parametrize(
    ("words", "asked", "about", "other", "topic"),
    [
        ("When did Iceland open the harbour?", "when", None, "ISL", "Iceland open the harbour"),
        ("Has Iceland opened the harbour to Norway?", "whether", "NOR", "ISL", "Iceland opened the harbour to Norway"),
        ("Who closed the harbour of Iceland?", "who", "ISL", None, "closed the harbour of Iceland"),
        ("Whom has Norway invited?", "who", None, "NOR", "Norway invited"),
        ("Why did Iceland close the harbour?", "why", None, "ISL", "Iceland close the harbour"),
        ("Is Norway still demanding that Iceland open the harbour?", "still", "ISL", "NOR", "open the harbour"),
        ("Does Oslo still insist on lower fees in Iceland?", "still", "ISL", "NOR", "lower fees"),
    ],
)
def test_an_act_may_be_asked_after(words: str, asked: str, about: str | None, other: str | None, topic: str):
    question = read_question(words, NAMES)

    assert (question.asked, question.topic) == (asked, topic)
    assert (question.about and question.about.key) == about
    assert (question.other and question.other.key) == other


@pytest.mark.parametrize(
    ("words", "stands", "about", "other"),
    [
        ("Which demands are open?", "open", None, None),
        ("Which demands on Iceland are unmet?", "unmet", "ISL", None),
        ("Which demands on Iceland by Norway have been met?", "met", "ISL", "NOR"),
        ("Which Norwegian demands are still outstanding?", "unmet", None, "NOR"),
        ("Which of Norway's demands on Iceland are disputed?", "disputed", "ISL", "NOR"),
        ("Which demands has Iceland met?", "met", "ISL", None),
    ],
)
def test_demands_may_be_asked_for_by_how_they_stand(words: str, stands: str, about: str | None, other: str | None):
    question = read_question(words, NAMES)

    assert (question.asked, question.stands) == ("open", stands)
    assert (question.about and question.about.key) == about
    assert (question.other and question.other.key) == other


def test_a_body_is_asked_about_by_its_own_name_and_a_person_is_no_country():
    fund = read_question("What does the IMF want from Iceland?", NAMES).other
    assert (fund.code, fund.name) == ("IGO", "International Monetary Fund")
    with pytest.raises(UsageError, match="George W"):
        read_question("What did George W. Bush say about Iceland?", NAMES)


def test_change_may_be_asked_for_without_a_side():
    question = read_question("What changed since March 2020?", NAMES)
    assert (question.asked, question.about, question.since) == ("changed", None, "2020-03-01")
