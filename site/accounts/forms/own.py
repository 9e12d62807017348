"""Signing in, accepting an invitation, changing one's own settings."""

from typing import Any
from zoneinfo import available_timezones

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth import password_validation
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.choices import Letters
from accounts.models import User
from accounts.shared_computer import begin, is_marked

TIME_ZONES = sorted(
    zone for zone in available_timezones() if zone.split("/")[0] in {"Asia", "Europe", "UTC"} and zone != "Asia/Beijing"
)


ZONE_CHOICES = [(zone, zone.replace("_", " ")) for zone in TIME_ZONES]


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail or user name")
        self.fields["login"].widget.attrs = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""
        self.fields["shared"] = forms.BooleanField(
            label=_("Others use this computer too"),
            required=False,
            initial=self.request is not None and is_marked(self.request),
            help_text=_("You are signed out after ten minutes without a click, and nothing stays in the browser."),
        )

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> Any:
        answer = super().login(request, redirect_url)
        if self.cleaned_data.get("shared") and request.user.is_authenticated:
            begin(request)
        return answer


class SettingsForm(forms.ModelForm[User]):
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=ZONE_CHOICES)
    letters = forms.MultipleChoiceField(
        label=_("Letters by e-mail"),
        help_text=_("All of it is on your desk too. What is about your access is always sent."),
        choices=Letters.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = User
        fields = ["name_latin", "name_national", "language", "time_zone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.email:
            self.fields["letters"].initial = [kind for kind in Letters.values if getattr(self.instance, kind)]
        else:
            del self.fields["letters"]


def new_password() -> forms.CharField:
    return forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 8 characters, not a common word and not your name."),
    )


class PasswordForm(forms.Form):
    """A new password of somebody who is here."""

    password = new_password()

    def __init__(self, *args: Any, person: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.person)
        return password


class GuestForm(forms.Form):
    """A guest of a visit: a name is enough."""

    name_latin = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class InvitationForm(forms.Form):
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        help_text=_("You sign in with it. Letters, digits and @ . + - _ only."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    name_latin = forms.CharField(label=_("Your name in Latin letters"), max_length=150)
    name_national = forms.CharField(label=_("Your name in national script"), max_length=150, required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=ZONE_CHOICES, initial="Asia/Almaty")
    password = new_password()

    def clean_username(self) -> str:
        username = self.cleaned_data["username"]
        field = User._meta.get_field("username")
        field.run_validators(username)
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(_("This user name is taken."))
        return username

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "password" in cleaned:
            person = User(username=cleaned.get("username", ""), name_latin=cleaned.get("name_latin", ""))
            try:
                password_validation.validate_password(cleaned["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned
