"""Watching every page for what a person does not see: errors, violations of the policy, lost requests."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request, Response

TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI} at ${event.sourceFile}`));
"""
STATUS_LINE = "Failed to load resource"
"""The console repeats every 4xx and lost request so; they are counted where they happen."""


@dataclass
class Watch:
    """Faults of all pages of a test. Statuses and losses that a test provokes are announced beforehand."""

    home: str
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)
    losses_expected: bool = False

    def expect(self, *statuses: int) -> None:
        """These client errors (4xx) are what the test is about."""
        assert all(400 <= status < 500 for status in statuses)
        self.expected.update(statuses)

    def expect_losses(self) -> None:
        """The test takes the line away."""
        self.losses_expected = True

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a context, those opened later too."""
        context.add_init_script(TELL_VIOLATIONS)
        context.on("page", self._page)

    def _page(self, page: Page) -> None:
        page.on("pageerror", self._error)
        page.on("console", self._console)
        page.on("request", self._request)
        page.on("requestfailed", self._lost)
        page.on("response", self._response)

    def _error(self, error: Error) -> None:
        self.faults.append(f"script error: {error}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(STATUS_LINE):
            self.faults.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.faults.append(f"left the host: {request.url}")

    def _lost(self, request: Request) -> None:
        if self.losses_expected or request.failure == "net::ERR_ABORTED":  # the page went on meanwhile
            return
        self.faults.append(f"lost: {request.method} {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"status {response.status}: {response.request.method} {response.url}")
