"""First paint of the first question page on a slow phone, in every language, beside a page trimmed by hand, in one run.

400 kbit/s, 400 ms there and back, a processor four times slower; Debian's Chromium by its own throttling. Every round
loads every page once, in a window of its own, so that whatever else the machine does touches all alike.
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, CDPSession, sync_playwright

from benchmarks.servers import running
from ei_collect.answering.receipts import mint
from ei_collect.config import read_config
from ei_collect.operations.demonstration import set_up
from ei_collect.operations.installation import opened
from ei_collect.store.migration import upgrade

APP_PORT, BARE_PORT = 8471, 8472
CHROMIUM = "/usr/bin/chromium"
BYTES_A_SECOND = 400_000 / 8
LATENCY_MS = 400
SLOWER = 4
PAINTED = "() => performance.getEntriesByName('first-contentful-paint').map(entry => entry.startTime)[0]"
TRIMMED = "trimmed by hand"


@dataclass
class Seen:
    """What one page cost, over all rounds: first paints in ms, bytes of the page itself, requests before the paint."""

    paints: list[float] = field(default_factory=list)
    size: int = 0
    requests: int = 0


def load(browser: Browser, address: str, seen: Seen) -> None:
    """Open a page in a fresh window, of a person who has agreed to take part, and note it."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    context.add_cookies([{"name": "ei_city", "value": mint(), "url": address}])
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes = _watch(session)
    page.goto(address, wait_until="load")
    if page.url.split("?")[0] != address.split("?", maxsplit=1)[0]:
        raise SystemExit(f"{address} was not shown, but {page.url}")
    page.wait_for_function(f"{PAINTED} !== undefined")
    seen.paints.append(float(page.evaluate(PAINTED)))
    seen.size, seen.requests = sizes[0], len(sizes)
    context.close()


def _watch(session: CDPSession) -> list[int]:
    """Slow the window down; the bytes of each finished request, the page's own first."""
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": BYTES_A_SECOND,
            "uploadThroughput": BYTES_A_SECOND,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return sizes


@contextmanager
def _demonstration() -> Iterator[dict[str, str]]:
    """The served demonstration: the address of the first question page in each language."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "EI_DATA": folder, "EI_PORT": str(APP_PORT)}
        with opened(read_config(environment)) as installation:
            upgrade(installation.database)
            version = next(one for one in set_up(installation).versions if one.survey.slug == "city")
        first = version.survey.sections[0].code
        with running([sys.executable, "-m", "ei_collect.cli", "serve"], APP_PORT, environment):
            yield {
                language: f"http://localhost:{APP_PORT}/{language}/s/city/{first}?agree=research"
                for language in version.languages
            }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    bare = [sys.executable, "-m", "benchmarks.bare", str(BARE_PORT)]
    with _demonstration() as pages, running(bare, BARE_PORT), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        addresses = {TRIMMED: f"http://localhost:{BARE_PORT}/trimmed", **pages}
        seen = {name: Seen() for name in addresses}
        for name, address in [*addresses.items()] * (arguments.rounds + 1):
            load(browser, address, seen[name])
        browser.close()
    floor = statistics.median(seen[TRIMMED].paints[1:])
    print("| page | bytes | requests | first paint, ms | times the trimmed one |")
    print("|---|---|---|---|---|")
    for name, one in seen.items():
        median = statistics.median(one.paints[1:])
        print(f"| {name} | {one.size} | {one.requests} | {median:.0f} | {median / floor:.2f} |")


if __name__ == "__main__":
    main()
