"""The full-text index over the words of the entries, and what keeps it in step: in the database itself.

SQLite: an FTS5 table with external content, followed by triggers. PostgreSQL: a generated tsvector column with a
GIN index. Both weigh a word of the title five times or more what a word of the text weighs.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE search_words USING fts5(
        title_words, text_words, content='search_entrytext', content_rowid='entry_id', tokenize='ascii'
    )
    """,
    "INSERT INTO search_words(search_words, rank) VALUES ('rank', 'bm25(5.0, 1.0)')",
    """
    CREATE TRIGGER search_words_after_insert AFTER INSERT ON search_entrytext BEGIN
        INSERT INTO search_words(rowid, title_words, text_words)
        VALUES (new.entry_id, new.title_words, new.text_words);
    END
    """,
    """
    CREATE TRIGGER search_words_after_delete AFTER DELETE ON search_entrytext BEGIN
        INSERT INTO search_words(search_words, rowid, title_words, text_words)
        VALUES ('delete', old.entry_id, old.title_words, old.text_words);
    END
    """,
    """
    CREATE TRIGGER search_words_after_update AFTER UPDATE ON search_entrytext
    WHEN old.title_words IS NOT new.title_words OR old.text_words IS NOT new.text_words BEGIN
        INSERT INTO search_words(search_words, rowid, title_words, text_words)
        VALUES ('delete', old.entry_id, old.title_words, old.text_words);
        INSERT INTO search_words(rowid, title_words, text_words)
        VALUES (new.entry_id, new.title_words, new.text_words);
    END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER search_words_after_insert",
    "DROP TRIGGER search_words_after_delete",
    "DROP TRIGGER search_words_after_update",
    "DROP TABLE search_words",
]
POSTGRESQL = [
    """
    ALTER TABLE search_entrytext ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title_words), 'A') || setweight(to_tsvector('simple', text_words), 'D')
    ) STORED
    """,
    "CREATE INDEX search_entrytext_vector ON search_entrytext USING gin (vector)",
]
POSTGRESQL_BACK = ["ALTER TABLE search_entrytext DROP COLUMN vector"]


def run(sqlite, postgresql):
    """An operation that runs the statements for the database there is; none of them takes parameters."""

    def statements(apps, schema_editor):
        found = {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]
        for statement in found:
            schema_editor.execute(statement, params=None)

    return statements


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(run(SQLITE, POSTGRESQL), run(SQLITE_BACK, POSTGRESQL_BACK))]
