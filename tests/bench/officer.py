"""A person of the demonstration, by HTTP: signs in, and finds the pages that are measured."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from html import unescape

from tests.bench.processes import PASSWORD, BenchError


class Officer:
    """A browser without a screen. Every answer must be a 200, or BenchError is raised."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> str:
        return self._open(urllib.request.Request(self.address + path))[1]

    def post(self, path: str, **fields: str) -> tuple[str, str]:
        """Send a form that stands on the page of that path; where one lands, and its HTML."""
        key = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path))
        if key is None:
            raise BenchError(f"{path} has no form.")
        data = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": key[1]}).encode()
        return self._open(urllib.request.Request(self.address + path, data, {"Referer": self.address + path}))

    def sign_in(self, login: str = "officer@example.org") -> "Officer":
        self.post("/accounts/login/?next=/en/desk/", login=login, password=PASSWORD, next="/en/desk/")
        if "sessionid" not in self.cookie:
            raise BenchError(f"{login} could not sign in.")
        return self

    @property
    def cookie(self) -> str:
        """As the header that carries it."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)

    def _open(self, request: urllib.request.Request) -> tuple[str, str]:
        try:
            with self._opener.open(request, timeout=60) as response:
                return urllib.parse.urlsplit(response.url).path, response.read().decode()
        except urllib.error.HTTPError as error:
            raise BenchError(f"{request.full_url} answered {error.code}.") from error


@dataclass(frozen=True)
class Pages:
    """Paths of the pages that are measured."""

    module: str
    lesson: str
    question: str
    desk: str = "/en/desk/"
    listing: str = "/en/best-practices/"
    home: str = "/en/"
    visit: str = "/en/visits/altynkol-poland-2020/"
    case: str = "/en/cases/metallic-mercury-aktau/"
    search: str = "/en/search/?q=container"
    checklist: str = "/en/library/container-inspection-checklist/"


def pages_of(officer: Officer) -> Pages:
    """Module A, its second lesson, and the first question of its quiz, which this begins."""
    links = re.findall(r'href="(/en/best-practices/[\w-]+/(?:[\w-]+/)?)"', officer.get("/en/best-practices/"))
    module = next(link for link in links if link.count("/") == 4)
    inside = officer.get(module)
    lessons = list(dict.fromkeys(re.findall(rf'href="({module}[\w-]+/)"', inside)))
    quiz = re.search(r'href="(/en/quiz/start/[^"]+)"', inside)
    if len(lessons) < 2 or quiz is None:
        raise BenchError("The demonstration has no module with lessons and a quiz.")
    question, _html = officer.post(unescape(quiz[1]))
    return Pages(module=module, lesson=lessons[1], question=question)
