"""Who answered: protected tables by trait and origin, and sentences on what is missing."""

from ei_collect.analysis.who_answered import (
    AnswerGroup,
    Names,
    Origin,
    PeopleTable,
    Tally,
    Trait,
    who_answered,
)

WARDS = {"w1": "Ashley", "w2": "Clifton", "w3": "Easton"}
NAMES = Names(WARDS, {"en": "English", "so": "Somali"}, {"city": "City survey"})


def tallies(trait: Trait, counts: dict[str | None, int], origin: Origin = Origin.RESIDENTS) -> list[Tally]:
    return [Tally(origin, trait, value, people) for value, people in counts.items()]


def group(origin: Origin, *counted: list[Tally]) -> AnswerGroup:
    groups = who_answered([tally for part in counted for tally in part], NAMES)
    return next(found for found in groups if found.origin is origin)


def rows(found: AnswerGroup, trait: Trait) -> dict[str, str]:
    table: PeopleTable = next(table for table in found.tables if table.trait is trait)
    return {label: row.people for row in table.rows for label in row.labels}


def residents(wards: dict[str | None, int], languages: dict[str | None, int]) -> AnswerGroup:
    return group(
        Origin.RESIDENTS,
        tallies(Trait.HOME_WARD, wards),
        tallies(Trait.LANGUAGE, languages),
        tallies(Trait.SURVEY, {"city": sum(wards.values())}),
    )


def test_wards_when_some_gave_none_then_a_row_says_how_many() -> None:
    found = residents({"w1": 40, "w3": 30, None: 20}, {"en": 90})
    assert rows(found, Trait.HOME_WARD) == {"Ashley": "40", "Easton": "30", "No ward given": "20", "Clifton": "0"}


def test_language_when_offered_and_unused_then_the_sentence_names_it() -> None:
    found = residents({"w1": 40, "w3": 30, None: 20}, {"en": 90})
    assert found.missing == ("Wards: no answers from Clifton.", "Languages offered: no answers in Somali.")


def test_small_ward_when_hidden_with_another_then_the_sentence_does_not_tell_which_is_small() -> None:
    found = residents({"w1": 40, "w2": 3, "w3": 30}, {"en": 73})
    assert "none, or too few to show, from Clifton, Easton" in found.missing[0]
    assert rows(found, Trait.HOME_WARD)["Easton"] == rows(found, Trait.HOME_WARD)["Clifton"] == "not shown"


def test_wards_when_none_has_enough_then_one_sentence_instead_of_a_list() -> None:
    assert residents({"w1": 3, "w2": 2}, {"en": 5}).missing[0] == "No ward has enough answers to be shown."


def test_project_when_nobody_answered_then_residents_are_there_without_tables() -> None:
    (found,) = who_answered([], NAMES)
    assert (found.origin, found.total, found.tables) == (Origin.RESIDENTS, "0", ())


def test_synthetic_answers_when_there_are_some_then_they_are_never_added_to_residents() -> None:
    synthetic = tallies(Trait.SURVEY, {"city": 100}, Origin.SYNTHETIC)
    groups = {found.origin: found for found in who_answered(synthetic, NAMES)}
    assert groups[Origin.RESIDENTS].total == "0"
    assert groups[Origin.SYNTHETIC].total == "100"
    assert "No person" in groups[Origin.SYNTHETIC].about


def test_imported_words_when_published_before_then_counted_by_survey_only() -> None:
    found = group(Origin.PUBLISHED, tallies(Trait.SURVEY, {"city": 60}, Origin.PUBLISHED))
    assert [table.trait for table in found.tables] == [Trait.SURVEY]
    assert found.missing == ()


def test_code_when_it_has_no_name_then_it_stands_for_itself() -> None:
    found = residents({"w1": 60}, {"fr": 30, "en": 30})
    assert rows(found, Trait.LANGUAGE)["fr"] == "30"
