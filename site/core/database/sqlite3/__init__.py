"""SQLite whose writers queue at a file lock instead of racing for the database."""
