"""Single items that are open to a person for a time: broken glass, and who was assigned to review or translate."""

import django.db.models.deletion
import django.utils.timezone
import uuid

from django.conf import settings
from django.db import migrations, models

import core.models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_people_lists_and_codes")]

    operations = [
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="identifier")),
                ("origin", models.CharField(default=core.models.this_installation, editable=False, max_length=120, verbose_name="made at")),
                ("key", models.UUIDField(db_index=True, verbose_name="identity of the thing")),
                ("parts", models.JSONField(default=list, editable=False)),
                ("ground", models.CharField(choices=[("glass", "broken glass"), ("review", "to review it"), ("translation", "to translate it")], max_length=12, verbose_name="why")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("given_by", models.CharField(blank=True, max_length=200, verbose_name="given by")),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="given")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="opened")),
                ("until", models.DateTimeField(verbose_name="until")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="openings", to=settings.AUTH_USER_MODEL, verbose_name="person")),
            ],
            options={
                "verbose_name": "opening",
                "verbose_name_plural": "openings",
                "ordering": ["-given_at", "-pk"],
                "indexes": [models.Index(fields=["user", "until"], name="openings_of_a_person")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("until__gte", models.F("given_at"))), name="opening_ends_after_it_begins"),
                    models.CheckConstraint(condition=models.Q(models.Q(("ground", "glass"), _negated=True), models.Q(("reason", ""), _negated=True), _connector="OR"), name="glass_has_a_reason"),
                ],
            },
        ),
    ]
