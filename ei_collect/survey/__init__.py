"""The definition of a survey."""
