"""What content brings to every installation: the review of every text, by those who decide."""

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    GroupApprovalTask,
    Page,
    TaskState,
    Workflow,
    WorkflowContentType,
    WorkflowMixin,
    WorkflowPage,
    WorkflowTask,
)

from content.choices import DECIDING_ROLES
from content.gate import is_gated
from content.models import ReviewTask

NAME = "Review"
OF_WAGTAIL = "Moderators approval"
"""The workflow that a new database of Wagtail's comes with: its group has no members here."""


def build() -> None:
    """Create what is missing; leave alone what is there, and a workflow that somebody chose."""
    workflow, made = Workflow.objects.get_or_create(name=NAME)
    if made:
        WorkflowTask.objects.create(workflow=workflow, task=_task(), sort_order=0)
    else:
        _take_over(workflow)
    root = Page.get_first_root_node()
    chosen = WorkflowPage.objects.filter(page=root).first()
    if chosen is None or chosen.workflow.name == OF_WAGTAIL:
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    for model in apps.get_models():
        if issubclass(model, WorkflowMixin) and not issubclass(model, Page) and is_gated(model):
            kind = ContentType.objects.get_for_model(model)
            WorkflowContentType.objects.get_or_create(content_type=kind, defaults={"workflow": workflow})


def _task() -> ReviewTask:
    task = ReviewTask.objects.create(name=NAME)
    task.groups.set([Group.objects.get_or_create(name=role.name.title())[0] for role in DECIDING_ROLES])
    return task


def _take_over(workflow: Workflow) -> None:
    """The task of before, which asked only for a group, is replaced, also in the reviews that go on."""
    before = GroupApprovalTask.objects.filter(name=NAME, workflow_tasks__workflow=workflow).first()
    if before is None:
        return
    task = _task()
    WorkflowTask.objects.filter(workflow=workflow, task_id=before.pk).update(task=task)
    TaskState.objects.filter(task_id=before.pk).update(task=task)
    before.active = False
    before.save(update_fields=["active"])
