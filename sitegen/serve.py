"""`sitegen serve`: the site on this machine only, rebuilt when a file changes, and every open page told of it.

Pages are served with one script more than they are published with: it reloads a page that has changed where it was
being read, exchanges a changed style sheet in place, and shows what is wrong with the content.
"""

from __future__ import annotations

import functools
import json
import queue
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

from sitegen.build import build, version
from sitegen.config import shipped_theme
from sitegen.diagnostics import Diagnostic
from sitegen.engine.store import Store
from sitegen.report import STATE, Options, Report

#: Milliseconds that a burst of changes is waited for, and between two looks at it.
_BURST, _STEP = 60, 20
#: Seconds between looks whether the archive has a theme of its own by now, and between signs of life to a page.
_LOOK, _ALIVE = 0.5, 15
_EVENTS, _SCRIPT = "/.sitegen/events", "/.sitegen/live.js"
_TAG = f'<script src="{_SCRIPT}" defer></script>'.encode()

Say = Callable[[str], None]


Event = tuple[str, object]


@dataclass
class _News:
    """What open pages are told: every event since the server began, and the errors that there are now."""

    events: list[Event] = field(default_factory=list)
    errors: list[dict[str, str]] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, event: str, data: object) -> None:
        with self.changed:
            self.events.append((event, data))
            self.changed.notify_all()

    def after(self, count: int) -> list[Event]:
        """The events after the first `count`; none if nothing happens for a while."""
        with self.changed:
            self.changed.wait_for(lambda: len(self.events) > count, _ALIVE)
            return self.events[count:]


class _Handler(SimpleHTTPRequestHandler):
    news: _News

    def do_GET(self) -> None:
        if self.path == _EVENTS:
            self._events()
        elif self.path == _SCRIPT:
            self._send(200, "text/javascript", Path(__file__).with_name("live.js").read_bytes())
        elif (page := self._page()) is not None:
            self._send(200, "text/html", page)
        else:
            super().do_GET()

    def _page(self) -> bytes | None:
        """The HTML page at this address with the script, or None if it is not a page."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        if path.suffix != ".html" or not path.is_file():
            return None
        return path.read_bytes().replace(b"</body>", _TAG + b"</body>")

    def _send(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def _events(self) -> None:
        """Server-sent events (HTML, 9.2): the errors there are, then whatever happens."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            count = len(self.news.events)
            self._tell("errors", self.news.errors)
            while True:
                events = self.news.after(count)
                count += len(events)
                for event in events:
                    self._tell(*event)
                if not events:
                    self.wfile.write(b": still here\n\n")
                    self.wfile.flush()
        except OSError:  # The page was closed.
            return

    def _tell(self, event: str, data: object) -> None:
        self.wfile.write(f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode())
        self.wfile.flush()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code == 404 and page.is_file():
            self._send(404, "text/html", page.read_bytes().replace(b"</body>", _TAG + b"</body>"))
        elif code == 404:  # nothing is built yet: the page waits, and shows why
            self._send(
                404, "text/html", b"<!DOCTYPE html><html><title>sitegen</title><body>" + _TAG + b"</body></html>"
            )
        else:
            super().send_error(code, message, explain)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        return


class _Server(ThreadingHTTPServer):
    daemon_threads = True


def serve(content: Path, port: int, *, drafts: bool, say: Say, stop: threading.Event | None = None) -> None:
    """Build and serve on the loopback interface until interrupted, or until `stop` is set."""
    output = content.resolve().parent / STATE / "serve"
    output.mkdir(parents=True, exist_ok=True)
    news, stop = _News(), stop or threading.Event()
    handler = functools.partial(type("Handler", (_Handler,), {"news": news}), directory=str(output))
    with _Server(("127.0.0.1", port), handler) as server, closing(Store(output.parent, version())) as store:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        # One process: forking beside the server's threads is not safe.
        options = Options(content, output, base_url=address, drafts=drafts, jobs=1)
        changes: queue.Queue[set[str]] = queue.Queue()
        threading.Thread(target=_watch, args=(options, changes, stop), daemon=True).start()
        _rebuild(options, store, news, say, set())
        threading.Thread(target=server.serve_forever, daemon=True).start()
        watched = False
        try:
            while not stop.is_set():
                try:
                    _rebuild(options, store, news, say, changes.get(timeout=_LOOK))
                except queue.Empty:
                    continue
                if not watched:  # the first change says that the watching has begun
                    watched = True
                    say(f"serving {address} (stop with Ctrl-C)")
        except KeyboardInterrupt:
            say("stopped")
        finally:
            stop.set()
            server.shutdown()


def _watch(options: Options, changes: queue.Queue[set[str]], stop: threading.Event) -> None:
    """Put the paths that change into the queue, burst by burst; a theme folder made later is watched from then on."""
    own = options.project / "themes"
    while not stop.is_set():
        had_own = own.is_dir()
        folders = [options.content, shipped_theme(), *([own] if had_own else [])]
        # What changed before the watching began, or between two watches, shows in a build that finds all as it was.
        first = True
        for found in watch(
            *folders,
            stop_event=stop,
            debounce=_BURST,
            step=_STEP,
            rust_timeout=int(1000 * _LOOK),
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            if first:
                changes.put(set())
                first = False
            if found:
                changes.put({path for _, path in found})
            if own.is_dir() != had_own:
                break


def _rebuild(options: Options, store: Store, news: _News, say: Say, paths: Iterable[str]) -> None:
    """Build, say what came of it, and tell the open pages."""
    started = time.perf_counter()
    try:
        report = build(options, store=store)
    except OSError as exc:  # An editor's temporary file that came and went.
        say(f"cannot read or write {exc.filename}: {exc.strerror}")
        return
    if report.published is not None and not report.rendered and not report.published.written and not news.errors:
        return  # all is as it was
    for diagnostic in report.diagnostics:
        say(str(diagnostic))
    if report.published is None:
        say("the content has errors; the site is as it was")
    else:
        say(f"{len(report.published.written)} pages written in {time.perf_counter() - started:.2f} s")
    _announce(report, news, set(paths))


def _announce(report: Report, news: _News, paths: set[str]) -> None:
    errors = [_shown(d) for d in report.diagnostics if d.is_error] if report.published is None else []
    if errors or news.errors:
        news.errors = errors
        news.tell("errors", errors)
    if report.published is None:
        return
    style = next((path for path in report.published.written if path.endswith(".css")), None)
    if style and paths and all(path.endswith(".css") or Path(path).is_dir() for path in paths):
        news.tell("style", f"/{style}")
    elif report.published.written:
        news.tell("changed", [f"/{path.removesuffix('index.html')}" for path in report.published.written])


def _shown(diagnostic: Diagnostic) -> dict[str, str]:
    what = f"{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}"
    return {"where": str(diagnostic.span), "what": what, "hint": diagnostic.hint}
