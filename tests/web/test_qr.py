"""The square that leads another device to a code."""

from flask import Flask

from ei_collect.places.qr import qr_code
from ei_collect.survey.definition import PublishedVersion
from tests.web.visits import Visitor


def test_square_when_thanks_are_said_then_it_holds_the_public_address_with_the_code_behind_its_sign(
    app: Flask, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    code = visitor.begins("town", "so").code
    visitor.presses().presses().presses().taps("Send my answers")
    path = next(given["d"] for tag, given in visitor.page.tags if tag == "path" and len(given["d"]) > 500)
    assert path == qr_code(f"http://localhost:8000/so/r#{code}").path
