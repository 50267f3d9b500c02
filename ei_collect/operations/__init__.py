"""Each thing that the program does, once."""
