"""How often somebody may try: a count in the shared cache that ends by itself."""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True)
class Tries:
    """At most `most` tries within `seconds` of the first one, for each key (an address, a serial).

    Not exact when two come at the same moment: it stops whoever tries on and on, it decides nothing else.
    """

    name: str
    most: int
    seconds: int

    def are_used_up(self, key: str) -> bool:
        return int(cache.get(self._place(key), 0)) >= self.most

    def count(self, key: str) -> None:
        """One more try."""
        place = self._place(key)
        if not cache.add(place, 1, self.seconds):
            try:
                cache.incr(place)
            except ValueError:  # it ended between the two
                cache.set(place, 1, self.seconds)

    def _place(self, key: str) -> str:
        return f"tries:{self.name}:{hashlib.sha256(key.encode()).hexdigest()[:32]}"
