"""A page as a browser reads it: its forms with what stands in them, its buttons, links and words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO

from werkzeug.datastructures import FileStorage

VOID = frozenset({"input", "meta", "link", "br", "progress", "img"})
MULTIPART = "multipart/form-data"


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
    name: str = ""
    method: str = "post"
    in_main: bool = True
    enctype: str = ""
    controls: list[Control] = field(default_factory=list)

    def as_it_stands(self) -> dict[str, list[str]]:
        """What the browser would send of it, but for the button."""
        sent: dict[str, list[str]] = {}
        for control in self.controls:
            if control.ticked and control.kind != "file":
                sent.setdefault(control.name, []).append(control.value.replace("\r\n", "\n").replace("\n", "\r\n"))
        return sent

    def files(self, chosen: Mapping[str, bytes]) -> dict[str, FileStorage]:
        """The files that go with it; a field without one is sent with an empty name, as browsers do."""
        names = [control.name for control in self.controls if control.kind == "file"]
        return {
            name: FileStorage(
                BytesIO(chosen.get(name, b"")),
                "Recording of Amina.m4a" if name in chosen else "",
                content_type="audio/x",
            )
            for name in names
        }


@dataclass
class Button:
    """A button: its attributes, the form that it stands in, and what it says."""

    given: dict[str, str]
    form: FormRead | None
    words: str = ""


class PageReader(HTMLParser):
    """The form, the text and the tags of one page."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[FormRead] = []
        self.pressable: list[Button] = []
        self.links: dict[str, str] = {}
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self._area: Control | None = None
        self._link = ""
        self._button: Button | None = None
        self._words: list[str] = []
        self.feed(markup)

    @property
    def buttons(self) -> list[dict[str, str]]:
        """The attributes of every button."""
        return [button.given for button in self.pressable]

    @property
    def text(self) -> str:
        """The words of the page, spaces made even."""
        return " ".join("".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag == "form":
            in_main = any(opened == "main" for opened, _ in self._open)
            told = given["action"], given.get("id", ""), given.get("method", "get")
            self.forms.append(FormRead(*told, in_main, given.get("enctype", "")))
        if tag == "button":
            inside = self.forms[-1] if any(opened == "form" for opened, _ in self._open) else None
            self._button = Button(given, inside)
            self.pressable.append(self._button)
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
        if tag == "button":
            self._button = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data
            return
        if self._open and self._open[-1][0] in {"style", "script"}:
            return
        self._words.append(data)
        if self._button is not None:
            self._button.words = f"{self._button.words}{data}".strip()
        if self._link:
            self.links[data.strip()] = self._link

    def _add_control(self, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text") if tag == "input" else tag
        ticked = "checked" in given if kind in {"radio", "checkbox"} else kind != "select"
        control = Control(given["name"], kind, given.get("value", ""), ticked)
        self.forms[-1].controls.append(control)
        if tag == "textarea":
            self._area = control
