"""What the forms of study visits take in."""
