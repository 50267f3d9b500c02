"""The paths of wordings, and translations put under them."""

from pathlib import Path

from ei_collect.language.catalogues import Catalogue, Entry, read_catalogue
from ei_collect.survey.wordings import missing_wordings, stale_wordings, with_catalogues, wordings
from tests.language.catalogue_files import write_catalogue
from tests.survey.writing import section, survey_of, survey_text

SURVEY = survey_text(
    section(
        "home",
        "code: belong, kind: agreement, label: At home, hint: A guess, why: To learn, scale: agreement",
        "code: again, kind: agreement, label: Still, scale: agreement",
        "code: bus, kind: multiple, label: Which, choices: [{code: one, label: One}, {code: two, label: Two}]",
        more="introduction: Your street.",
    ),
    scales="agreement: [{code: agree, label: Agree}, {code: disagree, label: Disagree}]",
)


def _catalogue(**words: str) -> Catalogue:
    source = {path: text.wordings["en"] for path, text in wordings(survey_of(SURVEY))}
    entries = [
        Entry((path.replace("__", "."), source[path.replace("__", ".")]), (body,), False, 1)
        for path, body in words.items()
    ]
    return Catalogue("so", Path("so.po"), {entry.key: entry for entry in entries})


def test_wordings_when_listed_then_each_path_once_in_the_order_of_the_survey() -> None:
    assert [path for path, _ in wordings(survey_of(SURVEY))] == [
        "title",
        "summary",
        "introduction.1",
        "consent.1",
        "thanks",
        "section.home.title",
        "section.home.introduction",
        "belong.label",
        "belong.hint",
        "belong.why",
        "scale.agreement.agree",
        "scale.agreement.disagree",
        "again.label",
        "bus.label",
        "bus.choice.one",
        "bus.choice.two",
    ]


def test_catalogue_when_put_in_then_each_wording_has_its_translation_and_the_rest_fall_back() -> None:
    survey = with_catalogues(
        survey_of(SURVEY), {"so": _catalogue(title="Sahan yar", scale__agreement__agree="Waan aqbalay")}
    )
    assert survey.title.wording("so").body == "Sahan yar"
    assert survey.summary.wording("so").language == "en"
    assert [question.choices[0].label.wording("so").body for question in survey.questions()][:2] == ["Waan aqbalay"] * 2


def test_catalogue_when_the_source_words_have_changed_then_stale_and_not_used(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "so", "survey-small", 'msgctxt "title"\nmsgid "An old title"\nmsgstr "Cinwaan"\n')
    catalogue = read_catalogue(tmp_path, "so", "survey-small")
    survey = survey_of(SURVEY)
    assert stale_wordings(survey, catalogue) == ("title",)
    assert "title" in missing_wordings(survey, catalogue)
    assert with_catalogues(survey, {"so": catalogue}).title.languages == {"en"}


def test_missing_when_all_but_one_are_translated_then_that_one() -> None:
    words = {path.replace(".", "__"): "x" for path, _ in wordings(survey_of(SURVEY)) if path != "belong.why"}
    assert missing_wordings(survey_of(SURVEY), _catalogue(**words)) == ("belong.why",)


MORE = survey_text(
    section(
        "home",
        "code: ten, kind: zero_to_ten, label: How much, easy: Much, low: None, high: All, picture: {file: a.png, alt: A hill}",
        "code: often, kind: grid, label: Often, rows: [{code: easy, label: A park}], "
        "choices: [{code: a, label: A}, {code: easy, label: B}]",
    )
)


def test_wordings_when_a_question_has_rows_ends_a_picture_and_easy_read_then_each_has_its_path() -> None:
    assert [path for path, _ in wordings(survey_of(MORE))][6:] == [
        "ten.label",
        "ten.easy",
        "ten.picture",
        "ten.low",
        "ten.high",
        "often.label",
        "often.row.easy",
        "often.choice.a",
        "often.choice.easy",
    ]


def test_missing_when_only_easy_read_is_untranslated_then_the_language_is_complete() -> None:
    survey = survey_of(MORE)
    catalogue = Catalogue("so", Path("so.po"), {})
    missing = missing_wordings(survey, catalogue)
    assert set(dict(wordings(survey))) - set(missing) == {"ten.easy"}
