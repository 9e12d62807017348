"""The addresses of the site outside Wagtail's admin: who gets what.

To add an address: one line, `Row(name, thing, what a GET gets)`, in the order stranger, officer, organiser, reviewer,
staff, administrator; `thing` is planted in planted.py. `post` is what a POST with nothing in it gets; without it,
whoever is refused by GET is refused by POST too. Nobody ever gets a 500.
"""

from dataclasses import dataclass

from tests.urls_matrix.people import EVERYBODY, MEMBERS, NOBODY, NOT_THIS_WAY, OTHERS, SHARED


@dataclass(frozen=True)
class Row:
    name: str
    thing: str
    get: str
    post: str = ""


AWAY = "302 302 302 302 302 302"
NOT_SIGNED_IN = "200 302 302 302 302 302"
"""Pages for who has not signed in yet: the others are led on."""

DECIDERS, DECIDERS_WHO_SEE = "in 404 404 200 200 200", "in 404 404 200 404 200"
"""Reviewers, staff and administrators; a superuser passes every door."""
NOT_THIS_WAY_SIGNED_IN = "in 405 405 405 405 405"

TEAM = "in 404 404 200 404 404"
"""A visit's record: its team alone, not even those the visit is shared with."""
TEAM_ACTS, TEAM_MAY_ACT = "in 405 405 405 405 405", "in 404 404 302 404 404"
TEAM_FORM, TEAM_IS_TOLD = "401 404 404 200 404 404", "401 404 404 422 404 404"

MANAGE, MANAGE_IS_TOLD = "in 404 404 404 200 404", "in 404 404 404 422 404"
"""The people of a unit: programme staff, and its coordinator."""

OFFICERS_OWN = "in 200 404 404 404 404"

ASKED_FIRST, NOT_SET_UP = "in 302 302 302 302 302", "in 404 404 404 404 404"
"""The second factor: the password once more before it is changed; what is not set up is not there."""

