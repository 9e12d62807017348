"""A quiz on the site: begin, one question a page, hand in, result; and whose it is."""

import pytest
from django.utils import translation

from best_practices.quizzes.models import Attempt, Question, Quiz, Response
from core.labels import Label
from tests.best_practices.learning import begin, give, give_right, hand_in, passed, stored
from tests.factories.accounts import PersonFactory
from tests.factories.content import in_russian, mark

pytestmark = pytest.mark.django_db


def start_address(quiz, language="en"):
    return f"/{language}/quiz/start/{quiz.translation_key}/"


def address(attempt, position="", language="en"):
    return f"/{language}/quiz/{attempt.uuid}/{f'{position}/' if position else ''}"


def text_of(response):
    return response.content.decode()


@pytest.fixture
def client(client_of, officer, site):
    return client_of(officer)


@pytest.fixture
def attempt(officer, quiz):
    return begin(officer, quiz)


# Beginning


def test_start_page_says_what_the_quiz_asks(client, quiz):
    page = text_of(client.get(start_address(quiz)))

    assert "<h1>Reading the line</h1>" in page
    assert "<dd>2 of 3 right</dd>" in page
    assert "Begin the quiz" in page


def test_beginning_leads_to_the_first_question(client, quiz, officer):
    answer = client.post(start_address(quiz))

    attempt = Attempt.objects.get(user=officer)
    assert (answer.status_code, answer["Location"]) == (302, address(attempt, 1))


def test_going_on_leads_to_the_first_question_without_an_answer(client, quiz, attempt):
    give_right(attempt, 1)

    page, answer = text_of(client.get(start_address(quiz))), client.post(start_address(quiz))

    assert "Go on with the quiz" in page
    assert answer["Location"] == address(attempt, 2)


def test_start_page_has_ones_own_past_attempts(client, client_of, organiser, quiz, officer):
    past = passed(officer, quiz)

    assert address(past) in text_of(client.get(start_address(quiz)))
    assert address(past) not in text_of(client_of(organiser).get(start_address(quiz)))


def test_quiz_that_is_not_there_is_not_found(client, quiz):
    Quiz.objects.get(pk=quiz.pk).unpublish()

    assert [client.get(start_address(quiz)).status_code, client.post(start_address(quiz)).status_code] == [404, 404]


def test_quiz_without_published_questions_says_so(client, quiz):
    for question in Question.objects.all():
        question.unpublish()

    answer = client.post(start_address(quiz), follow=True)

    assert "This quiz has no published questions yet." in text_of(answer)
    assert Attempt.objects.count() == 0


# Whose it is


@pytest.mark.parametrize("method", ["get", "post"])
def test_green_quiz_is_not_found_by_somebody_outside_the_community(client_of, site, quiz, method):
    outsider = client_of(PersonFactory())

    assert getattr(outsider, method)(start_address(quiz)).status_code == 404
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize("position", ["", 1])
def test_stranger_is_sent_to_sign_in_and_back(client_of, stranger, site, attempt, position):
    answer = client_of(stranger).get(address(attempt, position))

    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={address(attempt, position)}")


def test_stranger_who_wants_to_begin_is_sent_to_sign_in(client_of, stranger, site, quiz):
    answers = [client_of(stranger).get(start_address(quiz)), client_of(stranger).post(start_address(quiz))]

    assert [answer["Location"] for answer in answers] == [f"/accounts/login/?next={start_address(quiz)}"] * 2


