"""The demonstration's data files, as each app's `demo.py` reads them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml


class DemoFolder:
    """A folder of YAML files that a person can review. `say` reports a line to whoever loads it."""

    def __init__(self, root: Path, *, say: Callable[[str], Any]) -> None:
        self.root = root
        self.say = say

    def read(self, name: str) -> Any:
        """The content of one file, e.g. "reference/topics.yaml"."""
        return yaml.safe_load((self.root / name).read_text(encoding="utf-8"))

    def exists(self, name: str) -> bool:
        return (self.root / name).exists()

    def folders(self, name: str) -> list[str]:
        """The names of the folders below one, sorted."""
        return sorted(path.name for path in (self.root / name).iterdir() if path.is_dir())

    def files(self, name: str) -> list[str]:
        """The names of the files below a folder, sorted; none if there is no such folder."""
        folder = self.root / name
        return sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
