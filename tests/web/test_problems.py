"""What goes wrong: what the person is told, and what the log says, which is never what somebody wrote."""

import pytest
from flask import Flask

from ei_collect.operations.installation import Installation
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web.app import MAX_FORM_BYTES
from tests.web.town import begin
from tests.web.visits import Visitor

SECRET_WORDS = "My street number is 77777."


def test_a_page_when_it_carries_too_much_then_it_says_so_in_the_language_of_its_address(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    begin(visitor, "ar").fills_in(bus="never").presses().fills_in(why_never="x" * MAX_FORM_BYTES).presses()
    assert visitor.status == 413
    assert visitor.sees("It was more text than one page can take.")
    assert visitor.language == ("ar", "rtl")
    assert visitor.headers["Cache-Control"] == "no-store"
    assert visitor.opens("/ar/s/town/getting_around").status == 200


def test_the_database_when_it_refuses_a_row_then_the_log_says_that_and_not_what_was_in_it(
    app: Flask,
    installation: Installation,
    town_survey: PublishedVersion,
    visitor: Visitor,
    caplog: pytest.LogCaptureFixture,
) -> None:
    refusal = (
        "CREATE TRIGGER refusing BEFORE INSERT ON drafts BEGIN SELECT RAISE(ABORT, 'no'); END"
        if installation.database.is_sqlite
        else "ALTER TABLE drafts ADD CONSTRAINT refusing CHECK (section = '')"
    )
    with installation.database.writing() as connection:
        connection.exec_driver_sql(refusal)
    code = begin(visitor).code
    visitor.fills_in(years=SECRET_WORDS).presses()
    assert visitor.status == 500
    assert visitor.sees("Something is wrong on our side")
    assert "answering.save: the database: refuses" in caplog.text
    assert "77777" not in caplog.text
    assert code not in caplog.text


def test_the_database_when_it_has_no_tables_then_the_log_says_what_to_do(
    installation: Installation, town_survey: PublishedVersion, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    begin(visitor)
    with installation.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE drafts")
    visitor.fills_in(years=SECRET_WORDS).presses()
    assert visitor.status == 503
    assert "run ei-collect db upgrade" in caplog.text
    assert "77777" not in caplog.text


def test_a_form_when_its_version_is_nonsense_then_the_answers_are_saved_all_the_same(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    form = begin(visitor).fills_in(years="7").form()
    visitor.posts("/en/s/town/home", {**form, "version": ["\0"]})
    assert visitor.status == 200
    assert visitor.opens("/en/s/town/home").typed("years") == ["7"]
