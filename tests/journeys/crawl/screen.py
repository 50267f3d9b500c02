"""A narrow screen of Chromium's on which a kept page is shown as it was answered, with its headers, styles and scripts."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, CDPSession, Page, Route

from ei_collect.web.leaving import SHARED_TABLET
from ei_collect.web.tablet import ticket_of
from tests.journeys.browsing import PHONE
from tests.journeys.crawl.shots import Shot
from tests.pictures import PNG

BASE = "http://localhost"
OWN_PICTURE = re.compile(r"/photos?/.*/(small|picture|thumbnail)$")
"""Addresses that only somebody with the code, or somebody who is signed in, gets a picture from; this window is neither."""
NO_WORKER = "Service Worker registration blocked by Playwright"
"""A page is looked at as it was sent, not as it was kept."""
OF_ONE_ANSWER = {"content-disposition", "content-length", "set-cookie", "location", "date"}
"""Headers that do not belong to the page as it is shown; what is downloaded is looked at as well."""


class Screen:
    """A window, and what has gone wrong in it since the last page was shown.

    `scripts` off gives every script's file as an empty one: the page is then what it is without JavaScript, and yet axe,
    which needs JavaScript itself, can be run on it.
    """

    def __init__(self, page: Page, app: Flask, *, scripts: bool) -> None:
        self.page, self.app, self.scripts = page, app, scripts
        self.complaints: list[str] = []
        self.session: CDPSession = page.context.new_cdp_session(page)
        self._markup, self._headers = "", dict[str, str]()
        self._files: dict[str, dict[str, Any]] = {}
        page.route("**/*", self._answer)
        page.on("console", lambda said: self._hear(said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))

    def show(self, shot: Shot) -> None:
        """Show a page; what its styles and scripts ask for is answered by the app."""
        self.complaints.clear()
        self._markup = shot.markup
        headers = {name.lower(): value for name, value in shot.headers}
        if shot.is_file:  # it is opened at home without a policy
            headers.pop("content-security-policy")
        self._headers = {name: value for name, value in headers.items() if name not in OF_ONE_ANSWER}
        self.page.goto(BASE + shot.address)

    def _answer(self, route: Route) -> None:
        request = route.request
        if not request.url.startswith(BASE + "/"):
            self.complaints.append(f"a request to {request.url}")
            route.abort()
        elif request.is_navigation_request():
            route.fulfill(status=200, headers=self._headers, body=self._markup)
        else:
            route.fulfill(**self._file(request.url))

    def _file(self, url: str) -> dict[str, Any]:
        """A style, a script, a picture: answered once and kept."""
        address = urlsplit(url).path
        if address not in self._files:
            answer = self._client(address).get(address, buffered=True)
            body = b"" if answer.mimetype == "text/javascript" and not self.scripts else answer.data
            headers = {"content-type": answer.content_type or "", "cross-origin-resource-policy": "same-origin"}
            self._files[address] = {"status": answer.status_code, "headers": headers, "body": body}
            if OWN_PICTURE.search(address):
                self._files[address] = {"status": 200, "headers": {**headers, "content-type": "image/png"}, "body": PNG}
        return self._files[address]

    def _client(self, address: str) -> FlaskClient:
        """What asks for a file: a browser without cookies, but on a shared tablet with its own."""
        client = self.app.test_client()
        if address.startswith("/tablet/"):
            with self.app.app_context():
                client.set_cookie(SHARED_TABLET, ticket_of(address.split("/")[2]))
        return client

    def _hear(self, sort: str, text: str) -> None:
        if sort in {"error", "warning"} and text != NO_WORKER:
            self.complaints.append(f"console: {text}")


@contextmanager
def screen(browser: Browser, app: Flask, *, scripts: bool = True, forced_colours: bool = False) -> Iterator[Screen]:
    """A window of its own; in forced colours for somebody who wants nothing to move, either."""
    context = browser.new_context(
        viewport=PHONE,  # type: ignore[arg-type]
        service_workers="block",
        forced_colors="active" if forced_colours else "none",
        reduced_motion="reduce" if forced_colours else "no-preference",
    )
    context.add_init_script(Axe().axe_script)
    yield Screen(context.new_page(), app, scripts=scripts)
    context.close()
