"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come in by invitation only."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Allauth's answer; what is no address at all ("https://[") leads nowhere and is no failure."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False
