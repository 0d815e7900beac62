"""Debian's Chromium without a screen, for what only a browser can say of a page."""

from __future__ import annotations

import html
import json
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--disable-dev-shm-usage",
)  # fmt: skip
OWN_HOSTS = (".google.com", ".googleapis.com", ".gstatic.com")
"""Where the browser itself turns to, whatever page it shows."""

needed = pytest.mark.skipif(PROGRAM is None, reason="no Chromium here: apt-get install chromium")

MEASURE = """
onload = () => {
  const found = [...document.querySelectorAll("iframe")].map(frame => {
    const view = frame.contentWindow, root = view.document.documentElement, texts = [];
    const walker = view.document.createTreeWalker(view.document.body, NodeFilter.SHOW_TEXT);
    for (let node; node = walker.nextNode();) {
      const range = view.document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect(), style = view.getComputedStyle(node.parentElement);
      if (!node.data.trim() || !box.width || style.visibility === "hidden") continue;
      const inSvg = !!node.parentElement.closest("svg");
      texts.push({text: node.data.trim(), svg: inSvg, size: parseFloat(style.fontSize),
        colour: inSvg ? style.fill : style.color, box: [box.left, box.top, box.right, box.bottom]});
    }
    return {width: root.clientWidth, scroll: Math.max(root.scrollWidth, view.document.body.scrollWidth),
      paper: view.getComputedStyle(view.document.body).backgroundColor, texts};
  });
  document.body.textContent = JSON.stringify(found);
};
"""


def browse(file: Path, *options: str) -> str:
    """Open a file in a browser of its own, and return what it prints."""
    assert PROGRAM
    profile = f"--user-data-dir={file.parent / 'profile'}"
    command = [PROGRAM, *FLAGS, profile, *options, file.as_uri()]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=120).stdout


def measured(folder: Path, pages: Sequence[str], widths: Sequence[int], *, dark: bool) -> list[dict[str, Any]]:
    """Return of each page at each width how wide it came out, its paper, and its visible texts with their boxes.

    The pages themselves run no script: each stands in a frame, which a page around them looks into.
    """
    frames = "".join(
        f'<iframe style="border:0" width="{width}" height="3000" srcdoc="{html.escape(page)}"></iframe>'
        for page in pages
        for width in widths
    )
    file = folder / "frames.html"
    file.write_text(f"<!DOCTYPE html><body>{frames}<script>{MEASURE}</script>", encoding="utf-8")
    printed = browse(file, f"--blink-settings=preferredColorScheme={0 if dark else 1}", "--dump-dom")
    found: list[dict[str, Any]] = json.loads(html.unescape(printed[printed.index("[{") : printed.rindex("}]") + 2]))
    return found


def requested(file: Path) -> set[str]:
    """Open a file, and return every host that it asks for; the browser reaches nothing but a proxy of this process.

    The browser opens connections that it then does not use, and looks for made-up hosts without a dot.
    """
    hosts: set[str] = set()

    class Proxy(BaseHTTPRequestHandler):
        def handle(self) -> None:
            _, _, target = self.rfile.readline().decode("latin-1").partition(" ")
            address = target.split(" ", maxsplit=1)[0]
            hosts.add(urlsplit(address).hostname or address.partition(":")[0])

    with ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browse(
            file,
            f"--proxy-server=http://127.0.0.1:{server.server_port}",
            "--proxy-bypass-list=<-loopback>",
            "--dump-dom",
        )
        server.shutdown()
    return {host for host in hosts if "." in host and not f".{host}".endswith(OWN_HOSTS)}
