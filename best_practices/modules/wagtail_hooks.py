"""How modules stand in Wagtail's admin."""

from best_practices.modules.forms import ModuleForm
from best_practices.modules.models import ModulePage

ModulePage.base_form_class = ModuleForm
