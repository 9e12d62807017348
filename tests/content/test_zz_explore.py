import pytest
pytestmark = pytest.mark.django_db
def test_a(prepared, client_of, administrator):
    c=client_of(administrator)
    for a in ["/admin/localize/reports/translations/","/admin/snippets/quizzes/question/?q=Woodpecker"]:
        try: print(c.get(a).status_code)
        except Exception as e:
            import traceback; print("".join(traceback.format_exception(e)[-6:]))
    assert 0
