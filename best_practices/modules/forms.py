"""The editor's form of a module: which modules may stand before it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.queries import viewer_for
from best_practices.modules.line import leads_back
from best_practices.modules.models import ModulePage
from best_practices.modules.queries import rules_in_force
from content.forms import ReviewedPageForm
from content.visibility import visible_to


class ModuleForm(ReviewedPageForm):
    """Offers the modules of the same language that the editor may see; a circle of modules is refused."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "prerequisites" not in self.fields:
            return
        others = ModulePage.objects.filter(locale_id=self.instance.locale_id).exclude(pk=self.instance.pk)
        if self.for_user is not None and not self.for_user.is_superuser:
            others = visible_to(viewer_for(self.for_user), others)
        field: Any = self.fields["prerequisites"]
        field.queryset = others.order_by("code", "path")

    def clean_prerequisites(self) -> Any:
        chosen = self.cleaned_data["prerequisites"]
        graph = {key: rules.first for key, rules in rules_in_force().items()}
        for module in chosen:
            if leads_back(self.instance.translation_key, module.translation_key, graph):
                raise ValidationError(
                    _("%(code)s cannot come first: this module is to be done before it."), params={"code": module.code}
                )
        return chosen
