"""The one door out: whatever the bot says unasked is a row of the ledger, and this is who sends it.

    wake → claim (a second of work) → pace → send → record, in batches

At least once: a row is claimed before it is sent and recorded after. Trouble that is not about one row (network, 5xx,
429, 401, 409) closes the whole door: rows go back as they were, and one probe at a time tries until it opens.
"""

from bot.outbox.notification import Notification
from bot.outbox.rate_limit import ChatLimiter, CountAnswers, RateLimiter, paid_for
from bot.outbox.session import SendSession
from bot.outbox.worker import Worker

__all__ = ["ChatLimiter", "CountAnswers", "Notification", "RateLimiter", "SendSession", "Worker", "paid_for"]