ROWS = [
    # The site itself
    Row("healthz", "", EVERYBODY),
    Row("readyz", "", EVERYBODY),
    Row("sitemap", "", EVERYBODY),
    # home
    Row("after_sign_in", "", AWAY),
    Row("desk", "", MEMBERS),
    Row("glossary", "", EVERYBODY),
    Row("topic", "topic", EVERYBODY),
    Row("topic", "no topic", NOBODY),
    # accounts
    Row("me", "", MEMBERS),
    Row("invitation", "open invitation", EVERYBODY),
    Row("invitation", "no invitation", NOBODY),
    Row("code", "", EVERYBODY, "422 422 422 422 422 422"),
    Row("idle", "", EVERYBODY),
    Row("units", "", MANAGE),
    Row("unit", "unit", MANAGE),
    Row("unit_invite", "unit", MANAGE, MANAGE_IS_TOLD),
    Row("unit_codes", "unit", MANAGE, MANAGE_IS_TOLD),
    Row("unit_list", "unit", MANAGE, MANAGE_IS_TOLD),
    Row("unit_slips", "unit", "in 404 404 404 405 404", "in 404 404 404 200 404"),
    Row("unit_invitation", "invitation into the unit", "in 404 404 404 405 404", "in 404 404 404 302 404"),
    Row("unit_person", "officer of the unit", MANAGE, "in 404 404 404 302 404"),
    Row("people_list", "list of the unit", "in 404 404 404 404 404"),
    # allauth's second factor
    Row("second_factor", "", MEMBERS),
    Row("mfa_index", "", MEMBERS),
    Row("mfa_authenticate", "", ASKED_FIRST),
    Row("mfa_reauthenticate", "", ASKED_FIRST),
    Row("mfa_activate_totp", "", ASKED_FIRST),
    Row("mfa_deactivate_totp", "", NOT_SET_UP),
    Row("mfa_view_recovery_codes", "", NOT_SET_UP),
    Row("mfa_generate_recovery_codes", "", ASKED_FIRST),
    Row("mfa_download_recovery_codes", "", NOT_SET_UP),
    Row("mfa_list_webauthn", "", MEMBERS),
    Row("mfa_add_webauthn", "", ASKED_FIRST),
    Row("mfa_edit_webauthn", "no key", ASKED_FIRST),
    Row("mfa_remove_webauthn", "no key", ASKED_FIRST),
    Row("mfa_reauthenticate_webauthn", "", ASKED_FIRST),
    # allauth: people come in by invitation, so there is no signing up: its page says so
    Row("account_login", "", NOT_SIGNED_IN, NOT_SIGNED_IN),
    Row("account_signup", "", NOT_SIGNED_IN, NOT_SIGNED_IN),
    Row("account_logout", "", "302 200 200 200 200 200", AWAY),
    Row("account_inactive", "", EVERYBODY, NOT_THIS_WAY),
    Row("account_reauthenticate", "", MEMBERS),
    Row("account_email", "", MEMBERS),
    Row("account_email_verification_sent", "", EVERYBODY, NOT_THIS_WAY),
    Row("account_confirm_email", "made-up key", EVERYBODY, NOBODY),
    Row("account_change_password", "", MEMBERS),
    Row("account_set_password", "", "in 302 302 302 302 302"),
    Row("account_reset_password", "", EVERYBODY),
    Row("account_reset_password_done", "", EVERYBODY, NOT_THIS_WAY),
    Row("account_reset_password_from_key", "made-up key", EVERYBODY),
    Row("account_reset_password_from_key_done", "", EVERYBODY, NOT_THIS_WAY),
    Row("account_confirm_login_code", "", "in 302 302 302 302 302"),
    # files
    Row("upload", "open document", EVERYBODY, NOT_THIS_WAY),
    Row("upload", "green recording", "404 200 200 200 200 404", NOT_THIS_WAY),
    Row("upload", "amber document", SHARED, NOT_THIS_WAY),
    Row("upload", "amber picture", SHARED, NOT_THIS_WAY),
    Row("upload", "amber picture as it came", "404 404 404 200 404 404", NOT_THIS_WAY),
    # quizzes
    Row("quiz_start", "open quiz", MEMBERS, "in 302 302 302 302 302"),
    Row("quiz_start", "amber quiz", "in 404 200 200 404 404", "in 404 302 302 404 404"),
    Row("quiz_drawing", "drawing of a question", EVERYBODY, NOT_THIS_WAY),
    Row("quiz_attempt", "attempt of the officer", "in 200 404 404 404 404", "401 302 404 404 404 404"),
    Row("quiz_question", "attempt of the officer", "in 200 404 404 404 404", "401 302 404 404 404 404"),
    Row("sittings", "open quiz", MANAGE, MANAGE_IS_TOLD),
    Row("sittings", "amber quiz", "in 404 404 404 404 404"),
    Row("sitting", "sitting of the unit", MANAGE, "in 404 404 404 405 404"),
    Row("sitting_attendance", "sitting of the unit", "in 404 404 404 405 404", "in 404 404 404 302 404"),
    Row("sitting_entry", "sitting of the unit", "in 404 404 404 405 404", "in 404 404 404 404 404"),
    Row("sitting_paper", "sitting of the unit", MANAGE, "in 404 404 404 405 404"),
    Row("sitting_key", "sitting of the unit", MANAGE, "in 404 404 404 405 404"),
    Row("sitting_question", "sitting of the unit", MANAGE, "in 404 404 404 405 404"),
    Row("quiz_regrade", "question of the open quiz", "in 404 404 200 200 404", "in 404 404 422 422 404"),
    # progress
    Row("lesson_done", "open lesson", NOT_THIS_WAY, "401 302 302 302 302 302"),
    Row("lesson_done", "amber lesson", NOT_THIS_WAY, "401 404 302 302 404 404"),
    Row("training_record", "", MEMBERS, NOT_THIS_WAY_SIGNED_IN),
    Row("training_record_pdf", "", MEMBERS, NOT_THIS_WAY_SIGNED_IN),
    Row("training_record_csv", "", MEMBERS, NOT_THIS_WAY_SIGNED_IN),
    Row("external_new", "", MEMBERS, "401 422 422 422 422 422"),
    Row("external", "certificate of the officer from elsewhere", OFFICERS_OWN, "401 422 404 404 404 404"),
    Row("external_file", "certificate of the officer from elsewhere", OFFICERS_OWN, NOT_THIS_WAY_SIGNED_IN),
    # progress of units: heads for staff, people for their coordinators
    Row("learning_units", "", MANAGE, NOT_THIS_WAY_SIGNED_IN),
    Row("unit_learning", "unit", MANAGE, "in 404 404 404 405 404"),
    Row("unit_learning_csv", "officer of the unit", "in 404 404 404 404 404", "in 404 404 404 405 404"),
    Row("learner", "officer of the unit", "in 404 404 404 404 404", "in 404 404 404 405 404"),
    Row("assign", "unit", MANAGE, MANAGE_IS_TOLD),
    Row("assignment", "assignment in the unit", MANAGE, "in 404 404 404 302 404"),
    Row("own_certificates", "", MEMBERS, NOT_THIS_WAY),
    Row("certificate_paper", "certificate of the officer", "in 200 404 404 404 404", NOT_THIS_WAY),
    Row("certificate_pdf", "certificate of the officer", "in 200 404 404 404 404", NOT_THIS_WAY),
    Row("certificates", "", "in 404 404 404 200 404", NOT_THIS_WAY),
    Row("certificate", "certificate of the officer", "in 404 404 404 200 404", "401 404 404 404 422 404"),
    Row("verify_form", "", EVERYBODY, NOT_THIS_WAY),
    Row("verify", "certificate of the officer", EVERYBODY, "422 422 422 422 422 422"),
    Row("verify", "no certificate", NOBODY),
    # search
    Row("search", "", EVERYBODY),
    # feedback: who may see a thing asks about it; its owner's side and the staff answer
    Row("ask", "open lesson to ask about", MEMBERS, "401 422 422 422 422 422"),
    Row("ask", "amber lesson to ask about", "in 404 200 200 404 404", "401 404 422 422 404 404"),
    Row("ask", "glossary", MEMBERS, "401 422 422 422 422 422"),
    Row("enquiries", "", "in 404 404 200 200 404", NOT_THIS_WAY),
    Row("enquiry", "question about the open lesson", "in 404 404 404 200 404", "401 404 404 404 422 404"),
    Row("enquiry", "question about the amber lesson", "in 404 404 200 404 404", "401 404 404 422 404 404"),
    Row("my_enquiries", "", MEMBERS, "401 302 302 302 302 302"),
    Row("noticeboard", "", MEMBERS, NOT_THIS_WAY),
    Row("short_address", "number of the open module", AWAY, NOT_THIS_WAY),
    Row("short_address", "number of the amber module", "404 404 302 302 404 404", NOT_THIS_WAY),
    # content: reviewers of what they may see
    Row("review", "open module", DECIDERS),
    Row("review", "amber module in review", DECIDERS_WHO_SEE),
    Row("review_queue", "", DECIDERS),
    Row("review_submit", "open module", DECIDERS),
    Row("review_submit", "amber module in review", DECIDERS_WHO_SEE),
    Row("review_look", "open module", DECIDERS),
    Row("review_look", "amber module in review", DECIDERS_WHO_SEE),
    # content: who sees what. Staff of everything; of others who keep it. The administrator here holds no role
    Row("look_up", "", "in 404 404 404 200 404"),
    Row("who_sees", "amber thing", "in 404 404 200 200 404"),
    Row("begin_assigned", "amber thing", NOT_THIS_WAY_SIGNED_IN, "in 404 404 404 404 404"),
    Row("what_i_see", "", MEMBERS),
    Row("what_sees", "officer", "in 200 404 404 200 404"),
    # visits: organisers and staff begin one; its record is its team's
    Row("visit_new", "", "in 404 200 404 200 404", "401 404 200 404 200 404"),
    Row("visit_record", "amber visit", TEAM),
    Row("visit_facts", "amber visit", TEAM, TEAM_IS_TOLD),
    Row("visit_words", "amber visit", TEAM, TEAM_IS_TOLD),
    Row("visit_undo", "amber visit", TEAM_ACTS, TEAM_MAY_ACT),
    Row("visit_submit", "amber visit", TEAM_ACTS, TEAM_MAY_ACT),
    Row("visit_move", "item of the amber visit", TEAM_ACTS, TEAM_MAY_ACT),
    Row("visit_remove", "item of the amber visit", TEAM_ACTS, TEAM_MAY_ACT),
    Row("visit_delegation_add", "amber visit", TEAM, TEAM_FORM),
    Row("visit_delegation", "delegation of the amber visit", TEAM, TEAM_FORM),
    Row("visit_item_add", "amber visit", TEAM, TEAM_FORM),
    Row("visit_item", "item of the amber visit", TEAM, TEAM_FORM),
    Row("visit_observation_add", "amber visit", TEAM, TEAM_FORM),
    Row("visit_observation", "observation of the amber visit", TEAM, TEAM_FORM),
    Row("visit_observation", "item of the amber visit", "in 404 404 404 404 404", "401 404 404 404 404 404"),
    Row("observation_becomes", "observation of the amber visit", TEAM, TEAM_MAY_ACT),
    Row("visit_guests", "amber visit", TEAM, TEAM_FORM),
    Row("visit_guest", "amber visit", "in 404 404 404 404 404", "401 404 404 404 404 404"),
    Row("visit_sources", "amber visit", TEAM, TEAM_IS_TOLD),
    Row("visit_workbench", "source of the amber visit", TEAM, TEAM_FORM),
    # Wagtail's own addresses beside its pages: pages protected by Wagtail's own means
    Row("wagtailcore_login", "", "in in in in in in"),
    Row("page_login", "", "in in in in in in"),
    Row("wagtailcore_authenticate_with_password", "restricted page", EVERYBODY),
]

