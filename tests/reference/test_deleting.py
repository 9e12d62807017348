"""What is cited elsewhere cannot be deleted, and the administrator is told so."""

import pytest
from django.urls import reverse

from reference.models import Organisation
from tests.factories.accounts import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("cited", "there", "told"), [(True, True, True), (False, False, False)])
def test_organisation_with_units_stays(cited, there, told, administrator, client_of):
    office = OrganisationFactory(slug="office")
    if cited:
        OrganisationFactory(slug="unit", parent=office)

    answer = client_of(administrator).post(reverse("organisation:delete", args=[office.pk]), follow=True)

    assert Organisation.objects.filter(pk=office.pk).exists() is there
    assert ("is cited elsewhere and cannot be deleted" in answer.content.decode()) is told
