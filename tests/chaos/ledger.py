"""What the clients know: what they sent, and what the server said it had stored. Pure, and the judge at the end."""

import threading
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Place = tuple[str, int]
"""An attempt and a position in it."""
Answer = tuple[str, ...]
"""The keys chosen, sorted; or the one number as it was typed."""


@dataclass
class Sending:
    """One answer that was sent, once or again and again, and whether the server acknowledged it."""

    answer: Answer
    acknowledged: bool = False


@dataclass(frozen=True)
class StoredAttempt:
    """An attempt as the database has it; `answers`: every response row as (position, answer)."""

    uuid: str
    username: str
    state: str
    answers: Sequence[tuple[int, Answer]]


@dataclass(frozen=True)
class Verdict:
    """`acknowledged`: answers, starts and hand-ins the server said were stored. A sentence for each fault."""

    acknowledged: int
    missing: list[str]
    duplicates: list[str]

    @property
    def clean(self) -> bool:
        return not self.missing and not self.duplicates


@dataclass
class Ledger:
    """Written by many officers at once; each is the only one to write about their own attempts."""

    sendings: dict[Place, list[Sending]] = field(default_factory=lambda: defaultdict(list))
    attempts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    handed_in: set[str] = field(default_factory=set)
    unanswered_starts: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def sends(self, attempt: str, position: int, answer: Answer) -> Sending:
        """An answer is about to be sent; set `acknowledged` on what is returned once the server has said so."""
        sending = Sending(answer)
        with self._lock:
            self.sendings[attempt, position].append(sending)
        return sending

    def begins(self, username: str) -> None:
        """A start is about to be asked for; it may be stored although no answer to it comes."""
        with self._lock:
            self.unanswered_starts[username] += 1

    def began(self, username: str, attempt: str) -> None:
        """The server named the attempt that was begun, or gone on with."""
        with self._lock:
            self.unanswered_starts[username] = 0
            self.attempts[username].add(attempt)

    def hands_in(self, attempt: str) -> None:
        """The server said the attempt is handed in."""
        with self._lock:
            self.handed_in.add(attempt)

    def judge(self, stored: Sequence[StoredAttempt]) -> Verdict:
        """Compare with the database. An answer sent later without an acknowledgement may stand in its place."""
        by_uuid = {attempt.uuid: attempt for attempt in stored}
        began = sum(len(uuids) for uuids in self.attempts.values())
        given = sum(sending.acknowledged for sent in self.sendings.values() for sending in sent)
        return Verdict(
            acknowledged=began + given + len(self.handed_in),
            missing=[*self._missing_attempts(by_uuid), *self._missing_answers(by_uuid)],
            duplicates=self._duplicates(stored),
        )

    def _missing_attempts(self, stored: Mapping[str, StoredAttempt]) -> list[str]:
        known = {uuid for uuids in self.attempts.values() for uuid in uuids}
        gone = [f"attempt {uuid} was begun and is gone" for uuid in sorted(known - stored.keys())]
        return gone + [
            f"attempt {uuid} was handed in and is not graded"
            for uuid in sorted(self.handed_in)
            if uuid in stored and stored[uuid].state != "graded"
        ]

    def _missing_answers(self, stored: Mapping[str, StoredAttempt]) -> list[str]:
        missing = []
        for (uuid, position), sent in self.sendings.items():
            last = max((n for n, sending in enumerate(sent) if sending.acknowledged), default=None)
            if last is None:
                continue
            allowed = {sending.answer for sending in sent[last:]}
            rows = stored[uuid].answers if uuid in stored else ()
            found = {answer for place, answer in rows if place == position}
            if not found & allowed:
                missing.append(f"attempt {uuid}, question {position}: {sorted(found)} instead of {sorted(allowed)}")
        return missing

    def _duplicates(self, stored: Sequence[StoredAttempt]) -> list[str]:
        twice = [
            f"attempt {attempt.uuid}, question {position}: {number} responses"
            for attempt in stored
            for position, number in Counter(position for position, _answer in attempt.answers).items()
            if number > 1
        ]
        still_open = Counter(attempt.username for attempt in stored if attempt.state == "open")
        twice += [f"{name}: {number} open attempts" for name, number in still_open.items() if number > 1]
        kept = Counter(attempt.username for attempt in stored)
        for name, number in kept.items():
            unknown = number - len(self.attempts[name]) - min(1, self.unanswered_starts[name])
            if unknown > 0:
                twice.append(f"{name}: {unknown} attempts nobody began")
        return twice
