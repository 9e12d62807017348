"""Work on files that nobody waits for."""

from django.apps import apps
from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from media.files.choices import FIGURE_FILTERS
from media.files.models import SiteImage


@task()
def make_renditions(image_id: int) -> None:
    """Make the sizes that figures show, so that the first reader of a page neither waits nor writes."""
    image = SiteImage.objects.filter(pk=image_id).first()
    if image is not None:
        image.get_renditions(*FIGURE_FILTERS)


@task()
def tell_by_mail(kind: str, number: int) -> None:
    """Write to whoever brought a file that it cannot be stamped and is not handed out; `kind`: its model."""
    file = apps.get_model(kind)._default_manager.filter(pk=number).select_related("uploaded_by_user").first()
    person = file.uploaded_by_user if file else None
    if person is None or not person.email:
        return
    with translation.override(person.language):
        subject = _("“%s” cannot be handed out") % file.title
        text = _(
            "Somebody who may read “%(title)s” asked for it and did not get it. A file with the label AMBER is handed "
            "out with the organisation of its reader and the date on it, and no such copy could be made of this one: "
            "it is damaged, or too much work. Print it as PDF again and put that in its place.\n\n%(site)s"
        ) % {"title": file.title, "site": settings.WAGTAILADMIN_BASE_URL}
    send_mail(subject, text, None, [person.email])
