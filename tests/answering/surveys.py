"""Small surveys for tests, and how they are published there: from inline YAML, and in several languages without catalogues."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import Any

from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.projects.project import Project
from ei_collect.store.ids import new_id
from ei_collect.store.surveys import claim_survey, insert_version, latest_version
from ei_collect.survey.definition import PublishedVersion, Survey
from ei_collect.survey.document import digest, from_document, to_document
from ei_collect.survey.loading import load_survey

DAY = """
    slug: day
    language: en
    title: A day
    summary: One place.
    introduction: [Choose a place.]
    consent: [You can stop.]
    thanks: Thank you.
    roles: {place_name: place, place_ward: place_ward}
    sections:
      - code: the_place
        title: The place
        questions:
          - {code: place, kind: short_text, label: "Which place is it?"}
          - {code: place_ward, kind: ward, label: "Which ward is it in?", prefer_not_to_say: true}
          - {code: caption, kind: long_text, label: "Why do you feel so?", required: true, max_length: 40}
"""

TOWN = """
    slug: town
    language: en
    title: Our town
    summary: What helps and what does not.
    introduction: [Tell us.]
    consent: [You can stop.]
    thanks: Thank you for your words.
    roles: {home_ward: ward, quote_consent: may_quote}
    sections:
      - code: home
        title: Home
        questions:
          - {code: ward, kind: ward, label: "Where do you live?", prefer_not_to_say: true}
          - code: bus
            kind: single
            label: Do you take the bus?
            choices: [{code: often, label: Often}, {code: never, label: Never}]
          - {code: years, kind: number, label: "How many years have you lived here?", minimum: 0, maximum: 120}
      - code: getting_around
        title: Getting around
        questions:
          - code: why_never
            kind: long_text
            label: What keeps you off the bus?
            show_if: {question: bus, is: never}
          - code: ways
            kind: multiple
            label: How do you get around?
            prefer_not_to_say: true
            choices:
              - {code: foot, label: On foot}
              - {code: bike, label: By bike}
              - {code: none, label: I stay at home, exclusive: true}
      - code: words
        title: Your words
        questions:
          - code: may_quote
            kind: single
            label: May we print your words?
            choices: [{code: "yes", label: "Yes"}, {code: "no", label: "No"}]
"""


def load_yaml(definition: str) -> Survey:
    """The survey that stands inline."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "survey.yaml"
        path.write_text(dedent(definition), encoding="utf-8")
        return load_survey(path)


def marked(words: str, language: str) -> str:
    """A translation for tests: the words with their language before them, such as `[so] Tell us.`"""
    return f"[{language}] {words}"


def publish_yaml(
    installation: Installation,
    project: Project,
    definition: str,
    *,
    languages: tuple[str, ...] = ("en",),
    translate: Callable[[str, str], str] = marked,
) -> PublishedVersion:
    """A version in these languages, its translations made by `translate` from the English words and a language."""
    others = [code for code in languages if code != "en"]
    document = _translated(to_document(load_yaml(definition)), others, translate)
    survey = from_document(document)
    with installation.database.writing() as connection:
        assert claim_survey(connection, project.scope, survey.slug)
        latest = latest_version(connection, survey.slug)
        number = latest.number + 1 if latest else 1
        version = PublishedVersion(new_id("sv"), project.id, number, survey, languages, digest(document))
        insert_version(connection, version, document, today())
    return version


def _translated(part: Any, languages: list[str], translate: Callable[[str, str], str]) -> Any:
    if isinstance(part, list):
        return [_translated(each, languages, translate) for each in part]
    if isinstance(part, dict) and list(part) == ["en"]:
        return part | {code: translate(part["en"], code) for code in languages}
    if isinstance(part, dict):
        return {name: _translated(each, languages, translate) for name, each in part.items()}
    return part
