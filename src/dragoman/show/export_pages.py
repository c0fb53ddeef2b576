"""Taking the case elsewhere from the browser or over the API: which forms there are, and the file in each."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, HTMLResponse
from pydantic import BaseModel
from starlette.background import BackgroundTask

from dragoman.keep import Filter
from dragoman.show.export import FORMS, Name
from dragoman.show.export.pack import pack
from dragoman.show.options import today
from dragoman.show.page import AtDesk, Words, read_day, render, url
from dragoman.show.replies import FAILURES, Day

exporting = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
exporting_api = APIRouter(prefix="/api", responses=FAILURES)
ZIP = "application/zip"


class FormOfExport(BaseModel):
    """A form in which the case can be taken away, and what it cannot hold."""

    name: str
    title: str
    whom: str
    files: str
    ledger: bool
    lacks: tuple[str, ...]


@exporting.get("/export")
def export_page(request: Request, desk: AtDesk, since: Words = "", until: Words = "", as_of: Words = "") -> Response:
    """The forms, and links to the case in each of them."""
    asked: dict[str, Any] = {"since": read_day(since), "until": read_day(until)}
    day = read_day(as_of)
    links = {
        name: url(f"/api/export/{name}", **asked, as_of=day if form.ledger else None) for name, form in FORMS.items()
    }
    documents = desk.count_documents(Filter(**asked))
    shown = {"forms": FORMS, "links": links, "documents": documents, "as_of": day, **asked}
    return render(request, "export.html", here="Export", last=desk.last_day() or today(), **shown)


@exporting_api.get("/export", response_model=list[FormOfExport])
def forms() -> Any:
    """In which forms the case can be taken away, and what each cannot hold."""
    return [
        FormOfExport(name=n, title=f.title, whom=f.whom, files=f.files, ledger=f.ledger, lacks=f.lacks)
        for n, f in FORMS.items()
    ]


@exporting_api.get(
    "/export/{form}",
    response_class=FileResponse,
    responses={200: {"content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}, "description": "A zip."}},
)
def packed(desk: AtDesk, form: Name, since: Day = None, until: Day = None, as_of: Day = None) -> Response:
    """The case, or the articles of some days, as a zip; with `as_of` the ledger of that day where the form holds it."""
    folder = TemporaryDirectory()
    try:
        path = Path(folder.name) / f"{Path(desk.case.name).stem}-{form}.zip"
        wanted = Filter(since=since.isoformat() if since else None, until=until.isoformat() if until else None)
        pack(desk.case, form, wanted, as_of.isoformat() if as_of else None, path)
    except BaseException:
        folder.cleanup()
        raise
    return FileResponse(path, media_type=ZIP, filename=path.name, background=BackgroundTask(folder.cleanup))
