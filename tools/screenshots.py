"""Pictures of every page for the manual, in docs/img: `python tools/screenshots.py`, with a Chromium installed.

Serves the Belarus example and the article in a case of its own, rules once on it so that a ruling can be seen,
and photographs each page; some in the dark and on a phone as well. Run again, it gives the same pictures.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import uvicorn
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from dragoman.keep import Case, Filter
from dragoman.show.api import create_app
from dragoman.show.rulings import make_ruling

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from examples.series_manual import made_events

HERE = Path(__file__).resolve().parent.parent
OUT = HERE / "docs" / "img"
SOURCES = (HERE / "examples" / "belarus" / "reports.jsonl", *sorted((HERE / "examples" / "articles").glob("*.txt")))
DAY = "2009-08-19"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]
MOST_BYTES = 150_000
COLUMNS = "id=id,actor=who,recipient=whom,date=day,type=what"


def main() -> int:
    """Make every picture anew. Exit status: 1 where one is too big for a manual."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="dragoman-pictures-") as folder:
        path = Path(folder) / "belarus.db"
        command = [sys.executable, "-c", "from dragoman.show.cli import main; main()", "--case", str(path), "add"]
        subprocess.run([*command, *map(str, SOURCES)], check=True)
        # weeks enough for an estimate: the examples' own acts are too few
        made_events(Path(folder) / "made.csv")
        taking_in = [*command[:-1], "import-events", str(Path(folder) / "made.csv"), "--columns", COLUMNS]
        subprocess.run(taking_in, check=True)
        with Case.open(path) as case:
            app = create_app(case)
            server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", access_log=False))
            thread = threading.Thread(target=server.run, daemon=True)
            thread.start()
            while not server.started:
                time.sleep(0.05)
            port = server.servers[0].sockets[0].getsockname()[1]
            _take(case, app, f"http://127.0.0.1:{port}")
            server.should_exit = True
            thread.join(10)
    big = [file.name for file in OUT.glob("*.png") if file.stat().st_size > MOST_BYTES]
    for name in big:
        sys.stderr.write(f"{name} is bigger than {MOST_BYTES:,} bytes\n")
    return 1 if big else 0


def _take(case: Case, app: object, address: str) -> None:
    entries = app.state.desk.ledger(DAY)  # type: ignore[attr-defined]
    reversed_one = next((e for e in entries if e.outcome == "reversed"), entries[0])
    report = next(d for d in case.documents(Filter(newest_first=True)) if d.published and d.published <= DAY)
    article = next(d for d in case.documents() if d.published is None)
    doubted = case.events(Filter(document=article.id))[0]
    said = "The headline asks a question; nobody is asked for anything here."
    case.rule(make_ruling(doubted.id, "review", "rejected", said, "R. Ilves", DAY, f"{DAY}T09:00:00+00:00"))
    pages = {
        "desk": f"/?as_of={DAY}&since=2009-01-01",
        "entry": f"/entry?id={reversed_one.id}&as_of={DAY}",
        "article": f"/article?id={quote(article.id)}",
        "report": f"/article?id={quote(report.id)}",
        "timeline": "/timeline?side=USA&other=BLR",
        "dyads": "/dyads",
        "actor": "/actor?name=BLR",
        "ask": f"/ask?q={quote('Why talk to Belarus now?')}&as_of={DAY}",
        "documents": "/documents",
        "search": "/search?q=political+prisoners",
        "review": "/review",
        "sources": "/sources",
        "export": f"/export?as_of={DAY}",
        "series": "/series?sides=USA,BLR&every=year",
        "reciprocity": "/reciprocity?sides=NOR,ISL&every=week&source=made",
        "triangle": "/triangle?sides=ISL,NOR,DNK&every=week&source=made",
    }
    program = os.environ.get("DRAGOMAN_TEST_CHROMIUM") or shutil.which("chromium") or "chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        shots: tuple[tuple[str, Literal["light", "dark"], int, Iterable[str]], ...] = (
            ("", "light", 1000, pages),
            ("-dark", "dark", 1000, ("desk", "article", "timeline")),
            ("-phone", "light", 380, ("desk", "article", "entry")),
        )
        for suffix, scheme, width, names in shots:
            context = browser.new_context(
                base_url=address, color_scheme=scheme, viewport={"width": width, "height": 700}, locale="en-GB"
            )
            tab = context.new_page()
            tab.set_default_timeout(180_000)
            for name in names:
                answer = tab.goto(pages[name], wait_until="networkidle")
                if answer is None or not answer.ok:
                    sys.stderr.write(f"{name}: {answer.status if answer else 'no answer'}\n")
                    continue
                _settle(tab)
                _keep(tab.screenshot(), OUT / f"{name}{suffix}.png")
            context.close()
        browser.close()


def _keep(picture: bytes, path: Path) -> None:
    """With as many colours as a page of text needs: a third of the size."""
    Image.open(BytesIO(picture)).convert("RGB").quantize(96).save(path, optimize=True)


def _settle(tab: Page) -> None:
    """Wait until a chart is drawn, where there is one."""
    if tab.locator("figure[data-chart]").count():
        tab.wait_for_selector(".drawn svg", timeout=180_000)


if __name__ == "__main__":
    sys.exit(main())
