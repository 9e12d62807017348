"""The pages of people: one's own, and those of a unit."""
