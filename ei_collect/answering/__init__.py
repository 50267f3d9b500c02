"""From a form to an answer."""
