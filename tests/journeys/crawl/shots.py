"""Every page that an app answers, kept as it was sent: by which route, in which state, in which language."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import Flask, Response, request, request_finished, template_rendered
from jinja2 import Template

FICKLE = re.compile(
    r'(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}|name="csrf_token" value="[^"]+"|\b[a-z]{2}_[0-9a-z]{12,}\b|<path d="[^"]*"| (?:id|for)="q_[^"]*"'
)
"""What differs between two answers that are the same page: respondents' codes and their squares, tokens and ids."""

LANGUAGE = re.compile(r'<html[^>]* lang="([^"]+)"')


class State(StrEnum):
    """In which state a page can be met."""

    FRESH = "fresh"
    ERROR = "error"
    OFFLINE = "offline"
    EXPIRED = "expired"
    FINISHED = "finished"


@dataclass(frozen=True)
class Shot:
    """One page: `step` says in words how one comes to it; `template` is empty where the page was made otherwise."""

    state: State
    step: str
    endpoint: str
    address: str
    status: int
    language: str
    template: str
    headers: tuple[tuple[str, str], ...]
    markup: str

    @property
    def is_file(self) -> bool:
        """Whether it is taken home rather than shown."""
        return "Content-Disposition" in dict(self.headers)

    @property
    def name(self) -> str:
        """What to call it in a complaint."""
        return f"{self.language} {self.state.value} {self.endpoint} ({self.step}) {self.address}"


def sameness(markup: str) -> str:
    """What two answers have in common that are the same page; the order of choices can be anybody's own."""
    return "\n".join(sorted(FICKLE.sub("", markup).splitlines()))


class Album:
    """The pages of an app, each kept once in each state; the routes that were reached."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.shots: list[Shot] = []
        self.reached: set[tuple[str, str]] = set()
        self._state, self._step, self._template = State.FRESH, "", ""
        self._seen: set[tuple[State, str, str]] = set()
        template_rendered.connect(self._note_template, app)
        request_finished.connect(self._keep, app)

    @contextmanager
    def during(self, state: State, step: str) -> Iterator[None]:
        """What is answered meanwhile is in this state."""
        before = self._state, self._step
        self._state, self._step = state, step
        yield
        self._state, self._step = before

    @property
    def templates(self) -> set[str]:
        """The names of the templates that were rendered, of the parts that they took in as well."""
        cache = self.app.jinja_env.cache
        return {str(name) for _, name in cache} if cache is not None else set()

    def _note_template(self, sender: Flask, *, template: Template, **_: Any) -> None:
        self._template = template.name or ""

    def _keep(self, sender: Flask, *, response: Response, **_: Any) -> None:
        template, self._template = self._template, ""
        if request.endpoint and response.status_code < 400:
            self.reached.add((request.endpoint, request.method))
        if response.mimetype != "text/html" or 300 <= response.status_code < 400:
            return
        response.direct_passthrough = False
        markup = response.get_data(as_text=True)
        same = (self._state, request.endpoint or "", sameness(markup))
        if same in self._seen:
            return
        self._seen.add(same)
        language = LANGUAGE.search(markup)
        self.shots.append(
            Shot(
                state=self._state,
                step=self._step,
                endpoint=request.endpoint or "",
                address=request.full_path.rstrip("?"),
                status=response.status_code,
                language=language[1] if language else "",
                template=template,
                headers=tuple(response.headers.items()),
                markup=markup,
            )
        )
