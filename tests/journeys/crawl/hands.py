"""Two people who answer whatever stands on a page: one has only a keyboard, the other a browser without JavaScript."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page, TimeoutError

from tests.journeys.crawl.forms import NOT_AN_ANSWER
from tests.photographs import photo

FOCUS = Path(__file__).with_name("focus.js").read_text(encoding="utf-8")
PATIENCE = 150
PHOTO_FIELD = ".picture"
PHOTO: FilePayload = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": photo(1)}
TYPED = {"day": "12", "month": "3", "year": "2020"}


@dataclass(frozen=True)
class Stop:
    """What has the focus after a press of Tab: what it is, and what is wrong with where it stands and how it is shown."""

    tag: str
    kind: str
    name: str
    value: str
    words: str
    order: int
    faults: tuple[str, ...]

    @property
    def part(self) -> str:
        """The last part of a field's name: `day`, a row of a grid, a choice of a ranking."""
        return self.name.rpartition(".")[2]


class Keyboard:
    """Somebody who presses keys and nothing else. `faults` is what they meet that should not be."""

    def __init__(self, page: Page, words: str) -> None:
        self.page, self.words = page, words
        self.faults: list[str] = []
        self.ranks: dict[str, int] = {}
        self.answered: set[str] = set()

    def stops(self) -> Iterator[Stop]:
        """Everything that Tab comes to, from where the focus is to the end of the page."""
        before = -1
        for _ in range(PATIENCE):
            self.page.keyboard.press("Tab")
            stop = self._where()
            if stop is None:
                return
            if stop.order < before:
                self.faults.append(f"{self.page.url}: Tab goes back to {stop.tag} “{stop.words}”")
            self.faults += [f"{self.page.url}: {fault}" for fault in stop.faults]
            before = stop.order
            yield stop
        raise AssertionError(f"{self.page.url} has no end for Tab")

    def answers(self) -> None:
        """Answer everything on the page that Tab comes to, and send it with Enter from the button that leads on."""
        for stop in self.stops():
            if "first" in stop.kind.split() and stop.tag == "button":
                with self.page.expect_navigation():
                    self.page.keyboard.press("Enter")
                return
            self._answer(stop)
        raise AssertionError(f"{self.page.url} has no button that leads on")

    def presses(self, words: str) -> None:
        """Go by Tab to the link or button that says this, and press Enter there."""
        for stop in self.stops():
            if stop.words == words:
                with self.page.expect_navigation():
                    self.page.keyboard.press("Enter")
                return
        raise AssertionError(f"Tab does not come to “{words}” on {self.page.url}")

    def _choose_photo(self) -> None:
        """Press until the browser asks for a file: one that is busy with the page can miss the first time."""
        for _ in range(3):
            try:
                with self.page.expect_file_chooser(timeout=5000) as choosing:
                    self.page.keyboard.press("Space")
            except TimeoutError:
                continue
            choosing.value.set_files(PHOTO)
            return
        raise AssertionError("no file was asked for")

    def _answer(self, stop: Stop) -> None:
        keys, first = self.page.keyboard, stop.name not in self.answered
        self.answered.add(stop.name)
        if stop.kind in {"radio", "checkbox"}:
            if first and not stop.name.endswith(NOT_AN_ANSWER):
                keys.press("Space")
        elif stop.name.endswith(PHOTO_FIELD):
            self._choose_photo()
        elif stop.kind == "combobox":
            keys.type("lawrence")
            keys.press("ArrowDown")
            keys.press("Enter")
        elif stop.tag == "select":
            group = stop.name.partition(".")[0]
            self.ranks[group] = self.ranks.get(group, 0) + 1
            for _ in range(self.ranks[group]):
                keys.press("ArrowDown")
        elif stop.tag == "textarea" or (stop.kind in {"text", "numeric"} and not stop.name.startswith("postcode_")):
            keys.type(TYPED.get(stop.part, "7" if stop.kind == "numeric" else self.words))

    def _where(self) -> Stop | None:
        found: dict[str, Any] | None = self.page.evaluate(FOCUS)
        return Stop(**found | {"faults": tuple(found["faults"])}) if found else None


def answer_without_javascript(page: Page, words: str) -> None:
    """Answer everything on the page by pointing and typing, and press the button that leads on."""
    answered: list[str] = []
    form = page.locator("main form:has(button.first)")
    for field in form.locator("input:not([type=hidden]), select, textarea").all():
        name = field.get_attribute("name") or ""
        if name and not name.startswith("postcode_") and not name.endswith(NOT_AN_ANSWER):
            _answer(field, name, answered, words)
            answered.append(name)
    with page.expect_navigation():
        form.locator("button.first").click()


def _answer(field: Locator, name: str, answered: list[str], words: str) -> None:
    kind = field.get_attribute("type") or ""
    if kind in {"radio", "checkbox"}:
        if name not in answered:
            field.check()
    elif field.evaluate("element => element.tagName") == "SELECT":
        before = sum(each.startswith(f"{name.partition('.')[0]}.") for each in answered)
        if field.is_visible():  # those of an interpreter's languages stand there only beside that answer
            field.select_option(index=before + 1)
    elif name.endswith(PHOTO_FIELD):
        if not field.page.locator("fieldset.photo").count():
            field.set_input_files(PHOTO)
    elif kind != "file":
        numeric = field.get_attribute("inputmode") == "numeric"
        field.fill(TYPED.get(name.rpartition(".")[2], "7" if numeric else words))
