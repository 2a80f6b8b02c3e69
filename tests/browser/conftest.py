"""Fixtures of the browser tests: the shipped archive on a local server, one browser, contexts that stay offline."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

from driver import PREFIX, Handler, Site, Visitors, kinds_of, read_tree

from sitegen.report import Report

HERE = Path(__file__).parent
ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No other host can be reached, by a name or by a number.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def site(shipped: tuple[Report, Path]) -> Iterator[Site]:
    """The shipped archive, served on this machine at a free port below the path it was built for."""
    report, folder = shipped
    assert report.published is not None, "\n".join(map(str, report.diagnostics))
    tree = read_tree(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}{PREFIX}", tree, kinds_of(tree))
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; that it is missing is a failure, for these tests protect what readers see."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None or not Path(path).is_file():
        pytest.fail("no Chromium for the browser tests: `make test` installs it, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGS))
        yield browser
        browser.close()


@pytest.fixture
def visitors(browser: Browser) -> Iterator[Visitors]:
    """Contexts for one test, which must leave without a request to another host, a script error or a lost file."""
    visitors = Visitors(browser)
    yield visitors
    visitors.close()
    assert visitors.elsewhere == []
    assert visitors.faults == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker's script, in the version that package.json pins."""
    folder = HERE / "node_modules" / "axe-core"
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["devDependencies"]["axe-core"]
    found = folder / "package.json"
    if not found.is_file() or json.loads(found.read_text("utf-8"))["version"] != wanted:
        pytest.fail(f"no axe-core {wanted} for the accessibility tests: `make test` installs it")
    return (folder / "axe.min.js").read_text("utf-8")
