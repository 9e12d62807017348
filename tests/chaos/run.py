"""Kill the server while scripted officers answer, then count what it had promised and does not have.

    python tests/chaos/run.py --seconds 120 --database sqlite|postgres

PostgreSQL: the one of DATABASE_URL, else one of its own. Ends with 1 unless missing = duplicates = 0.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.chaos.ledger import Ledger, StoredAttempt, Verdict  # noqa: E402 -- a script's own path comes first
from tests.chaos.officer import Bounds, Officer  # noqa: E402 -- a script's own path comes first
from tests.chaos.server import NotReady, Server  # noqa: E402 -- a script's own path comes first

LIVES = (1.0, 8.0)  # seconds between being ready and being killed
STILLBORN = 0.1  # share of starts that are killed before they are ready
SIGNED_IN_WITHIN = 60  # seconds
LAST_WORDS = 30  # seconds the officers have for the request they are in


def main() -> int:
    options = _options()
    url = os.environ.get("DATABASE_URL", "")
    if options.database == "sqlite":
        url = ""
    elif options.database == "postgres" and not url.startswith("postgres"):
        again = [str(ROOT / ".ci/with-postgres"), sys.executable, *sys.argv]
        os.execve(again[0], again, os.environ | {"DURABLE": "1"})  # noqa: S606 -- comes back here with DATABASE_URL
    with tempfile.TemporaryDirectory(prefix="corridor-chaos-") as data:
        server = Server(Path(data), database_url=url)
        try:
            return _report(server, *_fight(server, options), on="PostgreSQL" if url else "SQLite")
        except NotReady as reason:
            sys.stderr.write(f"{reason}\n")
            return 1
        finally:
            server.kill()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=120, help="how long the server is under fire [120]")
    parser.add_argument("--officers", type=int, default=6, help="how many answer at once [6]")
    parser.add_argument("--answers", type=int, default=20, help="questions of the quiz [20]")
    parser.add_argument("--attempts", type=int, default=0, help="go on until so many are handed in [0]")
    parser.add_argument("--kills", type=int, default=0, help="and the server was killed so often [0]")
    parser.add_argument("--requests", type=int, default=50_000, help="an end in any case [50000]")
    parser.add_argument("--database", choices=["sqlite", "postgres"], help="[the one of DATABASE_URL, else sqlite]")
    return parser.parse_args()


def _fight(server: Server, options: argparse.Namespace) -> tuple[Verdict, list[Officer], Bounds]:
    started = time.monotonic()
    server.prepare()
    found = server.look("people", str(options.officers), str(options.answers))
    say(f"Prepared in {time.monotonic() - started:.0f} s: {options.officers} officers, {options.seconds} s under fire")
    ledger, bounds = Ledger(), Bounds(most_requests=options.requests)
    server.start()
    server.wait_until_ready()
    officers = [
        Officer(url=server.url, quiz=found["quiz"], username=name, password=password, ledger=ledger, bounds=bounds)
        for name, password in found["people"].items()
    ]
    for officer in officers:
        officer.start()
    for officer in officers:  # passwords are slow on purpose: the fire is for answers
        officer.inside.wait(SIGNED_IN_WITHIN)
    until = time.monotonic() + options.seconds

    def goes_on() -> bool:
        wanted = len(ledger.handed_in) < options.attempts or server.kills < options.kills
        return (wanted or time.monotonic() < until) and any(officer.is_alive() for officer in officers)

    _shoot(server, goes_on)
    bounds.over.set()
    for officer in officers:
        officer.join(LAST_WORDS)
    server.kill()
    stored = [
        StoredAttempt(**row | {"answers": [(place, tuple(given)) for place, given in row["answers"]]})
        for row in server.look("attempts")
    ]
    return ledger.judge(stored), officers, bounds


def _shoot(server: Server, goes_on: Callable[[], bool]) -> None:
    """Kill the server at moments nobody can foresee, and start it again, while the run goes on."""
    while goes_on():
        time.sleep(random.uniform(*LIVES))
        server.kill()
        server.start()
        if random.random() < STILLBORN:
            time.sleep(random.uniform(0, 1))
            server.kill()
            server.start()
        server.wait_until_ready()


def _report(server: Server, verdict: Verdict, officers: list[Officer], bounds: Bounds, *, on: str) -> int:
    ledger = officers[0].ledger
    trouble = [line for officer in officers for line in officer.trouble]
    for line in [*verdict.missing, *verdict.duplicates, *trouble][:20]:
        say(f"  {line}")
    attempts = sum(len(uuids) for uuids in ledger.attempts.values())
    answers = sum(sending.acknowledged for sent in ledger.sendings.values() for sending in sent)
    say(
        f"{on}: acknowledged {verdict.acknowledged}, missing {len(verdict.missing)}, "
        f"duplicates {len(verdict.duplicates)}; {answers} answers in {attempts} attempts, "
        f"{len(ledger.handed_in)} handed in, {server.kills} kills, {bounds.requests} requests, {len(trouble)} surprises"
    )
    if not answers:
        say("Nobody answered anything: this proves nothing.")
    return 0 if verdict.clean and answers and not trouble else 1


def say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
