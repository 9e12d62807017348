"""A scripted officer: signs in, answers question after question, sends again what got no answer."""

import random
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import requests

from tests.chaos.ledger import Answer, Ledger

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="(key|token)" value="([^"]+)"')
CHOICE = re.compile(r'<input type="(radio|checkbox)" name="answer" id="[^"]+" value="([^"]+)"')
ATTEMPT = re.compile(r"/quiz/([0-9a-f-]{36})/")
PATIENCE = 60  # seconds: longer than any answer takes, so that only a kill leaves one out
OK, FOUND, GONE_WRONG = 200, 302, 500


class Over(Exception):
    """The run has ended."""


@dataclass
class Bounds:
    """When the officers have to stop: told to, or after so many requests of all of them together."""

    most_requests: int
    over: threading.Event = field(default_factory=threading.Event)
    _requests: Any = field(default_factory=lambda: count(1))
    requests: int = 0

    def spend(self) -> None:
        """Count one request. Raises Over."""
        self.requests = next(self._requests)
        if self.over.is_set() or self.requests > self.most_requests:
            raise Over


class Officer(threading.Thread):
    """Takes attempt after attempt until the bounds are reached.

    `trouble` holds what should not have happened; `inside` is set once the officer is signed in.
    """

    def __init__(self, *, url: str, quiz: str, username: str, password: str, ledger: Ledger, bounds: Bounds) -> None:
        super().__init__(name=username, daemon=True)
        self.url, self.quiz, self.username, self.password = url, quiz, username, password
        self.ledger, self.bounds = ledger, bounds
        self.chance = random.Random(username)
        self.trouble: list[str] = []
        self.inside = threading.Event()
        self.browser = requests.Session()
        self.browser.trust_env = False

    def run(self) -> None:
        try:
            self.sign_in()
            self.inside.set()
            while True:
                self.take_attempt()
        except Over:
            pass
        except Exception as error:
            self.trouble.append(f"{self.username}: {type(error).__name__}: {error}")

    def sign_in(self) -> None:
        """The same form as a person's; sent again if the server died over it."""
        while "sessionid" not in self.browser.cookies:
            form = {"login": self.username, "password": self.password}
            form["csrfmiddlewaretoken"] = token(self.send("GET", "/accounts/login/"))
            self.send("POST", "/accounts/login/", **form)

    def take_attempt(self) -> None:
        attempt = self.begin()
        positions = list(range(1, self.number_of_questions + 1))
        again = self.chance.sample(positions, k=2)  # minds are changed
        for position in [*positions, *again]:
            self.answer(attempt, position)
        handed_in = self.post(f"/{self.language}/quiz/{attempt}/")
        if handed_in.status_code == FOUND:
            self.ledger.hands_in(attempt)
        self.send("GET", f"/{self.language}/quiz/{attempt}/")

    def begin(self) -> str:
        """Begin, in one tab or in two at the same moment; both must be told of the same attempt."""
        start = f"/{self.language}/quiz/start/{self.quiz}/"
        self.ledger.begins(self.username)
        uuids = [ATTEMPT.search(answer.headers["Location"])[1] for answer in self.post_in_tabs(start)]
        for uuid in uuids:
            self.ledger.began(self.username, uuid)
        if len(set(uuids)) > 1:
            self.trouble.append(f"{self.username}: two tabs began {sorted(set(uuids))}")
        page = self.send("GET", f"/en/quiz/{uuids[0]}/")
        self.number_of_questions = len(set(re.findall(rf"/quiz/{uuids[0]}/(\d+)/", page.text)))
        return uuids[0]

    def answer(self, attempt: str, position: int) -> None:
        """Read the question, choose, send; counted as stored only when the server says so."""
        path = f"/{self.language}/quiz/{attempt}/{position}/"
        page = self.send("GET", path).text
        if 'name="answer"' not in page:
            return  # pairs, steps, gaps and places have fields of their own; the fire is for the act of storing
        answer = self.choose(page)
        sending = self.ledger.sends(attempt, position, answer)
        in_background = self.chance.random() < 0.4  # what the page's script does on every change
        headers = {"Accept": "application/json"} if in_background else {}
        sent = dict(HIDDEN.findall(page))  # the key and the version token: what is sent again is stored once
        for told in self.post_in_tabs(path, headers=headers, answer=list(answer), **sent):
            stored = told.status_code == OK and "saved" in told.json() if in_background else went_on(told, attempt)
            if stored:
                sending.acknowledged = True
            else:
                self.trouble.append(f"{self.username}: {path} answered {told.status_code}")

    def choose(self, page: str) -> Answer:
        options = [key for _kind, key in CHOICE.findall(page)]
        if not options:
            return (str(self.chance.randrange(10_000)),)
        most = len(options) if 'type="checkbox"' in page else 1
        return tuple(sorted(self.chance.sample(options, k=self.chance.randint(1, most))))

    @property
    def language(self) -> str:
        """Any page may be read in either language."""
        return self.chance.choice(["en", "ru"])

    def post_in_tabs(self, path: str, **details: Any) -> list[requests.Response]:
        """Send a form once, or in one case of six in two tabs at the same moment."""
        if self.chance.random() > 1 / 6:
            return [self.post(path, **details)]
        with ThreadPoolExecutor(2) as tabs:
            return list(tabs.map(lambda _tab: self.post(path, **details), range(2)))

    def post(self, path: str, headers: dict[str, str] | None = None, **form: Any) -> requests.Response:
        return self.send("POST", path, headers=headers, csrfmiddlewaretoken=self.browser.cookies["csrftoken"], **form)

    def send(self, method: str, path: str, headers: dict[str, str] | None = None, **form: Any) -> requests.Response:
        """Send until an answer comes. Raises Over."""
        while True:
            self.bounds.spend()
            try:
                answer = self.browser.request(
                    method,
                    self.url + path,
                    data=form or None,
                    headers=headers,
                    allow_redirects=False,
                    timeout=PATIENCE,
                )
            except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError):
                time.sleep(self.chance.uniform(0.05, 0.3))  # the server is down: wait and send again
                continue
            if answer.status_code >= GONE_WRONG:
                self.trouble.append(f"{self.username}: {method} {path} answered {answer.status_code}")
                time.sleep(0.3)
                continue
            return answer


def token(page: requests.Response) -> str:
    found = TOKEN.search(page.text)
    return found[1] if found else ""


def went_on(answer: requests.Response, attempt: str) -> bool:
    """Whether a form without script was stored: the page leads on within the attempt."""
    return answer.status_code == FOUND and f"/quiz/{attempt}/" in answer.headers["Location"]
