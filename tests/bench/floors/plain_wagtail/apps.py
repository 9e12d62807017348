from django.apps import AppConfig


class PlainWagtailConfig(AppConfig):
    name = "tests.bench.floors.plain_wagtail"
    label = "plain_wagtail"
