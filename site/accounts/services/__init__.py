"""What can be done with people. Every act is one transaction, saved at once and logged."""

from accounts.services.invitations import (
    EmailTaken,
    InvitationClosed,
    UsernameTaken,
    accept_invitation,
    invite,
    invite_by_name,
    issue_password_code,
    join,
    note_sent,
    print_codes,
    renew,
    set_password,
    withdraw,
)
from accounts.services.people import (
    change_settings,
    create_person,
    end_sessions,
    give_role,
    keep_groups_in_step,
    leave,
    take_role,
)

__all__ = [
    "EmailTaken",
    "InvitationClosed",
    "UsernameTaken",
    "accept_invitation",
    "change_settings",
    "create_person",
    "end_sessions",
    "give_role",
    "invite",
    "invite_by_name",
    "issue_password_code",
    "join",
    "keep_groups_in_step",
    "leave",
    "note_sent",
    "print_codes",
    "renew",
    "set_password",
    "take_role",
    "withdraw",
]
