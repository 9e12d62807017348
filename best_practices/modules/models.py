"""ModulePage (a best practice and the training for it) and its LessonPages."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from best_practices.modules.blocks import LessonBodyBlock
from best_practices.modules.choices import EvidenceLevel, Force, LessonRule, Level, ModuleRule
from best_practices.quizzes.models import Quiz
from content.models import HOME_DEPTH, BasePage, Checked
from core.labels import Label

COUNTRY_CODES = RegexValidator(r"^([A-Z]{2})( [A-Z]{2})*$", _("Two-letter country codes with spaces, e.g. KZ PL."))
CARD_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class Dated(models.Model):
    """A statement of rules or facts: where it holds, on which day it was right, when to look again."""

    jurisdiction = models.CharField(
        _("jurisdiction"), max_length=60, blank=True, validators=[COUNTRY_CODES], help_text=_("KZ PL")
    )
    valid_as_of = models.DateField(_("valid as of"), null=True, blank=True)
    review_due = models.DateField(_("review due"), null=True, blank=True)

    editor_help: ClassVar = {
        "valid_as_of": _("The day on which somebody last checked it."),
        "review_due": _("Its reviewers are told on this day, e.g. in a year."),
    }
    dated_panels: ClassVar = [
        MultiFieldPanel(
            [
                FieldPanel("jurisdiction"),
                FieldRowPanel(
                    [
                        FieldPanel("valid_as_of"),
                        FieldPanel("review_due"),
                    ]
                ),
            ],
            heading=_("Where and when it holds"),
        )
    ]
    dated_sync: ClassVar = [
        SynchronizedField("jurisdiction"),
        SynchronizedField("valid_as_of"),
        SynchronizedField("review_due"),
    ]

    class Meta:
        abstract = True

    @property
    def countries(self) -> list[str]:
        return self.jurisdiction.split()


class WithObjectives(models.Model):
    """What a reader can do afterwards, each objective in a line that begins with a verb one can check."""

    objectives = models.TextField(_("objectives"), blank=True)

    editor_help: ClassVar = {
        "objectives": _("One on each line, each beginning with what one can see a person do: name, compute, compare."),
    }

    class Meta:
        abstract = True

    @property
    def objective_list(self) -> list[str]:
        return [line.strip() for line in self.objectives.splitlines() if line.strip()]


class ModuleIndexPage(BasePage):
    """`/best-practices/`: the modules a person may see."""

    intro = models.TextField(_("introduction"), blank=True)

    default_label: ClassVar = Label.CLEAR
    subpage_types: ClassVar = ["modules.ModulePage"]
    max_count_per_parent = 1
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("intro")]
    translatable_fields: ClassVar = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("intro"),
        SynchronizedField("topics"),
    ]

    class Meta:
        verbose_name = _("index of modules")

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """Below a home page only. Said by depth: the home page is of an app above, and cannot be named here."""
        return super().can_create_at(parent) and parent.depth == HOME_DEPTH


class ModulePage(WithObjectives, Dated, Checked, BasePage):
    """One best practice, told on a card, and the lessons and quiz that train it."""

    code = models.CharField(_("code"), max_length=8)
    lead = models.TextField(_("in one sentence"), blank=True)
    audience = models.CharField(_("for whom"), max_length=255, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=Level, blank=True)
    minutes_min = models.PositiveSmallIntegerField(_("minutes, at least"), null=True, blank=True)
    minutes_max = models.PositiveSmallIntegerField(_("minutes, at most"), null=True, blank=True)

    what_is_done = RichTextField(_("what is done"), features=CARD_FEATURES, blank=True)
    why_it_works = RichTextField(_("why it works there"), features=CARD_FEATURES, blank=True)
    limits = RichTextField(_("limits"), features=CARD_FEATURES, blank=True)
    evidence_level = models.CharField(
        _("evidence level"), max_length=10, choices=EvidenceLevel, default=EvidenceLevel.PRESENTED
    )
    evidence = RichTextField(_("evidence"), features=CARD_FEATURES, blank=True)
    changed_at_home = RichTextField(_("what was changed at home"), features=CARD_FEATURES, blank=True)

    quiz = models.ForeignKey(
        Quiz, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("final quiz")
    )

    completion = models.CharField(
        _("completed with"), max_length=10, choices=ModuleRule, default=ModuleRule.ALL, db_default=ModuleRule.ALL
    )
    prerequisites = ParentalManyToManyField(
        "self", symmetrical=False, blank=True, related_name="+", verbose_name=_("modules to do first")
    )
    force = models.CharField(
        _("doing them first is"),
        max_length=12,
        choices=Force,
        default=Force.RECOMMENDED,
        db_default=Force.RECOMMENDED,
    )

    editor_help: ClassVar = {
        "code": _("A letter, and a number if there are many: A, B2."),
        "lead": _("What the reader can do afterwards, e.g. “choose the containers …”."),
        "level": _("What it takes for granted: nothing, the basics, or practice in the work."),
        "audience": _("Who works with it, e.g. “officers of a unit at a rail border”."),
        "what_is_done": _("Who does what, in which order; with sources: [S60]."),
        "why_it_works": _("The conditions there: law, staff, equipment, traffic."),
        "limits": _("Where it does not work, and what it cannot show."),
        "evidence": _("Who saw or measured it, where, when; with the source."),
        "changed_at_home": _("What a unit that took it over does otherwise, and why."),
        "prerequisites": _("Their learners are led there first. The module counts as done in any language."),
    }
    admin_default_ordering: ClassVar = "ord"
    parent_page_types: ClassVar = ["modules.ModuleIndexPage"]
    subpage_types: ClassVar = ["modules.LessonPage"]

    content_panels: ClassVar = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("code"),
                FieldPanel("lead"),
                FieldRowPanel([FieldPanel("audience"), FieldPanel("level")]),
                FieldPanel("objectives"),
                FieldRowPanel([FieldPanel("minutes_min"), FieldPanel("minutes_max")]),
                FieldPanel("topics", widget=CheckboxSelectMultiple),
            ],
            heading=_("The module"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("what_is_done"),
                FieldPanel("why_it_works"),
                FieldPanel("limits"),
                FieldPanel("evidence_level"),
                FieldPanel("evidence"),
                FieldPanel("changed_at_home"),
            ],
            heading=_("The practice"),
        ),
        FieldPanel("quiz"),
        MultiFieldPanel(
            [
                FieldPanel("completion"),
                FieldPanel("prerequisites", widget=CheckboxSelectMultiple),
                FieldPanel("force"),
            ],
            heading=_("Rules for learners"),
        ),
        *Dated.dated_panels,
        *Checked.check_panels,
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("code"),
        index.SearchField("lead"),
        index.SearchField("what_is_done"),
    ]
    translatable_fields: ClassVar = [
        *(TranslatableField(name) for name in ("title", "slug", "seo_title", "search_description")),
        *(TranslatableField(name) for name in ("lead", "audience", "objectives")),
        *(
            TranslatableField(name)
            for name in ("what_is_done", "why_it_works", "limits", "evidence", "changed_at_home")
        ),
        *(SynchronizedField(name) for name in ("code", "level", "minutes_min", "minutes_max")),
        *(SynchronizedField(name) for name in ("evidence_level", "topics")),
        *(SynchronizedField(name) for name in ("completion", "prerequisites", "force")),
        TranslatableField("quiz"),
        *Dated.dated_sync,
    ]

    class Meta:
        verbose_name = _("best-practice module")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(minutes_min__isnull=True)
                | Q(minutes_max__isnull=True)
                | Q(minutes_max__gte=F("minutes_min")),
                name="module_takes_at_most_no_less_than_at_least",
            ),
        ]


class LessonPage(WithObjectives, Dated, Checked, BasePage):
    """A lesson: read in one go, done by a click."""

    code = models.CharField(_("code"), max_length=8)
    lead = models.TextField(_("after this lesson you can …"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    body = StreamField(LessonBodyBlock(), blank=True, verbose_name=_("lesson"))
    completion = models.CharField(
        _("done"), max_length=10, choices=LessonRule, default=LessonRule.CLICK, db_default=LessonRule.CLICK
    )
    least_minutes = models.PositiveSmallIntegerField(_("minutes on its page, at least"), null=True, blank=True)

    editor_help: ClassVar = {
        "least_minutes": _("Only if the lesson is done after some minutes. Fewer than it takes to read."),
    }
    handling_follows_parent: ClassVar = True
    parent_page_types: ClassVar = ["modules.ModulePage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("code"), FieldPanel("minutes")]),
        FieldPanel("lead"),
        FieldPanel("objectives"),
        FieldPanel("body"),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("completion"), FieldPanel("least_minutes")])], heading=_("Rules for learners")
        ),
        *Dated.dated_panels,
        *Checked.check_panels,
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("code"),
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    translatable_fields: ClassVar = [
        *(TranslatableField(name) for name in ("title", "slug", "seo_title", "search_description")),
        *(TranslatableField(name) for name in ("lead", "objectives", "body")),
        *(SynchronizedField(name) for name in ("code", "minutes", "topics", "completion", "least_minutes")),
        *Dated.dated_sync,
    ]

    class Meta:
        verbose_name = _("lesson")

    def clean(self) -> None:
        super().clean()
        if self.completion == LessonRule.TIME and not self.least_minutes:
            raise ValidationError({"least_minutes": _("Say how many minutes, or choose the other rule.")})
