"""A person with a browser without JavaScript: opens pages, fills in the form as it stands there, presses buttons.

Forms are read from the page and sent as browsers send them: line ends as CRLF, the first line end of a text area swallowed,
radios replaced and boxes added to.
"""

from dataclasses import replace
from urllib.parse import urlencode

from flask.testing import FlaskClient
from werkzeug.test import TestResponse, encode_multipart

from tests.web.pages import MULTIPART, Control, FormRead, PageReader


class Visitor:
    """What a person sees and does."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.address = ""
        self.status = 0
        self.markup = ""
        self.headers: dict[str, str] = {}
        self.page = PageReader("")
        self.chosen: dict[str, bytes] = {}

    def opens(self, address: str, **headers: str) -> "Visitor":
        """Go to an address, following redirects."""
        return self._arrive(self.client.get(address, headers=headers, follow_redirects=True))

    def follows(self, words: str) -> "Visitor":
        """Press the link with these words."""
        return self.opens(self.page.links[words])

    def fills_in(self, **answers: str | list[str]) -> "Visitor":
        """Type and tick; fields by the code of their question, or by their own name with `field_` before it."""
        for code, given in answers.items():
            name = code.removeprefix("field_") if code.startswith("field_") else f"q_{code}"
            controls = [control for control in self._form.controls if control.name == name]
            assert controls, f"no field {name} on {self.address}"
            wanted = given if isinstance(given, list) else [given]
            for control in controls:
                self._set(control, wanted)
        return self

    def chooses(self, code: str, content: bytes, part: str = "file") -> "Visitor":
        """Choose a file, or make one with the phone's own recorder or camera, in the field of this question."""
        assert any(control.name == f"q_{code}.{part}" for control in self._form.controls)
        self.chosen[f"q_{code}.{part}"] = content
        return self

    def begins(self, slug: str, language: str = "en") -> "Visitor":
        """Agree on the start page of a survey, and go on to its first section."""
        self.opens(f"/{language}/s/{slug}")
        return self.fills_in(field_agree="research").presses()

    def presses(self, name: str = "", value: str = "", **headers: str) -> "Visitor":
        """Press the button with this name and value; without one, the plain button that the Enter key presses too."""
        assert any((button.get("name", ""), button.get("value", "")) == (name, value) for button in self.page.buttons)
        return self._sends(self._form, {name: [value]} if name else {}, **headers)

    def taps(self, words: str) -> "Visitor":
        """Press the button that says this, in whichever form it stands."""
        button = next(each for each in self.page.pressable if " ".join(each.words.split()) == words)
        form = button.form or next(each for each in self.page.forms if each.name == button.given["form"])
        pressed = {button.given["name"]: [button.given["value"]]} if "name" in button.given else {}
        return self._sends(replace(form, action=button.given.get("formaction", form.action)), pressed)

    def posts(self, address: str, sent: dict[str, list[str]], **headers: str) -> "Visitor":
        """Send fields to an address."""
        return self._arrive(self.client.post(address, data=sent, headers=headers, follow_redirects=True))

    def form(self) -> dict[str, list[str]]:
        """What the browser would send of the form as it stands."""
        return self._form.as_it_stands()

    @property
    def form_leads_to(self) -> str:
        """The address to which the form is sent; that of the page may be of the one before."""
        return self._form.action

    def typed(self, code: str) -> list[str]:
        """What stands in the fields of a question."""
        return self.form().get(f"q_{code}", [])

    def sees(self, words: str) -> bool:
        """Whether these words are on the page."""
        return words in self.page.text

    @property
    def code(self) -> str:
        """The respondent's code that the form carries."""
        return self.form()["key"][0]

    @property
    def language(self) -> tuple[str, str]:
        """Language and direction of the page."""
        html = next(given for tag, given in self.page.tags if tag == "html")
        return html["lang"], html["dir"]

    @property
    def _form(self) -> FormRead:
        """The form with the answers; on a page without, the last of its main part."""
        forms = [form for form in self.page.forms if form.in_main]
        return next((form for form in forms if form.name == "answers"), forms[-1])

    def _sends(self, form: FormRead, pressed: dict[str, list[str]], **headers: str) -> "Visitor":
        sent = {**form.as_it_stands(), **pressed}
        if form.method == "get":
            return self.opens(f"{form.action}?{urlencode(sent, doseq=True)}", **headers)
        if form.enctype == MULTIPART:
            boundary, body = encode_multipart({**sent, **form.files(self.chosen)})
            self.chosen = {}
            content_type = f"{MULTIPART}; boundary={boundary}"
            answer = self.client.post(
                form.action, data=body, headers=headers, content_type=content_type, follow_redirects=True
            )
            return self._arrive(answer)
        return self.posts(form.action, sent, **headers)

    def _set(self, control: Control, wanted: list[str]) -> None:
        if control.kind in {"radio", "checkbox", "option"}:
            control.ticked = control.value in wanted
        elif control.kind != "select":
            control.value = wanted[0]

    def _arrive(self, response: TestResponse) -> "Visitor":
        self.address, self.status = response.request.path, response.status_code
        self.markup = response.get_data(as_text=True)
        self.headers = dict(response.headers)
        self.page = PageReader(self.markup)
        return self
