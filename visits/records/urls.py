"""Addresses of the organiser's forms, below `/<lang>/desk/visits/`."""

urlpatterns: list[object] = []