@pytest.mark.parametrize("who", ["organiser", "staff", "administrator"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_attempt_of_another_person_is_not_found(client_of, attempt, method, who, request):
    other = client_of(request.getfixturevalue(who))

    answers = [getattr(other, method)(address(attempt, position), {"answer": "a"}) for position in ("", 1)]

    attempt.refresh_from_db()
    assert [answer.status_code for answer in answers] == [404, 404]
    assert (attempt.state, stored(attempt)) == ("open", {})


def test_quiz_marked_for_others_is_gone_at_once_with_its_attempts(client, quiz, attempt, border_post_west):
    mark(quiz, Label.AMBER, owner=border_post_west)

    answers = [client.get(path) for path in (start_address(quiz), address(attempt), address(attempt, 1))]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_pages_of_a_quiz_are_never_kept_by_a_browser(client, quiz, attempt):
    kept = [client.get(path)["Cache-Control"] for path in (start_address(quiz), address(attempt), address(attempt, 1))]

    assert [("no-store" in header, "private" in header) for header in kept] == [(True, True)] * 3


# Answering


def test_answer_is_stored_and_leads_to_the_next_question(client, attempt):
    answer = client.post(address(attempt, 1), {"answer": "b"})

    assert (answer.status_code, answer["Location"]) == (302, address(attempt, 2))
    assert stored(attempt) == {1: {"chosen": ["b"]}}


def test_last_answer_leads_to_the_overview_and_leaving_to_the_start(client, attempt, quiz):
    last = client.post(address(attempt, 3), {"answer": "74 619,5 kg"})
    leave = client.post(address(attempt, 2), {"answer": ["a", "b"], "leave": "1"})

    assert [last["Location"], leave["Location"]] == [address(attempt), start_address(quiz)]
    assert stored(attempt) == {3: {"number": "74619.5", "typed": "74 619,5 kg"}, 2: {"chosen": ["a", "b"]}}


def test_script_is_told_when_the_answer_was_stored_in_the_persons_zone(client_of, pcu_east, quiz, site):
    person = PersonFactory(organisation=pcu_east, time_zone="Asia/Almaty")
    attempt = begin(person, quiz)

    told = client_of(person).post(address(attempt, 3), {"answer": "2 800"}, headers={"Accept": "application/json"})

    saved_at = Response.objects.get().saved_at
    almaty = f"{(saved_at.hour + 5) % 24:02}:{saved_at.minute:02}"
    assert (told.status_code, told.json()) == (200, {"saved": almaty, "number": "2800", "token": 1})


def test_question_shows_the_stored_answer_again(client, attempt):
    give(attempt, 2, "a", "b")
    give(attempt, 3, number="2800", typed="2 800")

    several, number = (text_of(client.get(address(attempt, position))) for position in (2, 3))

    assert several.count(" checked") == 2
    assert 'value="2 800"' in number
    assert "Read as 2800" in number


def test_english_and_russian_read_a_comma_before_three_digits_differently(client, attempt):
    client.post(address(attempt, 3, "en"), {"answer": "2,800"})
    english = stored(attempt)[3]["number"]

    client.post(address(attempt, 3, "ru"), {"answer": "2,800"})

    assert (english, stored(attempt)[3]["number"]) == ("2800", "2.8")


# Handing in


def test_overview_names_what_is_missing_and_leads_on(client, attempt):
    give_right(attempt, 1, 3)

    page = text_of(client.get(address(attempt)))

    assert "1 question has no answer yet." in page
    assert f'href="{address(attempt, 2)}">Go on with question 2' in page


def test_hand_in_leads_to_the_result_with_the_reason_of_every_option(client, attempt):
    give_right(attempt, 1, 2)

    page = text_of(client.post(address(attempt), follow=True))

    assert "<h1>2 of 3 right: passed</h1>" in page
    assert page.count("About a.") == page.count("About b.") == 2
    assert "74619.25 kg" in page
    assert "Weighed." in page


def test_wrong_questions_come_first_in_the_result(client, attempt):
    give_right(attempt, 1, 2)
    hand_in(attempt)

    page = text_of(client.get(address(attempt)))

    assert page.index('id="q3"') < page.index('id="q1"') < page.index('id="q2"')


def test_second_hand_in_shows_the_first_result(client, attempt):
    first = client.post(address(attempt))
    too_late = client.post(address(attempt, 1), {"answer": "a"})

    second = client.post(address(attempt))

    assert [first["Location"], second["Location"]] == [address(attempt)] * 2
    assert too_late.status_code == 409
    assert "<h1>0 of 3 right: not passed yet</h1>" in text_of(client.get(address(attempt)))


def test_answer_to_a_closed_attempt_is_not_stored_and_shown_in_words(client, attempt):
    hand_in(attempt)

    answer = client.post(address(attempt, 1), {"answer": "a"})

    assert answer.status_code == 409
    assert "The answer you sent now was not saved." in text_of(answer)
    assert "<strong>The gauge changes</strong>" in text_of(answer)
    assert stored(attempt) == {}


def test_script_is_told_that_the_attempt_is_closed(client, attempt):
    hand_in(attempt)

    told = client.post(address(attempt, 1), {"answer": "a"}, headers={"Accept": "application/json"})

    assert (told.status_code, told.json()) == (409, {"error": "This attempt is closed. The answer was not saved."})


def test_question_of_a_closed_attempt_leads_to_the_result(client, attempt):
    hand_in(attempt)

    assert client.get(address(attempt, 1))["Location"] == address(attempt)


def test_withdrawn_quiz_says_so_at_every_door(client, attempt, quiz):
    give(attempt, 1, "a")
    Quiz.objects.get(pk=quiz.pk).unpublish()

    doors = [
        client.get(address(attempt)),
        client.post(address(attempt)),
        client.post(address(attempt, 2), {"answer": "a"}),
    ]

    assert [answer.status_code for answer in doors] == [200, 409, 409]
    assert ["The quiz was withdrawn while your attempt was open." in text_of(answer) for answer in doors] == [True] * 3
    assert stored(attempt) == {1: {"chosen": ["a"]}}


# In Russian


def test_page_and_messages_are_in_russian_below_ru(client, attempt):
    in_russian(Question.objects.get(code="Q-1"), stem="Что меняется?")
    with translation.override("ru"):
        refused = translation.gettext("This answer does not belong to this question. Choose one of the answers shown.")

    page = client.post(address(attempt, 1, "ru"), {"answer": "z"})

    assert refused.startswith("Этот ответ")
    assert (page.status_code, refused in text_of(page)) == (422, True)
    assert '<legend class="lead" lang="ru">Что меняется?</legend>' in text_of(page)


def test_untranslated_question_says_so_and_keeps_its_language(client, attempt):
    with translation.override("ru"):
        notice = translation.gettext("This question is not translated yet.")

    page = text_of(client.get(address(attempt, 1, "ru")))

    assert notice != "This question is not translated yet."
    assert notice in page
    assert '<legend class="lead" lang="en">What does Q-1 ask?</legend>' in page
