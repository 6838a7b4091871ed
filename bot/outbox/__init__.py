"""The outbox: all that the bot says without being asked is an outbox row, and one worker sends the rows.

    wake → claim (a second of work) → rate limit → send → record, in batches

At least once: a row is claimed before it is sent and recorded after. A send that got no answer (network, timeout, 5xx,
a page) is that row's own and is tried again soon; only evidence of an outage pauses all sending. So does an answer that
is about the bot as a whole (429, 401, 409), at once. In a pause rows are released unchanged, and one probe at a time is
sent until Telegram answers.
"""

from bot.outbox.notification import Notification
from bot.outbox.rate_limit import ChatLimiter, CountAnswers, RateLimiter, paid_for
from bot.outbox.session import SendSession
from bot.outbox.worker import Worker

__all__ = ["ChatLimiter", "CountAnswers", "Notification", "RateLimiter", "SendSession", "Worker", "paid_for"]
