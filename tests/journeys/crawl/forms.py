"""The forms of a page as a browser reads them, and how somebody who does not know the survey fills in any of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeAlias

Sent: TypeAlias = dict[str, list[str]]
MISSING = {"", "-", "?"}
"""Values of a list that stand for no answer, for prefer-not-to-say and for don't-know."""

NOT_AN_ANSWER = ("_pnts", "_dk", ".delete")
"""How the names of boxes end that stand for no answer, or take one away."""


@dataclass
class Field:
    """One control. `options` are those of a list; a radio or a box is `ticked` or not."""

    name: str
    kind: str
    value: str
    ticked: bool = True
    numeric: bool = False
    options: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form, and the buttons that send it, each with its attributes."""

    name: str
    action: str
    method: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[dict[str, str]] = field(default_factory=list)

    def target(self, name: str) -> str:
        """Where it is sent to: the address of a button that holds `name`, else its own."""
        own = (button["formaction"] for button in self.buttons if name in button.get("formaction", ""))
        return next(own, self.action)

    def as_it_stands(self) -> Sent:
        """What is sent without a change."""
        sent: Sent = {}
        for each in self.fields:
            if each.ticked and each.name:
                sent.setdefault(each.name, []).append(each.value)
        return sent


Filler: TypeAlias = Callable[[Form], Sent]


class Page(HTMLParser):
    """The forms and links of one page."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._strays: list[dict[str, str]] = []
        self._inside: Form | None = None
        self._field: Field | None = None
        self.feed(markup)
        for button in self._strays:
            self.form(button["form"]).buttons.append(button)

    def form(self, name: str) -> Form:
        """The form with this id, or the first whose address holds `name`, or that of one of its buttons."""
        for fits in (
            lambda form: form.name == name,
            lambda form: name in form.action,
            lambda form: name in form.target(name),
        ):
            if found := [form for form in self.forms if fits(form)]:
                return found[0]
        raise AssertionError(f"no form {name} among {[form.action for form in self.forms]}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self._inside = Form(given.get("id", ""), given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._inside)
        elif tag == "button" and "form" in given:
            self._strays.append(given)
        elif tag == "button" and self._inside:
            self._inside.buttons.append(given)
        elif tag in {"input", "select", "textarea"} and self._inside:
            self._take(tag, given)
        elif tag == "option" and self._field:
            if "selected" in given or (not self._field.options and self._field.kind == "select"):
                self._field.value = given.get("value", "")
            self._field.options.append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
        if tag in {"select", "textarea"} and self._field:
            self._field.value = self._field.value.removeprefix("\n")
            self._field = None

    def handle_data(self, data: str) -> None:
        if self._field and self._field.kind == "textarea":
            self._field.value += data

    def _take(self, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text") if tag == "input" else "several" if "multiple" in given else tag
        ticked = "checked" in given if kind in {"radio", "checkbox"} else kind not in {"file", "submit", "image"}
        numeric = given.get("inputmode") == "numeric" or kind == "number"
        taken = Field(given.get("name", ""), kind, given.get("value", ""), ticked, numeric)
        if self._inside:
            self._inside.fields.append(taken)
        self._field = taken if tag in {"select", "textarea"} else None


def empty(form: Form) -> Sent:
    """Nothing chosen and nothing typed."""
    return {each.name: [each.value] for each in form.fields if each.kind == "hidden"}


def properly(words: str) -> Filler:
    """Everything answered: of a list its first answer, of ranks each its own, own `words` wherever words go."""

    def fill(form: Form) -> Sent:
        sent = empty(form)
        ranks: dict[str, int] = {}
        for each in form.fields:
            value = _answer(each, words, ranks)
            if value is not None and each.kind != "hidden":
                sent.setdefault(each.name, [value])
        return sent

    return _called("answered properly", fill)


def wrongly(words: str) -> Filler:
    """Everything answered in a way that cannot be: numbers in letters, all boxes at once, every rank the first."""

    def fill(form: Form) -> Sent:
        sent = empty(form)
        for each in form.fields:
            if each.kind == "checkbox":
                sent.setdefault(each.name, []).append(each.value)
            elif each.kind == "select":
                sent[each.name] = [next((one for one in each.options if one not in MISSING), "")]
            elif each.kind in {"textarea", "text"}:
                sent[each.name] = [{"day": "31", "month": "2"}.get(each.name.rpartition(".")[2], words)]
        return sent

    return _called("answered wrongly", fill)


def _called(name: str, fill: Filler) -> Filler:
    fill.__name__ = name
    return fill


def _answer(each: Field, words: str, ranks: dict[str, int]) -> str | None:
    """What is answered in one field, or None where it is left alone."""
    if each.kind == "select":
        given = [one for one in each.options if one not in MISSING]
        group = each.name.partition(".")[0]
        ranks[group] = ranks.get(group, 0) + 1
        return given[(ranks[group] - 1) % len(given)] if given else None
    if each.kind in {"radio", "checkbox"}:
        return None if each.value in MISSING or each.name.endswith(NOT_AN_ANSWER) else each.value
    if each.kind == "textarea":
        return words
    if each.kind != "text" or each.name.startswith("postcode_"):
        return None
    parts = {"day": "12", "month": "3", "year": "2020"}
    return parts.get(each.name.rpartition(".")[2], "7" if each.numeric else words)
