"""Only English is coded; another language is said, and a short text is not suspected."""

import pytest

from dragoman.read import read_text
from dragoman.records import Document, Reject
from tests.read.conftest import Read

GERMAN = "Der Minister sagte am Montag, dass die Gespräche über die Grenze in Genf wieder aufgenommen werden sollen."
FRENCH = "Le ministre a déclaré lundi que les pourparlers sur la frontière reprendraient à Genève dans une semaine."
RUSSIAN = "Министр заявил в понедельник, что переговоры о границе возобновятся в Женеве через неделю."


@pytest.mark.parametrize(("text", "language"), [(GERMAN, "de"), (FRENCH, "fr"), (RUSSIAN, "ru")])
def test_another_language_gives_its_document_and_a_reject(read_file: Read, text: str, language: str):
    document, reject = read_file("a.txt", text)
    assert isinstance(document, Document) and document.language == language
    assert isinstance(reject, Reject) and (reject.reason, reject.id) == ("language", document.id)


@pytest.mark.parametrize(
    "text",
    [
        "Moscow bans Belarusian milk",
        "Lukashenko, Putin meet in Sochi",
        "Sánchez visits Rabat",
        "Abdel Fattah el-Sisi, Recep Tayyip Erdogan, Mohammed bin Salman and Benjamin Netanyahu met King Abdullah.",
    ],
)
def test_a_headline_full_of_names_is_english(text: str):
    assert read_text(text).language == "en"


def test_what_has_no_words_has_no_language():
    assert read_text("1,204 + 3 = …").language == "und"


def test_the_callers_language_is_believed():
    assert read_text("Talks resumed.", language="EN_gb").language == "en"
    assert read_text("Talks resumed.", language="nl").language == "nl"
