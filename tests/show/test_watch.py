"""Feeds are polled into the case: each article once, politely, whatever becomes of the feed or of us."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.keep import Case
from dragoman.settings import Settings
from dragoman.show.cli import main
from dragoman.show.watch import read_period
from dragoman.show.watching import Watcher
from tests.read.test_offers import Clock, entry, feed, sitemap
from tests.site import Site, serving

HERE = Settings(fetch_loopback=True, fetch_timeout_s=5)
ARTICLE = """<html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>Norway's foreign minister called on Denmark on Monday to lift the ban on night ferries in the northern strait.</p>
<p>Denmark refused. {more} The ban has kept the harbours of both countries closed after dark since the spring.</p>
</article></body></html>"""


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.open(tmp_path / "desk.db") as opened:
        yield opened


class Stopped(Exception):
    """The test has seen enough."""


class Rounds:
    """A clock for a watcher that is stopped after so many rounds; `between` is called before each further one."""

    def __init__(self, case: Case, between=None) -> None:
        self.clock = Clock()
        self.waits: list[float] = []
        self._between = between or (lambda _: None)
        self.watcher = Watcher(case, HERE, 900, self.clock, self._sleep)
        self._left = 0

    def _sleep(self, seconds: float) -> None:
        self.clock.now += seconds
        if seconds > 60:
            self.waits.append(seconds)
            self._left -= 1
            if self._left == 0:
                raise Stopped
            self._between(len(self.waits))

    def run(self, urls: list[str], rounds: int) -> dict[str, int]:
        self._left = rounds
        with pytest.raises(Stopped):
            self.watcher.run(urls, once=False)
        return dict(+self.watcher.done)


def puts_articles(site: Site, *names: str) -> list[str]:
    return [site.puts(f"/{n}", ARTICLE.format(title=f"Ferry talks {n}", more=f"So said report {n}.")) for n in names]


def test_each_article_is_fetched_once_and_an_unchanged_feed_is_not_sent_again(site: Site, case: Case):
    links = puts_articles(site, "one", "two")
    address = site.puts("/feed", feed(*map(entry, links)), "application/rss+xml", ETag='"7"')

    done = Rounds(case).run([address], rounds=3)

    assert done == {"added": 2}
    assert sorted(d.id for d in case.documents()) == sorted(links)
    assert (site.count("/feed"), site.count("/one"), site.count("/two")) == (3, 1, 1)
    assert site.headers["/feed"]["If-None-Match"] == '"7"'
    assert {d.publisher for d in case.documents()} == {"Island Post"}


def test_what_the_feed_says_is_remembered_between_runs(site: Site, case: Case):
    (one,) = puts_articles(site, "one")
    address = site.puts("/feed", feed(entry(one)), "application/rss+xml")
    assert Rounds(case).run([address], rounds=1) == {"added": 1}
    assert Rounds(case).run([address], rounds=1) == {"known already": 1}
    assert site.count("/one") == 1


def test_a_new_item_is_added_and_a_changed_one_is_a_new_version(site: Site, case: Case):
    one, two = puts_articles(site, "one", "two")
    address = site.puts("/feed", feed(entry(one)), "application/rss+xml", ETag='"1"')

    def goes_on(_: int) -> None:
        site.puts("/one", ARTICLE.format(title="Ferry talks one", more="Later it said that it would think again."))
        site.puts("/feed", feed(entry(one, "Ferry talks one, updated"), entry(two)), "application/rss+xml", ETag='"2"')

    done = Rounds(case, goes_on).run([address], rounds=2)
    assert done == {"added": 2, "new version": 1}
    document = case.document(one)
    assert document is not None and "think again" in document.text


def test_an_item_that_does_not_answer_is_tried_again_and_its_reject_goes(site: Site, case: Case):
    one, two = puts_articles(site, "one", "two")
    good = site.pages.pop("/two")
    site.puts("/two", "", status=500)
    address = site.puts("/feed", feed(entry(one), entry(two)), "application/rss+xml", ETag='"1"')
    seen: list[str] = []

    def recovers(round_: int) -> None:
        seen.extend(r.id for r in case.rejects())
        if round_ == 2:
            site.pages["/two"] = good

    Rounds(case, recovers).run([address], rounds=4)
    assert seen == [two, two]
    assert case.rejects() == ()
    assert len(case.documents()) == 2
    assert (site.count("/one"), site.count("/two")) == (1, 3)


def test_an_item_that_is_gone_or_never_answers_is_given_up(site: Site, case: Case):
    site.puts("/down", "", status=500)
    address = site.puts(
        "/feed", feed(entry(site.address + "/gone"), entry(site.address + "/down")), "application/rss+xml"
    )
    Rounds(case).run([address], rounds=9)
    assert (site.count("/gone"), site.count("/down")) == (1, 5)
    assert [r.reason for r in case.rejects()] == ["unreachable"] * 2


def test_a_dead_feed_stops_nobody_and_is_asked_ever_more_seldom(site: Site, case: Case):
    (one,) = puts_articles(site, "one")
    address = site.puts("/feed", feed(entry(one)), "application/rss+xml", ETag='"1"')
    dead = site.puts("/dead", "", status=500)
    no_feed = site.puts("/page", "<html><body>Hello.</body></html>")

    done = Rounds(case).run([dead, no_feed, "http://127.0.0.1:9/feed", address], rounds=10)

    assert done["added"] == 1
    assert site.count("/feed") == 10
    # in 10 rounds: at once, after 2, after 6 more
    assert site.count("/dead") == 3
    assert {(r.id, r.reason) for r in case.rejects()} == {
        *((dead, "unreachable"), (no_feed, "broken_file"), ("http://127.0.0.1:9/feed", "unreachable")),
    }
    # said once each, not every quarter of an hour
    assert done["rejected"] == 3


def test_a_feed_that_comes_back_is_no_longer_rejected(site: Site, case: Case):
    (one,) = puts_articles(site, "one")
    address = site.puts("/feed", "", status=500)

    def recovers(_: int) -> None:
        site.puts("/feed", feed(entry(one)), "application/rss+xml")

    Rounds(case, recovers).run([address], rounds=3)
    assert case.rejects() == ()
    assert len(case.documents()) == 1


def test_a_sitemap_can_be_watched(site: Site, case: Case):
    links = puts_articles(site, "one", "two")
    address = site.puts("/sitemap.xml", sitemap(*links), "text/xml")
    assert Rounds(case).run([address], rounds=2)["added"] == 2
    assert site.count("/one") == 1


def test_another_language_is_rejected_by_name(site: Site, case: Case):
    finnish = "Suomen hallitus kertoi maanantaina, että neuvottelut lautoista jatkuvat ensi viikolla Helsingissä. " * 4
    link = site.puts("/fi", f"<html><body><article><h1>Lautat</h1><p>{finnish}</p></article></body></html>")
    address = site.puts("/feed", feed(entry(link, "Lautat")), "application/rss+xml")
    Rounds(case).run([address], rounds=1)
    (reject,) = case.rejects()
    assert (reject.id, reject.reason) == (link, "language") and "'fi'" in reject.detail
    assert not case.events()


@pytest.mark.parametrize(("typed", "seconds"), [("15m", 900), ("2h", 7200), ("1d", 86400), ("60s", 60), (" 5 M ", 300)])
def test_a_period(typed: str, seconds: int):
    assert read_period(typed) == seconds


@pytest.mark.parametrize("typed", ["", "15", "m", "0m", "10s", "31d", "-5m", "1.5h", "15 minutes"])
def test_no_period_is_a_mistake_in_the_command_line(typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as end:
        main(["watch", "https://a.example/feed", "--every", typed])
    assert end.value.code == 2


def test_a_file_is_no_feed_to_watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as end:
        main(["watch", "feed.xml"])
    assert end.value.code == 2
    assert "dragoman add feed.xml" in capsys.readouterr().err
    assert not (tmp_path / "dragoman.db").exists()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_when_asked_to(site: Site, tmp_path: Path, sign: signal.Signals):
    links = puts_articles(site, "one", "two")
    address = site.puts("/feed", feed(*map(entry, links)), "application/rss+xml")
    command = [sys.executable, "-m", "dragoman.show.cli", "--case", "desk.db", "watch", address]
    environment = os.environ | {"DRAGOMAN_FETCH_LOOPBACK": "yes"}
    run = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True)
    assert run.stderr is not None
    said = [run.stderr.readline() for _ in range(2)]
    run.send_signal(sign)
    rest = run.communicate(timeout=60)[1]
    assert "stop with Ctrl-C" in said[0] and "2 added" in said[1]
    assert "stopped." in rest and "Traceback" not in rest
    assert rest.rstrip().endswith("desk.db: 2 added.")
    assert run.returncode == 0


def test_once_asks_once_and_says_what_became_of_it(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_FETCH_LOOPBACK", "1")
    links = puts_articles(site, "one")
    address = site.puts("/feed", feed(entry(links[0]), entry(site.address + "/gone")), "application/rss+xml")
    with pytest.raises(SystemExit) as end:
        main(["--case", "desk.db", "watch", "--once", address])
    assert end.value.code == 1
    assert capsys.readouterr().err.rstrip().endswith("desk.db: 1 added, 1 rejected.")
