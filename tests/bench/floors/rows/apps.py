from django.apps import AppConfig


class RowsConfig(AppConfig):
    name = "tests.bench.floors.rows"
    label = "rows"
