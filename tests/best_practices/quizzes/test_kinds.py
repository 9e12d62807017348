"""Every kind of question with parts of its own: asked, answered without a script, refused with a reason, explained."""

import re
from html import unescape

import pytest

from best_practices.quizzes.models import Question
from best_practices.quizzes.queries import item_views
from tests.best_practices.learning import begin, give, hand_in, stored
from tests.factories.accounts import PersonFactory
from tests.factories.content import in_russian
from tests.factories.quizzes import QuizFactory, question_of

pytestmark = pytest.mark.django_db

KINDS = ("text", "matching", "ordering", "gaps", "hotspot")
POSITION = {kind: position for position, kind in enumerate(KINDS, start=1)}
SECRETS = re.compile(r"About \w+|Zweig|The whole reason|Wagon w|61 30|61\.0")


@pytest.fixture
def client(client_of, officer, site):
    return client_of(officer)


@pytest.fixture
def attempt(officer):
    return begin(officer, QuizFactory(questions=[question_of(kind) for kind in KINDS]))


def page_of(client, attempt, kind, language="en"):
    return client.get(f"/{language}/quiz/{attempt.uuid}/{POSITION[kind]}/").content.decode()


def send(client, attempt, kind, **fields):
    return client.post(f"/en/quiz/{attempt.uuid}/{POSITION[kind]}/", fields)


def content_of(attempt, kind):
    return item_views(attempt=attempt, language="en")[POSITION[kind] - 1].content


def fields_of(attempt, kind):
    """The fields of the right answer, as a person who knows it fills them in."""
    content = content_of(attempt, kind)
    if kind == "matching":
        letters = {part["key"]: letter for letter, part in zip("ABCD", content["rights"], strict=True)}
        return {f"match-{n}": letters[left["key"]] for n, left in enumerate(content["lefts"], start=1)}
    if kind == "ordering":
        return {f"step-{n}": step["key"][1] for n, step in enumerate(content["steps"], start=1)}
    return {
        "text": {"answer": " ZWEIG key"},
        "gaps": {"gap-1": "a", "gap-2": "b"},
        "hotspot": {"mark.x": "504", "mark.y": "90"},
    }[kind]


RIGHT = {
    "text": {"text": "ZWEIG key"},
    "matching": {"pairs": {"p1": "p1", "p2": "p2", "p3": "p3"}},
    "ordering": {"order": ["s1", "s2", "s3", "s4"]},
    "gaps": {"gaps": {"1": "a", "2": "b"}},
    "hotspot": {"points": [[70.0, 50.0]]},
}


@pytest.mark.parametrize("kind", KINDS)
def test_right_answer_without_a_script_is_stored_and_earns_the_full_mark(client, attempt, kind):
    answer = send(client, attempt, kind, **fields_of(attempt, kind))

    hand_in(attempt)
    response = attempt.items.get(position=POSITION[kind]).response
    assert answer.status_code == 302
    assert stored(attempt) == {POSITION[kind]: RIGHT[kind]}
    assert (response.points, response.right) == (1, True)


@pytest.mark.parametrize("kind", KINDS)
def test_stored_answer_is_shown_again_exactly(client, attempt, kind):
    fields = fields_of(attempt, kind)
    empty = page_of(client, attempt, kind)

    send(client, attempt, kind, **fields)

    shown = page_of(client, attempt, kind)
    assert empty != shown
    if kind == "text":
        assert 'value="ZWEIG key"' in shown
    elif kind == "hotspot":
        assert re.search(r'name="point" value="70 50"', shown)
        assert "Cell O6" in shown
    else:
        chosen = {
            name: re.search(r"<option[^>]*selected[^>]*>([^<]*)", part)[1]
            for name, part in re.findall(r'<select name="([\w-]+)"(.*?)</select>', shown, re.S)
        }
        wanted = {"1": "1 first", "2": "2 second"} if kind == "gaps" else None
        assert chosen.keys() == fields.keys()
        if wanted:
            assert chosen == {f"gap-{key}": text for key, text in wanted.items()}
        else:
            assert {name: text.split(".")[0] for name, text in chosen.items()} == fields


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_gives_anything_away_before_the_hand_in(client, attempt, kind):
    told = [page_of(client, attempt, kind, language) for language in ("en", "ru")]
    told.append(
        send(client, attempt, kind, answer="nonsense", **{"gap-1": "x", "match-1": "Q", "column": "B"}).content.decode()
    )
    told.append(client.get("/en/quiz/drawings/container_train.svg").content.decode())

    assert [SECRETS.findall(text) for text in told] == [[]] * 4


