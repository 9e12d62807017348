"""Issuers of certificates in Wagtail's admin."""

from typing import Any

from wagtail import hooks

from best_practices.progress.viewsets import IssuerViewSet


@hooks.register("register_admin_viewset")
def issuers() -> Any:
    return IssuerViewSet()
