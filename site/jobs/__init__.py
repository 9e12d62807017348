"""Long work that a person can watch: what kind, how far, how it ended."""
