"""A page that has lost its markup is read as its writer meant it."""

from pathlib import Path

from dragoman.read import read_text
from dragoman.records import Document
from tests.read.conftest import Read, kinds, words_of

ARTICLE = Path(__file__).parents[2] / "examples/articles/what-can-burma-still-be-asked-for.txt"

WIRE = """\
Skip to main content

Home > World > Caucasus

World

Armenia and Turkey agree to reopen border crossing

Share
Tweet
Email

By Anna Petrosyan and David Lang in Yerevan

Published: 14 March 2012, 10:22 GMT
Updated 15 March 2012

Trucks wait at the Margara bridge on the Armenian side of the border.
Trucks wait at the Margara bridge on the Armenian side of the border.
Photograph: Karen Minasyan/AFP

YEREVAN (Reuters) - Armenia and Turkey agreed on Wednesday to reopen a border crossing that has been closed since \
1993, officials of both countries said.

The first trucks are to cross the Margara bridge next week, the foreign ministry in Yerevan said in a statement.

Sign up for our weekly newsletter and get the best of the region in your inbox

Advertisement

“This is a step that both nations have waited for,” said the Turkish foreign minister, Ahmet Davutoglu.

Read more: Baku warns Ankara against opening the border

Azerbaijan, an ally of Turkey, condemned the decision and threatened to raise the price of its gas.

Related

Baku Threatens to Cut Gas Supplies
What the Bridge at Margara Means

Analysts in Yerevan said that the opening would depend on Moscow, whose guards patrol the Armenian frontier.

“We do not know yet whether the Russians were asked,” one of them said.

The two governments have no diplomatic relations.

(Reporting by Anna Petrosyan and David Lang; Editing by Mark Heller)

© 2012 Caucasus Monitor. All rights reserved.
"""

ESSAY = """\
ARGUMENT

The Sanctions That Nobody Wants to Lift

Why Harare’s neighbors prefer to leave things as they are.

By Peter Moyo and Laura Stein | March 5, 2012, 9:12 AM

Zimbabwe’s government has spent ten years telling its people that Western sanctions are to blame for empty shelves. \
It would be awkward for Harare if they were lifted.

“It would be awkward for Harare if they were lifted.”

The European Union has offered to suspend most of them if Harare holds a referendum on the constitution.

That leaves the United States, which wants the police to stop arresting editors.

Peter Moyo is a research fellow at the Institute for Security Studies in Pretoria.

Laura Stein teaches African politics at the University of Bonn. She is the author of a book on Zimbabwe’s mines.

Tags: Zimbabwe, sanctions, European Union

Read More

Mozambique’s Gas Comes With Strings
The port of Beira is booming. Its fishermen are not.
Zambia Votes
Why the Copperbelt will decide.
"""


def test_the_example_article_is_read_in_all_its_parts():
    """Teaser and repeated lead, a byline without a name, block quotes, a biography, a strip of other articles."""
    document = read_text(ARTICLE.read_text(encoding="utf-8"))

    assert document.title == "What can Burma still be asked for?"
    assert document.authors == ("Martin Oakes",)
    assert document.publisher == "Meridian Review"
    assert (document.published, document.published_basis) == (None, "none")
    assert [kind for kind, _ in kinds(document)][:13] == [
        *("title", "duplicate", "byline", "duplicate", "body", "body", "blockquote", "blockquote", "body"),
        *("blockquote", "blockquote", "bio", "related"),
    ]
    assert {kind for kind, _ in kinds(document)[12:]} == {"related"}


def test_a_wire_story_between_buttons_and_strips():
    document = read_text(WIRE)

    assert document.title == "Armenia and Turkey agree to reopen border crossing"
    assert document.authors == ("Anna Petrosyan", "David Lang")
    assert document.publisher == "Caucasus Monitor"
    assert (document.published, document.published_basis) == ("2012-03-14", "text")
    assert [body.split()[0] for body in words_of(document, "body")] == [
        *("Armenia", "The", "“This", "Azerbaijan,", "Analysts", "“We", "The"),
    ]
    assert words_of(document, "caption") == ["Trucks wait at the Margara bridge on the Armenian side of the border."]
    assert words_of(document, "dateline")[-1] == "YEREVAN (Reuters) -"
    assert words_of(document, "related")[0] == "Read more: Baku warns Ankara against opening the border"


def test_an_essay_with_deck_pull_quote_and_two_authors():
    document = read_text(ESSAY)

    assert kinds(document)[:4] == [
        ("furniture", "ARGUMENT"),
        ("title", "The Sanctions That Nobody"),
        ("deck", "Why Harare’s neighbors prefer"),
        ("byline", "By Peter Moyo and"),
    ]
    assert document.authors == ("Peter Moyo", "Laura Stein")
    assert document.published == "2012-03-05"
    assert words_of(document, "duplicate") == ["“It would be awkward for Harare if they were lifted.”"]
    assert len(words_of(document, "bio")) == 2
    assert len(words_of(document, "related")) == 5


