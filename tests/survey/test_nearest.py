"""Guesses at what was meant."""

from ei_collect.survey.nearest import did_you_mean


def test_guess_when_something_is_near_then_named() -> None:
    assert did_you_mean("lable", ("label", "hint")) == "Did you mean label?"


def test_guess_when_nothing_is_near_then_the_choice_is_listed_but_not_endlessly() -> None:
    assert did_you_mean("zzz", ("label", "hint")) == "One of: label, hint."
    assert did_you_mean("zzz", [f"code_{number}" for number in range(50)]).endswith("code_11, ...")


def test_guess_when_there_is_nothing_then_said() -> None:
    assert did_you_mean("zzz", ()) == "There is none to choose from."
