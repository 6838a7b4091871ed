"""The outbox: all that the bot says without being asked is an outbox row, and one worker sends the rows.

    wake → claim (a second of work) → rate limit → send → record, in batches

At least once: a row is claimed before it is sent and recorded after. An error that is not about one row (network, 5xx,
429, 401, 409) is an outage: it pauses all sending, rows are released unchanged, and one probe at a time is sent, with
backoff, until Telegram answers.
"""

from bot.outbox.notification import Notification
from bot.outbox.rate_limit import ChatLimiter, CountAnswers, RateLimiter, paid_for
from bot.outbox.session import SendSession
from bot.outbox.worker import Worker

__all__ = ["ChatLimiter", "CountAnswers", "Notification", "RateLimiter", "SendSession", "Worker", "paid_for"]
