"""Wagtail's own search (the admin's listings), made safe against what people type.

On SQLite a query of quotation marks, NUL or blanks only raises inside FTS5; on PostgreSQL NUL raises. Cleaning
the query here cures every place that searches (docs/decisions/009).
"""

import re
from typing import Any

from django.db import connection
from modelsearch.backends.base import EmptySearchResults

if connection.vendor == "postgresql":
    from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend as DatabaseBackend
else:
    from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend as DatabaseBackend

NOT_A_WORD = re.compile(r"[^\w\s.@-]+", re.UNICODE)


def clean_query(query: str) -> str:
    """Words only: letters, digits, and . @ - inside them; "" if nothing is left."""
    words = NOT_A_WORD.sub(" ", query.replace("\x00", " ")).split()
    return " ".join(word for word in (w.strip("-.@_") for w in words) if word)


class NothingFound(EmptySearchResults):
    """What a query without a word finds. Unlike its base it knows its model, which the admin's listings ask for."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def _clone(self) -> "NothingFound":
        return type(self)(self.model)


class SearchBackend(DatabaseBackend):
    """The database backend of this database, behind `clean_query`."""

    def search(self, query: Any, model_or_queryset: Any, **kwargs: Any) -> Any:
        found = super().search(self._safe(query), model_or_queryset, **kwargs)
        return self._with_model(found, model_or_queryset)

    def autocomplete(self, query: Any, model_or_queryset: Any, **kwargs: Any) -> Any:
        found = super().autocomplete(self._safe(query), model_or_queryset, **kwargs)
        return self._with_model(found, model_or_queryset)

    @staticmethod
    def _safe(query: Any) -> Any:
        return clean_query(query) if isinstance(query, str) else query

    @staticmethod
    def _with_model(found: Any, model_or_queryset: Any) -> Any:
        return found if found.model else NothingFound(getattr(model_or_queryset, "model", model_or_queryset))
