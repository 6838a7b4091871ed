"""Topics of news that a person may choose, beside the news for everybody."""

from enum import StrEnum


class NewsTopic(StrEnum):
    """The topics that the TOS conference of Amur Oblast asked for in October 2016.

    EXPERIENCE is how neighbours elsewhere did it.
    """

    TRAINING = "training"
    GRANTS = "grants"
    RULES = "rules"
    EXPERIENCE = "experience"
