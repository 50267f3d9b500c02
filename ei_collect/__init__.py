"""ei_collect: surveys and Day-in-My-Life accounts, from a resident's phone to the community forum's pack."""
