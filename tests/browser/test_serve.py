"""`sitegen serve` in a browser: a page reloads where it was being read, takes new styles in place, and shows errors."""

from __future__ import annotations

import queue
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from driver import Visitors
from harness import Archive

from sitegen.serve import serve

ARTICLE = "articles/shili-2024-05/01-youhua-yingshang-huanjing"
SCROLLED = "scrollY > 100"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Archive, str]]:
    """The starter with a long article, and the address it is served at."""
    archive = Archive(tmp_path / "archive")
    text = (archive.content / f"{ARTICLE}.md").read_text("utf-8")
    (archive.content / f"{ARTICLE}.en.md").unlink()
    archive.write(f"{ARTICLE}.md", text + "\n\n".join(f"第{number}段说营商环境。" for number in range(80)) + "\n")
    said: queue.Queue[str] = queue.Queue()
    stop = threading.Event()
    thread = threading.Thread(
        target=lambda: serve(archive.content, 0, drafts=False, say=said.put, stop=stop), daemon=True
    )
    thread.start()
    while not (match := re.match(r"serving (http://\S+)", said.get(timeout=30))):
        pass
    yield archive, match[1]
    stop.set()
    thread.join(20)


def test_a_page_reloads_where_it_was_being_read_and_as_it_was_set(
    served: tuple[Archive, str], visitors: Visitors
) -> None:
    """Scroll position, reading states and open panels survive; a page that did not change is left alone."""
    archive, address = served
    page, other = visitors.page(), visitors.page()
    page.goto(f"{address}en/{ARTICLE}/")
    other.goto(f"{address}en/about/")
    other.evaluate("window.untouched = true")
    page.locator("#marks-none").check()
    page.locator("details").first.evaluate("details => { details.open = true }")
    page.evaluate("scrollTo({top: 700, behavior: 'instant'})")
    page.wait_for_function(SCROLLED)
    archive.edit(f"{ARTICLE}.md", "第79段", "最后一段")
    page.wait_for_function("document.body.innerText.includes('最后一段')")
    page.wait_for_function(SCROLLED)
    assert page.locator("#marks-none").is_checked()
    assert page.locator("details").first.evaluate("details => details.open")
    assert other.evaluate("window.untouched") is True


def test_new_styles_come_without_a_reload(served: tuple[Archive, str], visitors: Visitors) -> None:
    archive, address = served
    theme = archive.folder / "themes/gazette/assets"
    page = visitors.page()
    page.goto(f"{address}en/{ARTICLE}/")
    page.evaluate("window.untouched = true")
    theme.mkdir(parents=True)
    (theme / "style.css").write_text("body { background: rgb(1, 2, 3) }\n")
    page.wait_for_function("getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)'")
    (theme / "style.css").write_text("body { background: rgb(4, 5, 6) }\n")
    page.wait_for_function("getComputedStyle(document.body).backgroundColor === 'rgb(4, 5, 6)'")
    assert page.locator('link[rel="stylesheet"]').count() == 1


def test_errors_stand_over_the_page_until_they_are_corrected(served: tuple[Archive, str], visitors: Visitors) -> None:
    """With file, line, column and hint; the page below is the last good one."""
    archive, address = served
    page = visitors.page()
    page.goto(f"{address}en/{ARTICLE}/")
    archive.edit(f"{ARTICLE}.md", "paper: shili-bao", "papr: shili-bao")
    box = page.locator("#sitegen-errors")
    box.wait_for()
    shown = box.locator("ol").inner_text()
    assert f"content/{ARTICLE}.md:10:1" in shown
    assert "unknown-key" in shown
    assert "did you mean" in shown
    assert page.locator("h1").is_visible()
    archive.edit(f"{ARTICLE}.md", "papr: shili-bao", "paper: shili-bao")
    box.wait_for(state="detached")
