"""Printing sheets: what is kept of them, and what is not."""

from io import BytesIO

import pypdfium2
import pytest
from sqlalchemy import select

from ei_collect.answering.receipts import key_hash
from ei_collect.errors import InputError
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.sheets import MOST_AT_ONCE, MadeSheets, make_sheets
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.sheets import find_sheet, layout_of
from ei_collect.store.tables import sheet_layouts, sheets
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import TOWN, publish_yaml
from tests.coded import joins
from tests.operations.sitting_opening import opened


@pytest.fixture
def town(installation: Installation, project: Project) -> PublishedVersion:
    """A survey in two languages."""
    return publish_yaml(installation, project, TOWN, languages=("en", "ar"))


def receipts_on(made: MadeSheets) -> list[str]:
    """The codes on the slips, as whoever holds the paper reads them."""
    document = pypdfium2.PdfDocument(BytesIO(made.pdf))
    words = [word for page in document for word in page.get_textpage().get_text_bounded().split()]
    return [word for word in words if len(word) == len("XXXX-XXXX-XXXX-XXXX") and word.count("-") == 3]


def test_sheets_when_made_then_kept_under_the_codes_of_their_slips(
    installation: Installation, project: Project, town: PublishedVersion
) -> None:
    made = make_sheets(installation, project.scope, town, "en", count=3)
    receipts = receipts_on(made)
    assert [sheet.key_hash for sheet in made.sheets] == [
        key_hash(installation.config.secret_key, receipt) for receipt in receipts
    ]
    assert len({sheet.code for sheet in made.sheets}) == len(set(receipts)) == 3
    with installation.database.reading() as connection:
        assert find_sheet(connection, project.scope, made.sheets[0].code) == made.sheets[0]
        rows = connection.execute(select(sheets)).mappings().all()
    assert {row["status"] for row in rows} == {"printed"}
    assert not any(receipt in str(row) for receipt in receipts for row in rows)


def test_sheets_when_made_again_then_new_ones_on_the_same_layout(
    installation: Installation, project: Project, town: PublishedVersion
) -> None:
    first, second, large, arabic = (
        make_sheets(installation, project.scope, town, language, count=1, large_print=large_print).sheets[0]
        for language, large_print in (("en", False), ("en", False), ("en", True), ("ar", False))
    )
    assert first.code != second.code
    assert first.layout_id == second.layout_id
    assert len({first.layout_id, large.layout_id, arabic.layout_id}) == 3
    with installation.database.reading() as connection:
        assert len(connection.execute(select(sheet_layouts)).all()) == 3
        layout = layout_of(connection, project.scope, first.code)
    assert layout is not None
    assert any(spot.field == "q_bus" for page in layout.pages for spot in page)


def test_sheets_when_made_for_a_sitting_then_belong_to_it(
    installation: Installation, project: Project, town: PublishedVersion
) -> None:
    sitting = opened(installation, project, joins(installation, project, "r@example.org", MemberRole.RESEARCHER))
    made = make_sheets(installation, project.scope, town, "en", count=1, sitting_id=sitting.id, batch=" hall ")
    assert (made.sheets[0].sitting_id, made.sheets[0].batch) == (sitting.id, "hall")


@pytest.mark.parametrize("count", [0, -1, MOST_AT_ONCE + 1])
def test_sheets_when_too_few_or_too_many_then_refused(
    installation: Installation, project: Project, town: PublishedVersion, count: int
) -> None:
    with pytest.raises(InputError, match="sheets"):
        make_sheets(installation, project.scope, town, "en", count=count)


def test_sheets_when_in_a_language_that_is_not_offered_then_refused(
    installation: Installation, project: Project, town: PublishedVersion
) -> None:
    with pytest.raises(InputError, match="not offered in so"):
        make_sheets(installation, project.scope, town, "so", count=1)


def test_batch_when_its_name_is_too_long_then_refused(
    installation: Installation, project: Project, town: PublishedVersion
) -> None:
    with pytest.raises(InputError, match="too long"):
        make_sheets(installation, project.scope, town, "en", count=1, batch="x" * 61)


def test_sheet_when_looked_for_in_another_project_then_not_there(
    installation: Installation, project: Project, town: PublishedVersion
) -> None:
    other = add_project(installation, NewProject("other", "Other", ("en",), "team@example.org", demonstration=True))
    made = make_sheets(installation, project.scope, town, "en", count=1)
    with pytest.raises(InputError):
        make_sheets(installation, other.scope, town, "en", count=1)
    with installation.database.reading() as connection:
        assert find_sheet(connection, other.scope, made.sheets[0].code) is None
        assert layout_of(connection, other.scope, made.sheets[0].code) is None
