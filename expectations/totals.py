"""A run in one row: what its documents add up to, beside what the batches counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from expectations.bounds import Bounds
from expectations.findings import Counts


@dataclass(slots=True)
class Totals:
    """Sums over the documents, taken while their chunks pass by."""

    rows: int = 0
    removed_shares: float = 0.0
    source_chars: int = 0
    unknown_languages: int = 0

    def watch(self, frames: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """The same chunks, each counted in."""
        for frame in frames:
            self.rows += len(frame)
            self.removed_shares += float(frame["removed_share"].sum())
            self.source_chars += int(frame["source_chars"].sum())
            self.unknown_languages += int((frame["language"] == "und").sum())
            yield frame


def read_run(counts: Counts, totals: Totals, facts: dict[str, int], bounds: Bounds) -> pd.DataFrame:
    """The run's row. Shares of fewer documents than say something are null, so nothing judges them.

    ``facts``: document_rows, entry_rows, line_rows, orphans, without_id and failed.
    """
    rule = max(counts.rule_chars, key=lambda name: (counts.rule_chars[name], name), default="")
    rule_share = counts.rule_chars.get(rule, 0) / max(totals.source_chars, 1)
    row: dict[str, object] = {
        **facts,
        "inputs": counts.inputs,
        "staged": counts.staged,
        "to_publish": counts.staged - facts["failed"],
        "quarantined": counts.quarantined + facts["failed"],
        "unchanged": counts.unchanged,
        "unreadable": counts.unreadable,
        "accounted": counts.accounted,
        "entries": counts.entries,
        "lines": counts.lines,
        "largest_rule": rule or "no rule",
        "largest_rule_note": f"; most by {rule}: {rule_share:.1%} of all characters" if rule else "",
    }
    shares = {
        "mean_removed_share": totals.removed_shares / max(totals.rows, 1),
        "largest_rule_share": rule_share,
        "unknown_language_share": totals.unknown_languages / max(totals.rows, 1),
        "failed_share": facts["failed"] / max(totals.rows, 1),
    }
    judged = totals.rows >= max(bounds.documents_to_judge, 1)
    return pd.DataFrame([row | {name: share if judged else None for name, share in shares.items()}])
