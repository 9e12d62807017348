"""`make tour`: walk the site as the people of the demo and write what they see, as sheets, into var/tour.

One sheet per person and language: a row per page, four pictures in it, that together show both widths, both
themes, and the page with and without JavaScript. Every picture in full stands in the folder beside its sheet.
"""

import os
import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

if __name__ == "__main__":  # started as a file: what it imports is found from the root of the project
    sys.path[:0] = [str(ROOT)]
    os.chdir(ROOT)
    runpy.run_module("tests.e2e.guide", run_name="__main__")
