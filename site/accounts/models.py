"""The user, the membership that gives a user rights, and the invitation that makes one."""

import hashlib
import secrets
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Ground, Role, language_choices
from accounts.codes import plain_code
from core.models import Identified
from reference.models import Organisation


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone."), params={"name": name})


class User(Identified, AbstractBaseUser, PermissionsMixin):
    """A person. Signs in by user name or e-mail; has a name in Latin and in national script."""

    username = models.CharField(
        _("user name"),
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("This user name is taken.")},
    )
    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    name_latin = models.CharField(_("name in Latin letters"), max_length=150, blank=True)
    name_national = models.CharField(_("name in national script"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=12, choices=language_choices, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[validate_time_zone])
    gets_review_letters = models.BooleanField(default=True, db_default=True)
    gets_weekly_letter = models.BooleanField(default=True, db_default=True)
    gets_reminders = models.BooleanField(default=True, db_default=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.get_full_name()

    def clean(self) -> None:
        super().clean()
        self.email = self.email.casefold() if self.email else None

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.casefold() if self.email else None  # "" would collide on the second person
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.name_latin or self.name_national or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()

    # Wagtail's admin asks for these two.
    @property
    def first_name(self) -> str:
        return self.get_full_name()

    @property
    def last_name(self) -> str:
        return ""


NO_SCOPE = UUID(int=0)
"""The scope of a membership that is not limited to one; not NULL, which SQLite holds to be distinct from itself."""


class Membership(models.Model):
    """A person's role in an organisation, or in a scope such as one visit, for a time.

    The scope is a kind and a UUID, never a foreign key: what stands above accounts may be scoped too.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=16, choices=Role)
    scope_kind = models.CharField(_("kind of scope"), max_length=40, blank=True)
    scope_uuid = models.UUIDField(_("scope"), default=NO_SCOPE)
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "scope_kind", "scope_uuid"],
                name="one_membership_per_role_and_scope",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.organisation}"


def hash_token(token: str) -> str:
    """What is kept of an invitation's token or code: its SHA-256, so that a stolen database invites nobody."""
    return hashlib.sha256((plain_code(token) or token).encode()).hexdigest()


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Invitation(Identified):
    """A way in until a date: for one person, or for as many as `most_uses` says.

    It promises a role in an organisation, perhaps limited to a scope (one visit) and ended at `access_ends_at`.
    With `person` it makes nobody new: that person sets a new password with it.
    """

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), blank=True)
    name_latin = models.CharField(_("name in Latin letters"), max_length=150, blank=True)
    name_national = models.CharField(_("name in national script"), max_length=150, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.OFFICER)
    scope_kind = models.CharField(_("kind of scope"), max_length=40, blank=True)
    scope_uuid = models.UUIDField(_("scope"), default=NO_SCOPE)
    access_ends_at = models.DateTimeField(_("access ends"), null=True, blank=True)
    person = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="codes")
    language = models.CharField(_("language"), max_length=12, choices=language_choices, default="en")
    most_uses = models.PositiveSmallIntegerField(default=1)
    uses = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.UUIDField(null=True, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.UUIDField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="invitations_of_a_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(uses__lte=F("most_uses")), name="invitation_is_not_overused"),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.email or self.uuid} → {self.organisation}"

    @property
    def name(self) -> str:
        return self.name_latin or self.name_national

    @property
    def is_used_up(self) -> bool:
        return self.uses >= self.most_uses

    def is_open(self, at: datetime) -> bool:
        return self.withdrawn_at is None and not self.is_used_up and at < self.expires_at


class PeopleImport(Identified):
    """A list of people on its way to becoming invitations: looked at first, then made as a whole.

    `rows`: {"line", "name_latin", "name_national", "email", "role", "language", "errors": [...]}. They are people's
    data and no longer than a day here (`run_due`).
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=255)
    rows = models.JSONField(default=list)
    job = models.UUIDField(null=True)
    created_by = models.UUIDField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("list of people")
        verbose_name_plural = _("lists of people")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def has_errors(self) -> bool:
        return any(row["errors"] for row in self.rows)


class Opening(Identified):
    """One item that is open to one person for a time, whatever its marking says.

    `key` is the item's handling key, `parts` those of its parts (the lessons of a module), as text. Broken glass
    opens at once; who was assigned to an item opens it when they begin (`opened_at`). Both are logged.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="openings", verbose_name=_("person"))
    key = models.UUIDField(_("identity of the thing"), db_index=True)
    parts = models.JSONField(default=list, editable=False)
    ground = models.CharField(_("why"), max_length=12, choices=Ground)
    reason = models.TextField(_("reason"), blank=True)
    given_by = models.CharField(_("given by"), max_length=200, blank=True)
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    until = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        ordering = ["-given_at", "-pk"]
        indexes = [models.Index(fields=["user", "until"], name="openings_of_a_person")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("given_at")), name="opening_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(ground=Ground.GLASS) | ~Q(reason=""), name="glass_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_ground_display()}"

    @property
    def keys(self) -> frozenset[UUID]:
        """Of the item and its parts."""
        return frozenset({self.key, *map(UUID, self.parts)})

    def is_open(self, at: datetime) -> bool:
        return self.opened_at is not None and self.opened_at <= at < self.until
