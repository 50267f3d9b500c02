"""Suggesting codes for a whole project: from its open words and its codings to its open suggestions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ei_collect.coding.coding import Coding, OpenText, Span, Suggestion
from ei_collect.coding.learning import learn
from ei_collect.coding.placing import WardNames
from ei_collect.coding.spans import overlap
from ei_collect.coding.suggesting import Asked, Engine
from ei_collect.operations.coding import codebook_in_use
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from ei_collect.store.codings import all_codings
from ei_collect.store.places import wards_of
from ei_collect.store.suggestions import decided_suggestions, replace_open
from ei_collect.store.surveys import latest_versions
from ei_collect.store.texts import all_texts
from ei_collect.survey.definition import CAPTION, TRANSCRIPT, Kind, PublishedVersion, Question, filed_under

READ_FOR_CODES = frozenset({Kind.LONG_TEXT, Kind.VOICE, Kind.PHOTO})


@dataclass(frozen=True)
class _Given:
    """What a project gives the engine to work on. `asked` is by survey and question, for questions that are coded."""

    texts: Mapping[str, OpenText]
    asked: Mapping[tuple[str, str], Asked]
    settled: Mapping[tuple[str, str], list[Span]]
    engine: Engine


def suggest(installation: Installation, project: Project) -> int:
    """Suggest codes for every text of the questions that are coded; how many suggestions are new.

    Open suggestions are replaced; what a person has taken, rejected or coded with the same code over the same words is
    left alone. Doing it again without any change suggests the same.

    Raises:
        InputError: the project uses no codebook yet.
    """
    given = _read(installation, project)
    fresh = [
        suggestion
        for text in given.texts.values()
        if (asked := given.asked.get((text.survey_slug, filed_under(text.question))))
        for suggestion in given.engine.suggest(text, asked)
        if not _is_settled(suggestion, given)
    ]
    with installation.database.writing() as connection:
        return replace_open(connection, project.scope, fresh)


def is_coded(question: Question) -> bool:
    """Whether words given to it are read for codes: long ones, captions, and others where it says what it asks for."""
    return question.kind in READ_FOR_CODES or (question.takes_words and question.asks_for is not None)


def questions_to_code(versions: Sequence[PublishedVersion]) -> dict[tuple[str, str], Question]:
    """The questions whose answers are read for codes, by survey and by what their texts are filed under.

    That is the question's code, and for what staff wrote down of a recording another name (see `TRANSCRIPT`).
    """
    return {
        (version.survey.slug, name): question
        for version in versions
        for question in version.survey.questions()
        if is_coded(question)
        for name in names_of_texts(question)
    }


def names_of_texts(question: Question) -> tuple[str, ...]:
    """What the texts of a question are filed under (see `filed_under`)."""
    if question.kind is Kind.PHOTO:
        return (f"{question.code}{CAPTION}",)
    return (question.code, f"{question.code}{TRANSCRIPT}") if question.kind is Kind.VOICE else (question.code,)


def _read(installation: Installation, project: Project) -> _Given:
    with installation.database.reading() as connection:
        codebook = codebook_in_use(connection, project.scope)
        texts = {text.id: text for text in all_texts(connection, project.scope)}
        questions = questions_to_code(latest_versions(connection, project.scope))
        codings = all_codings(connection, project.scope)
        return _Given(
            texts=texts,
            asked={key: Asked(question.level, question.asks_for) for key, question in questions.items()},
            settled=_settled(codings, decided_suggestions(connection, project.scope)),
            engine=Engine.of(codebook, WardNames.of(wards_of(connection, project.place_set)), learn(codings, texts)),
        )


def _settled(codings: Sequence[Coding], decided: Sequence[Suggestion]) -> dict[tuple[str, str], list[Span]]:
    """Where a person has spoken already: text and code to the parts of the text."""
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    entries: list[Coding | Suggestion] = [*codings, *decided]
    for entry in entries:
        spans[entry.text_id, entry.code].append(entry.span)
    return spans


def _is_settled(suggestion: Suggestion, given: _Given) -> bool:
    """Whether a person has spoken on this code for these words, or for words that share a part with them."""
    spans = given.settled.get((suggestion.text_id, suggestion.code), ())
    return any(overlap(suggestion.span, span) for span in spans)
