"""What feeds and sitemaps offer, and how politely it is fetched."""

import gzip
from collections.abc import Iterator

import pytest

from dragoman.errors import SourceError, Unreachable
from dragoman.read import Given, Item, Visitor, list_items, read_item, read_sources
from dragoman.read.items import read_items
from dragoman.read.robots import read_robots
from dragoman.records import Document, Reject
from dragoman.settings import Settings
from tests.read.test_files import PAGE
from tests.site import Site, serving

HERE = Settings(fetch_loopback=True, fetch_timeout_s=5)
LONG = "<p>" + "Denmark and Sweden spoke about the ferry line for an hour and parted without a word. " * 12 + "</p>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def visitor(clock: Clock | None = None, settings: Settings = HERE) -> Visitor:
    clock = clock or Clock()
    return Visitor(settings, clock, clock.sleep)


def feed(*entries: str) -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Island Post</title>{''.join(entries)}</channel></rss>"
    ).encode()


def entry(link: str, title: str = "Ferry talks end", **more: str) -> str:
    parts = "".join(f"<{name}>{value}</{name}>" for name, value in more.items())
    whole = f"<content:encoded><![CDATA[{LONG}]]></content:encoded>" if more.pop("whole", "") else ""
    return f"<item><title>{title}</title><link>{link}</link>{parts}{whole}</item>"


def sitemap(*urls: str, kind: str = "urlset", inner: str = "url") -> str:
    listed = "".join(f"<{inner}><loc>{url}</loc></{inner}>" for url in urls)
    return f'<?xml version="1.0"?><{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</{kind}>'


# ---- feeds


def test_an_entry_is_known_by_an_id_that_is_its_own_the_world_over():
    """ "17" in two feeds is not one article: the link is."""
    one, other, third = read_items(
        feed(
            entry("https://a.example/1", guid="17"),
            entry("https://a.example/2", guid="tag:a.example,2011:2"),
            "<item><title>Bridge opens</title><guid>17</guid></item>",
        ),
        "feed",
    )
    assert [one.id, other.id, third.id] == ["https://a.example/1", "tag:a.example,2011:2", "17"]
    assert one.said.source == "Island Post"


def test_a_feed_that_holds_its_articles_whole_is_not_asked_for_their_pages():
    whole, teaser, cut = read_items(
        feed(
            entry("https://a.example/1", whole="yes"),
            entry("https://a.example/2", description="Denmark left."),
            entry("https://a.example/3", whole="yes").replace("</p>]]", "</p><p>Read more on our site</p>]]"),
        ),
        "feed",
    )
    assert (whole.whole, teaser.whole, cut.whole) == (True, False, False)
    (document,) = read_item(whole, visitor(), Settings())
    assert isinstance(document, Document) and document.text.startswith("Ferry talks end\n\nDenmark and Sweden")


def test_an_article_comes_from_its_page_and_the_feed_says_what_the_page_does_not(site: Site):
    bare = PAGE.replace('<meta property="article:published_time" content="2011-05-04T23:30:00-08:00">', "")
    link = site.puts("/ferry", bare.replace('<link rel="canonical"', "<link"))
    (item,) = read_items(feed(entry(link, pubDate="Tue, 03 May 2011 10:00:00 GMT")), "feed")
    (document,) = read_item(item, visitor(), HERE)
    assert isinstance(document, Document)
    assert (document.id, document.published, document.published_basis) == (link, "2011-05-03", "metadata")
    assert (document.title, document.authors) == ("Ferry talks end", ("Ruth Olsen",))
    assert document.text.count("Swedish minister") == 1


def test_what_cannot_be_read_is_said_in_the_items_name(site: Site):
    gone = Item("tag:a:1", site.address + "/gone", Given())
    with pytest.raises(Unreachable) as error:
        read_item(gone, visitor(), HERE)
    assert (error.value.name, error.value.status) == ("tag:a:1", 404)
    inside = Item("tag:a:2", "http://10.0.0.1/secret", Given())
    with pytest.raises(SourceError) as refused:
        read_item(inside, visitor(), HERE)
    assert refused.value.reason == "refused"


