"""People: who they are, to which organisations they belong, in which roles, and how they come in."""
