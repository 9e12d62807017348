"""The append-only log: who did what to which thing, as text, so that it survives everything it names."""
