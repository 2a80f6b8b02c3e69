"""The files for machines: Atom feed, sitemap, robots, and the host's headers and redirects."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from sitegen.config import Config
from sitegen.render.cards import Cards
from sitegen.render.edition import LANGS
from sitegen.render.reference import site_title
from sitegen.site.facets import Reader
from sitegen.site.plan import Target

#: How many articles a feed holds.
FEED_LENGTH = 50

_CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def atom(cards: Cards) -> str:
    """An edition's articles, newest first (RFC 4287). Dates are the newspapers': nothing here changes by itself."""
    site, edition = cards.site, cards.edition
    articles = [site.article_card(article) for article in site.articles()[:FEED_LENGTH]]
    updated = max((a.date.earliest.isoformat() for a in articles), default="1970-01-01")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{edition.lang}">',
        f"<title>{escape(str(site_title(edition)))}</title>",
        f"<id>{escape(edition.absolute())}</id>",
        f"<link href={quoteattr(edition.absolute())}/>",
        f'<link rel="self" href={quoteattr(edition.absolute("feed.xml"))}/>',
        f"<updated>{updated}T00:00:00Z</updated>",
    ]
    for article in articles:
        url = edition.absolute(f"articles/{article.id}/")
        title = str(cards.article(article.id).title)
        author = article.authors[0] if article.authors else site.paper_card(article.paper).name
        if edition.code == "en" and article.title_en:
            title = f"{article.title_en} ({title})"
        lines += [
            "<entry>",
            f"<title>{escape(title)}</title>",
            f"<id>{escape(url)}</id>",
            f"<link href={quoteattr(url)}/>",
            f"<updated>{article.date.earliest.isoformat()}T00:00:00Z</updated>",
            f"<author><name>{escape(author)}</name></author>",
            f"<summary>{escape(article.summary_en)}</summary>" if article.summary_en else "",
            "</entry>",
        ]
    return "\n".join(line for line in [*lines, "</feed>", ""] if line) + "\n"


def sitemap(config: Config, targets: Iterable[Target]) -> str:
    """Every page with its counterparts in the other editions (sitemaps.org 0.9, xhtml:link alternates)."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
        f"<url><loc>{escape(config.base_url)}</loc></url>",
    ]
    entries = [_sitemap_entry(config, target) for target in targets if target.path.endswith("/index.html")]
    return "\n".join([*lines, *entries, "</urlset>", ""])


def _sitemap_entry(config: Config, target: Target) -> str:
    path = target.path.removesuffix("index.html").partition("/")[2]
    # A reader of no known language goes to the chooser from a home page, else to the first edition.
    default = f"{config.base_url}{config.editions[0]}/{path}" if path else config.base_url
    addresses = [(LANGS[code], f"{config.base_url}{code}/{path}") for code in config.editions]
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{lang}" href={quoteattr(url)}/>'
        for lang, url in [*addresses, ("x-default", default)]
    )
    return f"<url><loc>{escape(f'{config.base_url}{target.edition}/{path}')}</loc>{links}</url>"


def robots(config: Config) -> str:
    """Everything may be read; the sitemap says where it is."""
    return f"User-agent: *\nAllow: /\nSitemap: {config.base_url}sitemap.xml\n"


def headers(config: Config) -> str:
    """Netlify's `_headers`: nothing from other hosts, long caching for fingerprinted files only."""
    base = config.base_path
    return f"""/*
  Content-Security-Policy: {_CONTENT_SECURITY_POLICY}
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Cache-Control: public, max-age=300, must-revalidate
{base}assets/*
  Cache-Control: public, max-age=31536000, immutable
"""


def redirects(site: Reader) -> str:
    """Netlify's `_redirects`: an article's old addresses, in every edition."""
    base = site.config.base_path
    lines = [
        f"{base}{edition}/{alias.strip('/')}/ {base}{edition}/articles/{article.id}/ 301\n"
        for article in map(site.article_card, site.articles())
        for alias in article.aliases
        for edition in site.config.editions
    ]
    return "".join(sorted(lines))