def test_a_sentence_or_two_are_body_and_nothing_else():
    """What a scorer or an analyst pastes in has no page around it."""
    for text in (
        "France urged Serbia to release the journalists",
        "By Monday, the army had left the capital.\n\nBelgrade asked Sofia for help.",
        "Talks resumed in Doha\n\nThe two sides met for an hour.",
        "Read more about it, the minister said.",
        "Ann Lee is a reporter for the Daily Post.",
    ):
        document = read_text(text)
        assert {kind for kind, _ in kinds(document)} == {"body"}
        assert document.title is None


def test_a_sentence_at_the_top_is_no_title():
    text = (
        "The minister resigned.\n\n"
        + "The coalition will meet on Friday to name his successor, a spokesman said.\n\n" * 3
    )
    assert read_text(text).title is None


def test_a_given_title_is_a_part_only_where_it_stands_in_the_text():
    text = "Talks resumed in Doha on Sunday.\n\nThe two sides met for an hour.\n\nThey will meet again."

    elsewhere = read_text(text, title="Doha talks go on")
    assert elsewhere.title == "Doha talks go on"
    assert "title" not in {kind for kind, _ in kinds(elsewhere)}

    within = read_text("Doha talks go on\n\n" + text, title="Doha Talks Go On")
    assert kinds(within)[0] == ("title", "Doha talks go on")


def test_a_repeated_site_title_is_not_coded_twice():
    text = (
        "Opinion | The Daily Ledger\n\nMoldova’s judges need protection, not praise\n\n"
        "Moldova’s judges need protection, not praise | The Daily Ledger\n\nBy Staff\n\n"
        "Last week the parliament in Chisinau dismissed the prosecutor general, and Brussels applauded.\n\n"
        "By Monday, a former colleague of his had left the country.\n\n"
        "Three Lessons From the Fall of a Prosecutor\n\nWho Owns the Banks of Chisinau?"
    )
    document = read_text(text)

    assert document.title == "Moldova’s judges need protection, not praise"
    assert document.publisher == "The Daily Ledger"
    assert len(words_of(document, "body")) == 2
    assert len(words_of(document, "related")) == 2


def test_wrapped_lines_are_one_paragraph():
    """Old wire copy breaks lines at a width, and indents paragraphs instead of leaving blank lines."""
    text = (
        "     LONDON, Feb 20 - Britain said on Friday it would withdraw two of its\n"
        "diplomats from Tehran after the arrest of a British businessman, and called\n"
        "on Iran to release him without delay.\n"
        "     A Foreign Office spokesman said Iran had given no reason for the arrest.\n"
        '     "We have asked for consular access, and we have asked for it three times\n'
        "this week,\" he said. The Iranian charge d'affaires was summoned on Thursday.\n"
    )
    document = read_text(text)

    assert words_of(document, "dateline") == ["LONDON, Feb 20 -"]
    assert [body.split()[0] for body in words_of(document, "body")] == ["Britain", "A", '"We']
    assert words_of(document, "body")[0].endswith("without delay.")


def test_ragged_lines_of_scanned_print_are_one_paragraph():
    """Letters differ in width, so a printed line may end early and the next begin with a capital."""
    text = (
        "The commission met on 4 May.\n\n"
        "It heard the letter of the Minister for\nForeign Affairs, and asked both\nsides to keep the truce in the\n"
        "Valley until the Conference\nhas met again.\n\n"
        "1. The posts are to be\nhanded over by 3 June;\n2. The prisoners go home."
    )
    bodies = words_of(read_text(text), "body")
    assert bodies[1].replace("\n", " ").endswith("in the Valley until the Conference has met again.")
    assert bodies[-1] == "2. The prisoners go home."


def test_lines_of_a_list_stay_apart():
    text = "The minister named three steps:\n- open the border\n- free the crews\n- pay for the damage"
    assert len(read_text(text).parts) == 4


def test_a_date_without_its_year_dates_nothing():
    text = (
        "Ministers to meet in Vienna\n\nMonday, 14 March\n\n"
        + "The ministers will meet in Vienna to discuss the mines.\n\n" * 2
    )
    document = read_text(text)
    assert (document.published, document.published_basis) == (None, "none")


