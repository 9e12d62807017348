"""The address of the search, below `/<lang>/search/`."""

urlpatterns: list[object] = []
