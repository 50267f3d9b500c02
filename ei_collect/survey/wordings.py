"""Every wording of a survey under its path, which is also the context of its message in a catalogue."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias, TypeVar

from ei_collect.language.catalogues import Catalogue
from ei_collect.language.text import Text
from ei_collect.survey.definition import Choice, Picture, Question, Row, Section, Survey

Change: TypeAlias = Callable[[str, Text], Text]
"""From a wording's path and what it is now to what it shall be."""

Labelled = TypeVar("Labelled", Choice, Row)


def wordings(survey: Survey) -> Iterator[tuple[str, Text]]:
    """Each wording once, with its path such as `belong.label`, in the order of the survey.

    The choices of a shared scale are one wording each, at `scale.<name>.<choice>`, however many questions use them.
    """
    found: dict[str, Text] = {}

    def keep(path: str, text: Text) -> Text:
        return found.setdefault(path, text)

    retold(survey, keep)
    yield from found.items()


def with_catalogues(survey: Survey, catalogues: Mapping[str, Catalogue]) -> Survey:
    """The survey with each wording in every language whose catalogue translates it."""

    def add(path: str, text: Text) -> Text:
        source = text.wordings[text.source]
        found = {code: catalogue.find(path, source) for code, catalogue in catalogues.items()}
        return text.with_translations({code: body for code, body in found.items() if body})

    return retold(survey, add)


def is_optional(path: str) -> bool:
    """Whether a language is complete without the wording at `path`: an easy-read one, beside the ordinary one."""
    return path.count(".") == 1 and path.endswith(".easy")


def missing_wordings(survey: Survey, catalogue: Catalogue) -> tuple[str, ...]:
    """The paths of the wordings that a catalogue needs and does not translate, in the order of the survey.

    Where a faulty definition has no words there is nothing to translate.
    """
    sources = ((path, text.wordings[text.source]) for path, text in wordings(survey) if not is_optional(path))
    return tuple(path for path, source in sources if source and catalogue.find(path, source) is None)


def stale_wordings(survey: Survey, catalogue: Catalogue) -> tuple[str, ...]:
    """The paths that a catalogue translates from source words which the survey no longer has."""
    known = {path: text.wordings[text.source] for path, text in wordings(survey)}
    entries = [entry for entry in catalogue.entries.values() if entry.translations]
    return tuple(str(path) for path, source in (entry.key for entry in entries) if known.get(str(path)) != source)


def retold(survey: Survey, change: Change) -> Survey:
    """The survey with `change` made to each of its wordings."""
    return replace(
        survey,
        title=change("title", survey.title),
        summary=change("summary", survey.summary),
        introduction=_numbered("introduction", survey.introduction, change),
        consent=_numbered("consent", survey.consent, change),
        thanks=change("thanks", survey.thanks),
        sections=tuple(_section(section, change) for section in survey.sections),
    )


def _numbered(path: str, texts: tuple[Text, ...], change: Change) -> tuple[Text, ...]:
    return tuple(change(f"{path}.{number}", text) for number, text in enumerate(texts, start=1))


def _section(section: Section, change: Change) -> Section:
    path = f"section.{section.code}"
    return replace(
        section,
        title=change(f"{path}.title", section.title),
        introduction=_optional(f"{path}.introduction", section.introduction, change),
        questions=tuple(_question(question, change) for question in section.questions),
    )


def _question(question: Question, change: Change) -> Question:
    code = question.code
    choices_path = f"scale.{question.scale}" if question.scale else f"{code}.choice"
    return replace(
        question,
        label=change(f"{code}.label", question.label),
        easy=_optional(f"{code}.easy", question.easy, change),
        hint=_optional(f"{code}.hint", question.hint, change),
        why=_optional(f"{code}.why", question.why, change),
        picture=_picture(f"{code}.picture", question.picture, change) if question.picture else None,
        rows=tuple(_labelled(f"{code}.row.{row.code}", row, change) for row in question.rows),
        low=_optional(f"{code}.low", question.low, change),
        high=_optional(f"{code}.high", question.high, change),
        probes=_numbered(f"{code}.probe", question.probes, change),
        choices=tuple(_labelled(f"{choices_path}.{choice.code}", choice, change) for choice in question.choices),
    )


def _labelled(path: str, part: Labelled, change: Change) -> Labelled:
    return replace(part, label=change(path, part.label))


def _picture(path: str, picture: Picture, change: Change) -> Picture:
    return replace(picture, alt=change(path, picture.alt))


def _optional(path: str, text: Text | None, change: Change) -> Text | None:
    return change(path, text) if text is not None else None
