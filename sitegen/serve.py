"""`sitegen serve`: the site on this machine only, rebuilt and reloaded when a file changes.

The server adds a small script to every page; pages built for publishing never contain it.
"""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sitegen.build import STATE, Options, Report, build
from sitegen.render.theme import shipped_theme

#: Seconds between looks at the files.
POLL = 0.4
_EVENTS = "/.sitegen/events"
_RELOAD = f"<script>new EventSource('{_EVENTS}').onmessage = () => location.reload()</script>"

Say = Callable[[str], None]
Stamps = dict[str, tuple[int, int]]


class _Changes:
    """Counts rebuilds; a page that waits is told of the next one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = 0

    def announce(self) -> None:
        with self._changed:
            self._count += 1
            self._changed.notify_all()

    def wait(self, timeout: float) -> bool:
        """Whether a rebuild came within `timeout` seconds."""
        with self._changed:
            before = self._count
            return self._changed.wait_for(lambda: self._count != before, timeout)


class _Handler(SimpleHTTPRequestHandler):
    changes: _Changes

    def do_GET(self) -> None:
        if self.path == _EVENTS:
            self._events()
        elif self._page() is not None:
            self._send(200, self._page() or b"")
        else:
            super().do_GET()

    def _page(self) -> bytes | None:
        """The HTML page at this address with the reload script, or None if it is not a page."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        if path.suffix != ".html" or not path.is_file():
            return None
        return path.read_bytes().replace(b"</body>", _RELOAD.encode() + b"</body>")

    def _send(self, status: int, page: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(page)

    def _events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            while True:
                line = b"data: changed\n\n" if self.changes.wait(15) else b": still here\n\n"
                self.wfile.write(line)
                self.wfile.flush()
        except OSError:  # The page was closed.
            return

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code == 404 and page.is_file():
            self._send(404, page.read_bytes())
        else:
            super().send_error(code, message, explain)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        return


class _Server(ThreadingHTTPServer):
    daemon_threads = True


def serve(content: Path, port: int, *, drafts: bool, say: Say, once: threading.Event | None = None) -> None:
    """Build and serve until interrupted (or until `once` is set, for tests)."""
    output = content.resolve().parent / STATE / "serve"
    output.mkdir(parents=True, exist_ok=True)
    changes = _Changes()
    handler = functools.partial(type("Handler", (_Handler,), {"changes": changes}), directory=str(output))
    with _Server(("127.0.0.1", port), handler) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        # One process: forking beside the server's threads is not safe.
        options = Options(content, output, base_url=address, drafts=drafts, jobs=1)
        seen = _stamps(options)
        _rebuild(options, say)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"serving {address} (stop with Ctrl-C)")
        try:
            _watch(options, seen, changes, say, once or threading.Event())
        except KeyboardInterrupt:
            say("stopped")
        finally:
            server.shutdown()


def _watch(options: Options, seen: Stamps, changes: _Changes, say: Say, stop: threading.Event) -> None:
    while not stop.wait(POLL):
        now = _stamps(options)
        if now != seen:
            seen = now
            if _rebuild(options, say).published is not None:
                changes.announce()


def _rebuild(options: Options, say: Say) -> Report:
    started = time.perf_counter()
    try:
        report = build(options)
    except OSError as exc:  # An editor's temporary file that came and went.
        say(f"cannot read or write {exc.filename}: {exc.strerror}")
        return Report()
    for diagnostic in report.diagnostics:
        say(str(diagnostic))
    if report.published is None:
        say("the content has errors; the site is as it was")
    else:
        done = report.published
        say(f"{len(done.written)} pages written in {time.perf_counter() - started:.1f} s")
    return report


def _stamps(options: Options) -> Stamps:
    """The time and size of every file a build reads."""
    stamps = {}
    for folder in (options.content, options.project / "themes", shipped_theme()):
        for path in folder.rglob("*"):
            try:
                stat = path.stat()
            except OSError:
                continue
            stamps[str(path)] = (stat.st_mtime_ns, stat.st_size)
    return stamps
