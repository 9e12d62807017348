"""Private files: kept under DATA_DIR, never served by a web server, addressed through our own view."""

from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible
class PrivateStorage(FileSystemStorage):
    """A file system storage whose files only the view of `/uploads/` hands out.

    `url()` gives an address without a version, which that view answers with 404: templates use the `url`
    of an image, rendition, document or recording, which carries the version of its handling.
    """