@pytest.mark.parametrize("kind", ["matching", "ordering"])
def test_names_of_fields_are_not_the_keys_that_would_tell_the_answer(client, attempt, kind):
    fields = re.search(r"<fieldset.*?</fieldset>", page_of(client, attempt, kind), re.S)[0]

    assert re.findall(r'"[^"]*\b[psd]\d\b[^"]*"', fields) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_given_is_not_stored_and_one_goes_on(client, attempt, kind):
    answer = send(client, attempt, kind)

    assert (answer.status_code, stored(attempt)) == (302, {})


REFUSED = [
    ("text", {"answer": "x" * 201}, "This is too long."),
    ("text", {"answer": "x" * 1_000_000}, "This is too long."),
    ("text", {"answer": "CIM\x00"}, "characters in it that cannot be seen"),
    ("text", {"answer": "CIM\u202e/SMGS"}, "characters in it that cannot be seen"),
    ("matching", {"match-1": "Z"}, "does not belong to this question"),
    ("matching", {"match-1": "p1"}, "does not belong to this question"),
    ("ordering", {"step-1": "1", "step-2": "1"}, "Two steps have the number 1."),
    ("ordering", {"step-1": "1", "step-2": "2"}, "Not every step has a number yet."),
    ("ordering", {"step-1": "9"}, "Give the steps the numbers from 1 to 4."),
    ("ordering", {"step-1": "NaN"}, "Give the steps the numbers from 1 to 4."),
    ("gaps", {"gap-1": "z"}, "does not belong to this question"),
    ("hotspot", {"mark.x": "0", "mark.y": "0"}, "Choose a column and a row of the grid"),
    ("hotspot", {"place": "1"}, "Choose a column and a row of the grid"),
    ("hotspot", {"column": "B"}, "A cell needs a column and a row."),
    ("hotspot", {"mark.x": "9999", "mark.y": "5"}, "This mark lies outside the picture."),
    ("hotspot", {"mark.x": "NaN", "mark.y": "5"}, "This mark lies outside the picture."),
    ("hotspot", {"point": "101 5"}, "This mark lies outside the picture."),
    ("hotspot", {"point": "x" * 1_000_000}, "This mark lies outside the picture."),
]


@pytest.mark.parametrize(("kind", "fields", "message"), REFUSED)
def test_bad_answer_is_refused_at_its_place_and_nothing_typed_is_lost(client, attempt, kind, fields, message):
    answer = send(client, attempt, kind, **fields)

    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert message in re.search(r'<p class="alert" id="error">(.*?)</p>', page, re.S)[1]
    assert stored(attempt) == {}
    if "answer" in fields:
        assert fields["answer"].replace("\x00", "") in page
    for name, value in fields.items():
        if name.startswith(("step-", "match-")) and value in "1234ABCD":
            assert f">{value}</option>" in re.search(rf'<select name="{name}".*?</select>', page, re.S)[0]


# Moving and marking without a script


def test_step_moved_up_is_stored_and_looked_at_again(client, attempt):
    steps = content_of(attempt, "ordering")["steps"]
    second = re.findall(r'value="(up-\d)"', page_of(client, attempt, "ordering"))[1]

    answer = send(client, attempt, "ordering", move=second, shown=["1", "2", "3", "4"])

    keys = [step["key"] for step in steps]
    assert answer["Location"] == f"/en/quiz/{attempt.uuid}/{POSITION['ordering']}/#fields"
    assert stored(attempt) == {POSITION["ordering"]: {"order": [keys[1], keys[0], *keys[2:]]}}


@pytest.mark.parametrize("move", ["up-1", "down-4", "up-99", "sideways", ""])
def test_move_that_leads_nowhere_loses_no_step(client, attempt, move):
    send(client, attempt, "ordering", move=move, shown=["1", "2", "3", "4"])

    order = stored(attempt).get(POSITION["ordering"], {}).get("order", [])
    assert sorted(order) in ([], ["s1", "s2", "s3", "s4"])


def test_place_chosen_by_column_and_row_is_as_good_as_a_click(client, attempt):
    send(client, attempt, "hotspot", column="O", row="5", place="1")

    assert stored(attempt) == {POSITION["hotspot"]: {"points": [[72.5, 45.0]]}}
    hand_in(attempt)
    assert attempt.items.get(position=POSITION["hotspot"]).response.right is True


def test_second_mark_takes_the_place_of_the_first_where_one_is_asked(client, attempt):
    send(client, attempt, "hotspot", **{"mark.x": "72", "mark.y": "90"})

    send(client, attempt, "hotspot", point="10 50", column="O", row="5")

    assert stored(attempt) == {POSITION["hotspot"]: {"points": [[72.5, 45.0]]}}


