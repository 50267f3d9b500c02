"""The community forum's pack."""
