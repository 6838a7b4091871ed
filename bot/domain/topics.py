"""What one may hear more of, beside the news for everybody."""

from enum import StrEnum


class NewsTopic(StrEnum):
    """What the TOS conference of Amur Oblast asked for in October 2016, and how neighbours did it elsewhere."""

    TRAINING = "training"
    GRANTS = "grants"
    RULES = "rules"
    EXPERIENCE = "experience"
