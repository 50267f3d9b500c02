"""A layout comes back from the database as it was."""

import json

from ei_collect.fieldwork.layout import Layout, Spot, from_document, to_document


def test_layout_when_stored_then_the_same_again() -> None:
    box, room = Spot("q_bus", "often", 60.0, 88.25, 11.9, 11.9), Spot("q_why", None, 60.0, 120.5, 400.0, 120.0)
    layout = Layout(((box, room), (), (box,)), ((1.0, 2.0), (3.0, 4.0), (5.0, 6.0), (7.0, 8.0)))
    assert from_document(json.loads(json.dumps(to_document(layout)))) == layout
