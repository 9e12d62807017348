"""Wagtail's admin: a rule for every namespace, and one by name for what has none or differs from its namespace.

To add a namespace (a new ViewSet brings one): one line in SPACES that says who may come in and what `pk` is there.
Whatever the rule says: a stranger is sent to the sign-in, an officer and an organiser there or nowhere, and nobody
gets a 500.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from uuid import uuid4

from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, reverse
from wagtail.models import Collection, Locale, Site

from core.labels import Label
from reference.models import Place, Programme
from tests.content.admin_addresses import subjects
from tests.factories.certificates import IssuerFactory
from tests.factories.content import mark
from tests.factories.files import DocumentFactory, ImageFactory, RecordingFactory
from tests.factories.reference import SourceFactory, TermFactory, TopicFactory
from tests.urls_matrix.planted import Values, World
from tests.urls_matrix.walking import Address, inside_the_admin

OPEN = "open"
"""Reviewers and staff come in as far as the permissions of their group and the markings reach."""
SHUT = "shut"
"""For administrators alone: reviewers and staff are refused at every address."""
FREE = "free"
"""Everybody gets the same: no secret and no act behind it."""
LEFT_OUT = "left out"
"""Not asked at all, for the reason given beside it."""


@dataclass(frozen=True)
class Rule:
    """`values`: the name of what its arguments are about, see `Things.of`; "" for the AMBER module."""

    door: str
    values: str = ""


SPACES = {
    "glossaryterm": Rule(OPEN, "term"),
    "issuer": Rule(OPEN, "issuer"),
    "organisation": Rule(OPEN, "organisation"),
    "place": Rule(OPEN, "place"),
    "programme": Rule(OPEN, "programme"),
    "source": Rule(OPEN, "source"),
    "topic": Rule(OPEN, "topic"),
    "wagtail_localize": Rule(OPEN),
    "wagtailadmin_api:documents": Rule(OPEN, "document"),
    "wagtailadmin_api:images": Rule(OPEN, "image"),
    "wagtailadmin_api:pages": Rule(OPEN),
    "wagtailadmin_collections": Rule(SHUT, "collection"),
    "wagtailadmin_editing_sessions": Rule(OPEN),
    "wagtailadmin_pages": Rule(OPEN, "lesson to add"),
    "wagtailadmin_reports": Rule(OPEN),
    "wagtailadmin_workflows": Rule(SHUT, "workflow"),
    "wagtaildocs": Rule(OPEN),
    "wagtaildocs_chooser": Rule(OPEN, "document"),
    "wagtailimages": Rule(OPEN),
    "wagtailimages_chooser": Rule(OPEN, "image"),
    "wagtaillocales": Rule(SHUT, "locale"),
    "wagtailmedia": Rule(OPEN),
    "wagtailsettings": Rule(SHUT),
    "wagtailsites": Rule(SHUT, "site"),
    "wagtailsnippetchoosers_quizzes_question": Rule(OPEN, "question"),
    "wagtailsnippetchoosers_quizzes_quiz": Rule(OPEN, "quiz"),
    "wagtailsnippets": Rule(OPEN),
    "wagtailsnippets_quizzes_question": Rule(OPEN, "question"),
    "wagtailsnippets_quizzes_quiz": Rule(OPEN, "quiz"),
    "wagtailusers_groups": Rule(SHUT, "group"),
    "wagtailusers_users": Rule(SHUT, "user"),
}

NAMES = {
    # Addresses without a namespace
    "content_handling": Rule(OPEN),
    "content_handling_of": Rule(OPEN, "key of the document"),
    "quiz_bank": Rule(OPEN),
    "quiz_bank_gift": Rule(OPEN),
    "quiz_bank_import": Rule(OPEN),
    "quiz_bank_xlsx": Rule(OPEN),
    "recording_usage": Rule(OPEN),
    "visible_translations": Rule(OPEN),
    "visible_translations_results": Rule(OPEN),
    "wagtail_bulk_action": Rule(OPEN, "pages in bulk"),
    "wagtailadmin_account": Rule(OPEN),
    "wagtailadmin_block_preview": Rule(OPEN),
    "wagtailadmin_choose_page": Rule(OPEN),
    "wagtailadmin_choose_page_anchor_link": Rule(OPEN),
    "wagtailadmin_choose_page_child": Rule(OPEN),
    "wagtailadmin_choose_page_chosen_multiple": Rule(OPEN),
    "wagtailadmin_choose_page_email_link": Rule(OPEN),
    "wagtailadmin_choose_page_external_link": Rule(OPEN),
    "wagtailadmin_choose_page_phone_link": Rule(OPEN),
    "wagtailadmin_choose_page_search": Rule(OPEN),
    "wagtailadmin_dismissibles": Rule(OPEN),
    "wagtailadmin_error_test": Rule(LEFT_OUT),  # made to fail, for those who come in
    "wagtailadmin_explore": Rule(OPEN),
    "wagtailadmin_explore_results": Rule(OPEN),
    "wagtailadmin_explore_root": Rule(OPEN),
    "wagtailadmin_home": Rule(OPEN),
    "wagtailadmin_javascript_catalog": Rule(FREE),
    "wagtailadmin_login": Rule(LEFT_OUT),  # our own stands before it, below as admin/login/
    "wagtailadmin_logout": Rule(OPEN),
    "wagtailadmin_password_reset": Rule(FREE),
    "wagtailadmin_password_reset_complete": Rule(FREE),
    "wagtailadmin_password_reset_confirm": Rule(FREE),
    "wagtailadmin_password_reset_done": Rule(FREE),
    "wagtailadmin_sprite": Rule(FREE),
    "wagtailadmin_tag_autocomplete": Rule(OPEN),
    "wagtailadmin_tag_model_autocomplete": Rule(OPEN, "tag"),
    # Addresses that differ from their namespace
    "wagtailadmin_reports:page_types_usage": Rule(SHUT),  # counts pages that one may not see
    "wagtailadmin_reports:page_types_usage_results": Rule(SHUT),
    "wagtailadmin_workflows:remove": Rule(OPEN),
    "wagtailadmin_workflows:task_chooser": Rule(OPEN),
    "wagtailadmin_workflows:task_chooser_create": Rule(OPEN),
    "wagtailadmin_workflows:task_chooser_results": Rule(OPEN),
    "wagtailadmin_workflows:task_chosen": Rule(OPEN, "workflow"),
}

ROUTES = {
    "admin/login/": Rule(LEFT_OUT),  # asked by tests/accounts/test_signing_in.py
    "admin/test404/": Rule(LEFT_OUT),  # Wagtail's page for what is not there, to look at
    "admin/^.*/$": Rule(LEFT_OUT),  # Wagtail's answer to every other address
}
"""Patterns without a name."""

FAILS_WITHOUT_FIELDS: set[str] = set()
"""Wagtail's own forms that fail over a POST without their hidden fields, for editors who are let in: none is left
(`AdminAddressGuard.process_exception`). The matrix tells of lines that are no longer needed."""


def rule_for(address: Address) -> Rule | None:
    if not address.name:
        return ROUTES.get(address.route)
    return NAMES.get(address.full_name) or (SPACES.get(address.space) if address.space else None)


class Things:
    """What the arguments of the admin's addresses may be, all about the AMBER module unless a rule says otherwise."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.document, image, recording = DocumentFactory(), ImageFactory(), RecordingFactory()
        document = self.document
        for file in (document, image, recording):
            mark(file, Label.AMBER, **world.shared)
        module, _lesson, self.question, self.quiz = subjects(world.amber)
        self.usual: Values = module | {
            "media_id": recording.pk,
            "document_id": document.pk,
            "doc_id": document.pk,
            "image_id": image.pk,
            "collection_id": Collection.get_first_root_node().pk,
            "uploaded_file_id": 1,
            "upload": uuid4(),
            "filter_spec": "width-32",
            "media_type": "audio",
            "mode": "default",
            "uidb64": "x",
            "token": "y-z",
            "action": "delete",
            "action_name": "approve",
            "app_name": "wagtail_localize",
        }

    @cached_property
    def known(self) -> dict[str, Values]:
        task = {"app_label": "wagtailcore", "model_name": "groupapprovaltask"}
        return {
            "": {},
            "collection": {"pk": Collection.get_first_root_node().pk},
            "document": {"pk": self.usual["document_id"]},
            "key of the document": {"key": self.document.handling_key},
            "group": {"pk": Group.objects.first().pk},
            "image": {"pk": self.usual["image_id"]},
            "issuer": {"pk": IssuerFactory(organisation=self.world.harbour).pk},
            "lesson to add": {"content_type_model_name": "lessonpage"},
            "locale": {"pk": Locale.objects.first().pk},
            "organisation": {"pk": self.world.harbour.pk},
            "pages in bulk": {"app_label": "wagtailcore", "model_name": "page"},
            "place": {"pk": Place.objects.create(slug="harbour-gate", kind="seaport").pk},
            "programme": {"pk": Programme.objects.create(slug="training-programme").pk},
            "question": self.question,
            "quiz": self.quiz,
            "site": {"pk": Site.objects.first().pk},
            "source": {"pk": SourceFactory().pk},
            "tag": {"app_name": "taggit", "model_name": "tag"},
            "term": {"pk": TermFactory().pk},
            "topic": {"pk": TopicFactory().pk},
            "user": {"pk": self.world.officer.pk},
            "workflow": task | {"pk": self.world.amber.workflow_state.workflow_id},
        }

    def address(self, address: Address, rule: Rule) -> str | None:
        values = self.usual | self.known[rule.values]
        try:
            return reverse(address.full_name, kwargs={name: values[name] for name in address.arguments})
        except (NoReverseMatch, KeyError):
            return None


def ruled(addresses: Iterator[Address], things: Things) -> Iterator[tuple[Address, Rule, str]]:
    """Every address of the admin that is asked, with its rule and filled in."""
    for address in inside_the_admin(addresses):
        rule = rule_for(address)
        filled = things.address(address, rule) if rule and rule.door != LEFT_OUT else None
        if filled:
            yield address, rule, filled
