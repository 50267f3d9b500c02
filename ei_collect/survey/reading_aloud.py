"""The recordings in which a person reads a question aloud: one file a question and language.

They lie beside the surveys: `media/<slug of the survey>/<language>/<code of the question>.<ending>`.
"""

from pathlib import Path

from ei_collect.survey.definition import Question, Survey

ENDINGS = ("mp3", "m4a", "ogg", "opus", "wav")


def find_recording(surveys: Path, slug: str, language: str, question: str) -> Path | None:
    """The recording of a question in a language, under the folder of surveys; None where there is none."""
    folder = surveys / "media" / slug / language
    return next((path for ending in ENDINGS if (path := folder / f"{question}.{ending}").is_file()), None)


def unrecorded(surveys: Path, survey: Survey, language: str) -> tuple[Question, ...]:
    """The questions of a survey that nobody has read aloud in a language, in the order in which they are asked."""
    return tuple(
        question
        for question in survey.questions()
        if find_recording(surveys, survey.slug, language, question.code) is None
    )
