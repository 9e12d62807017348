"""What a first visit costs on a slow line: Chromium, 400 kbit/s, 400 ms, nothing in its cache; medians.

Content images (`/uploads/`) are left out, as the budgets say; the icon counts.
"""

import gzip
import json
import os
import re
import shutil
import urllib.parse
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from best_practices.quizzes.grading import KEYS
from tests.bench.officer import Officer, pages_of
from tests.bench.processes import BenchError, Project, output_of, served
from tests.bench.report import Figure, say

VISITS = 5
LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
KB = 1000
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
LCP = """() => new Promise((resolve) => {
  let last = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) last = entry.startTime; })
    .observe({type: "largest-contentful-paint", buffered: true});
  setTimeout(() => resolve(last), 250);
})"""


@dataclass(frozen=True)
class Budget:
    """Of one page: bytes in kB, requests, seconds until its largest content stands (None: only printed)."""

    page: str
    weight: float
    requests: int
    painted: float | None = None


BUDGETS = (
    Budget("lesson", 30, 5, 1.5),
    Budget("question", 30, 5, 1.5),
    Budget("module", 45, 6, 1.5),
    Budget("desk", 45, 6, 1.5),
    Budget("listing", 45, 6),
    Budget("home", 45, 6),
    Budget("visit", 45, 6),
    Budget("case", 45, 6),
    Budget("search", 45, 6),
    Budget("checklist", 15, 6),
)
MAP = re.compile(r"<figure class=\"map.*?</figure>", re.DOTALL)


@dataclass
class Visit:
    """One visit: bytes by kind of resource, and when the largest content was painted (seconds)."""

    weights: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    painted: float = 0.0

    @property
    def weight(self) -> float:
        return sum(self.weights.values()) / KB


def measure(ours: Project, *, visits: int = VISITS) -> list[Figure]:
    with served(ours, workers=2), sync_playwright() as playwright:
        officer = Officer(ours.address).sign_in()
        pages = pages_of(officer)
        cookies = {cookie.name: cookie.value or "" for cookie in officer.jar}
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags())
        found = {budget.page: [] for budget in BUDGETS}
        for budget in BUDGETS:
            say(f"  weight: {budget.page}")
            path = getattr(pages, budget.page)
            for _number in range(visits):
                found[budget.page].append(_visit(browser, ours.address, path, cookies))
        questions = _questions(browser, ours)
        browser.close()
        maps = _maps(officer.get(pages.visit))
    return [
        *(figure for budget in BUDGETS for figure in _figures(budget, found[budget.page])),
        *_assets(found),
        maps,
        *questions,
    ]


def chromium() -> str | None:
    """The browser: E2E_BROWSER, else the machine's own; None leaves it to Playwright."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("E2E_BROWSER") or next(filter(None, map(shutil.which, names)), None)


def flags() -> list[str]:
    return [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS


def _visit(browser: Browser, address: str, path: str, cookies: dict[str, str]) -> Visit:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    page = context.new_page()
    try:
        visit = Visit()
        session = context.new_cdp_session(page)
        _watch(session, visit)
        _go(page, session, address + path)
        visit.painted = page.evaluate(LCP) / 1000
    finally:
        context.close()
    return visit


def _go(page: Page, session: CDPSession, address: str) -> None:
    session.send("Network.emulateNetworkConditions", LINE)
    answer = page.goto(address, wait_until="networkidle")
    if answer is None or answer.status != 200:
        raise BenchError(f"{address} answered {answer.status if answer else 'nothing'} in the browser.")


def _watch(session: CDPSession, visit: Visit) -> None:
    kinds: dict[str, str] = {}

    def sent(event: dict[str, Any]) -> None:
        address = urllib.parse.urlsplit(event["request"]["url"])
        if address.scheme in ("http", "https") and not address.path.startswith("/uploads/"):
            kinds[event["requestId"]] = event.get("type", "Other").lower()
            visit.requests += 1

    def finished(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"])
        if kind is not None:
            visit.weights[kind] = visit.weights.get(kind, 0) + round(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")


def _figures(budget: Budget, visits: list[Visit]) -> list[Figure]:
    document = median(visit.weights.get("document", 0) for visit in visits) / KB
    return [
        Figure(
            "weight",
            f"{budget.page}: first visit",
            median(visit.weight for visit in visits),
            "kB",
            most=budget.weight,
            note=f"{document:.1f} kB of it HTML",
        ),
        Figure("weight", f"{budget.page}: requests", median(visit.requests for visit in visits), most=budget.requests),
        Figure(
            "weight",
            f"{budget.page}: largest paint",
            median(visit.painted for visit in visits),
            "s",
            most=budget.painted,
        ),
    ]


def _questions(browser: Browser, ours: Project) -> list[Figure]:
    """The JavaScript of a question of each kind, and the whole page of the one with a picture to mark."""
    made = json.loads(output_of(ours, "tests.bench.takers", "kinds"))
    if set(made["paths"]) != set(KEYS):
        raise BenchError(f"The demonstration has no question of {set(KEYS) - set(made['paths'])}.")
    say("  weight: questions of every kind")
    cookies = {"sessionid": made["session"]}
    visits = {kind: _visit(browser, ours.address, path, cookies) for kind, path in made["paths"].items()}
    picture = visits.pop("hotspot")
    scripts = {kind: visit.weights.get("script", 0) / KB for kind, visit in visits.items()}
    most = max(scripts, key=lambda kind: scripts[kind])
    note = f"of {len(scripts)} kinds the most: {most}"
    return [
        Figure("weight", "JavaScript of a picture to mark", picture.weights["script"] / KB, "kB", most=25),
        Figure("weight", "JavaScript of every other question", scripts[most], "kB", most=10, note=note),
        Figure("weight", "picture to mark: first visit", picture.weight, "kB", most=45),
        Figure("weight", "every other question: first visit", max(v.weight for v in visits.values()), "kB", most=30),
    ]


def _maps(page: str) -> Figure:
    """All maps of a visit's page together, compressed by themselves."""
    drawn = MAP.findall(page)
    if not drawn:
        raise BenchError("The page of the visit has no map.")
    size = len(gzip.compress("".join(drawn).encode(), 6)) / KB
    return Figure("weight", "maps of the visit", size, "kB", most=25, note=f"{len(drawn)} maps, part of its page")


def _assets(found: dict[str, list[Visit]]) -> list[Figure]:
    every = [visit for visits in found.values() for visit in visits]
    return [
        Figure("weight", "stylesheet", max(visit.weights.get("stylesheet", 0) for visit in every) / KB, "kB", most=9),
        Figure(
            "weight", "JavaScript of a page", max(visit.weights.get("script", 0) for visit in every) / KB, "kB", most=10
        ),
    ]
