"""The columns of an export and what is said of them."""

from dataclasses import replace

from ei_collect.analysis.columns import FACTS, column_table, items_of
from ei_collect.survey.definition import Choice, Kind, PublishedVersion, Question, Survey
from tests.exchange import (
    BELONG,
    FIRST,
    OFTEN,
    PLACE,
    SINCE,
    TOWN,
    WAYS,
    WELCOME,
    WHERE_TO,
    WORDS,
    says,
    survey_of,
)


def _version(survey: Survey, number: int) -> PublishedVersion:
    return PublishedVersion(f"sv_{number}", "pr_1", number, survey, ("en", "so"), str(number))


def _columns(*surveys: Survey) -> list[str]:
    return [column for item in items_of(_version(each, 1) for each in surveys) for column in item.columns]


def test_columns_when_several_choices_then_one_for_each() -> None:
    assert _columns(TOWN) == [
        "ward",
        "belong",
        "where_to.park",
        "where_to.shop",
        "where_to.none",
        "years",
        "caption",
        "may_quote",
    ]


def test_columns_when_words_rows_or_ranks_are_told_then_one_for_each() -> None:
    assert _columns(survey_of(WAYS, OFTEN, FIRST, PLACE, WELCOME, SINCE)) == [
        "ways.foot",
        "ways.other",
        "ways.words",
        "often.park",
        "often.shop",
        "first.park",
        "first.shop",
        "place",
        "place.words",
        "welcome",
        "since",
    ]


def test_columns_when_an_older_version_took_words_or_had_a_row_more_then_they_keep_their_columns() -> None:
    plain = tuple(replace(choice, other=False) for choice in WAYS.choices)
    newest = survey_of(replace(WAYS, choices=plain), replace(OFTEN, rows=OFTEN.rows[1:]))
    assert _columns(newest, survey_of(WAYS, OFTEN)) == [
        "ways.foot",
        "ways.other",
        "ways.words",
        "often.shop",
        "often.park",
    ]


def test_columns_when_an_older_version_asked_more_then_behind_the_newest() -> None:
    older = replace(WHERE_TO, choices=(Choice("pub", says("Pub", "Baar")), *WHERE_TO.choices))
    assert _columns(survey_of(WHERE_TO), survey_of(older, BELONG)) == [
        "where_to.park",
        "where_to.shop",
        "where_to.none",
        "where_to.pub",
        "belong",
    ]


def test_columns_when_a_code_once_was_another_kind_then_both_have_their_own() -> None:
    assert _columns(survey_of(BELONG), survey_of(replace(WORDS, code="belong"))) == ["belong", "belong.long_text"]


def test_columns_when_a_question_is_called_like_a_fact_then_not_taken_for_it() -> None:
    assert _columns(survey_of(Question("device", Kind.SHORT_TEXT, says("Which?", "Kee?")))) == ["device.short_text"]


def _described(survey: Survey) -> list[dict[str, object]]:
    table = column_table(items_of([_version(survey, 1)]), "so")
    return [dict(zip(table.headings, row, strict=True)) for row in table.rows]


def test_column_table_when_made_then_every_column_with_wordings_in_the_language() -> None:
    rows = _described(TOWN)
    assert [row["column"] for row in rows] == [*FACTS, *_columns(TOWN)]
    belong = next(row for row in rows if row["column"] == "belong")
    assert belong == {
        "column": "belong",
        "question": "belong",
        "choice": "",
        "wording": "Halkan ma ka mid tahay?",
        "language": "so",
        "kind": "single",
        "dimensions": "social|spatial",
        "level": "neighbourhood",
        "measures": "belonging",
        "parallel": "a public item",
        "choices": "yes = Haa | no = Maya",
    }
    assert next(row["choice"] for row in rows if row["column"] == "where_to.shop") == "Dukaanka"
    described = {row["column"]: row["choice"] for row in _described(survey_of(WAYS, OFTEN))}
    assert (described["ways.words"], described["often.park"]) == ("in own words", "Beer")