ELSEWHERE = {
    "": "`/` and the routes of the admin without a name: see WITHOUT_A_NAME",
    "wagtail_serve": "the pages: see pages.py, by their types",
}

OF_THE_OFFICER_ALONE = (
    ("quiz_attempt", "attempt of the officer"),
    ("quiz_question", "attempt of the officer"),
    ("what_sees", "officer"),
    ("external", "certificate of the officer from elsewhere"),
    ("external_file", "certificate of the officer from elsewhere"),
    ("certificate_paper", "certificate of the officer"),
    ("certificate_pdf", "certificate of the officer"),
)
EXCEPTIONS = {(person, *of): "404" for person in OTHERS for of in OF_THE_OFFICER_ALONE} | {
    ("coordinator", "units", ""): "302",  # to the one unit there is
    ("coordinator", "sittings", "open quiz"): "200",
    ("coordinator", "unit_person", "officer of the unit"): "200",
    ("coordinator", "external_file", "certificate of the officer from elsewhere"): "200",  # released
    ("coordinator", "learning_units", ""): "302",  # to the one unit there is
    ("coordinator", "unit_learning_csv", "officer of the unit"): "200",
    ("coordinator", "learner", "officer of the unit"): "200",
    ("coordinator", "certificates", ""): "200",
    ("coordinator", "enquiries", ""): "200",
    ("author", "enquiries", ""): "200",
    ("translator", "enquiries", ""): "200",
    ("author", "review_submit", "open module"): "200",
    ("translator", "review_submit", "open module"): "200",
}
"""What a person of OTHERS gets where it is not what the officer gets: (person, name, thing) to a GET."""

WITHOUT_A_NAME = {"": AWAY}
"""Patterns outside the admin that have no name, by route: what a GET gets."""
