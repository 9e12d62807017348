"""Work on files that nobody waits for."""

from django_tasks import task

from media.files.choices import FIGURE_FILTERS
from media.files.models import SiteImage


@task()
def make_renditions(image_id: int) -> None:
    """Make the sizes that figures show, so that the first reader of a page neither waits nor writes."""
    image = SiteImage.objects.filter(pk=image_id).first()
    if image is not None:
        image.get_renditions(*FIGURE_FILTERS)
