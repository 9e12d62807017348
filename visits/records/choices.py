"""Vocabularies of study visits."""

from django.db import models
from django.utils.translation import gettext_lazy as _

TEAM_SCOPE = "visit"
"""Kind of scope of the memberships that make a visit's team."""


class VisitType(models.TextChoices):
    STUDY_VISIT = "study_visit", _("study visit")
    EXCHANGE = "exchange", _("exchange visit")
    MENTORING = "mentoring", _("mentoring")
    TRAINING = "training", _("classroom training")
    EXERCISE = "exercise", _("joint exercise")


class VisitStatus(models.TextChoices):
    PLANNED = "planned", _("planned")
    UNDER_WAY = "under_way", _("under way")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


class DatePrecision(models.TextChoices):
    """How exactly the source states the dates: 24-28 February 2020, May 2017, 2017, or not at all."""

    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")
    UNKNOWN = "unknown", _("not stated in the source")


class FundingScope(models.TextChoices):
    """What the donors are said to fund. A donor of a programme is not said to have paid for a visit."""

    NOT_STATED = "not_stated", _("not stated in the source")
    VISIT = "visit", _("this visit")
    PROGRAMME = "programme", _("the programme")
    SEGMENT = "segment", _("a regional segment of the programme")


class Side(models.TextChoices):
    VISITING = "visiting", _("visiting")
    HOST = "host", _("host")


class Method(models.TextChoices):
    """How something was shown."""

    TALK = "talk", _("talk")
    DEMONSTRATION = "demonstration", _("demonstration")
    SITE_VISIT = "site_visit", _("site visit")
    SHADOWING = "shadowing", _("shadowing")
    EXERCISE = "exercise", _("exercise")


class Direction(models.TextChoices):
    """Who showed it to whom."""

    HOST_TO_VISITOR = "host_to_visitor", _("the hosts showed it to the visitors")
    VISITOR_TO_HOST = "visitor_to_host", _("the visitors showed it to the hosts")
    BOTH = "both", _("both sides, together")


class ObservationKind(models.TextChoices):
    PRACTICE = "practice", _("practice")
    LESSON = "lesson", _("lesson learned")
    CHALLENGE = "challenge", _("challenge")
    QUESTION = "question", _("open question")


class Shown(models.TextChoices):
    """What kind of evidence there is that it is done so."""

    PRESENTED = "presented", _("Presented")
    OBSERVED = "observed", _("Observed on site")
    BRIEFED = "briefed", _("Told in a case briefing")


class SourcedField(models.TextChoices):
    """Facts of a visit itself that a sentence of a source may carry: `SourceMark.field` of its marks."""

    DATES = "dates", _("Dates")
    VISIT_TYPE = "visit_type", _("Type of visit")
    ORGANISER = "organiser", _("Organiser")
    PROGRAMME = "programme", _("Programme")
    CORRIDOR = "corridor", _("Corridor")
    LEAD = "lead", _("In one sentence")
    AIMS = "aims", _("Stated aims")
    DONORS = "donors", _("Donors")
    FUNDING_SCOPE = "funding_scope", _("What the donors fund")
    LANGUAGES_USED = "languages_used", _("Languages used on the visit")