def test_mark_is_removed_and_an_empty_picture_is_no_answer(client, attempt):
    send(client, attempt, "hotspot", **{"mark.x": "72", "mark.y": "90"})

    answer = send(client, attempt, "hotspot", point="10 50", remove="1")

    assert (answer.status_code, stored(attempt)) == (302, {POSITION["hotspot"]: {"points": []}})
    hand_in(attempt)
    assert attempt.items.get(position=POSITION["hotspot"]).response.points == 0


def test_grid_is_the_same_for_every_picture(client, attempt):
    page = page_of(client, attempt, "hotspot")

    assert re.findall(r"<option[^>]*>([A-Z])</option>", page) == list("ABCDEFGHIJKLMNOPQRST")


# The result


@pytest.mark.parametrize("kind", KINDS)
def test_result_gives_the_reason_of_every_part(client, attempt, kind):
    send(client, attempt, kind, **fields_of(attempt, kind))
    hand_in(attempt)

    page = unescape(client.get(f"/en/quiz/{attempt.uuid}/").content.decode())

    part = re.search(rf'<section aria-labelledby="q{POSITION[kind]}".*?</section>', page, re.S)[0]
    wanted = {
        "text": ["Zweig-Key", "ZWEIG key"],
        "matching": ["About p1.", "About p2.", "About p3.", "Nowhere"],
        "ordering": ["About s1.", "About s4."],
        "gaps": ["About 1 a.", "About 2 b.", "<mark>1 first</mark>"],
        "hotspot": ["About w4.", 'class="region region--right"', 'class="pin"'],
    }[kind]
    assert [words for words in [*wanted, "The whole reason."] if words not in part] == []


def test_known_wrong_text_gets_its_hint(client, attempt):
    send(client, attempt, "text", answer="almost")
    hand_in(attempt)

    assert "About almost." in client.get(f"/en/quiz/{attempt.uuid}/").content.decode()


def test_result_without_answers_is_complete(client, attempt):
    hand_in(attempt)

    answer = client.get(f"/en/quiz/{attempt.uuid}/")

    assert answer.status_code == 200
    assert "About w4." in answer.content.decode()


def test_answer_to_a_closed_attempt_is_repeated_in_words(client, attempt):
    wanted = {
        "text": "ZWEIG key",
        "matching": "Left one – Right one",
        "ordering": "1. Step alpha",
        "gaps": "2 second",
        "hotspot": "O6",
    }
    fields = {kind: fields_of(attempt, kind) for kind in KINDS}
    hand_in(attempt)

    told = {kind: send(client, attempt, kind, **fields[kind]) for kind in KINDS}

    assert [kind for kind in KINDS if wanted[kind] not in told[kind].content.decode()] == []
    assert {answer.status_code for answer in told.values()} == {409}


# The picture


def test_drawing_is_in_the_language_of_its_address_and_others_are_not_found(client):
    answers = [client.get(f"/en/quiz/drawings/{name}.svg") for name in ("container_train", "nothing", "question")]

    assert [answer.status_code for answer in answers] == [200, 404, 404]
    assert answers[0]["Content-Type"] == "image/svg+xml"
    assert "public" in answers[0]["Cache-Control"]


def test_drawing_that_is_no_longer_offered_is_named_missing(client, attempt):
    version = attempt.items.get(position=POSITION["hotspot"]).version
    version.content["drawing"] = "taken away"
    version.save()

    assert "The picture of this question is not here any more" in page_of(client, attempt, "hotspot")


@pytest.mark.parametrize("kind", KINDS)
def test_translation_of_the_same_key_is_shown_in_place_of_the_original(officer, attempt, kind):
    in_russian(Question.objects.get(code=f"Q-{kind}"), stem="Что?")

    shown = item_views(attempt=attempt, language="ru")[POSITION[kind] - 1]
    assert (shown.shown.language, shown.content["stem"]) == ("ru", "Что?")


def test_text_is_graded_by_the_forms_of_the_language_in_which_it_was_answered_last(pcu_east):
    question = question_of("text")
    in_russian(question, stem="Что?", options=[("accepted", {"text": "ЦИМ/СМГС"})])
    quiz = QuizFactory(questions=[question], pass_mark=1)
    people = PersonFactory.create_batch(3, organisation=pcu_east)
    in_english, goes_on_in_russian, comes_back = (begin(person, quiz) for person in people)

    give(in_english, 1, text="ЦИМ/СМГС")
    give(goes_on_in_russian, 1, text="цим/смгс", language="ru")
    give(comes_back, 1, text="ЦИМ/СМГС", language="ru")
    give(comes_back, 1, text="Zweig Key")

    attempts = (in_english, goes_on_in_russian, comes_back)
    assert [hand_in(attempt).right for attempt in attempts] == [0, 1, 1]
    assert [attempt.items.get().version.language for attempt in attempts] == ["en", "ru", "en"]