def test_a_day_that_can_be_read_in_two_ways_dates_nothing():
    text = "Ministers meet in Vienna\n\nPublished: 05/03/2012\n\n" + "The ministers met in Vienna on the mines.\n\n" * 3
    assert read_text(text).published is None
    assert read_text(text.replace("05/03", "25/03")).published == "2012-03-25"


def test_a_minister_in_the_last_paragraph_has_no_biography_of_an_author():
    text = (
        "Chad asks for more time\n\n"
        "The government in N’Djamena asked the lenders for another year, the finance ministry said on Monday.\n\n"
        "Lenders had expected the first payment in May. Issa Mahamat negotiated for Chad.\n\n"
        "Issa Mahamat is an economist and a former director of the central bank."
    )
    document = read_text(text)
    assert document.authors == ()
    assert words_of(document, "bio") == []


def test_carriage_returns_go_and_nothing_else():
    text = "  One line.\r\n\r\nAnother\u00a0line, with its spaces.  \r\n"
    document = read_text(text)
    assert document.text == text.replace("\r\n", "\n")


def test_markdown_says_what_is_title_and_what_is_quote(read_file: Read):
    (document,) = read_file(
        "note.md",
        "# Talks resume\n\nThe ministry published the letter.\n\n> The river belongs to those who live on it.\n\n"
        "## What comes next\n\nKenya will answer in May.",
    )
    assert isinstance(document, Document)
    assert document.title == "Talks resume"
    assert kinds(document)[:3] == [
        ("title", "Talks resume"),
        ("body", "The ministry published the"),
        ("blockquote", "The river belongs to"),
    ]


def test_a_title_with_a_full_stop_a_bare_name_and_a_retouched_teaser():
    """A byline close below makes a short sentence a title; a teaser may differ from the lead in a mark or a word."""
    document = read_text(
        "Ask Them Nicely.\n\n"
        "When Tunisia’s assembly was dissolved in the spring, the former French ambassador said here that Europe had "
        "waited too long. Now that the minister has decided to fly to Tunis, she ... Continue reading\n\n"
        "By a former Maghreb correspondent at The Levant Dispatch.\n\nAhmed Khelifi\n3 June 2014\n\n"
        "When Tunisia's assembly was dissolved in spring, the former French ambassador said here that Europe had "
        "waited too long. Now that the minister has decided to fly to Tunis, she sees little use in it.\n\n"
        "The loan is to be paid out in June.\n\n"
        "Ahmed Khelifi covered the Maghreb for The Levant Dispatch from 2009 to 2013.\n\nTwitter: @akhelifi_ld\n\n"
        "Trending Now\n\nWhat the Judges of Sfax Want"
    )
    assert document.title == "Ask Them Nicely."
    assert document.authors == ("Ahmed Khelifi",)
    assert document.publisher == "The Levant Dispatch"
    assert document.published == "2014-06-03"
    assert [words.split()[0] for words in words_of(document, "body")] == ["When", "The"]
    assert len(words_of(document, "duplicate")) == 1


def test_lines_without_blank_lines_between_them():
    """Kickers, a deck twice, a description and a caption with its credit, and a strip without headlines in a row."""
    document = read_text(
        "The Cable\nAnalysis\nKhartoum Wants a Reward. It Should Wait.\n"
        "Sudan’s generals have done half of what they promised, says the man who wrote the list.\n"
        "Sudan’s generals have done half of what they promised, says the man who wrote the list.\n"
        "By Elena Ruiz, a former staff writer at World Affairs Monthly.\nOctober 7, 2017, 3:14 PM\nView Comments\n"
        "Men wait for a bus beside a bank in Khartoum in July.\n"
        "Men wait for a bus beside a bank in Khartoum in July. ANN LEE/AFP/Getty Images\n"
        "With this week’s decision to lift part of the trade embargo on Sudan, the White House closes a chapter that "
        "began in 1997, and opens one that nobody has read.\n"
        "The State Department says that the decision can be reversed. Congress has until December to object, and two "
        "senators have said that they will.\n"
        "Elena Ruiz was a staff writer at World Affairs Monthly from 2014 to 2017. Twitter: @elenaruizwam\n"
        "Join the Conversation\nTrending\nA worker carries sacks of sugar in a warehouse.\n"
        "The Strait That Feeds a Continent\nDjibouti has leased its shore to five armies. Business is good.\n"
    )
    assert (document.title, document.published) == ("Khartoum Wants a Reward. It Should Wait.", "2017-10-07")
    assert (document.authors, document.publisher) == (("Elena Ruiz",), "World Affairs Monthly")
    assert len(words_of(document, "deck")) == len(words_of(document, "caption")) == 1
    assert [words.split()[0] for words in words_of(document, "body")] == ["With", "The"]
    assert len(words_of(document, "related")) == 4
