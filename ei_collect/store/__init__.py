"""All SQL and files."""
