"""What a download costs: its size and how long it takes on a slow line, in words."""

from math import ceil

from django.utils.formats import number_format
from django.utils.translation import gettext as _

KILOBYTE = 1000
MEGABYTE = 1_000_000
MINUTE = 60


def seconds_on(line: int, size: int) -> int:
    """Whole seconds that `size` bytes take on a line of so many bits in a second; never 0."""
    return max(1, ceil(size * 8 / line))


def size_words(size: int) -> str:
    """ "47 kB" or "2.4 MB"."""
    if size < MEGABYTE:
        return _("%d kB") % max(1, round(size / KILOBYTE))
    return _("%s MB") % number_format(size / MEGABYTE, decimal_pos=1)


def time_words(line: int, size: int) -> str:
    """ "about 1 s at 256 kbit/s", on a line of so many bits in a second."""
    seconds = seconds_on(line, size)
    told = {"line": line // KILOBYTE, "time": ceil(seconds / MINUTE) if seconds > MINUTE else seconds}
    if seconds > MINUTE:
        return _("about %(time)d min at %(line)d kbit/s") % told
    return _("about %(time)d s at %(line)d kbit/s") % told
