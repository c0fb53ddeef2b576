"""A small case with something of everything in it: versions, copies, an undated article, rejects, rulings."""

from made_articles import HARBOUR, article

from dragoman.keep import Case, Filter
from dragoman.records import Reject, Ruling


def fill(case: Case) -> None:
    case.add(article("wire", HARBOUR, "2021-03-02", title="Oslo asks for a harbour", publisher="North Wire", claims=9))
    case.add(article("paper", HARBOUR, "2021-03-03", title="Ships for “Seyðisfjörður” 🐟", publisher="Coast News"))
    case.add(article("old", "Oslo sent two ships.", "2021-03-04", claims=3))
    case.add(article("old", "Oslo sent three ships.", "2021-03-04", claims=6))
    case.add(article("undated", "Brussels asked Oslo for fish.", None, actor="EUR", recipient="NOR"))
    finnish = Reject(id="suomi", reason="language", detail="written in 'fi'; only English is coded", coder="dragoman-0")
    case.add(article("suomi", "Helsinki kiisti asian.", "2021-03-05", claims=0, rejects=(finnish,)))
    case.reject(Reject(id="photo.bin", reason="binary", detail="this is no text", coder="dragoman-0"))
    target = case.events(Filter(document="wire"))[0].id
    case.rule(
        Ruling(id="r1", target=target, field="status", value="denied", because="Oslo says no", by="AB", on="2021-03-06")
    )
    case.rule(
        Ruling(id="r2", target=target, field="status", value="occurred", because="it did", by="CD", on="2021-03-07")
    )


def listed(case: Case) -> dict[str, list[str]]:
    """All that a reader can list, in the order in which it comes."""
    kinds = ("document", "event", "statement", "demand")
    told = {kind: list(case.lines(kind)) for kind in kinds}
    told["copies"] = [f"{copy} of {original}" for copy, original in case.copies().items()]
    told["rejects"] = [r.model_dump_json() for r in case.rejects()]
    told["rulings"] = [r.model_dump_json() for r in case.rulings()]
    told["found"] = [
        hit.document for words in ("harbour", "three", "fish -oslo", "capelin") for hit in case.search(words)
    ]
    return told
