"""The search and the list of pages in a large installation, each as a ratio to the bare question of the same run."""

import json
from typing import Any

from tests.bench.processes import Project, output_of
from tests.bench.report import Figure, say


def measure(ours: Project) -> list[Figure]:
    """`ours`: Corridor in an empty folder, without its demonstration."""
    say("  finding: 10,000 entries, 100,000 pages of 50 organisations")
    found: dict[str, dict[str, float]] = json.loads(output_of(ours, "tests.bench.filled"))
    half, whole, pages = found["5000 entries"], found["10000 entries"], found["pages"]
    raw = f"raw: {whole['raw']:.1f} ms"
    people: dict[str, float] = json.loads(output_of(ours, "tests.bench.inviting"))
    return [
        _ratio("member's search / raw FTS5 top 20", whole["member"], whole["raw"], most=4, note=raw),
        _ratio("stranger's search / raw FTS5 top 20", whole["stranger"], whole["raw"], most=4),
        _ratio("page 50 of a search / raw FTS5 top 20", whole["page 50"], whole["raw"]),
        _ratio("member's search in 10,000 / in 5,000 entries", whole["member"], half["member"], most=2.5),
        Figure(
            "finding", "member's search", whole["member"], "ms", note=f"{whole['member, SQL']:.1f} ms of it the match"
        ),
        _ratio(
            "page of 20 of 100,000, member of 3 / without markings",
            pages["page of the member"],
            pages["page of all"],
            most=1.2,
            note=f"{pages['page of all']:.1f} ms without",
        ),
        _ratio("its query, member of 3 / without markings", pages["visible to the member"], pages["all"], most=3),
        _ratio("its query, stranger / without markings", pages["visible"], pages["all"], most=3),
        _ratio("counting pages, stranger / without markings", pages["count visible"], pages["count all"]),
        Figure(
            "finding",
            "1,000 people of a list, invited",
            people["invited"],
            "s",
            most=20,
            note=f"{people['read']:.2f} s of it reading the list",
        ),
    ]


def _ratio(name: str, ours: float, bare: float, **bound: Any) -> Figure:
    return Figure("finding", name, ours / bare, **bound)
