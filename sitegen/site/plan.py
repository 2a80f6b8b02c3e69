"""Which pages exist: every output path with what it shows, before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.site.assemble import Site


@dataclass(frozen=True, slots=True)
class Target:
    """One output file: its path below the output folder, the edition ('' at the root), the kind of page, the id
    of what it shows, and the source that asks for it."""

    path: str
    edition: str
    kind: str
    id: str = ""
    source: str = ""


#: Pages of which an edition has one, and their paths.
_SINGLE = {
    "home": "index.html",
    "glossary": "glossary/index.html",
    "glossary-by-english": "glossary/by-english/index.html",
    "glossary-by-category": "glossary/by-category/index.html",
    "glossary-by-strokes": "glossary/by-strokes/index.html",
    "districts": "districts/index.html",
    "papers": "papers/index.html",
    "dates": "dates/index.html",
    "compare": "compare/index.html",
    "not-found": "404.html",
    "feed": "feed.xml",
}
#: Files at the root of the site.
_ROOT = {
    "chooser": "index.html",
    "not-found": "404.html",
    "sitemap": "sitemap.xml",
    "robots": "robots.txt",
    "headers": "_headers",
    "redirects": "_redirects",
}


def plan(site: Site) -> tuple[list[Target], list[Diagnostic]]:
    """Every page of the site, sorted by path; two pages on one path are an error that names both sources."""
    targets: dict[str, Target] = {}
    clashes: dict[tuple[str, str], Diagnostic] = {}
    for target in _targets(site):
        other = targets.setdefault(target.path, target)
        if other is not target:
            message = f"the page {target.path} is already made from {other.source or 'the generator itself'}"
            clash = error("path-clash", Span(target.source or other.source), message, "rename one of the files")
            clashes.setdefault((target.source, other.source), clash)
    return [targets[path] for path in sorted(targets)], list(clashes.values())


def _targets(site: Site) -> Iterator[Target]:
    for kind, path in _ROOT.items():
        yield Target(path, site.content.config.editions[0] if kind == "not-found" else "", kind)
    for edition in site.content.config.editions:
        for kind, path in _SINGLE.items():
            yield Target(f"{edition}/{path}", edition, kind)
        for article in site.articles.values():
            yield Target(f"{edition}/articles/{article.id}/index.html", edition, "article", article.id, article.path)
        for term in site.terms.values():
            yield Target(f"{edition}/glossary/{term.id}/index.html", edition, "term", term.id, term.path)
        for place in site.places.values():
            yield Target(f"{edition}/districts/{place.id}/index.html", edition, "district", place.id, place.path)
        for paper in site.papers.values():
            yield Target(f"{edition}/papers/{paper.id}/index.html", edition, "paper", paper.id, paper.path)
        for page in site.pages.values():
            yield Target(f"{edition}/{page.id}/index.html", edition, "page", page.id, page.path)
        for name in site.content.pictures:
            yield Target(f"{edition}/{name}", edition, "picture", name, name)
