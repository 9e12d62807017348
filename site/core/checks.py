"""Rules of the house that Django can check at start."""