# ---- sitemaps


def test_a_sitemap_and_all_that_it_leads_to_are_read_once_each(site: Site):
    pages = [site.puts(f"/{n}", PAGE.replace("island.example/ferry", f"island.example/{n}")) for n in range(3)]
    packed = gzip.compress(sitemap(pages[1], pages[2], pages[1]).encode())
    site.puts("/news.xml", sitemap(pages[0], pages[1]), "text/xml")
    site.puts("/old.xml.gz", packed, "application/gzip")
    site.puts("/round.xml", sitemap(site.address + "/index.xml", kind="sitemapindex", inner="sitemap"), "text/xml")
    further = [site.address + path for path in ("/news.xml", "/old.xml.gz", "/round.xml", "/none.xml")]
    index = site.puts("/index.xml", sitemap(*further, kind="sitemapindex", inner="sitemap"), "text/xml")

    found = list(list_items(visitor().fetch_named(index).data, index, visitor(), HERE))
    assert [f.id for f in found if isinstance(f, Item)] == pages
    (missing,) = [f for f in found if isinstance(f, Reject)]
    assert (missing.id, missing.reason) == (site.address + "/none.xml", "unreachable")
    assert site.count("/index.xml") == 1


def test_adding_a_sitemap_adds_its_pages(site: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("time.sleep", lambda _: None)
    page, gone = site.puts("/ferry", PAGE), site.address + "/gone"
    index = site.puts("/sitemap.xml", sitemap(page, gone, "https://elsewhere.example/a"), "text/xml")
    found = list(read_sources([index], HERE))
    assert [f.id for f in found] == [index, page, gone]
    assert [f.reason if isinstance(f, Reject) else f.title for f in found] == [
        *("refused", "Ferry talks end", "unreachable"),
    ]
    assert "elsewhere" not in " ".join(site.asked)


def test_a_news_sitemap_says_when_and_what():
    said = (
        "<n:publication><n:name>Island Post</n:name></n:publication>"
        "<n:publication_date>2011-05-04T10:00:00Z</n:publication_date><n:title>Ferry talks end</n:title>"
    )
    url = f"<url><loc>https://a.example/1</loc><lastmod>2024-05-06</lastmod><n:news>{said}</n:news></url>"
    names = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    listed = f"<urlset {names}>{url}</urlset>"
    (item,) = list_items(listed.encode(), "https://a.example/news.xml", visitor(), Settings())
    assert isinstance(item, Item)
    # the day on which a page was last touched is not its day of publication
    assert (item.said.title, item.said.date, item.said.source) == ("Ferry talks end", "2011-05-04", "Island Post")


def test_a_sitemap_has_bounds_and_says_what_it_left_out():
    many = sitemap(*(f"https://a.example/{n}" for n in range(30)))
    small = Settings(sitemap_pages=10)
    found = list(list_items(many.encode(), "https://a.example/s.xml", visitor(settings=small), small))
    assert len(found) == 11
    assert isinstance(found[-1], Reject) and "20 further pages" in found[-1].detail

    huge = sitemap(*(f"https://a.example/{n}" for n in range(50_001))).encode()
    (refused,) = list_items(huge, "https://a.example/s.xml", visitor(), Settings())
    assert isinstance(refused, Reject) and refused.reason == "too_big"


@pytest.mark.parametrize(
    "entity",
    [
        '<!ENTITY x SYSTEM "file:///etc/hostname">',
        '<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;',
        '<!ENTITY x "aaaa">',
    ],
)
def test_no_entity_of_a_sitemap_is_believed(entity: str):
    listed = sitemap("https://a.example/&x;").replace("<urlset", f"<!DOCTYPE urlset [{entity}]><urlset")
    for found in list_items(listed.encode(), "https://a.example/s.xml", visitor(), Settings()):
        assert isinstance(found, Reject) or found.url == "https://a.example/"


# ---- manners


def test_one_host_is_never_asked_twice_within_a_second_and_others_need_not_wait(site: Site):
    clock = Clock()
    polite = visitor(clock)
    site.puts("/a", PAGE)
    site.puts("/b", PAGE)
    polite.fetch_found(site.address + "/a")
    polite.fetch_found(site.address + "/b")
    assert clock.slept == [1.0, 1.0]
    assert site.asked == ["/robots.txt", "/a", "/b"]
    assert site.headers["/a"]["User-Agent"].startswith("dragoman/")


def test_robots_txt_is_kept_and_may_ask_for_more_time(site: Site):
    site.puts("/robots.txt", "User-agent: *\nCrawl-delay: 7\nDisallow: /private", "text/plain")
    site.puts("/a", PAGE)
    clock = Clock()
    polite = visitor(clock)
    polite.fetch_found(site.address + "/a")
    with pytest.raises(SourceError) as kept_out:
        polite.fetch_found(site.address + "/private/b")
    assert kept_out.value.reason == "disallowed"
    polite.fetch_found(site.address + "/a")
    assert clock.slept == [1.0, 7.0]
    assert "/private/b" not in site.asked


def test_a_site_that_cannot_say_what_it_allows_is_left_alone(site: Site):
    site.puts("/robots.txt", "", status=503, Retry_After="120")
    with pytest.raises(Unreachable) as error:
        visitor().fetch_found(site.address + "/a")
    assert error.value.wait_s == 120
    assert site.asked == ["/robots.txt"]


def test_a_host_that_asks_to_be_left_alone_is(site: Site):
    clock = Clock()
    polite = visitor(clock)
    busy = site.puts("/feed", "", status=429, Retry_After="90")
    for _ in range(3):
        with pytest.raises(Unreachable):
            polite.fetch_named(busy)
        clock.now += 20
    assert site.count("/feed") == 1
    clock.now += 40
    with pytest.raises(Unreachable):
        polite.fetch_named(busy)
    assert site.count("/feed") == 2


def test_a_moment_to_come_back_is_held_against_the_servers_own_clock(site: Site):
    busy = site.puts(
        "/feed", "", status=503, Retry_After="Wed, 04 May 2011 10:02:00 GMT", Date="Wed, 04 May 2011 10:00:00 GMT"
    )
    with pytest.raises(Unreachable) as error:
        visitor().fetch_named(busy)
    assert error.value.wait_s is not None


def test_a_dead_host_is_given_up_for_the_round():
    polite = visitor()
    asked = 0
    for _ in range(5):
        with pytest.raises(Unreachable) as error:
            polite.fetch_named("http://127.0.0.1:9/feed")
        asked += "left alone" not in error.value.detail
    assert asked == 3
    polite.begin_round()
    with pytest.raises(Unreachable) as error:
        polite.fetch_named("http://127.0.0.1:9/feed")
    assert "left alone" not in error.value.detail


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /news", "/news/1", True),
        ("User-agent: *\nDisallow: /news/\nAllow: /news", "/news/1", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: other\nUser-agent: dragoman\nDisallow: /", "/a", False),
        ("User-agent: Dragoman/2.0\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/a", True),
        ("User-agent: dragomanic\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
        ("User-agent: *\nDisallow: /*/private/*/x", "/a/private/b/x/1", False),
        ("User-agent: *\nDisallow: /a*b$", "/ab", False),
        ("User-agent: *\nDisallow: /ab*b$", "/ab", True),
        ("User-agent: *\nDisallow: /ä", "/%C3%A4/1", False),
        ("User-agent: *\nDisallow: /a?b", "/a?b=1", False),
        ("# nothing\n\x00\xff:\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: " + "/*a" * 5000, "/" + "b/" * 5000, True),
    ],
)
def test_robots_rules(rules: str, path: str, allowed: bool):
    assert read_robots(rules).allows("https://a.example" + path) is allowed
