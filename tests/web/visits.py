"""A person with a browser without JavaScript: opens pages, fills in the form as it stands there, presses buttons.

Forms are read from the page and sent as browsers send them: line ends as CRLF, the first line end of a text area swallowed,
radios replaced and boxes added to.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = frozenset({"input", "meta", "link", "br", "progress"})


@dataclass
class Control:
    """One field of a form. `ticked` is for radios, boxes and options."""

    name: str
    kind: str
    value: str
    ticked: bool = True


@dataclass
class FormRead:
    """A form on a page."""

    action: str
    controls: list[Control] = field(default_factory=list)


class PageReader(HTMLParser):
    """The form, the text and the tags of one page."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[FormRead] = []
        self.buttons: list[dict[str, str]] = []
        self.links: dict[str, str] = {}
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self._area: Control | None = None
        self._link = ""
        self._words: list[str] = []
        self.feed(markup)

    @property
    def text(self) -> str:
        """The words of the page, spaces made even."""
        return " ".join("".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag == "form":
            self.forms.append(FormRead(given["action"]))
        if tag == "button":
            self.buttons.append(given)
        if tag == "a":
            self._link = given["href"]
        if tag in {"input", "textarea", "select"} and "name" in given:
            self._add_control(tag, given)
        if tag == "option":
            chosen = Control(self.forms[-1].controls[-1].name, "option", given["value"], "selected" in given)
            self.forms[-1].controls.append(chosen)
        if tag not in VOID:
            self._open.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag == "textarea" and self._area is not None:
            self._area.value = self._area.value.removeprefix("\n")
            self._area = None
        if tag == "a":
            self._link = ""

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data
            return
        self._words.append(data)
        if self._link:
            self.links[data.strip()] = self._link

    def _add_control(self, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text") if tag == "input" else tag
        ticked = "checked" in given if kind in {"radio", "checkbox"} else kind != "select"
        control = Control(given["name"], kind, given.get("value", ""), ticked)
        self.forms[-1].controls.append(control)
        if tag == "textarea":
            self._area = control


class Visitor:
    """What a person sees and does."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.address = ""
        self.status = 0
        self.markup = ""
        self.headers: dict[str, str] = {}
        self.page = PageReader("")

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

    def presses(self, name: str = "", value: str = "", **headers: str) -> "Visitor":
        """Press the button with this name and value; without one, the plain button that the Enter key presses too."""
        assert any((button.get("name", ""), button.get("value", "")) == (name, value) for button in self.page.buttons)
        sent = self.form()
        if name:
            sent[name] = [value]
        return self.posts(self._form.action, sent, **headers)

    def posts(self, address: str, sent: dict[str, list[str]], **headers: str) -> "Visitor":
        """Send fields to an address."""
        return self._arrive(self.client.post(address, data=sent, headers=headers, follow_redirects=True))

    def form(self) -> dict[str, list[str]]:
        """What the browser would send of the form as it stands."""
        sent: dict[str, list[str]] = {}
        for control in self._form.controls:
            if control.ticked:
                sent.setdefault(control.name, []).append(control.value.replace("\r\n", "\n").replace("\n", "\r\n"))
        return sent

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
        return self.page.forms[-1]

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
