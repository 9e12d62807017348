"""Work of the library that nobody waits for."""

from django_tasks import task

from jobs.models import Job
from media.files.models import SiteDocument
from media.library.services import read_words


@task()
def extract_words(document_id: int, job_uuid: str) -> None:
    """Read the words of a document. One that was deleted meanwhile ends the job as well."""
    job = Job.objects.filter(uuid=job_uuid).first()
    document = SiteDocument.objects.filter(pk=document_id).first()
    if job is None:
        return
    if document is None:
        job.delete()
        return
    read_words(document=document, job=job)
