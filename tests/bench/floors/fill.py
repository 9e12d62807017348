"""Make a floor's database: tables, a person who is signed in, three rows, pages. Prints the session's key.

Run as `python -m tests.bench.floors.fill` with the floor's environment.
"""

import sys

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command


def fill() -> str:
    call_command("migrate", interactive=False, verbosity=0)
    from tests.bench.floors.rows.models import Row

    for number in range(1, 4):
        Row.objects.create(title=f"Row {number}", note="Checked while the train stands at the gauge break.")
    if apps.is_installed("tests.bench.floors.plain_wagtail"):
        build_pages()
    return sign_in()


def sign_in() -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.sessions.backends.db import SessionStore

    person = get_user_model().objects.create_superuser("officer", "officer@example.org", "only-for-the-bench")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["last_seen"] = "2026-11-24"
    session.create()
    return session.session_key


def build_pages() -> None:
    """Root, home page, and below it the page that is measured: depth 3."""
    from wagtail.models import Page, Site

    from tests.bench.floors.plain_wagtail.models import PlainPage

    root = Page.get_first_root_node()
    home = root.add_child(instance=PlainPage(title="Home", slug="floor-home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    home.add_child(instance=PlainPage(title="A page of a floor", slug="page"))


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(fill() + "\n")
