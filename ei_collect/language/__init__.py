"""Wordings and languages."""
