"""A person with a browser inside the process, who reads each page's forms and sends them as they please."""

from io import BytesIO

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.journeys.crawl.forms import Filler, Page, Sent
from tests.journeys.crawl.shots import Album, State

PATIENCE = 60
"""After so many pages in a row that lead on, something goes round in a circle."""


class Walk:
    """One browser with its cookies, in one language."""

    def __init__(self, album: Album, language: str = "en") -> None:
        self.album, self.language = album, language
        self.client: FlaskClient = album.app.test_client()
        self.page = Page("")
        self.address, self.status = "", 0

    def opens(self, address: str, state: State = State.FRESH, step: str = "opened") -> "Walk":
        """Go to an address and wherever it leads."""
        return self._go("GET", address, {}, state, step)

    def submits(
        self,
        name: str,
        fill: Filler,
        button: dict[str, str] | None = None,
        state: State = State.FRESH,
        step: str = "",
    ) -> "Walk":
        """Fill in the form with this id (or with this in its address, or in a button's) and press a button of it."""
        form = self.page.form(name)
        sent = fill(form) | {key: [value] for key, value in (button or {}).items()}
        return self._go(form.method.upper(), form.target(name) or self.address, sent, state, step or fill.__name__)

    def sends_sound(self, name: str, sound: bytes, boxes: dict[str, str], state: State) -> "Walk":
        """Send the form of a section as it stands, with a file of sound and these boxes ticked."""
        form = self.page.form("answers")
        fields = {**form.as_it_stands(), **boxes, name: (BytesIO(sound), "recording.webm", "audio/webm")}
        with self.album.during(state, f"with a recording, {len(boxes)} boxes ticked"):
            answer = self.client.post(form.action, data=fields, follow_redirects=True, buffered=True)
        return self._arrive(answer)

    def sends_photo(self, name: str, photo: bytes, state: State) -> "Walk":
        """Send the form of a section as it stands, with a photo and by the button beside it."""
        form = self.page.form("answers")
        fields = {**form.as_it_stands(), "go": "photo", name: (BytesIO(photo), "photo.jpg", "image/jpeg")}
        with self.album.during(state, "with a photo"):
            answer = self.client.post(form.action, data=fields, follow_redirects=True, buffered=True)
        return self._arrive(answer)

    def sends_files(self, name: str, files: dict[str, bytes], state: State = State.FRESH) -> "Walk":
        """Send a form with these files together, by their names."""
        form = self.page.form(name)
        fields = {**form.as_it_stands(), "files": [(BytesIO(content), called) for called, content in files.items()]}
        with self.album.during(state, f"with {len(files)} files"):
            answer = self.client.post(form.action, data=fields, follow_redirects=True, buffered=True)
        return self._arrive(answer)

    def posts(self, address: str, sent: Sent, state: State = State.FRESH, step: str = "sent") -> "Walk":
        """Send fields to an address, whatever stands on the page."""
        return self._go("POST", address, sent, state, step)

    @property
    def has_form(self) -> bool:
        """Whether the page asks something."""
        return any(form.name == "answers" for form in self.page.forms)

    def _go(self, method: str, address: str, sent: Sent, state: State, step: str) -> "Walk":
        with self.album.during(state, step):
            fields = {"query_string" if method == "GET" else "data": sent} if sent or method == "POST" else {}
            answer = self.client.open(
                address.partition("#")[0],
                method=method,
                headers={"Accept-Language": self.language},
                follow_redirects=True,
                buffered=True,
                **fields,
            )
        return self._arrive(answer)

    def _arrive(self, answer: TestResponse) -> "Walk":
        self.address, self.status = answer.request.path, answer.status_code
        self.page = Page(answer.get_data(as_text=True)) if answer.mimetype == "text/html" else Page("")
        return self
