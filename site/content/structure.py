"""What content brings to every installation: the review of every page, by those who decide."""

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from content.choices import DECIDING_ROLES

NAME = "Review"
OF_WAGTAIL = "Moderators approval"
"""The workflow that a new database of Wagtail's comes with: its group has no members here."""


def build() -> None:
    """Create what is missing; leave alone what is there, and a workflow that somebody chose."""
    workflow, made = Workflow.objects.get_or_create(name=NAME)
    if made:
        task = GroupApprovalTask.objects.create(name=NAME)
        task.groups.set([Group.objects.get_or_create(name=role.name.title())[0] for role in DECIDING_ROLES])
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    root = Page.get_first_root_node()
    chosen = WorkflowPage.objects.filter(page=root).first()
    if chosen is None or chosen.workflow.name == OF_WAGTAIL:
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
