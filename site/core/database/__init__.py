"""Database backends of our own: SQLite with a fair turn for writers."""
