"""A member of staff with a browser: signs in, opens pages, sends the forms that stand there."""

import re
from dataclasses import dataclass

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.pages import PageReader

PASSWORD = "correct horse battery"


@dataclass
class Colleague:
    """Somebody at a desk."""

    client: FlaskClient

    def signs_in(self, email: str, password: str = PASSWORD, after: str = "") -> TestResponse:
        """Fill in the sign-in form."""
        return self.sends("/staff/sign-in", self.opens("/staff/sign-in"), email=email, password=password, next=after)

    def opens(self, address: str) -> TestResponse:
        """Go to an address, without following where it leads."""
        return self.client.get(address, buffered=True)

    def sends(self, address: str, page: TestResponse, **fields: str | list[str]) -> TestResponse:
        """Send a form with these fields and the token that stands on `page`."""
        return self.client.post(address, data={"csrf_token": token_on(page), **fields})

    @property
    def token(self) -> str:
        """The token that forms of this session carry."""
        return token_on(self.opens("/staff/"))


def token_on(page: TestResponse) -> str:
    """The token in the first form of a page."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token, f"no token on {page.request.path}"
    return token[1]


def text_of(response: TestResponse) -> str:
    """The words of a page, spaces made even."""
    return PageReader(response.text).text
