"""How a survey is put to people: they answer by themselves, or somebody asks them and writes down what they say."""

from enum import StrEnum


class Instrument(StrEnum):
    """A questionnaire is read and answered; an interview is a guide, and its answers are keyed from what was said."""

    QUESTIONNAIRE = "questionnaire"
    INTERVIEW = "interview"
