"""The learner of `make load`, for locust: reads a module and its lessons, marks them as done, takes the quiz.

LEARNERS names a file with the key of a session for each learner, FOUND the file where all requests are counted.
"""

import itertools
import json
import os
import random
import re
from html import unescape
from pathlib import Path
from typing import Any

from locust import HttpUser, between, events, task

CSRF = "d" * 32
LESSON = re.compile(r'href="(/en/best-practices/[\w-]+/[\w-]+/)"')
MODULE = re.compile(r'href="(/en/best-practices/[\w-]+/)"')
DONE = re.compile(r'<form[^>]*action="([^"]*/lessons/[0-9a-f-]+/done/)"')
START = re.compile(r'href="(/en/quiz/start/[^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="(key|token)" value="([^"]+)"')
CHOICE = re.compile(r'<input type="(?:radio|checkbox)" name="answer" id="[^"]+" value="([^"]+)"')
SELECT = re.compile(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
OPTION = re.compile(r'<option value="([^"]+)"')
STEP = re.compile(r'<select name="(step-\d+)"')
SHOWN = re.compile(r'name="shown" value="(\d+)"')
QUESTION = re.compile(r"/quiz/[0-9a-f-]{36}/\d+/$")
BEGIN = '<form method="post" class="acts">'
SESSIONS = itertools.cycle(json.loads(Path(os.environ["LEARNERS"]).read_text()))

requests: list[tuple[str, float, str]] = []
"""Kind (read or save), milliseconds, and what went wrong."""


@events.request.add_listener
def count(name: str, response_time: float, exception: Any, context: dict[str, Any], **_rest: Any) -> None:
    requests.append((name, response_time, repr(exception) if exception else ""))


@events.quitting.add_listener
def write(**_rest: Any) -> None:
    Path(os.environ["FOUND"]).write_text(json.dumps(requests))


class Learner(HttpUser):
    wait_time = between(5, 15)

    def on_start(self) -> None:
        self.chance = random.Random()
        self.client.cookies.update({"sessionid": next(SESSIONS), "csrftoken": CSRF})

    @task
    def learn(self) -> None:
        """One module from the desk to the result of its quiz, a pause before each click."""
        self.read("/en/desk/")
        self.wait()
        modules = sorted(set(MODULE.findall(self.read("/en/best-practices/"))))
        self.wait()
        module = self.chance.choice(modules)
        page = self.read(module)
        for lesson in dict.fromkeys(path for path in LESSON.findall(page) if path.startswith(module)):
            self.wait()
            self.do_lesson(lesson)
        self.wait()
        page = self.read(module)
        if (start := START.search(page)) is not None:
            self.wait()
            self.take_quiz(unescape(start[1]))
        self.wait()

    def do_lesson(self, path: str) -> None:
        done = DONE.search(self.read(path))
        if done is not None:
            self.wait()
            self.save(done[1], {"next": path})

    def take_quiz(self, start: str) -> None:
        """Every question in turn: the answer is sent by the page's script, then by the button, which leads on."""
        if BEGIN not in self.read(start):  # another module comes first
            return
        self.wait()
        where = self.save(start, {})
        while QUESTION.search(where):
            where = self.answer(where)
        self.read(where)
        self.wait()
        self.read(self.save(where, {}))

    def answer(self, path: str) -> str:
        page = self.read(path)
        form = dict(HIDDEN.findall(page)) | self.choose(page)
        self.wait()
        self.save(path, form, by_script=True)
        self.wait()
        page_key, _dash, number = form["key"].rpartition("-")
        return self.save(path, form | {"key": f"{page_key}-{int(number) + 1}"})

    def choose(self, page: str) -> dict[str, Any]:
        """Something for every field the question has, whatever its kind."""
        if choices := CHOICE.findall(page):
            return {"answer": self.chance.choice(choices)}
        if "data-spot" in page:
            return {"point": f"{self.chance.randint(5, 95)} {self.chance.randint(5, 95)}"}
        if (steps := STEP.findall(page)) and "data-steps" in page:
            places = self.chance.sample(range(1, len(steps) + 1), k=len(steps))
            return {"shown": SHOWN.findall(page)} | dict(zip(steps, map(str, places), strict=True))
        if selects := SELECT.findall(page):
            return {name: self.chance.choice(OPTION.findall(options)) for name, options in selects}
        return {"answer": str(self.chance.randrange(100))}

    def read(self, path: str) -> str:
        with self.client.get(path, name="read", catch_response=True, allow_redirects=True) as answer:
            if answer.status_code != 200:
                answer.failure(f"{path} answered {answer.status_code}")
            return answer.text or ""

    def save(self, path: str, form: dict[str, Any], *, by_script: bool = False) -> str:
        """Where it leads; by script nowhere. What was not saved is a failure."""
        headers = {"Accept": "application/json"} if by_script else {}
        form = form | {"csrfmiddlewaretoken": CSRF}
        with self.client.post(
            path, form, name="save", headers=headers, catch_response=True, allow_redirects=False
        ) as answer:
            told = answer.status_code == 200 and "saved" in answer.json() if by_script else answer.status_code == 302
            if not told:
                answer.failure(f"{path} answered {answer.status_code}")
            return answer.headers.get("Location", "")
