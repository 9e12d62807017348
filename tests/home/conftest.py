"""The site with everything `prepare_site` brings."""

import pytest
from django.core.management import call_command


@pytest.fixture
def prepared(site):
    call_command("prepare_site", verbosity=0)
    return site
