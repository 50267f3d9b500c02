"""Requests made to break the program, in process and over raw sockets, and the judge of what comes back."""
