"""Only our own pages change anything, we answer under our own name only, and no page tells another where one was."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from ei_collect.operations.installation import Installation
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY

HERE = "http://localhost"
RECALL = "/en/r"
NEW, OLD = {"Sec-Fetch-Site": "same-origin"}, dict[str, str]()


@pytest.mark.parametrize(("headers", "policy"), [(NEW, "no-referrer"), (OLD, "same-origin")])
def test_a_page_when_given_then_it_is_told_to_no_other_and_older_browsers_still_tell_us_their_origin(
    client: FlaskClient, headers: dict[str, str], policy: str
) -> None:
    assert client.get("/en/r", headers=headers).headers.getlist("Referrer-Policy") == [policy]


@pytest.mark.parametrize(
    ("site", "origin", "passes"),
    [
        ("same-origin", "null", True),  # our own form, from a page with no-referrer
        ("same-origin", HERE, True),
        ("none", None, True),
        ("same-origin", "https://elsewhere.example", False),
        ("cross-site", "null", False),
        ("cross-site", HERE, False),
        ("same-site", None, False),
        ("", "null", False),
        (None, HERE, True),
        (None, None, True),
        (None, "null", False),
        (None, "https://elsewhere.example", False),
        (None, "http://localhost:8001", False),
        (None, "http://[", False),
    ],
)
def test_a_form_when_sent_then_only_one_of_our_own_pages_can_have_sent_it(
    client: FlaskClient, site: str | None, origin: str | None, passes: bool
) -> None:
    headers = {"Sec-Fetch-Site": site, "Origin": origin}
    status = client.post(RECALL, headers={name: said for name, said in headers.items() if said is not None}).status_code
    assert (status != 400) is passes


@pytest.mark.parametrize(
    ("base_url", "host", "status"),
    [
        ("https://listen.town", "listen.town", 200),
        ("https://listen.town", "listen.town:443", 200),
        ("https://listen.town", "evil.example", 400),
        ("https://listen.town", "listen.town.evil.example", 400),
        ("https://listen.town", "localhost", 400),
        ("https://listen.town:8443", "listen.town:8443", 200),
        ("http://localhost:8000", "127.0.0.1:8000", 200),
        ("http://localhost:8000", "evil.example", 400),
        ("http://127.0.0.1:8000", "localhost:8000", 200),
    ],
)
def test_a_host_when_it_is_not_ours_then_nothing_is_answered_under_it(
    installation: Installation, base_url: str, host: str, status: int
) -> None:
    app = create_app(replace(installation.config, base_url=base_url))
    try:
        answer = app.test_client().get("/en/r", headers={"Host": host})
    finally:
        app.extensions[KEY].database.close()
    assert answer.status_code == status
    assert "evil.example" not in answer.text
