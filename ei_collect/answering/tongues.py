"""In which language each question was answered: that of the page on which its answer became what it is.

A draft has the language in which its page was saved last. What was answered before in another one is marked beside the
fields: `in_<code>` holds its language.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from ei_collect.answering.form import Form, cleaned
from ei_collect.answering.response import Answer
from ei_collect.survey.definition import Question

_MARK = "in_"


def mark(question: Question, language: str) -> dict[str, list[str]]:
    """What a draft in another language holds of a question that was answered in this one."""
    return {f"{_MARK}{question.code}": [language]}


def marks(
    questions: Iterable[Question], before: Form, language_before: str, form: Form, language: str
) -> dict[str, list[str]]:
    """The marks of a cleaned `form` saved in `language` where `before` was there: of all answers that it left alone."""
    found: dict[str, list[str]] = {}
    for question in questions:
        answered_in = before.get(f"{_MARK}{question.code}", [language_before])[0]
        if answered_in != language and (said := cleaned(form, [question])) and said == cleaned(before, [question]):
            found |= mark(question, answered_in)
    return found


def marks_in(form: Form, questions: Iterable[Question], languages: Container[str]) -> dict[str, list[str]]:
    """The marks that a form from elsewhere brings along for these questions, where they name one of `languages`."""
    named = [f"{_MARK}{question.code}" for question in questions]
    return {name: [form[name][0]] for name in named if form.get(name) and form[name][0] in languages}


def in_their_languages(answers: Mapping[str, Answer], form: Form) -> dict[str, Answer]:
    """The answers that were read from a draft's form, each with the language that its mark names, where it has one."""
    return {
        code: replace(answer, language=form[name][0]) if (name := f"{_MARK}{code}") in form else answer
        for code, answer in answers.items()
    }
