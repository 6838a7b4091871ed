"""The one door out: whatever the bot says unasked is a row of the ledger, and this is who sends it.

    wake → claim (a second of work) → pace → send → record, in batches

At least once: a row is claimed before it is sent and recorded after. Trouble that is not about one row (network, 5xx,
429, 401, 409) closes the whole door: rows go back as they were, and one probe at a time tries until it opens.
"""

from bot.delivery.door import Door
from bot.delivery.pace import CountAnswers, Pace, Turns, paid_for
from bot.delivery.session import DoorSession
from bot.delivery.speech import Speech

__all__ = ["CountAnswers", "Door", "DoorSession", "Pace", "Speech", "Turns", "paid_for"]
