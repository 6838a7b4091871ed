"""What the door has claimed at once."""

from dataclasses import dataclass, field
from typing import Any

from bot.domain.deliveries import Delivery


@dataclass(frozen=True, slots=True)
class Batch:
    """Claimed rows, and what they are about by (kind, cause, cause_id)."""

    rows: list[Delivery] = field(default_factory=list)
    subjects: dict[tuple[str, str, int], Any] = field(default_factory=dict)
