#!/usr/bin/env python
"""Django's commands, from a checkout."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
    from django.core.management import execute_from_command_line

    from config.cli import prepare_environment

    prepare_environment()
    execute_from_command_line(sys.argv)
