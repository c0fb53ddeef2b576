"""W3C Web Annotations: one annotation a line, each with the words of its record and their place.

A record stands in an annotation three times: its kind and type as tags, by which tools list and colour, and
whole as JSON text (a nested object would be read as more annotation). Places count code points of the
text as it was read; on a web page, which holds more than its article, the words with what
stands before and after them find the place.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from dragoman.records import Claim, Demand, Document, Event, Span, Statement
from dragoman.show.export.material import Material, web_address
from dragoman.show.export.out import Out
from dragoman.show.lines import as_line
from dragoman.show.marks import marked_spans

FILE = "annotations.jsonl"
LACKS = (
    "the ledger, rulings, and what was not read",
    "an article's title and which parts of it were left out",
    "places on the live page: they count the text as it was read, and the words around help to find them",
)
TEXTS = "texts.jsonl"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Code points before and after the words: as many as Hypothesis and the model's own examples give."""


def write(material: Material, out: Out) -> None:
    """The annotations, and beside them the texts on which they stand."""
    file, texts = out.open(FILE), out.open(TEXTS)
    out.written |= {FILE: 0, TEXTS: 0}
    for coded in material.articles():
        document = coded.document
        texts.write(as_line({"source": source_of(document), "id": document.id, "text": document.text}))
        out.written[TEXTS] += 1
        for claim in coded.claims:
            file.write(as_line(annotation_of(document, claim)))
            out.written[FILE] += 1


def annotation_of(document: Document, claim: Claim) -> dict[str, Any]:
    targets = [_target(document, span) for span in marked_spans(claim)]
    return {
        "@context": CONTEXT,
        "id": f"urn:dragoman:{claim.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {
            "id": f"urn:dragoman:coder:{quote(claim.coder, safe='')}",
            "type": "Software",
            "name": claim.coder,
        },
        "body": [
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in _tags(claim)),
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "application/json",
                "value": claim.model_dump_json(),
            },
        ],
        "target": targets,
    }


def source_of(document: Document) -> str:
    """The address of an article; a name of our own where it has none."""
    return web_address(document) or f"urn:dragoman:document:{quote(document.id, safe='')}"


def _target(document: Document, span: Span) -> dict[str, Any]:
    text = document.text
    return {
        "source": source_of(document),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.exact,
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _tags(claim: Claim) -> Iterator[str]:
    yield claim.record
    match claim:
        case Event():
            yield claim.type
            if claim.mode:
                yield f"{claim.type} {claim.mode}"
            yield claim.status
        case Statement():
            yield claim.kind
        case Demand():
            yield claim.force
