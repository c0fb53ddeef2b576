"""Somebody else's paragraphs without quotation marks: where they begin, and where the narrator is back."""

from dragoman.read import read_text
from tests.read.conftest import kinds, words_of

VISIT = (
    "Last autumn the envoy Marta Keller wrote here that the talks on the river would fail. With the news that "
    "Minister Salim Haddad is going to Nairobi, I called Keller again. She said that she was not surprised:"
)
ANSWER = (
    "I told them so. Nobody wanted to share the water, and we had no money to offer. They should go home and count."
)
SECOND = "The dam must not be filled this year. It’s as simple as that."


def _first_words(kind: str, *paragraphs: str) -> list[str]:
    document = read_text("\n\n".join(("What is left of the river talks?", *paragraphs)))
    return [words.split(maxsplit=1)[0] for words in words_of(document, kind)]


def test_the_narrators_next_question_closes_a_block_quote():
    quotes = _first_words(
        "blockquote", VISIT, ANSWER, SECOND, "I asked Keller what Haddad should bring:", "A map. We never had one."
    )
    assert quotes == ["I", "The", "A"]


def test_naming_the_speaker_closes_a_block_quote():
    """Nobody names himself."""
    quotes = _first_words("blockquote", VISIT, ANSWER, "Keller left the foreign ministry in 2009 and lives in Basel.")
    assert quotes == ["I"]


def test_a_narrator_in_the_third_person_comes_back_too():
    quotes = _first_words(
        "blockquote",
        "Few know the talks better than Johan Brandt, who led the mission. Asked why they took so long, Brandt said:",
        "Nobody was in a hurry. The government had the oil, and the rebels had time. We had neither.",
        "The agreement should have been signed two years earlier, and it should have had a clause on the border.",
        "Brandt has not been back since then.",
        "The African Union plans a new round of talks for next month. Its spokesman declined to comment.",
    )
    assert quotes == ["Nobody", "The"]


def test_quotation_marks_after_a_colon_are_no_block_quote():
    assert _first_words("blockquote", "The minister told reporters:", "“We will not sign.”", "He left.") == []


def test_a_list_after_a_colon_is_no_block_quote():
    assert (
        _first_words(
            "blockquote", "The envoy said three things must happen:", "- the dam must wait", "- Kenya must pay"
        )
        == []
    )


def test_narration_after_a_colon_is_no_block_quote():
    assert (
        _first_words(
            "blockquote",
            "The envoy then said something that nobody had expected:",
            "On Friday, the talks moved to Kampala, where the president received both sides. They lasted two hours.",
            "The ministry of water said on Saturday that a date had been found.",
        )
        == []
    )


def test_the_rest_of_a_news_story_is_not_swallowed():
    """A statement of one paragraph, then the story goes on in the third person."""
    quotes = _first_words(
        "blockquote",
        "In a statement the ministry said:",
        "We regret the incident and will compensate the families of the fishermen.",
        "The incident took place on Tuesday near the islands, which both states claim.",
        "Japan’s coast guard has sent two ships.",
    )
    assert quotes == ["We"]


def test_a_crosshead_closes_a_block_quote():
    quotes = _first_words("blockquote", VISIT, ANSWER, "A long way to Nairobi", "We do not know when he will fly.")
    assert quotes == ["I"]


def test_a_block_quote_in_html_is_one_by_its_markup():
    from dragoman.read import read_html

    document = read_html(
        "<html><body><article><h1>River talks</h1>"
        "<p>The ministry in Nairobi published the minister’s letter on Sunday.</p>"
        "<blockquote><p>The river belongs to those who live on it, and to nobody who does not.</p></blockquote>"
        "<p>The letter was sent to eleven governments, and three of them have answered so far.</p>"
        "</article></body></html>"
    )
    assert ("blockquote", "The river belongs to") in kinds(document)


def test_a_list_within_a_block_quote_is_the_speakers():
    quotes = _first_words(
        "blockquote",
        VISIT,
        "I told them so. He should tell them three things:",
        "Open the gates",
        "Free the two fishermen",
        "And pay the villages, because nobody else will.",
        "I asked her whether the loan had been a mistake.",
        "We all thought that it was right. I don’t regret it.",
    )
    assert quotes == ["I", "Open", "Free", "And", "We"]


def test_an_answer_announced_without_a_verb_of_saying():
    """Once the speaker has been quoted at length, "He was more hopeful about Paris:" is enough."""
    opening = "One who is not pleased is Lars Nyberg, the former Swedish ambassador. In an e-mail, he explained why:"
    quotes = _first_words(
        "blockquote",
        opening,
        "A visit is the last card that you play, not the first. I said so in 2010 and nobody listened.",
        "Nyberg also doubts that the loan will be paid back.",
        "“They have never paid anything back,” he said by telephone.",
        "He was more hopeful about the new generation of diplomats:",
        "They have studied with us, they read what we read. Give them ten years.",
        "The visit is due to begin on Tuesday. The commission declined to comment.",
    )
    assert quotes == ["A", "They"]
