"""The log takes entries and never changes or loses one."""

from uuid import uuid4

import pytest
from django.db import transaction

from audit.models import AppendOnly, Entry
from audit.services import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return record(act="handling.changed", kind="modules.modulepage", title="Gauge breaks")


def test_record_keeps_actor_and_object_as_text(officer):
    key = uuid4()

    entry = record(
        act="role.given",
        actor=officer,
        kind="accounts.user",
        uuid=key,
        title="x" * 300,
        detail={"role": "staff"},
    )

    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.actor, stored.actor_uuid) == (str(officer), officer.uuid)
    assert (stored.object_uuid, len(stored.object_title), stored.detail) == (key, 255, {"role": "staff"})


def test_record_of_the_system_has_no_actor(entry):
    assert (entry.actor, entry.actor_uuid, entry.detail) == ("", None, {})


def test_entry_survives_the_person_it_names(officer):
    name, key = str(officer), officer.uuid
    record(act="person.seen", actor=officer)

    officer.delete()

    assert Entry.objects.filter(act="person.seen").values_list("actor", "actor_uuid").get() == (name, key)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda entry: entry.save(), id="save"),
        pytest.param(lambda entry: entry.delete(), id="delete"),
        pytest.param(lambda entry: Entry.objects.update(actor="nobody"), id="update all"),
        pytest.param(lambda entry: Entry.objects.filter(pk=entry.pk).update(act="x"), id="update one"),
        pytest.param(lambda entry: Entry.objects.filter(pk=entry.pk).delete(), id="delete one"),
        pytest.param(lambda entry: Entry.objects.bulk_update([entry], ["act"]), id="bulk update"),
    ],
)
def test_entry_cannot_be_changed_or_lost(entry, change):
    entry.act = "something.else"

    with pytest.raises(AppendOnly), transaction.atomic():
        change(entry)

    assert Entry.objects.get(pk=entry.pk).act == "handling.changed"


def test_log_has_no_foreign_keys():
    assert [field.name for field in Entry._meta.get_fields() if field.is_relation] == []


def test_newest_entry_stands_first():
    entries = [record(act=f"number.{number}") for number in range(3)]

    assert list(Entry.objects.all()) == entries[::-1]
