"""People from a spreadsheet: told row by row what is wrong, invited all or none."""

import io
import zipfile

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from accounts.choices import Role
from accounts.due import run
from accounts.imports import MOST_ROWS, ListRefused, checked, rows_of
from accounts.models import Invitation, PeopleImport
from accounts.services import invite
from jobs.models import Job
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db

ROLES = {"officer": "officer", "офицер": "officer"}
LANGUAGES = {"en": "en", "ru": "ru"}
HEADER = "Name in Latin letters,E-mail,Role,Language\n"


@pytest.fixture
def client(client_of, pcu_east):
    return client_of(PersonFactory(username="coordinator", organisation=pcu_east, role=Role.COORDINATOR))


@pytest.fixture
def page(pcu_east):
    return f"/accounts/units/{pcu_east.slug}/list/"


def xlsx(*rows, merge=""):
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send(client, page, name, content):
    return client.post(page, {"file": SimpleUploadedFile(name, content)})


def errors_of(rows):
    return [row["errors"] for row in checked(rows, roles=ROLES, languages=LANGUAGES)]


# Reading


@pytest.mark.parametrize(
    "content",
    [
        "ФИО;Эл. почта\nСапаров Ерлан Маратович;a@example.org\n".encode("cp1251"),
        "﻿фио,email\nСапаров Ерлан Маратович,a@example.org\n".encode(),
        "Ф.И.О.*\tПочта\nСапаров Ерлан Маратович\ta@example.org\n".encode(),
        "№;Аты-жөні;E-mail\n1;Сапаров Ерлан Маратович;A@Example.org\n".encode(),
    ],
    ids=["cp1251", "bom", "tabs", "kazakh"],
)
def test_lists_are_read_as_offices_save_them(content):
    row = checked(rows_of("list.csv", content), roles=ROLES, languages=LANGUAGES)[0]

    assert (row["name_national"], row["email"].casefold(), row["errors"]) == (
        "Сапаров Ерлан Маратович",
        "a@example.org",
        [],
    )
    assert (row["role"], row["language"], row["line"]) == ("officer", "en", 2)


def test_xlsx_is_read_with_its_lines(page):
    rows = rows_of("list.XLSX", xlsx(["Name", "E-mail"], [], ["Aliya  Nur", "a@example.org"], ["Ben", None]))

    assert [(line, cells["name_latin"].text) for line, cells in rows] == [(3, "Aliya Nur"), (4, "Ben")]


def test_formulas_and_merged_cells_are_told_at_their_rows():
    rows = rows_of(
        "list.xlsx", xlsx(["Name", "E-mail"], ['="A"&"B"', "a@example.org"], ["Ben", "b@example.org"], merge="A3:B3")
    )

    first, second = errors_of(rows)
    assert "Here stands a formula. Paste its value instead." in first
    assert "Cells are merged here. Unmerge them." in second


@pytest.mark.parametrize("area", ["A3:XFD1048576", "B2:CV900000"])
def test_area_merged_over_the_whole_sheet_is_no_work(area):
    rows = rows_of("list.xlsx", with_merged(xlsx(["Name", "E-mail"], ["Aliya", "a@example.org"], ["Ben", ""]), area))

    assert any("Cells are merged here. Unmerge them." in errors for errors in errors_of(rows))


