"""Does any word of an article, an actor or a ruling ever run? Three hundred attacks, driven through Chromium.

`DRAGOMAN_TEST_CHROMIUM=/usr/bin/chromium python eval/xss.py`. Each attack stands in the title, the body, the
author, the link, an actor's name and role, and a ruling's reason and name; every page that shows it is opened.
An attack has run when it sets a mark on the window, opens a dialog, or asks for an address of its own.
Exit status 1 if one has.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "show"))

from browser import chromium, served
from stories import actor, demand, document, event, statement

from dragoman.keep import Case
from dragoman.records import Coded
from dragoman.show.rulings import make_ruling

WANTED = 300
RUNS = ("window.hit=1", "alert(1)", "fetch('/hit')", "parent.hit=1", "location='/hit'")
SHELLS = (
    "<script>{}</script>",
    "<ScRiPt>{}</sCrIpT>",
    "<script/x>{}</script>",
    "<script src='data:text/javascript,{}'></script>",
    "</title><script>{}</script>",
    "</textarea><script>{}</script>",
    "</select><script>{}</script>",
    "</style><script>{}</script>",
    "--><script>{}</script>",
    "]]><script>{}</script>",
    "<img src=x onerror={}>",
    '"><img src=x onerror={}>',
    "'><img src=x onerror={}>",
    "<img src=x onerror='{}'>",
    "<svg onload={}>",
    '"><svg/onload={}>',
    "<svg><script>{}</script></svg>",
    "<svg><animate onbegin={} attributeName=x dur=1s>",
    "<body onload={}>",
    "<details open ontoggle={}>",
    "<input autofocus onfocus={}>",
    '" autofocus onfocus="{}" x="',
    "' autofocus onfocus='{}' x='",
    '" onmouseover="{}" x="',
    "' onmouseover='{}' x='",
    "<iframe srcdoc='<script>{}</script>'></iframe>",
    '<iframe src="javascript:{}"></iframe>',
    "<object data='javascript:{}'></object>",
    "<embed src='javascript:{}'>",
    "<a href='javascript:{}'>here</a>",
    "javascript:{}",
    "JaVaScRiPt:{}",
    " javascript:{}",
    "java\tscript:{}",
    "data:text/html,<script>{}</script>",
    "vbscript:{}",
    "<math><mtext></form><form><mglyph><style></math><img src onerror={}>",
    "<form action='javascript:{}'><button autofocus>x</button></form>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<base href='javascript:{}//'>",
    "<link rel=stylesheet href='javascript:{}'>",
    "<style>@import 'javascript:{}';</style>",
    "<video><source onerror={}></video>",
    "<audio src=x onerror={}>",
    "<marquee onstart={}>",
    "<isindex type=image src=1 onerror={}>",
    "{{{{constructor.constructor('{}')()}}}}",
    "{{% raw %}}<script>{}</script>{{% endraw %}}",
    "${{{}}}",
    "&lt;script&gt;{}&lt;/script&gt;",
    "&#60;script&#62;{}&#60;/script&#62;",
    "\\u003cscript\\u003e{}\\u003c/script\\u003e",
    "%3Cscript%3E{}%3C/script%3E",
    "\u202e<script>{}</script>\u202c",
    "<scr\u0000ipt>{}</scr\u0000ipt>".replace("\u0000", "\u200b"),
    "<noscript><p title='</noscript><img src=x onerror={}>'>",
    "<template><script>{}</script></template>",
    "<xss onpointerrawupdate={} autofocus tabindex=1>x</xss>",
    "<img src=`x` onerror={}>",
    "<table background='javascript:{}'>",
)


def attacks() -> Iterator[str]:
    """Every shell around every run, shells first."""
    for run, shell in product(RUNS, SHELLS):
        yield shell.format(run)


def evil(case: Case, number: int, words: str) -> str:
    """An article whose every field is the attack; its id."""
    text = f"Latvia asked Malta to send {words} back. Malta met Latvia {words} today."
    doc = document(
        f"evil-{number} {words}",
        words,
        [("title", words), ("body", text), ("related", words), ("bio", words)],
        "2021-01-01",
        publisher=words,
        authors=(words, words),
        url=words,
    )
    who = actor(doc.text, words, "Latvia", "LVA", role=words)
    whom = actor(doc.text, f"Malta {words}", "Malta", "MLT", role=words)
    claims = (
        event(doc, f"met Latvia {words}", "CONSULT", (who,), (whom,)),
        demand(doc, f"asked Malta to send {words} back", f"send {words} back", who, whom),
        statement(doc, words, who),
    )
    case.add(Coded(document=doc, claims=claims))
    for target, field, value in ((claims[0].id, "review", "accepted"), (claims[0].id, "actors", "x [LVA GOV]")):
        case.rule(make_ruling(target, field, value, words, words, "2021-01-02"))
    return doc.id


def main() -> int:
    os.environ.setdefault("DRAGOMAN_TEST_CHROMIUM", "/usr/bin/chromium")
    ran: list[str] = []
    tried = list(islice(attacks(), WANTED))
    with tempfile.TemporaryDirectory() as folder, Case.open(Path(folder) / "evil.db") as case:
        ids = [evil(case, n, words) for n, words in enumerate(tried)]
        with served(case) as address, chromium() as browser:
            tab = browser.new_context(base_url=address).new_page()
            tab.set_default_timeout(300_000)
            where = ""
            tab.on("dialog", lambda dialog: (ran.append(f"a dialog on {where}"), dialog.dismiss()))
            tab.on("request", lambda asked: ran.append(f"{asked.url} on {where}") if "/hit" in asked.url else None)
            pages = ["/", "/timeline", "/dyads", "/documents", "/documents?offset=100", "/documents?offset=200"]
            pages += [
                "/timeline?offset=100",
                "/timeline?offset=200",
                "/review",
                "/sources",
                "/export",
                "/actor?name=LVA",
            ]
            for name in ids:
                pages.append(f"/article?id={quote(name, safe='')}")
            # the shells are the same for every run: once each is enough for what echoes the address
            for words in tried[: len(SHELLS)]:
                pages += [f"/actor?name={quote(words, safe='')}", f"/search?q={quote(words, safe='')}"]
            for n, where in enumerate(pages):
                tab.goto(where)
                if tab.evaluate("window.hit") is not None:
                    ran.append(f"a script on {where}")
                if "article" in where:
                    # what waits for a pointer or a focus gets both
                    tab.mouse.move(300 + n % 200, 300)
                    tab.keyboard.press("Tab")
                if n % 100 == 0:
                    sys.stderr.write(f"{n} of {len(pages)} pages\n")
    sys.stdout.write(f"{len(tried)} attacks, {len(pages)} pages: {len(ran)} executed\n")
    for line in ran[:20]:
        sys.stdout.write(f"  {line}\n")
    return 1 if ran else 0


if __name__ == "__main__":
    sys.exit(main())
