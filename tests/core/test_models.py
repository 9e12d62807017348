"""Identity: a UUID of its own, and which installation made it."""

import pytest

from core.models import Identified, this_installation


@pytest.mark.parametrize(
    ("base_url", "host"),
    [
        ("https://corridor.example.org", "corridor.example.org"),
        ("http://localhost:8000", "localhost"),
        ("https://Corridor.Example.org:8443/x", "corridor.example.org"),
        ("", "localhost"),
    ],
)
def test_this_installation_is_the_host_of_its_address(settings, base_url, host):
    settings.BASE_URL = base_url

    assert this_installation() == host


def test_identified_asks_for_its_defaults_anew_for_each_row():
    fields = {field.name: field for field in Identified._meta.local_fields}

    assert fields["uuid"].get_default() != fields["uuid"].get_default()
    assert fields["uuid"].unique
    assert fields["origin"].get_default() == "testserver"