def with_merged(content, area):
    """The same file with an area merged, as no library writes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name.endswith("sheet1.xml"):
                merged = f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'.encode()
                text = text.replace(b"</sheetData>", b"</sheetData>" + merged)
            after.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.csv", b"", "empty"),
        ("list.csv", b"\n\n,,\n", "empty"),
        ("list.csv", b"Name\n", "nobody under"),
        ("list.csv", b"Phone,Rank\n1,2\n", "must name the columns"),
        ("list.csv", b"Name,name\nA,B\n", "called the same"),
        ("list.csv", b"Name\n\x00\x00", "no text"),
        ("list.csv", b"Name\n" + b"A\n" * (MOST_ROWS + 1), "Divide the list"),
        ("list.csv", b"x" * 2_000_001, "larger than 2 MB"),
        ("list.xls", b"\xd0\xcf\x11\xe0", "CSV or XLSX"),
        ("list.xlsx", b"PK\x03\x04 no archive", "cannot be read"),
        ("list.xlsx", b"", "cannot be read"),
    ],
)
def test_file_that_is_no_list_is_refused_with_the_reason(name, content, said):
    with pytest.raises(ListRefused, match=said):
        rows_of(name, content)


def test_what_is_wrong_is_told_at_each_row():
    content = (
        HEADER
        + "Aliya,a@example.org,officer,en\n"
        + "Ben,A@example.org,,\n"  # twice the same address
        + "Aliya,a@example.org,,\n"  # twice the same person
        + ",b@example.org,,\n"
        + "Cem,not an address,,\n"
        + "Dana,,king,\n"
        + "Erlan,,,xx\n"
        + f"{'F' * 151},,,\n"
        + "<b>G</b>,,,\n"
    )

    found = errors_of(rows_of("list.csv", content.encode()))

    assert found[0] == []
    assert found[1] == ["The same e-mail stands in line 2."]
    assert "The same person stands in line 2." in found[2] or "The same e-mail stands in line 2." in found[2]
    assert found[3] == ["There is no name."]
    assert found[4] == ["“not an address” is no e-mail address."]
    assert found[5] == ["“king” is no role you can give. Possible: officer."]
    assert found[6] == ["“xx” is no language of the site. Possible: en, ru."]
    assert found[7] == ["The name is longer than 150 characters."]
    assert found[8] == ["The name has signs that no name has."]


# Looking and inviting


def test_list_is_looked_at_before_anybody_is_invited(client, page):
    answer = send(client, page, "list.csv", (HEADER + "Aliya Nur,a@example.org,,\nBen Aman,,,\n").encode())

    text = " ".join(client.get(answer["Location"]).content.decode().split())
    assert "2 people: 1 get a letter, 1 a printed code." in text
    assert (Invitation.objects.count(), len(mail.outbox)) == (0, 0)


def test_all_are_invited_and_each_letter_has_its_own_link(client, page):
    address = send(
        client, page, "list.csv", (HEADER + "Aliya,a@example.org,,\nBen,b@example.org,,\nCem,,,\n").encode()
    )["Location"]

    client.post(address)

    text = " ".join(client.get(address).content.decode().split())
    assert "3 people are invited, 2 letters are sent." in text
    assert "Print the code of 1 person without a mailbox" in text
    links = {letter.body.split("/accounts/invitation/")[1] for letter in mail.outbox}
    assert (Invitation.objects.count(), len(links)) == (3, 2)
    assert Invitation.objects.filter(sent_at__isnull=False).count() == 2


def test_list_that_is_sent_twice_invites_once(client, page):
    address = send(client, page, "list.csv", (HEADER + "Aliya,a@example.org,,\n").encode())["Location"]

    client.post(address)
    client.post(address)

    assert (Invitation.objects.count(), Job.objects.count(), len(mail.outbox)) == (1, 1, 1)


def test_one_wrong_row_lets_nobody_in(client, page):
    address = send(client, page, "list.csv", (HEADER + "Aliya,a@example.org,,\nBen,nowhere,,\n").encode())["Location"]

    client.post(address)

    text = client.get(address).content.decode()
    assert "1 row has something wrong" in text
    assert "“nowhere” is no e-mail address." in text
    assert (Invitation.objects.count(), Job.objects.count()) == (0, 0)


def test_members_and_invited_people_are_told(client, page, pcu_east):
    PersonFactory(organisation=pcu_east, email="here@example.org")
    invite(organisation=pcu_east, email="asked@example.org")

    address = send(client, page, "list.csv", (HEADER + "A,here@example.org,,\nB,asked@example.org,,\n").encode())[
        "Location"
    ]

    text = client.get(address).content.decode()
    assert "A member already has this e-mail." in text
    assert "This e-mail is invited already." in text


def test_coordinator_s_list_gives_no_role_of_staff(client, page):
    address = send(client, page, "list.csv", (HEADER + "A,,staff,\n").encode())["Location"]

    assert "“staff” is no role you can give." in client.get(address).content.decode()


def test_refused_file_is_told_at_its_field(client, page):
    answer = send(client, page, "list.csv", b"Phone\n1\n")

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
    assert PeopleImport.objects.count() == 0


def test_list_is_seen_by_nobody_else(client, client_of, page, pcu_east):
    address = send(client, page, "list.csv", (HEADER + "A,,,\n").encode())["Location"]
    other = PersonFactory(organisation=pcu_east, role=Role.COORDINATOR)

    assert client_of(other).get(address).status_code == 404


def test_lists_are_forgotten_after_a_day(client, page):
    send(client, page, "list.csv", (HEADER + "A,,,\n").encode())
    PeopleImport.objects.update(created_at="2026-01-01T00:00Z")

    assert run()["lists of people"] == 1
