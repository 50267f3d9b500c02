"""From an answer to a candidate."""
