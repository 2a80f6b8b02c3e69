"""`sitegen serve`: this machine only, a reload script in what it serves and nowhere else, rebuilt after each edit."""

from __future__ import annotations

import contextlib
import http.client
import json
import queue
import re
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from harness import Archive

from sitegen.serve import serve

ARTICLE = "articles/shili-2024-05/01-youhua-yingshang-huanjing"
#: Seconds after which something that should happen has not.
PATIENCE = 20


class Served:
    """An archive that is being served in a thread of its own."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.stop = threading.Event()
        self.said: queue.Queue[str] = queue.Queue()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        address = self.wait_for(r"serving http://([\d.]+):(\d+)/")
        self.host, self.port = address[1], int(address[2])

    def _run(self) -> None:
        serve(self.archive.content, 0, drafts=False, say=self.said.put, stop=self.stop)

    def wait_for(self, pattern: str, patience: float = PATIENCE) -> re.Match[str]:
        """The next thing said that matches; what was said before it is forgotten."""
        while True:
            match = re.match(pattern, self._next(patience))
            if match:
                return match

    def _next(self, patience: float) -> str:
        """The next thing said; an error as soon as nothing more can be said."""
        for _ in range(max(1, round(patience / 0.25))):
            with contextlib.suppress(queue.Empty):
                return self.said.get(timeout=0.25)
            assert self._thread.is_alive() or not self.said.empty(), "the serving has ended"
        raise queue.Empty

    def get(self, path: str, method: str = "GET") -> tuple[int, str]:
        """The status and the text of a page."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
        try:
            connection.request(method, path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def close(self) -> bool:
        """Stop serving; whether it did."""
        self.stop.set()
        self._thread.join(PATIENCE)
        return not self._thread.is_alive()


def _told(events: http.client.HTTPResponse, count: int) -> list[tuple[str, Any]]:
    """The next events of a stream, with their data."""
    found = []
    while len(found) < count:
        name, data = events.readline().decode(), events.readline().decode()
        if name.startswith("event: "):
            found.append((name.removeprefix("event: ").strip(), json.loads(data.removeprefix("data: "))))
            events.readline()
    return found


def _events(served: Served) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(served.host, served.port, timeout=PATIENCE)
    connection.request("GET", "/.sitegen/events")
    return connection.getresponse()


@pytest.fixture
def served(archive: Archive) -> Iterator[Served]:
    """The starter, being served at a free port and watched closely."""
    server = Served(archive)
    yield server
    server.close()


def test_the_site_is_served_on_this_machine_only(served: Served) -> None:
    """Another address of the same machine, which a server open to all would answer, is refused."""
    assert served.host == "127.0.0.1"
    status, page = served.get("/en/")
    assert (status, "A local archive" in page) == (200, True)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", served.port), timeout=PATIENCE)


def test_the_reload_script_is_in_served_pages_and_not_in_files(served: Served) -> None:
    """Pages built for publishing never hold it, so it is added on the way out."""
    for path in ("/", "/en/", f"/zh-hans/{ARTICLE}/", "/en/index.html", "/en/?q=1"):
        status, page = served.get(path)
        assert (status, page.count('<script src="/.sitegen/live.js" defer></script></body>')) == (200, 1), path
    files = (served.archive.folder / ".sitegen/serve").rglob("*.html")
    assert not [path for path in files if "live.js" in path.read_text("utf-8")]
    assert "new EventSource(" in served.get("/.sitegen/live.js")[1]


def test_what_is_not_a_page_is_served_as_it_is(served: Served) -> None:
    folder = served.archive.folder / ".sitegen/serve"
    asset = next(path.relative_to(folder).as_posix() for path in folder.glob("assets/*.css"))
    assert served.get(f"/{asset}") == (200, (folder / asset).read_text("utf-8"))
    assert served.get("/en/feed.xml")[1].startswith("<?xml")


def test_an_address_that_does_not_exist_shows_the_sites_own_page(served: Served) -> None:
    status, page = served.get("/en/nowhere/")
    assert status == 404
    published = (served.archive.folder / ".sitegen/serve/404.html").read_text("utf-8")
    assert page.replace('<script src="/.sitegen/live.js" defer></script></body>', "</body>") == published


def test_nothing_outside_the_site_is_served(served: Served) -> None:
    for path in ("/../published.json", "/%2e%2e/published.json", "/en/../../../content/site.toml"):
        assert served.get(path)[0] == 404


def test_the_published_output_is_left_alone(archive: Archive) -> None:
    """Serving has a folder of its own: a site built for its real address is not overwritten."""
    before = archive.build(base_url="https://example.org/").expect_ok().tree()
    server = Served(archive)
    assert server.close()
    assert archive.tree() == before


def test_an_edit_is_built_and_the_waiting_page_is_told(served: Served) -> None:
    """A page open in a browser hears of the rebuild and reloads."""
    connection = http.client.HTTPConnection(served.host, served.port, timeout=PATIENCE)
    connection.request("GET", "/.sitegen/events")
    events = connection.getresponse()
    assert events.headers["Content-Type"] == "text/event-stream"
    served.archive.edit(f"{ARTICLE}.md", "会议要求", "会议强调")
    served.wait_for(r"[1-9]\d* pages written")
    told = dict(_told(events, 2))
    connection.close()
    assert told["errors"] == []
    assert f"/zh-hans/{ARTICLE}/" in told["changed"]
    assert "/zh-hans/about/" not in told["changed"]
    assert "会议强调" in served.get(f"/zh-hans/{ARTICLE}/")[1]


def test_an_edit_made_while_the_first_build_ran_is_built(archive: Archive) -> None:
    """What is saved between the first reading of the files and the first look for changes is not lost."""
    said: queue.Queue[str] = queue.Queue()
    stop, edited = threading.Event(), threading.Event()

    def say(text: str) -> None:
        if "pages written" in text and not edited.is_set():
            edited.set()
            archive.edit(f"{ARTICLE}.md", "会议要求", "会议强调")
        said.put(text)

    thread = threading.Thread(target=lambda: serve(archive.content, 0, drafts=False, say=say, stop=stop), daemon=True)
    thread.start()
    try:
        assert "pages written" in said.get(timeout=PATIENCE)
        assert re.match(r"[1-9]\d* pages written", said.get(timeout=PATIENCE))
        page = archive.folder / ".sitegen/serve/zh-hans" / ARTICLE / "index.html"
        assert "会议强调" in page.read_text("utf-8")
    finally:
        stop.set()
        thread.join(PATIENCE)


def test_after_an_error_the_site_is_unchanged_and_after_the_correction_it_is_built(served: Served) -> None:
    before = served.get(f"/zh-hans/{ARTICLE}/")
    served.archive.edit(f"{ARTICLE}.md", "paper: shili-bao", "papr: shili-bao")
    served.wait_for(r".*01-youhua-yingshang-huanjing\.md:10:1: error\[unknown-key\]")
    served.wait_for("the content has errors; the site is as it was")
    assert served.get(f"/zh-hans/{ARTICLE}/") == before
    served.archive.edit(f"{ARTICLE}.md", "papr: shili-bao", "paper: shili-bao\nsubtitle: 副题")
    served.wait_for(r"[1-9]\d* pages written")
    assert "副题" in served.get(f"/zh-hans/{ARTICLE}/")[1]


def test_errors_are_told_to_open_pages_and_taken_back_when_they_are_corrected(served: Served) -> None:
    """A page hears of every error with its place and hint, one opened later too, and of there being none any more."""
    events = _events(served)
    assert _told(events, 1) == [("errors", [])]
    served.archive.edit(f"{ARTICLE}.md", "paper: shili-bao", "papr: shili-bao")
    ((name, errors),) = _told(events, 1)
    assert name == "errors"
    (unknown,) = [error for error in errors if error["where"] == f"content/{ARTICLE}.md:10:1"]
    assert unknown["what"].startswith("error[unknown-key]: ")
    assert unknown["hint"]
    assert _told(_events(served), 1) == [("errors", errors)]
    served.archive.edit(f"{ARTICLE}.md", "papr: shili-bao", "paper: shili-bao")
    assert _told(events, 1) == [("errors", [])]


def test_a_changed_style_sheet_is_told_as_such(served: Served) -> None:
    """Pages need not be loaded again for it."""
    theme = served.archive.folder / "themes/gazette"
    theme.mkdir(parents=True)
    (theme / "strings").mkdir()
    (theme / "strings/en.toml").write_text('glossary = "Words"\n')
    served.wait_for(r"[1-9]\d* pages written")
    events = _events(served)
    _told(events, 1)
    (theme / "assets").mkdir()
    (theme / "assets/style.css").write_text("body { color: #123456 }\n")
    ((name, address),) = _told(events, 1)
    assert name == "style"
    assert served.get(address) == (200, "body { color: #123456 }\n")


def test_a_file_that_cannot_be_opened_does_not_end_the_serving(served: Served) -> None:
    """Editors leave files that vanish a moment later; when it is gone, the next edit is built as always."""
    lost = served.archive.content / "glossary/lost.md"
    lost.symlink_to("nowhere.md")
    served.wait_for(".*lost.md")
    lost.unlink()
    served.archive.edit(f"{ARTICLE}.md", "会议要求", "会议强调")
    served.wait_for(r"[1-9]\d* pages written")
    assert "会议强调" in served.get(f"/zh-hans/{ARTICLE}/")[1]


def test_a_new_theme_of_the_archive_is_built_too(served: Served) -> None:
    strings = served.archive.folder / "themes/gazette/strings/en.toml"
    strings.parent.mkdir(parents=True)
    strings.write_text('glossary = "Words"\n')
    served.wait_for(r"[1-9]\d* pages written")
    assert ">Words</a>" in served.get("/en/")[1]


def test_an_archive_with_errors_is_served_once_they_are_corrected(archive: Archive) -> None:
    """The server starts whatever the content is like, so that a person can go on working."""
    archive.edit(f"{ARTICLE}.md", "paper: shili-bao", "papr: shili-bao")
    server = Served(archive)
    assert server.get("/en/")[0] == 404
    archive.edit(f"{ARTICLE}.md", "papr: shili-bao", "paper: shili-bao")
    server.wait_for(r"[1-9]\d* pages written")
    assert server.get("/en/")[0] == 200
    assert server.close()


def test_it_stops_when_told_to_and_frees_its_port(served: Served) -> None:
    assert served.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((served.host, served.port), timeout=PATIENCE)
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind((served.host, served.port))
