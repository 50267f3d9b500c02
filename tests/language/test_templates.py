"""What is taken out of pages and modules for translators."""

from pathlib import Path

from babel.messages.catalog import Catalog

from ei_collect.language.po import to_text
from ei_collect.language.templates import interface_template

PAGE = """<h1>{{ _("Check your answers") }}</h1>
<p>{% trans count=answers|length %}{{ count }} answer{% pluralize %}{{ count }} answers{% endtrans %}</p>
<a>{{ pgettext("to the page before", "Back") }}</a>
<p>{% trans %}
  Two lines
  of words: 100%
{% endtrans %}</p>
<p>Plain English</p>
"""


def _package(folder: Path) -> Path:
    templates = folder / "program" / "templates"
    templates.mkdir(parents=True)
    (templates / "b.html").write_text(PAGE, encoding="utf-8")
    (folder / "program" / "a.py").write_text('N_("Give a number.")\nprint("not for people")\n', encoding="utf-8")
    return folder / "program"


def _messages(catalog: Catalog) -> list[tuple[str | None, object]]:
    return [(message.context, message.id) for message in catalog if message.id]


def test_template_when_made_then_it_has_every_marked_message_in_the_order_of_the_files(tmp_path: Path) -> None:
    assert _messages(interface_template(_package(tmp_path))) == [
        (None, "Give a number."),
        (None, "Check your answers"),
        (None, ("%(count)s answer", "%(count)s answers")),
        ("to the page before", "Back"),
        (None, "Two lines of words: 100%%"),
    ]


def test_template_when_a_line_is_put_above_then_the_same_text(tmp_path: Path) -> None:
    package = _package(tmp_path)
    before = to_text(interface_template(package))
    page = package / "templates" / "b.html"
    page.write_text("<p>New</p>\n" + page.read_text(encoding="utf-8"), encoding="utf-8")
    assert to_text(interface_template(package)) == before
