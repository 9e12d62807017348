"""Training stands without visits: the site boots, migrates and serves with that domain taken out."""

import json
import os
import subprocess
import sys

import pytest

from tests.sources import ROOT

SETTINGS = """
from config.settings.test import *

INSTALLED_APPS = [app for app in INSTALLED_APPS if app.split(".")[0] != "visits"]
DEMO = True
"""

WALK = """
import json, sys

import django

django.setup()

from django.apps import apps
from django.core.management import call_command
from django.test import Client

call_command("migrate", verbosity=0, interactive=False)
call_command("prepare_site", verbosity=0)
call_command("load_demo", verbosity=0)

from accounts.models import User
from best_practices.modules.models import LessonPage, ModulePage

officer = Client()
officer.force_login(
    User.objects.get(email="officer@example.org"),
    backend="allauth.account.auth_backends.AuthenticationBackend",
)
module = ModulePage.objects.get(code="A", locale__language_code="en")
lesson = LessonPage.objects.child_of(module).first()
places = {"home": "/en/", "desk": "/en/desk/", "module": module.url, "lesson": lesson.url}
seen = {name: officer.get(address).status_code for name, address in places.items()}
installed = sorted(config.name for config in apps.get_app_configs() if config.name.split(".")[0] == "visits")
loaded = sorted(name for name in sys.modules if name.startswith("visits."))
sys.stdout.write("\\n" + json.dumps({"seen": seen, "installed": installed, "loaded": loaded}))
"""


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    """What an officer met in a site of its own, on its own SQLite database, without the apps of `visits`."""
    folder = tmp_path_factory.mktemp("without-visits")
    (folder / "without_visits.py").write_text(SETTINGS)
    ours = {"DATABASE_URL", "CACHE_URL", "BASE_URL", "DJANGO_SETTINGS_MODULE"}
    environment = {name: value for name, value in os.environ.items() if name not in ours} | {
        "DJANGO_SETTINGS_MODULE": "without_visits",
        "DATA_DIR": str(folder),
        "DEMO": "1",
        "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT / "site"), str(ROOT)]),
    }
    done = subprocess.run(
        [sys.executable, "-c", WALK], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_no_app_of_visits_is_installed_or_loaded(walk):
    assert (walk["installed"], walk["loaded"]) == ([], [])


def test_officers_day_goes_on_without_visits(walk):
    assert walk["seen"] == {"home": 200, "desk": 200, "module": 200, "lesson": 200}
