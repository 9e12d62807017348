"""The source files of the project as the rules of the house look at them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("site", "media", "best_practices", "visits")


@cache
def tracked() -> list[Path]:
    """Every file of the project that git knows or would add, without what git ignores."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in sorted(set(listed)) if (ROOT / name).is_file()]


def files(*suffixes: str, tests: bool = True) -> list[Path]:
    """Source files with one of these endings; of ours, not generated."""
    tops = {*PACKAGES, "tests", ".ci"} if tests else set(PACKAGES)
    return [
        path
        for path in tracked()
        if path.suffix in suffixes
        and path.relative_to(ROOT).parts[0] in tops
        and not {"migrations", "locale", "demo"} & set(path.relative_to(ROOT).parts)
        and "/static/core/corridor.css" not in path.as_posix()
    ]


def templates() -> list[Path]:
    """Templates of ours, drawings and mails included."""
    return [path for path in files(".html", ".svg", ".txt", ".xml", tests=False) if "templates" in path.parts]


def where(path: Path, line: int | str = "") -> str:
    """`path:line` from the root of the project."""
    return f"{path.relative_to(ROOT)}:{line}".rstrip(":")


def our_packages() -> dict[str, Path]:
    """Import name of each app folder that exists, with its path: site/<app> and <domain>/<app>."""
    found = {path.parent.name: path.parent for path in (ROOT / "site").glob("*/__init__.py")}
    for domain in PACKAGES[1:]:
        found |= {f"{domain}.{path.parent.name}": path.parent for path in (ROOT / domain).glob("*/__init__.py")}
    return found
