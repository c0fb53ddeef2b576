"""A real browser on a served case: what tests and the scripts that drive Chromium share."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from dragoman.keep import Case
from dragoman.show.api import create_app
from dragoman.show.guard import Guard

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
    "--disable-component-update",
]


@contextmanager
def served(case: Case, guard: Guard | None = None) -> Iterator[str]:
    """The page over a case, on a free port of loopback, for as long as the block runs."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(case, guard), log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["DRAGOMAN_TEST_CHROMIUM"], args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
