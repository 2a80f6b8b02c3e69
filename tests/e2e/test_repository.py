"""With a repository in the settings, a reader finds the file behind what they read, and a way to report a reading."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

from harness import Archive

REPOSITORY = "https://code.example.org/paper/archive"
ARTICLE = "articles/shili-2024-05/01-youhua-yingshang-huanjing"


def _links(html: str) -> dict[str, str]:
    """Every link to the repository: its words without what only a screen reader says -> its address."""
    found = re.findall(rf'<a href="({re.escape(REPOSITORY)}[^"]*)">(.*?)</a>', html)
    return {re.sub(r"<span.*|<[^>]+>", "", words): unescape(address) for address, words in found}


def _with_repository(archive: Archive) -> Archive:
    settings = (archive.content / "site.toml").read_text("utf-8")
    return archive.write(
        "site.toml", f'repository = "{REPOSITORY}"\n' + re.sub(r"(?m)^repository = .*\n", "", settings)
    )


def test_an_article_leads_to_its_files_and_those_of_its_glosses(archive: Archive) -> None:
    """The Chinese, the translation and every explained term can be edited; the links name files that exist."""
    page = _with_repository(archive).build().expect_ok().page(f"en/{ARTICLE}/index.html")
    links, edit = _links(page), f"{REPOSITORY}/edit/main/"
    assert links["Edit this article"] == f"{edit}content/{ARTICLE}.md"
    assert links["Edit the translation"] == f"{edit}content/{ARTICLE}.en.md"
    assert links["Edit this gloss"] == f"{edit}content/glossary/yingshang-huanjing.md"
    for address in links.values():
        if address.startswith(edit):
            assert (archive.folder / address.removeprefix(edit)).is_file()


def test_a_report_says_which_page_it_is_about(archive: Archive) -> None:
    """The new issue has the page's title and full address in it, in the reader's language."""
    _with_repository(archive).build(base_url="https://example.org/a/").expect_ok()
    for edition, words, title in (("en", "Report a reading", "About "), ("zh-hans", "反映疑误", "关于《")):
        links = _links(archive.page(f"{edition}/{ARTICLE}/index.html"))
        issue = urlsplit(links[words])
        asked = parse_qs(issue.query)
        assert f"{issue.scheme}://{issue.netloc}{issue.path}" == f"{REPOSITORY}/issues/new"
        assert asked["title"][0].startswith(title)
        assert asked["body"][0].startswith(f"https://example.org/a/{edition}/{ARTICLE}/\n")


def test_without_a_repository_no_page_offers_to_edit(archive: Archive) -> None:
    """No dead link where there is nothing to edit."""
    archive.build().expect_ok()
    pages = [data.decode() for path, data in archive.tree().items() if path.endswith(".html")]
    assert pages
    assert not any("/edit/main/" in page or "/issues/new" in page for page in pages)
