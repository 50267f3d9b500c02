"""What a translator has to know of a wording: in which survey, section and question it stands, and as what."""

from collections.abc import Iterator

from ei_collect.survey.definition import Section, Survey
from ei_collect.survey.wordings import wordings

OF_SURVEY = {
    "title": "its title",
    "summary": "what it is about, in the list of surveys",
    "introduction": "a paragraph of its first page",
    "consent": "a point that people agree to by taking part",
    "thanks": "the words at the end",
}
OF_SECTION = {"title": "its heading", "introduction": "the words under its heading"}
OF_QUESTION = {
    "label": "the question itself",
    "easy": "the question again in easy read: short words, one thought in a sentence (may be left out)",
    "hint": "the help under it",
    "why": "why we ask it",
    "picture": "what its picture shows, for who cannot see it",
    "low": "what 0 means",
    "high": "what 10 means",
    "row": "one of the things it asks about",
    "choice": "one of its answers",
    "probe": "what an interviewer can ask further",
}


def translator_notes(survey: Survey) -> dict[str, str]:
    """A note for each wording, by its path."""
    stands = dict(_questions(survey))
    return {path: f"Survey “{_source(survey)}”{_note(survey, path, stands)}" for path, _ in wordings(survey)}


def _note(survey: Survey, path: str, questions: dict[str, str]) -> str:
    head, _, rest = path.partition(".")
    match head:
        case "section":
            code, _, part = rest.partition(".")
            section = survey.section(code)
            return f"{_section(section)}: {OF_SECTION[part]}" if section else ""
        case "scale":
            users = [question for question in survey.questions() if question.scale == rest.partition(".")[0]]
            return f"{questions[users[0].code]}: an answer to this and to every question that has the same answers"
        case _ if head in questions:
            part = rest.partition(".")[0]
            return f"{questions[head]}: {OF_QUESTION.get(part, part)}"
        case _:
            return f": {OF_SURVEY[head]}"


def _questions(survey: Survey) -> Iterator[tuple[str, str]]:
    """Each question by its code: its section, what it asks and of which kind it is."""
    for section in survey.sections:
        for question in section.questions:
            words = question.label.wordings[question.label.source]
            kind = question.kind.value.replace("_", " ")
            yield question.code, f"{_section(section)}, question “{words}” (kind: {kind})"


def _section(section: Section) -> str:
    return f", section “{section.title.wordings[section.title.source]}”"


def _source(survey: Survey) -> str:
    return survey.title.wordings[survey.title.source]
