"""Label Studio: a task an article, today's records as its predictions, and the configuration that shows them.

What can be corrected is what the configuration names: the words of a record, an event's type and status, a
demand's force, and who stands on which side of it. Places count code points, as Label Studio does.
"""

import json
from collections.abc import Iterator
from typing import Any, Final, get_args
from xml.sax.saxutils import quoteattr

from dragoman.know import TYPES
from dragoman.records import Actor, Claim, Coded, Force, Span, Status
from dragoman.show.export.material import Material, sides_of
from dragoman.show.export.out import Out
from dragoman.show.marks import marked_spans

FILE = "tasks.json"
LACKS = (
    "the ledger and rulings",
    "days, scores, contexts, ties and ranks: they are not in the tasks and cannot be corrected there",
    "sides that are only understood, which have no words to mark",
)
CONFIG = "labels.xml"

_LABELS: Final[dict[str, str]] = {"statement": "#4c78a8", "event": "#e45756", "demand": "#f2a900", "actor": "#54a24b"}
_CHOICES: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "type": ("event", "type", tuple(sorted(TYPES))),
    "status": ("event", "status", get_args(Status)),
    "force": ("demand", "force", get_args(Force)),
}
"""Name of a choice → the label it belongs to, the record's field, the values that it can have."""
_SIDES = ("actor", "recipient", "speaker", "addressee", "by", "voiced_by", "of")

Result = dict[str, Any]


def write(material: Material, out: Out) -> None:
    """The tasks as one list, which is written as it grows, and the configuration."""
    file = out.open(FILE)
    out.written |= {FILE: 0, CONFIG: 1}
    before = b"[\n"
    for coded in material.articles():
        file.write(before + json.dumps(task_of(coded), ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
        before = b",\n"
        out.written[FILE] += 1
    file.write(b"\n]\n" if out.written[FILE] else b"[]\n")
    out.open(CONFIG).write(config().encode("utf-8"))


def config() -> str:
    """The labelling configuration: paste it into the project's settings."""
    lines = ["<View>", '  <Labels name="label" toName="text">']
    lines += [f'    <Label value="{label}" background="{colour}"/>' for label, colour in _LABELS.items()]
    lines.append("  </Labels>")
    for name, (label, _, values) in _CHOICES.items():
        lines.append(
            f'  <Choices name="{name}" toName="text" perRegion="true" choice="single" '
            f'visibleWhen="region-selected" whenTagName="label" whenLabelValue="{label}">'
        )
        lines += [f"    <Choice value={quoteattr(value)}/>" for value in values]
        lines.append("  </Choices>")
    lines.append("  <Relations>")
    lines += [f'    <Relation value="{side}"/>' for side in _SIDES]
    lines += ["  </Relations>", '  <Text name="text" value="$text" granularity="word"/>', "</View>", ""]
    return "\n".join(lines)


def task_of(coded: Coded) -> dict[str, Any]:
    document = coded.document
    results: dict[str, Result] = {}
    relations: list[Result] = []
    scores = []
    for claim in coded.claims:
        scores.append(claim.confidence)
        for result in _regions(claim):
            results[result["id"] + result["from_name"]] = result
        for side, actor, span in _placed(claim):
            region = _region(f"actor-{actor.start}-{actor.end}", span, "actor")
            region["meta"] = {"text": [" ".join(word for word in (actor.name, actor.country, actor.sector) if word)]}
            results.setdefault(region["id"] + "label", region)
            relations.append(
                {
                    "type": "relation",
                    "from_id": f"{claim.id}-0",
                    "to_id": region["id"],
                    "direction": "right",
                    "labels": [side],
                }
            )
    return {
        "data": {
            "id": document.id,
            "title": document.title,
            "date": document.published,
            "url": document.url,
            "text": document.text,
        },
        "predictions": [
            {
                "model_version": document.coder,
                "score": round(sum(scores) / len(scores), 4) if scores else 0.0,
                "result": [*results.values(), *relations],
            }
        ],
    }


def _regions(claim: Claim) -> Iterator[Result]:
    for number, span in enumerate(marked_spans(claim)):
        region = _region(f"{claim.id}-{number}", span, claim.record)
        yield {**region, "score": claim.confidence, "meta": {"text": [claim.id]}}
    first = marked_spans(claim)[0]
    for name, (label, field, _) in _CHOICES.items():
        if claim.record == label:
            region = _region(f"{claim.id}-0", first, label)
            yield {
                **region,
                "from_name": name,
                "type": "choices",
                "value": {
                    "start": first.start,
                    "end": first.end,
                    "text": first.exact,
                    "choices": [getattr(claim, field)],
                },
            }


def _region(region_id: str, span: Span, label: str) -> Result:
    return {
        "id": region_id,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": span.start, "end": span.end, "text": span.exact, "labels": [label]},
    }


def _placed(claim: Claim) -> Iterator[tuple[str, Actor, Span]]:
    """Who stands on which side, where the text names them; an actor that is only understood has no place."""
    for side, actors in sides_of(claim):
        for actor in actors:
            if actor.text and actor.start is not None and actor.end is not None:
                yield side, actor, Span(start=actor.start, end=actor.end, exact=actor.text)
