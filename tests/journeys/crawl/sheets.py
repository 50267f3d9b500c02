"""What is met by a partner who prints paper sheets for a sitting."""

from ei_collect.operations.demonstration import SLUG
from tests.journeys.crawl.forms import Form
from tests.journeys.crawl.shots import State
from tests.journeys.crawl.walking import Walk


def print_sheets(walk: Walk, sitting_code: str) -> None:
    """Sheets: too many, then one."""
    form = f"/staff/{SLUG}/sheets?sitting={sitting_code}"
    walk.opens(form, step="sheets for a sitting")
    walk.submits("/sheets", Form.as_it_stands, {"count": "9999", "batch": "قاعة"}, State.ERROR, "too many sheets")
    walk.opens(form).submits("/sheets", Form.as_it_stands, {"count": "1", "large_print": "1"}, step="a sheet printed")
