"""All Flask."""
