"""A catalogue after its template has changed."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from ei_collect.language.merging import merged
from ei_collect.language.po import po_path, read_file, to_text


def _template(*messages: tuple[str | None, str]) -> Catalog:
    catalog = Catalog(fuzzy=False)
    for context, source in messages:
        catalog.add(source, context=context)
    return catalog


def _old() -> Catalog:
    catalog = Catalog(locale="pl", fuzzy=False)
    catalog.add("Next", "Dalej", user_comments=["needs-review"])
    catalog.add("How old are you?", "Ile masz lat?", context="age.label")
    return catalog


def _told(catalog: Catalog) -> dict[object, tuple[object, bool]]:
    return {message.id: (message.string or "", message.fuzzy) for message in catalog if message.id}


def test_merge_when_nothing_changed_then_the_same_text() -> None:
    template = _template((None, "Next"), ("age.label", "How old are you?"))
    assert to_text(merged(template, _old(), "pl")) == to_text(_old())


def test_merge_when_there_was_no_catalogue_then_every_message_is_empty() -> None:
    assert _told(merged(_template((None, "Next")), None, "pl")) == {"Next": ("", False)}


def test_merge_when_a_message_is_new_then_it_is_added_empty_and_the_rest_kept() -> None:
    fresh = merged(_template((None, "Next"), (None, "Stop"), ("age.label", "How old are you?")), _old(), "pl")
    assert _told(fresh) == {"Next": ("Dalej", False), "Stop": ("", False), "How old are you?": ("Ile masz lat?", False)}
    assert fresh["Next"].user_comments == ["needs-review"]


def test_merge_when_a_wording_was_changed_then_its_translation_stays_as_fuzzy() -> None:
    fresh = merged(_template((None, "Next"), ("age.label", "Your age?")), _old(), "pl")
    assert _told(fresh)["Your age?"] == ("Ile masz lat?", True)
    assert not fresh.obsolete


def test_merge_when_a_message_has_gone_then_it_is_kept_aside_and_comes_back() -> None:
    without = merged(_template((None, "Next")), _old(), "pl")
    assert '#~ msgstr "Ile masz lat?"' in to_text(without)
    again = merged(_template((None, "Next"), ("age.label", "How old are you?")), without, "pl")
    assert _told(again)["How old are you?"] == ("Ile masz lat?", False)
    assert not again.obsolete


def test_merge_when_a_message_becomes_plural_then_its_translation_is_not_forced_on_it() -> None:
    template = Catalog(fuzzy=False)
    template.add(("Next", "Nexts"))
    assert _told(merged(template, _old(), "pl"))[("Next", "Nexts")] == (("", ""), False)


def test_merge_when_two_wordings_share_a_context_then_none_is_guessed() -> None:
    fresh = merged(_template(("age.label", "Your age?"), ("age.label", "Age now?")), _old(), "pl")
    assert _told(fresh) == {"Your age?": ("", False), "Age now?": ("", False)}


@pytest.mark.parametrize(
    ("language", "header", "forms"),
    [("zh-Hans", "zh_Hans", 1), ("zh-Hant", "zh_Hant", 1), ("prs", "fa_AF", 1), ("ar", "ar", 6), ("ckb", "ckb", 2)],
)
def test_merge_when_babel_spells_the_language_otherwise_then_header_and_plural_forms_are_there(
    language: str, header: str, forms: int, tmp_path: Path
) -> None:
    template = Catalog(fuzzy=False)
    template.add(("%(num)s day", "%(num)s days"))
    path = po_path(tmp_path, language, "interface")
    path.parent.mkdir(parents=True)
    path.write_text(to_text(merged(template, None, language)), encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    assert f'"Language: {header}\\n"' in text
    assert f"nplurals={forms};" in text
    assert text.count("\nmsgstr[") == forms
    again = merged(template, read_file(path, language), language)
    assert to_text(again) == text
