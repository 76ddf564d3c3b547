"""A web site of a test: pages and feeds by path, on the loopback, and what was asked of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["Answer", "Site", "article", "rss", "site"]


@dataclass
class Answer:
    """What a path gives; ``etag`` is answered to with 304."""

    body: str = ""
    media_type: str = "text/html"
    status: int = 200
    etag: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """``pages`` may be changed at any time; ``asked`` are the paths in the order in which they came."""

    url: str
    pages: dict[str, Answer | Callable[[], Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def answer(self, path: str) -> Answer:
        self.asked.append(path)
        found = self.pages.get(path, Answer(status=404))
        return found if isinstance(found, Answer) else found()


@contextmanager
def site() -> Iterator[Site]:
    """A site for as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = here.answer(self.path)
            here.agents.add(self.headers["User-Agent"])
            same = answer.etag is not None and self.headers.get("If-None-Match") == answer.etag
            body = b"" if same else answer.body.encode()
            self.send_response(304 if same else answer.status)
            self.send_header("Content-Type", f"{answer.media_type}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            for name, value in {**answer.headers, **({"ETag": answer.etag} if answer.etag else {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def article(headline: str, text: str) -> Answer:
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return Answer(
        f"<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1>{paragraphs}</article>"
    )


def rss(base: str, entries: dict[str, str], **more: str) -> Answer:
    """A feed of paths, each with the name that it gives the entry."""
    items = "".join(
        f"<item><title>{path}</title><link>{base}{path}</link><guid isPermaLink='false'>{guid}</guid></item>"
        for path, guid in entries.items()
    )
    body = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Tern Gazette</title>{items}</channel></rss>"
    return Answer(body, "application/rss+xml", etag=more.get("etag"))
